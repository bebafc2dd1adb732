"""No chain: which of the things that stand in the way it is, and the nearest miss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netpath.model import Group, Match, Membership, Network, Person, Query, Tie
from netpath.ranking.building import build
from netpath.ranking.find import Finder, Terms, find

TODAY = date(2026, 11, 23)
NAMES = "Kit Ana Bo Cy Dee Eli Fay Gus Hal Ida".split()


def line(*names, places=(), people=NAMES):
    """A network in which each knows the next, and some share an employer."""
    ids = {name: name.lower() for name in people}
    ties = sorted(tuple(sorted((ids[a], ids[b]))) for a, b in pairwise(names))
    return Network(
        "kit",
        {key: Person(key, name, "Potter", "Mudlark") for name, key in ids.items()},
        tuple(
            Tie(a, b, relation="friend", relation_from=a, probability=0.5)
            for a, b in ties
        ),
        tuple(
            Group(
                f"employer:{i}",
                f"Place {i}",
                "employer",
                tuple(
                    Membership(ids[n], f"Place {i}", "employer") for n in sorted(who)
                ),
                0.06,
            )
            for i, who in enumerate(places)
        ),
    )


def ask(made, *targets, hops=3, weaker=(), **terms):
    matches = {name.lower(): Match(0.9, "a potter", "exact") for name in targets}
    query = Query("potter", "kit", hops, 10, TODAY)
    limits = Terms(
        **{k: _ids(v) if k != "declared_only" else v for k, v in terms.items()}
    )
    finder = Finder(made, build(made), matches, query)
    less = {name.lower(): Match(0.1, "clay in the position") for name in weaker}
    return find(finder, limits, lambda: less)


def _ids(names):
    return frozenset(name.lower() for name in names)


def test_nobody_is_known():
    miss = ask(line("Kit", "Ana")).miss
    assert miss.kind == "unknown"
    assert miss.says == "I know nobody whose work is “potter”."


def test_only_people_who_perhaps_are_one_are_listed():
    miss = ask(line("Kit", "Ana"), weaker=["Bo", "Ana"]).miss
    assert (miss.kind, miss.count) == ("doubtful", 2)
    assert [person.name for person, _ in miss.maybe] == ["Ana", "Bo"]


def test_nobody_is_tied_to_them():
    miss = ask(line("Kit", "Ana"), "Bo").miss
    assert (miss.kind, miss.chain) == ("unconnected", None)
    assert "I know of nobody who knows them" in miss.says


def test_their_ties_do_not_lead_to_the_asker():
    made = line("Bo", "Cy")
    assert "no tie I know of leads there" in ask(made, "Bo").miss.says


def test_they_are_beyond_the_hops_asked_for():
    miss = ask(line("Kit", "Ana", "Bo", "Cy", "Dee"), "Dee", "Ida").miss
    assert (miss.kind, miss.count) == ("far", 1)
    assert miss.chain.names == ("Kit", "Ana", "Bo", "Cy", "Dee")
    assert "the nearest is 4 steps away. Try --max-hops 4." in miss.says


def test_who_is_too_far_to_be_shown_is_said_to_be():
    miss = ask(line(*NAMES[:8]), "Gus").miss
    assert (miss.kind, miss.chain) == ("far", None)
    assert "7 steps away" in miss.says
    assert "--max-hops" not in miss.says


def test_they_are_whom_one_avoids():
    made = line("Kit", "Ana", "Bo")
    for terms in ({"avoid": ["Bo"]}, {"withheld": ["Bo"]}):
        assert ask(made, "Bo", **terms).miss.kind == "withheld"


@pytest.mark.parametrize("hops", [2, 1])
def test_only_people_whom_one_avoids_lead_there_and_are_not_named(hops):
    answer = ask(line("Kit", "Ana", "Bo"), "Bo", hops=hops, withheld=["Ana"])
    assert answer.miss.kind == "withheld"
    assert "Ana" not in answer.none_because
    assert answer.miss.chain is None


def test_only_a_guess_leads_there():
    made = line("Kit", "Ana", places=[("Ana", "Bo")])
    miss = ask(made, "Bo", declared_only=True).miss
    assert (miss.kind, miss.count) == ("guess", 1)
    assert miss.chain.hops[1].via == "Place 0"
    assert ask(made, "Bo").chains


def test_not_through_the_people_named():
    made = line("Kit", "Ana", "Bo")
    miss = ask(made, "Bo", via=["Cy"]).miss
    assert miss.kind == "via"
    assert miss.chain.names == ("Kit", "Ana", "Bo")
    assert ask(made, "Ida", via=["Cy"]).miss.kind == "via"


def test_where_there_is_a_chain_nothing_is_missed():
    answer = ask(line("Kit", "Ana", "Bo"), "Bo", "Ida")
    assert (answer.miss, answer.none_because) == (None, "")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=12),
    st.sets(st.sampled_from(NAMES[1:]), min_size=1, max_size=3),
    st.sets(st.sampled_from(NAMES[1:]), max_size=2),
    st.integers(1, 6),
)
def test_the_reason_is_true(pairs, targets, withheld, hops):
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    ties = {tuple(sorted((a.lower(), b.lower()))) for a, b in pairs}
    friends = tuple(Tie(a, b, (), "friend", a, 0.5) for a, b in sorted(ties))
    made = replace(line(), ties=friends)
    answer = ask(made, *targets, hops=hops, withheld=withheld)
    free, held = _distances(ties, set()), _distances(ties, _ids(withheld))
    open_to = {t.lower() for t in targets} - _ids(withheld)
    nearest = min((held.get(t, 99) for t in open_to), default=99)
    if nearest <= hops:
        assert answer.chains
        return
    kind = answer.miss.kind
    reach = min(free.get(t.lower(), 99) for t in targets)
    if not open_to or reach <= hops:
        assert kind == "withheld"
    elif nearest < 99:
        assert kind == "far"
        assert answer.miss.count == sum(held.get(t) == nearest for t in open_to)
    else:
        assert kind == ("withheld" if reach < 99 else "unconnected")


def _distances(ties, without):
    found, frontier = {"kit": 0}, ["kit"]
    while frontier:
        here = frontier.pop(0)
        for a, b in ties:
            for one, other in ((a, b), (b, a)):
                if one == here and other not in found and other not in without:
                    found[other] = found[here] + 1
                    frontier.append(other)
    return found
