-- A store as version 1 of its schema made it; never edited.
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
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES ('1');
INSERT INTO corpus VALUES ('c1', 9);
INSERT INTO functionVersion VALUES ('Task', 'f', 1, 'a');
INSERT INTO run VALUES (
  1, 'label', '["Task","c.csv","--output","l''a b.csv"]', '/tmp', '2026-01-02T03:04:05Z', 1.5, '1',
  'Swift', 'Task', '["no","yes"]', 'p', 'k', '["/c.csv"]', 'c1', 'r', NULL, NULL,
  '{"documentCount":9,"faultCount":0,"goldCount":0,"labelCounts":{"yes":4},"rejectedCount":0}', NULL
);
INSERT INTO runFunction VALUES (1, 0, 'Task', 'f', 1, 'keywords', 'T.swift:3', 7, 0.5);
INSERT INTO runFile VALUES (1, 'labels', '/l.csv', 'd-a');
INSERT INTO runFile VALUES (1, 'gold', '/g.csv', 'gold');
