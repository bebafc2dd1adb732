"""A disk that may lose what was written and not yet synced, and a recording of it.

netpath speaks to SQLite through the standard library, whose connections cannot be given
a file system of one's own. So netpath's own code is run with a connection that looks
like the standard library's and is that of apsw: the same statements in the same order
with the same settings, recorded statement by statement from what netpath really does.
(Replaying traced statements instead would leave out what Python does between them: the
drafts, the renaming, the syncing of folders.)

Nothing fails while it is recorded. What a power cut at any event would have left is made
of the recording afterwards, as often as is wanted.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from netpath.store import copying, database

try:
    import apsw
except ImportError:  # a test-only dependency
    apsw = None

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator

SECTOR = 512
_VFS = "recorded"

Event = tuple[Any, ...]
"""What happens to a disk: its kind first, then names relative to the folder.

``create name``, ``write name offset data``, ``truncate name size``, ``sync name``,
``delete name``, ``rename name other``, ``settle folder`` and ``done number``.
"""


# --- what is left ---------------------------------------------------------------------


@dataclass
class _File:
    """``synced`` is safe; of ``waiting`` (offset and data, or size and None) nobody knows."""

    synced: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for at, data in self.waiting:
            _apply(self.synced, at, data)
        self.waiting.clear()

    def survivor(self, chance: random.Random, fate: str) -> bytes:
        left = bytearray(self.synced)
        for at, data in self.waiting:
            if fate == "kept" or (fate != "dropped" and chance.random() < 0.5):
                _apply(left, at, data)
            elif fate == "torn" and data:
                _tear(left, at, data, chance)
        return bytes(left)


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        content.extend(bytes(at - len(content)))
        return
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data


def _tear(content: bytearray, at: int, data: bytes, chance: random.Random) -> None:
    # Some sectors arrive; a file may have grown before what fills it came, and then holds
    # whatever the disk held there before.
    for start in range(0, len(data), SECTOR):
        sector = data[start : start + SECTOR]
        drawn = chance.random()
        if drawn < 0.5:
            _apply(content, at + start, sector)
        elif drawn < 0.6 and at + start >= len(content):
            _apply(content, at + start, chance.randbytes(len(sector)))


class Disk:
    """Takes events, and gives what a power cut would leave of them."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}  # as a program sees them
        self._there: dict[str, _File] = {}  # whose names are safe
        self._renamed: list[tuple[str, str, _File | None]] = []  # not yet settled

    def take(self, event: Event) -> None:
        kind, name, *rest = event
        getattr(self, f"_{kind}", lambda *_: None)(name, *rest)

    def survivors(self, chance: random.Random) -> dict[str, bytes]:
        """Draw what is left, by name."""
        names = dict(self._there)
        likely = chance.choice((0.0, 0.5, 1.0))
        for name, other, file in self._renamed:
            if chance.random() < likely:
                _move(names, name, other, file)
        fate = chance.choice(("dropped", "kept", "some", "torn"))
        return {name: f.survivor(chance, fate) for name, f in names.items()}

    def _create(self, name: str) -> None:
        self._change("", name, _File())

    def _delete(self, name: str) -> None:
        self._change(name, "", None)

    def _rename(self, name: str, other: str) -> None:
        self._change(name, other, self._files[name])

    def _change(self, name: str, other: str, file: _File | None) -> None:
        _move(self._files, name, other, file)
        self._renamed.append((name, other, file))

    def _write(self, name: str, at: int, data: bytes) -> None:
        self._files[name].waiting.append((at, data))

    def _truncate(self, name: str, size: int) -> None:
        self._files[name].waiting.append((size, None))

    def _sync(self, name: str) -> None:
        self._files[name].sync()

    def _settle(self, folder: str) -> None:
        rest = []
        for name, other, file in self._renamed:
            if _folder_of(name or other) == folder:
                _move(self._there, name, other, file)
            else:
                rest.append((name, other, file))
        self._renamed = rest


def _folder_of(name: str) -> str:
    return name.rpartition("/")[0]


def _move(names: dict[str, _File], name: str, other: str, file: _File | None) -> None:
    names.pop(name, None)
    if file and other:
        names[other] = file


# --- what happens ---------------------------------------------------------------------


class BrokenDiskError(Exception):
    """Keeps an event from happening."""


class Recording:
    """Everything that netpath does to the files of a folder, in order.

    ``before`` is called with each event before it happens; it may raise
    :class:`BrokenDiskError`, and netpath then meets what a broken disk says.
    """

    def __init__(
        self, folder: Path, before: Callable[[Event], None] = lambda _: None
    ) -> None:
        self.events: list[Event] = []
        self._folder, self._before = folder, before

    def note(self, kind: str, name: str | os.PathLike[str], *rest: Any) -> None:
        event = kind, self.relative(name), *rest
        self._before(event)
        self.events.append(event)

    def relative(self, name: str | os.PathLike[str]) -> str:
        """Give a name within the folder, "" for the folder itself."""
        found = os.path.relpath(name or self._folder, self._folder)
        return "" if found == "." else found


@contextmanager
def recorded(recording: Recording, synchronous: str = "EXTRA") -> Iterator[None]:
    """Let netpath work with apsw on files that are recorded."""

    def settled(folder: Path) -> None:
        _note_for_os(recording, "settle", folder)

    vfs = _vfs_of(recording)
    shim = _Sqlite(synchronous)
    patches = [
        mock.patch.object(database, "sqlite3", shim),
        mock.patch.object(database, "settle", settled),
        mock.patch.object(copying, "settle", settled),
        *_patched_os(recording),
    ]
    try:
        for patch in patches:
            patch.start()
        yield
    finally:
        mock.patch.stopall()
        vfs.unregister()


def _patched_os(recording: Recording) -> Iterator[Any]:
    open_, unlink = os.open, os.unlink

    def opened(path: Any, flags: int, *args: Any, **options: Any) -> int:
        if flags & os.O_CREAT and not Path(path).exists():
            _note_for_os(recording, "create", path)
        return open_(path, flags, *args, **options)

    def unlinked(path: Any, **options: Any) -> None:
        if Path(path).exists():
            _note_for_os(recording, "delete", path)
        unlink(path, **options)

    yield mock.patch.object(os, "open", opened)
    yield mock.patch.object(os, "unlink", unlinked)
    for name in ("replace", "rename"):
        yield mock.patch.object(os, name, _renaming(recording, getattr(os, name)))


def _renaming(recording: Recording, rename: Callable[..., None]) -> Callable[..., None]:
    def renamed(path: Any, other: Any) -> None:
        _note_for_os(recording, "rename", path, recording.relative(other))
        rename(path, other)

    return renamed


def _note_for_os(recording: Recording, *event: Any) -> None:
    try:
        recording.note(*event)
    except BrokenDiskError as error:
        raise OSError(errno.EIO, os.strerror(errno.EIO)) from error


def _vfs_of(recording: Recording) -> Any:
    """Give SQLite a file system that notes what is done to it, and does it."""

    class File(_file_class()):
        note = partial(_note_for_sqlite, recording)

    class Vfs(apsw.VFS):
        def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802 - SQLite's
            return File(name, flags)

        def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001
            File.note("delete", filename)
            if syncdir:
                File.note("settle", Path(filename).parent)
            super().xDelete(filename, syncdir)

    return Vfs(_VFS, "")


def _note_for_sqlite(recording: Recording, *event: Any) -> None:
    try:
        recording.note(*event)
    except BrokenDiskError as error:
        raise apsw.IOError(str(error)) from error


@cache
def _file_class() -> Any:
    class File(apsw.VFSFile):
        def __init__(self, name: Any, flags: list[int]) -> None:
            self._name = name if isinstance(name, str) else name.filename()
            self._is_new = False
            if flags[0] & apsw.SQLITE_OPEN_CREATE and not Path(self._name).exists():
                self.note("create", self._name)
                self._is_new = bool(flags[0] & apsw.SQLITE_OPEN_MAIN_JOURNAL)
            super().__init__("", name, flags)

        def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's
            self.note("write", self._name, offset, bytes(data))
            super().xWrite(data, offset)

        def xTruncate(self, newsize: int) -> None:  # noqa: N802 - the same
            self.note("truncate", self._name, newsize)
            super().xTruncate(newsize)

        def xSync(self, flags: int) -> None:  # noqa: N802 - the same
            self.note("sync", self._name)
            if self._is_new:  # SQLite's own file system does so, unasked
                self.note("settle", Path(self._name).parent)
                self._is_new = False
            super().xSync(flags)

    return File


class _Sqlite:
    """Looks like the module ``sqlite3``, and connects with apsw."""

    def __init__(self, synchronous: str) -> None:
        self._synchronous = synchronous

    def __getattr__(self, name: str) -> Any:
        return getattr(sqlite3, name)

    def connect(self, path: Any, **_: Any) -> Any:
        if path == ":memory:":
            return sqlite3.connect(path)
        return _Connection(os.fspath(path), self._synchronous)


class _Connection:
    """As much of the standard library's connection as netpath uses."""

    def __init__(self, path: str, synchronous: str) -> None:
        flags = (
            apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
        )
        with _in_their_words():
            self._inner = apsw.Connection(path, flags, _VFS)
        self._setting = f"synchronous = {synchronous}"

    @property
    def in_transaction(self) -> bool:
        return self._inner.in_transaction

    @property
    def total_changes(self) -> int:
        return self._inner.total_changes()

    def execute(self, statement: str, values: Any = None) -> _Cursor:
        asked = statement.replace("synchronous = EXTRA", self._setting)
        with _in_their_words():
            rows = list(self._inner.cursor().execute(asked, values))
        return _Cursor(rows, self._inner.changes())

    executescript = execute

    def executemany(self, statement: str, values: Iterable[Any]) -> _Cursor:
        # What gives the values may itself have the connection do something.
        return _Cursor([], sum(self.execute(statement, v).rowcount for v in values))

    def create_function(
        self, name: str, arity: int, function: Callable[..., Any], **options: Any
    ) -> None:
        self._inner.create_scalar_function(name, function, arity, **options)

    def backup(self, target: _Connection) -> None:
        with _in_their_words():
            copy = target._inner.backup("main", self._inner, "main")
            try:
                copy.step(-1)
            finally:
                _close(copy)  # whatever else goes wrong

    def serialize(self) -> bytes:
        return self._inner.serialize("main")

    def close(self) -> None:
        with _in_their_words():
            self._inner.close()


def _close(copy: apsw.Backup) -> None:
    try:
        copy.close(True)
    except SystemError as error:  # apsw gives a result and an error, at times
        if isinstance(error.__cause__, apsw.Error):
            raise error.__cause__ from None
        raise


class _Cursor:
    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows, self.rowcount = iter(rows), rowcount

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        return list(self._rows)


@contextmanager
def _in_their_words() -> Iterator[None]:
    try:
        yield
    except apsw.ConstraintError as error:
        raise sqlite3.IntegrityError(str(error)) from error
    except apsw.Error as error:
        said = sqlite3.OperationalError(str(error))
        # One that was raised in the file system has no code of SQLite's.
        said.sqlite_errorcode = getattr(error, "extendedresult", sqlite3.SQLITE_IOERR)
        raise said from error
