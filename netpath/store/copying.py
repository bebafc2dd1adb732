"""Copies of the store: made whole, checked, and put back without losing what was."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from netpath.errors import OutputError, SourceError, StoreDamagedError
from netpath.store.database import (
    Database,
    copy_of,
    delete,
    drafting,
    in_plain_words,
    read_only,
    settle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT = 5
"""Copies that stay in the folder of backups; older ones go."""


def backups_of(path: Path) -> list[Path]:
    """Give the copies that netpath keeps of a store, the oldest first."""
    found = []
    for copy in path.parent.joinpath("backups").glob(f"{path.stem}-*.sqlite"):
        with suppress(FileNotFoundError):  # another process has just let it go
            found.append((copy.stat().st_mtime_ns, copy.name, copy))
    return [copy for *_, copy in sorted(found)]


def delete_remains(path: Path) -> None:
    """Delete what a copy that was broken off, or a damaged store, left behind."""
    backups = path.parent / "backups"
    for left in (
        *path.parent.glob(f".{path.name}.*"),
        *backups.glob(f".{path.stem}-*"),
        *backups.glob(f"{path.stem}-*.damaged"),
    ):
        delete(left)


def copy_to(database: Database, target: Path, *, force: bool = False) -> None:
    """Copy an open store into a file, whole or not at all.

    Raises
    ------
    OutputError
        The file exists and ``force`` was not given, or it cannot be written.
    """
    if target.exists() and not force:
        raise OutputError(f"{target} exists; --force replaces it.")
    # One at a time, and never while somebody is being forgotten.
    with database.writing(), read_only(database.path) as connection:
        copy_of(connection, target)
        for old in backups_of(database.path)[:-KEPT]:
            with suppress(OutputError):  # the copy that was asked for is there
                delete(old)


def put_back(path: Path, copy: Path, *, kept_as: Path) -> None:
    """Make a copy the store, keeping the one there was.

    Parameters
    ----------
    kept_as
        Where the present store goes, if there is one.

    Raises
    ------
    SourceError
        There is no such copy.
    StoreDamagedError
        It is no store, or broken.
    StoreBusyError
        Another process is writing to the present store.
    """
    if not copy.is_file():
        raise SourceError(f"there is no backup at {copy}.")
    with drafting(path, "restored") as draft:
        # An older copy is brought to this version as a draft; it stays what it is.
        with read_only(copy) as connection:
            copy_of(connection, draft)
        with closing(_whole(draft)) as found:
            _put(found, path, kept_as)


@contextmanager
def rewriting(copy: Path) -> Iterator[Database]:
    """Change a copy: whole or not at all, so that none ever waits to be put right.

    Raises
    ------
    StoreDamagedError
        It is no store, or broken.
    OutputError
        It cannot be written.
    """
    with drafting(copy, "changed") as draft:
        with read_only(copy) as connection:
            copy_of(connection, draft)
        with closing(_whole(draft)) as database:
            yield database
        was = copy.stat()  # a copy stays as old as it is
        os.utime(draft, ns=(was.st_atime_ns, was.st_mtime_ns))
        draft.replace(copy)
        settle(copy.parent)


def _whole(path: Path) -> Database:
    """Open a copy only if it is a whole store."""
    database = Database(path, must_exist=True, patience=10.0, is_copy=True)
    if problem := next(broken_pages(database), ""):
        database.close()
        raise StoreDamagedError(f"{path} is damaged ({problem}); nothing was changed.")
    return database


def _put(found: Database, path: Path, kept_as: Path) -> None:
    """Write a store's content over the one there is, in one transaction of SQLite's."""
    try:
        present = Database(path, must_exist=False, patience=10.0)
    except StoreDamagedError:
        if not path.is_file():
            raise
        kept_as.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.rename(kept_as.with_suffix(".damaged"))  # it is kept as it is
        delete(path)  # its journal would spoil what comes in its place
        copy_of(found.connection, path)
        return
    with closing(present), in_plain_words(path):
        copy_of(present.connection, kept_as)
        found.connection.backup(present.connection)
        present.seal()  # it has counted commits that the copy has not


def broken_pages(database: Database) -> Iterator[str]:
    """Give what SQLite finds broken in the file."""
    with in_plain_words(database.path):
        for (said,) in database.connection.execute("PRAGMA integrity_check"):
            if said != "ok":
                yield str(said)
