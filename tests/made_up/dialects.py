"""The ways of writing a table that one archive mixes (linkedin-format §2).

The standard ``csv`` writer with these settings gives untouched files byte for byte.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email '
    "addresses are missing. You will only see email addresses for connections who have "
    "allowed their connections to see or download their email address using this "
    "setting https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n'
    "\n"
)
"""What stands above the header of Connections.csv since the end of 2020."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one kind of file is written."""

    delimiter: str = ","
    quotes_all: bool = False
    line_end: str = "\n"
    has_final_newline: bool = True
    has_backslashes: bool = False
    is_utf16: bool = False

    def text(self, rows: Iterable[Sequence[str]], before: str = "") -> str:
        """Write rows, the header among them, below the text that stands ``before``."""
        page = io.StringIO(newline="")
        page.write(before)
        csv.writer(
            page,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_ALL if self.quotes_all else csv.QUOTE_MINIMAL,
            lineterminator=self.line_end,
            doublequote=not self.has_backslashes,
            escapechar="\\" if self.has_backslashes else None,
        ).writerows(rows)
        text = page.getvalue()
        return text if self.has_final_newline else text.removesuffix(self.line_end)

    def encode(self, rows: Iterable[Sequence[str]], before: str = "") -> bytes:
        """Write rows as the bytes of a file."""
        text = self.text(rows, before)
        if self.is_utf16:
            return b"\xff\xfe" + text.encode("utf-16-le")
        return text.encode()


STANDARD = Dialect()
UNENDED = Dialect(has_final_newline=False)
CRLF = Dialect(line_end="\r\n")
QUOTED = Dialect(quotes_all=True)
BACKSLASH = Dialect(has_backslashes=True)
UTF16 = Dialect(delimiter="\t", quotes_all=True, is_utf16=True)


def first_lines(rows: Iterable[Sequence[str]], first: int = 1) -> list[int]:
    """Number of the physical line each row begins on; cells may hold line breaks."""
    lines = []
    for row in rows:
        lines.append(first)
        first += 1 + sum(cell.count("\n") for cell in row)
    return lines
