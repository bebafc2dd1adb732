"""People, ties and groups as flat arrays: what the search runs on.

Costs are fixed-point integers, ``round(−ln p · 2²²)``: sums are exact and do not depend
on their order, so every search over the same network gives the same totals. Groups stay
hubs (person–group–person is one hop); written out as pairs, the employers of a thousand
exports would be billions of ties.

A tie stands in the rows of both its ends, 12 bytes each. One layer of a search is then
one sweep of gathers, which numpy does four times as fast as scattering from one row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netpath.ranking.rows import FAR, Rows, least_each, taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netpath.ranking.rows import Array, Ints


SCALE = 1 << 22


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
