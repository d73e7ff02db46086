internal import GRDB

extension SessionStore {
  /// What an annotator takes back.
  package enum UndoTarget: Hashable, Sendable {
    /// The last thing that they did here.
    case last
    /// The event of a number.
    case event(Int)
    /// The event that a request of theirs led to.
    case request(String)
  }

  /// What came of taking something back.
  package enum UndoOutcome: Hashable, Sendable {
    /// It was taken back, by an event with its own number.
    case done(SessionEvent, by: Int)
    /// There is nothing to take back.
    case nothing
    /// There is no such event of the annotator, or it cannot be taken back.
    case unknown
    /// It was taken back before.
    case gone(SessionEvent)
    /// The annotator has done something else about the document since.
    case overtaken(SessionEvent)
  }

  /// Takes back something that an annotator did here and that was not taken back before.
  ///
  /// Imported answers stay.
  /// - Parameters:
  ///   - target: What is taken back; what is not the annotator's last live event about its document
  ///     stays, and so does everything else.
  ///   - annotator: Number of the annotator.
  ///   - time: Now, in milliseconds since 1970.
  ///   - origin: Where the wish came from.
  ///   - request: What the asker calls the request; one that comes again takes back nothing more.
  /// - Returns: What came of it.
  /// - Throws: ``StoreError``.
  package func undo(
    _ target: UndoTarget = .last,
    annotator: Int,
    timeInMilliseconds time: Int,
    origin: String,
    request: String? = nil
  ) throws -> UndoOutcome {
    try write { database in
      if let known = try event(ofRequest: request, by: annotator, in: database) {
        guard let undone = try known.undoes.flatMap({ try event($0, in: database) }) else {
          return .unknown
        }
        return .done(undone, by: known.number)
      }
      let found: SessionEvent?
      switch target {
      case .last:
        guard let last = try lastLive(of: annotator, in: database) else { return .nothing }
        found = last
      case .event(let number): found = try event(number, in: database)
      case .request(let name): found = try event(ofRequest: name, by: annotator, in: database)
      }
      guard let found, found.annotator == annotator, found.kind != .undo, !found.isImported else {
        return .unknown
      }
      if try Self.isUndone(found, in: database) { return .gone(found) }
      let last = try lastLive(of: annotator, about: found.document, in: database)
      guard last?.number == found.number else { return .overtaken(found) }
      let stored = try append(
        found.undone(timeInMilliseconds: time, origin: origin, request: request),
        to: database
      )
      return .done(found, by: stored.number)
    }
  }

  /// The last thing that an annotator did here and that was not taken back.
  package func lastLive(of annotator: Int) throws -> SessionEvent? {
    try read { try lastLive(of: annotator, in: $0) }
  }

  /// Takes back an annotator's skips of documents that lack answers, which are asked about again.
  ///
  /// What they said of such a document before they skipped it is taken back too, here or in another
  /// tool: it would be the answer again. What has its answers or was settled stays skipped, as
  /// nobody would be asked about it.
  /// - Parameters:
  ///   - annotator: Number of the annotator.
  ///   - overlap: How many annotators answer each document.
  ///   - time: Now, in milliseconds since 1970.
  ///   - origin: Where the wish came from.
  /// - Returns: Number of documents.
  /// - Throws: ``StoreError``.
  package func undoSkips(
    of annotator: Int,
    overlap: Int,
    timeInMilliseconds time: Int,
    origin: String
  ) throws -> Int {
    try write { database in
      let events = try Row.fetchAll(
        database,
        sql: """
          SELECT e.* FROM event AS e JOIN answer AS a
            ON a.document = e.document AND a.annotator = e.annotator
          WHERE e.annotator = ? AND a.class IS NULL AND a.labels IS NULL
            AND e.kind IN ('answer', 'skip')
            AND NOT EXISTS (SELECT 1 FROM event AS u WHERE u.undoes = e.number)
            AND NOT EXISTS (SELECT 1 FROM adjudication AS s WHERE s.document = e.document)
            AND (SELECT count(*) FROM answer AS o
              WHERE o.document = e.document
                AND (o.class IS NOT NULL OR o.labels IS NOT NULL)) < ?
          ORDER BY e.number DESC
          """,
        arguments: [annotator, overlap]
      ).map { try shape.event($0) }
      for event in events {
        try append(
          event.undone(timeInMilliseconds: time, origin: origin, request: nil),
          to: database
        )
      }
      return Set(events.map(\.document)).count
    }
  }

  private func event(_ number: Int, in database: Database) throws -> SessionEvent? {
    try Row.fetchOne(database, sql: "SELECT * FROM event WHERE number = ?", arguments: [number])
      .map { try shape.event($0) }
  }

  private static func isUndone(_ event: SessionEvent, in database: Database) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: "SELECT EXISTS (SELECT 1 FROM event WHERE undoes = ?)",
      arguments: [event.number]
    ) ?? false
  }

  /// The last thing an annotator did here that was not taken back, perhaps about one document.
  private func lastLive(
    of annotator: Int,
    about document: Int? = nil,
    in database: Database
  ) throws -> SessionEvent? {
    try Row.fetchOne(
      database,
      sql: """
        SELECT * FROM event AS e WHERE annotator = ?1 AND kind <> 'undo'
          AND (?2 IS NULL OR document = ?2) AND origin NOT LIKE 'import%'
          AND NOT EXISTS (SELECT 1 FROM event AS u WHERE u.undoes = e.number)
        ORDER BY number DESC LIMIT 1
        """,
      arguments: [annotator, document]
    ).map { try shape.event($0) }
  }
}

extension SessionEvent {
  /// The event that takes this one back.
  fileprivate func undone(
    timeInMilliseconds time: Int,
    origin: String,
    request: String?
  ) -> SessionEvent {
    var event = SessionEvent(
      .undo,
      annotator: annotator,
      document: document,
      timeInMilliseconds: time,
      origin: origin
    )
    event.undoes = number
    event.request = request
    return event
  }
}
