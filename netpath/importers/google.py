"""Google Contacts, both generations of its CSV file.

Until 2024 the columns were called ``Given Name``, ``Organization 1 - Name``,
``Relation 1 - Type``; since then ``First Name``, ``Organization Name``,
``Relation 1 - Label``. There are as many numbered groups as the fullest card needs. A
cell may hold several values with ``:::`` between them; labels that Google makes itself
begin with ``*``. Phones, birthdays, streets and notes are not read.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from netpath.importers.contacts import (
    Card,
    Related,
    first,
    profile_among,
    read_cards,
)
from netpath.importers.reading import IMPORTERS, Found, Importer, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading
    from netpath.importers.tabular import Row

_NUMBERED = re.compile(
    r"(?:email|phone|relation|website|address|event)\d+(?:type|label)"
)
_BETWEEN = ":::"


def _is_google(member: Member) -> bool:
    table = member.table
    if table is None or not (table.has("name") or table.has("firstname")):
        return False
    return any(map(_NUMBERED.fullmatch, table.header)) or table.has("fileas", "labels")


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    rows = member.table.rows() if member.table else ()
    cards = [_card(row) for row in tally.sound(rows)]
    return read_cards(cards, member, reading, tally, kind="google")


def _card(row: Row) -> Card:
    place = (row["address1city"], row["address1region"], row["address1country"])
    return Card(
        line=row.line,
        name=row["name"].strip() or _name(row),
        url=profile_among(_numbered(row, "website", "value")),
        email=first(list(_numbered(row, "email", "value"))),
        position=row["organizationtitle"] or row["organization1title"],
        company=row["organizationname"] or row["organization1name"],
        location=", ".join(filter(str.strip, place)),
        related=tuple(_related(row)),
    )


def _name(row: Row) -> str:
    middle = row["middlename"] or row["additionalname"]
    return " ".join((row["firstname"], middle, row["lastname"]))


def _related(row: Row) -> Iterator[Related]:
    for number in _numbers(row, "relation"):
        label = row[f"relation{number}label"] or row[f"relation{number}type"]
        for name in _values(row[f"relation{number}value"]):
            yield Related(label.removeprefix("*").strip(), name)


def _numbered(row: Row, group: str, part: str) -> Iterator[str]:
    for number in _numbers(row, group):
        yield from _values(row[f"{group}{number}{part}"])


def _numbers(row: Row, group: str) -> Iterator[int]:
    last = len(row.columns) + 1
    return takewhile(lambda n: f"{group}{n}value" in row.columns, range(1, last))


def _values(cell: str) -> list[str]:
    return [value.strip() for value in cell.split(_BETWEEN) if value.strip()]


IMPORTERS.register("google", Importer("google", "contacts", _is_google, _read))
