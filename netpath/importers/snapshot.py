"""The member snapshot: LinkedIn's data as JSON, which members in the EU may fetch.

Every element names a domain and holds rows whose keys are the headers of the CSV file
of that domain. So a snapshot is turned into those files and read as an export would be;
the words of messages are dropped on the way.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from netpath.importers.archive import Member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# What each domain's file is called in an export. Recommendations are not here: their
# rows do not say who wrote about whom.
_FILES = {
    "CONNECTIONS": "Connections.csv",
    "INBOX": "messages.csv",
    "MESSAGES": "messages.csv",
    "INVITATIONS": "Invitations.csv",
    "PROFILE": "Profile.csv",
    "POSITIONS": "Positions.csv",
    "EDUCATION": "Education.csv",
    "ENDORSEMENTS": "Endorsements.csv",
}
_START = 4096
_WORDS = frozenset({"content", "subject"})


def with_snapshots(members: Iterable[Member]) -> tuple[Member, ...]:
    """Give members, each snapshot among them as the files it stands for."""
    found: list[Member] = []
    for member in members:
        found += members_of(member) if is_snapshot(member) else [member]
    return tuple(found)


def is_snapshot(member: Member) -> bool:
    """Whether a member is a snapshot, or one page of it."""
    if member.note or member.suffix != ".json":
        return False
    return '"snapshotDomain"' in member.text[:_START] or (
        '"elements"' in member.text[:_START] and '"snapshotData"' in member.text
    )


def members_of(member: Member) -> list[Member]:
    """Give the files of an export that a snapshot stands for.

    A snapshot that is broken is given back as it is, for others to say so.
    """
    try:
        elements = json.loads(member.text)["elements"]
        rows = _rows_by_file(elements)
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return [member]
    return [
        Member(f"{member.name}/{name}", _writer(found)) for name, found in rows.items()
    ]


def _rows_by_file(
    elements: Iterable[dict[str, Any]],
) -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for element in elements:
        domain = str(element["snapshotDomain"])
        name = _FILES.get(domain, f"{domain.title()}.csv")
        data = element["snapshotData"]
        for row in [data] if isinstance(data, dict) else data:
            rows[name].append({str(k): _cell(str(k), v) for k, v in row.items()})
    return rows


def _cell(header: str, value: object) -> str:
    if value is None or header.casefold() in _WORDS:
        return ""
    return str(value)


def _writer(rows: list[dict[str, str]]) -> Callable[[], bytes]:
    def write() -> bytes:
        page = io.StringIO(newline="")
        header = list(dict.fromkeys(key for row in rows for key in row))
        writer = csv.DictWriter(page, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return page.getvalue().encode("utf-8", "replace")

    return write
