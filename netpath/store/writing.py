"""From what was said to the tables, in plain SQL that other databases know too.

``ON CONFLICT DO NOTHING`` keeps what is there; ``INSERT OR IGNORE`` would also swallow
a row that breaks a rule.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from netpath.store.observed import Observed, Row

_NO_OF_RECORD = "(SELECT no FROM record WHERE id = ?)"
_RECORD = (
    "INSERT INTO record"
    " (id, teller, name, url, email, position, company, location, place, line)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
)
_TIE = (
    "INSERT INTO tie (id, a, b, kind, teller, detail, relation, side, date, last, sent,"
    " received, closeness, place, line)"
    f" VALUES (?, {_NO_OF_RECORD}, {_NO_OF_RECORD},"
    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
)
_MEMBERSHIP = (
    "INSERT INTO membership"
    " (id, member, group_name, kind, role, since, until, place, line)"
    f" VALUES (?, {_NO_OF_RECORD}, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO NOTHING"
)


class Writing:
    """Writes what one batch says.

    Parameters
    ----------
    connection
        In a transaction.
    observed
        What is said.
    on
        The day of the import.
    """

    def __init__(
        self, connection: sqlite3.Connection, observed: Observed, on: date
    ) -> None:
        self._connection, self._observed = connection, observed
        self._tellers: dict[str, int] = {}
        self.batch = self._insert_batch(on)
        self._places = [self._insert_place(file) for file in observed.places]

    def records(self) -> int:
        """Keep the records that are new; give how many."""
        rows = self._observed.records
        said = (
            (key, self._teller(teller), *cells)
            for key, teller, *cells in self._placed(rows)
        )
        return self._insert("record", _RECORD, said, rows)

    def ties(self) -> int:
        """Keep the ties that are new; give how many."""
        rows = self._observed.ties
        said = (
            (key, a, b, kind, self._teller(teller), *cells)
            for key, a, b, kind, teller, *cells in self._placed(rows)
        )
        return self._insert("tie", _TIE, said, rows)

    def memberships(self) -> int:
        """Keep the memberships that are new; give how many."""
        rows = self._observed.memberships
        return self._insert("membership", _MEMBERSHIP, self._placed(rows), rows)

    def rest(self) -> None:
        """Keep the owner, what else was met again, and what resolving needs."""
        owner = self._observed.owner
        if owner:
            self._connection.execute(
                f"UPDATE batch SET owner = {_NO_OF_RECORD} WHERE id = ?",
                (owner.id, self.batch),
            )
        for place, line, kind, key in self._observed.repeats:
            self._mention_again(kind, [(key, place, line)])
        version, rows = self._observed.features
        if rows:
            put_features(self._connection, {self.batch: rows}, version)

    def _insert(
        self, kind: str, statement: str, said: Iterable[Row], rows: tuple[Row, ...]
    ) -> int:
        new = self._connection.executemany(statement, said).rowcount if rows else 0
        if new < len(rows):  # most exports say nothing that was said before
            self._mention_again(kind, ((row[0], *row[-2:]) for row in rows))
        return new

    def _mention_again(self, kind: str, met: Iterable[Row]) -> None:
        self._connection.executemany(
            "INSERT INTO again (place, line, kind, no)"
            f" SELECT ?2, ?3, '{kind}', no FROM {kind}"
            " WHERE id = ?1 AND (place IS NOT ?2 OR line <> ?3) ON CONFLICT DO NOTHING",
            ((key, self._places[place], line) for key, place, line in met),
        )

    def _placed(self, rows: Iterable[Row]) -> Iterator[Row]:
        places = self._places
        return ((*row[:-2], places[row[-2]], row[-1]) for row in rows)

    def _teller(self, key: str) -> int:
        if key not in self._tellers:
            self._tellers[key] = teller_no(self._connection, key)
        return self._tellers[key]

    def _insert_batch(self, on: date) -> int:
        observed = self._observed
        row = self._connection.execute(
            "INSERT INTO batch"
            " (id, key, kind, source, owner_how, exported, imported, counts, files)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                next_id(self._connection),
                observed.key,
                observed.kind,
                observed.source,
                observed.owner_how,
                observed.exported,
                on.isoformat(),
                json.dumps(observed.counts),
                observed.files,
            ),
        ).fetchone()
        return int(row[0])

    def _insert_place(self, file: str) -> int:
        row = self._connection.execute(
            "INSERT INTO place (batch, file) VALUES (?, ?) RETURNING id",
            (self.batch, file),
        ).fetchone()
        return int(row[0])


def put_features(
    connection: sqlite3.Connection, features: Mapping[int, bytes], version: int
) -> None:
    """Keep what resolving needs to know of the records of batches."""
    connection.executemany(
        "INSERT INTO feature (batch, version, rows) SELECT id, ?, ? FROM batch"
        " WHERE id = ? ON CONFLICT (batch) DO UPDATE"
        " SET version = excluded.version, rows = excluded.rows",
        [(version, rows, batch) for batch, rows in features.items()],
    )


def next_id(connection: sqlite3.Connection) -> int:
    """Give the id of the next batch or decision: they are numbered as they came."""
    row = connection.execute(
        "SELECT 1 + max(coalesce((SELECT max(id) FROM batch), 0),"
        " coalesce((SELECT max(id) FROM decision), 0))"
    ).fetchone()
    return int(row[0])


def teller_no(connection: sqlite3.Connection, key: str) -> int:
    """Give the number of a teller, and one to whom never told before."""
    connection.execute(
        "INSERT INTO teller (key) VALUES (?) ON CONFLICT DO NOTHING", (key,)
    )
    row = connection.execute("SELECT no FROM teller WHERE key = ?", (key,)).fetchone()
    return int(row[0])
