"""From a scored network and a question to chains in words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from netpath.model import Answer, Chain, Evidence, Hop, Query
from netpath.ranking.chains import MAX_HOPS, best_routes
from netpath.ranking.index import build, cost
from netpath.ranking.strength import (
    WILLING,
    availability,
    chain_probability,
    interval,
)
from netpath.ranking.through import Through
from netpath.relations import inverse_word
from netpath.sentences import Link, phrase, say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from netpath.model import Group, Match, Network, Person, Tie
    from netpath.ranking.chains import Route
    from netpath.ranking.index import Index

_BY_GROUP = {"employer": "possible coworker", "school": "possible schoolmate"}


def find(
    network: Network,
    matches: Mapping[str, Match],
    query: Query,
    *,
    via: Collection[str] = (),
    avoid: Collection[str] = (),
) -> Answer:
    """Give the best chains from the asker to matching people.

    Parameters
    ----------
    matches
        Person id → how well they fit, for everybody worth reaching.
    via
        People of whom one must be among the connectors; nobody means no condition.
    avoid
        People who are neither connectors nor targets.

    Returns
    -------
    Answer
        At most ``query.top`` chains, one a target, by score, then fewer hops, then ids.
    """
    wanted = {key: m for key, m in matches.items() if key != query.asker}
    index = build(network, avoid=set(avoid) - {query.asker})
    # Relative to the most willing, so that no weight is above 1: costs stay positive.
    targets = {
        index.node[key]: m.score * availability(network.people[key]) / WILLING
        for key, m in wanted.items()
        if key in index.node
    }
    source = index.node[query.asker]
    if via:
        through = frozenset(index.node[key] for key in via if key in index.node)
        search = Through(index, source, targets, through, query.max_hops)
        routes = search.routes(query.top)
    else:
        routes = best_routes(
            index, source, targets, k=query.top, max_hops=query.max_hops
        )
    speaker = _Speaker(network, index, matches)
    chains = tuple(speaker.chain(route) for route in routes)
    reason = (
        "" if chains else _none_because(index, wanted, query, is_filtered=bool(via))
    )
    return Answer(query, chains, len(wanted), reason)


def _none_because(
    index: Index, wanted: Mapping[str, Match], query: Query, *, is_filtered: bool
) -> str:
    """Say why nothing was found: unknown, avoided, not connected, or too far."""
    if not wanted:
        return f"I know nobody whose work is “{query.title}”."
    count = len(wanted)
    who = (
        "The one person I know" if count == 1 else f"None of the {count} people I know"
    )
    verb = "cannot be" if count == 1 else "can be"
    nodes = {index.node[key]: m.score for key, m in wanted.items() if key in index.node}
    if not nodes:
        return f"{who} {verb} asked: you chose to avoid them."
    if is_filtered:
        return f"{who} {verb} reached through the people you named."
    far = best_routes(
        index, index.node[query.asker], nodes, k=1, max_hops=len(index.ids)
    )
    if not far:
        return f"{who} {verb} reached: no tie I know of leads there."
    steps = len(far[0].nodes) - 1
    return (
        f"{who} {verb} reached in {query.max_hops} steps; the nearest is {steps} steps"
        f" away. Try --max-hops {steps}."
        if steps <= MAX_HOPS
        else f"{who} {verb} reached; the nearest is {steps} steps away."
    )


class _Speaker:
    """Turns routes over nodes into chains of people, with their words."""

    def __init__(
        self, network: Network, index: Index, matches: Mapping[str, Match]
    ) -> None:
        self._network, self._index, self._matches = network, index, matches
        self._groups: dict[int, list[Group]] = {}
        for group in index.groups:
            for member in group.members:
                if member.member in index.node:
                    self._groups.setdefault(index.node[member.member], []).append(group)

    def chain(self, route: Route) -> Chain:
        """Give a route as a chain."""
        people = [self._person(node) for node in route.nodes]
        hops = tuple(self._hop(a, b) for a, b in pairwise(route.nodes))
        match = self._matches[people[-1].id]
        chances = [hop.probability for hop in hops]
        available = availability(people[-1])
        probability = chain_probability(chances, available)
        links = [
            Link(hop.relation, person.name, hop.via)
            for hop, person in zip(hops, people[1:], strict=True)
        ]
        target = people[-1]
        asker = "" if people[0].id == self._network.me else people[0].name
        return Chain(
            people=tuple(people),
            hops=hops,
            match=match,
            probability=probability,
            interval=interval(chances, available),
            score=probability * match.score,
            phrase=phrase(links, asker),
            sentence=say(links, target.position, target.company, asker)
            + self._remark(people[0], target),
        )

    def _remark(self, asker: Person, target: Person) -> str:
        """Say that somebody wants to be asked, and what they share with the asker."""
        if not target.is_willing:
            return ""
        school = self._shared_school(asker, target)
        as_who = "you" if asker.id == self._network.me else asker.name
        too = f", and studied at {school} as {as_who} did" if school else ""
        return f" {target.name} volunteered to talk to students{too}."

    def _shared_school(self, one: Person, other: Person) -> str:
        shared = (
            group.name
            for group in self._network.groups
            if group.kind == "school"
            and {one.id, other.id} <= {m.member for m in group.members}
        )
        return min(shared, default="")

    def _person(self, node: int) -> Person:
        return self._network.people[self._index.ids[node]]

    def _hop(self, a: int, b: int) -> Hop:
        """Give the likelier of the tie and the best shared group between two people."""
        tie = self._index.ties.get((min(a, b), max(a, b)))
        group = self._best_group(a, b)
        from_, to = self._index.ids[a], self._index.ids[b]
        if group and (tie is None or cost(group.probability) < cost(tie.probability)):
            relation = _BY_GROUP[group.kind]
            evidence = _membership_evidence(group, from_, to)
            return Hop(from_, to, relation, group.probability, group.name, evidence)
        if tie is None:
            message = f"no tie between {from_} and {to}"
            raise AssertionError(message)
        return Hop(from_, to, relation_to(tie, to), tie.probability, "", tie.evidence)

    def _best_group(self, a: int, b: int) -> Group | None:
        shared = [g for g in self._groups.get(a, ()) if g in self._groups.get(b, ())]
        return min(shared, key=lambda g: (cost(g.probability), g.id), default=None)


def relation_to(tie: Tie, person: str) -> str:
    """Say what one end of a tie is to the other.

    >>> from netpath.model import Tie
    >>> tie = Tie("ana", "me", relation="boss", relation_from="me")
    >>> relation_to(tie, "ana"), relation_to(tie, "me")
    ('boss', 'direct report')
    """
    is_said_of = tie.relation_from != person
    return tie.relation if is_said_of else inverse_word(tie.relation)


def _membership_evidence(group: Group, *people: str) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(group.kind, m.source, detail=f"{group.name}: {m.role}".rstrip(": "))
        for m in group.members
        if m.member in people
    )
