internal import GRDB

extension SessionStore {
  /// Leases the first questions that an annotator may have.
  ///
  /// A document is leased to at most `overlap` annotators, those who answered it included, and
  /// never to one who answered or skipped it. What the annotator holds already comes first and is
  /// held for longer; then the queue in its order; then documents that others answered or skipped
  /// outside of the queue. What was settled is not asked about.
  /// - Parameters:
  ///   - count: Most questions.
  ///   - annotator: Number of the annotator.
  ///   - overlap: How many annotators answer each document.
  ///   - checks: When documents are asked about whose class is known; `nil` for never.
  ///   - now: Now, in milliseconds since 1970.
  ///   - lease: How long a lease holds, in milliseconds.
  /// - Returns: The questions; fewer than asked for when there are no more.
  /// - Throws: ``StoreError``.
  package func claim(
    _ count: Int,
    for annotator: Int,
    overlap: Int,
    checks: CheckPlan? = nil,
    nowInMilliseconds now: Int,
    leaseInMilliseconds lease: Int
  ) throws -> [StoredQuestion] {
    try write { database in
      try Self.endLeases(at: now, in: database)
      var open = try openQuestions(count, for: annotator, overlap, now, in: database)[...]
      var questions = open.prefix { $0.isHeld }.map(\.question)
      open = open.dropFirst(questions.count)
      var known = try checks.map { _ in try unaskedChecks(of: annotator, in: database) } ?? []
      var place = try checks == nil ? 0 : Self.dealtCount(of: annotator, in: database)
      if let checks { questions = checks.inOrder(questions, of: annotator, from: place) }
      place += questions.count
      questions = Array(questions.prefix(count))
      while questions.count < count, let next = open.first {
        if let checks, checks.isCheck(place, of: annotator),
          let document = checks.document(among: known, for: annotator)
        {
          known.removeAll { $0 == document }
          questions.append(
            StoredQuestion(
              document: document,
              strategy: StoredQuestion.checkStrategy,
              probability: nil
            )
          )
          open.removeAll { $0.question.document == document }
        } else {
          known.removeAll { $0 == next.question.document }
          questions.append(next.question)
          open.removeFirst()
        }
        place += 1
      }
      for question in questions {
        try Self.hold(question, for: annotator, until: now + lease, in: database)
      }
      return questions
    }
  }

  /// When the first of the documents is free again that others hold and an annotator could answer.
  ///
  /// - Parameters:
  ///   - annotator: Number of the annotator.
  ///   - overlap: How many annotators answer each document.
  ///   - now: Now, in milliseconds since 1970.
  /// - Returns: The time in milliseconds since 1970; `nil` when others hold nothing for them.
  /// - Throws: ``StoreError``.
  package func nextRelease(
    for annotator: Int,
    overlap: Int,
    nowInMilliseconds now: Int
  ) throws -> Int? {
    try read { database in
      try Int.fetchOne(
        database,
        sql: """
          WITH \(Self.candidates)
          SELECT min(l.expiry_ms) FROM candidate AS q JOIN lease AS l ON l.document = q.document
          WHERE l.annotator <> ?3 AND l.expiry_ms > ?1
            AND NOT EXISTS (SELECT 1 FROM answer AS a
              WHERE a.document = q.document AND a.annotator IN (?3, l.annotator))
            AND NOT EXISTS (SELECT 1 FROM adjudication AS s WHERE s.document = q.document)
            AND \(Self.answered) < ?2
          """,
        arguments: [now, overlap, annotator]
      )
    }
  }

  /// Leases a document that an annotator has turned to, in the queue or elsewhere.
  ///
  /// - Parameters:
  ///   - document: Number of the document.
  ///   - annotator: Number of the annotator.
  ///   - known: The question as it was asked before, of an answer that was taken back.
  ///   - now: Now, in milliseconds since 1970.
  ///   - lease: How long the lease holds, in milliseconds.
  /// - Returns: The question; without a strategy for a document that is not in the queue.
  /// - Throws: ``StoreError``.
  package func turn(
    to document: Int,
    for annotator: Int,
    as known: StoredQuestion? = nil,
    nowInMilliseconds now: Int,
    leaseInMilliseconds lease: Int
  ) throws -> StoredQuestion {
    try write { database in
      try Self.endLeases(at: now, in: database)
      let question =
        try known ?? self.question(about: document, heldBy: annotator, in: database)
        ?? StoredQuestion(document: document, strategy: "", probability: nil)
      try Self.hold(question, for: annotator, until: now + lease, in: database)
      return question
    }
  }

  /// More than anybody holds.
  private static let mostHeld = 64

  /// The questions that an annotator may have, those first that they hold.
  private func openQuestions(
    _ count: Int,
    for annotator: Int,
    _ overlap: Int,
    _ now: Int,
    in database: Database
  ) throws -> [(question: StoredQuestion, isHeld: Bool)] {
    try Row.fetchAll(
      database,
      sql: """
        WITH \(Self.candidates),
          own AS (SELECT * FROM candidate UNION ALL
            SELECT document, strategy, probability, 0 FROM lease
            WHERE annotator = ?3 AND strategy <> ''
              AND document NOT IN (SELECT document FROM candidate))
        SELECT q.document,
          coalesce(held.strategy, q.strategy) AS strategy,
          iif(held.strategy IS NULL, q.probability, held.probability) AS probability,
          held.document IS NOT NULL AS is_held
        FROM own AS q
        LEFT JOIN lease AS held ON held.document = q.document AND held.annotator = ?3
        WHERE NOT EXISTS (SELECT 1 FROM answer AS a
            WHERE a.document = q.document AND a.annotator = ?3)
          AND (is_held OR (\(Self.answered) + \(Self.held) < ?2
            AND NOT EXISTS (SELECT 1 FROM adjudication AS s WHERE s.document = q.document)))
        ORDER BY is_held DESC, q.position LIMIT ?4
        """,
      // What is held may be more, and only all of it can be put in order.
      arguments: [now, overlap, annotator, count + Self.mostHeld]
    ).map { row in
      (try shape.question(row, of: "question"), try row.decode(forColumn: "is_held"))
    }
  }

  /// Documents of known class that an annotator has neither answered, skipped nor in hand.
  private func unaskedChecks(of annotator: Int, in database: Database) throws -> [Int] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT document FROM check_question AS q
        WHERE NOT EXISTS (SELECT 1 FROM answer AS a
            WHERE a.document = q.document AND a.annotator = ?1)
          AND NOT EXISTS (SELECT 1 FROM lease AS l
            WHERE l.document = q.document AND l.annotator = ?1)
        ORDER BY document
        """,
      arguments: [annotator]
    ).map { try shape.document($0, "document", of: "check_question") }
  }

  /// How many documents an annotator has answered or skipped.
  private static func dealtCount(of annotator: Int, in database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM answer WHERE annotator = ?",
      arguments: [annotator]
    ) ?? 0
  }

  private static func endLeases(at now: Int, in database: Database) throws {
    try database.execute(sql: "DELETE FROM lease WHERE expiry_ms <= ?", arguments: [now])
  }

  private static func hold(
    _ question: StoredQuestion,
    for annotator: Int,
    until expiry: Int,
    in database: Database
  ) throws {
    try database.execute(
      sql: """
        REPLACE INTO lease (document, annotator, expiry_ms, strategy, probability)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        question.document, annotator, expiry, question.strategy, question.probability,
      ]
    )
  }

  /// What can be asked about: the queue, and behind it what was answered or skipped outside of it.
  private static let candidates = """
    candidate AS (
      SELECT document, strategy, probability, position FROM question
      UNION ALL
      SELECT a.document, '\(StoredQuestion.overlapStrategy)', NULL, (1 << 40) + min(a.event)
      FROM answer AS a
      WHERE NOT EXISTS (SELECT 1 FROM question AS q WHERE q.document = a.document)
      GROUP BY a.document)
    """

  /// How many annotators answered document `q`; skips do not count.
  private static let answered = """
    (SELECT count(*) FROM answer AS a WHERE a.document = q.document
      AND (a.class IS NOT NULL OR a.labels IS NOT NULL))
    """

  /// How many others than those who answered it hold document `q` at time `?1`.
  private static let held = """
    (SELECT count(*) FROM lease AS l WHERE l.document = q.document AND l.expiry_ms > ?1
      AND NOT EXISTS (SELECT 1 FROM answer AS a
        WHERE a.document = l.document AND a.annotator = l.annotator))
    """
}
