"""Friend-of links as a table: ``person,relation,other``, a row a tie.

Further columns, all optional: ``other_position, other_company, other_location,
other_url, other_email, since, closeness, note``. ``me`` is you; a person is a name, a
profile address or an e-mail address. ``me,sister-in-law,Ana Ruiz`` says that Ana is my
sister-in-law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.errors import NetpathError, SourceError
from netpath.importers.reading import IMPORTERS, Found, Importer, Reading, Tally
from netpath.importers.telling import observe
from netpath.model import ME, Export, FileRead, Skipped, Told, ToldPerson, ToldTie
from netpath.names import parse_date
from netpath.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from netpath.importers.archive import Member
    from netpath.model import Record, Tie

COLUMNS = (
    "person",
    "relation",
    "other",
    "other_position",
    "other_company",
    "other_location",
    "other_url",
    "other_email",
    "since",
    "closeness",
    "note",
)
"""Columns of a table of links; the first three are needed."""


def told_by_row(cells: Mapping[str, str]) -> Told:
    """Understand one row of links.

    Raises
    ------
    SourceError
        With the cell that cannot be right, and how to mend it.
    """
    row = {column: clean(cells.get(column, "")) for column in COLUMNS}
    person, other = _who(row["person"]), _who(row["other"])
    for column, name in (("person", person), ("other", other)):
        if not name:
            raise SourceError(f"no name in the column {column!r}")
    if person == other:
        raise SourceError(f"{row['person']!r} stands on both sides; a tie has two ends")
    tie = ToldTie(
        from_=person,
        relation=row["relation"],
        to=other,
        since=_since(row["since"]),
        closeness=_closeness(row["closeness"]),
        note=row["note"],
    )
    described = ToldPerson(
        name=other,
        position=row["other_position"],
        company=row["other_company"],
        location=row["other_location"],
        url=row["other_url"],
        email=row["other_email"],
    )
    return Told((ToldPerson(person), described), (tie,))


def _who(text: str) -> str:
    return ME if text.casefold() in {ME, "i", "myself"} else text


def _since(text: str) -> date | None:
    day = parse_date(text)
    if text and day is None:
        raise SourceError(f"since {text!r} is no date; write 2019 or 2019-03-15")
    return day


def _closeness(text: str) -> int:
    if not text:
        return 0
    if text not in {"1", "2", "3"}:
        raise SourceError(
            f"closeness {text!r} is not 1 (we have met), 2 (friends) or 3 (close)"
        )
    return int(text)


def read_rows(
    rows: Iterable[Mapping[str, str]], *, source: str, day: date | None
) -> Export:
    """Read links from rows that are already cells, as those of a DataFrame.

    Parameters
    ----------
    source
        What the rows are called in evidence: ``links:1`` is the first of them.
    """
    records: list[Record] = []
    ties: list[Tie] = []
    skipped: list[Skipped] = []
    count = 0
    for count, row in enumerate(rows, start=1):
        try:
            people, links = observe(told_by_row(row), f"{source}:{count}", day)
        except NetpathError as error:
            skipped.append(Skipped(source, count, str(error), loss="damaged"))
            continue
        records += people
        ties += links
    unique = {record.id: record for record in records}
    file = FileRead(
        source, "links", count, count - len(skipped), skipped=tuple(skipped)
    )
    return Export(
        source,
        "told",
        date=day,
        records=(*unique.values(),),
        ties=(*ties,),
        files=(file,),
    )


def _is_links(member: Member) -> bool:
    table = member.table
    return table is not None and table.has("person", "relation", "other")


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    records: list[Record] = []
    ties: list[Tie] = []
    rows = member.table.rows(short_is_fine=True) if member.table else ()
    for row in tally.sound(rows):
        # Header words come without the underscore of other_position.
        cells = {column: row[column.replace("_", "")] for column in COLUMNS}
        try:
            told = told_by_row(cells)
            people, links = observe(told, reading.at(member, row.line), reading.day)
        except NetpathError as error:
            tally.skip(row.line, str(error), "damaged")
            continue
        records += people
        ties += links
    unique = {record.id: record for record in records}
    file = tally.file(reading, member, "links")
    return Found(file, records=tuple(unique.values()), ties=tuple(ties))


IMPORTERS.register("links", Importer("links", "told", _is_links, _read))
