internal import CorpusIO
internal import LabelIO
internal import LabelingCore

/// A row of a table of answers.
struct AnswerRow {
  /// Where it begins.
  let place: SourceLocation
  /// Its fields.
  let cells: [String]

  /// A field that is there and not empty.
  func text(_ index: Int?) -> String? {
    guard let index, index < cells.count, !cells[index].isEmpty else { return nil }
    return cells[index]
  }
}

/// What the columns of a table of answers are.
struct AnswerColumns {
  private let header: [String]
  private let id: Int?
  private let text: Int?
  private let label: Int
  /// Whether each row has all classes of an answer, and not one of them.
  private let hasLists: Bool
  private let worker: Int?
  private let rejected: Int?
  private let time: Int?
  private let seconds: Int?
  private let strategy: Int?
  private let probability: Int?
  private let comments: Int?
  /// Whether it is a table of Label Studio, whose ids are its own.
  private let isLabelStudio: Bool

  /// Finds the columns by their names.
  ///
  /// - Throws: A `Diagnostic` for a table that is not one of answers.
  init(_ header: [String], separator: UInt8, in file: AnswerReader) throws {
    let place = SourceLocation(file.path, line: 1)
    try OwnLabels.refuse(header, place)
    func column(_ names: String...) -> Int? {
      names.lazy.compactMap { name in header.firstIndex { $0.isExactly(name) } }.first
    }
    let list = "columns are " + header.map { "'\($0)'" }.joined(separator: ", ")
    for name in [file.options.control, file.options.textField].compactMap({ $0 })
    where column(name) == nil {
      throw Diagnostic(at: place, "the table has no column '\(name)'", help: list)
    }
    isLabelStudio = column("annotation_id") != nil
    id = column("item", "id", "task")
    text = file.options.textField.flatMap { column($0) } ?? column("text")
    let lists = column("labels")
    let one = column("label", "truth", "gold")
    if lists != nil, one == nil, file.options.control == nil { try file.requireSeveral(place) }
    let named =
      file.options.control.flatMap { column($0) } ?? (file.kind == .several ? lists ?? one : one)
    guard id != nil || text != nil, let named else {
      let hint = header.count == 1 ? SeparatorHint.help(for: header[0], not: separator) : nil
      throw Diagnostic(
        at: place,
        file.kind == .several
          ? "a table of answers has the columns 'item', 'worker' and 'labels', or 'id' and 'labels'"
          : "a table of answers has the columns 'item', 'worker' and 'label', or 'id' and 'label'",
        help: hint
          ?? (isLabelStudio
            ? "name the column of the classes with '--control NAME'; \(list)" : list)
      )
    }
    self.header = header
    label = named
    hasLists = named == lists
    worker = column("worker", "annotator")
    rejected = column("rejected")
    time = column("time", "updated_at", "created_at")
    seconds = column("seconds", "lead_time")
    strategy = column("strategy")
    probability = column("probability")
    comments = column("Comments")
  }

  /// What a row says.
  ///
  /// - Throws: A `Diagnostic` for a value that breaks its rule.
  func record(of row: AnswerRow, in file: AnswerReader) throws -> ForeignRecord {
    var record = ForeignRecord(place: row.place)
    record.id = row.text(id)
    record.text = text.flatMap { $0 < row.cells.count ? row.cells[$0] : nil }
    record.hasCorpusID = text == nil && !isLabelStudio
    record.sharesDocument = worker != nil
    let extra = extra(of: row)
    if text != nil { record.meta = extra }
    if let comment = row.text(comments) {
      record.remarks = [
        ForeignRemark(annotator: file.annotator(row.text(worker)), note: comment)
      ]
    }
    if let answer = try answer(of: row, extra, in: file) {
      record.answers = [answer]
    } else if file.classes != nil, !extra.isEmpty {
      file.lose("metadata of rows without an answer")
    }
    return record
  }

  private func answer(
    of row: AnswerRow,
    _ extra: [JSONValue.Member],
    in file: AnswerReader
  ) throws -> ForeignAnswer? {
    var answer = ForeignAnswer(place: row.place)
    answer.annotator = file.annotator(row.text(worker))
    answer.labels = try row.text(label).flatMap { try labels(of: $0, row.place, in: file) }
    answer.isPart = file.kind == .several && !hasLists && worker != nil
    if let rejected = row.text(rejected) {
      guard file.kind == .one else {
        throw Diagnostic(
          at: row.place,
          "an answer of several classes names those that the document has, and refuses none",
          help: "leave 'rejected' empty; what an answer does not name is absent"
        )
      }
      answer.labels = [rejected]
      answer.isRejection = true
    }
    answer.timeInMilliseconds = try row.text(time).map {
      try ForeignField.time($0, name(of: time), at: row.place)
    }
    answer.durationInMilliseconds = try number(seconds, of: row).map {
      try ForeignField.duration(seconds: $0, name(of: seconds), at: row.place)
    }
    answer.strategy = row.text(strategy)
    answer.probability = try number(probability, of: row).map {
      try ForeignField.probability($0, at: row.place)
    }
    answer.keep(extra, of: "csv")
    // Without a label and a name nobody said anything, not even that they pass over it.
    return answer.labels != nil || answer.annotator != nil ? answer : nil
  }

  /// The classes of a cell: Label Studio writes several as JSON, doccano with `#` between them, and
  /// Winnow as `billing+login`.
  private func labels(
    of cell: String,
    _ place: SourceLocation,
    in file: AnswerReader
  ) throws -> [String]? {
    if let choices = cell.hasPrefix("{") ? JSONValue(parsing: cell)?["choices"] : nil {
      return try file.labels(choices.elements?.compactMap(\.name), place)
    }
    let parts = cell.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
    let isKnown = file.classes?.containsExactly(cell) ?? false
    if text != nil, worker == nil, parts.count > 1, !isKnown, parts.allSatisfy({ !$0.isEmpty }) {
      return try file.labels(parts, place)
    }
    // Other tools do not escape the signs of their classes.
    let isForeign = isLabelStudio || text != nil && worker == nil && !hasLists
    if file.kind == .one || isForeign && !cell.hasPrefix("[") { return [cell] }
    do { return try file.labels(StatementText.labels(in: cell) { place }, place) } catch let error
      as LabelIOError
    { throw error.diagnostic }
  }

  /// The fields of columns that mean nothing here.
  private func extra(of row: AnswerRow) -> [JSONValue.Member] {
    let read = [
      id, text, label, worker, rejected, time, seconds, strategy, probability, comments,
    ]
    return header.indices.compactMap { index in
      guard !read.contains(index), let value = row.text(index) else { return nil }
      return JSONValue.Member(name: header[index], value: .string(value))
    }
  }

  private func number(_ index: Int?, of row: AnswerRow) throws -> Double? {
    guard let text = row.text(index) else { return nil }
    if let number = Double(text) { return number }
    throw Diagnostic(
      at: row.place,
      "'\(text)' in '\(name(of: index))' is not a number",
      help: "leave the field empty where it is not known"
    )
  }

  private func name(of index: Int?) -> String { index.map { header[$0] } ?? "" }
}
