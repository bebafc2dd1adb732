"""Text of any script in lines and columns: how wide it is, and where a line may end.

A terminal counts in columns: a Chinese character takes two, a combining mark none.
Lines end between words; in scripts that write no spaces also between two characters,
and never before what closes a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP = "  "
"""What stands between two columns of a table."""

_LEAST = 16  # columns of a cell; in less, every word has a line of its own
_KEPT = 12  # columns; a name in Chinese characters stays whole

_SILENT = frozenset({"Mn", "Me", "Cf"})  # drawn on the letter before, or not at all
_OPENING = frozenset({"Ps", "Pi"})
_NEVER_FIRST = _SILENT | {"Mc", "Pe", "Pf", "Po", "Pd", "Lm", "Sk"}
_SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ")
_EMOJI_STYLE = "\ufe0f"  # makes the narrow sign before it a wide one

# What lines of one paragraph hang below: "1  Ana", "  messages.csv   7 rows: all kept".
_HEAD = re.compile(r"\s*(?:(?:\d+|-) +|\S+(?: \S+)*? {2,})?")
_WORD = re.compile(r"(\s*)(\(?(?:\d+ to )?\d+ in 10+\b\S*|\S+)")  # a chance is one
_COMMAND = re.compile(r"(?:\s+\d*|\$)\s+netpath \S")
_TOLD_COMMAND = re.compile(r"(.*:)(\s+)(netpath \S.*)")


def width(text: str) -> int:
    r"""Give how many columns a terminal needs for a line.

    >>> width("Ana Ruiz"), width("王伟"), width("Ngo\u0323c")
    (8, 4, 4)
    """
    return len(text) if text.isascii() else sum(map(_columns_of, text))


@cache
def _columns_of(character: str) -> int:
    if character == _EMOJI_STYLE:
        return 1
    is_vowel_below = "\u1160" <= character <= "\u11ff"  # of a Korean syllable in parts
    if is_vowel_below or unicodedata.category(character) in _SILENT:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, columns: int | None) -> str:
    """Break lines that are too wide; None for the columns leaves them as they are.

    What follows hangs below where the text of its line begins: below the name in
    "1  Ana", below the second of two columns. A word is never cut, and neither is a
    command to be copied.

    >>> print(wrap("1  Your neighbour Tom Park knows Mei Patel.", 24))
    1  Your neighbour Tom
       Park knows Mei Patel.
    >>> print(wrap("Then tell me: netpath link me friend tom-park-4b1c2d", 24))
    Then tell me:
      netpath link me friend tom-park-4b1c2d
    """
    if columns is None:
        return text
    lines = (part for line in text.split("\n") for part in _broken(line, columns))
    return "\n".join(lines)


def _broken(line: str, columns: int) -> list[str]:
    if width(line) <= columns or _COMMAND.match(line):
        return [line]
    if told := _TOLD_COMMAND.fullmatch(line):
        before, gap, command = told.groups()
        lines = _broken(before, columns)
        if width(whole := f"{lines[-1]}{gap}{command}") <= columns:
            return [*lines[:-1], whole]
        return [*lines, f"{' ' * len(_head(before, columns))}  {command}"]
    head = _head(line, columns)
    first, *others = _filled(line[len(head) :], columns - width(head)) or [""]
    hang = " " * width(head)
    return [f"{head}{first}", *(f"{hang}{other}" for other in others)]


def _head(line: str, columns: int) -> str:
    """Give what a line begins with and the next ones hang below, if it leaves room."""
    match = _HEAD.match(line)
    head = match[0] if match else ""
    if 2 * width(head) <= columns:
        return head
    indent = line[: len(line) - len(line.lstrip())]
    return indent if 2 * width(indent) <= columns else ""


def _filled(text: str, columns: int) -> list[str]:
    """Fill lines with as many words as fit."""
    lines: list[str] = []
    for gap, piece in _pieces(text):
        if lines and width(longer := f"{lines[-1]}{gap}{piece}") <= columns:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Give what is never cut, each with the space before it."""
    for gap, word in _WORD.findall(text):
        start = 0
        ends = (i for i in range(1, len(word)) if _may_end(word[i - 1], word[i]))
        for end in (*(ends if width(word) > _KEPT else ()), len(word)):
            yield ("" if start else gap), word[start:end]
            start = end


def _may_end(last: str, first: str) -> bool:
    """Whether a line may end between two characters of one word."""
    return (
        (_is_ideograph(last) or _is_ideograph(first))
        and unicodedata.category(last) not in _OPENING
        and unicodedata.category(first) not in _NEVER_FIRST
        and first not in _SMALL_KANA
    )


def _is_ideograph(character: str) -> bool:
    # Korean is wide, and has spaces.
    is_korean = "\uac00" <= character <= "\ud7a3"
    return unicodedata.east_asian_width(character) == "W" and not is_korean


# --- tables ---------------------------------------------------------------------------


def grid(rows: Sequence[Sequence[str]], columns: int | None) -> list[str]:
    r"""Lay cells out in columns, a text a row; give nothing where that is too narrow.

    The widest columns give way, and their cells take several lines. The last is never
    folded: it holds what one copies, or what is short.

    >>> print("\n".join(grid([("1", "Ana Ruiz", "about 3 in 10")], 30)))
    1  Ana Ruiz  about 3 in 10
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    gaps = len(GAP) * (len(widths) - 1)
    while columns is not None and sum(widths) + gaps > columns:
        widest = max(range(len(widths) - 1), key=widths.__getitem__, default=0)
        widths[widest] -= 1
        if widths[widest] < _LEAST:
            return []
    return [_row(cells, widths) for cells in rows]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    parts = [_folded(cell, room) for cell, room in zip(cells, widths, strict=True)]
    lines = zip_longest(*parts, fillvalue="")
    return "\n".join(GAP.join(map(_padded, line, widths)).rstrip() for line in lines)


def _padded(text: str, columns: int) -> str:
    return f"{text}{' ' * (columns - width(text))}"


def _folded(cell: str, columns: int) -> list[str]:
    """Break a cell's lines, and a word only where it alone is too wide."""
    lines: list[str] = []
    for line in wrap(cell, columns).split("\n"):
        rest = line
        while width(rest) > columns:
            end = next(i for i in range(1, len(rest)) if width(rest[: i + 1]) > columns)
            lines.append(rest[:end])
            rest = rest[end:]
        lines.append(rest)
    return lines
