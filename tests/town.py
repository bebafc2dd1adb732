"""The invented town of Ternhaven: twelve students, and whom they know since when.

What is said stands in cohort.toml. Nothing is left to chance: days and choices follow
from the names.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anyascii import anyascii
from made_up.chance import share

if TYPE_CHECKING:
    from collections.abc import Iterator

PROFILE = "https://www.linkedin.com/in/"
BEGINNING = date(2018, 3, 1)
SAID = Path(__file__).with_name("cohort.toml")


@dataclass(frozen=True)
class Somebody:
    """A person as their own profile says them; ``last`` may bear a degree.

    ``latin`` is the name in Latin letters, for the profile address.
    """

    first: str
    last: str
    latin: str
    position: str = ""
    company: str = ""

    @property
    def name(self) -> str:
        """The name without a degree, as everybody says it."""
        return f"{self.first} {self.last.partition(',')[0]}"

    @property
    def url(self) -> str:
        """The address as messages and invitations write it: accents stay."""
        words = "".join(c if c.isalnum() else "-" for c in self.latin.lower())
        return f"{PROFILE}{words}-{int(share('slug', self.name) * 16**6):06x}"

    @property
    def folder(self) -> str:
        """A name for their folder."""
        return "-".join(anyascii(self.latin).lower().split())


def _person(line: str, company: str = "") -> Somebody:
    first, last, *work = (part.strip().partition("/") for part in line.split(" | "))
    latin = f"{first[2] or first[0]} {(last[2] or last[0]).partition(',')[0]}"
    position, _, own = work[0][0].partition(" @ ") if work else ("", "", "")
    where = own or (company if position else "")
    return Somebody(first[0], last[0], latin, position, where)


class Town:
    """Everybody in cohort.toml, and who knows whom since when."""

    def __init__(self) -> None:
        said = tomllib.loads(SAID.read_text(encoding="utf-8"))
        self.said: dict[str, Any] = said
        self.circles = {
            one["id"]: [_person(line, one.get("company", "")) for line in one["people"].split("\n") if line]
            for one in said["circle"]
        }  # fmt: skip
        self.since = {one["id"]: one["since"] for one in said["circle"]}
        self.owners, self.students = {}, {}
        for student in said["student"]:
            owner = _person(f"{student['name']} | {student['work'] or 'Student'}")
            self.owners[owner.name], self.students[owner.name] = owner, student
        self.everybody = {p.name: p for circle in self.circles.values() for p in circle} | self.owners  # fmt: skip
        self.strangers = list(self._strangers())

    def _strangers(self) -> Iterator[Somebody]:
        """People from elsewhere, cultures and jobs well mixed."""
        jobs = self.said["jobs"].strip().split("\n")
        pairs = [
            (given, family)
            for line in self.said["names"]
            for given, family in product(*(half.split() for half in line.split(" | ")))
        ]
        for given, family in sorted(pairs, key=lambda pair: share("order", pair)):
            name = f"{given} {family}"
            yield _person(f"{given} | {family} | {jobs[int(share('job', name) * len(jobs))]}")  # fmt: skip

    def known_to(self, name: str) -> dict[str, tuple[Somebody, date]]:
        """The people a student is connected with, by name, and since when."""
        student = self.students[name]
        found: dict[str, tuple[Somebody, date]] = {}
        for circle in [*student["knows"], *student["some"]]:
            for one in self.circles[circle]:
                if circle in student["knows"] or share("some", name, one.name) < 0.6:
                    known = self.everybody[one.name]
                    found.setdefault(one.name, (known, met(name, one.name, date(self.since[circle], 1, 8))))  # fmt: skip
        for other in student["also"]:
            since = max(student["from"], self.students[other]["from"])
            found[other] = (self.owners[other], met(name, other, date(since, 9, 1)))
        for one in self._friends(name):
            found[one.name] = (one, met(name, one.name, BEGINNING))
        return found

    def _friends(self, name: str) -> list[Somebody]:
        """Friends from elsewhere; of them every student has others."""
        before = 0
        for other, student in self.students.items():
            if other == name:
                return self.strangers[before : before + student["friends"]]
            before += student["friends"]
        raise LookupError(name)

    def writes(self, name: str) -> list[str]:
        """With whom somebody writes: what one side has, the other has too."""
        back = [other for other, s in self.students.items() if name in s["writes"]]
        return list(dict.fromkeys([*self.students[name]["writes"], *back]))


def met(one: str, other: str, since: date) -> date:
    """The day two people connected, the same seen from either side."""
    days = (date(2026, 10, 20) - since).days
    return since + timedelta(days=int(share("met", *sorted((one, other))) * days))
