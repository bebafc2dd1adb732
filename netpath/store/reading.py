"""From the tables to what was said."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from netpath.model import Evidence, FileRead, Membership, Record, Skipped, Tie
from netpath.places import source_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

# By id, which comes first; sorted here, for SQLite sorts wide rows in thrice the time.
_QUERIES = {
    "record": (
        "SELECT id, key, name, url, email, position, company, location, place, line,"
        " record.no FROM record JOIN teller ON teller.no = teller"
    ),
    "tie": (
        "SELECT tie.id, a.id, b.id, kind, key, detail, relation, side, date, last,"
        " sent, received, closeness, tie.place, tie.line, tie.no FROM tie"
        " JOIN record AS a ON a.no = tie.a JOIN record AS b ON b.no = tie.b"
        " JOIN teller ON teller.no = tie.teller"
    ),
    "membership": (
        "SELECT membership.id, record.id, group_name, kind, role, since, until,"
        " membership.place, membership.line, membership.no FROM membership"
        " JOIN record ON record.no = member"
    ),
}


@dataclass(frozen=True, slots=True)
class Observations:
    """Everything anybody said, by id.

    Attributes
    ----------
    records
        ``source`` is where each was met first, ``seen`` the newest day on which it
        was: of the exports that hold it, else of their import.
    ties
        Between records, each with one evidence.
    memberships
        Of records.
    exports
        The batches in which each record stands, by its id.
    """

    records: tuple[Record, ...]
    ties: tuple[Tie, ...]
    memberships: tuple[Membership, ...]
    exports: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """One import of one source, as ``netpath sources`` lists it.

    Attributes
    ----------
    id
        Grows with time, within one store.
    key
        Made of what the batch holds; equal in every store.
    owner
        Record id of the export's owner; "" for what was told, and for the forgotten.
    exported, imported
        The export's own day, where it has one, and the day it came in.
    counts
        Of the ``records``, ``ties`` and ``memberships`` that the source held.
    """

    id: int
    key: str
    kind: str
    source: str
    owner: str
    owner_how: str
    exported: date | None
    imported: date
    counts: dict[str, int]
    files: tuple[FileRead, ...]


def read_observations(
    connection: sqlite3.Connection, batch: int | None = None
) -> Observations:
    """Give everything back as it was said, by id; or only what one batch said."""
    places = _Places(connection, batch)
    met = _Met(connection, "record", places)
    ties = _Met(connection, "tie", places)
    memberships = _Met(connection, "membership", places)
    return Observations(
        records=tuple(_records(_rows(connection, "record", batch), met)),
        ties=tuple(_ties(_rows(connection, "tie", batch), ties)),
        memberships=tuple(
            _memberships(_rows(connection, "membership", batch), memberships)
        ),
        exports=met.exports,
    )


def _rows(
    connection: sqlite3.Connection, kind: str, batch: int | None
) -> list[tuple[Any, ...]]:
    """Give the rows of one kind by id; or only those that were met in one batch."""
    query = _QUERIES[kind]
    if batch is not None:
        query += (
            f" WHERE {kind}.place IN (SELECT id FROM place WHERE batch = ?1)"
            f" OR {kind}.no IN (SELECT again.no FROM again JOIN place"
            " ON place.id = again.place WHERE place.batch = ?1 AND again.kind = ?2)"
        )
    return sorted(connection.execute(query, () if batch is None else (batch, kind)))


def read_batches(connection: sqlite3.Connection) -> Iterator[Batch]:
    """Give every import, the first first."""
    rows = connection.execute(
        "SELECT batch.id, key, kind, source, coalesce(record.id, ''), owner_how,"
        " exported, imported, counts, files"
        " FROM batch LEFT JOIN record ON record.no = owner ORDER BY batch.id"
    )
    for *said, exported, imported, counts, files in rows:
        days = _day(exported), _day(imported)
        values = (*said, *days, json.loads(counts), read_files(files))
        yield Batch(*values)


def read_records(connection: sqlite3.Connection) -> Iterator[Record]:
    """Give the records as they were said, without where and when; also ``me``."""
    for row in _rows(connection, "record", None):
        yield Record(*row[:-3])


def _records(rows: Iterable[tuple[Any, ...]], met: _Met) -> Iterator[Record]:
    for *said, place, line, no in rows:
        # "me" is there from the start, though perhaps nobody has spoken of it.
        if where := met.first_and_last(place, line, no, said[0]):
            values = (*said, *where)
            yield Record(*values)


def _ties(rows: Iterable[tuple[Any, ...]], met: _Met) -> Iterator[Tie]:
    for row in rows:
        _, a, b, kind, teller, detail, relation, side, first, last, *counts = row[:-3]
        if where := met.first_and_last(*row[-3:]):
            words = kind, where[0], teller, detail, relation
            end = a if side == "a" else b if side == "b" else ""
            yield Tie(a, b, (Evidence(*words, end, _day(first), _day(last), *counts),))


def _memberships(rows: Iterable[tuple[Any, ...]], met: _Met) -> Iterator[Membership]:
    for row in rows:
        _, member, group, kind, role, since, until, *where = row
        if found := met.first_and_last(*where):
            days = _day(since), _day(until)
            yield Membership(member, group, kind, role, *days, source=found[0])


class _Places:
    """The files, the batches they came in, and the days of those."""

    def __init__(self, connection: sqlite3.Connection, batch: int | None) -> None:
        self._found = {
            place: (file, date.fromisoformat(day), number)
            for place, file, day, number in connection.execute(
                "SELECT place.id, file, coalesce(exported, imported), batch"
                " FROM place JOIN batch ON batch.id = place.batch"
            )
        }
        self.inside = {
            place
            for place, (_, _, number) in self._found.items()
            if batch is None or number == batch
        }

    def __getitem__(self, place: int) -> tuple[str, date, int]:
        return self._found[place]


class _Met:
    """Where and when observations of one kind were met.

    ``exports`` fills up with the batches of everything that has an id.
    """

    def __init__(
        self, connection: sqlite3.Connection, kind: str, places: _Places
    ) -> None:
        self.exports: dict[str, tuple[int, ...]] = {}
        self._places = places
        self._again: dict[int, list[tuple[int, int]]] = {}
        for place, line, no in connection.execute(
            "SELECT place, line, no FROM again WHERE kind = ? ORDER BY place, line",
            (kind,),
        ):
            self._again.setdefault(no, []).append((place, line))

    def first_and_last(
        self, place: int | None, line: int, no: int, key: str = ""
    ) -> tuple[str, date] | None:
        """Give the source an observation was met in first, and its newest day.

        None where it was not met.
        """
        if no not in self._again and place is not None:
            return self._once(place, line, key)
        met = [] if place is None else [(place, line)]
        met += self._again.get(no, ())
        found = [self._places[place] for place, _ in met]
        if not any(place in self._places.inside for place, _ in met):
            return None
        if key:
            self.exports[key] = tuple(dict.fromkeys(batch for _, _, batch in found))
        return source_of(found[0][0], met[0][1]), max(day for _, day, _ in found)

    def _once(self, place: int, line: int, key: str) -> tuple[str, date] | None:
        """Give the same of what was met in one place only, as most is."""
        file, day, batch = self._places[place]
        if place not in self._places.inside:
            return None
        if key:
            self.exports[key] = (batch,)
        return source_of(file, line), day


@lru_cache(maxsize=16384)
def _read_day(text: str) -> date:
    # One day stands on many rows: reading each once halves the time.
    return date.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return _read_day(text) if text else None


def read_files(text: str) -> tuple[FileRead, ...]:
    """Read what :func:`netpath.store.observed.write_files` wrote."""
    return tuple(
        FileRead(**{**file, "skipped": tuple(Skipped(**s) for s in file["skipped"])})
        for file in json.loads(text)
    )
