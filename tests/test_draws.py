"""How sure a chain and its place are: the same draws of a tie in every chain."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.model import Chain, Hop, Match, Person
from netpath.ranking.draws import TOLD_APART, _column, interval, judged, tie_of
from netpath.ranking.strength import LEAST, MOST, availability, chain_probability
from netpath.reports.words import sureness


def chain(*way, fit=1.0, via="", willing=False):
    """A chain from ids and chances by turns: ``chain("me", 0.7, "ana", 0.5, "mei")``."""
    ids, chances = way[::2], way[1::2]
    people = [Person(key, key.title(), is_willing=willing) for key in ids]
    hops = [
        Hop(a, b, "friend", p, via)
        for a, b, p in zip(ids, ids[1:], chances, strict=False)
    ]
    whole = chain_probability(chances, availability(people[-1]))
    return Chain(tuple(people), tuple(hops), Match(fit, "a fit"), whole, (0, 0), whole * fit)  # fmt: skip


STORY = chain("me", 0.75, "ana", 0.55, "raj", 0.90, "mei")
chances = st.floats(LEAST, MOST)


@st.composite
def answers(draw):
    """A few chains from me to people of their own, best first, with ties in common."""
    found = []
    ties = {}
    for number in range(draw(st.integers(1, 6))):
        between = draw(st.lists(st.sampled_from("abcd"), max_size=3, unique=True))
        ids = ["me", *between, f"t{number}"]
        way = ["me"]
        for a, b in pairwise(ids):
            key = min(a, b), max(a, b)
            way += [ties.setdefault(key, draw(chances)), b]
        found.append(chain(*way, fit=draw(st.sampled_from([0.4, 0.8, 1.0]))))
    return sorted(found, key=lambda one: -one.score)


def test_the_storys_chance_lies_between_13_and_45_in_100():
    assert interval(STORY) == pytest.approx((0.133, 0.454), abs=0.008)


def test_the_interval_is_that_of_independent_beta_draws():
    random = np.random.default_rng(7)
    p = np.array([0.75, 0.55, 0.90])
    drawn = random.beta(10 * p, 10 * (1 - p), (400_000, 3)).prod(axis=1) * 0.85 * 0.9
    assert interval(STORY) == pytest.approx(np.quantile(drawn, [0.05, 0.95]), abs=0.008)


@pytest.mark.parametrize("chance", [LEAST, 0.1, 0.55, 0.9, MOST])
def test_a_tie_alone_has_the_beta_distribution_itself(chance):
    drawn = np.random.default_rng(7).beta(10 * chance, 10 * (1 - chance), 400_000)
    column = _column(("ana", "me", ""), chance)
    assert column.mean() == pytest.approx(chance, abs=1e-5)
    places = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
    expected = np.quantile(drawn, places)
    assert np.quantile(column, places) == pytest.approx(expected, abs=0.003)


def test_equal_ties_have_equal_intervals_and_draws_of_their_own():
    assert interval(chain("me", 0.4, "x")) == interval(chain("me", 0.4, "y"))
    one, other = (_column(("me", key, ""), 0.4) for key in "xy")
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.05


@pytest.mark.parametrize("chance", [LEAST, 0.06, 0.5, MOST])
@pytest.mark.parametrize("hops", [1, 3, 6])
def test_the_interval_holds_the_chance_however_unlikely(chance, hops):
    way = ["me"]
    for number in range(hops):
        way += [chance, f"p{number}"]
    one = chain(*way)
    low, high = interval(one)
    assert 0 <= low <= one.probability <= high <= 0.85
    assert low < high


def test_certain_ties_of_a_graph_made_by_hand_are_not_drawn():
    assert interval(chain("me", 1.0, "ana", 1.0, "mei")) == (0.85, 0.85)


def test_who_volunteered_has_an_interval_as_much_higher():
    plain, willing = chain("me", 0.5, "mei"), chain("me", 0.5, "mei", willing=True)
    ratio = 0.95 / 0.85
    assert interval(willing) == pytest.approx([ratio * b for b in interval(plain)])


@given(answers())
def test_what_else_is_listed_never_moves_an_interval(found):
    together = [one.interval for one in judged(found)]
    assert together == [judged([one])[0].interval for one in found]


@given(answers())
def test_equal_answers_give_equal_numbers(found):
    assert judged(found) == judged(found)


@given(answers())
def test_somebody_is_first_in_every_draw(found):
    assert sum(one.first for one in judged(found)) == pytest.approx(1)


@given(answers())
def test_judging_changes_nothing_but_the_judgement(found):
    told = judged(found)
    assert [
        replace(one, interval=(0, 0), first=0.0, is_level=False) for one in told
    ] == found
    assert not told[0].is_level


def test_nobody_is_judged_where_there_is_nobody():
    assert judged([]) == ()


def test_an_only_chain_is_first_in_all_draws():
    assert judged([STORY])[0].first == 1.0


def test_a_tie_is_the_same_from_both_ends_and_another_through_a_group():
    there, back = Hop("a", "b", "friend", 0.5), Hop("b", "a", "friend", 0.5)
    assert tie_of(there) == tie_of(back) != tie_of(replace(there, via="Acme"))


def test_what_chains_share_does_not_decide_between_them():
    """0.9 against 0.8 at the end: as often ahead with a shared way there as without."""
    shared = [chain("me", 0.3, "ana", p, who) for p, who in ((0.9, "x"), (0.8, "y"))]
    alone = [chain("me", p, who) for p, who in ((0.9, "x"), (0.8, "y"))]
    assert judged(shared)[0].first == pytest.approx(judged(alone)[0].first, abs=0.03)
    apart = [chain("me", 0.3, "ana", 0.9, "x"), chain("me", 0.3, "bo", 0.8, "y")]
    assert judged(apart)[0].first < judged(shared)[0].first - 0.1


def test_twins_are_level_and_share_the_first_place():
    first, second = judged([chain("me", 0.5, "x"), chain("me", 0.5, "y")])
    assert not first.is_level
    assert second.is_level
    assert first.first == pytest.approx(0.5, abs=0.03)


def test_a_chain_far_behind_is_not_level_and_never_first():
    _, second = judged([chain("me", 0.9, "x"), chain("me", 0.1, "y")])
    assert not second.is_level
    assert second.first < 0.01


def test_level_is_said_below_sixty_in_a_hundred():
    """Against 0.5, beaten in 57 of 100 draws by 0.53 and in 64 by 0.58."""
    close = judged([chain("me", 0.53, "x"), chain("me", 0.5, "y")])
    far = judged([chain("me", 0.58, "x"), chain("me", 0.5, "y")])
    assert close[0].first < TOLD_APART <= far[0].first
    assert [one.is_level for one in (*close, *far)] == [False, True, False, False]


def test_equal_scores_are_the_better_ranked_ones_and_tell_nothing_apart():
    first, second = judged([STORY, STORY])
    assert (first.first, second.first) == (1.0, 0.0)
    assert second.is_level


def test_fit_counts_as_in_the_ranking():
    first, second = judged([chain("me", 0.5, "x"), chain("me", 0.9, "y", fit=0.1)])
    assert (first.first > 0.95, second.first < 0.05) == (True, True)


def test_alternatives_have_an_interval_of_their_own():
    other = chain("me", 0.4, "bo", 0.5, "mei")
    (one,) = judged([replace(STORY, alternatives=(other,))])
    assert one.alternatives == (replace(other, interval=interval(other)),)


@pytest.mark.parametrize(
    ("first", "is_level", "says"),
    [
        (1.0, False, ""),
        (0.784, False, "I am 78 in 100 sure that this is the best of them."),
        (0.31, False, "I am only 31 in 100 sure that this is the best of them."),
        (0.001, False, "I am less than 1 in 100 sure that this is the best of them."),
        (0.45, True, "Too close to the one above to say which is better."),
    ],
)
def test_how_sure_a_place_is_can_be_said(first, is_level, says):
    said = sureness(replace(STORY, first=first, is_level=is_level))
    assert said.endswith(says)
    assert bool(said) == bool(says)
