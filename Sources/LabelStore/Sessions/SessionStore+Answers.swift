internal import GRDB

extension SessionStore {
  /// The current answers, by document and annotator; skips have no class.
  package func answers() throws -> [StoredAnswer] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT document, annotator, event, class, is_rejection FROM answer
          ORDER BY document, annotator
          """
      ).map { row in
        StoredAnswer(
          document: try shape.document(row, "document", of: "answer"),
          annotator: try row.decode(atIndex: 1),
          event: try row.decode(atIndex: 2),
          classIndex: try shape.classIndex(row, "class", of: "answer"),
          isRejection: try row.decode(atIndex: 4)
        )
      }
    }
  }

  /// The events that an annotator's current answers and skips are from.
  ///
  /// - Parameters:
  ///   - annotator: Number of the annotator.
  ///   - event: Only events before this one of the journal; `nil` for all.
  ///   - limit: Most events.
  /// - Returns: The events, the latest first.
  /// - Throws: ``StoreError``.
  package func latestAnswers(
    of annotator: Int,
    before event: Int? = nil,
    limit: Int
  ) throws -> [SessionEvent] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT e.* FROM answer AS a JOIN event AS e ON e.number = a.event
          WHERE a.annotator = ? AND a.event < ? ORDER BY a.event DESC LIMIT ?
          """,
        arguments: [annotator, event ?? .max, limit]
      ).map { try shape.event($0) }
    }
  }

  /// Class that each settled document was given.
  package func adjudications() throws -> [Int: Int] {
    try read { database in
      var classes: [Int: Int] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT document, class FROM adjudication") {
        let document = try shape.document(row, "document", of: "adjudication")
        classes[document] = try shape.classIndex(row, "class", of: "adjudication")
      }
      return classes
    }
  }

  /// Classes of the documents that check how annotators answer.
  package func checks() throws -> [Int: Int] {
    try read { database in
      var classes: [Int: Int] = [:]
      let rows = try Row.fetchAll(database, sql: "SELECT document, class FROM check_question")
      for row in rows {
        let document = try shape.document(row, "document", of: "check_question")
        classes[document] = try shape.classIndex(row, "class", of: "check_question")
      }
      return classes
    }
  }

  /// The flags and notes that were not taken back, in order.
  package func remarks() throws -> [SessionEvent] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM event AS e WHERE kind IN ('flag', 'unflag', 'note')
            AND NOT EXISTS (SELECT 1 FROM event AS u WHERE u.undoes = e.number)
          ORDER BY number
          """
      ).map { try shape.event($0) }
    }
  }
}
