"""Single words of titles in nine languages, for titles no entry knows.

"Windkraftingenieurin" is somebody for wind power and engineering, whether or not an
entry for wind engineers was ever written. Every word stands for the English words it
may mean; a German or Dutch compound for those of its parts.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from netpath.ranking.titles.compiled import compiled, read_compiled, texts_of
from netpath.ranking.titles.entries import forms
from netpath.ranking.titles.words import is_unspaced, phrase_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

FILE = Path(__file__).parents[2] / "data" / "title_words.toml"
COMPILED = FILE.with_suffix(".json")
_COMPOUNDING = ("de", "nl")
_LINKING = ("", "s", "n", "en", "es", "e", "er")
_LONGEST = 4
_SHORTEST = 3
_SHORTEST_COMPOUND = 8


class Glossary:
    """Words and what they mean in English, as words that compare.

    Parameters
    ----------
    meanings
        Word of any language → English words. Words of several words are joined by one
        space.
    parts
        German and Dutch words that may be a part of a compound → English words.
    """

    def __init__(
        self,
        meanings: Mapping[str, frozenset[str]],
        parts: Mapping[str, frozenset[str]],
    ) -> None:
        self.meanings, self.parts = meanings, parts
        self.meaning = cache(self._meaning)

    def said_by(self, meanings: frozenset[str]) -> tuple[set[str], set[str]]:
        """Give the words that may mean one of some English words.

        Whole words first, then what may stand inside a longer word. Of a phrase its
        longest word is given: without it the phrase cannot stand anywhere.
        """
        words: set[str] = set(meanings)
        parts: set[str] = set()
        for word, found in self._words.items():
            if not meanings.isdisjoint(found):
                words.add(max(word.split(), key=len))
                if is_unspaced(word) or (word in self.parts and len(word) >= _LONGEST):
                    parts.add(word)
        return words, parts

    def by_meaning(self) -> dict[str, list[str]]:
        """Give the words of all languages by what they mean."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word, meanings in self.meanings.items():
            for meaning in sorted(meanings):
                found[meaning].append(word)
        return dict(found)

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {
            word: frozenset(part for text in found for part in text.split())
            for word, found in self.meanings.items()
        }

    @classmethod
    def of(cls, rows: Mapping[str, Mapping[str, list[str]]]) -> Glossary:
        """Put rows together: English word → language → words."""
        meanings: defaultdict[str, set[str]] = defaultdict(set)
        parts: defaultdict[str, set[str]] = defaultdict(set)
        for english, row in rows.items():
            key = " ".join(phrase_of(english))
            meanings[key].add(key)
            for language, words in row.items():
                for word in _keys(words):
                    meanings[word].add(key)
                    if language in _COMPOUNDING and " " not in word:
                        parts[word].add(key)
        return cls(_frozen(meanings), _frozen(parts))

    def without(self, words: Collection[str]) -> Glossary:
        """Leave out everything that means one of some English words."""
        gone = frozenset(words)
        kept = {
            word: rest
            for word, found in self.meanings.items()
            if (rest := found - gone)
        }
        parts = {
            word: rest for word, found in self.parts.items() if (rest := found - gone)
        }
        return Glossary(kept, parts)

    def read(self, keys: tuple[str, ...]) -> list[frozenset[str]]:
        """Give for every word of a title the English words it may mean.

        A word that is none of theirs stands for itself; of phrases the longest counts.
        """
        read: list[frozenset[str]] = []
        place = 0
        while place < len(keys):
            size = next(
                (n for n in range(min(_LONGEST, len(keys) - place), 1, -1)
                 if " ".join(keys[place : place + n]) in self.meanings),
                1,
            )  # fmt: skip
            phrase = " ".join(keys[place : place + size])
            found = self.meanings.get(phrase) if size > 1 else self.meaning(phrase)
            words = {word for text in found or () for word in text.split()}
            read += (frozenset({k, *words}) for k in keys[place : place + size])
            place += size
        return read

    def _meaning(self, key: str) -> frozenset[str]:
        """Give the English words a word may mean; nothing if it is not known."""
        known = self.meanings.get(key)
        if known:
            return known
        if is_unspaced(key):
            return self._inside(key)
        return self._compound(key) if len(key) >= _SHORTEST_COMPOUND else frozenset()

    def _compound(self, key: str) -> frozenset[str]:
        """Read a word as a known beginning and a known end."""
        for cut in range(len(key) - _SHORTEST, _SHORTEST - 1, -1):
            end = self.parts.get(key[cut:])
            if not end:
                continue
            start = self._beginning(key[:cut])
            if start:
                return start | end
        return frozenset()

    def _beginning(self, text: str) -> frozenset[str]:
        for link in _LINKING:
            if text.endswith(link):
                bare = text.removesuffix(link) if link else text
                found = self.parts.get(bare)
                if not found and len(bare) >= _SHORTEST_COMPOUND:
                    found = self._compound(bare)
                if found:
                    return found
        return frozenset()

    def _inside(self, key: str) -> frozenset[str]:
        """Read a word without spaces from the left, the longest known word first."""
        found: set[str] = set()
        place = 0
        while place < len(key):
            size = next(
                (n for n in range(min(8, len(key) - place), 0, -1)
                 if key[place : place + n] in self.meanings),
                0,
            )  # fmt: skip
            found |= self.meanings.get(key[place : place + size], frozenset())
            place += size or 1
        return frozenset(found)


def _keys(words: Iterable[str]) -> set[str]:
    return {" ".join(phrase_of(form)) for word in words for form in forms(word)} - {""}


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(meanings) for word, meanings in found.items()}


@cache
def glossary() -> Glossary:
    """Give the shipped words.

    >>> {"data", "engineer"} <= glossary().meaning("dateningenieur")
    True
    """
    kept = read_compiled(COMPILED, texts_of([FILE]))
    if not kept:
        return Glossary.of(tomllib.loads(FILE.read_text(encoding="utf-8")))
    return Glossary(
        {word: frozenset(found) for word, found in kept["meanings"].items()},
        {word: frozenset(found) for word, found in kept["parts"].items()},
    )


def compile_words() -> bytes:
    """Give what the words come to, as it lies beside them."""
    found = Glossary.of(tomllib.loads(FILE.read_text(encoding="utf-8")))
    content = {
        name: {word: sorted(words[word]) for word in sorted(words)}
        for name, words in (("meanings", found.meanings), ("parts", found.parts))
    }
    return compiled(texts_of([FILE]), content)
