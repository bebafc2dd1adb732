r"""The list of friends in a Facebook download (JSON), and the family on the profile.

Names and days are all it holds. Every string is UTF-8 written byte by byte as
``\u00c3\u00b8``, which reads as "SÃ¸ren" until it is turned back. JSON has no lines:
the places given are the entry's number in its list.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from netpath.errors import SourceError
from netpath.importers.contacts import Card, Contact, read_cards
from netpath.importers.reading import IMPORTERS, Found, Importer, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading

_FILES = frozenset({"yourfriends", "friends", "profileinformation"})
_LISTS = ("friends_v2", "friends")
_START = 4096
_FRIEND = Contact("online friend", "a friend on Facebook")


def _is_facebook(member: Member) -> bool:
    if member.suffix != ".json" or member.base not in _FILES:
        return False
    start = member.text[:_START]
    return any(f'"{key}"' in start for key in (*_LISTS, "profile_v2"))


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    cards = []
    for number, entry, is_family in _entries(_parsed(member)):
        tally.rows += 1
        cards.append(_card(number, entry, is_family=is_family))
    kind = "facebook"
    return read_cards(cards, member, reading, tally, kind=kind, contact=_FRIEND)


def _parsed(member: Member) -> dict[str, Any]:
    try:
        found = json.loads(member.text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        where = f" (line {line})" if line else ""
        raise SourceError(
            f"{member.name} is broken JSON{where}. Please download it from Facebook"
            " again, in the format JSON."
        ) from error
    return found if isinstance(found, dict) else {}


def _entries(found: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any], bool]]:
    """Give each person with their number, and whether they are family."""
    profile = found.get("profile_v2")
    family = profile.get("family_members") if isinstance(profile, dict) else None
    friends = next((found[key] for key in _LISTS if key in found), None)
    for entries, is_family in ((friends, False), (family, True)):
        for number, entry in enumerate(entries if isinstance(entries, list) else (), 1):
            yield number, entry if isinstance(entry, dict) else {}, is_family


def _card(number: int, entry: dict[str, Any], *, is_family: bool) -> Card:
    return Card(
        line=number,
        name=_mended(entry.get("name")),
        since=None if is_family else _day(entry.get("timestamp")),
        relation=_mended(entry.get("relation")) if is_family else "",
    )


def _mended(text: object) -> str:
    """Turn a string back into what its bytes meant.

    >>> _mended("S\u00c3\u00b8ren"), _mended("Søren")
    ('Søren', 'Søren')
    """
    if not isinstance(text, str):
        return ""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _day(seconds: object) -> date | None:
    if not isinstance(seconds, int) or seconds <= 0:
        return None
    try:
        return datetime.fromtimestamp(seconds, tz=UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


IMPORTERS.register("facebook", Importer("facebook", "contacts", _is_facebook, _read))
