"""From paths to exports: what reads each file, and which files go together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from netpath.errors import (
    AmbiguousSourceError,
    NetpathError,
    SourceError,
    UnknownSourceError,
)
from netpath.importers.archive import (
    Source,
    archives_in,
    date_in_name,
    has_tables,
    is_loose,
    open_source,
)
from netpath.importers.export import Bundle, encoding_warnings, left_alone, read_export
from netpath.importers.known import is_of_no_use
from netpath.importers.owner import owner_record
from netpath.importers.reading import IMPORTERS, Reading
from netpath.importers.snapshot import with_snapshots
from netpath.model import ME, Export, contacts_of
from netpath.text import clean, listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from netpath.importers.archive import Member
    from netpath.importers.reading import Importer

    Claim = tuple[Member, Importer]

_LOOKED_FOR = (
    "Connections.csv, messages.csv or another file of a LinkedIn export, an address"
    " book (Google, Outlook, vCard), a family tree (GEDCOM), a table with the columns"
    " person, relation, other, or a .txt of sentences; a table of people who"
    " volunteered to be asked is read with --as directory"
)
_NAMED = 5  # files named in a message; the rest are counted


@dataclass(frozen=True, slots=True)
class Asked:
    """How files are to be read, beyond what is in them; all of it may be left out.

    Attributes
    ----------
    owner
        Name or profile address of the files' owner, whatever the files say.
    me
        Name or address of the user, for a lone ``Connections.csv``.
    as_of
        Today: the date of what is told, and of exports that have none.
    kind
        Name of the importer that is to read the files, where the content of a table
        does not show what it is: ``"directory"``.
    columns
        Column by the header of the file that holds it: ``{"position": "Role"}``.
    """

    owner: str = ""
    me: str = ""
    as_of: date | None = None
    kind: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


def read_sources(
    paths: Sequence[str | Path],
    *,
    owner: str = "",
    me: str = "",
    as_of: date | None = None,
) -> list[Export]:
    """Read LinkedIn exports, address books and told files, all or nothing.

    The parameters are those of :class:`Asked`, the rest as in :func:`read_each`.

    Raises
    ------
    UnknownSourceError
        When nothing can read a file, or nothing in an archive could be read.
    AmbiguousSourceError
        When two importers claim one file.
    NoOwnerError
        When nothing says whose it is.
    SourceError
        When a file is missing, broken, unsafe, or lacks a needed column.
    """
    exports = []
    for one in read_each(paths, Asked(owner=owner, me=me, as_of=as_of)):
        if isinstance(one, NetpathError):
            raise one
        exports.append(one)
    return exports


def read_each(
    paths: Sequence[str | Path], asked: Asked
) -> Iterator[Export | NetpathError]:
    """Read one source after the other, and go on after one that cannot be read.

    A ZIP or a folder is one export, unless several of its folders each hold a
    ``Connections.csv``; loose files of one folder are one export together and come
    last. Every told file and every address book is an export of its own. Nothing is
    unpacked, nothing is written, and nothing is kept in memory once it was given.

    Parameters
    ----------
    paths
        ZIP archives (also ``.zip.zip``), folders (also named ``….zip``), files.

    Yields
    ------
    Export or NetpathError
        What a source says, or why it could not be read.
    """
    for job in jobs_of(paths):
        yield from read_job(job, asked)


def jobs_of(paths: Sequence[str | Path]) -> list[list[Path]]:
    """Give the paths that are read together: an archive alone, loose files by folder.

    A folder of ZIP archives, as a counsellor may keep it, means each of them, and the
    files beside them.
    """
    jobs: list[list[Path]] = []
    loose: dict[Path, list[Path]] = defaultdict(list)
    for path in dict.fromkeys(Path(path).absolute() for path in paths):
        if is_loose(path):
            loose[path.parent].append(path)
        else:
            archives = archives_in(path)
            jobs += [[one] for one in archives]
            jobs += [[path]] if not archives or has_tables(path) else []
    return [*jobs, *loose.values()]


def read_job(paths: Sequence[Path], asked: Asked) -> Iterator[Export | NetpathError]:
    """Read what :func:`jobs_of` gives as one: an archive, a folder or loose files."""
    try:
        if len(paths) == 1 and not is_loose(paths[0]):
            with open_source(paths[0]) as source:
                yield from _read_source(source, asked)
        else:
            yield from _read_loose(paths, asked)
    except NetpathError as error:
        yield error


def _read_loose(paths: Sequence[Path], asked: Asked) -> Iterator[Export | NetpathError]:
    members: list[Member] = []
    for path in paths:
        try:
            with open_source(path) as source:
                members += source.members
        except NetpathError as error:
            yield error
    days = [day for member in members if (day := date_in_name(member.name))]
    name = clean(paths[0].parent.resolve().name)
    source = Source(name, tuple(members), max(days, default=None), is_loose=True)
    if members:
        yield from _read_source(source, asked)


def _read_source(source: Source, asked: Asked) -> Iterator[Export | NetpathError]:
    source = replace(source, members=with_snapshots(source.members))
    if asked.columns:
        members = [replace(m, columns=asked.columns) for m in source.members]
        source = replace(source, members=tuple(members))
    claims, unclaimed = _claims(source, asked.kind)
    is_export = any(one.family == "linkedin" for _, one in claims)
    if not is_export and source.is_loose:
        # Beside an export odd files are common; on their own they were meant.
        yield from (_unknown_file(member) for member in unclaimed)
    elif not claims:
        raise _nothing_here(source)
    for claim in claims:
        if claim[1].family != "linkedin":
            yield from _alone(source, claim, asked)
    linkedin = [claim for claim in claims if claim[1].family == "linkedin"]
    for bundle in _bundles(source, linkedin, unclaimed, asked.as_of):
        yield read_export(bundle, owner=asked.owner, me=asked.me)


def _claims(source: Source, kind: str) -> tuple[list[Claim], list[Member]]:
    """Give the files that something reads, and those that nothing does."""
    claims, unclaimed = [], []
    for member in source.members:
        # Most files of an export are of no use, and opening them takes a tenth of all.
        is_said = kind or member.columns
        if not (source.is_loose or is_said) and is_of_no_use(member):
            unclaimed.append(member)
        elif importer := _importer_of(member, kind):
            claims.append((member, importer))
        else:
            unclaimed.append(member)
            if not source.is_loose:
                member.let_go()
    return claims, unclaimed


def _importer_of(member: Member, kind: str) -> Importer | None:
    if member.note:
        return None
    if kind:
        return IMPORTERS[kind]
    claiming = [one for one in IMPORTERS.values() if one.identify(member)]
    if len(claiming) > 1:
        names = listing([one.name for one in claiming], "or")
        raise AmbiguousSourceError(
            f"{member.name} could be {names}: its columns fit each of them."
            f" Please say which, as in --as {claiming[0].name}"
        )
    if not claiming and member.columns and member.table:
        # Who says what the columns are has a table of people of their own making.
        if not member.table.has(*member.columns):
            member.table.renamed(member.columns)  # which says what is not there
        return IMPORTERS["directory"]
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


def _alone(
    source: Source, claim: Claim, asked: Asked
) -> Iterator[Export | NetpathError]:
    """Read a file that stands alone; a bad one costs no other of its folder."""
    try:
        yield _export_alone(source, claim, asked)
    except NetpathError as error:
        yield error


def _export_alone(source: Source, claim: Claim, asked: Asked) -> Export:
    member, importer = claim
    place = "" if source.is_loose else source.name
    if importer.family == "told":
        reading = Reading(place, day=asked.as_of or source.date)
    else:
        # An address book says nothing of when it was true; undated is oldest.
        reading = _holder(asked.owner, place)
    found = importer.read(member, reading)
    if found.file.rows and not found.file.kept:
        why = [f"line {s.line}: {s.reason}" for s in found.file.skipped[:1]]
        raise SourceError(f"Nothing in {member.name} could be kept; {listing(why)}.")
    return Export(
        source=found.file.name,
        kind=importer.family,
        owner=reading.owner,
        owner_how="you said so" if reading.owner else "",
        date=reading.day,
        records=found.records,
        ties=found.ties,
        memberships=found.memberships,
        files=(found.file,),
        warnings=(
            *found.warnings,
            *(encoding_warnings(member) if importer.decodes else ()),
        ),
    )


def _holder(owner: str, place: str) -> Reading:
    """Give the reading of an address book, which is yours if nobody else is named."""
    if not owner:
        return Reading(place, teller=contacts_of(ME))
    record = owner_record(owner)
    return Reading(place, teller=contacts_of(record.teller), owner=record)


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
        hint = " Please unpack the ZIP files in it, or give them one by one."
    return UnknownSourceError(
        f"{source.name} holds {listing(held) or 'no files'}."
        f" netpath looks for {_LOOKED_FOR}.{hint}"
    )
