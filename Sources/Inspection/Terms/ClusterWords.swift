internal import TextKit

/// The words that set groups of documents apart from each other.
struct ClusterWords {
  /// Groups, *k*.
  private let clusterCount: Int
  private var sizes: [Int]
  private var places: [UInt64: Int] = [:]
  private var words: [String] = []
  /// Documents that hold each word, by group; a row of *k* for each word.
  private var counts: [Int] = []

  /// Counts words.
  ///
  /// - Parameters:
  ///   - documents: The documents' words.
  ///   - clusters: The group of each document.
  ///   - clusterCount: Number of groups.
  init(of documents: [Phrases], clusters: [Int], clusterCount: Int) {
    self.clusterCount = clusterCount
    sizes = [Int](repeating: 0, count: clusterCount)
    var lastDocuments: [Int] = []
    for (document, cluster) in clusters.enumerated() {
      sizes[cluster] += 1
      documents[document].forEachPhrase(upTo: 1) { hash, range in
        let place = places[hash] ?? words.count
        if place == words.count {
          places[hash] = place
          words.append(documents[document].phrase(range))
          lastDocuments.append(-1)
          counts.append(contentsOf: repeatElement(0, count: clusterCount))
        }
        guard lastDocuments[place] != document else { return }
        lastDocuments[place] = document
        counts[place * clusterCount + cluster] += 1
      }
    }
  }

  /// The words that a group has more than the others, the most telling first.
  ///
  /// Where there are no others, those that most of its documents hold.
  /// - Complexity: O(words · *k* + words · log words).
  func telling(_ cluster: Int, limit: Int) -> [String] {
    let all = sizes.reduce(0, +)
    let (own, others) = (sizes[cluster], all - sizes[cluster])
    let scores = words.indices.compactMap { place -> (word: String, score: Double)? in
      let inside = counts[place * clusterCount + cluster]
      guard inside > 0 else { return nil }
      guard others > 0 else { return (words[place], Double(inside)) }
      let total = counts[place * clusterCount..<(place + 1) * clusterCount].reduce(0, +)
      // Nothing is set apart by what all documents hold.
      guard total < all else { return nil }
      let contrast = TermContrast(
        inside: Double(inside),
        of: Double(own),
        outside: Double(total - inside),
        of: Double(others),
        share: Double(total) / Double(all)
      )
      return contrast.zScore > 0 ? (words[place], contrast.zScore) : nil
    }
    return scores.sorted { ($1.score, $0.word) < ($0.score, $1.word) }.prefix(limit).map(\.word)
  }
}
