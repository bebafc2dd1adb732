"""How common occupations are: how likely anybody one knows is one.

The numbers, each with its basis, lie in ``data/commonness.toml``.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netpath.ranking.titles.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netpath.ranking.titles.entries import Occupation
    from netpath.ranking.titles.lexicon import Lexicon

_FILE = Path(__file__).parents[1] / "data" / "commonness.toml"
_PER = 10_000
_SUB_MAJOR = 2


class Commonness(NamedTuple):
    """How many of 10,000 employed people have an occupation, and how that is known."""

    per_10000: float
    basis: str

    @property
    def share(self) -> float:
        """The same as a part of all, in (0, 1)."""
        return self.per_10000 / _PER


@dataclass(frozen=True)
class _Table:
    """What the file says; keys are ids of occupations and ISCO-08 groups."""

    occupations: Mapping[str, Commonness]
    groups: Mapping[str, Commonness]
    unknown: float
    kind: float


@cache
def _table() -> _Table:
    said = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return _Table(
        _of(said["occupations"]),
        _of(said["unit_groups"]) | _of(said["sub_major_groups"]),
        said["unknown"],
        said["kind"],
    )


def _of(by_basis: Mapping[str, Mapping[str, float]]) -> dict[str, Commonness]:
    return {
        key: Commonness(number, basis)
        for basis, numbers in by_basis.items()
        for key, number in numbers.items()
    }


@cache
def commonness(occupation: str, known: Lexicon | None = None) -> Commonness:
    """Say how common an occupation is, by its id.

    Parameters
    ----------
    known
        The entries, if not those shipped.

    >>> commonness("registered nurse")
    Commonness(per_10000=200, basis='statistics')
    """
    table, entries = _table(), known or lexicon()
    if occupation in table.occupations:
        return table.occupations[occupation]
    entry = entries.occupation(occupation)
    if entry is None:
        return Commonness(table.unknown, "judgement")
    if _is_part(entry, entries):
        wider = commonness(entry.is_a, known)
        return Commonness(table.kind * wider.per_10000, "judgement")
    return _by_group(entry, entries, table)


def _is_part(entry: Occupation, entries: Lexicon) -> bool:
    """Whether an entry is a kind of another one of the same group."""
    wider = entries.occupation(entry.is_a)
    return wider is not None and entry.isco in {wider.isco, ""}


def _by_group(entry: Occupation, entries: Lexicon, table: _Table) -> Commonness:
    """Split a unit group among its entries; else take what is usual near it."""
    if entry.isco in table.groups:
        whole = table.groups[entry.isco]
        parts = _entries_in(entries)[entry.isco]
        return whole if parts == 1 else Commonness(whole.per_10000 / parts, "judgement")
    usual = Commonness(table.unknown, "judgement")
    return table.groups.get(entry.isco[:_SUB_MAJOR], usual)


@cache
def _entries_in(entries: Lexicon) -> Counter[str]:
    """Count the entries of every unit group; kinds are a part of what they are."""
    return Counter(e.isco for e in entries.every() if not _is_part(e, entries))


def share(occupation: str, known: Lexicon | None = None) -> float:
    """Give the part of employed people who have an occupation, in (0, 1).

    ``""``, or an id that no entry has, is taken for a rare one.

    >>> share("librarian") > share("game designer") > 0
    True
    """
    return commonness(occupation, known).share
