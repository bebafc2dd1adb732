"""What identifies a person, and what gives them away: for forgetting them for good.

A salted mark of everything that identifies a forgotten person stays in the store, so
that an old export does not bring them back. The marks hide nobody from somebody who
holds the file and guesses a name, as the salt stands beside them; they only keep the
name itself from being there.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpath.names import (
    company_key,
    display_name,
    email_key,
    fold,
    person_key,
    profile_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netpath.model import Record

# Scripts that put no space between a name and its neighbours.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0003ffff]")
_SHORTEST_NAME = 4  # "Amy" or "Li" alone is a word in too many other texts


# --- marks ----------------------------------------------------------------------------


def identifying_keys(record: Record) -> tuple[str, ...]:
    """Give what tells a person from others: profile, e-mail, name at an employer.

    A name whose employer is unknown only identifies within what one teller said.

    >>> from netpath.model import Record
    >>> identifying_keys(Record("r1", "me", "Mei Patel", "in:mei", company="Acme Inc."))
    ('url:in:mei', 'name:mei patel|acme')
    """
    name, company = person_key(record.name), company_key(record.company)
    keys = []
    if record.url:
        keys.append(f"url:{record.url}")
    if record.email:
        keys.append(f"email:{record.email}")
    if name:
        known_by = company or f"teller:{record.teller}"
        keys.append(f"name:{name}|{known_by}")
    return tuple(keys)


def keys_of_address(text: str) -> tuple[str, ...]:
    """Give the keys of an e-mail or profile address; none for any other text."""
    email, url = email_key(text), profile_key(text)
    return (*([f"email:{email}"] if email else []), *([f"url:{url}"] if url else []))


@dataclass(frozen=True, slots=True)
class Tombstones:
    """The marks of everybody forgotten."""

    salt: bytes
    marks: frozenset[str]

    def mark(self, key: str) -> str:
        """Give the mark of a key: HMAC-SHA256 with the store's own salt."""
        return hmac.digest(self.salt, key.encode(), "sha256").hex()

    def cover(self, record: Record) -> bool:
        """Whether the record is about somebody forgotten."""
        return bool(self.marks) and any(
            self.mark(key) in self.marks for key in identifying_keys(record)
        )


# --- traces ---------------------------------------------------------------------------


class Traces:
    """Finds a person's name, profile and e-mail inside other text.

    A name is found by all its words in any order, an address by its parts in a row.

    >>> traces = Traces(["Kate Spaulding, MLIS"], ["in:business-analyst"])
    >>> traces.found_in("Assistant to KATE SPAULDING"), traces.found_in("Kate Hill")
    (True, False)
    >>> traces.found_in("spaulding_kate_export.zip")
    True
    >>> traces.found_in("linkedin.com/in/business-analyst")
    True
    >>> traces.found_in("Business analyst in training")
    False
    """

    def __init__(self, names: Iterable[str], addresses: Iterable[str] = ()) -> None:
        forms = {fold(form) for name in names for form in (name, display_name(name))}
        words = (frozenset(_words(form)) for form in forms)
        self._names = {w for w in words if sum(map(len, w)) >= _SHORTEST_NAME}
        self._unspaced = {f for f in forms if len(f) > 1 and _UNSPACED.search(f)}
        self._addresses = {_phrase(_words(fold(a))) for a in addresses if a}

    def found_in(self, text: str) -> bool:
        """Whether the text names the person."""
        folded = fold(text)
        words = _words(folded)
        phrase = _phrase(words)
        return (
            any(name.issubset(words) for name in self._names)
            or any(name in folded for name in self._unspaced)
            or any(address in phrase for address in self._addresses)
        )


def traces_of(records: Iterable[Record], also: Iterable[str] = ()) -> Traces:
    """Give what could name these people in a text."""
    names: list[str] = []
    addresses: list[str] = []
    for record in records:
        names.append(record.name)
        addresses += _addresses(record)
    for text in also:
        keys = [key.partition(":")[2] for key in keys_of_address(text)]
        addresses += keys
        names += [] if keys else [text]
    return Traces(names, addresses)


def _addresses(record: Record) -> tuple[str, ...]:
    # "business-analyst" is somebody's slug too: alone, only one with a number tells.
    slug = record.url.partition(":")[2]
    return record.email, record.url, slug if re.search(r"\d", slug) else ""


def _words(folded: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded)


def _phrase(words: list[str]) -> str:
    return f" {' '.join(words)} "
