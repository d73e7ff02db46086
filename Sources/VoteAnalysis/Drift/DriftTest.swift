/// A test of whether two rows of counts come from one distribution.
///
/// A further one is a file with a conforming type, and its entry in ``DriftTestRegistry``.
package protocol DriftTest: Sendable {
  /// Its name on the command line.
  static var name: String { get }
  /// What it is, in a few words.
  static var summary: String { get }

  /// The chance of rows that differ as much if nothing had changed.
  ///
  /// - Parameters:
  ///   - old: Counts of the old corpus, one for each category; fractions are allowed.
  ///   - new: Counts of the new one, of the same categories.
  /// - Returns: The p-value, 0…1; `nil` when there is nothing to compare: an empty row, or fewer
  ///   than two categories that occur.
  static func pValue(old: [Double], new: [Double]) -> Double?
}

extension DriftTest {
  /// Tests whether a share has changed.
  static func pValue(
    old: (part: Int, whole: Int),
    new: (part: Int, whole: Int)
  ) -> Double? {
    pValue(
      old: [Double(old.part), Double(old.whole - old.part)],
      new: [Double(new.part), Double(new.whole - new.part)]
    )
  }
}

/// The tests that `winnow drift --test` knows.
package enum DriftTestRegistry {
  /// All of them; the first is used unless another is asked for.
  private static let types: [any DriftTest.Type] = [
    GTest.self,
    PearsonTest.self,
  ]

  /// Names and what they mean, in order.
  package static let all = types.map { (name: $0.name, summary: $0.summary) }
  /// The test that is used unless another is asked for.
  package static let defaultName = GTest.name

  /// The test of a name; `nil` when there is none.
  static func type(named name: String) -> (any DriftTest.Type)? {
    types.first { $0.name == name }
  }
}
