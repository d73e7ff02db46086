internal import CSVText
internal import CorpusIO
internal import LabelStore
internal import LabelingCore

/// A table with a row per answer (`item,worker,label`, of several classes `item,worker,labels`) or per
/// document (`id,label`).
///
/// Tables of doccano and Label Studio are read too: they have the documents' texts. A table of
/// answers may also be JSON Lines, an object per answer.
struct AnswerTable: ToolFileFormat {
  let name = "csv"

  var isSeparatedValues: Bool { true }

  func recognizes(_ head: AnswerFileHead) -> Bool {
    if CorpusFormat(path: head.path)?.isSeparatedValues ?? false { return true }
    return !head.isArray && head.hasMember("item") && head.hasMember("worker")
  }

  func name(of file: AnswerReader) -> String {
    if isLines(file) { return CorpusFormat.jsonl.rawValue }
    return separated(file)?.rawValue ?? name
  }

  /// The format that a table's name stands for; `nil` where it does not say.
  private func separated(_ file: AnswerReader) -> CorpusFormat? {
    CorpusFormat(path: file.path).flatMap { $0.isSeparatedValues ? $0 : nil }
  }

  /// Whether it is JSON Lines.
  private func isLines(_ file: AnswerReader) -> Bool {
    separated(file) == nil && AnswerFileHead(path: file.path, bytes: file.bytes).mayBeJSON
  }

  func records(of file: AnswerReader) throws -> [ForeignRecord] {
    if isLines(file) { return Self.united(try lines(of: file)) }
    let rows = try file.bytes.withUnsafeBufferPointer {
      text -> Result<[ForeignRecord], any Error> in
      Result { try records(of: text, in: file) }
    }.get()
    return Self.united(rows)
  }

  /// The records with one answer, in the first of its rows, for rows that each name a class of it.
  private static func united(_ records: [ForeignRecord]) -> [ForeignRecord] {
    struct Place: Hashable {
      var document: ExactString
      var annotator: ExactString?
      var time: Int?
    }
    var united = records
    var first: [Place: Int] = [:]
    for (index, record) in records.enumerated() {
      guard let answer = record.answers.first, answer.isPart, let labels = answer.labels else {
        continue
      }
      let place = Place(
        document: ExactString("\(record.id ?? "")\u{0}\(record.text ?? "")"),
        annotator: answer.annotator.map { ExactString($0) },
        time: answer.timeInMilliseconds
      )
      guard let start = first[place] else {
        first[place] = index
        continue
      }
      united[index].answers = []
      for label in labels
      where !(united[start].answers[0].labels ?? []).containsExactly(label) {
        united[start].answers[0].labels?.append(label)
      }
    }
    return united
  }

  /// The records of JSON Lines, whose members are columns.
  private func lines(of file: AnswerReader) throws -> [ForeignRecord] {
    let values = try file.lines()
    var header: [String] = []
    for name in values.flatMap({ $0.0.members.map(\.name) }) where !header.containsExactly(name) {
      header.append(name)
    }
    let columns = try AnswerColumns(header, separator: UInt8(ascii: ","), in: file)
    return try file.records(values) { value, place in
      let cells = header.map { name in
        value[name].map { $0.name ?? $0.string ?? $0.text } ?? ""
      }
      return try columns.record(of: AnswerRow(place: place, cells: cells), in: file)
    }
  }

  private func records(
    of bytes: UnsafeBufferPointer<UInt8>,
    in file: AnswerReader
  ) throws -> [ForeignRecord] {
    let separator =
      file.options.separator ?? separated(file)?.separator ?? UInt8(ascii: ",")
    var rows = CSVCursor(bytes, dialect: CSVDialect(separator: separator))
    /// Whether there is a row; `nil` for one that is left out.
    func next() throws -> Bool? {
      try file.attempt {
        do throws(CSVSyntaxError) { return try rows.next() } catch {
          let place = SourceLocation(file.path, line: rows.line, column: error.column)
          throw Diagnostic(at: place, error.headline)
        }
      }
    }
    guard try next() ?? false else { return [] }
    let header = (0..<rows.count).map { rows.string($0) }
    let columns = try AnswerColumns(header, separator: separator, in: file)
    var records: [ForeignRecord] = []
    while true {
      guard let isThere = try next() else { continue }
      guard isThere else { return records }
      let row = AnswerRow(
        place: SourceLocation(file.path, line: rows.line),
        cells: (0..<rows.count).map { rows.string($0) }
      )
      if let record = try file.attempt({ try columns.record(of: row, in: file) }) {
        records.append(record)
      }
    }
  }

  // MARK: - Writing

  /// The answers; a skip has no label, and what was refused is not the label.
  func file(_ export: ExportedAnswers) throws -> (bytes: [UInt8], recordCount: Int) {
    var bytes: [UInt8] = []
    let answers = export.documents.flatMap(\.answers)
    let isOfSeveral = export.kind == .several
    let columns = isOfSeveral ? Self.columnsOfSeveral : Self.columns
    let rows = answers.map { fields(of: $0, in: export.engine) }
    if export.table.isSeparatedValues {
      var encoder = CSVEncoder(
        separator: export.table.separator ?? UInt8(ascii: ","),
        escapesFormulas: export.escapesFormulas
      )
      for row in [columns] + rows.map({ $0.map { Self.cell($0) } }) {
        for cell in row { encoder.append(cell, to: &bytes) }
        encoder.endRecord(&bytes)
      }
    } else {
      for row in rows {
        JSONValue.object(of: zip(columns, row).map { ($0, $1) }).append(to: &bytes)
        bytes.append(0x0A)
      }
    }
    for document in export.documents {
      let notes = document.remarks.count { $0.event.kind == .note }
      export.losses.add("notes", notes)
      export.losses.add("flags", document.remarks.count - notes)
      export.losses.add("settled classes", document.settlement == nil ? 0 : 1)
    }
    export.losses.add("other tools' fields of answers", answers.count { !$0.extra.isEmpty })
    return (bytes, answers.count)
  }

  private static let columns = [
    "item", "worker", "label", "rejected", "time", "seconds", "strategy", "probability",
  ]
  private static let columnsOfSeveral = [
    "item", "worker", "labels", "time", "seconds", "strategy", "probability",
  ]

  /// A value as a table has it, a list of classes as labels are written.
  private static func cell(_ value: JSONValue?) -> String {
    if let labels = value?.elements {
      return StatementNotation.text(ofPresent: labels.compactMap(\.string))
    }
    return value?.name ?? ""
  }

  /// What is in each column; `nil` where nothing is.
  private func fields(of answer: JournaledAnswer, in engine: SessionEngine) -> [JSONValue?] {
    let event = answer.event
    let classes = engine.labelSpace.classes
    let origin: [JSONValue?] = [
      answer.time.map { .string(ISO8601Time.text($0)) },
      event.durationInMilliseconds.map { .number("\(Double($0) / 1000)") },
      event.strategy.map { .string($0) }, event.probability.map { .number("\($0)") },
    ]
    let subject: [JSONValue?] = [
      .string(engine.documents[answer.document].id), .string(answer.annotator),
    ]
    if engine.labels == .several {
      let labels = event.says.labels.map { JSONValue.array($0.map { .string(classes[$0]) }) }
      return subject + [labels] + origin
    }
    let name = event.classIndex.map { classes[$0] }
    // Of two classes the one that was not refused is meant.
    let meant =
      event.isRejection && classes.count == 2 ? event.classIndex.map { classes[1 - $0] } : nil
    return subject
      + [
        (event.isRejection ? meant : name).map { .string($0) },
        (event.isRejection ? name : nil).map { .string($0) },
      ] + origin
  }
}
