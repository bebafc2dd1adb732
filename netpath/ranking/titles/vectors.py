"""Titles as points: near each other if they are said of the same work.

A word is the sum of rows of one table, its own row and those of its pieces of three to
five letters, each found by hashing; a title is the sum of its words. So a word nobody
has seen still falls near its kin, and a title costs no more than its words. The table
is learned by :mod:`netpath.ranking.titles.learning`.

References
----------
Bojanowski et al. (2017), Enriching word vectors with subword information, TACL 5.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, cast
from zlib import crc32

import numpy as np

from netpath.errors import SourceError
from netpath.ranking.titles.words import COMMA, LINKS, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import numpy.typing as npt

    Vector = npt.NDArray[np.float32]

_PIECES = (3, 4, 5)
_PIECES_UNSPACED = (1, 2, 3)


class TitleVectors:
    """A table of rows, opened by memory map, and what it makes of words.

    Parameters
    ----------
    table
        Shape (rows, dimensions), whole numbers from -127 to 127; only directions
        matter, so it has no scale.
    """

    def __init__(self, table: npt.NDArray[np.int8]) -> None:
        self._table = table
        self.word = lru_cache(maxsize=65536)(self._word)

    @property
    def dimensions(self) -> int:
        """How many numbers make a point."""
        return int(self._table.shape[1])

    @classmethod
    def open(cls, path: Path) -> TitleVectors:
        """Open a file without reading it.

        Raises
        ------
        SourceError
            If it is not such a table.
        """
        try:
            table = np.load(path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            message = f"{path} is not a table of title vectors: {error}"
            raise SourceError(message) from error
        if table.ndim != 2 or table.dtype != np.int8:  # noqa: PLR2004 - rows, dimensions
            message = f"{path} is not a table of title vectors"
            raise SourceError(message)
        return cls(table)

    def _word(self, key: str) -> Vector:
        rows = pieces_of(key, len(self._table))
        return cast("Vector", self._table[rows].sum(axis=0, dtype=np.float32))

    def title(self, keys: Iterable[str]) -> Vector:
        """Give the direction of a title, of length 1; nothing has length 0."""
        words = [self.word(key) for key in keys if counts(key)]
        if not words:
            return np.zeros(self._table.shape[1], np.float32)
        total = np.sum(words, axis=0, dtype=np.float32)
        return cast("Vector", total / max(float(np.linalg.norm(total)), 1e-9))

    def likeness(self, one: Sequence[str], other: Sequence[str]) -> float:
        """Give the cosine of two titles, -1 to 1."""
        return float(self.title(one) @ self.title(other))


def counts(key: str) -> bool:
    """Whether a word says something: punctuation, "of" and numbers do not."""
    return key != COMMA and key not in LINKS and not key.isdigit() and key != "and"


@lru_cache(maxsize=65536)
def pieces_of(key: str, rows: int) -> npt.NDArray[np.int32]:
    """Give the rows of a word: its own, and those of its pieces.

    >>> pieces_of("chef", 1024).shape  # the word; <ch che hef ef>; <che chef hef>; 2
    (10,)
    """
    is_dense = is_unspaced(key)
    padded = key if is_dense else f"<{key}>"
    pieces = {
        padded[i : i + size]
        for size in (_PIECES_UNSPACED if is_dense else _PIECES)
        for i in range(len(padded) - size + 1)
    }
    hashes = [crc32(f"{key} ".encode()), *(crc32(p.encode()) for p in sorted(pieces))]
    return np.array(hashes, np.uint32).astype(np.int64).__mod__(rows).astype(np.int32)
