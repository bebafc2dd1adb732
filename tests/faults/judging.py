"""What is left of a store after a fault: the right thing, an older one, or rubble.

The content is read with SQLite alone, not with netpath, which is what is judged.
"""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from netpath.errors import NetpathError
from netpath.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faults.histories import Undisturbed

_MOST_SAID = 20
_VERSION = 2


@dataclass
class Report:
    """How often something was tried, and what went wrong."""

    count: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    def fail(self, said: str) -> None:
        self.failures.append(said)

    def lines(self) -> Iterator[str]:
        """Say it for people."""
        each = 1000 * self.seconds / max(self.count, 1)
        yield f"{self.count} in {self.seconds:.1f} s, {each:.1f} ms each"
        yield f"{len(self.failures)} failures"
        yield from (f"  {said}" for said in self.failures[:_MOST_SAID])


def chance_of(seed: object) -> random.Random:
    """Give chance that comes out the same for the same seed."""
    return random.Random(str(seed))  # noqa: S311 - faults keep no secrets


def memory() -> Path | None:
    """Give a folder in memory where there is one: most faults need no disk."""
    shared = Path("/dev/shm")  # noqa: S108 - the folders made in it are private
    return shared if os.access(shared, os.W_OK) else None


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=memory()) as folder:
        yield Path(folder)


# --- content --------------------------------------------------------------------------


def content_of(path: Path) -> str:
    """Give a digest of every row of every table, or "" where there is no store.

    Opening it puts right what a crash left half written, as netpath's opening does.
    """
    if not path.is_file():
        return ""
    with closing(sqlite3.connect(path)) as connection:
        digest = hashlib.blake2b(digest_size=12)
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        )
        names = [name for (name,) in tables]
        for name in names:
            digest.update(repr((name, _rows(connection, name))).encode())
        return digest.hexdigest() if names else ""


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    # How pages are laid out may differ where what they hold does not.
    which = "WHERE name NOT IN ('checksum', 'salt')" if table == "setting" else ""
    return connection.execute(f"SELECT * FROM {table} {which}").fetchall()  # noqa: S608


def copies_of(folder: Path) -> dict[str, str]:
    """Give the content of every backup, by name."""
    found = folder.joinpath("backups").glob("*.sqlite")
    return {copy.name: _content_of_bytes(copy.read_bytes()) for copy in found}


@lru_cache(maxsize=256)
def _content_of_bytes(data: bytes) -> str:
    with scratch() as folder:
        folder.joinpath("copy").write_bytes(data)
        return content_of(folder / "copy")


# --- verdicts -------------------------------------------------------------------------


class Verdict(Exception):  # noqa: N818 - it is what a judge says
    """What is wrong; ``kind`` is ``lost``, ``torn``, ``corrupt``, ``copy``, ``canary``."""

    def __init__(self, kind: str, said: str = "") -> None:
        self.kind = kind
        super().__init__(f"{kind}: {said}")


def index_of_state(path: Path, states: Sequence[str], acknowledged: int) -> int:
    """Give which state the store is in: the acknowledged one, or the very next.

    Raises
    ------
    Verdict
        It is in another, or in none.
    """
    try:
        found = content_of(path)
        problems = problems_of(path)
    except (sqlite3.DatabaseError, NetpathError) as error:
        raise Verdict("corrupt", str(error)) from error
    if problems:
        raise Verdict("corrupt", problems[0])
    for index in (acknowledged, acknowledged + 1):
        if states[index : index + 1] == [found]:
            return index
    raise Verdict("lost" if found in states[:acknowledged] else "torn")


def problems_of(path: Path) -> list[str]:
    """Give what netpath, or for older stores SQLite, finds wrong."""
    if not path.is_file():
        return []
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != _VERSION:  # nothing yet, or one that was not brought along
            return [r for (r,) in connection.execute("PRAGMA quick_check") if r != "ok"]
    with Store.open(path) as store:
        return store.check()


def look_at_copies(folder: Path, expected: Undisturbed, index: int) -> None:
    """Require the copy that was made last, and that each copy is whole."""
    try:
        found = copies_of(folder)
    except sqlite3.DatabaseError as error:
        raise Verdict("copy", str(error)) from error
    name, content = expected.copies[index]
    # Whoever was about to forget somebody has perhaps begun with the copy.
    also = expected.copies[index + 1 : index + 2]
    if found.get(name, "") != content and (name, found.get(name)) not in also:
        raise Verdict("copy", f"{name} is lost")
    known = expected.contents.union(expected.states)
    for stray in (name for name, content in found.items() if content not in known):
        # One that was kept for longer than undisturbed has forgotten more people.
        if problems := problems_of(folder / "backups" / stray):
            raise Verdict("copy", f"{stray}: {problems[0]}")


def look_for(canaries: frozenset[bytes], folder: Path) -> None:
    """Require that no file speaks of who was forgotten."""
    for path in folder.rglob("*"):
        held = path.read_bytes().lower() if canaries and path.is_file() else b""
        if hit := next((word for word in canaries if word in held), None):
            at = held.index(hit)
            said = held[max(at - 60, 0) : at + 60].decode(errors="replace")
            raise Verdict("canary", f"{hit.decode()} in {path.name}: {said!r}")
