internal import RealModule

/// Draws without replacement.
enum Draw {
  /// This many of the rows, every subset equally likely, in random order.
  ///
  /// - Complexity: O(*n*) for a copy of the rows, O(count) for the draws (Fisher and Yates).
  static func rows(
    _ count: Int,
    of rows: [Int32],
    using generator: inout some RandomNumberGenerator
  ) -> [Int32] {
    var rows = rows
    let count = min(count, rows.count)
    for place in 0..<count {
      rows.swapAt(place, place + below(rows.count - place, using: &generator))
    }
    return Array(rows[..<count])
  }

  /// A number from 0 up to, but not with, a positive bound.
  static func below(_ bound: Int, using generator: inout some RandomNumberGenerator) -> Int {
    // The bias of at most bound / 2⁶⁴ does not matter here.
    Int(truncatingIfNeeded: generator.next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number from 0 up to, but not with, 1.
  static func unit(using generator: inout some RandomNumberGenerator) -> Double {
    Double(generator.next() >> 11) * 0x1p-53
  }

  /// A positive number with mean 1, exponentially distributed.
  static func exponential(using generator: inout some RandomNumberGenerator) -> Double {
    -Double.log(1 - unit(using: &generator))
  }

  /// All rows, or a random sample in the order of the corpus when there are more than `limit`.
  static func sample(
    of rows: [Int32],
    atMost limit: Int,
    using generator: inout some RandomNumberGenerator
  ) -> [Int32] {
    rows.count <= limit ? rows : self.rows(limit, of: rows, using: &generator).sorted()
  }
}
