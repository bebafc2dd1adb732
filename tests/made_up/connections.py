"""Connections.csv: one row for everybody the owner knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from made_up.dates import at, day_month_year, short_time
from made_up.dialects import PREAMBLE, UNENDED, first_lines
from made_up.truth import ConnectionTruth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from made_up.eras import Era
    from made_up.occasion import Occasion
    from made_up.person import Person


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody the owner knows, and the moment they connected."""

    person: Person
    met: datetime


def make_contacts(occasion: Occasion, count: int) -> tuple[Contact, ...]:
    """Give the contacts in the order of the file: newest first, in 2018 any order."""
    world, owner = occasion.world, occasion.owner
    chance = occasion.stream("clock")
    contacts = [
        Contact(person, at(world.met_on(owner, person), chance.randrange(86400)))
        for person in world.contacts(owner, count, occasion.on)
    ]
    if occasion.era.has_times:
        chance.shuffle(contacts)
    else:
        contacts.sort(key=lambda contact: contact.met, reverse=True)
    return tuple(contacts)


def write_connections(
    occasion: Occasion, contacts: Sequence[Contact]
) -> tuple[bytes, tuple[ConnectionTruth, ...]]:
    """Write the file, and say who stands where."""
    era = occasion.era
    rows = [_row(contact, era, occasion.on) for contact in contacts]
    above = PREAMBLE if era.has_preamble else ""
    lines = first_lines(rows, first=2 + above.count("\n"))
    truths = tuple(
        ConnectionTruth(
            line, contact.person.id, contact.met.date(), row, not any(row[:-1])
        )
        for line, contact, row in zip(lines, contacts, rows, strict=True)
    )
    return UNENDED.encode([era.connections, *rows], above), truths


def _row(contact: Contact, era: Era, on: date) -> tuple[str, ...]:
    cells = {} if contact.person.is_closed_on(on) else _cells(contact.person, era, on)
    met = contact.met
    cells["Connected On"] = short_time(met) if era.has_times else day_month_year(met)
    return tuple(cells.get(column, "") for column in era.connections)


def _cells(person: Person, era: Era, on: date) -> dict[str, str]:
    job = person.job_on(on)
    return {
        "First Name": person.first,
        "Last Name": person.last,
        "URL": person.encoded_url_on(on),
        "Email Address": person.email if person.email_rank < era.email_share else "",
        "Company": job.company,
        "Position": job.title,
    }
