internal import CorpusIO
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import Workspace

/// Reads how probable it was that a document got its gold label.
struct InclusionField {
  private let name: String

  /// Names the field.
  init(_ name: String) { self.name = name }

  /// The probability of each document of a batch; 1 where it has no gold label.
  ///
  /// - Throws: A `Diagnostic` where a document with gold has no number above 0 and up to 1.
  func probabilities(of voted: VotedBatch<CorpusContext>) throws -> [Double] {
    let fieldNames = voted.batch.fieldNames
    let field = fieldNames.firstIndex(ofExactly: name)
    let documents = voted.batch.documents
    let golds = voted.golds
    return try documents.records.enumerated().map { row, record in
      if golds[row].isAbstain { return 1 }
      let cell = documents.cells[record.cells].first { Int($0.field) == field }
      let value = cell.flatMap { Double(documents.text(of: $0)) }
      guard let value, value > 0, value <= 1 else {
        throw Diagnostic(
          at: SourceLocation(voted.origin.path, line: record.line),
          field == nil
            ? "there is no field '\(name)'"
            : "field '\(name)' of a document with gold is not a probability above 0",
          help: field == nil
            ? Suggestion.help(for: name, among: fieldNames, kind: "fields")
            : "it is the probability with which the document was chosen to be labeled"
        )
      }
      return value
    }
  }
}
