internal import LabelingCore

/// A task of Label Studio, as it is read.
struct LabelStudioTask {
  /// What the ids of results begin with that Winnow wrote.
  static let resultPrefix = "winnow-"

  private let value: JSONValue
  private let place: SourceLocation
  private let control: LabelStudioControl
  private let truths: LabelStudioTruths
  private let file: AnswerReader
  private let data: JSONValue
  private let own: OwnMember?

  /// Looks at a task.
  ///
  /// - Throws: A `Diagnostic` for what is not a task.
  init(
    _ value: JSONValue,
    at place: SourceLocation,
    _ control: LabelStudioControl,
    _ truths: LabelStudioTruths,
    in file: AnswerReader
  ) throws {
    guard let data = value["data"] else {
      throw Diagnostic(
        at: place,
        "a task of Label Studio has 'data'",
        help: "export the project as JSON, not as JSON-MIN"
      )
    }
    self.value = value
    self.place = place
    self.control = control
    self.truths = truths
    self.file = file
    self.data = data
    own = try file.own(data[OwnMember.name], at: place)
  }

  /// What the task says about its document.
  func record() throws -> ForeignRecord {
    var record = ForeignRecord(place: place)
    record.id = (data["id"] ?? value["meta"]?["id"] ?? value["id"])?.name
    let textField = file.options.textField ?? own?.textField ?? "text"
    record.text = data.value(at: textField)?.string
    if record.text == nil, own == nil, file.options.match != .id { try requireText() }
    if let own { record.take(own) }
    let others = data.without([textField, "id", OwnMember.name])
    record.meta = others + (value["meta"]?.members ?? [])
    for annotation in LabelStudioControl.annotations(of: value) {
      try add(annotation, to: &record)
    }
    settle(&record)
    file.lose("drafts", value["drafts"]?.elements?.count ?? 0)
    var predictions = value["predictions"]?.elements ?? []
    if file.kind == .several, file.options.isForNewSession, let last = predictions.popLast() {
      record.proposal = try proposal(of: last)
    }
    file.lose("predictions", predictions.count)
    let task = value.without(Self.taskBookkeeping).filter { !$0.value.isEmpty }
    if record.answers.isEmpty {
      let isLost = file.classes != nil && own == nil && !(others.isEmpty && task.isEmpty)
      file.lose("metadata of tasks without an answer", isLost ? 1 : 0)
    } else {
      record.answers[0].keep(
        [
          JSONValue.object(ofAny: others).map { JSONValue.Member(name: "data", value: $0) },
          JSONValue.object(ofAny: task).map { JSONValue.Member(name: "task", value: $0) },
        ].compactMap { $0 },
        of: "label-studio"
      )
    }
    return record
  }

  /// Refuses a task whose text is not where it is looked for, though it may be elsewhere.
  private func requireText() throws {
    let names = data.members.filter { $0.value.string != nil && $0.name != "id" }.map(\.name)
    guard !names.isEmpty else { return }
    throw Diagnostic(
      at: place,
      "the task has no text in '\(file.options.textField ?? "text")'",
      help: "name its field with '--text-field NAME'; fields are "
        + names.map { "'\($0)'" }.joined(separator: ", ")
    )
  }

  // MARK: - Annotations

  private func add(_ annotation: JSONValue, to record: inout ForeignRecord) throws {
    var answer = ForeignAnswer(place: place)
    let person = annotation["completed_by"]
    answer.annotator = annotator(person)
    answer.timeInMilliseconds = try time(of: annotation)
    answer.durationInMilliseconds = try annotation["lead_time"]?.number.map {
      try ForeignField.duration(seconds: $0, "lead_time", at: place)
    }
    let results = annotation["result"]?.elements ?? []
    let isSkipped = annotation["was_cancelled"]?.isTrue == true
    let written = written(annotation, results, by: answer)
    // A file that did not go through Label Studio says who answered only for itself.
    if person == nil, let written { answer.annotator = written.annotator }
    let chosen = control.choices(of: annotation)
    if !isSkipped { answer.labels = try file.labels(chosen, place) }
    if own == nil { try OldOwnMember.read(annotation[OwnMember.name], into: &answer, &record) }
    let says = written ?? answer
    for text in results.flatMap({ $0["value"]?["text"]?.elements ?? [] }).compactMap(\.string) {
      record.remarks.append(
        ForeignRemark(
          annotator: says.annotator,
          note: text,
          timeInMilliseconds: says.timeInMilliseconds
        )
      )
    }
    let extra = extra(of: annotation, results)
    if var written {
      written.keep(extra, of: "label-studio")
      record.answers.append(written)
      if isSkipped ? written.labels == nil : isUnchanged(written, answer.labels) { return }
      answer.durationInMilliseconds = nil
    }
    guard isSkipped || chosen != nil else {
      return file.lose("answers with a group of classes of a taxonomy, and not one of its classes")
    }
    let saysSo = results.isEmpty || answer.labels != nil && control.hasChoices
    guard isSkipped || saysSo else { return try passOver(results) }
    answer.keep(extra, of: "label-studio")
    record.answers.append(answer)
  }

  /// Whether a choice, or none, is what Winnow wrote of an answer.
  private func isUnchanged(_ written: ForeignAnswer, _ labels: [String]?) -> Bool {
    guard let labels else { return written.isRejection || written.labels == nil }
    return !written.isRejection && ForeignField.areSame(written.labels, labels)
  }

  /// An annotation that says nothing about the question.
  private func passOver(_ results: [JSONValue]) throws {
    let isRegional = results.contains {
      $0["value"]?["choices"] != nil && LabelStudioControl.isRegional($0, among: results)
    }
    if control.hasChoices, !isRegional || file.options.control != nil {
      let question = control.name.map { " of '\($0)'" } ?? ""
      return file.lose("annotations without a class\(question)")
    }
    throw file.noClass(
      place,
      isRegional ? "choices about parts of documents" : "annotations that are not choices"
    )
  }

  /// The answer that an annotation was written from.
  ///
  /// Label Studio keeps the id that a file gives as `import_id`, which is null in annotations that
  /// were made there. A copy of ours is one of those and keeps the ids of results: it is ours as
  /// long as its person is. Where there is no `import_id`, as in the file itself, the bare id may
  /// be one of a database, and counts where the time is ours too.
  private func written(
    _ annotation: JSONValue,
    _ results: [JSONValue],
    by visible: ForeignAnswer
  ) -> ForeignAnswer? {
    guard let own else { return nil }
    func answer(_ number: Int?) -> ForeignAnswer? {
      guard let number, own.answers.indices.contains(number - 1) else { return nil }
      return own.answers[number - 1]
    }
    func answer(numberedIn field: String) -> ForeignAnswer? {
      answer(annotation[field]?.number.flatMap { Int(checking: $0) })
    }
    let ofResult = answer(
      results.lazy.compactMap { $0["id"]?.string }
        .first { $0.hasPrefix(Self.resultPrefix) }
        .flatMap { Int($0.dropFirst(Self.resultPrefix.count)) }
    )
    guard annotation.members.contains(where: { $0.name == "import_id" }) else {
      if let ofResult { return ofResult }
      let created = annotation["created_at"]?.string.flatMap { ISO8601Time.milliseconds($0) }
      return answer(numberedIn: "id").flatMap { $0.timeInMilliseconds == created ? $0 : nil }
    }
    if case .number? = annotation["import_id"] {
      return ofResult ?? answer(numberedIn: "import_id")
    }
    return ofResult.flatMap { visible.annotator == nil || $0.isBySame(as: visible) ? $0 : nil }
  }

  /// The annotator whom a user is, who is named by an address, a name or a number.
  private func annotator(_ user: JSONValue?) -> String? {
    file.annotator(
      user?["email"]?.name,
      user?["username"]?.name,
      user?.name,
      user?["id"]?.name
    )
  }

  private func time(of annotation: JSONValue) throws -> Int? {
    let field = annotation["updated_at"] == nil ? "created_at" : "updated_at"
    return try annotation[field]?.string.map { try ForeignField.time($0, field, at: place) }
  }

  /// What an annotation has besides its class.
  private func extra(of annotation: JSONValue, _ results: [JSONValue]) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    let others = results.filter { !control.isOwn($0, among: results) }
    if !others.isEmpty { members.append(JSONValue.Member(name: "results", value: .array(others))) }
    let choice = results.first { control.isOwn($0, among: results) }?.members.filter {
      $0.name == "from_name" && $0.value != .string("label")
        || $0.name == "to_name" && $0.value != .string("text")
        || $0.name == "value" && $0.value["taxonomy"] != nil
    }
    if let choice = JSONValue.object(ofAny: choice ?? []) {
      members.append(JSONValue.Member(name: "choice", value: choice))
    }
    let rest = annotation.without(Self.annotationBookkeeping).filter { !$0.value.isEmpty }
    if let rest = JSONValue.object(ofAny: rest) {
      members.append(JSONValue.Member(name: "annotation", value: rest))
    }
    return members
  }

  /// Takes the class of ground truths for settled, unless Winnow wrote them.
  private func settle(_ record: inout ForeignRecord) {
    let truths = truths.annotations(of: value)
    guard let first = truths.first else { return }
    guard truths.allSatisfy({ ForeignField.areSame($0.labels, first.labels) }) else {
      return file.lose("tasks with several ground truths")
    }
    if ForeignField.areSame(own?.settlement?.labels, first.labels) { return }
    var settlement = ForeignSettlement(labels: first.labels)
    settlement.annotator = annotator(first.annotation["completed_by"])
    settlement.timeInMilliseconds = try? time(of: first.annotation)
    record.settlements.append(settlement)
  }

  /// How probable a prediction finds the classes that it names: by the score of the result, of all,
  /// or for certain.
  private func proposal(
    of prediction: JSONValue
  ) throws -> [(label: String, probability: Double)] {
    let results = prediction["result"]?.elements ?? []
    var proposal: [(label: String, probability: Double)] = []
    for result in results where control.isOwn(result, among: results) {
      let score = (result["score"] ?? prediction["score"])?.number ?? 1
      guard (0...1).contains(score) else {
        throw Diagnostic(
          at: place,
          "the score of a prediction is a probability, from 0 to 1",
          help: "leave the scores out where they are none"
        )
      }
      guard let labels = control.choices(of: .object(of: [("result", .array([result]))])) else {
        file.lose("predictions of a group of classes of a taxonomy")
        continue
      }
      for label in labels {
        proposal.removeAll { $0.label.isExactly(label) }
        proposal.append((label, score))
      }
    }
    return proposal
  }

  // MARK: - Bookkeeping

  /// Members of tasks that are read, or that only the project's own database needs.
  private static let taskBookkeeping: Set<String> = [
    "id", "data", "annotations", "completions", "predictions", "drafts", "created_at",
    "updated_at", "inner_id", "total_annotations", "cancelled_annotations", "total_predictions",
    "comment_count", "unresolved_comment_count", "last_comment_updated_at", "project",
    "updated_by", "comment_authors", "file_upload", "storage_filename", "overlap", "is_labeled",
    "allow_skip",
  ]

  /// Members of annotations that are read, or that only the project's own database needs.
  private static let annotationBookkeeping: Set<String> = [
    "id", "completed_by", "result", "was_cancelled", "ground_truth", "created_at", "updated_at",
    "draft_created_at", "lead_time", "prediction", "result_count", "unique_id", "import_id",
    "last_action", "bulk_created", "task", "project", "updated_by", "parent_prediction",
    "parent_annotation", "last_created_by", "created_username", "created_ago", OwnMember.name,
  ]
}

extension JSONValue {
  /// Whether it says nothing: `null`, or a list or an object of nothing.
  fileprivate var isEmpty: Bool {
    switch self {
    case .null: true
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    default: false
    }
  }
}
