"""What spreadsheets and hands do to a Connections.csv (linkedin-format §3.2, §3.7).

Every transform takes the bytes of an untouched file dated after 13 November 2018 and
gives the bytes somebody then handed over.
"""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from made_up.dates import MONTHS
from made_up.dialects import PREAMBLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Row = list[str]
SAME_PEOPLE = "same people"
"""What a reader must still find: everybody, with the same names."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage.

    ``expected`` is ``SAME_PEOPLE``, or ``warned:`` (people are found, and what was lost
    is said), ``part:`` (these rows are there, and nothing can be said of others) or
    ``refused:`` (no people can be found, and an error says why), each with words.
    ``section`` is the place in the format's description.
    """

    name: str
    section: str
    transform: Callable[[bytes], bytes]
    expected: str = SAME_PEOPLE


# --- reading the clean file, writing the damaged one ----------------------------------


def table_of(data: bytes) -> list[Row]:
    """Header and rows of an untouched file."""
    text = data.decode().removeprefix(PREAMBLE)
    return list(csv.reader(io.StringIO(text, newline="")))


def _has_preamble(data: bytes) -> bool:
    return data.startswith(PREAMBLE.encode())


def _below_preamble(data: bytes) -> bytes:
    return data.removeprefix(PREAMBLE.encode())


def _text(rows: Iterable[Row], delimiter: str = ",", line_end: str = "\r\n") -> str:
    page = io.StringIO(newline="")
    csv.writer(page, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return page.getvalue()


def _with_dates(data: bytes, write: Callable[[date], str]) -> list[Row]:
    header, *rows = table_of(data)
    return [header, *([*row[:-1], write(_day(row[-1]))] for row in rows)]


def _day(text: str) -> date:
    day, month, year = text.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def _western(text: str) -> bytes:
    """cp1252 as spreadsheets write it: a question mark for what it has no letter for."""
    return text.encode("cp1252", errors="replace")


# --- spreadsheets ---------------------------------------------------------------------


def excel_american(data: bytes) -> bytes:
    rows = _with_dates(data, lambda d: f"{d.day}-{MONTHS[d.month - 1]}-{d.year % 100:02}")  # fmt: skip
    return _text(rows).encode()


def excel_german(data: bytes) -> bytes:
    header, *rows = _with_dates(data, lambda d: f"{d:%d.%m.%Y}")
    header[-1] = "Connected on"
    return _western(_text([header, *rows], ";"))


def excel_spanish(data: bytes) -> bytes:
    return _text(_with_dates(data, _half_spanish), ";").encode("utf-8-sig")


def _half_spanish(day: date) -> str:
    """Only months that are called alike in Spanish were taken for dates."""
    month = MONTHS[day.month - 1]
    if month in {"Jan", "Apr", "Aug", "Dec"}:
        return f"{day.day:02} {month} {day.year}"
    return f"{day.day:02}-{month.lower()}-{day.year % 100:02}"


def excel_numbers(data: bytes) -> bytes:
    rows = _with_dates(data, lambda d: f"{d.month}/{d.day}/{d.year % 100:02}")
    return _text(rows).encode()


def google_sheets(data: bytes) -> bytes:
    return _text(_with_dates(data, date.isoformat)).encode()


def mojibake(data: bytes) -> bytes:
    """UTF-8 taken for cp1252 and saved as UTF-8: ``SÃ¸ren``."""
    return "".join(map(_misread, data)).encode()


def _misread(byte: int) -> str:
    # Five bytes mean nothing in cp1252; Windows keeps them as they are.
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def western_bytes(data: bytes) -> bytes:
    return _western(data.decode())


# --- hands and scripts ----------------------------------------------------------------


def lines_in_quotes(data: bytes) -> bytes:
    """Every row became one quoted cell; the header did not."""
    header, *rows = table_of(data)
    inner = [_text([row], line_end="") for row in rows]
    quoted = [f'"{line.replace(chr(34), chr(34) * 2)}"' for line in inner]
    return "\n".join([",".join(header), *quoted, ""]).encode()


def commas_unquoted(data: bytes) -> bytes:
    """Joined with commas by somebody who did not know of quotes."""
    return "\n".join([*map(",".join, table_of(data)), ""]).encode()


def columns_dropped(data: bytes) -> bytes:
    header, *rows = table_of(data)
    kept = [i for i, c in enumerate(header) if c not in {"URL", "Email Address"}]
    return _text([[row[i] for i in kept] for row in (header, *rows)]).encode()


def last_names_dropped(data: bytes) -> bytes:
    return _text([[row[0], *row[2:]] for row in table_of(data)]).encode()


def columns_added(data: bytes) -> bytes:
    header, *rows = table_of(data)
    more = [["", *header, "Location", "Tags", "_score"]]
    more += [[str(i), *row, "Alderbrook", "met, liked", "0.5"] for i, row in enumerate(rows)]  # fmt: skip
    return _text(more).encode()


def columns_renamed(data: bytes) -> bytes:
    header, *rows = table_of(data)
    return _text([[name.replace(" ", "") for name in header], *rows]).encode()


def header_removed(data: bytes) -> bytes:
    return _text(table_of(data)[1:], line_end="\n").encode()


def trailing_semicolons(data: bytes) -> bytes:
    return _text([[*row, ""] for row in table_of(data)], ";").encode()


def padding_rows(data: bytes) -> bytes:
    rows = table_of(data)
    empty = [""] * len(rows[0])
    return _text([*rows, *[empty] * 695]).encode()


def line_ends_of_windows(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def really_a_workbook(data: bytes) -> bytes:
    """An .xlsx file under a .csv name; only its outside is true to life."""
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as book:
        sheet = zipfile.ZipInfo("xl/worksheets/sheet1.xml", (2026, 1, 1, 0, 0, 0))
        book.writestr(zipfile.ZipInfo("[Content_Types].xml", (2026, 1, 1, 0, 0, 0)), "<Types/>")  # fmt: skip
        book.writestr(sheet, data)
    return page.getvalue()


def really_a_web_page(data: bytes) -> bytes:
    return b"<!DOCTYPE html>\n<html><body><pre>" + data + b"</pre></body></html>\n"


def names_dropped(data: bytes) -> bytes:
    header, *rows = table_of(data)
    kept = [header.index(c) for c in ("Company", "Position", "Connected On")]
    return _text([[row[i] for i in kept] for row in (header, *rows)]).encode()


def names_numbered(data: bytes) -> bytes:
    """Made "anonymous" before it was given away: numbers for names, no addresses."""
    header, *rows = table_of(data)
    private = {header.index(c) for c in ("URL", "Email Address") if c in header}
    numbered = [
        [str(i), str(i), *("" if at in private else cell for at, cell in enumerate(row[2:], 2))]
        for i, row in enumerate(rows)
    ]  # fmt: skip
    return _text([header, *numbered]).encode()


def two_files(data: bytes) -> tuple[bytes, bytes]:
    """Two exports side by side, ``Connections.csv`` and an older ``connections.csv``.

    The older holds the older two thirds of the rows; both keep what stands above them.
    """
    header, *rows = table_of(data)
    above = PREAMBLE if _has_preamble(data) else ""
    older = _text([header, *rows[len(rows) // 3 :]], line_end="\n")
    return data, (above + older).removesuffix("\n").encode()


# --- the preamble ---------------------------------------------------------------------


def _above(before: str) -> Callable[[bytes], bytes]:
    """Put other text where the preamble stands."""
    return lambda data: before.encode() + _below_preamble(data)


_SENTENCE = PREAMBLE.split("\n")[1].strip('"')


def _spreadsheet_preamble(data: bytes) -> bytes:
    """A spreadsheet fills every line up to the width of the table."""
    rows = table_of(data)
    width = len(rows[0])
    above = [[text, *[""] * (width - 1)] for text in ("Notes:", _SENTENCE, "")]
    return _text([*above, *rows]).encode()


def _half_preamble(data: bytes) -> bytes:
    rows = table_of(data)
    return _text([["Notes:", *[""] * (len(rows[0]) - 1)], *rows]).encode()


def _narrow_preamble(data: bytes) -> bytes:
    header, *rows = table_of(data)
    kept = [header.index(c) for c in ("First Name", "Last Name", "Company")]
    narrow = [[row[i] for i in kept] for row in (header, *rows)]
    return _text([["Notes:", "", ""], *narrow]).encode()


_LOST_LETTERS = "warned: read as cp1252; names of other scripts are question marks"

DAMAGES: dict[str, Damage] = {
    damage.name: damage
    for damage in (
        Damage("excel american", "3.7 #1", excel_american),
        Damage("excel german", "3.7 #2", excel_german, _LOST_LETTERS),
        Damage("excel spanish", "3.7 #3", excel_spanish),
        Damage("excel numbers", "3.7 #4", excel_numbers, "warned: 2/9/26 may be read with the day first"),
        Damage("google sheets", "3.7 #4", google_sheets),
        Damage("mojibake", "3.7 #5", mojibake, "warned: letters were mended"),
        Damage("western bytes", "3.7 #6", western_bytes, _LOST_LETTERS),
        Damage("lines in quotes", "3.7 #7", lines_in_quotes),
        Damage("commas unquoted", "3.7 #8", commas_unquoted, "warned: rows with too many cells are damaged, never shifted"),
        Damage("columns dropped", "3.7 #9", columns_dropped),
        Damage("last names dropped", "3.7 #9", last_names_dropped, "warned: first names alone are found"),
        Damage("columns added", "3.7 #9", columns_added),
        Damage("columns renamed", "3.7 #9", columns_renamed),
        Damage("header removed", "3.7 #10", header_removed, "warned: the columns were guessed"),
        Damage("trailing semicolons", "3.7 #11", trailing_semicolons),
        Damage("padding rows", "3.7 #11", padding_rows),
        Damage("line ends of Windows", "3.7 #12", line_ends_of_windows),
        Damage("really a workbook", "3.7 #13", really_a_workbook, "refused: a spreadsheet, not a CSV file"),
        Damage("really a web page", "3.7 #13", really_a_web_page, "refused: a web page, not a CSV file"),
        Damage("two files", "3.7 #14", lambda data: two_files(data)[1], "part: the older file alone, with two thirds of the rows"),
        Damage("names dropped", "3.7 #15", names_dropped, "refused: no column with names"),
        Damage("names numbered", "3.7 #15", names_numbered, "refused: numbers where names should be"),
        Damage("preamble deleted", "3.2", _above("")),
        Damage("preamble half deleted", "3.2", _half_preamble),
        Damage("preamble filled up", "3.2", _spreadsheet_preamble),
        Damage("preamble over three columns", "3.2", _narrow_preamble),
        Damage("preamble after a byte order mark", "3.2", _above(f"\ufeff{PREAMBLE}")),
        Damage("preamble in one cell", "3.2", _above(f'"Notes:\n{_SENTENCE}"\n\n')),
        Damage("preamble with two empty lines", "3.2", _above(f"{PREAMBLE}\n")),
        Damage("preamble in other words", "3.2", _above('Notes:\n"Some addresses are missing, as members wish."\n\n')),
    )
}  # fmt: skip
"""All damages by name, in the order of the format's description."""
