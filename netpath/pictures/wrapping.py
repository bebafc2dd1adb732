"""Text in lines that fit: nothing is cut in a word, and no name is cut at all."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from netpath.pictures.measuring import is_sure, letters, pieces, width

SMALLEST = 7.0
"""A word is shrunk down to this size before it goes on in the next line."""

_MORE = "…"


@dataclass(frozen=True, slots=True)
class Font:
    """How a kind of text is written.

    Attributes
    ----------
    leading
        From one line to the next.
    is_quoted
        Whether it is what others wrote, and read the way its first letter is; a line of
        ours is read from the left, whoever is named in it.
    """

    name: str
    size: float
    leading: int
    is_bold: bool = False
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    Attributes
    ----------
    size
        Smaller than the font's where a word would not fit otherwise.
    length
        How wide it is drawn whatever the font says, of a script whose widths are not
        known; else 0.
    is_leftward
        Whether it is read from the right.
    """

    text: str
    font: Font
    size: float
    length: float = 0.0
    is_leftward: bool = False


def wrap(
    firm: str, room: float, font: Font, *, loose: str = "", most: int = 0
) -> list[Line]:
    """Break a text into lines that fit a room.

    Lines end at spaces; where a word is too wide by itself, beside characters that are
    written without spaces or after a hyphen; else the word is shrunk.

    Parameters
    ----------
    firm
        What is never shortened; it says which way the text is read.
    loose
        What follows it, of which the last words go where there are more lines than
        ``most``, and "…" says so.

    >>> font = Font("name", 10, 12)
    >>> [line.text for line in wrap("María del Carmen García", 80, font)]
    ['María del', 'Carmen García']
    >>> work = "Librarian at Oakland Public Library"
    >>> [line.text for line in wrap("", 80, font, loose=work, most=2)]
    ['Librarian at', 'Oakland …']
    """
    parts, more = _parts(firm, room, font), _parts(loose, room, font)
    rows = _fill(parts + more, room, font)
    if more and len(rows) > most:
        more = more[: max(0, sum(map(len, rows[:most])) - len(parts))]
        rows = _fill([*parts, *more, (" ", _MORE)], room, font)
    while more and len(rows) > most:
        more.pop()
        rows = _fill([*parts, *more, (" ", _MORE)], room, font)
    is_leftward = font.is_quoted and _is_leftward(firm or loose)
    return [_line(_joined(row), room, font, is_leftward=is_leftward) for row in rows]


_Part = tuple[str, str]  # what stands before it in a line, and the part


def _parts(text: str, room: float, font: Font) -> list[_Part]:
    return [
        ("" if place else " ", part)
        for word in text.split()
        for place, part in enumerate(_of_word(word, room, font))
    ]


def _of_word(word: str, room: float, font: Font) -> list[str]:
    if _wide(word, font) <= room:
        return [word]
    return [
        bit
        for piece in pieces(word)
        for bit in ([piece] if _shrunk(piece, room, font) else letters(piece))
    ]


def _fill(parts: list[_Part], room: float, font: Font) -> list[list[_Part]]:
    rows: list[list[_Part]] = []
    for part in parts:
        if not rows or _wide(_joined([*rows[-1], part]), font) > room:
            rows.append([])
        rows[-1].append(part)
    return rows


def _joined(row: list[_Part]) -> str:
    return "".join(before + part for before, part in row).strip()


def _wide(text: str, font: Font) -> float:
    return width(text, font.size, is_bold=font.is_bold)


def _shrunk(text: str, room: float, font: Font) -> float:
    """Give the size at which a text fits, or 0 where nobody could read it."""
    fitting = math.floor(10 * font.size * min(1, room / max(1, _wide(text, font)))) / 10
    return fitting if fitting >= SMALLEST else 0.0


def _line(text: str, room: float, font: Font, *, is_leftward: bool) -> Line:
    size = _shrunk(text, room, font) or SMALLEST
    wide = width(text, size, is_bold=font.is_bold)
    length = 0.0 if is_sure(text) else min(wide, room)
    return Line(text, font, size, length, is_leftward)


def _is_leftward(text: str) -> bool:
    """Whether a text is read from the right, as its first letter says."""
    directions = map(unicodedata.bidirectional, text)
    return next((d for d in directions if d in {"L", "R", "AL"}), "L") != "L"
