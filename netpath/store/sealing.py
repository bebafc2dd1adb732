"""A checksum of all that the file holds, so that no changed bit becomes a wrong name.

SQLite finds damage that breaks the order of its pages, not a letter that turned into
another. So every transaction ends with writing down a checksum of all pages, and
whoever opens the store looks whether it fits: 25 ms for 50,000 people.

Left out are the page that the checksum stands on, whose rows are looked at one by one;
fields of the header that every commit and every copy sets; and free pages, which may
hold anything after a crash.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHECKSUM = "checksum"
_SETTINGS = (["me", "salt"], [_CHECKSUM, "me", "salt"])  # the first are older stores

_COMMITS, _FIRST_TRUNK, _VALID_FOR = slice(24, 28), slice(32, 36), slice(92, 96)
_PASSING = ((24, 28), (40, 44), (92, 100))  # commits, the schema's cookie, who wrote it

_LARGEST = 1 << 26
"""Bytes above which it is left to SQLite alone: 150,000 people, a tenth of a second."""


def seal(connection: sqlite3.Connection) -> None:
    """Write down what the file will hold once this transaction is committed."""
    unseal(connection)  # or SQLite would not count a commit that changes nothing
    _put(connection, _checksum(connection))


def unseal(connection: sqlite3.Connection) -> None:
    """Write down that nobody knows what the file holds."""
    _put(connection, "")


def _put(connection: sqlite3.Connection, value: str) -> None:
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_CHECKSUM, value),
    )


def _checksum(connection: sqlite3.Connection) -> str:
    image = _image(connection)
    # The commit to come adds one to those there were.
    return f"{_number(image[_COMMITS])} {_digest(connection, image)}" if image else ""


def is_sealed(connection: sqlite3.Connection) -> bool:
    """Whether there is a checksum; older stores have none, nor have other files."""
    tables = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'setting'")
    if not tables.fetchone():
        return False
    found = connection.execute("SELECT 1 FROM setting WHERE name = ?", (_CHECKSUM,))
    return found.fetchone() is not None


def is_as_written(connection: sqlite3.Connection) -> bool:
    """Whether the file holds, in this transaction, what was written last.

    What another program may write stays usable: then SQLite looks at every page.
    """
    try:
        return _fits(connection)
    except (LookupError, TypeError, ValueError):  # of what is no number, or not there
        return False


def _fits(connection: sqlite3.Connection) -> bool:
    settings = list(connection.execute("SELECT name, value FROM setting ORDER BY name"))
    if [name for name, _ in settings] not in _SETTINGS:
        return False
    image = _image(connection)
    if not image:
        return True
    commits, _, digest = dict(settings).get(_CHECKSUM, "").partition(" ")
    if digest == _digest(connection, image):
        return True
    if commits and not _is_changed_by_another(image, int(commits)):
        return False
    return list(connection.execute("PRAGMA integrity_check")) == [("ok",)]


def _is_changed_by_another(image: bytes, commits: int) -> bool:
    now = _number(image[_COMMITS])
    return now == _number(image[_VALID_FOR]) and now != (commits + 1) % (1 << 32)


def _image(connection: sqlite3.Connection) -> bytes:
    """Give all pages; nothing where they are too many, or SQLite cannot give them."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    if pages * _page_size(connection) > _LARGEST:
        return b""
    try:
        return connection.serialize()
    except (AttributeError, MemoryError, sqlite3.OperationalError):
        return b""  # a build that cannot, or no room in memory


def _digest(connection: sqlite3.Connection, image: bytes) -> str:
    digest, view, at = hashlib.blake2b(digest_size=16), memoryview(image), 0
    for start, stop in (*_PASSING, *_left_out(connection, image)):
        digest.update(view[at:start])
        at = stop
    digest.update(view[at:])
    rows = connection.execute(
        "SELECT name, value FROM setting WHERE name <> ? ORDER BY name", (_CHECKSUM,)
    )
    digest.update(repr(list(rows)).encode())
    return digest.hexdigest()


def _left_out(
    connection: sqlite3.Connection, image: bytes
) -> Iterator[tuple[int, int]]:
    size = _page_size(connection)
    (own,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'setting'"
    ).fetchone()
    for page in sorted({own, *_free_pages(image, size)}):
        yield (page - 1) * size, page * size


def _free_pages(image: bytes, size: int) -> Iterator[int]:
    """Give the free pages, but for the trunks: the pages that number the others."""
    trunk, seen = _number(image[_FIRST_TRUNK]), set[int]()
    while trunk:
        if trunk in seen:
            raise ValueError("its free pages go round in a circle")
        seen.add(trunk)
        page = image[(trunk - 1) * size : trunk * size]
        trunk, count = _number(page[:4]), _number(page[4:8])
        for at in range(8, min(8 + 4 * count, size), 4):
            yield _number(page[at : at + 4])


def _page_size(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA page_size").fetchone()[0])


def _number(data: bytes) -> int:
    return int.from_bytes(data)
