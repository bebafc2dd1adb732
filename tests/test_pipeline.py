"""From made-up exports of every era, through the store, to chains."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from made_up import CANARY, ERAS, World, make_export

from netpath.answering import Question, answer
from netpath.api import network, owner_key
from netpath.importers import read_sources
from netpath.meaning import find_person
from netpath.names import person_key
from netpath.ready import Ready
from netpath.store import Store

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def world():
    return World(7, people=1200, owners=2)


@pytest.fixture(scope="module", params=sorted(ERAS))
def made(request, world):
    return make_export(world, world.owners[0], request.param, rows=150, messages=120)


def zipped(one, folder, **suffix):
    folder.mkdir()
    return one.write_zip(folder, **suffix)


def pool(world, folder, rows):
    """The exports of two owners of one world."""
    return [
        (one, zipped(one, folder / owner.id))
        for owner in world.owners
        for one in [make_export(world, owner, "E2025", rows=rows, messages=60)]
    ]


def net_of(exports):
    key = owner_key(exports)
    return network(exports, key, as_of=TODAY)


def without_places(net):
    """A network apart from which archive it was read of."""
    people = {key: replace(p, records=()) for key, p in net.people.items()}
    ties = tuple(
        replace(tie, evidence=tuple(replace(e, source="") for e in tie.evidence))
        for tie in net.ties
    )
    return replace(net, people=people, ties=ties, groups=())


def test_everybody_named_is_one_person_and_nobody_else_is(made, tmp_path):
    net = net_of(read_sources([made.write_zip(tmp_path)], as_of=TODAY))
    truth = {person_key(" ".join(c.cells[:2])) for c in made.truth.named}
    named = {person_key(p.name) for p in net.people.values()}
    assert truth <= named
    assert len(net.people) >= len(made.truth.named)


def test_zip_folder_and_loose_files_say_the_same(made, tmp_path):
    (tmp_path / "c").mkdir()
    forms = [
        [zipped(made, tmp_path / "a")],
        [zipped(made, tmp_path / "b", double_suffix=True)],
        [made.write_folder(tmp_path / "c", zip_suffix=True)],
    ]
    first, *others = [net_of(read_sources(paths, as_of=TODAY)) for paths in forms]
    for other in others:
        assert without_places(other).ties == without_places(first).ties
        assert other.people.keys() == first.people.keys()


def test_message_texts_never_get_into_the_store(made, tmp_path):
    exports = read_sources([made.write_zip(tmp_path)], as_of=TODAY)
    with Store.open(tmp_path / "s" / "store.sqlite") as store:
        store.add_all(exports, on=TODAY)
    for path in (tmp_path / "s").iterdir():
        assert CANARY.encode() not in path.read_bytes()


def test_importing_twice_and_in_any_order_is_the_same_store(world, tmp_path):
    paths = [path for _, path in pool(world, tmp_path, rows=100)]
    dumps = []
    for number, order in enumerate([paths, paths[::-1], [*paths, *paths]]):
        with Store.open(tmp_path / f"{number}.sqlite") as store:
            for path in order:
                store.add_all(read_sources([path], as_of=TODAY), on=TODAY)
            dumps.append(store.dump())
    assert dumps[0] == dumps[1] == dumps[2]


def test_two_exports_of_one_world_share_people_by_their_addresses(world, tmp_path):
    made = pool(world, tmp_path, rows=200)
    net = net_of(read_sources([path for _, path in made], as_of=TODAY))
    urls = [person.url for person in net.people.values() if person.url]
    assert len(urls) == len(set(urls))
    listed = [{c.person for c in one.truth.named} for one, _ in made]
    shared = listed[0] & listed[1]
    two = {p.id for p in net.people.values() if len({r.teller for r in p.records}) > 1}
    assert len(two) >= len(shared) - 5  # a changed slug is another person, as yet
    assert shared


def test_a_pool_leads_beyond_ones_own_connections(world, tmp_path):
    made = pool(world, tmp_path, rows=200)
    net = net_of(read_sources([path for _, path in made], as_of=TODAY))
    mine = {t.a for t in net.ties if t.b == net.me} | {
        t.b for t in net.ties if t.a == net.me
    }
    stranger = next(
        key for key in sorted(net.people) if key not in mine and key != net.me
    )
    found = answer(Ready.of(net), Question(to=stranger))
    assert found.chains
    assert len(found.chains[0].hops) >= 2
    assert find_person(net, stranger).id == found.chains[0].target.id
