internal import RealModule
internal import TextKit

/// Texts as sparse vectors of their words' tf-idf, at length 1, in hashed dimensions.
struct HashedVectors {
  /// One word's weight.
  private struct Entry {
    let dimension: Int
    var weight: Float
  }

  private var vectors: [[Entry]] = []
  private let dimensionCount: Int

  init(_ texts: [Phrases], dimensionCount: Int) {
    self.dimensionCount = dimensionCount
    var documentCounts: [Int: Int] = [:]
    var counts: [[Int: Int]] = []
    for text in texts {
      var own: [Int: Int] = [:]
      text.forEachPhrase(upTo: 1) { hash, _ in
        let dimension = Int(truncatingIfNeeded: hash >> 17) & (dimensionCount - 1)
        own[dimension, default: 0] += 1
      }
      for dimension in own.keys { documentCounts[dimension, default: 0] += 1 }
      counts.append(own)
    }
    vectors = counts.map { own in
      var entries = own.sorted { $0.key < $1.key }.map { dimension, count in
        let share = Double(texts.count) / Double(documentCounts[dimension] ?? 1)
        return Entry(
          dimension: dimension,
          weight: Float((1 + Double.log(Double(count))) * Double.log(1 + share))
        )
      }
      let length = entries.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
      for index in entries.indices where length > 0 { entries[index].weight /= length }
      return entries
    }
  }

  var indices: Range<Int> { vectors.indices }

  /// A vector with all its dimensions.
  func dense(_ index: Int) -> [Float] {
    var dense = [Float](repeating: 0, count: dimensionCount)
    for entry in vectors[index] { dense[entry.dimension] = entry.weight }
    return dense
  }

  /// The cosine of a vector with a center of length 1.
  func cosine(_ index: Int, _ center: [Float]) -> Float {
    vectors[index].reduce(0) { $0 + $1.weight * center[$1.dimension] }
  }

  /// The center with the greatest cosine; the first of equals.
  func nearest(to index: Int, among centers: [[Float]]) -> (cluster: Int, cosine: Float) {
    var best = (cluster: 0, cosine: -Float.infinity)
    for (cluster, center) in centers.enumerated() {
      let cosine = cosine(index, center)
      if cosine > best.cosine { best = (cluster, cosine) }
    }
    return best
  }

  /// Moves a center a share of the way to each of some vectors, and back to length 1.
  func pull(_ center: inout [Float], towards members: [Int], by share: Float) {
    let rest = max(0, 1 - share * Float(members.count))
    for dimension in center.indices { center[dimension] *= rest }
    for index in members {
      for entry in vectors[index] { center[entry.dimension] += share * entry.weight }
    }
    let length = center.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else { return }
    for dimension in center.indices { center[dimension] /= length }
  }
}
