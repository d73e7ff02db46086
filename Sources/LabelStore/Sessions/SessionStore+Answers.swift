internal import GRDB

extension SessionStore {
  /// The answers as they stand now, by document and annotator; skips have no class.
  package func answers() throws -> [StoredAnswer] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT document, annotator, event, class, is_rejection FROM answer
          ORDER BY document, annotator
          """
      ).map {
        StoredAnswer(
          document: $0[0],
          annotator: $0[1],
          event: $0[2],
          classIndex: $0[3],
          isRejection: $0[4]
        )
      }
    }
  }

  /// Class that each settled document was given.
  package func adjudications() throws -> [Int: Int] {
    try read { database in
      var classes: [Int: Int] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT document, class FROM adjudication") {
        classes[row[0]] = row[1]
      }
      return classes
    }
  }

  /// The flags and notes that were not taken back, in order.
  package func remarks() throws -> [SessionEvent] {
    try events().isEmpty ? [] : liveEvents { $0 == .flag || $0 == .unflag || $0 == .note }
  }

  /// The events that were not taken back, of some kinds, in order.
  package func liveEvents(where isWanted: (SessionEvent.Kind) -> Bool) throws -> [SessionEvent] {
    let all = try events()
    let undone = Set(all.compactMap(\.undoes))
    return all.filter { isWanted($0.kind) && !undone.contains($0.number) }
  }
}
