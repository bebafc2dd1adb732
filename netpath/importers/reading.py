"""What an importer is given, and what it gives back.

An importer is one module of this package. It registers an :class:`Importer` in
``IMPORTERS``; nothing else has to know about it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from netpath.importers.people import People
from netpath.model import ME, FileRead, Skipped
from netpath.names import person_key
from netpath.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from netpath.importers.archive import Member
    from netpath.importers.people import Party
    from netpath.importers.tabular import Row
    from netpath.model import Loss, Membership, Record, Tie

Family = Literal["linkedin", "told", "contacts"]


@dataclass(frozen=True)
class Importer:
    """A kind of file.

    Attributes
    ----------
    family
        ``"linkedin"``: one file of an export, read together with the others of it.
        ``"told"``: a file that stands alone and is told by you.
        ``"contacts"``: an address book or a directory; it stands alone, too.
    identify
        Whether a member is such a file, by its name and content.
    read
        Gives what the file says.
    decodes
        False where ``read`` finds out itself how the file's letters are encoded.
    """

    name: str
    family: Family
    identify: Callable[[Member], bool]
    read: Callable[[Member, Reading], Found]
    decodes: bool = True


IMPORTERS: Registry[Importer] = Registry("importer", "netpath.importers")


@dataclass(frozen=True)
class Reading:
    """What is known before a file is read.

    Attributes
    ----------
    source
        Name of the archive or folder, "" for a file that stands alone.
    teller
        Whose statements these are: key of the export's owner, ``"me"`` for told files.
    owner
        The owner's record; None where that is you.
    owner_names
        Comparable names the owner goes by.
    day
        When the statements were true.
    connections
        The owner's connections, for the files that are read after them.
    """

    source: str = ""
    teller: str = ME
    owner: Record | None = None
    owner_names: frozenset[str] = frozenset()
    day: date | None = None
    connections: People = field(default_factory=People)

    @property
    def ego(self) -> str:
        """Id of the record that the file's ties start from."""
        return self.owner.id if self.owner else ME

    def path(self, member: Member) -> str:
        """Name a file with the archive or folder it is in."""
        return f"{self.source}/{member.name}" if self.source else member.name

    def at(self, member: Member, line: int) -> str:
        """Say where a row stands: ``archive-or-folder/member:line``."""
        return f"{self.path(member)}:{line}"

    def is_owner(self, party: Party) -> bool:
        """Whether a party is the owner, by profile, else by name."""
        if self.owner and self.owner.url and party.url:
            return party.url == self.owner.url
        return bool(party.name_key) and party.name_key in self.owner_names


@dataclass(frozen=True)
class Sighting:
    """Somebody met in a file, and what passed between them and the owner.

    Attributes
    ----------
    kind
        Of evidence: ``messages``, ``invitation``, ``endorsement``, ``recommendation``.
    sent, received
        How often the owner did it, and how often the other did.
    first, last
        The days of the first and the last time.
    mark
        What tells one event from the next; the same mark twice is one event.
    has_note
        Whether personal words came with it; the words themselves are not kept.
    seen
        When position and company were true, if not at the export's date.
    """

    party: Party
    kind: str
    source: str
    sent: int = 0
    received: int = 0
    first: date | None = None
    last: date | None = None
    mark: str = ""
    has_note: bool = False
    position: str = ""
    company: str = ""
    seen: date | None = None


@dataclass(frozen=True)
class Together:
    """Two people, neither the owner, whom a file shows in one small group.

    Attributes
    ----------
    first, last
        The days on which the group first and last wrote.
    """

    one: Party
    other: Party
    source: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Found:
    """What one file says.

    Records and ties are final; sightings and pairs are joined to the records of their
    export after all files of it were read.
    """

    file: FileRead
    records: tuple[Record, ...] = ()
    ties: tuple[Tie, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    pairs: tuple[Together, ...] = ()
    memberships: tuple[Membership, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass
class Tally:
    """Accounts for every row of one file.

    ``is_summed`` makes one entry of all rows that share a reason, for files in which
    leaving out is the rule, as advertisements among messages.
    """

    is_summed: bool = False
    rows: int = 0
    _skipped: list[tuple[int, str, Loss]] = field(default_factory=list)

    def sound(self, rows: Iterable[Row]) -> Iterable[Row]:
        """Pass on the rows that are whole; count all, put the damaged ones aside."""
        for row in rows:
            self.rows += 1
            if row.problem:
                self.skip(row.line, row.problem, "damaged")
            else:
                yield row

    def skip(self, line: int, reason: str, loss: Loss = "left out") -> None:
        """Put a counted row aside."""
        self._skipped.append((line, reason, loss))

    def reasons(self) -> list[tuple[str, int]]:
        """Why rows were put aside, and how many."""
        return sorted(Counter(why for _, why, _ in self._skipped).items())

    def file(
        self, reading: Reading, member: Member, kind: str, note: str = ""
    ) -> FileRead:
        """Give the account."""
        path = reading.path(member)
        return FileRead(
            name=member.name,
            kind=kind,
            rows=self.rows,
            kept=self.rows - len(self._skipped),
            encoding=member.decoded.encoding,
            note=note,
            skipped=tuple(self._summed(path) if self.is_summed else self._each(path)),
            is_mended=member.table is not None and member.table.is_garbled,
        )

    def _each(self, path: str) -> Iterable[Skipped]:
        return (
            Skipped(path, line, why, loss=loss)
            for line, why, loss in sorted(self._skipped)
        )

    def _summed(self, path: str) -> Iterable[Skipped]:
        firsts = {(why, loss): n for n, why, loss in sorted(self._skipped)[::-1]}
        counts = Counter((why, loss) for _, why, loss in self._skipped)
        return (
            Skipped(path, firsts[why, loss], why, count, loss)
            for (why, loss), count in sorted(counts.items())
        )


def names_of(*names: str) -> frozenset[str]:
    """Give the comparable forms of the names somebody goes by."""
    return frozenset(filter(None, map(person_key, names)))
