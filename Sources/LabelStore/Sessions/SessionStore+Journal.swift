internal import GRDB
internal import LabelingCore

extension SessionStore {
  /// Adds events to the journal, all or none, and to what they amount to.
  ///
  /// An event whose request is there already is not added again.
  /// - Returns: The events with their numbers.
  @discardableResult
  package func append(_ events: [SessionEvent]) throws -> [SessionEvent] {
    try write { database in try events.map { try append($0, to: database) } }
  }

  /// Adds to the journal what its events so far leave to be added, with nothing in between.
  ///
  /// - Parameter choose: Chooses the new events by all there are, those taken back included.
  /// - Returns: What `choose` returned, besides the events.
  /// - Throws: ``StoreError``, and what `choose` throws; then nothing is added.
  package func append<Outcome>(
    _ choose: (_ events: [SessionEvent]) throws -> (events: [SessionEvent], outcome: Outcome)
  ) throws -> Outcome {
    try write { database in
      let all = try Row.fetchAll(database, sql: "SELECT * FROM event ORDER BY number")
        .map { try shape.event($0) }
      let (events, outcome) = try choose(all)
      for event in events { try append(event, to: database) }
      return outcome
    }
  }

  /// Adds an answer, with how its annotator came to be asked about the document.
  ///
  /// - Returns: The event with its number.
  @discardableResult
  package func answer(_ event: SessionEvent) throws -> SessionEvent {
    try write { database in
      var event = event
      let question = try question(
        about: event.document,
        heldBy: event.annotator,
        in: database
      )
      if let question, !question.strategy.isEmpty {
        event.strategy = question.strategy
        event.probability = question.probability
      }
      return try append(event, to: database)
    }
  }

  /// The events after one of the journal, in order.
  package func events(after number: Int = 0, upTo last: Int = .max) throws -> [SessionEvent] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM event WHERE number > ? AND number <= ? ORDER BY number",
        arguments: [number, last]
      ).map { try shape.event($0) }
    }
  }

  /// The events about a document, in order.
  package func events(of document: Int) throws -> [SessionEvent] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM event WHERE document = ? ORDER BY number",
        arguments: [document]
      ).map { try shape.event($0) }
    }
  }

  @discardableResult
  func append(_ event: SessionEvent, to database: Database) throws -> SessionEvent {
    if let known = try self.event(ofRequest: event.request, by: event.annotator, in: database) {
      return known
    }
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO event (kind, annotator, document, class, is_rejection, labels, text, time_ms,
          duration_ms, strategy, probability, undoes, origin, request, extra)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    )
    try statement.execute(
      arguments: [
        event.kind.rawValue, event.annotator, event.document, event.classIndex, event.isRejection,
        event.says.storedLabels, event.text, event.timeInMilliseconds, event.durationInMilliseconds,
        event.strategy,
        event.probability, event.undoes, event.origin, event.request, event.extra,
      ]
    )
    var stored = event
    stored.number = Int(database.lastInsertedRowID)
    switch event.kind {
    case .answer, .skip:
      if try standing(before: stored, in: database).map(stored.replaces) ?? true {
        try Self.put(StoredAnswer(of: stored), in: database)
      }
    case .undo, .adjudicate:
      try settle(document: event.document, annotator: event.annotator, in: database)
    case .flag, .unflag, .note:
      break
    }
    if event.kind.isAnswer {
      let release = try database.cachedStatement(
        sql: "DELETE FROM lease WHERE document = ? AND annotator = ?"
      )
      try release.execute(arguments: [event.document, event.annotator])
    }
    return stored
  }

  /// The event that an annotator's request led to before, if there is one.
  package func event(ofRequest request: String, by annotator: Int) throws -> SessionEvent? {
    try read { try event(ofRequest: request, by: annotator, in: $0) }
  }

  /// The event that an annotator's request led to before, if there is one.
  func event(
    ofRequest request: String?,
    by annotator: Int,
    in database: Database
  ) throws -> SessionEvent? {
    guard let request else { return nil }
    let statement = try database.cachedStatement(
      sql: "SELECT * FROM event WHERE annotator = ? AND request = ?"
    )
    return try Row.fetchOne(statement, arguments: [annotator, request])
      .map { try shape.event($0) }
  }

  /// The answer that an imported one has to replace; what is done here replaces any.
  private func standing(
    before event: SessionEvent,
    in database: Database
  ) throws -> SessionEvent? {
    guard event.isImported else { return nil }
    let statement = try database.cachedStatement(
      sql: """
        SELECT e.* FROM answer AS a JOIN event AS e ON e.number = a.event
        WHERE a.document = ? AND a.annotator = ?
        """
    )
    return try Row.fetchOne(statement, arguments: [event.document, event.annotator])
      .map { try shape.event($0) }
  }

  /// Writes down what the events about a document amount to.
  private func settle(document: Int, annotator: Int, in database: Database) throws {
    let events = try database.cachedStatement(
      sql: "SELECT * FROM event WHERE document = ? ORDER BY number"
    )
    let history = SessionHistory(
      try Row.fetchAll(events, arguments: [document]).map { try shape.event($0) }
    )
    let clear = try database.cachedStatement(
      sql: "DELETE FROM answer WHERE document = ? AND annotator = ?"
    )
    try clear.execute(arguments: [document, annotator])
    for answer in history.answers where answer.annotator == annotator {
      try Self.put(answer, in: database)
    }
    let open = try database.cachedStatement(sql: "DELETE FROM adjudication WHERE document = ?")
    try open.execute(arguments: [document])
    if let event = history.settlements[document] { try Self.put(settlement: event, in: database) }
  }

  private static func put(_ answer: StoredAnswer, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        REPLACE INTO answer (document, annotator, event, class, is_rejection, labels)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    )
    try statement.execute(
      arguments: [
        answer.document, answer.annotator, answer.event, answer.says.classIndex,
        answer.says.isRejection, answer.says.storedLabels,
      ]
    )
  }

  private static func put(settlement event: SessionEvent, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "REPLACE INTO adjudication (document, event, class, labels) VALUES (?, ?, ?, ?)"
    )
    try statement.execute(
      arguments: [event.document, event.number, event.classIndex, event.says.storedLabels]
    )
  }
}
