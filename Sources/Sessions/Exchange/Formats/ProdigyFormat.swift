internal import LabelStore
internal import LabelingCore

/// JSON Lines of Prodigy: a line per answer; accept, reject or ignore.
struct ProdigyFormat: ToolFileFormat {
  let name = "prodigy"

  func recognizes(_ head: AnswerFileHead) -> Bool {
    !head.isArray
      && (head.hasMember("answer") || head.hasMember("_view_id") && head.hasMember(OwnMember.name))
  }

  func records(of file: AnswerReader) throws -> [ForeignRecord] {
    let records = try file.records(file.lines()) { try record($0.0, at: $0.1, in: file) }
    if file.kind == .several { return ProdigyClassAnswers(records, file.classes).joined(in: file) }
    file.lose(
      "accepted classes of documents with several, of which the latest counts",
      Self.supersededCount(records)
    )
    return records
  }

  func file(_ export: ExportedAnswers) throws -> (bytes: [UInt8], recordCount: Int) {
    var bytes: [UInt8] = []
    var count = 0
    for document in export.documents {
      let answers = document.answers.isEmpty ? [nil] : document.answers.map(Optional.some)
      for (index, answer) in answers.enumerated() {
        line(of: document, answer, isFirst: index == 0, export).append(to: &bytes)
        bytes.append(0x0A)
        count += 1
      }
    }
    return (bytes, count)
  }

  // MARK: - Reading

  /// Members that are read; the others are kept as they are.
  private static let known: Set<String> = [
    "text", "label", "answer", "_timestamp", "_annotator_id", "_session_id", "flagged",
    OwnMember.name,
  ]

  private func record(
    _ value: JSONValue,
    at place: SourceLocation,
    in file: AnswerReader
  ) throws -> ForeignRecord {
    var record = ForeignRecord(place: place)
    record.sharesDocument = true
    record.meta = value["meta"]?.members ?? []
    record.id = (value["meta"]?["id"] ?? value["id"] ?? value["_input_hash"])?.name
    record.text = value.value(at: file.options.textField ?? "text")?.string
    let own = try file.own(value[OwnMember.name], at: place)
    if let own { record.take(own) }
    if file.kind == .several { record.offered = Self.names(of: value["options"], in: value) }
    guard value["answer"] != nil || own == nil else { return record }
    var visible = try answer(value, at: place, in: file)
    visible.isAboutOneClass = own == nil && value["accept"] == nil
    // Of several classes the list is the answer, and is written from it.
    let known = Self.known.union(file.kind == .several ? ["accept"] : [])
    let extra = value.without(known).filter { member in
      own.map { !Self.isWritten(member, of: $0, file.kind) } ?? true
    }
    if own == nil { try OldOwnMember.read(value[OwnMember.name], into: &visible, &record) }
    if var written = own?.answers.first {
      let isSameTime = Self.seconds(of: written) == Self.seconds(of: visible)
      if isSameTime { visible.timeInMilliseconds = written.timeInMilliseconds }
      if isSameTime, written.saysTheSame(as: visible), written.isBySame(as: visible) {
        written.keep(extra, of: name)
        record.answers = [written]
      } else {
        visible.keep(extra, of: name)
        record.answers = [written, visible]
      }
    } else {
      visible.keep(extra, of: name)
      record.answers = [visible]
    }
    if value["flagged"]?.isTrue == true {
      record.remarks.append(
        ForeignRemark(
          annotator: visible.annotator,
          timeInMilliseconds: visible.timeInMilliseconds
        )
      )
    }
    return record
  }

  private func answer(
    _ value: JSONValue,
    at place: SourceLocation,
    in file: AnswerReader
  ) throws -> ForeignAnswer {
    var answer = ForeignAnswer(place: place)
    answer.annotator = file.annotator((value["_annotator_id"] ?? value["_session_id"])?.name)
    if let seconds = value["_timestamp"]?.number {
      answer.timeInMilliseconds = try ForeignField.time(
        milliseconds: seconds * 1000,
        "_timestamp",
        at: place
      )
    }
    let accepted = value["accept"]?.elements.map { _ in Self.names(of: value["accept"], in: value) }
    let one = value["label"]?.string.map { [$0] }
    switch value["answer"]?.string {
    case "accept":
      guard let labels = try file.labels(accepted, place) ?? one else {
        if accepted != nil { break }
        throw file.noClass(place, "neither 'label' nor 'accept'")
      }
      answer.labels = labels
    case "reject":
      if file.kind == .several, accepted != nil {
        // The question was refused, not the classes.
        file.lose("refused questions about all classes, which count as skips")
        break
      }
      answer.labels = try file.labels(accepted, place) ?? one
      answer.isRejection = answer.labels != nil
    case "ignore":
      // One of several classes stays open.
      if file.kind == .several, accepted == nil { answer.openLabel = one?.first }
    default:
      throw Diagnostic(
        at: place,
        "an answer of Prodigy is 'accept', 'reject' or 'ignore'",
        help: "name the file's format with '--format'"
      )
    }
    return answer
  }

  /// Whether an export writes a member for every answer.
  private static func isWritten(
    _ member: JSONValue.Member,
    of own: OwnMember,
    _ kind: LabelKind
  ) -> Bool {
    switch member.name {
    case "meta": member.value == ExportedAnswers.meta(id: own.id)
    case "_view_id": member.value == .string(kind == .several ? viewOfSeveral : view)
    case "config": kind == .several && member.value == config
    case "options" where kind == .several:
      member.value.elements?.allSatisfy { $0 == $0["id"]?.string.map(option) } ?? false
    default: false
    }
  }

  /// What Prodigy calls an answer about one class.
  private static let view = "classification"
  /// What Prodigy calls an answer about all classes.
  private static let viewOfSeveral = "choice"
  /// What makes Prodigy take several of the options.
  private static var config: JSONValue {
    .object(of: [("choice_style", .string("multiple"))])
  }

  private static func option(_ label: String) -> JSONValue {
    .object(of: [("id", .string(label)), ("text", .string(label))])
  }

  /// The classes of a list of options, or of their ids.
  private static func names(of list: JSONValue?, in value: JSONValue) -> [String] {
    (list?.elements ?? []).compactMap { name(of: $0["id"] ?? $0, in: value) }
  }

  /// The class of an option: numbers stand for the option's text.
  private static func name(of option: JSONValue, in value: JSONValue) -> String? {
    guard case .number = option else { return option.name }
    return value["options"]?.elements?.first { $0["id"] == option }?["text"]?.string ?? option.name
  }

  /// Whole seconds, as Prodigy keeps no more.
  private static func seconds(of answer: ForeignAnswer) -> Int? {
    answer.timeInMilliseconds.map { ($0 - ($0 % 1000 + 1000) % 1000) / 1000 }
  }

  /// How many classes were accepted besides the last of their annotator and document.
  private static func supersededCount(_ records: [ForeignRecord]) -> Int {
    struct Place: Hashable {
      var text: ExactString
      var annotator: ExactString?
    }
    var accepted: [Place: Set<ExactString>] = [:]
    for record in records {
      for answer in record.answers where answer.isAboutOneClass && !answer.isRejection {
        guard let label = answer.labels?.first else { continue }
        let text = ExactString("\(record.id ?? "")\u{0}\(record.text ?? "")")
        let annotator = answer.annotator.map { ExactString($0) }
        accepted[Place(text: text, annotator: annotator), default: []].insert(ExactString(label))
      }
    }
    return accepted.values.reduce(0) { $0 + $1.count - 1 }
  }

  // MARK: - Writing

  private func line(
    of document: ExportedDocument,
    _ answer: JournaledAnswer?,
    isFirst: Bool,
    _ export: ExportedAnswers
  ) -> JSONValue {
    let extra = answer?.extra(of: name) ?? .object([])
    let own = export.own(
      document,
      answers: answer.map { [$0] } ?? [],
      hasRemarks: isFirst,
      without: name
    )
    var members: [(name: String, value: JSONValue?)] = [
      ("text", .string(export.text(document))),
      ("meta", extra["meta"] ?? ExportedAnswers.meta(id: export.id(document))),
    ]
    let isOfSeveral = export.kind == .several
    let view = JSONValue.string(isOfSeveral ? Self.viewOfSeveral : Self.view)
    if isOfSeveral {
      let classes = export.engine.labelSpace.classes
      members += [
        ("options", extra["options"] ?? .array(classes.map(Self.option))),
        ("config", extra["config"] ?? Self.config),
      ]
    }
    if let answer {
      let event = answer.event
      let verdict = event.kind == .skip ? "ignore" : event.isRejection ? "reject" : "accept"
      members += [
        isOfSeveral
          ? ("accept", .array(export.present(event))) : ("label", export.label(event)),
        ("_view_id", extra["_view_id"] ?? view),
        ("answer", .string(verdict)),
        (
          "_timestamp",
          answer.time.map { .number("\(($0 - ($0 % 1000 + 1000) % 1000) / 1000)") }
        ),
        ("_annotator_id", .string(answer.annotator)),
        ("_session_id", .string(answer.annotator)),
        ("flagged", document.isFlagged(by: answer.annotator) ? .bool(true) : nil),
      ]
    } else {
      members.append(("_view_id", view))
    }
    let written: Set<String> = isOfSeveral ? ["options", "config"] : []
    members += extra.without(written.union(["meta", "_view_id"])).map { ($0.name, $0.value) }
    members.append((OwnMember.name, own))
    return .object(of: members)
  }
}
