"""Writing sheets: texts stay texts, whatever they look like, and print as they look."""

from __future__ import annotations

import datetime as dt
import io
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from netpath.errors import OutputError
from netpath.reports.evidence import day_words
from netpath.text import terminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | float | dt.date | None

_OPTIONS = {
    "in_memory": True,  # nothing of anybody's on the disk before it is saved
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST = 32_767  # characters in a cell, all that the format holds
_SHORT = 100  # characters of a title in the head of a printed page
_FIRST_YEAR = 1900  # before, spreadsheets know no days
_SPARE = 100  # rows below the last that can be filled in like those above
_WIDTHS = {
    "rank": 7, "way": 6, "step": 6, "hops": 6, "score": 8, "probability": 11, "low": 7,
    "high": 7, "match": 8, "band": 11, "sentence": 48, "phrase": 36, "chance": 30,
    "how_to_start": 40, "thinnest_step": 30, "why": 40, "how_known": 44, "source": 44,
    "text": 90, "question": 70, "what": 70, "reason": 50, "notes": 40, "letter": 36,
    "status": 14, "asked_on": 18, "next_step_on": 18, "since": 18, "day": 24, "done": 8,
}  # fmt: skip
_WIDTH = 22
_NUMBERS = dict.fromkeys(("probability", "low", "high", "knows"), "0%")
_DAY = "d mmmm yyyy"
_LINE, _TALLEST = 15.0, 409.0  # points
_FACE = {
    "valign": "top",
    "align": "left",
    "text_wrap": True,
    "border_color": "#B8C0C8",
    "bottom": 1,
}
_HEAD = {**_FACE, "bold": True, "bg_color": "#EEF1F4"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name.

    Attributes
    ----------
    columns
        Names in small letters, with underscores between words.
    choices
        Column → what may stand in it.
    days
        Columns that may hold nothing but days.
    printed
        How many columns are printed; 0 for all.
    notes
        What is said below the table.
    """

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    days: frozenset[str] = frozenset()
    printed: int = 0
    notes: Sequence[str] = ()


def book(sheets: Sequence[Sheet], title: str, day: dt.date) -> bytes:
    """Give sheets as a workbook that says nothing of who made it where.

    Raises
    ------
    OutputError
        If the library that writes it is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra that only workbooks need
    except ImportError as error:
        message = "a workbook needs pip install 'netpath-intros[office]'"
        raise OutputError(message) from error
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as workbook:
        made = dt.datetime.combine(day, dt.time())
        about = {"title": _text(title)[:255], "author": "netpath", "created": made}
        workbook.set_properties(about)
        for sheet in sheets:
            _add(workbook, sheet, title)
    return out.getvalue()


def _add(workbook: Workbook, sheet: Sheet, title: str) -> None:
    page = workbook.add_worksheet(sheet.name)
    _set_up(page, sheet, title)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, _WIDTHS.get(column, _WIDTH))
        head = column.replace("_", " ").capitalize()
        page.write_string(0, place, head, workbook.add_format(_HEAD))
        face = workbook.add_format({**_FACE, "num_format": _NUMBERS.get(column, "")})
        day = workbook.add_format({**_FACE, "num_format": _DAY})
        for line, row in enumerate(sheet.rows, start=1):
            _put(page, (line, place), row[place], face, day)
        _ask_for(page, sheet, place, column)
    for line, row in enumerate(sheet.rows, start=1):
        page.set_row(line, _height(sheet.columns, row))
    plain = workbook.add_format({})
    below = len(sheet.rows) + 2 if sheet.columns else 0
    for line, note in enumerate(sheet.notes, start=below):
        page.write_string(line, 0, _text(note), plain)


def _set_up(page: Worksheet, sheet: Sheet, title: str) -> None:
    """Set what one sees while scrolling, and the paper: on its side, head repeated."""
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(0.5, 0.5, 0.75, 0.75)
    page.fit_to_pages(1, 0)
    page.set_header(f"&L{terminal(title)[:_SHORT].replace('&', '&&')}&R&A")
    page.set_footer("&CPage &P of &N")
    if sheet.columns:
        last = len(sheet.columns) - 1
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.autofilter(0, 0, len(sheet.rows), last)
        if sheet.printed:
            lines = len(sheet.rows) + 2 + len(sheet.notes)
            page.print_area(0, 0, lines, sheet.printed - 1)


def _put(
    page: Worksheet, at: tuple[int, int], value: Cell, face: Format, day: Format
) -> None:
    match value:
        case None | "":
            page.write_blank(*at, None, face)
        case str():
            page.write_string(*at, _text(value), face)
        case dt.date() if value.year >= _FIRST_YEAR:
            page.write_datetime(*at, dt.datetime.combine(value, dt.time()), day)
        case dt.date():
            page.write_string(*at, day_words(value), face)
        case _:
            page.write_number(*at, value, face)


def _text(text: str) -> str:
    """Give a text as a cell holds it: its lines, and no markup of the library's own.

    XlsxWriter takes a text between ``<r>`` and ``</r>`` for XML that is ready.
    """
    shown = "\n".join(terminal(line) for line in text.split("\n"))
    shown = f" {shown}" if shown.startswith("<r>") else shown
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _height(columns: Sequence[str], row: Sequence[Cell]) -> float | None:
    """Give how high a row must be, as programs measure only what was edited in them."""
    lines = max(
        _lines(value, _WIDTHS.get(column, _WIDTH))
        for column, value in zip(columns, row, strict=True)
    )
    return min(_LINE * lines, _TALLEST) if lines > 1 else None


def _lines(value: Cell, width: int) -> int:
    """Say how many lines a cell takes; letters of East Asia are twice as wide."""
    lines = value.split("\n") if isinstance(value, str) else [""]
    wide = [sum(2 if east_asian_width(c) in "FW" else 1 for c in li) for li in lines]
    return sum(max(1, math.ceil(one / (width - 1))) for one in wide)


def _ask_for(page: Worksheet, sheet: Sheet, place: int, column: str) -> None:
    """Let the reader choose, or fill in a day, and nothing else."""
    where = (1, place, len(sheet.rows) + _SPARE, place)
    if column in sheet.choices:
        choices = list(sheet.choices[column])
        page.data_validation(*where, {"validate": "list", "source": choices})
    if column in sheet.days:
        rule = {
            "validate": "date",
            "criteria": ">=",
            "value": dt.date(_FIRST_YEAR, 1, 1),
            "error_title": "Not a day",
            "error_message": "Please write a day, such as 25/11/2026.",
        }
        page.data_validation(*where, rule)
