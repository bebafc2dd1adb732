"""In which order people stand in their columns, so that few lines cross.

Nodes are numbers, and links go from a column to the next. Finding the best order is
hard; sweeps that put everybody at the mean of their neighbours, followed by exchanges
of neighbours as long as these help, come close to it.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Columns = list[list[int]]
Link = tuple[int, int]

_SWEEPS = 8


def crossings(columns: Sequence[Sequence[int]], links: Iterable[Link]) -> int:
    """Count the pairs of links that cross.

    >>> crossings([[1, 2], [3, 4]], [(1, 4), (2, 3)])
    1
    """
    place = _places(columns)
    column = {node: i for i, nodes in enumerate(columns) for node in nodes}
    ends: dict[int, list[Link]] = defaultdict(list)
    for start, end in links:
        ends[column[start]].append((place[start], place[end]))
    return sum(map(_inversions, ends.values()))


def _inversions(ends: list[Link]) -> int:
    seen: list[int] = []
    count = 0
    for _, end in sorted(ends):
        count += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return count


def arrange(
    columns: Sequence[Sequence[int]],
    links: Sequence[Link],
    first: Collection[int] = (),
) -> Columns:
    """Give an order of each column in which few links cross, never more than before.

    What only the first column holds together stands apart, one below the other, in the
    order of the links: no links of theirs need cross.

    Parameters
    ----------
    first
        Nodes that stay first in their columns: those of the best chain, one a column
        at most, and the first of what came.

    >>> arrange([[1, 2], [3, 4]], [(1, 4), (2, 3)], first=[1])
    [[1, 2], [4, 3]]
    """
    if len(columns[0]) != 1:
        return _untangled(columns, links, first)
    root, *rest = columns
    parts = _parts(root[0], rest, links)
    ordered = [_untangled(some, ties, first) for some, ties in parts]
    return [
        [*root],
        *([n for some in ordered for n in some[i]] for i in range(len(rest))),
    ]


def _parts(
    root: int, columns: Sequence[Sequence[int]], links: Sequence[Link]
) -> list[tuple[Columns, list[Link]]]:
    """Split nodes into those that are tied to each other without the root."""
    part: dict[int, int] = {}
    inner = [link for link in links if link[0] != root]
    before, after = _neighbours(inner)
    for node in (end for _, end in links):
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one not in part:
                part[one] = part[node] if node in part else len(part)
                waiting += before[one] + after[one]
    return [
        (
            [[n for n in nodes if part[n] == number] for nodes in columns],
            [link for link in inner if part[link[0]] == number],
        )
        for number in dict.fromkeys(part.values())
    ]


def _untangled(
    columns: Sequence[Sequence[int]], links: Sequence[Link], first: Collection[int]
) -> Columns:
    before, after = _neighbours(links)
    now = [sorted(nodes, key=lambda node: node not in first) for nodes in columns]
    best, fewest = now, crossings(now, links)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        now = _swept(now, after if sweep % 2 else before, first, back=bool(sweep % 2))
        now = _exchanged(now, before, after, first)
        count = crossings(now, links)
        if count < fewest:
            best, fewest = now, count
    return best


def _places(columns: Iterable[Sequence[int]]) -> dict[int, int]:
    return {node: place for nodes in columns for place, node in enumerate(nodes)}


_Near = dict[int, list[int]]


def _neighbours(links: Iterable[Link]) -> tuple[_Near, _Near]:
    before: _Near = defaultdict(list)
    after: _Near = defaultdict(list)
    for start, end in links:
        before[end].append(start)
        after[start].append(end)
    return before, after


def _swept(
    columns: Columns, near: _Near, first: Collection[int], *, back: bool
) -> Columns:
    """Sort column after column by the mean place of the neighbours on one side."""
    place = _places(columns)
    swept = []
    for nodes in reversed(columns) if back else columns:
        means = {node: _mean(near[node], place, place[node]) for node in nodes}
        ordered = sorted(nodes, key=lambda n: (n not in first, means[n], place[n]))
        place.update(_places([ordered]))
        swept.append(ordered)
    return swept[::-1] if back else swept


def _mean(near: Sequence[int], place: Mapping[int, int], default: int) -> float:
    return sum(place[node] for node in near) / len(near) if near else default


def _exchanged(
    columns: Columns, before: _Near, after: _Near, first: Collection[int]
) -> Columns:
    """Exchange people who stand side by side, as long as lines cross less."""
    columns = [list(nodes) for nodes in columns]
    place = _places(columns)
    is_better = True
    while is_better:
        is_better = False
        for nodes in columns:
            for i in range(len(nodes) - 1):
                one, other = nodes[i : i + 2]
                if one not in first and _gain(one, other, (before, after), place) > 0:
                    nodes[i : i + 2] = other, one
                    place[one], place[other] = i + 1, i
                    is_better = True
    return columns


def _gain(
    one: int, other: int, sides: tuple[_Near, _Near], place: Mapping[int, int]
) -> int:
    """Count how many crossings an exchange of two neighbours saves."""
    return sum(
        (place[near] > place[far]) - (place[near] < place[far])
        for side in sides
        for near in side[one]
        for far in side[other]
    )
