"""``Education.csv``: where the owner studies and studied. Dates as in Positions.csv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.importers.door import make_membership
from netpath.importers.reading import IMPORTERS, Found, Importer, Reading, Tally
from netpath.names import parse_date
from netpath.text import clean

if TYPE_CHECKING:
    from netpath.importers.archive import Member


def _is_education(member: Member) -> bool:
    return member.table is not None and member.table.has("schoolname", "degreename")


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    memberships = []
    for row in tally.sound(member.table.rows() if member.table else ()):
        if not reading.owner or not clean(row["schoolname"]):
            tally.skip(row.line, "no school named")
            continue
        memberships.append(
            make_membership(
                reading.owner.id,
                row["schoolname"],
                kind="school",
                role=row["degreename"],
                since=parse_date(row["startedon"]),
                until=parse_date(row["finishedon"]),
                source=reading.at(member, row.line),
            )
        )
    file = tally.file(reading, member, "education")
    return Found(file, memberships=tuple(memberships))


IMPORTERS.register("education", Importer("education", "linkedin", _is_education, _read))
