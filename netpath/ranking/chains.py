"""The best chains, exactly: what enumerating every simple chain would give.

The layers (:mod:`netpath.ranking.layers`) hold the best chain to everybody; further
chains to one target are grown from it (:mod:`netpath.ranking.growing`). Whatever is
asked, chains come in one order: score, then fewer hops, then ids.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from netpath.ranking.growing import Growing, Route, standing
from netpath.ranking.layers import Layers, Rules
from netpath.ranking.rows import FAR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from netpath.ranking.index import Index
    from netpath.ranking.rows import Ints

MAX_HOPS = 6


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
        left = len(layers.layers)
        return standing(layers, states, self._fits, 0, left)

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
        return iter(Growing(self._layers, target, fit, frozenset(without)))

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
