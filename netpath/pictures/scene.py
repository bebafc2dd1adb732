"""Who stands where in a picture, and which ties are drawn.

Somebody stands once in every column they have a part in: who is asked first in one
chain and second in another stands in both columns, and who is a target stands last,
whatever else they are. So a column's head is true of everybody below it, every tie goes
from a column to a later one, and ties that chains share are drawn once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netpath.model import Chain, Hop, Person

MOST = 60
"""Boxes in a picture: with more, nobody finds anything."""

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A person at a place of the picture.

    Attributes
    ----------
    column
        How many ties from the asker; targets stand in the last.
    rank
        Of the best chain through them, 0 being the best of all.
    chance
        Of the best chain that ends with them; None where none does.
    """

    person: Person
    column: int
    rank: int
    chance: float | None = None

    @property
    def is_target(self) -> bool:
        """Whether chains end here."""
        return self.chance is not None


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two spots (indices); ``rank`` is that of its best chain."""

    start: int
    end: int
    hop: Hop
    rank: int


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is drawn.

    Attributes
    ----------
    spots
        The first is the asker; before every other one stands somebody tied to them.
    edges
        Ties of better chains first.
    columns
        How many there are.
    chains
        Those drawn, best first, alternatives after all others.
    people_left, chains_left
        How many people, and chains, there was no room for.
    asker_is_you
        Whether the asker is called "You".
    is_tree
        Whether everybody stands once for each way that leads to them.
    """

    spots: tuple[Spot, ...]
    edges: tuple[Edge, ...]
    columns: int
    chains: tuple[Chain, ...]
    people_left: int
    chains_left: int
    asker_is_you: bool = True
    is_tree: bool = False


def as_layers(chains: Sequence[Chain], *, asker_is_you: bool = True) -> Scene:
    """Give everybody once in each column they belong to."""
    return replace(_scene(chains, _in_column), asker_is_you=asker_is_you)


def as_tree(chains: Sequence[Chain], *, asker_is_you: bool = True) -> Scene:
    """Give everybody once for each way that leads to them."""
    scene = _scene(chains, _on_way)
    return replace(scene, asker_is_you=asker_is_you, is_tree=True)


def _in_column(chain: Chain, place: int) -> _Key:
    is_last = place == len(chain.hops)
    return ("last" if is_last else place, chain.people[place].id)


def _on_way(chain: Chain, place: int) -> _Key:
    return (place == len(chain.hops), *(p.id for p in chain.people[: place + 1]))


def ways(chains: Sequence[Chain]) -> list[Chain]:
    """Give every chain once, best first; alternatives come after all others."""
    others = (other for chain in chains for other in chain.alternatives)
    found: dict[tuple[str, ...], Chain] = {}
    for chain in (*chains, *sorted(others, key=lambda other: -other.score)):
        found.setdefault(tuple(person.id for person in chain.people), chain)
    return [chain for chain in found.values() if chain.hops]


def _scene(chains: Sequence[Chain], key: Callable[[Chain, int], _Key]) -> Scene:
    found = ways(chains)
    drawn = found[: _count_that_fit(found, key)]
    last = max((len(chain.hops) for chain in drawn), default=0)
    spots: dict[_Key, Spot] = {}
    edges: dict[tuple[_Key, _Key], Edge] = {}
    for rank, chain in enumerate(drawn):
        keys = [key(chain, place) for place in range(len(chain.people))]
        for place, (one, person) in enumerate(zip(keys, chain.people, strict=True)):
            spots.setdefault(one, Spot(person, place, rank))
        end = spots[keys[-1]]
        if not end.is_target:
            spots[keys[-1]] = replace(end, column=last, chance=chain.probability)
        for pair, hop in zip(pairwise(keys), chain.hops, strict=True):
            edges.setdefault(pair, Edge(0, 0, hop, rank))
    number = {one: count for count, one in enumerate(spots)}
    return Scene(
        spots=tuple(spots.values()),
        edges=tuple(
            replace(edge, start=number[one], end=number[other])
            for (one, other), edge in edges.items()
        ),
        columns=last + 1,
        chains=tuple(drawn),
        people_left=len(_everybody(found) - _everybody(drawn)),
        chains_left=len(found) - len(drawn),
    )


def _count_that_fit(chains: list[Chain], key: Callable[[Chain, int], _Key]) -> int:
    """Count the best chains that take no more boxes than there may be."""
    keys: set[_Key] = set()
    for count, chain in enumerate(chains):
        keys |= {key(chain, place) for place in range(len(chain.people))}
        if len(keys) > MOST:
            return count
    return len(chains)


def _everybody(chains: Iterable[Chain]) -> set[str]:
    return {person.id for chain in chains for person in chain.people}
