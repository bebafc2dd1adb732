"""What a person is called and does, from all that is recorded of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from netpath.model import ME, Person
from netpath.names import display_name, is_abbreviated, profile_url, readable_id
from netpath.resolve.clusters import is_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netpath.model import Record
    from netpath.resolve.clusters import Clusters


def people_of(clusters: Clusters) -> tuple[dict[str, Person], dict[str, str]]:
    """Give people by id, and the person of every record."""
    people: dict[str, Person] = {}
    person_of: dict[str, str] = {}
    for person in _with_ids(clusters):
        people[person.id] = person
        person_of |= {record.id: person.id for record in person.records}
    return people, person_of


def _with_ids(clusters: Clusters) -> Iterator[Person]:
    """Give every person a readable id: the profile's slug, else the name.

    Of several people of one name without a profile, you come first, then those you told
    of; the others carry some letters of their first record's id.
    """
    taken: set[str] = set()
    drafts = [_person(members, clusters) for members in clusters.members()]
    for person in sorted(drafts, key=_precedence):
        stem = readable_id(person.id) or (ME if _is_me(person) else "person")
        key = stem
        if key in taken:
            key = f"{stem}-{person.records[0].id[-6:]}"
        while key in taken:
            key += "x"
        taken.add(key)
        yield replace(person, id=key)


def _precedence(person: Person) -> tuple[bool, bool, bool, str]:
    return (
        not person.url,
        not _is_me(person),
        not any(is_told(record) for record in person.records),
        person.records[0].id,
    )


def _is_me(person: Person) -> bool:
    return any(record.id == ME for record in person.records)


def _person(members: Sequence[Record], clusters: Clusters) -> Person:
    """Give what the newest record says, and older ones where it is silent."""
    newest_first = sorted(members, key=_freshness, reverse=True)
    url = _first(r.url for r in newest_first)
    name = display_name(_name(newest_first))
    slug = url.removeprefix("in:") if url.startswith("in:") else ""
    return Person(
        id=slug or name,
        name=name or _readable(url) or "You",
        position=_first(r.position for r in newest_first),
        company=_first(r.company for r in newest_first),
        location=_first(r.location for r in newest_first),
        url=profile_url(url),
        emails=tuple(sorted({r.email for r in members} - {""})),
        records=tuple(members),
        reasons=tuple(clusters.reasons.get(clusters.root(members[0].id), ())),
    )


def _readable(url: str) -> str:
    """Make a name of a profile's slug for somebody given by address only."""
    return (
        re.sub(r"-[0-9a-f]{6,}$", "", url.partition(":")[2]).replace("-", " ").title()
    )


def _freshness(record: Record) -> tuple[date, bool, int, str]:
    # An undated record is the oldest: nobody knows that it is new.
    fullness = bool(record.position) + bool(record.company)
    return record.seen or date.min, bool(record.url), fullness, record.id


def _name(newest_first: Sequence[Record]) -> str:
    """Give the fullest of the names: "Ana Ruiz" rather than "Ana R."."""
    full = [r.name for r in newest_first if r.name and not is_abbreviated(r.name)]
    return _first(full) or _first(r.name for r in newest_first)


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
