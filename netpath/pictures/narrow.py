"""Where everything stands in the narrow picture: a tree that reads like a list.

It is for a phone: 360 units wide, with text that stays as large as it is written.
Somebody stands below whoever leads to them, and once for each way there; so lines never
cross, and no column is needed to tell who is next.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netpath.pictures.blocks import block, sayings
from netpath.pictures.layout import Box, Layout

if TYPE_CHECKING:
    from netpath.pictures.scene import Edge, Scene

WIDTH = 360
MARGIN = 12

_INDENT = 18
_SPINE = 9  # of a box's left edge, where lines to those below it come from
_BETWEEN = 10
_ROUND = 6


def in_a_tree(scene: Scene) -> Layout:
    """Lay a scene of a tree out: best ways first, each step one indent further."""
    children: dict[int, list[Edge]] = defaultdict(list)
    for edge in scene.edges:
        children[edge.start].append(edge)
    boxes: list[Box] = []
    routes: list[tuple[Edge, str]] = []

    def stand(number: int, depth: int) -> Box:
        x, y = MARGIN + depth * _INDENT, boxes[-1].bottom + _BETWEEN if boxes else 0
        width = WIDTH - MARGIN - x
        box = Box(number, x, width, y, block(sayings(scene, number), width))
        boxes.append(box)
        above = box.bottom
        for edge in children[number]:
            child = stand(edge.end, depth + 1)
            routes.append((edge, _elbow(x + _SPINE, above, child)))
            above = child.level - _ROUND
        return box

    stand(0, 0)
    return Layout(WIDTH, boxes[-1].bottom, tuple(boxes), tuple(routes))


def _elbow(x: int, above: int, child: Box) -> str:
    """Go down from where the line above ends, and to the right into a box."""
    level, right = child.level, child.x - x - _ROUND
    return f"M{x} {above}V{level - _ROUND}q0 {_ROUND} {_ROUND} {_ROUND}h{right}"
