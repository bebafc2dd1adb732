"""Every position once, found by its words: one query against six hundred thousand rows.

A matcher reads a position in some twenty millionths of a second, which is too long for
every row of a thousand exports. The index knows which words stand where, so only rows
that hold a word that matters are read at all; the answers are the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from netpath.arrays import Texts, ints, open_arrays, save_arrays, text_arrays
from netpath.names import fold
from netpath.ranking.titles.bywords import (
    BEST,
    HEADLESS,
    LEVEL,
    MOST_ALIKE,
    SLOPE,
    STEEPNESS,
)
from netpath.ranking.titles.findings import UNLISTED
from netpath.ranking.titles.postings import company_postings, postings
from netpath.ranking.titles.spelling import SHORTEST, is_slip
from netpath.ranking.titles.vectors import counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import numpy.typing as npt

    from netpath.model import Match
    from netpath.ranking.titles.bywords import UnknownTitle
    from netpath.ranking.titles.matcher import TitleMatcher
    from netpath.ranking.titles.matching import KnownTitle
    from netpath.ranking.titles.vectors import TitleVectors

    Pair = tuple[str, str]
    Floats = npt.NDArray[np.floating[Any]]
    Mask = npt.NDArray[np.bool_]

LEAST = 0.1
"""Less likely than this to be near what is sought, and a position is not listed."""

_WORTH = 0.3  # of what was found, before anything holds it back
_ROUNDED = 0.01  # points of words are kept in two bytes a number
_FORM = "titles 2"


def is_worth_listing(match: Match) -> bool:
    """Whether anybody would want to hear of a match.

    >>> from netpath.ranking.titles import match_title
    >>> is_worth_listing(match_title("nurse", "Student Nurse"))
    True
    >>> is_worth_listing(match_title("wind farm engineer", "Sales Engineer"))
    False
    """
    return match.near >= LEAST and match.factors[0][1] >= _WORTH


class TitleIndex:
    """Pairs of position and employer, and where each word of the positions stands.

    Made by :meth:`of` or :meth:`open`; equal pairs give equal arrays.
    """

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        self._arrays = arrays
        self._positions = Texts(arrays["positions"], arrays["positions_ends"])
        self._companies = Texts(arrays["companies"], arrays["companies_ends"])

    @classmethod
    def of(
        cls, pairs: Iterable[Pair], vectors: TitleVectors | None = None
    ) -> TitleIndex:
        """Index pairs; one whose position is empty matches nothing and is left out.

        With vectors, the points of all words are kept too.
        """
        kept = sorted({pair for pair in pairs if pair[0].strip()})
        positions = list(dict.fromkeys(position for position, _ in kept))
        companies = sorted({company for _, company in kept})
        place = {company: i for i, company in enumerate(companies)}
        number = {position: i for i, position in enumerate(positions)}
        index = cls(
            {
                **text_arrays("positions", positions),
                **text_arrays("companies", companies),
                "pair_position": ints(number[position] for position, _ in kept),
                "pair_company": ints(place[company] for _, company in kept),
                **postings(positions),
                **company_postings(companies),
            }
        )
        if vectors:
            index.know(vectors)
        return index

    def know(self, vectors: TitleVectors) -> None:
        """Keep the points of all words, as some vectors have them."""
        self._arrays |= self._pointed(vectors)

    def save(self, path: Path, made_of: str) -> None:
        """Keep the index in a file, to be opened again without reading it."""
        save_arrays(path, f"{_FORM} {made_of}", self._arrays)

    @classmethod
    def open(cls, path: Path, made_of: str) -> TitleIndex | None:
        """Open a file that was made of the same pairs, else None."""
        arrays = open_arrays(path, f"{_FORM} {made_of}")
        return cls(arrays) if arrays else None

    def __len__(self) -> int:
        """Give the number of pairs."""
        return len(self._arrays["pair_position"])

    def search(self, matcher: TitleMatcher) -> dict[int, Match]:
        """Give every pair worth listing by its place, see :func:`is_worth_listing`."""
        found: dict[int, Match] = {}
        alike: dict[int, Match] = {}
        rows = np.flatnonzero(self._worth_reading(matcher))
        positions = self._arrays["pair_position"][rows].tolist()
        is_plain = self._plain(matcher)[self._arrays["pair_company"][rows]].tolist()
        for row, position, plain in zip(
            rows.tolist(), positions, is_plain, strict=True
        ):
            if plain and position in alike:
                match = alike[position]
            else:
                match = matcher(*self[row])
                if plain:
                    alike[position] = match
            if is_worth_listing(match):
                found[row] = match
        return found

    def _plain(self, matcher: TitleMatcher) -> Mask:
        """Say which employers' names hold nothing that could matter to a query.

        To a position they all do the same.
        """
        plain = self._arrays["company_is_place"].copy()
        words = Texts(self._arrays["company_words"], self._arrays["company_words_ends"])
        ends = self._arrays["company_word_ends"]
        told = np.zeros(len(words), bool)
        for title in matcher.titles:
            told |= np.array(title.is_told_by(words), bool).reshape(len(words))
        for word in np.flatnonzero(told).tolist():
            start = int(ends[word - 1]) if word else 0
            plain[self._arrays["company_word_companies"][start : int(ends[word])]] = (
                False
            )
        return plain

    def pairs(self) -> Iterator[Pair]:
        """Give all pairs, in order."""
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, row: int) -> Pair:
        position = int(self._arrays["pair_position"][row])
        company = int(self._arrays["pair_company"][row])
        return self._positions[position], self._companies[company]

    def _worth_reading(self, matcher: TitleMatcher) -> Mask:
        rows = np.zeros(len(self), bool)
        for title in matcher.titles:
            rows |= self._by_words(title.words, is_known=title.known is not None)
            if title.known:
                positions = self._of_segments(self._by_phrases(title.known))
                rows |= positions[self._arrays["pair_position"]]
        return rows

    def _of_segments(self, segments: Mask) -> Mask:
        positions = np.zeros(len(self._positions), bool)
        positions[self._arrays["segment_position"][segments]] = True
        return positions

    # --- a title that an entry knows ---

    def _by_phrases(self, title: KnownTitle) -> Mask:
        """Say which segments hold all words of some phrase, in any order."""
        holding = cache(lambda key: self._segments_of(self._spelled(key)))
        found = self._segments_of(self._like(_pattern(title.endings, "$")))
        found |= self._segments_of(self._like(_pattern(title.unspaced)))
        for keys in title.phrases:
            words = iter(keys)
            all_of_them = holding(next(words))
            for key in words:
                all_of_them = all_of_them & holding(key)
            found |= all_of_them
        return found

    def _segments_of(self, words: Iterable[int]) -> Mask:
        segments = np.zeros(len(self._arrays["segment_position"]), bool)
        for word in words:
            segments[self._standing(word)] = True
        return segments

    def _standing(self, word: int) -> npt.NDArray[np.int32]:
        ends = self._arrays["word_ends"]
        start = int(ends[word - 1]) if word else 0
        found: npt.NDArray[np.int32] = self._arrays["word_segments"][
            start : int(ends[word])
        ]
        return found

    # --- a title compared by words ---

    def _by_words(self, title: UnknownTitle, *, is_known: bool) -> Mask:
        """Say which rows hold so much of a query that it could matter.

        Where an entry knows the occupation, its words count less, and the employer's
        not at all.
        """
        size = len(self._arrays["segment_position"])
        cover, missing = np.zeros(size, np.float32), np.zeros(size, np.float32)
        has_head = np.zeros(size, bool)
        said = np.zeros(size, bool)
        for wanted in title.wanted:
            here = self._segments_of(self._meaning(wanted.words, wanted.parts))
            cover[here] += wanted.weight
            said |= here
            if wanted.is_head:
                has_head = here
            else:
                missing[~here] += wanted.weight
        alike = self._alike(title)
        least = (_WORTH / UNLISTED if is_known else _WORTH) - _ROUNDED
        alone = _base(cover, has_head, alike) >= least
        rows: Mask = self._of_segments(alone)[self._arrays["pair_position"]]
        if is_known:
            return rows
        helped = said & (_base(cover + missing, has_head, alike) >= least)
        if helped.any():
            at = self._employers(title)[self._arrays["pair_company"]]
            rows |= self._of_segments(helped)[self._arrays["pair_position"]] & at
        return rows

    def _meaning(self, words: Iterable[str], parts: Iterable[str]) -> set[int]:
        found = {w for word in words for w in self._spelled(word)}
        found.update(w for word in words for w in self._kin(word))
        found.update(self._like(_pattern(parts)))
        return found

    def _alike(self, title: UnknownTitle) -> Floats:
        size = len(self._arrays["segment_position"])
        direction = title.direction
        if direction is None:
            return np.zeros(size)
        vectors, lengths = self._points(title.vectors)
        dots = vectors.astype(np.float32) @ direction
        total = np.bincount(
            self._arrays["word_segments"], weights=dots[self._owners], minlength=size
        )
        return np.asarray(MOST_ALIKE / (1 + np.exp((LEVEL - total / lengths) / SLOPE)))

    @cached_property
    def _owners(self) -> npt.NDArray[np.int64]:
        """The word that each posting is of."""
        ends = self._arrays["word_ends"]
        return np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))

    def _points(self, vectors: TitleVectors | None) -> tuple[Floats, Floats]:
        """Give the point of every word, and the length of every role's sum of them."""
        if "word_vectors" not in self._arrays and vectors:
            self.know(vectors)
        return self._arrays["word_vectors"], self._arrays["segment_lengths"]

    def _pointed(self, vectors: TitleVectors) -> dict[str, npt.NDArray[Any]]:
        words = [vectors.word(w) * counts(w) for w in self._words]
        points = np.array(words, np.float16).reshape(len(words), vectors.dimensions)
        size = len(self._arrays["segment_position"])
        squares = np.zeros(size)
        for column in points.astype(np.float32).T:
            squares += (
                np.bincount(
                    self._arrays["word_segments"],
                    weights=column[self._owners],
                    minlength=size,
                )
                ** 2
            )
        lengths = np.sqrt(squares) + np.float32(1e-6)
        return {"word_vectors": points, "segment_lengths": lengths.astype(np.float32)}

    def _employers(self, title: UnknownTitle) -> Mask:
        """Say which employers hold a word of the query."""
        pattern = re.compile(
            rf"\b(?:{'|'.join(sorted(map(re.escape, title.employer_words)))})"
        )
        found = np.zeros(len(self._companies), bool)
        if not title.employer_words:
            return found
        text = self._folded_companies
        place, end = 0, -1
        for hit in pattern.finditer(text):
            if hit.start() > end:
                place += text.count("\n", end + 1, hit.start())
                end = text.find("\n", hit.start())
                end = len(text) if end < 0 else end
                found[place] = True
                place += 1
        return found

    @cached_property
    def _folded_companies(self) -> str:
        return "\n".join(
            fold(company).replace("\n", " ") for company in self._companies
        )

    # --- words ---

    @cached_property
    def _words_text(self) -> str:
        return bytes(self._arrays["words"]).decode()

    @cached_property
    def _words(self) -> list[str]:
        return self._words_text.split("\n") if self._words_text else []

    def _number(self, word: str) -> int:
        place = bisect_left(self._words, word)
        return place if place < len(self._words) and self._words[place] == word else -1

    def _spelled(self, key: str) -> list[int]:
        """Give a word, and those that are a slip of the pen away from it."""
        found = [number] if (number := self._number(key)) >= 0 else []
        if len(key) >= SHORTEST:
            found += [
                place
                for place in self._beginning(key[:2])
                if abs(len(self._words[place]) - len(key)) <= 1
                and is_slip(self._words[place], key)
            ]
        return found

    def _kin(self, key: str) -> list[int]:
        stem = key[: max(5, -(-len(key) * 3 // 5))]
        return list(self._beginning(stem)) if len(key) >= 5 else []  # noqa: PLR2004 - a stem

    def _beginning(self, letters: str) -> range:
        start = bisect_left(self._words, letters)
        return range(start, bisect_left(self._words, letters + chr(0x10FFFF)))

    def _like(self, pattern: re.Pattern[str] | None) -> list[int]:
        """Give the words a pattern is found in."""
        if pattern is None:
            return []
        text = self._words_text
        found = (text.rfind("\n", 0, hit.start()) + 1 for hit in pattern.finditer(text))
        return [
            bisect_left(self._words, text[s : _end(text, s)])
            for s in dict.fromkeys(found)
        ]


def _base(cover: Floats, has_head: Mask, alike: Floats) -> Floats:
    """Give the most that a share of a query's words and a likeness come to."""
    share = np.where(has_head, 1.0, HEADLESS)
    rule = BEST * np.minimum(cover, 1) ** STEEPNESS * share
    return np.asarray(1 - (1 - rule) * (1 - alike))


def _end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _pattern(parts: Iterable[str], after: str = "") -> re.Pattern[str] | None:
    joined = "|".join(sorted(map(re.escape, parts)))
    return re.compile(f"(?:{joined}){after}", re.MULTILINE) if joined else None
