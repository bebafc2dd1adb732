"""The records of many exports as arrays: who stands where, and with what features."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from netpath.resolve.features import COLUMNS, CONNECTED, WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_KINDS_OF_TOKENS = 4
_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio: bits go everywhere


@dataclass(frozen=True)
class Pool:
    """Every record once, and in which exports it stands.

    Attributes
    ----------
    table
        Features, a column of :data:`COLUMNS` each: ``(13, n)``, in order of the ids.
    rows, batches
        That a row stands in a batch, pair by pair, in order of rows.
    whole
        The pool this is a part of, if it is one.
    """

    table: Ints
    rows: Ints
    batches: Ints
    whole: Pool | None = None

    def __len__(self) -> int:
        return int(self.table.shape[1])

    def column(self, name: str) -> Ints:
        """Give one feature of all records."""
        column: Ints = self.table[COLUMNS.index(name)]
        return column

    def marked(self, bit: int) -> Mask:
        """Whether each record has a mark."""
        marked: Mask = (self.column("marks") & bit) != 0
        return marked

    @cached_property
    def nodes(self) -> Ints:
        """Which records are one by their profile address: the first row of each.

        A record without an address is one by itself.
        """
        url = self.column("url")
        first = np.arange(len(self))
        has = np.flatnonzero(url)
        _, start, group = np.unique(url[has], return_index=True, return_inverse=True)
        first[has] = has[start][group]
        return first

    @cached_property
    def has_address(self) -> Mask:
        """Whether each record has a profile address."""
        has: Mask = self.column("url") != 0
        return has

    @cached_property
    def is_of_several(self) -> Mask:
        """Whether each record's teller has told in several batches."""
        teller = self.column("teller")
        told = teller[self.rows]
        first = np.unique(mixed(told, self.batches), return_index=True)[1]
        tellers, counts = np.unique(told[first], return_counts=True)
        return is_among(teller, tellers[counts > 1])

    @cached_property
    def acquainted(self) -> Ints:
        """Which tellers know each other, as hashes of both keys, in order."""
        if self.whole is not None:
            return self.whole.acquainted
        teller, url = self.column("teller"), self.column("url")
        tellers = np.unique(teller[teller != 0])
        # An owner's key is the owner's address: so a row says whom its teller knows.
        rows = np.flatnonzero(is_among(url, tellers) & (url != teller))
        return np.unique(mixed(teller[rows], url[rows]))

    @cached_property
    def tokens(self) -> tuple[Ints, Ints, Ints]:
        """What sets records apart, as ``(row, token, value)``.

        Two records that have one token with two values are two people: two rows of one
        list of connections, two addresses in one export, two days on which one owner
        connected with somebody.
        """
        connected = self.marked(CONNECTED)
        address, day = self.column("url"), self.column("day")
        lists = connected[self.rows]
        shown = address[self.rows] != 0
        met = np.flatnonzero(connected & (day != 0))
        rows = [self.rows[lists], self.rows[shown], met]
        tokens = [
            self.batches[lists] * _KINDS_OF_TOKENS + 1,
            self.batches[shown] * _KINDS_OF_TOKENS + 2,
            self.column("teller")[met] | np.int64(-1 << 62),
        ]
        # One address on two lines of a list is one person all the same.
        line = np.where(address == 0, self.column("id"), address)
        values = [line[self.rows[lists]], address[self.rows[shown]], day[met]]
        return np.concatenate(rows), np.concatenate(tokens), np.concatenate(values)

    def taken(self, rows: Ints) -> Pool:
        """Give some of the records, in order of their rows."""
        place = np.full(len(self), -1)
        place[rows] = np.arange(len(rows))
        inside = place[self.rows] >= 0
        return Pool(self.table[:, rows], place[self.rows[inside]], self.batches[inside])


def is_among(values: Ints, wanted: Ints) -> Mask:
    """Whether each value is one of those wanted, which stand in order, each once.

    As :func:`numpy.isin`, which sorts the values first, however many.
    """
    if not len(wanted):
        return np.zeros(len(values), dtype=np.bool_)
    place = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    found: Mask = wanted[place] == values
    return found


def mixed(*columns: Ints) -> Ints:
    """Give one hash for several numbers side by side; 0 where any of them is 0."""
    total = np.zeros(len(columns[0]), dtype=np.uint64)
    is_empty = np.zeros(len(columns[0]), dtype=np.bool_)
    for column in columns:
        is_empty |= column == 0
        total = (total ^ column.view(np.uint64)) * _ODD
        total ^= total >> np.uint64(29)
    return np.where(is_empty, 0, total.view(np.int64))


def pool_of(batches: Iterable[tuple[int, bytes]]) -> Pool:
    """Put batches of features together; a record of several is one row.

    Parameters
    ----------
    batches
        The number of each batch, from 1, and its features as
        :func:`netpath.resolve.features.features_of` gives them.
    """
    parts = [
        (number, np.frombuffer(zlib.decompress(page), dtype="<i8").reshape(WIDTH, -1))
        for number, page in batches
    ]
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Pool(np.zeros((WIDTH, 0), dtype=np.int64), nothing, nothing)
    whole = np.concatenate([part for _, part in parts], axis=1)
    sizes = [part.shape[1] for _, part in parts]
    numbers = np.repeat([number for number, _ in parts], sizes)
    order = np.argsort(whole[0], kind="stable")
    ids = whole[0][order]
    first = np.flatnonzero(np.append(True, ids[1:] != ids[:-1]))
    table = whole[:, order[first]]
    # Of two rows of one record the one with a day says more.
    day = COLUMNS.index("day")
    table[day] = np.maximum.reduceat(whole[day][order], first)
    row = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(ids))))
    span = max(number for number, _ in parts) + 1
    # In order but for the few records of several batches, so sorting is quick.
    placed = np.sort(row * span + numbers[order], kind="stable")
    placed = placed[np.append(True, placed[1:] != placed[:-1])]
    return Pool(table, placed // span, placed % span)
