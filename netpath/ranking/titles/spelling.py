"""Slips of the pen: one letter too many, missing, wrong, or two exchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 7
"""Shorter words have too many neighbours that are words themselves."""

# Another ending is mostly another word: "product", "produce"; "curator", "curation".
_TAIL = 2


def is_slip(written: str, meant: str) -> bool:
    """Whether one word is another with one slip, and not a word of its own.

    >>> is_slip("libarian", "librarian"), is_slip("lirbarian", "librarian")
    (True, True)
    >>> is_slip("produce", "product"), is_slip("nurse", "purse")
    (False, False)
    """
    if min(len(written), len(meant)) < SHORTEST or written == meant:
        return False
    start = _common(written, meant)
    a, b = written[start:], meant[start:]
    is_same_end = written[-_TAIL:] == meant[-_TAIL:]
    return start > 0 and (_is_swapped(a, b) or (is_same_end and _is_one_off(a, b)))


def _is_one_off(a: str, b: str) -> bool:
    return a[1:] == b or a == b[1:] or a[1:] == b[1:]


def _common(a: str, b: str) -> int:
    length = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return length


def _is_swapped(a: str, b: str) -> bool:
    return a[:2] == b[1::-1] and a[2:] == b[2:]


def meant_by(written: str, known: Iterable[str]) -> str:
    """Give the one known word that a word was meant to be, or "".

    >>> meant_by("libarian", ["library", "librarian"])
    'librarian'
    """
    found = [word for word in known if is_slip(written, word)]
    return found[0] if len(found) == 1 else ""
