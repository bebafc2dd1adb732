"""The least cost from the asker to everybody, hop by hop: one pass finds all.

Layer h holds, for every person, the least cost of a chain of at most h hops; costs are
positive, so such a chain never visits anybody twice. Equal costs are decided by fewer
hops, then by the ids from the asker on: every person improved in a layer carries the
rank of their chain among the chains of that layer, below the cost in one integer.

A layer is reached in the cheapest of three ways: from those who were improved last, to
those who still matter, or by one sweep over all ties. With few targets only those
matter who may stand the right number of hops before one; that is meeting in the middle.

Where chains must pass through somebody, every person stands twice: as reached anyhow,
and, ``len(index.ids)`` further on, as reached through one of those people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from netpath.ranking.rows import FAR

if TYPE_CHECKING:
    from netpath.ranking.index import Index
    from netpath.ranking.rows import Ints

_RANK_BITS = 31
_RANK = (1 << _RANK_BITS) - 1
_ID_BITS = 32
_ID = (1 << _ID_BITS) - 1
_MATTERS = 4  # to know who matters must cost less than a quarter of all ties
_LOOKED_UP = 4
_NOBODY = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Rules:
    """Who and what a chain may not, or must, pass.

    Attributes
    ----------
    source
        The asker.
    hops
        The most hops.
    blocked
        People who are neither passed nor reached.
    closed
        People who are not asked first.
    via
        People of whom one must be a connector; nobody means no condition.
    with_hubs
        Whether a hop may go through a group.
    """

    source: int
    hops: int
    blocked: Ints = field(default_factory=lambda: _NOBODY)
    closed: Ints = field(default_factory=lambda: _NOBODY)
    via: Ints = field(default_factory=lambda: _NOBODY)
    with_hubs: bool = True


class Layer:
    """Least costs within h hops, and who was improved by the h-th.

    Attributes
    ----------
    costs
        Of every state.
    improved
        The states that this hop made cheaper, in order.
    parents
        The state before each of them.
    """

    def __init__(
        self, costs: Ints, improved: Ints, prefix: Ints, parents: Ints
    ) -> None:
        self.costs, self.improved, self.parents = costs, improved, parents
        self._prefix = prefix

    @cached_property
    def order(self) -> Ints:
        """Where the improved stand whose chains come first by ids, second, and so on.

        Of chains that are as long, those come first whose beginnings do.
        """
        keys = (self._prefix << _ID_BITS) | np.arange(len(self.improved))
        keys.sort()
        keys &= _ID
        return keys

    @cached_property
    def _ranks(self) -> Ints:
        ranks = np.empty_like(self.order)
        ranks[self.order] = np.arange(len(ranks))
        return ranks

    def ranks(self, states: Ints) -> Ints:
        """Give the places of the chains of improved states, by ids."""
        found: Ints = self._ranks[np.searchsorted(self.improved, states)]
        return found


class Layers:
    """All layers of one asker.

    Parameters
    ----------
    targets
        Whom the layers must be right for; everybody if not given.
    """

    def __init__(self, index: Index, rules: Rules, targets: Ints | None = None) -> None:
        self.index, self.rules = index, rules
        self.size = len(index.ids)
        self._halves = 2 if len(rules.via) else 1
        self._cones = self._cones_before(targets)
        self.layers = self._all()

    def states(self, nodes: Ints, half: int) -> Ints:
        """Give the states of people, by whether somebody must still be passed."""
        if not half:
            return nodes
        return np.where(np.isin(nodes, self.rules.via), nodes, nodes + self.size)

    def way(self, hops: int, state: int) -> tuple[int, ...]:
        """Give the people of the best chain to a state that the layer improved."""
        nodes = [state % self.size]
        for layer in reversed(self.layers[1 : hops + 1]):
            state = int(layer.parents[np.searchsorted(layer.improved, state)])
            nodes.append(state % self.size)
        return tuple(reversed(nodes))

    def _all(self) -> list[Layer]:
        start = np.array([self.rules.source], dtype=np.int64)
        costs = np.full(self.size * self._halves, FAR, dtype=np.int64)
        costs[start] = 0
        layers = [Layer(costs, start, np.zeros_like(start), start)]
        for hop in range(1, self.rules.hops + 1):
            layer = self._next(layers[-1], hop)
            if not len(layer.improved):
                break
            layers.append(layer)
        return layers

    def _next(self, layer: Layer, hop: int) -> Layer:
        by_rank, costs = layer.improved[layer.order], layer.costs.copy()
        keys = np.full(len(costs), FAR, dtype=np.int64)
        keys[by_rank] = (costs[by_rank] << _RANK_BITS) | np.arange(len(by_rank))
        reached = self._reached(keys, by_rank, hop)
        improved = np.flatnonzero((reached < FAR) & ((reached >> _RANK_BITS) < costs))
        found = reached[improved]
        costs[improved] = found >> _RANK_BITS
        prefix = found & _RANK
        return Layer(costs, improved, prefix, by_rank[prefix])

    def _reached(self, keys: Ints, frontier: Ints, hop: int) -> Ints:
        """Give the least key of a walk that is one hop longer, for every state."""
        size, rules = self.size, self.rules
        halves = [self._one(keys[:size], frontier[frontier < size], hop)]
        if self._halves > 1:
            passed = keys[size:].copy()
            passed[rules.via] = keys[rules.via]
            nodes = np.flatnonzero(passed < FAR)
            halves.append(self._one(passed, nodes, hop))
        for reached in halves:
            reached[rules.blocked] = FAR
            reached[rules.source] = FAR
            if hop == 1:
                reached[rules.closed] = FAR
        return np.concatenate(halves) if len(halves) > 1 else halves[0]

    def _one(self, keys: Ints, frontier: Ints, hop: int) -> Ints:
        index, wanted = self.index, self._cones[hop]
        both = (index.ties, index.hubs)
        parts = both if self.rules.with_hubs else both[:1]
        every = sum(part.size for part in parts)
        pulled = every if wanted is None else self._work(wanted)
        out = np.full(self.size, FAR, dtype=np.int64)
        way = cheapest(self._work(frontier), pulled, every)
        for part in parts:
            if way == "push":
                part.push(frontier, keys, _RANK_BITS, out)
            elif way == "pull" and wanted is not None:
                part.pull(wanted, keys, _RANK_BITS, out)
            else:
                part.sweep(keys, _RANK_BITS, out)
        return out

    def _work(self, nodes: Ints) -> int:
        hubs = self.index.hubs.work(nodes) if self.rules.with_hubs else 0
        return self.index.ties.work(nodes) + hubs

    def _cones_before(self, targets: Ints | None) -> dict[int, Ints | None]:
        """Give for each hop who may stand there on a way to a target; None: anybody."""
        cones: dict[int, Ints | None] = {self.rules.hops: targets}
        every = self.index.ties.size
        for hop in range(self.rules.hops, 1, -1):
            cone = cones[hop]
            if cone is not None and _MATTERS * self._work(cone) < every:
                cones[hop - 1] = np.unique(np.concatenate([cone, self._beside(cone)]))
            else:
                cones[hop - 1] = None
        return cones

    def _beside(self, nodes: Ints) -> Ints:
        places, _ = self.index.ties.rows.span(nodes)
        found = [self.index.ties.rows.other[places].astype(np.int64)]
        if self.rules.with_hubs and len(self.index.hubs.price):
            hubs = self.index.hubs
            places, _ = hubs.members.span(hubs.around(nodes))
            found.append(hubs.members.other[places].astype(np.int64))
        return np.concatenate(found)


def cheapest(push: int, pull: int, sweep: int) -> str:
    """Name the cheapest way to reach a layer, by how many places each touches.

    A place that is looked up costs some four times as much as one that is swept over.
    """
    if _LOOKED_UP * min(push, pull) >= sweep:
        return "sweep"
    return "push" if push <= pull else "pull"
