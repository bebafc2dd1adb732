"""What could be wrong with a store: the pages, the rows that point, the own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.store.copying import broken_pages
from netpath.store.database import schema_of_today, schema_there
from netpath.store.sealing import is_as_written

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from netpath.store.database import Database

_RULES = {
    "ties with two equal ends": "SELECT count(*) FROM tie WHERE a = b",
    "ties of a forgotten kind of evidence": "SELECT count(*) FROM tie WHERE kind = ''",
    "records that no import said": (
        "SELECT count(*) FROM record WHERE place IS NULL AND id <> 'me'"
    ),
    "places met again that are not there": (
        "SELECT count(*) FROM again WHERE no NOT IN (SELECT no FROM record"
        " UNION ALL SELECT no FROM tie UNION ALL SELECT no FROM membership)"
    ),
    "marks of the forgotten that are none": (
        "SELECT count(*) FROM tombstone WHERE length(mark) <> 64"
    ),
    "settings that are missing": (
        "SELECT 2 - count(*) FROM setting WHERE name IN ('me', 'salt')"
    ),
    "decisions about nobody": (
        "SELECT count(*) FROM decision WHERE company = ''"
        " AND id NOT IN (SELECT decision FROM decided)"
    ),
    "ids that stand for an import and for a decision": (
        "SELECT count(*) FROM batch JOIN decision USING (id)"
    ),
}


def problems(database: Database) -> Iterator[str]:
    """Give everything that is wrong, in sentences."""
    yield from (f"The file is broken: {said}." for said in broken_pages(database))
    with database.reading() as connection:
        yield from _lost_rows(connection)
        yield from _broken_rules(connection)
        if not is_as_written(connection):
            yield "The file holds something else than was written last."
        if schema_there(connection) != schema_of_today():
            yield "The tables are not those that this version of netpath makes."


def _lost_rows(connection: sqlite3.Connection) -> Iterator[str]:
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"A row of {table} points to a row of {parent} that is not there."


def _broken_rules(connection: sqlite3.Connection) -> Iterator[str]:
    for what, query in _RULES.items():
        (count,) = connection.execute(query).fetchone()
        if count:
            yield f"There are {what}: {count}."
