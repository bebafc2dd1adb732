"""From what was said to the tables, in plain SQL that other databases know too.

``ON CONFLICT DO NOTHING`` keeps what is there; ``INSERT OR IGNORE`` would also swallow
a row that breaks a rule.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from netpath.store.observed import Observed


def insert_records(connection: sqlite3.Connection, observed: Observed) -> int:
    """Keep the records that are new; give how many."""
    return connection.executemany(
        "INSERT INTO record (id, teller, name, url, email, position, company, location)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        observed.records,
    ).rowcount


def insert_ties(connection: sqlite3.Connection, observed: Observed) -> int:
    """Keep the ties that are new; give how many."""
    return connection.executemany(
        "INSERT INTO tie (id, a, b, kind, teller, detail, relation, side, date, last,"
        " sent, received, closeness)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        observed.ties,
    ).rowcount


def insert_memberships(connection: sqlite3.Connection, observed: Observed) -> int:
    """Keep the memberships that are new; give how many."""
    return connection.executemany(
        "INSERT INTO membership (id, member, group_name, kind, role, since, until)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        observed.memberships,
    ).rowcount


def insert_mentions(
    connection: sqlite3.Connection, observed: Observed, batch: int
) -> None:
    """Keep where everything was said."""
    places = [_insert_place(connection, batch, file) for file in observed.places]
    connection.executemany(
        "INSERT INTO mention (place, line, kind, observation) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        # In the order they are kept: each then goes to the end.
        ((places[place], *mention) for place, *mention in observed.mentions),
    )


def insert_batch(connection: sqlite3.Connection, observed: Observed, on: date) -> int:
    """Keep what is known of the import itself; give its id."""
    row = connection.execute(
        "INSERT INTO batch"
        " (key, kind, source, owner, owner_how, exported, imported, counts, files)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            observed.key,
            observed.kind,
            observed.source,
            observed.owner.id if observed.owner else None,
            observed.owner_how,
            observed.exported,
            on.isoformat(),
            json.dumps(observed.counts),
            observed.files,
        ),
    ).fetchone()
    return int(row[0])


def _insert_place(connection: sqlite3.Connection, batch: int, file: str) -> int:
    row = connection.execute(
        "INSERT INTO place (batch, file) VALUES (?, ?) RETURNING id", (batch, file)
    ).fetchone()
    return int(row[0])
