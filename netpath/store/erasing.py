"""Taking people out of the tables, and their names out of everybody else's rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netpath.model import ME
from netpath.store.observed import write_files
from netpath.store.reading import read_files

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from netpath.model import FileRead
    from netpath.store.forgetting import Traces

FORGOTTEN = "forgotten"
"""The teller of what a forgotten owner's export said."""

REMOVED = "removed"
"""Stands for the part of a path that named somebody forgotten."""

_GONE_TIES = (
    "SELECT id FROM tie WHERE a IN (SELECT id FROM gone) OR b IN (SELECT id FROM gone)"
)
_GONE_MEMBERSHIPS = "SELECT id FROM membership WHERE member IN (SELECT id FROM gone)"
_IN_BATCH = (
    "(:batch IS NULL OR id IN (SELECT observation FROM mention"
    " JOIN place ON place.id = mention.place WHERE place.batch = :batch))"
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
    connection.execute("CREATE TEMP TABLE gone (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.executemany(
        "INSERT INTO gone VALUES (?) ON CONFLICT DO NOTHING",
        ((i,) for i in ids if i != ME),
    )
    owned = _disown(connection)
    deleted = _delete(connection)
    _blank_observations(connection, batch)
    _blank_batches(connection, batch, traces, owned)
    connection.execute("DROP TABLE gone")
    return deleted


def _disown(connection: sqlite3.Connection) -> set[int]:
    """Let what an export's owner said stand, without whose word it is."""
    owned = connection.execute(
        "SELECT batch.id, teller FROM batch JOIN record ON record.id = batch.owner"
        " WHERE record.id IN (SELECT id FROM gone)"
    ).fetchall()
    for teller in {teller for _, teller in owned} - {ME}:
        said = {"teller": teller, "nobody": FORGOTTEN}
        for statement in (
            "UPDATE record SET teller = :nobody WHERE teller = :teller",
            "UPDATE tie SET teller = :nobody WHERE teller = :teller",
            "UPDATE setting SET value = '' WHERE name = 'me' AND value = :teller",
        ):
            connection.execute(statement, said)
    connection.execute(
        "UPDATE batch SET owner = NULL WHERE owner IN (SELECT id FROM gone)"
    )
    return {batch for batch, _ in owned}


def _delete(connection: sqlite3.Connection) -> Forgotten:
    for kind, gone in (
        ("record", "SELECT id FROM gone"),
        ("tie", _GONE_TIES),
        ("membership", _GONE_MEMBERSHIPS),
    ):
        connection.execute(
            f"DELETE FROM mention WHERE kind = ? AND observation IN ({gone})",  # noqa: S608 - all text above
            (kind,),
        )
    memberships, ties, records = (
        connection.execute(f"DELETE FROM {table} WHERE id IN ({gone})").rowcount  # noqa: S608 - all text above
        for table, gone in (
            ("membership", _GONE_MEMBERSHIPS),
            ("tie", _GONE_TIES),
            ("record", "SELECT id FROM gone"),
        )
    )
    return Forgotten(records=records, ties=ties, memberships=memberships)


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
            f"UPDATE {table} SET {column} = ''"  # noqa: S608 - the names just above
            f" WHERE {column} <> '' AND {_IN_BATCH} AND names_them({column})",
            {"batch": batch},
        )


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
