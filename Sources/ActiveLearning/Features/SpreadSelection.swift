internal import EndModels

/// Chooses documents one by one, each unlike those that are labeled or chosen already.
///
/// Documents without features are like every other.
/// - Complexity: O(entries of the candidates · chosen) after one comparison
///   with the labeled documents.
struct SpreadSelection {
  private let features: FeatureMatrix
  private let candidates: [Int32]
  /// Similarity of each candidate to the nearest document that is labeled or chosen.
  private(set) var nearest: [Float]
  private var isChosen: [Bool]
  private var scratch: [Float]

  init(candidates: [Int32], labeled: [Int32], features: FeatureMatrix) {
    self.features = features
    self.candidates = candidates
    nearest = InvertedIndex(of: labeled, in: features).largestSimilarities(of: candidates)
    for place in candidates.indices where features.isEmpty(candidates[place]) { nearest[place] = 1 }
    isChosen = [Bool](repeating: false, count: candidates.count)
    scratch = [Float](repeating: 0, count: features.columnCount)
  }

  /// Chooses the candidate of highest utility, which may depend on its nearest similarity.
  ///
  /// - Returns: Place and utility of the choice; `nil` when all are chosen.
  mutating func choose(
    ranking: UtilityRanking,
    _ utility: (_ place: Int, _ nearest: Float) -> Double
  ) -> (place: Int, utility: Double)? {
    var best: (place: Int, utility: Double, key: UInt64)?
    for place in candidates.indices where !isChosen[place] {
      let value = utility(place, nearest[place])
      if let known = best, value < known.utility { continue }
      let key = ranking.key(of: candidates[place])
      if let known = best, value == known.utility, key <= known.key { continue }
      best = (place, value, key)
    }
    guard let best else { return nil }
    isChosen[best.place] = true
    let center = candidates[best.place]
    features.scatter(center, into: &scratch)
    let similarities = features.products(of: candidates, with: scratch)
    features.scatter(center, into: &scratch, erasing: true)
    for place in candidates.indices { nearest[place] = max(nearest[place], similarities[place]) }
    return (best.place, best.utility)
  }
}
