"""Who fits what is sought: everybody's position against the titles asked for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

from netpath.names import fold
from netpath.ranking.titles import compile_title
from netpath.ranking.titles.helping import advise
from netpath.ranking.titles.knowledge import Knowledge, knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from netpath.model import Match, Network, Person
    from netpath.ranking.titles.helping import Advice
    from netpath.ranking.titles.index import TitleIndex

NEAR_WORTH = 0.4
"""What somebody near the sought title counts beside one who is it; judgement."""

_FEW = 3000  # distinct positions that are read sooner than an index is opened
_KEPT = 2
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
    min_match: float = 0.2
    is_strict: bool = False
    is_near: bool = False
    lexicon: tuple[Path, ...] = ()
    vectors: Path | None = None

    @property
    def knowledge(self) -> Knowledge:
        """What is known of titles."""
        return knowledge(self.lexicon, self.vectors)


def who_fits(net: Network, aim: Aim, kept: Path | None = None) -> dict[str, Match]:
    """Give everybody who fits, by id.

    Parameters
    ----------
    kept
        Where to keep the index of positions, so that the next question is quick; in
        memory if not given.
    """
    people = [person for person in net.people.values() if _is_there(person, aim)]
    matches = all_matches(net, aim, kept)
    return {
        person.id: match
        for person in people
        if (match := _wanted(matches.get((person.position, person.company)), aim))
    }


def _is_there(person: Person, aim: Aim) -> bool:
    return (
        bool(person.position)
        and fold(aim.company) in fold(person.company)
        and fold(aim.location) in fold(person.location)
    )


def _wanted(match: Match | None, aim: Aim) -> Match | None:
    if match is None or (aim.is_strict and match.kind != "exact"):
        return None
    if aim.is_near and match.near >= aim.min_match:
        return replace(match, score=max(match.score, NEAR_WORTH * match.near))
    return match if match.score >= aim.min_match else None


def all_matches(
    net: Network, aim: Aim, kept: Path | None = None
) -> Mapping[tuple[str, str], Match]:
    """Give the match of every position and employer that matches at all."""
    matcher = compile_title(aim.title, aim.knowledge)
    from netpath.ranking.titles.index import is_worth_listing  # noqa: PLC0415 - numpy

    pairs = {(person.position, person.company): 0 for person in net.people.values()}
    if len(pairs) <= _FEW:
        found = ((pair, matcher(*pair)) for pair in pairs if pair[0])
        return {pair: match for pair, match in found if is_worth_listing(match)}
    return _index(pairs, aim.knowledge, kept).search(matcher)


_indexes: dict[str, TitleIndex] = {}


def _index(
    pairs: Mapping[tuple[str, str], int], knows: Knowledge, kept: Path | None
) -> TitleIndex:
    """Give the index of these pairs: from memory, from its file, or made now."""
    from netpath.ranking.titles.index import TitleIndex  # noqa: PLC0415 - numpy

    made_of = _digest(pairs, knows)
    if made_of not in _indexes:
        index = TitleIndex.open(kept, made_of) if kept else None
        if index is None:
            index = TitleIndex.of(pairs, knows.vectors)
            if kept:
                with suppress(OSError):  # a full disk costs time, not the answer
                    index.save(kept, made_of)
        while len(_indexes) >= _KEPT:
            del _indexes[next(iter(_indexes))]
        _indexes[made_of] = index
    return _indexes[made_of]


def _digest(pairs: Mapping[tuple[str, str], int], knows: Knowledge) -> str:
    table = crc32(knows.table.read_bytes()) if knows.table else 0
    text = "\0".join(f"{position}\t{company}" for position, company in pairs)
    return f"{table:x} {blake2b(text.encode(), digest_size=16).hexdigest()}"


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
