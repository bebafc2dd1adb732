"""From a question about a network to its answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from netpath.asking import leads_in
from netpath.errors import OutputError, PersonNotFoundError
from netpath.meaning import find_person
from netpath.model import MIN_MATCH, Match, Query
from netpath.names import fold
from netpath.ranking.chains import MAX_HOPS
from netpath.ranking.find import Finder, Terms, find
from netpath.ranking.titles import compile_title
from netpath.seeking import Aim, who_fits, who_may_fit

if TYPE_CHECKING:
    from pathlib import Path

    from netpath.model import Answer, Network, Person
    from netpath.ready import Ready

FEW = 3
"""With fewer chains, one wants to hear whom else to ask."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks; the fields are the keywords of :func:`find_chains`.

    ``leads`` is how many people to name who may know one, where the chains are few.
    ``vectors`` and ``kept`` are files: title vectors of the user's own, and where the
    index of positions is kept.
    """

    title: str = ""
    top: int = 10
    max_hops: int = 3
    company: str = ""
    location: str = ""
    to: str = ""
    from_: str = ""
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    min_match: float = MIN_MATCH
    strict_title: bool = False
    near: bool = False
    declared_only: bool = False
    per_connector: int = 0
    alternatives: int = 0
    leads: int = 10
    lexicon: tuple[Path, ...] = ()
    vectors: Path | None = None
    kept: Path | None = None

    @property
    def aim(self) -> Aim:
        """What is sought, without how to get there."""
        return Aim(
            title=self.title,
            company=self.company,
            location=self.location,
            min_match=self.min_match,
            is_strict=self.strict_title,
            is_near=self.near,
            lexicon=self.lexicon,
            vectors=self.vectors,
        )


def answer(ready: Ready, question: Question) -> Answer:
    """Answer as :func:`netpath.find_chains` does."""
    _check(question)
    net = ready.network
    finder = _finder(ready, question, _matching(net, question))
    terms = _terms(net, question)
    found = find(finder, terms, lambda: _weaker(net, question))
    found = replace(found, asker=net.people[found.query.asker])
    is_thin = len(found.chains) < min(FEW, question.top)
    if not is_thin or not question.title.strip() or not question.leads:
        return found
    leads = leads_in(
        ready,
        question.aim,
        found.query.asker,
        without=terms.avoid,
        kept=question.kept,
        top=question.leads,
    )
    return replace(found, leads=tuple(leads))


def _finder(ready: Ready, question: Question, matches: dict[str, Match]) -> Finder:
    net = ready.network
    asker = find_person(net, question.from_).id if question.from_ else net.me
    if asker not in net.people:
        message = "I do not know who asks. Import your export first, or use from_."
        raise PersonNotFoundError(message)
    query = Query(
        title=question.title or question.to,
        asker=asker,
        max_hops=question.max_hops,
        top=question.top,
        as_of=net.as_of or date.today(),  # noqa: DTZ011 - a graph made by hand has none
    )
    return Finder(net, ready.index, matches, query)


def _terms(net: Network, question: Question) -> Terms:
    return Terms(
        via=frozenset(find_person(net, text).id for text in question.via),
        avoid=frozenset(find_person(net, text).id for text in question.avoid),
        withheld=net.avoided,
        declared_only=question.declared_only,
        per_connector=question.per_connector,
        alternatives=question.alternatives,
    )


def _weaker(net: Network, question: Question) -> dict[str, Match]:
    """Give those who fit too little, by id."""
    return {} if question.to else who_may_fit(net, question.aim, question.kept)


def _matching(net: Network, question: Question) -> dict[str, Match]:
    """Give everybody who fits the question, by id."""
    if not question.to:
        return who_fits(net, question.aim, question.kept)
    person = find_person(net, question.to)
    is_there = _holds(person.company, question.company) and _holds(
        person.location, question.location
    )
    named = Match(1.0, "the person you named", kind="named", near=1.0)
    return {person.id: named} if is_there else {}


def _check(question: Question) -> None:
    if not (question.title.strip() or question.to):
        message = "say whom you look for: a title, or a person with `to`"
        raise OutputError(message)
    if not 1 <= question.max_hops <= MAX_HOPS or question.top < 1:
        message = f"max_hops is 1 to {MAX_HOPS}, and k at least 1"
        raise OutputError(message)


def _holds(text: str, wanted: str) -> bool:
    return fold(wanted) in fold(text)


# --- one person's place ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands: how they fit, which of how many they are, the way there.

    Attributes
    ----------
    answer
        The chains to them alone; where there are none, it says why.
    match
        How well they fit the title; None where none was asked for.
    rank, reached, known
        Which they are of those within reach, from 1, or 0; how many those are; how many
        fit at all.
    """

    person: Person
    answer: Answer
    match: Match | None = None
    rank: int = 0
    reached: int = 0
    known: int = 0


def place_of(ready: Ready, who: str, question: Question) -> Place:
    """Say where a person stands among those who fit a title, or why they do not.

    Parameters
    ----------
    who
        An id, a name, a profile address or an e-mail.

    Raises
    ------
    PersonNotFoundError, AmbiguousPersonError
        If that is nobody, or several people.
    """
    net = ready.network
    person = find_person(net, who)
    alone = replace(
        question, title="", to=person.id, top=1, company="", location="", leads=0
    )
    to_them = answer(ready, alone)
    if not question.title.strip():
        return Place(person, to_them)
    matches = who_fits(net, question.aim, question.kept)
    search = _finder(ready, question, matches).search(_terms(net, question))
    order = [ready.index.ids[route.nodes[-1]] for route in search.best(len(matches))]
    match = matches.get(person.id) or compile_title(
        question.title, question.aim.knowledge
    )(person.position, person.company)
    rank = order.index(person.id) + 1 if person.id in order else 0
    return Place(person, to_them, match, rank, len(order), len(matches))
