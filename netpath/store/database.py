"""The file itself: made private, opened with care, never half written.

Why each setting: ``journal_mode=DELETE`` leaves no second file with personal data in it
and is free of the WAL-reset bug of SQLite before 3.51.3; ``synchronous=EXTRA`` is the
only level at which no acknowledged import is lost in a power cut; ``secure_delete``
overwrites what is deleted; ``temp_store=MEMORY`` keeps names out of the system's folder
for temporary files; ``trusted_schema`` and ``cell_size_check`` are SQLite's own advice
for files that came from elsewhere.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from netpath.errors import (
    NetpathError,
    OutputError,
    SourceError,
    StoreBusyError,
    StoreDamagedError,
)
from netpath.store.sealing import is_as_written, is_sealed, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x6E747068
"""Marks the file as netpath's, in the header that SQLite keeps for this: "ntph"."""

VERSION = 2
"""Of the tables; ``schema.sql`` makes them, ``from_1.sql`` brings version 1 there."""

_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
_SETTINGS = """
    PRAGMA journal_mode = DELETE;
    PRAGMA synchronous = EXTRA;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -65536;
"""
_OTHERWISE = "it holds something else than was written last"
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NOT_WRITABLE = {
    sqlite3.SQLITE_FULL: "there is no room left on the disk",
    sqlite3.SQLITE_READONLY: "the file or its folder cannot be written to",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; is it a file, and yours?",
    sqlite3.SQLITE_PERM: "you may not use the file",
    sqlite3.SQLITE_IOERR: "the disk does not answer as it should",
    sqlite3.SQLITE_INTERRUPT: "it was broken off",
}


class Database:
    """An open store file: a connection, and transactions that end well or not at all.

    Parameters
    ----------
    path
        Where the file is or shall be.
    must_exist
        Whether a missing file is an error rather than the start of a new store.
    patience
        Seconds to wait while another process is writing.
    is_copy
        Whether it is one that may be brought to this version without keeping it.

    Raises
    ------
    SourceError
        ``must_exist``, and there is none.
    StoreBusyError
        Another process held the store longer than ``patience``.
    StoreDamagedError
        The file is broken, another program's, or from a newer netpath.
    OutputError
        The file cannot be made or opened there.
    """

    def __init__(
        self, path: Path, *, must_exist: bool, patience: float, is_copy: bool = False
    ) -> None:
        self.path, self._is_copy = path, is_copy
        _require_strict_tables()
        _prepare(path, must_exist=must_exist)
        with in_plain_words(path):
            # Transactions are begun by hand, alike in every version of Python.
            self.connection = sqlite3.connect(
                path, timeout=patience, isolation_level=None
            )
            try:
                self._check_and_set_up()
            except BaseException:
                self.connection.close()
                raise

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Do everything inside, or nothing: also on an error, a signal, a power cut."""
        with in_plain_words(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            yield from self._ending(since=self.connection.total_changes)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """See one state of the store, whatever others write meanwhile."""
        with in_plain_words(self.path):
            self.connection.execute("BEGIN")
            try:
                yield from self._ending()
            except (LookupError, TypeError, ValueError) as error:
                # A day that is none, a lost row.
                raise _damaged(self.path, error) from error

    def compact(self) -> None:
        """Write the file anew, without the gaps that deleted rows left.

        Not if another process is writing, or there is no room for it: it can wait, as
        all that was deleted is overwritten already.
        """
        with suppress(StoreBusyError, OutputError), in_plain_words(self.path):
            self.connection.execute("VACUUM")
        self.seal()

    def seal(self) -> None:
        """Note anew what the file holds, where another hand has moved its pages.

        If that is not possible now, the next change will do it.
        """
        with suppress(StoreBusyError, OutputError), self.writing() as connection:
            unseal(connection)  # a change, and every change ends with a seal

    def _ending(self, *, since: int | None = None) -> Iterator[sqlite3.Connection]:
        try:
            yield self.connection
            if since is not None and self.connection.total_changes != since:
                seal(self.connection)
            self.connection.execute("COMMIT")
        except BaseException:
            # SQLite has already rolled back when the disk is full.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def _check_and_set_up(self) -> None:
        # First look, then touch: another program's file must stay as it is.
        with self.reading():  # so that no other netpath makes the tables meanwhile
            self._refuse_strangers()
            self._refuse_damage()
        self.connection.executescript(_SETTINGS)
        self.connection.create_function("unhexed", 1, _unhexed, deterministic=True)
        if self._number("user_version") < VERSION:
            self._migrate()

    def _refuse_strangers(self) -> None:
        application, version = (
            self._number("application_id"),
            self._number("user_version"),
        )
        tables = self.connection.execute("SELECT count(*) FROM sqlite_schema")
        if application != APPLICATION_ID and (version or tables.fetchone()[0]):
            raise StoreDamagedError(
                f"{self.path} belongs to another program, so it was left alone; "
                "name another file with --store or NETPATH_STORE."
            )
        if version > VERSION:
            raise StoreDamagedError(
                f"{self.path} was written by a newer netpath (store version {version}, "
                f"this one knows {VERSION}); "
                "update with pip install --upgrade netpath-intros."
            )

    def _refuse_damage(self) -> None:
        if self._number("user_version") and not is_as_written(self.connection):
            raise ValueError(_OTHERWISE)

    def _migrate(self) -> None:
        """Make the tables, or bring an older store to this version, all or nothing."""
        # Tables change places, so what points to them is looked at when all is done.
        self.connection.execute("PRAGMA foreign_keys = OFF")
        with self.writing() as connection:
            # Asked again: another process may have done it while this one waited.
            before = self._number("user_version")
            if 0 < before < VERSION and not self._is_copy:
                with read_only(self.path) as as_it_was:
                    copy_of(as_it_was, backup_path(self.path, f"version-{before}"))
            if before < VERSION:
                for statement in _way_from(before):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {VERSION}")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            if lost := connection.execute("PRAGMA foreign_key_check").fetchone():
                raise _damaged(self.path, ValueError(f"a row of {lost[0]} is lost"))
        self.connection.execute("PRAGMA foreign_keys = ON")

    def _number(self, pragma: str) -> int:
        return int(self.connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def backup_path(path: Path, name: str) -> Path:
    """Give where a copy of that name is kept beside a store."""
    return path.parent / "backups" / f"{path.stem}-{name}.sqlite"


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file beside a transaction, or as it is, whatever version it has."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    with in_plain_words(path), closing(sqlite3.connect(address, uri=True)) as opened:
        if is_sealed(opened) and not is_as_written(opened):
            raise _damaged(path, ValueError(_OTHERWISE))
        yield opened


def copy_of(connection: sqlite3.Connection, target: Path) -> None:
    """Copy an open database into a file that is whole or not there.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    with drafting(target, "part") as draft:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        delete(draft)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with (
            in_plain_words(draft),
            closing(sqlite3.connect(draft, isolation_level=None)) as copy,
        ):
            copy.execute("PRAGMA synchronous = EXTRA")
            connection.backup(copy)
            if is_sealed(copy):  # a copy counts its own commits
                copy.execute("BEGIN")
                seal(copy)
                copy.execute("COMMIT")
        draft.replace(target)
        settle(target.parent)


@contextmanager
def drafting(target: Path, what: str) -> Iterator[Path]:
    """Give a name beside a file; what stands under it at the end is deleted."""
    draft = target.with_name(f".{target.name}.{what}")
    try:
        yield draft
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OutputError):  # what went wrong before is worse
            delete(draft)


def delete(file: Path) -> None:
    """Delete a file if it is there, with the journal that SQLite kept beside it."""
    try:
        for left in (file, file.with_name(f"{file.name}-journal")):
            left.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{file} cannot be deleted: {error.strerror}.") from error


def settle(folder: Path) -> None:
    """Have a new name in a folder outlive a power cut."""
    if os.name != "posix":
        return  # Windows has no handles of folders
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _require_strict_tables() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise NetpathError(
            f"this Python carries SQLite {sqlite3.sqlite_version}, and netpath needs "
            "3.37 (2021) or later; any newer Python brings one."
        )


def _prepare(path: Path, *, must_exist: bool) -> None:
    """Make the file before SQLite does, which would let everybody read it.

    Folders made on the way are private too; one that was there stays as it is.
    """
    try:
        if path.exists():
            return
        if must_exist:
            raise SourceError(
                f"there is no store at {path} yet; netpath import makes one, "
                "and --store names another."
            )
        for folder in reversed([f for f in path.absolute().parents if not f.exists()]):
            folder.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise OutputError(
            f"no store can be made at {path}: {error.strerror or error}; "
            "name another place with --store or NETPATH_STORE."
        ) from error


def _way_from(version: int) -> Iterator[str]:
    """Give the statements that lead from a version, 0 for none, to today's."""
    if version == 0:
        yield from _statements(_script("schema.sql"))
        return
    first, then = _script(f"from_{version}.sql").split("-- then\n")
    for part in (first, _script("schema.sql"), then):
        yield from _statements(part)


def schema_there(connection: sqlite3.Connection) -> list[str]:
    """Give what the tables and indexes of a store are, in order of their names."""
    rows = connection.execute("SELECT sql FROM sqlite_schema ORDER BY name")
    return [" ".join(sql.split()) for (sql,) in rows if sql]


def schema_of_today() -> list[str]:
    """Give what they are in a store that is made now."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_script("schema.sql"))
        return schema_there(connection)


def _script(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


def _statements(script: str) -> Iterator[str]:
    # executescript would end the transaction that all of it has to be in.
    statement = ""
    for line in script.splitlines(True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _unhexed(text: str) -> bytes:
    """Give the bytes behind the letter and the hexadecimal digits of an older id."""
    return bytes.fromhex(text[1:])


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Say what SQLite reports as netpath's own errors, with what to do."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # mistakes of this program, not of the file
    except sqlite3.DatabaseError as error:
        raise _said_plainly(error, path) from error


def _said_plainly(error: sqlite3.DatabaseError, path: Path) -> NetpathError:
    # The low byte is the kind of error, the rest its details; Python's own have none.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _BUSY:
        return StoreBusyError(
            f"another netpath is using {path}; wait until it is done, then try again."
        )
    if code in _NOT_WRITABLE:
        return OutputError(f"{path}: {_NOT_WRITABLE[code]}. Nothing was changed.")
    return _damaged(path, error)


def _damaged(path: Path, error: Exception) -> StoreDamagedError:
    return StoreDamagedError(
        f"{path} is damaged or is no netpath store ({error}). Put a backup in its "
        "place, or move it away and import your files again."
    )
