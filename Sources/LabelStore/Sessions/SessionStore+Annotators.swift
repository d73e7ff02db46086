internal import GRDB

extension SessionStore {
  /// All annotators, in order of their first appearance.
  package func annotators() throws -> [StoredAnnotator] {
    try read {
      try Row.fetchAll($0, sql: "SELECT number, name, token_hash FROM annotator ORDER BY number")
        .map { row in
          StoredAnnotator(
            number: try row.decode(atIndex: 0),
            name: try row.decode(atIndex: 1),
            tokenHash: try row.decode(atIndex: 2)
          )
        }
    }
  }

  /// The number of the annotator of this name, who is added when new.
  package func annotator(adding name: String) throws -> Int {
    let sql = "SELECT number FROM annotator WHERE name = ?"
    if let known = try read({ try Int.fetchOne($0, sql: sql, arguments: [name]) }) { return known }
    return try write {
      try $0.execute(sql: "INSERT OR IGNORE INTO annotator (name) VALUES (?)", arguments: [name])
      return try Int.fetchOne($0, sql: sql, arguments: [name]) ?? 0
    }
  }

  /// Gives an annotator a token, known by its hash, in place of the one before.
  package func setTokenHash(_ hash: String?, ofAnnotator number: Int) throws {
    try write {
      try $0.execute(
        sql: "UPDATE annotator SET token_hash = ? WHERE number = ?",
        arguments: [hash, number]
      )
    }
  }
}
