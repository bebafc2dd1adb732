"""From paths to exports: what reads each file, and which files go together."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from netpath.errors import AmbiguousSourceError, SourceError, UnknownSourceError
from netpath.importers.archive import Source, date_in_name, open_source
from netpath.importers.export import Bundle, encoding_warnings, left_alone, read_export
from netpath.importers.reading import IMPORTERS, Reading
from netpath.model import Export
from netpath.text import clean, listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from netpath.importers.archive import Member
    from netpath.importers.reading import Importer

    Claim = tuple[Member, Importer]

_LOOKED_FOR = (
    "Connections.csv, messages.csv or another file of a LinkedIn export, a table with"
    " the columns person, relation, other, or a .txt of sentences"
)
_NAMED = 5  # files named in a message; the rest are counted


def read_sources(
    paths: Sequence[str | Path],
    *,
    owner: str = "",
    me: str = "",
    as_of: date | None = None,
) -> list[Export]:
    """Read LinkedIn exports and told files.

    A ZIP or a folder is one export, unless several of its folders each hold a
    ``Connections.csv``; loose files of one folder are one export together. Every told
    file is an export of its own. Nothing is unpacked, nothing is written.

    Parameters
    ----------
    paths
        ZIP archives (also ``.zip.zip``), folders (also named ``….zip``), files.
    owner
        Name or profile address of the exports' owner, whatever the files say.
    me
        Name or address of the user, for a lone ``Connections.csv``.
    as_of
        Today: the date of what is told, and of exports that have none.

    Raises
    ------
    UnknownSourceError
        When nothing can read a file, or nothing in an archive could be read.
    AmbiguousSourceError
        When two importers claim one file.
    NoOwnerError
        When nothing says whose export it is.
    SourceError
        When a file is missing, broken, unsafe, or lacks a needed column.
    """
    exports: list[Export] = []
    loose: dict[Path, list[Member]] = defaultdict(list)
    for path in dict.fromkeys(Path(path).absolute() for path in paths):
        with open_source(path) as source:
            if source.is_loose:
                loose[path.parent].extend(source.members)
            else:
                exports += _read_source(source, owner, me, as_of)
    for folder, members in loose.items():
        exports += _read_source(_loose_source(folder, members), owner, me, as_of)
    return exports


def _loose_source(folder: Path, members: list[Member]) -> Source:
    days = [day for member in members if (day := date_in_name(member.name))]
    name = clean(folder.resolve().name)
    return Source(name, tuple(members), max(days, default=None), is_loose=True)


def _read_source(
    source: Source, owner: str, me: str, as_of: date | None
) -> Iterator[Export]:
    claims, unclaimed = _claims(source)
    if not any(one.family == "linkedin" for _, one in claims):
        # Beside an export odd files are common; on their own they were meant.
        if source.is_loose and unclaimed:
            raise _unknown_file(unclaimed[0])
        if not claims:
            raise _nothing_here(source)
    told = [claim for claim in claims if claim[1].family == "told"]
    yield from (_told_export(source, claim, as_of) for claim in told)
    linkedin = [claim for claim in claims if claim[1].family == "linkedin"]
    for bundle in _bundles(source, linkedin, unclaimed, as_of):
        yield read_export(bundle, owner=owner, me=me)


def _claims(source: Source) -> tuple[list[Claim], list[Member]]:
    """Give the files that something reads, and those that nothing does."""
    claims, unclaimed = [], []
    for member in source.members:
        if importer := _importer_of(member):
            claims.append((member, importer))
        else:
            unclaimed.append(member)
    return claims, unclaimed


def _importer_of(member: Member) -> Importer | None:
    if member.note:
        return None
    claiming = [one for one in IMPORTERS.values() if one.identify(member)]
    if len(claiming) > 1:
        names = listing([one.name for one in claiming], "or")
        raise AmbiguousSourceError(
            f"{member.name} could be {names}: its columns fit each of them."
            " Please take away the columns it does not need."
        )
    return claiming[0] if claiming else None


def _bundles(
    source: Source, claims: list[Claim], unclaimed: list[Member], as_of: date | None
) -> Iterator[Bundle]:
    left = unclaimed
    for folder, group in _by_folder(claims).items():
        yield Bundle(
            name=f"{source.name}/{folder}" if folder else source.name,
            place=source.name,
            claims=group,
            left=left,
            day=source.date or _date_of_folders(group),
            today=as_of,
        )
        left = []  # what nothing reads is listed once


def _date_of_folders(claims: list[Claim]) -> date | None:
    """Give the date in the name of a folder that holds the files, if one has any."""
    days = {date_in_name(member.folder) for member, _ in claims}
    return max(filter(None, days), default=None)


def _by_folder(claims: list[Claim]) -> dict[str, list[Claim]]:
    """Give the claims by folder where several folders hold connections."""
    homes = {member.folder for member, one in claims if one.name == "connections"}
    groups = defaultdict(list)
    for claim in claims:
        groups[claim[0].folder if len(homes) > 1 else ""].append(claim)
    return groups


def _told_export(source: Source, claim: Claim, as_of: date | None) -> Export:
    member, importer = claim
    day = as_of or source.date
    found = importer.read(
        member, Reading("" if source.is_loose else source.name, day=day)
    )
    if found.file.rows and not found.file.kept:
        why = [f"line {s.line}: {s.reason}" for s in found.file.skipped[:1]]
        raise SourceError(f"Nothing in {member.name} could be kept; {listing(why)}.")
    return Export(
        source=found.file.name,
        kind="told",
        date=day,
        records=found.records,
        ties=found.ties,
        memberships=found.memberships,
        files=(found.file,),
        warnings=(*found.warnings, *encoding_warnings(member)),
    )


# --- what to say when there is nothing to read ----------------------------------------


def _unknown_file(member: Member) -> UnknownSourceError:
    return UnknownSourceError(
        f"{member.name} is nothing that netpath can read: it seems to be"
        f" {member.nature}. netpath looks for {_LOOKED_FOR}."
    )


def _nothing_here(source: Source) -> UnknownSourceError:
    notes = [left_alone(member) for member in source.members[:_NAMED]]
    held = [f"{one.name} ({one.note})" for one in notes]
    if (more := len(source.members) - len(held)) > 0:
        held.append(plural(more, "other file"))
    hint = ""
    if any(member.suffix == ".zip" for member in source.members):
        hint = " Please give the ZIP files in it one by one."
    return UnknownSourceError(
        f"{source.name} holds {listing(held) or 'no files'}."
        f" netpath looks for {_LOOKED_FOR}.{hint}"
    )
