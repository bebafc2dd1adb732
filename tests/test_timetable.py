"""The timetable: whom to ask on which day, and when to leave them in peace."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.model import Chain, Hop, Match, Person
from netpath.planning import Pick
from netpath.planning.timetable import timetable

MONDAY = dt.date(2026, 11, 23)


def pick(*names, relation="sister-in-law", via=""):
    people = tuple(Person(f"p{i}", name) for i, name in enumerate(("Kim Lee", *names)))
    relations = [relation, *["coworker"] * (len(names) - 1)]
    hops = tuple(
        Hop(f"p{i}", f"p{i + 1}", each, 0.5, via if i == 0 else "")
        for i, each in enumerate(relations)
    )
    return Pick(Chain(people, hops, Match(0.9, ""), 0.3, (0.1, 0.5), 0.27), 1)


ANA = pick("Ana Ruiz", "Raj Patel", "Mei Patel")
TOM = pick("Tom Park", "王伟", relation="neighbour")
OMAR = pick("Łukasz Żak", relation="LinkedIn connection")

starts = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
several = st.lists(st.sampled_from([ANA, TOM, OMAR]), max_size=6)


def days(steps, *kinds):
    return [step.day for step in steps if step.kind in kinds]


def business_days(one, other):
    span = [one + dt.timedelta(days=i) for i in range(1, (other - one).days + 1)]
    return sum(day.weekday() < 5 for day in span)


@given(several, starts)
def test_nobody_is_written_to_at_a_weekend(picks, start):
    dated = [step.day for step in timetable(picks, start) if step.day]
    assert all(day.weekday() < 5 for day in dated)


@given(several, starts)
def test_steps_come_in_order_and_those_without_a_day_last(picks, start):
    found = [step.day for step in timetable(picks, start)]
    assert found == sorted(found, key=lambda day: day or dt.date.max)


@given(several, starts)
def test_no_pick_begins_before_the_one_before_had_three_business_days(picks, start):
    begun = days(timetable(picks, start), "ask", "alternative")
    assert len(begun) == len(picks)
    assert all(business_days(*pair) == 3 for pair in pairwise(begun))
    assert not begun or 0 <= (begun[0] - start).days <= 2


@given(several, starts)
def test_each_is_reminded_once_after_a_week_and_left_in_peace_after_two(picks, start):
    steps = timetable(picks, start)
    for number in range(1, len(picks) + 1):
        own = [step for step in steps if step.pick == number]
        begun, *rest = days(own, "ask", "alternative", "remind", "close")
        assert [(day - begun).days for day in rest] == [7, 14]


@given(several, starts)
def test_only_what_hangs_on_the_talk_has_no_day_but_says_when(picks, start):
    for step in timetable(picks, start):
        assert (step.day is None) == (step.kind in {"thank", "update", "news"})
        assert (step.day is None) == bool(step.when)


def test_a_plan_of_two_ways_in_words():
    said = [
        f"{step.day.day if step.day else step.when}: {step.what}"
        for step in timetable([ANA, TOM], MONDAY)
    ]
    assert said == [
        "23: Ask Ana, best by phone.",
        "26: If Ana has not answered, or cannot help, begin the next way: ask Tom, best by phone.",
        "30: Remind Ana, this once, if there is no answer yet.",
        "3: Remind Tom, this once, if there is no answer yet.",
        "7: If Ana has still not answered, note “no reply” and leave it there.",
        "10: If Tom has still not answered, note “no reply” and leave it there.",
        "within a day of the talk: Thank Mei, and Ana and Raj for bringing you together.",
        "a week after the talk: Tell Ana and Raj how it went and which advice you took.",
        "two or three times a year: Write to Ana, Raj and Mei how you are getting on.",
        "within a day of the talk: Thank 王伟, and Tom for bringing you together.",
        "a week after the talk: Tell Tom how it went and which advice you took.",
        "two or three times a year: Write to Tom and 王伟 how you are getting on.",
    ]


@pytest.mark.parametrize(
    ("relation", "via", "said"),
    [
        ("sister", "", "Ask Łukasz directly, best by phone."),
        ("boss", "", "Ask Łukasz directly in a short personal note."),
        ("possible coworker", "Acme", "Ask Łukasz directly in a short note that begins with what you share: Acme."),
        ("possible coworker", "", "Ask Łukasz directly in a short note that begins with what you share."),
    ],
)  # fmt: skip
def test_how_to_ask_depends_on_how_one_knows_them(relation, via, said):
    steps = timetable([pick("Łukasz Żak", relation=relation, via=via)], MONDAY)
    assert steps[0].what == said
    assert not [step for step in steps if step.kind == "update"]


@pytest.mark.parametrize("start", [dt.date(2026, 11, 21), dt.date(2026, 11, 22)])
def test_what_is_planned_at_a_weekend_begins_on_monday(start):
    assert timetable([ANA], start) == timetable([ANA], MONDAY)


def test_three_business_days_from_a_thursday_are_a_tuesday():
    steps = timetable([ANA, TOM], dt.date(2026, 11, 26))
    assert days(steps, "alternative") == [dt.date(2026, 12, 1)]


def test_without_picks_there_is_nothing_to_do():
    assert timetable([], MONDAY) == ()


def test_two_of_one_first_name_are_told_apart():
    steps = timetable([pick("Cora Holt"), pick("Cora Vale")], MONDAY)
    said = [step.what for step in steps if step.kind == "alternative"]
    assert said[0].startswith("If Cora Holt has not answered")
    assert said[0].endswith("ask Cora Vale directly, best by phone.")
