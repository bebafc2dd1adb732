"""``Positions.csv``: where the owner works or worked, the only dated career there is.

Dates are ``Mar 2020`` or ``2020``; a blank end means that it is the current one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netpath.importers.door import make_membership
from netpath.importers.reading import IMPORTERS, Found, Importer, Reading, Tally
from netpath.names import parse_date
from netpath.text import clean

if TYPE_CHECKING:
    from netpath.importers.archive import Member
    from netpath.importers.tabular import Row


def _is_positions(member: Member) -> bool:
    return (
        member.table is not None
        and member.table.has("company", "position", "startedon", "finishedon")
        and not member.table.has("firstname")
        and member.base != "volunteering"  # its Role is no paid position
    )


def current_position(member: Member) -> Row | None:
    """Give the position that has no end, of several the one begun last."""
    rows = member.table.rows() if member.table else ()
    current = [
        row
        for row in rows
        if not row.problem and clean(row["company"]) and not row["finishedon"].strip()
    ]
    return max(current, key=_begun, default=None)


def _begun(row: Row) -> date:
    return parse_date(row["startedon"]) or date.min


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    memberships = []
    for row in tally.sound(member.table.rows() if member.table else ()):
        if not reading.owner or not clean(row["company"]):
            tally.skip(row.line, "no employer named")
            continue
        memberships.append(
            make_membership(
                reading.owner.id,
                row["company"],
                kind="employer",
                role=row["position"],
                since=parse_date(row["startedon"]),
                until=parse_date(row["finishedon"]),
                source=reading.at(member, row.line),
            )
        )
    file = tally.file(reading, member, "positions")
    return Found(file, memberships=tuple(memberships))


IMPORTERS.register("positions", Importer("positions", "linkedin", _is_positions, _read))
