"""Which records are worth comparing: those that share a key that few others have.

Comparing everybody with everybody would take days where a million records are. A pair
that shares none of these keys could not come near the threshold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netpath.resolve.features import COMMON_TITLE
from netpath.resolve.pool import is_among, mixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.resolve.pool import Ints, Mask, Pool

    Block = tuple[Ints, Ints]  # a key each, and the rows that have them

_SAID = ("email", "name", "alias", "given", "family", "employer", "title")
_WIDEST = 64
"""Records of one key that are all compared; of more, each with so many neighbours."""


def candidates(pool: Pool) -> tuple[Ints, Ints]:
    """Give the pairs of rows to compare, each once, the lesser row first.

    Rows of one profile address are one already. Two different addresses are compared
    only where one owner met both on one day, or they share an e-mail address.
    """
    said = _distinct(pool, *_SAID)
    met = _distinct(pool, "teller", "day", *_SAID)
    found = [_pairs(pool, *block, every=True) for block in _personal(pool, met)]
    found += [_pairs(pool, *block, every=False) for block in _shared(pool, said)]
    pairs = np.unique(np.concatenate(found, axis=1), axis=1)
    return pairs[0], pairs[1]


def comparable(pool: Pool, rows: Ints) -> Ints:
    """Give the rows that have a key of these rows, these rows included."""
    inside = np.zeros(len(pool), dtype=np.bool_)
    inside[rows] = True
    reached = inside.copy()
    address = (pool.column("url"), np.arange(len(pool)))
    every = np.arange(len(pool))
    for keys, theirs in (address, *_personal(pool, every), *_shared(pool, every)):
        wanted = np.unique(keys[inside[theirs]])
        reached[theirs[is_among(keys, wanted[wanted != 0])]] = True
    return np.flatnonzero(reached)


def _personal(pool: Pool, rows: Ints) -> Iterator[Block]:
    """Give keys that hardly two people share, whatever their profile addresses."""
    reachable = np.flatnonzero(pool.column("email"))
    yield pool.column("email")[reachable], reachable
    met = rows[pool.is_of_several[rows]]
    yield mixed(pool.column("teller")[met], pool.column("day")[met]), met


def _shared(pool: Pool, rows: Ints) -> Iterator[Block]:
    """Give keys that several people may share, for those who have no address."""
    employer = pool.column("employer")[rows]
    for part in ("given", "family"):
        yield mixed(pool.column(part)[rows], employer), rows
    name = pool.column("name")[rows]
    title = np.where(pool.marked(COMMON_TITLE), 0, pool.column("title"))[rows]
    yield mixed(name, title), rows
    # A name in brackets is looked for among the names, and the other way round.
    alias = pool.column("alias")[rows]
    called = np.concatenate([name, alias])
    yield mixed(called, np.tile(employer, 2)), np.tile(rows, 2)


def _distinct(pool: Pool, *columns: str) -> Ints:
    """Give one row of those that are one by address and say the same."""
    said = [pool.column(column) for column in columns]
    key = mixed(pool.nodes + 1, *(np.where(c == 0, 1, c) for c in said))
    first: Ints = np.unique(key, return_index=True)[1]
    return np.sort(first)


def _pairs(pool: Pool, keys: Ints, rows: Ints, *, every: bool) -> Ints:
    """Give all pairs of one key; unless ``every``, only where one has no address."""
    kept = keys != 0
    keys, rows = keys[kept], rows[kept]
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    chosen = _in_groups(keys, None if every else ~pool.has_address[rows])
    keys, rows = keys[chosen], rows[chosen]
    found = [np.zeros((2, 0), dtype=np.int64)]
    for distance in range(1, _WIDEST + 1):
        near = np.flatnonzero(keys[distance:] == keys[:-distance])
        if not len(near):
            break
        found.append(np.stack([rows[near], rows[near + distance]]))
    return _worth_it(pool, np.concatenate(found, axis=1), every=every)


def _in_groups(keys: Ints, wanted: Mask | None) -> Mask:
    """Whether each key stands beside an equal one, in a group with somebody wanted."""
    if not len(keys):
        return np.zeros(0, dtype=np.bool_)
    begins = np.append(True, keys[1:] != keys[:-1])
    group = np.cumsum(begins) - 1
    is_shared = np.bincount(group) > 1
    if wanted is not None:
        is_shared &= np.bincount(group, weights=wanted) > 0
    chosen: Mask = is_shared[group]
    return chosen


def _worth_it(pool: Pool, pairs: Ints, *, every: bool) -> Ints:
    a, b = pairs
    useful = pool.nodes[a] != pool.nodes[b]
    if not every:
        useful &= ~(pool.has_address[a] & pool.has_address[b])
    return np.sort(pairs[:, useful], axis=0)
