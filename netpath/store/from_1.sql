-- From version 1 to 2: integers tie rows together, the first mention stands in the row,
-- decisions and what resolving needs have tables. schema.sql is run in between.

-- first
DROP INDEX tie_a;
DROP INDEX tie_b;
DROP INDEX membership_member;
DROP INDEX batch_owner;
DROP INDEX place_batch;
ALTER TABLE setting RENAME TO old_setting;
ALTER TABLE tombstone RENAME TO old_tombstone;
ALTER TABLE record RENAME TO old_record;
ALTER TABLE tie RENAME TO old_tie;
ALTER TABLE membership RENAME TO old_membership;
ALTER TABLE batch RENAME TO old_batch;
ALTER TABLE place RENAME TO old_place;
ALTER TABLE mention RENAME TO old_mention;

-- then
INSERT OR REPLACE INTO setting SELECT name, value FROM old_setting;
INSERT INTO tombstone SELECT mark FROM old_tombstone;
INSERT INTO teller (key)
  SELECT teller FROM old_record UNION SELECT teller FROM old_tie EXCEPT SELECT 'me';

CREATE TABLE met AS
  SELECT kind, observation, place, line FROM (
    SELECT *, row_number() OVER (
      PARTITION BY kind, observation ORDER BY place, line
    ) AS nth FROM old_mention
  ) WHERE nth = 1;
CREATE UNIQUE INDEX met_observation ON met (kind, observation);

INSERT INTO record (id, teller, name, url, email, position, company, location, place, line)
  SELECT r.id, t.no, r.name, r.url, r.email, r.position, r.company, r.location,
         m.place, m.line
  FROM old_record AS r
  JOIN teller AS t ON t.key = r.teller
  JOIN met AS m ON m.kind = 'record' AND m.observation = r.id
  WHERE r.id <> 'me' ORDER BY m.place, m.line, r.id;

INSERT INTO tie (id, a, b, kind, teller, detail, relation, side, date, last, sent,
                 received, closeness, place, line)
  SELECT unhexed(t.id), a.no, b.no, t.kind, l.no, t.detail, t.relation,
         CASE t.side WHEN t.a THEN 'a' WHEN t.b THEN 'b' ELSE '' END,
         t.date, t.last, t.sent, t.received, t.closeness, m.place, m.line
  FROM old_tie AS t
  JOIN record AS a ON a.id = t.a
  JOIN record AS b ON b.id = t.b
  JOIN teller AS l ON l.key = t.teller
  JOIN met AS m ON m.kind = 'tie' AND m.observation = t.id
  ORDER BY m.place, m.line, t.id;

INSERT INTO membership (id, member, group_name, kind, role, since, until, place, line)
  SELECT unhexed(o.id), r.no, o.group_name, o.kind, o.role, o.since, o.until,
         m.place, m.line
  FROM old_membership AS o
  JOIN record AS r ON r.id = o.member
  JOIN met AS m ON m.kind = 'membership' AND m.observation = o.id
  ORDER BY m.place, m.line, o.id;

INSERT INTO batch
  SELECT b.id, b.key, b.kind, b.source, r.no, b.owner_how, b.exported, b.imported,
         b.counts, b.files
  FROM old_batch AS b LEFT JOIN record AS r ON r.id = b.owner;
INSERT INTO place SELECT id, batch, file FROM old_place;

INSERT INTO again
  SELECT m.place, m.line, m.kind,
         CASE m.kind
           WHEN 'record' THEN (SELECT no FROM record WHERE id = m.observation)
           WHEN 'tie' THEN (SELECT no FROM tie WHERE id = unhexed(m.observation))
           ELSE (SELECT no FROM membership WHERE id = unhexed(m.observation))
         END
  FROM old_mention AS m
  LEFT JOIN met AS f ON f.kind = m.kind AND f.observation = m.observation
    AND f.place = m.place AND f.line = m.line
  WHERE f.kind IS NULL OR m.observation = 'me';

DROP TABLE met;
DROP TABLE old_mention;
DROP TABLE old_membership;
DROP TABLE old_tie;
DROP TABLE old_place;
DROP TABLE old_batch;
DROP TABLE old_record;
DROP TABLE old_tombstone;
DROP TABLE old_setting;
