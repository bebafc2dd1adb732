"""Making people, one after another, each with a profile address of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from made_up.names import CULTURES, Culture, Spelled, ascii_letters
from made_up.person import Person
from made_up.shapes import NAME_SHAPES, NameShape
from made_up.work import JOB_SHAPES, TITLES, Employer, Job, JobShape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

T = TypeVar("T")
Shape = TypeVar("Shape", NameShape, JobShape)

PLAIN = NameShape("", 1.0, lambda _, given, family: (given, family))
PLAIN_JOB = JobShape("", 1.0, lambda job: job)
_HAS_CLOSED = 0.05
_HAS_MOVED = 0.02
_WEIGHTS = list(accumulate(culture.weight for culture in CULTURES))


class PeopleMaker:
    """Makes people; what it made before matters only for addresses being unique."""

    def __init__(
        self, chance: Random, employers: Sequence[Employer], schools: Sequence[str]
    ) -> None:
        self._chance, self._employers, self._schools = chance, employers, schools
        self._slugs: set[str] = set()
        self._made = 0

    def anyone(self) -> Person:
        """Make somebody as exports hold them: mostly plain, sometimes not."""
        culture = self._chance.choices(CULTURES, cum_weights=_WEIGHTS)[0]
        shape = self._by_rate(NAME_SHAPES, PLAIN) if culture.is_latin else PLAIN
        person = self.one(culture, shape, self._by_rate(JOB_SHAPES, PLAIN_JOB))
        if self._chance.random() < _HAS_CLOSED:
            return replace(person, closed_on=self._day(date(2016, 1, 1)))
        if self._chance.random() < _HAS_MOVED:
            return self.moved(person, self._day(date(2023, 8, 1)))
        return person

    def one(
        self,
        culture: Culture,
        shape: NameShape = PLAIN,
        job: JobShape = PLAIN_JOB,
        *,
        jobs: int | None = None,
    ) -> Person:
        """Make somebody with these traits, and one to three jobs if not told."""
        given, family = culture.draw(self._chance)
        first, last = shape.write(self._chance, given[0], family[0])
        number, self._made = self._made, self._made + 1
        return Person(
            id=f"p{number:05}",
            given=given[0],
            family=family[0],
            first=first,
            last=last,
            slug=self._slug(given, family, keeps_letters=culture.script != "English"),
            email=f"{given[1]}.{family[1]}{number}@example.org",
            school=self._heavy(self._schools),
            jobs=self._career(job, jobs or self._chance.choice((1, 1, 2, 3))),
            script=culture.script,
            shape=shape.name,
            job_shape=job.name,
            email_rank=self._chance.random(),
        )

    def namesake(self, other: Person) -> Person:
        """Make somebody else of the same name; the other's script is Latin."""
        spelled = [(part, ascii_letters(part)) for part in (other.given, other.family)]
        return replace(
            self.one(CULTURES[0]),
            given=other.given,
            family=other.family,
            first=other.given,
            last=other.family,
            slug=self._slug(spelled[0], spelled[1]),
            script=other.script,
        )

    def moved(self, person: Person, day: date) -> Person:
        """Give a person a new profile address from that day on."""
        slug = self.unused(f"{person.slug.split('-')[0]}-writes")
        return replace(person, slug=slug, former_slug=person.slug, slug_changed_on=day)

    def unused(self, slug: str, *, is_suffixed: bool = False) -> str:
        """Give the address, or one like it that nobody has."""
        full = slug
        while is_suffixed or full in self._slugs:
            full = f"{slug}-{self._chance.getrandbits(36):09x}"
            is_suffixed = False
        self._slugs.add(full)
        return full

    def _slug(
        self, given: Spelled, family: Spelled, *, keeps_letters: bool = False
    ) -> str:
        # Every second one who could keeps the letters of the own language.
        part = 0 if keeps_letters and self._chance.random() < 0.5 else 1
        # A dotted capital I would leave a stray dot above when made small.
        slug = f"{given[part]}-{family[part]}".replace("İ", "i").lower()
        return self.unused(slug, is_suffixed=self._chance.random() < 0.4)

    def _by_rate(self, shapes: Sequence[Shape], plain: Shape) -> Shape:
        place = self._chance.random()
        for shape in shapes:
            place -= shape.rate
            if place < 0:
                return shape
        return plain

    def _career(self, shape: JobShape, count: int) -> tuple[Job, ...]:
        """Jobs one after the other, written down in the way of the shape."""
        begun = sorted(self._day(date(2004, 1, 1)) for _ in range(count - 1))
        since = [date(2003, 1, 1), *begun]
        until = [*begun, None]
        jobs = (self._job(a, b) for a, b in zip(since, until, strict=True))
        return tuple(shape.write(job) for job in jobs)

    def _job(self, since: date, until: date | None) -> Job:
        employer = self._heavy(self._employers)
        title = self._chance.choice(TITLES)
        return Job(employer.id, employer.name, title, since, until, employer.town)

    def _heavy(self, choices: Sequence[T]) -> T:
        # A few employers and schools are large, most are small.
        return choices[int(len(choices) * self._chance.random() ** 2)]

    def _day(self, first: date) -> date:
        days = (date(2026, 11, 1) - first).days
        return first + timedelta(days=self._chance.randrange(days))
