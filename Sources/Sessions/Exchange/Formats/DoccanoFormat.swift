internal import LabelStore
internal import LabelingCore

/// JSON Lines of doccano, or one array: a record per document, with one label.
struct DoccanoFormat: ToolFileFormat {
  let name = "doccano"

  func recognizes(_ head: AnswerFileHead) -> Bool {
    ["label", "labels", "annotations", "cats"].contains { head.hasMember($0) }
  }

  func records(of file: AnswerReader) throws -> [ForeignRecord] {
    let values = try file.values()
    if let (value, place) = values.first { try OwnLabels.refuse(value.members.map(\.name), place) }
    return try file.records(values) { try record($0.0, at: $0.1, in: file) }
  }

  func file(_ export: ExportedAnswers) throws -> (bytes: [UInt8], recordCount: Int) {
    var bytes: [UInt8] = []
    for (index, document) in export.documents.enumerated() {
      record(of: document, number: index + 1, export).append(to: &bytes)
      bytes.append(0x0A)
    }
    return (bytes, export.documents.count)
  }

  // MARK: - Reading

  /// Members that are read; the others are kept as they are.
  private static let known: Set<String> = [
    "id", "text", "data", "label", "labels", "cats", "annotations", "Comments", OwnMember.name,
  ]

  private func record(
    _ value: JSONValue,
    at place: SourceLocation,
    in file: AnswerReader
  ) throws -> ForeignRecord {
    var record = ForeignRecord(place: place)
    record.id = (value["meta"]?["id"] ?? value["id"])?.name
    let text = file.options.textField.map { value.value(at: $0) }
    record.text = (text ?? value["text"] ?? value["data"])?.string
    let own = try OwnMember(value[OwnMember.name], at: place)
    if let own { record.take(own) }
    let extra = value.without(Self.known.union(file.options.textField.map { [$0] } ?? []))
      .filter { member in
        own.map { member.name != "meta" || member.value != ExportedAnswers.meta(id: $0.id) } ?? true
      }
    record.meta = extra.flatMap { $0.name == "meta" ? $0.value.members : [$0] }
    record.remarks += (value["Comments"]?.elements ?? []).compactMap(\.string).map {
      ForeignRemark(note: $0)
    }
    let label = try label(of: value, at: place, in: file)
    if let own {
      take(label, of: own, at: place, into: &record, file)
    } else {
      record.answers = try answers(of: value, at: place, in: file, &record)
      if record.answers.isEmpty, let label {
        var answer = ForeignAnswer(place: place)
        answer.label = label
        record.answers = [answer]
      }
    }
    if record.answers.isEmpty {
      let isLost = own == nil && file.classes != nil && !extra.isEmpty
      file.lose("metadata of records without a label", isLost ? 1 : 0)
    } else {
      record.answers[0].keep(extra, of: name)
    }
    return record
  }

  /// Takes over the answers that were written, and a label that was changed since.
  private func take(
    _ label: String?,
    of own: OwnMember,
    at place: SourceLocation,
    into record: inout ForeignRecord,
    _ file: AnswerReader
  ) {
    record.answers = own.answers
    guard label.map({ ExactString($0) }) != own.label.map({ ExactString($0) }) else { return }
    guard let label else {
      file.lose("labels that were removed in doccano; the answers stay")
      return
    }
    if own.answers.isEmpty {
      var answer = ForeignAnswer(place: place)
      answer.label = label
      record.answers = [answer]
    } else {
      record.settlements.append(ForeignSettlement(label: label))
    }
  }

  /// The label of a record.
  private func label(
    of value: JSONValue,
    at place: SourceLocation,
    in file: AnswerReader
  ) throws -> String? {
    let found = value["label"] ?? value["labels"] ?? value["cats"]
    guard let labels = found?.elements else { return found?.string }
    guard !labels.contains(where: { $0.elements != nil }) else {
      throw file.noClass(place, "spans, not classes")
    }
    return try file.single(labels.compactMap(\.name), place)
  }

  /// The answers of each user, as older versions of doccano wrote them.
  private func answers(
    of value: JSONValue,
    at place: SourceLocation,
    in file: AnswerReader,
    _ record: inout ForeignRecord
  ) throws -> [ForeignAnswer] {
    var answers: [ForeignAnswer] = []
    for annotation in value["annotations"]?.elements ?? [] {
      if case .number = annotation["label"] {
        throw file.noClass(place, "numbers for its labels")
      }
      var answer = ForeignAnswer(place: place)
      answer.annotator = file.annotator(annotation["user"]?.name)
      answer.label = annotation["label"]?.string
      let field = annotation["updated_at"] == nil ? "created_at" : "updated_at"
      if let time = annotation[field]?.string {
        answer.timeInMilliseconds = try ForeignField.time(time, field, at: place)
      }
      try OldOwnMember.read(annotation[OwnMember.name], into: &answer, &record)
      if let other = answers.first(where: answer.isBySame) {
        _ = try file.single(
          [other, answer].compactMap(\.label).reduce(into: []) {
            if !$0.containsExactly($1) { $0.append($1) }
          },
          place
        )
      } else {
        answers.append(answer)
      }
    }
    return answers
  }

  // MARK: - Writing

  func record(
    of document: ExportedDocument,
    number: Int,
    _ export: ExportedAnswers
  ) -> JSONValue {
    let label = export.consensus[document.number].flatMap {
      export.engine.labelSpace.name(of: $0.vote)
    }
    let extra = document.extra(of: name)
    let own = export.own(
      document,
      answers: document.answers,
      hasRemarks: true,
      label: label,
      without: name
    )
    var members: [(name: String, value: JSONValue?)] = [
      ("id", .number("\(number)")),
      ("text", .string(export.text(document))),
      ("label", .array(label.map { [.string($0)] } ?? [])),
      ("meta", extra["meta"] ?? ExportedAnswers.meta(id: export.id(document))),
    ]
    members += extra.without(["meta"]).map { ($0.name, $0.value) }
    members.append((OwnMember.name, own))
    return .object(of: members)
  }
}
