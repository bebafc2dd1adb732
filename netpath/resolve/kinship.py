"""Kinship that follows: my wife's sister is my sister-in-law."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netpath.model import Evidence, Tie
from netpath.relations import compose, inverse_word, look_up
from netpath.resolve.ties import ends_of, tie_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_Reached = dict[str, tuple[str, tuple[str, ...]]]  # relative → word, how it follows
_KIN_STEPS = 3  # my wife's sister's daughter is still said; beyond, nobody asks


def with_kin(ties: Sequence[Tie], me: str) -> list[Tie]:
    """Give the ties together with the kinship that follows from them."""
    joined = {ends_of(tie): tie for tie in ties}
    for new in _derived_kin(ties, me):
        ends = ends_of(new)
        before = joined[ends].evidence if ends in joined else ()
        joined[ends] = tie_of(ends, [*before, *new.evidence])
    return list(joined.values())


def _derived_kin(ties: Sequence[Tie], me: str) -> list[Tie]:
    """Give the kinship that follows: my wife's sister is my sister-in-law.

    What is derived is said from your side where you are one of the two. What somebody
    said of two people stands; a mere connection on LinkedIn says nothing.
    """
    near = _kin_of(ties)
    known = {ends_of(tie) for tie in ties if any(e.relation for e in tie.evidence)}
    found: dict[tuple[str, str], Tie] = {}
    for ego in sorted(near, key=lambda key: (key != me, key)):
        reached: _Reached = {ego: ("", ())}
        frontier: _Reached = {o: (word, ()) for o, word in near[ego].items()}
        for _ in range(_KIN_STEPS - 1):
            reached |= frontier
            frontier = _next_kin(near, frontier, reached)
            for other, (word, way) in sorted(frontier.items()):
                ends = (min(ego, other), max(ego, other))
                if ends not in known and ends not in found:
                    found[ends] = _derived(ends, ego, word, way)
    return list(found.values())


def _next_kin(
    near: Mapping[str, Mapping[str, str]], frontier: _Reached, reached: _Reached
) -> _Reached:
    beyond: _Reached = {}
    for middle, (word, way) in sorted(frontier.items()):
        for other, then in sorted(near[middle].items()):
            composed = compose(word, then)
            if composed and other not in reached and other not in beyond:
                beyond[other] = (composed, (*way, f"{word}'s {then}"))
    return beyond


def _kin_of(ties: Sequence[Tie]) -> dict[str, dict[str, str]]:
    """Give what declared kin are to each person: person → relative → word."""
    near: dict[str, dict[str, str]] = defaultdict(dict)
    for tie in ties:
        relation = look_up(tie.relation).relation
        if relation.context != "family" or relation.is_ended:
            continue
        other = tie.b if tie.relation_from == tie.a else tie.a
        near[tie.relation_from][other] = tie.relation
        near[other][tie.relation_from] = inverse_word(tie.relation)
    return near


def _derived(ends: tuple[str, str], ego: str, word: str, way: Sequence[str]) -> Tie:
    detail = f"{word}: {', then '.join(way)}"
    evidence = Evidence("derived", detail=detail, relation=word, side=ego)
    return Tie(*ends, (evidence,), word, ego)
