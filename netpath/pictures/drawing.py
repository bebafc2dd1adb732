"""The picture as SVG: one document that needs nothing else, and runs nothing.

Looks are attributes, so it is the same in a page, an image, a document and a print;
classes are for pages that restyle it. What many elements share stands once, in their
group.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netpath.pictures import looks, wording
from netpath.pictures.blocks import TIE
from netpath.pictures.footing import footing
from netpath.pictures.layout import MARGIN, in_columns
from netpath.pictures.marks import attributes, group, moved, write
from netpath.pictures.narrow import MARGIN as NARROW_MARGIN
from netpath.pictures.narrow import WIDTH, in_a_tree
from netpath.pictures.scene import as_layers, as_tree
from netpath.pictures.strokes import boxes, lines, styled, texts
from netpath.pictures.wrapping import Font, Line, wrap
from netpath.text import html, terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netpath.model import Chain
    from netpath.pictures.scene import Scene

_TITLE = Font("title", 20, 26, is_bold=True)
_NARROW_TITLE = Font("title", 17, 22, is_bold=True)
_LEAST = 640  # width of a wide picture: for its title and legend
_MARGIN = 12  # above and below everything
_BELOW_TITLE, _ABOVE_LEGEND = 12, 14
_ROUND = 12

_UNTITLED = "A picture of introductions"
_NOBODY = "Nobody to draw."


def picture(
    chains: Sequence[Chain],
    title: str,
    *,
    asker_is_you: bool | None = None,
    uid: str = "",
    narrow: bool = False,
) -> str:
    """Draw chains of one asker as an SVG document.

    Parameters
    ----------
    chains
        As in :attr:`netpath.model.Answer.chains`, best first; their alternatives are
        drawn too. Of more than 60 boxes, the best chains are drawn that fit, and the
        picture says how many people are left out.
    title
        What stands above it; "" for nothing.
    asker_is_you
        Whether the asker is called "You"; None for what the chains themselves say.
    uid
        What makes the ids in it differ from those of other pictures on a page.
    narrow
        Whether it is for a phone: 360 wide, a tree that reads like a list, instead of
        columns from left to right.

    >>> from netpath.model import Chain, Hop, Match, Person
    >>> me, ana = Person("me", "You"), Person("p", "Ana Ruiz", "Librarian")
    >>> hop = Hop("me", "p", "sister", 0.8)
    >>> chain = Chain((me, ana), (hop,), Match(0.9, ""), 0.8, (0.6, 0.9), 0.7)
    >>> drawn = picture([chain], "One librarian")
    >>> drawn[:4], "Best: about 8 in 10" in drawn
    ('<svg', True)
    """
    is_you = _is_yours(chains) if asker_is_you is None else asker_is_you
    scene = (as_tree if narrow else as_layers)(chains, asker_is_you=is_you)
    drawn, wide, tall = _drawn(scene)
    margin, width = (NARROW_MARGIN, WIDTH) if narrow else (MARGIN, max(wide, _LEAST))
    room = width - 2 * margin
    font = _NARROW_TITLE if narrow else _TITLE
    heading, top = _heading(title, room, font)
    legend, below = footing(scene, room)
    foot = top + tall + _ABOVE_LEGEND
    content = (
        moved(heading, margin, _MARGIN)
        + moved(drawn, 0, _MARGIN + top)
        + moved(legend, margin, _MARGIN + foot)
    )
    drawing = group(content, aria_hidden="true")
    words = title or _UNTITLED, wording.description(scene) or _NOBODY
    return _document(drawing, (width, 2 * _MARGIN + foot + below), words, uid)


def _is_yours(chains: Sequence[Chain]) -> bool:
    return all(chain.is_yours for chain in chains)


def _drawn(scene: Scene) -> tuple[str, int, int]:
    """Draw a scene; its width and height come with it."""
    if not scene.chains:
        line = Line(_NOBODY, TIE, TIE.size)
        x, y = NARROW_MARGIN if scene.is_tree else MARGIN, TIE.leading
        return styled(write(x, y, line), TIE), 0, y
    layout = in_a_tree(scene) if scene.is_tree else in_columns(scene)
    drawn = lines(scene, layout) + boxes(scene, layout) + texts(layout)
    return drawn, layout.width, layout.height


def _heading(title: str, room: int, font: Font) -> tuple[str, int]:
    """Write the title; where the drawing begins below it comes with it."""
    wrapped = wrap(terminal(title), room, font)
    leading = font.leading
    written = (write(0, y * leading, line) for y, line in enumerate(wrapped, 1))
    height = len(wrapped) * leading
    return styled("".join(written), font), height + _BELOW_TITLE


def _document(
    drawing: str, size: tuple[int, int], words: tuple[str, str], uid: str
) -> str:
    """Make a drawing a document, said in words for those who only hear it."""
    width, height = size
    unique = re.sub(r"[^\w-]", "", uid)
    ids = f"np-title{unique}", f"np-told{unique}"
    root = attributes(
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=" ".join(ids),
        font_family=looks.FONTS,
        font_size=TIE.size,
        fill=looks.INK,
    )
    title, told = (
        f'<{tag} id="{one}">{html(said)}</{tag}>'
        for tag, one, said in zip(("title", "desc"), ids, words, strict=True)
    )
    back = attributes(
        class_="np-back", width=width, height=height, rx=_ROUND, fill=looks.BACK
    )
    return f"<svg{root}>{title}{told}<rect{back}/>{drawing}</svg>"
