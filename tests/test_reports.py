"""Reports: one answer in many forms, the same people in each, and nothing that runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.model import (
    Answer,
    Chain,
    Gain,
    Hop,
    Lead,
    Match,
    Miss,
    Person,
    Query,
)
from netpath.planning import Plan
from netpath.reports import REPORTS, render
from netpath.reports.words import about, headline, nearest, short_name, start, thinnest

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x.example")',
    "+1-2",
    "@SUM(A1)",
    "[link](http://x.example)",
    "\x1b[2J\x1b]8;;http://x.example\x07x",
    "a\u202eb",
    "**bold** `code`",
    "tab\tand\nline",
]


def full(evil):
    """An answer in which everything that can be said is, of people called something."""
    plain = answer("You", evil, evil, evil)
    (chain,) = plain.chains
    chain = replace(
        chain,
        first=0.5,
        is_level=True,
        alternatives=(chain,),
        together=0.9,
        gain=Gain("confirm", 1, f"Find out whether {evil} knows {evil}.", 0.8),
    )
    lead = Lead(
        chain.target, "there", f"{evil} works there.", 0.4, 0.8, 1, evil, f"{evil}?"
    )
    return replace(
        plain, chains=(chain, chain), leads=(lead,), together=0.9, withheld=2
    )


def answer(*names, match=0.97, relations=("sister-in-law", "coworker", "wife")):
    people = tuple(Person(f"p{i}", name, "Librarian", "Oak Library") for i, name in enumerate(names))  # fmt: skip
    hops = tuple(
        Hop(f"p{i}", f"p{i + 1}", relation, 0.5)
        for i, relation in zip(range(len(names) - 1), relations, strict=False)
    )
    chain = Chain(
        people, hops, Match(match, "a reason"), 0.28, (0.13, 0.45), 0.27, "a phrase",
        f"A sentence with {names[-1]}.",
    )  # fmt: skip
    query = Query("librarian", "p0", 3, 10, dt.date(2026, 11, 23))
    return Answer(query, (chain,), known=1)


STORY = answer("You", "Ana Ruiz", "Raj Patel", "Mei Patel")


_PACKED = {"docx", "xlsx", "pdf", "eml"}  # files of other programs, and a folder


@pytest.mark.parametrize("name", sorted({*REPORTS} - _PACKED))
def test_every_format_names_the_target_and_says_the_sentence(name):
    said = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", render(Plan(STORY), name))
    assert "Mei Patel" in said
    assert "A sentence with Mei Patel." in said


class _Elements(HTMLParser):
    """Which elements and attributes a page really has."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text.append(data)


@pytest.mark.parametrize("name", ["html", "notebook"])
@pytest.mark.parametrize("evil", HOSTILE)
def test_no_name_becomes_an_element(name, evil):
    page = _Elements(render(Plan(full(evil)), name))
    own = {"a", "script"} if name == "html" else set()
    foreign = {"script", "img", "iframe", "a", "link", "object"} - own
    assert page.tags.isdisjoint(foreign)
    assert not any(attribute.startswith("on") for attribute in page.attributes)


def test_the_page_needs_nothing_else():
    page = render(Plan(STORY), "html")
    assert "default-src 'none'" in page
    named = re.sub('http-equiv|xmlns="http://www.w3.org/2000/svg"', "", page)
    assert "http" not in named


@pytest.mark.parametrize("evil", HOSTILE)
def test_no_cell_is_a_formula(evil):
    text = render(Plan(full(evil)), "csv").removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if re.match(r"[\s'\"]*[=+\-@]", cell.removeprefix("'")) and not cell.startswith("'")]  # fmt: skip


@pytest.mark.parametrize("name", ["table", "tsv", "md"])
@pytest.mark.parametrize("evil", HOSTILE)
def test_no_control_character_reaches_a_terminal(name, evil):
    text = render(Plan(full(evil)), name)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


@given(st.text(min_size=1, max_size=30).filter(str.strip))
def test_rows_stay_rows_whatever_people_are_called(name):
    lines = render(Plan(answer("You", name, name, name)), "tsv").split("\n")
    assert len(lines) == 2
    assert {line.count("\t") for line in lines} == {14}


def test_json_is_the_contract(golden):
    golden("answer.json", render(Plan(STORY), "json") + "\n")
    assert json.loads(render(Plan(STORY), "json"))["schema"] == 1


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0.95, "more than 9 in 10"), (0.284, "about 3 in 10"), (0.094, "about 9 in 100"), (0.004, "less than 1 in 100")],
)  # fmt: skip
def test_chances_are_said_as_one_would(probability, said):
    assert about(probability) == said


def test_the_thinnest_step_is_named():
    assert thinnest(STORY.chains[0]) == "The thinnest step is you to Ana."
    assert not thinnest(answer("You", "Ana Ruiz").chains[0])


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ("sister-in-law", "Start with Ana, by phone rather than in writing."),
        ("neighbour", "Start with Ana, by phone rather than in writing."),
        ("LinkedIn connection", "Start with a short personal note to Ana."),
    ],
)
def test_how_to_start_depends_on_how_near_somebody_is(relation, said):
    chain = answer("You", "Ana Ruiz", "Raj Patel", relations=(relation, "wife")).chains[
        0
    ]
    assert start(chain) == said


@pytest.mark.parametrize(
    ("found", "known", "top", "said"),
    [
        (1, 1, 10, "the one person I know of is within reach"),
        (2, 2, 10, "both people I know of are within reach"),
        (3, 3, 10, "all 3 people I know of are within reach"),
        (1, 3, 10, "1 of the 3 people I know of is within reach"),
        (1, 3, 1, "the best of 3 people I know of"),
        (2, 3, 2, "the 2 best of 3 people I know of"),
    ],
)
def test_the_headline_counts_who_is_within_reach(found, known, top, said):
    query = Query("librarian", "p0", 3, top, dt.date(2026, 11, 23))
    assert (
        headline(Answer(query, STORY.chains * found, known)) == f"“librarian”: {said}."
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ana Ruiz", "Ana"),
        ("王伟", "王伟"),
        ("Dr. Roe", "Dr. Roe"),
        ("אורי כהן", "אורי כהן"),
    ],
)
def test_first_names_are_used_where_names_begin_with_them(name, short):
    assert short_name(Person("p", name)) == short


def test_who_perhaps_does_it_is_listed_with_how_to_take_them_in():
    maybe = [
        (Person(f"p{i}", f"Ana {i}", "Potter"), Match(score, "clay in the position"))
        for i, score in enumerate((0.12, 0.089))
    ]
    miss = Miss("doubtful", "Nobody.", 3, maybe=tuple(maybe))
    query = Query("potter", "me", 3, 10, dt.date(2026, 11, 23))
    assert nearest(Answer(query, miss=miss)) == [
        "  Ana 0, Potter: 0.12, clay in the position",
        "  Ana 1, Potter: 0.09, clay in the position",
        "  and 1 more",
        "They count too with --min-match 0.08.",
    ]
    assert nearest(Answer(query)) == []
