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
      try $0.execute(sql: "INSERT OR IGNORE INTO annotator (name) VALUES (?)", arguments: [name])
      return try Int.fetchOne($0, sql: sql, arguments: [name]) ?? 0
    }
  }

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
