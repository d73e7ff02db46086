internal import GRDB

extension SessionStore {
  /// All annotators, in order of their first appearance.
  package func annotators() throws -> [StoredAnnotator] {
    try read { database in
      try Row.fetchAll(database, sql: "\(Self.annotatorColumns) ORDER BY number")
        .map { try shape.annotator($0) }
    }
  }

  /// The annotator of a number.
  package func annotator(number: Int) throws -> StoredAnnotator? {
    try read { database in
      let sql = "\(Self.annotatorColumns) WHERE number = ?"
      return try Row.fetchOne(database, sql: sql, arguments: [number])
        .map { try shape.annotator($0) }
    }
  }

  /// The annotator whose token has a hash.
  package func annotator(tokenHash: String) throws -> StoredAnnotator? {
    try read { database in
      let sql = "\(Self.annotatorColumns) WHERE token_hash = ?"
      return try Row.fetchOne(database, sql: sql, arguments: [tokenHash])
        .map { try shape.annotator($0) }
    }
  }

  /// The annotator of a name, who is added when new.
  package func annotator(adding name: String) throws -> Int {
    let sql = "SELECT number FROM annotator WHERE name = ?"
    if let known = try read({ try Int.fetchOne($0, sql: sql, arguments: [name]) }) { return known }
    return try write {
      try $0.execute(
        sql: """
          INSERT OR IGNORE INTO annotator (number, name) VALUES (1 + max(
            (SELECT coalesce(max(number), 0) FROM annotator),
            coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name = ?), 0)
          ), ?)
          """,
        arguments: [Self.lastNumber, name]
      )
      return try Int.fetchOne($0, sql: sql, arguments: [name]) ?? 0
    }
  }

  /// Removes an annotator whom no event names; nobody gets their number.
  ///
  /// - Returns: Whether they are gone.
  package func remove(annotator number: Int) throws -> Bool {
    try write {
      guard try !Self.hasEvents(of: number, in: $0) else { return false }
      try $0.execute(
        sql: """
          INSERT INTO setting SELECT ?, max(number) FROM annotator WHERE true
            ON CONFLICT (name) DO UPDATE
            SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))
          """,
        arguments: [Self.lastNumber]
      )
      try Self.endLeases(of: number, in: $0)
      try $0.execute(sql: "DELETE FROM annotator WHERE number = ?", arguments: [number])
      return true
    }
  }

  /// Whether an event names an annotator.
  package func hasEvents(ofAnnotator number: Int) throws -> Bool {
    try read { try Self.hasEvents(of: number, in: $0) }
  }

  private static func hasEvents(of number: Int, in database: Database) throws -> Bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM event WHERE annotator = ?)"
    return try Bool.fetchOne(database, sql: sql, arguments: [number]) ?? false
  }

  /// The setting with the greatest number that an annotator has had: who sends what an annotator
  /// did goes by their number.
  private static let lastNumber = "last_annotator"

  /// Gives an annotator a token, known by its hash, in place of the one before, or takes it away
  /// with `nil`; what they hold is free for others then.
  package func setTokenHash(_ hash: String?, ofAnnotator number: Int) throws {
    try write {
      try Self.setAnnotator(number, "token_hash", to: hash, in: $0)
      if hash == nil { try Self.endLeases(of: number, in: $0) }
    }
  }

  /// Gives an annotator another role.
  package func setRole(_ role: AnnotatorRole, ofAnnotator number: Int) throws {
    try write { try Self.setAnnotator(number, "role", to: role.rawValue, in: $0) }
  }

  /// Lets an annotator do nothing for now, or go on; what they hold is free for others then.
  package func setPaused(_ isPaused: Bool, ofAnnotator number: Int) throws {
    try write {
      try Self.setAnnotator(number, "is_paused", to: isPaused, in: $0)
      if isPaused { try Self.endLeases(of: number, in: $0) }
    }
  }

  /// Gives an annotator another name, unless somebody has it.
  ///
  /// - Returns: Whether they have it now.
  package func rename(annotator number: Int, to name: String) throws -> Bool {
    try write {
      try $0.execute(
        sql: "UPDATE OR IGNORE annotator SET name = ? WHERE number = ?",
        arguments: [name, number]
      )
      return try String.fetchOne(
        $0,
        sql: "SELECT name FROM annotator WHERE number = ?",
        arguments: [number]
      ) == name
    }
  }

  private static func setAnnotator(
    _ number: Int,
    _ column: String,
    to value: (any DatabaseValueConvertible)?,
    in database: Database
  ) throws {
    try database.execute(
      sql: "UPDATE annotator SET \(column) = ? WHERE number = ?",
      arguments: [value, number]
    )
  }

  private static func endLeases(of number: Int, in database: Database) throws {
    try database.execute(sql: "DELETE FROM lease WHERE annotator = ?", arguments: [number])
  }

  private static let annotatorColumns =
    "SELECT number, name, token_hash, role, is_paused FROM annotator"
}
