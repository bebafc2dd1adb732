"""A population that does not exist: who its people are, and who knows whom since when.

Everything hangs on the seed. The same person looks the same in every export of a world,
except for what time changed: the job, the profile address, an account that was closed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from made_up.chance import share, stream
from made_up.names import CULTURES
from made_up.people import PeopleMaker
from made_up.shapes import NAME_SHAPES
from made_up.work import JOB_SHAPES, make_employers, make_schools

if TYPE_CHECKING:
    from collections.abc import Iterator

    from made_up.person import Person

_FIRST_DAY, _LAST_DAY = date(2006, 1, 1), date(2026, 10, 31)
_EARLY = date(2017, 12, 31)


class World:
    """People, where they work and studied, and whom each of them knows.

    The first ``owners`` people own exports and know their neighbours in that list (and
    some of the others) from before 2018. After them come the *showcases*: one person of
    every script, every rare way of writing a name or a job, a closed account, a changed
    profile address, a namesake. Every owner knows them, so that also small exports hold
    one of everything.

    Parameters
    ----------
    seed
        The same seed and sizes give the same world.
    people
        How many there are. An export of ``n`` rows dated before 2026 needs some more
        people than ``n``, because an owner met some of them later.
    owners
        How many of them have exports; any other person may, too.

    Examples
    --------
    >>> world = World(seed=1, people=300)
    >>> len(world.people), world.owners[0] is world.people[0]
    (300, True)
    """

    def __init__(self, seed: int, people: int = 2000, owners: int = 2) -> None:
        self.seed = seed
        chance = stream(seed, "world")
        self.employers = make_employers(chance, max(12, people // 8))
        self.schools = make_schools(chance, max(6, min(people // 40, 900)))
        self._maker = PeopleMaker(chance, self.employers, self.schools)
        # English, French and Vietnamese names in turn; all have a history, as owners do.
        self.owners = tuple(
            self._maker.one(CULTURES[i % 3 * 4], jobs=3) for i in range(owners)
        )
        self.showcases = tuple(self._show_everything())
        others = people - len(self.owners) - len(self.showcases)
        if others < 20:
            needed = people - others + 20
            message = (
                f"a world with {owners} owners needs {needed} people, not {people}"
            )
            raise ValueError(message)
        self.people = (*self.owners, *self.showcases, *self._crowd(others))
        self.by_id = {person.id: person for person in self.people}
        self._neighbours = self._by_place()

    def _show_everything(self) -> Iterator[Person]:
        """One of each, what time changes first for the sake of the smallest exports."""
        make, english = self._maker, CULTURES[0]
        closed = replace(make.one(english), closed_on=date(2018, 1, 2))
        closed_later = replace(make.one(english), closed_on=date(2024, 9, 1))
        moved = make.moved(make.one(english), date(2025, 1, 15))
        listed = replace(make.one(english), email_rank=0.0)
        yield from (closed, moved, listed, make.namesake(moved), closed_later)
        yield from (make.one(culture) for culture in CULTURES[1:])
        yield from (make.one(english, shape) for shape in NAME_SHAPES)
        yield from (make.one(english, job=shape) for shape in JOB_SHAPES)
        for slug in ("📚-reads", "jos%E9-x"):  # an emoji, and bytes that are not UTF-8
            yield replace(make.one(english), slug=make.unused(slug))

    def _crowd(self, count: int) -> Iterator[Person]:
        """Everybody else; one in 150 has the name of somebody before."""
        before: list[Person] = []
        chance = stream(self.seed, "crowd")
        for number in range(count):
            if number % 150 == 149:
                yield self._maker.namesake(chance.choice(before))
                continue
            person = self._maker.anyone()
            if person.script == "English":
                before.append(person)
            yield person

    def _by_place(self) -> dict[str, list[Person]]:
        """Who works or studied at the same place."""
        places: dict[str, list[Person]] = defaultdict(list)
        for person in self.people[len(self.owners) + len(self.showcases) :]:
            for job in person.jobs:
                if job.employer:
                    places[job.employer].append(person)
            places[person.school].append(person)
        return dict(places)

    def met_on(self, one: Person, other: Person) -> date:
        """The day two people connected: the same from both sides, in every export."""
        a, b = sorted((one.id, other.id))
        is_early = self._is_known_early(one) and self._is_known_early(other)
        last = _EARLY if is_early else _LAST_DAY
        # More of them lately, as networks grow.
        days = (last - _FIRST_DAY).days * share(self.seed, "met", a, b) ** 0.7
        return _FIRST_DAY + timedelta(days=int(days))

    def _is_known_early(self, person: Person) -> bool:
        return int(person.id[1:]) < len(self.owners) + len(self.showcases)

    def contacts(self, owner: Person, count: int, on: date) -> list[Person]:
        """The first ``count`` people whom the owner knew on that day.

        A later day gives the same people and more, as long as ``count`` is no limit.
        """
        known: dict[str, Person] = {}
        for person in self._acquaintances(owner):
            if len(known) == count:
                return list(known.values())
            if person.id != owner.id and self.met_on(owner, person) <= on:
                known[person.id] = person
        if len(known) == count:
            return list(known.values())
        message = f"{owner.name} knew {len(known)} people on {on}, not {count}: make the world larger"
        raise ValueError(message)

    def _acquaintances(self, owner: Person) -> Iterator[Person]:
        """Everybody, in the order in which the owner would know them."""
        chance = stream(self.seed, "knows", owner.id)
        yield from self._fellow_owners(owner)
        yield from self.showcases
        for place in (*(job.employer for job in owner.jobs), owner.school):
            yield from self._neighbours.get(place, ())[:200]
        # Few people are known to many: so two owners share some of their contacts.
        for _ in range(2 * len(self.people)):
            yield self.people[self._popular(chance.random())]
        yield from self.people

    def _popular(self, place: float) -> int:
        first = len(self.owners)
        return first + int((len(self.people) - first) * place**1.6)

    def _fellow_owners(self, owner: Person) -> Iterator[Person]:
        if owner not in self.owners:
            return
        place = self.owners.index(owner)
        for other, person in enumerate(self.owners):
            pair = sorted((place, other))
            is_next = abs(place - other) == 1
            if is_next or share(self.seed, "owners", *pair) < 8 / len(self.owners):
                yield person
