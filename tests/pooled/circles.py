"""Who knows whom since when, and which of it each export shows.

An export is a star: its owner and whom the owner knows. Stars overlap through shared
employers, schools and towns, owners who are neighbours, and people whom many know.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from pooled.population import FIRST_DAY, LAST_DAY, NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pooled.population import Population

_OPENED = date(2006, 1, 1).toordinal()
_EARLY = date(2018, 1, 1).toordinal()
_SHARES = {"work": 0.35, "school": 0.15, "town": 0.15, "neighbour": 0.20}
"""Of an owner's rows; the rest are people whom many know."""
_LEFT = 0.1  # of a first export's people have left by the second
_AT_EVENTS = 0.25  # of the people were met on one of the owner's thirty busiest days


@dataclass(frozen=True, slots=True)
class Star:
    """One export: whose, of what day, and whom it shows, met on which days."""

    number: int
    owner: int
    day: int
    people: np.ndarray
    met: np.ndarray

    @property
    def label(self) -> str:
        """What the export is called."""
        return f"export-{self.number:05}"


class Circles:
    """Draws stars one after the other; an owner's neighbour is the one before."""

    def __init__(
        self, seed: int, world: Population, rows: int, is_twice: np.ndarray
    ) -> None:
        self._world, self._rows, self._is_twice = world, rows, is_twice
        self._seed = seed
        self._at_work = _members(world, world.employer[:2], world.real_employers)
        self._at_school = _members(world, world.school[None], world.school.max() + 1)
        self._in_town = _members(world, world.town[None], world.town.max() + 1)
        self._before = np.empty(0, np.int64)

    def stars(self) -> Iterator[Star]:
        """Give every export, those of one owner one after the other."""
        owners = range(self._world.owners)
        every = chain.from_iterable(map(self._of, owners))
        return (Star(number, *star) for number, star in enumerate(every))

    def _of(self, owner: int) -> Iterator[tuple]:
        rng = np.random.default_rng([self._seed, 2, owner])
        first = int(rng.integers(FIRST_DAY, LAST_DAY))
        if not self._is_twice[owner]:
            people = self._people(rng, owner, self._rows)
            yield owner, first, *_in_order(people, self._met(rng, owner, people, first))
            return
        first = FIRST_DAY + (first - FIRST_DAY) * 2 // 3
        second = min(first + int(rng.integers(180, 900)), LAST_DAY)
        left = int(self._rows * _LEFT)
        people = self._people(rng, owner, self._rows + left)
        met = self._met(rng, owner, people, first)
        # The last of them were met after the first export, and nobody earlier left.
        met[self._rows :] = rng.integers(first + 1, second + 1, left)
        yield owner, first, *_in_order(people[: self._rows], met[: self._rows])
        kept = np.r_[: self._rows - 2 * left, self._rows - left : self._rows + left]
        yield owner, second, *_in_order(people[kept], met[kept])

    def _people(self, rng: np.random.Generator, owner: int, count: int) -> np.ndarray:
        """Give so many people, each once, those to be surest of first."""
        drawn = self._drawn(rng, owner, count)
        fellows = self._fellows(owner)[: count // 4]
        people = _once(np.concatenate([fellows, rng.permutation(drawn)]))
        while len(people) < count:
            people = _once(np.concatenate([people, self._popular(rng, count)]))
        twins = self._world.twin_in_sight[people[: count - count // 10]]
        people = _once(np.concatenate([fellows, twins[twins >= 0], people]))[:count]
        self._before = people
        return people

    def _drawn(self, rng: np.random.Generator, owner: int, count: int) -> np.ndarray:
        world = self._world
        work = [
            self._at_work(place) for place in set(world.employer[:, owner].tolist())
        ]
        crowds = {
            "work": np.concatenate(work),
            "school": self._at_school(world.school[owner]),
            "town": self._in_town(world.town[owner]),
            "neighbour": self._before[self._before >= world.owners],
        }
        some = [_some(rng, crowds[why], int(count * _SHARES[why])) for why in _SHARES]
        left = count - sum(map(len, some))
        return np.concatenate([*some, self._popular(rng, left)])

    def _popular(self, rng: np.random.Generator, count: int) -> np.ndarray:
        first = self._world.owners
        share = rng.random(count) ** 1.6
        return first + ((self._world.size - first) * share).astype(np.int64)

    def _fellows(self, owner: int) -> np.ndarray:
        """Give the owners this one knows: the same from both sides."""
        others = np.arange(self._world.owners)
        is_next = np.abs(others - owner) == 1
        by_chance = _share(self._seed, owner, others) < 8 / self._world.owners
        return others[(is_next | by_chance) & (others != owner)]

    def _met(
        self, rng: np.random.Generator, owner: int, people: np.ndarray, day: int
    ) -> np.ndarray:
        """Give the days they connected, more of them lately; early among owners."""
        count = len(people)
        met = _OPENED + ((day - _OPENED) * rng.random(count) ** 0.7).astype(np.int64)
        events = rng.choice(met, 30)
        met = np.where(rng.random(count) < _AT_EVENTS, rng.choice(events, count), met)
        early = _share(self._seed + 1, owner, people) * (_EARLY - _OPENED)
        is_fellow = people < self._world.owners
        return np.where(is_fellow, _OPENED + early.astype(np.int64), met)


def _members(world: Population, places: np.ndarray, count: int):
    """Give a look-up: who of all but the owners is or was at a place."""
    people = np.tile(np.arange(world.owners, world.size), len(places))
    where = places[:, world.owners :].ravel()
    if len(places) > 1:  # a second job counts for those who have begun it
        begun = np.ones_like(places[:, world.owners :], dtype=bool)
        begun[1] = world.changes[0, world.owners :] < NEVER
        people, where = people[begun.ravel()], where[begun.ravel()]
    order = np.argsort(where, kind="stable")
    people, ends = people[order], np.searchsorted(where[order], np.arange(count + 1))

    def look_up(place: int) -> np.ndarray:
        return people[ends[place] : ends[place + 1]] if place < count else people[:0]

    return look_up


def _some(rng: np.random.Generator, crowd: np.ndarray, count: int) -> np.ndarray:
    return crowd if len(crowd) <= count else rng.choice(crowd, count, replace=False)


def _once(people: np.ndarray) -> np.ndarray:
    """Keep everybody's first place."""
    _, first = np.unique(people, return_index=True)
    return people[np.sort(first)]


def _in_order(people: np.ndarray, met: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As an export has them: the newest first."""
    order = np.argsort(-met, kind="stable")
    return people[order], met[order]


def _share(seed: int, one: int, others: np.ndarray) -> np.ndarray:
    """Give a number in [0, 1) for each pair, whichever of the two is named first."""
    least, most = np.minimum(one, others), np.maximum(one, others)
    pairs = (least.astype(np.uint64) << np.uint64(32)) | most.astype(np.uint64)
    return scattered(pairs, seed) / 2.0**64


def scattered(numbers: np.ndarray, seed: int) -> np.ndarray:
    """Give 64 bits for each number that look like chance; no two numbers share theirs."""
    mixed = numbers + np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))
