internal import GRDB

extension SessionStore {
  /// A batch of questions, chosen or still to be chosen.
  package struct Batch: Hashable, Sendable {
    /// Number of the batch, from 0.
    package var number: Int
    /// The last event that the choice takes into account.
    package var cutoff: Int
    /// Whether its questions are there.
    package var isReady: Bool
    /// What was measured when it was chosen, as JSON.
    package var figures: String?
  }

  /// All batches, in order.
  package func batches() throws -> [Batch] {
    try read {
      try Row.fetchAll(
        $0,
        sql: "SELECT number, cutoff, is_ready, figures FROM batch ORDER BY number"
      )
      .map { row in
        Batch(
          number: try shape.batch(row),
          cutoff: try row.decode(atIndex: 1),
          isReady: try row.decode(atIndex: 2),
          figures: try row.decode(atIndex: 3)
        )
      }
    }
  }

  /// Announces the next batch, unless one is announced and not ready.
  ///
  /// - Returns: The batch that is to be chosen now; its cutoff is the last event.
  package func announceBatch() throws -> Batch {
    let batch = try write(Self.announceBatch)
    guard batch.number >= 0 else { throw shape.damage("table 'batch' has a negative number") }
    return batch
  }

  static func announceBatch(in database: Database) throws -> Batch {
    let open = try Row.fetchOne(
      database,
      sql: "SELECT number, cutoff FROM batch WHERE is_ready = 0 ORDER BY number LIMIT 1"
    )
    if let open {
      return Batch(
        number: try open.decode(atIndex: 0),
        cutoff: try open.decode(atIndex: 1),
        isReady: false
      )
    }
    let cutoff = try Int.fetchOne(database, sql: "SELECT max(number) FROM event") ?? 0
    let number = try Int.fetchOne(database, sql: "SELECT count(*) FROM batch") ?? 0
    try database.execute(
      sql: "INSERT INTO batch (number, cutoff) VALUES (?, ?)",
      arguments: [number, cutoff]
    )
    return Batch(number: number, cutoff: cutoff, isReady: false)
  }

  /// Puts the questions of an announced batch into the queue.
  ///
  /// Nothing happens when another process was faster. Documents in the queue are left out.
  /// - Returns: Whether these are the batch's questions now.
  @discardableResult
  package func fill(
    _ batch: Batch,
    with questions: [StoredQuestion],
    figures: String?
  ) throws -> Bool {
    try write { try Self.fill(batch, with: questions, figures: figures, in: $0) }
  }

  @discardableResult
  static func fill(
    _ batch: Batch,
    with questions: [StoredQuestion],
    figures: String?,
    in database: Database
  ) throws -> Bool {
    guard try Self.isAnnounced(batch, in: database) else { return false }
    for question in questions {
      try database.execute(
        sql: """
          INSERT OR IGNORE INTO question (document, batch, strategy, probability)
          VALUES (?, ?, ?, ?)
          """,
        arguments: [question.document, batch.number, question.strategy, question.probability]
      )
    }
    try database.execute(
      sql: "UPDATE batch SET is_ready = 1, figures = ? WHERE number = ?",
      arguments: [figures, batch.number]
    )
    return true
  }

  /// Whether a batch still waits for its questions.
  package func isAnnounced(_ batch: Batch) throws -> Bool {
    try read { try Self.isAnnounced(batch, in: $0) }
  }

  private static func isAnnounced(_ batch: Batch, in database: Database) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: "SELECT is_ready = 0 FROM batch WHERE number = ?",
      arguments: [batch.number]
    ) ?? false
  }

  /// Whether the last batch found nobody to ask about, and nothing has happened since.
  package func isExhausted() throws -> Bool {
    try read {
      try Bool.fetchOne(
        $0,
        sql: """
          SELECT is_ready AND cutoff = (SELECT coalesce(max(number), 0) FROM event)
            AND NOT EXISTS (SELECT 1 FROM question AS q WHERE q.batch = b.number)
          FROM batch AS b ORDER BY number DESC LIMIT 1
          """
      ) ?? false
    }
  }

  /// Documents that are in the queue, answered or not, in the order of the queue.
  package func questions() throws -> [StoredQuestion] {
    try read {
      try Row.fetchAll(
        $0,
        sql: "SELECT document, strategy, probability FROM question ORDER BY position"
      ).map { try shape.question($0, of: "question") }
    }
  }

  /// The question about a document, as an annotator was asked it.
  ///
  /// What an annotator holds stays the question it was: a document that they looked up is no
  /// question of the queue, even when the queue has taken it since.
  /// - Returns: `nil` for a document that they do not hold and that is not in the queue.
  func question(
    about document: Int,
    heldBy annotator: Int,
    in database: Database
  ) throws -> StoredQuestion? {
    let lease = try database.cachedStatement(
      sql: """
        SELECT document, strategy, probability FROM lease
        WHERE document = ? AND annotator = ? AND strategy IS NOT NULL
        """
    )
    if let held = try Row.fetchOne(lease, arguments: [document, annotator]) {
      return try shape.question(held, of: "lease")
    }
    let queue = try database.cachedStatement(
      sql: "SELECT document, strategy, probability FROM question WHERE document = ?"
    )
    return try Row.fetchOne(queue, arguments: [document])
      .map { try shape.question($0, of: "question") }
  }

  /// Whether the last batch has been chosen and holds no question.
  package func lastBatchIsEmpty() throws -> Bool {
    try read {
      try Bool.fetchOne(
        $0,
        sql: """
          SELECT is_ready AND NOT EXISTS (SELECT 1 FROM question AS q WHERE q.batch = b.number)
          FROM batch AS b ORDER BY number DESC LIMIT 1
          """
      ) ?? false
    }
  }

  /// Whether somebody has been given a question of the last batch.
  ///
  /// Looking a document up is not an event, so it starts no batch: the queue follows from the answers.
  package func lastBatchHasBegun() throws -> Bool {
    try read {
      try Bool.fetchOne(
        $0,
        sql: """
          SELECT EXISTS (SELECT 1 FROM question AS q
            WHERE q.batch = (SELECT max(number) FROM batch)
              AND (EXISTS (SELECT 1 FROM lease AS l
                  WHERE l.document = q.document AND l.strategy IS NOT '')
                OR EXISTS (SELECT 1 FROM answer AS a WHERE a.document = q.document)))
          """
      ) ?? false
    }
  }
}
