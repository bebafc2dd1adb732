"""What a notebook shows of one thing: tables and pictures that untrusted ones keep.

JupyterLab takes scripts, style sheets, inline SVG and frames out of notebooks it does
not trust; plain tables and ``<img>`` with the picture inside the address stay. It also
sets every cell flush right, which suits numbers alone: words stand in a ``<div>`` that
says ``align``, the one way to the left that needs no style.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from netpath.model import about
from netpath.names import profile_url
from netpath.reports.letters import letter_heading, letter_when
from netpath.reports.words import chance, fit, start, steps, thinnest, ways, who
from netpath.text import html, listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netpath.model import Chain, Lead, Person, Record
    from netpath.planning import Letter, Pick, Plan, Step

_FEW = 3  # files named; the rest are counted


# --- elements -------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """Give a plain table whose first column heads the rows; every cell is text.

    Parameters
    ----------
    head
        What stands above the columns; nothing where the rows say themselves what they
        are.

    >>> table([], [["12", "<b>"]])[14:-16]
    '<tr><th scope="row">12</th><td><div align="left">&lt;b&gt;</div></td></tr>'
    """
    names = "".join(f'<th scope="col">{_words(name)}</th>' for name in head)
    above = f"<thead><tr>{names}</tr></thead>" if head else ""
    body = "".join(_row(row) for row in rows)
    said = f"<caption>{html(caption)}</caption>" if caption else ""
    return f"<table>{said}{above}<tbody>{body}</tbody></table>"


def _row(row: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(f"<td>{_words(cell)}</td>" for cell in others)
    return f'<tr><th scope="row">{_words(first)}</th>{cells}</tr>'


def _words(text: str) -> str:
    is_number = text.replace(",", "").isdecimal()
    return html(text) if is_number else f'<div align="left">{html(text)}</div>'


def paragraphs(*texts: str) -> str:
    """Give texts as paragraphs, leaving out those that say nothing.

    >>> paragraphs("Ana & Bo", "")
    '<p>Ana &amp; Bo</p>'
    """
    return "".join(f"<p>{html(text)}</p>" for text in texts if text)


def image(svg: str, alt: str) -> str:
    """Give a picture as an element that needs nothing else."""
    packed = base64.b64encode(svg.encode()).decode()
    return f'<img alt="{html(alt)}" src="data:image/svg+xml;base64,{packed}">'


# --- people ---------------------------------------------------------------------------


def person_shown(person: Person) -> str:
    """Show who somebody is, where it is known from, and why that is one person."""
    facts = {
        "does": person.position,
        "works at": person.company,
        "lives in": person.location,
        "profile": profile_url(person.url),
        "volunteered": "to be asked, by whomever" if person.is_willing else "",
        "known from": _sources(person.records),
        "one person, because": "; ".join(person.reasons),
    }
    rows = [(name, text) for name, text in facts.items() if text]
    return table([], rows, person.name) if rows else paragraphs(person.name)


def _sources(records: Sequence[Record]) -> str:
    return _few(sorted({record.source for record in records if record.source}))


def _few(sources: Sequence[str]) -> str:
    named = list(sources[:_FEW])
    if (more := len(sources) - len(named)) > 0:
        named.append(plural(more, "other line"))
    return listing(named)


# --- chains ---------------------------------------------------------------------------


def chain_shown(chain: Chain) -> str:
    """Show one chain: its sentence, a row a step, how likely it is and how to begin."""
    head = ["step", "who asks whom", "how they know each other", "chance", "known from"]
    rows = [_step(chain, place) for place in range(len(chain.hops))]
    if not any(row[-1] for row in rows):  # of a redacted chain no file is named
        head, *rows = (row[:-1] for row in [head, *rows])
    odds = " ".join(filter(None, [f"{chance(chain)}.", thinnest(chain)]))
    begin = " ".join(steps(chain))
    shown = table(head, rows, chain.sentence)
    return shown + paragraphs(odds, begin, fit(chain), *ways(chain))


def _step(chain: Chain, place: int) -> list[str]:
    hop = chain.hops[place]
    asks, asked = (person.name for person in chain.people[place : place + 2])
    asks = "you" if place == 0 and chain.phrase.startswith("your ") else asks
    relation = f"{hop.relation} at {hop.via}" if hop.via else hop.relation
    guess = " (a guess)" if hop.is_guess else ""
    sources = sorted({e.source for e in hop.evidence if e.source})
    return [
        f"{place + 1}",
        f"{asks} → {asked}",
        f"{relation}{guess}",
        about(hop.probability),
        _few(sources),
    ]


def chain_said(chain: Chain) -> str:
    """Say one chain where only text is shown."""
    return f"{chain.sentence} {chance(chain)}. {start(chain)}"


# --- leads ----------------------------------------------------------------------------


def lead_shown(lead: Lead) -> str:
    """Show one lead: why they, who they are to the asker, what to ask."""
    facts = {
        "why": lead.reason,
        "is": lead.way,
        _ask(lead): lead.question,
        "leads to one": about(lead.probability),
        "knows one": about(lead.knows),
    }
    rows = [(name, text) for name, text in facts.items() if text]
    return table([], rows, who(lead.person))


def _ask(lead: Lead) -> str:
    return "ask" if lead.hops == 1 else "to be passed on"


def leads_shown(leads: Sequence[Lead], title: str) -> str:
    """Show whom to ask, why, and what to say."""
    if not leads:
        return paragraphs(f"“{title}”: I know nobody to ask.")
    head = ["rank", "who, and why", "who that is", "what to ask", "leads to one"]
    rows = [
        [str(rank), lead.reason, lead.way, lead.question, about(lead.probability)]
        for rank, lead in enumerate(leads, start=1)
    ]
    if not any(lead.way for lead in leads):  # as in some that were redacted
        head, *rows = ([*row[:2], *row[3:]] for row in [head, *rows])
    return table(head, rows, f"“{title}”: who may know one")


def lead_said(lead: Lead) -> str:
    """Say one lead where only text is shown."""
    return f"{lead.reason} {_ask(lead).capitalize()}: “{lead.question}”"


# --- plans ----------------------------------------------------------------------------


def letter_shown(letter: Letter) -> str:
    """Show one letter, with when to send it."""
    facts = "".join(
        map(_row, [("when", letter_when(letter, "")), ("subject", letter.subject)])
    )
    text = paragraphs(*letter.body.split("\n\n"))
    return (
        f"<table><caption>{html(letter_heading(letter, ''))}</caption><tbody>{facts}"
        f'<tr><th scope="row">{_words("letter")}</th>'
        f'<td><div align="left">{text}</div></td></tr></tbody></table>'
    )


def plan_shown(plan: Plan) -> str:
    """Show what there is to take along: where to begin, and the days."""
    picks = [(str(p.rank), p.chain.sentence, _ready(p)) for p in plan.picks]
    days = [(_day(step), step.what) for step in plan.timetable]
    shown = [
        table(["rank", "chain", "ready"], picks, "Where to begin") if picks else "",
        paragraphs(_lead_letters(plan)),
        table(["day", "what to do"], days, "What to do when") if days else "",
    ]
    return "".join(shown) or paragraphs("There is nothing to plan yet.")


def _day(step: Step) -> str:
    return f"{step.day.day} {step.day:%B %Y}" if step.day else step.when


def _ready(pick: Pick) -> str:
    questions = sum(len(theme.questions) for theme in pick.questions)
    return listing([plural(len(pick.letters), "letter"), plural(questions, "question")])


def _lead_letters(plan: Plan) -> str:
    if not plan.lead_letters:
        return ""
    names = [person.name for letter in plan.lead_letters for person in letter.to]
    what = plural(len(plan.lead_letters), "letter")
    return f"And {what} to people who may know one: {listing(names)}."


def plan_said(plan: Plan) -> str:
    """Say what a plan holds where only text is shown."""
    letters = sum(len(pick.letters) for pick in plan.picks) + len(plan.lead_letters)
    counts = [
        plural(len(plan.picks), "chain"),
        plural(letters, "letter"),
        plural(len(plan.timetable), "day"),
    ]
    return f"“{plan.answer.query.title}”: a plan of {listing(counts)}"
