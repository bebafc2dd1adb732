"""The plan as a workbook: to sort, to filter, to keep track in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.planning import STATUSES
from netpath.reports import leads
from netpath.reports.evidence import believed, sources
from netpath.reports.formats import REPORTS, Report
from netpath.reports.letters import letter_groups, letter_heading
from netpath.reports.office.sheets import Cell, Sheet, book
from netpath.reports.plan_words import asker_of, questions, step_row, to_begin
from netpath.reports.words import (
    chance,
    headline,
    nearest,
    thinnest,
    together,
    withheld,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from netpath.model import Chain, Hop
    from netpath.planning import Plan

_FIRST = ("rank", "name", "position", "company", "sentence", "chance", "how_to_start")
_STEPS = (
    "rank", "way", "step", "from", "to", "relation", "at", "probability", "how_known",
    "since", "source",
)  # fmt: skip
_ASKS = (
    "rank", "who_asks", "whom", "towards", "status", "asked_on", "next_step_on",
    "notes",
)  # fmt: skip


def _write(plan: Plan) -> bytes:
    sheets = [
        _chains(plan),
        Sheet("Steps", _STEPS, list(_hops(plan))),
        _asks(plan),
        Sheet("Letters", ("for", "letter", "subject", "text"), list(_letters(plan))),
        Sheet("Questions", ("whom", "theme", "question", "notes"), list(_themes(plan))),
        Sheet("Timetable", ("day", "what", "on_the_way_to", "done"), _days(plan)),
        *_leads(plan),
    ]
    return book(sheets, headline(plan.answer), plan.answer.query.as_of)


def _chains(plan: Plan) -> Sheet:
    """Give the chains: words first, which are printed; then numbers and people."""
    answer = plan.answer
    rows = [
        {**row, **_words(chain), **_people(chain)}
        for row, chain in zip(REPORTS["csv"].rows(plan), answer.chains, strict=True)
    ]
    names = dict.fromkeys([*_FIRST, *(name for row in rows for name in row)])
    columns = list(names) if rows else []
    said = [headline(answer), *nearest(answer), together(answer), withheld(answer)]
    return Sheet(
        "Chains",
        columns,
        [[row.get(name) for name in columns] for row in rows],
        printed=len(_FIRST),
        notes=[one.strip() for one in said if one],
    )


def _words(chain: Chain) -> dict[str, str]:
    return {
        "chance": chance(chain),
        "thinnest_step": thinnest(chain),
        "how_to_start": " ".join(to_begin(chain)),
        "why": chain.match.reason,
    }


def _people(chain: Chain) -> dict[str, str]:
    return {f"person_{i}": name for i, name in enumerate(chain.names, start=1)}


def _hops(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for rank, first in enumerate(plan.answer.chains, start=1):
        for way, chain in enumerate((first, *first.alternatives), start=1):
            for place, hop in enumerate(chain.hops):
                yield rank, way, place + 1, *_hop(chain, place, hop)


def _hop(chain: Chain, place: int, hop: Hop) -> tuple[Cell, ...]:
    one, other = chain.names[place : place + 2]
    known, chance_of = believed(chain, place), round(hop.probability, 6)
    return (
        one,
        other,
        hop.relation,
        hop.via,
        chance_of,
        known,
        _since(hop),
        sources(chain, place),
    )


def _since(hop: Hop) -> dt.date | None:
    return min((one.date for one in hop.evidence if one.date), default=None)


def _asks(plan: Plan) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (ask.rank, ask.asks.name, ask.person.name, ask.target.name, ask.status, ask.day,
         None, None)
        for ask in plan.asks
    ]  # fmt: skip
    days = frozenset({"asked_on", "next_step_on"})
    return Sheet("Keep track", _ASKS, rows, {"status": STATUSES}, days)


def _letters(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for what_for, letters in letter_groups(plan):
        for one in letters:
            heading = letter_heading(one, asker_of(plan))
            yield what_for, heading, one.subject, one.body


def _themes(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for whom, themes in questions(plan.picks):
        for theme in themes:
            for question in theme.questions:
                yield whom, theme.name, question, None


def _days(plan: Plan) -> list[tuple[Cell, ...]]:
    rows = [(step.day, *step_row(step, plan)) for step in plan.timetable]
    return [(day or when, what, whom, None) for day, when, what, whom in rows]


def _leads(plan: Plan) -> Iterator[Sheet]:
    if plan.answer.leads:
        columns = [name for name in leads.COLUMNS if name != "id"]
        rows = leads.rows(plan.answer.leads)
        cells = [[row[name] for name in columns] for row in rows]
        yield Sheet("Who may know one", columns, cells)


REPORTS.register("xlsx", Report("xlsx", _write))
