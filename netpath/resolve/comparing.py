"""Comparing two records: levels of agreement, their weights, and the sum.

The comparison of a million pairs and of one is the same code, so that what a user is
told about a merge is what decided it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netpath.names_known import are_forms_of_one
from netpath.resolve import weights
from netpath.resolve.features import (
    ABBREVIATED,
    COMMON_FAMILY,
    COMMON_GIVEN,
    COMMON_TITLE,
    HAS_MIDDLE,
    LARGE_EMPLOYER,
    MIXED,
    UNSPACED,
)
from netpath.resolve.pool import is_among, mixed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from netpath.resolve.pool import Ints, Mask, Pool

    Levels = NDArray[np.int8]
    Bits = NDArray[np.float64]
    Names = Callable[[Ints], Sequence[str]]

_SHORTEST = 4  # letters of a word in which one may be wrong
_BITS_OF = np.array([i.bit_count() for i in range(1 << 16)], dtype=np.uint8)


@dataclass(frozen=True)
class Comparisons:
    """Pairs of rows and how they agree.

    Attributes
    ----------
    a, b
        The rows.
    levels
        A row of :data:`netpath.resolve.weights.FACTORS` each, a column a pair.
    bits
        The match weight of each pair, the prior included.
    """

    a: Ints
    b: Ints
    levels: Levels
    commonness: Levels
    bits: Bits

    def reasons(self, pair: int) -> list[tuple[str, float]]:
        """Give what decided one pair: words and weights, the heaviest first."""
        common = int(self.commonness[pair])
        found = [
            (factor[level].words, factor[level].bits[common])
            for factor, level in zip(
                weights.FACTORS, self.levels[:, pair].tolist(), strict=True
            )
            if factor[level].words
        ]
        return sorted(found, key=lambda reason: -abs(reason[1]))


def compare(pool: Pool, a: Ints, b: Ints, names: Names) -> Comparisons:
    """Compare pairs of rows.

    Parameters
    ----------
    names
        Gives the comparable names of rows, for the few that are compared by letter.
    """
    name = _name_levels(pool, a, b, names)
    levels = np.stack(
        [
            name,
            _profile_levels(pool, a, b),
            _same(pool, "email", a, b).astype(np.int8),
            _employer_levels(pool, a, b),
            _title_levels(pool, a, b),
            _day_levels(pool, a, b),
            _circle_levels(pool, a, b),
        ]
    )
    common = _commonness(pool, a, b)
    bits = np.full(len(a), weights.PRIOR)
    for factor, level in zip(weights.FACTORS, levels, strict=True):
        table = np.array([one.bits for one in factor])
        bits += table[level, common]
    return Comparisons(a, b, levels, common, bits)


def _same(pool: Pool, column: str, a: Ints, b: Ints) -> Mask:
    values = pool.column(column)
    same: Mask = (values[a] == values[b]) & (values[a] != 0)
    return same


def _either(pool: Pool, bit: int, a: Ints, b: Ints) -> Mask:
    marked = pool.marked(bit)
    return marked[a] | marked[b]


def _commonness(pool: Pool, a: Ints, b: Ints) -> Levels:
    given = _either(pool, COMMON_GIVEN, a, b)
    family = _either(pool, COMMON_FAMILY, a, b)
    # A name in one piece has no parts to look up; it is taken for half common.
    whole = _either(pool, UNSPACED, a, b)
    counted = given.astype(np.int8) + family
    common: Levels = np.maximum(counted, whole).astype(np.int8)
    return common


def _profile_levels(pool: Pool, a: Ints, b: Ints) -> Levels:
    has = pool.has_address
    url = pool.column("url")
    levels: Levels = (has[a] & has[b] & (url[a] != url[b])).astype(np.int8)
    return levels


def _employer_levels(pool: Pool, a: Ints, b: Ints) -> Levels:
    employer = pool.column("employer")
    known = (employer[a] != 0) & (employer[b] != 0)
    same = 1 + pool.marked(LARGE_EMPLOYER)[a]
    levels = np.where(known, np.where(employer[a] == employer[b], same, 3), 0)
    return levels.astype(np.int8)


def _title_levels(pool: Pool, a: Ints, b: Ints) -> Levels:
    level = 1 + pool.marked(COMMON_TITLE)[a]
    return np.where(_same(pool, "title", a, b), level, 0).astype(np.int8)


def _day_levels(pool: Pool, a: Ints, b: Ints) -> Levels:
    day = pool.column("day")
    known = _same(pool, "teller", a, b) & (day[a] != 0) & (day[b] != 0)
    return np.where(known, np.where(day[a] == day[b], 1, 2), 0).astype(np.int8)


def _circle_levels(pool: Pool, a: Ints, b: Ints) -> Levels:
    teller = pool.column("teller")
    is_known = is_among(mixed(teller[a], teller[b]), pool.acquainted)
    is_known |= is_among(mixed(teller[b], teller[a]), pool.acquainted)
    levels: Levels = (is_known & (teller[a] != teller[b])).astype(np.int8)
    return levels


# --- names ----------------------------------------------------------------------------


def _name_levels(pool: Pool, a: Ints, b: Ints, names: Names) -> Levels:
    levels = np.full(len(a), weights.OTHER, dtype=np.int8)
    given, family = _same(pool, "given", a, b), _same(pool, "family", a, b)
    levels[family & ~given] = weights.FAMILY
    levels[given & ~family] = weights.GIVEN
    levels[given & family] = _levels_of_parts(pool, a, b)[given & family]
    name, alias = pool.column("name"), pool.column("alias")
    aliased = (alias[a] != 0) & ((alias[a] == name[b]) | (alias[a] == alias[b]))
    aliased |= (alias[b] != 0) & (alias[b] == name[a])
    levels[aliased] = weights.ALIAS
    same = _same(pool, "name", a, b)
    levels[same] = weights.SAME
    levels[same & _either(pool, ABBREVIATED, a, b)] = weights.INITIAL
    _look_at_letters(pool, a, b, levels, names)
    alone = _either(pool, ABBREVIATED, a, b) & _either(pool, UNSPACED, a, b)
    unnamed = (name[a] == 0) | (name[b] == 0) | alone
    levels[unnamed & (levels != weights.INITIAL)] = weights.UNNAMED
    return levels


def _levels_of_parts(pool: Pool, a: Ints, b: Ints) -> Levels:
    """Give the level where the first and the last word agree and the whole does not."""
    middle = pool.marked(HAS_MIDDLE)
    levels = np.full(len(a), weights.SHORT, dtype=np.int8)
    levels[middle[a] != middle[b]] = weights.MIDDLE
    levels[middle[a] & middle[b]] = weights.GIVEN  # two middle names are two people
    return levels


def _look_at_letters(
    pool: Pool, a: Ints, b: Ints, levels: Levels, names: Names
) -> None:
    """Compare by letter where one word agrees and the other may be a slip or short."""
    unsure = np.isin(levels, (weights.GIVEN, weights.FAMILY))
    unsure &= ~_either(pool, MIXED, a, b)
    letters = pool.column("letters")
    changed = (letters[a] ^ letters[b]).view(np.uint16).reshape(-1, 4)
    near = _BITS_OF[changed].sum(axis=1) <= 2  # noqa: PLR2004 - see features
    short = _either(pool, ABBREVIATED, a, b) | (levels == weights.FAMILY)
    pairs = np.flatnonzero(unsure & (near | short))
    if not len(pairs):
        return
    rows = np.unique(np.concatenate([a[pairs], b[pairs]]))
    words = [name.split() for name in names(rows)]
    first = np.searchsorted(rows, a[pairs]).tolist()
    second = np.searchsorted(rows, b[pairs]).tolist()
    for pair, one, other in zip(pairs.tolist(), first, second, strict=True):
        if level := _level_by_letter(words[one], words[other]):
            levels[pair] = level


def _level_by_letter(a: Sequence[str], b: Sequence[str]) -> int:
    """Give the level of two names that differ in one word, 0 where it does not fit."""
    differing = [(x, y) for x, y in ((a[0], b[0]), (a[-1], b[-1])) if x != y]
    if len(differing) != 1:
        return 0
    x, y = differing[0]
    if min(len(x), len(y)) == 1:
        return weights.INITIAL if x[0] == y[0] else 0
    if a[-1] == b[-1] and are_forms_of_one(x, y):
        return weights.SHORT
    return weights.TYPO if is_slip(x, y) else 0


def is_slip(x: str, y: str) -> bool:
    """Whether two words differ by one letter put in, left out, changed or exchanged.

    >>> is_slip("ruiz", "riuz"), is_slip("ruiz", "ruis"), is_slip("bo", "ko")
    (True, True, False)
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - few comparisons get here

    if min(len(x), len(y)) < _SHORTEST:
        return False
    return int(OSA.distance(x, y, score_cutoff=1)) <= 1
