"""The few elements of SVG that a picture is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.text import html

if TYPE_CHECKING:
    from netpath.pictures.wrapping import Line


def attributes(**values: str | float) -> str:
    """Write attributes; those that are "" are left out, and ``class_`` is ``class``.

    >>> attributes(class_="np-box", stroke_width=3.0, fill="")
    ' class="np-box" stroke-width="3"'
    """
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in values.items()
        if value != ""
    )


def _value(value: str | float) -> str:
    return html(value) if isinstance(value, str) else f"{round(value, 1):g}"


def group(content: str, **values: str | float) -> str:
    """Put elements in a group that says what they share; nothing around nothing.

    >>> group("<path/>", fill="none"), group("")
    ('<g fill="none"><path/></g>', '')
    """
    return f"<g{attributes(**values)}>{content}</g>" if content else ""


def moved(content: str, x: int, y: int) -> str:
    """Move elements right and down."""
    return group(content, transform=f"translate({x}{f' {y}' if y else ''})")


def path(route: str, tooltip: str = "") -> str:
    """Draw a line; ``tooltip`` is shown where somebody points at it."""
    if not tooltip:
        return f'<path d="{route}"/>'
    return f'<path d="{route}"><title>{html(tooltip)}</title></path>'


def write(x: int, y: int, line: Line) -> str:
    """Write a line of text from x to the right, whichever way it is read.

    Not with a direction of its own: what turns SVG into PDF takes the end of a text for
    its right end then, and puts it outside its box.
    """
    is_shrunk = line.size < line.font.size
    values = attributes(
        x=x or "",
        y=y,
        font_size=line.size if is_shrunk else "",
        textLength=line.length or "",
        lengthAdjust="spacingAndGlyphs" if line.length else "",
        unicode_bidi="plaintext" if line.is_leftward else "",
    )
    return f"<text{values}>{html(line.text)}</text>"
