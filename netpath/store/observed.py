"""An export as the store keeps it: everything under an id made from what it says.

Where a thing was said (archive, file, line) is no part of its id, nor of the batch's
key. So a ZIP and the folder it was unpacked into hold the same, and importing again
adds nothing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from netpath.model import FileRead, Record, Skipped
from netpath.places import file_and_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from netpath.model import Evidence, Export, Membership, Tie

    Row = tuple[Any, ...]
    _Id = str | bytes

_KINDS = ("record", "tie", "membership")
_CELLS_OF_RECORD = 8
_OF_FILE = tuple(field.name for field in fields(FileRead))
_OF_SKIPPED = tuple(field.name for field in fields(Skipped))


@dataclass(frozen=True, slots=True)
class Observed:
    """What one export says, each thing once, as rows that are ready to be written.

    It is made without a store, and of plain values: another process may make it.

    Attributes
    ----------
    key
        Equal for exports that say the same, wherever and whenever they were read.
    kind, source, owner_how, exported, files
        Of the batch; ``files`` is JSON.
    owner
        The owner's record, which is one of ``records`` too.
    records, ties, memberships
        Rows by the columns of ``schema.sql``, in order of where they were met first;
        ends and tellers by their own ids. The last two cells say where: the place
        counts from 0 in ``places``.
    places
        Files, as ``archive-or-folder/member``.
    repeats
        ``(place, line, kind, id)`` of what was met again.
    features
        A version, and what resolving needs to know of the records, or nothing; see
        :mod:`netpath.resolve.features`.
    """

    key: str
    kind: str
    source: str
    owner: Record | None
    owner_how: str
    exported: str | None
    files: str
    records: tuple[Row, ...]
    ties: tuple[Row, ...]
    memberships: tuple[Row, ...]
    places: tuple[str, ...]
    repeats: tuple[Row, ...]
    features: tuple[int, bytes] = (0, b"")

    @property
    def counts(self) -> dict[str, int]:
        """How many of each there are."""
        return {
            "records": len(self.records),
            "ties": len(self.ties),
            "memberships": len(self.memberships),
        }


def observe(export: Export, features: tuple[int, bytes] = (0, b"")) -> Observed:
    """Give every observation of an export its id, and the whole its key."""
    found = _Found()
    for record in _records(export):
        found.add("record", record.id, _record_row(record), record.source)
    for tie in export.ties:
        for e in tie.evidence:
            found.add("tie", _tie_id(tie, e), _tie_row(tie, e), e.source)
    for one in export.memberships:
        found.add("membership", _membership_id(one), _membership_row(one), one.source)
    owner = export.owner.id if export.owner else ""
    return Observed(
        key=f"b{_content_id(export.kind, owner, *sorted(found.names())).hex()}",
        kind=export.kind,
        source=export.source,
        owner=export.owner,
        owner_how=export.owner_how,
        exported=_iso(export.date),
        files=write_files(export.files),
        records=found.rows("record"),
        ties=found.rows("tie"),
        memberships=found.rows("membership"),
        places=tuple(found.places),
        repeats=found.repeats(),
        features=features,
    )


class _Found:
    """Gathers observations: each once, with the first place that says it."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self._rows: dict[str, dict[_Id, Row]] = {k: {} for k in _KINDS}
        self._met: dict[str, dict[_Id, tuple[int, int]]] = {k: {} for k in _KINDS}
        self._again: set[Row] = set()

    def add(self, kind: str, key: _Id, row: Row, source: str) -> None:
        """Take in one observation; of equal ones the row met last counts."""
        file, line = file_and_line(source)
        place = self.places.setdefault(file, len(self.places)), line
        met = self._met[kind]
        first = met.setdefault(key, place)
        if first != place:
            met[key], later = min(first, place), max(first, place)
            self._again.add((*later, kind, key))
        self._rows[kind][key] = row

    def rows(self, kind: str) -> tuple[Row, ...]:
        """Give the rows in order of their first places."""
        met, rows = self._met[kind], self._rows[kind]
        ordered = sorted(met, key=lambda key: (met[key], key))
        return tuple((key, *rows[key], *met[key]) for key in ordered)

    def names(self) -> Iterator[str]:
        """Give what was said, for the key of the whole."""
        for kind, rows in self._rows.items():
            for key in rows:
                name = f"{kind[0]}{key.hex()}" if isinstance(key, bytes) else key
                yield f"{kind} {name}"

    def repeats(self) -> tuple[Row, ...]:
        """Give where things were met again."""
        met = self._met
        return tuple(
            one
            for one in sorted(self._again, key=repr)
            if met[one[2]][one[3]] != one[:2]
        )


def record_of(row: Row) -> Record:
    """Give the record of a row of :class:`Observed`, without where it was said."""
    return Record(*row[:_CELLS_OF_RECORD])


def write_files(files: Iterable[FileRead]) -> str:
    """Give the JSON in which a batch keeps what became of its files."""
    return json.dumps([_fields(file) for file in files], ensure_ascii=False)


def _fields(file: FileRead) -> dict[str, Any]:
    # As asdict gives it, which looks into every cell and takes ten times as long.
    skipped = [
        {name: getattr(one, name) for name in _OF_SKIPPED} for one in file.skipped
    ]
    return {name: getattr(file, name) for name in _OF_FILE} | {"skipped": skipped}


def _record_row(r: Record) -> Row:
    return r.teller, r.name, r.url, r.email, r.position, r.company, r.location


def _tie_row(tie: Tie, e: Evidence) -> Row:
    side = {tie.a: "a", tie.b: "b"}.get(e.side, "")
    said = (tie.a, tie.b, e.kind, e.teller, e.detail, e.relation, side)
    return (*said, _iso(e.date), _iso(e.last), e.sent, e.received, e.closeness)


def _membership_row(m: Membership) -> Row:
    return m.member, m.group, m.kind, m.role, _iso(m.since), _iso(m.until)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _records(export: Export) -> Iterator[Record]:
    if export.owner:
        yield export.owner
    yield from export.records


def _tie_id(tie: Tie, evidence: Evidence) -> bytes:
    e = evidence
    words = e.kind, e.teller, e.relation, e.side, e.detail
    return _content_id(
        tie.a, tie.b, *words, e.date, e.last, e.sent, e.received, e.closeness
    )


def _membership_id(membership: Membership) -> bytes:
    m = membership
    return _content_id(m.member, m.group, m.kind, m.role, m.since, m.until)


def _content_id(*content: object) -> bytes:
    # No cleaned text holds the separator, as in the ids of records. Of 80 bits two are
    # alike once in 24 thousand million stores of ten million observations.
    text = "\x1f".join(map(str, content))
    return hashlib.blake2b(text.encode(), digest_size=10).digest()
