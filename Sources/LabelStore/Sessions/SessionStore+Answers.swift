internal import GRDB
package import LabelingCore

extension SessionStore {
  /// The current answers and skips, by document and annotator.
  package func answers() throws -> [StoredAnswer] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT document, annotator, event, class, is_rejection, labels FROM answer
          ORDER BY document, annotator
          """
      ).map { row in
        StoredAnswer(
          document: try shape.document(row, "document", of: "answer"),
          annotator: try row.decode(atIndex: 1),
          event: try row.decode(atIndex: 2),
          says: try shape.answer(row, of: "answer")
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

  /// What each settled document was given.
  package func adjudications() throws -> [Int: LabelAnswer] { try known(in: "adjudication") }

  /// What is known of the documents that check how annotators answer.
  package func checks() throws -> [Int: LabelAnswer] { try known(in: "check_question") }

  /// What a table says of documents, one row each.
  private func known(in table: String) throws -> [Int: LabelAnswer] {
    try read { database in
      var known: [Int: LabelAnswer] = [:]
      let rows = try Row.fetchAll(database, sql: "SELECT document, class, labels FROM \(table)")
      for row in rows {
        let document = try shape.document(row, "document", of: table)
        known[document] = try shape.statement(row, of: table)
      }
      return known
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
