"""From a scored network to its index."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from netpath.arrays import Ids
from netpath.ranking.index import Hubs, Index, Ties, costs
from netpath.ranking.rows import Rows
from netpath.ranking.shared import periods
from netpath.ranking.strength import chance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netpath.model import Network
    from netpath.ranking.rows import Ints


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
