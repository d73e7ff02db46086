internal import GRDB
internal import LabelingCore

/// The tables of a session, version by version.
///
/// What people did is in `event`, which only grows: triggers refuse to change or delete a row.
/// `answer` and `adjudication` hold what the events amount to and can be made again from them.
enum SessionSchema {
  /// All versions, oldest first; a published one is never changed.
  static var migrations: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("session-1") { try $0.execute(sql: version1) }
    migrator.registerMigration("session-2") { try $0.execute(sql: version2) }
    migrator.registerMigration("session-3") { try $0.execute(sql: version3) }
    migrator.registerMigration("session-4") { database in
      try database.execute(sql: version4)
      try replayImports(in: database)
    }
    migrator.registerMigration("session-5") { try $0.execute(sql: version5) }
    return migrator
  }

  private static let version1 = """
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE class (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE file (number INTEGER PRIMARY KEY, path TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
    CREATE TABLE document (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
      file INTEGER NOT NULL REFERENCES file, record INTEGER NOT NULL, digest INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE voter (
      number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, votes BLOB NOT NULL
    ) STRICT;
    CREATE TABLE block (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE annotator (
      number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, token_hash TEXT UNIQUE
    ) STRICT;
    CREATE TABLE event (
      number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,
      annotator INTEGER NOT NULL REFERENCES annotator,
      document INTEGER NOT NULL REFERENCES document,
      class INTEGER REFERENCES class, is_rejection INTEGER NOT NULL DEFAULT 0, text TEXT,
      time_ms INTEGER NOT NULL, duration_ms INTEGER, strategy TEXT, probability REAL,
      undoes INTEGER UNIQUE REFERENCES event, origin TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_of_document ON event (document, annotator);
    CREATE INDEX event_of_annotator ON event (annotator);
    CREATE TRIGGER event_stays BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
    CREATE TRIGGER event_is_kept BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
    CREATE TABLE answer (
      document INTEGER NOT NULL REFERENCES document,
      annotator INTEGER NOT NULL REFERENCES annotator,
      event INTEGER NOT NULL REFERENCES event, class INTEGER, is_rejection INTEGER NOT NULL,
      PRIMARY KEY (document, annotator)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE adjudication (
      document INTEGER PRIMARY KEY REFERENCES document,
      event INTEGER NOT NULL REFERENCES event, class INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE batch (
      number INTEGER PRIMARY KEY, cutoff INTEGER NOT NULL, is_ready INTEGER NOT NULL DEFAULT 0,
      figures TEXT
    ) STRICT;
    CREATE TABLE question (
      position INTEGER PRIMARY KEY, document INTEGER NOT NULL UNIQUE REFERENCES document,
      batch INTEGER NOT NULL REFERENCES batch, strategy TEXT NOT NULL, probability REAL
    ) STRICT;
    CREATE TABLE lease (
      document INTEGER NOT NULL REFERENCES document,
      annotator INTEGER NOT NULL REFERENCES annotator, expiry_ms INTEGER NOT NULL,
      PRIMARY KEY (document, annotator)
    ) STRICT, WITHOUT ROWID;
    """

  /// Requests have names, so that one that is sent twice is done once.
  private static let version2 = """
    ALTER TABLE event ADD COLUMN request TEXT;
    CREATE UNIQUE INDEX event_of_request ON event (annotator, request) WHERE request IS NOT NULL;
    """

  /// Leases keep how their document was come by: the strategy that asked, or '' for an annotator
  /// who looked it up; NULL in leases of an older version.
  private static let version3 = """
    ALTER TABLE lease ADD COLUMN strategy TEXT;
    ALTER TABLE lease ADD COLUMN probability REAL;
    """

  /// Annotators have roles and pauses.
  ///
  /// Those of an older version could all settle disagreements, and still can; not in a blind
  /// session, where who settles sees what others answered. Events keep what another tool knew of
  /// them, as JSON; `check_question` has the hidden gold questions. The identity is a
  /// session's own, whatever its file is called.
  private static let version4 = """
    ALTER TABLE annotator ADD COLUMN role TEXT NOT NULL DEFAULT 'annotator';
    ALTER TABLE annotator ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0;
    UPDATE annotator SET role = 'adjudicator' WHERE NOT EXISTS (
      SELECT 1 FROM setting WHERE name = 'settings' AND value LIKE '%"isBlind":true%');
    ALTER TABLE event ADD COLUMN extra TEXT;
    CREATE TABLE check_question (
      document INTEGER PRIMARY KEY REFERENCES document, class INTEGER NOT NULL REFERENCES class
    ) STRICT;
    INSERT OR IGNORE INTO setting VALUES ('identity', lower(hex(randomblob(16))));
    """

  /// Documents may have several classes: `labels` has the numbers of those that somebody said a
  /// document has, ascending, as a JSON array; NULL in sessions of one class and for skips.
  private static let version5 = """
    ALTER TABLE event ADD COLUMN labels TEXT;
    ALTER TABLE answer ADD COLUMN labels TEXT;
    CREATE TABLE adjudication_5 (
      document INTEGER PRIMARY KEY REFERENCES document,
      event INTEGER NOT NULL REFERENCES event, class INTEGER, labels TEXT
    ) STRICT;
    INSERT INTO adjudication_5 SELECT document, event, class, NULL FROM adjudication;
    DROP TABLE adjudication;
    ALTER TABLE adjudication_5 RENAME TO adjudication;
    CREATE TABLE check_question_5 (
      document INTEGER PRIMARY KEY REFERENCES document, class INTEGER REFERENCES class, labels TEXT
    ) STRICT;
    INSERT INTO check_question_5 SELECT document, class, NULL FROM check_question;
    DROP TABLE check_question;
    ALTER TABLE check_question_5 RENAME TO check_question;
    """

  /// Makes `answer` again for those who have imported answers: in older versions the last import
  /// counted, however old its answers were.
  private static func replayImports(in database: Database) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT e.* FROM event AS e WHERE kind IN ('answer', 'skip')
          AND NOT EXISTS (SELECT 1 FROM event AS u WHERE u.undoes = e.number)
          AND EXISTS (SELECT 1 FROM event AS i WHERE i.document = e.document
            AND i.annotator = e.annotator AND i.origin LIKE 'import%')
        ORDER BY number
        """
    )
    let history = SessionHistory(
      try rows.map { row in
        var event = SessionEvent(
          try row.decode(String.self, forColumn: "kind") == "skip" ? .skip : .answer,
          annotator: try row.decode(forColumn: "annotator"),
          document: try row.decode(forColumn: "document"),
          timeInMilliseconds: try row.decode(forColumn: "time_ms"),
          origin: try row.decode(forColumn: "origin")
        )
        event.number = try row.decode(forColumn: "number")
        event.says = LabelAnswer(
          classIndex: try row.decode(forColumn: "class"),
          isRejection: try row.decode(forColumn: "is_rejection")
        )
        return event
      }
    )
    for answer in history.answers {
      try database.execute(
        sql: "REPLACE INTO answer VALUES (?, ?, ?, ?, ?)",
        arguments: [
          answer.document, answer.annotator, answer.event, answer.says.classIndex,
          answer.says.isRejection,
        ]
      )
    }
  }
}
