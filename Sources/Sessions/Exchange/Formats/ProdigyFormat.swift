internal import LabelStore
internal import LabelingCore

/// JSON Lines of Prodigy: a line per answer; accept, reject or ignore.
struct ProdigyFormat: AnswerFileFormat {
  let name = "prodigy"

  func recognizes(_ head: AnswerFileHead) -> Bool { !head.isArray && head.hasMember("answer") }

  func answers(of file: AnswerReader) throws -> [ForeignAnswer] {
    try file.lines().map { try answer($0, at: $1, in: file) }
  }

  func file(_ export: ToolExport) throws -> (bytes: [UInt8], recordCount: Int) {
    let corpus = try export.engine.corpus()
    var bytes: [UInt8] = []
    for answer in export.answers {
      record(of: answer, corpus.text(answer.document) ?? "", export).append(to: &bytes)
      bytes.append(0x0A)
    }
    return (bytes, export.answers.count)
  }

  private func answer(
    _ record: JSONValue,
    at place: SourceLocation,
    in file: AnswerReader
  ) throws -> ForeignAnswer {
    var answer = ForeignAnswer(place: place)
    answer.meta = record["meta"]
    answer.id = (record["meta"]?["id"] ?? record["id"] ?? record["_input_hash"])?.name
    answer.text = record["text"]?.string
    answer.annotator = (record["_annotator_id"] ?? record["_session_id"])?.name
    if let seconds = record["_timestamp"]?.number {
      try answer.setTime(milliseconds: seconds * 1000, "_timestamp")
    }
    answer.isFlagged = record["flagged"]?.isTrue ?? false
    let accepted = record["accept"]?.elements?.compactMap(\.name)
    switch record["answer"]?.string {
    case "accept":
      guard let label = try file.single(accepted, place) ?? record["label"]?.string else {
        if accepted != nil { break }
        throw file.noClass(place, "neither 'label' nor 'accept'")
      }
      answer.label = label
    case "reject":
      answer.label = try file.single(accepted, place) ?? record["label"]?.string
      answer.isRejection = answer.label != nil
    case "ignore": break
    default:
      throw Diagnostic(
        at: place,
        "an answer of Prodigy is 'accept', 'reject' or 'ignore'",
        help: "name the file's format with '--format'"
      )
    }
    try answer.add(record["_winnow"])
    return answer
  }

  private func record(
    of answer: JournaledAnswer,
    _ text: String,
    _ export: ToolExport
  ) -> JSONValue {
    let event = answer.event
    let verdict = event.kind == .skip ? "ignore" : event.isRejection ? "reject" : "accept"
    return .object(of: [
      ("text", .string(text)),
      ("meta", export.id(answer.document)),
      ("label", export.label(event)),
      ("_view_id", .string("classification")),
      ("answer", .string(verdict)),
      ("_timestamp", .number("\(event.timeInMilliseconds / 1000)")),
      ("_annotator_id", .string(answer.annotator)),
      ("_session_id", .string(answer.annotator)),
      ("flagged", answer.isFlagged ? .bool(true) : nil),
      ("_winnow", export.own(answer, rejects: false)),
    ])
  }
}
