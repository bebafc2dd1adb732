"""The timetable as a calendar file (RFC 5545): a day each, private, nobody invited."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from netpath.reports.formats import REPORTS, Report
from netpath.reports.leads import asked
from netpath.reports.words import chance, headline
from netpath.sentences.saying import article
from netpath.text import terminal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from netpath.model import Answer, Chain
    from netpath.planning import Pick, Plan, Step

_WIDTH = 75  # octets of a line, without its end
_ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def _write(plan: Plan) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//netpath//netpath//EN",
        "CALSCALE:GREGORIAN",
        *(_steps(plan) if plan.picks else _found(plan.answer)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _steps(plan: Plan) -> Iterator[str]:
    """Give an event for each step that has a day."""
    for step in plan.timetable:
        if step.day:
            pick = plan.picks[step.pick - 1]
            yield from _event(
                plan.answer,
                step.day,
                _summary(step, pick.chain, plan.answer.query.title),
                _description(step, pick, plan.timetable),
                key=(_KEYS.get(step.kind, step.kind), *_ids(pick.chain)),
            )


_KEYS = {"alternative": "ask"}  # the same event, whatever its pick's place


def _ids(chain: Chain) -> list[str]:
    return [person.id for person in chain.people]


def _found(answer: Answer) -> Iterator[str]:
    """Give the one event of an answer without picks: a calendar has at least one."""
    chains = [line for chain in answer.chains for line in _about(chain)]
    said = [*chains, *map(asked, answer.leads)]
    day = answer.query.as_of
    yield from _event(answer, day, headline(answer), said, key=("found",))


def _summary(step: Step, chain: Chain, title: str) -> str:
    first = chain.people[1].name
    match step.kind:
        case "remind":
            return f"Remind {first}"
        case "close":
            return f"No answer from {first}? Leave it there"
        case _ if len(chain.hops) == 1:
            return f"Ask {first} about their work"
        case _ if chain.match.kind == "named":
            return f"Ask {first} about {chain.target.name}"
        case _:
            return f"Ask {first} about {article(title)} {title}"


def _description(step: Step, pick: Pick, steps: Sequence[Step]) -> list[str]:
    """Say what to do, and all about the chain; with the last, what follows the talk."""
    own = [other for other in steps if other.pick == step.pick]
    is_last = step is [other for other in own if other.day][-1]
    later = [f"{_capital(s.when)}: {s.what}" for s in own if is_last and not s.day]
    return [step.what, *_about(pick.chain), pick.leave, *later]


def _about(chain: Chain) -> list[str]:
    return [chain.sentence, f"{chance(chain)}.", " → ".join(chain.names)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _event(
    answer: Answer,
    day: dt.date,
    summary: str,
    description: Sequence[str],
    *,
    key: Sequence[str],
) -> Iterator[str]:
    known = "\n".join([answer.query.title, answer.query.asker, *key]).encode()
    yield "BEGIN:VEVENT"
    # Made of who and what, so that a newer file moves an event instead of adding one.
    yield f"UID:{hashlib.sha256(known).hexdigest()[:32]}@netpath"
    yield f"DTSTAMP:{answer.query.as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"SUMMARY:{_text([summary])}"
    yield f"DESCRIPTION:{_text(description)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_text([summary])}"
    yield "TRIGGER:PT9H"
    yield "END:VALARM"
    yield "END:VEVENT"


def _text(lines: Sequence[str]) -> str:
    """Write lines as one value; what could end it or begin another is escaped."""
    return "\n".join(terminal(line) for line in lines if line).translate(_ESCAPED)


def _folded(line: str) -> str:
    """Break a line that is too long, never within a character."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _WIDTH:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts)


REPORTS.register("ics", Report("ics", _write))
