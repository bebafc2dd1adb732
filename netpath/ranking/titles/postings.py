"""Texts end to end, and which word stands in which: what an index is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from netpath.ranking.titles.segments import roles_in
from netpath.ranking.titles.words import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt


class Texts(Sequence[str]):
    """Texts end to end, decoded when asked for."""

    def __init__(
        self, data: npt.NDArray[np.uint8], ends: npt.NDArray[np.int64]
    ) -> None:
        self._data, self._ends = data, ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, i: int) -> str: ...
    @overload
    def __getitem__(self, i: slice) -> list[str]: ...
    def __getitem__(self, i: int | slice) -> str | list[str]:
        if isinstance(i, slice):
            return [self[place] for place in range(len(self))[i]]
        if not 0 <= i < len(self._ends):
            raise IndexError(i)
        start = int(self._ends[i - 1]) if i else 0
        return bytes(self._data[start : int(self._ends[i])]).decode()


def text_arrays(name: str, texts: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """Give texts end to end as bytes, and where each ends."""
    encoded = [text.encode() for text in texts]
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
    data = np.frombuffer(b"".join(encoded), np.uint8)
    return {name: data, f"{name}_ends": np.cumsum(sizes)}


def ints(values: Iterable[int]) -> npt.NDArray[np.int32]:
    """Give whole numbers as an array."""
    return np.fromiter(values, np.int32)


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
