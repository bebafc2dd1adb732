"""A directory of people who volunteered to be asked: alumni, mentors.

Every office keeps its own table, so columns are found by what they are called in six
languages, or named by the user (``--map position=Role``). What makes a table of people
such a directory is a column that only directories have: whether somebody is willing,
what they can help with, the year of their degree. A column that says who is willing
decides row by row; in it, a blank is no yes.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from netpath.importers.door import (
    Recorder,
    make_evidence,
    make_membership,
    make_tie,
)
from netpath.importers.reading import IMPORTERS, Found, Importer, Tally
from netpath.model import ME, Record
from netpath.names import is_turned_round, parse_date, person_key
from netpath.text import clean, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading
    from netpath.importers.tabular import Row, Table
    from netpath.model import Membership, Tie

RELATION = "volunteer adviser"
"""What somebody in a directory is to the person it was given to."""

# Header words as column_word gives them: letters and digits only, accents folded.
_SCHOOL = """
    school college university almamater institution schoolname hochschule universitat
    universite universidad universidade universita universiteit ecole escuela scuola
""".split()
_DEGREE = """
    degree degreename degrees program programme major fieldofstudy studies abschluss
    studiengang diplome titulacion carrera curso laurea opleiding
""".split()
_YEAR = """
    graduationyear gradyear classyear classof yearofgraduation graduated graduation
    yeargraduated abschlussjahr jahrgang anneedediplome promotion anodegraduacion
    anodegraduacao annodilaurea afstudeerjaar
""".split()
_OFFERS = """
    canhelpwith helpwith helpswith mentoringtopics topics areasofmentoring offers
    careerfield kannhelfenbei themen peutaidera puedeayudarcon temas podeajudarcom
""".split()
# Parts of questions such as "Are you willing to talk to students?"
_WILLING = """
    willing volunteer mentor opentocontact happytohelp availablefor availableto
    maywecontact cancontact bereit disponible disponivel disponibile beschikbaar
""".split()
_IN_THE_NAME = ("alumni", "mentor", "volunteer", "spotlight", "directory")
_NO = frozenset(
    "no n 0 false none nein non nao nee never unavailable notavailable notnow".split()
)
_MOST = 0.8
_OFFER_LENGTH = 80


def is_directory(table: Table, base: str) -> bool:
    """Whether a table lists people who may be asked.

    Parameters
    ----------
    base
        What the file is called, see :func:`netpath.importers.archive.base_key`.
    """
    names_people = table.has("name") or table.has("firstname", "lastname")
    if not names_people or table.has("connectedon") or table.has("person", "relation"):
        return False
    is_called_so = any(word in base for word in _IN_THE_NAME) and table.has("position")
    columns = _Columns(table)
    return bool(columns.willing or columns.offers or columns.year) or is_called_so


class _Columns:
    """Which columns of a table hold what only directories have; "" for none."""

    def __init__(self, table: Table) -> None:
        self._words = [word for word in table.header if word]

    @cached_property
    def willing(self) -> str:
        long = (w for w in self._words if any(part in w for part in _WILLING))
        return next((w for w in long if w not in _OFFERS), "")

    @cached_property
    def offers(self) -> str:
        return self._first(_OFFERS)

    @cached_property
    def year(self) -> str:
        return self._first(_YEAR)

    @cached_property
    def school(self) -> str:
        return self._first(_SCHOOL)

    @cached_property
    def degree(self) -> str:
        return self._first(_DEGREE)

    def _first(self, wanted: Sequence[str]) -> str:
        return next((word for word in self._words if word in wanted), "")


def _is_ours(member: Member) -> bool:
    return member.table is not None and is_directory(member.table, member.base)


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    table = member.table
    rows = list(tally.sound(table.rows(short_is_fine=True))) if table else []
    if table is None:
        return Found(tally.file(reading, member, "directory"))
    entries = _Entries(member, reading, _Columns(table), _names(rows))
    asked = _those_who_volunteered(rows, entries, tally)
    for row in asked:
        entries.add(row)
    note = f"{plural(len(asked), 'person', 'people')} who volunteered to be asked"
    return Found(
        tally.file(reading, member, "directory", note),
        records=tuple(entries.records.values()),
        ties=tuple(entries.ties),
        memberships=tuple(entries.memberships),
    )


def _those_who_volunteered(
    rows: Sequence[Row], entries: _Entries, tally: Tally
) -> list[Row]:
    willing = entries.columns.willing
    # A column nobody filled in says nothing of anybody.
    decides = willing and any(row[willing].strip() for row in rows)
    asked = []
    for row in rows:
        if not person_key(entries.names[row.line]):
            tally.skip(row.line, "no name", "nameless")
        elif decides and _is_no(row[willing]):
            tally.skip(row.line, "did not volunteer")
        else:
            asked.append(row)
    return asked


def _is_no(cell: str) -> bool:
    word = "".join(c for c in cell.casefold() if c.isalnum()).replace("ã", "a")
    return not word or word in _NO


def _names(rows: Sequence[Row]) -> dict[int, str]:
    """Give the name in each row, "Patel, Mei" turned round where most are so."""
    names = {row.line: _name(row) for row in rows}
    turned = sum(map(is_turned_round, names.values()))
    if turned < _MOST * len(names):
        return names
    return {line: _turned(name) for line, name in names.items()}


def _name(row: Row) -> str:
    return clean(row["name"] or f"{row['firstname']} {row['lastname']}")


def _turned(name: str) -> str:
    last, comma, first = name.partition(",")
    return clean(f"{first} {last}") if comma else name


class _Entries:
    """Makes what the rows of one directory say."""

    def __init__(
        self,
        member: Member,
        reading: Reading,
        columns: _Columns,
        names: Mapping[int, str],
    ) -> None:
        self.columns, self.names = columns, names
        self.records: dict[str, Record] = {}
        self.ties: list[Tie] = []
        self.memberships: list[Membership] = []
        self._member, self._reading = member, reading
        self._record = Recorder(reading.teller, "directory")
        if reading.owner is None:
            self.records[ME] = Record(ME, teller=ME, name="", seen=reading.day)

    def add(self, row: Row) -> None:
        """Take in one volunteer."""
        source = self._reading.at(self._member, row.line)
        record = self._record(
            name=self.names[row.line],
            url=row["url"],
            email=row["email"],
            position=row["position"],
            company=row["company"],
            location=row["location"],
            source=source,
            seen=self._reading.day,
        )
        self.records[record.id] = record
        self.ties.append(self._tie(record, row, source))
        if school := clean(row[self.columns.school]):
            self.memberships.append(self._studied(record, row, school))

    def _tie(self, record: Record, row: Row, source: str) -> Tie:
        ego = self._reading.ego
        offer = clean(row[self.columns.offers], limit=_OFFER_LENGTH)
        evidence = make_evidence(
            "volunteered",
            source=source,
            teller=self._reading.teller,
            detail="volunteered to talk to students" + (f" ({offer})" if offer else ""),
            relation=RELATION,
            side=ego,
        )
        return make_tie(ego, record.id, evidence)

    def _studied(self, record: Record, row: Row, school: str) -> Membership:
        return make_membership(
            record.id,
            school,
            kind="school",
            role=row[self.columns.degree],
            until=_graduated(row[self.columns.year]),
            source=self._reading.at(self._member, row.line),
        )


def _graduated(cell: str) -> date | None:
    """Read "2016", "Class of 2016" or "May 2016".

    >>> str(_graduated("Class of 2016")), str(_graduated("'16"))
    ('2016-01-01', 'None')
    """
    day = parse_date(cell)
    return day or next(filter(None, map(parse_date, cell.split()[-1:])), None)


IMPORTERS.register("directory", Importer("directory", "contacts", _is_ours, _read))
