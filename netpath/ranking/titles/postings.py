"""Which word stands in which role of which position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netpath.ranking.titles.segments import roles_in
from netpath.ranking.titles.words import COMMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


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
