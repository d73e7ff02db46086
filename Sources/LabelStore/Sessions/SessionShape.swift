internal import GRDB
internal import LabelingCore

/// What the rows of a session's file are held against: it may have been damaged or made by hand.
struct SessionShape: Sendable {
  /// Where the file is.
  let path: String
  /// Number of classes.
  let classCount: Int
  /// Number of documents.
  let documentCount: Int
  /// How many classes a document has.
  let labels: LabelKind

  /// The first and last millisecond that has a date, of the years 1 to 9999.
  static let times = -62_135_596_800_000...253_402_300_799_999

  /// Reads how many classes and documents there are.
  ///
  /// - Throws: ``StoreError/damaged(path:kind:rule:)``.
  init(of path: String, _ database: Database) throws {
    let classes = try Row.fetchAll(database, sql: "SELECT number, name FROM class ORDER BY number")
    let numbers = try classes.map { try $0.decode(Int.self, atIndex: 0) }
    let names = try classes.map { ExactString(try $0.decode(String.self, atIndex: 1)) }
    let documents = try Row.fetchAll(
      database,
      sql: "SELECT count(*), coalesce(min(number), 0), coalesce(max(number), -1) FROM document"
    )
    let counts = try documents.map { row in
      try (0..<3).map { try row.decode(Int.self, atIndex: $0) }
    }
    // Absent in the settings of sessions whose documents have one class.
    let isOfSeveral = try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM setting
          WHERE name = 'settings' AND value LIKE '%"labels":"several"%')
        """
    )
    self.path = path
    labels = isOfSeveral == true ? .several : .one
    classCount = numbers.count
    documentCount = counts.first?.first ?? 0
    guard numbers.count > 1, numbers.count < Int(Int16.max), numbers == Array(numbers.indices)
    else {
      throw damage("its classes have the numbers 0, 1, …, and there are at least two")
    }
    guard Set(names).count == names.count else { throw damage("two classes have one name") }
    guard let last = counts.first, last[1] == 0, last[2] == documentCount - 1 else {
      throw damage("its documents have the numbers 0 to \(documentCount - 1)")
    }
  }

  /// The error of a rule that the file breaks.
  func damage(_ rule: String) -> StoreError {
    .damaged(path: path, kind: .session, rule: rule)
  }

  /// A document's number.
  func document(_ row: Row, _ column: String, of table: String) throws -> Int {
    let number = try row.decode(Int.self, forColumn: column)
    guard number >= 0, number < documentCount else {
      throw damage("table '\(table)' names document \(number), and there are \(documentCount)")
    }
    return number
  }

  /// The index of a class, where there is one.
  func classIndex(_ row: Row, _ column: String, of table: String) throws -> Int? {
    guard let index = try row.decode(Int?.self, forColumn: column) else { return nil }
    guard index >= 0, index < classCount else {
      throw damage("table '\(table)' names class \(index), and there are \(classCount)")
    }
    return index
  }

  /// What an answer says; a row that names no class is a skip.
  func answer(_ row: Row, of table: String) throws -> LabelAnswer {
    try answer(row, of: table, isRejection: row.decode(forColumn: "is_rejection"))
  }

  /// What is known of a document, which is never a skip.
  func statement(_ row: Row, of table: String) throws -> LabelAnswer {
    let says = try answer(row, of: table, isRejection: false)
    guard !says.isSkip else { throw damage("table '\(table)' has a row without a class") }
    return says
  }

  private func answer(_ row: Row, of table: String, isRejection: Bool) throws -> LabelAnswer {
    let index = try classIndex(row, "class", of: table)
    let says = LabelAnswer(
      classIndex: index,
      isRejection: isRejection,
      labels: try row.decode(String?.self, forColumn: "labels").map { try classes($0, of: table) }
    )
    guard says.kind ?? labels == labels, index == nil || labels == .one else {
      throw damage(
        labels == .one
          ? "table '\(table)' has a list of classes, and a document has one"
          : "table '\(table)' has one class, and a document has a list of them"
      )
    }
    return says
  }

  /// The classes of a list, which is as ``LabelAnswer/storedLabels`` writes it.
  private func classes(_ text: String, of table: String) throws -> [Int] {
    let numbers = text.dropFirst().dropLast().split(separator: ",").compactMap { Int($0) }
    guard LabelAnswer.classes(numbers).storedLabels == text,
      numbers.allSatisfy({ (0..<classCount).contains($0) }),
      zip(numbers, numbers.dropFirst()).allSatisfy(<)
    else {
      throw damage("table '\(table)' has the labels '\(text)', which are no list of its classes")
    }
    return numbers
  }

  /// A probability, where there is one.
  func probability(_ row: Row, _ column: String, of table: String) throws -> Double? {
    guard let value = try row.decode(Double?.self, forColumn: column) else { return nil }
    guard value >= 0, value <= 1 else {
      throw damage("table '\(table)' has the probability \(value), which is not from 0 to 1")
    }
    return value
  }

  /// A question of the queue, or of a lease.
  func question(_ row: Row, of table: String) throws -> StoredQuestion {
    StoredQuestion(
      document: try document(row, "document", of: table),
      strategy: try row.decode(String.self, forColumn: "strategy"),
      probability: try probability(row, "probability", of: table)
    )
  }

  /// An annotator.
  func annotator(_ row: Row) throws -> StoredAnnotator {
    let name = try row.decode(String.self, forColumn: "role")
    guard let role = AnnotatorRole(rawValue: name) else {
      throw damage("table 'annotator' has the role '\(name)'")
    }
    return StoredAnnotator(
      number: try row.decode(forColumn: "number"),
      name: try row.decode(forColumn: "name"),
      tokenHash: try row.decode(forColumn: "token_hash"),
      role: role,
      isPaused: try row.decode(forColumn: "is_paused")
    )
  }

  /// The number of a batch; batches are counted from 0.
  func batch(_ row: Row) throws -> Int {
    let number = try row.decode(Int.self, forColumn: "number")
    guard number >= 0 else { throw damage("table 'batch' has the number \(number)") }
    return number
  }

  /// An event of the journal.
  func event(_ row: Row) throws -> SessionEvent {
    let name = try row.decode(String.self, forColumn: "kind")
    guard let kind = SessionEvent.Kind(rawValue: name) else {
      throw damage("table 'event' has the kind '\(name)'")
    }
    let time = try row.decode(Int.self, forColumn: "time_ms")
    guard Self.times.contains(time) else {
      throw damage("table 'event' has a time outside of the years 1 to 9999")
    }
    var event = SessionEvent(
      kind,
      annotator: try row.decode(forColumn: "annotator"),
      document: try document(row, "document", of: "event"),
      timeInMilliseconds: time,
      origin: try row.decode(forColumn: "origin")
    )
    event.number = try row.decode(forColumn: "number")
    event.says = try answer(row, of: "event")
    event.text = try row.decode(forColumn: "text")
    // Older versions took negative ones from other tools; they say nothing.
    event.durationInMilliseconds = try row.decode(Int?.self, forColumn: "duration_ms")
      .flatMap { $0 < 0 ? nil : $0 }
    event.strategy = try row.decode(forColumn: "strategy")
    event.probability = try probability(row, "probability", of: "event")
    event.undoes = try row.decode(forColumn: "undoes")
    event.request = try row.decode(forColumn: "request")
    event.extra = try row.decode(forColumn: "extra")
    return event
  }
}

extension LabelAnswer {
  /// The classes of documents with several, as a JSON array; `nil` for all else.
  var storedLabels: String? {
    labels.map { "[" + $0.map { "\($0)" }.joined(separator: ",") + "]" }
  }
}
