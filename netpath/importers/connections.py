"""``Connections.csv``: the people somebody is connected to.

Layouts measured on 61 untouched files of 2018 to 2026: six columns until May 2023,
seven with ``URL`` since; three lines of notes above the header since October 2020;
before 2018 the 59 columns of an Outlook address book. Up to a fifth of the rows hold a
date only: members who closed their account. People re-save the file in every way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netpath.errors import MissingColumnError, SourceError
from netpath.importers.directory import is_directory
from netpath.importers.door import Recorder, make_evidence, make_tie
from netpath.importers.outlook import has_outlooks_columns
from netpath.importers.reading import IMPORTERS, Found, Importer, Reading, Tally
from netpath.names import parse_date
from netpath.text import clean, plural

if TYPE_CHECKING:
    from datetime import date

    from netpath.importers.archive import Member
    from netpath.importers.tabular import Row, Table
    from netpath.model import Record, Tie

_HEADERLESS = {
    6: ("firstname", "lastname", "email", "company", "position", "connectedon"),
    7: ("firstname", "lastname", "url", "email", "company", "position", "connectedon"),
}
_SLASHED = re.compile(r"\s*(\d{1,2})/(\d{1,2})/")
_MONTHS_IN_A_YEAR = 12
_NO_NAME = "no name (closed account)"


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
    named = []
    for row in tally.sound(table.rows()):
        if name := _name(row):
            named.append((row, name))
        else:
            tally.skip(row.line, _NO_NAME, "nameless")
    if named and not any(c.isalpha() for _, name in named for c in name):
        raise _no_names(member.name, table)
    dates = _Dates([row for row, _ in named])
    make = _Maker(member, reading, dates)
    pairs = [make.connection(row, name) for row, name in named]
    return Found(
        file=tally.file(reading, member, "connections"),
        records=tuple(record for record, _ in pairs),
        ties=tuple(tie for _, tie in pairs),
        warnings=tuple(filter(None, (warning, *dates.warnings(member.name)))),
    )


class _Maker:
    """Makes the record and the tie of each row of one file."""

    def __init__(self, member: Member, reading: Reading, dates: _Dates) -> None:
        self._path = reading.path(member)
        self._reading, self._dates = reading, dates
        self._owner = reading.owner.id if reading.owner else reading.teller
        self._record = Recorder(reading.teller, "connections")

    def connection(self, row: Row, name: str) -> tuple[Record, Tie]:
        source = f"{self._path}:{row.line}"
        record = self._record(
            name=name,
            url=row["url"],
            email=row["email"],
            position=row["position"],
            company=row["company"],
            location=row["location"],
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
    """Reads ``Connected On``; the whole column decides what 2/9/26 means."""

    def __init__(self, rows: list[Row]) -> None:
        texts = [row["connectedon"] for row in rows]
        slashed = [found for text in texts if (found := _SLASHED.match(text))]
        self._day_first = any(int(m[1]) > _MONTHS_IN_A_YEAR for m in slashed)
        month_first = any(int(m[2]) > _MONTHS_IN_A_YEAR for m in slashed)
        self._is_unclear = bool(slashed) and not (self._day_first or month_first)
        self._unread = [
            row for row in rows if row["connectedon"].strip() and not self.day(row)
        ]

    def day(self, row: Row) -> date | None:
        return _day(row["connectedon"], day_first=self._day_first)

    def warnings(self, name: str) -> list[str]:
        said = []
        if self._is_unclear:
            said.append(
                f"{name} writes dates such as 2/9/26; they were read as month/day/year."
            )
        if self._unread:
            dates = plural(len(self._unread), "date")
            said.append(
                f"{dates} in {name} could not be read, the first in line"
                f" {self._unread[0].line}; the people were kept."
            )
        return said


IMPORTERS.register(
    "connections", Importer("connections", "linkedin", _is_connections, _read)
)
