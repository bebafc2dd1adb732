"""Many sources in one command: all that can be read is kept, in order, on every core."""

import json
from datetime import date
from pathlib import Path

import pytest
from made_up import World, make_export

from netpath import intake
from netpath.errors import NetpathError
from netpath.importers import Asked, jobs_of, read_job, read_sources
from netpath.intake import Ready, Taken, read_all, take_in, try_out
from netpath.store import Store

TODAY = date(2026, 11, 23)
ASKED = Asked(as_of=TODAY)


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    """Thirty students' exports, a folder each."""
    folder = tmp_path_factory.mktemp("cohort")
    world = World(seed=3, people=2_500, owners=30)
    for number, owner in enumerate(world.owners):
        place = folder / f"{number:02}"
        place.mkdir()
        export = make_export(world, owner, "E2026", rows=40, messages=10)
        export.write_zip(place)
    return sorted(folder.glob("*/*.zip"))


def taken(store, paths, asked=ASKED):
    return list(take_in(store, read_all(jobs_of(paths), asked), on=TODAY))


def dump_of(path):
    with Store.open(path) as store:
        return store.observations()


def test_reading_on_all_cores_gives_what_reading_alone_gives(cohort, monkeypatch):
    monkeypatch.setattr(intake.os, "cpu_count", lambda: 2)
    together = list(read_all(jobs_of(cohort), ASKED))
    alone = [intake._made_ready(export).observed for path in cohort for export in read_sources([path], as_of=TODAY)]  # fmt: skip
    assert [one.observed for one in together] == alone


def test_an_account_holds_no_people(cohort):
    for one in read_all(jobs_of(cohort[:2]), ASKED):
        assert isinstance(one, Ready)
        assert (one.account.records, one.account.ties) == ((), ())
        assert one.observed.counts["records"] > 30


def test_what_cannot_be_read_costs_no_other(cohort, tmp_path):
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    with Store.open(tmp_path / "s") as store:
        outcomes = taken(store, [cohort[0], broken, tmp_path / "no.zip", cohort[1]])
        kinds = [isinstance(one, Taken) for one in outcomes]
        # Loose files come last; what is no archive is one.
        assert sorted(kinds) == [False, False, True, True]
        assert len(store.batches()) == 2


def test_the_order_of_sources_decides_nothing(cohort, tmp_path):
    for name, paths in (("a", cohort[:4]), ("b", cohort[3::-1])):
        with Store.open(tmp_path / name) as store:
            taken(store, paths)
    one, other = (dump_of(tmp_path / name) for name in "ab")
    assert {r.id for r in one.records} == {r.id for r in other.records}
    assert sorted(map(str, one.ties)) == sorted(map(str, other.ties))


def test_an_interrupted_import_keeps_whole_sources_only(cohort, tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "_AT_ONCE", 1)

    def interrupted():
        for number, one in enumerate(read_all(jobs_of(cohort[:5]), ASKED)):
            if number == 3:
                raise KeyboardInterrupt
            yield one

    with Store.open(tmp_path / "s") as store:
        with pytest.raises(KeyboardInterrupt):
            list(take_in(store, interrupted(), on=TODAY))
        assert len(store.batches()) == 3


def test_a_trial_says_what_would_change_and_changes_nothing(cohort, tmp_path):
    with Store.open(tmp_path / "s") as store:
        taken(store, cohort[:1])
        before = store.observations()
        read = list(read_all(jobs_of(cohort[:2]), ASKED))
        tried = list(try_out(store, read, on=TODAY))
        assert store.observations() == before
        assert [one.added.is_new for one in tried] == [False, True]
        kept = list(take_in(store, read, on=TODAY))
    assert [one.added for one in tried] == [one.added for one in kept]


def test_a_trial_needs_no_store(cohort):
    (one,) = try_out(None, read_all(jobs_of(cohort[:1]), ASKED), on=TODAY)
    assert one.added.records_new == one.counts["records"]


def test_a_folder_of_archives_is_each_of_them(cohort, tmp_path):
    for number, path in enumerate(cohort[:3]):
        (tmp_path / f"{number}.zip").write_bytes(path.read_bytes())
    assert [len(job) for job in jobs_of([tmp_path])] == [1, 1, 1]
    assert len(read_sources([tmp_path])) == 3


def test_archives_in_folders_of_a_folder_are_found_and_files_beside_them_are_read(
    cohort, tmp_path
):
    folder = tmp_path / "students"
    for place, archive in zip(("ann", "bo/zips"), cohort, strict=False):
        (folder / place).mkdir(parents=True)
        (folder / place / archive.name).write_bytes(archive.read_bytes())
    assert [job[0].parent.name for job in jobs_of([folder])] == ["ann", "zips"]
    (folder / "notes.docx").touch()
    assert len(jobs_of([folder])) == 2
    (folder / "links.csv").write_text("person,relation,other\nme,friend,Bo Li\n")
    jobs = jobs_of([folder])
    assert [job[0].name for job in jobs[2:]] == ["students"]
    (links,) = read_job(jobs[2], Asked())
    assert [(f.name, f.kind) for f in links.files] == [("links.csv", "links")]


def test_loose_files_of_one_folder_are_one_job():
    paths = [Path("a/Connections.csv"), Path("b/x.csv"), Path("a/messages.csv")]
    assert [len(job) for job in jobs_of(paths)] == [2, 1]


# --- the command ----------------------------------------------------------------------


def test_many_exports_are_accounted_for_in_a_line_each(run, cohort):
    done = run("import", *cohort)
    lines = done.stderr.split("\n")
    assert done.returncode == 0
    assert sum("'s export of 20 June 2026" in line for line in lines) == 30
    assert lines[0].count("taken as yours") == 1
    assert any(line.startswith("30 sources: ") for line in lines)


def test_a_bad_file_among_many_is_named_and_the_command_ends_with_3(run, cohort):
    done = run("import", *cohort[:2], "missing.zip")
    assert done.returncode == 3
    assert "There is no file or folder 'missing.zip' here." in done.stderr
    assert "1 row or file could not be read; everything else was." in done.stderr
    assert len(run("sources", "--format", "json").stdout.split('"batch"')) == 3


def test_strict_keeps_nothing_if_anything_is_wrong(run, cohort, tmp_path):
    done = run("import", "--strict", *cohort[:2], "missing.zip")
    assert done.returncode == 3
    assert "Nothing was kept (--strict)" in done.stderr
    assert not (tmp_path / "store").exists()


def test_a_dry_run_makes_no_store_and_says_so(run, cohort, tmp_path):
    done = run("import", "--dry-run", cohort[0])
    assert done.returncode == 0
    assert "nothing was kept" in done.stderr
    assert not (tmp_path / "store").exists()


def test_the_account_for_machines_names_every_row(run, cohort):
    (one,) = json.loads(run("import", "--format", "json", cohort[0]).stdout)
    assert (one["kind"], one["edition"], one["date"]) == ("linkedin", "basic", "2026-06-20")  # fmt: skip
    assert one["records_new"] == one["records"] > 30
    uses = {file["use"] for file in one["files"]}
    assert uses == {"used", "ignored"}
    for file in one["files"]:
        lost = file["nameless"] + file["damaged"] + file["left_out"]
        assert file["rows"] == file["kept"] + lost
        assert lost == sum(skipped["count"] for skipped in file["skipped"])


def test_a_broken_file_in_an_export_costs_itself_and_is_named(run, tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Connections.csv").write_text("<html>Sign in</html>")
    (folder / "Profile.csv").write_text("First Name,Last Name,Headline\nKate,S,x\n")
    (folder / "messages.csv").write_text(
        "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n"
        "1,Ana Ruiz,https://www.linkedin.com/in/ana,Kate S,https://www.linkedin.com/in/kate,2026-01-01 10:00:00 UTC,x\n"
    )
    done = run("import", "export", "--format", "json")
    assert done.returncode == 3
    (one,) = json.loads(done.stdout)
    (file,) = [f for f in one["files"] if f["name"] == "Connections.csv"]
    assert file["use"] == "unreadable"
    assert "web page" in file["note"]
    assert one["records"] == 2


def test_a_file_nobody_knows_in_an_export_is_named(run, tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Ruiz,https://www.linkedin.com/in/ana,,Acme,Cook,09 Feb 2026\n"
    )
    (folder / "Konnections.csv").write_text("a,b\n1,2\n")
    (folder / "Shares.csv").write_text("Date,ShareLink\n")
    said = run("import", "export").stderr
    assert "Konnections.csv  not known to netpath" in said
    assert "1 other file is of no use here" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--map", "position"), "COLUMN=HEADER"),
        (("--as", "directry"), "directory"),
    ],
)
def test_a_mistyped_option_says_what_would_be_right(run, cohort, arguments, words):
    done = run("import", *arguments, cohort[0])
    assert done.returncode == 2
    assert words in done.stderr


def test_a_directory_is_imported_with_the_users_words_for_its_columns(run, tmp_path):
    (tmp_path / "list.csv").write_text("Who,Role here\nMei Patel,Librarian\n")
    done = run("import", "list.csv", "--map", "name=Who", "--map", "position=Role here")
    assert done.returncode == 0, done.stderr
    assert "1 person who volunteered to be asked" in done.stderr
    found = run("find", "--title", "librarian", "--format", "json").stdout
    assert json.loads(found)["chains"][0]["sentence"].endswith(
        "Mei Patel volunteered to talk to students."
    )


def test_doubtful_names_wait_in_duplicates(run, tmp_path):
    (tmp_path / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Raj,Patel,https://www.linkedin.com/in/raj,,Acme,Cook,09 Feb 2026\n"
        "Raj,Patel,https://www.linkedin.com/in/raj2,,Bank,Cook,09 Feb 2026\n"
    )
    (tmp_path / "contacts.csv").write_text(
        "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value\nRaj,Patel,,r@x.org\n"
    )
    assert run("import", "Connections.csv").returncode == 0
    assert "every name you imported or told is clear" in run("duplicates").stderr
    assert run("import", "contacts.csv").returncode == 0
    rows = json.loads(run("duplicates", "--format", "json").stdout)
    assert [(r["name"], r["other"], r["from"]) for r in rows] == [
        ("Raj Patel", "raj", "contacts.csv:2"),
        ("Raj Patel", "raj2", "contacts.csv:2"),
    ]


def test_an_error_travels_between_processes_in_its_own_words():
    import pickle  # noqa: PLC0415 - as the pool does

    from netpath.errors import SourceError, UnknownSourceError  # noqa: PLC0415

    for kind in (SourceError, UnknownSourceError):
        error = pickle.loads(pickle.dumps(kind("list.csv: line 3")))  # noqa: S301 - our own
        assert isinstance(error, NetpathError)
        assert str(error) == "list.csv: line 3"
