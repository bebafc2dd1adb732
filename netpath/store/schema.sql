-- The store, version 1. Every statement here runs once, in one transaction.
--
-- Observations (record, tie, membership) are never edited by an import: their ids are
-- made from what they say, so the same statement met twice is one row. Beside them
-- stands where each was met (batch, place, mention), so that a batch can be taken back.
-- Days are ISO text. "" means that nothing was said; NULL only stands for no day and
-- for no owner.

CREATE TABLE setting (
  name   TEXT PRIMARY KEY NOT NULL,
  value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO setting VALUES ('me', ''), ('salt', lower(hex(randomblob(32))));

-- A salted mark of something that identifies a forgotten person.
CREATE TABLE tombstone (
  mark  TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

-- Ids are scattered like hashes, so these three tables grow at their end and only their
-- small indexes are written to everywhere: a third faster at a million rows.
CREATE TABLE record (
  id        TEXT PRIMARY KEY NOT NULL,
  teller    TEXT NOT NULL,
  name      TEXT NOT NULL,
  url       TEXT NOT NULL,
  email     TEXT NOT NULL,
  position  TEXT NOT NULL,
  company   TEXT NOT NULL,
  location  TEXT NOT NULL
) STRICT;

-- What people tell starts at themselves, often before anybody knows their name.
INSERT INTO record VALUES ('me', 'me', '', '', '', '', '', '');

CREATE TABLE tie (
  id         TEXT PRIMARY KEY NOT NULL,
  a          TEXT NOT NULL REFERENCES record (id),
  b          TEXT NOT NULL REFERENCES record (id),
  kind       TEXT NOT NULL,
  teller     TEXT NOT NULL,
  detail     TEXT NOT NULL,
  relation   TEXT NOT NULL,
  side       TEXT NOT NULL,
  date       TEXT,
  last       TEXT,
  sent       INTEGER NOT NULL,
  received   INTEGER NOT NULL,
  closeness  INTEGER NOT NULL
) STRICT;

-- Without these a record that goes would have every tie looked through.
CREATE INDEX tie_a ON tie (a);
CREATE INDEX tie_b ON tie (b);

CREATE TABLE membership (
  id          TEXT PRIMARY KEY NOT NULL,
  member      TEXT NOT NULL REFERENCES record (id),
  group_name  TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('employer', 'school')),
  role        TEXT NOT NULL,
  since       TEXT,
  until       TEXT
) STRICT;

CREATE INDEX membership_member ON membership (member);

-- One import of one source. Ids grow with time; the key is made of what it holds.
CREATE TABLE batch (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL,
  source     TEXT NOT NULL,
  owner      TEXT REFERENCES record (id),
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

-- Which line says what. Clustered by place: an import appends, taking back is a range.
CREATE TABLE mention (
  place        INTEGER NOT NULL REFERENCES place (id),
  line         INTEGER NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('record', 'tie', 'membership')),
  observation  TEXT NOT NULL,
  PRIMARY KEY (place, line, kind, observation)
) STRICT, WITHOUT ROWID;
