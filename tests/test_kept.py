"""What is kept beside the store: the same network, the same answers, or made anew."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date, timedelta

import pytest
from made_up import World, make_export

from netpath import seeking
from netpath.answering import Question, answer
from netpath.api import demo_folder
from netpath.importers import read_sources
from netpath.kept import KeptPeople
from netpath.knowing import network_in, people_in, ready_in
from netpath.meaning import people_called
from netpath.model import Decision
from netpath.planning import Plan
from netpath.ready import Ready
from netpath.reports import render
from netpath.store import Store

DAY = date(2026, 11, 23)
QUESTIONS = (
    Question("public librarian", alternatives=2),
    Question("nurse", max_hops=4, per_connector=1),
    Question("software engineer", declared_only=True),
    Question("teacher or nurse", near=True, location="a"),
    Question("sheep shearer"),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filled")
    world = World(seed=5, people=900, owners=3)
    paths = [demo_folder()]
    for owner in world.owners:
        export = make_export(world, owner, "E2026", rows=150, messages=150)
        (folder / owner.id).mkdir()
        paths.append(export.write_zip(folder / owner.id))
    store = Store.open(folder / "netpath.sqlite")
    for path in paths:
        for export in read_sources([path], as_of=DAY):
            store.add(export, on=DAY)
    yield store
    store.close()


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "kept.network"


def answers(ready):
    return [render(Plan(answer(ready, question)), "json") for question in QUESTIONS]


def test_a_kept_network_is_the_one_that_was_kept(filled, kept):
    whole, here = network_in(filled, DAY), ready_in(filled, DAY, kept=kept).network
    assert isinstance(here.people, KeptPeople)
    bare = {
        key: replace(person, records=(), reasons=())
        for key, person in whole.people.items()
    }
    assert dict(here.people) == bare
    assert tuple(here.ties) == tuple(whole.ties)
    groups = [replace(group, members=tuple(group.members)) for group in here.groups]
    assert groups == list(whole.groups)
    assert (here.me, here.as_of) == (whole.me, whole.as_of)
    assert "nobody" not in here.people


def test_it_gives_the_same_answers(filled, kept):
    fresh = answers(Ready.of(network_in(filled, DAY)))
    assert answers(ready_in(filled, DAY, kept=kept)) == fresh
    assert answers(ready_in(filled, DAY, kept=kept)) == fresh


@pytest.mark.parametrize("days", [1, 400, 3000])
def test_on_another_day_it_is_as_if_made_on_that_day(filled, kept, days):
    ready_in(filled, DAY, kept=kept)
    later = DAY + timedelta(days=days)
    fresh = network_in(filled, later)
    here = ready_in(filled, later, kept=kept)
    assert tuple(here.network.ties) == tuple(fresh.ties)
    assert answers(here) == answers(Ready.of(fresh))
    assert fresh.ties != network_in(filled, DAY).ties  # some of them do change


def test_titles_of_many_are_found_by_an_index_with_the_same_answers(
    filled, kept, tmp_path, monkeypatch
):
    few = answers(Ready.of(network_in(filled, DAY)))
    monkeypatch.setattr(seeking, "_FEW", 0)
    monkeypatch.setattr(seeking, "_indexes", {})
    ready, titles = ready_in(filled, DAY, kept=kept), tmp_path / "titles"
    for _ in range(2):  # made, then opened
        questions = [replace(question, kept=titles) for question in QUESTIONS]
        assert [render(Plan(answer(ready, one)), "json") for one in questions] == few
        assert titles.exists()
        seeking._indexes.clear()
    made = Ready.of(network_in(filled, DAY))  # in memory, without a file
    assert answers(made) == few


def test_people_are_found_by_whatever_they_are_called(filled, kept):
    whole, here = network_in(filled, DAY), ready_in(filled, DAY, kept=kept).network
    for person in whole.people.values():
        for text in (person.id, person.name, person.url, *person.emails):
            if text:
                found = {one.id for one in people_called(here, text)}
                assert found == {one.id for one in people_called(whole, text)}


def test_to_look_for_somebody_nothing_is_made_and_what_is_kept_is_taken(filled, kept):
    whole = people_in(filled, DAY, kept=kept)
    assert not isinstance(whole.people, KeptPeople)
    assert not kept.exists()
    ready_in(filled, DAY, kept=kept)
    later = people_in(filled, DAY + timedelta(days=9), kept=kept)
    assert isinstance(later.people, KeptPeople)
    assert list(later.people) == sorted(whole.people)


def test_whom_one_avoids_is_known_without_making_it_anew(filled, kept):
    ready_in(filled, DAY, kept=kept)
    made = kept.stat().st_mtime_ns
    whole = network_in(filled, DAY)
    one = next(p for p in whole.people.values() if p.company and p.id != whole.me)
    other = next(p for p in whole.people.values() if p.company not in {"", one.company})
    filled.decide(
        Decision("avoid", left=tuple(record.id for record in one.records)),
        Decision("confidential", company=other.company),
        on=DAY,
    )
    here = ready_in(filled, DAY, kept=kept).network
    assert here.avoided == network_in(filled, DAY).avoided
    assert {one.id, other.id} <= here.avoided
    assert kept.stat().st_mtime_ns == made
    filled.undo()


def test_it_is_for_its_owner_alone(filled, kept):
    ready_in(filled, DAY, kept=kept)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [file.name for file in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize("spoil", ["cut", "foreign", "none", "older"])
def test_what_cannot_be_trusted_is_made_anew(filled, kept, spoil):
    fresh = answers(ready_in(filled, DAY, kept=kept))
    if spoil == "cut":
        kept.write_bytes(kept.read_bytes()[:-100])
    if spoil == "foreign":
        kept.write_bytes(b"\x89PNG\r\n")
    if spoil == "none":
        kept.unlink()
    if spoil == "older":
        kept.write_bytes(kept.read_bytes().replace(b"network 1.", b"network 0."))
    assert answers(ready_in(filled, DAY, kept=kept)) == fresh


def test_a_folder_that_cannot_be_written_costs_time_only(filled, tmp_path):
    nowhere = tmp_path / "missing" / "kept"
    fresh = answers(ready_in(filled, DAY, kept=tmp_path / "kept"))
    assert answers(ready_in(filled, DAY, kept=nowhere)) == fresh


def test_it_goes_when_somebody_is_forgotten(tmp_path):
    with Store.open(tmp_path / "netpath.sqlite") as store:
        for export in read_sources([demo_folder()], as_of=DAY):
            store.add(export, on=DAY)
        kept = tmp_path / ".netpath.sqlite.network"
        mei = people_called(ready_in(store, DAY, kept=kept).network, "Mei Patel")[0]
        records = network_in(store, DAY).people[mei.id].records
        store.forget([record.id for record in records])
        assert not kept.exists()
        assert not people_called(ready_in(store, DAY, kept=kept).network, "Mei Patel")


def test_what_one_batch_said_is_read_alone(filled):
    every = filled.observations()
    for batch in filled.batches():
        said = filled.said_in(batch.id)
        mine = {key for key, met in every.exports.items() if batch.id in met}
        assert [record.id for record in said.records] == sorted(mine)
        assert set(said.records) <= set(every.records)
        assert set(said.ties) <= set(every.ties)
        assert batch.counts == {
            "records": len(said.records),
            "ties": len(said.ties),
            "memberships": len(said.memberships),
        }
