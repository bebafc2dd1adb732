"""``Invitations.csv``: who asked whom to connect.

``inviterProfileUrl`` came in 2024; in 2023 the columns held member numbers, then a bare
``/in`` for everybody, and neither fits any other file. An invitation is a tie only when
the other end is in Connections. Of the message only its being there is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpath.importers.people import Party
from netpath.importers.reading import IMPORTERS, Found, Importer, Sighting, Tally
from netpath.names import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading
    from netpath.importers.tabular import Row


@dataclass(frozen=True)
class Invitation:
    """One row, without the words of its message."""

    line: int
    owner: Party
    other: Party
    is_sent: bool
    day: date | None
    has_note: bool


def _is_invitations(member: Member) -> bool:
    return member.table is not None and member.table.has(
        "from", "to", "sentat", "direction"
    )


def invitation(row: Row) -> Invitation:
    """Read one row; the owner is the inviter of what goes out."""
    inviter = Party.of(row["from"], row["inviterprofileurl"])
    invitee = Party.of(row["to"], row["inviteeprofileurl"])
    is_sent = row["direction"].strip().casefold() == "outgoing"
    return Invitation(
        line=row.line,
        owner=inviter if is_sent else invitee,
        other=invitee if is_sent else inviter,
        is_sent=is_sent,
        day=parse_date(row["sentat"]),
        has_note=bool(row["message"].strip()),
    )


def invitations(member: Member) -> Iterable[Invitation]:
    """Every whole row of the file."""
    rows = member.table.rows() if member.table else ()
    return (invitation(row) for row in rows if not row.problem)


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    sightings = []
    for row in tally.sound(member.table.rows() if member.table else ()):
        asked = invitation(row)
        reason = _reason_to_skip(asked, reading)
        if reason:
            tally.skip(row.line, reason)
        else:
            sightings.append(_sighting(asked, reading.at(member, row.line)))
    file = tally.file(reading, member, "invitations")
    return Found(file, sightings=tuple(sightings))


def _reason_to_skip(asked: Invitation, reading: Reading) -> str:
    if not asked.other.key:
        return "nobody named"
    if reading.connections.find(asked.other) is None:
        return "not accepted, or not to be told apart by name"
    return ""


def _sighting(asked: Invitation, source: str) -> Sighting:
    return Sighting(
        party=asked.other,
        kind="invitation",
        source=source,
        sent=int(asked.is_sent),
        received=int(not asked.is_sent),
        first=asked.day,
        last=asked.day,
        mark=f"{asked.is_sent} {asked.day}",
        has_note=asked.has_note,
    )


IMPORTERS.register(
    "invitations", Importer("invitations", "linkedin", _is_invitations, _read)
)
