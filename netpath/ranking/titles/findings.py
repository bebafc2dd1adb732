"""What was found in a title, and everything that holds it back.

A finding's score is a product of named shares, so a reason can always say which one
mattered. The shares were set by hand and checked on labelled titles
(``tests/benchmarks/test_title_quality.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod
from typing import Literal, NamedTuple

from netpath.ranking.titles.roles import level_of, rank_of, seeks
from netpath.ranking.titles.segments import CURRENT, Segment, statuses_but
from netpath.ranking.titles.words import COMMA, shown

STATUS_SHARES = {
    CURRENT: 1.0,
    "intern": 0.45,
    "retired": 0.42,
    "student": 0.33,
    "aspiring": 0.09,
    "former": 0.07,
    "negated": 0.05,
}
SELLER_SHARE = 0.08
BLOCKED_SHARE = 0.08
LATER_SHARE = 0.98  # each further role of a position is a little less what it is about
UNLISTED = 0.6
"""What wording counts that the entry of an occupation does not hold."""

MISSING_SHARE = 0.5  # what remains if none of a query's further words is found
_LEVEL_STEP, _LEVEL_FLOOR = 0.3, 0.15

Cause = Literal[
    "status",
    "seller",
    "blocked",
    "other",
    "head",
    "governor",
    "missing",
    "level",
    "later",
    "kind",
    "loose",
    "slip",
    "only there",
    "place",
    "asked",
]


PLACES = frozenset({"place", "asked", "missing"})
"""What the words found leave open: where, and which kind. Not said is not denied."""


class Held(NamedTuple):
    """Something that holds a finding back: how much remains, and the word for it."""

    cause: Cause
    share: float
    word: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A phrase in a title, judged without the employer.

    Attributes
    ----------
    sort
        ``exact``, ``name``, ``short``, ``title``, ``near``, ``leads``, ``helps``,
        ``words`` or ``nothing``.
    words
        What was found, as it was written.
    language
        Code of the language whose name it is.
    is_settled
        Whether it needs no word from the employer.
    is_listed
        Whether the entry of the occupation holds it; no entry, nothing to hold.
    """

    sort: str
    words: str = ""
    base: float = 0.0
    language: str = "en"
    status: str = CURRENT
    level: str = ""
    is_settled: bool = False
    held: tuple[Held, ...] = ()
    is_listed: bool = True

    @property
    def is_near(self) -> bool:
        """Whether it is somebody beside the occupation, not yet or no more one."""
        return self.sort in {"near", "leads", "helps"} or self.status != CURRENT

    @property
    def score(self) -> float:
        """The product of what was found and all that holds it back, 0 to 1."""
        return self.wording * self.setting

    @property
    def wording(self) -> float:
        """The part of the score that the words found make."""
        shares = (held.share for held in self.held if held.cause not in PLACES)
        return prod(shares, start=self.base)

    @property
    def setting(self) -> float:
        """The part of the score that the employer, and what is not said, leave."""
        return prod(held.share for held in self.held if held.cause in PLACES)

    def hold(self, *reasons: Held | None) -> Finding:
        """Hold the finding back for reasons that apply."""
        applying = tuple(reason for reason in reasons if reason and reason.share < 1)
        return replace(self, held=self.held + applying) if applying else self


NOTHING = Finding("nothing")


class Spot(NamedTuple):
    """Where something was found: words ``start`` to ``end`` of the role ``number``."""

    segment: Segment
    start: int
    end: int
    number: int


def found(  # noqa: PLR0913 - what was found, where, and how it counts
    sort: str,
    base: float,
    spot: Spot,
    language: str = "en",
    *,
    is_settled: bool = False,
    is_named: bool = False,
) -> Finding:
    """Make a finding, with what its own words and its place say about it.

    ``is_named`` says that the words are a name, in which "student" marks nobody.
    """
    segment, start, end, number = spot
    statuses = segment.statuses
    if is_named and set(statuses) != {CURRENT}:
        statuses = statuses_but(segment.words, start, end)
    status = min(statuses[start:end], key=STATUS_SHARES.__getitem__)
    finding = Finding(
        sort=sort,
        words=shown(segment.words[start:end]),
        base=base,
        language=language,
        status=status,
        level=level_of(segment.keys[:start] + segment.keys[end:]),
        is_settled=is_settled,
    )
    return finding.hold(
        Held("status", STATUS_SHARES[status], status),
        Held("later", LATER_SHARE**number, ""),
    )


def off_level(wanted: str, given: str) -> Held | None:
    """Hold back another level than the one asked for; none asked, none held."""
    if not wanted or wanted == given:
        return None
    steps = abs(rank_of(wanted) - rank_of(given))
    share = max(_LEVEL_FLOOR, 1 - _LEVEL_STEP * steps)
    return Held("level", share, given or "no level")


def seller_among(
    segments: tuple[Segment, ...], segment: Segment, start: int, end: int
) -> Held | None:
    """Hold back what stands beside a recruiter, seller or buyer.

    "Recruiter - Nurses" is read as one role; what a bar divides is not. Words ``start``
    to ``end`` of the segment are what was found: "sales assistant" sells by its name.
    """
    around = (*segment.keys[:start], COMMA, *segment.keys[end:])
    beside = (
        around if other is segment else other.keys
        for other in segments
        if other.place == segment.place
    )
    word = next((word for keys in beside if (word := seeks(keys))), "")
    return Held("seller", SELLER_SHARE, word) if word else None
