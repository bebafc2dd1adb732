"""What to do when: days of asking, waiting, thanking.

Nobody is written to on a Saturday or Sunday. Public holidays differ from place to place
and are not known here.
"""

from __future__ import annotations

import datetime as dt
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from netpath.names import short_names
from netpath.planning.plan import Step
from netpath.relations import look_up
from netpath.text import listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netpath.model import Chain
    from netpath.planning.plan import Pick

_PATIENCE = 3  # business days until the next way is begun
_REMINDER = dt.timedelta(days=7)
_END = dt.timedelta(days=14)
_SATURDAY = 5
_NEAR = frozenset({"family", "friendship", "community"})


def timetable(picks: Sequence[Pick], start: dt.date) -> tuple[Step, ...]:
    """Give what to do on which day, from the day of the first ask on.

    The next pick begins three business days after the one before it. Whoever was asked
    first is reminded once, after a week, and left in peace after two. What follows the
    talk has no day yet; it comes last, pick by pick.

    Parameters
    ----------
    start
        The day of the first ask; the Monday after, if it is a weekend.
    """
    first = _workday(start)
    days = accumulate(picks[1:], lambda day, _: _patient(day), initial=first)
    everybody = (person.name for pick in picks for person in pick.chain.people[1:])
    called = short_names(everybody)
    befores = ["", *(called[pick.chain.names[1]] for pick in picks)]
    steps = [
        step
        for number, (pick, before, day) in enumerate(
            zip(picks, befores, days, strict=False), 1
        )
        for step in _steps(_Way(number, pick.chain, called), before, day)
    ]
    return tuple(sorted(steps, key=lambda step: (step.day or dt.date.max, step.pick)))


class _Way(NamedTuple):
    """A pick's number and chain, and what everybody in the timetable is called."""

    number: int
    chain: Chain
    called: Mapping[str, str]

    @property
    def names(self) -> list[str]:
        """Those to be asked, in order."""
        return [self.called[name] for name in self.chain.names[1:]]


def _steps(way: _Way, before: str, day: dt.date) -> Iterator[Step]:
    number, first, ask = way.number, way.names[0], _ask(way)
    if before:
        begin = f"If {before} has not answered, or cannot help, begin the next way:"
        yield Step(day, "alternative", number, f"{begin} {ask}.")
    else:
        yield Step(day, "ask", number, f"{ask[0].upper()}{ask[1:]}.")
    remind = f"Remind {first}, this once, if there is no answer yet."
    yield Step(day + _REMINDER, "remind", number, remind)
    close = f"If {first} has still not answered, note “no reply” and leave it there."
    yield Step(day + _END, "close", number, close)
    yield from _after(way)


def _ask(way: _Way) -> str:
    """Say whom to ask first, and how."""
    hop, whom = way.chain.hops[0], way.names[0]
    directly = " directly" if len(way.names) == 1 else ""
    if hop.is_guess:
        shared = f": {hop.via}" if hop.via else ""
        how = f" in a short note that begins with what you share{shared}"
    elif look_up(hop.relation).relation.context in _NEAR:
        how = ", best by phone"
    else:
        how = " in a short personal note"
    return f"ask {whom}{directly}{how}"


def _after(way: _Way) -> Iterator[Step]:
    """Give what follows the talk, whenever that is."""
    number, (*brokers, target) = way.number, way.names
    between = listing(brokers)
    helped = f", and {between} for bringing you together" if between else ""
    yield _undated(
        "within a day of the talk", "thank", number, f"Thank {target}{helped}."
    )
    if between:
        told = f"Tell {between} how it went and which advice you took."
        yield _undated("a week after the talk", "update", number, told)
    news = f"Write to {listing(way.names)} how you are getting on."
    yield _undated("two or three times a year", "news", number, news)


def _undated(when: str, kind: str, number: int, what: str) -> Step:
    return Step(None, kind, number, what, when)


def _patient(day: dt.date) -> dt.date:
    """Give the day that comes some business days later."""
    for _ in range(_PATIENCE):
        day = _workday(day + dt.timedelta(days=1))
    return day


def _workday(day: dt.date) -> dt.date:
    """Give the day itself, or the Monday after a weekend."""
    weekday = day.weekday()
    return day + dt.timedelta(days=7 - weekday if weekday >= _SATURDAY else 0)
