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
from netpath.resolve.linking import links_of
from netpath.resolve.sets import Ruling, Sets, flat, root_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netpath.resolve.comparing import Names
    from netpath.resolve.linking import Links
    from netpath.resolve.pool import Ints, Pool


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
    links = links_of(compare(pool, *candidates(pool), names), nodes, pool)
    sets = Sets(pool, nodes, rulings)
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


def _component(nodes: Ints, links: Links, rulings: Iterable[Ruling]) -> Ints:
    parent = np.arange(len(nodes))
    pairs = list(zip(links.a.tolist(), links.b.tolist(), strict=True))
    for ruling in rulings:
        rows = [int(nodes[row]) for row in (*ruling.left, *ruling.right)]
        pairs += [(rows[0], other) for other in rows[1:]]
    for a, b in pairs:
        one, other = sorted((root_of(parent, a), root_of(parent, b)))
        parent[other] = one
    return flat(parent)[nodes]


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
