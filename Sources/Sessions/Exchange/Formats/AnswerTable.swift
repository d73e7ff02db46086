internal import CSVText
internal import CorpusIO
internal import LabelStore
internal import LabelingCore

/// A table with a row per answer (`item,worker,label`) or per document (`id,label`).
struct AnswerTable: AnswerFileFormat {
  let name = "csv"

  var isSeparatedValues: Bool { true }

  func recognizes(_ head: AnswerFileHead) -> Bool {
    CorpusFormat(path: head.path)?.isSeparatedValues ?? false
  }

  func answers(of file: AnswerReader) throws -> [ForeignAnswer] {
    try file.bytes.withUnsafeBufferPointer { text -> Result<[ForeignAnswer], any Error> in
      Result { try answers(of: text, at: file.path) }
    }.get()
  }

  private func answers(
    of bytes: UnsafeBufferPointer<UInt8>,
    at path: String
  ) throws -> [ForeignAnswer] {
    var rows = CSVCursor(bytes)
    func next() throws -> Bool {
      do throws(CSVSyntaxError) { return try rows.next() } catch {
        let place = SourceLocation(path, line: rows.line, column: error.column)
        throw Diagnostic(at: place, error.headline)
      }
    }
    guard try next() else { return [] }
    let header = (0..<rows.count).map { rows.string($0) }
    func column(_ names: String...) -> Int? { header.firstIndex { names.contains($0) } }
    guard let id = column("item", "id", "task"), let label = column("label", "truth", "gold")
    else {
      throw Diagnostic(
        at: SourceLocation(path, line: 1),
        "a table of answers has the columns 'item', 'worker' and 'label', or 'id' and 'label'",
        help: "columns are " + header.map { "'\($0)'" }.joined(separator: ", ")
      )
    }
    let columns = (
      worker: column("worker", "annotator"), rejected: column("rejected"),
      time: column("time"), seconds: column("seconds"), strategy: column("strategy"),
      probability: column("probability")
    )
    func text(_ index: Int?) -> String? {
      guard let index, index < rows.count else { return nil }
      let text = rows.string(index)
      return text.isEmpty ? nil : text
    }
    var answers: [ForeignAnswer] = []
    while try next() {
      var answer = ForeignAnswer(place: SourceLocation(path, line: rows.line))
      func number(_ index: Int?, _ name: String) throws -> Double? {
        guard let text = text(index) else { return nil }
        if let number = Double(text) { return number }
        throw Diagnostic(
          at: answer.place,
          "'\(text)' in '\(name)' is not a number",
          help: "leave the field empty where it is not known"
        )
      }
      answer.id = text(id)
      answer.annotator = text(columns.worker)
      answer.label = text(label)
      if let rejected = text(columns.rejected) {
        answer.label = rejected
        answer.isRejection = true
      }
      if let time = text(columns.time) { try answer.setTime(time, "time") }
      if let seconds = try number(columns.seconds, "seconds") {
        try answer.setDuration(seconds: seconds, "seconds")
      }
      answer.strategy = text(columns.strategy)
      if let probability = try number(columns.probability, "probability") {
        try answer.setProbability(probability)
      }
      answer.isAnswer = answer.label != nil || columns.worker != nil
      answers.append(answer)
    }
    return answers
  }

  /// The answers as CSV; a skip has no label, and refusals have their own column.
  func file(_ export: ToolExport) throws -> (bytes: [UInt8], recordCount: Int) {
    let header = [
      "item", "worker", "label", "rejected", "time", "seconds", "strategy", "probability",
    ]
    var encoder = CSVEncoder(escapesFormulas: export.escapesFormulas)
    var bytes: [UInt8] = []
    for row in [header] + export.answers.map({ cells(of: $0, in: export.engine) }) {
      for cell in row { encoder.append(cell, to: &bytes) }
      encoder.endRecord(&bytes)
    }
    return (bytes, export.answers.count)
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
      ISO8601Time.text(event.timeInMilliseconds),
      event.durationInMilliseconds.map { "\(Double($0) / 1000)" } ?? "",
      event.strategy ?? "", event.probability.map { "\($0)" } ?? "",
    ]
  }
}
