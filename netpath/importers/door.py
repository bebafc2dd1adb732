"""The door: whatever comes in from a file is checked and cleaned here, and only here.

Importers hand over cells as they stand; what leaves this module is trusted by every
stage after it. Ids are made from what a row says and who says it, so reading the same
row again, from a newer export or another copy, gives the same id.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads the annotations
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Literal, TypedDict, Unpack

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from netpath.model import Evidence, Membership, MembershipKind, Record, Tie
from netpath.names import email_key, profile_key
from netpath.text import clean

_ID_DIGITS = 16


def _key_of_email(text: str) -> str:
    return email_key(text) if text else ""


def _key_of_profile(text: str) -> str:
    return profile_key(text) if text else ""


# Employers and titles come again and again in one export.
Clean = Annotated[str, AfterValidator(lru_cache(maxsize=65536)(clean))]
Count = Annotated[int, Field(ge=0)]
Profile = Annotated[str, AfterValidator(_key_of_profile)]
Email = Annotated[str, AfterValidator(_key_of_email)]
EvidenceKind = Literal[
    "declared",
    "derived",
    "connection",
    "messages",
    "recommendation",
    "endorsement",
    "invitation",
    "talk",
    "contact",
    "volunteered",
    "employer",
    "school",
    "mutuals",
]


class _Checked(BaseModel):
    # ``source`` is made of a member's name, cleaned when its archive was opened, and a
    # line number; cleaning it once more for each row took a tenth of all reading.
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Person(_Checked):
    name: Clean
    url: Profile = ""
    email: Email = ""
    position: Clean = ""
    company: Clean = ""
    location: Clean = ""
    source: str = ""
    seen: dt.date | None = None


class _Evidence(_Checked):
    kind: EvidenceKind
    source: str = ""
    teller: Clean = ""
    detail: Clean = ""
    relation: Clean = ""
    side: str = ""
    date: dt.date | None = None
    last: dt.date | None = None
    sent: Count = 0
    received: Count = 0
    closeness: Annotated[int, Field(ge=0, le=3)] = 0


class _Membership(_Checked):
    member: Annotated[str, Field(min_length=1)]
    group: Annotated[Clean, Field(min_length=1)]
    kind: MembershipKind
    role: Clean = ""
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""


class Cells(TypedDict, total=False):
    """What a row may say about a person; only ``name`` is needed."""

    name: str
    url: str
    email: str
    position: str
    company: str
    location: str
    source: str
    seen: dt.date | None


def make_record(
    teller: str, kind: str, *, ordinal: int = 0, **cells: Unpack[Cells]
) -> Record:
    """Make a record from the cells of one row.

    Parameters
    ----------
    teller
        Whose statement it is.
    kind
        What sort of file says it; part of the id.
    ordinal
        How many equal rows stand above this one in its file; part of the id, so two
        people of one name and employer stay two.
    **cells
        See :class:`Cells`. ``source`` and ``seen`` are no part of the id.

    Raises
    ------
    pydantic.ValidationError
        When a value has the wrong type or an unknown name: a mistake in an importer.

    >>> made = make_record("me", "told", name=" Ana  Ruiz", url="linkedin.com/in/Ana-R")
    >>> made.name, made.url, made.id
    ('Ana Ruiz', 'in:ana-r', 'rbe97fb22f1944a0c')
    """
    person = _Person(**cells)
    said = (
        person.name,
        person.url,
        person.email,
        person.position,
        person.company,
        person.location,
    )
    digest = sha256("\x1f".join((teller, kind, *said, str(ordinal))).encode())
    return Record(
        id=f"r{digest.hexdigest()[:_ID_DIGITS]}",
        teller=teller,
        source=person.source,
        seen=person.seen,
        name=person.name,
        url=person.url,
        email=person.email,
        position=person.position,
        company=person.company,
        location=person.location,
    )


@dataclass(frozen=True)
class Recorder:
    """Makes the records of one file and counts the equal rows among them."""

    teller: str
    kind: str
    _seen: Counter[str] = field(default_factory=Counter)

    def __call__(self, **cells: Unpack[Cells]) -> Record:
        """Make the next record."""
        record = make_record(self.teller, self.kind, **cells)
        before = self._seen[record.id]
        self._seen[record.id] += 1
        if before:
            return make_record(self.teller, self.kind, ordinal=before, **cells)
        return record


def make_evidence(kind: str, **values: object) -> Evidence:
    """Make one reason for a tie; values as the attributes of Evidence.

    >>> make_evidence("declared", relation=" sister-in-law").relation
    'sister-in-law'
    """
    checked = _Evidence(kind=kind, **values)  # type: ignore[arg-type] # checked there
    return Evidence(**checked.__dict__)


def make_tie(a: str, b: str, *evidence: Evidence) -> Tie:
    """Tie two records by their ids, in the order the model wants.

    Raises
    ------
    ValueError
        When both ends are one record, or one is nobody's.

    >>> make_tie("r2", "r1").a
    'r1'
    """
    if a == b or not (a and b):
        message = f"a tie needs two ends, not {a!r} and {b!r}"
        raise ValueError(message)
    return Tie(min(a, b), max(a, b), evidence)


def make_membership(member: str, group: str, **values: object) -> Membership:
    """Say that a record's person works, worked, studies or studied somewhere.

    >>> make_membership("r1", " Acme ", kind="employer").group
    'Acme'
    """
    checked = _Membership(member=member, group=group, **values)  # type: ignore[arg-type] # checked there
    return Membership(**checked.__dict__)
