"""From the tables to what was said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from netpath.model import ME, Evidence, FileRead, Membership, Record, Skipped, Tie
from netpath.store.observed import source_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_Places = dict[int, tuple[str, date]]  # of a place: its file, and its batch's day

_RECORDS = (
    "SELECT id, key, name, url, email, position, company, location, place, line,"
    " record.no FROM record JOIN teller ON teller.no = teller ORDER BY id"
)
_TIES = (
    "SELECT a.id, b.id, kind, key, detail, relation, side, date, last, sent, received,"
    " closeness, tie.place, tie.line, tie.no FROM tie"
    " JOIN record AS a ON a.no = tie.a JOIN record AS b ON b.no = tie.b"
    " JOIN teller ON teller.no = tie.teller ORDER BY tie.id"
)
_MEMBERSHIPS = (
    "SELECT record.id, group_name, kind, role, since, until, membership.place,"
    " membership.line, membership.no FROM membership"
    " JOIN record ON record.no = member ORDER BY membership.id"
)


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
    """

    records: tuple[Record, ...]
    ties: tuple[Tie, ...]
    memberships: tuple[Membership, ...]


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


def read_observations(connection: sqlite3.Connection) -> Observations:
    """Give everything back as it was said, by id."""
    places = _places(connection)
    return Observations(
        records=tuple(_records(connection, places)),
        ties=tuple(_ties(connection, places)),
        memberships=tuple(_memberships(connection, places)),
    )


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
    for row in connection.execute(_RECORDS):
        yield Record(*row[:-3])


def _records(connection: sqlite3.Connection, places: _Places) -> Iterator[Record]:
    met = _Met(connection, "record", places)
    for *said, place, line, no in connection.execute(_RECORDS):
        # "me" is there from the start, though perhaps nobody has spoken of it.
        if said[0] != ME or no in met:
            values = (*said, *met.first_and_last(place, line, no))
            yield Record(*values)


def _ties(connection: sqlite3.Connection, places: _Places) -> Iterator[Tie]:
    met = _Met(connection, "tie", places)
    for row in connection.execute(_TIES):
        a, b, kind, teller, detail, relation, side, first, last, *counts = row[:-3]
        words = kind, met.first_and_last(*row[-3:])[0], teller, detail, relation
        end = a if side == "a" else b if side == "b" else ""
        yield Tie(a, b, (Evidence(*words, end, _day(first), _day(last), *counts),))


def _memberships(
    connection: sqlite3.Connection, places: _Places
) -> Iterator[Membership]:
    met = _Met(connection, "membership", places)
    for row in connection.execute(_MEMBERSHIPS):
        member, group, kind, role, since, until, *where = row
        days = _day(since), _day(until)
        source = met.first_and_last(*where)[0]
        yield Membership(member, group, kind, role, *days, source=source)


def _places(connection: sqlite3.Connection) -> _Places:
    return {
        place: (file, date.fromisoformat(day))
        for place, file, day in connection.execute(
            "SELECT place.id, file, coalesce(exported, imported)"
            " FROM place JOIN batch ON batch.id = place.batch"
        )
    }


class _Met:
    """Where and when observations of one kind were met."""

    def __init__(
        self, connection: sqlite3.Connection, kind: str, places: _Places
    ) -> None:
        self._places = places
        self._again: dict[int, list[tuple[int, int]]] = {}
        for place, line, no in connection.execute(
            "SELECT place, line, no FROM again WHERE kind = ? ORDER BY place, line",
            (kind,),
        ):
            self._again.setdefault(no, []).append((place, line))

    def __contains__(self, no: int) -> bool:
        return no in self._again

    def first_and_last(self, place: int | None, line: int, no: int) -> tuple[str, date]:
        """Give the source an observation was met in first, and its newest day."""
        again = self._again.get(no, ())
        if place is None:
            place, line = again[0]
        file, day = self._places[place]
        days = [self._places[later][1] for later, _ in again]
        return source_of(file, line), max([day, *days]) if days else day


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
