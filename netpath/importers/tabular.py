"""Tables in text files: header by content, rows by physical line, damage contained.

Exports differ in delimiter, header, preamble and quoting, and people re-save them. What
holds for all: the header is the row made of header words, wherever it stands; a row is
worth its own line and never the lines after it.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from netpath.errors import MissingColumnError
from netpath.importers.columns import HEADER_WORDS, column_word, column_words
from netpath.importers.decoding import is_garbled, mend
from netpath.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]+")
_DELIMITERS = ",;\t|"
_HEADER_WITHIN = 50
_LONGEST_HEADER = 65_536
_LONGEST_RECORD = 1_000_000
_WHOLE_LINE_DELIMITERS = 4
_SMALLEST_WIDTH = 3
_DAMAGED = "a quotation mark is out of place"
_MANY = 10_000
_ALMOST_ALL = 0.9
_HOPELESS = "almost no row down to here is whole, so nothing below was read"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    ``row["company"]`` gives the cell under that column, as written; "" where the table
    has no such column or the row is too short.

    Attributes
    ----------
    line
        The physical line it starts on, counted from 1.
    problem
        What is wrong with the row as a whole, or "".
    """

    line: int
    cells: Sequence[str]
    columns: Mapping[str, int]
    problem: str = ""

    def __getitem__(self, column: str) -> str:
        place = self.columns.get(column)
        if place is None or place >= len(self.cells):
            return ""
        return self.cells[place]


@dataclass(frozen=True)
class Table:
    """A text with a header row.

    Attributes
    ----------
    header
        Column words (see ``columns.py``) in their order; "" for unnamed columns.
    header_line
        Physical line of the header, counted from 1; rows begin after it.
    is_quoted
        Whether every cell is in quotation marks, judged by the header.
    """

    text: str = field(repr=False)
    header: tuple[str, ...]
    header_line: int
    delimiter: str = ","
    is_quoted: bool = False

    def has(self, *columns: str) -> bool:
        """Whether all these columns are there."""
        return all(column in self.columns for column in columns)

    @cached_property
    def columns(self) -> dict[str, int]:
        """Where each column stands; of two equal names the first counts."""
        places = {word: i for i, word in reversed(list(enumerate(self.header)))}
        places.pop("", None)
        return places

    @cached_property
    def is_garbled(self) -> bool:
        """Whether the text was once saved in the wrong encoding; rows come mended."""
        return is_garbled(self.text)

    def picker(self, *columns: str) -> Callable[[Row], tuple[str, ...]]:
        """Give what takes these cells out of a row that is whole, "" for no column."""
        places = [self.columns.get(column, -1) for column in columns]
        pick = itemgetter(*places)
        return lambda row: pick([*row.cells, ""])

    def with_header(self, header: Sequence[str]) -> Table:
        """Give the same table, its first row not taken for a header but for data."""
        return replace(self, header=tuple(header), header_line=self.header_line - 1)

    def renamed(self, columns: Mapping[str, str]) -> Table:
        """Give the same table with some columns called what the user calls them.

        Parameters
        ----------
        columns
            Column by its header in this file: ``{"position": "Role here"}``.

        Raises
        ------
        MissingColumnError
            When the file has no such header.
        """
        words = list(self.header)
        for column, written in columns.items():
            word = column_word(written)
            if word not in self.columns:
                held = ", ".join(filter(None, self.header))
                raise MissingColumnError(
                    f"There is no column {written!r}; the header in line"
                    f" {self.header_line} has {clean(held, limit=200)}."
                )
            words[self.columns[word]] = column_word(column)
        return replace(self, header=tuple(words))

    def rows(self, *, short_is_fine: bool = False) -> Iterator[Row]:
        """Every row that is not blank, the damaged ones with their ``problem``.

        Where ten thousand rows are damaged, and hardly one is not, the rest is left.

        Programs write every row to its full width, so a short one is damaged; people
        who type tables leave out what is empty at the end, then ``short_is_fine``.
        """
        broken, whole = 0, 0
        for row in self._every_row(short_is_fine=short_is_fine):
            broken, whole = broken + bool(row.problem), whole + (not row.problem)
            yield row
            if broken > _MANY and broken > _ALMOST_ALL * (broken + whole):
                yield replace(row, problem=_HOPELESS)
                return

    def _every_row(self, *, short_is_fine: bool) -> Iterator[Row]:
        width, columns = len(self.header), self.columns
        for line, cells, problem in self._records():
            if self.is_garbled:
                cells = [mend(cell) for cell in cells]  # noqa: PLW2901 - the same row
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if problem:
                yield Row(line, cells, columns, problem)
            elif any(map(str.strip, cells)):
                fits = len(cells) == width or (short_is_fine and len(cells) < width)
                why = "" if fits else self._width_problem(len(cells))
                yield Row(line, cells, columns, why)

    def _width_problem(self, count: int) -> str:
        return f"it has {count} cells where the header has {len(self.header)}"

    def _records(self) -> Iterator[tuple[int, list[str], str]]:
        lines = _Lines(self.text, after=self.header_line)
        reader = self._reader(lines)
        while True:
            lines.begin()
            try:
                cells = next(reader)
                is_whole = len(lines.taken) == 1 or not self._swallows(lines.taken[1:])
            except StopIteration:
                return
            except csv.Error:
                is_whole = False
            if is_whole:
                yield lines.line, self._unwrap(cells), ""
                continue
            lines.keep_only_first()
            reader = self._reader(lines)
            yield lines.line, *self._salvage(lines.taken[0])

    def _reader(self, lines: Iterator[str]) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self.delimiter, strict=True)

    def _swallows(self, continuation: Sequence[str]) -> bool:
        """Whether a cell with line breaks in it holds what are rows of their own."""
        return len(self.header) >= _SMALLEST_WIDTH and any(
            (line.startswith('"') or not self.is_quoted)
            and line.count(self.delimiter) >= len(self.header) - 1
            and len(_cells(line, self.delimiter)) == len(self.header)
            for line in continuation
        )

    def _salvage(self, line: str) -> tuple[list[str], str]:
        cells = self._unwrap(_cells(line, self.delimiter))
        return cells, "" if len(cells) == len(self.header) else _DAMAGED

    def _unwrap(self, cells: list[str]) -> list[str]:
        """Take apart a row that somebody's tool put into quotation marks as a whole."""
        if (
            cells
            and len(self.header) > 1
            and cells[0].count(self.delimiter) >= _WHOLE_LINE_DELIMITERS
            and not any(cells[1:])
        ):
            return _cells(cells[0], self.delimiter)
        return cells


class _Lines:
    """Physical lines, of which those after a record's first can be given back."""

    def __init__(self, text: str, *, after: int) -> None:
        self._lines = islice(_physical_lines(text), after, None)
        self._returned: deque[str] = deque()
        self._before = after
        self._size = 0
        self.taken: list[str] = []

    @property
    def line(self) -> int:
        """Number of the first line taken since :meth:`begin`."""
        return self._before + 1

    def begin(self) -> None:
        self._before += len(self.taken)
        self.taken, self._size = [], 0

    def keep_only_first(self) -> None:
        self._returned.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.taken.append(line)
        self._size += len(line)
        if self._size > _LONGEST_RECORD:
            raise csv.Error("a record without end")
        return line


def _physical_lines(text: str) -> Iterator[str]:
    # Not splitlines(): U+2028 and other breaks do occur inside of cells.
    return (found[0] for found in _LINE.finditer(text))


def _cells(line: str, delimiter: str) -> list[str]:
    """Take one line for one row, whatever its quotation marks."""
    if len(line) > _LONGEST_RECORD:
        return []
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # a cell longer than the csv module holds
        return []
    return [*cells[:-1], cells[-1].rstrip("\r\n")] if cells else []


def find_table(text: str) -> Table | None:
    r"""Find the header in the first 50 lines; None where no line looks like one.

    The first line with two or more header words is the header; where no line has any,
    the first one with two or more cells is.

    >>> table = find_table("Notes:\n\nFirst Name,Last Name,URL\nAna,Ruiz,\n")
    >>> table.header, table.header_line, [row["firstname"] for row in table.rows()]
    (('firstname', 'lastname', 'url'), 3, ['Ana'])
    """
    lines = list(islice(_physical_lines(text), _HEADER_WITHIN))
    found: list[tuple[str, list[str]]] = []
    for line in lines:  # most headers are among the first lines, so no list of all
        found.append(_best_split(line[:_LONGEST_HEADER]))
        if _known(found[-1][1]) > 1:
            break
    filled = (i for i, (_, words) in enumerate(found) if _filled(words) > 1)
    is_known = found and _known(found[-1][1]) > 1
    place = len(found) - 1 if is_known else next(filled, None)
    if place is None:
        return None
    delimiter, words = found[place]
    is_quoted = lines[place].startswith('"')
    return Table(text, tuple(words), place + 1, delimiter, is_quoted)


def _best_split(line: str) -> tuple[str, list[str]]:
    splits = [(delimiter, _header_words(line, delimiter)) for delimiter in _DELIMITERS]
    return max(splits, key=lambda split: (_known(split[1]), _filled(split[1])))


def _header_words(line: str, delimiter: str) -> list[str]:
    cells = _cells(line, delimiter)
    if len(cells) == 1 and cells[0].count(delimiter) > 1:
        cells = _cells(cells[0], delimiter)
    words = column_words(cells)
    while words and not words[-1]:
        words.pop()
    return words


def _known(words: Sequence[str]) -> int:
    return sum(word in HEADER_WORDS for word in words)


def _filled(words: Sequence[str]) -> int:
    return sum(word != "" for word in words)
