"""What stands below a picture: what was left out, and what its lines mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.pictures import looks, wording
from netpath.pictures.blocks import TIE
from netpath.pictures.marks import group, path, write
from netpath.pictures.measuring import width
from netpath.pictures.strokes import styled
from netpath.pictures.wrapping import Line, wrap

if TYPE_CHECKING:
    from netpath.pictures.scene import Scene

_SAMPLE = 30  # how long a line is shown
_APART, _BESIDE = 18, 7  # entries; and a sample and its words
_RISE = 4  # of a sample above the line its words stand on
_AIR = 8  # between what was left out and the legend


def footing(scene: Scene, room: int) -> tuple[str, int]:
    """Give what stands below a picture of a width, and how tall it is."""
    if not scene.chains:
        return "", 0
    leading = TIE.leading
    said = wrap(wording.left_out(scene), room, TIE) if scene.chains_left else []
    y, texts, samples = 0, "", ""
    for line in said:
        y += leading
        texts += write(0, y, line)
    x, y = 0, y + leading + (_AIR if said else 0)
    for kind, meaning in wording.legend(scene):
        long = _SAMPLE + _BESIDE + round(width(meaning, TIE.size))
        if x and x + long > room:
            x, y = 0, y + leading
        samples += _sample(kind, x, y - _RISE)
        line = Line(meaning, TIE, TIE.size)
        texts += write(x + _SAMPLE + _BESIDE, y, line)
        x += long + _APART
    drawn = group(samples, class_="np-legend", fill="none", stroke=looks.SECOND)
    return drawn + styled(texts, TIE), y + _RISE


def _sample(kind: str, x: int, y: int) -> str:
    route = f"M{x} {y}h{_SAMPLE}"
    thin, _, middle, *_, thick = looks.WIDTHS
    line = path(route)
    if kind == "best":
        band = group(line, stroke=looks.BAND, stroke_width=looks.BAND_WIDTH)
        return band + group(line, stroke=looks.BEST, stroke_width=middle)
    if kind == "guess":
        return group(line, stroke_width=looks.WIDTHS[1], stroke_dasharray=looks.DASHES)
    widths = {"thin": thin, "middle": middle, "thick": thick}
    return group(line, stroke_width=widths[kind])
