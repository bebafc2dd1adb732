"""Whatever happens to a store, nothing that was acknowledged is lost or half there.

The tools are in ``tests/faults``; each is also broken on purpose here, to see it notice.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager

import pytest
from faults import crowd, disk, errors, flips, killing, machine, power
from faults.__main__ import COUNTS
from faults.histories import DAY, PEOPLE, export_by, ids_of

from netpath.errors import StoreDamagedError
from netpath.model import Decision
from netpath.store import Store, backup_path, database, erasing, put_back
from netpath.store.database import Database

SEED = 20261123
FULL = bool(os.environ.get("NETPATH_FULL"))

needs_fork = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="Windows ends processes in other ways"
)
needs_apsw = pytest.mark.skipif(
    disk.apsw is None, reason="apsw, which simulates disks, is not installed"
)
ANA, BO, CY = PEOPLE[:3]


def often(tool):
    return COUNTS[tool][FULL]


# --- the tools ------------------------------------------------------------------------


@needs_fork
def test_killed_at_any_moment_a_store_holds_what_was_acknowledged():
    report = killing.run(often("killing"), SEED)
    assert report.failures == []
    assert report.half_written > report.count / 10
    assert {"import", "decide", "forget", "backup"} <= set(report.within)


@needs_apsw
def test_a_power_cut_at_any_write_loses_nothing():
    report = power.run(often("power"), SEED)
    assert report.failures == []
    assert report.different > report.count / 10


@needs_apsw
@pytest.mark.parametrize("synchronous", ["FULL", "NORMAL", "OFF"])
def test_with_less_syncing_the_same_power_cuts_do_harm(synchronous):
    report = power.run(often("power") // 5 + 200, SEED, synchronous)
    assert report.verdicts["lost"]
    assert report.verdicts["corrupt"] or synchronous != "OFF"


def test_an_error_at_any_point_changes_nothing_and_is_said():
    report = errors.run(often("errors"), SEED)
    assert report.failures == []
    assert set(report.said) <= {"OutputError", "nothing, it was done"}


def test_eight_processes_at_one_store_lose_nothing():
    report = crowd.run(often("crowd"), SEED)
    assert report.failures == []
    assert report.count >= often("crowd")


def test_damaged_bytes_are_said_to_be_or_make_no_difference():
    report = flips.run(often("flips"), SEED)
    assert report.failures == []
    assert set(report.told) <= {"StoreDamagedError", "right"}


def test_any_history_leaves_what_a_plain_model_says():
    assert machine.run(often("machine"), SEED).failures == []


# --- the tools notice -----------------------------------------------------------------


@contextmanager
def _committing_too_early(self):
    yield self.connection  # every statement is a transaction of its own


@contextmanager
def _never_rolling_back(self):
    self.connection.execute("BEGIN IMMEDIATE")
    try:
        yield self.connection
    finally:
        self.connection.execute("COMMIT")


@needs_fork
def test_kills_notice_a_commit_that_comes_too_early(monkeypatch):
    monkeypatch.setattr(Database, "writing", _committing_too_early)
    said = " ".join(killing.run(60, SEED).failures)
    assert "torn" in said


def test_errors_notice_a_missing_rollback(monkeypatch):
    monkeypatch.setattr(Database, "writing", _never_rolling_back)
    said = " ".join(errors.run(2, SEED).failures)
    assert "torn" in said


@needs_fork
def test_kills_notice_a_name_that_was_not_overwritten(monkeypatch):
    careless = database._SETTINGS.replace("secure_delete = ON", "secure_delete = OFF")
    monkeypatch.setattr(database, "_SETTINGS", careless)
    monkeypatch.setattr(Database, "compact", lambda _: None)
    said = " ".join(killing.run(150, SEED).failures)
    assert "canary" in said


def test_flips_notice_when_nobody_looks_at_the_checksum(monkeypatch):
    monkeypatch.setattr(database, "is_as_written", lambda _: True)
    assert flips.run(300, SEED).wrong


def test_the_machine_notices_texts_that_still_name_the_forgotten(monkeypatch):
    monkeypatch.setattr(erasing, "_blank_observations", lambda *_: None)
    assert machine.run(900, SEED, shrinks=False).failures


def test_a_crowd_notices_who_asks_for_the_lock_too_late(monkeypatch):
    monkeypatch.setattr(Database, "writing", _asking_late)
    assert "busy" in " ".join(crowd.run(240, SEED).failures)


@contextmanager
def _asking_late(self):
    with database.in_plain_words(self.path):
        self.connection.execute("BEGIN")
        self.connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield from self._ending(since=self.connection.total_changes)


# --- the checksum ---------------------------------------------------------------------


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "store.sqlite"
    with Store.open(made) as store:
        store.add(export_by(ANA, PEOPLE[1:5]), on=DAY)
    return made


def sqlite_does(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def change_a_letter(path):
    changed = path.read_bytes().replace(b"Librarian", b"Librarien", 1)
    path.write_bytes(changed)


def _written(store, path):
    store.set_me(ANA.slug)
    return path


def _forgetful(store, path):
    store.forget(ids_of(CY))
    return path


def _copied(store, path):
    store.backup(backup_path(path, "1"))
    return backup_path(path, "1")


def _copied_and_forgetful(store, path):
    copy = _copied(store, path)
    store.forget(ids_of(CY))
    return copy


def _restored(store, path):
    put_back(path, _copied(store, path), kept_as=backup_path(path, "2"))
    return path


def _restored_over_rubble(store, path):
    copy = _copied(store, path)
    store.close()
    path.write_bytes(b"rubble" * 1000)
    put_back(path, copy, kept_as=backup_path(path, "2"))
    return path


@pytest.mark.parametrize(
    "made",
    [
        _written,
        _forgetful,
        _copied,
        _copied_and_forgetful,
        _restored,
        _restored_over_rubble,
    ],
)
def test_one_changed_letter_is_noticed_wherever_it_is(path, made):
    with Store.open(path) as store:
        changed = made(store, path)
    change_a_letter(changed)
    with pytest.raises(StoreDamagedError, match=r"something else.*backup"):
        Store.open(changed)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE record SET name = 'Bo Li' WHERE name LIKE 'Bo%'", "VACUUM"],
)
def test_what_another_program_wrote_is_read_and_from_then_on_looked_after(
    path, statement
):
    sqlite_does(path, statement)
    with Store.open(path) as store:
        assert store.check() == []
        store.set_me(ANA.slug)
    change_a_letter(path)
    with pytest.raises(StoreDamagedError):
        Store.open(path)


def test_what_another_program_broke_is_noticed(path):
    sqlite_does(path, "PRAGMA user_version = 2")
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    with pytest.raises(StoreDamagedError):
        Store.open(path)


def test_a_store_without_a_checksum_gets_one(path):
    sqlite_does(path, "DELETE FROM setting WHERE name = 'checksum'")
    with Store.open(path) as store:
        store.set_me(ANA.slug)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(
            "SELECT length(value) > 32 FROM setting WHERE name = 'checksum'"
        ).fetchone() == (1,)


@pytest.mark.parametrize("gone", ["me", "salt"])
def test_a_store_without_its_settings_is_damaged(path, gone):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE setting SET name = 'no' WHERE name = ?", (gone,))
    with pytest.raises(StoreDamagedError):
        Store.open(path)


def test_a_store_too_large_to_be_looked_at_is_read(path, monkeypatch):
    monkeypatch.setattr("netpath.store.sealing._LARGEST", 1)
    with Store.open(path) as store:
        store.set_me(ANA.slug)
    with Store.open(path) as store:
        assert store.me == ANA.slug


# --- what the tools have found --------------------------------------------------------


@pytest.fixture
def store(path):
    with Store.open(path) as opened:
        yield opened


def test_the_user_may_be_forgotten_without_an_export_of_theirs(store, path):
    store.set_me(CY.slug)
    store.forget(ids_of(CY))
    assert store.me == ""
    assert CY.slug.encode() not in path.read_bytes()


def test_decisions_do_not_go_on_naming_the_forgotten(store):
    store.decide(
        Decision("avoid", ids_of(BO)[:1], reason=f"sister of {CY.name}"),
        Decision("avoid", company=f"{CY.name} GmbH"),
        on=DAY,
    )
    store.forget(ids_of(CY))
    (left,) = store.decisions()
    assert (left.kind, left.reason) == ("avoid", "")


def test_forgetting_leaves_no_draft_that_was_broken_off(store, path):
    store.backup(backup_path(path, "1"))
    for name in (".store-2.sqlite.part", ".store-2.sqlite.part-journal"):
        path.parent.joinpath("backups", name).write_text(CY.name)
    store.forget(ids_of(CY))
    assert [p.name for p in path.parent.glob("backups/*")] == ["store-1.sqlite"]


def test_copies_stay_as_old_as_they_are_when_somebody_is_forgotten(store, path):
    for number in (3, 1, 2):
        store.backup(backup_path(path, f"{number}"))
        os.utime(backup_path(path, f"{number}"), (10 - number, 10 - number))
    before = store.backups()
    store.forget(ids_of(CY))
    assert store.backups() == before


def test_a_damaged_store_is_put_back_where_there_was_no_folder_for_backups(
    store, path, tmp_path
):
    copy = tmp_path / "elsewhere" / "copy.sqlite"
    store.backup(copy)
    store.close()
    path.write_bytes(b"rubble" * 1000)
    put_back(path, copy, kept_as=backup_path(path, "before"))
    with Store.open(path) as restored:
        assert restored.check() == []
    assert backup_path(path, "before").with_suffix(".damaged").exists()


def test_a_damaged_backup_is_not_put_back(store, path):
    copy, before = _copied(store, path), store.dump()
    change_a_letter(copy)
    with pytest.raises(StoreDamagedError):
        put_back(path, copy, kept_as=backup_path(path, "before"))
    assert store.dump() == before


def test_what_is_taken_out_again_never_reaches_the_disk(tmp_path):
    path = tmp_path / "store.sqlite"
    seen = []

    def look(_):
        files = [file.read_bytes() for file in tmp_path.iterdir()]
        seen.append(any(BO.email.encode() in held for held in files))

    with Store.open(path) as store:
        store.forget([], also=[BO.slug])
        store._database.connection.execute("PRAGMA cache_size = 1")
        store._database.connection.set_trace_callback(look)
        store.add(export_by(ANA, PEOPLE[1:5], crowd=200), on=DAY)
    assert seen
    assert not any(seen)
