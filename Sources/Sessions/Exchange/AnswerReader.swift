internal import CSVText
internal import JSONText
internal import LabelingCore

/// Reads the answers of people from files of other tools.
struct AnswerReader {
  let path: String
  let bytes: [UInt8]

  /// All answers of the file, in its order.
  ///
  /// - Throws: A `Diagnostic` at the first record that says nothing about a class.
  func answers(_ format: AnswerFormat) throws -> [ForeignAnswer] {
    switch format {
    case .csv: return try table()
    case .prodigy: return try lines().map { try prodigy($0, at: $1) }
    case .doccano: return try lines().flatMap { try doccano($0, at: $1) }
    case .labelStudio: return try values().flatMap { try labelStudio($0, at: $1) }
    }
  }

  // MARK: - Prodigy

  private func prodigy(_ record: JSONValue, at place: SourceLocation) throws -> ForeignAnswer {
    var answer = ForeignAnswer(place: place)
    answer.meta = record["meta"]
    answer.id = (record["meta"]?["id"] ?? record["id"] ?? record["_input_hash"])?.name
    answer.text = record["text"]?.string
    answer.annotator = (record["_annotator_id"] ?? record["_session_id"])?.name
    if let seconds = record["_timestamp"]?.number {
      try answer.setTime(milliseconds: seconds * 1000, "_timestamp")
    }
    answer.isFlagged = record["flagged"]?.isTrue ?? false
    let accepted = record["accept"]?.elements?.compactMap(\.name)
    switch record["answer"]?.string {
    case "accept":
      guard let label = try single(accepted, place) ?? record["label"]?.string else {
        if accepted != nil { break }
        throw noClass(place, "neither 'label' nor 'accept'")
      }
      answer.label = label
    case "reject":
      answer.label = try single(accepted, place) ?? record["label"]?.string
      answer.isRejection = answer.label != nil
    case "ignore": break
    default:
      throw Diagnostic(
        at: place,
        "an answer of Prodigy is 'accept', 'reject' or 'ignore'",
        help: "name the file's format with '--format'"
      )
    }
    try answer.add(record["_winnow"])
    return answer
  }

  // MARK: - doccano

  private func doccano(_ record: JSONValue, at place: SourceLocation) throws -> [ForeignAnswer] {
    var base = ForeignAnswer(place: place)
    base.meta = record["meta"]
    base.id = (record["meta"]?["id"] ?? record["id"])?.name
    base.text = (record["text"] ?? record["data"])?.string
    if let annotations = record["annotations"]?.elements {
      let answers = try annotations.map { annotation in
        var answer = base
        answer.annotator = annotation["user"]?.name
        answer.label = annotation["label"]?.string
        if case .number = annotation["label"] { throw noClass(place, "numbers for its labels") }
        if let time = annotation["created_at"]?.string { try answer.setTime(time, "created_at") }
        try answer.add(annotation["_winnow"])
        return answer
      }
      if !answers.isEmpty { return answers }
    }
    guard let labels = (record["label"] ?? record["labels"])?.elements else {
      guard let label = record["label"]?.string else { return [unanswered(base)] }
      base.label = label
      return [base]
    }
    guard !labels.contains(where: { $0.elements != nil }) else {
      throw noClass(place, "spans, not classes")
    }
    guard let label = try single(labels.compactMap(\.name), place) else {
      return [unanswered(base)]
    }
    base.label = label
    return [base]
  }

  private func unanswered(_ base: ForeignAnswer) -> ForeignAnswer {
    var base = base
    base.isAnswer = false
    return base
  }

  // MARK: - Label Studio

  private func labelStudio(_ task: JSONValue, at place: SourceLocation) throws -> [ForeignAnswer] {
    var base = ForeignAnswer(place: place)
    guard let data = task["data"] else {
      throw Diagnostic(
        at: place,
        "a task of Label Studio has 'data'",
        help: "export the project as JSON, not as JSON-MIN"
      )
    }
    base.meta = task["meta"]
    base.id = (data["id"] ?? task["meta"]?["id"] ?? task["id"])?.name
    base.text = data["text"]?.string
    let annotations = (task["annotations"] ?? task["completions"])?.elements ?? []
    guard !annotations.isEmpty else { return [unanswered(base)] }
    return try annotations.map { annotation in
      var answer = base
      let person = annotation["completed_by"]
      answer.annotator = person?["email"]?.name ?? person?["username"]?.name ?? person?.name
      let timeField = annotation["created_at"] == nil ? "updated_at" : "created_at"
      if let time = annotation[timeField]?.string { try answer.setTime(time, timeField) }
      if let seconds = annotation["lead_time"]?.number {
        try answer.setDuration(seconds: seconds, "lead_time")
      }
      let choices = (annotation["result"]?.elements ?? []).flatMap { result in
        result["value"]?["choices"]?.elements?.compactMap(\.name) ?? []
      }
      let hasOther = annotation["result"]?.elements?.isEmpty == false && choices.isEmpty
      if hasOther { throw noClass(place, "annotations that are not choices") }
      if annotation["was_cancelled"]?.isTrue != true { answer.label = try single(choices, place) }
      try answer.add(annotation["_winnow"])
      return answer
    }
  }

  // MARK: - CSV

  private func table() throws -> [ForeignAnswer] {
    try bytes.withUnsafeBufferPointer { text -> Result<[ForeignAnswer], any Error> in
      Result { try table(text) }
    }.get()
  }

  private func table(_ bytes: UnsafeBufferPointer<UInt8>) throws -> [ForeignAnswer] {
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

  // MARK: - JSON

  /// The values of a file of JSON Lines, or of one array.
  private func values() throws -> [(JSONValue, SourceLocation)] {
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") else { return try lines() }
    return try bytes.withUnsafeBufferPointer {
      text -> Result<[(JSONValue, SourceLocation)], any Error> in
      Result {
        var scanner = JSONScanner(text)
        var found: [(JSONValue, SourceLocation)] = []
        var line = 1
        var counted = 0
        do throws(JSONSyntaxError) {
          _ = try scanner.array { element in
            line += text[counted..<element.range.lowerBound].count { $0 == 0x0A }
            counted = element.range.lowerBound
            found.append((JSONValue(element, in: text), SourceLocation(path, line: line)))
          }
          try scanner.end()
        } catch {
          throw syntax(error, in: text, line: 1, start: 0)
        }
        return found
      }
    }.get()
  }

  private func lines() throws -> [(JSONValue, SourceLocation)] {
    try bytes.withUnsafeBufferPointer { text -> Result<[(JSONValue, SourceLocation)], any Error> in
      Result {
        var found: [(JSONValue, SourceLocation)] = []
        var start = 0
        var line = 0
        while start < text.count {
          line += 1
          let end = text[start...].firstIndex(of: 0x0A) ?? text.count
          defer { start = end + 1 }
          guard text[start..<end].contains(where: { $0 > 0x20 }) else { continue }
          let record = UnsafeBufferPointer(rebasing: text[start..<end])
          var scanner = JSONScanner(record)
          do throws(JSONSyntaxError) {
            let slice = try scanner.value()
            try scanner.end()
            found.append((JSONValue(slice, in: record), SourceLocation(path, line: line)))
          } catch {
            throw syntax(error, in: record, line: line, start: 0)
          }
        }
        return found
      }
    }.get()
  }

  private func syntax(
    _ error: JSONSyntaxError,
    in text: UnsafeBufferPointer<UInt8>,
    line: Int,
    start: Int
  ) -> Diagnostic {
    let before = text[..<min(error.offset, text.count)]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Diagnostic(
      at: SourceLocation(
        path,
        line: line + before.count { $0 == 0x0A },
        column: error.offset - lineStart + 1
      ),
      error.rule
    )
  }

  // MARK: - Parts

  private func single(_ labels: [String]?, _ place: SourceLocation) throws -> String? {
    guard let labels, labels.count > 1 else { return labels?.first }
    throw Diagnostic(
      at: place,
      "a document has one class, and here are \(labels.count)",
      help: "make a session per class of a corpus with several classes a document"
    )
  }

  private func noClass(_ place: SourceLocation, _ found: String) -> Diagnostic {
    Diagnostic(
      at: place,
      "the record says nothing about a class: it has \(found)",
      help: "sessions are about classes of whole documents, by name; spans cannot be imported"
    )
  }
}
