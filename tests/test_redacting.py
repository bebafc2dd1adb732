"""Who is not the asker sees initials and roles, and nothing that tells who it is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.model import Answer, Chain, Evidence, Gain, Hop, Lead, Match, Person, Query
from netpath.planning import Plan, Wishes, make_plan
from netpath.planning.redacting import for_reader, initials, neutral, redacted
from netpath.relations import words
from netpath.reports import REPORTS
from netpath.reports.evidence import grounds

ALL = Wishes(is_redacted=True)
COVER = Wishes(is_redacted=True, cover="Kate Spaulding")
RELATIONS = sorted(word.text for word in words().values())
_CANARY = re.compile(r"(?i)zq[a-z]+")


def person(place, position="Librarian"):
    """Somebody of whom every word but the position begins with a canary."""
    letters = "abcdefghij"[place]
    return Person(
        f"zqid{letters}",
        f"Zqfirst{letters} Zqlast{letters}",
        position,
        f"Zqworks{letters} Library",
        f"Zqtown{letters}",
        f"in:zqurl{letters}",
        (f"zqmail{letters}@example.org",),
    )


def chain_of(people, relations, *, via="", score=0.3):
    hops = tuple(
        Hop(
            one.id,
            other.id,
            relation,
            0.5,
            via,
            (
                Evidence(
                    "declared",
                    "Zqfile.csv:3",
                    "zqteller",
                    "zqdetail of Zqfirsta",
                    relation,
                    date=dt.date(2024, 5, 1),
                ),
            ),
        )
        for one, other, relation in zip(people, people[1:], relations, strict=False)
    )
    match = Match(0.9, "'librarian' at Zqworksb Library", "exact")
    return Chain(
        tuple(people), hops, match, 0.28, (0.13, 0.45), score, "your x", "Zqfirsta …",
        gain=Gain("call", 0, "Call Zqfirstb.", 0.4),
    )  # fmt: skip


def answer_of(relations, *, via=""):
    asker = Person("kate", "Kate Spaulding")
    people = [asker, *(person(i) for i in range(len(relations)))]
    chain = chain_of(people, relations, via=via)
    other = chain_of([asker, person(6), people[-1]], ["friend", "cousin"], score=0.1)
    lead = Lead(
        person(7), "there", "Zqfirsth is at Zqworksh Library.", 0.4, 0.8, 2,
        "Zqfirstg's friend", "Do you know one at Zqworksh Library?",
    )  # fmt: skip
    query = Query("librarian", "kate", 3, 10, dt.date(2026, 11, 23))
    chain = replace(chain, alternatives=(other,))
    return Answer(query, (chain,), 1, leads=(lead,), asker=asker)


def text_of(content):
    if isinstance(content, dict):
        return "\n".join(map(text_of, content.values()))
    return content if isinstance(content, str) else content.decode("utf-8", "replace")


def written(answer, wishes, name):
    plan = make_plan(redacted(answer, wishes), wishes=wishes)
    return text_of(REPORTS[name].write(plan))


_READABLE = sorted(set(REPORTS) - {"docx", "xlsx", "pdf"})  # those are packed


@pytest.mark.parametrize("name", _READABLE)
@pytest.mark.parametrize("via", ["", "Zqworksz"])
def test_no_format_tells_a_third_person_who_somebody_is(name, via):
    relations = ["possible coworker" if via else "sister-in-law", "coworker", "wife"]
    said = written(answer_of(relations, via=via), ALL, name)
    assert _CANARY.findall(said) == []


@given(st.lists(st.sampled_from(RELATIONS), min_size=1, max_size=5))
def test_nobody_is_named_whatever_ties_there_are(relations):
    found = redacted(answer_of(relations), ALL)
    assert _CANARY.findall(repr(found)) == []


@pytest.mark.parametrize("name", _READABLE)
def test_the_asker_keeps_the_names_of_those_they_know(name):
    said = written(answer_of(["sister-in-law", "coworker", "wife"]), COVER, name)
    known = {"zqfirsta", "zqlasta", "zqfirstg", "zqlastg"}
    names = {word.lower() for word in _CANARY.findall(said)}
    assert {n for n in names if n.startswith(("zqfirst", "zqlast"))} <= known


def test_the_asker_keeps_their_own_people():
    found = redacted(answer_of(["sister-in-law", "coworker", "wife"]), COVER)
    assert found.chains[0].names == (
        "Kate Spaulding", "Zqfirsta Zqlasta", "Z. Z.", "Z. Z. (2)",
    )  # fmt: skip


def test_a_guess_is_nobody_the_asker_knows():
    found = redacted(answer_of(["possible coworker", "wife"], via="Zqworks"), COVER)
    assert found.chains[0].names[1] == "Z. Z."


def test_the_sentence_is_said_anew():
    found = redacted(answer_of(["sister-in-law", "coworker", "wife"]), ALL)
    assert found.chains[0].sentence == (
        "Your sister-in-law Z. Z. works with Z. Z. (2), whose partner Z. Z. (3) is a"
        " librarian."
    )
    assert found.chains[0].phrase == "your sister-in-law's coworker's partner"


def test_numbers_stay():
    before = answer_of(["friend", "wife"])
    after = redacted(before, ALL)
    kept = ("probability", "interval", "score", "first", "together")
    for name in kept:
        assert getattr(after.chains[0], name) == getattr(before.chains[0], name)


def test_a_position_that_names_somebody_is_left_out():
    answer = answer_of(["friend", "wife"])
    chain = answer.chains[0]
    helper = replace(chain.people[1], position="Assistant to Zqfirstb")
    chain = replace(chain, people=(chain.people[0], helper, *chain.people[2:]))
    found = redacted(replace(answer, chains=(chain,)), ALL)
    assert found.chains[0].people[1].position == ""


def test_a_person_sought_by_name_is_not_named_in_the_title():
    answer = answer_of(["friend", "wife"])
    chain = replace(
        answer.chains[0], match=Match(1.0, "the person you named", "named"), alternatives=()
    )  # fmt: skip
    query = replace(answer.query, title="Zqfirstb")
    found = redacted(replace(answer, query=query, chains=(chain,)), ALL)
    assert found.query.title == "Z. Z. (2)"


def test_without_the_wish_nothing_changes():
    answer = answer_of(["friend"])
    assert redacted(answer, Wishes()) is answer


@pytest.mark.parametrize("word", RELATIONS)
def test_partners_are_partners_and_others_stay(word):
    said = neutral(word)
    gone = {"wife", "husband", "spouse", "girlfriend", "boyfriend", "fiancé", "fiancée"}
    assert said in {word, "partner"}
    assert word not in gone or said == "partner"


@given(st.text(max_size=40))
def test_initials_hold_single_letters_only(name):
    said = initials(name)
    assert said == "somebody" or all(
        len(part) == 2 and part.endswith(".") for part in said.split(" ")
    )


def test_an_answer_without_chains_says_only_that():
    answer = replace(answer_of(["friend"]), chains=(), none_because="Zqfirsta …")
    found = redacted(answer, ALL)
    assert found.none_because == "There is no chain within reach."
    assert Plan(found).picks == ()


def test_an_asker_who_reads_it_is_spoken_to():
    answer = answer_of(["friend", "wife"])
    chain = replace(answer.chains[0], phrase="Kate Spaulding's friend's wife")
    answer = replace(answer, chains=(chain,))
    (found,) = for_reader(answer, Wishes(cover="Kate Spaulding")).chains
    assert found.phrase == "your friend's wife"
    assert found.sentence.startswith("Your friend Zqfirsta")
    assert for_reader(answer, Wishes(cover="Ms Okafor")) == answer


def test_somebody_else_with_a_cover_page_sees_nobodys_name():
    found = redacted(
        answer_of(["friend", "wife"]), Wishes(is_redacted=True, cover="Ms Okafor")
    )
    assert found.chains[0].names[1] == "Z. Z."


@pytest.mark.parametrize(("teller", "said"), [("zqteller", "somebody said so"), ("me", "you said so")])  # fmt: skip
def test_what_somebody_else_said_is_not_put_into_the_readers_mouth(teller, said):
    answer = answer_of(["friend"])
    chain = answer.chains[0]
    told = replace(chain.hops[0].evidence[0], teller=teller)
    chain = replace(chain, hops=(replace(chain.hops[0], evidence=(told,)),))
    found = redacted(replace(answer, chains=(chain,)), ALL)
    assert grounds(found.chains[0], 0) == said
