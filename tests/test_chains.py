"""Search: the same chains as enumerating every simple chain, in the same order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netpath.model import Group, Membership, Network, Person, Tie
from netpath.ranking import layers
from netpath.ranking.building import build
from netpath.ranking.chains import Search
from netpath.ranking.growing import Route, dilution
from netpath.ranking.index import cost
from netpath.ranking.layers import Rules
from netpath.ranking.rows import FAR

CHANCES = [0.02, 0.3, 0.45, 0.5, 0.95]  # few, so that scores are often level


def network(size, ties, groups=()):
    ids = [f"p{i}" for i in range(size)]
    return Network(
        me="p0",
        people={key: Person(key, key) for key in ids},
        ties=tuple(
            Tie(ids[a], ids[b], probability=p, relation="friend", relation_from=ids[a])
            for (a, b), p in sorted(ties.items())
        ),
        groups=tuple(
            Group(
                f"employer:{g}",
                f"G{g}",
                "employer",
                tuple(Membership(ids[m], f"G{g}", "employer") for m in sorted(members)),
                p,
            )
            for g, (members, p) in enumerate(groups)
        ),
    )


def hop_costs(made):
    """Every pair's cheapest hop, groups written out as pairs."""
    found = {}

    def offer(a, b, price):
        for pair in ((a, b), (b, a)):
            found[pair] = min(price, found.get(pair, FAR))

    for tie in made.ties:
        offer(tie.a, tie.b, cost(tie.probability))
    for group in made.groups:
        inside = [m.member for m in group.members]
        for i, a in enumerate(inside):
            for b in inside[i + 1 :]:
                offer(a, b, cost(group.probability))
    return found


def every_chain(made, max_hops):
    """All simple chains from the asker, by brute force."""
    costs = hop_costs(made)
    stack = [("p0",)]
    while stack:
        chain = stack.pop()
        if len(chain) > 1:
            yield chain
        if len(chain) <= max_hops:
            stack += [
                (*chain, b) for a, b in costs if a == chain[-1] and b not in chain
            ]


def everything(made, matches, max_hops, via=(), avoid=()):
    """All chains to those who match, in the order of score, hops, ids."""
    costs = hop_costs(made)
    return sorted(
        (
            sum(costs[pair] for pair in pairwise(chain))
            + dilution(len(chain) - 1)
            + cost(matches[chain[-1]]),
            len(chain),
            chain,
        )
        for chain in every_chain(made, max_hops)
        if chain[-1] in matches
        and (not via or set(via) & set(chain[1:-1]))
        and not set(avoid) & set(chain)
    )


def greedy(chains, k, per_connector=99):
    """One chain a target, the best first, so many beginning with the same person."""
    taken, asked = {}, Counter()
    for chain in chains:
        first, target = chain[2][1], chain[2][-1]
        if target not in taken and asked[first] < per_connector and len(taken) < k:
            taken[target] = chain
            asked[first] += 1
    return list(taken.values())


def brute_force(made, matches, k, max_hops, *, per_connector=99, **people):
    return greedy(everything(made, matches, max_hops, **people), k, per_connector)


def search(made, matches, max_hops, *, via=(), avoid=(), with_hubs=True):  # noqa: PLR0913 - rules
    index = build(made)
    rules = Rules(
        index.node("p0"),
        max_hops,
        blocked=index.nodes(avoid),
        via=index.nodes(via),
        with_hubs=with_hubs,
    )
    fits = {index.node(key): cost(match) for key, match in matches.items()}
    return index, Search(index, rules, fits)


def searched(made, matches, k, max_hops, *, per_connector=0, **people):
    index, found = search(made, matches, max_hops, **people)
    return [as_ids(index, route) for route in found.best(k, per_connector)]


def as_ids(index, route: Route):
    return route.total, len(route.nodes), tuple(index.ids[n] for n in route.nodes)


@st.composite
def networks(draw):
    size = draw(st.integers(2, 8))
    pairs = [(a, b) for a in range(size) for b in range(a + 1, size)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20))
    chances = draw(st.sampled_from([CHANCES, [0.5]]))
    ties = {pair: draw(st.sampled_from(chances)) for pair in chosen}
    members = st.sets(st.integers(0, size - 1), min_size=2, max_size=5)
    groups = draw(st.lists(st.tuples(members, st.sampled_from(CHANCES)), max_size=2))
    return network(size, ties, groups)


@st.composite
def queries(draw):
    made = draw(networks())
    people = st.sampled_from(sorted(made.people))
    matches = draw(
        st.dictionaries(people, st.sampled_from([0.2, 0.5, 1.0]), min_size=1)
    )
    matches.pop("p0", None)
    return made, matches, draw(st.integers(1, 5)), draw(st.integers(1, 6))


@settings(max_examples=300, deadline=None)
@given(queries())
def test_the_best_chains_are_those_of_brute_force(query):
    assert searched(*query) == brute_force(*query)


@settings(max_examples=200, deadline=None)
@given(queries(), st.sets(st.integers(1, 7), min_size=1, max_size=2))
def test_the_best_chains_through_somebody_are_those_of_brute_force(query, via):
    made = query[0]
    through = {f"p{i}" for i in via} & set(made.people)
    if through:
        assert searched(*query, via=through) == brute_force(*query, via=through)


def test_a_long_strong_chain_beats_a_short_weak_one():
    made = network(4, {(0, 1): 0.9, (1, 3): 0.9, (0, 3): 0.75, (2, 3): 0.9})
    [(_, _, chain)] = searched(made, {"p3": 1.0}, 1, 3)
    assert chain == ("p0", "p1", "p3")


def test_hops_are_bounded():
    made = network(5, {(i, i + 1): 0.9 for i in range(4)})
    assert searched(made, {"p4": 1.0}, 1, 3) == []
    assert searched(made, {"p4": 1.0}, 1, 4)[0][2] == ("p0", "p1", "p2", "p3", "p4")


def test_level_chains_come_in_the_order_of_ids():
    made = network(5, {(0, 2): 0.5, (0, 1): 0.5, (1, 3): 0.5, (2, 3): 0.5, (2, 4): 0.5})
    assert [c for _, _, c in searched(made, {"p3": 1.0, "p4": 1.0}, 2, 3)] == [
        ("p0", "p1", "p3"),
        ("p0", "p2", "p4"),
    ]


def test_level_prefixes_are_told_apart_by_their_first_connector():
    ties = [(0, 1), (0, 2), (1, 5), (2, 4), (4, 6), (5, 6)]
    made = network(7, dict.fromkeys(ties, 0.5))
    [(_, _, chain)] = searched(made, {"p6": 1.0}, 1, 3)
    assert chain == ("p0", "p1", "p5", "p6")


def test_three_level_chains_come_in_the_order_of_ids_and_not_of_the_last_connector():
    ties = [(0, 1), (0, 2), (0, 3), (2, 4), (3, 5), (1, 6), (4, 7), (5, 7), (6, 7)]
    made = network(8, dict.fromkeys(ties, 0.5))
    index, found = search(made, {"p7": 1.0}, 3)
    routes = [as_ids(index, route)[2] for route in found.every(index.node("p7"))]
    assert routes == [
        ("p0", "p1", "p6", "p7"),
        ("p0", "p2", "p4", "p7"),
        ("p0", "p3", "p5", "p7"),
    ]


def test_a_walk_that_would_return_through_the_same_person_is_no_chain():
    # Ana (p1) knows only Bo (p2): there is no chain through Ana to Cy (p3).
    made = network(4, {(0, 2): 0.9, (1, 2): 0.9, (2, 3): 0.9})
    assert searched(made, {"p3": 1.0}, 1, 6, via={"p1"}) == []


def test_people_left_out_are_never_passed():
    made = network(4, {(0, 1): 0.9, (1, 3): 0.9, (0, 2): 0.5, (2, 3): 0.5})
    [(_, _, chain)] = searched(made, {"p3": 1.0}, 1, 3, avoid=["p1"])
    assert chain == ("p0", "p2", "p3")


@settings(max_examples=200, deadline=None)
@given(queries(), st.sets(st.integers(1, 7), max_size=2))
def test_the_best_chains_around_people_to_avoid_are_those_of_brute_force(query, avoid):
    left_out = {f"p{i}" for i in avoid} & set(query[0].people)
    found = searched(*query, avoid=left_out)
    assert found == brute_force(*query, avoid=left_out)


@settings(max_examples=200, deadline=None)
@given(queries(), st.integers(1, 3))
def test_chains_spread_over_connectors_are_those_taken_greedily(query, most):
    found = searched(*query, per_connector=most)
    assert found == brute_force(*query, per_connector=most)


@settings(max_examples=200, deadline=None)
@given(queries(), st.sets(st.integers(1, 7), min_size=1, max_size=2), st.integers(1, 2))
def test_spreading_and_passing_through_somebody_go_together(query, via, most):
    through = {f"p{i}" for i in via} & set(query[0].people)
    found = searched(*query, via=through, per_connector=most)
    assert found == brute_force(*query, via=through, per_connector=most)


@settings(max_examples=300, deadline=None)
@given(queries(), st.sets(st.integers(1, 7), max_size=2))
def test_all_chains_to_a_target_come_in_order(query, via):
    made, matches, _, hops = query
    through = {f"p{i}" for i in via} & set(made.people)
    index, found = search(made, matches, hops, via=through)
    every = everything(made, matches, hops, through)
    for target in matches:
        routes = [as_ids(index, route) for route in found.every(index.node(target))]
        assert routes == [chain for chain in every if chain[2][-1] == target]


@settings(max_examples=300, deadline=None)
@given(queries(), st.sets(st.integers(1, 7), max_size=2))
def test_all_chains_that_do_not_pass_some_people_come_in_order(query, without):
    made, matches, _, hops = query
    nodes = {f"p{i}" for i in without} & set(made.people)
    index, found = search(made, matches, hops)
    every = everything(made, matches, hops)
    for target in matches:
        ways = found.every(index.node(target), [index.node(key) for key in nodes])
        assert [as_ids(index, route) for route in ways] == [
            chain
            for chain in every
            if chain[2][-1] == target and not nodes & set(chain[2][1:-1])
        ]


def alternatives(chains, count):
    """The first chain's alternatives, by their definition."""
    chosen = chains[:1]
    while len(chosen) <= count:
        used = {key for chain in chosen for key in chain[2][1:-1]}
        fresh = (c for c in chains if c not in chosen and not used & set(c[2][1:-1]))
        found = next(fresh, None)
        if found is None:
            break
        chosen.append(found)
    rest = (chain for chain in chains if chain not in chosen)
    return chosen[1:] + list(islice(rest, count + 1 - len(chosen)))


@settings(max_examples=250, deadline=None)
@given(queries(), st.integers(1, 4))
def test_alternatives_share_nobody_as_long_as_there_are_such(query, count):
    made, matches, k, hops = query
    index, found = search(made, matches, hops)
    every = everything(made, matches, hops)
    for route in found.best(k):
        mine = [as_ids(index, r) for r in found.alternatives(route, count)]
        target = index.ids[route.nodes[-1]]
        assert mine == alternatives([c for c in every if c[2][-1] == target], count)


@pytest.mark.parametrize("way", ["push", "pull", "sweep"])
def test_however_a_layer_is_reached_the_chains_are_the_same(way, monkeypatch):
    monkeypatch.setattr(layers, "cheapest", lambda *_: way)
    if way == "pull":
        monkeypatch.setattr(layers, "_MATTERS", 0)  # it is always known who matters

    @settings(max_examples=100, deadline=None)
    @given(queries(), st.sets(st.integers(1, 7), max_size=2))
    def holds(query, via):
        made, matches, _, hops = query
        through = {f"p{i}" for i in via} & set(made.people)
        expected = brute_force(*query, via=through)
        assert searched(*query, via=through) == expected
        index, found = search(made, matches, hops, via=through)
        every = everything(made, matches, hops, via=through)
        for *_, target in (chain for _, _, chain in expected):
            routes = [as_ids(index, r) for r in found.every(index.node(target))]
            assert routes == [chain for chain in every if chain[2][-1] == target]

    holds()


@settings(max_examples=200, deadline=None)
@given(queries())
def test_without_groups_only_ties_are_hops(query):
    made, matches, k, hops = query
    index, found = search(made, matches, hops, with_hubs=False)
    alone = replace(made, groups=())
    assert [as_ids(index, r) for r in found.best(k)] == brute_force(
        alone, matches, k, hops
    )
    for target in matches:
        routes = [as_ids(index, route) for route in found.every(index.node(target))]
        every = everything(alone, matches, hops)
        assert routes == [chain for chain in every if chain[2][-1] == target]


@pytest.mark.parametrize("size", [1, 2])
def test_nobody_to_reach_is_no_chain(size):
    made = network(size, {})
    assert searched(made, {}, 5, 3) == []
