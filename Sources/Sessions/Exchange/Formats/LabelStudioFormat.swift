internal import LabelStore
internal import LabelingCore

/// JSON of Label Studio: one array of tasks with their annotations.
struct LabelStudioFormat: AnswerFileFormat {
  let name = "label-studio"

  func recognizes(_ head: AnswerFileHead) -> Bool { head.isArray || head.hasMember("data") }

  func answers(of file: AnswerReader) throws -> [ForeignAnswer] {
    try file.values().flatMap { try answers(of: $0, at: $1, in: file) }
  }

  func file(_ export: ToolExport) throws -> (bytes: [UInt8], recordCount: Int) {
    let corpus = try export.engine.corpus()
    let documents = export.byDocument
    var bytes = Array("[".utf8)
    for (index, (document, answers)) in documents.enumerated() {
      bytes += (index == 0 ? "\n" : ",\n").utf8
      task(of: document, answers, corpus.text(document) ?? "", export).append(to: &bytes)
    }
    bytes += "\n]\n".utf8
    return (bytes, documents.count)
  }

  private func answers(
    of task: JSONValue,
    at place: SourceLocation,
    in file: AnswerReader
  ) throws -> [ForeignAnswer] {
    var base = ForeignAnswer(place: place)
    guard let data = task["data"] else {
      throw Diagnostic(
        at: place,
        "a task of Label Studio has 'data'",
        help: "export the project as JSON, not as JSON-MIN"
      )
    }
    base.meta = task["meta"]
    base.id = (data["id"] ?? task["meta"]?["id"] ?? task["id"])?.name
    base.text = data["text"]?.string
    let annotations = (task["annotations"] ?? task["completions"])?.elements ?? []
    guard !annotations.isEmpty else { return [base.withoutAnswer] }
    return try annotations.map { annotation in
      var answer = base
      let person = annotation["completed_by"]
      answer.annotator = person?["email"]?.name ?? person?["username"]?.name ?? person?.name
      let timeField = annotation["created_at"] == nil ? "updated_at" : "created_at"
      if let time = annotation[timeField]?.string { try answer.setTime(time, timeField) }
      if let seconds = annotation["lead_time"]?.number {
        try answer.setDuration(seconds: seconds, "lead_time")
      }
      let choices = (annotation["result"]?.elements ?? []).flatMap { result in
        result["value"]?["choices"]?.elements?.compactMap(\.name) ?? []
      }
      let hasOther = annotation["result"]?.elements?.isEmpty == false && choices.isEmpty
      if hasOther { throw file.noClass(place, "annotations that are not choices") }
      if annotation["was_cancelled"]?.isTrue != true {
        answer.label = try file.single(choices, place)
      }
      try answer.add(annotation["_winnow"])
      return answer
    }
  }

  private func task(
    of document: Int,
    _ answers: [JournaledAnswer],
    _ text: String,
    _ export: ToolExport
  ) -> JSONValue {
    let annotations = answers.map { answer in
      let event = answer.event
      let hasChoice = event.kind == .answer && !event.isRejection
      let choice = JSONValue.object(of: [
        ("from_name", .string("label")), ("to_name", .string("text")),
        ("type", .string("choices")),
        ("value", .object(of: [("choices", .array([export.label(event)].compactMap { $0 }))])),
      ])
      let time = JSONValue.string(ISO8601Time.text(event.timeInMilliseconds))
      return JSONValue.object(of: [
        ("completed_by", .object(of: [("email", .string(answer.annotator))])),
        ("result", .array(hasChoice ? [choice] : [])),
        ("was_cancelled", .bool(event.kind == .skip)),
        ("created_at", time), ("updated_at", time),
        ("lead_time", event.durationInMilliseconds.map { .number("\(Double($0) / 1000)") }),
        ("_winnow", export.own(answer, rejects: true)),
      ])
    }
    return .object(of: [
      ("id", .number("\(document + 1)")),
      (
        "data",
        .object(of: [
          ("id", .string(export.engine.documents[document].id)), ("text", .string(text)),
        ])
      ),
      ("annotations", .array(annotations)),
    ])
  }
}
