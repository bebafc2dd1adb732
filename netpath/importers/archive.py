"""ZIP archives, folders and single files as members that are read by name.

A member is a name and the bytes behind it, fetched when an importer asks. What of an
archive is refused stands in ``zips.py``.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from netpath.errors import SourceError, UnknownSourceError, UnsafeSourceError
from netpath.importers import zips
from netpath.importers.columns import column_word
from netpath.importers.decoding import Decoded, decode
from netpath.importers.tabular import Table, find_table
from netpath.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_TABLES = frozenset({"", ".csv", ".tsv", ".tab", ".txt"})
_READABLE = frozenset({".csv", ".tsv", ".tab", ".txt", ".json", ".vcf", ".ged"})
DAMAGED = "damaged, perhaps by a download that was cut short"
"""What a member is whose bytes are not what its archive says."""
MAX_LINES = 2_000_000
"""Most lines of one file; the longest messages have a twentieth of that."""
_COPY = re.compile(r"(?:\s*\(\d+\)|[\s-]+copy|_\d+)$", re.IGNORECASE)
_NAME_DATE = re.compile(r"(?<!\d)(\d\d)-(\d\d)-(20\d\d)(?!\d)")


def base_key(name: str) -> str:
    """Give the name of a file without folder, type, copy marks and chunk numbers.

    >>> base_key("x/Recommendations Received (1).csv"), base_key("Shares_123456789.csv")
    ('recommendationsreceived', 'shares')
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    stem = base.rpartition(".")[0] or base
    while (shorter := _COPY.sub("", stem)) != stem:
        stem = shorter
    return re.sub(r"[\s_-]+", "", stem).casefold()


@dataclass(frozen=True)
class Member:
    """One file, fetched and parsed when somebody asks.

    Attributes
    ----------
    name
        Its path inside the archive or folder, with ``/`` between the parts.
    note
        Why it must not be opened, or "".
    columns
        Column by the header that holds it in this file, as the user says.
    """

    name: str
    fetch: Callable[[], bytes] = field(repr=False, compare=False)
    note: str = ""
    columns: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def folder(self) -> str:
        """The part of the name before the last ``/``, or ""."""
        return self.name.rpartition("/")[0]

    @property
    def base(self) -> str:
        """What the file is called, see :func:`base_key`."""
        return base_key(self.name)

    @property
    def suffix(self) -> str:
        """The type in the name, in lower case: ``".csv"``."""
        return PurePosixPath(self.name).suffix.casefold()

    @cached_property
    def decoded(self) -> Decoded:
        """Text and encoding; raises UnsafeSourceError when it is out of bounds.

        What is spoilt is no text, so that it costs no other file beside it.
        """
        if self.note:
            return Decoded("", "", self.note)
        try:
            return decode(self.fetch())
        except UnsafeSourceError:
            raise
        except SourceError:
            return Decoded("", "", DAMAGED)

    def let_go(self) -> None:
        """Keep what kind of file it is, and not its text, which nobody will read."""
        self.__dict__.pop("table", None)
        if known := self.__dict__.get("decoded"):
            self.__dict__["decoded"] = replace(known, text="")

    @property
    def text(self) -> str:
        """The whole text; "" for what is no text."""
        return self.decoded.text

    @cached_property
    def table(self) -> Table | None:
        """The text as a table.

        None where nothing looks like a header row, and without a look inside where
        the name is not that of a table: most files of an export are pictures and pages.
        """
        if self.suffix not in _TABLES:
            return None
        if self.text.count("\n") > MAX_LINES:
            raise UnsafeSourceError(
                f"{self.name} has more than {MAX_LINES:,} lines, which no export has;"
                " it was not read."
            )
        table = find_table(self.text)
        has_them = table and table.has(*map(column_word, self.columns.values()))
        return table.renamed(self.columns) if table and has_them else table

    @property
    def nature(self) -> str:
        """What the file seems to be, in words."""
        if self.decoded.nature or self.table is None:
            return self.decoded.nature or "plain text"
        words = ", ".join(word for word in self.table.header if word)
        return f"a table with the columns {clean(words, limit=80)}"


@dataclass(frozen=True)
class Source:
    """An archive, a folder or a single file, opened.

    Attributes
    ----------
    date
        When an archive was made, judged by its newest member, else by the name.
    is_loose
        Whether it is no archive or folder but files given by themselves.
    """

    name: str
    members: tuple[Member, ...]
    date: date | None = None
    is_loose: bool = False


def date_in_name(name: str) -> date | None:
    """Read the day in a name such as ``Basic_LinkedInDataExport_11-01-2026.zip.zip``.

    >>> str(date_in_name("Complete_LinkedInDataExport_04-25-2026 (1)"))
    '2026-04-25'
    """
    found = _NAME_DATE.search(name)
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[1]), int(found[2]))
    except ValueError:
        return None


def is_loose(path: Path) -> bool:
    """Whether a path is a single file, to be read with others of its folder."""
    # A pipe is neither, and must not be waited for.
    return not path.is_dir() and not (path.is_file() and zipfile.is_zipfile(path))


def archives_in(path: Path) -> list[Path]:
    """Give the ZIP archives that lie in a folder and its folders, in order of names."""
    if not path.is_dir():
        return []
    found = (
        Path(parent, file)
        for parent, _, files in os.walk(path)  # which follows no links
        for file in files
        if file.casefold().endswith(".zip") and not _is_junk(file)
    )
    return sorted(one for one in found if one.is_file() and zipfile.is_zipfile(one))


def has_tables(folder: Path) -> bool:
    """Whether a folder or its folders hold files that an importer might read."""
    return any(
        PurePosixPath(file).suffix.casefold() in _READABLE and not _is_junk(file)
        for _, _, files in os.walk(folder)
        for file in files
    )


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """Open an archive, a folder or a file; what it is shows in it, not in its name.

    Raises
    ------
    SourceError
        When there is no such file, it may not be read, or the archive is broken.
    UnsafeSourceError
        When an archive is out of all bounds.
    """
    name = clean(path.resolve().name) or "files"
    try:
        if path.is_dir():
            yield Source(name, tuple(_folder_members(path)), date_in_name(name))
        elif not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(f"{name} is neither a file nor a folder.")
        elif zipfile.is_zipfile(path):
            with zips.opened(path, name) as archive:
                yield _archive_source(name, archive)
        else:
            yield Source(name, (_single(path),), date_in_name(name), is_loose=True)
    except FileNotFoundError as error:
        raise SourceError(f"There is no file or folder {name!r} here.") from error
    except PermissionError as error:
        raise SourceError(f"{name} may not be read: check its permissions.") from error


def _archive_source(name: str, archive: zipfile.ZipFile) -> Source:
    entries = archive.infolist()
    if any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise UnknownSourceError(
            f"{name} is an office document. Please save the table as CSV and give that."
        )
    zips.refuse_the_unsafe(name, archive)
    reader = zips.ArchiveReader(name, archive)
    members = tuple(
        Member(
            clean(zips.entry_path(entry)), reader.fetcher(entry), zips.entry_note(entry)
        )
        for entry in entries
        if not entry.is_dir() and not _is_junk(zips.entry_path(entry))
    )
    return Source(name, members, zips.newest_day(archive) or date_in_name(name))


def _single(path: Path) -> Member:
    with path.open("rb") as file:
        start = file.read(4)
    if path.suffix.casefold() == ".zip" and start == b"PK\x03\x04":
        raise zips.broken(clean(path.name))
    return Member(clean(path.name), lambda: _read_file(path))


# --- folders --------------------------------------------------------------------------


def _folder_members(folder: Path) -> Iterator[Member]:
    found = (
        Path(parent, file)
        for parent, _, files in os.walk(folder)  # which follows no links
        for file in files
    )
    paths = list(islice(found, zips.MAX_MEMBERS + 1))
    if len(paths) > zips.MAX_MEMBERS:
        raise UnsafeSourceError(
            f"{clean(folder.name)} holds more than {zips.MAX_MEMBERS:,} files."
            " Please give the folder of the export itself."
        )
    for path in sorted(paths):
        name = path.relative_to(folder).as_posix()
        if not _is_junk(name):
            yield Member(clean(name), _file_reader(path), _file_note(path))


def _file_note(path: Path) -> str:
    if path.is_symlink():
        return "a link, which is not followed"
    if path.suffix.casefold() == ".zip" and zipfile.is_zipfile(path):
        return "an archive, read by itself"
    return "" if path.is_file() else "not a regular file"


def _file_reader(path: Path) -> Callable[[], bytes]:
    return lambda: _read_file(path)


def _read_file(path: Path) -> bytes:
    if path.stat().st_size > zips.MAX_MEMBER:
        raise zips.too_large(clean(path.name))
    with path.open("rb") as file:
        return file.read(zips.MAX_MEMBER)


def _is_junk(name: str) -> bool:
    """Whether macOS left it there."""
    *folders, base = name.split("/")
    return (
        any(part.startswith("__MACOSX") for part in folders)
        or base.startswith("._")
        or base == ".DS_Store"
    )
