"""That at least one of several chains works: against all states of all that is needed."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netpath.model import Chain, Hop, Match, Person
from netpath.ranking import together as module
from netpath.ranking.strength import (
    AVAILABILITY,
    DILUTION,
    LEAST,
    MOST,
    WILLING,
    availability,
    chain_probability,
)
from netpath.ranking.together import Need, any_works, needs, together
from netpath.reports.words import other_ways, together_words


def chain(*way, willing=False):
    """A chain from ids and chances by turns: ``chain("me", 0.7, "ana", 0.5, "mei")``."""
    ids, chances = way[::2], way[1::2]
    people = [Person(key, key, is_willing=willing) for key in ids]
    hops = [
        Hop(a, b, "friend", p) for (a, b), p in zip(pairwise(ids), chances, strict=True)
    ]
    whole = chain_probability(chances, availability(people[-1]))
    return Chain(tuple(people), tuple(hops), Match(1, "fits"), whole, (0, 0), whole)


def by_states(chains):
    """Add the chances of all states of the world in which a chain works.

    Told from the words of the model alone, without the code's own ``needs``.
    """
    ways, chances = [], {}
    for one in chains:
        way = {("time", one.target.id)}
        chances["time", one.target.id] = WILLING if one.target.is_willing else AVAILABILITY  # fmt: skip
        for place, hop in enumerate(one.hops):
            tie = frozenset((hop.from_, hop.to))
            chances["tie", tie] = hop.probability
            way.add(("tie", tie))
            if place >= 2:
                chances["far", tie] = DILUTION
                way.add(("far", tie))
        ways.append(way)
    return _sum_of_states(ways, chances)


def _sum_of_states(ways, chances):
    total = 0.0
    for state in product((True, False), repeat=len(chances)):
        working = {need for need, works in zip(chances, state, strict=True) if works}
        if any(way <= working for way in ways):
            total += math.prod(
                p if works else 1 - p
                for p, works in zip(chances.values(), state, strict=True)
            )
    return total


@st.composite
def sets_of_chains(draw, most=4, needs_at_most=13):
    """A few chains over five people and three targets, sharing all they can share."""
    ties, found, used = {}, [], set()
    is_willing = {key: draw(st.booleans()) for key in "tuv"}
    for _ in range(draw(st.integers(1, most))):
        between = draw(st.lists(st.sampled_from("abcu"), max_size=3, unique=True))
        target = draw(st.sampled_from([key for key in "tuv" if key not in between]))
        ids = ["me", *between, target]
        way = ["me"]
        for a, b in pairwise(ids):
            key = frozenset((a, b))
            way += [ties.setdefault(key, draw(st.floats(LEAST, MOST))), b]
        one = chain(*way, willing=is_willing[target])
        if len(used | needs(one)) <= needs_at_most:
            used |= needs(one)
            found.append(one)
    return found


@settings(max_examples=1000)
@given(sets_of_chains())
def test_it_is_the_sum_over_all_states(found):
    assert together(found) == pytest.approx(by_states(found), abs=1e-9)


@given(sets_of_chains(most=9))
def test_it_lies_between_the_best_chain_and_the_sum(found):
    chances = [one.probability for one in found]
    assert max(chances) <= together(found) <= min(1, math.fsum(chances))


@given(sets_of_chains(most=9))
def test_another_chain_never_lowers_it(found):
    shares = [together(found[:count]) for count in range(len(found) + 1)]
    assert all(less <= more + 1e-12 for less, more in pairwise(shares))


@given(sets_of_chains(most=6), st.randoms(use_true_random=False))
def test_neither_order_nor_the_same_chain_twice_changes_a_bit(found, chance):
    shuffled = [*found, *found[:2]]
    chance.shuffle(shuffled)
    assert module.any_works(map(needs, shuffled)) == any_works(map(needs, found))


@given(sets_of_chains(most=1))
def test_of_one_chain_it_is_the_chains_own_probability(found):
    assert [together(found)] == [one.probability for one in found]
    assert math.prod(n.chance for n in needs(found[0])) == pytest.approx(found[0].probability)  # fmt: skip


@given(sets_of_chains(most=6))
def test_it_never_promises_more_than_independent_chains_would(found):
    naive = 1 - math.prod(1 - one.probability for one in found)
    assert together(found) <= naive + 1e-12


def test_three_ways_through_one_connector_are_not_three_chances():
    """0.7 then 0.5 each: 0.6125, where independent chains would be 0.725."""
    first = Need("tie", ("ana", "me", ""), 0.7)
    ways = [frozenset({first, Need("tie", ("ana", key, ""), 0.5)}) for key in "xyz"]
    assert any_works(ways) == pytest.approx(0.7 * (1 - 0.5**3)) == 0.6125
    if_independent = 1 - (1 - 0.7 * 0.5) ** 3
    assert if_independent == pytest.approx(0.725, abs=5e-4)


def test_nothing_works_where_there_is_nothing():
    assert together([]) == 0


def test_a_target_who_has_no_time_has_none_on_every_way():
    ways = [chain("me", 0.9, "ana", 0.9, "mei"), chain("me", 0.9, "bo", 0.9, "mei")]
    assert together(ways) == pytest.approx(0.85 * (1 - (1 - 0.81) ** 2))


def test_two_targets_have_their_own_time():
    ways = [chain("me", 0.9, "mei"), chain("me", 0.9, "joe")]
    assert together(ways) == pytest.approx(1 - (1 - 0.85 * 0.9) ** 2)


def test_a_tie_asked_over_from_either_end_works_or_fails_once():
    there = chain("me", 0.5, "a", 0.4, "b", 0.6, "mei")
    back = chain("me", 0.7, "b", 0.4, "a", 0.3, "joe")
    both = together([there, back])
    shared = 0.4 * (1 - (1 - 0.85 * 0.9 * 0.5 * 0.6) * (1 - 0.85 * 0.9 * 0.7 * 0.3))
    assert both == pytest.approx(shared)


def test_what_a_far_tie_loses_is_lost_to_those_who_come_from_as_far():
    far = chain("me", 0.5, "a", 0.5, "c", 0.5, "mei")
    as_far = chain("me", 0.5, "b", 0.5, "c", 0.5, "mei")
    near = chain("me", 0.5, "c", 0.5, "mei")
    end = 0.85 * 0.5
    assert together([far, as_far]) == pytest.approx(end * 0.9 * (1 - (1 - 0.25) ** 2))
    assert together([far, near]) == pytest.approx(end * (0.5 + 0.5 * 0.9 * 0.25))


# --- more than can be exact -----------------------------------------------------------


def many(count, shared=0.6):
    return [chain("me", shared, "ana", 0.05 + 0.01 * n, f"t{n:02}") for n in range(count)]  # fmt: skip


@pytest.mark.parametrize("count", [11, 12, 13, 40])
def test_many_chains_are_right_to_a_hundredth(count):
    chances = [0.85 * (0.05 + 0.01 * n) for n in range(count)]
    true = 0.6 * (1 - math.prod(1 - p for p in chances))
    exact = count <= module.MOST_EXACT
    assert together(many(count)) == pytest.approx(true, abs=1e-12 if exact else 0.01)


def test_chains_that_share_nothing_are_exact_however_many():
    ways = [chain("me", 0.02 + 0.01 * n, f"t{n:02}") for n in range(60)]
    assert together(ways) == pytest.approx(1 - math.prod(1 - w.probability for w in ways))  # fmt: skip


@settings(max_examples=50)
@given(sets_of_chains(most=6))
def test_draws_come_within_their_error_of_the_exact_chance(found):
    exact = any_works(map(needs, found))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_EXACT", 0)
        drawn = any_works(map(needs, found))
    error = math.sqrt(exact * (1 - exact) / module.DRAWS)
    assert drawn == pytest.approx(exact, abs=6 * error + 1e-4)


def test_draws_do_not_depend_on_the_order_and_never_fall(monkeypatch):
    monkeypatch.setattr(module, "MOST_EXACT", 0)
    ways = [needs(one) for one in many(4)]
    assert len({any_works(order) for order in permutations(ways)}) == 1
    shares = [any_works(ways[:count]) for count in range(1, 5)]
    assert shares == sorted(shares)


# --- in words -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chance", "count", "says"),
    [
        (0.4, 0, ""),
        (0.4, 1, ""),
        (0.61, 2, "at least one of these two works is about 6 in 10."),
        (0.97, 20, "at least one of these 20 works is more than 9 in 10."),
    ],
)
def test_several_chains_are_said_as_one_chance(chance, count, says):
    said = together_words(chance, count)
    assert said.endswith(says)
    assert bool(said) == bool(says)


def test_other_ways_are_named_where_they_add_a_word():
    one, other = chain("me", 0.5, "Mei"), chain("me", 0.6, "bo", 0.6, "Mei")
    assert other_ways(one) == ""
    both = replace(one, alternatives=(other,), together=together([one, other]))
    assert other_ways(both) == "With another way to Mei, the chance is about 6 in 10."
    three = replace(both, alternatives=(other, other))
    assert other_ways(three).startswith("With 2 other ways to Mei")
    assert other_ways(replace(both, together=both.probability)) == ""
