"""Guesses from shared places: only where times meet, smaller with size and time, marked."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netpath.answering import Question, answer
from netpath.model import Group, Membership, Network, Person, Tie
from netpath.ranking.building import build
from netpath.ranking.index import cost
from netpath.ranking.shared import periods
from netpath.ranking.strength import LEAST, chance, score
from netpath.ready import Ready

TODAY = date(2026, 11, 23)


def job(member, since=None, until=None, kind="employer"):
    days = [date(year, 6, 1) if year else None for year in (since, until)]
    return Membership(member, "Oriel Pottery", kind, "", *days)


def group(*members, kind="employer", probability=0.06):
    ordered = tuple(sorted(members, key=lambda m: m.member))
    return Group(f"{kind}:oriel", "Oriel Pottery", kind, ordered, probability)


def pairs(made, as_of=TODAY):
    """Who may know whom, with what that is worth at best."""
    found = {}
    for period in periods(made, as_of):
        worth = chance(made, period.until, as_of)
        for pair in combinations(period.members, 2):
            found[pair] = max(worth, found.get(pair, 0))
    return found


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((None, None), (None, None), True),  # both were seen there
        ((2019, None), (None, None), True),
        ((2010, 2014), (2013, 2018), True),
        ((2010, 2014), (2014, 2018), True),  # months are often not given
        ((2010, 2014), (2015, 2018), False),
        ((2010, 2014), (None, None), False),  # since when the other is there, who knows
        ((None, 2014), (2012, 2016), True),  # was there when leaving
        ((None, 2014), (2016, None), False),
        ((2010, 2014), (2012, None), True),
        ((2027, None), (None, None), False),  # begins next year
    ],
)
def test_two_may_know_each_other_if_they_were_there_in_the_same_year(one, other, meet):
    assert bool(pairs(group(job("ana", *one), job("bo", *other)))) is meet


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((2010, 2014), (2013, 2017), True),
        ((2010, 2014), (2015, 2019), False),
        ((None, 2016), (2014, 2018), True),  # the class of 2016
        ((2024, None), (2026, 2028), True),
        ((2004, None), (2024, None), False),  # nobody studies for twenty years
        ((None, None), (2014, 2018), False),
        ((None, None), (None, None), False),  # nothing is known of when
    ],
)
def test_so_may_two_who_studied_in_the_same_year(one, other, meet):
    made = [job(n, *years, kind="school") for n, years in (("ana", one), ("bo", other))]
    assert bool(pairs(group(*made, kind="school", probability=0.02))) is meet


YEARS = st.one_of(st.none(), st.integers(2005, 2027))
SPANS = st.tuples(YEARS, YEARS).map(
    lambda span: span if None in span else tuple(sorted(span))
)


def there(kind, since, until):
    """In which years somebody was there, worked out one year after another."""
    years = set()
    if since is not None and date(since, 6, 1) > TODAY:
        return years
    is_there = until is None or date(until, 6, 1) >= TODAY
    for year in range(1990, 2040):
        if kind == "school":
            if since is None and until is None:
                continue
            first = since if since is not None else until - 3
            last = until if until is not None else first + 3
        elif since is None:
            first = last = until if not is_there else 0
        else:
            first, last = since, until if not is_there else 2026
        if first <= year <= last:
            years.add(year)
    if kind == "employer" and is_there:
        years.add(9999)
    return years


def worth(made, year):
    if year >= 2026:
        return made.probability
    faded = 0.5 + 0.5 * 0.5 ** ((2026 - year) / 3)
    return max(min(LEAST, made.probability), made.probability * faded)


@settings(max_examples=1500, deadline=None)
@given(
    st.lists(SPANS, min_size=2, max_size=9),
    st.sampled_from(["employer", "school"]),
    st.sampled_from([0.02, 0.06, 0.4]),
)
def test_the_hubs_hold_exactly_the_pairs_whose_years_meet(spans, kind, probability):
    members = [job(f"p{i}", *span, kind=kind) for i, span in enumerate(spans)]
    made = group(*members, kind=kind, probability=probability)
    expected = {}
    for (i, one), (j, other) in combinations(enumerate(spans), 2):
        shared = there(kind, *one) & there(kind, *other)
        if shared:
            expected[f"p{i}", f"p{j}"] = pytest.approx(worth(made, max(shared)))
    assert pairs(made) == expected


def test_many_with_dates_are_not_written_out_as_pairs():
    spans = [(1990 + i % 30, 1993 + i % 30) for i in range(1000)]
    made = group(*(job(f"p{i:04}", *span) for i, span in enumerate(spans)))
    assert sum(len(p.members) for p in periods(made, TODAY)) <= 4 * 1000


def test_a_period_whose_members_meet_again_later_is_left_out():
    made = group(job("ana", 2010, None), job("bo", 2012, None))
    assert [(p.members, p.until) for p in periods(made, TODAY)] == [
        (("ana", "bo"), None)
    ]


def test_the_guess_is_worth_less_the_larger_the_place_and_the_longer_ago():
    def of(count):
        people = {f"p{i}": Person(f"p{i}", "X") for i in range(count)}
        made = group(*(job(key) for key in people), probability=0)
        return score(Network("p0", people, (), (made,)), TODAY).groups[0].probability

    assert of(2) == of(400) > of(1000) > of(5000) == LEAST
    made = group(job("ana"), job("bo"))
    fading = [chance(made, until, TODAY) for until in (None, 2026, 2023, 2010, 1980)]
    assert fading == sorted(fading, reverse=True)
    assert fading[1] == 0.06
    assert fading[2] == pytest.approx(0.045)
    assert fading[-1] == pytest.approx(0.03, abs=1e-3)


def story(one, other, **places):
    people = {
        "kit": Person("kit", "Kit Lark"),
        "ana": Person("ana", "Ana Ruiz"),
        "mei": Person("mei", "Mei Patel", "Public librarian", "Oriel Pottery"),
    }
    friends = Tie("ana", "kit", (), "friend", "kit", 0.6)
    made = group(job("ana", *one), job("mei", *other), **places)
    return Ready.of(Network("kit", people, (friends,), (made,), TODAY))


def test_a_guess_is_said_to_be_one():
    found = answer(story((2019, None), (None, None)), Question("public librarian"))
    hop = found.chains[0].hops[1]
    assert (hop.relation, hop.via) == ("possible coworker", "Oriel Pottery")
    assert hop.is_guess
    assert not found.chains[0].hops[0].is_guess
    assert "may know Mei Patel from Oriel Pottery" in found.chains[0].sentence
    assert [e.detail for e in hop.evidence] == [
        "Oriel Pottery (since 2019)",
        "Oriel Pottery",
    ]


def test_a_guess_about_the_past_is_said_to_be_about_the_past():
    found = answer(story((2008, 2014), (2012, 2018)), Question("public librarian"))
    assert "may have worked with Mei Patel at Oriel Pottery" in found.chains[0].sentence
    assert found.chains[0].hops[1].probability < 0.06


def test_declared_ties_only_leaves_guesses_out():
    ready = story((2019, None), (None, None))
    found = answer(ready, Question("public librarian", declared_only=True))
    assert found.chains == ()
    assert found.miss.kind == "guess"


def test_the_index_takes_the_cheapest_of_several_periods():
    made = group(job("ana", 2008, 2014), job("bo", 2012, 2018), job("cy", 2014, 2016))
    people = {key: Person(key, key) for key in ("ana", "bo", "cy")}
    index = build(Network("ana", people, (), (made,), TODAY))
    others, prices = index.neighbours(0)
    assert others.tolist() == [1, 2]
    assert prices.tolist() == [cost(chance(made, 2014, TODAY))] * 2
    assert index.neighbours(1)[1][1] == cost(chance(made, 2016, TODAY))
