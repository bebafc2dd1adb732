"""What people and employers of a pool can be called, as tables to draw from by number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from made_up.chance import stream
from made_up.names import CULTURES
from made_up.work import PLACEHOLDERS, make_employers

if TYPE_CHECKING:
    from made_up.names import Spelled

_SHORT = """
    Robert Bob Rob|William Bill Will|Elizabeth Liz Beth|Katherine Kate Kathy|Michael Mike
    Margaret Peggy Maggie|James Jim Jimmy|Richard Rick Dick|Edward Ed Ted|Thomas Tom
    Jennifer Jen Jenny|Patricia Pat Trish|Christopher Chris|Nicholas Nick|Susan Sue Susie
    Deborah Deb Debbie|Samuel Sam|Benjamin Ben|Daniel Dan Danny|Matthew Matt|Anthony Tony
    Andrew Andy Drew|Joseph Joe|Alexander Alex|Victoria Vicky|Rebecca Becky|Steven Steve
    Timothy Tim|Gregory Greg|Jonathan Jon|Jessica Jess|Kimberly Kim|Pamela Pam|Cynthia Cindy
""".replace("\n", "|").split("|")
NICKNAMES: dict[str, tuple[str, ...]] = {
    given: tuple(short) for given, *short in filter(None, map(str.split, _SHORT))
}
"""Short forms by given name: they make up a third of the English given names drawn."""


@dataclass(frozen=True, slots=True)
class Part:
    """One culture's share of the tables: its names stand from ``first`` on."""

    weight: float
    first_given: int
    plain: int
    short: int
    first_family: int
    families: int


@dataclass(frozen=True, slots=True)
class Stock:
    """All given and family names, as written and in ASCII, and whose they are."""

    given: tuple[Spelled, ...]
    family: tuple[Spelled, ...]
    parts: tuple[Part, ...]


@cache
def stock() -> Stock:
    """Give the tables; the English ones have given names with short forms, too."""
    given: list[Spelled] = []
    family: list[Spelled] = []
    parts = []
    for culture in CULTURES:
        short = NICKNAMES if culture is CULTURES[0] else {}
        counts = len(culture.given), len(short)
        parts.append(
            Part(culture.weight, len(given), *counts, len(family), len(culture.family))
        )
        given += [*culture.given, *((name, name.lower()) for name in short)]
        family += culture.family
    return Stock(tuple(given), tuple(family), tuple(parts))


def draw_names(
    rng: np.random.Generator, count: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the culture, the given and the family name of so many people, as numbers."""
    parts = stock().parts
    weights = np.array([part.weight for part in parts])
    culture = rng.choice(len(parts), size=count, p=weights / weights.sum())
    return culture, draw_given(rng, culture), draw_family(rng, culture)


def draw_given(rng: np.random.Generator, culture: np.ndarray) -> np.ndarray:
    """Give a given name of each culture; a third of those that may is a Robert."""
    first, plain, short = _columns("first_given", "plain", "short")
    is_short = (short[culture] > 0) & (rng.random(len(culture)) < 1 / 3)
    usual = (rng.random(len(culture)) * plain[culture]).astype(np.int64)
    other = plain[culture] + (rng.random(len(culture)) * short[culture]).astype(int)
    return first[culture] + np.where(is_short, other, usual)


def draw_family(rng: np.random.Generator, culture: np.ndarray) -> np.ndarray:
    """Give a family name of each culture."""
    first, families = _columns("first_family", "families")
    return first[culture] + (rng.random(len(culture)) * families[culture]).astype(int)


def _columns(*names: str) -> tuple[np.ndarray, ...]:
    parts = stock().parts
    return tuple(np.array([getattr(part, name) for part in parts]) for name in names)


def employers(seed: int, count: int) -> tuple[list[str], int]:
    """Give names of employers, and how many of the last of them are none.

    No two differ by ", Inc." only: these would be one employer to any reader.
    """
    made = make_employers(stream(seed, "employers"), count + count // 8 + 20)
    names = dict.fromkeys(one.name.removesuffix(", Inc.") for one in made)
    return [*list(names)[:count], *PLACEHOLDERS, ""], len(PLACEHOLDERS) + 1
