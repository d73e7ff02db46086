internal import ByteIO
internal import CSVText
internal import CorpusIO
internal import LabelIO
internal import LabelStore
internal import LabelingCore

extension SessionEngine {
  /// The answers and skips as they stand, by document and annotator's name.
  func givenAnswers() throws -> [JournaledAnswer] {
    // The journal is read behind the answers: it has all that they are from.
    let answers = try store.answers()
    let events = Dictionary(
      try store.events().map { ($0.number, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let names = try annotatorNames()
    return try answers.map { answer in
      guard let event = events[answer.event] else {
        throw StoreError.damaged(
          path: path,
          kind: .session,
          rule: "table 'answer' names event \(answer.event), which the journal does not have"
        )
      }
      return JournaledAnswer(
        document: answer.document,
        annotator: try names.name(of: answer.annotator),
        event: event,
        extra: event.extra.flatMap { JSONValue(parsing: $0) }?.members ?? []
      )
    }.sorted { ($0.document, $0.annotator) < ($1.document, $1.annotator) }
  }

  /// The documents with all that people said about them, in order.
  ///
  /// - Parameter included: Which documents are among them.
  /// - Returns: The documents.
  /// - Throws: `StoreError`.
  func exportedDocuments(
    _ included: AnswerExport.Inclusion
  ) throws -> [ExportedDocument] {
    var found: [Int: ExportedDocument] = [:]
    func change(_ document: Int, _ body: (inout ExportedDocument) -> Void) {
      body(&found[document, default: ExportedDocument(number: document)])
    }
    for answer in try givenAnswers() { change(answer.document) { $0.answers.append(answer) } }
    let events = try store.events()
    let names = try annotatorNames()
    let undone = Set(events.compactMap(\.undoes))
    for event in events where !undone.contains(event.number) {
      let name = try names.name(of: event.annotator)
      switch event.kind {
      case .note: change(event.document) { $0.remarks.append((name, event)) }
      case .flag, .unflag:
        change(event.document) { document in
          document.remarks.removeAll { $0.annotator == name && $0.event.kind == .flag }
          if event.kind == .flag { document.remarks.append((name, event)) }
        }
      case .answer, .skip, .undo, .adjudicate: break
      }
    }
    for (number, event) in SessionHistory(events).settlements {
      let name = try names.name(of: event.annotator)
      change(number) { $0.settlement = (name, event) }
    }
    let isTouched = documents.indices.map { number in
      found[number].map { !$0.answers.isEmpty || !$0.remarks.isEmpty || $0.settlement != nil }
        ?? false
    }
    return documents.indices.filter { included.includes(isTouched: isTouched[$0]) }
      .map { found[$0] ?? ExportedDocument(number: $0) }
  }

  /// The session that the documents' ids are from, as exports name it.
  func originOfIDs() throws -> String {
    let settings = try store.settings()
    return settings[SessionStart.lineage] ?? settings["identity"] ?? ""
  }

  /// Writes a record per document with a class.
  func writeGold(
    _ all: [Int: Consensus],
    _ format: CorpusFormat,
    _ options: CorpusWriterOptions,
    to sink: any ByteSink,
    at path: String
  ) throws -> Int {
    let labeled = all.filter { $0.value.says != nil }.keys.sorted()
    let field = labels == .several ? LabelSchema().labels : LabelSchema().label
    let writer = try Corpus.writer(sink, format: format, options: options)
    do {
      let fields = FieldTable(["id"])
      try writer.begin(
        OutputSchema(
          fields: fields.names,
          additions: [
            AddedFieldShape(field), AddedFieldShape("source"), AddedFieldShape("answers"),
          ]
        )
      )
      let origin = BatchOrigin(path: path, format: .csv, fields: fields)
      for start in stride(from: 0, to: labeled.count, by: 4096) {
        let part = labeled[start..<min(start + 4096, labeled.count)]
        let batch = DocumentBatch(ids: part.map { documents[$0].id }[...])
        try writer.write(batch, from: origin) { row in
          guard let consensus = all[labeled[start + row]] else { return [] }
          return [
            AddedField(field, consensus.says?.value(in: labelSpace, for: format) ?? .missing),
            AddedField("source", .text(consensus.source.rawValue)),
            AddedField("answers", .text("\(consensus.answerCount)")),
          ]
        }
      }
      try writer.finish()
    } catch {
      writer.discard()
      throw error
    }
    return labeled.count
  }
}

extension LabelAnswer {
  /// The classes of the document as a file of labels has them: of several a list, or
  /// `billing+login`.
  func value(in labelSpace: LabelSpace, for format: CorpusFormat) -> AddedFieldValue {
    let names = presentClasses.map { labelSpace.classes[$0] }
    guard case .classes = self else { return .text(names.first ?? "") }
    return format == .jsonl ? .list(names) : .text(StatementNotation.text(ofPresent: names))
  }

  /// The same, and a refusal in words; `nil` for a skip.
  func selected(in labelSpace: LabelSpace, for format: CorpusFormat) -> AddedFieldValue? {
    switch self {
    case .skipped: nil
    case .notClass: words(in: labelSpace).map { .text($0) }
    case .oneClass, .classes: value(in: labelSpace, for: format)
    }
  }
}
