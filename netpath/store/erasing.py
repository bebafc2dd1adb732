"""Taking people out of the tables, and their names out of everybody else's rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netpath.model import ME, contacts_of
from netpath.store.observed import write_files
from netpath.store.reading import read_files
from netpath.store.writing import teller_no

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from netpath.model import FileRead
    from netpath.store.forgetting import Traces

FORGOTTEN = "forgotten"
"""The teller of what a forgotten owner's export said."""

REMOVED = "removed"
"""Stands for the part of a path that named somebody forgotten."""

_GONE = {
    "membership": "member IN (SELECT no FROM gone)",
    "tie": "a IN (SELECT no FROM gone) OR b IN (SELECT no FROM gone)",
    "record": "no IN (SELECT no FROM gone)",
}
_IN_BATCH = (
    "(:batch IS NULL OR place IN (SELECT id FROM place WHERE place.batch = :batch))"
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was deleted."""

    records: int
    ties: int
    memberships: int


def erase(
    connection: sqlite3.Connection,
    ids: Iterable[str],
    traces: Traces,
    *,
    batch: int | None = None,
) -> Forgotten:
    """Delete records with all that hangs on them, and blank what names these people.

    Blanked rows keep their ids, so the same statement met again is not written again.
    With ``batch``, only what that batch said is looked through for names.
    """
    connection.create_function("names_them", 1, traces.found_in, deterministic=True)
    connection.execute("CREATE TEMP TABLE gone (no INTEGER PRIMARY KEY)")
    connection.executemany(
        "INSERT INTO gone SELECT no FROM record WHERE id = ? ON CONFLICT DO NOTHING",
        ((i,) for i in ids if i != ME),
    )
    owned = _disown(connection)
    deleted = _delete(connection)
    delete_idle_tellers(connection)
    _blank_observations(connection, batch)
    _blank_batches(connection, batch, traces, owned)
    if batch is None:  # an import decides nothing
        _blank_decisions(connection)
    connection.execute("DROP TABLE gone")
    return deleted


def _disown(connection: sqlite3.Connection) -> set[int]:
    """Let what an export's owner said stand, without whose word it is."""
    connection.execute(  # the user may be somebody who never gave an export
        "UPDATE setting SET value = '' WHERE name = 'me' AND value IN"
        " (SELECT url FROM record WHERE no IN (SELECT no FROM gone))"
    )
    owned = connection.execute(
        "SELECT batch.id, teller.key FROM batch JOIN record ON record.no = batch.owner"
        " JOIN teller ON teller.no = teller WHERE record.no IN (SELECT no FROM gone)"
    ).fetchall()
    for teller in sorted({key for _, key in owned} - {ME}):
        for key in (teller, contacts_of(teller)):
            _silence(connection, key)
        connection.execute(
            "UPDATE setting SET value = '' WHERE name = 'me' AND value = ?", (teller,)
        )
    connection.execute(
        "UPDATE batch SET owner = NULL WHERE owner IN (SELECT no FROM gone)"
    )
    return {batch for batch, _ in owned}


def _silence(connection: sqlite3.Connection, teller: str) -> None:
    nobody = teller_no(connection, FORGOTTEN)
    for table in ("record", "tie"):
        connection.execute(
            f"UPDATE {table} SET teller = ?"
            " WHERE teller = (SELECT no FROM teller WHERE key = ?)",
            (nobody, teller),
        )


def _delete(connection: sqlite3.Connection) -> Forgotten:
    counts = {}
    for table, is_gone in _GONE.items():
        connection.execute(
            "DELETE FROM again WHERE kind = ?"
            f" AND no IN (SELECT no FROM {table} WHERE {is_gone})",
            (table,),
        )
        counts[table] = connection.execute(
            f"DELETE FROM {table} WHERE {is_gone}"
        ).rowcount
    return Forgotten(
        records=counts["record"], ties=counts["tie"], memberships=counts["membership"]
    )


def delete_idle_tellers(connection: sqlite3.Connection) -> None:
    """Let go of the keys of those who tell nothing any more."""
    connection.execute(
        "DELETE FROM teller WHERE key <> ? AND no NOT IN"
        " (SELECT teller FROM record UNION SELECT teller FROM tie)",
        (ME,),
    )


def _blank_observations(connection: sqlite3.Connection, batch: int | None) -> None:
    for table, column in (
        ("record", "position"),
        ("record", "company"),
        ("record", "location"),
        ("tie", "detail"),
        ("membership", "group_name"),
        ("membership", "role"),
    ):
        connection.execute(
            f"UPDATE {table} SET {column} = ''"
            f" WHERE {column} <> '' AND {_IN_BATCH} AND names_them({column})",
            {"batch": batch},
        )


def _blank_decisions(connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE decision SET reason = '' WHERE reason <> '' AND names_them(reason)"
    )
    theirs = "SELECT id FROM decision WHERE company <> '' AND names_them(company)"
    connection.execute(f"DELETE FROM decided WHERE decision IN ({theirs})")
    connection.execute(f"DELETE FROM decision WHERE id IN ({theirs})")


def _blank_batches(
    connection: sqlite3.Connection, batch: int | None, traces: Traces, owned: set[int]
) -> None:
    """Clear names from what imports noted about their files."""
    for i, source, how, files in connection.execute(
        "SELECT id, source, owner_how, files FROM batch"
        " WHERE :batch IS NULL OR id = :batch",
        {"batch": batch},
    ).fetchall():
        cleaner = _Cleaner(traces, is_theirs=i in owned)
        cleared = write_files(cleaner.file(file) for file in read_files(files))
        connection.execute(
            "UPDATE batch SET source = ?, owner_how = ?, files = ? WHERE id = ?",
            (cleaner.title(source), cleaner.title(how), cleared, i),
        )
        _blank_places(connection, i, cleaner)


def _blank_places(
    connection: sqlite3.Connection, batch: int, cleaner: _Cleaner
) -> None:
    places = connection.execute("SELECT id, file FROM place WHERE batch = ?", (batch,))
    connection.executemany(
        "UPDATE place SET file = ? WHERE id = ?",
        [(cleaner.path(file), place) for place, file in places],
    )


@dataclass(frozen=True, slots=True)
class _Cleaner:
    """Clears what one import noted; an owner's own archive is called after them."""

    traces: Traces
    is_theirs: bool

    def title(self, text: str) -> str:
        return "" if self.is_theirs else self.text(text)

    def text(self, text: str) -> str:
        return "" if self.traces.found_in(text) else text

    def path(self, path: str) -> str:
        if not self.is_theirs and self.text(path):
            return path
        last = self.text(path.rpartition("/")[2])
        return f"{REMOVED}/{last}" if last else REMOVED

    def file(self, file: FileRead) -> FileRead:
        return replace(
            file,
            name=self.path(file.name),
            note=self.text(file.note),
            skipped=tuple(
                replace(s, source=self.path(s.source), reason=self.text(s.reason))
                for s in file.skipped
            ),
        )
