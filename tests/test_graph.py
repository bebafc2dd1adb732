"""The graph contract, attribute by attribute, and back again."""

from __future__ import annotations

import datetime as dt
import io
import json

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
