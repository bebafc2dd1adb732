"""What the user decides: it beats what was read, outlives imports, and can be taken back."""

from __future__ import annotations

import itertools
import json
import os
import pty
import select
import sqlite3
import subprocess
import sys
import time
from datetime import date

import pytest
from made_up import World, make_export

from netpath import intake
from netpath.importers import read_sources
from netpath.knowing import network_in
from netpath.model import ME, Decision, Evidence, Export, Record, Tie
from netpath.resolve.features import VERSION
from netpath.resolve.pool import pool_of
from netpath.store import Store, backups_of

TODAY = date(2026, 11, 23)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def rows(*lines):
    return HEADER + "".join(f"{line},04 May 2020\n" for line in lines)


@pytest.fixture
def kate(tmp_path):
    path = tmp_path / "kate" / "Connections.csv"
    path.parent.mkdir()
    path.write_text(
        rows(
            "Zelda,Quill,https://www.linkedin.com/in/zelda-q,,Acme Labs,Cataloguer of maps",
            "Wilburga,Thorn,https://www.linkedin.com/in/wilburga-t,,Oak Library,Librarian of rare books",
            "Bo,Fern,https://www.linkedin.com/in/bo-f,,Acme Labs,Cook",
        )
    )
    return path


@pytest.fixture
def tom(tmp_path):
    path = tmp_path / "tom" / "Connections.csv"
    path.parent.mkdir()
    path.write_text(
        rows(
            "Zelda,Quill,,,Acme Labs,Cataloguer of maps",
            "Wilburga,Thorn,,,Elm Museum,Librarian of rare books",
            "Mei,Hollin,https://www.linkedin.com/in/mei-h,,Oak Library,Public Librarian",
        )
    )
    return path


@pytest.fixture
def both(run, kate, tom):
    assert run("import", kate, "--owner", "Kate Spaulding").returncode == 0
    assert run("import", tom, "--owner", "Tom Park").returncode == 0


def people(run):
    listed = run("people", "--format", "json")
    return {one["id"]: one for one in json.loads(listed.stdout)}


# --- who is who -----------------------------------------------------------------------


@pytest.mark.usefixtures("both")
def test_what_agrees_is_one_and_the_reason_is_said_in_weights_and_words(run):
    assert len(people(run)) == 7
    said = run("why-merged", "Zelda Quill").stdout
    assert "Zelda Quill: 2 records, one person." in said
    for reason in ("the same name", "the same employer", "the same title", "to 1 that"):
        assert reason in said
    assert run("why-merged", "Bo Fern").returncode == 1


@pytest.mark.usefixtures("both")
def test_a_merge_outlives_the_next_import_and_is_undone_by_undo(run, kate):
    both_of_them = [key for key in people(run) if key.startswith("wilburga")]
    assert len(both_of_them) == 2
    assert run("merge", *both_of_them).returncode == 0
    assert len(people(run)) == 6
    kate.write_text(kate.read_text() + "New,Comer,,,Elm Museum,Cook,05 May 2020\n")
    run("import", kate, "--owner", "Kate Spaulding")
    assert len(people(run)) == 7
    assert "Decided on" in run("why-merged", "wilburga-t").stdout
    assert run("undo", "--yes").returncode == 0  # the import
    assert run("undo", "--yes").returncode == 0  # the merge
    assert len([key for key in people(run) if key.startswith("wilburga")]) == 2


@pytest.mark.usefixtures("both")
def test_a_split_holds_when_the_same_files_come_again(run, kate, tom):
    assert run("split", "Zelda Quill", "tom/Connections.csv:2").returncode == 0
    assert len([key for key in people(run) if key.startswith("zelda")]) == 2
    run("import", tom, "--owner", "Tom Park")
    run("import", kate, "--owner", "Kate Spaulding")
    assert len([key for key in people(run) if key.startswith("zelda")]) == 2


@pytest.mark.usefixtures("both")
def test_all_records_of_somebody_cannot_be_split_off(run):
    done = run("split", "Bo Fern", "kate/Connections.csv:4")
    assert done.returncode == 2
    assert "every record" in done.stderr


@pytest.mark.usefixtures("both")
def test_the_doubtful_wait_and_each_answer_settles_them(run):
    (pair,) = json.loads(run("duplicates", "--format", "json").stdout)
    assert (pair["name"], pair["may_be"]) == ("Wilburga Thorn", "Wilburga Thorn")
    assert run("duplicates", "--later", pair["pair"]).returncode == 0
    assert json.loads(run("duplicates", "--format", "json").stdout)
    assert run("duplicates", "--no", pair["pair"]).returncode == 0
    assert run("duplicates").returncode == 1
    run("undo", "--yes")
    assert run("duplicates", "--yes", "all").returncode == 0
    assert len([key for key in people(run) if key.startswith("wilburga")]) == 1


@pytest.mark.usefixtures("both")
def test_an_unknown_pair_is_said_to_be_none(run):
    done = run("duplicates", "--no", "zzzz")
    assert done.returncode == 2
    assert "netpath duplicates lists them" in done.stderr


@pytest.mark.usefixtures("both")
def test_on_a_terminal_the_doubtful_are_shown_side_by_side():
    said = answered("n\n", "duplicates", "--review")
    assert "Librarian of rare books" in said
    assert "two people from now on" in said


@pytest.mark.usefixtures("both")
def test_a_terminal_gets_the_pairs_side_by_side_and_no_wide_table(run):
    shown = run("duplicates", "--format", "table").stdout
    assert "one person: about" in shown
    assert max(map(len, shown.splitlines())) <= 90


def answered(text, *arguments):
    """Run a command at a terminal and type something."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "netpath", *arguments],
        stdin=child, stdout=child, stderr=child, close_fds=True,
    )  # fmt: skip
    os.close(child)
    said, deadline, is_typed = b"", time.monotonic() + 30, False
    while time.monotonic() < deadline:
        if select.select([parent], [], [], 0.1)[0]:
            try:
                said += os.read(parent, 4096)
            except OSError:
                break  # the other end is closed
        if b"[q]uit" in said and not is_typed:
            os.write(parent, text.encode())
            is_typed = True
    process.wait(timeout=10)
    os.close(parent)
    return said.decode()


def test_a_second_namesake_does_not_split_who_was_one_and_asks(tmp_path):
    """Zelda of tom's export was Kate's Zelda; then a second one who fits comes in."""

    def one(owner, number, **held):
        key = f"r{number:016x}"
        record = Record(key, owner, "Zelda Quill", company="Acme Labs", position="Mapper", source=f"{owner}.zip/C.csv:{number}", **held)  # fmt: skip
        own = Record(f"r{number + 900:016x}", owner, f"Owner {owner}", url=owner)
        tie = Tie(key, own.id, (Evidence("connection", record.source, owner),))
        return Export(f"{owner}.zip", "linkedin", own, date=TODAY, records=(record,), ties=(tie,))  # fmt: skip

    with Store.open(tmp_path / "s.sqlite") as store:
        store.add(one("in:kate", 1, url="in:zelda-a"), on=TODAY)
        store.add(one("in:tom", 2), on=TODAY)
        assert zeldas(store) == [{1, 2}]
        store.add(one("in:ida", 3, url="in:zelda-b"), on=TODAY)
        assert zeldas(store) == [{1, 2}, {3}]
        assert [d.kind for d in store.decisions()] == ["kept"]
        (doubt,) = network_in(store, TODAY).doubts
        assert {doubt.person, *doubt.candidates} == {"zelda-a", "zelda-b"}
        assert store.undo().what == "import"
        assert store.decisions() == ()
        assert zeldas(store) == [{1, 2}]
    with Store.open(tmp_path / "other.sqlite") as store:  # all at once: nobody knows
        store.add_all([one("in:ida", 3, url="in:zelda-b"), one("in:tom", 2), one("in:kate", 1, url="in:zelda-a")], on=TODAY)  # fmt: skip
        assert zeldas(store) == [{1}, {2}, {3}]


def zeldas(store):
    net = network_in(store, TODAY)
    groups = [{int(r.id[1:], 16) for r in p.records} for p in net.people.values() if p.name == "Zelda Quill"]  # fmt: skip
    return sorted(groups, key=min)


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    """Four exports of one world, one owner twice."""
    folder, world = (
        tmp_path_factory.mktemp("cohort"),
        World(seed=8, people=700, owners=3),
    )
    made = [(owner, "E2021", date(2022, 3, 1)) for owner in world.owners[:2]]
    made += [
        (world.owners[2], "E2026", None),
        (world.owners[0], "E2025", date(2026, 1, 5)),
    ]
    paths = []
    for number, (owner, era, on) in enumerate(made):
        place = folder / str(number)
        place.mkdir()
        paths.append(make_export(world, owner, era, rows=120, messages=40, on=on).write_zip(place))  # fmt: skip
    return [export for path in paths for export in read_sources([path], as_of=TODAY)]


def clusters(net):
    return {frozenset(record.id for record in p.records) for p in net.people.values()}


def test_in_any_order_one_by_one_or_at_once_the_same_people_come_out(cohort, tmp_path):
    found = []
    for number, order in enumerate(itertools.permutations(range(4))):
        with Store.open(tmp_path / f"{number}.sqlite") as store:
            for place in order:
                store.add(cohort[place], on=TODAY)
                if number % 2:
                    network_in(store, TODAY)  # resolved after every import
            store.add(cohort[order[0]], on=TODAY)
            found.append(clusters(network_in(store, TODAY)))
            assert not store.decisions()
    assert all(one == found[0] for one in found)
    assert any(len(cluster) > 2 for cluster in found[0])


def test_features_made_at_import_and_those_made_later_are_the_same(cohort, tmp_path):
    ready = [intake._made_ready(export).observed for export in cohort]
    with Store.open(tmp_path / "a.sqlite") as at_once, Store.open(tmp_path / "b.sqlite") as later:  # fmt: skip
        at_once.add_all(ready, on=TODAY)
        later.add_all(cohort, on=TODAY)
        one, other = network_in(at_once, TODAY), network_in(later, TODAY)
        assert one == other
        sets = [
            {number: sorted(pool_of([(1, page)]).table.T.tolist()) for number, page in store.features(VERSION).items()}
            for store in (at_once, later)
        ]  # fmt: skip
        assert sets[0] == sets[1]


# --- avoiding -------------------------------------------------------------------------


@pytest.fixture
def chained(run, both):  # noqa: ARG001 - what was imported
    """Kate knows Wilburga, who knows nobody; Kate's friend Tom knows Mei, the librarian."""
    run("tell", "Tom Park is my friend.")
    run("tell", "Wilburga Thorn is a friend of Mei Hollin.")


FIND = ("find", "--title", "public librarian", "--format", "json")


@pytest.mark.usefixtures("chained")
def test_who_is_avoided_is_in_no_chain_of_any_format_and_only_counted(run, tmp_path):
    run("duplicates", "--yes", "all")
    assert "Wilburga Thorn" in run(*FIND).stdout
    assert run("avoid", "wilburga-t", "--reason", "a canary reason").returncode == 0
    found = json.loads(run(*FIND).stdout)
    assert found["withheld"] >= 1
    for ending in ("html", "md", "csv", "json"):
        out = tmp_path / f"chains.{ending}"
        run("report", "--title", "public librarian", "-o", out)
        text = out.read_text() if out.exists() else ""
        assert "Wilburga" not in text
        assert "canary" not in text
    for kind in ("table", "tsv", "json", "csv", "md"):
        done = run(*FIND[:-1], kind)
        assert "Wilburga" not in done.stdout + done.stderr
    assert "withheld" in run(*FIND[:-1], "table").stdout
    assert "a canary reason" in run("avoid").stdout


@pytest.mark.usefixtures("chained")
def test_nobody_at_an_avoided_employer_is_reached_and_undo_takes_it_back(run):
    assert run("avoid", "--company", "Oak Library, Inc.", "--confidential").returncode == 0  # fmt: skip
    found = json.loads(run(*FIND).stdout)
    assert all(chain["target"]["company"] != "Oak Library" for chain in found["chains"])
    assert found["withheld"] >= 1
    run("undo", "--yes")
    assert json.loads(run(*FIND).stdout)["withheld"] == 0


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("Nobody Here",), "I know nobody"), (("me",), "That is you"), (("--company", "Freelance"), "no employer's name")],
)  # fmt: skip
def test_what_cannot_be_avoided_is_said(run, arguments, words):
    done = run("avoid", *arguments)
    assert done.returncode != 0
    assert words in done.stderr


# --- taking back, copies, and looking after -------------------------------------------


@pytest.mark.usefixtures("both")
def test_undo_lists_and_takes_back_the_newest_first(run):
    before = people(run)
    run("avoid", "Bo Fern")
    steps = json.loads(run("undo", "--list", "--format", "json").stdout)
    assert [step["what"] for step in steps] == ["avoid", "import", "import"]
    assert run("undo", "--yes").returncode == 0
    assert run("undo", "--yes").returncode == 0
    assert "mei-h" not in people(run)
    assert run("undo", "--yes").returncode == 0
    assert run("undo", "--yes").returncode == 1
    assert "mei-h" in before


def test_after_undo_the_first_export_is_not_mine_any_more(run, kate):
    run("import", kate, "--owner", "Kate Spaulding")
    run("undo", "--yes")
    assert "no name of" in run("me").stdout


@pytest.mark.usefixtures("both")
def test_a_backup_is_gone_back_to_and_what_was_there_is_kept(run, tmp_path):
    safe = tmp_path / "safe.sqlite"
    assert run("backup", safe).returncode == 0
    assert run("backup", safe).returncode != 0
    assert run("backup", safe, "--force").returncode == 0
    assert oct(safe.stat().st_mode & 0o777) == "0o600"
    run("undo", "--yes")
    assert "mei-h" not in people(run)
    assert run("restore", safe, "--yes").returncode == 0
    assert "mei-h" in people(run)
    (kept,) = run("restore", "--list").stdout.splitlines()
    assert run("restore", kept, "--yes").returncode == 0
    assert "mei-h" not in people(run)


@pytest.mark.usefixtures("both")
def test_a_broken_store_is_refused_with_5_and_a_backup_mends_it(run, tmp_path):
    path, safe = tmp_path / "store" / "netpath.sqlite", tmp_path / "safe.sqlite"
    run("backup", safe)
    assert run("doctor").returncode == 0
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 20000)
    assert run("people").returncode == 5
    assert run("doctor").returncode == 5
    assert run("restore", safe, "--yes").returncode == 0
    assert run("doctor").returncode == 0
    assert "mei-h" in people(run)


@pytest.mark.usefixtures("both")
def test_a_broken_backup_is_refused_and_changes_nothing(run, tmp_path):
    before = people(run)
    broken = tmp_path / "broken.sqlite"
    run("backup", broken)
    broken.write_bytes(broken.read_bytes()[:8192] + b"\xff" * 20000)
    assert run("restore", broken, "--yes").returncode == 5
    assert run("restore", tmp_path / "none.sqlite", "--yes").returncode == 3
    assert people(run) == before


@pytest.mark.usefixtures("both")
def test_the_doctor_finds_a_row_that_points_nowhere(run, tmp_path):
    connection = sqlite3.connect(tmp_path / "store" / "netpath.sqlite")
    connection.executescript("PRAGMA foreign_keys = OFF; UPDATE tie SET a = 999 WHERE no = 1;")  # fmt: skip
    connection.close()
    done = run("doctor")
    assert done.returncode == 5
    assert "points to a row of record that is not there" in done.stdout


@pytest.mark.usefixtures("both")
def test_forgetting_reaches_decisions_and_netpaths_own_backups(run, tmp_path):
    run("backup")
    run("merge", *(key for key in people(run) if key.startswith("wilburga")))
    run("avoid", "wilburga-t", "--reason", "Wilburga Thorn told me to")
    run("backup")
    assert run("forget", "wilburga-t", "--yes").returncode == 0
    folder = tmp_path / "store"
    held = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file()).lower()
    assert b"thorn" not in held
    assert b"wilburga-t" not in held
    with Store.open(folder / "netpath.sqlite") as store:
        assert store.check() == []
        assert store.decisions() == ()
        assert len(backups_of(store.path)) == 2


# --- the store's own part -------------------------------------------------------------


def test_decisions_come_back_as_they_were_made(tmp_path):
    made = (
        Decision("same", ("r1", "r2"), ("r3",), reason="old friends"),
        Decision("confidential", company="Acme & Söhne"),
    )
    with Store.open(tmp_path / "s") as store:
        ids = store.decide(*made, on=TODAY)
        kept = store.decisions()
        assert [(d.kind, d.left, d.right, d.company, d.reason) for d in kept] == [
            (d.kind, d.left, d.right, d.company, d.reason) for d in made
        ]
        assert [d.id for d in kept] == ids == [1, 2]
        assert [step.id for step in store.steps()] == [2, 1]
        assert store.undo().id == 2
        assert store.decide(made[1], on=TODAY) == [2]


def test_undoing_an_import_gives_the_store_there_was_before(tmp_path):
    raj = Record("r0000000000000001", ME, "Raj Patel", source="a.csv:1")
    mei = Record("r0000000000000002", ME, "Mei Patel", source="b.csv:1")
    first = Export("a.csv", "told", records=(raj,))
    said = Evidence("declared", "b.csv:1", ME, relation="wife", side=raj.id)
    second = Export("b.csv", "told", records=(raj, mei), ties=(Tie(raj.id, mei.id, (said,)),))  # fmt: skip
    with Store.open(tmp_path / "s") as store:
        store.add(first, on=TODAY)
        before = store.dump()
        store.add(second, on=TODAY)
        assert store.dump() != before
        assert store.undo().about == "b.csv"
        assert store.dump() == before
        assert store.check() == []
        assert store.add(second, on=TODAY).is_new
