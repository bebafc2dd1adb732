"""What a report on paper says, in the order in which it is read.

A word processor and a typesetter put the same blocks on the page, each in its own way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from netpath.model import about
from netpath.pictures import picture
from netpath.reports.evidence import day_words, hop_row
from netpath.reports.leads import asked
from netpath.reports.letters import letter_groups, letter_heading
from netpath.reports.plan_words import (
    asker_of,
    names_asked,
    questions,
    step_row,
    to_begin,
)
from netpath.reports.words import (
    chance,
    fit,
    headline,
    nearest,
    odds,
    other_ways,
    together,
    who,
    withheld,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netpath.model import Answer, Chain
    from netpath.planning import Ask, Pick, Plan

Kind = Literal[
    "cover", "title", "chapter", "part", "section", "sentence", "lead", "text", "note",
    "picture", "list", "letter", "questions", "chains", "hops", "days", "asks",
]  # fmt: skip

_CHAINS = ("Who", "How", "Chance")
_HOPS = ("Step", "How they know each other", "How I know", "Where it says so", "Chance")
_DAYS = ("When", "What", "On the way to")
_ASKS = (
    "Chain", "Who asks", "Whom", "Towards", "Status", "Asked on", "Next step on",
    "Notes",
)  # fmt: skip
_WHAT = (
    "Who can introduce you, how to ask and when: chains of people who know each other,"
    " with letters, questions and a page to keep track."
)
_RIGHT = (
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_LEFT_TO_RIGHT = "\u200e"
_RIGHTWARD = re.compile(f"([{_RIGHT}](?:[{_RIGHT} .'’-]*[{_RIGHT}])?)")


def directions(text: str) -> list[str]:
    r"""Part a text where its direction turns: every second part runs right to left.

    What follows such a part begins with a mark, or a number there would join the part.

    >>> directions("Ask \u0645\u0646\u0649 \u0646\u0648\u0631 (2)")
    ['Ask ', 'منى نور', '\u200e (2)']
    """
    first, *rest = _RIGHTWARD.split(text)
    rest[1::2] = [part and f"{_LEFT_TO_RIGHT}{part}" for part in rest[1::2]]
    return [first, *rest]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the report.

    Attributes
    ----------
    kind
        ``chapter``, ``part`` (one that begins a page) and ``section`` are headings, as
        is the ``text`` of ``letter``, ``questions`` and ``asks``; ``chains``, ``hops``,
        ``days`` and ``asks`` are tables, the last on a page of its own.
    items
        Of a table, its head; of a letter, its subject and its paragraphs; of a list or
        of questions, one each.
    """

    kind: Kind
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(plan: Plan) -> list[Block]:
    """Give everything a report says.

    >>> import datetime as dt
    >>> from netpath.model import Answer, Query
    >>> from netpath.planning import Plan
    >>> query = Query("clown", "me", 3, 10, dt.date(2026, 11, 25))
    >>> blocks(Plan(Answer(query, none_because="I know no clown.")))[0].text
    'I know no clown.'
    """
    return [
        *_cover(plan),
        Block("title", headline(plan.answer)),
        *_texts("text", (line.strip() for line in nearest(plan.answer))),
        *_picks(plan),
        *_others(plan),
        *_leads(plan.answer),
        *_letters(plan),
        *_questions(plan),
        *_days(plan),
        *_asks(plan),
    ]


def _texts(kind: Kind, texts: Iterable[str]) -> Iterator[Block]:
    return (Block(kind, text) for text in texts if text)


def _cover(plan: Plan) -> Iterator[Block]:
    name, query = plan.wishes.cover, plan.answer.query
    if name:
        said = (f"Prepared for {name}", day_words(query.as_of), _WHAT)
        yield Block("cover", f"“{query.title}”", said)


def _picks(plan: Plan) -> Iterator[Block]:
    for place, pick in enumerate(plan.picks):
        yield from _pick(plan, place, pick)
        if place == 0:
            yield from _texts("note", [withheld(plan.answer)])
            chains = [pick.chain for pick in plan.picks]
            yield from _texts("picture", [picture(chains, "")])


def _pick(plan: Plan, place: int, pick: Pick) -> Iterator[Block]:
    chain = pick.chain
    begin = "Another way, through other people" if place else "Begin here"
    hops = tuple(hop_row(chain, i) for i in range(len(chain.hops)))
    yield Block("chapter", f"{begin}: {who(chain.target)}")
    yield Block("sentence", chain.sentence)
    yield Block("text", odds(plan.answer, chain))
    yield Block("lead", " ".join(to_begin(chain)))
    yield Block("text", fit(chain) or f"Why this person: {chain.match.reason}.")
    yield Block("hops", items=_HOPS, rows=hops)
    yield from _texts("lead", [pick.leave])
    yield from _texts("note", _ways(plan, chain))


def _ways(plan: Plan, chain: Chain) -> list[str]:
    """Say the alternatives that are no picks themselves."""
    picked = [pick.chain for pick in plan.picks]
    more = [one for one in chain.alternatives if one not in picked]
    said = [f"Or: {one.sentence} ({about(one.probability)})" for one in more]
    return [*said, other_ways(chain)]


def _others(plan: Plan) -> Iterator[Block]:
    answer, picked = plan.answer, [pick.chain for pick in plan.picks]
    rows = [
        (f"{rank}. {who(chain.target)}", chain.sentence, f"{chance(chain)}.")
        for rank, chain in enumerate(answer.chains, start=1)
        if chain not in picked
    ]
    if rows:
        yield Block("chapter", "All other chains" if picked else "The chains")
        yield Block("chains", items=_CHAINS, rows=tuple(rows))
    yield from _texts("text", [together(answer)])
    yield from _texts("note", [] if picked else [withheld(answer)])


def _leads(answer: Answer) -> Iterator[Block]:
    if answer.leads:
        yield Block("chapter", "Who may know one")
        yield Block("list", items=tuple(map(asked, answer.leads)))


def _letters(plan: Plan) -> Iterator[Block]:
    groups = list(letter_groups(plan))
    yield from _texts("part", ["Letters"] if groups else [])
    for about_whom, letters in groups:
        yield Block("section", about_whom)
        for letter in letters:
            said = (letter.subject, *letter.body.split("\n\n"))
            yield Block("letter", letter_heading(letter, asker_of(plan)), said)


def _questions(plan: Plan) -> Iterator[Block]:
    for whom, themes in questions(plan.picks):
        yield Block("part", f"Questions {whom[:1].lower()}{whom[1:]}")
        for theme in themes:
            yield Block("questions", theme.name, theme.questions)


def _days(plan: Plan) -> Iterator[Block]:
    if plan.timetable:
        rows = tuple(step_row(step, plan) for step in plan.timetable)
        yield Block("part", "What to do when")
        yield Block("days", items=_DAYS, rows=rows)


def _asks(plan: Plan) -> Iterator[Block]:
    if plan.asks:
        rows = tuple(_ask(ask, asker_of(plan)) for ask in plan.asks)
        yield Block("asks", "Keeping track", _ASKS, rows)


def _ask(ask: Ask, asker: str) -> tuple[str, ...]:
    day = day_words(ask.day) if ask.day else ""
    return (str(ask.rank), *names_asked(ask, asker), ask.status, day, "", "")
