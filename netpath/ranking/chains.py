"""The best chains, exactly: what enumerating every simple chain would give.

One pass over the hops finds the best chain to everybody. Layer h holds, for every
person, the least cost of a chain of at most h hops; costs are positive, so such a chain
never visits anybody twice. Equal costs are decided by fewer hops, then by the ids from
the asker on: every person improved in a layer carries the rank of their chain among the
chains of that layer, below the cost in one integer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netpath.ranking.index import FAR, Index, cost
from netpath.ranking.strength import DILUTION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netpath.ranking.index import Ints

MAX_HOPS = 6
_RANK_BITS = 31
_RANK = (1 << _RANK_BITS) - 1


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


def best_routes(
    index: Index, source: int, matches: Mapping[int, float], *, k: int, max_hops: int
) -> list[Route]:
    """Give the best chain to each of the k best targets, best first.

    Parameters
    ----------
    matches
        Target node → how well it matches, in (0, 1].
    """
    layers = _layers(index, source, max_hops)
    totals = {
        target: _total(layers, target, match)
        for target, match in matches.items()
        if target != source
    }
    reached = sorted(total for total, _ in totals.values() if total < FAR)
    if not reached:
        return []
    bound = reached[min(k, len(reached)) - 1]
    routes = [
        Route(total, _walk_back(layers, target, hops))
        for target, (total, hops) in totals.items()
        if total <= bound
    ]
    return sorted(routes, key=lambda route: route.order)[:k]


@dataclass(frozen=True, slots=True)
class _Layer:
    """Least costs within h hops, who was improved by the h-th, and from whom."""

    costs: Ints
    improved: Ints
    parents: Ints


def _layers(index: Index, source: int, max_hops: int) -> list[_Layer]:
    n = len(index.ids)
    costs = np.full(n, FAR, dtype=np.int64)
    costs[source] = 0
    improved = np.array([source], dtype=np.int64)
    layers = [_Layer(costs, improved, improved)]
    by_rank = improved
    for _ in range(max_hops):
        keys = np.full(n, FAR, dtype=np.int64)
        keys[by_rank] = (costs[by_rank] << _RANK_BITS) | np.arange(len(by_rank))
        reached = index.relax(keys, _RANK_BITS)
        improved = np.flatnonzero((reached < FAR) & ((reached >> _RANK_BITS) < costs))
        if not len(improved):
            break
        costs = costs.copy()
        costs[improved] = reached[improved] >> _RANK_BITS
        prefix = reached[improved] & _RANK
        layers.append(_Layer(costs, improved, by_rank[prefix]))
        by_rank = improved[np.lexsort((improved, prefix))]
    return layers


def _total(layers: list[_Layer], target: int, match: float) -> tuple[int, int]:
    """Give the least total cost to a target and the fewest hops that reach it."""
    fit = cost(match)
    return min(
        (
            (int(layer.costs[target]) + dilution(hops) + fit, hops)
            for hops, layer in enumerate(layers)
            if layer.costs[target] < FAR
        ),
        default=(FAR, 0),
    )


def _walk_back(layers: list[_Layer], target: int, hops: int) -> tuple[int, ...]:
    nodes = [target]
    for layer in reversed(layers[1 : hops + 1]):
        place = np.searchsorted(layer.improved, nodes[-1])
        nodes.append(int(layer.parents[place]))
    return tuple(reversed(nodes))
