"""The files about the owner alone, and the owner's notes and address book."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from made_up.dates import at, java, month_year, short_time
from made_up.dialects import STANDARD, UNENDED
from made_up.eras import EDUCATION, NOTES, POSITIONS
from made_up.truth import CANARY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from made_up.connections import Contact
    from made_up.eras import Era
    from made_up.occasion import Occasion
    from made_up.person import Person
    from made_up.work import Job

Education = tuple[tuple[str, int, int], ...]


def make_education(occasion: Occasion) -> Education:
    """Schools with the years of coming and going, the newest first."""
    chance = occasion.stream("education")
    begun = chance.randint(1995, 2012)
    earlier = chance.choice(occasion.world.schools)
    return ((occasion.owner.school, begun, begun + 4), (earlier, begun - 3, begun))


def positions_on(owner: Person, on: date) -> tuple[Job, ...]:
    """Jobs begun by that day, the newest first; what ends later has not ended yet."""
    return tuple(
        job if job.until and job.until <= on else replace(job, until=None)
        for job in reversed(owner.jobs)
        if job.since <= on
    )


def owner_files(occasion: Occasion, education: Education) -> dict[str, bytes]:
    """Write everything about the owner that is there since the first era."""
    owner, era, on = occasion.owner, occasion.era, occasion.on
    return {
        "Profile.csv": STANDARD.encode([era.profile, _profile(owner, era, on)]),
        "Positions.csv": STANDARD.encode([POSITIONS, *_positions(owner, on)]),
        "Education.csv": STANDARD.encode([EDUCATION, *_education(education)]),
        "Email Addresses.csv": _email_addresses(owner, on),
        "Company Follows.csv": _company_follows(on),
    }


def _profile(owner: Person, era: Era, on: date) -> list[str]:
    job = owner.job_on(on)
    cells = {
        "First Name": owner.first,
        "Last Name": owner.last,
        "Birth Date": "Jul 4",
        "Headline": f"{job.title} at {job.company}",
        "Summary": f"I like quiet rooms, and {CANARY}",
        "Industry": "Libraries",
        "Geo Location": job.town,
        "Twitter Handles": "[quietrooms]",
        "Websites": "[COMPANY:https://a.example,OTHER:http://b.example]",
    }
    return [cells.get(column, "") for column in era.profile]


def _positions(owner: Person, on: date) -> list[list[str]]:
    rows = []
    for job in positions_on(owner, on):
        ends = [month_year(job.since), month_year(job.until)]
        rows.append([job.company, job.title, "Many things, done well", job.town, *ends])
    return rows


def _education(education: Education) -> list[list[str]]:
    return [
        [school, str(begun), f"Jun {ended}", "", "B.A., History", ""]
        for school, begun, ended in education
    ]


def _email_addresses(owner: Person, on: date) -> bytes:
    updated = "Not Available" if on.year >= 2025 else short_time(at(on, 40000))
    header = ["Email Address", "Confirmed", "Primary", "Updated On"]
    return UNENDED.encode([header, [owner.email, "Yes", "Yes", updated]])


def _company_follows(on: date) -> bytes:
    followed = java(at(on - timedelta(days=400), 61331))
    rows = [["Fjordware Brindlecombe Labs, Inc.", followed]]
    return UNENDED.encode([["Organization", "Followed On"], *rows])


def address_book(era: Era, on: date) -> bytes:
    """Write the address book once uploaded: telephone-book labels, not ties."""
    rows: tuple[dict[str, str | list[str]], ...] = (
        {"first": "Mum", "phones": " +44\u00a020\u2011555\u20110100"},
        {"first": "Plumber", "last": "Jo", "mails": "jo@example.org"},
        {"last": "Quillbrook", "mails": ["ada@example.org", "a.q@example.com"]},
        {"mails": "nobody@example.net"},
    )
    written = [_book_row(row, era, on) for row in rows]
    return STANDARD.encode([era.contacts, *written])


def _book_row(row: dict[str, str | list[str]], era: Era, on: date) -> list[str]:
    # The last generation puts a backslash before the comma between several values.
    between = "\\, " if era.has_notes else ", "
    mails = row.get("mails", "")
    created = short_time(at(on - timedelta(days=800), 30000))
    cells = {
        "firstname": row.get("first", ""),
        "lastname": row.get("last", ""),
        "emails": between.join(mails) if isinstance(mails, list) else mails,
        "phonenumbers": row.get("phones", ""),
        "createdat": created,
        "updatedat": created,
        "source": "MOBILE_CONTACTS",
    }
    cells["emailaddress"] = cells["emails"]
    keys = [column.lower().replace(" ", "") for column in era.contacts]
    return [str(cells.get(key, "")) for key in keys]


def connection_notes(contacts: Sequence[Contact], on: date) -> bytes:
    """Write the owner's private notes on some connections."""
    people = [c.person for c in contacts if not c.person.is_closed_on(on)][:3]
    rows = [
        [p.first, p.last, p.url_on(on), f"Likes tea. {CANARY}", str(on), str(on)]
        for p in people
    ]
    return STANDARD.encode([NOTES, *rows])
