"""The store keeps what was said: once, privately, wholly, and forgets for good."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netpath
from netpath.errors import (
    NetpathError,
    OutputError,
    SourceError,
    StoreBusyError,
    StoreDamagedError,
)
from netpath.importers import read_sources
from netpath.model import (
    ME,
    Evidence,
    Export,
    FileRead,
    Membership,
    Record,
    Skipped,
    Tie,
)
from netpath.places import file_and_line, source_of
from netpath.store import Added, Forgotten, Store

TODAY = date(2026, 11, 23)
KATE = "in:kate-spaulding-7zq"
NAMES = (
    "Ana Ruiz", "Søren Ölbrandt, MBA", "王伟", "Мария Иванова", "अनिता शर्मा",
    "فاطمة الزهراء", "김민준", "Νίκος Παππάς", "สมชาย ใจดี", "O'Neil \"Teo\" 🚀",
    "Lee NA", "Ida None", "'); DROP TABLE record;--",
)  # fmt: skip


def record(name, *, teller=KATE, url="", at="kate.zip/Connections.csv:5", **rest):
    content = (teller, name, url, *sorted(rest.items()))
    return Record(
        "r" + hashlib.sha256(repr(content).encode()).hexdigest()[:16],
        teller,
        name,
        url,
        source=at,
        **rest,
    )


def connected(owner, other, *, on=date(2020, 5, 4)):
    a, b = sorted((owner.id, other.id))
    said = Evidence("connection", other.source, owner.teller, date=on)
    return Tie(a, b, (said,))


def export_of(owner, contacts, *, archive="kate.zip", day=date(2026, 11, 1), **rest):
    """An export with a tie from its owner to each contact, as an importer gives it."""
    placed = [
        dataclasses.replace(c, source=f"{archive}/Connections.csv:{line}")
        for line, c in enumerate(contacts, start=5)
    ]
    owner = dataclasses.replace(owner, source=f"{archive}/Profile.csv:2")
    return Export(
        archive,
        "linkedin",
        owner=owner,
        owner_how="named in Profile.csv",
        date=day,
        records=tuple(placed),
        ties=tuple(connected(owner, c) for c in placed),
        memberships=(
            Membership(
                owner.id,
                "Blue Bottle",
                "employer",
                "Barista",
                date(2019, 1, 1),
                None,
                f"{archive}/Positions.csv:2",
            ),
        ),
        **rest,
    )


MEI_ID = "r-mei"
OWNER = record("Kate Spaulding", url=KATE, position="Student")
CONTACTS = [
    record(name, url=f"in:p-{i}", company="Acme", email=f"p{i}@example.org")
    for i, name in enumerate(NAMES)
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "private" / "store.sqlite"


@pytest.fixture
def store(path):
    with Store.open(path) as opened:
        yield opened


# --- what goes in comes out -----------------------------------------------------------


def test_everything_said_comes_back_exactly_as_it_was_said(store):
    export = export_of(OWNER, CONTACTS)
    store.add(export, on=TODAY)
    seen = [
        dataclasses.replace(r, seen=export.date)
        for r in (export.owner, *export.records)
    ]
    kept = store.observations()
    assert kept.records == tuple(sorted(seen, key=lambda r: r.id))
    assert set(kept.ties) == set(export.ties)
    assert kept.memberships == export.memberships


def test_every_field_of_a_piece_of_evidence_comes_back(store):
    mei = record("Mei Patel", teller=ME, at="links.txt:3")
    said = Evidence(
        "declared", "links.txt:3", ME, "met at school", "sister", mei.id,
        date(2001, 2, 3), date(2026, 1, 2), 7, 9, 3,
    )  # fmt: skip
    store.add(
        Export("links.txt", "told", records=(mei,), ties=(Tie(ME, mei.id, (said,)),)),
        on=TODAY,
    )
    assert store.observations().ties == (Tie(ME, mei.id, (said,)),)


def test_a_tie_with_two_reasons_becomes_one_row_each(store):
    tie = connected(OWNER, CONTACTS[0])
    messages = Evidence("messages", "kate.zip/messages.csv:2", KATE, sent=3, received=1)
    both = dataclasses.replace(tie, evidence=(*tie.evidence, messages))
    export = dataclasses.replace(export_of(OWNER, CONTACTS[:1]), ties=(both,))
    assert store.add(export, on=TODAY).ties_new == 2
    kinds = {t.evidence[0].kind for t in store.observations().ties}
    assert kinds == {"connection", "messages"}


def test_me_is_a_record_only_when_somebody_said_so(store):
    mei = record("Mei Patel", teller=ME, at="links.txt:1")
    told = Export("links.txt", "told", records=(mei,), ties=(Tie(ME, mei.id, ()),))
    store.add(told, on=TODAY)
    assert [r.id for r in store.observations().records] == [mei.id]
    lone = Record(ME, ME, "", source="Connections.csv:1")
    store.add(Export("Connections.csv", "linkedin", owner=lone), on=TODAY)
    assert ME in [r.id for r in store.observations().records]


def test_a_record_has_its_first_source_and_its_newest_day(store):
    store.add(export_of(OWNER, CONTACTS[:1], day=date(2026, 1, 1)), on=TODAY)
    newer = export_of(OWNER, CONTACTS[:2], archive="new.zip", day=date(2026, 9, 9))
    store.add(newer, on=TODAY)
    met = {r.name: r for r in store.observations().records}["Ana Ruiz"]
    assert (met.source, met.seen) == ("kate.zip/Connections.csv:5", date(2026, 9, 9))
    assert store.mentions([met.id]) == (
        "kate.zip/Connections.csv:5",
        "new.zip/Connections.csv:5",
    )


def test_without_a_day_of_its_own_an_export_was_true_when_it_came_in(store):
    store.add(export_of(OWNER, [], day=None), on=TODAY)
    assert store.observations().records[0].seen == TODAY


def test_a_batch_tells_what_became_of_every_file(store):
    files = (
        FileRead("Connections.csv", "connections", 3, 2, "utf-8", "",
                 (Skipped("kate.zip/Connections.csv", 7, "no name (closed account)"),)),
        FileRead("Rich_Media.csv", note="of no use here"),
    )  # fmt: skip
    store.add(export_of(OWNER, CONTACTS[:2], files=files), on=TODAY)
    (batch,) = store.batches()
    assert batch.files == files
    assert batch.counts == {"records": 3, "ties": 2, "memberships": 1}
    assert (batch.source, batch.owner) == ("kate.zip", OWNER.id)
    assert (batch.exported, batch.imported) == (date(2026, 11, 1), TODAY)


def test_me_is_nobody_until_said(store, path):
    assert store.me == ""
    store.set_me(KATE)
    with Store.open(path) as again:
        assert again.me == KATE


# --- again, and in any order ----------------------------------------------------------


def test_the_same_export_as_archive_and_as_folder_is_known(store):
    first = store.add(export_of(OWNER, CONTACTS), on=TODAY)
    before = store.dump()
    again = store.add(
        export_of(OWNER, CONTACTS[::-1], archive="Kate's folder", day=None),
        on=date(2027, 1, 1),
    )
    assert first == Added(
        is_new=True, records_new=14, records_known=0, ties_new=13, ties_known=0,
        memberships_new=1, forgotten=0,
    )  # fmt: skip
    assert again == Added(
        is_new=False, records_new=0, records_known=14, ties_new=0, ties_known=13,
        memberships_new=0, forgotten=0,
    )  # fmt: skip
    assert store.dump() == before


def test_the_same_content_of_a_later_day_was_still_true_then(store):
    store.add(export_of(OWNER, CONTACTS[:1], day=date(2026, 1, 1)), on=TODAY)
    store.add(export_of(OWNER, CONTACTS[:1], day=date(2026, 6, 1)), on=TODAY)
    store.add(export_of(OWNER, CONTACTS[:1], day=date(2026, 3, 1)), on=TODAY)
    assert {r.seen for r in store.observations().records} == {date(2026, 6, 1)}


people = st.sampled_from(NAMES)
owners = st.sampled_from([OWNER, record("李娜", url="in:li-na", teller="in:li-na")])


@st.composite
def made_up_exports(draw):
    owner = draw(owners)
    contacts = [
        record(name, teller=owner.teller, company=draw(st.sampled_from(["", "Acme"])))
        for name in draw(st.lists(people, unique=True, max_size=5))
    ]
    return export_of(
        owner,
        contacts,
        archive=draw(st.sampled_from(["a.zip", "b", "c:1.zip"])),
        day=draw(st.sampled_from([None, date(2026, 1, 1), date(2025, 1, 1)])),
    )


def dump_of(exports):
    with TemporaryDirectory() as folder, Store.open(Path(folder, "s")) as store:
        for export in exports:
            store.add(export, on=TODAY)
        return store.dump()


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_any_order_with_any_repeats_gives_the_same_store(data):
    exports = data.draw(st.lists(made_up_exports(), max_size=4))
    shuffled = data.draw(st.permutations(exports + exports[:2]))
    assert dump_of(exports) == dump_of(shuffled)


def test_stores_that_hold_different_things_give_different_dumps():
    some, more = export_of(OWNER, CONTACTS[:1]), export_of(OWNER, CONTACTS[:2])
    assert dump_of([some]) != dump_of([more]) != dump_of([some, more])


SAID = Evidence("declared", "", ME, "at work", "aunt", ME, TODAY, TODAY, 1, 2, 3)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "derived"}, {"teller": KATE}, {"detail": ""}, {"relation": "uncle"},
        {"side": MEI_ID}, {"date": None}, {"last": None}, {"sent": 2}, {"received": 1},
        {"closeness": 2},
    ],
)  # fmt: skip
def test_evidence_that_says_something_else_is_something_new(store, other):
    mei = Record(MEI_ID, ME, "Mei Patel")
    for evidence, new in (
        (SAID, 1),
        (dataclasses.replace(SAID, **other), 1),
        (SAID, 0),
    ):
        tie = Tie(ME, MEI_ID, (evidence,))
        told = Export("links.txt", "told", records=(mei,), ties=(tie,))
        assert store.add(told, on=TODAY).ties_new == new


@pytest.mark.parametrize(
    "other",
    [
        {"group": "Acme"}, {"kind": "school"}, {"role": "Cook"},
        {"since": None}, {"until": TODAY},
    ],
)  # fmt: skip
def test_a_membership_that_says_something_else_is_something_new(store, other):
    export = export_of(OWNER, [])
    (was,) = export.memberships
    second = dataclasses.replace(
        export, memberships=(dataclasses.replace(was, **other),)
    )
    added = store.add_all([export, second, export], on=TODAY)
    assert [a.memberships_new for a in added] == [1, 1, 0]


@given(st.from_regex(r"[^\ud800-\udfff]*(:[0-9٣]*)?", fullmatch=True))
def test_a_source_taken_apart_is_put_together_as_it_was(source):
    file, line = file_and_line(source)
    assert source_of(file, line) == source
    assert 0 <= line < 2**63


# --- all or nothing -------------------------------------------------------------------


def test_an_error_in_the_last_export_leaves_the_store_as_it_was(store):
    store.add(export_of(OWNER, CONTACTS[:2]), on=TODAY)
    before = store.dump()
    good = export_of(OWNER, CONTACTS[2:])
    dangling = dataclasses.replace(good, ties=(Tie("r1", "r2", good.ties[0].evidence),))
    with pytest.raises(sqlite3.IntegrityError):
        store.add_all([good, dangling], on=TODAY)
    assert store.dump() == before


def test_an_interrupt_in_the_middle_leaves_the_store_as_it_was(store):
    def interrupted():
        yield export_of(OWNER, CONTACTS)
        raise KeyboardInterrupt

    before = store.dump()
    with pytest.raises(KeyboardInterrupt):
        store.add_all(interrupted(), on=TODAY)
    assert store.dump() == before
    assert store.add(export_of(OWNER, CONTACTS), on=TODAY).is_new


def test_a_full_disk_is_said_and_changes_nothing(store):
    before = store.dump()
    store._database.connection.execute("PRAGMA max_page_count = 24")
    crowd = [record(f"Person {i}", position="x" * 400) for i in range(300)]
    with pytest.raises(OutputError, match="no room left on the disk"):
        store.add(export_of(OWNER, crowd), on=TODAY)
    assert store.dump() == before


IMPORTING = """
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[1])
    import test_store as made_up
    from netpath.store import Store
    moment, export = float(sys.argv[3]), made_up.crowded()
    store = Store.open(Path(sys.argv[2]))
    connection = store._database.connection
    connection.execute("PRAGMA cache_size = 10")  # so that half an import is on disk
    statements = []
    def kill_at_the_moment(statement):
        statements.append(statement)
        if len(statements) == moment:
            os.kill(os.getpid(), signal.SIGKILL)
    if moment < 1:
        signal.setitimer(signal.ITIMER_REAL, moment)  # its signal kills where it strikes
    else:
        connection.set_trace_callback(kill_at_the_moment)
    store.add(export, on=made_up.TODAY)
    print("done", len(statements), flush=True)
"""


def crowded():
    return export_of(OWNER, [record(f"Person {i}", url=f"in:{i}") for i in range(300)])


def spread(first, last):
    count = 200 if os.environ.get("NETPATH_FULL") else 5
    return [first + (last - first) * i / (count - 1) for i in range(count)]


can_be_killed = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="Windows ends processes in other ways"
)


@can_be_killed
def test_killed_at_any_statement_an_import_leaves_nothing(path, tmp_path):
    with Store.open(path) as store:
        store.add(export_of(OWNER, CONTACTS), on=TODAY)
        before = store.dump()
    undisturbed = run(IMPORTING, Path(__file__).parent, tmp_path / "other", 9999)
    commit = int(undisturbed.stdout.removeprefix("done "))
    left_half_written = 0
    for moment in map(int, spread(2, commit)):
        ended = run(IMPORTING, Path(__file__).parent, path, moment)
        assert ended.returncode == -signal.SIGKILL, ended
        left_half_written += path.with_name(path.name + "-journal").exists()
        with Store.open(path) as store:
            assert store.dump() == before
    assert left_half_written > 1


@can_be_killed
def test_killed_at_any_time_an_import_is_whole_or_undone_and_never_lost(path):
    with Store.open(path) as store:
        states = {"": store.dump()}
    empty = path.read_bytes()
    with Store.open(path) as store:
        store.add(crowded(), on=TODAY)
        states["done"] = store.dump()
    for moment in spread(0.001, 0.040):
        path.write_bytes(empty)
        ended = run(IMPORTING, Path(__file__).parent, path, moment)
        with Store.open(path) as store:
            kept = store.dump()
        assert kept in states.values()
        assert kept == states["done"] or not ended.stdout
        assert sqlite_says(path, "PRAGMA integrity_check") == "ok"


def run(script, *arguments):
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def sqlite_says(path, statement):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchone()[0]
    finally:
        connection.close()


# --- the file -------------------------------------------------------------------------


@pytest.fixture
def no_umask():
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.usefixtures("no_umask")
def test_file_journal_and_new_folders_are_for_their_owner_only(tmp_path):
    path = tmp_path / "share" / "netpath" / "store.sqlite"
    with Store.open(path) as store, store._database.writing() as connection:
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("UPDATE setting SET value = 'x' WHERE name = 'me'")
        journal = path.with_name("store.sqlite-journal")
        modes = [stat.S_IMODE(p.stat().st_mode) for p in (path, journal)]
    assert modes == [0o600, 0o600]
    folders = (path.parent, path.parent.parent)
    assert [stat.S_IMODE(f.stat().st_mode) for f in folders] == [0o700, 0o700]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_folder_that_was_there_keeps_its_mode(tmp_path):
    tmp_path.chmod(0o755)
    with Store.open(tmp_path / "store.sqlite"):
        pass
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_the_file_is_set_up_as_designed(store, path):
    asked = "journal_mode synchronous secure_delete trusted_schema foreign_keys".split()
    ask = store._database.connection.execute
    answers = [ask(f"PRAGMA {name}").fetchone()[0] for name in asked]
    assert answers == ["delete", 3, 1, 0, 1]
    assert sqlite_says(path, "PRAGMA application_id") == int.from_bytes(b"ntph")
    assert sqlite_says(path, "PRAGMA user_version") == 2


def test_a_store_that_must_exist_and_does_not_is_not_made(path):
    with pytest.raises(SourceError, match="netpath import makes one"):
        Store.open(path, must_exist=True)
    assert not path.parent.exists()


def test_where_no_file_can_be_it_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="--store"):
        Store.open(tmp_path / "file" / "store.sqlite")
    with pytest.raises(OutputError, match="is it a file"):
        Store.open(tmp_path)


def test_a_text_file_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "links.txt"
    path.write_text("Ana Ruiz is my sister-in-law.\n" * 100)
    with pytest.raises(StoreDamagedError, match="no netpath store"):
        Store.open(path)
    assert path.read_text() == "Ana Ruiz is my sister-in-law.\n" * 100


@pytest.mark.parametrize("made", ["CREATE TABLE t (x)", "PRAGMA user_version = 1"])
def test_another_programs_database_is_refused_and_left_alone(tmp_path, made):
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute(made)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreDamagedError, match="another program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_netpath_is_refused(store, path):
    store._database.connection.execute("PRAGMA user_version = 3")
    with pytest.raises(
        StoreDamagedError, match=r"newer netpath.*pip install --upgrade"
    ):
        Store.open(path)


# --- older stores ---------------------------------------------------------------------

OLD = Path(__file__).parent / "stores"


@pytest.fixture(params=sorted(p.name for p in OLD.glob("version_*.sqlite")))
def old(request, tmp_path):
    path = tmp_path / request.param
    path.write_bytes((OLD / request.param).read_bytes())
    return path


def test_a_store_of_every_older_version_is_brought_to_this_one(old, path):
    with Store.open(old) as migrated, Store.open(path) as new:
        kept = migrated.observations()
        assert (len(kept.records), len(kept.ties)) == (24, 27)
        assert {r.name for r in kept.records} >= {"Ana Ruiz", "Mei Patel"}
        assert schema_of(migrated) == schema_of(new)
        assert [b.source for b in migrated.batches()][1] == "family.txt"


def test_what_an_older_store_held_is_known_and_who_was_forgotten_stays_so(old):
    demo = Path(netpath.__file__).parent / "data" / "demo"
    with Store.open(old) as store:
        before = store.dump()
        told, linkedin = sorted(
            read_sources([demo], as_of=TODAY), key=lambda e: e.kind
        )[::-1]
        assert not store.add(linkedin, on=TODAY).is_new
        assert not store.add(told, on=TODAY).is_new
        assert store.dump() == before
        zoe = record("Zoë Şahin", teller=ME, at="told:1")
        assert store.add(Export("t", "told", records=(zoe,)), on=TODAY).forgotten == 1


def schema_of(store):
    rows = store._database.connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
    )
    return [[" ".join(str(cell).split()) for cell in row] for row in rows]


def test_an_older_sqlite_is_named(path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(NetpathError, match=r"needs 3\.37"):
        Store.open(path)


def test_an_empty_file_becomes_a_store(tmp_path):
    (tmp_path / "s").touch()
    with Store.open(tmp_path / "s", must_exist=True) as store:
        assert store.observations().records == ()


@pytest.mark.parametrize("damage", [b"\x00", b"\xff"])
def test_pages_that_are_broken_are_said_to_be(path, damage):
    with Store.open(path) as store:
        store.add(crowded(), on=TODAY)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + damage * (len(whole) - 8192))
    with pytest.raises(StoreDamagedError, match="backup"), Store.open(path) as store:
        store.observations()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE tie SET date = 'soon'",
        "UPDATE batch SET files = '{'",
        "UPDATE record SET name = CAST(x'ff' AS TEXT)",
        "UPDATE tie SET place = 99",
        "UPDATE record SET place = 99",
    ],
)
def test_values_that_are_broken_are_said_to_be(store, damage):
    store.add(export_of(OWNER, CONTACTS), on=TODAY)
    store._database.connection.executescript(f"PRAGMA foreign_keys = OFF; {damage}")
    with pytest.raises(StoreDamagedError, match="backup"):
        read_everything(store)


def read_everything(store):
    return store.observations(), store.batches()


HOLDING = """
    import sqlite3, sys
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    print("held", flush=True)
    sys.stdin.read()
    connection.close()
"""


def test_a_store_in_use_by_another_process_is_said_to_be(path):
    Store.open(path).close()
    with (
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(HOLDING), path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as other,
    ):
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(StoreBusyError, match="another netpath is using"):
            Store.open(path, patience=0.01)
        other.stdin.close()
    with Store.open(path, patience=0.01) as store:
        assert store.me == ""


def test_while_one_process_writes_another_reads_and_is_refused_writing(store, path):
    with store._database.writing(), Store.open(path, patience=0.01) as other:
        assert other.observations().records == ()
        with pytest.raises(StoreBusyError):
            other.set_me(KATE)


# --- forgetting -----------------------------------------------------------------------

MEI = record(
    "Mei Patel-Zyx, MLIS",
    url="in:mei-patel-9z9",
    email="mei@example.org",
    company="Oakland Library",
)


def canaries_in(folder):
    found = b"".join(p.read_bytes() for p in folder.iterdir()).lower()
    words = "patel zyx 9z9 mei@example spaulding 7zq".split()
    return {word for word in words if word.encode() in found}


def told_export():
    raj = record("Raj Kumar", position="Assistant to Mei Patel-Zyx", url="in:raj-k")
    export = export_of(
        OWNER,
        [*CONTACTS, MEI, raj],
        archive="mei_patel-zyx.zip",
        files=(
            FileRead(
                "mei patel zyx.csv",
                note="holds Patel-Zyx, Mei",
                skipped=(Skipped("mei patel-zyx.zip", 3, "no name"),),
            ),
        ),
    )
    via = Evidence("declared", "mei_patel-zyx.zip/x:1", detail="met at Mei Patel-Zyx's")
    there = Membership(OWNER.id, "Mei Patel-Zyx LLC", "employer", "of mei@example.org")
    return dataclasses.replace(
        export,
        owner_how="in the archive of mei patel zyx",
        ties=(*export.ties, Tie(*sorted((OWNER.id, raj.id)), (via,))),
        memberships=(*export.memberships, there),
    )


def test_after_forgetting_no_byte_of_a_person_is_left(store, path):
    store.add(told_export(), on=TODAY)
    assert canaries_in(path.parent) == {
        "patel", "zyx", "9z9", "mei@example", "spaulding", "7zq",
    }  # fmt: skip
    forgotten = store.forget([MEI.id])
    assert forgotten == Forgotten(records=1, ties=1, memberships=0)
    assert canaries_in(path.parent) == {"spaulding", "7zq"}
    kept = {r.name: r for r in store.observations().records}
    assert set(kept) == {*NAMES, "Kate Spaulding", "Raj Kumar"}
    assert kept["Raj Kumar"].position == ""
    assert kept["Raj Kumar"].source == "removed/Connections.csv:19"
    assert store.batches()[0].files[0].name == "removed"


def test_after_forgetting_the_owner_what_they_said_stands_without_their_name(
    store, path
):
    archive = "Spaulding_Kate.zip"
    files = (FileRead(f"{archive}/Connections.csv", "connections", 13, 13),)
    store.add(export_of(OWNER, CONTACTS, archive=archive, files=files), on=TODAY)
    store.set_me(KATE)
    assert store.forget([OWNER.id]) == Forgotten(records=1, ties=13, memberships=1)
    assert canaries_in(path.parent) == set()
    assert store.me == ""
    kept = store.observations()
    assert {r.name for r in kept.records} == set(NAMES)
    assert {r.teller for r in kept.records} == {"forgotten"}
    assert kept.ties == kept.memberships == ()
    (batch,) = store.batches()
    assert (batch.source, batch.owner, batch.owner_how) == ("", "", "")


def test_the_forgotten_do_not_come_back_with_an_old_or_a_newer_export(store, path):
    store.add(told_export(), on=TODAY)
    store.forget([MEI.id])
    before = store.dump()
    old = store.add(told_export(), on=TODAY)
    assert (old.is_new, old.forgotten, old.ties_known) == (False, 1, 15)
    assert store.dump() == before
    moved = dataclasses.replace(MEI, id="r9", email="", company="Berkeley")
    tom = record("Tom Park", position="Aide to Mei Patel-Zyx", company="Acme")
    export = export_of(OWNER, [*CONTACTS, moved, tom], archive="patel-zyx mei")
    newer = store.add(export, on=TODAY)
    assert (newer.is_new, newer.records_new, newer.ties_new) == (True, 1, 1)
    assert newer.forgotten == 1
    assert {r.name: r for r in store.observations().records}["Tom Park"] == (
        dataclasses.replace(
            tom, position="", source="removed/Connections.csv:19", seen=export.date
        )
    )
    assert canaries_in(path.parent) == {"spaulding", "7zq"}


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ({"name": "Mei P.", "url": "in:mei"}, {"name": "Mei Li", "url": "in:mei"}),
        ({"name": "Mei", "email": "m@x.org"}, {"name": "M", "email": "m@x.org"}),
        (
            {"name": "Mei Li", "company": "Acme, Inc."},
            {"name": "MEI LI, PhD", "company": "Acme"},
        ),
        ({"name": "Mei Li"}, {"name": "Mei Li", "position": "Librarian"}),
    ],
)
def test_the_forgotten_are_known_by_profile_email_and_name_at_an_employer(
    store, first, again
):
    store.add(export_of(OWNER, [record(**first)]), on=TODAY)
    store.forget([record(**first).id])
    assert store.add(export_of(OWNER, [record(**again)]), on=TODAY).forgotten == 1


@pytest.mark.parametrize(
    "namesake",
    [
        {"name": "Mei Li", "company": "Other"},
        {"name": "Mei Li", "teller": "in:else"},
        {"name": "Mei Lin", "company": "Acme"},
    ],
)
def test_namesakes_elsewhere_stay_and_may_come(store, namesake):
    mei = record("Mei Li", company="Acme")
    store.add(export_of(OWNER, [mei, record(**namesake)]), on=TODAY)
    assert store.forget([mei.id]).records == 1
    added = store.add(export_of(OWNER, [record(**namesake)]), on=TODAY)
    assert (added.records_known, added.forgotten) == (2, 0)


def test_further_addresses_of_the_forgotten_are_kept_out_too(store):
    also = ["https://www.linkedin.com/in/mei-before", "Mei@Home.example", "Mei Zyx"]
    before = record("M. Z.", url="in:mei-before")
    assistant = record("Tom Park", position="Assistant of Mei Zyx")
    store.add(export_of(OWNER, [before, assistant]), on=TODAY)
    assert store.forget([], also=also).records == 1
    assert store.observations().records[0].position in {"", "Student"}
    home = record("Em", email="mei@home.example")
    assert store.add(export_of(OWNER, [home]), on=TODAY).forgotten == 1


def test_me_and_unknown_ids_are_passed_over(store):
    assert store.forget([ME, "r0"]) == Forgotten(records=0, ties=0, memberships=0)
    tie = Tie(ME, MEI.id, (Evidence("declared", relation="aunt"),))
    told = Export("links.txt", "told", records=(MEI,), ties=(tie,))
    assert store.add(told, on=TODAY).ties_new == 1


def test_the_forgotten_stay_away_when_their_teller_was_forgotten_before(store):
    mei = record("Mei Li")
    store.add(export_of(OWNER, [mei, *CONTACTS]), on=TODAY)
    store.forget([OWNER.id])
    store.forget([mei.id])
    again = store.add(export_of(OWNER, [mei]), on=TODAY)
    assert (again.forgotten, again.records_new) == (2, 0)


def test_a_forgotten_me_leaves_the_ties_that_start_at_me(store):
    kate = dataclasses.replace(OWNER, id=ME, teller=ME)
    store.add(export_of(OWNER, []), on=TODAY)
    store.forget([OWNER.id])
    added = store.add(export_of(kate, CONTACTS[:1]), on=TODAY)
    assert (added.forgotten, added.ties_new) == (1, 1)


def test_forgetting_gives_the_room_back(store):
    store.add(crowded(), on=TODAY)
    store.forget([r.id for r in crowded().records])
    ask = store._database.connection.execute
    assert ask("PRAGMA freelist_count").fetchone() == (0,)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_forgetting_first_or_last_gives_the_same_store(data):
    early = data.draw(st.lists(made_up_exports(), min_size=1, max_size=3))
    late = data.draw(st.lists(made_up_exports(), max_size=2))
    everybody = [r.id for e in early for r in (e.owner, *e.records)]
    who = data.draw(st.sampled_from(everybody))
    dumps = []
    for before, after in ((early, late), (early + late, [])):
        with TemporaryDirectory() as folder, Store.open(Path(folder, "s")) as store:
            store.add_all(before, on=TODAY)
            store.forget([who])
            store.add_all(after, on=TODAY)
            dumps.append(store.dump())
    assert dumps[0] == dumps[1]
