"""Which word stands in which role of which position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netpath.arrays import text_arrays
from netpath.names import company_key
from netpath.ranking.titles.segments import roles_in
from netpath.ranking.titles.words import COMMA, phrase_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


def company_postings(companies: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """Give which words stand in the name of which employer, and which name a place."""
    words: dict[str, int] = {}
    found: list[int] = []
    sizes: list[int] = []
    for company in companies:
        keys = set(phrase_of(company))
        sizes.append(len(keys))
        found += [words.setdefault(key, len(words)) for key in sorted(keys)]
    numbers = np.array(found, np.int32)
    order = np.argsort(numbers, kind="stable")
    owners = np.repeat(np.arange(len(companies), dtype=np.int32), sizes)
    return {
        **text_arrays("company_words", list(words)),
        "company_word_ends": np.cumsum(np.bincount(numbers, minlength=len(words))),
        "company_word_companies": owners[order],
        "company_is_place": np.array([bool(company_key(c)) for c in companies], bool),
    }


def postings(positions: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """Give which words stand in which role of which position."""
    numbers: dict[str, int] = {}
    words: list[int] = []
    sizes: list[int] = []
    owners: list[int] = []
    for place, position in enumerate(positions):
        for keys in roles_in(position):
            kept = dict.fromkeys(key for key in keys if key != COMMA)
            owners.append(place)
            sizes.append(len(kept))
            words += [numbers.setdefault(key, len(numbers)) for key in kept]
    names = sorted(numbers)
    rank = np.empty(len(names), np.int32)
    rank[[numbers[name] for name in names]] = np.arange(len(names), dtype=np.int32)
    ranked = rank[np.array(words, np.int64)] if words else np.zeros(0, np.int32)
    order = np.argsort(ranked, kind="stable")
    segments = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    return {
        "words": np.frombuffer("\n".join(names).encode(), np.uint8),
        "word_ends": np.cumsum(np.bincount(ranked, minlength=len(names))),
        "word_segments": segments[order],
        "segment_position": np.array(owners, np.int32),
    }
