"""Search: the same chains as enumerating every simple chain, in the same order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netpath.model import Group, Membership, Network, Person, Tie
from netpath.ranking.chains import Route, best_routes, dilution
from netpath.ranking.index import FAR, build, cost
from netpath.ranking.strength import carries
from netpath.ranking.through import Through

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
        inside = [m.member for m in group.members if carries(group, m)]
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


def brute_force(made, matches, k, max_hops, via=None):
    costs = hop_costs(made)
    best = {}
    for chain in every_chain(made, max_hops):
        if chain[-1] not in matches or (via and not via & set(chain[1:-1])):
            continue
        total = sum(costs[pair] for pair in pairwise(chain))
        total += dilution(len(chain) - 1) + cost(matches[chain[-1]])
        order = (total, len(chain), chain)
        best[chain[-1]] = min(order, best.get(chain[-1], order))
    return sorted(best.values())[:k]


def searched(made, matches, k, max_hops, via=None):
    index = build(made)
    nodes = {index.node[key]: match for key, match in matches.items()}
    if via:
        through = frozenset(index.node[key] for key in via)
        search = Through(index, index.node["p0"], nodes, through, max_hops)
        routes = search.routes(k)
    else:
        routes = best_routes(index, index.node["p0"], nodes, k=k, max_hops=max_hops)
    return [as_ids(index, route) for route in routes]


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


@settings(max_examples=600, deadline=None)
@given(queries())
def test_the_best_chains_are_those_of_brute_force(query):
    assert searched(*query) == brute_force(*query)


@settings(max_examples=400, deadline=None)
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


def test_a_walk_that_would_return_through_the_same_person_is_no_chain():
    # Ana (p1) knows only Bo (p2): there is no chain through Ana to Cy (p3).
    made = network(4, {(0, 2): 0.9, (1, 2): 0.9, (2, 3): 0.9})
    assert searched(made, {"p3": 1.0}, 1, 6, via={"p1"}) == []


def test_people_left_out_are_never_passed():
    made = network(4, {(0, 1): 0.9, (1, 3): 0.9, (0, 2): 0.5, (2, 3): 0.5})
    index = build(made, avoid=["p1"])
    [route] = best_routes(
        index, index.node["p0"], {index.node["p3"]: 1.0}, k=1, max_hops=3
    )
    assert as_ids(index, route)[2] == ("p0", "p2", "p3")


@pytest.mark.parametrize("size", [1, 2])
def test_nobody_to_reach_is_no_chain(size):
    made = network(size, {})
    assert searched(made, {}, 5, 3) == []
