package import LabelingCore

/// The records of a request that break a rule; then none of the others is labeled either.
package struct BadRecords: DiagnosableError, Sendable {
  /// One of them.
  package struct Record: Sendable {
    /// Its place among the records, from 0.
    package var index: Int
    /// The rule, and where it is broken.
    package var diagnostic: Diagnostic
  }

  /// Most records that are kept; the others are counted.
  package static let keptLimit = 1000

  /// The first of them, in their order.
  package var first: [Record]
  /// Number of all of them.
  package var count: Int

  package var diagnostics: [Diagnostic] { first.map(\.diagnostic) }
}
