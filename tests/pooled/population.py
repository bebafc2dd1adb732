"""Who lives in a pool's world, and what changes about them: columns, a place a person.

The first ``owners`` of them have exports. After those come the others, the better known
first.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from made_up.work import TITLES

from pooled.stock import draw_family, draw_given, draw_names, employers

if TYPE_CHECKING:
    from pooled.noise import Noise

FIRST_DAY = date(2021, 1, 15).toordinal()
LAST_DAY = date(2026, 11, 1).toordinal()
NEVER = np.int32(10**6)
_YEAR = 365.25
_PEOPLE_OF_A_TOWN, _PEOPLE_OF_A_SCHOOL, _PEOPLE_OF_AN_EMPLOYER = 2_000, 700, 20
_NO_EMPLOYER = 0.045


class Population:
    """Columns by person: plain numbers, so that a million people take little room.

    Attributes
    ----------
    given, family, middle, new_family, wed_on
        Names, by number in the stock; the family name is the new one from that day on.
    moved_on
        From that day on the profile address is another; ``NEVER`` for most.
    shows_email
        Whether rows may hold the e-mail address.
    employer, title
        Three columns: the first job, that after ``changes[0]``, that after
        ``changes[1]``.
    twin_in_sight
        The namesake who stands wherever this person does, or -1.
    """

    def __init__(self, seed: int, size: int, owners: int, noise: Noise) -> None:
        rng = np.random.default_rng([seed, 1])
        self.size, self.owners = size, owners
        self.culture, self.given, self.family = draw_names(rng, size)
        self.middle = draw_given(rng, self.culture)
        self.employers, no_employers = employers(
            seed, max(12, size // _PEOPLE_OF_AN_EMPLOYER)
        )
        self.real_employers = len(self.employers) - no_employers
        self.town = _heavy(rng, max(4, size // _PEOPLE_OF_A_TOWN), size)
        self.school = _heavy(rng, max(6, size // _PEOPLE_OF_A_SCHOOL), size)
        self._work(rng, noise.job_changes)
        self._plant_namesakes(rng, noise)
        self.new_family = draw_family(rng, self.culture)
        self.wed_on = self._some_day(rng, noise.marriages)
        self.moved_on = self._some_day(rng, noise.slug_changes)
        self.moved_on[:owners] = NEVER
        # Three of four connections of somebody who shows the address get to see it.
        self.shows_email = rng.random(size) < noise.emails / 0.75

    def _some_day(self, rng: np.random.Generator, rate: float) -> np.ndarray:
        days = rng.integers(FIRST_DAY, LAST_DAY, self.size, dtype=np.int32)
        return np.where(rng.random(self.size) < rate, days, NEVER)

    def _work(self, rng: np.random.Generator, a_year: float) -> None:
        years = np.full((2, self.size), np.inf)
        if a_year:
            years = rng.exponential(1 / a_year, (2, self.size)).cumsum(axis=0)
        days = FIRST_DAY + years * _YEAR
        self.changes = np.where(days < LAST_DAY, days, NEVER).astype(np.int32)
        self.employer = np.stack([self._somewhere(rng) for _ in range(3)])
        self.title = rng.integers(len(TITLES), size=(3, self.size), dtype=np.int32)
        # Half of all changes keep the line of work, one of four the employer.
        for later in (1, 2):
            for column, kept in ((self.title, 0.5), (self.employer, 0.25)):
                stays = rng.random(self.size) < kept
                column[later, stays] = column[later - 1, stays]

    def _somewhere(self, rng: np.random.Generator) -> np.ndarray:
        works = _heavy(rng, self.real_employers, self.size)
        nowhere = rng.integers(
            self.real_employers, len(self.employers), self.size, dtype=np.int32
        )
        # Of those without an employer a third wrote nothing, the last of the table.
        nowhere[rng.random(self.size) < 1 / 3] = len(self.employers) - 1
        return np.where(rng.random(self.size) < _NO_EMPLOYER, nowhere, works)

    def _plant_namesakes(self, rng: np.random.Generator, noise: Noise) -> None:
        """Give some people the exact name of somebody else, some also the job."""
        self.twin_in_sight = np.full(self.size, -1, np.int32)
        others = rng.permutation(np.arange(self.owners, self.size, dtype=np.int32))
        count = min(round(noise.homonyms * self.size), len(others) // 2)
        planted, models = others[:count], others[count : 2 * count]
        for column in (self.culture, self.given, self.family):
            column[planted] = column[models]
        works = rng.random(count) < noise.homonyms_at_work
        for column in (self.employer, self.title, self.changes):
            column[:, planted[works]] = column[:, models[works]]
        seen = rng.random(count) < noise.homonyms_in_sight
        self.twin_in_sight[models[seen]] = planted[seen]

    def jobs_on(self, people: np.ndarray, day: int) -> tuple[np.ndarray, np.ndarray]:
        """Give the employers and titles of a day."""
        which = (self.changes[:, people] <= day).sum(axis=0)
        return self.employer[which, people], self.title[which, people]


def _heavy(rng: np.random.Generator, choices: int, count: int) -> np.ndarray:
    """Draw so that a few choices are large and most are small."""
    return (choices * rng.random(count) ** 2).astype(np.int32)
