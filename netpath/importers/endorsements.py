"""``Endorsement_Given_Info.csv`` and ``…_Received_Info.csv``: skills vouched for.

One row a skill. Addresses have no scheme; files up to 2022 have none at all, and one of
them is UTF-16 with tabs and may stand beside its UTF-8 twin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.importers.people import Party
from netpath.importers.reading import IMPORTERS, Found, Importer, Sighting, Tally
from netpath.names import fold, parse_date

if TYPE_CHECKING:
    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading
    from netpath.importers.tabular import Row


def _is_endorsements(member: Member) -> bool:
    return (
        member.table is not None
        and member.table.has("endorsementdate", "skillname")
        and (member.table.has("endorseefirstname") or _is_received(member))
    )


def _is_received(member: Member) -> bool:
    return member.table is not None and member.table.has("endorserfirstname")


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    sightings = []
    end = "endorser" if _is_received(member) else "endorsee"
    for row in tally.sound(member.table.rows() if member.table else ()):
        name = f"{row[f'{end}firstname']} {row[f'{end}lastname']}"
        party = Party.of(name, row[f"{end}publicurl"])
        if party.key:
            source = reading.at(member, row.line)
            sightings.append(_sighting(row, party, end, source))
        else:
            tally.skip(row.line, "nobody named")
    file = tally.file(reading, member, "endorsements")
    return Found(file, sightings=tuple(sightings))


def _sighting(row: Row, party: Party, end: str, source: str) -> Sighting:
    day = parse_date(row["endorsementdate"])
    return Sighting(
        party=party,
        kind="endorsement",
        source=source,
        sent=int(end == "endorsee"),
        received=int(end == "endorser"),
        first=day,
        last=day,
        mark=f"{end} {fold(row['skillname']).strip()}",
    )


IMPORTERS.register(
    "endorsements", Importer("endorsements", "linkedin", _is_endorsements, _read)
)
