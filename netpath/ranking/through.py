"""The best chains through given people, exactly.

Asking to pass through somebody breaks the one-pass search: the cheapest walk through
Ana may visit Bo on the way there and on the way back. So chains are grown from the
asker, best bound first, and one that would meet somebody twice is not grown. The bound
is the least cost of what is still to go, from a table made once a target.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

from netpath.ranking.chains import Route, dilution
from netpath.ranking.index import FAR, Index, cost

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netpath.ranking.index import Ints


@dataclass(frozen=True, slots=True)
class Through:
    """A search through given people.

    Attributes
    ----------
    matches
        Target node → how well it matches, in (0, 1].
    via
        Nodes of whom one must be a connector.
    """

    index: Index
    source: int
    matches: Mapping[int, float]
    via: frozenset[int]
    max_hops: int

    def routes(self, k: int) -> list[Route]:
        """Give the best chain to each of the k best targets, best first."""
        found: list[Route] = []
        neighbours = _Neighbours(self.index)
        for bound, target in self._promising():
            if len(found) >= k and bound > found[k - 1].total:
                break
            table = _Table(self.index, target, self.via, self.max_hops)
            growing = _Growing(neighbours, table, self.source, target)
            fit = cost(self.matches[target])
            lengths = range(2, self.max_hops + 1)
            routes = filter(None, (growing.best(hops, fit) for hops in lengths))
            best = min(routes, key=lambda r: r.order, default=None)
            if best:
                found = sorted([*found, best], key=lambda route: route.order)
        return found[:k]

    def _promising(self) -> list[tuple[int, int]]:
        """Give targets with a bound of what they cost, the cheapest first."""
        table = _Table(self.index, self.source, self.via, self.max_hops)
        bounds = []
        for target, match in self.matches.items():
            ways = [int(row[target]) + dilution(h) for h, row in enumerate(table.bound)]
            if target != self.source and min(ways) < FAR:
                bounds.append((min(ways) + cost(match), target))
        return sorted(bounds)


class _Table:
    """Least costs of walks from everybody to one end, of exactly 0, 1, 2 … hops.

    ``free`` counts every walk, ``bound`` those that pass through ``via`` strictly
    between their ends.
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


class _Neighbours:
    """Who is one hop from whom, and at what cost, looked up as needed."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._first = dict(
            zip(index.targets.tolist(), index.starts.tolist(), strict=True)
        )
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


@dataclass(frozen=True, slots=True)
class _Growing:
    """Grows chains from the asker towards one target."""

    neighbours: _Neighbours
    table: _Table
    source: int
    target: int

    def best(self, hops: int, fit: int) -> Route | None:
        """Give the best chain of exactly so many hops, or None.

        The heap is sorted by (bound, nodes), so the first whole chain is the best one,
        and among equal ones the first by ids.
        """
        start: tuple[int, ...] = (self.source,)
        heap = [(0, start, 0, False)]
        while heap:
            _, nodes, spent, has_passed = heappop(heap)
            left = hops - len(nodes) + 1
            if not left:
                return Route(spent + dilution(hops) + fit, nodes)
            for grown in self._grown(nodes, spent, left, has_passed=has_passed):
                heappush(heap, grown)
        return None

    def _grown(
        self, nodes: tuple[int, ...], spent: int, left: int, *, has_passed: bool
    ) -> Iterator[tuple[int, tuple[int, ...], int, bool]]:
        for other, price in self.neighbours.of(nodes[-1]).items():
            if other in nodes or (other == self.target) != (left == 1):
                continue
            passed = has_passed or other in self.table.via
            rows = self.table.free if passed else self.table.bound
            rest = int(rows[left - 1][other])
            if rest < FAR:
                yield spent + price + rest, (*nodes, other), spent + price, passed
