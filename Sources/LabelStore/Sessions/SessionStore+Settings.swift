internal import GRDB

extension SessionStore {
  /// Sets what the session remembers under names, all or none; `nil` forgets a name.
  package func set(_ settings: [String: String?]) throws {
    try write { database in
      for (name, value) in settings {
        if let value {
          try database.execute(
            sql: "INSERT OR REPLACE INTO setting VALUES (?, ?)",
            arguments: [name, value]
          )
        } else {
          try database.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
        }
      }
    }
  }
}
