internal import LabelStore
internal import LabelingCore

/// JSON Lines of doccano, or one array: a record per document, with its labels.
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
    let own = try file.own(value[OwnMember.name], at: place)
    if let own { record.take(own) }
    let extra = value.without(Self.known.union(file.options.textField.map { [$0] } ?? []))
      .filter { member in
        own.map { member.name != "meta" || member.value != ExportedAnswers.meta(id: $0.id) } ?? true
      }
    record.meta = extra.flatMap { $0.name == "meta" ? $0.value.members : [$0] }
    record.remarks += (value["Comments"]?.elements ?? []).compactMap(\.string).map {
      ForeignRemark(note: $0)
    }
    let labels = try labels(of: value, at: place, in: file)
    if let own {
      take(labels, of: own, at: place, into: &record, file)
    } else {
      record.answers = try answers(of: value, at: place, in: file, &record)
      if record.answers.isEmpty, let labels {
        if labels.isEmpty {
          // Nobody knows whether one has looked at it.
          file.lose("documents without a label, which may have none of the classes or be open")
        } else {
          var answer = ForeignAnswer(place: place)
          answer.labels = labels
          record.answers = [answer]
        }
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

  /// Takes over the answers that were written, and labels that were changed since.
  private func take(
    _ labels: [String]?,
    of own: OwnMember,
    at place: SourceLocation,
    into record: inout ForeignRecord,
    _ file: AnswerReader
  ) {
    record.answers = own.answers
    // A list without labels is that of none of the classes only where it was written so.
    let labels = labels.flatMap { $0.isEmpty && own.labels?.isEmpty != true ? nil : $0 }
    guard !ForeignField.areSame(labels, own.labels) else { return }
    guard let labels else {
      file.lose("labels that were removed in doccano; the answers stay")
      return
    }
    if own.answers.isEmpty {
      var answer = ForeignAnswer(place: place)
      answer.labels = labels
      record.answers = [answer]
    } else {
      record.settlements.append(ForeignSettlement(labels: labels))
    }
  }

  /// The labels of a record; `nil` for none, and of several classes an empty list for an empty one.
  private func labels(
    of value: JSONValue,
    at place: SourceLocation,
    in file: AnswerReader
  ) throws -> [String]? {
    let found = value["label"] ?? value["labels"] ?? value["cats"]
    guard let labels = found?.elements else {
      return try file.labels(found?.string.map { [$0] }, place)
    }
    guard !labels.contains(where: { $0.elements != nil }) else {
      throw file.noClass(place, "spans, not classes")
    }
    return try file.labels(labels.compactMap(\.name), place)
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
      answer.labels = annotation["label"]?.string.map { [$0] }
      let field = annotation["updated_at"] == nil ? "created_at" : "updated_at"
      if let time = annotation[field]?.string {
        answer.timeInMilliseconds = try ForeignField.time(time, field, at: place)
      }
      try OldOwnMember.read(annotation[OwnMember.name], into: &answer, &record)
      if let other = answers.firstIndex(where: answer.isBySame) {
        let both = (answers[other].labels ?? []) + (answer.labels ?? [])
        let labels = try file.labels(
          both.reduce(into: []) { if !$0.containsExactly($1) { $0.append($1) } },
          place
        )
        if file.kind == .several { answers[other].add(labels, at: answer.timeInMilliseconds) }
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
    let labels = export.labels(document)
    let extra = document.extra(of: name)
    let own = export.own(
      document,
      answers: document.answers,
      hasRemarks: true,
      labels: labels,
      without: name
    )
    var members: [(name: String, value: JSONValue?)] = [
      ("id", .number("\(number)")),
      ("text", .string(export.text(document))),
      ("label", .array((labels ?? []).map { .string($0) })),
      ("meta", extra["meta"] ?? ExportedAnswers.meta(id: export.id(document))),
    ]
    members += extra.without(["meta"]).map { ($0.name, $0.value) }
    members.append((OwnMember.name, own))
    return .object(of: members)
  }
}
