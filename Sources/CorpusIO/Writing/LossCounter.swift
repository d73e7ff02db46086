/// Counts losses by field and kind.
struct LossCounter {
  private var names: [String] = []
  private var counts: [Int] = []

  private static let kindCount = ConversionLoss.Kind.allCases.count

  /// Makes room for fields; those known keep their counts.
  mutating func setFields(_ names: [String]) {
    guard names.count > self.names.count else { return }
    self.names = names
    counts += Array(repeating: 0, count: names.count * Self.kindCount - counts.count)
  }

  /// Counts a loss in the field of an index.
  @inline(__always)
  mutating func count(_ kind: ConversionLoss.Kind, field: Int) {
    counts[field * Self.kindCount + kind.rawValue] += 1
  }

  /// What was counted, by field and then by kind.
  var losses: [ConversionLoss] {
    counts.indices.compactMap { index in
      guard counts[index] > 0, let kind = ConversionLoss.Kind(rawValue: index % Self.kindCount)
      else { return nil }
      return ConversionLoss(kind: kind, field: names[index / Self.kindCount], count: counts[index])
    }
  }
}
