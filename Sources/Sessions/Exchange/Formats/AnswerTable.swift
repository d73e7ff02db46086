internal import CSVText
internal import CorpusIO
internal import LabelStore
internal import LabelingCore

/// A table with a row per answer (`item,worker,label`) or per document (`id,label`).
///
/// Tables of doccano and Label Studio are read too: they have the documents' texts.
struct AnswerTable: AnswerFileFormat {
  let name = "csv"

  var isSeparatedValues: Bool { true }

  func recognizes(_ head: AnswerFileHead) -> Bool {
    CorpusFormat(path: head.path)?.isSeparatedValues ?? false
  }

  func records(of file: AnswerReader) throws -> [ForeignRecord] {
    try file.bytes.withUnsafeBufferPointer { text -> Result<[ForeignRecord], any Error> in
      Result { try records(of: text, in: file) }
    }.get()
  }

  private func records(
    of bytes: UnsafeBufferPointer<UInt8>,
    in file: AnswerReader
  ) throws -> [ForeignRecord] {
    let separator =
      file.options.separator ?? CorpusFormat(path: file.path)?.separator ?? UInt8(ascii: ",")
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

  /// The answers as CSV; a skip has no label, and refusals have their own column.
  func file(_ export: ToolExport) throws -> (bytes: [UInt8], recordCount: Int) {
    let header = [
      "item", "worker", "label", "rejected", "time", "seconds", "strategy", "probability",
    ]
    var encoder = CSVEncoder(escapesFormulas: export.escapesFormulas)
    var bytes: [UInt8] = []
    let answers = export.documents.flatMap(\.answers)
    for row in [header] + answers.map({ cells(of: $0, in: export.engine) }) {
      for cell in row { encoder.append(cell, to: &bytes) }
      encoder.endRecord(&bytes)
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

  private func cells(of answer: JournaledAnswer, in engine: SessionEngine) -> [String] {
    let event = answer.event
    let classes = engine.labelSpace.classes
    let name = event.classIndex.map { classes[$0] } ?? ""
    // Of two classes the one that was not refused is meant.
    let meant =
      event.isRejection && classes.count == 2
      ? event.classIndex.map { classes[1 - $0] } ?? "" : ""
    return [
      engine.documents[answer.document].id, answer.annotator, event.isRejection ? meant : name,
      event.isRejection ? name : "",
      answer.time.map { ISO8601Time.text($0) } ?? "",
      event.durationInMilliseconds.map { "\(Double($0) / 1000)" } ?? "",
      event.strategy ?? "", event.probability.map { "\($0)" } ?? "",
    ]
  }
}
