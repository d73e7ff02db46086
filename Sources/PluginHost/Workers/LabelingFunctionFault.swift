package import LabelingCore

/// What went wrong in one function: its faulty cells abstain and are counted.
package struct LabelingFunctionFault: Hashable, Sendable, Codable {
  /// How a cell failed.
  package enum Cause: String, Hashable, Sendable, Codable {
    /// The function threw an error.
    case thrown
    /// The function stopped its worker process, as a trap does.
    case crash
    /// The function did not come back within the time limit.
    case timeout = "time_out"
    /// The function had failed too often before and was not run.
    case disabled
  }

  /// The function's name.
  package var function: String
  /// Where it is declared.
  package var file: String
  /// Line of the declaration.
  package var line: Int
  /// Number of faulty cells by cause.
  package var counts: [String: Int]
  /// What the first fault said.
  package var firstMessage: String
  /// Ids of the first ten documents, in corpus order.
  package var documents: [String]

  /// Number of faulty cells.
  package var count: Int { counts.values.reduce(0, +) }
  /// Where the function is declared.
  package var location: SourceLocation { SourceLocation(file, line: line) }
  /// The counts in words: `3 threw, 1 timed out`.
  package var causes: String {
    counts.sorted { $0.key < $1.key }.map { "\($0.value) \(Self.words(for: $0.key))" }
      .joined(separator: ", ")
  }

  private static func words(for cause: String) -> String {
    switch Cause(rawValue: cause) {
    case .thrown: "threw"
    case .crash: "crashed"
    case .timeout: "timed out"
    case .disabled: "not run"
    case nil: cause
    }
  }
}
