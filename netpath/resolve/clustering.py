"""From links to people: the strongest link first, and never against what is certain.

A link says that two records are one person; lists of connections, addresses in one
export and the user's decisions say who is not. Where two people who cannot be one fit a
record about equally well, it joins neither and waits for somebody to look.

The result depends on the records and the decisions, never on their order. A record
that comes in only adds links: it splits nobody, unless it brings a second one who fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netpath.resolve import weights
from netpath.resolve.blocking import candidates
from netpath.resolve.comparing import compare
from netpath.resolve.pool import is_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netpath.resolve.comparing import Bits, Comparisons, Names
    from netpath.resolve.pool import Ints, Mask, Pool

_ADDRESS = -1  # the token that every cluster with a profile address has


@dataclass(frozen=True)
class Ruling:
    """That rows are one person, or that those of two sides are two."""

    is_same: bool
    left: Sequence[int]
    right: Sequence[int]


@dataclass(frozen=True)
class Clustering:
    """Who is who.

    Attributes
    ----------
    person
        Of each row the least row of its person.
    component
        Of each row the least row of all whom a chain of links reaches: nobody outside
        has a say in who is who inside.
    doubts
        Pairs of rows that may be one person and were not joined, with their bits.
    """

    person: Ints
    component: Ints
    doubts: tuple[tuple[int, int, float], ...]


def cluster(pool: Pool, names: Names, rulings: Sequence[Ruling] = ()) -> Clustering:
    """Tell which rows are one person.

    Parameters
    ----------
    names
        Gives the comparable names of rows, for the few that are compared by letter.
    rulings
        What somebody decided, the latest last; it beats everything else.
    """
    rulings = _in_force(rulings)
    nodes = _apart(pool.nodes, rulings)
    links = _links(compare(pool, *candidates(pool), names), nodes, pool)
    sets = _Sets(pool, nodes, rulings)
    certain = links.only(links.bits >= weights.MERGE)
    certain = certain.only(sets.allows(certain))
    component = _component(nodes, certain, rulings)
    addressed = pool.has_address[certain.a] & pool.has_address[certain.b]
    sets.join(certain.only(addressed))
    sets.keep_addresses_apart()
    rest = sets.lifted(certain.only(~addressed))
    allowed = sets.allows(rest)
    clear, unclear = sets.sure(rest.only(allowed))
    sets.join(clear)
    maybe = links.only((links.bits >= weights.DOUBT) & (links.bits < weights.MERGE))
    doubts = sets.doubts(maybe, unclear, rest.only(~allowed))
    return Clustering(sets.labels(), component, doubts)


# --- links ----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Links:
    """Pairs of nodes, the lesser first, and the weight of each."""

    a: Ints
    b: Ints
    bits: Bits

    def only(self, chosen: Mask) -> _Links:
        return _Links(self.a[chosen], self.b[chosen], self.bits[chosen])

    def best(self) -> _Links:
        """Give each pair once, with its best weight, the heaviest first."""
        a, b = np.minimum(self.a, self.b), np.maximum(self.a, self.b)
        order = np.lexsort((-self.bits, b, a))
        a, b, bits = a[order], b[order], self.bits[order]
        first = np.append(True, (a[1:] != a[:-1]) | (b[1:] != b[:-1]))[: len(a)]
        first &= a != b
        a, b, bits = a[first], b[first], bits[first]
        order = np.lexsort((b, a, -bits))
        return _Links(a[order], b[order], bits[order])


def _links(found: Comparisons, nodes: Ints, pool: Pool) -> _Links:
    day = found.levels[weights.FACTORS.index(weights.DAY)]
    email = found.levels[weights.FACTORS.index(weights.EMAIL)]
    bits = found.bits.copy()
    # Two addresses are two people, unless somebody changed theirs.
    two = pool.has_address[found.a] & pool.has_address[found.b]
    capped = two & (day != 1) & (email != 1)
    bits[capped] = np.minimum(bits[capped], weights.MERGE - 1)
    kept = bits >= weights.DOUBT
    return _Links(nodes[found.a[kept]], nodes[found.b[kept]], bits[kept]).best()


# --- rulings --------------------------------------------------------------------------


def _in_force(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Leave out what a later ruling contradicts."""
    kept: list[Ruling] = []
    for ruling in reversed(rulings):
        if not any(_contradicts(later, ruling) for later in kept):
            kept.append(ruling)
    return kept[::-1]


def _contradicts(later: Ruling, ruling: Ruling) -> bool:
    if later.is_same == ruling.is_same:
        return False
    one, two = (later, ruling) if later.is_same else (ruling, later)
    together = {*one.left, *one.right}
    return bool(together & set(two.left) and together & set(two.right))


def _apart(nodes: Ints, rulings: Iterable[Ruling]) -> Ints:
    """Take apart the records of one address that somebody says are two people."""
    nodes = nodes.copy()
    for ruling in rulings:
        if ruling.is_same:
            continue
        here = {int(nodes[row]) for row in ruling.left}
        moved = [row for row in ruling.right if int(nodes[row]) in here]
        for node in {int(nodes[row]) for row in moved}:
            theirs = [row for row in moved if nodes[row] == node]
            rest = np.flatnonzero(nodes == node)
            rest = rest[~np.isin(rest, theirs)]
            nodes[theirs] = min(theirs)
            nodes[rest] = rest.min()
    return nodes


# --- sets -----------------------------------------------------------------------------


def _root(parent: Ints, node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = int(parent[node])
    return node


def _component(nodes: Ints, links: _Links, rulings: Iterable[Ruling]) -> Ints:
    parent = np.arange(len(nodes))
    pairs = list(zip(links.a.tolist(), links.b.tolist(), strict=True))
    for ruling in rulings:
        rows = [int(nodes[row]) for row in (*ruling.left, *ruling.right)]
        pairs += [(rows[0], other) for other in rows[1:]]
    for a, b in pairs:
        one, other = sorted((_root(parent, a), _root(parent, b)))
        parent[other] = one
    return _flat(parent)[nodes]


def _flat(parent: Ints) -> Ints:
    """Give the root of every node at once."""
    while True:
        above = parent[parent]
        if np.array_equal(above, parent):
            return parent
        parent = above


class _Sets:
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
            self._unite(_root(self._parent, rows[0]), _root(self._parent, other))

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

    def join(self, links: _Links) -> None:
        """Join the ends of links, the heaviest first, where nothing forbids it."""
        links = links.best()
        self._look_up(links)
        for a, b in zip(links.a.tolist(), links.b.tolist(), strict=True):
            one, other = _root(self._parent, a), _root(self._parent, b)
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

    def _look_up(self, links: _Links) -> None:
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
            if (root := _root(self._parent, node)) in self._facts:
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
        self._parent = _flat(self._parent)
        return self._parent[self._nodes]

    def lifted(self, links: _Links) -> _Links:
        """Give the links between clusters rather than nodes."""
        labels = self.labels()
        return _Links(labels[links.a], labels[links.b], links.bits).best()

    def sure(self, links: _Links) -> tuple[_Links, _Links]:
        """Tell links that are clear from those that fit two people who are not one.

        Seen from every cluster: of the others it is linked to, those that cannot be one
        are rivals. Who is far enough behind loses; else it is unclear.
        """
        count = len(links.a)
        ends = np.concatenate([links.a, links.b])
        place, token, value = self._facts_of(np.concatenate([links.b, links.a]))
        link = place % max(count, 1)
        lost, unclear = _contest(ends[place], token, value, links.bits[link])
        is_lost = np.bincount(link[lost], minlength=count) > 0
        is_unclear = np.bincount(link[unclear], minlength=count) > 0
        return links.only(~is_lost & ~is_unclear), links.only(is_unclear)

    def allows(self, links: _Links) -> Mask:
        """Whether the ends of each link may be one person."""
        self._look_up(links)
        allowed = []
        for a, b in zip(links.a.tolist(), links.b.tolist(), strict=True):
            one, other = _root(self._parent, a), _root(self._parent, b)
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

    def doubts(self, *links: _Links) -> tuple[tuple[int, int, float], ...]:
        """Give pairs that may be one person, where nothing says that they are two."""
        a = np.concatenate([one.a for one in links])
        b = np.concatenate([one.b for one in links])
        bits = np.concatenate([one.bits for one in links])
        labels = self.labels()
        found = _Links(labels[a], labels[b], bits).best()
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


def _contest(cluster: Ints, token: Ints, value: Ints, bits: Bits) -> tuple[Mask, Mask]:
    """Tell who loses and who is too close to call among rivals for one cluster.

    Rivals share a token and differ in its value; those of one value are one camp.
    """
    lost, unclear = np.zeros(len(bits), np.bool_), np.zeros(len(bits), np.bool_)
    if not len(bits):
        return lost, unclear
    order = np.lexsort((value, token, cluster))
    new_group = _changes(cluster[order], token[order])
    new_camp = new_group | _changes(value[order])
    camps, group_of_camp = (
        np.flatnonzero(new_camp),
        (np.cumsum(new_group) - 1)[new_camp],
    )
    group, camp = np.cumsum(new_group) - 1, np.cumsum(new_camp) - 1
    best_of_camp = np.maximum.reduceat(bits[order], camps)
    first_camps = np.flatnonzero(_changes(group_of_camp))
    best = np.maximum.reduceat(best_of_camp, first_camps)
    leads = best_of_camp == best[group_of_camp]
    behind = np.where(leads, -np.inf, best_of_camp)
    second = np.maximum.reduceat(behind, first_camps)
    level = np.add.reduceat(leads.astype(np.int64), first_camps) > 1
    has_rivals = np.isfinite(second) | level
    is_close = has_rivals & (level | (best - second < weights.MARGIN))
    near = bits[order] > best[group] - weights.MARGIN
    unclear[order] = is_close[group] & near
    lost[order] = has_rivals[group] & ~unclear[order] & (is_close[group] | ~leads[camp])
    return lost, unclear


def _changes(*columns: Ints) -> Mask:
    """Whether each row differs from the one above it; the first does."""
    changed = np.zeros(len(columns[0]), dtype=np.bool_)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return changed
