"""``Connections.csv``: the people somebody is connected to.

Layouts measured on 61 untouched files of 2018 to 2026: six columns until May 2023,
seven with ``URL`` since; three lines of notes above the header since October 2020;
before 2018 the 59 columns of an Outlook address book. Up to a fifth of the rows hold a
date only: members who closed their account. People re-save the file in every way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from netpath.errors import MissingColumnError, SourceError
from netpath.importers.directory import is_directory
from netpath.importers.door import Recorder, make_evidence, make_tie
from netpath.importers.mending import mended_row
from netpath.importers.outlook import has_outlooks_columns
from netpath.importers.reading import IMPORTERS, Found, Importer, Reading, Tally
from netpath.names import company_key, parse_date
from netpath.text import clean, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netpath.importers.archive import Member
    from netpath.importers.tabular import Row, Table
    from netpath.model import Record, Tie

_HEADERLESS = {
    6: ("firstname", "lastname", "email", "company", "position", "connectedon"),
    7: ("firstname", "lastname", "url", "email", "company", "position", "connectedon"),
}
_SLASHED = re.compile(r"\s*(\d{1,2})/(\d{1,2})/")
_MONTHS_IN_A_YEAR = 12
_SERIAL_ZERO = date(1899, 12, 30)  # a spreadsheet's day 0
_SERIALS = range(37_000, 80_000)  # 2001 to 2119
_NO_NAME = "without a name (closed account)"


def _is_connections(member: Member) -> bool:
    if member.base == "connections" and member.suffix in {".csv", ".tsv", ".txt"}:
        return True
    if member.table is None:
        return False
    return _has_connections_header(member.table, member.base)


def _has_connections_header(table: Table, base: str) -> bool:
    if table.has("text", "creationdate"):  # a recommendation names a person as well
        return False
    if table.has("assistantsname", "email"):  # every Outlook address book looks so
        return base.startswith("linkedinconnections")
    if table.has("connectedon"):
        return any(map(table.has, ("company", "position", "url", "email")))
    is_whole = table.has("firstname", "lastname", "company", "position")
    is_other = is_directory(table, base) or has_outlooks_columns(table)
    return is_whole and not is_other


def connections_table(member: Member) -> tuple[Table, str]:
    """Give the table with its header made sure of, and a warning or "".

    Raises
    ------
    SourceError
        When the file is no table, with what it is.
    MissingColumnError
        When no column holds names.
    """
    table = member.table
    if table is None:
        raise SourceError(
            f"{member.name} holds no table of connections: it is"
            f" {member.decoded.nature or 'text without columns'}."
            " Please take the file from the export as it was."
        )
    if _has_connections_header(table, member.base) or table.has("firstname"):
        return table, _missing_names(table, member.name)
    return _without_header(table, member.name)


def _missing_names(table: Table, name: str) -> str:
    if table.has("name") or table.has("firstname", "lastname"):
        return ""
    if table.has("firstname"):
        return f"{name} has no column 'Last Name': its people have first names only."
    raise _no_names(name, table)


def _no_names(name: str, table: Table) -> MissingColumnError:
    return MissingColumnError(
        f"{name} has no usable name column (header in line {table.header_line})."
        " It needs 'First Name' and 'Last Name'; LinkedIn's own file has both."
    )


def _without_header(table: Table, name: str) -> tuple[Table, str]:
    columns = _HEADERLESS.get(len(table.header))
    first = next(table.with_header(table.header).rows(), None)
    if columns is None or first is None or not parse_date(first.cells[-1]):
        raise MissingColumnError(
            f"{name} has no header of connections in its first 50 lines. It needs a"
            " line such as: First Name,Last Name,URL,Email Address,Company,Position,"
            "Connected On"
        )
    layout = ", ".join(columns)
    warning = f"{name} has no header line; its columns were taken to be {layout}."
    return table.with_header(columns), warning


@lru_cache(maxsize=16384)
def _day(text: str, *, day_first: bool) -> date | None:
    return parse_date(text, day_first=day_first)


def newest_connection(members: list[Member]) -> date | None:
    """Give the day of the newest connection: the export is not older than that."""
    days = (
        _day(row["connectedon"], day_first=False)
        for member in members
        for row in connections_table(member)[0].rows()
    )
    return max(filter(None, days), default=None)


def _name(row: Row) -> str:
    return clean(row["name"] or f"{row['firstname']} {row['lastname']}")


def _read(member: Member, reading: Reading) -> Found:
    table, warning = connections_table(member)
    tally = Tally()
    rows = _Mending(table)
    named = []
    for row in tally.sound(rows):
        if name := _name(row):
            named.append((row, name))
        else:
            tally.skip(row.line, _NO_NAME, "nameless")
    if named and not any(c.isalpha() for _, name in named for c in name):
        raise _no_names(member.name, table)
    dates = _Dates([row for row, _ in named])
    make = _Maker(member, reading, dates, table)
    pairs = [make.connection(row, name) for row, name in named]
    said = (warning, rows.warning(member.name), *dates.warnings(member.name))
    return Found(
        file=replace(
            tally.file(reading, member, "connections"), dates_unread=len(dates.unread)
        ),
        records=tuple(record for record, _ in pairs),
        ties=tuple(tie for _, tie in pairs),
        warnings=tuple(filter(None, said)),
    )


class _Mending:
    """The rows of a table, those put right whose commas lost their quotes."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._mended: list[int] = []

    def __iter__(self) -> Iterator[Row]:
        return map(self._put_right, self._table.rows())

    def _put_right(self, row: Row) -> Row:
        if not row.problem or len(row.cells) <= len(self._table.header):
            return row
        cells = mended_row(row.cells, self._table.header, self._employers)
        if cells is None:
            return row
        self._mended.append(row.line)
        return replace(row, cells=cells, problem="")

    @cached_property
    def _employers(self) -> frozenset[str]:
        rows = (row for row in self._table.rows() if not row.problem)
        return frozenset(company_key(row["company"]) for row in rows) - {""}

    def warning(self, name: str) -> str:
        """Say how many rows were put right, or ""."""
        if not self._mended:
            return ""
        rows = plural(len(self._mended), "row")
        return (
            f"{rows} of {name} had commas without quotation marks, the first in line"
            f" {self._mended[0]}; each was put right in the one way that fits."
        )


class _Maker:
    """Makes the record and the tie of each row of one file."""

    def __init__(
        self, member: Member, reading: Reading, dates: _Dates, table: Table
    ) -> None:
        self._path = reading.path(member)
        self._pick = table.picker("url", "email", "position", "company", "location")
        self._reading, self._dates = reading, dates
        self._owner = reading.owner.id if reading.owner else reading.teller
        self._record = Recorder(reading.teller, "connections")

    def connection(self, row: Row, name: str) -> tuple[Record, Tie]:
        source = f"{self._path}:{row.line}"
        url, email, position, company, location = self._pick(row)
        record = self._record(
            name=name,
            url=url,
            email=email,
            position=position,
            company=company,
            location=location,
            source=source,
            seen=self._reading.day,
        )
        evidence = make_evidence(
            "connection",
            source=source,
            teller=self._reading.teller,
            date=self._dates.day(row),
        )
        return record, make_tie(self._owner, record.id, evidence)


class _Dates:
    """Reads ``Connected On``; the whole column decides what 2/9/26 or 46062 means."""

    def __init__(self, rows: list[Row]) -> None:
        texts = [row["connectedon"] for row in rows]
        self._are_numbers = _are_serial_numbers(texts)
        slashed = [text for text in texts if _SLASHED.match(text)]
        self._day_first, self._is_unclear = _slashes(slashed)
        self._read = {text: self._understood(text) for text in set(texts)}
        self.unread = [r for r in rows if r["connectedon"].strip() and not self.day(r)]

    def day(self, row: Row) -> date | None:
        return self._read[row["connectedon"]]

    def _understood(self, text: str) -> date | None:
        if self._are_numbers and text.strip():
            return _SERIAL_ZERO + timedelta(days=int(text))
        return _day(text, day_first=self._day_first)

    def warnings(self, name: str) -> list[str]:
        said = []
        if self._are_numbers:
            said.append(
                f"{name} has numbers for dates, as a spreadsheet stores them; they were"
                " read as days."
            )
        if self._is_unclear:
            said.append(
                f"{name} writes dates such as 2/9/26; they were read as month/day/year."
            )
        if self.unread:
            dates = plural(len(self.unread), "date")
            said.append(
                f"{dates} in {name} could not be read, the first in line"
                f" {self.unread[0].line}; the people were kept."
            )
        return said


def _are_serial_numbers(texts: Sequence[str]) -> bool:
    """Whether all dates are days since 1899, within the years LinkedIn exists."""
    filled = [text.strip() for text in texts if text.strip()]
    return bool(filled) and all(
        text.isascii() and text.isdigit() and int(text) in _SERIALS for text in filled
    )


def _slashes(texts: Sequence[str]) -> tuple[bool, bool]:
    """Say whether 2/9/26 has the day first, and whether nothing in the column tells.

    A number above 12 is a day. Where there is none, the order tells: LinkedIn writes
    the newest first, so a reading that keeps it is right if the other does not.
    """
    parts = [found for text in texts if (found := _SLASHED.match(text))]
    if any(int(m[1]) > _MONTHS_IN_A_YEAR for m in parts):
        return True, False
    if not parts or any(int(m[2]) > _MONTHS_IN_A_YEAR for m in parts):
        return False, False
    month_first, day_first = (_is_newest_first(texts, d) for d in (False, True))
    return day_first and not month_first, day_first == month_first


def _is_newest_first(texts: Sequence[str], day_first: bool) -> bool:  # noqa: FBT001 - both readings in a row
    days = [day for text in texts if (day := _day(text, day_first=day_first))]
    return all(earlier >= later for earlier, later in pairwise(days))


IMPORTERS.register(
    "connections", Importer("connections", "linkedin", _is_connections, _read)
)
