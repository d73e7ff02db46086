internal import LabelStore
internal import LabelingCore

/// JSON of Label Studio: one array of tasks with their annotations.
struct LabelStudioFormat: ToolFileFormat {
  let name = "label-studio"

  func recognizes(_ head: AnswerFileHead) -> Bool {
    let hasLabel = ["label", "cats", "annotations"].contains { head.hasMember($0) }
    return head.hasMember("annotation_id") || head.hasMember("data") && !head.hasMember("label")
      || head.isArray && !hasLabel
  }

  func records(of file: AnswerReader) throws -> [ForeignRecord] {
    let values = try file.values()
    let control = try LabelStudioControl(of: values, in: file)
    let truths = LabelStudioTruths(of: values, control, file.kind)
    file.writtenUsers = LabelStudioUsers(of: values).annotators
    return try file.records(values) {
      try LabelStudioTask($0.0, at: $0.1, control, truths, in: file).record()
    }
  }

  func file(_ export: ExportedAnswers) throws -> (bytes: [UInt8], recordCount: Int) {
    var bytes = Array("[".utf8)
    for (index, document) in export.documents.enumerated() {
      bytes += (index == 0 ? "\n" : ",\n").utf8
      record(of: document, number: index + 1, export).append(to: &bytes)
    }
    bytes += "\n]\n".utf8
    export.losses.remark = remark(on: export)
    return (bytes, export.documents.count)
  }

  /// What Label Studio makes of answers whose annotators are none of its users; `nil` where all are.
  func remark(on export: ExportedAnswers, isSent: Bool = false) -> String? {
    let nameless = export.documents.flatMap(\.answers)
      .filter { export.users[ExactString($0.annotator)] == nil }
    if nameless.isEmpty { return nil }
    let names = Set(nameless.map(\.annotator)).sorted().map { "'\($0)'" }.joined(separator: ", ")
    let annotators = Formatting.verb(nameless.count, "its annotator is", "their annotators are")
    return "Label Studio gives \(Formatting.count(nameless.count, "answer")) to the user "
      + (isSent ? "whose token it is" : "who imports the file")
      + "; \(annotators) in '\(OwnMember.name)', and "
      + (isSent ? "'--create-users' makes users of them" : "'--users' names its users")
      + (export.users.isEmpty ? "" : ": the table has no \(names)")
  }

  // MARK: - Writing

  func record(
    of document: ExportedDocument,
    number: Int,
    _ export: ExportedAnswers
  ) -> JSONValue {
    let extra = document.extra(of: name)
    let own = export.own(document, answers: document.answers, hasRemarks: true, without: name)
    var data: [(name: String, value: JSONValue?)] = [
      ("id", .string(export.id(document))),
      (export.question.field, .string(export.text(document))),
    ]
    let others = extra["data"]?.members ?? []
    data += others.filter { $0.name != export.question.field }.map { ($0.name, $0.value) }
    data.append((OwnMember.name, own))
    var members: [(name: String, value: JSONValue?)] = [
      ("id", .number("\(number)")), ("data", .object(of: data)),
    ]
    members += (extra["task"]?.members ?? []).map { ($0.name, $0.value) }
    let settled = document.settlement?.event.says
    members.append(
      (
        "annotations",
        .array(
          document.answers.enumerated().map { index, answer in
            annotation(of: answer, number: index + 1, settled: settled, export)
          }
        )
      )
    )
    return .object(of: members)
  }

  /// An annotation, whose number comes back as `import_id` and in the ids of its results.
  private func annotation(
    of answer: JournaledAnswer,
    number: Int,
    settled: LabelAnswer?,
    _ export: ExportedAnswers
  ) -> JSONValue {
    let event = answer.event
    let extra = answer.extra(of: name)
    let chosen = export.present(event)
    let taxonomy = export.question.isProject ? nil : extra["choice"]?["value"]
    let choice = JSONValue.object(of: [
      ("id", .string("\(LabelStudioTask.resultPrefix)\(number)")),
      ("from_name", export.question.name(in: extra["choice"], "from_name")),
      ("to_name", export.question.name(in: extra["choice"], "to_name")),
      ("type", .string(taxonomy == nil ? "choices" : "taxonomy")),
      ("value", taxonomy ?? .object(of: [("choices", .array(chosen))])),
    ])
    let time = answer.time.map { JSONValue.string(ISO8601Time.text($0)) }
    let isTrue = event.kind == .answer && !event.isRejection && settled == event.says
    var members: [(name: String, value: JSONValue?)] = [
      ("id", .number("\(number)")),
      ("completed_by", export.users[ExactString(answer.annotator)]),
      ("result", .array((chosen.isEmpty ? [] : [choice]) + (extra["results"]?.elements ?? []))),
      ("was_cancelled", .bool(event.kind == .skip)),
      // Without it Label Studio takes every imported annotation for the truth.
      ("ground_truth", .bool(isTrue)),
      ("created_at", time), ("updated_at", time),
      ("lead_time", event.durationInMilliseconds.map { .number("\(Double($0) / 1000)") }),
    ]
    members += (extra["annotation"]?.members ?? []).map { ($0.name, $0.value) }
    return .object(of: members)
  }
}
