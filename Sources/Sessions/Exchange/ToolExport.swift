internal import LabelStore
internal import LabelingCore

/// A session's answers, to be written in the format of another tool.
///
/// What the formats have no room for stands in members named `_winnow`, which tools pass over.
struct ToolExport {
  let engine: SessionEngine
  /// The answers and skips as they stand, by document and annotator's name.
  let answers: [JournaledAnswer]
  /// The consensus on documents with answers.
  let consensus: [Int: Consensus]
  /// Whether CSV cells that a spreadsheet would compute get an apostrophe in front.
  let escapesFormulas: Bool

  /// The answers of each document that has some, in the order of the documents.
  var byDocument: [(document: Int, answers: [JournaledAnswer])] {
    Dictionary(grouping: answers, by: \.document).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  /// The document's id, as an object.
  func id(_ document: Int) -> JSONValue {
    .object(of: [("id", .string(engine.documents[document].id))])
  }

  /// The class that an answer names; `nil` for a skip.
  func label(_ event: SessionEvent) -> JSONValue? {
    event.classIndex.map { .string(engine.labelSpace.classes[$0]) }
  }

  /// What the tool's format has no room for.
  func own(_ answer: JournaledAnswer, rejects: Bool) -> JSONValue? {
    let event = answer.event
    let members: [(name: String, value: JSONValue?)] = [
      ("time_ms", .number("\(event.timeInMilliseconds)")),
      ("duration_ms", event.durationInMilliseconds.map { .number("\($0)") }),
      ("strategy", event.strategy.map { .string($0) }),
      ("probability", event.probability.map { .number("\($0)") }),
      ("rejected", rejects && event.isRejection ? label(event) : nil),
      ("flagged", answer.isFlagged ? .bool(true) : nil),
      ("notes", answer.notes.isEmpty ? nil : .array(answer.notes.map { .string($0) })),
    ]
    return .object(of: members)
  }
}
