"""Initials and roles instead of names: an answer as somebody else may see it.

The people in it never agreed to be shown to a third person. What stays is what a reader
has already: the asker's name and, where the reader is the asker, those they know
themselves. Everybody else becomes initials and a position; employers, places,
addresses, files and days go. Partners are "partner", whatever word was told: a word for
a spouse says more than whom they are married to (CJEU C-184/20).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from netpath.model import ME, MINE, Evidence, Person
from netpath.names import fold, profile_key
from netpath.relations import look_up
from netpath.sentences import Link, does, phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netpath.model import Answer, Chain, Hop, Lead
    from netpath.planning.plan import Wishes

_PARTNER = "partner"
_AS_NOUN = {_PARTNER: "life partner"}  # or it would be said "is together with"
_SOMEBODY = "somebody"
_TELLING = 3  # letters from which on a word may tell who somebody is


def for_reader(answer: Answer, wishes: Wishes) -> Answer:
    """Give the answer in words for its reader: "your sister-in-law", if they ask."""
    is_theirs = wishes.is_for(answer.asker)
    chains = tuple(map(_yours, answer.chains)) if is_theirs else answer.chains
    return redacted(replace(answer, chains=chains), wishes)


def _yours(chain: Chain) -> Chain:
    links = [
        Link(hop.relation, person.name, hop.via)
        for hop, person in zip(chain.hops, chain.people[1:], strict=True)
    ]
    target = chain.target
    return replace(
        chain,
        phrase=phrase(links),
        sentence=say(links, target.position, target.company),
        alternatives=tuple(map(_yours, chain.alternatives)),
    )


def redacted(answer: Answer, wishes: Wishes) -> Answer:
    """Give the answer as its reader may see it; as it is, where nothing is redacted.

    Where the cover is the asker's, they read it, and keep the names of those they know
    themselves; else it is somebody else, who keeps none but the asker's.
    """
    if not wishes.is_redacted:
        return answer
    seen = _Seen.of(answer, is_asker=wishes.is_for(answer.asker))
    is_named = any(chain.match.kind == "named" for chain in answer.chains)
    title = answer.chains[0].target if is_named else None
    return replace(
        answer,
        query=replace(
            answer.query,
            title=seen.people[title.id].name if title else answer.query.title,
        ),
        chains=tuple(_chain(chain, seen) for chain in answer.chains),
        leads=tuple(_lead(lead, answer.query.title, seen) for lead in answer.leads),
        none_because="" if answer.chains else "There is no chain within reach.",
        miss=None,
    )


def initials(name: str) -> str:
    """Give the initials of a name in any script.

    >>> initials("Mei Patel"), initials("Jean-Luc d'Or"), initials("王伟")
    ('M. P.', 'J. L. d.', '王.')
    """
    firsts = re.findall(r"(?<![\w'’])[^\W\d_]", name)
    return " ".join(f"{first}." for first in firsts) or "somebody"


@dataclass(frozen=True, slots=True)
class _Seen:
    """Everybody as the reader sees them, by id, and what would give them away."""

    people: Mapping[str, Person]
    hidden: _Hidden

    @classmethod
    def of(cls, answer: Answer, *, is_asker: bool) -> _Seen:
        everybody = {person.id: person for person in _everybody(answer)}
        kept = set(_known_to_reader(answer, is_asker=is_asker))
        veiled = [person for key, person in everybody.items() if key not in kept]
        hidden = _Hidden(
            frozenset(word for person in veiled for word in _words(person.name)),
            frozenset(filter(None, (fold(person.company) for person in veiled))),
        )
        people: dict[str, Person] = {}
        taken: dict[str, int] = {}
        for key, person in everybody.items():
            people[key] = (
                person if key in kept else _veiled(person, len(people), taken, hidden)
            )
        return cls(people, hidden)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Words of names, and whole employers, folded, that the reader may not see."""

    names: frozenset[str]
    employers: frozenset[str]

    def is_in(self, text: str) -> bool:
        """Whether a text gives somebody away."""
        folded = fold(text)
        return not self.names.isdisjoint(_words(text)) or any(
            employer in folded for employer in self.employers
        )


def _veiled(
    person: Person, place: int, taken: dict[str, int], hidden: _Hidden
) -> Person:
    short = initials(person.name)
    taken[short] = taken.get(short, 0) + 1
    name = short if taken[short] == 1 else f"{short} ({taken[short]})"
    position = "" if hidden.is_in(person.position) else person.position
    return Person(f"p{place}", name, position, is_willing=person.is_willing)


def _everybody(answer: Answer) -> Iterator[Person]:
    if answer.asker:
        yield answer.asker
    for chain in _ways(answer.chains):
        yield from chain.people
    yield from (lead.person for lead in answer.leads)


def _ways(chains: Iterable[Chain]) -> Iterator[Chain]:
    for chain in chains:
        yield chain
        yield from chain.alternatives


def _known_to_reader(answer: Answer, *, is_asker: bool) -> Iterator[str]:
    if answer.asker:
        yield answer.asker.id
    for chain in _ways(answer.chains):
        yield chain.people[0].id
        if is_asker and not chain.hops[0].is_guess:
            yield chain.people[1].id
    if is_asker:
        yield from (lead.person.id for lead in answer.leads if lead.hops == 1)


def _words(text: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", fold(text))
    return {word for word in words if len(word) >= _TELLING or not word.isascii()}


def _chain(chain: Chain, seen: _Seen) -> Chain:
    people = tuple(seen.people[person.id] for person in chain.people)
    hops = tuple(
        _hop(hop, one, other, chain.people[0])
        for hop, (one, other) in zip(chain.hops, pairwise(people), strict=True)
    )
    target = people[-1]
    asker = "" if chain.is_yours else people[0].name
    said = f"the position is “{target.position}”" if target.position else "their work"
    words = [
        (hop.relation, other.name) for hop, other in zip(hops, people[1:], strict=True)
    ]
    return replace(
        chain,
        people=people,
        hops=hops,
        match=replace(chain.match, reason=said, factors=()),
        phrase=phrase([Link(*word) for word in words], asker),
        sentence=_sentence(words, target, asker),
        gain=None,
        alternatives=tuple(_chain(other, seen) for other in chain.alternatives),
    )


def _sentence(words: Sequence[tuple[str, str]], target: Person, asker: str) -> str:
    """Say a chain with "whose partner", and initials without quotation marks."""
    links = [Link(_AS_NOUN.get(relation, relation), name) for relation, name in words]
    text = say(links, target.position, target.company, asker)
    for noun in _AS_NOUN.values():
        text = text.replace(noun, _PARTNER)
    for _, name in words:
        text = text.replace(f"“{name}”", name)
    return text


def _hop(hop: Hop, one: Person, other: Person, asker: Person) -> Hop:
    return replace(
        hop,
        from_=one.id,
        to=other.id,
        relation=neutral(hop.relation),
        via="",
        evidence=tuple(
            Evidence(e.kind, teller=_teller(e.teller, asker), effect=e.effect)
            for e in hop.evidence
        ),
    )


def _teller(teller: str, asker: Person) -> str:
    """Give who said something, where that is the asker; else somebody unknown."""
    is_theirs = teller in {"", ME, MINE, profile_key(asker.url)}
    return ME if is_theirs else _SOMEBODY


def neutral(relation: str) -> str:
    """Say a tie as a third person may hear it.

    >>> neutral("wife"), neutral("sister-in-law")
    ('partner', 'sister-in-law')
    """
    is_partner = look_up(relation).relation.tie_class.id == _PARTNER
    return _PARTNER if is_partner else relation


def _lead(lead: Lead, title: str, seen: _Seen) -> Lead:
    person = seen.people[lead.person.id]
    work = does(person.position, person.company) or "may know one"
    return replace(
        lead,
        person=person,
        reason=f"{person.name} {work}.",
        way="" if seen.hidden.is_in(lead.way) else lead.way,
        question=f"Do you know somebody whose work is “{title}”, and who might talk to"
        " me for fifteen minutes about it?",
    )
