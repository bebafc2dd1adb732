"""What a plan says in every format: letters, days, questions, how to keep track."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from netpath.planning import STATUSES
from netpath.reports.evidence import day_words
from netpath.reports.letters import called
from netpath.reports.words import steps, together, withheld
from netpath.text import listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netpath.model import Chain
    from netpath.planning import Ask, Pick, Plan, Step, Theme

_ENDS = 4  # of the statuses: the ways in which an ask may end unanswered

_AFTER = "after the talk"  # of steps that have no day yet

BEGIN = "Begin here"
LEAVE = "Whom not to ask yourself"
OTHERS = "If that comes to nothing"
ALL = "Everybody within reach"
LEADS = "Who may know one"
LETTERS = "Letters"
TALK = "Questions for the talk"
TIMETABLE = "Timetable"
TRACK = "Keeping track"
NUMBERS_HEADING = "How the numbers are meant"
HEADS = (
    "Who asks",
    "Whom",
    "To meet",
    "How far",
    "Asked on",
    "Answer on",
    "Thanked on",
)
"""The columns to keep track in; the last three are for a pen."""

NUMBERS = (
    (
        "“About 3 in 10” means: of ten such cases, the asking gets all the way in"
        " three. The range in brackets is where the chance lies, nine times in ten."
    ),
    (
        "These are estimates of how people act when they are asked, and no judgement of"
        " anybody; what you know of them yourself counts for more."
    ),
)
UNSENT = "Nothing here was sent to anyone."


_IT_IS = (
    (
        "Ways to meet people who do this work, through people one knows already: whom"
        " to ask first, in what words, and when."
    ),
    "It holds what people know of each other: please keep it to yourself.",
)
_REDACTED = "Names are initials and roles."


class Questions(NamedTuple):
    """Questions to take along, and for whom."""

    heading: str
    themes: tuple[Theme, ...]


def what_it_is(plan: Plan) -> tuple[str, ...]:
    """Say what the plan is, to somebody who holds it for the first time."""
    return (*_IT_IS, _REDACTED) if plan.wishes.is_redacted else _IT_IS


def made(plan: Plan) -> str:
    """Say when the plan was made, by what, and what did not happen."""
    day = day_words(plan.answer.query.as_of)
    return f"Made by netpath on {day}. {UNSENT}"


def to_begin(chain: Chain) -> list[str]:
    """Say how to begin and what would help, without what is only for a terminal."""
    return [said.partition(" Then tell me:")[0] for said in steps(chain)]


def whom_to_leave(plan: Plan) -> list[str]:
    """Say whom to leave to others to ask, and how much was withheld, if anybody."""
    leave = plan.picks[0].leave if plan.picks else ""
    return [said for said in (leave, withheld(plan.answer)) if said] if leave else []


def at_the_end(plan: Plan) -> list[str]:
    """Say of all chains what was not said yet."""
    left = "" if whom_to_leave(plan) else withheld(plan.answer)
    return [said for said in (together(plan.answer), left) if said]


def length(chain: Chain) -> str:
    """Say how many steps a chain has."""
    return plural(len(chain.hops), "step")


def asker_of(plan: Plan) -> str:
    """Give the id of the person whom the plan calls "you"."""
    answer = plan.answer
    if answer.chains:
        return answer.chains[0].people[0].id
    return answer.asker.id if answer.asker else answer.query.asker


def step_day(step: Step) -> str:
    """Say when a step is due; those without a day wait for the talk."""
    if step.day:
        return day_words(step.day)
    return begun(step.when or _AFTER)


def step_row(step: Step, plan: Plan) -> tuple[str, str, str]:
    """Say a step: on what day of the week or after what, what, on the way to whom."""
    when = (
        f"{step.day:%A}, {day_words(step.day)}"
        if step.day
        else begun(step.when or _AFTER)
    )
    known = 0 < step.pick <= len(plan.picks)
    target = plan.picks[step.pick - 1].chain.target.name if known else ""
    return when, step.what, target


def begun(text: str) -> str:
    """Begin a sentence.

    >>> begun("you and Raj"), begun("")
    ('You and Raj', '')
    """
    return f"{text[:1].upper()}{text[1:]}"


def names_asked(ask: Ask, asker: str) -> tuple[str, str, str]:
    """Give who asks, whom, and whom one is to meet by it."""
    asks = "You" if ask.asks.id == asker else ask.asks.name
    return asks, called(ask.person, asker), ask.target.name


def how_far(ask: Ask) -> str:
    """Say how far an ask has come, and since when."""
    day = f", {day_words(ask.day)}" if ask.day else ""
    return f"{status_words(ask.status)}{day}"


def status_words(status: str) -> str:
    """Give a status as one says it.

    >>> status_words("loop_closed"), status_words("target_yes")
    ('loop closed', 'target said yes')
    """
    return status.replace("_yes", "_said_yes").replace("_", " ")


def statuses() -> tuple[str, str]:
    """Give how far an ask may come, and the ways it may end, a sentence each."""
    said = [status_words(status) for status in STATUSES]
    way, ends = " → ".join(said[:-_ENDS]), listing(said[-_ENDS:], "or")
    return f"How far it has come: {way}.", f"Or it ends: {ends}."


def questions(picks: Sequence[Pick]) -> Iterator[Questions]:
    """Give the questions by person: all for the first, then what is asked of others."""
    said: set[str] = set()
    asked = [pick for pick in picks if pick.questions]
    for pick in asked:
        themes = tuple(_unsaid(pick, said))
        heading = f"For {pick.chain.target.name}"
        if not said:
            heading += _also(pick, asked)
        elif themes:
            heading += ", besides those above"
        said |= _all_of(pick)
        if themes:
            yield Questions(heading, themes)


def _also(first: Pick, picks: Sequence[Pick]) -> str:
    """Name those of whom one would ask nothing but what one asks the first."""
    others = (pick for pick in picks if pick is not first)
    same = [
        pick.chain.target.name for pick in others if _all_of(pick) <= _all_of(first)
    ]
    return f"; {listing(same)} may be asked the same" if same else ""


def _all_of(pick: Pick) -> set[str]:
    return {one for theme in pick.questions for one in theme.questions}


def _unsaid(pick: Pick, said: set[str]) -> Iterator[Theme]:
    for theme in pick.questions:
        left = tuple(one for one in theme.questions if one not in said)
        if left:
            yield replace(theme, questions=left)
