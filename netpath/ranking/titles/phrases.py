"""Finding many phrases in many titles at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from netpath.ranking.titles.entries import forms
from netpath.ranking.titles.spelling import SHORTEST, meant_by
from netpath.ranking.titles.words import (
    is_unspaced,
    phrase_of,
    stands_in,
    without_links,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

Sort = Literal["name", "short", "title", "field", "near", "not", "other", "place"]


class Phrase(NamedTuple):
    """A phrase to look for, and what it means if it is found.

    ``is_settled`` says that the phrase alone tells the setting: "public librarian".
    ``entry`` is the id of the entry it stands in.
    """

    text: str
    sort: Sort
    language: str = "en"
    is_settled: bool = False
    entry: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether only the whole title is meant: "developer", not "land developer"."""
        return self.text.startswith("=")

    @property
    def puts_head_first(self) -> bool:
        """Whether the language says "engineer civil" for "civil engineer"."""
        return self.language in {"es", "fr", "pt", "it"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: ``keys[start:end]`` of the words searched.

    ``looseness`` is 1 for the phrase as it stands, less where it was put together.
    """

    phrase: Phrase
    start: int
    end: int
    looseness: float = 1.0

    def covers(self, other: Hit) -> bool:
        """Whether another hit lies inside this one, which says more."""
        is_inside = self.start <= other.start and other.end <= self.end
        return is_inside and self.end - self.start > other.end - other.start


class Phrasebook:
    """Phrases, indexed by their first word.

    ``vocabulary`` are words of other phrases, which are no slips of the pen.

    >>> book = Phrasebook([Phrase("public librarian", "name")])
    >>> [(hit.start, hit.end) for hit in book.find(("senior", "public", "librarian"))]
    [(1, 3)]
    """

    def __init__(
        self, phrases: Iterable[Phrase], vocabulary: Collection[str] = ()
    ) -> None:
        self._vocabulary = vocabulary
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], Phrase]]]
        self._by_first = defaultdict(list)
        self._endings: dict[str, Phrase] = {}
        self._unspaced: dict[str, Phrase] = {}
        self._by_start: defaultdict[str, set[str]] = defaultdict(set)
        self._correct = cache(self._corrected)
        for phrase in phrases:
            self._add(phrase)

    @property
    def phrases(self) -> set[tuple[str, ...]]:
        """Every phrase, as words that compare; what only blocks is left out."""
        return {
            keys
            for phrases in self._by_first.values()
            for keys, phrase in phrases
            if phrase.sort != "not"
        }

    @property
    def firsts(self) -> frozenset[str]:
        """The words that its phrases begin with."""
        return frozenset(self._by_first)

    @property
    def endings(self) -> tuple[str, ...]:
        """What may end a longer word."""
        return tuple(self._endings)

    @property
    def unspaced(self) -> tuple[str, ...]:
        """What may stand inside a text without spaces."""
        return tuple(self._unspaced)

    def _add(self, phrase: Phrase) -> None:
        for text in forms(phrase.text):
            if text.startswith("*"):
                self._endings.setdefault("".join(phrase_of(text[1:])), phrase)
            elif is_unspaced(text):
                self._unspaced.setdefault("".join(phrase_of(text)), phrase)
            keys = phrase_of(text.lstrip("*="))
            variants = {keys, without_links(keys)}
            if phrase.sort == "short":
                variants.add((*keys[:-1], f"{keys[-1]}s"))  # "recruiting RNs"
            for variant in variants:
                self._index(variant, phrase)

    def _index(self, keys: tuple[str, ...], phrase: Phrase) -> None:
        if keys:
            self._by_first[keys[0]].append((keys, phrase))
        for key in keys:
            if len(key) >= SHORTEST:
                self._by_start[key[:2]].add(key)

    def find(self, keys: tuple[str, ...]) -> list[Hit]:
        """Give every phrase that stands in the words."""
        hits = [
            Hit(phrase, i, i + len(wanted))
            for i, key in enumerate(keys)
            for wanted, phrase in self._by_first.get(key, ())
            if keys[i : i + len(wanted)] == wanted
        ]
        if self._endings or self._unspaced:
            hits += self._inside(keys)
        return hits

    def _inside(self, keys: tuple[str, ...]) -> Iterator[Hit]:
        endings = tuple(self._endings)
        for i, key in enumerate(keys):
            if endings and key.endswith(endings):
                longest = max((e for e in endings if key.endswith(e)), key=len)
                if longest != key:
                    yield Hit(self._endings[longest], i, i + 1)
            if self._unspaced and is_unspaced(key):
                found = [text for text in self._unspaced if stands_in(text, key)]
                if found:
                    yield Hit(self._unspaced[max(found, key=len)], i, i + 1)

    def corrected(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Give the words with slips of the pen mended towards words looked for.

        >>> Phrasebook([Phrase("librarian", "name")]).corrected(("libarian",))
        ('librarian',)
        """
        return tuple(self._correct(key) for key in keys)

    def _corrected(self, key: str) -> str:
        known = self._by_start.get(key[:2], set())
        is_a_word = key in known or key in self._vocabulary
        return key if is_a_word else meant_by(key, known) or key
