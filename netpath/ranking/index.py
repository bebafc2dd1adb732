"""People, ties and groups as flat arrays: what the search runs on.

Costs are fixed-point integers, ``round(−ln p · 2²²)``: sums are exact and do not depend
on their order, so every search over the same network gives the same totals. Groups stay
hubs (person–group–person is one hop); written out as pairs, the employers of a thousand
exports would be billions of ties.

A tie stands in the rows of both its ends, 12 bytes each. One layer of a search is then
one sweep of gathers, which numpy does four times as fast as scattering from one row.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from netpath.arrays import Ids
from netpath.ranking.shared import periods
from netpath.ranking.strength import chance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from netpath.model import Network

    Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
    Array = npt.NDArray[Any]

SCALE = 1 << 22
FAR = 1 << 61
"""More than any chain costs, and far enough from overflow."""


def costs(probabilities: Sequence[float] | Array) -> Ints:
    """Give probabilities as fixed-point nats; 0 for certainty."""
    nats = -np.log(np.asarray(probabilities, dtype=np.float64))
    fixed: Ints = np.rint(nats * SCALE).astype(np.int64)
    return fixed


def cost(probability: float) -> int:
    """Give one probability as fixed-point nats.

    >>> cost(1.0), cost(0.5)
    (0, 2907270)
    """
    return int(costs([probability])[0])


class Rows:
    """Lists of numbers, one for each node, end to end.

    Attributes
    ----------
    first
        Row i is ``other[first[i]:first[i + 1]]``.
    """

    def __init__(self, first: Array, other: Array) -> None:
        self.first, self.other = first, other

    @classmethod
    def of(cls, row: Array, other: Array, count: int) -> tuple[Rows, Array]:
        """Sort pairs into rows; give the rows, and the order that sorts them."""
        row, other = row.astype(np.int64), other.astype(np.int64)
        order = np.argsort((row << 32) | other, kind="stable")
        first = np.searchsorted(row[order], np.arange(count + 1))
        return cls(first, other[order].astype(np.int32)), order

    def size(self, nodes: Ints) -> int:
        """Give how many numbers some rows hold together."""
        return int((self.first[nodes + 1] - self.first[nodes]).sum())

    def span(self, nodes: Ints) -> tuple[Ints, Ints]:
        """Give the places of some rows, row after row, and how many each has."""
        starts = self.first[nodes]
        counts = self.first[nodes + 1] - starts
        before = np.cumsum(counts) - counts
        places = np.repeat(starts - before, counts) + np.arange(counts.sum())
        return places, counts

    def row(self, node: int) -> slice:
        """Give where one row stands."""
        return slice(int(self.first[node]), int(self.first[node + 1]))

    def least(self, values: Ints) -> Ints:
        """Give the least value of every row, of values for every place."""
        out = np.full(len(self.first) - 1, FAR, dtype=np.int64)
        if len(values):
            out[self._filled] = np.minimum.reduceat(values, self.first[self._filled])
        return out

    @cached_property
    def _filled(self) -> Ints:
        return np.flatnonzero(np.diff(self.first))


def taken(values: Ints, places: Array) -> Ints:
    """Give ``values[places]``, three times as fast: places are known to be right."""
    found: Ints = np.take(values, places.astype(np.intp), mode="clip")
    return found


def least_each(values: Ints, counts: Ints) -> Ints:
    """Give the least of each run of values, of the lengths given; FAR for none."""
    out = np.full(len(counts), FAR, dtype=np.int64)
    filled = np.flatnonzero(counts)
    if len(filled):
        starts = np.cumsum(counts) - counts
        out[filled] = np.minimum.reduceat(values, starts[filled])
    return out


@dataclass(frozen=True, slots=True)
class Ties:
    """Every tie in the rows of both its ends.

    Attributes
    ----------
    rows
        Whom a person has ties with.
    price
        What each of these hops costs.
    number
        Which tie of the network it is.
    """

    rows: Rows
    price: Array
    number: Array

    @classmethod
    def of(cls, a: Array, b: Array, price: Array, count: int) -> Ties:
        """Sort ties into the rows of both their ends, for so many people."""
        rows, order = Rows.of(np.concatenate([a, b]), np.concatenate([b, a]), count)
        number = np.tile(np.arange(len(a), dtype=np.int32), 2)[order]
        return cls(rows, np.tile(price.astype(np.int32), 2)[order], number)

    def work(self, nodes: Ints) -> int:
        """Give how many places a search from or to some people touches."""
        return self.rows.size(nodes)

    @property
    def size(self) -> int:
        """How many places a sweep touches."""
        return len(self.price)

    def sweep(self, keys: Ints, shift: int, out: Ints) -> None:
        """Lower everybody's ``out`` to (a neighbour's key + the tie's cost)."""
        found = taken(keys, self.rows.other)
        found += self.price.astype(np.int64) << shift
        np.minimum(out, self.rows.least(found), out=out)

    def pull(self, nodes: Ints, keys: Ints, shift: int, out: Ints) -> None:
        """Lower ``out`` of some people to what their neighbours offer."""
        places, counts = self.rows.span(nodes)
        found = keys[self.rows.other[places]]
        found += self.price[places].astype(np.int64) << shift
        out[nodes] = np.minimum(out[nodes], least_each(found, counts))

    def push(self, nodes: Ints, keys: Ints, shift: int, out: Ints) -> None:
        """Lower ``out`` to what some people offer their neighbours."""
        places, counts = self.rows.span(nodes)
        found = np.repeat(keys[nodes], counts)
        found += self.price[places].astype(np.int64) << shift
        np.minimum.at(out, self.rows.other[places], found)


@dataclass(frozen=True, slots=True)
class Hubs:
    """Groups in their times, by their members and the other way round.

    Attributes
    ----------
    members
        Who is in a hub.
    seats
        The hubs that a person is in.
    price
        What a hop through each hub costs.
    number
        Which group of the network it is.
    until
        The last year in which its members met; 0: they still do.
    """

    members: Rows
    seats: Rows
    price: Array
    number: Array
    until: Array

    @classmethod
    def of(cls, hub: Array, member: Array, about: Array, count: int) -> Hubs:
        """Sort memberships, given as pairs, by hub and by member.

        Parameters
        ----------
        about
            A row a hub: price, number, until.
        count
            How many people there are.
        """
        members, _ = Rows.of(hub, member, len(about))
        seats, _ = Rows.of(member, hub, count)
        price, number, until = (
            np.asarray(about).reshape(-1, 3).astype(np.int32).T.copy()
        )
        return cls(members, seats, price, number, until)

    def work(self, nodes: Ints) -> int:
        """Give how many places a search from or to some people touches."""
        return self.members.size(self.around(nodes)) if len(self.price) else 0

    def around(self, nodes: Ints) -> Ints:
        """Give the hubs that some people are in, in order."""
        places, _ = self.seats.span(nodes)
        is_met = np.zeros(len(self.price), dtype=bool)
        is_met[self.seats.other[places]] = True
        return np.flatnonzero(is_met)

    @property
    def size(self) -> int:
        """How many places a sweep touches."""
        return 2 * len(self.seats.other)

    def sweep(self, keys: Ints, shift: int, out: Ints) -> None:
        """Lower everybody's ``out`` to what is reached through a hub."""
        if len(self.price):
            best = self.members.least(taken(keys, self.members.other))
            best += self.price.astype(np.int64) << shift
            found = self.seats.least(taken(best, self.seats.other))
            np.minimum(out, found, out=out)

    def pull(self, nodes: Ints, keys: Ints, shift: int, out: Ints) -> None:
        """Lower ``out`` of some people to what their hubs offer."""
        hubs = self.around(nodes)
        places, counts = self.members.span(hubs)
        best = np.full(len(self.price), FAR, dtype=np.int64)
        best[hubs] = least_each(keys[self.members.other[places]], counts)
        best[hubs] += self.price[hubs].astype(np.int64) << shift
        places, counts = self.seats.span(nodes)
        found = least_each(best[self.seats.other[places]], counts)
        out[nodes] = np.minimum(out[nodes], found)

    def push(self, nodes: Ints, keys: Ints, shift: int, out: Ints) -> None:
        """Lower ``out`` to what some people offer through their hubs."""
        hubs = self.around(nodes)
        places, counts = self.seats.span(nodes)
        best = np.full(len(self.price), FAR, dtype=np.int64)
        np.minimum.at(best, self.seats.other[places], np.repeat(keys[nodes], counts))
        places, counts = self.members.span(hubs)
        found = best[hubs] + (self.price[hubs].astype(np.int64) << shift)
        np.minimum.at(out, self.members.other[places], np.repeat(found, counts))

    def arrays(self) -> dict[str, Array]:
        """Give the arrays, to be kept in a file."""
        return {
            "hub_first": self.members.first,
            "hub_member": self.members.other,
            "hub_price": self.price,
            "hub_number": self.number,
            "hub_until": self.until,
            "seat_first": self.seats.first,
            "seat_hub": self.seats.other,
        }


@dataclass(frozen=True, slots=True)
class Index:
    """A network made ready for searching.

    Attributes
    ----------
    ids
        Person ids in sorted order; a node is a place in this list, so comparing nodes
        compares ids.
    places
        The groups of the network that a person is or was in.
    willing
        Who volunteered to be asked.
    connections
        How many connections each has by their own export; 0 where there is none.
    """

    ids: Sequence[str]
    ties: Ties
    hubs: Hubs
    places: Rows
    willing: Array
    connections: Array

    def node(self, key: str) -> int:
        """Give the node of a person's id.

        Raises
        ------
        ValueError
            If nobody has that id.
        """
        return self.ids.index(key)

    def nodes(self, keys: Iterable[str]) -> Ints:
        """Give the nodes of ids, in order."""
        return np.array(sorted(map(self.node, keys)), dtype=np.int64)

    def neighbours(self, node: int, *, with_hubs: bool = True) -> tuple[Ints, Ints]:
        """Give who is one hop away, in order, and what the cheapest hop costs."""
        run = self.ties.rows.row(node)
        others = self.ties.rows.other[run].astype(np.int64)
        prices = self.ties.price[run].astype(np.int64)
        hubs = self.hubs.seats.other[self.hubs.seats.row(node)].astype(np.int64)
        if not with_hubs or not len(hubs):
            return others, prices
        places, counts = self.hubs.members.span(hubs)
        others = np.concatenate([others, self.hubs.members.other[places]])
        prices = np.concatenate([prices, np.repeat(self.hubs.price[hubs], counts)])
        order = np.lexsort((prices, others))
        others, prices = others[order], prices[order]
        is_first = np.diff(others, prepend=-1) > 0
        is_first &= others != node
        return others[is_first], prices[is_first]

    def arc(self, a: int, b: int) -> int:
        """Give where the tie of two people stands, or −1 if they have none."""
        run = self.ties.rows.row(a)
        place = int(np.searchsorted(self.ties.rows.other[run], b)) + run.start
        has = place < run.stop and int(self.ties.rows.other[place]) == b
        return place if has else -1

    def hub(self, a: int, b: int) -> int:
        """Give the cheapest hub that two people share, the first of several, or −1."""
        seats = self.hubs.seats
        shared = np.intersect1d(seats.other[seats.row(a)], seats.other[seats.row(b)])
        if not len(shared):
            return -1
        return int(shared[np.argmin(self.hubs.price[shared])])

    def shared(self, a: int, b: int) -> Ints:
        """Give the groups that two people are or were in, at whatever time."""
        places = self.places
        found: Ints = np.intersect1d(
            places.other[places.row(a)], places.other[places.row(b)]
        )
        return found

    def arrays(self) -> dict[str, Array]:
        """Give the arrays, to be kept in a file; all but the ids."""
        return {
            "tie_first": self.ties.rows.first,
            "tie_other": self.ties.rows.other,
            "tie_price": self.ties.price,
            "tie_number": self.ties.number,
            **self.hubs.arrays(),
            "place_first": self.places.first,
            "place_group": self.places.other,
            "willing": self.willing,
            "connections": self.connections,
        }

    @classmethod
    def from_arrays(cls, ids: Sequence[str], arrays: Mapping[str, Array]) -> Index:
        """Put an index together again; the inverse of :meth:`arrays`."""
        a = arrays
        ties = Rows(a["tie_first"], a["tie_other"])
        members = Rows(a["hub_first"], a["hub_member"])
        seats = Rows(a["seat_first"], a["seat_hub"])
        return cls(
            ids,
            Ties(ties, a["tie_price"], a["tie_number"]),
            Hubs(members, seats, a["hub_price"], a["hub_number"], a["hub_until"]),
            Rows(a["place_first"], a["place_group"]),
            a["willing"],
            a["connections"],
        )


def build(network: Network) -> Index:
    """Make the index of a scored network."""
    ids = Ids(sorted(network.people))
    node = {key: i for i, key in enumerate(ids)}
    willing = np.array([network.people[key].is_willing for key in ids], dtype=bool)
    hubs, places = _hubs(network, node), _places(network, node)
    connections = _connections(network, node)
    return Index(ids, _ties(network, node), hubs, places, willing, connections)


def _connections(network: Network, node: Mapping[str, int]) -> Ints:
    """Count the connections of everybody whose export was read.

    Its owner is the one end that all its connections share.
    """
    counts: Counter[str] = Counter()
    ends: dict[str, set[str]] = {}
    for tie in network.ties:
        for one in tie.evidence:
            if one.kind == "connection":
                counts[one.teller] += 1
                maybe = ends.setdefault(one.teller, {tie.a, tie.b})
                if len(maybe) > 1:
                    maybe &= {tie.a, tie.b}
    found = np.zeros(len(node), dtype=np.int64)
    for teller, maybe in ends.items():
        if len(maybe) == 1:
            found[node[next(iter(maybe))]] = counts[teller]
    return found


def hubs_of(network: Network) -> Hubs:
    """Make the hubs alone, for another day."""
    return _hubs(network, {key: i for i, key in enumerate(sorted(network.people))})


def _places(network: Network, node: Mapping[str, int]) -> Rows:
    sizes = [len(group.members) for group in network.groups]
    members = [node[m.member] for group in network.groups for m in group.members]
    group = np.repeat(np.arange(len(sizes)), np.array(sizes, dtype=np.int64))
    return Rows.of(np.array(members, dtype=np.int64), group, len(node))[0]


def _ties(network: Network, node: Mapping[str, int]) -> Ties:
    count = len(network.ties)
    a = np.fromiter((node[tie.a] for tie in network.ties), np.int64, count)
    b = np.fromiter((node[tie.b] for tie in network.ties), np.int64, count)
    chances = np.fromiter((tie.probability for tie in network.ties), float, count)
    return Ties.of(a, b, costs(chances), len(node))


def _hubs(network: Network, node: Mapping[str, int]) -> Hubs:
    as_of = network.as_of or _latest(network)
    hubs: list[int] = []
    members: list[int] = []
    about: list[tuple[float, int, int]] = []
    for number, group in enumerate(network.groups):
        for period in periods(group, as_of):
            hubs += [len(about)] * len(period.members)
            members += map(node.__getitem__, period.members)
            worth = chance(group, period.until, as_of)
            about.append((worth, number, period.until or 0))
    table = np.array(about, dtype=float).reshape(-1, 3)
    table[:, 0] = costs(table[:, 0])
    hub, member = np.array(hubs, dtype=np.int64), np.array(members, dtype=np.int64)
    return Hubs.of(hub, member, table, len(node))


def _latest(network: Network) -> date:
    """Give the last day that a network knows of, where it does not say its own."""
    days = (
        day
        for group in network.groups
        for member in group.members
        for day in (member.since, member.until)
    )
    return max(filter(None, days), default=date.min)
