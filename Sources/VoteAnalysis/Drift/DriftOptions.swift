/// What counts as drift.
package struct DriftOptions: Hashable, Sendable, Codable {
  /// The chance of any false alarm among the functions and labels, and again among the terms.
  package var alpha = 0.01
  /// The share of its coverage that a function must have lost to be stale.
  package var staleFall = 0.5
  /// Least Cohen's *h* of a shift in coverage, in conflicts or of a term.
  package var leastEffect = 0.1
  /// Least Jensen–Shannon divergence, in bits, of a shift in polarity or labels.
  package var leastDivergence = 0.01
  /// Fewest documents, old and new together, that hold a term to be tested.
  package var leastTermSupport = 20
  /// Most terms that are reported of those that rose, and of those that fell.
  package var termLimit = 10
  /// The name of the test, one of ``DriftTestRegistry/all``.
  package private(set) var testName = DriftTestRegistry.defaultName

  /// The usual ones.
  package init() {}

  /// Uses the test of a name.
  ///
  /// - Returns: `false` when there is none of that name; nothing is changed then.
  package mutating func useTest(named name: String) -> Bool {
    guard DriftTestRegistry.type(named: name) != nil else { return false }
    testName = name
    return true
  }

  /// The test that is used.
  var test: any DriftTest.Type { DriftTestRegistry.type(named: testName) ?? GTest.self }

  /// The usual ones, which options of the command line have as defaults.
  package static let defaults = DriftOptions()
}
