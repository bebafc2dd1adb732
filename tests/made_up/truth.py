"""What a made-up export really holds: what an importer must find in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from made_up.person import Person
    from made_up.work import Job

CANARY = "canary-of-what-nobody-may-keep"
"""Stands in everything private that was written: the text and subject of messages, notes
on invitations and connections, recommendations, the profile summary."""

MessageKind = Literal[
    "talk", "unanswered", "group", "sponsored", "spam", "draft", "closed"
]


@dataclass(frozen=True, slots=True)
class ConnectionTruth:
    """Who stands at a line of Connections.csv; ``line`` counts from 1 in the file.

    A row without a name still was somebody: ``person`` says who.
    """

    line: int
    person: str
    connected_on: date
    cells: tuple[str, ...]
    is_nameless: bool = False


@dataclass(frozen=True, slots=True)
class MessageTruth:
    """One row of messages.csv; ``people`` are all others of its conversation.

    Only ``talk`` and ``unanswered`` (nobody ever wrote back) are between two people with
    names; ``closed`` is a talk with an account that is gone.
    """

    line: int
    conversation: str
    kind: MessageKind
    is_sent: bool
    day: date
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Messages between the owner and one person, groups left out."""

    person: str
    sent: int
    received: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class InvitationTruth:
    """An invitation; accepted ones have their connection, the others never got one."""

    person: str
    is_sent: bool
    day: date
    is_accepted: bool
    has_note: bool


@dataclass(frozen=True, slots=True)
class EndorsementTruth:
    """One skill of one person; ``is_given`` by the owner, else got."""

    person: str
    skill: str
    is_given: bool
    day: date


@dataclass(frozen=True, slots=True)
class RecommendationTruth:
    """A recommendation; ``is_given`` by the owner, else got."""

    person: str
    is_given: bool
    day: date


@dataclass(frozen=True, slots=True)
class OwnerTruth:
    """Whose export it is.

    ``key`` is ``in:`` and the profile address in small letters if any file of the export
    gives the address, else "". Dates of ``education`` are years.
    """

    person: Person
    key: str
    name: str
    positions: tuple[Job, ...]
    education: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """All that an export says, known before it was written."""

    owner: OwnerTruth
    connections: tuple[ConnectionTruth, ...]
    messages: tuple[MessageTruth, ...]
    invitations: tuple[InvitationTruth, ...]
    endorsements: tuple[EndorsementTruth, ...]
    recommendations: tuple[RecommendationTruth, ...]

    @property
    def named(self) -> tuple[ConnectionTruth, ...]:
        """The rows of Connections.csv that are people."""
        return tuple(row for row in self.connections if not row.is_nameless)

    @property
    def nameless_lines(self) -> tuple[int, ...]:
        """The lines of closed accounts."""
        return tuple(row.line for row in self.connections if row.is_nameless)

    @property
    def correspondences(self) -> dict[str, Correspondence]:
        """Counts of messages by person, of conversations between two."""
        rows: dict[str, list[MessageTruth]] = {}
        for message in self.messages:
            if message.kind in {"talk", "unanswered"}:
                rows.setdefault(message.people[0], []).append(message)
        return {person: _counted(person, theirs) for person, theirs in rows.items()}

    def messages_of_kind(self, kind: MessageKind) -> int:
        """How many rows of messages.csv are of a kind."""
        return sum(message.kind == kind for message in self.messages)


def _counted(person: str, messages: list[MessageTruth]) -> Correspondence:
    sent = sum(message.is_sent for message in messages)
    days = [message.day for message in messages]
    received = len(messages) - sent
    return Correspondence(person, sent, received, min(days), max(days))
