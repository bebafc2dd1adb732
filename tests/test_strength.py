"""Tie strength: the ranking model's numbers, worked out by hand."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netpath.model import Evidence, Group, Membership, Network, Person, Tie
from netpath.ranking.strength import (
    EFFECTS,
    LEAST,
    MOST,
    Surroundings,
    chain_probability,
    score,
    surroundings,
    weigh,
)
from netpath.relations import LINKEDIN, relations

TODAY = dt.date(2026, 11, 23)
ALONE = Surroundings({"a": set(), "b": set()}, {"": 500}, {})


def years_ago(years):
    return TODAY - dt.timedelta(days=round(365.25 * years))


def strength(*evidence, relation="LinkedIn connection", around=ALONE):
    return weigh(Tie("a", "b", evidence, relation, "a"), around, TODAY)


def declared(relation, **said):
    return Evidence("declared", relation=relation, side="a", **said)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("wife", 0.90), ("partner", 0.90), ("mother", 0.85), ("sibling", 0.85),
        ("sister-in-law", 0.75), ("stepfather", 0.75), ("cousin", 0.6175),
        ("close friend", 0.80), ("friend", 0.6175), ("mentor", 0.57), ("boss", 0.57),
        ("teacher", 0.57), ("coworker", 0.55), ("colleague", 0.3825),
        ("neighbour", 0.405), ("clubmate", 0.405), ("classmate", 0.3825),
        ("acquaintance", 0.3145), ("LinkedIn connection", 0.2925),
    ],
)  # fmt: skip
def test_priors_are_those_of_the_model(word, expected):
    assert strength(relation=word).probability == pytest.approx(expected)


@pytest.mark.parametrize(("years", "left"), [(1, 0.90), (3, 0.75), (6, 0.625)])
def test_friendship_fades_with_half_life_three_and_floor_a_half(years, left):
    found = strength(declared("friend", last=years_ago(years)), relation="friend")
    assert found.fading == pytest.approx(left, abs=0.005)


def test_family_does_not_fade():
    found = strength(declared("aunt", last=years_ago(30)), relation="aunt")
    assert found.fading == 1


def test_what_is_over_and_undated_is_not_taken_for_the_newest():
    undated = strength(
        declared("former coworker", last=TODAY), relation="former coworker"
    )
    lately = strength(
        declared("former coworker", date=years_ago(0.1)), relation="former coworker"
    )
    long_ago = strength(
        declared("former coworker", date=years_ago(20)), relation="former coworker"
    )
    assert undated.fading == 0.75
    assert lately.probability > undated.probability > long_ago.probability


def test_undated_messages_are_not_recent():
    said = Evidence("messages", sent=3, received=2)
    recent = Evidence("messages", sent=3, received=2, last=TODAY)
    assert strength(said).moves[0][0] is EFFECTS["talked before"]
    assert strength(recent).moves[0][0] is EFFECTS["talked"]


def test_evidence_counts_whole_then_half_then_a_quarter():
    """The model's example: recommendation, recent messages, second context, skill."""
    around = Surroundings(
        {"a": set(), "b": set()}, {}, {"a": {"x": "work"}, "b": {"x": "work"}}
    )
    found = strength(
        Evidence("recommendation", received=1),
        Evidence("messages", sent=1, received=1, last=TODAY),
        Evidence("endorsement", received=2),
        around=around,
    )
    assert [weight for _, weight in found.moves] == [1, 0.5, 0.25, 0.125]
    assert found.acts == pytest.approx(0.77, abs=0.005)
    assert found.exists == 0.99


def test_all_evidence_together_moves_at_most_one_and_a_half_logits():
    around = Surroundings(
        {"a": set(), "b": set()}, {}, {"a": {"x": "work"}, "b": {"x": "work"}}
    )
    found = strength(
        Evidence("recommendation", received=1, sent=1),
        Evidence("messages", sent=1, received=1, last=TODAY),
        Evidence("endorsement", sent=1),
        Evidence("invitation", detail="with a personal note"),
        around=around,
    )
    logit = math.log(found.acts / (1 - found.acts)) - math.log(0.45 / 0.55)
    assert logit == pytest.approx(1.5)


def test_two_letters_without_an_answer_weaken_a_tie():
    silent = strength(Evidence("messages", sent=2))
    assert silent.acts == pytest.approx(0.2466, abs=1e-3)
    assert strength(Evidence("messages", sent=1)).moves == ()


def test_a_personal_note_counts_and_a_bare_invitation_does_not():
    assert (
        strength(Evidence("invitation", detail="with a personal note")).exists == 0.85
    )
    assert strength(Evidence("invitation", detail="accepted")).moves == ()


@pytest.mark.parametrize(
    ("degree", "exists"), [(603, 0.9), (1500, 0.37), (5000, 0.11), (30000, 0.02)]
)
def test_nobody_knows_thirty_thousand_people(degree, exists):
    around = Surroundings({"a": set(), "b": set()}, {"in:a": degree}, {})
    found = strength(Evidence("connection", teller="in:a"), around=around)
    assert found.exists == pytest.approx(exists, abs=0.005)


@pytest.mark.parametrize(
    ("closeness", "expected"), [(1, 0.3145), (2, 0.6175), (3, 0.80)]
)
def test_closeness_said_by_a_person_replaces_everything(closeness, expected):
    found = strength(
        declared("wife", closeness=closeness),
        Evidence("recommendation", received=1),
        relation="wife",
    )
    assert found.probability == pytest.approx(expected)
    assert found.moves == ()


def test_a_coworker_on_linkedin_is_one_context_and_a_coworker_next_door_two():
    around = Surroundings(
        {"a": set(), "b": set()}, {}, {"a": {"x": "work"}, "b": {"x": "work"}}
    )
    once = strength(
        declared("coworker"), Evidence("connection"), relation="coworker", around=around
    )
    twice = strength(declared("coworker"), declared("neighbour"), relation="coworker")
    assert once.moves == ()
    assert [effect for effect, _ in twice.moves] == [EFFECTS["second context"]]


def test_three_people_who_know_both_make_a_tie_likely_to_be_real():
    around = Surroundings({"a": {"x", "y", "z"}, "b": {"x", "y", "z"}}, {}, {})
    assert strength(around=around).exists == 0.8


kinds = st.builds(
    Evidence,
    kind=st.sampled_from(
        ["messages", "recommendation", "endorsement", "invitation", "connection"]
    ),
    detail=st.sampled_from(["", "with a personal note"]),
    sent=st.integers(0, 3),
    received=st.integers(0, 3),
    last=st.one_of(st.none(), st.dates(dt.date(2010, 1, 1), TODAY)),
)
words = st.sampled_from([relation.neutral for relation in relations().values()])


@given(st.lists(kinds, max_size=6), words)
def test_a_tie_stays_within_bounds_and_is_never_weaker_for_good_evidence(found, word):
    weighed = strength(*found, relation=word)
    assert LEAST <= weighed.probability <= MOST
    if not any(effect.odds < 1 for effect, _ in weighed.moves):
        assert weighed.acts >= weighed.tie_class.acts * weighed.fading - 1e-12


def test_the_storys_chain_is_about_three_in_ten():
    assert chain_probability([0.75, 0.55, 0.90]) == pytest.approx(0.284006, abs=1e-6)
    assert chain_probability([0.75]) == pytest.approx(0.85 * 0.75)


def group(kind, count, until=None):
    members = tuple(Membership(f"p{i}", "X", kind, until=until) for i in range(count))
    return Group(f"{kind}:x", "X", kind, members)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (group("employer", 2), 0.06),
        (group("employer", 1000), 0.0723 * 0.40),
        (group("school", 2), 0.02),
    ],
)
def test_a_shared_place_is_a_guess(made, expected):
    people = {f"p{i}": Person(f"p{i}", "X") for i in range(len(made.members))}
    scored = score(Network("p0", people, (), (made,)), TODAY)
    assert scored.groups[0].probability == pytest.approx(expected, abs=5e-4)


def test_degrees_count_each_owners_own_connections():
    ties = [
        Tie("a", f"c{i}", (Evidence("connection", teller="in:a"),)) for i in range(3)
    ]
    around = surroundings(Network("a", {}, tuple(ties)), TODAY)
    assert around.degrees == {"in:a": 3}


# --- what must hold whatever is known -------------------------------------------------

good = st.one_of(
    st.builds(Evidence, kind=st.just("recommendation"), sent=st.integers(0, 1), received=st.integers(0, 1)),
    st.builds(Evidence, kind=st.just("endorsement"), received=st.integers(1, 9)),
    st.builds(Evidence, kind=st.just("invitation"), detail=st.sampled_from(["", "with a personal note"])),
    st.builds(Evidence, kind=st.just("messages"), sent=st.integers(1, 9), received=st.integers(1, 9), last=st.dates(dt.date(2010, 1, 1), TODAY)),
)  # fmt: skip
silence = Evidence("messages", teller="in:x", sent=2)


@given(st.lists(st.one_of(good, st.just(silence)), max_size=5), good, words)
def test_no_good_evidence_ever_lowers_a_tie(known, new, word):
    told = declared(word, last=dt.date(2009, 1, 1), date=dt.date(2009, 1, 1))
    before = strength(told, *known, relation=word).probability
    assert strength(told, *known, new, relation=word).probability >= before - 1e-12


@given(st.lists(good, max_size=5), words)
def test_silence_is_the_one_thing_that_lowers_it(known, word):
    before = strength(*known, relation=word)
    after = strength(*known, silence, relation=word)
    assert after.acts <= before.acts + 1e-12
    assert after.exists == before.exists


@given(st.lists(good, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(known, chance):
    shuffled = list(known)
    chance.shuffle(shuffled)
    one, other = strength(*known), strength(*shuffled)
    assert (one.probability, one.moves) == (other.probability, other.moves)


@given(st.lists(good, max_size=6))
def test_the_same_told_twice_counts_once(known):
    assert strength(*known, *known).probability == strength(*known).probability


@pytest.mark.parametrize(
    ("kind", "odds", "exists"),
    [
        ("recommended", 2.5, 0.99),
        ("helped", 2.0, 0.99),
        ("talked", 2.0, 0.98),
        ("talked before", 1.3, 0.95),
        ("second context", 1.5, 0.0),
        ("endorsed", 1.3, 0.80),
        ("personal note", 1.2, 0.85),
        ("mutuals", 1.0, 0.80),
        ("unanswered", 0.4, 0.0),
    ],
)
def test_effects_have_the_numbers_of_the_ranking_model(kind, odds, exists):
    assert (EFFECTS[kind].odds, EFFECTS[kind].exists) == (odds, exists)


@pytest.mark.parametrize(
    ("days", "effect"), [(0, "talked"), (365, "talked"), (366, "talked before")]
)
def test_a_year_after_the_last_message_it_is_longer_ago(days, effect):
    last = TODAY - dt.timedelta(days=days)
    found = strength(Evidence("messages", sent=1, received=1, last=last))
    assert [one for one, _ in found.moves] == [EFFECTS[effect]]


@pytest.mark.parametrize(
    ("word", "half_life", "floor"),
    [("friend", 3, 0.5), ("close friend", 4, 0.6), ("boss", 3, 0.5), ("neighbour", 3, 0.5), ("acquaintance", 2, 0.5), ("former coworker", 3, 0.5)],
)  # fmt: skip
def test_after_one_half_life_half_of_what_can_fade_is_gone(word, half_life, floor):
    day = years_ago(half_life)
    found = strength(declared(word, date=day, last=day), relation=word)
    assert found.fading == pytest.approx((1 + floor) / 2, abs=5e-4)


@pytest.mark.parametrize("word", ["wife", "mother", "sister-in-law", "coworker", "colleague", "LinkedIn connection"])  # fmt: skip
def test_what_the_model_does_not_let_fade_does_not(word):
    assert strength(declared(word, last=years_ago(40)), relation=word).fading == 1


def test_a_day_in_the_future_makes_nothing_stronger_than_today():
    later = strength(
        declared("friend", last=TODAY + dt.timedelta(99)), relation="friend"
    )
    assert later.probability == pytest.approx(0.6175)


@pytest.mark.parametrize(
    ("chances", "whole"),
    [([0.5], 0.425), ([0.5, 0.5], 0.2125), ([0.5] * 3, 0.85 * 0.125 * 0.9), ([0.5] * 6, 0.85 * 0.5**6 * 0.9**4)],
)  # fmt: skip
def test_each_hop_beyond_the_second_costs_a_tenth(chances, whole):
    assert chain_probability(chances) == pytest.approx(whole)


def test_two_exports_that_hold_a_tie_are_as_good_as_the_smaller_one():
    around = Surroundings({"a": set(), "b": set()}, {"in:a": 5000, "in:b": 611}, {})
    both = [Evidence("connection", teller=key) for key in ("in:a", "in:b")]
    assert strength(*both, around=around).exists == pytest.approx(0.9)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 6),
            st.integers(0, 6),
            st.sampled_from(["connection", "connection", "talk", "messages"]),
            st.integers(0, 3).map(lambda closeness: max(0, closeness - 2)),
        ),
        max_size=25,
    )
)
def test_scoring_all_is_weighing_each(drawn):
    ties = {}
    for a, b, kind, closeness in drawn:
        if a < b:
            one = Evidence(kind, teller=f"in:p{a}", sent=1, closeness=closeness)
            ties.setdefault((f"p{a}", f"p{b}"), []).append(one)
    made = Network(
        "p0",
        {f"p{i}": Person(f"p{i}", f"P {i}") for i in range(7)},
        tuple(Tie(*ends, tuple(e), LINKEDIN, ends[0]) for ends, e in ties.items()),
    )
    around = surroundings(made, TODAY)
    for tie, scored in zip(made.ties, score(made, TODAY).ties, strict=True):
        strength = weigh(tie, around, TODAY)
        assert scored == replace(
            tie,
            probability=strength.probability,
            prior=strength.prior,
            evidence=strength.evidence,
        )
