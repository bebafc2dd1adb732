"""Parts of the page around its chains: cover, questions, days, keeping track, end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netpath.reports.evidence import day_words
from netpath.reports.page.elements import Markup, apart, each, element, joined
from netpath.reports.plan_words import (
    HEADS,
    NUMBERS,
    NUMBERS_HEADING,
    TALK,
    TIMETABLE,
    TRACK,
    asker_of,
    how_far,
    made,
    names_asked,
    questions,
    statuses,
    step_day,
    what_it_is,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netpath.planning import Plan

_TO_FILL = 3  # columns for a pen


class Section(NamedTuple):
    """A part that the table of contents leads to; without content it is left out."""

    id: str
    heading: str
    content: Markup


def written(section: Section) -> Markup:
    """Write a section under its heading."""
    heading = element("h2", section.heading, id=section.id)
    return element("section", heading, section.content, aria_labelledby=section.id)


def contents(sections: Iterable[Section]) -> Markup:
    """Write the links to all sections."""
    links = (element("a", part.heading, href=f"#{part.id}") for part in sections)
    return element("nav", *links, aria_label="On this page")


def cover(plan: Plan) -> Markup:
    """Write the page that lies on top of what is handed over; "" for nobody."""
    if not plan.wishes.cover:
        return Markup()
    return element(
        "header",
        element("p", "Prepared for ", apart(plan.wishes.cover), class_="say"),
        element("p", f"“{plan.answer.query.title}”"),
        element("p", day_words(plan.answer.query.as_of)),
        each("p", what_it_is(plan), class_="quiet"),
        element("p", "Notes", class_="notes"),
        class_="cover",
    )


def talk(plan: Plan) -> Section:
    """Write the questions to take along."""
    parts = [
        joined(
            [
                element("h3", part.heading),
                *(
                    joined(
                        [
                            element("p", theme.name, class_="quiet"),
                            element("ul", each("li", theme.questions)),
                        ]
                    )
                    for theme in part.themes
                ),
            ]
        )
        for part in questions(plan.picks)
    ]
    return Section("talk", TALK, joined(parts))


def timetable(plan: Plan) -> Section:
    """Write what to do when."""
    rows = [
        element(
            "tr", element("th", step_day(step), scope="row"), element("td", step.what)
        )
        for step in plan.timetable
    ]
    table = _table("What to do, and on which day", ("When", "What"), rows, "days")
    return Section("days", TIMETABLE, table)


def keeping_track(plan: Plan) -> Section:
    """Write the page to keep track on, with room for a pen."""
    asker = asker_of(plan)
    rows = [
        element(
            "tr",
            each("td", (*names_asked(ask, asker), how_far(ask))),
            *[element("td")] * _TO_FILL,
        )
        for ask in plan.asks
    ]
    caption = "Who asks whom: only you say how far it has come"
    table = _table(caption, HEADS, rows, "track")
    if not table:
        return Section("track", "", Markup())
    return Section(
        "track", TRACK, joined([table, each("p", statuses(), class_="quiet")])
    )


def ending() -> Section:
    """Say how the numbers are meant."""
    return Section("numbers", NUMBERS_HEADING, each("p", NUMBERS))


def footer(plan: Plan) -> Markup:
    """Say when all this was made."""
    return element("footer", made(plan), class_="quiet")


def _table(
    caption: str, head: Sequence[str], rows: Sequence[Markup], kind: str
) -> Markup:
    """Write a table; "" without rows."""
    if not rows:
        return Markup()
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", each("th", head, scope="col"))),
        element("tbody", *rows),
        class_=kind,
    )
