"""The best chains through given people, exactly.

Asking to pass through somebody breaks the one-pass search: the cheapest walk through Ana
may visit Bo on the way there and on the way back. So chains are grown from the asker,
best bound first, and one that would meet somebody twice is not grown. The bound is the
least cost of what is still to go, from a table made once a target.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

from netpath.ranking.chains import Route, dilution
from netpath.ranking.index import FAR, Index, cost

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netpath.ranking.index import Ints


def routes_through(
    index: Index,
    source: int,
    matches: Mapping[int, float],
    via: frozenset[int],
    *,
    k: int,
    max_hops: int,
) -> list[Route]:
    """Give the best chain that has one of ``via`` among its connectors, per target.

    Sorted and cut like :func:`netpath.ranking.chains.best_routes`.
    """
    found: list[Route] = []
    neighbours = _Neighbours(index)
    for bound, target in _promising(index, source, matches, via, max_hops):
        if len(found) >= k and bound > found[k - 1].total:
            break
        table = _Table(index, target, via, max_hops)
        routes = (
            _best(neighbours, table, source, target, hops, matches[target])
            for hops in range(2, max_hops + 1)
        )
        best = min((r for r in routes if r), key=lambda r: r.order, default=None)
        if best:
            found = sorted([*found, best], key=lambda route: route.order)
    return found[:k]


class _Table:
    """Least costs of walks from everybody to one end, of exactly 0, 1, 2 … hops.

    ``free`` counts every walk, ``bound`` those that pass through ``via`` strictly between
    their ends.
    """

    def __init__(self, index: Index, end: int, via: frozenset[int], hops: int) -> None:
        self.via = via
        start = np.full(len(index.ids), FAR, dtype=np.int64)
        start[end] = 0
        passes = np.zeros(len(index.ids), dtype=bool)
        passes[list(via)] = True
        passes[end] = False
        self.free: list[Ints] = [start]
        self.bound: list[Ints] = [np.full_like(start, FAR)]
        for _ in range(hops):
            through = np.where(passes, self.free[-1], self.bound[-1])
            self.bound.append(index.relax(through))
            self.free.append(index.relax(self.free[-1]))


def _promising(
    index: Index,
    source: int,
    matches: Mapping[int, float],
    via: frozenset[int],
    max_hops: int,
) -> Iterator[tuple[int, int]]:
    """Give targets with a bound of what they cost, the cheapest first."""
    table = _Table(index, source, via, max_hops)
    bounds = []
    for target, match in matches.items():
        ways = [int(row[target]) + dilution(h) for h, row in enumerate(table.bound)]
        if target != source and min(ways) < FAR:
            bounds.append((min(ways) + cost(match), target))
    yield from sorted(bounds)


class _Neighbours:
    """Who is one hop from whom, and at what cost, looked up as needed."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._first = dict(zip(index.targets.tolist(), index.starts.tolist(), strict=True))
        bounds = [*index.starts.tolist(), len(index.sources)][1:]
        self._last = dict(zip(index.targets.tolist(), bounds, strict=True))
        self._known: dict[int, dict[int, int]] = {}

    def of(self, node: int) -> dict[int, int]:
        if node not in self._known:
            self._known[node] = self._collect(node)
        return self._known[node]

    def _collect(self, node: int) -> dict[int, int]:
        index = self._index
        run = slice(self._first.get(node, 0), self._last.get(node, 0))
        found = dict(
            zip(index.sources[run].tolist(), index.costs[run].tolist(), strict=True)
        )
        hubs = index.hubs
        for group in hubs.group_of[hubs.members == node].tolist():
            price = int(hubs.costs[group])
            for member in hubs.members[hubs.group_of == group].tolist():
                if member != node:
                    found[member] = min(price, found.get(member, FAR))
        return found


def _best(
    neighbours: _Neighbours,
    table: _Table,
    source: int,
    target: int,
    hops: int,
    match: float,
) -> Route | None:
    """Give the best chain of exactly so many hops, or None.

    The heap is sorted by (bound, nodes), so the first whole chain is the best one, and
    among equal ones the first by ids.
    """
    fixed = dilution(hops) + cost(match)
    heap = [(0, (source,), 0, False)]
    while heap:
        _, nodes, spent, has_passed = heappop(heap)
        left = hops - len(nodes) + 1
        if not left:
            return Route(spent + fixed, nodes)
        for other, price in neighbours.of(nodes[-1]).items():
            if other in nodes or (other == target) != (left == 1):
                continue
            passed = has_passed or other in table.via
            rows = table.free if passed else table.bound
            rest = int(rows[left - 1][other])
            if rest < FAR:
                total = spent + price
                heappush(heap, (total + rest, (*nodes, other), total, passed))
    return None
