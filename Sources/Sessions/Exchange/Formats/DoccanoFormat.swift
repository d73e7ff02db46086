internal import LabelStore
internal import LabelingCore

/// JSON Lines of doccano: a line per document.
struct DoccanoFormat: AnswerFileFormat {
  let name = "doccano"

  func recognizes(_ head: AnswerFileHead) -> Bool {
    head.hasMember("label") || head.hasMember("annotations")
  }

  func answers(of file: AnswerReader) throws -> [ForeignAnswer] {
    try file.lines().flatMap { try answers(of: $0, at: $1, in: file) }
  }

  func file(_ export: ToolExport) throws -> (bytes: [UInt8], recordCount: Int) {
    let corpus = try export.engine.corpus()
    let documents = export.byDocument
    var bytes: [UInt8] = []
    for (document, answers) in documents {
      record(of: document, answers, corpus.text(document) ?? "", export).append(to: &bytes)
      bytes.append(0x0A)
    }
    return (bytes, documents.count)
  }

  private func answers(
    of record: JSONValue,
    at place: SourceLocation,
    in file: AnswerReader
  ) throws -> [ForeignAnswer] {
    var base = ForeignAnswer(place: place)
    base.meta = record["meta"]
    base.id = (record["meta"]?["id"] ?? record["id"])?.name
    base.text = (record["text"] ?? record["data"])?.string
    if let annotations = record["annotations"]?.elements {
      let answers = try annotations.map { annotation in
        var answer = base
        answer.annotator = annotation["user"]?.name
        answer.label = annotation["label"]?.string
        if case .number = annotation["label"] {
          throw file.noClass(place, "numbers for its labels")
        }
        if let time = annotation["created_at"]?.string { try answer.setTime(time, "created_at") }
        try answer.add(annotation["_winnow"])
        return answer
      }
      if !answers.isEmpty { return answers }
    }
    guard let labels = (record["label"] ?? record["labels"])?.elements else {
      guard let label = record["label"]?.string else { return [base.withoutAnswer] }
      base.label = label
      return [base]
    }
    guard !labels.contains(where: { $0.elements != nil }) else {
      throw file.noClass(place, "spans, not classes")
    }
    guard let label = try file.single(labels.compactMap(\.name), place) else {
      return [base.withoutAnswer]
    }
    base.label = label
    return [base]
  }

  private func record(
    of document: Int,
    _ answers: [JournaledAnswer],
    _ text: String,
    _ export: ToolExport
  ) -> JSONValue {
    let vote = export.consensus[document]?.vote ?? .abstain
    let annotations = answers.map { answer in
      JSONValue.object(of: [
        ("label", answer.event.isRejection ? nil : export.label(answer.event)),
        ("user", .string(answer.annotator)),
        (
          "created_at",
          .string(ISO8601Time.text(answer.event.timeInMilliseconds))
        ),
        ("_winnow", export.own(answer, rejects: true)),
      ])
    }
    return .object(of: [
      ("id", .number("\(document + 1)")),
      ("text", .string(text)),
      ("label", .array(export.engine.labelSpace.name(of: vote).map { [.string($0)] } ?? [])),
      ("meta", export.id(document)),
      ("annotations", .array(annotations)),
    ])
  }
}
