"""Where entries stand, and which of them a query could mean.

All entries together take long to parse, and one search needs a handful. So the files
are cut into cards by plain text search, and only cards that share letters with the
query are opened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from netpath.names import fold
from netpath.ranking.titles.lexicon import Occupation, read_entries
from netpath.ranking.titles.words import is_unspaced, phrase_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = "[[occupation]]"
_NAMES = ("id", "names", "short")
_FIELDS = ("field",)
_STEM = 5  # letters that an inflected word and its entry share
_FACT = re.compile(r'^(id|is_a) = "([^"]*)"', re.MULTILINE)
_FAMILY = re.compile(r'^family = "[^"]*"', re.MULTILINE)
_NAMED = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Card:
    """One entry as text; equal cards are opened once.

    ``text`` begins as many lines down as in the file, so an error names its line.
    """

    source: str
    text: str
    folded: str
    id: str
    is_a: str


@cache
def cards() -> tuple[Card, ...]:
    """Give every entry, unopened, in the order of files and lines."""
    # A path, not importlib.resources: that takes longer to import than to read.
    folder = Path(__file__).parents[2] / "data" / "titles"
    return tuple(
        card
        for file in sorted(folder.glob("*.toml"))
        for card in _cut(file.read_text(encoding="utf-8"), file.name)
    )


def _cut(text: str, source: str) -> Iterator[Card]:
    before, *blocks = text.split(_HEADING)
    line = before.count("\n")
    family = next(iter(_FAMILY.findall(before)), "")
    for block in blocks:
        facts = dict(_FACT.findall(block))
        body = family + "\n" * line + _HEADING + block
        yield Card(
            source, body, _folded(block), facts.get("id", ""), facts.get("is_a", "")
        )
        line += block.count("\n")


def _folded(block: str) -> str:
    # Line by line, because folding is quick on plain ASCII and most lines are.
    return "\n".join(map(fold, block.splitlines()))


@cache
def opened(card: Card) -> Occupation:
    """Read an entry.

    Raises
    ------
    SourceError
        Naming file, entry and field.
    """
    return read_entries(card.text, card.source)[0]


def every_occupation() -> list[Occupation]:
    """Give all entries; only tests and tables need them."""
    return [opened(card) for card in cards()]


@cache
def occupation(name: str) -> Occupation | None:
    """Give the entry of an id."""
    return next((opened(card) for card in cards() if card.id == name), None)


@cache
def kinds_of(name: str) -> tuple[Occupation, ...]:
    """Give the entries that are a kind of an occupation, at any depth."""
    found: list[Occupation] = []
    for card in cards():
        if card.is_a == name and name:
            found += [opened(card), *kinds_of(card.id)]
    return tuple(found)


def wider(entry: Occupation) -> list[Occupation]:
    """Give what an occupation is a kind of, the nearest first."""
    found: list[Occupation] = []
    above = occupation(entry.is_a) if entry.is_a else None
    while above is not None and above not in found:
        found.append(above)
        above = occupation(above.is_a) if above.is_a else None
    return found


@cache
def called(phrase: tuple[str, ...]) -> Occupation | None:
    """Give the occupation that goes by a name or abbreviation, ids first."""
    return _with(phrase, _NAMES)


@cache
def working_in(phrase: tuple[str, ...]) -> Occupation | None:
    """Give the occupation whose field of work has a name: "nursing"."""
    return _with(phrase, _FIELDS)


def _with(phrase: tuple[str, ...], which: tuple[str, ...]) -> Occupation | None:
    candidates = [opened(card) for card in _sharing(phrase)]
    for part in which:
        for entry in candidates:
            if phrase in _phrases(entry, part):
                return entry
    return None


def _sharing(phrase: tuple[str, ...]) -> Iterator[Card]:
    stems = [key if is_unspaced(key) else key[:_STEM] for key in phrase]
    found = [re.compile(rf"\b{re.escape(stem)}") for stem in stems if stem.isascii()]
    found += [re.compile(re.escape(stem)) for stem in stems if not stem.isascii()]
    return (
        card for card in cards() if found and all(f.search(card.folded) for f in found)
    )


@cache
def _phrases(entry: Occupation, part: str) -> frozenset[tuple[str, ...]]:
    texts = {
        "id": (entry.id,),
        "names": tuple(name for _, name in entry.names),
        "short": entry.short,
        "field": entry.field,
    }[part]
    return frozenset(phrase_of(text.lstrip("*=")) for text in texts)


@cache
def vocabulary() -> frozenset[str]:
    """Give the longer words of all entries, for finding what a slip was meant to be."""
    return frozenset(word for card in cards() for word in _NAMED.findall(card.folded))
