"""The plan as Markdown: a page to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.reports.evidence import day_words
from netpath.reports.formats import REPORTS, Report
from netpath.reports.leads import asked
from netpath.reports.letters import letter_heading, letter_when
from netpath.reports.plan_words import (
    ALL,
    BEGIN,
    HEADS,
    LEADS,
    LEAVE,
    LETTERS,
    NUMBERS,
    NUMBERS_HEADING,
    OTHERS,
    TALK,
    TIMETABLE,
    TRACK,
    asker_of,
    at_the_end,
    how_far,
    made,
    names_asked,
    questions,
    statuses,
    step_day,
    to_begin,
    what_it_is,
    whom_to_leave,
)
from netpath.reports.words import (
    fit,
    headline,
    hop_line,
    odds,
    start,
    steps,
    ways,
    who,
)
from netpath.text import markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netpath.model import Chain
    from netpath.planning import Letter, Pick, Plan


def _write(plan: Plan) -> str:
    blocks = [
        *_cover(plan),
        f"# {markdown(headline(plan.answer))}",
        *_picks(plan),
        *_chains(plan),
        *_leads(plan),
        *_letters(plan),
        *_talk(plan),
        *_timetable(plan),
        *_track(plan),
        *_ending(plan),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _cover(plan: Plan) -> Iterator[str]:
    if plan.wishes.cover:
        day = day_words(plan.answer.query.as_of)
        yield f"**Prepared for {markdown(plan.wishes.cover)}**"
        yield f"“{markdown(plan.answer.query.title)}”, {day}"
        yield " ".join(map(markdown, what_it_is(plan)))
        yield "---"


def _picks(plan: Plan) -> Iterator[str]:
    """Write the chain to begin with, whom to leave to others, two other chains."""
    if not plan.picks:
        return
    first, *others = plan.picks
    yield f"## {BEGIN}"
    yield from _pick(plan, first)
    if left := whom_to_leave(plan):
        yield f"## {LEAVE}"
        yield from map(markdown, left)
    if others:
        yield f"## {OTHERS}"
    for pick in others:
        yield f"### {markdown(who(pick.chain.target))}"
        yield from _pick(plan, pick)
        yield markdown(pick.leave)


def _pick(plan: Plan, pick: Pick) -> Iterator[str]:
    yield f"**{markdown(pick.chain.sentence)}**"
    said = [odds(plan.answer, pick.chain), *to_begin(pick.chain), fit(pick.chain)]
    yield markdown(" ".join(filter(None, said)))


def _chains(plan: Plan) -> Iterator[str]:
    """Write all chains; in an answer that was only printed they are all there is."""
    answer, level = plan.answer, "##"
    if plan.picks:
        yield f"## {ALL}"
        level = "###"
    for rank, chain in enumerate(answer.chains, start=1):
        yield f"{level} {rank}. {markdown(who(chain.target))}"
        yield from _chain(plan, chain)
    yield from map(markdown, at_the_end(plan))


def _chain(plan: Plan, chain: Chain) -> Iterator[str]:
    """Write a chain; of a pick, what was not said above."""
    if all(chain is not pick.chain for pick in plan.picks):
        how = [start(chain)] if plan.picks else steps(chain)
        yield markdown(chain.sentence)
        yield markdown(" ".join([odds(plan.answer, chain), *how]))
    yield _bullets(hop_line(chain, place) for place in range(len(chain.hops)))
    yield from map(markdown, ways(chain))
    yield f"Why this person: {markdown(chain.match.reason)}"


def _leads(plan: Plan) -> Iterator[str]:
    if plan.answer.leads:
        yield f"## {LEADS}"
        yield _bullets(map(asked, plan.answer.leads))
        yield from _written(plan.lead_letters, plan, "###")


def _letters(plan: Plan) -> Iterator[str]:
    written = [pick for pick in plan.picks if pick.letters]
    if written:
        yield f"## {LETTERS}"
    for pick in written:
        yield f"### To meet {markdown(pick.chain.target.name)}"
        yield from _written(pick.letters, plan, "####")


def _written(letters: Iterable[Letter], plan: Plan, level: str) -> Iterator[str]:
    """Write letters, each as a quotation under who sends it to whom."""
    asker = asker_of(plan)
    for letter in letters:
        yield f"{level} {markdown(letter_heading(letter, asker))}"
        yield markdown(letter_when(letter, asker))
        yield f"Subject: {markdown(letter.subject)}" if letter.subject else ""
        lines = [markdown(line.strip()) for line in letter.body.split("\n")]
        yield "\n".join(f"> {line}".rstrip() for line in lines)


def _talk(plan: Plan) -> Iterator[str]:
    for number, part in enumerate(questions(plan.picks)):
        yield "" if number else f"## {TALK}"
        yield f"### {markdown(part.heading)}"
        for theme in part.themes:
            yield f"*{markdown(theme.name)}*"
            yield _bullets(theme.questions)


def _timetable(plan: Plan) -> Iterator[str]:
    if plan.timetable:
        yield f"## {TIMETABLE}"
        yield _table(("When", "What"), ((step_day(s), s.what) for s in plan.timetable))


def _track(plan: Plan) -> Iterator[str]:
    if plan.asks:
        asker = asker_of(plan)
        rows = (
            [*names_asked(ask, asker), how_far(ask), "", "", ""] for ask in plan.asks
        )
        yield f"## {TRACK}"
        yield _table(HEADS, rows)
        yield from map(markdown, statuses())


def _ending(plan: Plan) -> Iterator[str]:
    if plan.picks:
        yield f"## {NUMBERS_HEADING}"
        yield from map(markdown, NUMBERS)
        yield markdown(made(plan))


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {markdown(text)}" for text in texts)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *(map(markdown, row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


REPORTS.register("md", Report("md", _write))
