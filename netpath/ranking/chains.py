"""The best chains, exactly: what enumerating every simple chain would give.

The layers (:mod:`netpath.ranking.layers`) hold the best chain to everybody. Further
chains to one target are grown backwards from it, best bound first: what a beginning
still costs is known exactly from the layers, so that next to nothing is grown in vain.
Whatever is asked, chains come in one order: score, then fewer hops, then ids.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from netpath.ranking.index import FAR, Index, cost
from netpath.ranking.layers import Layers, Rules
from netpath.ranking.strength import DILUTION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from netpath.ranking.index import Ints

MAX_HOPS = 6


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


class Search:
    """A search from one asker.

    Parameters
    ----------
    fits
        Target node → what its match costs, see :func:`netpath.ranking.index.cost`.
    """

    def __init__(self, index: Index, rules: Rules, fits: Mapping[int, int]) -> None:
        self._index, self._rules = index, rules
        self._targets = np.array(sorted(fits.keys() - {rules.source}), dtype=np.int64)
        self._fits = np.array([fits[t] for t in self._targets.tolist()], dtype=np.int64)
        self._layers = Layers(index, rules, self._targets)

    def best(self, k: int, per_connector: int = 0) -> list[Route]:
        """Give the best chain to each of the k best targets, best first.

        ``per_connector`` is how many of them may begin with the same person; any
        number, if it is 0. Of those who begin alike the better ones are kept, and the
        others' targets reached another way.
        """
        if not per_connector:
            return self._best(k)
        found: list[Route] = []
        search, asked = self, Counter[int]()
        while len(found) < k:
            fresh, is_done = search._open(k - len(found), per_connector, asked)
            found += fresh
            if is_done:
                break
            full = [node for node, n in asked.items() if n >= per_connector]
            taken = {route.nodes[-1] for route in found}
            search = self._without(full, taken)
        return found

    def _open(
        self, k: int, per_connector: int, asked: Counter[int]
    ) -> tuple[list[Route], bool]:
        """Give the best chains up to the first that begins with too much asked one."""
        found: list[Route] = []
        # One more than is wanted: whether the last one closes anything decides.
        for route in self._best(k):
            if asked[route.nodes[1]] >= per_connector:
                return found, False
            asked[route.nodes[1]] += 1
            found.append(route)
        return found, True

    def _without(self, closed: Collection[int], taken: Collection[int]) -> Search:
        nodes = np.array(sorted(closed), dtype=np.int64)
        fits = dict(zip(self._targets.tolist(), self._fits.tolist(), strict=True))
        left = {node: fit for node, fit in fits.items() if node not in taken}
        return Search(self._index, replace(self._rules, closed=nodes), left)

    def _best(self, k: int) -> list[Route]:
        totals, hops, ranks = self._standing()
        if len(self._rules.via):
            return self._best_through(totals, k)
        order = np.lexsort((ranks, hops, totals))[:k]
        return [
            Route(int(totals[i]), self._layers.way(int(hops[i]), int(self._targets[i])))
            for i in order
            if totals[i] < FAR
        ]

    def _standing(self) -> tuple[Ints, Ints, Ints]:
        """Give every target's least total, with how many hops, and its rank there."""
        layers, half = self._layers, int(bool(len(self._rules.via)))
        states = self._targets + half * layers.size
        totals, hops = _least(layers, states, self._fits, 0, len(layers.layers))
        ranks = np.zeros_like(totals)
        for hop, layer in enumerate(layers.layers):
            here = np.flatnonzero((hops == hop) & (totals < FAR))
            ranks[here] = layer.ranks(states[here])
        return totals, hops, ranks

    def _best_through(self, bounds: Ints, k: int) -> list[Route]:
        """Give the best chains where the cheapest walk may meet somebody twice."""
        found: list[Route] = []
        for i in np.argsort(bounds, kind="stable"):
            is_late = len(found) >= k and bounds[i] > found[k - 1].total
            if bounds[i] >= FAR or is_late:
                break
            best = next(self.every(int(self._targets[i])), None)
            if best:
                found = sorted([*found, best], key=lambda route: route.order)
        return found[:k]

    def nearest(self) -> tuple[int, int]:
        """Give in how many hops the first targets are reached, and how many are.

        (0, 0) if none is.
        """
        for hops, layer in enumerate(self._layers.layers):
            if count := int((layer.costs[self._targets] < FAR).sum()):
                return hops, count
        return 0, 0

    def every(self, target: int, without: Collection[int] = ()) -> Iterator[Route]:
        """Give all chains to a target, best first, as they are asked for.

        ``without`` are people who are not passed.
        """
        place = int(np.searchsorted(self._targets, target))
        fit = int(self._fits[place])
        return iter(_Growing(self._layers, target, fit, frozenset(without)))

    def alternatives(self, first: Route, count: int) -> list[Route]:
        """Give further chains to a chain's target, best first.

        Each shares nobody between with the first or with one before it, as long as
        there are such; then come the best of the others.
        """
        chosen = [first]
        while len(chosen) <= count:
            used = {node for route in chosen for node in route.nodes[1:-1]}
            ways = self.every(first.nodes[-1], used)
            fresh = next((route for route in ways if route not in chosen), None)
            if fresh is None:
                break
            chosen.append(fresh)
        for route in self.every(first.nodes[-1]):
            if len(chosen) > count:
                break
            if route not in chosen:
                chosen.append(route)
        return chosen[1:]


def _least(
    layers: Layers, states: Ints, spent: Ints, passed: int, left: int
) -> tuple[Ints, Ints]:
    """Give the least total of chains through states, and with how many hops before.

    Parameters
    ----------
    spent
        What each costs from there on.
    passed
        How many hops that is.
    left
        From how many layers to choose.
    """
    totals = np.full(len(states), FAR, dtype=np.int64)
    hops = np.zeros(len(states), dtype=np.int64)
    for hop, layer in enumerate(layers.layers[:left]):
        here = layer.costs[states] + spent + dilution(passed + hop)
        is_less = (here < totals) & (layer.costs[states] < FAR)
        totals = np.where(is_less, here, totals)
        hops = np.where(is_less, hop, hops)
    return totals, hops


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a chain, from somebody on to the target.

    ``half`` is 1 as long as somebody must still be passed before.
    """

    nodes: tuple[int, ...]
    spent: int
    half: int


class _Growing:
    """Grows chains from their ends, those first that may become the best.

    The heap holds, of the people before each end, only the best one yet untried: an
    end may have ten thousand neighbours, and two or three are wanted.
    """

    def __init__(
        self, layers: Layers, target: int, fit: int, without: frozenset[int]
    ) -> None:
        self._layers = layers
        self._start = _End((target,), fit, int(bool(len(layers.rules.via))))
        self._without = np.array(sorted(without), dtype=np.int64)
        self._beside: dict[int, tuple[Ints, Ints]] = {}
        self._via = frozenset(layers.rules.via.tolist())
        self._closed = frozenset(layers.rules.closed.tolist())
        self._turn = count()

    def __iter__(self) -> Iterator[Route]:
        heap: list[tuple[int, int, tuple[int, ...], int, _Before, int]] = []
        self._offer(heap, _Before(self, self._start), 0)
        while heap:
            total, _, nodes, _, before, place = heappop(heap)
            self._offer(heap, before, place + 1)
            end = before.end_at(place)
            if end.nodes[0] == self._layers.rules.source:
                yield Route(total, nodes)
            else:
                self._offer(heap, _Before(self, end), 0)

    def _offer(
        self,
        heap: list[tuple[int, int, tuple[int, ...], int, _Before, int]],
        before: _Before,
        place: int,
    ) -> None:
        if place < len(before):
            total, hops, nodes = before.bound(place)
            heappush(heap, (total, hops, nodes, next(self._turn), before, place))

    def beside(self, node: int) -> tuple[Ints, Ints]:
        """Give who may stand before somebody, and at what cost."""
        if node not in self._beside:
            rules = self._layers.rules
            others, prices = self._layers.index.neighbours(
                node, with_hubs=rules.with_hubs
            )
            keep = ~np.isin(others, self._without)
            if node in self._closed:
                keep &= others != rules.source
            self._beside[node] = others[keep], prices[keep]
        return self._beside[node]

    @property
    def layers(self) -> Layers:
        """What is known of the beginnings."""
        return self._layers

    def passes(self, node: int) -> bool:
        """Whether somebody is one of those who must be passed."""
        return node in self._via


class _Before:
    """All who may stand before an end, best first."""

    def __init__(self, growing: _Growing, end: _End) -> None:
        self._growing, self._end = growing, end
        layers, passed = growing.layers, len(end.nodes)
        others, prices = growing.beside(end.nodes[0])
        others_left = ~np.isin(others, end.nodes)
        others, prices = others[others_left], prices[others_left]
        states = layers.states(others, end.half)
        left = layers.rules.hops - passed + 1
        totals, hops = _least(layers, states, prices + end.spent, passed, left)
        ranks = np.zeros_like(totals)
        for hop, layer in enumerate(layers.layers[:left]):
            here = np.flatnonzero((hops == hop) & (totals < FAR))
            ranks[here] = layer.ranks(states[here])
        order = np.lexsort((ranks, hops, totals))
        order = order[: int((totals < FAR).sum())]
        self._others, self._states = others[order], states[order]
        self._prices, self._totals, self._hops = (
            prices[order],
            totals[order],
            hops[order],
        )

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
