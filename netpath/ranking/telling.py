"""From routes over nodes to chains of people, with their words."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from netpath.model import Chain, Evidence, Hop
from netpath.ranking.strength import availability, chain_probability, chance
from netpath.relations import inverse_word
from netpath.sentences import Link, phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netpath.model import Group, Match, Membership, Network, Person, Tie
    from netpath.ranking.growing import Route
    from netpath.ranking.index import Index

_BY_GROUP = {
    ("employer", True): "possible coworker",
    ("employer", False): "possible former coworker",
    ("school", True): "possible schoolmate",
    ("school", False): "possible schoolmate",
}


class Speaker:
    """Says routes as chains.

    Parameters
    ----------
    matches
        Person id → how well they fit, for every target.
    with_hubs
        Whether a hop may go through a group.
    """

    def __init__(
        self,
        network: Network,
        index: Index,
        matches: Mapping[str, Match],
        *,
        with_hubs: bool = True,
    ) -> None:
        self._network, self._index, self._matches = network, index, matches
        self._with_hubs = with_hubs

    def chain(self, route: Route, others: Sequence[Route] = ()) -> Chain:
        """Give a route as a chain, with others to the same target."""
        people = [self._person(node) for node in route.nodes]
        hops = tuple(self._hop(a, b) for a, b in pairwise(route.nodes))
        match = self._matches[people[-1].id]
        chances = [hop.probability for hop in hops]
        probability = chain_probability(chances, availability(people[-1]))
        links = [
            Link(hop.relation, person.name, hop.via)
            for hop, person in zip(hops, people[1:], strict=True)
        ]
        target = people[-1]
        asker = "" if people[0].id == self._network.me else people[0].name
        chain = Chain(
            people=tuple(people),
            hops=hops,
            match=match,
            probability=probability,
            interval=(probability, probability),  # until it is judged, see draws
            score=probability * match.score,
            phrase=phrase(links, asker),
            sentence=say(links, target.position, target.company, asker)
            + self._remark(route, people[0], target),
        )
        return replace(chain, alternatives=tuple(map(self.chain, others)))

    def _remark(self, route: Route, asker: Person, target: Person) -> str:
        """Say that somebody wants to be asked, and what they share with the asker."""
        if not target.is_willing:
            return ""
        school = min(self._shared_schools(route.nodes[0], route.nodes[-1]), default="")
        as_who = "you" if asker.id == self._network.me else asker.name
        too = f", and studied at {school} as {as_who} did" if school else ""
        return f" {target.name} volunteered to talk to students{too}."

    def _shared_schools(self, a: int, b: int) -> Iterator[str]:
        for number in self._index.shared(a, b).tolist():
            group = self._network.groups[number]
            if group.kind == "school":
                yield group.name

    def _person(self, node: int) -> Person:
        return self._network.people[self._index.ids[node]]

    def _hop(self, a: int, b: int) -> Hop:
        """Give the likelier of the tie and the best shared group between two people."""
        index, arc = self._index, self._index.arc(a, b)
        hub = index.hub(a, b) if self._with_hubs else -1
        from_, to = index.ids[a], index.ids[b]
        if arc < 0 or (hub >= 0 and index.hubs.price[hub] < index.ties.price[arc]):
            return self._guessed(hub, from_, to)
        found = self._network.ties[int(index.ties.number[arc])]
        relation = relation_to(found, to)
        return Hop(from_, to, relation, found.probability, "", found.evidence)

    def _guessed(self, hub: int, from_: str, to: str) -> Hop:
        """Give a hop between two people who were at one place at the same time."""
        hubs, as_of = self._index.hubs, self._network.as_of or date.min
        group = self._network.groups[int(hubs.number[hub])]
        until = int(hubs.until[hub]) or None
        relation = _BY_GROUP[group.kind, until is None or until >= as_of.year]
        worth = chance(group, until, as_of)
        evidence = _membership_evidence(group, from_, to)
        return Hop(from_, to, relation, worth, group.name, evidence)


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
    found = []
    for person in sorted(people):
        place = bisect_left(group.members, person, key=lambda m: m.member)
        member = group.members[place]
        detail = f"{group.name}: {member.role}".rstrip(": ") + _years(member)
        found.append(Evidence(group.kind, member.source, detail=detail))
    return tuple(found)


def _years(member: Membership) -> str:
    """Say when somebody was there, as far as it is known: " (2019 to 2023)"."""
    since = str(member.since.year) if member.since else ""
    until = str(member.until.year) if member.until else ""
    if not since and not until:
        return ""
    if since and until:
        return f" ({since})" if since == until else f" ({since} to {until})"
    return f" (since {since})" if since else f" (until {until})"
