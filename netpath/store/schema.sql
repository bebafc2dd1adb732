-- The store, version 2, as it is made anew. An older store gets there by the scripts
-- from_1.sql and so on, each in one transaction.
--
-- Observations (record, tie, membership) are never edited by an import: their ids are
-- made from what they say, so the same statement met twice is one row. Where it was met
-- first stands in the row, where again beside it, so that a batch can be taken back.
-- What the user decides stands beside them too. Days are ISO text. "" means that nothing
-- was said; NULL only stands for no day, no owner, and nothing met yet.

CREATE TABLE setting (
  name   TEXT PRIMARY KEY NOT NULL,
  value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO setting VALUES ('me', ''), ('salt', lower(hex(randomblob(32))));

-- A salted mark of something that identifies a forgotten person.
CREATE TABLE tombstone (
  mark  TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

-- Whose statement something is; the same few on very many rows.
CREATE TABLE teller (
  no   INTEGER PRIMARY KEY,
  key  TEXT NOT NULL UNIQUE
) STRICT;

-- One import of one source. Ids grow with time, together with those of decisions; the
-- key is made of what it holds.
CREATE TABLE batch (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL,
  source     TEXT NOT NULL,
  owner      INTEGER REFERENCES record (no),
  owner_how  TEXT NOT NULL,
  exported   TEXT,
  imported   TEXT NOT NULL,
  counts     TEXT NOT NULL,
  files      TEXT NOT NULL
) STRICT;

CREATE INDEX batch_owner ON batch (owner);

-- A file of a batch, as archive-or-folder/member: written once, mentioned often.
CREATE TABLE place (
  id     INTEGER PRIMARY KEY,
  batch  INTEGER NOT NULL REFERENCES batch (id),
  file   TEXT NOT NULL
) STRICT;

CREATE INDEX place_batch ON place (batch);

-- Ids are scattered like hashes, so these three tables grow at their end and only the
-- small indexes of their ids are written to everywhere.
CREATE TABLE record (
  no        INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  teller    INTEGER NOT NULL REFERENCES teller (no),
  name      TEXT NOT NULL,
  url       TEXT NOT NULL,
  email     TEXT NOT NULL,
  position  TEXT NOT NULL,
  company   TEXT NOT NULL,
  location  TEXT NOT NULL,
  place     INTEGER REFERENCES place (id),
  line      INTEGER NOT NULL
) STRICT;

-- What people tell starts at themselves, often before anybody knows their name.
INSERT INTO teller VALUES (1, 'me');
INSERT INTO record VALUES (1, 'me', 1, '', '', '', '', '', '', NULL, 0);

-- side says from whose side the relation is said: 'a', 'b' or nobody's.
CREATE TABLE tie (
  no         INTEGER PRIMARY KEY,
  id         BLOB NOT NULL UNIQUE,
  a          INTEGER NOT NULL REFERENCES record (no),
  b          INTEGER NOT NULL REFERENCES record (no),
  kind       TEXT NOT NULL,
  teller     INTEGER NOT NULL REFERENCES teller (no),
  detail     TEXT NOT NULL,
  relation   TEXT NOT NULL,
  side       TEXT NOT NULL CHECK (side IN ('', 'a', 'b')),
  date       TEXT,
  last       TEXT,
  sent       INTEGER NOT NULL,
  received   INTEGER NOT NULL,
  closeness  INTEGER NOT NULL,
  place      INTEGER NOT NULL REFERENCES place (id),
  line       INTEGER NOT NULL
) STRICT;

-- Without these a record that goes would have every tie looked through.
CREATE INDEX tie_a ON tie (a);
CREATE INDEX tie_b ON tie (b);

CREATE TABLE membership (
  no          INTEGER PRIMARY KEY,
  id          BLOB NOT NULL UNIQUE,
  member      INTEGER NOT NULL REFERENCES record (no),
  group_name  TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('employer', 'school')),
  role        TEXT NOT NULL,
  since       TEXT,
  until       TEXT,
  place       INTEGER NOT NULL REFERENCES place (id),
  line        INTEGER NOT NULL
) STRICT;

CREATE INDEX membership_member ON membership (member);

-- Where an observation was met again; first it was met where its row says.
CREATE TABLE again (
  place  INTEGER NOT NULL REFERENCES place (id),
  line   INTEGER NOT NULL,
  kind   TEXT NOT NULL CHECK (kind IN ('record', 'tie', 'membership')),
  no     INTEGER NOT NULL,
  PRIMARY KEY (place, line, kind, no)
) STRICT, WITHOUT ROWID;

-- What the user decided: who is one person, who is not, who must not be asked.
CREATE TABLE decision (
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,
  company  TEXT NOT NULL,
  reason   TEXT NOT NULL,
  day      TEXT NOT NULL
) STRICT;

-- By the ids of records, which come back when their export does.
CREATE TABLE decided (
  decision  INTEGER NOT NULL REFERENCES decision (id),
  side      TEXT NOT NULL CHECK (side IN ('left', 'right')),
  record    TEXT NOT NULL,
  PRIMARY KEY (decision, side, record)
) STRICT, WITHOUT ROWID;

-- Derived, and may be thrown away: what resolving needs to know of a batch's records,
-- and what it last came to.
CREATE TABLE feature (
  batch    INTEGER PRIMARY KEY REFERENCES batch (id),
  version  INTEGER NOT NULL,
  rows     BLOB NOT NULL
) STRICT;

CREATE TABLE resolved (
  name   TEXT PRIMARY KEY NOT NULL,
  state  TEXT NOT NULL,
  value  BLOB NOT NULL
) STRICT;
