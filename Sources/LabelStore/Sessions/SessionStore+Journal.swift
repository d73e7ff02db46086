internal import GRDB

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
  /// - Parameter choose: Chooses the new events by those that were not taken back.
  /// - Returns: What `choose` returned, besides the events.
  /// - Throws: ``StoreError``, and what `choose` throws; then nothing is added.
  package func append<Outcome>(
    _ choose: (_ live: [SessionEvent]) throws -> (events: [SessionEvent], outcome: Outcome)
  ) throws -> Outcome {
    try write { database in
      let all = try Row.fetchAll(database, sql: "SELECT * FROM event ORDER BY number")
        .map { try shape.event($0) }
      let (events, outcome) = try choose(Self.live(all))
      for event in events { try append(event, to: database) }
      return outcome
    }
  }

  /// Adds an answer, with how its annotator came to be asked about the document.
  package func answer(_ event: SessionEvent) throws {
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
      try append(event, to: database)
    }
  }

  /// Takes back the last thing an annotator did here that was not taken back before.
  ///
  /// Imported answers stay.
  /// - Parameters:
  ///   - annotator: Number of the annotator.
  ///   - time: Now, in milliseconds since 1970.
  ///   - origin: Where the wish came from.
  ///   - request: What the asker calls the request; one that comes again takes back nothing more.
  /// - Returns: The event that was taken back, or `nil` when there is none.
  /// - Throws: ``StoreError``.
  package func undo(
    annotator: Int,
    timeInMilliseconds time: Int,
    origin: String,
    request: String? = nil
  ) throws -> SessionEvent? {
    try write { database in
      if let known = try event(ofRequest: request, by: annotator, in: database) {
        return try Row.fetchOne(
          database,
          sql: "SELECT * FROM event WHERE number = ?",
          arguments: [known.undoes]
        ).map { try shape.event($0) }
      }
      let last = try Row.fetchOne(
        database,
        sql: """
          SELECT * FROM event AS e WHERE annotator = ? AND kind <> 'undo'
            AND origin NOT LIKE 'import%'
            AND NOT EXISTS (SELECT 1 FROM event AS u WHERE u.undoes = e.number)
          ORDER BY number DESC LIMIT 1
          """,
        arguments: [annotator]
      )
      guard let undone = try last.map({ try shape.event($0) }) else { return nil }
      var event = SessionEvent(
        .undo,
        annotator: annotator,
        document: undone.document,
        timeInMilliseconds: time,
        origin: origin
      )
      event.undoes = undone.number
      event.request = request
      try append(event, to: database)
      return undone
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

  /// Makes `answer` and `adjudication` again from the journal.
  package func rebuild() throws {
    try write { database in
      try database.execute(sql: "DELETE FROM answer; DELETE FROM adjudication")
      let places = try Row.fetchAll(database, sql: "SELECT DISTINCT document, annotator FROM event")
      for place in places {
        try Self.settle(
          document: place.decode(atIndex: 0),
          annotator: place.decode(atIndex: 1),
          in: database
        )
      }
    }
  }

  @discardableResult
  private func append(_ event: SessionEvent, to database: Database) throws -> SessionEvent {
    if let known = try self.event(ofRequest: event.request, by: event.annotator, in: database) {
      return known
    }
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO event (kind, annotator, document, class, is_rejection, text, time_ms,
          duration_ms, strategy, probability, undoes, origin, request)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    )
    try statement.execute(
      arguments: [
        event.kind.rawValue, event.annotator, event.document, event.classIndex, event.isRejection,
        event.text, event.timeInMilliseconds, event.durationInMilliseconds, event.strategy,
        event.probability, event.undoes, event.origin, event.request,
      ]
    )
    var stored = event
    stored.number = Int(database.lastInsertedRowID)
    switch event.kind {
    case .answer, .skip:
      // The newest answer is the one that counts: nothing has taken it back yet.
      let answer = try database.cachedStatement(sql: "REPLACE INTO answer VALUES (?, ?, ?, ?, ?)")
      try answer.execute(
        arguments: [
          event.document, event.annotator, stored.number, event.classIndex, event.isRejection,
        ]
      )
    case .undo, .adjudicate:
      try Self.settle(document: event.document, annotator: event.annotator, in: database)
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
  private func event(
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

  /// Writes down what the events about a document amount to.
  private static func settle(document: Int, annotator: Int, in database: Database) throws {
    let live = "AND NOT EXISTS (SELECT 1 FROM event AS u WHERE u.undoes = e.number)"
    let clear = try database.cachedStatement(
      sql: "DELETE FROM answer WHERE document = ? AND annotator = ?"
    )
    try clear.execute(arguments: [document, annotator])
    let answer = try database.cachedStatement(
      sql: """
        INSERT INTO answer
          SELECT document, annotator, number, class, is_rejection FROM event AS e
          WHERE document = ? AND annotator = ? AND kind IN ('answer', 'skip') \(live)
          ORDER BY number DESC LIMIT 1
        """
    )
    try answer.execute(arguments: [document, annotator])
    let open = try database.cachedStatement(sql: "DELETE FROM adjudication WHERE document = ?")
    try open.execute(arguments: [document])
    let adjudication = try database.cachedStatement(
      sql: """
        INSERT INTO adjudication
          SELECT document, number, class FROM event AS e
          WHERE document = ? AND kind = 'adjudicate' \(live) ORDER BY number DESC LIMIT 1
        """
    )
    try adjudication.execute(arguments: [document])
  }
}
