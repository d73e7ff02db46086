internal import LabelingCore
internal import TextKit

/// Groups of documents without votes that share words, each with its most typical member.
///
/// Documents are vectors of their words' tf-idf in 2^15 hashed dimensions, at length 1;
/// centers are found by spherical k-means in seeded mini-batches.
/// - SeeAlso: Sculley 2010, doi:10.1145/1772690.1772862
package struct DocumentClusters: Sendable, Encodable {
  /// One group.
  package struct Cluster: Sendable, Encodable {
    /// Number of documents.
    package let count: Int
    /// Words that its documents hold more often than the other groups', the most telling first.
    package let words: [String]
    /// Mean cosine of its documents with the center: 1 when all are alike.
    package let cohesion: Double
    /// Id of the document nearest to the center.
    package let typicalID: String
    /// Row of that document.
    package let typicalRow: Int
  }

  /// Documents without votes that were looked at.
  package let documentCount: Int
  /// The groups, the largest first.
  package let clusters: [Cluster]

  /// Number of groups unless another is asked for.
  package static let defaultCount = 6

  private static let dimensionCount = 1 << 15
  private static let batchCount = 256
  private static let epochCount = 12
  private static let documentLimit = 10_000
  private static let wordLimit = 6

  /// Groups the documents of an inspection that no function votes on.
  ///
  /// - Parameters:
  ///   - inspection: The corpus with its votes.
  ///   - count: Number of groups, at most; there are fewer where documents are few.
  ///   - seed: Where random choices begin.
  /// - Throws: What reading the corpus throws.
  package init(
    of inspection: Inspection,
    count: Int,
    seed: UInt64 = SeededGenerator.defaultSeed
  ) throws {
    let sample = try TermSample(
      inspection,
      target: .uncovered,
      takesOthers: false,
      limit: Self.documentLimit,
      seed: seed
    )
    var generator = SeededGenerator(seed: seed)
    let targets = sample.documents.filter { $0.words.count > 0 }
    documentCount = targets.count
    let vectors = HashedVectors(targets.map(\.words), dimensionCount: Self.dimensionCount)
    let k = min(count, targets.count / 2)
    guard k > 0 else {
      clusters = []
      return
    }
    let centers = Self.centers(of: vectors, count: k, using: &generator)
    var members = [[(index: Int, cosine: Float)]](repeating: [], count: k)
    var clusterOfDocument: [Int] = []
    for index in vectors.indices {
      let (cluster, cosine) = vectors.nearest(to: index, among: centers)
      members[cluster].append((index, cosine))
      clusterOfDocument.append(cluster)
    }
    let words = ClusterWords(
      of: targets.map(\.words),
      clusters: clusterOfDocument,
      clusterCount: k
    )
    clusters = members.indices.compactMap { cluster -> Cluster? in
      let own = members[cluster]
      guard let typical = own.max(by: { $0.cosine < $1.cosine }) else { return nil }
      return Cluster(
        count: own.count,
        words: words.telling(cluster, limit: Self.wordLimit),
        cohesion: Double(own.reduce(0) { $0 + $1.cosine }) / Double(own.count),
        typicalID: targets[typical.index].id,
        typicalRow: targets[typical.index].row
      )
    }.sorted { ($1.count, $0.typicalRow) < ($0.count, $1.typicalRow) }
  }

  private static func centers(
    of vectors: HashedVectors,
    count: Int,
    using rng: inout some RandomNumberGenerator
  ) -> [[Float]] {
    // Far from each other: each next one by the distance to those there are (k-means++).
    var centers = [vectors.dense(Int.random(in: vectors.indices, using: &rng))]
    var distances = vectors.indices.map { 1 - vectors.cosine($0, centers[0]) }
    while centers.count < count {
      let total = distances.reduce(0) { $0 + max($1, 0) }
      var left = total > 0 ? Float.random(in: 0..<total, using: &rng) : 0
      let index = distances.firstIndex { distance in
        left -= max(distance, 0)
        return left < 0
      }
      let center = vectors.dense(index ?? Int.random(in: vectors.indices, using: &rng))
      for other in vectors.indices {
        distances[other] = min(distances[other], 1 - vectors.cosine(other, center))
      }
      centers.append(center)
    }
    var seen = [Float](repeating: 1, count: count)
    for _ in 0..<epochCount {
      let order = vectors.indices.shuffled(using: &rng)
      for start in stride(from: 0, to: order.count, by: batchCount) {
        let batch = order[start..<min(start + batchCount, order.count)]
        var members = [[Int]](repeating: [], count: count)
        for index in batch {
          members[vectors.nearest(to: index, among: centers).cluster].append(index)
        }
        for cluster in members.indices where !members[cluster].isEmpty {
          seen[cluster] += Float(members[cluster].count)
          vectors.pull(&centers[cluster], towards: members[cluster], by: 1 / seen[cluster])
        }
      }
    }
    return centers
  }
}
