"""What notebooks show of people, chains, leads, letters, plans and graphs."""

from __future__ import annotations

import csv
import datetime as dt
import json
import stat
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import networkx as nx
import pytest
from conftest import DEMO, TODAY
from hypothesis import given
from hypothesis import strategies as st
from untrusted import left_of, words_in

import netpath
from netpath import notebooks
from netpath.errors import OutputError
from netpath.model import Chain, Evidence, Hop, Lead, Match, Person, Record
from netpath.notebooks import Drawing, draw, graph_shown, show_in_notebooks
from netpath.planning import Letter, Plan, Theme
from netpath.planning.plan import Step
from netpath.reports.shown import (
    chain_shown,
    image,
    lead_shown,
    leads_shown,
    letter_shown,
    person_shown,
    plan_shown,
    table,
)
from netpath.results import Leads

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
KATE = Person("kate", "Kate Spaulding")
ANA = Person("ana", "Ana Ruiz", "Welder")
WEI = Person("wei", "王伟", "Librarian", "Oakland Public Library", url="in:wei-wang")
LEAD = Lead(ANA, "near", "Ana welds.", 0.3, 0.6, way="your friend", question="Who?")


def chain_of(*people, relation="friend", via="", source="family.txt:2"):
    hops = tuple(
        Hop(a.id, b.id, relation, 0.5, via, (Evidence("declared", source),))
        for a, b in pairwise(people)
    )
    return Chain(
        people, hops, Match(0.9, ""), 0.28, (0.1, 0.4), 0.25,
        phrase="your friend's friend", sentence="Your friend Ana Ruiz knows 王伟.",
    )  # fmt: skip


CHAIN = chain_of(KATE, ANA, WEI)


def hostile(text):
    """Everything that can be shown, with the same text wherever text came from outside."""
    person = Person(
        "x", text, text, text, text, "in:x", (), (Record("r", "me", text, source=text),), (text,)
    )  # fmt: skip
    chain = replace(
        chain_of(KATE, person, person, via=text, source=text),
        sentence=text,
        phrase=text,
    )
    lead = Lead(person, "near", text, 0.3, 0.6, 2, text, text)
    letter = Letter("ask", person, (person,), text, f"{text}\n\n{text}")
    return [
        person_shown(person),
        chain_shown(chain),
        lead_shown(lead),
        leads_shown([lead], text),
        letter_shown(letter),
        image("<svg/>", text),
        table([text], [[text]], text),
        draw([chain], text)._repr_html_(),
    ]


@pytest.fixture
def graph():
    return netpath.load(DEMO, as_of=TODAY)


@pytest.fixture
def chains(graph):
    return netpath.find_chains(graph, "public librarian", alternatives=2)


@pytest.fixture
def shell(monkeypatch, tmp_path):
    """A real IPython, with its history elsewhere."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    interactive = pytest.importorskip("IPython.core.interactiveshell").InteractiveShell
    yield interactive.instance()
    interactive.clear_instance()


# --- what stays where nobody trusts it --------------------------------------------------


@given(st.text(max_size=40) | st.sampled_from([EVIL, "&lt;b&gt;", "a\u202eb\x1b[31m"]))
def test_whatever_is_said_stays_text_in_tags_that_stay(text):
    for shown in hostile(text):
        assert left_of(shown) == shown


def test_hostile_names_are_read_as_they_are():
    for shown in hostile(EVIL):
        assert "<script" not in shown
        assert "<img src=x" not in shown
        assert any(EVIL in word for word in words_in(shown)) or "<img" in shown


def test_what_a_search_shows_stays_too(graph, chains):
    leads = netpath.find_leads(graph, "public librarian", 3)
    plan = chains.plan()
    for shown in (
        graph_shown(graph),
        chain_shown(chains[0]),
        chains.redacted().draw()._repr_html_(),
        leads._repr_html_(),
        plan_shown(plan),
    ):
        assert left_of(shown) == shown


def test_no_head_is_empty_and_every_row_has_one(chains):
    for shown in (*hostile("Ana"), chain_shown(chains[0]), lead_shown(LEAD)):
        assert '<th scope="col"></th>' not in shown
        assert shown.count("<tr>") == shown.count("<thead>") + shown.count(
            'scope="row"'
        )


def test_words_stand_left_and_numbers_right():
    assert table([], [["a", "12,345"]]).count('<div align="left">') == 1
    assert "<td>12,345</td>" in table([], [["a", "12,345"]])


# --- people, chains, leads --------------------------------------------------------------


def test_a_person_is_shown_with_where_they_are_known_from():
    records = tuple(
        Record(f"r{n}", "me", "王伟", source=f"f.csv:{n}") for n in range(5)
    )
    shown = words_in(person_shown(replace(WEI, records=records, reasons=("same address",))))  # fmt: skip
    assert shown[0] == "王伟"
    assert "https://www.linkedin.com/in/wei-wang" in shown
    assert "f.csv:0, f.csv:1, f.csv:2 and 2 other lines" in shown
    assert "same address" in shown


def test_a_person_of_whom_only_the_name_is_known_is_a_name():
    assert person_shown(Person("x", "Bo <i>")) == "<p>Bo &lt;i&gt;</p>"


def test_a_chain_says_each_step_and_where_it_is_known_from():
    shown = words_in(chain_shown(CHAIN))
    assert shown[0] == CHAIN.sentence
    assert shown[1:6] == ["step", "who asks whom", "how they know each other", "chance", "known from"]  # fmt: skip
    assert shown[6:11] == ["1", "you → Ana Ruiz", "friend", "about 5 in 10", "family.txt:2"]  # fmt: skip
    assert shown[12] == "Ana Ruiz → 王伟"


def test_a_chain_of_somebody_else_names_them():
    chain = replace(CHAIN, phrase="Kate Spaulding's friend's friend")
    assert "Kate Spaulding → Ana Ruiz" in words_in(chain_shown(chain))


def test_a_guess_is_called_one():
    guessed = chain_of(KATE, ANA, relation="coworker", via="Acme")
    assert "coworker at Acme (a guess)" in words_in(chain_shown(guessed))


def test_a_redacted_chain_names_no_file(chains):
    assert "known from" in words_in(chain_shown(chains[0]))
    shown = words_in(chain_shown(chains.redacted()[0]))
    assert "known from" not in shown
    assert not [word for word in shown if "family.txt" in word or "Mei" in word]


def test_a_chain_shows_what_else_is_worth_knowing(chains):
    assert any(word.startswith("Or: ") for word in words_in(chain_shown(chains[0])))
    near = replace(CHAIN, match=Match(0.3, "a neighbouring occupation"))
    assert "Not quite the same work: a neighbouring occupation." in words_in(chain_shown(near))  # fmt: skip


def test_a_lead_says_both_chances():
    assert words_in(lead_shown(LEAD)) == [
        "Ana Ruiz, Welder",
        "why", "Ana welds.",
        "is", "your friend",
        "ask", "Who?",
        "leads to one", "about 3 in 10",
        "knows one", "about 6 in 10",
    ]  # fmt: skip


def test_somebody_further_away_is_not_asked_but_passed_on():
    assert "to be passed on" in words_in(lead_shown(replace(LEAD, hops=2)))


def test_leads_that_say_no_way_have_no_column_for_it():
    assert "who that is" in words_in(leads_shown([LEAD], "nurse"))
    shown = words_in(leads_shown([replace(LEAD, way="")], "nurse"))
    assert shown[:5] == ["“nurse”: who may know one", "rank", "who, and why", "what to ask", "leads to one"]  # fmt: skip


def test_no_leads_is_a_sentence():
    assert leads_shown([], "nurse") == "<p>“nurse”: I know nobody to ask.</p>"
    assert left_of(Leads([], "<b>")._repr_html_()) == Leads([], "<b>")._repr_html_()


# --- letters and plans ------------------------------------------------------------------


def test_a_letter_keeps_its_paragraphs():
    letter = Letter("ask", KATE, (ANA,), "A favour", "Hi Ana,\n\nmay I?")
    shown = letter_shown(letter)
    assert words_in(shown)[0] == "Kate Spaulding to Ana Ruiz: the ask"
    assert "<p>Hi Ana,</p><p>may I?</p>" in shown


def test_a_plan_says_where_to_begin_and_what_is_ready(chains):
    letter = Letter("lead", KATE, (ANA,), "A question", "Who?")
    plan = chains.plan()
    first = replace(plan.picks[0], letters=(letter,), questions=(Theme("Day", ("a", "b")),))  # fmt: skip
    step = Step(dt.date(2026, 11, 25), "ask", 1, "Ask Ana.")
    shown = plan_shown(
        replace(plan, picks=(first,), lead_letters=(letter,), timetable=(step,))
    )
    assert words_in(shown) == [
        "Where to begin", "rank", "chain", "ready",
        "1", chains[0].sentence, "1 letter and 2 questions",
        "And 1 letter to people who may know one: Ana Ruiz.",
        "What to do when", "day", "what to do",
        "25 November 2026", "Ask Ana.",
    ]  # fmt: skip


def test_a_plan_of_nothing_says_so(graph):
    answer = netpath.find_chains(graph, "astronaut").answer
    assert plan_shown(Plan(answer)) == "<p>There is nothing to plan yet.</p>"


# --- graphs -----------------------------------------------------------------------------


def test_a_graph_says_what_it_holds_and_who_opens_what(graph):
    shown = graph_shown(graph)
    assert words_in(shown)[:5] == ["Kate Spaulding's network", "what it holds", "how many", "people", "22"]  # fmt: skip
    assert shown.count("<img ") == 1
    assert "Your sister-in-law Ana Ruiz works with Raj Patel" in shown


@pytest.mark.parametrize(
    "foreign", [nx.path_graph(3), nx.DiGraph([(1, 2)]), nx.Graph(schema=1), nx.Graph(schema=1, me="x")]
)  # fmt: skip
def test_the_graphs_of_others_are_left_alone(foreign):
    assert graph_shown(foreign) is None


def test_a_graph_made_by_hand_shows_itself():
    graph = nx.Graph(schema=1, me="ana")
    graph.add_edge("ana", "bo", relation="friend")
    graph.add_edge("bo", "王伟")
    assert words_in(graph_shown(graph))[:1] == ["ana's network"]
    assert "<img " in graph_shown(graph)


def test_one_knows_of_nobody_else_and_no_picture_is_drawn():
    graph = nx.Graph(schema=1, me="ana")
    graph.add_node("ana", name="You")
    shown = graph_shown(graph)
    assert "<img" not in shown
    assert words_in(shown)[0] == "Your network"
    assert "whom you know yourself" not in words_in(shown)


def test_nobody_waits_for_the_picture_of_a_huge_graph(graph, monkeypatch):
    monkeypatch.setattr(notebooks, "_LARGEST", 21)
    assert "<img" not in graph_shown(graph)
    monkeypatch.setattr(notebooks, "_LARGEST", 22)
    assert "<img" in graph_shown(graph)


def test_the_best_way_to_each_is_the_one_drawn(graph):
    graph.add_edge("ana-ruiz", "grace-park", relation="sister", probability=0.9)
    ways = notebooks.openings(netpath.graph.from_graph(graph))
    assert {chain.target.name: chain.people[1].name for chain in ways} == {
        "Raj Patel": "Ana Ruiz",
        "Grace Park": "Ana Ruiz",
    }
    assert [chain.probability for chain in ways] == sorted((c.probability for c in ways), reverse=True)  # fmt: skip
    assert len(notebooks.openings(netpath.graph.from_graph(graph), count=1)) == 1


# --- IPython ----------------------------------------------------------------------------


def test_without_ipython_nothing_happens(monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    show_in_notebooks()
    code = "import sys, netpath; netpath.load(netpath.demo_folder()); print('IPython' in sys.modules)"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # fmt: skip
    assert done.stdout == "False\n"


def test_ipython_shows_what_netpath_made_and_nothing_else_differently(shell, graph, chains):  # fmt: skip
    before, _ = shell.display_formatter.format(nx.path_graph(2))
    show_in_notebooks()
    letter = Letter("ask", KATE, (ANA,), "A favour", "Hi")
    for ours in (graph, chains[0], chains[0].target, LEAD, letter, chains.plan()):
        data, _ = shell.display_formatter.format(ours)
        assert "<table>" in data["text/html"]
        assert "object at" not in data["text/plain"]
        assert "(id=" not in data["text/plain"]
    after, _ = shell.display_formatter.format(nx.path_graph(2))
    assert set(after) == set(before) == {"text/plain"}
    assert "networkx.classes.graph.Graph" in after["text/plain"]


def test_text_for_a_terminal_cannot_steer_it(shell):
    show_in_notebooks()
    evil = Person("x", "Bo\x1b[2J", "Nurse")
    data, _ = shell.display_formatter.format(evil)
    assert data["text/plain"] == "Bo\ufffd[2J, Nurse"


def test_a_graph_is_said_in_a_line(shell, graph):
    data, _ = shell.display_formatter.format(graph)
    assert data["text/plain"] == (
        "Kate Spaulding's network: 22 people, 16 whom you know yourself,"
        " 20 ties between people, 3 employers and schools that several share"
    )


# --- saving -----------------------------------------------------------------------------


def test_a_drawing_is_saved_for_its_owner_alone(tmp_path):
    drawing = Drawing("<svg>王</svg>", "a picture")
    path = drawing.save(tmp_path / "x.svg")
    assert path.read_text(encoding="utf-8") == "<svg>王</svg>"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(OutputError, match="exists"):
        drawing.save(path)
    assert drawing.save(path, force=True) == path
    assert repr(drawing) == "a picture"


def test_a_picture_says_in_words_what_it_shows(chains):
    alt = chains.draw().alt
    assert alt.startswith("“public librarian”: 2 of the 3 people I know of are within reach. Your")  # fmt: skip
    assert all(chain.sentence in alt for chain in chains)
    assert f'alt="{alt}"' in image("", alt)
    many = draw([replace(CHAIN, sentence=f"{n}.") for n in range(9)], "T")
    assert many.alt == "T. 0. 1. 2."


def test_leads_are_saved_in_three_formats_that_read_back(graph, tmp_path):
    leads = Leads(
        [*netpath.find_leads(graph, "public librarian", 2), replace(LEAD, person=Person("e", "=1+1"))],
        "public librarian",
    )  # fmt: skip
    names = [lead.person.name for lead in leads]
    told = json.loads(leads.save(tmp_path / "x.json").read_text(encoding="utf-8"))
    assert [one["person"]["name"] for one in told] == names
    with leads.save(tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == [*names[:2], "'=1+1"]
    assert rows[0]["question"] == leads[0].question
    text = leads.save(tmp_path / "x.md").read_text(encoding="utf-8")
    assert text.startswith("# Who may know a public librarian\n")
    assert text.count("\n- ") == len(leads)
    for path in tmp_path.glob("x.*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_leads_refuse_other_formats_and_keep_what_exists(tmp_path):
    leads = Leads([LEAD], "nurse")
    with pytest.raises(OutputError, match="ends in none of"):
        leads.save(tmp_path / "x.txt")
    assert list(tmp_path.iterdir()) == []
    leads.save(tmp_path / "x.md")
    with pytest.raises(OutputError, match="exists"):
        leads.save(tmp_path / "x.md")
