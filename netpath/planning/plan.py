"""What a plan is made of: plain, frozen values that every report format writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from netpath.planning.profile import Profile

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from netpath.model import Answer, Chain, Person

Tone = Literal["warm", "plain", "formal"]

LetterKind = Literal[
    "ask", "direct", "blurb", "note", "opt_in", "bridge", "reminder", "thanks", "lead"
]

STATUSES = (
    "planned",
    "asked",
    "agreed",
    "forwarded",
    "target_yes",
    "scheduled",
    "held",
    "thanked",
    "loop_closed",
    "declined",
    "no_reply",
    "withdrawn",
    "not_now",
)
"""How far an ask has come, and the four ways in which it ends; netpath sets none."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A text for somebody who must act, ready to be sent by whoever it is from.

    Attributes
    ----------
    kind
        ``ask`` (you to the first person), ``direct`` (you to a target you know),
        ``blurb`` (what they may forward), ``note`` (from one connector to the next),
        ``opt_in`` (the last connector asks the target), ``bridge`` (the last connector
        brings both together), ``reminder``, ``thanks``, ``lead`` ("do you know one?").
    body
        Paragraphs with an empty line between them; no line breaks inside one.
    """

    kind: LetterKind
    sender: Person
    to: tuple[Person, ...]
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Questions that belong together: "The way there" and what to ask of it."""

    name: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do on a day, or once something has happened.

    Attributes
    ----------
    day
        Never a Saturday or Sunday; None where it hangs on a day nobody knows yet.
    kind
        ``ask``, ``alternative``, ``remind``, ``close``, ``thank``, ``update`` or
        ``news``.
    pick
        Which of the plan's picks it is about, from 1.
    what
        What to do, a sentence.
    when
        Where there is no day: "within a day of the talk"; else "".
    """

    day: dt.date | None
    kind: str
    pick: int
    what: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A line of the page to keep track on: somebody to be asked, by somebody.

    ``status`` is one of :data:`STATUSES`; ``rank`` is that of the chain.
    """

    rank: int
    asks: Person
    person: Person
    target: Person
    status: str = "planned"
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """A chain worth writing letters for.

    Attributes
    ----------
    rank
        Its place among the answer's chains, or that of the chain it is an alternative
        to.
    leave
        Whom one must not write to oneself, and why, a sentence; "" where nobody.
    """

    chain: Chain
    rank: int
    letters: tuple[Letter, ...] = ()
    questions: tuple[Theme, ...] = ()
    leave: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody wants their plan.

    Attributes
    ----------
    tone
        Of the letters.
    templates
        A folder whose files replace the letters shipped.
    cover
        Whose name stands on a cover page; "" for none.
    is_redacted
        Whether the answer was redacted, see :mod:`netpath.planning.redacting`.
    names_everyone
        Whether letters may name people beyond the next hop.
    """

    tone: Tone = "warm"
    templates: Path | None = None
    cover: str = ""
    is_redacted: bool = False
    names_everyone: bool = False

    def is_for(self, asker: Person | None) -> bool:
        """Whether the cover page is for the one who asks."""
        return asker is not None and self.cover == asker.name


@dataclass(frozen=True, slots=True)
class Plan:
    """An answer with everything one takes along.

    Attributes
    ----------
    picks
        The best chain, and up to two more that share nobody between with it or with
        each other; none in an answer that was only printed.
    lead_letters
        For each of the first leads, what to write to them; where chains are few.
    timetable
        What to do when, in order of days.
    asks
        The page to keep track on.
    """

    answer: Answer
    profile: Profile = field(default_factory=Profile)
    wishes: Wishes = field(default_factory=Wishes)
    picks: tuple[Pick, ...] = ()
    lead_letters: tuple[Letter, ...] = ()
    timetable: tuple[Step, ...] = ()
    asks: tuple[Ask, ...] = ()
