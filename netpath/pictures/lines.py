"""The lines between boxes: which columns they pass, where they meet, their paths."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netpath.pictures.blocks import Block
    from netpath.pictures.ordering import Link
    from netpath.pictures.scene import Scene

_APART = 9  # lines at a box, where there is room
_ABOVE = 14  # how far lines may meet a box above its anchor
_STRAIGHT = 4  # how much a line that passes a column is kept straight

Band = tuple[int, int]
"""The x and width of a column."""

Ports = dict[tuple[int, int], int]
"""How far down the link from a node to another, or from another to it, meets it."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Every edge as the nodes it passes: spots, and a lane in each column between.

    Attributes
    ----------
    columns
        The nodes of each, those of better chains first.
    best
        The nodes of the best chain.
    spots
        How many nodes are spots; lanes have greater numbers.
    """

    paths: tuple[tuple[int, ...], ...]
    columns: tuple[tuple[int, ...], ...]
    best: frozenset[int]
    spots: int

    def links(self) -> list[Link]:
        """Give the part of each line between two columns."""
        return [link for path in self.paths for link in pairwise(path)]

    def is_lane(self, node: int) -> bool:
        """Whether a node is no person, but a line that passes a column."""
        return node >= self.spots

    def near(self) -> Mapping[int, list[tuple[int, float]]]:
        """Give the neighbours of each node, and how much they draw it."""
        found: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for one, other in self.links():
            weight = _STRAIGHT if self.is_lane(one) and self.is_lane(other) else 1
            if one:  # the asker's box is as tall as need be, and draws nobody
                found[other].append((one, weight))
            found[one].append((other, weight))
        return found


def lines(scene: Scene) -> Lines:
    """Give each edge of a scene a lane in every column it passes."""
    columns: list[list[int]] = [[] for _ in range(scene.columns)]
    for number, spot in enumerate(scene.spots):
        columns[spot.column].append(number)
    paths, node, best = [], len(scene.spots), {0}
    for edge in scene.edges:
        start, end = scene.spots[edge.start].column, scene.spots[edge.end].column
        lanes = range(node, node + end - start - 1)
        for column, lane in enumerate(lanes, start + 1):
            columns[column].append(lane)
        paths.append((edge.start, *lanes, edge.end))
        if edge.rank == 0:
            best |= {*lanes, edge.end}
        node += len(lanes)
    layers = tuple(map(tuple, columns))
    return Lines(tuple(paths), layers, frozenset(best), len(scene.spots))


def ports(lines: Lines, levels: Mapping[int, float], blocks: Sequence[Block]) -> Ports:
    """Give where links meet their nodes: side by side, in an order that crosses least.

    Where the best chain goes through, its line is level: it is in the first row, and
    all others come from below.
    """
    befores, afters = defaultdict(list), defaultdict(list)
    for one, other in lines.links():
        befores[other].append(one)
        afters[one].append(other)
    found: Ports = {}
    for near in (befores, afters):
        for node, others in near.items():
            others.sort(key=lambda other: (levels[other], other))
            is_best = node in lines.best and others[0] in lines.best
            below = 0 if lines.is_lane(node) else blocks[node].below
            shifts = _shifts(len(others), below, is_best=is_best)
            for other, shift in zip(others, shifts, strict=True):
                found[node, other] = round(levels[node] + shift)
    for other in afters[0]:
        found[0, other] = found[other, 0]
    return found


def _shifts(count: int, below: float, *, is_best: bool) -> Iterator[float]:
    """Spread lines over a side of a box; that of the best chain keeps its place."""
    step = min(_APART, below / max(1, count - 1))
    above = 0 if is_best else min(_ABOVE, step * (count - 1) / 2)
    step = min(_APART, (above + below) / max(1, count - 1))
    return (step * place - above for place in range(count))


def route(path: Sequence[int], start: int, ports: Ports, bands: Sequence[Band]) -> str:
    """Give the path of a line, from a column on, as SVG writes it."""
    x = sum(bands[start])
    drawn = [f"M{x} {ports[path[0], path[1]]}"]
    for column, (one, other) in enumerate(pairwise(path), start + 1):
        left, width = bands[column]
        drop = ports[other, one] - ports[one, other]
        drawn.append(_curve(left - x, drop))
        if other != path[-1]:
            drawn.append(f"h{width}")
        x = left + width
    return "".join(drawn)


def _curve(right: int, down: int) -> str:
    """Go right and down, level at both ends."""
    half = right // 2
    drop = f" {down}" if down > 0 else down
    return f"c{half} 0 {half}{drop} {right}{drop}" if down else f"h{right}"
