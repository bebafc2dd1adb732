"""Who may know each other from a shared employer or school: whose times meet.

A group is cut into years. Whoever was there in the same year may have met; whoever left
before another came did not. Each year is a hub, any two of whose members are one hop
apart, whoever they are: written out as pairs, a large employer would be millions of
ties. Years are what profiles give; of months, many say nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from netpath.model import Group, Membership

STUDY_YEARS = 4
"""How long somebody studied who gives only the year it began or ended. Judgement."""

_LONGEST = 60  # years at one place; more is a slip of the pen


@dataclass(frozen=True, slots=True)
class Period:
    """Members of a group whose times meet.

    Attributes
    ----------
    members
        Ids of people, sorted; at least two.
    until
        The last year in which all of them were there; None: they still are.
    """

    members: tuple[str, ...]
    until: int | None = None


def periods(group: Group, as_of: date) -> tuple[Period, ...]:
    """Cut a group into the periods in which its members' times meet.

    Two members are in a period together if, and only if, they were there in the same
    year, or both are there now. Whose start is unknown is known to have been there when
    they were seen, or when they left; of who studied somewhere and gives no year,
    nothing is known at all. A period is left out whose members all meet again later.

    Parameters
    ----------
    as_of
        The day that "now" is.

    Returns
    -------
    tuple of Period
        The latest first.
    """
    if group.kind == "employer" and not any(m.since or m.until for m in group.members):
        return (Period(tuple(sorted({m.member for m in group.members}))),)
    there: dict[int | None, set[str]] = defaultdict(set)
    for member in group.members:
        for year in years_of(member, as_of):
            there[year].add(member.member)
    return tuple(_not_within_later(there))


def _not_within_later(there: dict[int | None, set[str]]) -> Iterator[Period]:
    before: set[str] = set()
    for year in sorted(there, key=lambda y: -math.inf if y is None else -y):
        members = there[year]
        # Who stays for years makes runs of equal sets, of which the latest counts.
        if len(members) > 1 and not members <= before:
            yield Period(tuple(sorted(members)), year)
            before = members


def years_of(member: Membership, as_of: date) -> Iterable[int | None]:
    """Give the years in which somebody was there; None stands for now.

    >>> from datetime import date
    >>> from netpath.model import Membership
    >>> job = Membership("ana", "Acme", "employer", since=date(2024, 5, 1))
    >>> list(years_of(job, date(2026, 11, 23)))
    [None, 2024, 2025, 2026]
    """
    since = member.since.year if member.since else None
    until = member.until.year if member.until else None
    if member.since and member.since > as_of:
        return []
    is_there = member.until is None or member.until >= as_of
    if member.kind == "school":
        return _years_of_study(since, until)
    if since is None:
        return [None] if is_there else [until]
    last = as_of.year if is_there or until is None else until
    now = [None] if is_there else []
    return [*now, *range(since, min(last, since + _LONGEST) + 1)]


def _years_of_study(since: int | None, until: int | None) -> Iterable[int | None]:
    if since is None and until is None:
        return []
    first = since if since is not None else until - STUDY_YEARS + 1  # type: ignore[operator]
    last = until if until is not None else first + STUDY_YEARS - 1
    return range(first, min(last, first + _LONGEST) + 1)
