"""How likely somebody knows one of the people sought, who are not in the data.

Three ways of knowing one, taken as independent: through the employer (``there``),
through having been one or learning it (``near``), and through everybody one knows. The
last is the network scale-up idea: somebody who knows d people knows about d × share of
those who have an occupation. Real circles are clumped, so that more people know nobody
than chance alone would have it; counts then follow a negative binomial distribution.

References
----------
Killworth, McCarty, Bernard, Shelley & Johnsen (1998), Evaluation Review 22:289.
Zheng, Salganik & Gelman (2006), JASA 101:409: how clumped circles are.
McCormick, Salganik & Zheng (2010), JASA 105:59: how many people one knows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpath.model import Match
from netpath.ranking.circles import NO_TRADE, Trade
from netpath.ranking.strength import ACQUAINTED, KNOWN_PEOPLE, KNOWN_SHARE
from netpath.ranking.titles.saying import is_head

if TYPE_CHECKING:
    from netpath.model import Person

MEDIAN_CIRCLE = 472
"""How many people one knows: the median of McCormick, Salganik & Zheng (2010)."""

LEAST_CIRCLE = 250
"""Nineteen in twenty know more, by the same study (from memory): a small export is no
small circle."""

MOST_CIRCLE = round(KNOWN_SHARE * KNOWN_PEOPLE)
"""More connections than these are not people one knows: nine tenths of the mean, 611.

As for ties, see :mod:`netpath.ranking.strength`."""

EMPLOYED = 0.6
"""The part of the people one knows who have a job: about that of all adults."""

CLUMPING = 3.0
"""Variance of how many one knows, divided by its mean; 1 were chance alone. Judgement:
near 1 for first names, several times that for groups that keep to themselves."""

THERE, PERHAPS_THERE = 0.8, 0.35
"""That somebody at the right, at a likely employer knows one there. Judgement."""

UNSURE = 0.5
"""What of that remains if the employer's name only hints at its industry. Judgement."""

NAMED_PLACE = 0.5
"""The same for the employer that was asked for. Judgement."""

SAME_WORK = 0.75
"""That somebody in the same work elsewhere knows one. Judgement."""

BEEN = {"retired": 0.85, "former": 0.7, "student": 0.7, "intern": 0.8, "aspiring": 0.2}
"""That somebody who was one, or will be, knows one. Judgement."""

HEADS = 0.9
"""That somebody who leads such people knows one. Judgement."""

NARROWED = 0.3
"""What remains if one of a certain kind is sought, or at a certain place. Judgement."""

_IS_ONE = 0.6
_OWN_NAMES = frozenset({"exact", "synonym", "employer"})


NO_MATCH = Match(0.0, "")
"""Of somebody whose position says nothing of what is sought."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody within reach, and what is known of whom they may know.

    Attributes
    ----------
    probability
        That a request gets to them and they act.
    match
        How their own work fits what is sought.
    there
        That somebody at their employer knows one there; 0 where none work there.
    is_sure
        Whether the employer is surely such a place.
    circle
        How many people they know.
    trade
        What their trade does to that.
    kinship
        How many times as many of the sought people their field brings them together
        with.
    narrowed
        What remains because a certain employer is sought, and theirs is another.
    """

    person: Person
    probability: float
    hops: int = 1
    match: Match = NO_MATCH
    there: float = 0.0
    is_sure: bool = True
    circle: int = MEDIAN_CIRCLE
    trade: Trade = NO_TRADE
    kinship: float = 1.0
    narrowed: float = 1.0


def circle_size(connections: int) -> int:
    """Say how many people somebody knows who gave an export; 0 where they gave none.

    >>> circle_size(0), circle_size(60), circle_size(400), circle_size(5000)
    (472, 250, 400, 550)
    """
    if not connections:
        return MEDIAN_CIRCLE
    return max(LEAST_CIRCLE, min(MOST_CIRCLE, connections))


def knows_one(expected: float, clumping: float = CLUMPING) -> float:
    """Give the chance to know at least one, if so many are expected.

    The counts have the mean ``expected`` and ``clumping`` times its variance: Poisson
    for 1, negative binomial above.

    >>> round(knows_one(1.0, 1.0), 3), round(knows_one(1.0, 3.0), 3)
    (0.632, 0.423)
    """
    each = math.log(clumping) / (clumping - 1) if clumping > 1 else 1.0
    return -math.expm1(-each * expected)


def among_colleagues(share: float, workers: float) -> float:
    """Give the chance that a colleague is one, in an industry of so many workers."""
    return knows_one(ACQUAINTED * min(1.0, share / workers))


def knows(standing: Standing, share: float) -> float:
    """Give the chance that somebody knows one, in [0, 1].

    Parameters
    ----------
    share
        The part of employed people who are one, see
        :mod:`netpath.ranking.commonness`.
    """
    others = (1 - by_circle(standing, share)) * (1 - standing.there)
    return standing.narrowed * (1 - others * (1 - by_work(standing.match)))


def by_circle(standing: Standing, share: float) -> float:
    """Give the chance that one is among all the people they know."""
    met = standing.circle * standing.trade.times * EMPLOYED
    return knows_one(met * min(1.0, share * standing.kinship))


def by_work(match: Match) -> float:
    """Give the chance that they know one from being, having been or leading one."""
    if is_head(match):
        return HEADS
    if match.kind not in _OWN_NAMES:
        return 0.0
    if match.status != "current":
        return BEEN.get(match.status, 0.0)
    return SAME_WORK * match.near if match.near >= _IS_ONE else 0.0
