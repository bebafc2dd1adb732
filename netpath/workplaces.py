"""What is generally known of employers' and schools' names: which many places bear.

Two people who both work at "Public Library" or went to "Central High School" share a
name and no place. The words live in ``data/workplaces.toml``, which also says how they
are meant; this module answers questions about them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from netpath.names import company_key, fold


def is_ambiguous(name: str, kind: str = "employer") -> bool:
    """Whether many different places bear the name of an employer or school.

    It is so if all its words say what kind of place it is and none says which; if it is
    a school, hospital, church or shop called after somebody whom many are called after;
    or if a town is named that many towns are called. A place or a rare word tells it
    apart. A placeholder ("Self-employed") names no place, and so not many.

    Parameters
    ----------
    kind
        ``"school"`` for what stands where a school should: there a patron's name alone
        is ambiguous too.

    >>> is_ambiguous("Public Library"), is_ambiguous("Oakland Public Library")
    (True, False)
    >>> is_ambiguous("St. Mary's Hospital"), is_ambiguous("Lycée Victor Hugo")
    (True, True)
    >>> is_ambiguous("Washington University"), is_ambiguous("第一中学")
    (False, True)
    """
    key = company_key(name)
    lexicon = _lexicon()
    if not key or key in lexicon.known:
        return False
    if key in lexicon.names:
        return True
    words = set(key.split())
    kinds = {w for w in words if w in lexicon.nouns or lexicon.compound.fullmatch(w)}
    rest = {w for w in words - kinds - lexicon.plain if not w.isdecimal()}
    if not rest:
        return bool(kinds)
    return _is_called_after(rest, kinds, kind, lexicon)


def _is_called_after(
    rest: set[str], kinds: set[str], kind: str, lexicon: _Lexicon
) -> bool:
    """Whether the words that are left are a patron or a town that many places have."""
    if kinds & lexicon.unique:
        return False
    if rest <= lexicon.towns and kinds & (lexicon.civic | lexicon.houses):
        return True
    if not rest <= lexicon.patrons:
        return False
    if kinds and not kinds & lexicon.houses:
        # "Sunrise Bakery" is many; "Cedar & Pine Books" is too much of a coincidence.
        return len(rest) == 1 and not kinds & lexicon.civic
    # "San Diego Public Library": beside a library or a council a saint is a town.
    return not kinds & lexicon.civic if kinds else kind == "school"


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of the data file as keys have them."""

    names: frozenset[str]
    known: frozenset[str]
    houses: frozenset[str]
    civic: frozenset[str]
    nouns: frozenset[str]
    unique: frozenset[str]
    plain: frozenset[str]
    patrons: frozenset[str]
    towns: frozenset[str]
    compound: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    source = Path(__file__).with_name("data") / "workplaces.toml"
    common = tomllib.loads(source.read_text(encoding="utf-8"))["common"]
    houses, civic, trades = (
        frozenset(fold(" ".join(common[part].values())).split())
        for part in ("houses", "civic", "trades")
    )
    unique, plain, titles, patrons, towns = (
        frozenset(fold(common[part]).split())
        for part in ("unique", "plain", "titles", "patrons", "towns")
    )
    return _Lexicon(
        names=frozenset(map(company_key, _lines(common["names"]))),
        known=frozenset(map(company_key, _lines(common["known"]))),
        houses=houses,
        civic=civic,
        nouns=houses | civic | trades | unique,
        unique=unique,
        plain=plain,
        patrons=patrons | titles | towns,
        towns=towns,
        compound=_compounds(common),
    )


def _compounds(common: dict[str, str]) -> re.Pattern[str]:
    """Match "Kreiskrankenhaus" and "市立図書館": words made of known pieces."""
    ends = "|".join(_lines(fold(common["ends"])))
    pieces = "|".join(_lines(fold(common["pieces"])))
    return re.compile(f"(?:{pieces}|{ends}){{0,8}}(?:{ends})")


def _lines(text: str) -> list[str]:
    return [part for part in text.replace("\n", "|").split("|") if part]
