"""A person of a made-up world, and what time changes about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from datetime import date

    from made_up.work import Job

PROFILE = "https://www.linkedin.com/in/"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist.

    Attributes
    ----------
    id
        Stable in a world: ``p00042``.
    given, family
        The plain name; ``first`` and ``last`` are the cells that exports hold.
    slug
        The profile address after ``/in/``, in raw Unicode; ``former_slug`` was it before
        ``slug_changed_on``.
    shape, job_shape
        What was done to the name and to the job, or "" where nothing was.
    jobs
        Oldest first.
    email_rank
        In [0, 1): the e-mail address stands in exports whose share of addresses is above.
    closed_on
        Day the account was closed: later exports give the row without a name.
    """

    id: str
    given: str
    family: str
    first: str
    last: str
    slug: str
    email: str
    school: str
    jobs: tuple[Job, ...]
    script: str
    shape: str = ""
    job_shape: str = ""
    email_rank: float = 1.0
    closed_on: date | None = None
    former_slug: str = ""
    slug_changed_on: date | None = None

    @property
    def name(self) -> str:
        """The plain name."""
        return f"{self.given} {self.family}"

    @property
    def shown(self) -> str:
        """The name as messages and invitations show it."""
        return f"{self.first} {self.last}".strip()

    @property
    def company(self) -> str:
        """The newest employer, as written."""
        return self.jobs[-1].company

    @property
    def position(self) -> str:
        """The newest title, as written."""
        return self.jobs[-1].title

    def job_on(self, day: date) -> Job:
        """The job of a day; the first job for days before it."""
        begun = [job for job in self.jobs if job.since <= day]
        return begun[-1] if begun else self.jobs[0]

    def slug_on(self, day: date) -> str:
        """The profile address of a day."""
        is_later = self.slug_changed_on is None or self.slug_changed_on <= day
        return self.slug if is_later else self.former_slug

    def url_on(self, day: date) -> str:
        """The address as messages and invitations write it: raw Unicode."""
        return PROFILE + self.slug_on(day)

    def encoded_url_on(self, day: date) -> str:
        """The address as Connections.csv writes it: percent-encoded, upper-case hex."""
        return PROFILE + quote(self.slug_on(day), safe="-%")

    def is_closed_on(self, day: date) -> bool:
        """Whether exports of that day have lost the name."""
        return self.closed_on is not None and self.closed_on <= day
