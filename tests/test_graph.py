"""The graph contract, attribute by attribute, and back again."""

from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import replace

import networkx as nx
import pytest

from netpath.errors import OutputError, UnknownRelationError
from netpath.graph import from_graph, graph_bytes, to_graph
from netpath.model import Evidence, Group, Membership, Network, Person, Record, Tie

DAY = dt.date(2026, 1, 2)
EVIDENCE = Evidence("declared", "links.txt:1", "me", "sister-in-law", date=DAY)
NETWORK = Network(
    me="kate",
    people={
        "kate": Person("kate", "Kate"),
        "ana": Person("ana", "Ana <&> 王", "Clerk", "Acme", "Oslo", "https://x",
                      records=(Record("r1", "me", "Ana", source="links.txt:1"),)),
    },
    ties=(Tie("ana", "kate", (EVIDENCE,), "sister-in-law", "kate", 0.75),),
    groups=(
        Group("employer:acme", "Acme", "employer",
              (Membership("ana", "Acme", "employer", "Clerk"),
               Membership("kate", "Acme", "employer", since=DAY, until=DAY)), 0.06),
    ),
    as_of=dt.date(2026, 11, 23),
)  # fmt: skip


def test_the_attributes_are_those_of_the_contract():
    graph = to_graph(NETWORK)
    assert graph.graph == {"me": "kate", "as_of": "2026-11-23", "schema": 1}
    assert graph.nodes["ana"] == {
        "kind": "person", "name": "Ana <&> 王", "position": "Clerk", "company": "Acme",
        "location": "Oslo", "url": "https://x", "records": ["links.txt:1"],
    }  # fmt: skip
    assert graph.nodes["employer:acme"] == {"kind": "group", "group": "employer", "name": "Acme", "size": 2, "probability": 0.06}  # fmt: skip
    assert graph.edges["ana", "kate"] == {
        "relation": "sister-in-law", "relation_from": "kate", "probability": 0.75,
        "evidence": [{"kind": "declared", "detail": "sister-in-law", "source": "links.txt:1", "date": "2026-01-02", "effect": 1.0}],
    }  # fmt: skip
    assert graph.edges["kate", "employer:acme"] == {"role": "", "since": "2026-01-02", "until": "2026-01-02"}  # fmt: skip


def test_what_goes_in_comes_out():
    back = from_graph(to_graph(NETWORK))
    assert to_graph(back).nodes(data=True) == to_graph(NETWORK).nodes(data=True)
    assert nx.utils.graphs_equal(to_graph(back), to_graph(NETWORK))
    assert (back.me, back.as_of, back.ties[0].probability) == (
        "kate",
        NETWORK.as_of,
        0.75,
    )


def test_a_graph_made_by_hand_has_plain_meanings():
    graph = nx.Graph(me="a")
    graph.add_edge("a", "b")
    graph.add_edge("b", "c", relation="wife", relation_from="b")
    made = from_graph(graph)
    assert made.people["b"].name == "b"
    assert [(t.relation, round(t.probability, 4)) for t in made.ties] == [
        ("acquaintance", 0.3145),
        ("wife", 0.9),
    ]


def test_a_word_nobody_knows_is_refused():
    graph = nx.Graph(me="a")
    graph.add_edge("a", "b", relation="nemesis")
    with pytest.raises(UnknownRelationError, match="nemesis"):
        from_graph(graph)


def test_node_link_json_parses_back_to_the_same_graph():
    linked = json.loads(graph_bytes(to_graph(NETWORK), "graph.json"))
    assert nx.utils.graphs_equal(
        nx.node_link_graph(linked, edges="edges"), to_graph(NETWORK)
    )


@pytest.mark.parametrize(
    ("ending", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)]
)
def test_xml_formats_parse_back(ending, read):
    graph = read(io.BytesIO(graph_bytes(to_graph(NETWORK), f"graph.{ending}")))
    assert set(graph) == {"ana", "kate", "employer:acme"}
    assert graph.nodes["ana"]["name"] == "Ana <&> 王"
    assert json.loads(graph.edges["ana", "kate"]["evidence"])[0]["kind"] == "declared"


def test_another_ending_is_refused():
    with pytest.raises(OutputError, match=r"\.json, \.graphml or \.gexf"):
        graph_bytes(to_graph(NETWORK), "graph.dot")


# --- a hand's graph, and hostile names ------------------------------------------------


def test_nothing_of_a_scored_network_that_search_needs_is_lost():
    back = from_graph(to_graph(NETWORK))
    assert [replace(tie, evidence=()) for tie in back.ties] == [
        replace(tie, evidence=()) for tie in NETWORK.ties
    ]
    assert back.groups == NETWORK.groups
    assert {key: replace(p, records=()) for key, p in back.people.items()} == {
        key: replace(p, records=()) for key, p in NETWORK.people.items()
    }


def test_a_group_made_by_hand_is_an_employer_worth_a_guess():
    graph = nx.Graph(me="a")
    graph.add_node("acme", kind="group")
    graph.add_node("oak", kind="group", group="school")
    graph.add_edges_from([("a", "acme"), ("b", "acme"), ("acme", "oak"), ("b", "oak")])
    made = from_graph(graph)
    assert [(g.name, g.kind, round(g.probability, 4)) for g in made.groups] == [
        ("acme", "employer", 0.06),
        ("oak", "school", 0.0175),
    ]
    assert [[m.member for m in g.members] for g in made.groups] == [["a", "b"], ["b"]]
    assert made.ties == ()


def test_an_end_tied_to_itself_is_no_tie_and_an_empty_graph_nobody():
    graph = nx.Graph()
    graph.add_edge("a", "a", relation="friend")
    assert from_graph(graph).ties == ()
    assert from_graph(nx.Graph()) == Network("", {})


def test_what_stands_there_as_nothing_counts_as_left_out():
    graph = nx.Graph(me=None, as_of=None)
    graph.add_node("a", name=None, records=None, url=None, position=None)
    graph.add_edge("a", "b", relation=None, evidence=None, probability=None)
    made = from_graph(graph)
    assert made.people["a"] == Person("a", "a")
    assert made.ties == (Tie("a", "b", (), "acquaintance", "a", 0.85 * 0.37),)


@pytest.mark.parametrize("ending", ["json", "graphml", "gexf"])
def test_equal_graphs_give_equal_bytes_and_name_no_day(ending):
    made = graph_bytes(to_graph(NETWORK), f"graph.{ending}")
    assert made == graph_bytes(to_graph(NETWORK), f"graph.{ending.upper()}")
    assert b"lastmodified" not in made


HOSTILE = [
    "</data><script>alert(1)</script>",
    "]]>&amp;&#x1b;",
    "\" onload='x",
    "عمر\u200cپور",
    "王伟 🚀",
    "=1+1",
    "\\u0000",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    ("ending", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)]
)
def test_a_hostile_name_comes_back_from_xml_as_itself(name, ending, read):
    people = {"a": Person("a", name, position=name)}
    graph = to_graph(Network("a", people, groups=(Group("employer:x", name, "employer"),)))  # fmt: skip
    back = read(io.BytesIO(graph_bytes(graph, f"graph.{ending}")))
    assert [back.nodes[key]["name"] for key in ("a", "employer:x")] == [name, name]
    assert set(back) == {"a", "employer:x"}


@pytest.mark.parametrize(
    ("ending", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)]
)
def test_what_xml_cannot_hold_becomes_the_replacement_sign(ending, read):
    graph = nx.Graph(me="a\x1b")
    graph.add_node("a\x1b", name="\x00\x1b[2J\u202e\ud800\ufffe")
    back = read(io.BytesIO(graph_bytes(graph, f"graph.{ending}")))
    assert back.nodes["a\ufffd"]["name"] == "\ufffd\ufffd[2J\ufffd\ufffd\ufffd"
    assert graph.nodes["a\x1b"]["name"].startswith("\x00")
