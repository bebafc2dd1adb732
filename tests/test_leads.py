"""Leads: whom to ask for people who are not in the data, and how likely they know one."""

import json
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from conftest import DEMO
from hypothesis import given
from hypothesis import strategies as st

import netpath
from netpath.answering import Question, answer
from netpath.asking import leads_in
from netpath.model import Evidence, Match, Network, Person, Tie
from netpath.ranking import scale_up as s
from netpath.ranking.building import build
from netpath.ranking.circles import kinship, places, places_of, trade_of, trades
from netpath.ranking.commonness import commonness, share
from netpath.ranking.lead_words import Wanted, plural, wanted
from netpath.ranking.leads import AN_EMPLOYER, FLOOR, MOST_CIRCLES, leads
from netpath.ranking.scale_up import Standing, knows, knows_one
from netpath.ranking.titles.lexicon import lexicon
from netpath.ranking.titles.sought import alternatives
from netpath.ranking.ways import FAR_ENOUGH, Ways
from netpath.ready import Ready
from netpath.reports.leads import next_step, table, thin
from netpath.seeking import Aim
from netpath.sentences import read

LIBRARIANS = Wanted("a librarian", "librarians")
TOM = Person("tom", "Tom Park", "Custodian", "Berkeley Public Library")


def tie(a, b, probability, relation="friend", *evidence):
    low, high = sorted((a, b))
    return Tie(low, high, evidence, relation, low, probability)


def network(*people, ties, avoided=()):
    everybody = [Person("me", "Kate Spaulding"), *people]
    return Network("me", {p.id: p for p in everybody}, tuple(ties), avoided=frozenset(avoided))  # fmt: skip


def asked(net, title="public librarian", **aim):
    return leads_in(Ready.of(net), Aim(title, **aim), "me")


def ways_to(net):
    ways = Ways(net, build(net), "me")
    return {one.person: ways.way(one.person, one.hops) for one in ways.nearest()}


def names(found):
    return [lead.person.name for lead in found]


# --- how common ---------------------------------------------------------------------


def test_every_occupation_has_a_share():
    for entry in lexicon().every():
        number, basis = commonness(entry.id)
        assert 0 < number < 10_000, entry.id
        assert basis in {"statistics", "judgement"}


def test_together_they_are_about_everybody():
    assert 0.7 < sum(share(entry.id) for entry in lexicon().every()) < 1.3


def test_the_orders_of_magnitude_are_those_of_the_statistics():
    assert 100 <= commonness("registered nurse").per_10000 <= 300
    assert 4 <= commonness("librarian").per_10000 <= 20
    assert 50 <= commonness("software engineer").per_10000 <= 200
    assert share("public librarian") < share("librarian")
    assert share("nobody has such an id") == share("") > 0


# --- knowing one --------------------------------------------------------------------


@pytest.mark.parametrize("expected", [0.05, 0.3, 1.0, 4.0])
def test_the_formula_is_what_drawing_circles_gives(expected):
    rng = np.random.default_rng(4)
    share_, circle = expected / 472, 472
    drawn = (rng.binomial(circle, share_, 200_000) > 0).mean()
    assert knows_one(expected, 1.0) == pytest.approx(drawn, abs=0.005)
    # Clumped: everybody has a rate of their own, spread so that variance is 3 × mean.
    rates = rng.gamma(expected / (s.CLUMPING - 1), s.CLUMPING - 1, 200_000)
    counts = rng.poisson(rates)
    assert counts.var() == pytest.approx(s.CLUMPING * counts.mean(), rel=0.05)
    assert knows_one(expected) == pytest.approx((counts > 0).mean(), abs=0.005)


chances = st.floats(0, 1)
standings = st.builds(
    Standing,
    st.builds(
        Person,
        st.text("abc", min_size=1, max_size=3),
        st.just("Ana Ruiz"),
        st.sampled_from(["", "Custodian", "Cook"]),
        st.sampled_from(["", "Acme", "Acme, Inc.", "Bueno", "Self-employed"]),
    ),
    chances,
    st.integers(1, 2),
    match=st.builds(
        Match,
        chances,
        st.just(""),
        st.sampled_from(["none", "near", "exact", "synonym"]),
        status=st.sampled_from(["current", "retired", "student", "negated"]),
        near=chances,
    ),
    there=chances,
    is_sure=st.booleans(),
    circle=st.integers(0, 600),
    kinship=st.floats(1, 200),
    narrowed=chances,
)

unique = st.lists(standings, max_size=40, unique_by=lambda one: one.person.id)


@given(standings, chances, chances)
def test_knowing_is_a_chance_and_grows_with_what_makes_it(one, a, b):
    low, high = sorted((a, b))
    assert 0 <= knows(one, low) <= knows(one, high) + 1e-12 <= 1 + 2e-12
    assert knows(one, low) <= knows(replace(one, circle=one.circle + 100), low) + 1e-12
    assert knows(one, low) <= knows(replace(one, kinship=one.kinship + 5), low) + 1e-12
    assert knows(replace(one, there=low), a) <= knows(replace(one, there=high), a) + 1e-12  # fmt: skip


@given(unique, chances, st.integers(1, 12))
def test_leads_are_in_one_order_whatever_order_they_come_in(many, common, top):
    found = leads(many, LIBRARIANS, common, top=top)
    assert found == leads(reversed(many), LIBRARIANS, common, top=top)
    assert len(found) <= top
    assert len({lead.person.id for lead in found}) == len(found)
    for lead in found:
        assert FLOOR <= lead.probability <= lead.knows <= 1
        assert lead.reason
        assert lead.question.endswith(("?", "."))
    assert sum(lead.kind == "circle" for lead in found) <= MOST_CIRCLES


@given(unique, chances)
def test_nobody_of_one_employer_comes_third_before_others_have_their_turn(many, common):
    found = leads(many, LIBRARIANS, common, top=99)
    turns, seen = [], {}
    for lead in found:
        at = netpath.names.company_key(lead.person.company) or lead.person.id
        turns.append(seen.get(at, 0) // AN_EMPLOYER)
        seen[at] = seen.get(at, 0) + 1
    assert turns == sorted(turns)
    first = [lead.probability for lead, turn in zip(found, turns, strict=True) if not turn]  # fmt: skip
    assert first == sorted(first, reverse=True)


def test_equal_chances_are_decided_by_fewer_hops_then_ids():
    ways = [("b", 1), ("c", 2), ("a", 1), ("d", 1)]
    many = [Standing(replace(TOM, id=i, company=i), 0.5, hops, there=0.8) for i, hops in ways]  # fmt: skip
    found = leads(many, LIBRARIANS, 0.0)
    assert [lead.person.id for lead in found] == ["a", "b", "d", "c"]


# --- fields, places, trades -----------------------------------------------------------


def test_a_small_field_is_known_better_than_a_large_one():
    entry = lexicon().occupation
    games = kinship(entry("game artist"), entry("game designer"), lexicon())
    health = kinship(entry("medical assistant"), entry("nurse practitioner"), lexicon())
    assert games > health > kinship(entry("baker"), entry("nurse practitioner"), lexicon()) == 1  # fmt: skip


def test_every_key_of_the_data_is_an_occupation_or_a_group():
    ids = {entry.id for entry in lexicon().every()}
    groups = {entry.isco[:size] for entry in lexicon().every() for size in (2, 3, 4)}
    for key in [*places(), *trades()]:
        assert key in ids | groups, key


def test_a_hairdresser_knows_more_people_and_a_nurse_works_at_a_hospital():
    assert trade_of(lexicon().occupation("hairdresser")).times > 1
    (hospital, *_) = places_of(lexicon().occupation("nurse practitioner"))
    assert hospital.workplace.judge("", "Glimmouth General Hospital").is_right
    assert not hospital.workplace.judge("", "Glimmouth Bakery").is_right


# --- who is asked -----------------------------------------------------------------------

GRACE = Person("grace", "Grace Hill", "School Librarian", "Oakwood Elementary School")
MEI = Person("mei", "Mei Patel", "Librarian", "Oakland Public Library")
OLU = Person("olu", "Olu Adeyemi", "Retired Librarian", "Retired")
ANA = Person("ana", "Ana Ruiz", "Accountant", "Acme")
EVERYBODY = (TOM, GRACE, MEI, OLU, ANA)


def test_all_three_kinds_are_found_and_the_reasons_name_the_evidence():
    ties = [tie("me", p.id, 0.6) for p in EVERYBODY]
    found = asked(network(*EVERYBODY, ties=ties))
    assert {lead.person.name: lead.kind for lead in found} == {
        "Tom Park": "there",
        "Grace Hill": "near",
        "Olu Adeyemi": "near",
        "Ana Ruiz": "circle",
    }
    said = {lead.person.name: lead.reason for lead in found}
    assert said["Tom Park"] == "Tom Park is a custodian at Berkeley Public Library, where public librarians work."  # fmt: skip
    assert "School Librarian at Oakwood Elementary School" in said["Grace Hill"]
    assert "once one" in said["Olu Adeyemi"]
    assert len({lead.question for lead in found}) == 4
    assert found[-1].person is ANA


def test_a_librarian_sought_is_no_lead_and_neither_is_who_asks():
    me = replace(TOM, id="me", name="Kate Spaulding")
    net = network(me, MEI, ties=[tie("me", "mei", 0.6)])
    assert asked(net) == []


@given(st.sets(st.sampled_from([p.id for p in EVERYBODY])))
def test_nobody_avoided_is_asked_or_passed_through(avoided):
    ties = [tie("me", "ana", 0.9), *(tie("ana", p.id, 0.6) for p in EVERYBODY if p is not ANA)]  # fmt: skip
    found = asked(network(*EVERYBODY, ties=ties, avoided=avoided))
    assert not {lead.person.id for lead in found} & avoided
    if "ana" in avoided:
        assert found == []


def test_somebody_two_ties_away_is_asked_for_their_work_and_never_for_their_circle():
    ties = [tie("me", "ana", 0.9, "sister-in-law"), tie("ana", "tom", 0.6, "coworker")]
    ties.append(tie("ana", "stranger", 0.9))
    stranger = Person("stranger", "Ines Vega", "Hairdresser", "Curl")
    found = asked(network(ANA, TOM, stranger, ties=ties))
    assert names(found) == ["Tom Park", "Ana Ruiz"]
    assert found[0].hops == 2
    assert found[0].way.startswith("your ")
    assert "Ana Ruiz's coworker" in found[0].way
    assert found[0].probability == pytest.approx(0.9 * 0.6 * found[0].knows)


def test_a_way_over_two_guesses_is_none():
    ties = [tie("me", "ana", 0.3), tie("ana", "tom", 0.3)]
    assert FAR_ENOUGH > 0.3 * 0.3
    assert set(ways_to(network(ANA, TOM, ties=ties))) == {"ana"}


def test_the_likeliest_way_counts():
    ties = [tie("me", "ana", 0.9), tie("ana", "tom", 0.9), tie("me", "tom", 0.3)]
    way = ways_to(network(ANA, TOM, ties=ties))["tom"]
    assert way.people == ("me", "ana", "tom")
    assert way.probability == pytest.approx(0.81)


def test_looking_at_the_closest_first_gives_what_looking_at_all_would(monkeypatch):
    work = [
        ("Cook", "City Library"),
        ("School Librarian", "Oak School"),
        ("Archivist", ""),
    ]
    many = [Person(f"p{i}", f"P {i}", *work[i % 3]) for i in range(90)]
    ties = [tie("me", p.id, 0.1 + (i * 37 % 80) / 100) for i, p in enumerate(many)]
    net = network(*many, ties=ties)
    whole = asked(net)
    monkeypatch.setattr("netpath.asking._FIRST", 3)
    assert asked(net) == whole


def test_connections_count_only_up_to_what_one_can_know():
    many = [Person(f"p{i}", f"P {i}") for i in range(700)]
    shown = Evidence("connection", teller="in:ana")
    ties = [tie("me", "ana", 0.9), *(tie("ana", p.id, 0.1, "LinkedIn connection", shown) for p in many)]  # fmt: skip
    found = asked(network(ANA, *many, ties=ties))
    assert "some 600 others" in found[0].reason or "some 550" in found[0].reason
    assert found[0].knows == pytest.approx(knows_one(550 * s.EMPLOYED * share("public librarian")))  # fmt: skip


def test_an_employer_asked_for_puts_its_own_people_first():
    ties = [tie("me", p.id, 0.6) for p in (TOM, GRACE)]
    found = asked(network(TOM, GRACE, ties=ties), "archivist", company="berkeley")
    assert names(found)[0] == "Tom Park"
    assert "at Berkeley Public Library" in found[0].question


def test_nobody_known_to_be_elsewhere_is_asked():
    away = replace(GRACE, location="Berlin")
    net = network(TOM, away, ties=[tie("me", "tom", 0.6), tie("me", "grace", 0.6)])
    found = asked(net, location="Oakland")
    assert names(found) == ["Tom Park"]


def test_what_already_went_between_two_is_said():
    mine = Evidence("recommendation", teller="in:kate", received=1)
    net = network(TOM, ties=[tie("me", "tom", 0.6, "LinkedIn connection", mine)])
    net = replace(net, voices=frozenset({"in:kate"}))
    assert asked(net)[0].way == "your LinkedIn connection, who recommended you"


# --- in words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "one", "many"),
    [
        ("public librarian", "a public librarian", "public librarians"),
        ("Archivists", "an archivist", "archivists"),
        ("it manager", "an IT manager", "IT managers"),
        ("VP of product", "a VP of product", "VPs of product"),
        ("HVAC technician", "an HVAC technician", "HVAC technicians"),
        ("RN", "a registered nurse", "registered nurses"),
        ("bibliotecaria", "a librarian", "librarians"),
        ("school nurse", "a school nurse", "school nurses"),
        ("librarian or archivist", "a librarian or an archivist", "librarians or archivists"),
        ("xylophone whisperer", "a xylophone whisperer", "xylophone whisperers"),
    ],
)  # fmt: skip
def test_any_title_is_said_with_its_article_and_plural(title, one, many):
    said = wanted(alternatives(title, lexicon()))
    assert (said.one, said.many) == (one, many)


def test_every_occupation_has_a_plural():
    for entry in lexicon().every():
        many = plural(entry.id)
        assert many != entry.id or entry.id.endswith("staff"), entry.id
        assert not re.search(r"(ys|chs|sss)$", many) or re.search(r"[aeiou]ys$", many)


def test_the_table_says_words_before_numbers_and_the_next_step_reads_back():
    found = asked(network(TOM, ties=[tie("me", "tom", 0.6)]))
    text = table(found, "public librarian")
    assert text.index("Tom Park is a custodian") < text.index("About 5 in 10")
    assert "Ask: “Do you know a public librarian at Berkeley Public Library who" in text
    command = re.search(r'netpath tell "(.*)"', next_step(found, "public librarian"))[1]
    told = read(command)
    assert [p.name for p in told.people] == ["Tom Park", "Mei Patel"]
    assert told.people[1].position.casefold() == "public librarian"


def test_a_thin_answer_gets_two_lines_more():
    found = asked(network(TOM, GRACE, ties=[tie("me", p.id, 0.6) for p in (TOM, GRACE)]))  # fmt: skip
    first, second = thin(found, "public librarian").split("\n")
    assert first.startswith("Not among the people I know of, but likely to know one: ")
    assert "Tom Park (Custodian, Berkeley Public Library)" in first
    assert second == '  netpath leads --title "public librarian"'
    assert thin([], "public librarian") == ""


# --- the command and the library --------------------------------------------------------


def test_the_library_gives_a_list_that_prints_itself():
    graph = netpath.load(DEMO, as_of=date(2026, 11, 23))
    found = netpath.find_leads(graph, "public librarian", k=2)
    assert names(found) == ["Grace Hill", "Yara Haddad"]
    assert repr(found).startswith("“public librarian”: 2 people to ask")
    assert list(found.to_frame()["name"]) == names(found)
    assert "reason" in netpath.find_leads(graph, "beekeeper").to_frame()
    with pytest.raises(ValueError, match="a title"):
        netpath.find_leads(graph, " ")


def test_the_command_prints_leads_in_every_format(run):
    run("import", DEMO / "Basic_LinkedInDataExport_11-01-2026")
    done = run("leads", "--title", "public librarian", "--format", "json")
    found = json.loads(done.stdout)
    assert found["query"] == {"title": "public librarian", "top": 10}
    assert found["leads"][0]["person"]["name"] == "Grace Hill"
    assert found["leads"][0]["kind"] == "near"
    rows = run("leads", "--title", "public librarian", "--format", "csv").stdout
    assert rows.startswith("rank,name,position")
    text = run("leads", "--title", "public librarian", "--format", "table")
    assert "netpath tell" in text.stderr
    assert "1  Grace Hill is a School Librarian" in text.stdout


def test_where_nobody_is_worth_asking_the_command_says_what_to_do(run):
    run("tell", "My friend Ana Ruiz is an accountant.")
    run("me", "Kate Spaulding")
    done = run("leads", "--title", "beekeeper")
    assert done.returncode == 1
    assert "A title near it may lead further" in done.stderr
    assert "netpath tell" in done.stderr
    assert done.stdout == ""


def test_model_prints_every_number_of_leads_with_its_basis(run):
    said = run("model").stdout
    for words in ("472  McCormick", "clumping", "hears what everybody does"):
        assert words in said


def test_whom_one_avoids_this_once_is_not_asked_either():
    ready = Ready.of(network(TOM, ties=[tie("me", "tom", 0.6)]))
    assert names(answer(ready, Question("public librarian")).leads) == ["Tom Park"]
    assert answer(ready, Question("public librarian", avoid=("tom",))).leads == ()
