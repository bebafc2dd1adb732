"""``Profile.csv``: who the owner of an export is; one row.

``Headline`` marks the file. The owner's profile address is not in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.importers.reading import IMPORTERS, Found, Importer, Reading, Tally
from netpath.text import clean

if TYPE_CHECKING:
    from netpath.importers.archive import Member
    from netpath.importers.tabular import Row


def _is_profile(member: Member) -> bool:
    return (
        member.table is not None
        and member.table.has("firstname", "lastname", "headline")
        and not member.table.has("connectedon")
    )


def profile_row(member: Member) -> Row | None:
    """Give the row that names the owner, if there is one."""
    rows = member.table.rows() if member.table else ()
    return next((row for row in rows if not row.problem and profile_name(row)), None)


def profile_name(row: Row) -> str:
    """Give the owner's name as written."""
    return clean(f"{row['firstname']} {row['lastname']}")


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    owner = profile_row(member)
    for row in tally.sound(member.table.rows() if member.table else ()):
        if owner is None or row.line != owner.line:
            tally.skip(row.line, "no name" if not profile_name(row) else "a second row")
    return Found(tally.file(reading, member, "profile"))


IMPORTERS.register("profile", Importer("profile", "linkedin", _is_profile, _read))
