internal import Foundation
internal import GRDB

/// The store of a workspace: corpora by digest, and runs.
///
/// Nothing in it is needed to label a corpus. Two processes may write to it; a process that is
/// killed leaves it as it was before its last transaction.
package struct WorkspaceStore: Sendable {
  /// What a store is opened for.
  package enum Access: Sendable {
    /// Nothing is written, so nothing need be writable.
    case reading
    /// Runs are added; the store is made or migrated when needed.
    case writing
  }

  private let file: StoreFile
  private let reader: any DatabaseReader
  /// `nil` for a store that is only read.
  private let pool: DatabasePool?

  /// Opens a store.
  ///
  /// - Throws: ``StoreError``.
  package init(path: String, for access: Access = .writing) throws {
    file = StoreFile(path, .workspace, migrations: WorkspaceMigrations.all)
    switch access {
    case .reading:
      pool = nil
      reader = try file.openForReading()
    case .writing:
      let pool = try file.open(isDurable: false, isMade: true)
      self.pool = pool
      reader = pool
    }
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try file.named(isWriting: false) { try reader.read(body) }
  }

  private func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    guard let pool else {
      throw StoreError.unwritable(path: file.path, reason: "it was opened for reading")
    }
    return try file.named(isWriting: true) { try pool.write(body) }
  }

  /// The digest of files that had these stamps.
  package func digest(of paths: [String], stamps: String) throws -> String? {
    try read { database in
      try String.fetchOne(
        database,
        sql: "SELECT digest FROM corpusStamp WHERE paths = ? AND stamps = ?",
        arguments: [Self.json(paths), stamps]
      )
    }
  }

  /// Remembers the digest of files with these stamps.
  package func remember(_ digest: String, of paths: [String], stamps: String) throws {
    try write { database in
      try Self.add(corpus: digest, documentCount: nil, to: database)
      try database.execute(
        sql: "INSERT OR REPLACE INTO corpusStamp (paths, stamps, digest) VALUES (?, ?, ?)",
        arguments: [Self.json(paths), stamps, digest]
      )
    }
  }

  /// Adds a run; each function gets its version.
  ///
  /// - Returns: The run with its number.
  package func add(_ run: RunRecord) throws -> RunRecord {
    try write { database in
      var run = run
      if let digest = run.corpusDigest {
        try Self.add(corpus: digest, documentCount: run.figures.documentCount, to: database)
      }
      try Self.insert(&run, into: database)
      guard let id = run.id else { return run }
      for index in run.functions.indices {
        let version = try Self.version(of: run.functions[index], task: run.task, in: database)
        run.functions[index].version = version
        try Self.insert(run.functions[index], index, of: run.task, run: id, into: database)
      }
      for file in run.files {
        try database.execute(
          sql: "INSERT OR REPLACE INTO runFile (runID, role, path, digest) VALUES (?, ?, ?, ?)",
          arguments: [id, file.role.rawValue, file.path, file.digest]
        )
      }
      return run
    }
  }

  /// The newest runs, newest first.
  ///
  /// - Parameter limit: Most runs to return; `nil` for all.
  /// - Returns: Runs with all that belongs to them.
  /// - Throws: ``StoreError``.
  package func runs(limit: Int? = nil) throws -> [RunRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM run ORDER BY id DESC LIMIT ?",
        arguments: [limit ?? -1]
      ).map { try Self.run($0, in: database) }
    }
  }

  /// The run of a number.
  package func run(_ id: Int64) throws -> RunRecord? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM run WHERE id = ?", arguments: [id])
        .map { try Self.run($0, in: database) }
    }
  }

  /// The newest run that wrote a file with these bytes; its path may differ by now.
  package func run(writing digest: String) throws -> RunRecord? {
    try runOfFile("digest = ?", digest)
  }

  /// The newest run that wrote to a path.
  package func run(writingTo path: String) throws -> RunRecord? {
    try runOfFile("path = ?", path)
  }

  /// Removes all runs but the newest.
  ///
  /// - Parameter count: How many are kept.
  /// - Returns: Number of runs removed, and the folders of votes they had.
  /// - Throws: ``StoreError``.
  package func removeRuns(keeping count: Int) throws -> (count: Int, folders: Set<String>) {
    try write { database in
      let old = "id NOT IN (SELECT id FROM run ORDER BY id DESC LIMIT ?)"
      let folders = try String.fetchSet(
        database,
        sql: "SELECT columnFolder FROM run WHERE columnFolder IS NOT NULL AND \(old)",
        arguments: [count]
      )
      try Self.check(folders: folders)
      try database.execute(sql: "DELETE FROM run WHERE \(old)", arguments: [count])
      let removed = database.changesCount
      try database.execute(
        sql: """
          DELETE FROM corpus WHERE digest NOT IN
            (SELECT corpusDigest FROM run WHERE corpusDigest IS NOT NULL)
          """
      )
      return (removed, folders)
    }
  }

  /// Notes that the votes of runs are no longer kept, but for the newest.
  ///
  /// - Parameter count: Runs that keep their votes.
  /// - Returns: The folders of the others.
  /// - Throws: ``StoreError``.
  package func forgetColumns(keeping count: Int) throws -> Set<String> {
    try write { database in
      let old = """
        columnFolder IS NOT NULL AND id NOT IN
          (SELECT id FROM run WHERE columnFolder IS NOT NULL ORDER BY id DESC LIMIT ?)
        """
      let folders = try String.fetchSet(
        database,
        sql: "SELECT columnFolder FROM run WHERE \(old)",
        arguments: [count]
      )
      try Self.check(folders: folders)
      guard !folders.isEmpty else { return [] }
      try database.execute(
        sql: "UPDATE run SET columnFolder = NULL WHERE \(old)",
        arguments: [count]
      )
      return folders
    }
  }

  /// Folders of votes that runs refer to.
  package func columnFolders() throws -> Set<String> {
    try read { database in
      try String.fetchSet(
        database,
        sql: "SELECT columnFolder FROM run WHERE columnFolder IS NOT NULL"
      )
    }
  }

  private func runOfFile(_ condition: String, _ value: String) throws -> RunRecord? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT run.* FROM run JOIN runFile ON runFile.runID = run.id
            WHERE runFile.\(condition) AND runFile.role <> 'gold' ORDER BY run.id DESC
          """,
        arguments: [value]
      ).map { try Self.run($0, in: database) }
    }
  }
}
