"""Learning title vectors from titles that are said of the same work.

Every title is drawn towards another title of its occupation and away from the titles
of others that happen to be in the same batch, neighbours excepted. Numpy only, and
seeded: equal input gives equal bytes on one machine.

References
----------
van den Oord et al. (2018), Representation learning with contrastive predictive coding,
arXiv:1807.03748 (the loss); Duchi et al. (2011), Adaptive subgradient methods, JMLR 12
(the step).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netpath.ranking.titles.vectors import counts, pieces_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    import numpy.typing as npt

    Rows = npt.NDArray[np.int32]
    Places = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Settings:
    """How to learn: size of the table, number of rounds, and what steers them."""

    rows: int = 32768
    dimensions: int = 64
    rounds: int = 12
    batch: int = 512
    step: float = 0.1
    temperature: float = 0.05
    seed: int = 1


DEFAULT = Settings()
LARGE = Settings(rows=65536, dimensions=96, rounds=6)
"""For lists of a hundred thousand titles."""


def learn(
    titles: Mapping[str, Sequence[tuple[str, ...]]],
    kin: Mapping[str, Collection[str]] | None = None,
    *,
    settings: Settings = DEFAULT,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> npt.NDArray[np.int8]:
    """Learn a table from titles by occupation.

    Parameters
    ----------
    titles
        Occupation → its titles, each as words that compare (``phrase_of``).
    kin
        Occupation → others that are near: never pushed apart.
    tell
        Called with batches done and batches in all.

    Returns
    -------
    numpy.ndarray
        ``settings.rows`` × ``settings.dimensions`` whole numbers, see
        :class:`~netpath.ranking.titles.vectors.TitleVectors`.
    """
    corpus = _Corpus(titles, kin or {}, settings.rows)
    random = np.random.default_rng(settings.seed)
    table = _Table(random, settings)
    total = settings.rounds * corpus.batches(settings.batch)
    done = 0
    for _ in range(settings.rounds):
        for left, right in corpus.pairs(random, settings.batch):
            table.learn(corpus, left, right)
            done += 1
            tell(done, total)
    return table.whole()


class _Corpus:
    """Titles as rows of the table, laid end to end."""

    def __init__(
        self,
        titles: Mapping[str, Sequence[tuple[str, ...]]],
        kin: Mapping[str, Collection[str]],
        rows: int,
    ) -> None:
        number = {name: i for i, name in enumerate(titles)}
        found = [
            (number[name], pieces)
            for name, its in titles.items()
            for keys in dict.fromkeys(its)
            if (pieces := _pieces(keys, rows)).size
        ]
        self.group = np.array([group for group, _ in found], np.int32)
        self._sizes = np.array([len(pieces) for _, pieces in found], np.int64)
        self._starts = np.concatenate([[0], np.cumsum(self._sizes)[:-1]])
        self._flat = np.concatenate([p for _, p in found] or [np.zeros(0, np.int32)])
        pairs = {
            (number[one], number[other])
            for one, others in kin.items()
            for other in others
            if one in number and other in number
        }
        self._kin: dict[int, list[int]] = {}
        for one, other in sorted(pairs | {(b, a) for a, b in pairs}):
            self._kin.setdefault(one, []).append(other)
        ends = np.searchsorted(self.group, np.arange(len(titles) + 1))
        self._first, self._last = ends[:-1], ends[1:]

    def batches(self, size: int) -> int:
        return -(-len(self.group) // size)

    def pairs(
        self, random: np.random.Generator, size: int
    ) -> Iterator[tuple[Places, Places]]:
        """Give each title once, beside another of its occupation drawn by chance."""
        order = random.permutation(len(self.group))
        for start in range(0, len(order), size):
            left = order[start : start + size]
            group = self.group[left]
            first, last = self._first[group], self._last[group]
            yield left, first + (random.random(len(left)) * (last - first)).astype(int)

    def rows(self, which: Places) -> tuple[Rows, Places]:
        """Give the rows of some titles end to end, and where each begins."""
        sizes = self._sizes[which]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        inside = np.arange(sizes.sum()) - np.repeat(starts, sizes)
        return self._flat[np.repeat(self._starts[which], sizes) + inside], starts

    def is_apart(self, left: Places, right: Places) -> npt.NDArray[np.bool_]:
        """Say of each pair of titles whether they may be pushed apart."""
        a, b = self.group[left], self.group[right]
        apart = np.asarray(a[:, None] != b[None, :])
        known, back_a = np.unique(a, return_inverse=True)
        for place, one in enumerate(known):
            if others := self._kin.get(int(one)):
                apart[np.ix_(back_a == place, np.isin(b, others))] = False
        return apart


def _pieces(keys: Sequence[str], rows: int) -> Rows:
    found = [pieces_of(key, rows) for key in keys if counts(key)]
    return np.concatenate(found) if found else np.zeros(0, np.int32)


class _Side:
    """One title of each pair of a batch, and where it points."""

    def __init__(self, table: Floats, rows: Rows, starts: Places) -> None:
        self.rows, self.starts = rows, starts
        total = np.add.reduceat(table[rows], starts, axis=0)
        self.length = np.linalg.norm(total, axis=1, keepdims=True) + 1e-6
        self.points = total / self.length


class _Table:
    """The rows while they are learned, and how far each has moved."""

    def __init__(self, random: np.random.Generator, settings: Settings) -> None:
        self._settings = settings
        shape = (settings.rows, settings.dimensions)
        self._rows: Floats = random.normal(0, 0.1, shape).astype(np.float32)
        self._moved = np.full((settings.rows, 1), 1e-6, np.float32)

    def learn(self, corpus: _Corpus, left: Places, right: Places) -> None:
        """Draw pairs together and apart from all other pairs of the batch."""
        a = _Side(self._rows, *corpus.rows(left))
        b = _Side(self._rows, *corpus.rows(right))
        warmth = self._settings.temperature
        pull = _pull(a.points @ b.points.T / warmth, corpus.is_apart(left, right))
        pull /= warmth * len(left)
        for side, slope in ((a, pull @ b.points), (b, pull.T @ a.points)):
            along = (slope * side.points).sum(axis=1, keepdims=True)
            self._step(side, (slope - side.points * along) / side.length)

    def _step(self, side: _Side, slope: Floats) -> None:
        """Move every row by the slopes of the titles it is part of."""
        sizes = np.diff(np.concatenate([side.starts, [len(side.rows)]]))
        order = np.argsort(side.rows, kind="stable")
        ordered = side.rows[order]
        spread = np.repeat(slope, sizes, axis=0)[order]
        first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
        summed = np.add.reduceat(spread, first, axis=0)
        which = ordered[first]
        self._moved[which] += (summed**2).mean(axis=1, keepdims=True)
        step = self._settings.step
        self._rows[which] -= step * summed / np.sqrt(self._moved[which])

    def whole(self) -> npt.NDArray[np.int8]:
        """Give the rows as whole numbers from -127 to 127."""
        # One scale for all rows: their lengths are what makes a word weigh more.
        bound = float(np.quantile(np.abs(self._rows), 0.9995))
        scaled = np.rint(self._rows / bound * 127)
        return np.asarray(np.clip(scaled, -127, 127), np.int8)


def _pull(logits: Floats, apart: npt.NDArray[np.bool_]) -> Floats:
    """Give the slope of the loss by each likeness, both ways round."""
    size = len(logits)
    allowed = apart | np.eye(size, dtype=bool)
    logits = np.where(allowed, logits, -np.inf)
    total = np.zeros_like(logits)
    for axis in (0, 1):
        shifted = np.exp(logits - logits.max(axis=axis, keepdims=True))
        total += shifted / shifted.sum(axis=axis, keepdims=True)
    total[np.arange(size), np.arange(size)] -= 2
    return (total / 2).astype(np.float32)
