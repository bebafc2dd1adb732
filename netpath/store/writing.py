"""From what was said to the tables, in plain SQL that other databases know too.

``ON CONFLICT DO NOTHING`` keeps what is there; ``INSERT OR IGNORE`` would also swallow
a row that breaks a rule.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from netpath.store.observed import file_and_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import date

    from netpath.model import Evidence, Export, FileRead
    from netpath.store.observed import Observed


def insert_records(connection: sqlite3.Connection, observed: Observed) -> int:
    """Keep the records that are new; give how many."""
    return connection.executemany(
        "INSERT INTO record (id, teller, name, url, email, position, company, location)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            (i, r.teller, r.name, r.url, r.email, r.position, r.company, r.location)
            for i, r in sorted(observed.records.items())
        ),
    ).rowcount


def insert_ties(connection: sqlite3.Connection, observed: Observed) -> int:
    """Keep the ties that are new; give how many."""
    return connection.executemany(
        "INSERT INTO tie (id, a, b, kind, teller, detail, relation, side, date, last,"
        " sent, received, closeness)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            (i, a, b, *_evidence_row(e))
            for i, (a, b, e) in sorted(observed.ties.items())
        ),
    ).rowcount


def insert_memberships(connection: sqlite3.Connection, observed: Observed) -> int:
    """Keep the memberships that are new; give how many."""
    return connection.executemany(
        "INSERT INTO membership (id, member, group_name, kind, role, since, until)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            (i, m.member, m.group, m.kind, m.role, _iso(m.since), _iso(m.until))
            for i, m in observed.memberships.items()
        ),
    ).rowcount


def insert_mentions(
    connection: sqlite3.Connection, observed: Observed, batch: int
) -> None:
    """Keep where everything was said."""
    places: dict[str, int] = {}
    rows = []
    for kind, observation, source in observed.mentions:
        file, line = file_and_line(source)
        if file not in places:
            places[file] = _insert_place(connection, batch, file)
        rows.append((places[file], line, kind, observation))
    connection.executemany(
        "INSERT INTO mention (place, line, kind, observation) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        sorted(rows),  # as they are kept: each then goes to the end
    )


def insert_batch(
    connection: sqlite3.Connection, export: Export, observed: Observed, on: date
) -> int:
    """Keep what is known of the import itself; give its id."""
    row = connection.execute(
        "INSERT INTO batch"
        " (key, kind, source, owner, owner_how, exported, imported, counts, files)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            observed.key,
            export.kind,
            export.source,
            export.owner.id if export.owner else None,
            export.owner_how,
            _iso(export.date),
            on.isoformat(),
            json.dumps(observed.counts),
            write_files(export.files),
        ),
    ).fetchone()
    return int(row[0])


def write_files(files: Iterable[FileRead]) -> str:
    """Give the JSON in which a batch keeps what became of its files."""
    return json.dumps([asdict(file) for file in files], ensure_ascii=False)


def _insert_place(connection: sqlite3.Connection, batch: int, file: str) -> int:
    row = connection.execute(
        "INSERT INTO place (batch, file) VALUES (?, ?) RETURNING id", (batch, file)
    ).fetchone()
    return int(row[0])


def _evidence_row(e: Evidence) -> tuple[Any, ...]:
    said = (e.kind, e.teller, e.detail, e.relation, e.side)
    return (*said, _iso(e.date), _iso(e.last), e.sent, e.received, e.closeness)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
