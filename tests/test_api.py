"""The library, as a notebook uses it."""

from __future__ import annotations

import datetime as dt
import json
import stat

import networkx as nx
import pandas as pd
import pytest
from conftest import DEMO, TODAY

import netpath
from netpath.errors import (
    AmbiguousPersonError,
    OutputError,
    PersonNotFoundError,
    SourceError,
)

STORY = pd.DataFrame(
    [
        ["me", "sister-in-law", "Ana Ruiz", "", ""],
        ["Ana Ruiz", "coworker", "Raj Patel", "", "Acme"],
        ["Raj Patel", "wife", "Mei Patel", "Librarian", "Oakland Public Library"],
    ],
    columns=["person", "relation", "other", "other_position", "other_company"],
)


@pytest.fixture
def graph():
    return netpath.load(DEMO, as_of=TODAY)


def test_load_gives_a_plain_graph(graph):
    assert type(graph) is nx.Graph
    assert graph.graph == {"me": "kate-spaulding-2f7a10", "as_of": TODAY, "schema": 1}
    assert graph.nodes["mei-patel"]["position"] == "Librarian"
    assert graph.nodes["mei-patel"]["records"] == ["demo/family.txt:2"]


def test_the_story_in_three_rows_of_a_frame():
    chains = netpath.find_chains(netpath.load(STORY, as_of=TODAY), "public librarian")
    assert len(chains) == 1
    assert round(chains[0].probability, 3) == 0.284
    assert chains[0].names == ("You", "Ana Ruiz", "Raj Patel", "Mei Patel")
    assert chains[0].weakest_hop == 1
    assert chains[0].band == "good"


def test_me_names_the_asker_where_no_export_does():
    graph = netpath.load(STORY, me="Kate Spaulding", as_of=TODAY)
    assert graph.graph["me"] == "kate-spaulding"
    assert graph.nodes["kate-spaulding"]["name"] == "Kate Spaulding"


def test_an_empty_frame_cell_says_nothing():
    frame = STORY.assign(since=[None, float("nan"), "2019"])
    graph = netpath.load(frame, as_of=TODAY)
    [evidence] = graph.edges["mei-patel", "raj-patel"]["evidence"]
    assert evidence["date"] == "2019-01-01"


def test_a_file_and_a_frame_and_a_sentence_say_the_same(tmp_path):
    (tmp_path / "story.txt").write_text(
        "My sister-in-law Ana Ruiz works with Raj Patel at Acme, whose wife Mei Patel is "
        "a librarian at Oakland Public Library."
    )
    STORY.to_csv(tmp_path / "story.csv", index=False)
    sentences = {
        netpath.find_chains(netpath.load(source, as_of=TODAY), "librarian")[0].sentence
        for source in (STORY, tmp_path / "story.txt", tmp_path / "story.csv")
    }
    assert len(sentences) == 1


def test_a_tie_added_by_hand_is_searched(graph):
    graph.add_edge("kate-spaulding-2f7a10", "ines-duarte", relation="friend")
    best = netpath.find_chains(graph, "librarian", to="Ines Duarte")[0]
    assert best.sentence.startswith("Your friend Ines Duarte is a")
    assert best.hops[0].probability == 0.95 * 0.65


def test_a_probability_changed_by_hand_counts(graph):
    graph.edges["ana-ruiz", "raj-patel"]["probability"] = 0.9
    best = netpath.find_chains(graph, "public librarian")[0]
    assert best.hops[1].probability == 0.9


def test_chains_are_a_sequence_sorted_by_score(graph):
    chains = netpath.find_chains(graph, "librarian")
    scores = [chain.score for chain in chains]
    assert scores == sorted(scores, reverse=True)
    assert list(chains)[:1] == list(chains[:1])
    assert chains[0].score == chains[0].probability * chains[0].match.score


def test_as_frames_a_row_a_chain_or_a_row_a_hop(graph):
    chains = netpath.find_chains(graph, "public librarian")
    by_chain, by_hop = chains.to_frame(), chains.to_frame(hops=True)
    assert list(by_chain["name"]) == [chain.target.name for chain in chains]
    assert len(by_hop) == sum(len(chain.hops) for chain in chains)
    assert by_hop["to"].tolist()[:3] == ["Ana Ruiz", "Raj Patel", "Mei Patel"]


def test_in_a_notebook_chains_are_a_table_without_script(graph):
    shown = netpath.find_chains(graph, "public librarian")._repr_html_()
    assert "<table>" in shown
    assert "Mei Patel" in shown
    assert "<script" not in shown


def test_no_chain_says_why(graph):
    chains = netpath.find_chains(graph, "astronaut")
    assert list(chains) == []
    assert chains.none_because == "I know nobody whose work is “astronaut”."
    assert chains._repr_html_() == "<p>I know nobody whose work is “astronaut”.</p>"


def test_save_writes_by_ending_and_keeps_what_exists(graph, tmp_path):
    chains = netpath.find_chains(graph, "public librarian")
    path = chains.save(tmp_path / "chains.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["chains"][0]["target"]["name"] == "Mei Patel"
    with pytest.raises(OutputError, match="exists"):
        chains.save(path)
    with pytest.raises(OutputError, match="no format I can write"):
        chains.save(tmp_path / "chains.doc")


def test_person_not_found_names_the_closest(graph):
    with pytest.raises(PersonNotFoundError, match="Did you mean Mei Patel"):
        netpath.find_chains(graph, to="Mei Patl")


def test_of_two_people_of_one_name_none_is_taken(graph):
    graph.add_node("mei-patel-2", kind="person", name="Mei Patel")
    with pytest.raises(AmbiguousPersonError) as caught:
        netpath.find_chains(graph, to="Mei Patel")
    assert caught.value.candidates == ("mei-patel", "mei-patel-2")
    assert netpath.find_chains(graph, to="mei-patel")


@pytest.mark.parametrize("wrong", [{"max_hops": 0}, {"max_hops": 7}, {"k": 0}])
def test_numbers_out_of_range_are_refused(graph, wrong):
    with pytest.raises(ValueError, match="max_hops is 1 to 6"):
        netpath.find_chains(graph, "librarian", **wrong)


def test_a_title_or_a_person_is_needed(graph):
    with pytest.raises(ValueError, match="say whom you look for"):
        netpath.find_chains(graph, " ")


def test_every_error_of_netpath_is_a_builtin_one_too():
    with pytest.raises(ValueError, match=r"nothing\.zip"):
        netpath.load("nothing.zip")
    assert issubclass(SourceError, netpath.NetpathError)
    assert issubclass(PersonNotFoundError, LookupError)


def test_as_of_is_a_day_or_its_text():
    day = dt.date(2026, 11, 23)
    graphs = [netpath.load(DEMO, as_of=given) for given in (day, "2026-11-23")]
    assert nx.utils.graphs_equal(*graphs)


def test_time_passes_only_by_as_of():
    """Two years later the messages are old; family is as near as ever."""
    now, later = (netpath.load(DEMO, as_of=day) for day in ("2026-11-23", "2028-11-23"))
    talked = ("kate-spaulding-2f7a10", "marcus-bell-6f60b2")
    family = ("ana-ruiz", "kate-spaulding-2f7a10")
    assert later.edges[talked]["probability"] < now.edges[talked]["probability"]
    assert later.edges[family]["probability"] == now.edges[family]["probability"]
