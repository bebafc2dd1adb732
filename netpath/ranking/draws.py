"""What is not known exactly, drawn: how far a chance may be off, and who is first.

A tie's probability p is as sure as ten observations of it: its true value is drawn from
Beta(10p, 10(1 − p)). All chains that go through a tie see the same draws of it, so two
chains that share their first tie rise and fall together, as they would in life.

A tie's draws are seeded by the tie alone. So equal answers give equal numbers, and a
chain's interval does not depend on which other chains are listed beside it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from netpath.ranking.strength import availability, chain_probability

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from netpath.model import Chain, Hop

    _Draws = NDArray[np.float64]

DRAWS = 4000
"""How often every tie is drawn; a share of them is right to about 1 in 100."""

SURENESS = 10
"""As how many observations each probability counts. Judgement."""

TOLD_APART = 0.60
"""In which share of the draws a chain must beat the next to be told from it. Judgement:
level chains beat each other in 0.50."""

_LOW, _HIGH = 0.05, 0.95
_FAR_OUT, _POINTS = 20.0, 2001


def judged(chains: Sequence[Chain]) -> tuple[Chain, ...]:
    """Say of every chain of an answer how sure it and its place are.

    Parameters
    ----------
    chains
        All chains of one answer, best first.

    Returns
    -------
    tuple of Chain
        The same chains with ``interval``, ``first`` and ``is_level``, and their
        alternatives with ``interval``. Where chains score the same in a draw, the
        better ranked is first in it, so ``first`` adds up to 1. A chain is level with
        the one above it when that one scores higher in fewer than :data:`TOLD_APART`
        of the draws; the first chain never is.
    """
    import numpy as np  # noqa: PLC0415 - only results need draws

    best, winner = np.full(DRAWS, -1.0), np.zeros(DRAWS, dtype=np.intp)
    above = np.full(DRAWS, np.inf)
    levels = []
    for rank, chain in enumerate(chains):
        scores = _drawn(chain) * chain.match.score
        winner[scores > best] = rank
        best = np.maximum(best, scores)
        levels.append(float((above > scores).mean()) < TOLD_APART)
        above = scores
    wins = np.bincount(winner, minlength=len(chains)) / DRAWS
    return tuple(
        replace(
            _with_interval(chain),
            first=float(share),
            is_level=is_level,
            alternatives=tuple(map(_with_interval, chain.alternatives)),
        )
        for chain, share, is_level in zip(chains, wins, levels, strict=False)
    )


def interval(chain: Chain) -> tuple[float, float]:
    """Give the range in which a chain's probability lies 9 times in 10.

    It always holds the probability itself: of a chain of very unlikely ties the mean,
    which is what a probability is, can lie above 95 of 100 draws.
    """
    import numpy as np  # noqa: PLC0415 - only results need draws

    low, high = np.quantile(_drawn(chain), [_LOW, _HIGH])
    return min(float(low), chain.probability), max(float(high), chain.probability)


def tie_of(hop: Hop) -> tuple[str, str, str]:
    """Say which tie a hop goes over, from whichever end: both ends, and the group."""
    return min(hop.from_, hop.to), max(hop.from_, hop.to), hop.via


def _with_interval(chain: Chain) -> Chain:
    return replace(chain, interval=interval(chain))


def _drawn(chain: Chain) -> _Draws:
    """Give a chain's probability in every draw; only its ties are drawn."""
    import numpy as np  # noqa: PLC0415 - only results need draws

    kept = chain_probability([1.0] * len(chain.hops), availability(chain.target))
    drawn = np.full(DRAWS, kept)
    for hop in chain.hops:
        drawn *= _column(tie_of(hop), hop.probability)
    return drawn


@lru_cache(maxsize=512)  # 16 MB; more ties than that are drawn again
def _column(tie: tuple[str, str, str], chance: float) -> _Draws:
    """Give a tie's draws: the even quantiles of its distribution, shuffled by the tie.

    Even quantiles, not random ones: equal ties then have equal spreads, and what is
    left to the seed is only how the draws of different ties meet.
    """
    import numpy as np  # noqa: PLC0415 - only results need draws

    seed = int.from_bytes(blake2b(repr(tie).encode(), digest_size=16).digest())
    return np.random.default_rng(seed).permutation(_quantiles(chance))


@lru_cache(maxsize=512)
def _quantiles(chance: float) -> _Draws:
    """Give the even quantiles of Beta(a, b), a = 10p and b = 10(1 − p).

    They are summed up over y = log(x / (1 − x)): there the density is xᵃ(1 − x)ᵇ, which
    is smooth however small a or b is, and as good as 0 outside −20/a … 20/b.
    """
    import numpy as np  # noqa: PLC0415 - only results need draws

    if not 0 < chance < 1:
        return np.full(DRAWS, chance)  # somebody's own graph may hold certainties
    a, b = SURENESS * chance, SURENESS * (1 - chance)
    y = np.linspace(-_FAR_OUT / a, _FAR_OUT / b, _POINTS)
    density = np.exp(-a * np.logaddexp(0, -y) - b * np.logaddexp(0, y))
    below = (np.cumsum(density) - density / 2) / density.sum()
    even = (np.arange(DRAWS) + 0.5) / DRAWS
    return np.asarray(1 / (1 + np.exp(-np.interp(even, below, y))))
