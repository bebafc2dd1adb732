"""What the rows of one export say: a column at a time, most of it shared between rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from made_up.work import TITLES

from pooled.population import NEVER
from pooled.stock import stock
from pooled.writing import PIECES, WHOLES, Parts, joined, other_employer, other_title

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from pooled.circles import Star
    from pooled.noise import Noise
    from pooled.population import Population

_TELLS_FORMER = 0.3
_SEES_EMAIL = 0.75
_KEEPS_LETTERS = 0.5  # of the addresses of people whose language has letters of its own


class Texts:
    """Turns the numbers of a population into what exports hold."""

    def __init__(self, seed: int, world: Population, noise: Noise) -> None:
        self._world, self._noise = world, noise
        self._rates = {name: getattr(noise, name) for name in (*PIECES, *WHOLES)}
        self._names: list[str | None] = [None] * world.size
        self._urls: list[str | None] = [None] * world.size
        self._moved: dict[int, str] = {}
        rng = np.random.default_rng([seed, 4])
        self._is_own = rng.random(world.size) < _KEEPS_LETTERS
        self._is_plain = self._first_of_name() & (rng.random(world.size) < 0.6)

    def _first_of_name(self) -> np.ndarray:
        """Whose address may be the bare name: one person's of that name."""
        both = self._world.given.astype(np.int64) << 32 | self._world.family
        _, first = np.unique(both, return_index=True)
        is_first = np.zeros(self._world.size, bool)
        is_first[first] = True
        return is_first

    # --- addresses --------------------------------------------------------------------

    def urls(self, star: Star, rng: np.random.Generator) -> list[str]:
        """Give the profile keys of the day, "" for some."""
        moved_on = self._world.moved_on[star.people]
        is_new = (moved_on != NEVER) & (moved_on <= star.day)
        urls = [self.url(person) for person in star.people.tolist()]
        for i in np.flatnonzero(is_new):
            urls[i] = self._new_url(int(star.people[i]))
        for i in np.flatnonzero(rng.random(len(urls)) < self._noise.without_url):
            urls[i] = ""
        return urls

    def url(self, person: int) -> str:
        """Give the first address a person had."""
        if (url := self._urls[person]) is None:
            given, family = self._in_slug(person)
            # Multiplying by an odd number gives everybody another end.
            end = (
                "" if self._is_plain[person] else f"-{person * 0x5DEECE66D % 2**36:09x}"
            )
            url = self._urls[person] = f"in:{given}-{family}{end}"
        return url

    def _in_slug(self, person: int) -> tuple[str, str]:
        which = 0 if self._is_own[person] else 1
        given = stock().given[self._world.given[person]][which]
        family = stock().family[self._world.family[person]][which]
        return given.casefold(), family.casefold()

    def _new_url(self, person: int) -> str:
        if person not in self._moved:
            given, family = self._in_slug(person)
            ways = (f"{given}{family}", f"{given[0]}{family}", f"{family}.{given}")
            self._moved[person] = f"in:{ways[person % 3]}{person}"
        return self._moved[person]

    def emails(self, star: Star, rng: np.random.Generator) -> list[str]:
        """Give the e-mail addresses that may be seen."""
        emails = [""] * len(star.people)
        shown = rng.random(len(emails)) < _SEES_EMAIL
        for i in np.flatnonzero(self._world.shows_email[star.people] & shown):
            given, family = self._ascii(int(star.people[i]))
            emails[i] = f"{given}.{family}{star.people[i]}@example.org"
        return emails

    def _ascii(self, person: int) -> tuple[str, str]:
        given = stock().given[self._world.given[person]][1]
        return given, stock().family[self._world.family[person]][1]

    # --- names ------------------------------------------------------------------------

    def name(self, person: int) -> str:
        """Give the plain name somebody was born with."""
        if (name := self._names[person]) is None:
            given = stock().given[self._world.given[person]][0]
            family = stock().family[self._world.family[person]][0]
            name = self._names[person] = f"{given} {family}"
        return name

    def name_on(self, person: int, day: int) -> str:
        """Give the plain name of a day."""
        if self._world.wed_on[person] > day:
            return self.name(person)
        parts = self._parts(person, is_wed=True, tells=False)
        return f"{parts.given} {parts.family}"

    def names(self, star: Star, rng: np.random.Generator, chance: Random) -> list[str]:
        """Give the names as the rows write them."""
        names = [self.name(person) for person in star.people.tolist()]
        is_wed = self._world.wed_on[star.people] <= star.day
        tells = is_wed & (rng.random(len(names)) < _TELLS_FORMER)
        hits = {how: rng.random(len(names)) < rate for how, rate in self._rates.items()}
        for i in np.flatnonzero(np.logical_or.reduce([is_wed, *hits.values()])):
            person = int(star.people[i])
            parts = self._parts(person, is_wed=is_wed[i], tells=tells[i])
            names[i] = _written(chance, parts, {how for how in hits if hits[how][i]})
        return names

    def _parts(self, person: int, *, is_wed: bool, tells: bool) -> Parts:
        world, family = self._world, stock().family
        born = family[world.family[person]][0]
        return Parts(
            stock().given[world.given[person]][0],
            stock().given[world.middle[person]][0],
            family[world.new_family[person]][0] if is_wed else born,
            born if tells else "",
        )

    # --- work -------------------------------------------------------------------------

    def work(
        self, star: Star, rng: np.random.Generator, chance: Random
    ) -> tuple[list[str], list[str]]:
        """Give employers and titles; who wrote no employer wrote no title either."""
        employers, titles = self._world.jobs_on(star.people, star.day)
        firms = [self._world.employers[i] for i in employers.tolist()]
        roles = [TITLES[i] for i in titles.tolist()]
        roles = [role if firm else "" for role, firm in zip(roles, firms, strict=True)]
        noise = self._noise
        _respell(firms, other_employer, noise.respelled_employers, rng, chance)
        _respell(roles, other_title, noise.respelled_titles, rng, chance)
        return firms, roles

    def job_on(self, person: int, day: int) -> tuple[str, str]:
        """Give one person's employer and title as they stand in the profile."""
        (employer,), (title,) = self._world.jobs_on(np.array([person]), day)
        firm = self._world.employers[employer]
        return firm, TITLES[title] if firm else ""


def _written(chance: Random, parts: Parts, how: set[str]) -> str:
    for rate, change in PIECES.items():
        if rate in how:
            change(chance, parts)
    name = joined(chance, parts)
    for rate, spell in WHOLES.items():
        if rate in how:
            name = spell(chance, name)
    return name


def _respell(
    texts: list[str],
    otherwise: Callable[[Random, str], str],
    rate: float,
    rng: np.random.Generator,
    chance: Random,
) -> None:
    for i in np.flatnonzero(rng.random(len(texts)) < rate):
        if texts[i]:
            texts[i] = otherwise(chance, texts[i])
