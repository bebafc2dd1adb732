"""Who fits what is sought: everybody's position against the titles asked for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

from netpath.kept import KeptPeople
from netpath.model import MIN_MATCH
from netpath.names import fold
from netpath.ranking.titles import compile_title
from netpath.ranking.titles.helping import advise
from netpath.ranking.titles.knowledge import Knowledge, knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from netpath.model import Match, Network
    from netpath.ranking.titles.helping import Advice
    from netpath.ranking.titles.index import TitleIndex

NEAR_WORTH = 0.4
"""What somebody near the sought title counts beside one who is it; judgement."""

_FEW = 3000  # distinct positions that are read sooner than an index is opened
_KEPT = 2
_MAY_BE = 0.05  # below, nobody would say that they perhaps do it
_MOST_NEAR = 8


@dataclass(frozen=True, slots=True)
class Aim:
    """What is sought.

    Attributes
    ----------
    title
        One title, or several with "or" between them.
    company, location
        Words that the employer and the place must have.
    min_match
        Least chance that somebody is one, in [0, 1].
    is_strict
        Whether the position must say the title itself.
    is_near
        Whether neighbours, helpers, learners and heads of it count too.
    lexicon
        Files of entries laid over those shipped.
    vectors
        A table learned by ``netpath titles learn``, or None for the one shipped.
    """

    title: str
    company: str = ""
    location: str = ""
    min_match: float = MIN_MATCH
    is_strict: bool = False
    is_near: bool = False
    lexicon: tuple[Path, ...] = ()
    vectors: Path | None = None

    @property
    def knowledge(self) -> Knowledge:
        """What is known of titles."""
        return knowledge(self.lexicon, self.vectors)


@dataclass(frozen=True, slots=True)
class Positions:
    """Every position with its employer once, sorted, and who has it.

    ``made_of`` is the same for equal pairs.
    """

    pairs: Sequence[tuple[str, str]]
    people: Callable[[int], Sequence[str]]
    made_of: str


def positions_of(net: Network) -> Positions:
    """Give what everybody does; who has no position is left out."""
    if isinstance(net.people, KeptPeople):
        return Positions(net.people.pairs, net.people.with_pair, net.people.made_of)
    at: dict[tuple[str, str], list[str]] = {}
    for person in net.people.values():
        if person.position.strip():
            at.setdefault((person.position, person.company), []).append(person.id)
    pairs = sorted(at)
    text = "\0".join(f"{position}\t{company}" for position, company in pairs)
    digest = blake2b(text.encode(), digest_size=16).hexdigest()
    return Positions(pairs, lambda place: at[pairs[place]], digest)


def who_fits(net: Network, aim: Aim, kept: Path | None = None) -> dict[str, Match]:
    """Give everybody who fits, by id.

    Parameters
    ----------
    kept
        Where to keep the index of positions, so that the next question is quick; in
        memory if not given.
    """
    at = positions_of(net)
    every = all_matches(at, aim, kept).items()
    wanted = ((place, _wanted(match, aim)) for place, match in every)
    return _there(net, aim, at, {place: match for place, match in wanted if match})


def who_may_fit(net: Network, aim: Aim, kept: Path | None = None) -> dict[str, Match]:
    """Give everybody who fits a little, but too little for :func:`who_fits`."""
    at = positions_of(net)
    found = {
        place: match
        for place, match in all_matches(at, aim, kept).items()
        if _wanted(match, aim) is None and match.score >= _MAY_BE
    }
    return _there(net, aim, at, found)


def _there(
    net: Network, aim: Aim, at: Positions, found: Mapping[int, Match]
) -> dict[str, Match]:
    """Give the people of positions, where employer and place are as wanted."""
    company, location = fold(aim.company), fold(aim.location)
    return {
        key: match
        for place, match in found.items()
        if company in fold(at.pairs[place][1])
        for key in at.people(place)
        if not location or location in fold(net.people[key].location)
    }


def _wanted(match: Match, aim: Aim) -> Match | None:
    if aim.is_strict and match.kind != "exact":
        return None
    if aim.is_near and match.near >= aim.min_match:
        return replace(match, score=max(match.score, NEAR_WORTH * match.near))
    return match if match.score >= aim.min_match else None


def all_matches(
    at: Positions, aim: Aim, kept: Path | None = None
) -> Mapping[int, Match]:
    """Give the match of every position that matches at all, by its place."""
    matcher = compile_title(aim.title, aim.knowledge)
    from netpath.ranking.titles.index import is_worth_listing  # noqa: PLC0415 - numpy

    if len(at.pairs) <= _FEW:
        found = enumerate(matcher(*pair) for pair in at.pairs)
        return {place: match for place, match in found if is_worth_listing(match)}
    return _index(at, aim.knowledge, kept).search(matcher)


_indexes: dict[str, TitleIndex] = {}


def _index(at: Positions, knows: Knowledge, kept: Path | None) -> TitleIndex:
    """Give the index of these pairs: from memory, from its file, or made now."""
    from netpath.ranking.titles.index import TitleIndex  # noqa: PLC0415 - numpy

    table = crc32(knows.table.read_bytes()) if knows.table else 0
    made_of = f"{table:x} {at.made_of}"
    if made_of not in _indexes:
        index = TitleIndex.open(kept, made_of) if kept else None
        if index is None:
            index = TitleIndex.of(at.pairs, knows.vectors)
            if kept:
                with suppress(OSError):  # a full disk costs time, not the answer
                    index.save(kept, made_of)
        while len(_indexes) >= _KEPT:
            del _indexes[next(iter(_indexes))]
        _indexes[made_of] = index
    return _indexes[made_of]


@dataclass(frozen=True, slots=True)
class Hint:
    """How one title was understood, and who else there is.

    ``near`` are occupations near it that others here have, each with how many do.
    """

    advice: Advice
    near: tuple[tuple[str, int], ...] = ()


def hints(
    net: Network, aim: Aim, kept: Path | None = None, *, with_near: bool = True
) -> list[Hint]:
    """Say of each title asked for how it was understood, and what is near it here.

    ``with_near`` costs one more search for every neighbour.
    """
    advices = advise(aim.title, aim.knowledge)
    if not with_near:
        return [Hint(advice) for advice in advices]
    already = _ids(net, aim, kept)
    return [
        Hint(advice, tuple(_near_here(net, aim, kept, advice, already)))
        for advice in advices
    ]


def _near_here(
    net: Network, aim: Aim, kept: Path | None, advice: Advice, already: set[str]
) -> Iterator[tuple[str, int]]:
    for name in advice.near[:_MOST_NEAR]:
        others = _ids(net, replace(aim, title=name), kept) - already
        if others:
            yield name, len(others)


def _ids(net: Network, aim: Aim, kept: Path | None) -> set[str]:
    return set(who_fits(net, replace(aim, is_near=False), kept))


def what_they_do(net: Network) -> Iterator[tuple[str, str]]:
    """Give position and employer of everybody but the asker."""
    for person in net.people.values():
        if person.id != net.me:
            yield person.position, person.company
