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
    "SELECT id, teller, name, url, email, position, company, location"
    " FROM record ORDER BY id"
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
        "SELECT id, key, kind, source, coalesce(owner, ''), owner_how,"
        " exported, imported, counts, files FROM batch ORDER BY id"
    )
    for *said, exported, imported, counts, files in rows:
        days = _day(exported), _day(imported)
        values = (*said, *days, json.loads(counts), read_files(files))
        yield Batch(*values)


def read_records(connection: sqlite3.Connection) -> Iterator[Record]:
    """Give the records as they were said, without where and when; also ``me``."""
    for row in connection.execute(_RECORDS):
        yield Record(*row)


def _records(connection: sqlite3.Connection, places: _Places) -> Iterator[Record]:
    met = _first_mentions(connection, "record", places)
    for row in connection.execute(_RECORDS):
        # "me" is there from the start, though perhaps nobody has spoken of it.
        if row[0] != ME or ME in met:
            values = (*row, *met[row[0]])
            yield Record(*values)


def _ties(connection: sqlite3.Connection, places: _Places) -> Iterator[Tie]:
    met = _first_mentions(connection, "tie", places)
    rows = connection.execute(
        "SELECT id, a, b, kind, teller, detail, relation, side, date, last,"
        " sent, received, closeness FROM tie ORDER BY id"
    )
    for i, a, b, kind, teller, detail, relation, side, first, last, *counts in rows:
        words = kind, met[i][0], teller, detail, relation, side
        yield Tie(a, b, (Evidence(*words, _day(first), _day(last), *counts),))


def _memberships(
    connection: sqlite3.Connection, places: _Places
) -> Iterator[Membership]:
    met = _first_mentions(connection, "membership", places)
    rows = connection.execute(
        "SELECT id, member, group_name, kind, role, since, until"
        " FROM membership ORDER BY id"
    )
    for i, member, group, kind, role, since, until in rows:
        days = _day(since), _day(until)
        yield Membership(member, group, kind, role, *days, source=met[i][0])


def _places(connection: sqlite3.Connection) -> _Places:
    return {
        place: (file, date.fromisoformat(day))
        for place, file, day in connection.execute(
            "SELECT place.id, file, coalesce(exported, imported)"
            " FROM place JOIN batch ON batch.id = place.batch"
        )
    }


def _first_mentions(
    connection: sqlite3.Connection, kind: str, places: _Places
) -> dict[str, tuple[str, date]]:
    """Give for every observation its first source and its newest day."""
    met: dict[str, tuple[str, date]] = {}
    for place, line, observation in connection.execute(
        "SELECT place, line, observation FROM mention WHERE kind = ?"
        " ORDER BY place, line",
        (kind,),
    ):
        file, day = places[place]
        if observation not in met:
            met[observation] = (source_of(file, line), day)
        elif day > met[observation][1]:
            met[observation] = (met[observation][0], day)
    return met


@lru_cache(maxsize=16384)
def _read_day(text: str) -> date:
    # One day stands on many rows: reading each once halves the time.
    return date.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return _read_day(text) if text else None


def read_files(text: str) -> tuple[FileRead, ...]:
    """Read what :func:`netpath.store.writing.write_files` wrote."""
    return tuple(
        FileRead(**{**file, "skipped": tuple(Skipped(**s) for s in file["skipped"])})
        for file in json.loads(text)
    )
