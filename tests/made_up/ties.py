"""Invitations, endorsements and recommendations: what else was exchanged with people."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from made_up.chance import share
from made_up.dates import at, padded_short_time, short_time, slashed_utc
from made_up.dialects import STANDARD, UTF16
from made_up.eras import ENDORSED_UTF16, ENDORSING, RECOMMENDATIONS
from made_up.truth import (
    CANARY,
    EndorsementTruth,
    InvitationTruth,
    RecommendationTruth,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from made_up.connections import Contact
    from made_up.occasion import Occasion
    from made_up.person import Person

SKILLS = ("Cataloguing", "Public Speaking", "Python", "Budgeting, Planning", "Teamwork", "Negotiation")  # fmt: skip


class Exchanges:
    """Makes the files that say who invited, endorsed and recommended whom."""

    def __init__(self, occasion: Occasion, contacts: Sequence[Contact]) -> None:
        self._world, self._owner = occasion.world, occasion.owner
        self._era, self._on = occasion.era, occasion.on
        self._contacts = [c for c in contacts if not c.person.is_closed_on(self._on)]
        self._chance = occasion.stream("exchanges")
        self._known = {contact.person.id for contact in contacts} | {self._owner.id}

    # --- invitations ------------------------------------------------------------------

    def invitations(self) -> tuple[bytes, tuple[InvitationTruth, ...]]:
        """Write the newest accepted ones and those that nobody answered."""
        made = [*self._accepted(), *self._pending()]
        made.sort(key=lambda pair: pair[1], reverse=True)
        truths, rows = [], []
        for number, (person, sent_at, is_accepted) in enumerate(made):
            is_sent = number % 2 == 0
            # One in 14 has a note, and the first two, so that there are some.
            has_note = number < 2 or self._chance.random() < 0.07
            truths.append(
                InvitationTruth(
                    person.id, is_sent, sent_at.date(), is_accepted, has_note
                )
            )
            cells = self._invitation(person, sent_at, is_sent, has_note)
            rows.append([cells[column] for column in self._era.invitations])
        return STANDARD.encode([self._era.invitations, *rows]), tuple(truths)

    def _accepted(self) -> list[tuple[Person, datetime, bool]]:
        count = max(6, len(self._contacts) // 15)
        newest = sorted(self._contacts, key=lambda c: c.met, reverse=True)[:count]
        return [(c.person, c.met - timedelta(days=2), True) for c in newest]

    def _pending(self) -> list[tuple[Person, datetime, bool]]:
        people = self._strangers(max(4, len(self._contacts) // 40))
        return [(person, self._moment(within=200), False) for person in people]

    def _strangers(self, count: int) -> list[Person]:
        """People whom the owner does not know; fewer where the world has no more."""
        people = self._world.people
        # Among so many there are enough of them, without looking at a whole world.
        size = min(len(people), len(self._known) + 4 * count)
        strangers = (
            person
            for person in self._chance.sample(people, size)
            if person.id not in self._known and not person.is_closed_on(self._on)
        )
        return list(islice(strangers, count))

    def _invitation(
        self,
        person: Person,
        sent_at: datetime,
        is_sent: bool,  # noqa: FBT001 - beside has_note it reads as what it is
        has_note: bool,  # noqa: FBT001
    ) -> dict[str, str]:
        ends = (self._owner, person) if is_sent else (person, self._owner)
        inviter, invitee = (self._address(end) for end in ends)
        return {
            "From": ends[0].shown,
            "To": ends[1].shown,
            "Sent At": short_time(sent_at),
            "Message": f"We met at the fair, {CANARY}" if has_note else "",
            "Direction": "OUTGOING" if is_sent else "INCOMING",
            "inviterProfileUrl": inviter,
            "inviteeProfileUrl": invitee,
            "inviterProfileUrn": inviter,
            "inviteeProfileUrn": invitee,
        }

    def _address(self, person: Person) -> str:
        if self._era.addresses == "urn":
            number = int(1e8 + 9e8 * share(self._world.seed, "member", person.id))
            return f"urn:li:member:{number}"
        if self._era.addresses == "bare":
            return "https://www.linkedin.com/in"
        return person.url_on(self._on)

    # --- endorsements -----------------------------------------------------------------

    def endorsements(self) -> tuple[dict[str, bytes], tuple[EndorsementTruth, ...]]:
        """Write given and received endorsements, a row a skill."""
        given = self._endorsed(is_given=True)
        got = self._endorsed(is_given=False)
        files = {
            "Endorsement_Given_Info.csv": self._endorsement_file(ENDORSING, given),
            "Endorsement_Received_Info.csv": self._endorsement_file(
                self._era.endorsed, got
            ),
        }
        if self._era.has_utf16_endorsements:
            rows = [[*self._endorsement(ENDORSED_UTF16[:-2], *one), "Accepted", "Show"] for one in got]  # fmt: skip
            files["Endorsement Received Info.csv"] = UTF16.encode([ENDORSED_UTF16, *rows])  # fmt: skip
        truths = [
            EndorsementTruth(person.id, skill, is_given, moment.date())
            for is_given, made in ((True, given), (False, got))
            for person, skill, moment in made
        ]
        return files, tuple(truths)

    def _endorsed(self, *, is_given: bool) -> list[tuple[Person, str, datetime]]:
        count = min(len(self._contacts), max(8, len(self._contacts) // 25))
        people = [c.person for c in self._chance.sample(self._contacts, count)]
        return [
            (person, skill, self._moment(within=900 if is_given else 1500))
            for person in people
            for skill in self._chance.sample(SKILLS, self._chance.choice((1, 1, 2, 4)))
        ]

    def _endorsement_file(
        self, header: tuple[str, ...], made: list[tuple[Person, str, datetime]]
    ) -> bytes:
        rows = [[*self._endorsement(header[:-1], *one), "ACCEPTED"] for one in made]
        return STANDARD.encode([header, *rows])

    def _endorsement(
        self, columns: tuple[str, ...], person: Person, skill: str, moment: datetime
    ) -> list[str]:
        address = person.url_on(self._on).removeprefix("https://")
        cells = [slashed_utc(moment), skill, person.first, person.last, address]
        return cells[: len(columns)]

    # --- recommendations --------------------------------------------------------------

    def recommendations(
        self,
    ) -> tuple[dict[str, bytes], tuple[RecommendationTruth, ...]]:
        """Write given and received recommendations; they know people by name only."""
        count = min(len(self._contacts) // 2, 3 + len(self._contacts) // 200)
        people = [c.person for c in self._chance.sample(self._contacts, 2 * count)]
        files, truths = {}, []
        for word, is_given, theirs in (
            ("Given", True, people[:count]),
            ("Received", False, people[count:]),
        ):
            moments = [self._moment(within=2000) for _ in theirs]
            rows = map(self._recommendation, theirs, moments)
            name = self._era.recommendations_name.format(word)
            files[name] = STANDARD.encode([RECOMMENDATIONS, *rows])
            truths += [
                RecommendationTruth(person.id, is_given, moment.date())
                for person, moment in zip(theirs, moments, strict=True)
            ]
        return files, tuple(truths)

    def _recommendation(self, person: Person, moment: datetime) -> list[str]:
        job = person.job_on(moment.date())
        text = f"A joy to work with, {CANARY}"
        written = padded_short_time(moment)
        return [person.first, person.last, job.company, job.title, text, written, "VISIBLE"]  # fmt: skip

    def _moment(self, *, within: int) -> datetime:
        days = self._chance.randint(1, within)
        return at(self._on - timedelta(days=days), self._chance.randrange(86400))
