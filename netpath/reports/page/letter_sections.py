"""Letters and leads on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.reports.leads import asked
from netpath.reports.letters import letter_heading, letter_when
from netpath.reports.page.elements import Markup, each, element, joined
from netpath.reports.page.parts import Section
from netpath.reports.plan_words import LEADS, LETTERS, asker_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netpath.planning import Letter, Plan


def leads(plan: Plan) -> Section:
    """Write whom to ask whether they know one, and the letters to them."""
    said = [asked(lead) for lead in plan.answer.leads]
    if not said:
        return Section("leads", "", Markup())
    parts = [element("ul", each("li", said))]
    if plan.lead_letters:
        parts += [element("h3", "Letters to them"), _letters(plan.lead_letters, plan)]
    return Section("leads", LEADS, joined(parts))


def letters(plan: Plan) -> Section:
    """Write the letters of each pick, folded but for the one to send first."""
    parts = [
        joined(
            [
                element("h3", f"To meet {pick.chain.target.name}"),
                _letters(pick.letters, plan, open_first=pick is plan.picks[0]),
            ]
        )
        for pick in plan.picks
        if pick.letters
    ]
    return Section("letters", LETTERS, joined(parts))


def _letters(
    letters: Sequence[Letter], plan: Plan, *, open_first: bool = False
) -> Markup:
    asker = asker_of(plan)
    written = (
        _letter(letter, asker, is_folded=not open_first or letter is not letters[0])
        for letter in letters
    )
    return element("div", *written, class_="letters")


def _letter(letter: Letter, asker: str, *, is_folded: bool) -> Markup:
    return element(
        "details",
        element("summary", element("h4", letter_heading(letter, asker))),
        element("p", letter_when(letter, asker)),
        element("p", f"Subject: {letter.subject}") if letter.subject else Markup(),
        element("pre", _lines(letter.body), dir="auto"),
        open="",
        **{} if is_folded else {"class_": "first"},
    )


def _lines(body: str) -> Markup:
    """Keep the lines of a text; everything else that is not seen is escaped."""
    return Markup("\n".join(joined([line]) for line in body.split("\n")))
