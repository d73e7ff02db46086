internal import ByteIO
package import CorpusIO
package import LabelingCore
package import PluginHost
package import Runs

/// The labels of a request's documents, with their votes and faults.
package struct OnlineLabels: Sendable {
  /// The documents, with where they are from.
  package let documents: LabelingBatch<BatchOrigin>
  /// Their votes.
  package let votes: VotePatterns
  /// Labels and probabilities of each pattern.
  package let labels: PatternLabels
  /// The cells that failed, by function and row; they abstain.
  package let faults: [CellFault]

  /// The id of the document at `row`.
  package func id(at row: Int) -> String { documents.id(at: row) }

  /// The document at `row` as a pattern.
  package func pattern(at row: Int) -> Int { Int(votes.patternOfRow[row]) }

  /// The documents with their labels as JSON Lines, just as `winnow label` writes them.
  ///
  /// - Parameter hasProvenance: Whether each function's vote is added.
  /// - Returns: The lines.
  /// - Throws: `CorpusError` when a document has a field that is named like an added one.
  package func jsonLines(hasProvenance: Bool = false) throws -> [UInt8] {
    let output = PatternLabelEncoder(
      of: votes.kind,
      labelSpace: votes.labelSpace,
      functions: votes.voters,
      hasProvenance: hasProvenance
    ).saying(votes.ballots)
    let sink = MemorySink()
    let writer = try Corpus.writer(sink, format: .jsonl)
    let fields = documents.fieldNames
    try writer.begin(OutputSchema(fields: fields, additions: output.shapes))
    try writer.write(documents.documents, from: documents.context) { row in
      output.additions(of: pattern(at: row), labels: labels, votes: votes)
    }
    try writer.finish()
    return sink.bytes
  }
}
