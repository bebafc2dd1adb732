"""The plan as HTML: one file that needs nothing else and asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from netpath.reports.formats import REPORTS, Report
from netpath.reports.page.chain_sections import chains, first, others, whom_not
from netpath.reports.page.elements import Markup, element, joined
from netpath.reports.page.letter_sections import leads, letters
from netpath.reports.page.parts import (
    contents,
    cover,
    ending,
    footer,
    keeping_track,
    talk,
    timetable,
    written,
)
from netpath.reports.words import headline
from netpath.text import html

if TYPE_CHECKING:
    from netpath.planning import Plan

_DATA = Path(__file__).parents[2] / "data"


@cache
def _own(name: str) -> Markup:
    """Read a style sheet or script of netpath's own."""
    return Markup((_DATA / name).read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _policy() -> str:
    """Allow this style sheet and this script, byte for byte, and nothing else."""
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src {_hash(_own('page.css'))}",
            f"script-src {_hash(_own('page.js'))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _write(plan: Plan) -> str:
    page = element("html", _head(plan), element("body", _body(plan)), lang="en")
    return f"<!doctype html>\n{page}\n"


def _head(plan: Plan) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy()),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", Markup(html(headline(plan.answer)))),  # no elements in there
        element("style", _own("page.css")),
    )


def _body(plan: Plan) -> Markup:
    parts = [
        first(plan),
        whom_not(plan),
        others(plan),
        chains(plan),
        leads(plan),
        letters(plan),
        talk(plan),
        timetable(plan),
        keeping_track(plan),
        ending(),
    ]
    sections = [part for part in parts if part.content]
    return joined(
        [
            cover(plan),
            element(
                "main",
                element("h1", headline(plan.answer)),
                contents(sections),
                *map(written, sections),
            ),
            footer(plan),
            element("script", _own("page.js")),
        ]
    )


REPORTS.register("html", Report("html", _write))
