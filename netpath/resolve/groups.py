"""Employers and schools that people share."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from netpath.model import Group, Membership
from netpath.names import company_key
from netpath.workplaces import is_ambiguous

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netpath.model import Person


def groups_of(
    people: Mapping[str, Person],
    memberships: Iterable[Membership],
    person_of: Mapping[str, str],
) -> tuple[Group, ...]:
    """Give the employers and schools that at least two people share.

    A name that many places bear ("Central High School") is nobody's common ground, see
    :func:`netpath.workplaces.is_ambiguous`.
    """
    found: dict[tuple[str, str], dict[str, Membership]] = defaultdict(dict)
    for one in _memberships(people, memberships, person_of):
        key = company_key(one.group)
        if key and not is_ambiguous(key):
            members = found[one.kind, key]
            before = members.get(one.member)
            members[one.member] = one if before is None else _later(before, one)
    return tuple(
        _group(kind, key, list(members.values()))
        for (kind, key), members in sorted(found.items())
        if len(members) > 1
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


def _later(one: Membership, other: Membership) -> Membership:
    """Keep the membership that still lasts, else the one that ended last."""
    return max(one, other, key=lambda m: (m.until or date.max, m.since or date.min))


def _group(kind: str, key: str, members: list[Membership]) -> Group:
    spellings = Counter(sorted(m.group for m in members))
    name = spellings.most_common(1)[0][0]
    ordered = tuple(sorted(members, key=lambda m: m.member))
    # Not in ASCII: two employers may be written alike in it.
    identifier = f"{kind}:{key.replace(' ', '-')}"
    return Group(
        identifier, name, "employer" if kind == "employer" else "school", ordered
    )
