"""Plans: which chains to begin with, and that every format holds the same."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netpath.model import (
    Answer,
    Chain,
    Evidence,
    Hop,
    Lead,
    Match,
    Person,
    Query,
    about,
)
from netpath.planning import Plan, Wishes, make_plan
from netpath.reports import REPORTS
from netpath.reports.words import chance

NAMES = (
    "Ana Ruiz", "王伟", "أمينة الصباغ", "Łukasz Żółć", "María José de la Cruz", "Σοφία Παπά",
    "Пётр Иванов", "אורי כהן", "Ngọc Ánh Trần", "Jean-Luc d'Or", "山田 花子", "Zoë O'Neil",
    "अनिता शर्मा", "Ásta Jónsdóttir", "Kwame Mensah", "Tom Park",
)  # fmt: skip
RELATIONS = ("sister-in-law", "coworker", "wife", "neighbour", "friend", "aunt", "boss")
ME = Person("kate", "Kate Spaulding")


@st.composite
def answers(draw):
    """Answers with several chains, which share people or not, some with alternatives."""
    people = [
        Person(f"p{i}", name, draw(st.sampled_from(["Librarian", "", "Nurse"])), draw(st.sampled_from(["Oak Library", ""])))
        for i, name in enumerate(NAMES)
    ]  # fmt: skip
    chains = draw(st.lists(ways(people), min_size=1, max_size=5, unique_by=lambda c: c.target.id))  # fmt: skip
    chains.sort(key=lambda chain: -chain.score)
    query = Query("public librarian", ME.id, 4, 10, dt.date(2026, 11, 23))
    return Answer(query, tuple(chains), len(chains), asker=ME)


@st.composite
def ways(draw, people):
    route = draw(st.lists(st.sampled_from(people), min_size=1, max_size=4, unique_by=lambda p: p.id))  # fmt: skip
    return way([ME, *route], draw(st.floats(0.001, 0.94)), draw(st.randoms()))


def way(people, probability=0.28, chance=None):
    hops = tuple(
        Hop(
            one.id,
            other.id,
            RELATIONS[chance.randrange(len(RELATIONS))] if chance else "friend",
            round(chance.uniform(0.05, 0.95), 3) if chance else 0.5,
            evidence=(Evidence("declared", "links.txt:1"),),
        )
        for one, other in pairwise(people)
    )
    told = " knows ".join(person.name for person in people)
    return Chain(
        tuple(people), hops, Match(0.9, "a reason"), probability,
        (probability / 2, min(0.99, probability * 1.5)), probability * 0.9,
        "your friend", f"It is told that {told}.",
    )  # fmt: skip


def person(place):
    return Person(f"p{place}", NAMES[place], "Librarian", "Oak Library")


def answer_of(*chains):
    query = Query("public librarian", ME.id, 4, 10, dt.date(2026, 11, 23))
    return Answer(query, chains, len(chains), asker=ME)


# --- which chains to begin with -------------------------------------------------------


@given(answers())
def test_picks_share_nobody_between_them(answer):
    plan = make_plan(answer)
    between = [p.id for pick in plan.picks for p in pick.chain.people[1:-1]]
    assert len(between) == len(set(between))
    assert 1 <= len(plan.picks) <= 3


@given(answers())
def test_the_first_pick_is_the_best_chain(answer):
    assert make_plan(answer).picks[0].chain == answer.chains[0]


@given(answers())
def test_picks_come_best_first(answer):
    scores = [pick.chain.score for pick in make_plan(answer).picks]
    assert scores == sorted(scores, reverse=True)


def test_an_alternative_to_the_same_person_may_be_picked():
    other = way([ME, person(2), person(1)], 0.1)
    best = replace(way([ME, person(0), person(1)], 0.3), alternatives=(other,))
    plan = make_plan(answer_of(best))
    assert [pick.chain for pick in plan.picks] == [best, other]
    assert [pick.rank for pick in plan.picks] == [1, 1]


def test_a_chain_through_somebody_asked_already_is_no_alternative():
    best = way([ME, person(0), person(1)], 0.3)
    same = way([ME, person(0), person(2)], 0.2)
    plan = make_plan(answer_of(best, same))
    assert [pick.chain for pick in plan.picks] == [best]


def test_whom_to_leave_to_others_is_said():
    plan = make_plan(answer_of(way([ME, person(0), person(3), person(15)])))
    assert plan.picks[0].leave.startswith(
        "Before you write to Łukasz or Tom yourself, let Ana ask Łukasz and Łukasz ask"
    )
    assert make_plan(answer_of(way([ME, person(0)]))).picks[0].leave == ""


def test_whom_to_leave_to_others_is_told_apart():
    people = [
        Person(f"q{i}", name)
        for i, name in enumerate(["Ana Ruiz", "Ana Holt", "Bo Li"])
    ]
    plan = make_plan(answer_of(way([ME, *people])))
    assert "let Ana Ruiz ask Ana Holt and Ana Holt ask Bo" in plan.picks[0].leave


def test_everybody_who_must_be_asked_has_a_line_to_keep_track():
    plan = make_plan(answer_of(way([ME, person(0), person(3), person(15)])))
    assert [(ask.asks.name, ask.person.name) for ask in plan.asks] == [
        ("Kate Spaulding", "Ana Ruiz"),
        ("Ana Ruiz", "Łukasz Żółć"),
        ("Łukasz Żółć", "Tom Park"),
    ]
    assert {ask.status for ask in plan.asks} == {"planned"}


def test_where_nobody_is_known_the_leads_get_letters():
    lead = Lead(person(0), "there", "Ana is there.", 0.4, 0.8, question="Do you know one?")  # fmt: skip
    answer = replace(answer_of(), leads=(lead,), none_because="Nobody.")
    plan = make_plan(answer)
    assert plan.picks == ()
    assert [letter.kind for letter in plan.lead_letters] == ["lead"]
    assert "Do you know one?" in plan.lead_letters[0].body


# --- all formats hold the same --------------------------------------------------------


class _Text(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.parts = []
        self.feed(page)

    def handle_data(self, data):
        self.parts.append(data)


def text_of(name, content):
    """Give what a format says, as plain text on one line."""
    if isinstance(content, dict):
        content = content["0-read-me-first.txt"]
    text = content.decode() if isinstance(content, bytes) else content
    if name in {"html", "svg", "notebook"}:
        text = "".join(_Text(text).parts)
    if name == "md":
        text = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text)
    if name == "ics":
        text = re.sub(r"\\([\\,;])", r"\1", text.replace("\r\n ", "")).replace(
            "\\n", "\n"
        )
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["html", "md", "table", "notebook"])
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(answers())
def test_what_is_read_tells_every_chain_with_its_chance(name, answer):
    said = text_of(name, REPORTS[name].write(make_plan(answer)))
    for chain in answer.chains:
        assert chain.sentence in said
        assert about(chain.probability) in said.casefold()


@pytest.mark.parametrize("name", ["ics", "eml"])
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(answers())
def test_days_and_drafts_tell_what_is_begun_with(name, answer):
    plan = make_plan(answer)
    said = text_of(name, REPORTS[name].write(plan))
    for pick in plan.picks:
        assert pick.chain.sentence in said
        assert chance(pick.chain) in said


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(answers())
def test_json_and_csv_hold_the_numbers(answer):
    plan = make_plan(answer)
    found = json.loads(REPORTS["json"].write(plan))["chains"]
    text = REPORTS["csv"].write(plan).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    for chain, one, row in zip(answer.chains, found, rows, strict=True):
        assert one["sentence"] == row["sentence"] == chain.sentence
        assert row["people"] == " > ".join(chain.names)
        assert [hop["to"] for hop in one["hops"]] == [p.id for p in chain.people[1:]]
        for name in ("score", "probability"):
            assert one[name] == float(row[name]) == round(getattr(chain, name), 6)
        assert one["interval"] == [float(row["low"]), float(row["high"])]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(answers())
def test_the_picture_names_everybody(answer):
    said = text_of("svg", REPORTS["svg"].write(make_plan(answer)))
    for chain in answer.chains:
        for name in chain.names[1:]:
            assert "".join(name.split()) in "".join(said.split())


def test_equal_plans_are_written_alike():
    plan = make_plan(
        answer_of(way([ME, person(0), person(3)])), wishes=Wishes(cover="K")
    )
    for name in REPORTS:
        assert REPORTS[name].write(plan) == REPORTS[name].write(plan), name


def test_an_answer_alone_is_a_plan_without_letters():
    assert Plan(answer_of()).picks == ()
