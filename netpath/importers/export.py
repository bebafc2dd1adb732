"""One LinkedIn export: first its owner, then the connections, then all the rest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netpath.errors import SourceError, UnsafeSourceError
from netpath.importers.archive import DAMAGED
from netpath.importers.connections import connections_table, newest_connection
from netpath.importers.joining import join
from netpath.importers.known import is_of_no_use, why_unread
from netpath.importers.owner import find_owner
from netpath.importers.people import People
from netpath.importers.reading import Found, Reading
from netpath.model import Export, FileRead
from netpath.text import listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from netpath.importers.archive import Member
    from netpath.importers.owner import Owner
    from netpath.importers.reading import Importer

    Claim = tuple[Member, Importer]
    Spoilt = tuple[FileRead, SourceError]

_STALE_AFTER = 365
_MONTH = 30


@dataclass(frozen=True)
class Bundle:
    """The files of one export.

    Attributes
    ----------
    name
        What the export is called.
    place
        The archive or folder that the members' names begin in.
    claims
        Each file that is read, and what reads it.
    left
        Files that nothing reads.
    day
        The export's date, if archive or name give one.
    today
        The date for an export that has none.
    """

    name: str
    place: str
    claims: Sequence[Claim]
    left: Sequence[Member] = ()
    day: date | None = None
    today: date | None = None


def read_export(bundle: Bundle, *, owner: str, me: str) -> Export:
    """Read one export; ``owner`` and ``me`` as in :func:`read_sources`.

    Raises
    ------
    SourceError
        When no row of any file could be kept.
    NoOwnerError
        When nothing says whose it is.
    """
    spoilt: list[Spoilt] = []
    claims = list(_usable(bundle.claims, spoilt))
    if spoilt and not claims:
        raise spoilt[0][1]  # what is wrong with the file is all there is to say
    unique, copies = _without_copies(claims)
    claimed = _by_importer(unique)
    day = (
        bundle.day or newest_connection(claimed.get("connections", [])) or bundle.today
    )
    reading = Reading(bundle.place, day=day)
    who = find_owner(claimed, reading, given=owner, me=me)
    reading, found = _read_all(unique, _with_owner(reading, who), spoilt)
    left = (*(file for file, _ in spoilt), *copies, *map(left_alone, bundle.left))
    files = (*(one.file for one in found), *left)
    if spoilt and not any(one.records or one.sightings for one in found):
        raise spoilt[0][1]
    if not any(file.kept for file in files):
        raise _nothing_kept(bundle.name, files)
    return _export(bundle, who, reading, found, files)


def _usable(claims: Iterable[Claim], spoilt: list[Spoilt]) -> Iterator[Claim]:
    """Put aside a file of connections that is none, such as a web page of that name."""
    for member, importer in claims:
        try:
            if importer.name == "connections":
                connections_table(member)
        except UnsafeSourceError:
            raise
        except SourceError as error:
            spoilt.append(_spoilt(member, error))
        else:
            yield member, importer


def _spoilt(member: Member, error: SourceError) -> Spoilt:
    note = "could not be read"
    return FileRead(member.name, note=note, problem=str(error)), error


def _with_owner(reading: Reading, who: Owner) -> Reading:
    return replace(
        reading, teller=who.record.teller, owner=who.record, owner_names=who.names
    )


def _by_importer(
    claims: Iterable[Claim],
) -> dict[str, list[Member]]:
    claimed = defaultdict(list)
    for member, importer in claims:
        claimed[importer.name].append(member)
    return dict(claimed)


def _without_copies(
    claims: Sequence[Claim],
) -> tuple[list[Claim], list[FileRead]]:
    """Put aside files that say the same as one before, lest messages count twice."""
    unique: list[Claim] = []
    copies = []
    for member, importer in claims:
        twin = next(
            (m for m, i in unique if i is importer and m.text == member.text), None
        )
        if twin is None:
            unique.append((member, importer))
        else:
            copies.append(FileRead(member.name, note=f"the same as {twin.name}"))
    return unique, copies


def _read_all(
    claims: Sequence[Claim], reading: Reading, spoilt: list[Spoilt]
) -> tuple[Reading, list[Found]]:
    """Read the connections, then the others, which look people up among them."""
    first = [c for c in claims if c[1].name == "connections"]
    found = list(_read(first, reading, spoilt))
    # The same row in two files of one export, an old and a new one, is one record.
    records = {record.id: record for one in found for record in one.records}
    reading = replace(reading, connections=People(records.values()))
    others = [claim for claim in claims if claim not in first]
    return reading, [*found, *_read(others, reading, spoilt)]


def _read(
    claims: Iterable[Claim], reading: Reading, spoilt: list[Spoilt]
) -> Iterator[Found]:
    """Read files; one that cannot be read after all costs no other."""
    for member, importer in claims:
        try:
            yield importer.read(member, reading)
        except UnsafeSourceError:
            raise
        except SourceError as error:
            spoilt.append(_spoilt(member, error))


def _export(
    bundle: Bundle,
    who: Owner,
    reading: Reading,
    found: Sequence[Found],
    files: Sequence[FileRead],
) -> Export:
    records = {record.id: record for one in found for record in one.records}
    ties = {(tie.a, tie.b): tie for one in found for tie in one.ties}
    sightings = [sighting for one in found for sighting in one.sightings]
    pairs = [pair for one in found for pair in one.pairs]
    joined = join(
        list(records.values()), list(ties.values()), sightings, pairs, reading
    )
    return Export(
        source=bundle.name,
        kind="linkedin",
        owner=who.record,
        owner_how=who.how,
        date=reading.day,
        records=joined[0],
        ties=joined[1],
        memberships=tuple(m for one in found for m in one.memberships),
        files=tuple(files),
        warnings=tuple(_warnings(bundle, reading, found, files)),
    )


def _warnings(
    bundle: Bundle, reading: Reading, found: Sequence[Found], files: Sequence[FileRead]
) -> Iterator[str]:
    yield from filter(None, (file.problem for file in files))
    tables = [file.name for file in files if file.kind == "connections"]
    if len(tables) > 1:
        yield f"{listing(tables)} were read together, as one list of connections."
    for one in found:
        yield from one.warnings
    for member, _ in bundle.claims:
        yield from encoding_warnings(member)
    if reading.day and bundle.today:
        age = (bundle.today - reading.day).days
        if age > _STALE_AFTER:
            months = plural(age // _MONTH, "month")
            yield f"{bundle.name} is {months} old; people have changed jobs since."


def encoding_warnings(member: Member) -> Iterator[str]:
    """Say what had to be guessed or mended to read a file's letters."""
    if member.decoded.warning:
        yield f"{member.name} {member.decoded.warning}."
    if member.table and member.table.is_garbled:
        yield (
            f"{member.name} was once saved in the wrong encoding (Ã¸ for ø); it was"
            " mended. Please check the names with accents."
        )


def left_alone(member: Member) -> FileRead:
    """Account for a file that nothing reads."""
    is_table = member.suffix in {".csv", ".txt", ".tsv"} and not is_of_no_use(member)
    nature = member.decoded.nature if is_table and not member.note else ""
    if nature == DAMAGED:
        said = f"{member.name} is {DAMAGED}. Please download it again."
        return FileRead(member.name, note="could not be read", problem=said)
    if expected := why_unread(member):
        return FileRead(member.name, note=expected, is_expected=True)
    return FileRead(member.name, note=member.note or nature or "not known to netpath")


def _nothing_kept(name: str, files: Iterable[FileRead]) -> SourceError:
    reasons = [
        f"{file.name}: {plural(file.rows, 'row')}"
        + "".join(f"; line {s.line}: {s.reason}" for s in file.skipped[:1])
        for file in files
        if file.kind
    ]
    return SourceError(
        f"Nothing in {name} could be kept. {'. '.join(reasons)}."
        " Please check that it is the file LinkedIn sent."
    )
