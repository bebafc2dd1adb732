"""Clusters in the making: disjoint sets that know what they cannot be joined with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netpath.resolve.linking import Links
from netpath.resolve.pool import is_among
from netpath.resolve.rivals import contest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netpath.resolve.pool import Ints, Mask, Pool

_ADDRESS = -1  # the token that every cluster with a profile address has


@dataclass(frozen=True)
class Ruling:
    """That rows are one person, or that those of two sides are two."""

    is_same: bool
    left: Sequence[int]
    right: Sequence[int]


def root_of(parent: Ints, node: int) -> int:
    """Give the root of a node, and shorten the way to it."""
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = int(parent[node])
    return node


def flat(parent: Ints) -> Ints:
    """Give the root of every node at once."""
    while True:
        above = parent[parent]
        if np.array_equal(above, parent):
            return parent
        parent = above


class Sets:
    """Disjoint sets of nodes that know what they cannot be joined with."""

    def __init__(self, pool: Pool, nodes: Ints, rulings: Sequence[Ruling]) -> None:
        self._pool, self._nodes = pool, nodes
        self._parent = np.arange(len(pool))
        self._facts: dict[int, dict[int, set[int]]] = {}
        self._ruled: dict[int, dict[int, set[int]]] = {}
        self._addresses: Ints | None = None
        for number, ruling in enumerate(rulings):
            if ruling.is_same:
                self._force(ruling)
            else:
                self._forbid(number, ruling)

    def keep_addresses_apart(self) -> None:
        """Join no two who have profile addresses, now that the changed are one."""
        self._addresses = self.labels()
        self._facts.clear()

    def _force(self, ruling: Ruling) -> None:
        rows = [int(self._nodes[row]) for row in (*ruling.left, *ruling.right)]
        for other in rows[1:]:
            self._unite(root_of(self._parent, rows[0]), root_of(self._parent, other))

    def _forbid(self, number: int, ruling: Ruling) -> None:
        token = -2 - number
        for value, rows in enumerate((ruling.left, ruling.right), start=1):
            for row in rows:
                node = int(self._nodes[row])
                self._ruled.setdefault(node, {}).setdefault(token, set()).add(value)

    def _unite(self, one: int, other: int) -> None:
        one, other = min(one, other), max(one, other)
        if one == other:
            return
        self._parent[other] = one
        if one in self._facts or other in self._facts:
            facts = self._facts.get(one)
            more = self._facts.pop(other, None)
            if facts is None or more is None:
                self._facts.pop(one, None)  # made anew when somebody asks
                return
            for token, values in more.items():
                facts.setdefault(token, set()).update(values)

    def join(self, links: Links) -> None:
        """Join the ends of links, the heaviest first, where nothing forbids it."""
        links = links.best()
        self._look_up(links)
        for a, b in zip(links.a.tolist(), links.b.tolist(), strict=True):
            one, other = root_of(self._parent, a), root_of(self._parent, b)
            if one != other and not self._forbids(one, other):
                self._unite(one, other)

    def _forbids(self, one: int, other: int) -> bool:
        few, many = self._facts[one], self._facts[other]
        if len(few) > len(many):
            few, many = many, few
        return any(
            token in many and values.isdisjoint(many[token])
            for token, values in few.items()
        )

    def _look_up(self, links: Links) -> None:
        """Make the facts of all clusters that links speak of."""
        labels = self.labels()
        wanted = np.unique(labels[np.concatenate([links.a, links.b])])
        missing = np.setdiff1d(wanted, np.fromiter(self._facts, np.int64))
        rows, tokens, values = self._tokens()
        inside = is_among(labels[rows], missing)
        self._facts |= {root: {} for root in missing.tolist()}
        said = zip(
            labels[rows[inside]].tolist(),
            tokens[inside].tolist(),
            values[inside].tolist(),
            strict=True,
        )
        for root, token, value in said:
            self._facts[root].setdefault(token, set()).add(value)
        for node, ruled in self._ruled.items():
            if (root := root_of(self._parent, node)) in self._facts:
                for token, two in ruled.items():
                    self._facts[root].setdefault(token, set()).update(two)

    def _tokens(self) -> tuple[Ints, Ints, Ints]:
        rows, tokens, values = self._pool.tokens
        if self._addresses is None:
            return rows, tokens, values
        has = np.flatnonzero(self._pool.has_address)
        return (
            np.concatenate([rows, has]),
            np.concatenate([tokens, np.full(len(has), _ADDRESS)]),
            np.concatenate([values, self._addresses[has]]),
        )

    def labels(self) -> Ints:
        """Give the root of every row."""
        self._parent = flat(self._parent)
        return self._parent[self._nodes]

    def lifted(self, links: Links) -> Links:
        """Give the links between clusters rather than nodes."""
        labels = self.labels()
        return Links(labels[links.a], labels[links.b], links.bits).best()

    def sure(self, links: Links) -> tuple[Links, Links]:
        """Tell links that are clear from those that fit two people who are not one.

        Seen from every cluster: of the others it is linked to, those that cannot be one
        are rivals. Who is far enough behind loses; else it is unclear.
        """
        count = len(links.a)
        ends = np.concatenate([links.a, links.b])
        place, token, value = self._facts_of(np.concatenate([links.b, links.a]))
        link = place % max(count, 1)
        lost, unclear = contest(ends[place], token, value, links.bits[link])
        is_lost = np.bincount(link[lost], minlength=count) > 0
        is_unclear = np.bincount(link[unclear], minlength=count) > 0
        return links.only(~is_lost & ~is_unclear), links.only(is_unclear)

    def allows(self, links: Links) -> Mask:
        """Whether the ends of each link may be one person."""
        self._look_up(links)
        allowed = []
        for a, b in zip(links.a.tolist(), links.b.tolist(), strict=True):
            one, other = root_of(self._parent, a), root_of(self._parent, b)
            allowed.append(one == other or not self._forbids(one, other))
        return np.array(allowed, dtype=np.bool_)

    def _facts_of(self, clusters: Ints) -> tuple[Ints, Ints, Ints]:
        """Give what sets clusters apart, as ``(place in clusters, token, value)``.

        Of several values of one token the least stands for all.
        """
        roots = np.unique(clusters)
        said = [
            (root, token, min(values))
            for root in roots.tolist()
            for token, values in self._facts[root].items()
        ]
        facts = np.array(sorted(said), np.int64).reshape(-1, 3)
        begin = np.searchsorted(facts[:, 0], clusters, side="left")
        count = np.searchsorted(facts[:, 0], clusters, side="right") - begin
        place = np.repeat(np.arange(len(clusters)), count)
        within = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
        chosen = facts[np.repeat(begin, count) + within]
        return place, chosen[:, 1], chosen[:, 2]

    def doubts(self, *links: Links) -> tuple[tuple[int, int, float], ...]:
        """Give pairs that may be one person, where nothing says that they are two."""
        a = np.concatenate([one.a for one in links])
        b = np.concatenate([one.b for one in links])
        bits = np.concatenate([one.bits for one in links])
        labels = self.labels()
        found = Links(labels[a], labels[b], bits).best()
        # Two addresses may still be one person's who changed theirs: that is asked.
        self._addresses = None
        self._facts.clear()
        self._look_up(found)
        return tuple(
            (a, b, bits)
            for a, b, bits in zip(
                found.a.tolist(), found.b.tolist(), found.bits.tolist(), strict=True
            )
            if not self._forbids(a, b)
        )
