"""Colleagues apart: whose places are known to be different do not meet at work."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netpath.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netpath.model import Membership, Person

_MOST_TIMES = 4
"""How much larger places may make a group; whoever has no place stands in each."""

_SAYS_NO_PLACE = frozenset("and area city greater metropolitan of region the".split())


def apart(
    members: Sequence[Membership], people: Mapping[str, Person]
) -> list[list[Membership]]:
    """Split the members of an employer by their places; whoever has none is in each.

    Two places are plainly different if both name more than a town ("Oakland, CA") and
    share no word: "Oakland, California" and "San Francisco Bay Area" may be near each
    other. Where somebody lives now says nothing about where they worked or studied.
    """
    known: list[tuple[frozenset[str], list[Membership]]] = []
    anywhere = []
    for one in members:
        words = _words(people[one.member].location) if _is_now(one) else frozenset()
        if words:
            known = _with(known, words, one)
        else:
            anywhere.append(one)
    size = sum(len(there) + len(anywhere) for _, there in known)
    if len(known) < 2 or size > _MOST_TIMES * len(members):  # noqa: PLR2004 - one place splits nothing
        return [list(members)]
    return [_ordered([*there, *anywhere]) for _, there in known]


def _is_now(one: Membership) -> bool:
    return one.kind == "employer" and one.until is None


@lru_cache(maxsize=4096)
def _words(location: str) -> frozenset[str]:
    """Give the words of a place that names more than a town; none of another."""
    if "," not in location:
        return frozenset()
    return frozenset(re.findall(r"\w+", fold(location))) - _SAYS_NO_PLACE


def _with(
    known: Iterable[tuple[frozenset[str], list[Membership]]],
    words: frozenset[str],
    one: Membership,
) -> list[tuple[frozenset[str], list[Membership]]]:
    """Add somebody to the place their words name, joining places they name at once."""
    same, others = [one], []
    for place, there in known:
        if place.isdisjoint(words):
            others.append((place, there))
        else:
            words, same = words | place, [*there, *same]
    return [*others, (words, same)]


def _ordered(members: list[Membership]) -> list[Membership]:
    return sorted(members, key=lambda m: m.member)
