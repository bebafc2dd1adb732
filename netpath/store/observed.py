"""An export as the store keeps it: everything under an id made from what it says.

Where a thing was said (archive, file, line) is no part of its id, nor of the batch's
key. So a ZIP and the folder it was unpacked into hold the same, and importing again
adds nothing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from netpath.model import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from netpath.model import Evidence, Export, FileRead, Membership, Tie

    Row = tuple[Any, ...]

_DIGITS = 18  # what an INTEGER column holds; no file has more lines


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
        Rows by the columns of ``schema.sql``, in order of their ids.
    places
        Files, as ``archive-or-folder/member``.
    mentions
        ``(place, line, kind, id)`` in order; the place counts from 0 in ``places``.
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
    mentions: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each there are."""
        return {
            "records": len(self.records),
            "ties": len(self.ties),
            "memberships": len(self.memberships),
        }


def observe(export: Export) -> Observed:
    """Give every observation of an export its id, and the whole its key."""
    records = [(r.id, r) for r in _records(export)]
    ties = [(_tie_id(t, e), t, e) for t in export.ties for e in t.evidence]
    memberships = [(_membership_id(m), m) for m in export.memberships]
    mentions = [
        *((record.source, "record", i) for i, record in records),
        *((evidence.source, "tie", i) for i, _, evidence in ties),
        *((membership.source, "membership", i) for i, membership in memberships),
    ]
    owner = export.owner.id if export.owner else ""
    said = sorted({f"{kind} {i}" for _, kind, i in mentions})
    places, placed = _placed(mentions)
    return Observed(
        key=_content_id("b", export.kind, owner, *said),
        kind=export.kind,
        source=export.source,
        owner=export.owner,
        owner_how=export.owner_how,
        exported=_iso(export.date),
        files=write_files(export.files),
        records=_once(_record_row(record) for _, record in records),
        ties=_once((i, t.a, t.b, *_evidence_row(e)) for i, t, e in ties),
        memberships=_once((i, *_membership_row(m)) for i, m in memberships),
        places=places,
        mentions=placed,
    )


def record_of(row: Row) -> Record:
    """Give the record of a row of :class:`Observed`, without where it was said."""
    return Record(*row)


def write_files(files: Iterable[FileRead]) -> str:
    """Give the JSON in which a batch keeps what became of its files."""
    return json.dumps([asdict(file) for file in files], ensure_ascii=False)


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Give rows by id, of equal ids the last."""
    by_id = {row[0]: row for row in rows}
    return tuple(by_id[key] for key in sorted(by_id))


def _placed(
    mentions: Iterable[tuple[str, str, str]],
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Give the files in the order they come up, and each mention by file and line."""
    places: dict[str, int] = {}
    rows = set()
    for source, kind, observation in mentions:
        file, line = file_and_line(source)
        place = places.setdefault(file, len(places))
        rows.add((place, line, kind, observation))
    return tuple(places), tuple(sorted(rows))


def _record_row(r: Record) -> Row:
    return r.id, r.teller, r.name, r.url, r.email, r.position, r.company, r.location


def _evidence_row(e: Evidence) -> Row:
    said = (e.kind, e.teller, e.detail, e.relation, e.side)
    return (*said, _iso(e.date), _iso(e.last), e.sent, e.received, e.closeness)


def _membership_row(m: Membership) -> Row:
    return m.member, m.group, m.kind, m.role, _iso(m.since), _iso(m.until)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def file_and_line(source: str) -> tuple[str, int]:
    """Take ``archive/member:line`` apart; the line is 0 where there is none.

    >>> file_and_line("my.zip/Connections.csv:12"), file_and_line("C:x")
    (('my.zip/Connections.csv', 12), ('C:x', 0))
    """
    file, colon, line = source.rpartition(":")
    is_number = line.isascii() and line.isdigit() and line[0] != "0"
    is_line = colon and is_number and len(line) < _DIGITS
    return (file, int(line)) if is_line else (source, 0)


def source_of(file: str, line: int) -> str:
    """Put a source together again; the inverse of :func:`file_and_line`."""
    return f"{file}:{line}" if line else file


def _records(export: Export) -> Iterator[Record]:
    if export.owner:
        yield export.owner
    yield from export.records


def _tie_id(tie: Tie, evidence: Evidence) -> str:
    e = evidence
    words = e.kind, e.teller, e.relation, e.side, e.detail
    return _content_id(
        "t", tie.a, tie.b, *words, e.date, e.last, e.sent, e.received, e.closeness
    )


def _membership_id(membership: Membership) -> str:
    m = membership
    return _content_id("m", m.member, m.group, m.kind, m.role, m.since, m.until)


def _content_id(prefix: str, *content: object) -> str:
    # No cleaned text holds the separator, as in the ids of records. Of 80 bits two are
    # alike once in 24 thousand million stores of ten million observations.
    text = "\x1f".join(map(str, content))
    return prefix + hashlib.blake2b(text.encode(), digest_size=10).hexdigest()
