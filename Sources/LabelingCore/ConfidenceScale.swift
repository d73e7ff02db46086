/// How a voter's declared confidence becomes a few levels.
///
/// The label model uses the order of the levels, not the numbers. A scale of up to eight values is
/// kept as it is; of more, a level is a quantile of the confidence over the voter's votes.
package struct ConfidenceScale: Hashable, Sendable, Codable {
  /// The least confidence of each level but the first, ascending.
  package let cuts: [Double]
  /// Mean declared confidence of each level's votes, from the least sure on.
  package let means: [Double]

  /// Creates a scale; there is one cut less than means.
  package init(cuts: [Double], means: [Double]) {
    precondition(cuts.count + 1 == means.count, "a cut stands between two levels")
    self.cuts = cuts
    self.means = means
  }

  /// The scale of which each value is a level.
  ///
  /// - Parameter values: What was declared, ascending; at least one.
  package init(values: [Double]) { self.init(cuts: Array(values.dropFirst()), means: values) }

  /// The scale of a voter who declared these values, each so often.
  ///
  /// - Parameters:
  ///   - votes: Number of votes by confidence; at least one vote.
  ///   - levelCount: Most levels.
  /// - Complexity: O(*v* log *v*) for *v* values.
  package init(of votes: [Double: Int], levelCount: Int = BallotList.mostLevels) {
    let values = votes.sorted { $0.key < $1.key }
    precondition(!values.isEmpty, "somebody declared something")
    guard values.count > levelCount else {
      self.init(values: values.map(\.key))
      return
    }
    let total = values.reduce(0) { $0 + $1.value }
    var cuts: [Double] = []
    var before = 0
    var wanted = 1
    for (confidence, count) in values {
      // The value at which a further `levelCount`-th of the votes begins.
      while wanted < levelCount, before + count > wanted * total / levelCount {
        if confidence > values[0].key, cuts.last != confidence { cuts.append(confidence) }
        wanted += 1
      }
      before += count
    }
    var sums = [Double](repeating: 0, count: cuts.count + 1)
    var counts = [Int](repeating: 0, count: cuts.count + 1)
    for (confidence, count) in values {
      let level = cuts.partitioningIndex { confidence < $0 }
      sums[level] += confidence * Double(count)
      counts[level] += count
    }
    self.init(cuts: cuts, means: zip(sums, counts).map { $0 / Double($1) })
  }

  private enum CodingKeys: CodingKey {
    case cuts, means
  }

  /// Reads a scale.
  ///
  /// - Throws: `DecodingError` for cuts and means that are no scale.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    cuts = try values.decode([Double].self, forKey: .cuts)
    means = try values.decode([Double].self, forKey: .means)
    guard cuts.count + 1 == means.count, zip(cuts, cuts.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "cuts and means are no scale of confidence"
        )
      )
    }
  }

  /// Number of levels.
  package var levelCount: Int { means.count }

  /// The level of a declared confidence.
  package func level(of confidence: Double) -> Int { cuts.partitioningIndex { confidence < $0 } }
}

extension Array where Element == Double {
  /// The first place whose element fulfills a condition that all later ones fulfill too.
  fileprivate func partitioningIndex(where isBehind: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
