internal import LabelStore
internal import LabelingCore

/// A session's answers as other labeling tools write them.
///
/// What their formats have no room for stands in members named `_winnow`, which they pass over.
struct ToolExport {
  let engine: SessionEngine
  let answers: [JournaledAnswer]
  let consensus: [Int: Consensus]

  /// The whole file.
  func bytes(_ format: AnswerFormat) throws -> [UInt8] {
    let corpus = try engine.corpus()
    var bytes: [UInt8] = []
    switch format {
    case .prodigy:
      for answer in answers {
        prodigy(answer, corpus.text(answer.document) ?? "").append(to: &bytes)
        bytes.append(0x0A)
      }
    case .doccano:
      for (document, answers) in byDocument {
        doccano(document, answers, corpus.text(document) ?? "").append(to: &bytes)
        bytes.append(0x0A)
      }
    case .labelStudio:
      bytes += "[".utf8
      for (index, (document, answers)) in byDocument.enumerated() {
        bytes += (index == 0 ? "\n" : ",\n").utf8
        labelStudio(document, answers, corpus.text(document) ?? "").append(to: &bytes)
      }
      bytes += "\n]\n".utf8
    case .csv: bytes = engine.table(of: answers)
    }
    return bytes
  }

  private var byDocument: [(document: Int, answers: [JournaledAnswer])] {
    Dictionary(grouping: answers, by: \.document).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  private func prodigy(_ answer: JournaledAnswer, _ text: String) -> JSONValue {
    let event = answer.event
    let verdict = event.kind == .skip ? "ignore" : event.isRejection ? "reject" : "accept"
    return .object(of: [
      ("text", .string(text)),
      ("meta", id(answer.document)),
      ("label", label(event)),
      ("_view_id", .string("classification")),
      ("answer", .string(verdict)),
      ("_timestamp", .number("\(event.timeInMilliseconds / 1000)")),
      ("_annotator_id", .string(answer.annotator)),
      ("_session_id", .string(answer.annotator)),
      ("flagged", answer.isFlagged ? .bool(true) : nil),
      ("_winnow", own(answer, rejects: false)),
    ])
  }

  private func doccano(
    _ document: Int,
    _ answers: [JournaledAnswer],
    _ text: String
  ) -> JSONValue {
    let vote = consensus[document]?.vote ?? .abstain
    let annotations = answers.map { answer in
      JSONValue.object(of: [
        ("label", answer.event.isRejection ? nil : label(answer.event)),
        ("user", .string(answer.annotator)),
        (
          "created_at",
          .string(ISO8601Time.text(answer.event.timeInMilliseconds))
        ),
        ("_winnow", own(answer, rejects: true)),
      ])
    }
    return .object(of: [
      ("id", .number("\(document + 1)")),
      ("text", .string(text)),
      ("label", .array(engine.labelSpace.name(of: vote).map { [.string($0)] } ?? [])),
      ("meta", id(document)),
      ("annotations", .array(annotations)),
    ])
  }

  private func labelStudio(
    _ document: Int,
    _ answers: [JournaledAnswer],
    _ text: String
  ) -> JSONValue {
    let annotations = answers.map { answer in
      let event = answer.event
      let hasChoice = event.kind == .answer && !event.isRejection
      let choice = JSONValue.object(of: [
        ("from_name", .string("label")), ("to_name", .string("text")),
        ("type", .string("choices")),
        ("value", .object(of: [("choices", .array([label(event)].compactMap { $0 }))])),
      ])
      let time = JSONValue.string(ISO8601Time.text(event.timeInMilliseconds))
      return JSONValue.object(of: [
        ("completed_by", .object(of: [("email", .string(answer.annotator))])),
        ("result", .array(hasChoice ? [choice] : [])),
        ("was_cancelled", .bool(event.kind == .skip)),
        ("created_at", time), ("updated_at", time),
        ("lead_time", event.durationInMilliseconds.map { .number("\(Double($0) / 1000)") }),
        ("_winnow", own(answer, rejects: true)),
      ])
    }
    return .object(of: [
      ("id", .number("\(document + 1)")),
      (
        "data",
        .object(of: [("id", .string(engine.documents[document].id)), ("text", .string(text))])
      ),
      ("annotations", .array(annotations)),
    ])
  }

  private func id(_ document: Int) -> JSONValue {
    .object(of: [("id", .string(engine.documents[document].id))])
  }

  private func label(_ event: SessionEvent) -> JSONValue? {
    event.classIndex.map { .string(engine.labelSpace.classes[$0]) }
  }

  /// What the tool's format has no room for.
  private func own(_ answer: JournaledAnswer, rejects: Bool) -> JSONValue? {
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
