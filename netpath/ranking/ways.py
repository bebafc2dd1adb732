"""Who is within reach of a request that one passes on: at most one person between."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netpath.ranking.index import SCALE, cost
from netpath.ranking.layers import Layers, Rules
from netpath.ranking.rows import FAR
from netpath.ranking.telling import relation_to

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from netpath.model import Network, Tie
    from netpath.ranking.index import Index

FAR_ENOUGH = 0.10
"""Least probability of a way over somebody else. Judgement: below, guesses add up."""

_HOPS = 2


class Way(NamedTuple):
    """How one gets to somebody: ids from the asker on, ties, and their product."""

    probability: float
    people: tuple[str, ...]
    ties: tuple[Tie, ...]


class Reached(NamedTuple):
    """Somebody within reach, by what chance and in how many hops."""

    person: str
    probability: float
    hops: int


class Ways:
    """The likeliest way of one or two ties to everybody who has one.

    Nobody avoided, and nobody of ``without``, is on it. Of two equally likely ways the
    one with the lower ids counts. Shared employers are no way here: over one of them
    and one more, too little is left.
    """

    def __init__(
        self,
        network: Network,
        index: Index,
        asker: str,
        without: Collection[str] = (),
    ) -> None:
        self._network, self._index = network, index
        blocked = index.nodes(network.avoided.union(without) - {asker})
        rules = Rules(index.node(asker), _HOPS, blocked, with_hubs=False)
        self._layers = Layers(index, rules)

    def nearest(self) -> Iterator[Reached]:
        """Give everybody within reach, the likeliest first."""
        layers = self._layers.layers
        far = np.full(self._layers.size, FAR, dtype=np.int64)
        one = layers[1].costs if len(layers) > 1 else far
        two = layers[2].costs if len(layers) > _HOPS else far
        is_two = (two < one) & (two <= cost(FAR_ENOUGH))
        costs = np.where(is_two, two, one)
        costs[self._layers.rules.source] = FAR
        for node in np.argsort(costs, kind="stable").tolist():
            if costs[node] >= FAR:
                break
            chance = math.exp(-int(costs[node]) / SCALE)
            yield Reached(self._index.ids[node], chance, 1 + int(is_two[node]))

    def way(self, person: str, hops: int) -> Way:
        """Give the way to somebody within reach."""
        index = self._index
        nodes = self._layers.way(hops, index.node(person))
        arcs = (index.arc(a, b) for a, b in pairwise(nodes))
        ties = tuple(self._network.ties[int(index.ties.number[arc])] for arc in arcs)
        chance = math.prod(tie.probability for tie in ties)
        return Way(chance, tuple(index.ids[node] for node in nodes), ties)


def said(net: Network, way: Way) -> str:
    """Say who somebody is to the asker: "your sister-in-law Ana Ruiz's coworker"."""
    first, *rest = (
        relation_to(tie, person)
        for tie, person in zip(way.ties, way.people[1:], strict=True)
    )
    if rest:
        return f"your {first} {net.people[way.people[1]].name}'s {rest[0]}"
    voices = net.voices if way.people[0] == net.me else ()
    return ", ".join(filter(None, (f"your {first}", _shared(way.ties[0], voices))))


def _shared(tie: Tie, voices: Collection[str]) -> str:
    """Say what already went between two people, by the asker's own export."""
    mine = [one for one in tie.evidence if one.teller in voices]
    praise = [one for one in mine if one.kind == "recommendation"]
    if any(one.received for one in praise):
        return "who recommended you"
    if praise:
        return "whom you recommended"
    if any(e.kind == "messages" and e.sent and e.received for e in mine):
        return "with whom you have written"
    return ""
