"""A whole export: its files, what they hold, and the shapes in which it is handed over."""

from __future__ import annotations

import os
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from made_up.connections import make_contacts, write_connections
from made_up.eras import ERAS, Era
from made_up.messages import Mailbox
from made_up.occasion import Occasion
from made_up.owner_files import (
    address_book,
    connection_notes,
    make_education,
    owner_files,
    positions_on,
)
from made_up.side_files import side_files
from made_up.ties import Exchanges
from made_up.truth import OwnerTruth, Truth

if TYPE_CHECKING:
    from datetime import date

    from made_up.person import Person
    from made_up.world import World

Kind = Literal["Basic", "Complete"]
_CREATED_ON_DOS = 0


@dataclass(frozen=True, slots=True)
class MadeUpExport:
    """An export of somebody who does not exist.

    Attributes
    ----------
    files
        The exact bytes of every member, by its name in the archive.
    truth
        What an importer must find.
    date
        The day it was made.
    """

    era: Era
    owner: Person
    date: date
    kind: Kind
    files: dict[str, bytes]
    truth: Truth

    @property
    def name(self) -> str:
        """The archive's name without its ending."""
        return f"{self.kind}_LinkedInDataExport_{self.date:%m-%d-%Y}"

    @property
    def made_at(self) -> datetime:
        """The moment it was made, which its members carry."""
        return datetime(self.date.year, self.date.month, self.date.day, 9, 30, 0, tzinfo=UTC)  # fmt: skip

    def write_zip(self, folder: Path, *, double_suffix: bool = False) -> Path:
        """Write the archive as it is downloaded; many browsers double its ending."""
        path = folder / f"{self.name}.zip{'.zip' if double_suffix else ''}"
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in self.files.items():
                member = zipfile.ZipInfo(name, self.made_at.timetuple()[:6])
                member.create_system = _CREATED_ON_DOS
                archive.writestr(member, data, zipfile.ZIP_DEFLATED)
        return path

    def write_folder(self, folder: Path, *, zip_suffix: bool = False) -> Path:
        """Write it unpacked; what came out of ``x.zip.zip`` is a folder ``x.zip``."""
        root = folder / f"{self.name}{'.zip' if zip_suffix else ''}"
        for name, data in self.files.items():
            self._write(root / name, data)
        return root

    def write_loose(self, folder: Path) -> list[Path]:
        """Write the files side by side, without the folders some of them were in."""
        paths = [folder / PurePosixPath(name).name for name in self.files]
        for path, data in zip(paths, self.files.values(), strict=True):
            self._write(path, data)
        return paths

    def _write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        moment = self.made_at.timestamp()
        os.utime(path, (moment, moment))


def make_export(  # noqa: PLR0913 - the ways in which exports differ, by name
    world: World,
    owner: Person,
    era: str | Era,
    *,
    rows: int = 300,
    messages: int = 200,
    on: date | None = None,
    kind: Kind = "Basic",
) -> MadeUpExport:
    """Make the export that ``owner`` would have got on that day.

    Parameters
    ----------
    era
        A generation or its name, ``"E2018a"`` to ``"E2026"``.
    rows, messages
        Rows of Connections.csv, at least 10, and of messages.csv.
    on
        The day; a day of the era if None.
    kind
        Complete exports also hold what the owner did: comments, searches, logins.

    Raises
    ------
    ValueError
        If the owner did not know as many people on that day.

    Examples
    --------
    >>> from made_up import World
    >>> world = World(seed=1, people=400)
    >>> export = make_export(world, world.owners[0], "E2026", rows=100)
    >>> export.name, len(export.truth.connections)
    ('Basic_LinkedInDataExport_06-20-2026', 100)
    """
    if rows < 10:
        message = f"an export of {rows} rows is better written by hand; ask for 10"
        raise ValueError(message)
    made = era if isinstance(era, Era) else ERAS[era]
    occasion = Occasion(world, owner, made, on or made.date)
    files, truth = _contents(occasion, rows, messages)
    files |= side_files(occasion.on, complete=kind == "Complete")
    return MadeUpExport(made, owner, occasion.on, kind, files, truth)


def _contents(
    occasion: Occasion, rows: int, messages: int
) -> tuple[dict[str, bytes], Truth]:
    """Write the files about people, and say what is in them."""
    owner, era, day = occasion.owner, occasion.era, occasion.on
    contacts = make_contacts(occasion, rows)
    exchanges = Exchanges(occasion, contacts)
    education = make_education(occasion)
    connections, connected = write_connections(occasion, contacts)
    mailbox, written = Mailbox(occasion, contacts).write(messages)
    invitations, invited = exchanges.invitations()
    endorsements, endorsed = exchanges.endorsements()
    recommendations, recommended = exchanges.recommendations()
    files = {
        "Connections.csv": connections,
        era.messages_name: mailbox,
        "Invitations.csv": invitations,
        **endorsements,
        **recommendations,
        **owner_files(occasion, education),
        era.contacts_name: address_book(era, day),
    }
    if era.has_notes:
        files["Notes.csv"] = connection_notes(contacts, day)
    key = _owner_key(occasion, has_messages=bool(messages))
    told = OwnerTruth(owner, key, owner.shown, positions_on(owner, day), education)
    return files, Truth(told, connected, written, invited, endorsed, recommended)


def _owner_key(occasion: Occasion, *, has_messages: bool) -> str:
    """The key, if any file of the export says the owner's address."""
    owner, era = occasion.owner, occasion.era
    is_said = era.addresses == "url" or (
        has_messages and "SENDER PROFILE URL" in era.messages
    )
    return f"in:{owner.slug_on(occasion.on).casefold()}" if is_said else ""
