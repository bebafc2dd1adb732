"""ZIP archives that may mean harm: what is refused, and how the rest is read.

Nothing is ever unpacked. Names are looked at before anything is read, bytes are counted
while they come, and an archive that lies about itself is refused.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from netpath.errors import SourceError, UnsafeSourceError
from netpath.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import IO

MAX_MEMBER = 40_000_000
"""Most bytes of one file, unpacked; the largest real one measured is 7 MB."""
MAX_ARCHIVE = 120_000_000
"""Most bytes read of one archive: of all files that may hold a table."""
MAX_RATIO = 200
"""Most bytes one packed byte may become; text of exports becomes 3 to 10."""
MAX_MEMBERS = 2_000
"""Most files of one archive or folder."""

_RATIO_FROM = 1_000_000  # short repetitive files pack better than any bomb
_PIECE = 1 << 16
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_EARLIEST = date(2003, 5, 5)  # the day LinkedIn opened; ZIPs without dates say 1980
_BREAKS = (  # what zipfile raises for archives that are not what they say
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


def broken(name: str) -> SourceError:
    """Give the error for what was cut short or spoilt."""
    return SourceError(
        f"{name} is damaged, perhaps because a download was cut short."
        " Please download it again."
    )


def opened(path: Path, name: str) -> zipfile.ZipFile:
    """Open an archive that is to be closed by the caller.

    Raises
    ------
    SourceError
        When it is damaged.
    """
    try:
        return zipfile.ZipFile(path)
    except _BREAKS as error:
        raise broken(name) from error


def too_large(name: str) -> UnsafeSourceError:
    """Give the error for a file beyond :data:`MAX_MEMBER`."""
    return UnsafeSourceError(
        f"{name} is larger than {MAX_MEMBER // 1_000_000} MB, which no export is;"
        " it was not read."
    )


def entry_path(entry: zipfile.ZipInfo) -> str:
    """Give a member's name as it was written, with ``/`` between the parts."""
    return entry.orig_filename.replace("\\", "/")


def newest_day(archive: zipfile.ZipFile) -> date | None:
    """Give the day of the newest member, which is when an export was made."""
    days = [day for entry in archive.infolist() if (day := _entry_day(entry))]
    return max(days, default=None)


def _entry_day(entry: zipfile.ZipInfo) -> date | None:
    try:
        day = date(*entry.date_time[:3])
    except ValueError:
        return None
    return day if day >= _EARLIEST else None


def entry_note(entry: zipfile.ZipInfo) -> str:
    """Say why a member must not be opened, or give ""."""
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return "a link, which is not followed" if is_link else ""


def refuse_the_unsafe(name: str, archive: zipfile.ZipFile) -> None:
    """Look at all names and places of an archive before anything of it is read.

    Raises
    ------
    UnsafeSourceError
        When there are too many members, two of one name, members that overlap, are
        locked, or would be outside of the archive.
    """
    entries = archive.infolist()
    problem = (
        _too_many(entries)
        or _twins(entries)
        or _overlap(entries, archive.start_dir)
        or next(filter(None, map(_entry_problem, entries)), "")
    )
    if problem:
        raise UnsafeSourceError(f"{name} was not read: {problem}.")


def _too_many(entries: list[zipfile.ZipInfo]) -> str:
    return f"it holds {len(entries):,} files" if len(entries) > MAX_MEMBERS else ""


def _twins(entries: list[zipfile.ZipInfo]) -> str:
    names = sorted(entry_path(entry) for entry in entries if not entry.is_dir())
    twin = next((a for a, b in pairwise(names) if a == b), "")
    return f"it holds two files named {clean(twin)}" if twin else ""


def _overlap(entries: list[zipfile.ZipInfo], end: int) -> str:
    """Find members that share bytes, which is how small archives unpack to huge ones.

    Python checks this itself only from 3.11.8 on (CVE-2024-0450).
    """
    spans = sorted((entry.header_offset, _entry_end(entry)) for entry in entries)
    starts = [start for start, _ in spans[1:]] + [end]
    overlaps = any(
        stop > start for (_, stop), start in zip(spans, starts, strict=False)
    )
    return "its files overlap" if overlaps else ""


def _entry_end(entry: zipfile.ZipInfo) -> int:
    # At least this far: names of more bytes than characters only add to it.
    name = len(entry.orig_filename)
    return entry.header_offset + _LOCAL_HEADER + name + entry.compress_size


def _entry_problem(entry: zipfile.ZipInfo) -> str:
    path = entry_path(entry)
    if entry.flag_bits & _ENCRYPTED:
        return "it is locked with a password; unpack it and give the folder"
    if "\0" in path:
        return "the name of a file in it holds a NUL"
    if path.startswith("/") or ".." in path.split("/") or re.match(r"[A-Za-z]:", path):
        return f"a file in it wants to be outside of it: {clean(path)}"
    return ""


class ArchiveReader:
    """Reads members of one archive and counts what it reads."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name, self._archive = name, archive
        self._total = 0

    def fetcher(self, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
        """Give what reads one member, whenever it is called.

        It raises UnsafeSourceError beyond the limits and SourceError for damage.
        """
        return lambda: self._fetch(entry)

    def _fetch(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.file_size > MAX_MEMBER:
            raise too_large(f"{self._name}/{clean(entry.filename)}")
        try:
            with self._archive.open(entry) as file:
                return self._count(file, entry)
        except SourceError:
            raise
        except _BREAKS as error:
            raise broken(f"{self._name}/{clean(entry.filename)}") from error

    def _count(self, file: IO[bytes], entry: zipfile.ZipInfo) -> bytes:
        data = bytearray()
        while piece := file.read(_PIECE):
            data += piece
            self._total += len(piece)
            self._check(len(data), entry)
        return bytes(data)

    def _check(self, size: int, entry: zipfile.ZipInfo) -> None:
        where = f"{self._name}/{clean(entry.filename)}"
        if size > MAX_MEMBER:
            raise too_large(where)
        if size > max(_RATIO_FROM, MAX_RATIO * entry.compress_size):
            raise UnsafeSourceError(
                f"{where} unpacks to more than {MAX_RATIO} times its size, which no"
                " export does; it was not read."
            )
        if self._total > MAX_ARCHIVE:
            raise UnsafeSourceError(
                f"{self._name} unpacks to more than {MAX_ARCHIVE // 1_000_000} MB;"
                " it was not read."
            )
