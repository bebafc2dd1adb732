"""Employers and schools that people share."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from netpath.model import Group, Membership
from netpath.names import company_key
from netpath.resolve.places import apart
from netpath.workplaces import is_ambiguous

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netpath.model import MembershipKind, Person

_ADJOINING = timedelta(days=93)
"""Positions with a shorter gap are one stay: a promotion, a month not written."""


def groups_of(
    people: Mapping[str, Person],
    memberships: Iterable[Membership],
    person_of: Mapping[str, str],
) -> tuple[Group, ...]:
    """Give the employers and schools that at least two people share.

    Placeholders ("Freelance") and names that many places bear ("Public Library", see
    :func:`netpath.workplaces.is_ambiguous`) are no groups: who shares such a name
    shares nothing. Nor are people of one employer in one group who work in plainly
    different places, as far as places are known.

    Somebody's adjoining positions at one employer are one membership, from the first
    start to the last end; of stays apart only the last one is kept.
    """
    found: dict[tuple[MembershipKind, str], dict[str, list[Membership]]] = {}
    for one in _memberships(people, memberships, person_of):
        key = company_key(one.group)
        if key:
            members = found.setdefault((one.kind, key), defaultdict(list))
            members[one.member].append(one)
    return tuple(
        group
        for (kind, key), members in sorted(found.items())
        if len(members) > 1 and not is_ambiguous(key, kind)
        for group in _groups(kind, key, list(map(_stay, members.values())), people)
    )


def _memberships(
    people: Mapping[str, Person],
    memberships: Iterable[Membership],
    person_of: Mapping[str, str],
) -> Iterator[Membership]:
    for one in memberships:
        if one.member in person_of:
            yield replace(one, member=person_of[one.member])
    for person in people.values():
        if person.company:
            yield Membership(person.id, person.company, "employer", person.position)


def _stay(stays: list[Membership]) -> Membership:
    """Keep the membership that still lasts, else the one that ended last.

    It begins where the first of those began that go over into it.
    """
    if len(stays) == 1:
        return stays[0]
    dated = [one for one in stays if one.since]
    *before, last = sorted(stays, key=_lasting)
    since = last.since
    for one in sorted(dated, key=_lasting, reverse=True):
        adjoins = since and one.until and since - one.until <= _ADJOINING
        is_same = one.until is None and last.until is None
        if since and one.since and (adjoins or is_same):
            since = min(since, one.since)
    return replace(last, since=since) if before else last


def _lasting(one: Membership) -> tuple[date, date]:
    return one.until or date.max, one.since or date.min


def _groups(
    kind: MembershipKind,
    key: str,
    members: list[Membership],
    people: Mapping[str, Person],
) -> Iterator[Group]:
    """Give one group, or one for each of the places that are known to be several."""
    spellings = Counter(sorted(m.group for m in members))
    name = spellings.most_common(1)[0][0]
    # Not in ASCII: two employers may be written alike in it.
    identifier = f"{kind}:{key.replace(' ', '-')}"
    ordered = sorted(members, key=lambda m: m.member)
    for place, group in enumerate(apart(ordered, people), start=1):
        if len(group) > 1:
            suffix = f"@{place}" if place > 1 else ""
            yield Group(identifier + suffix, name, kind, tuple(group))
