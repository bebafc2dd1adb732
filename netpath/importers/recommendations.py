"""``Recommendations_Given.csv`` and ``Recommendations_Received.csv``: words of praise.

Both have the same columns, so only the name tells them apart. There is no address:
people are found by name. Company and title are those of the day it was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.importers.people import Party
from netpath.importers.reading import IMPORTERS, Found, Importer, Sighting, Tally
from netpath.names import parse_date

if TYPE_CHECKING:
    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading
    from netpath.importers.tabular import Row


def _is_recommendations(member: Member) -> bool:
    return (
        member.table is not None
        and member.table.has("firstname", "lastname", "text", "creationdate")
        and ("given" in member.base or "received" in member.base)
    )


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    sightings = []
    is_given = "given" in member.base
    for row in tally.sound(member.table.rows() if member.table else ()):
        party = Party.of(f"{row['firstname']} {row['lastname']}")
        if party.key:
            source = reading.at(member, row.line)
            sightings.append(_sighting(row, party, source, is_given=is_given))
        else:
            tally.skip(row.line, "nobody named")
    file = tally.file(reading, member, "recommendations")
    return Found(file, sightings=tuple(sightings))


def _sighting(row: Row, party: Party, source: str, *, is_given: bool) -> Sighting:
    day = parse_date(row["creationdate"])
    return Sighting(
        party=party,
        kind="recommendation",
        source=source,
        sent=int(is_given),
        received=int(not is_given),
        first=day,
        last=day,
        mark=f"{is_given} {day}",
        position=row["position"],
        company=row["company"],
        seen=day,
    )


IMPORTERS.register(
    "recommendations",
    Importer("recommendations", "linkedin", _is_recommendations, _read),
)
