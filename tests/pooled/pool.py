"""A pool: the records and ties of many exports, and who everybody really is."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING

import numpy as np
from made_up.chance import stream

from netpath.model import Evidence, Record, Tie
from pooled.circles import Circles, scattered
from pooled.noise import Noise
from pooled.population import Population
from pooled.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pooled.circles import Star

_PEOPLE_PER_ROW = 0.60
"""Of a world this size so many are known to somebody that each stands in 2.4 exports."""
_FIRST_LINE = 5  # of Connections.csv: below three lines of notes and the header


@dataclass(frozen=True)
class Pool:
    """What many exports say, and the truth.

    Attributes
    ----------
    records
        One for each owner, then one for each row, export by export.
    ties
        From the owner's record to each row's, with the day they connected.
    truth
        The person of every record, by its id. Numbers below the count of owners are
        theirs.
    """

    records: list[Record] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    truth: dict[str, int] = field(default_factory=dict)

    @property
    def me(self) -> str:
        """The key of the first owner, to ask on behalf of."""
        return self.records[0].id

    @cached_property
    def exports(self) -> dict[str, str]:
        """The export of every record, by its id: for an owner the newest there is."""
        # Made when asked for: of a large pool it takes as much room as the truth does.
        return {r.id: intern(r.source.partition("/")[0]) for r in self.records}


def make_pool(
    seed: int, *, exports: int, rows: int, people: int | None = None, **rates: float
) -> Pool:
    """Make a pool of so many exports of so many rows each.

    Parameters
    ----------
    people
        How many live in the world; not all of them are known to an owner. Unless said,
        so many that a person whom somebody knows stands in 2.4 exports on average.
    rates
        Those of :class:`pooled.noise.Noise`.
    """
    noise = Noise(**rates)
    is_twice = _owners(seed, exports, noise.two_exports)
    owners = len(is_twice)
    size = people or owners + max(
        rows * 3 // 2, round(_PEOPLE_PER_ROW * exports * rows)
    )
    if size < owners + 1.3 * rows:
        raise ValueError(f"{size} people are too few for exports of {rows} rows")
    with _no_garbage():
        world = Population(seed, size, owners, noise)
        writer = _Writer(seed, Texts(seed, world, noise), world)
        for star in Circles(seed, world, rows, is_twice).stars():
            writer.write(star)
        return writer.done()


def _owners(seed: int, exports: int, twice: float) -> np.ndarray:
    """Give for every owner whether there are two exports, so that all are as many."""
    is_twice = np.random.default_rng([seed, 0]).random(exports) < twice
    upto = (1 + is_twice).cumsum()
    count = int(np.searchsorted(upto, exports)) + 1
    # Where the last owner would have one export too many, one must do.
    is_twice[count - 1] &= upto[count - 1] == exports
    return is_twice[:count]


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Millions of values that all stay need nobody to look for garbage among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Writer:
    """Writes stars down as records and ties."""

    def __init__(self, seed: int, texts: Texts, world: Population) -> None:
        self._seed, self._texts = seed, texts
        self._pool = Pool()
        self._owners: dict[int, Record] = {}
        # One number and one day for all rows that mean it.
        self._numbers = list(range(world.size))
        self._days: dict[int, date] = {}

    def write(self, star: Star) -> None:
        """Write one export; of an owner's two the newer says who the owner is."""
        owner = self._owner(star)
        self._owners[star.owner] = owner
        pool, said = self._pool, self._day(star.day)
        for line, row in enumerate(self._rows(star), _FIRST_LINE):
            id_, person, met, name, url, email, position, company = row
            where = f"{star.label}/Connections.csv:{line}"
            pool.records.append(
                Record(id_, owner.id, name, url, email, position, company, "", where, said)
            )  # fmt: skip
            connected = Evidence("connection", where, owner.id, date=self._day(met))
            ends = (id_, owner.id) if id_ < owner.id else (owner.id, id_)
            pool.ties.append(Tie(*ends, (connected,)))
            pool.truth[id_] = self._numbers[person]

    def _rows(self, star: Star) -> Iterator[tuple]:
        rng = np.random.default_rng([self._seed, 3, star.number])
        chance = stream(self._seed, "rows", star.number)
        texts, count = self._texts, len(star.people)
        companies, positions = texts.work(star, rng, chance)
        numbers = np.arange(star.number * count, (star.number + 1) * count)
        ids = scattered(numbers.astype(np.uint64), self._seed).tolist()
        return zip(
            map("{:016x}".format, ids),
            star.people.tolist(),
            star.met.tolist(),
            texts.names(star, rng, chance),
            texts.urls(star, rng),
            texts.emails(star, rng),
            positions,
            companies,
            strict=True,
        )

    def _owner(self, star: Star) -> Record:
        key = self._texts.url(star.owner)
        name = self._texts.name_on(star.owner, star.day)
        company, position = self._texts.job_on(star.owner, star.day)
        where = f"{star.label}/Profile.csv:2"
        return Record(key, key, name, key, "", position, company, "", where, self._day(star.day))  # fmt: skip

    def _day(self, number: int) -> date:
        if number not in self._days:
            self._days[number] = date.fromordinal(number)
        return self._days[number]

    def done(self) -> Pool:
        """Give the pool, with the owners before all others."""
        pool = self._pool
        pool.truth.update(
            (record.id, number) for number, record in self._owners.items()
        )
        pool.records[:0] = self._owners.values()
        return pool
