internal import Foundation
internal import GRDB

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

  static func run(_ row: Row, in database: Database) throws -> RunRecord {
    var run = RunRecord(
      command: row["command"],
      arguments: try list(row["arguments"]),
      folder: row["folder"],
      startedAt: row["startedAt"],
      seconds: row["seconds"],
      winnowVersion: row["winnowVersion"],
      toolchain: row["toolchain"],
      task: row["task"],
      classes: try list(row["classes"]),
      pluginDigest: row["pluginDigest"],
      kitDigest: row["kitDigest"],
      corpusPaths: try list(row["corpusPaths"]),
      corpusDigest: row["corpusDigest"],
      readingDigest: row["readingDigest"]
    )
    let id: Int64 = row["id"]
    run.id = id
    run.model = row["model"]
    run.seed = row["seed"]
    run.columnFolder = row["columnFolder"]
    let figures: String = row["figures"]
    run.figures = try JSONDecoder().decode(RunRecord.Figures.self, from: Data(figures.utf8))
    run.functions = try functions(of: id, in: database)
    run.files = try Row.fetchAll(
      database,
      sql: "SELECT role, path, digest FROM runFile WHERE runID = ? ORDER BY role, path",
      arguments: [id]
    ).compactMap { row in
      RunRecord.File.Role(rawValue: row["role"]).map {
        RunRecord.File($0, path: row["path"], digest: row["digest"])
      }
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
        name: row["name"],
        kind: row["kind"],
        place: row["place"],
        fingerprint: row["fingerprint"],
        voteCount: row["voteCount"],
        accuracy: row["accuracy"]
      )
      function.version = row["version"]
      return function
    }
  }

  private static func list(_ json: String) throws -> [String] {
    try JSONDecoder().decode([String].self, from: Data(json.utf8))
  }
}
