"""An export as the store keeps it: everything under an id made from what it says.

Where a thing was said (archive, file, line) is no part of its id, nor of the batch's
key. So a ZIP and the folder it was unpacked into hold the same, and importing again
adds nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.model import Evidence, Export, Membership, Record, Tie

_DIGITS = 18  # what an INTEGER column holds; no file has more lines


@dataclass(frozen=True, slots=True)
class Observed:
    """What one export says, each thing once.

    Attributes
    ----------
    key
        Equal for exports that say the same, wherever and whenever they were read.
    records, memberships
        By id.
    ties
        By id: the two ends and one reason to believe in the tie.
    mentions
        ``(kind, id, source)``, in the order of the export; the kind is ``record``,
        ``tie`` or ``membership``.
    """

    key: str
    records: dict[str, Record]
    ties: dict[str, tuple[str, str, Evidence]]
    memberships: dict[str, Membership]
    mentions: tuple[tuple[str, str, str], ...]

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
    ties = [(_tie_id(t, e), (t.a, t.b, e)) for t in export.ties for e in t.evidence]
    memberships = [(_membership_id(m), m) for m in export.memberships]
    mentions = [
        *(("record", i, record.source) for i, record in records),
        *(("tie", i, evidence.source) for i, (_, _, evidence) in ties),
        *(("membership", i, membership.source) for i, membership in memberships),
    ]
    owner = export.owner.id if export.owner else ""
    said = sorted({f"{kind} {i}" for kind, i, _ in mentions})
    return Observed(
        key=_content_id("b", export.kind, owner, *said),
        records=dict(records),
        ties=dict(ties),
        memberships=dict(memberships),
        mentions=tuple(mentions),
    )


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
