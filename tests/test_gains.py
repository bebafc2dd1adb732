"""What would raise a chain most: that it is true, that it is kind, that it is kept."""

from __future__ import annotations

import shlex
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netpath
from netpath.model import Chain, Evidence, Hop, Match, Person, about
from netpath.ranking.gains import BY_VOICE, WORTHWHILE, gain
from netpath.ranking.strength import LEAST, MOST, chain_probability
from netpath.relations import relations

NAMES = {"me": "You", "ana": "Ana Ruiz", "raj": "Raj Patel", "mei": "Mei Patel"}
SAID = (Evidence("declared"),)


def chain(*way):
    """A chain from ids and hops by turns: ``chain("me", hop("wife", 0.9), "mei")``."""
    people = [Person(key, NAMES.get(key, key)) for key in way[::2]]
    hops = [
        Hop(a, b, *hop) for a, hop, b in zip(way[::2], way[1::2], way[2::2], strict=False)
    ]  # fmt: skip
    whole = chain_probability([hop.probability for hop in hops])
    return Chain(tuple(people), tuple(hops), Match(1, "fits"), whole, (0, 0), whole)


def hop(relation, probability, via="", evidence=SAID):
    return relation, probability, via, evidence


LISTED = hop("LinkedIn connection", 0.17, "", (Evidence("connection"),))
AT_ACME = hop("possible coworker", 0.06, "Acme", (Evidence("employer"),))
WIFE = hop("wife", 0.9)


def test_a_guess_is_to_be_found_out():
    found = gain(chain("me", hop("sister-in-law", 0.75), "ana", AT_ACME, "mei"))
    assert (found.kind, found.hop) == ("confirm", 1)
    assert found.probability == pytest.approx(0.85 * 0.75 * 0.85 * 0.45)
    assert found.says == (
        "Find out whether Ana and Mei know each other: if they do, the chance is about"
        " 2 in 10. Then tell me: netpath link ana colleague mei"
    )


def test_a_guess_about_the_asker_is_theirs_to_answer():
    found = gain(chain("me", AT_ACME, "ana", WIFE, "mei"))
    assert (found.kind, found.hop) == ("confirm", 0)
    assert found.says == (
        "If you know Ana from Acme, the chance is about 3 in 10. Then tell me: netpath"
        " link me colleague ana"
    )
    nowhere = gain(chain("me", hop("possible coworker", 0.06), "ana", WIFE, "mei"))
    assert nowhere.says.startswith("If you know Ana, the chance")


def test_a_schoolmate_is_confirmed_as_one():
    guess = hop("possible schoolmate", 0.02, "Oak College", (Evidence("school"),))
    found = gain(chain("me", WIFE, "ana", guess, "mei"))
    assert found.says.endswith("netpath link ana schoolmate mei")


def test_your_own_connection_asks_how_close_you_are():
    found = gain(chain("me", LISTED, "ana", WIFE, "mei"))
    assert (found.kind, found.hop) == ("close", 0)
    assert found.probability == pytest.approx(0.85 * 0.95 * 0.65 * 0.9)
    assert found.says == (
        "If you and Ana are friends, the chance is about 5 in 10. Then tell me: netpath"
        " link me friend ana --closeness 2"
    )


def test_somebody_elses_connection_may_be_a_name_in_a_list():
    found = gain(chain("me", WIFE, "ana", LISTED, "mei"))
    assert (found.kind, found.hop) == ("confirm", 1)
    assert found.says.endswith("netpath link ana acquaintance mei")


@pytest.mark.parametrize("kind", ["messages", "recommendation", "endorsement", "invitation", "declared"])  # fmt: skip
def test_who_writes_to_each_other_knows_each_other(kind):
    known = hop("LinkedIn connection", 0.17, "", (Evidence(kind),))
    assert gain(chain("me", WIFE, "ana", known, "mei")) is None


def test_whom_one_knows_one_rings():
    found = gain(chain("me", hop("coworker", 0.55), "ana", WIFE, "mei"))
    assert (found.kind, found.hop) == ("call", 0)
    odds = 0.55 / 0.45 * BY_VOICE
    assert found.probability == pytest.approx(0.85 * 0.9 * odds / (1 + odds))
    assert found.says == (
        "Ring Ana rather than write: about 5 in 10 instead of 4 in 10."
    )


def test_close_family_is_at_its_best():
    assert gain(chain("me", WIFE, "mei")) is None
    assert gain(chain("me", hop("mother", MOST), "mei")) is None


@pytest.mark.parametrize("relation", ["aunt", "friend", "ex-wife", "former friend"])  # fmt: skip
def test_nobody_is_asked_whether_family_friends_or_the_parted_are_friends(relation):
    weak = hop(relation, 0.2)
    found = gain(chain("me", weak, "ana", WIFE, "mei"))
    assert found is None or found.kind == "call"


def test_a_volunteer_from_a_directory_is_neither_rung_nor_a_friend():
    assert gain(chain("me", hop("volunteer adviser", 0.5), "mei")) is None


def test_whoever_said_how_close_they_are_is_not_asked_again():
    said = hop("coworker", 0.31, "", (Evidence("declared", closeness=1),))
    assert gain(chain("me", said, "ana", WIFE, "mei")).kind == "call"


def test_of_several_the_one_that_leads_highest():
    """Finding out is 6 times as much here, being close twice."""
    found = gain(chain("me", LISTED, "ana", AT_ACME, "mei"))
    assert (found.kind, found.hop) == ("confirm", 1)


def test_for_somebody_else_it_is_said_of_them():
    close = gain(chain("raj", LISTED, "ana", WIFE, "mei"), "Raj Patel").says
    assert close == (
        "If Raj and Ana are friends, the chance is about 5 in 10. Then tell me: netpath"
        " link raj friend ana --closeness 2"
    )
    call = gain(chain("raj", hop("coworker", 0.55), "mei"), "Raj Patel").says
    assert call.startswith("Raj should ring Mei rather than write")
    guess = gain(chain("raj", AT_ACME, "mei"), "Raj Patel").says
    assert guess.startswith("Find out whether Raj and Mei know each other")


def test_two_of_one_first_name_are_said_in_full():
    ways = chain("me", WIFE, "mei", AT_ACME, "x")
    people = (*ways.people[:2], Person("mei-2", "Mei Osei"))
    assert "Mei Patel and Mei Osei" in gain(replace(ways, people=people)).says


def test_a_command_holds_ids_that_no_shell_can_run():
    target = "$(reboot);'\"`x`"
    says = gain(chain("me", WIFE, "ana", AT_ACME, target)).says
    assert shlex.split(says.partition("netpath link ")[2]) == ["ana", "colleague", target]  # fmt: skip


words = st.sampled_from([relation.neutral for relation in relations().values()])
hops = st.builds(hop, words, st.floats(LEAST, MOST), evidence=st.sampled_from([(), SAID]))  # fmt: skip


@given(st.lists(hops, min_size=1, max_size=4))
def test_a_gain_is_worth_a_word_and_stays_a_chance(ways):
    steps = [part for n, way in enumerate(ways) for part in (way, f"p{n}")]
    one = chain("me", *steps)
    found = gain(one)
    if found:
        assert WORTHWHILE * one.probability <= found.probability <= 0.85
        assert about(found.probability) != about(one.probability)
        assert about(found.probability) in found.says
        assert 0 <= found.hop < len(one.hops)


# --- what is promised is what one gets ------------------------------------------------

COLUMNS = ["person", "relation", "other", "other_position", "other_company", "closeness"]  # fmt: skip
MEI = ["Mei Patel", "Librarian", "Oak Library"]


def best(rows):
    """The best chain to a librarian, from rows of links."""
    table = pd.DataFrame([[*row, *[""] * (6 - len(row))] for row in rows], columns=COLUMNS)  # fmt: skip
    graph = netpath.load(table, as_of="2026-11-23")
    return netpath.find_chains(graph, "librarian")[0]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ([["me", "sister-in-law", "Ana Ruiz", "Clerk", "Oak Library"], ["Joe Doe", "wife", *MEI]], "confirm"),
        ([["me", "LinkedIn connection", "Ana Ruiz"], ["Ana Ruiz", "wife", *MEI]], "close"),
        ([["me", "colleague", "Ana Ruiz"], ["Ana Ruiz", "wife", *MEI]], "close"),
        ([["me", "former coworker", "Ana Ruiz"], ["Ana Ruiz", "wife", *MEI]], "close"),
        ([["me", "neighbour", *MEI]], "close"),
    ],
)  # fmt: skip
def test_whoever_does_what_is_said_gets_the_chance_that_was_said(told, kind):
    found = gain(best(told))
    assert found.kind == kind
    person, relation, other, *more = shlex.split(found.says.partition("netpath link ")[2])  # fmt: skip
    names = {"me": "me", "ana-ruiz": "Ana Ruiz", "mei-patel": "Mei Patel"}
    now = [names[person], relation, names[other], "", "", more[-1] if more else ""]
    assert best([*told, now]).probability == pytest.approx(found.probability)


def test_every_number_of_the_judgement_is_printed(run):
    said = run("model").stdout
    assert f"× {BY_VOICE:g} on the first tie" in said
    assert "adds 15% (judgement)" in said
    assert "ahead in 60% of the draws (judgement)" in said
    assert "12 chains that hang together; more are drawn 40,000 times" in said
