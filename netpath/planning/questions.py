"""Questions to ask when the talk is there, chosen for the person.

They stand in ``data/questions.toml``, which says how it is read: general ones, and such
as only make sense to a family of occupations, an occupation, a level, or somebody whose
position says "branch manager".
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netpath.names import fold
from netpath.planning.plan import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netpath.model import Match

THEMES = {
    "path": "The way there",
    "day": "The day",
    "entry": "Getting in",
    "strain": "What is hard",
    "future": "What changes",
    "close": "To close",
}

_KNOWS = {"families": 1, "occupations": 2, "levels": 3, "words": 3, "statuses": 4}
"""How much a group that names these knows about the person."""

_UNLIKE = frozenset({"near", "none"})
"""Kinds of matches whose occupation is the one sought, and not the person's own."""


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    when: tuple[dict[str, frozenset[str]], ...]
    only: frozenset[str]
    questions: tuple[tuple[str, str, str], ...]  # theme, topic, text


@dataclass(frozen=True, slots=True)
class _Question:
    theme: str
    text: str
    group: _Group
    knows: int


def questions_for(
    match: Match, position: str = "", count: int = 8
) -> tuple[Theme, ...]:
    """Give the questions for somebody with a position, by theme.

    From six on, every theme has one. What only makes sense to this person goes before
    what one may ask anybody, each kind of such questions has its turn, and no two ask
    the same. The last asks for another name.

    Parameters
    ----------
    match
        How the person was found: occupation, family, level and status choose.
    position
        As they wrote it; some of its words choose, too.
    count
        How many at most.

    >>> from netpath.model import Match
    >>> nurse = Match(0.9, "", occupation="registered nurse", family="Health")
    >>> themes = questions_for(nurse, "Registered Nurse")
    >>> themes[1].name, themes[1].questions[0]
    ('The day', 'What do nurses tell each other when one shift hands over to the next?')
    """
    fitting = list(_fitting(match, position))
    chosen = set(_chosen(fitting, count))
    by_theme = {
        name: tuple(one.text for one in fitting if one in chosen and one.theme == theme)
        for theme, name in THEMES.items()
    }
    return tuple(Theme(name, texts) for name, texts in by_theme.items() if texts)


def _chosen(fitting: Sequence[_Question], count: int) -> list[_Question]:
    """Choose in turns; the one that closes is always among them."""
    chosen: list[_Question] = []
    left = list(fitting)
    while left and len(chosen) < count:
        best = _next(left, chosen)
        left.remove(best)
        chosen.append(best)
    return chosen


def _next(left: Sequence[_Question], chosen: Sequence[_Question]) -> _Question:
    if not chosen:
        return next(question for question in left if question.theme == "close")
    themes = Counter(question.theme for question in chosen)
    groups = Counter(question.group for question in chosen)

    def turn(question: _Question) -> tuple[bool, bool, float, int, int]:
        share = groups[question.group] / (question.knows or 1)
        return (
            themes[question.theme] > 0,
            not question.knows,
            share,
            -question.knows,
            themes[question.theme],
        )

    return min(left, key=turn)


def _fitting(match: Match, position: str) -> Iterator[_Question]:
    """Give every question that suits somebody, those that know most of them first."""
    groups = sorted(_groups_for(match, position), key=lambda pair: -pair[0])
    closed = {theme for _, group in groups for theme in group.only}
    asked: set[tuple[str, str]] = set()
    for knows, group in groups:
        for theme, topic, text in group.questions:
            is_open = theme not in closed or theme in group.only
            if is_open and (theme, topic) not in asked:
                asked.add((theme, topic))
                yield _Question(theme, text, group, knows)


def _groups_for(match: Match, position: str) -> Iterator[tuple[int, _Group]]:
    words = " ".join(re.findall(r"\w+", fold(position)))
    sought = "" if match.kind in _UNLIKE else match.occupation
    traits = {
        "families": match.family,
        "occupations": sought or words,
        "levels": match.level,
        "statuses": match.status,
    }
    for group in _groups():
        knows = [
            max((_KNOWS[trait] for trait in when), default=0)
            for when in group.when
            if _fits(when, traits, f" {words}")
        ]
        if knows:
            yield max(knows), group


def _fits(when: dict[str, frozenset[str]], traits: dict[str, str], said: str) -> bool:
    return all(
        any(f" {word}" in said for word in wanted)
        if trait == "words"
        else traits[trait] in wanted
        for trait, wanted in when.items()
    )


@cache
def _groups() -> tuple[_Group, ...]:
    source = Path(__file__).parents[1] / "data" / "questions.toml"
    rows = tomllib.loads(source.read_text(encoding="utf-8"))["group"]
    return tuple(_group(row) for row in rows)


def _group(row: dict[str, Any]) -> _Group:
    return _Group(
        when=tuple(
            {trait: frozenset(wanted) for trait, wanted in when.items()}
            for when in row.get("when", [{}])
        ),
        only=frozenset(row.get("only", ())),
        questions=tuple(
            (theme, topic, text)
            for theme, topics in row.items()
            if theme in THEMES
            for topic, text in topics.items()
        ),
    )
