internal import Foundation
internal import GRDB
internal import LabelingCore

extension WorkspaceStore {
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func add(corpus digest: String, documentCount: Int?, to database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO corpus (digest, documentCount) VALUES (?, ?)
          ON CONFLICT (digest) DO UPDATE SET documentCount = coalesce(?, documentCount)
        """,
      arguments: [digest, documentCount, documentCount]
    )
  }

  static func insert(_ run: inout RunRecord, into database: Database) throws {
    let values: KeyValuePairs<String, (any DatabaseValueConvertible)?> = [
      "command": run.command, "arguments": try json(run.arguments), "folder": run.folder,
      "startedAt": run.startedAt, "seconds": run.seconds, "winnowVersion": run.winnowVersion,
      "toolchain": run.toolchain, "task": run.task, "classes": try json(run.classes),
      "pluginDigest": run.pluginDigest, "kitDigest": run.kitDigest,
      "corpusPaths": try json(run.corpusPaths), "corpusDigest": run.corpusDigest,
      "readingDigest": run.readingDigest, "model": run.model, "seed": run.seed,
      "figures": try json(run.figures), "columnFolder": run.columnFolder,
      "source": run.source, "labels": run.labels.rawValue,
    ]
    let names = values.map(\.key).joined(separator: ", ")
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    try database.execute(
      sql: "INSERT INTO run (\(names)) VALUES (\(marks))",
      arguments: StatementArguments(values.map(\.value))
    )
    run.id = database.lastInsertedRowID
  }

  static func insert(
    _ function: RunRecord.Function,
    _ position: Int,
    of task: String,
    run: Int64,
    into database: Database
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO runFunction
          (runID, position, task, name, version, kind, place, voteCount, accuracy)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run, position, task, function.name, function.version, function.kind, function.place,
        function.voteCount, function.accuracy,
      ]
    )
  }

  /// The version of a function: that of its fingerprint, or the next one.
  static func version(
    of function: RunRecord.Function,
    task: String,
    in database: Database
  ) throws -> Int {
    if let known = try Int.fetchOne(
      database,
      sql: "SELECT version FROM functionVersion WHERE task = ? AND name = ? AND fingerprint = ?",
      arguments: [task, function.name, function.fingerprint]
    ) {
      return known
    }
    let last = try Int.fetchOne(
      database,
      sql: "SELECT max(version) FROM functionVersion WHERE task = ? AND name = ?",
      arguments: [task, function.name]
    )
    let version = (last ?? 0) + 1
    try database.execute(
      sql: "INSERT INTO functionVersion (task, name, version, fingerprint) VALUES (?, ?, ?, ?)",
      arguments: [task, function.name, version, function.fingerprint]
    )
    return version
  }

  /// Reads a run.
  ///
  /// - Throws: `RowDecodingError` for a row that is not one of ours, as of a damaged file.
  static func run(_ row: Row, in database: Database) throws -> RunRecord {
    var run = RunRecord(
      command: try row.decode(forColumn: "command"),
      arguments: try list(row, "arguments"),
      folder: try row.decode(forColumn: "folder"),
      startedAt: try row.decode(forColumn: "startedAt"),
      seconds: try row.decode(forColumn: "seconds"),
      winnowVersion: try row.decode(forColumn: "winnowVersion"),
      toolchain: try row.decode(forColumn: "toolchain"),
      task: try row.decode(forColumn: "task"),
      classes: try list(row, "classes"),
      pluginDigest: try row.decode(forColumn: "pluginDigest"),
      kitDigest: try row.decode(forColumn: "kitDigest"),
      corpusPaths: try list(row, "corpusPaths"),
      corpusDigest: try row.decode(forColumn: "corpusDigest"),
      readingDigest: try row.decode(forColumn: "readingDigest")
    )
    let id = try row.decode(Int64.self, forColumn: "id")
    run.id = id
    run.model = try row.decode(forColumn: "model")
    run.seed = try row.decode(forColumn: "seed")
    run.columnFolder = try row.decode(forColumn: "columnFolder")
    // Stores of earlier versions that are only read have no such columns.
    if row.hasColumn("source") { run.source = try row.decode(forColumn: "source") }
    if row.hasColumn("labels"), let labels = try row.decode(String?.self, forColumn: "labels") {
      run.labels = try LabelKind(rawValue: labels) ?? unreadable("labels")
    }
    try check(folders: run.columnFolder.map { [$0] } ?? [])
    run.figures = try value(RunRecord.Figures.self, row, "figures")
    run.functions = try functions(of: id, in: database)
    run.files = try Row.fetchAll(
      database,
      sql: "SELECT role, path, digest FROM runFile WHERE runID = ? ORDER BY role, path",
      arguments: [id]
    ).compactMap { row in
      let role = try RunRecord.File.Role(rawValue: row.decode(String.self, atIndex: 0))
      let (path, digest) = (
        try row.decode(String.self, atIndex: 1), try row.decode(String.self, atIndex: 2)
      )
      return role.map { RunRecord.File($0, path: path, digest: digest) }
    }
    return run
  }

  private static func functions(
    of run: Int64,
    in database: Database
  ) throws -> [RunRecord.Function] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT runFunction.*, functionVersion.fingerprint FROM runFunction
          JOIN functionVersion USING (task, name, version) WHERE runID = ? ORDER BY position
        """,
      arguments: [run]
    ).map { row in
      var function = RunRecord.Function(
        name: try row.decode(forColumn: "name"),
        kind: try row.decode(forColumn: "kind"),
        place: try row.decode(forColumn: "place"),
        fingerprint: try row.decode(forColumn: "fingerprint"),
        voteCount: try row.decode(forColumn: "voteCount"),
        accuracy: try row.decode(forColumn: "accuracy")
      )
      function.version = try row.decode(forColumn: "version")
      return function
    }
  }

  /// Refuses folders of votes that lie elsewhere: they are removed when they are not needed.
  static func check(folders: Set<String>) throws {
    guard let folder = folders.first(where: { $0.contains("/") || $0.hasPrefix(".") || $0.isEmpty })
    else { return }
    throw DatabaseError(
      resultCode: .SQLITE_CORRUPT,
      message: "'\(folder)' in table 'run' is not a folder of votes"
    )
  }

  private static func list(_ row: Row, _ column: String) throws -> [String] {
    try value([String].self, row, column)
  }

  /// A value in a column, as JSON.
  private static func value<Value: Decodable>(
    _ type: Value.Type,
    _ row: Row,
    _ column: String
  ) throws -> Value {
    let json = try row.decode(String.self, forColumn: column)
    do { return try JSONDecoder().decode(type, from: Data(json.utf8)) } catch {
      return try unreadable(column)
    }
  }

  private static func unreadable<Value>(_ column: String) throws -> Value {
    throw DatabaseError(
      resultCode: .SQLITE_CORRUPT,
      message: "'\(column)' in table 'run' is not what winnow writes there"
    )
  }
}
