"""Employers and schools by whose names nobody knows which one is meant."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "workplaces.toml"


@cache
def _lists() -> dict[str, frozenset[str]]:
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in found.items()}


@lru_cache(maxsize=65536)
def is_no_place(key: str) -> bool:
    """Say whether what stands where an employer should is none: "self employed".

    Parameters
    ----------
    key
        As :func:`netpath.names.company_key` makes it, before it leaves those out.
    """
    return key in _lists()["nobody"]


@lru_cache(maxsize=65536)
def is_ambiguous(key: str) -> bool:
    """Say whether many places bear a name: "Central High School".

    Those who share only such a name are not taken to have met.

    Parameters
    ----------
    key
        As :func:`netpath.names.company_key` gives it.

    Examples
    --------
    >>> [is_ambiguous(key) for key in ("st mary s hospital", "public library")]
    [True, True]
    >>> [is_ambiguous(key) for key in ("oakland public library", "acme", "washington")]
    [False, False, False]
    >>> is_ambiguous("university of washington"), is_ambiguous("state university")
    (False, True)
    """
    lists, words = _lists(), key.split()
    kinds = lists["kinds"] | lists["seats"]
    namesakes = lists["eponyms"] | lists["towns"]
    if key in lists["known"] or not any(word in kinds for word in words):
        return False
    plain = kinds | lists["small"] | namesakes
    if not all(word in plain or word.isdigit() for word in words):
        return False
    is_seat = any(word in lists["seats"] for word in words)
    return not (is_seat and any(word in namesakes for word in words))
