package import GRDB

/// The versions of the workspace's store, oldest first; those that were shipped never change.
package enum WorkspaceMigrations {
  /// All versions.
  package static var all: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: first) }
    migrator.registerMigration("2") { try $0.execute(sql: second) }
    migrator.registerMigration("3") { try $0.execute(sql: third) }
    return migrator
  }

  private static let first = """
    CREATE TABLE corpus (
      digest TEXT PRIMARY KEY NOT NULL,
      documentCount INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE corpusStamp (
      paths TEXT PRIMARY KEY NOT NULL,
      stamps TEXT NOT NULL,
      digest TEXT NOT NULL REFERENCES corpus (digest) ON DELETE CASCADE
    ) WITHOUT ROWID;
    CREATE TABLE functionVersion (
      task TEXT NOT NULL,
      name TEXT NOT NULL,
      version INTEGER NOT NULL,
      fingerprint TEXT NOT NULL,
      PRIMARY KEY (task, name, version),
      UNIQUE (task, name, fingerprint)
    ) WITHOUT ROWID;
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      command TEXT NOT NULL,
      arguments TEXT NOT NULL,
      folder TEXT NOT NULL,
      startedAt TEXT NOT NULL,
      seconds REAL NOT NULL,
      winnowVersion TEXT NOT NULL,
      toolchain TEXT NOT NULL,
      task TEXT NOT NULL,
      classes TEXT NOT NULL,
      pluginDigest TEXT NOT NULL,
      kitDigest TEXT NOT NULL,
      corpusPaths TEXT NOT NULL,
      corpusDigest TEXT REFERENCES corpus (digest),
      readingDigest TEXT NOT NULL,
      model TEXT,
      seed INTEGER,
      figures TEXT NOT NULL,
      columnFolder TEXT
    );
    CREATE INDEX runOfCorpus ON run (corpusDigest);
    CREATE TABLE runFunction (
      runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      task TEXT NOT NULL,
      name TEXT NOT NULL,
      version INTEGER NOT NULL,
      kind TEXT NOT NULL,
      place TEXT NOT NULL,
      voteCount INTEGER,
      accuracy REAL,
      PRIMARY KEY (runID, position),
      FOREIGN KEY (task, name, version) REFERENCES functionVersion (task, name, version)
    ) WITHOUT ROWID;
    CREATE TABLE runFile (
      runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      role TEXT NOT NULL,
      path TEXT NOT NULL,
      digest TEXT NOT NULL,
      PRIMARY KEY (runID, role, path)
    ) WITHOUT ROWID;
    CREATE INDEX runFileOfDigest ON runFile (digest);
    """

  private static let second = "ALTER TABLE run ADD COLUMN source TEXT"
  private static let third = "ALTER TABLE run ADD COLUMN labels TEXT"
}
