"""That at least one of several chains works: exact, over what the chains share.

Three chains through the same first connector are not three chances, for that connector
says yes or no once. 1 − Π(1 − p) would count them as independent and promise too much.
So a chain is taken apart into what it *needs*, each of which works or fails once,
whichever chains need it:

- every tie, from whichever end it is asked over: the ties of netpath have one
  probability both ways, and what makes one fail, that the two hardly know each other,
  fails both ways;
- every tie beyond a chain's second once more, with :data:`DILUTION`. A chain that comes
  to the same tie earlier does not need that;
- the target's time, for all chains that lead to that target.

What is needed by different names is independent. People between have nothing of their
own: that they act when asked stands in the ties to them.
"""

from __future__ import annotations

import math
from functools import reduce
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from netpath.ranking.draws import tie_of
from netpath.ranking.strength import DILUTION, availability

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from netpath.model import Chain

MOST_EXACT = 12
"""Up to so many chains that hang together the chance is exact, 2¹² sets of them."""

DRAWS = 40_000
"""How often the needs of more chains are drawn: right to about 1 in 200."""


class Need(NamedTuple):
    """What works or fails once, whichever chains need it.

    Attributes
    ----------
    kind
        ``tie``, ``far`` (a tie beyond a chain's second) or ``time`` (of a target).
    which
        The ends and the group of a tie, or the id of a target.
    """

    kind: str
    which: tuple[str, ...]
    chance: float


Way = frozenset[Need]


def together(chains: Sequence[Chain]) -> float:
    """Give the chance that at least one of several chains works.

    The chains may lead to different people. Neither their order nor one of them twice
    changes anything; of one chain it is the chain's own probability.
    """
    if not chains:
        return 0.0
    chances = [chain.probability for chain in chains]
    # Rounding must not carry it past what is certain: max p ≤ R ≤ min(1, Σ p).
    least, most = max(chances), min(1.0, math.fsum(chances))
    return min(most, max(least, any_works(map(needs, chains))))


def needs(chain: Chain) -> Way:
    """Take a chain apart; the product of the chances is the chain's probability."""
    ties = [Need("tie", tie_of(hop), hop.probability) for hop in chain.hops]
    far = [Need("far", tie.which, DILUTION) for tie in ties[2:]]
    target = chain.target
    return frozenset((*ties, *far, Need("time", (target.id,), availability(target))))


def any_works(ways: Iterable[Way]) -> float:
    """Give the chance that all needs of at least one way work.

    Three ways through one connector; were they independent, it would be 0.725.

    >>> first = Need("tie", ("me", "ana", ""), 0.7)
    >>> ways = [{first, Need("tie", ("ana", who, ""), 0.5)} for who in ("x", "y", "z")]
    >>> round(any_works(map(frozenset, ways)), 6)
    0.6125
    """
    none = 1.0
    for part in _parts(_least(ways)):
        exact = len(part) <= MOST_EXACT
        none *= 1 - (_included(part) if exact else _drawn(part))
    return 1 - none


def _least(ways: Iterable[Way]) -> list[Way]:
    """Leave out ways that need all that another one needs: it works whenever they do.

    The order is that of the needs, so that sums do not depend on the order given.
    """
    kept: list[Way] = []
    for way in sorted(set(ways), key=lambda way: (len(way), sorted(way))):
        if not any(other <= way for other in kept):
            kept.append(way)
    return kept


def _parts(ways: Iterable[Way]) -> list[list[Way]]:
    """Group ways that hang together; groups share no need, so they are independent."""
    parts: list[list[Way]] = []
    for way in ways:
        touching = [part for part in parts if any(way & other for other in part)]
        parts = [part for part in parts if part not in touching]
        parts.append([*(other for part in touching for other in part), way])
    return parts


def _included(ways: Sequence[Way]) -> float:
    """Include and exclude: add every set of ways, less what was added twice.

    A set of ways works with the product over the union of their needs.
    """
    numbers = {need: n for n, need in enumerate(sorted(frozenset().union(*ways)))}
    chances = [need.chance for need in numbers]
    masks = [sum(1 << numbers[need] for need in way) for way in ways]

    def terms(start: int, union: int, chance: float) -> Iterator[float]:
        for place, mask in enumerate(masks[start:], start + 1):
            both = chance * _product(mask & ~union, chances)
            yield both
            yield from (-term for term in terms(place, union | mask, both))

    return math.fsum(terms(0, 0, 1.0))


def _product(mask: int, chances: Sequence[float]) -> float:
    product = 1.0
    while mask:
        lowest = mask & -mask
        product *= chances[lowest.bit_length() - 1]
        mask ^= lowest
    return product


def _drawn(ways: Sequence[Way]) -> float:
    """Give the share of draws in which a way works; each need's draws are its own."""
    import numpy as np  # noqa: PLC0415 - only many chains need draws

    works = {need: _column(need) for need in frozenset().union(*ways)}
    whole = (reduce(np.logical_and, (works[need] for need in way)) for way in ways)
    return float(reduce(np.logical_or, whole).mean())


def _column(need: Need) -> NDArray[np.bool_]:
    import numpy as np  # noqa: PLC0415 - only many chains need draws

    seed = int.from_bytes(blake2b(repr(need).encode(), digest_size=16).digest())
    return np.random.default_rng(seed).random(DRAWS) < need.chance
