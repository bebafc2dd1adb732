"""Where a thing was said: ``archive-or-folder/member:line``."""

from __future__ import annotations

_DIGITS = 18  # what an INTEGER column holds; no file has more lines


def file_and_line(source: str) -> tuple[str, int]:
    """Take ``archive/member:line`` apart; the line is 0 where there is none.

    >>> file_and_line("my.zip/Connections.csv:12"), file_and_line("C:x")
    (('my.zip/Connections.csv', 12), ('C:x', 0))
    """
    file, colon, line = source.rpartition(":")
    is_number = line.isascii() and line.isdigit() and line[0] != "0"
    is_line = colon and is_number and len(line) < _DIGITS
    return (file, int(line)) if is_line else (source, 0)


def source_of(file: str, line: int) -> str:
    """Put a source together again; the inverse of :func:`file_and_line`."""
    return f"{file}:{line}" if line else file
