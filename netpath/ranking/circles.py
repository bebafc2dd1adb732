"""Who knows many people, whose work brings whom together, and where work is done.

The words and numbers lie in ``data/leads.toml``; all but the sizes of industries are
judgement.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netpath.ranking.commonness import share
from netpath.ranking.titles.entries import Setting
from netpath.ranking.titles.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from netpath.ranking.titles.entries import Occupation
    from netpath.ranking.titles.lexicon import Lexicon

_FILE = Path(__file__).parents[1] / "data" / "leads.toml"

NEIGHBOUR = 10.0
"""How many times as many of them people know who do neighbouring work. Judgement."""

SAME_FIELD = 3.0
"""The same for everybody in their field, at least. Judgement."""

OWN_FIELD = 0.10
"""How many of the people one knows are in one's own field, at least. Judgement."""

_MINOR = 3
_WORDS = ("strong", "weak", "against")


class Trade(NamedTuple):
    """An occupation that brings many people together; ``says`` follows "and"."""

    times: float
    says: str


class Place(NamedTuple):
    """A kind of employer; ``workers`` is the part of all employed people there."""

    says: str
    workers: float
    workplace: Workplace


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


NO_TRADE = Trade(1.0, "")


@cache
def trades() -> dict[str, Trade]:
    """Give the trades that know half the town, by occupation or ISCO-08 group."""
    return {
        key: Trade(row["times"], row["says"])
        for row in _data()["circle"]
        for key in row["of"]
    }


def by_trade() -> dict[Trade, str]:
    """Give the trades, each with whom it is about, for showing."""
    found: dict[Trade, list[str]] = {}
    for key, trade in trades().items():
        found.setdefault(trade, []).append(key)
    return {trade: ", ".join(keys) for trade, keys in found.items()}


@cache
def places() -> dict[str, list[Place]]:
    """Give kinds of employers, by occupation or ISCO-08 group."""
    found: dict[str, list[Place]] = {}
    for row in _data()["place"]:
        strong, weak, against = (tuple(row[key]) for key in _WORDS)
        workplace = Workplace(Setting(row["says"], strong, weak, against))
        place = Place(row["says"], row["workers"], workplace)
        for key in row["of"]:
            found.setdefault(key, []).append(place)
    return found


def _keys(entry: Occupation) -> Iterable[str]:
    """Give the keys under which an occupation may stand, the narrowest first."""
    yield entry.id
    yield from (entry.isco[:size] for size in range(len(entry.isco), 1, -1))


def trade_of(entry: Occupation) -> Trade:
    """Say how many times as many people somebody of a trade knows.

    >>> from netpath.ranking.titles.lexicon import lexicon
    >>> trade_of(lexicon().occupation("hairdresser")).says
    'hears what everybody does'
    """
    known = trades()
    return next((known[key] for key in _keys(entry) if key in known), NO_TRADE)


def places_of(entry: Occupation) -> list[Place]:
    """Give the kinds of employers that have an occupation."""
    known = places()
    return next((known[key] for key in _keys(entry) if key in known), [])


def kinship(one: Occupation, sought: Occupation, known: Lexicon) -> float:
    """Say how many times as many of the sought people somebody of a trade knows.

    Whoever works in a small field knows most of it; a large one is known in parts.

    >>> from netpath.ranking.titles.lexicon import lexicon
    >>> entry = lexicon().occupation
    >>> kinship(entry("baker"), entry("librarian"), lexicon())
    1.0
    """
    factors = [1.0]
    if sought.id in one.near or one.id in sought.near or one.isco == sought.isco != "":
        factors.append(NEIGHBOUR)
    if one.isco[:_MINOR] == sought.isco[:_MINOR] != "":
        factors.append(SAME_FIELD)
    if one.family == sought.family != "":
        field = _field(sought.family, known)
        factors.append(max(SAME_FIELD, OWN_FIELD / field))
    return max(factors)


@cache
def _field(family: str, known: Lexicon) -> float:
    """Give the part of employed people who are in a family of occupations."""
    return sum(
        share(entry.id, known) for entry in known.every() if entry.family == family
    )
