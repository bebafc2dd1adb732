"""Leads as text: whom to ask "do you know one?", why, and what to say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netpath.errors import OutputError
from netpath.model import about
from netpath.reports.words import short_name
from netpath.screen import DIM, PLAIN
from netpath.sentences import Link, say
from netpath.text import csv_cell, listing, markdown, plural, terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netpath.model import Lead, Person
    from netpath.screen import Screen

COLUMNS = (
    "rank",
    "name",
    "position",
    "company",
    "kind",
    "probability",
    "knows",
    "hops",
    "way",
    "reason",
    "question",
    "id",
)
_SHELL = str.maketrans("“”", "«»", '"„`$\\!%')
_DIGITS = 6
_THIN = 3
_LIKELY = 0.3  # below, nobody would call it likely


def rows(leads: Sequence[Lead]) -> list[dict[str, Any]]:
    """Give one flat dict a lead, with the columns of :data:`COLUMNS`."""
    return [
        {
            "rank": rank,
            "name": lead.person.name,
            "position": lead.person.position,
            "company": lead.person.company,
            "kind": lead.kind,
            "probability": round(lead.probability, _DIGITS),
            "knows": round(lead.knows, _DIGITS),
            "hops": lead.hops,
            "way": lead.way,
            "reason": lead.reason,
            "question": lead.question,
            "id": lead.person.id,
        }
        for rank, lead in enumerate(leads, start=1)
    ]


def to_object(leads: Sequence[Lead]) -> list[dict[str, Any]]:
    """Give leads as plain values for JSON, in the order that stays."""
    return [
        {
            "rank": rank,
            "kind": lead.kind,
            "probability": round(lead.probability, _DIGITS),
            "knows": round(lead.knows, _DIGITS),
            "hops": lead.hops,
            "way": lead.way,
            "person": person_object(lead.person),
            "reason": lead.reason,
            "question": lead.question,
        }
        for rank, lead in enumerate(leads, start=1)
    ]


def person_object(person: Person) -> dict[str, Any]:
    """Give who somebody is as plain values for JSON."""
    return {
        "id": person.id,
        "name": person.name,
        "position": person.position,
        "company": person.company,
        "url": person.url or None,
    }


def table(leads: Sequence[Lead], title: str, screen: Screen = PLAIN) -> str:
    """Give leads as one reads them on a terminal: words first, numbers after."""
    count = plural(len(leads), "person", "people")
    blocks = [screen.lay(f"“{title}”: {count} to ask whether they know one.")]
    blocks += [_block(rank, lead, screen) for rank, lead in enumerate(leads, start=1)]
    return "\n\n".join(blocks)


def _block(rank: int, lead: Lead, screen: Screen) -> str:
    ask = "Ask" if lead.hops == 1 else "To be passed on"
    return "\n".join(
        [
            screen.lay(f"{rank:<2} {lead.reason}"),
            screen.lay(f"   {_begun(lead.way)}.", DIM),
            screen.lay(f"   {ask}: “{lead.question}”"),
            screen.lay(f"   {_chance(lead)}", DIM),
        ]
    )


def _chance(lead: Lead) -> str:
    """Say both chances, so that one sees which of them is the thin one."""
    return (
        f"{_begun(about(lead.probability))} that this leads to one;"
        f" {about(lead.knows)} that {short_name(lead.person)} knows one at all."
    )


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def next_step(leads: Sequence[Lead], title: str) -> str:
    """Say whom to ask first, and what to do with a name that they give."""
    best = leads[0].person
    told = say([Link("acquaintance", "Mei Patel")], title, asker=best.name)
    told = told.replace("'s acquaintance Mei Patel is", " knows Mei Patel, who is", 1)
    return (
        f"Ask {short_name(best)} first, by voice if you can. If they name somebody,"
        f' say so; then find has a chain:\n  netpath tell "{quotable(told)}"'
    )


def quotable(text: str) -> str:
    """Give text that any shell takes as it stands, between double quotation marks.

    Somebody may be called something that it would run. To PowerShell curly marks are
    marks, so those that hold a name together become others that do.

    >>> quotable("Bo `rm` Li $(rm)"), quotable("Mei O'Hara"), quotable("the “Ox”")
    ('Bo rm Li (rm)', "Mei O'Hara", 'the «Ox»')
    """
    return terminal(text).translate(_SHELL)


def asked(lead: Lead) -> str:
    """Say one lead in a line: why they, and what to ask.

    >>> from netpath.model import Lead, Person
    >>> tom = Person("tom-park", "Tom Park")
    >>> asked(Lead(tom, "there", "Tom is a page.", 0.4, 0.8, question="Who?"))
    'Tom is a page. Ask: “Who?”'
    """
    ask = "Ask" if lead.hops == 1 else "To be passed on"
    return f"{lead.reason} {ask}: “{lead.question}”"


def thin(leads: Sequence[Lead], title: str) -> str:
    """Give the two lines below an answer with few chains; "" where nobody is known.

    >>> from netpath.model import Lead, Person
    >>> tom = Person("tom-park", "Tom Park", "custodian")
    >>> print(thin([Lead(tom, "there", "", 0.4, 0.8)], "public librarian"))
    Not among the people I know of, but likely to know one: Tom Park (custodian).
      netpath leads --title "public librarian"
    """
    if not leads:
        return ""
    likely = [lead for lead in leads if lead.knows >= _LIKELY]
    knows = "likely to know" if likely else "perhaps knowing"
    named = listing([_named(lead.person) for lead in (likely or leads)[:_THIN]])
    return (
        f"Not among the people I know of, but {knows} one: {named}.\n"
        f'  netpath leads --title "{quotable(title)}"'
    )


def written(leads: Sequence[Lead], title: str, path: Path) -> bytes:
    """Give leads as the bytes of a file, by its ending.

    Raises
    ------
    OutputError
        If the ending is none of ``.csv``, ``.json`` and ``.md``.
    """
    match path.suffix.casefold():
        case ".csv":
            lines = [COLUMNS, *(row.values() for row in rows(leads))]
            cells = (",".join(f'"{_cell(value)}"' for value in line) for line in lines)
            return ("\ufeff" + "\r\n".join(cells) + "\r\n").encode()
        case ".json":
            return json.dumps(to_object(leads), ensure_ascii=False, indent=1).encode()
        case ".md":
            asks = [f"- {markdown(asked(lead))}" for lead in leads]
            return "\n".join(
                [f"# Who may know a {markdown(title)}", "", *asks, ""]
            ).encode()
        case _:
            message = f"{path.name!r} ends in none of .csv, .json, .md"
            raise OutputError(message)


def _cell(value: object) -> str:
    return csv_cell(str(value)).replace('"', '""')


def _named(person: Person) -> str:
    work = ", ".join(filter(None, (person.position, person.company)))
    return f"{person.name} ({work})" if work else person.name
