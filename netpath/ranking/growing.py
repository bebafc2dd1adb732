"""All chains to one target, best first: grown backwards from it.

What a beginning still costs is known exactly from the layers, so that next to nothing
is grown in vain.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from netpath.ranking.index import cost
from netpath.ranking.rows import FAR
from netpath.ranking.strength import DILUTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.ranking.layers import Layers
    from netpath.ranking.rows import Ints

    # A bound (total, hops, ids), the order of arrival, and whom of whom it is of.
    _Turn = tuple[int, int, tuple[int, ...], int, "_Before", int]


@dataclass(frozen=True, slots=True)
class Route:
    """A chain as nodes of the index, with its total cost (ties, hops, match)."""

    total: int
    nodes: tuple[int, ...]

    @property
    def order(self) -> tuple[int, int, tuple[int, ...]]:
        """What chains are sorted by: score, then fewer hops, then ids."""
        return self.total, len(self.nodes), self.nodes


def dilution(hops: int) -> int:
    """Give what the hops beyond the second cost."""
    return max(0, hops - 2) * cost(DILUTION)


def standing(
    layers: Layers, states: Ints, spent: Ints, passed: int, left: int
) -> tuple[Ints, Ints, Ints]:
    """Say of states which comes first: the least totals of chains through them.

    Parameters
    ----------
    spent
        What each costs from there on.
    passed
        How many hops that is.
    left
        From how many layers to choose.

    Returns
    -------
    totals, hops, ranks
        The least total; with how many hops before; which it is by ids of as many.
    """
    totals = np.full(len(states), FAR, dtype=np.int64)
    hops, ranks = np.zeros_like(totals), np.zeros_like(totals)
    for hop, layer in enumerate(layers.layers[:left]):
        here = layer.costs[states] + spent + dilution(passed + hop)
        is_less = (here < totals) & (layer.costs[states] < FAR)
        totals = np.where(is_less, here, totals)
        hops = np.where(is_less, hop, hops)
    for hop, layer in enumerate(layers.layers[:left]):
        least = np.flatnonzero((hops == hop) & (totals < FAR))
        ranks[least] = layer.ranks(states[least])
    return totals, hops, ranks


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a chain, from somebody on to the target.

    ``half`` is 1 as long as somebody must still be passed before.
    """

    nodes: tuple[int, ...]
    spent: int
    half: int


class Growing:
    """Grows chains from their ends, those first that may become the best.

    The heap holds, of the people before each end, only the best one yet untried: an
    end may have ten thousand neighbours, and two or three are wanted.
    """

    def __init__(
        self, layers: Layers, target: int, fit: int, without: frozenset[int]
    ) -> None:
        self.layers = layers
        self._start = _End((target,), fit, int(bool(len(layers.rules.via))))
        self._without = np.array(sorted(without), dtype=np.int64)
        self._beside: dict[int, tuple[Ints, Ints]] = {}
        self._via = frozenset(layers.rules.via.tolist())
        self._closed = frozenset(layers.rules.closed.tolist())
        self._turn = count()

    def __iter__(self) -> Iterator[Route]:
        heap: list[_Turn] = []
        self._offer(heap, _Before(self, self._start), 0)
        while heap:
            total, _, nodes, _, before, place = heappop(heap)
            self._offer(heap, before, place + 1)
            end = before.end_at(place)
            if end.nodes[0] == self.layers.rules.source:
                yield Route(total, nodes)
            else:
                self._offer(heap, _Before(self, end), 0)

    def _offer(self, heap: list[_Turn], before: _Before, place: int) -> None:
        if place < len(before):
            total, hops, nodes = before.bound(place)
            heappush(heap, (total, hops, nodes, next(self._turn), before, place))

    def beside(self, node: int) -> tuple[Ints, Ints]:
        """Give who may stand before somebody, and at what cost."""
        if node not in self._beside:
            rules = self.layers.rules
            others, prices = self.layers.index.neighbours(
                node, with_hubs=rules.with_hubs
            )
            keep = ~np.isin(others, self._without)
            if node in self._closed:
                keep &= others != rules.source
            self._beside[node] = others[keep], prices[keep]
        return self._beside[node]

    def passes(self, node: int) -> bool:
        """Whether somebody is one of those who must be passed."""
        return node in self._via


class _Before:
    """All who may stand before an end, best first."""

    def __init__(self, growing: Growing, end: _End) -> None:
        self._growing, self._end = growing, end
        layers, passed = growing.layers, len(end.nodes)
        others, prices = growing.beside(end.nodes[0])
        others_left = ~np.isin(others, end.nodes)
        others, prices = others[others_left], prices[others_left]
        states = layers.states(others, end.half)
        left = layers.rules.hops - passed + 1
        spent = prices + end.spent
        totals, hops, ranks = standing(layers, states, spent, passed, left)
        order = np.lexsort((ranks, hops, totals))
        order = order[: int((totals < FAR).sum())]
        self._others, self._states = others[order], states[order]
        self._prices = prices[order]
        self._totals, self._hops = totals[order], hops[order]

    def __len__(self) -> int:
        return len(self._others)

    def bound(self, place: int) -> tuple[int, int, tuple[int, ...]]:
        """Give the order of the best chain, if it visits nobody twice."""
        way = self._growing.layers.way(int(self._hops[place]), int(self._states[place]))
        nodes = (*way, *self._end.nodes)
        return int(self._totals[place]), len(nodes), nodes

    def end_at(self, place: int) -> _End:
        """Give the end with one more person before it."""
        node, end = int(self._others[place]), self._end
        half = 0 if self._growing.passes(node) else end.half
        return _End((node, *end.nodes), end.spent + int(self._prices[place]), half)
