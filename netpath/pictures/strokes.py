"""A layout as elements: lines below boxes, quiet ones below loud ones, text on top."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netpath.pictures import looks
from netpath.pictures.blocks import PADDING, TIE
from netpath.pictures.marks import attributes, group, moved, path, write
from netpath.pictures.wording import tooltip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netpath.pictures.layout import Box, Layout
    from netpath.pictures.scene import Scene
    from netpath.pictures.wrapping import Font, Line

_ROUND = 7
_POINTED = 30  # boxes at most in a picture whose lines have tooltips
_MANY = 5  # lines, for which a group is shorter than the x of each
_MUTED = frozenset({"head", "muted"})


def lines(scene: Scene, layout: Layout) -> str:
    """Draw the ties: as thick as they are likely, a guess in dashes.

    A tooltip says each, unless there are so many that the picture would get heavy, or
    they stand in a tree: that is for phones, which have none.
    """
    alike: dict[tuple[int, float, str], list[str]] = defaultdict(list)
    is_said = not scene.is_tree and len(layout.boxes) <= _POINTED
    band = ""
    for edge, route in layout.routes:
        look = looks.rank_name(edge.rank)
        hop, said = edge.hop, tooltip(scene, edge) if is_said else ""
        band += route if look == "best" else ""
        key = looks.RANKS.index(look), looks.stroke_width(hop.probability)
        alike[*key, looks.dashes(hop)].append(path(route, said))
    drawn = ["", "", ""]
    for (rank, width, dashes), paths in sorted(alike.items()):
        drawn[rank] += group(
            "".join(paths), stroke_width=width, stroke_dasharray=dashes
        )
    marked = group(
        path(band), class_="np-band", stroke=looks.BAND, stroke_width=looks.BAND_WIDTH
    )
    quiet, second, best = (
        group(some, class_=f"np-edge np-{look}", stroke=looks.STROKES[look])
        for look, some in zip(looks.RANKS, drawn, strict=True)
    )
    return group(quiet + second + marked + best, fill="none")


def boxes(scene: Scene, layout: Layout) -> str:
    """Draw the boxes: thicker borders for better chains, another fill for targets."""
    alike: dict[tuple[int, bool], list[str]] = defaultdict(list)
    asker, *others = layout.boxes
    for box in others:
        spot = scene.spots[box.spot]
        rank = looks.RANKS.index(looks.rank_name(spot.rank))
        alike[rank, spot.is_target].append(_rect(box))
    drawn = [
        group(
            "".join(rects),
            class_=f"np-{'target' if is_target else 'box'} np-{looks.RANKS[rank]}",
            fill=looks.TARGET if is_target else looks.BACK,
            stroke=_border(looks.RANKS[rank], is_target=is_target),
            stroke_width=looks.BORDERS[looks.RANKS[rank]],
        )
        for (rank, is_target), rects in sorted(alike.items())
    ]
    you = group(
        _rect(asker),
        class_="np-you",
        fill=looks.ASKER,
        stroke=looks.BEST,
        stroke_width=looks.BORDERS["best"],
    )
    return you + "".join(drawn)


def _border(look: str, *, is_target: bool) -> str:
    is_quiet = look != "best"
    return looks.TARGET_BORDER if is_target and is_quiet else looks.STROKES[look]


def _rect(box: Box) -> str:
    size = attributes(x=box.x, y=box.y, width=box.width, height=box.height, rx=_ROUND)
    return f"<rect{size}/>"


def texts(layout: Layout) -> str:
    """Write all text, that of one look together, and that below each other."""
    alike: dict[str, dict[int, list[tuple[int, Line]]]] = {}
    fonts: dict[str, Font] = {}
    for x, y, line in (*layout.titles, *_written(layout.boxes)):
        name = fonts.setdefault(line.font.name, line.font).name
        alike.setdefault(name, {}).setdefault(x, []).append((y, line))
    written = (
        styled("".join(_column(x, some) for x, some in columns.items()), fonts[name])
        for name, columns in alike.items()
    )
    return group("".join(written), class_="np-text")


def _written(boxes: Iterable[Box]) -> Iterator[tuple[int, int, Line]]:
    for box in boxes:
        for down, line in box.block.baselines():
            yield box.x + PADDING, box.y + down, line


def _column(x: int, written: list[tuple[int, Line]]) -> str:
    """Write lines below each other; many say their x together."""
    if len(written) < _MANY:
        return "".join(write(x, y, line) for y, line in written)
    return moved("".join(write(0, y, line) for y, line in written), x, 0)


def styled(content: str, font: Font) -> str:
    """Give texts the look of their font, as far as it is not that of all."""
    return group(
        content,
        class_=f"np-{font.name}",
        font_size="" if font.size == TIE.size else font.size,
        font_weight="bold" if font.is_bold else "",
        fill=looks.MUTED if font.name in _MUTED else "",
    )
