"""People, ties and groups as flat arrays: what the search runs on.

Costs are fixed-point integers, ``round(−ln p · 2²²)``: sums are exact and do not depend
on their order, so every search over the same network gives the same totals. Groups stay
hubs (person–group–person is one hop); written out as pairs, the employers of a thousand
exports would be billions of ties.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netpath.ranking.strength import carries

if TYPE_CHECKING:
    from collections.abc import Collection

    from netpath.model import Group, Network, Tie

    Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

SCALE = 1 << 22
FAR = 1 << 61
"""More than any chain costs, and far enough from overflow."""


def cost(probability: float) -> int:
    """Give a probability as fixed-point nats; 0 for certainty."""
    return round(-math.log(probability) * SCALE)


@dataclass(frozen=True, slots=True)
class Index:
    """A network made ready for searching.

    Attributes
    ----------
    ids
        Person ids in sorted order; a node is a place in this list, so comparing nodes
        compares ids.
    sources, costs, starts, targets
        Every tie in both directions, sorted by where it leads: ``targets[i]`` is
        reached from ``sources[starts[i]:starts[i + 1]]``.
    groups
        Groups with at least two members through whom a hop may go.
    """

    ids: tuple[str, ...]
    node: dict[str, int]
    sources: Ints
    costs: Ints
    starts: Ints
    targets: Ints
    hubs: Hubs
    ties: dict[tuple[int, int], Tie]
    groups: tuple[Group, ...]

    def relax(self, values: Ints, shift: int = 0) -> Ints:
        """Give for every person the least of (a neighbour's value + the tie's cost).

        ``shift`` moves costs up by as many bits, for values that carry a rank below.
        """
        out = np.full(len(self.ids), FAR, dtype=np.int64)
        if len(self.targets):
            reached = values[self.sources] + (self.costs << shift)
            out[self.targets] = np.minimum.reduceat(reached, self.starts)
        self.hubs.relax(values, shift, out)
        return np.minimum(out, FAR)


@dataclass(frozen=True, slots=True)
class Hubs:
    """Memberships, twice sorted: by group to gather, by member to spread."""

    members: Ints
    starts: Ints
    costs: Ints
    group_of: Ints

    def relax(self, values: Ints, shift: int, out: Ints) -> None:
        """Lower ``out`` to what is reached through a group."""
        if not len(self.starts):
            return
        best = np.minimum.reduceat(values[self.members], self.starts)
        best = best + (self.costs << shift)
        np.minimum.at(out, self.members, best[self.group_of])


def build(network: Network, *, avoid: Collection[str] = ()) -> Index:
    """Make the index of a scored network, leaving some people out."""
    ids = tuple(sorted(key for key in network.people if key not in set(avoid)))
    node = {key: i for i, key in enumerate(ids)}
    ties = {
        (node[tie.a], node[tie.b]): tie
        for tie in network.ties
        if tie.a in node and tie.b in node
    }
    sources, costs, starts, targets = _arcs(ties)
    groups, hubs = _hubs(network, node)
    return Index(ids, node, sources, costs, starts, targets, hubs, ties, groups)


def _arcs(ties: dict[tuple[int, int], Tie]) -> tuple[Ints, Ints, Ints, Ints]:
    ends = np.array(list(ties), dtype=np.int64).reshape(-1, 2)
    cost_of = np.array([cost(t.probability) for t in ties.values()], dtype=np.int64)
    source = np.concatenate([ends[:, 0], ends[:, 1]])
    target = np.concatenate([ends[:, 1], ends[:, 0]])
    order = np.argsort(target, kind="stable")
    reached, starts = np.unique(target[order], return_index=True)
    return source[order], np.tile(cost_of, 2)[order], starts.astype(np.int64), reached


def _hubs(network: Network, node: dict[str, int]) -> tuple[tuple[Group, ...], Hubs]:
    groups, rows = [], []
    for group in network.groups:
        row = [
            node[m.member]
            for m in group.members
            if m.member in node and carries(group, m)
        ]
        if len(row) > 1:
            groups.append(group)
            rows.append(row)
    sizes = np.array([len(row) for row in rows], dtype=np.int64)
    members = np.array([m for row in rows for m in row], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes if rows else sizes
    costs = np.array([cost(g.probability) for g in groups], dtype=np.int64)
    group_of = np.repeat(np.arange(len(rows), dtype=np.int64), sizes)
    return tuple(groups), Hubs(members, starts, costs, group_of)
