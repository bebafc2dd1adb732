"""How far down everybody stands: near those they are tied to, in a given order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PASSES = 12
_SLACK = 24  # below where the fullest column would end, for straighter lines


@dataclass(frozen=True, slots=True)
class Column:
    """Nodes from the top down.

    Attributes
    ----------
    anchors
        How far below the top of each node lines meet it.
    gaps
        The room below each node.
    start
        Where the first node begins.
    """

    nodes: Sequence[int]
    heights: Sequence[float]
    anchors: Sequence[float]
    gaps: Sequence[float]
    start: float

    def levels(self) -> list[float]:
        """Give where lines meet each node, if none has free room above it."""
        steps = (h + gap for h, gap in zip(self.heights, self.gaps, strict=True))
        tops = accumulate(steps, initial=self.start)
        return [top + anchor for top, anchor in zip(tops, self.anchors, strict=False)]

    def bottom(self) -> float:
        """Give where the last node ends, if none has free room above it."""
        return self.start + sum(self.heights) + sum(self.gaps[:-1])


def settle(
    columns: Sequence[Column], near: Mapping[int, Sequence[tuple[int, float]]]
) -> dict[int, float]:
    """Give the level of every node; none comes much lower than the fullest column ends.

    From the last column to the first everybody goes to the weighted mean of those they
    lead to, as far as those above and below give room; then, again and again, of all
    their neighbours. The first of each column stays where it is.

    Parameters
    ----------
    near
        Neighbours of a node, with how much they count.
    """
    bottom = max(column.bottom() for column in columns) + _SLACK
    level: dict[int, float] = {}
    for turn in range(_PASSES):
        for column in columns if turn % 2 else reversed(columns):
            _move(column, near, level, bottom - column.bottom())
    return level


def _move(
    column: Column,
    near: Mapping[int, Sequence[tuple[int, float]]],
    level: dict[int, float],
    room: float,
) -> None:
    least = column.levels()
    wanted = [
        min(max(_mean(near.get(node, ()), level, y) - y, 0), room)
        for node, y in zip(column.nodes, least, strict=True)
    ]
    moved = _rising([0.0, *wanted[1:]])
    for node, y, more in zip(column.nodes, least, moved, strict=True):
        level[node] = y + more


def _mean(
    near: Sequence[tuple[int, float]], level: Mapping[int, float], default: float
) -> float:
    """Give the mean of the neighbours that stand already."""
    standing = [(level[node], count) for node, count in near if node in level]
    weight = sum(count for _, count in standing)
    return sum(y * count for y, count in standing) / weight if weight else default


def _rising(wanted: Sequence[float]) -> list[float]:
    """Give the numbers nearest to some that never fall: neighbours that do are pooled.

    >>> _rising([0, 5, 3, 6])
    [0.0, 4.0, 4.0, 6.0]
    """
    pools: list[tuple[float, int]] = []
    for number in wanted:
        total, count = float(number), 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            above, many = pools.pop()
            total, count = total + above, count + many
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
