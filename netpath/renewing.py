"""A kept network on another day: only what time changes is weighed again.

Most ties of an export bear no date that matters. Those that fade, and those with
messages, are a few; weighing them takes seconds where resolving takes minutes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from netpath.arrays import Texts
from netpath.kept import network_from
from netpath.ranking.building import hubs_of
from netpath.ranking.index import costs
from netpath.ranking.strength import weigh_again
from netpath.relations import look_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from netpath.model import Network

    Array = npt.NDArray[Any]


def renewed(arrays: Mapping[str, Array], as_of: date) -> dict[str, Array]:
    """Give the arrays of a network and its index as they are on another day."""
    before = date.fromordinal(int(arrays["as_of"][0]))
    network = network_from(arrays, "")
    ties = network.ties
    chances, effects = (
        arrays["Tie.probability"].copy(),
        arrays["Evidence.effect"].copy(),
    )
    ends = arrays["evidence_ends"]
    for place in _changing(arrays).tolist():
        tie = ties[place]
        strength = weigh_again(tie, tie.prior, as_of)
        chances[place] = strength.probability
        end = int(ends[place])
        effects[end - len(tie.evidence) : end] = [e.effect for e in strength.evidence]
    return {
        **arrays,
        "Tie.probability": chances,
        "Evidence.effect": effects,
        "tie_price": costs(chances).astype(np.int32)[arrays["tie_number"]],
        "as_of": np.array([as_of.toordinal()]),
        **_hubs(network, arrays, before, as_of),
    }


def _hubs(
    network: Network, arrays: Mapping[str, Array], before: date, as_of: date
) -> dict[str, Array]:
    """Give the hubs anew, if a year has passed or somebody has left meanwhile."""
    ends = arrays["Membership.until"]
    first, last = sorted((before.toordinal(), as_of.toordinal()))
    has_left = bool(((ends > first) & (ends <= last)).any())
    if before.year == as_of.year and not has_left:
        return {}
    return hubs_of(replace(network, as_of=as_of)).arrays()


def _changing(arrays: Mapping[str, Array]) -> Array:
    """Give the ties whose worth depends on the day."""
    texts = Texts(arrays["texts"], arrays["texts_ends"])
    relations = arrays["Tie.relation"]
    fading = [
        number
        for number in np.unique(relations).tolist()
        if look_up(texts[number]).relation.tie_class.half_life
    ]
    changes = np.isin(relations, fading)
    counts = np.diff(arrays["evidence_ends"], prepend=0)
    of_tie = np.repeat(np.arange(len(counts)), counts)
    both_ways = (arrays["Evidence.sent"] > 0) & (arrays["Evidence.received"] > 0)
    changes[of_tie[both_ways | (arrays["Evidence.closeness"] > 0)]] = True
    return np.flatnonzero(changes)
