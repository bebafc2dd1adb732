"""Employers and schools: names that are nobody's or everybody's, places, stays, guesses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.model import Hop, Membership, Record
from netpath.names import company_key
from netpath.relations import is_guess
from netpath.resolve import resolve
from netpath.sentences import Link, read, say
from netpath.workplaces import is_ambiguous

TODAY = dt.date(2026, 11, 25)


def day(text):
    """A day from "2016" or "2016-03", None from ""."""
    year, _, month = text.partition("-")
    return dt.date(int(year), int(month or 1), 1) if text else None


NOBODY = """
Freelance|Freelancer|Self-employed|Self Employed|Retired|Confidential|Stealth
Stealth Startup|Stealth AI Startup|Student|Unemployed|N/A|None|-|Various
Multiple companies|Career break|Homemaker|Looking for opportunities|Open to work|Private
Undisclosed|My Company|Freelance Writer|Self-Employed Photographer|Semi-Retired
Stay-at-home Mom|Confidential (stealth)|Freelance / Self-employed|Retired from Acme
Autónomo|Por cuenta propia|Jubilada|Desempleado|En búsqueda de empleo|Estudiante
Indépendant|Auto-entrepreneur|À la recherche d’un emploi|Retraité|Étudiante|Sans emploi
Selbstständig|Selbständig|freiberuflich|Rentner|Im Ruhestand|Arbeitssuchend|Hausfrau
Profissional Autônomo|Conta própria|Aposentada|Desempregado|Em busca de recolocação
Libero professionista|In cerca di occupazione|Pensionato|Disoccupata|Studentessa
Zelfstandige|ZZP’er|Werkzoekend|Gepensioneerd|Huisvrouw|Op zoek naar werk
自由职业|自雇|退休|待业|学生|家庭主妇|保密|無|フリーランス|自営業|個人事業主|定年退職|無職|専業主婦|求職中|なし
"""
MANY = """
Public Library|The Book Shop|Memorial Hospital|St. Mary's Hospital|Community College
Central High School|First Baptist Church|City of Springfield|Springfield Public Library
Lincoln Elementary School|Sunrise Bakery|Holy Trinity Church|Ministry of Health|General Hospital
Biblioteca Pública Municipal|Colegio San José|Ayuntamiento|Farmacia|Hospital General
Lycée Victor Hugo|École primaire publique|Mairie|Collège Jean Moulin|Pharmacie Centrale
Rathaus|Stadtbibliothek|Kindergarten|Goethe-Gymnasium|Städtische Realschule
Kreiskrankenhaus|Volkshochschule|Escola Municipal|Prefeitura Municipal|Hospital São José
Liceo Scientifico Galileo Galilei|Biblioteca Comunale|Comune|Scuola Media
Basisschool|Gemeente|Openbare Bibliotheek|Ziekenhuis|Apotheek
第一中学|人民医院|公共图书馆|中心小学|市立図書館|中央病院|小学校|市役所
"""
ONE = """
Oakland Public Library|Stanford University|Washington University|City of Boston
San Antonio Public Library|St. Louis School District Library|Cedar & Pine Books|Bank of America|General Electric|Best Buy|Johns Hopkins Hospital
Freelancer.com|Independent Health|Stealth Monitoring|Mairie de Paris|Comune di Milano
Stadtbibliothek Köln|Universidad de Chile|Lycée Victor Hugo de Besançon|Union Pacific
北京大学|東京都立図書館|トヨタ自動車|Acme|Oak|Lincoln
"""


def names(text):
    return [name for line in text.strip().splitlines() for name in line.split("|")]


def colleagues(name, **values):
    return [
        Record(who, "me", who.title() + " Quill", company=name, **values)
        for who in ("ana", "bo")
    ]


def shared(records, memberships=()):
    net = resolve([Record("me", "me", "Kate Roe"), *records], [], memberships)
    return [(g.name, sorted(m.member for m in g.members)) for g in net.groups]


@pytest.mark.parametrize("name", names(NOBODY))
def test_no_guess_goes_through_a_placeholder(name):
    assert company_key(name) == ""
    assert not is_ambiguous(name)
    assert shared(colleagues(name)) == []


@pytest.mark.parametrize("name", names(MANY))
def test_a_name_that_many_places_bear_joins_nobody(name):
    assert is_ambiguous(name)
    assert company_key(name)  # it is still an employer
    assert shared(colleagues(name)) == []


@pytest.mark.parametrize("name", names(ONE))
def test_a_place_or_a_rare_word_tells_a_name_apart(name):
    assert not is_ambiguous(name)
    assert len(shared(colleagues(name))) == 1


def test_a_patron_alone_is_ambiguous_of_a_school_only():
    assert is_ambiguous("St. Mary's", "school")
    assert is_ambiguous("Victor Hugo", "school")
    assert not is_ambiguous("Lincoln", "employer")


@given(st.text(max_size=30))
def test_any_text_is_ambiguous_or_not(text):
    assert is_ambiguous(text) in {True, False}
    assert is_ambiguous(company_key(text)) == is_ambiguous(text)


# --- places and stays -----------------------------------------------------------------


def at(who, location):
    return Record(who, "me", f"{who.title()} Quill", company="Acme", location=location)


def test_who_works_in_plainly_different_places_is_not_joined():
    rows = [at("ana", "Austin, TX"), at("bo", "Berlin, Germany"), at("cy", ""), at("di", "Bonn, Germany")]  # fmt: skip
    found = {pair for _, who in shared(rows) for pair in combinations(who, 2)}
    ana, bo, cy, di = "ana-quill", "bo-quill", "cy-quill", "di-quill"
    assert found == {(ana, cy), (bo, cy), (bo, di), (cy, di)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oakland, California", "San Francisco Bay Area"),  # may be near
        ("Oakland, CA", "Oakland, California, United States"),
        ("Berlin, Germany", "München, Germany"),
        ("Berlin", "Paris"),
    ],
)
def test_places_that_may_be_near_each_other_part_nobody(one, other):
    assert len(shared([at("ana", one), at("bo", other)])) == 1


def test_where_somebody_lives_now_says_nothing_of_where_they_studied():
    rows = [replace(at(who, place), company="") for who, place in (("ana", "Austin, TX"), ("bo", "Berlin, Germany"))]  # fmt: skip
    studied = [
        Membership(r.id, "Oak College of Ys", "school", until=TODAY) for r in rows
    ]
    assert len(shared(rows, studied)) == 1


def test_many_places_do_not_blow_up_a_group():
    rows = [at(f"p{i}", f"T{i}, C{i}") for i in range(20)] + [at(f"q{i}", "") for i in range(20)]  # fmt: skip
    assert [len(who) for _, who in shared(rows)] == [40]


@pytest.mark.parametrize(
    ("stays", "since", "until"),
    [
        ([("2010", "2014"), ("2014-02", "")], "2010", ""),  # a promotion
        ([("2010", "2014"), ("2018", "")], "2018", ""),  # came back: the last stay
        ([("2010", "2014"), ("2013", "2016"), ("2016", "2020")], "2010", "2020"),
        ([("2010", ""), ("2015", "")], "2010", ""),
        ([("2010", "2014"), ("", "")], "", ""),
    ],
)
def test_adjoining_positions_are_one_stay(stays, since, until):
    rows = [Membership("me", "Acme", "employer", "", day(a), day(b)) for a, b in stays]
    [made] = resolve([Record("me", "me", "Kate Roe"), at("bo", "")], [], rows).groups
    [mine] = [m for m in made.members if m.member != "bo-quill"]
    assert (mine.since, mine.until) == (day(since), day(until))


# --- in words ---------------------------------------------------------------------------


@pytest.mark.parametrize("relation", ["possible coworker", "possible former coworker", "possible schoolmate"])  # fmt: skip
def test_a_guess_is_said_as_one_and_reads_back(relation):
    assert is_guess(relation)
    assert Hop("a", "b", relation, 0.5).is_guess
    said = say(
        [Link(relation, "Bo Quill", "Acme"), Link("friend", "Cy Roe")], "Clerk", "Oak"
    )
    assert said.startswith("You may ")
    told = read(said)
    assert [(t.from_, t.relation, t.to, t.via) for t in told.ties] == [
        ("me", relation, "Bo Quill", "Acme"),
        ("Bo Quill", "friend", "Cy Roe", ""),
    ]


def test_who_may_be_known_from_a_place_need_not_work_there_now():
    said = "My friend Ana Quill may know Bo Quill from Acme, who is a clerk at Oak."
    [bo] = [p for p in read(said).people if p.name == "Bo Quill"]
    assert (bo.position, bo.company) == ("Clerk", "Oak")


def test_what_is_said_is_no_guess():
    assert not is_guess("coworker")
    assert not is_guess("no such word")
    assert not Hop("a", "b", "LinkedIn connection", 0.5).is_guess
