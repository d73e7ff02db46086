-- A session as version 4 of its schema made it; never edited.
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES ('session-1'), ('session-2'), ('session-3'),
  ('session-4');
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
ALTER TABLE event ADD COLUMN request TEXT;
CREATE UNIQUE INDEX event_of_request ON event (annotator, request) WHERE request IS NOT NULL;
ALTER TABLE lease ADD COLUMN strategy TEXT;
ALTER TABLE lease ADD COLUMN probability REAL;
ALTER TABLE annotator ADD COLUMN role TEXT NOT NULL DEFAULT 'annotator';
ALTER TABLE annotator ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN extra TEXT;
CREATE TABLE check_question (
  document INTEGER PRIMARY KEY REFERENCES document, class INTEGER NOT NULL REFERENCES class
) STRICT;
INSERT INTO setting VALUES
  ('identity', '0123456789abcdef0123456789abcdef'),
  ('settings', '{"batchCount":10,"isBlind":false,"leaseInSeconds":600,"overlap":2,"seed":1,"strategy":"random"}'),
  ('source', '{"hasHeader":true,"idField":"id","paths":["\/c.csv"],"quote":34,"trimsFields":false}');
INSERT INTO class VALUES (0, 'ham'), (1, 'spam');
INSERT INTO file VALUES (0, '/c.csv', 'd1');
INSERT INTO document VALUES (0, 'a', 0, 1, 11), (1, 'b', 0, 2, 12), (2, 'c', 0, 3, 13);
INSERT INTO voter VALUES (0, 'has_link', X'0000FFFF0100');
INSERT INTO annotator VALUES
  (1, 'anna', 'h1', 'adjudicator', 0), (2, 'ben', NULL, 'adjudicator', 0);
INSERT INTO event VALUES
  (1, 'answer', 1, 0, 1, 0, NULL, 1000, 2500, 'random', 0.5, NULL, 'terminal', NULL, NULL),
  (2, 'answer', 2, 0, 0, 0, NULL, 2000, -7, NULL, NULL, NULL, 'import prodigy', NULL, NULL),
  (3, 'skip', 1, 1, NULL, 0, NULL, 3000, NULL, NULL, NULL, NULL, 'browser', 'request-3', NULL),
  (4, 'note', 1, 1, NULL, 0, 'odd', 4000, NULL, NULL, NULL, NULL, 'browser', 'request-4', NULL),
  (5, 'answer', 1, 2, 0, 0, NULL, 5000, NULL, NULL, NULL, NULL, 'browser', 'request-5', NULL),
  (6, 'undo', 1, 2, NULL, 0, NULL, 6000, NULL, NULL, NULL, 5, 'browser', 'request-6', NULL),
  (7, 'adjudicate', 2, 0, 1, 0, NULL, 7000, NULL, NULL, NULL, NULL, 'terminal', NULL, NULL);
INSERT INTO answer VALUES (0, 1, 1, 1, 0), (0, 2, 2, 0, 0), (1, 1, 3, NULL, 0);
INSERT INTO adjudication VALUES (0, 7, 1);
INSERT INTO batch VALUES (0, 0, 1, NULL);
INSERT INTO question VALUES (1, 0, 0, 'random', 0.5), (2, 1, 0, 'random', 0.5);
INSERT INTO lease VALUES (2, 2, 9000, '', NULL);
