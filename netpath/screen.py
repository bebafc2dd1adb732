"""What text is printed on: how wide it is, what letters it has, and whether styles.

The one way of text to a terminal: made safe first, then sayable in the terminal's
letters, then wrapped, then styled. No escape sequence but the few of here gets through.

Names from right to left are not put between isolating characters. Terminals that turn
such text around mostly drop these or ignore them, and others show each as a box. The
order holds without: between two people there is always a word of English.
"""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from netpath.text import terminal
from netpath.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

BOLD = "1"
DIM = "2"

STAND_IN = "netpath"
"""How to encode what an encoding has no letters for: in ASCII, "Lukasz"."""

_NARROWEST, _WIDEST = 40, 100  # columns; nobody reads longer lines with ease
_USUAL = 80


@dataclass(frozen=True, slots=True)
class Screen:
    """What text is printed on.

    Attributes
    ----------
    columns
        How wide it is; None where lines are left as long as they are.
    encoding
        Which letters it has.
    has_styles
        Whether it shows bold and dim.
    """

    columns: int | None = None
    encoding: str = "utf-8"
    has_styles: bool = False

    @property
    def readable(self) -> int | None:
        """How wide lines are that one reads."""
        return self.columns and min(max(self.columns, _NARROWEST), _WIDEST)

    def shown(self, text: str) -> str:
        """Give one line in letters that it has, and without what could steer it."""
        safe = terminal(text)
        if safe.isascii():
            return safe
        return safe.encode(self.encoding, STAND_IN).decode(self.encoding)

    def lay(self, text: str, style: str = "") -> str:
        r"""Give a text as it is printed, in lines that fit and in a style.

        >>> Screen(columns=40, has_styles=True).lay("Mei Patel", BOLD)
        '\x1b[1mMei Patel\x1b[0m'
        >>> Screen(encoding="ascii").lay("Łukasz Żak → 王伟")
        'Lukasz Zak > WangWei'
        """
        safe = "\n".join(map(self.shown, text.split("\n")))
        return self.styled(wrap(safe, self.readable), style)

    def styled(self, text: str, style: str) -> str:
        """Give safe text in a style, line by line, so that indents stay plain."""
        if not (self.has_styles and style):
            return text
        return re.sub(r"(?m)\S.*$", f"\x1b[{style}m\\g<0>\x1b[0m", text)


PLAIN = Screen()


def screen_of(stream: TextIO, environment: Mapping[str, str] = os.environ) -> Screen:
    """Give what a stream prints on.

    Lines are wrapped on a terminal, and where COLUMNS says how wide to be. There are
    styles on a terminal unless NO_COLOR is set or it is a dumb one, and wherever
    FORCE_COLOR is set.
    """
    is_terminal = stream.isatty()
    shows = is_terminal and environment.get("TERM") != "dumb"
    return Screen(
        _columns_of(stream, environment.get("COLUMNS", "")),
        stream.encoding or "utf-8",
        not environment.get("NO_COLOR")
        and bool(shows or environment.get("FORCE_COLOR")),
    )


def _columns_of(stream: TextIO, stated: str) -> int | None:
    if re.fullmatch(r"0*[1-9][0-9]{0,3}", stated):
        return int(stated)
    if not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or _USUAL
    except OSError:
        return _USUAL


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """Say in ASCII what cannot be encoded."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(map(_in_ascii, text)), error.end


def _in_ascii(character: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415 - only some terminals need it

    is_mark = unicodedata.category(character) in {"Mn", "Me", "Cf"}
    return anyascii(character) or ("" if is_mark else "?")


codecs.register_error(STAND_IN, _stand_in)
