internal import LabelModels
internal import LabelingCore

/// The probability of each class for each document of a session.
struct SessionPosterior: Sendable {
  private let rows: SoftLabels
  private let rowOfDocument: [UInt32]?

  /// Probabilities that came with the documents.
  init(_ given: SoftLabels) {
    rows = given
    rowOfDocument = nil
  }

  /// Fits the label model to the functions' votes, anchored by the answers.
  init(_ votes: SessionVotes, gold: [Int: Consensus]) throws {
    var golds = [Vote](repeating: .abstain, count: votes.patterns.rowCount)
    for (document, consensus) in gold { golds[document] = consensus.vote }
    let patterns = votes.patterns.attaching(gold: golds).patterns
    var fit = FitRun(.model(PooledLabelModel()))
    fit.checks = false
    rows = try fit.run(on: patterns).posteriors
    rowOfDocument = patterns.patternOfRow
  }

  /// The probabilities of a document's classes; they sum to 1.
  subscript(document: Int) -> ArraySlice<Double> {
    rows[row: rowOfDocument.map { Int($0[document]) } ?? document]
  }

  /// Index of the most probable class.
  func best(_ document: Int) -> Int {
    let row = self[document]
    return (row.indices.max { row[$0] < row[$1] } ?? row.startIndex) - row.startIndex
  }
}
