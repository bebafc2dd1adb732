"""Rows whose commas lost their quotation marks: put right where one reading is left.

``Quill,MBA,,Acme,Inc.,Cook,09 Feb 2026`` has cells too many. The date is still the last
of them, and the profile or e-mail address still parts the name from the work; so what
is too much belongs to the name or to the work. There a degree goes with the surname and
a legal form with the employer, an employer that other rows name is that employer. What
more than one reading would fit stays damaged: a column shifted in silence is worse than
a row lost aloud.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.names import (
    company_key,
    email_key,
    is_degree,
    is_legal_form,
    parse_date,
    profile_key,
)

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

_NAMES = ("firstname", "lastname")
_WORK = ("company", "position")
_LAYOUTS = (
    (*_NAMES, "url", "email", *_WORK, "connectedon"),
    (*_NAMES, "email", *_WORK, "connectedon"),
)


def mended_row(
    cells: Sequence[str], header: Sequence[str], employers: Container[str]
) -> list[str] | None:
    """Give the cells of a row that has too many, as many as the header has.

    Parameters
    ----------
    header
        Column words; only LinkedIn's own two layouts are understood.
    employers
        Keys (see :func:`netpath.names.company_key`) of employers that whole rows name.

    Returns
    -------
    list of str or None
        None where there is no reading, or more than one.

    >>> layout = "firstname lastname email company position connectedon".split()
    >>> mended_row("Mei Quill MBA  Acme Inc. Cook 2026-02-09".split(" "), layout, ())
    ['Mei', 'Quill, MBA', '', 'Acme, Inc.', 'Cook', '2026-02-09']
    """
    if tuple(header) not in _LAYOUTS or not parse_date(cells[-1]):
        return None
    readings = [
        reading
        for place in _places_of_address(cells, has_url="url" in header)
        if (reading := _read_at(place, cells, employers, has_url="url" in header))
    ]
    return readings[0] if len(readings) == 1 else None


def _places_of_address(cells: Sequence[str], *, has_url: bool) -> list[int]:
    """Give where the first address of a row may stand, which ends the name."""
    inner = range(len(_NAMES), len(cells) - len(_WORK))
    if has_url:
        return [i for i in inner if profile_key(cells[i])]
    return [i for i in inner if not cells[i].strip() or email_key(cells[i])]


def _read_at(
    place: int, cells: Sequence[str], employers: Container[str], *, has_url: bool
) -> list[str] | None:
    email = place + has_url
    if cells[email].strip() and not email_key(cells[email]):
        return None
    name = _named(cells[:place])
    work = _employed(cells[email + 1 : -1], employers)
    if name is None or work is None:
        return None
    return [*name, *cells[place : email + 1], *work, cells[-1]]


def _named(cells: Sequence[str]) -> list[str] | None:
    """Give first and last name; more cells than two must be degrees."""
    first, last, *degrees = cells
    if not all(map(is_degree, degrees)):
        return None
    return [first, ", ".join(part.strip() for part in (last, *degrees))]


def _employed(cells: Sequence[str], employers: Container[str]) -> list[str] | None:
    """Give employer and position, parted where only one way of parting is likely."""
    ways = [
        [", ".join(map(str.strip, part)) for part in (cells[:at], cells[at:])]
        for at in range(1, len(cells))
    ]
    if len(ways) == 1:
        return ways[0]
    legal = [
        way for way, after in zip(ways, cells, strict=False) if is_legal_form(after)
    ]
    known = [way for way in ways if company_key(way[0]) in employers]
    likely = legal or known
    return likely[0] if len(likely) == 1 else None
