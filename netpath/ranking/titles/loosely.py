"""Names whose words stand apart: "Engineer, Civil", "Data Warehouse Engineer"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netpath.ranking.titles.phrases import Hit, Phrase
from netpath.ranking.titles.words import COMMA, phrase_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TURNED_ROUND = 0.96
_TURNED_ROUND_AND_MORE = 0.6
_APART = 0.43  # "Product Marketing Manager" is not quite a product manager
_FURTHEST = 2
_BETWEEN = frozenset({COMMA, "of", "for", "in"})


class LooseNames:
    """English names of several words, to be found turned round or pulled apart.

    >>> names = LooseNames([Phrase("civil engineer", "name")])
    >>> [hit.looseness for hit in names.find(("senior", "engineer", ",", "civil"))]
    [0.96]
    >>> [hit.looseness for hit in names.find(("civil", "design", "engineer"))]
    [0.43]
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_head: defaultdict[str, list[tuple[tuple[str, ...], Phrase]]]
        self._by_head = defaultdict(list)
        for phrase in phrases:
            *modifiers, head = phrase_of(phrase.text) or ("",)
            if modifiers and phrase.language == "en":
                self._by_head[head].append((tuple(modifiers), phrase))

    def find(self, keys: tuple[str, ...]) -> list[Hit]:
        """Give the best hit of every head word."""
        return [
            max(hits, key=lambda hit: hit.looseness)
            for i, head in enumerate(keys)
            if (hits := list(self._around(keys, i, self._by_head.get(head, ()))))
        ]

    def _around(
        self,
        keys: tuple[str, ...],
        i: int,
        names: Iterable[tuple[tuple[str, ...], Phrase]],
    ) -> Iterator[Hit]:
        for modifiers, phrase in names:
            hit = _turned_round(keys, i, modifiers, phrase)
            yield from (
                found for found in (hit, _apart(keys, i, modifiers, phrase)) if found
            )


def _turned_round(
    keys: tuple[str, ...], i: int, modifiers: tuple[str, ...], phrase: Phrase
) -> Hit | None:
    start = i + 2
    end = start + len(modifiers)
    if keys[i + 1 : i + 2] and keys[i + 1] in _BETWEEN and keys[start:end] == modifiers:
        is_all = end == len(keys) or keys[end] in {COMMA, "and"}
        share = _TURNED_ROUND if is_all else _TURNED_ROUND_AND_MORE
        return Hit(phrase, i, end, share)
    return None


def _apart(
    keys: tuple[str, ...], i: int, modifiers: tuple[str, ...], phrase: Phrase
) -> Hit | None:
    size = len(modifiers)
    for start in range(max(0, i - size - _FURTHEST), i - size):
        between = keys[start + size : i]
        if keys[start : start + size] == modifiers and COMMA not in between:
            return Hit(phrase, start, i + 1, _APART)
    return None
