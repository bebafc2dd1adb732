"""Where everything stands in the wide picture: columns from left to right."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from netpath.pictures.blocks import (
    PADDING,
    READABLE,
    Block,
    asker_width,
    block,
    least_width,
    sayings,
)
from netpath.pictures.lines import lines, ports, route
from netpath.pictures.ordering import arrange
from netpath.pictures.settling import Column, settle
from netpath.pictures.wording import heads
from netpath.pictures.wrapping import SMALLEST, Font, Line, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netpath.pictures.blocks import Saying
    from netpath.pictures.lines import Band, Ports
    from netpath.pictures.scene import Edge, Scene

MARGIN = 20
HEAD = Font("head", 13, 16, is_bold=True)

_WIDEST = 1200  # of the picture
_BOX, _WIDEST_BOX, _ASKER = 196, 240, (72, 150)
_GAP, _LEAST_GAP, _SHARE = 96, 40, 0.42  # between columns; a share of a box
_BETWEEN = 14  # boxes
_LANE = 10  # for a line that passes a column


@dataclass(frozen=True, slots=True)
class Box:
    """The box of a spot (its index), with what stands in it."""

    spot: int
    x: int
    width: int
    y: int
    block: Block

    @property
    def height(self) -> int:
        """As tall as what stands in it."""
        return self.block.height

    @property
    def level(self) -> int:
        """How far down lines meet it."""
        return self.y + self.block.anchor

    @property
    def bottom(self) -> int:
        """How far down it ends."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture without its title and legend.

    Attributes
    ----------
    routes
        Each edge with its path, as SVG writes it.
    titles
        Lines that stand above the boxes, with the x and y of each.
    """

    width: int
    height: int
    boxes: tuple[Box, ...]
    routes: tuple[tuple[Edge, str], ...]
    titles: tuple[tuple[int, int, Line], ...] = ()


def in_columns(scene: Scene) -> Layout:
    """Lay a scene out in columns; the best chain is the first row, and straight."""
    said = [sayings(scene, number) for number in range(len(scene.spots))]
    bands = _bands(scene, said)
    blocks = [
        block(one, bands[spot.column][1])
        for one, spot in zip(said, scene.spots, strict=True)
    ]
    drawn = lines(scene)
    order = arrange(drawn.columns, drawn.links(), drawn.best)
    top, written = _written(heads(scene), bands)
    levels = settle(_standing(order, blocks, top), drawn.near())
    meeting = ports(drawn, levels, blocks)
    boxes = [
        Box(number, *bands[spot.column], round(levels[number]) - one.anchor, one)
        for number, (spot, one) in enumerate(zip(scene.spots, blocks, strict=True))
    ]
    boxes[0] = _stretched(boxes[0], meeting)
    return Layout(
        width=sum(bands[-1]) + MARGIN,
        height=max(box.bottom for box in boxes),
        boxes=tuple(boxes),
        routes=tuple(
            (edge, route(path, scene.spots[edge.start].column, meeting, bands))
            for edge, path in zip(scene.edges, drawn.paths, strict=True)
        ),
        titles=tuple(written),
    )


def _bands(scene: Scene, said: Sequence[Sequence[Saying]]) -> list[Band]:
    """Give every column its place: as wide as names need, as near as there is room."""
    low, high = _ASKER
    asker = round(min(max(asker_width(said[0]), low), high))
    free, many = _WIDEST - 2 * MARGIN - asker, scene.columns - 1
    usual = min(_BOX, free / (many * (1 + _SHARE)))
    wanted = [max(0, width - usual) for width in _least(scene, said, READABLE)]
    share = min(1, (free - many * (usual + _LEAST_GAP)) / max(1, sum(wanted)))
    widths = [
        max(int(usual + share * more), math.ceil(must) + 1)
        for more, must in zip(wanted, _least(scene, said, SMALLEST), strict=True)
    ]
    gap = min(_GAP, max(_LEAST_GAP, (free - sum(widths)) // many))
    widths.insert(0, asker)
    lefts = accumulate((width + gap for width in widths), initial=MARGIN)
    return list(zip(lefts, widths, strict=False))


def _least(scene: Scene, said: Sequence[Sequence[Saying]], size: float) -> list[float]:
    """Give how wide each column, but the asker's, must be for names to have a size."""
    least = [0.0] * scene.columns
    for spot, one in zip(scene.spots, said, strict=True):
        least[spot.column] = max(least[spot.column], least_width(one, size))
    return [min(width, _WIDEST_BOX) for width in least[1:]]


def _written(
    titles: Sequence[str], bands: Sequence[Band]
) -> tuple[int, list[tuple[int, int, Line]]]:
    """Give the heads of the columns, and where the boxes begin below them."""
    wrapped = [wrap(t, w, HEAD) for t, (_, w) in zip(titles, bands, strict=True)]
    rows, leading = max(map(len, wrapped)), HEAD.leading
    written = [
        (x, (rows - len(lines) + place + 1) * leading, line)
        for lines, (x, _) in zip(wrapped, bands, strict=True)
        for place, line in enumerate(lines)
    ]
    return rows * leading + _BETWEEN, written


def _standing(
    order: Sequence[Sequence[int]], blocks: Sequence[Block], top: int
) -> list[Column]:
    """Give the columns to settle; in their first rows lines are on one level."""
    many = len(blocks)
    level = max(_size(nodes[0], blocks)[1] for nodes in order)
    columns = []
    for nodes in order:
        heights, anchors = zip(*(_size(n, blocks) for n in nodes), strict=True)
        after = [*nodes[1:], 0]
        gaps = [
            0 if min(pair) >= many else _BETWEEN
            for pair in zip(nodes, after, strict=True)
        ]
        columns.append(Column(nodes, heights, anchors, gaps, top + level - anchors[0]))
    return columns


def _size(node: int, blocks: Sequence[Block]) -> tuple[int, int]:
    """Give how tall a box or lane is, and where lines meet it."""
    if node >= len(blocks):
        return _LANE, _LANE // 2
    return blocks[node].height, blocks[node].anchor


def _stretched(box: Box, meeting: Ports) -> Box:
    """Make the asker's box so tall that every line leaves it level."""
    lowest = max(port for (node, _), port in meeting.items() if node == 0)
    height = max(box.height, lowest + PADDING - box.y)
    return replace(box, block=Block(box.block.lines, height))
