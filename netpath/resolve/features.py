"""What comparing needs to know of a record: a dozen numbers, made once at the door.

Texts become 64-bit hashes, so that a million records are compared as arrays. Two texts
of one hash would be taken for one: among ten million different ones that happens once
in four hundred thousand stores. 0 stands for nothing said.
"""

from __future__ import annotations

import re
import sys
import unicodedata
import zlib
from array import array
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

from netpath.model import ME
from netpath.names import company_key, display_name, fold, is_abbreviated, person_key
from netpath.names_known import full_forms, is_common_family, is_common_given
from netpath.resolve.commonplace import COMMON_TITLES, LARGE_EMPLOYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from netpath.model import Export, Record, Tie

VERSION = 2
"""Of what the numbers mean; stores of another version make them anew."""

COLUMNS = (
    "id url email name alias given family letters employer title day teller marks"
).split()
"""What the numbers of one record are, in their order.

``name`` is the whole name, whatever the order of its words; ``given`` its first word,
the full form of a short one; ``alias`` the name with a nickname or maiden name in it;
``letters`` the letters of both, as bits; ``day`` that of connecting with the teller.
"""
WIDTH = len(COLUMNS)

ABBREVIATED, COMMON_GIVEN, COMMON_FAMILY, CONNECTED = 1, 2, 4, 8
LARGE_EMPLOYER, COMMON_TITLE, HAS_MIDDLE, MIXED, UNSPACED = 16, 32, 64, 128, 256
"""The bits of ``marks``."""

_ID = re.compile(r"r[0-9a-f]{16}")
_ASIDE = re.compile(r"[(\[\"“«„]([^()\[\]\"“”«»„]+)[)\]\"”»“]")
_HALF = 31  # letters of a given name below, of a family name above


def features_of(
    records: Iterable[Record], ties: Iterable[Tie] = (), *, owner: str = ME
) -> bytes:
    """Give the numbers of records as bytes, as :mod:`netpath.resolve.pool` reads them.

    Column by column, packed: of most columns little is left.

    Parameters
    ----------
    ties
        Of which connections say on which day two people met.
    owner
        The record whose connections these are.
    """
    days = _days(ties, owner)
    rows = [_row(record, days) for record in records]
    page = array("q", chain.from_iterable(zip(*rows, strict=True)))
    if sys.byteorder == "big":
        page.byteswap()
    return zlib.compress(page.tobytes(), 1)


def features_of_export(export: Export) -> bytes:
    """Give the numbers of everybody an export names, its owner included."""
    owner = [export.owner] if export.owner else []
    return features_of(
        [*owner, *export.records],
        export.ties,
        owner=export.owner.id if export.owner else ME,
    )


def _days(ties: Iterable[Tie], owner: str) -> dict[str, date | None]:
    return {
        tie.b if tie.a == owner else tie.a: one.date
        for tie in ties
        for one in tie.evidence
        if one.kind == "connection"
    }


def _row(record: Record, days: Mapping[str, date | None]) -> tuple[int, ...]:
    key = person_key(record.name)
    words = key.split()
    first, last = (words[0], words[-1]) if len(words) > 1 else ("", "")
    given, given_letters, given_mark = _given(first)
    family, family_letters, family_mark = _family(last)
    employer, large_mark = _employer(record.company)
    title, title_mark = _title(record.position)
    day = days.get(record.id)
    return (
        number_of(record.id),
        _hash(record.url),
        _hash(record.email),
        _hash(" ".join(sorted(words))),
        _hash(_alias(record.name, first)) if first else 0,
        given,
        family,
        given_letters | family_letters << _HALF,
        employer,
        title,
        day.toordinal() if day else 0,
        _word_hash(record.teller),
        given_mark
        | family_mark
        | large_mark
        | title_mark
        | (CONNECTED if record.id in days else 0)
        | _name_marks(record.name, key, first, last),
    )


# Employers, titles and words of names come again and again.


@lru_cache(maxsize=32768)
def _given(word: str) -> tuple[int, int, int]:
    mark = COMMON_GIVEN if word and is_common_given(word) else 0
    return _hash(full_form(word)), _letters(word), mark


@lru_cache(maxsize=65536)
def _family(word: str) -> tuple[int, int, int]:
    mark = COMMON_FAMILY if word and is_common_family(word) else 0
    return _hash(word), _letters(word), mark


@lru_cache(maxsize=65536)
def _employer(company: str) -> tuple[int, int]:
    key = company_key(company)
    return _hash(key), LARGE_EMPLOYER if key in LARGE_EMPLOYERS else 0


@lru_cache(maxsize=32768)
def _title(position: str) -> tuple[int, int]:
    key = title_key(position)
    return _hash(key), COMMON_TITLE if key in COMMON_TITLES else 0


def number_of(record_id: str) -> int:
    """Give the number of a record's id, from which :func:`id_of` reads it back.

    >>> id_of(number_of("rbe97fb22f1944a0c"))
    'rbe97fb22f1944a0c'
    """
    if _ID.fullmatch(record_id):
        return int(record_id[1:], 16) - (1 << 63)
    return _hash(record_id)


def id_of(number: int) -> str:
    """Give the id behind a number, of ids as importers make them."""
    return f"r{number + (1 << 63):016x}"


def _hash(text: str) -> int:
    if not text:
        return 0
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


_word_hash = lru_cache(maxsize=4096)(_hash)


def title_key(position: str) -> str:
    """Give the comparable form of a position.

    >>> title_key("Sr. Nurse ") == title_key("SR NURSE")
    True
    """
    return " ".join(re.findall(r"[^\W_]+", fold(position)))


def full_form(given: str) -> str:
    """Give the full form of a given name, itself where it is none or of several.

    >>> full_form("bob"), full_form("alex"), full_form("bo")
    ('robert', 'alex', 'bo')
    """
    forms = full_forms(given)
    return next(iter(forms)) if len(forms) == 1 else given


def _name_marks(name: str, key: str, first: str, last: str) -> int:
    if first:
        is_short = len(first) == 1 or len(last) == 1
        marks = (ABBREVIATED if is_short else 0) | (
            HAS_MIDDLE if key.count(" ") > 1 else 0
        )
    else:
        marks = (UNSPACED if key else 0) | (ABBREVIATED if is_abbreviated(name) else 0)
    return marks | (MIXED if not key.isascii() and is_mixed(key) else 0)


def _alias(name: str, given: str) -> str:
    """Give the name with what stands in brackets: "Ana Ruiz (Gomez)" is Ana Gomez.

    A nickname stands for the given name, anything else for the family name.
    """
    found = _ASIDE.search(name) if given else None
    words = fold(display_name(found[1])).split() if found else []
    if len(words) != 1 or not words[0].isalpha():
        return ""
    is_nickname = full_form(words[0]) == full_form(given)
    return "" if is_nickname else " ".join(sorted((given, words[0])))


def _letters(word: str) -> int:
    """Give the letters of a word as 31 bits: one changed letter changes two at most."""
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % _HALF
    return bits


@lru_cache(maxsize=16384)
def is_mixed(key: str) -> bool:
    """Whether one word of a name is written in two scripts that look alike.

    >>> is_mixed("аna ruiz"), is_mixed("ana шевченко")
    (True, False)
    """
    return any(len(_scripts(word)) > 1 for word in key.split())


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in word)
    return {name for name in names if name in {"LATIN", "CYRILLIC", "GREEK"}}
