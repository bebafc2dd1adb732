"""The command, run as its users run it."""

from __future__ import annotations

import json
import re
import signal
import stat
import subprocess
import sys
import time

import pytest
from conftest import DEMO, ROOT
from test_title_help import POET
from test_title_vectors import ESCO

from netpath.cli.main import _MODULES, _SECTIONS, cli

EXPORT = DEMO / "Basic_LinkedInDataExport_11-01-2026"
STORY = (
    "My sister-in-law Ana Ruiz works with Raj Patel at Acme, whose wife Mei Patel is a "
    "librarian at Oakland Public Library."
)
SENTENCE = STORY.replace("My", "Your", 1).replace(" at Acme", "")


@pytest.fixture
def told(run):
    """A store with the demo's export and the story."""
    assert run("import", EXPORT).returncode == 0
    assert run("tell", STORY).returncode == 0
    return run


# --- the story ------------------------------------------------------------------------


def test_the_demo_tells_the_story(run, golden):
    done = run("demo", COLUMNS="88")
    assert done.returncode == 0
    golden("demo.stdout.txt", done.stdout)
    golden("demo.stderr.txt", done.stderr)


def test_the_demo_keeps_nothing(run, tmp_path):
    run("demo")
    assert not (tmp_path / "store").exists()


def test_export_and_sentence_give_the_chain(told):
    found = json.loads(
        told("find", "--title", "public librarian", "--format", "json").stdout
    )
    best = found["chains"][0]
    assert best["sentence"] == SENTENCE
    assert best["phrase"] == "your sister-in-law's coworker's wife"
    assert best["probability"] == 0.284006
    assert [hop["probability"] for hop in best["hops"]] == [0.75, 0.55, 0.9]


def test_find_reads_like_a_letter(told, golden):
    golden(
        "find.txt",
        told("find", "--title", "public librarian", "--format", "table").stdout,
    )


@pytest.mark.parametrize("format_", ["json", "csv", "md", "tsv"])
def test_find_prints_other_formats(told, golden, format_):
    done = told("find", "--title", "public librarian", "--format", format_)
    golden(f"find.{format_}", done.stdout)


def test_equal_runs_give_equal_bytes(told):
    asked = ("find", "--title", "librarian", "--format", "json")
    assert told(*asked).stdout == told(*asked).stdout


def test_a_pipe_gets_tabs_and_no_talk(told):
    lines = told("find", "--title", "public librarian").stdout.splitlines()
    assert lines[0].split("\t")[:3] == ["rank", "name", "position"]
    assert len(lines) == 2


# --- import ---------------------------------------------------------------------------


def test_import_accounts_for_every_row(run, golden):
    golden("import.txt", run("import", EXPORT, DEMO / "family.txt").stderr)


def test_importing_twice_changes_nothing(run):
    run("import", EXPORT)
    again = run("import", EXPORT)
    assert again.returncode == 0
    assert "All of it was known already" in again.stderr
    assert len(run("sources").stdout.splitlines()) == 2


def test_import_prints_its_account_as_json(run):
    account = json.loads(run("import", EXPORT, "--format", "json").stdout)
    [export] = account
    assert export["owner"] == "Kate Spaulding"
    for file in export["files"]:
        left_out = sum(one["count"] for one in file["skipped"])
        assert file["rows"] == file["kept"] + left_out


def test_reading_nothing_is_an_error(run, tmp_path):
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    for name in ("empty.csv", "notes.csv", "missing.zip"):
        done = run("import", tmp_path / name)
        assert done.returncode == 3
        assert name in done.stderr


def test_a_bad_row_is_named_and_the_rest_is_kept(run, tmp_path):
    links = tmp_path / "links.csv"
    links.write_text("person,relation,other\nme,friend,Bo Li\nme,froend,Jo Roe\n")
    done = run("import", links)
    assert done.returncode == 3
    assert (
        "links.csv:3: 'froend' is not a tie I know; did you mean friend" in done.stderr
    )
    assert "Bo Li" in run("people").stdout


def test_strict_keeps_nothing_if_a_row_is_bad(run, tmp_path):
    links = tmp_path / "links.csv"
    links.write_text("person,relation,other\nme,friend,Bo Li\nme,froend,Jo Roe\n")
    assert run("import", "--strict", links).returncode != 0
    assert run("people").returncode != 0


def test_the_first_export_is_mine_and_me_changes_that(run):
    run("import", EXPORT)
    assert run("me").stdout == "You are Kate Spaulding.\n"
    run("me", "Marcus Bell")
    assert run("me").stdout == "You are Marcus Bell.\n"


# --- tell and link --------------------------------------------------------------------


def test_tell_points_at_the_word_and_keeps_nothing(run):
    done = run("tell", "Ana Ruiz is my boss. My sistr Bo knows Jo.")
    assert done.returncode == 2
    assert done.stderr.splitlines()[1:] == ["  My sistr Bo knows Jo.", "     ^"]
    assert "Nothing is known yet" in run("people").stderr


def test_tell_says_back_what_it_understood(run, golden):
    golden("tell.txt", run("tell", STORY).stderr)


def test_tell_reads_standard_input(run):
    assert run("tell", "-", stdin="# family\nAna Ruiz is my boss.\n").returncode == 0
    assert "Ana Ruiz" in run("people").stdout


def test_telling_twice_is_known(run):
    run("tell", STORY)
    assert "I knew all of that already." in run("tell", STORY).stderr


def test_link_is_the_same_as_a_sentence(run):
    run("link", "me", "sister in law", "Ana Ruiz")
    assert run("find", "--to", "Ana Ruiz", "--format", "json").stdout
    [chain] = json.loads(run("find", "--to", "Ana Ruiz", "--format", "json").stdout)[
        "chains"
    ]
    assert chain["sentence"] == "Your sister-in-law is Ana Ruiz."


def test_link_means_the_person_known_by_an_id(told):
    told("link", "me", "friend", "marcus-bell-6f60b2")
    shown = told("show", "Marcus Bell").stdout
    assert "friend: Kate Spaulding" in shown
    assert shown.count("Marcus Bell") == 1


def test_of_several_people_of_one_name_none_is_guessed(run, tmp_path):
    rows = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    rows += "Bo,Li,https://www.linkedin.com/in/bo-li-1,,Acme,Clerk,01 Jan 2026\n"
    rows += "Bo,Li,https://www.linkedin.com/in/bo-li-2,,Oak,Baker,01 Jan 2026\n"
    (tmp_path / "Connections.csv").write_text(rows)
    run("import", tmp_path / "Connections.csv")
    for command in (["show", "Bo Li"], ["link", "Bo Li", "friend", "Jo Roe"]):
        done = run(*command)
        assert done.returncode == 2
        assert "bo-li-1" in done.stderr
        assert "bo-li-2" in done.stderr


def test_what_i_tell_of_myself_is_kept(run):
    run("tell", "I am a library student at Oak College.", "Ana Ruiz is my boss.")
    shown = run("show", "me").stdout
    assert "Library student" in shown
    assert "boss: Ana Ruiz" in shown


def test_kinship_follows(run):
    run("tell", "My wife is Jo Park.", "Grace Li is Jo Park's sister.")
    assert "sister-in-law: Grace Li" in run("show", "me").stdout
    assert "derived: sister-in-law: wife's sister" in run("why", "Grace Li").stdout


# --- find -----------------------------------------------------------------------------


def test_nobody_of_that_title_is_said_and_exits_1(told):
    done = told("find", "--title", "astronaut")
    assert done.returncode == 1
    assert "I know nobody whose work is “astronaut”." in done.stderr


def test_nobody_within_reach_says_how_far(told):
    told("tell", "Mei Patel's friend Zoë Quist is an astronaut.")
    done = told("find", "--title", "astronaut")
    assert done.returncode == 1
    assert "the nearest is 4 steps away. Try --max-hops 4." in done.stderr
    assert told("find", "--title", "astronaut", "--max-hops", "4").returncode == 0


def test_nobody_connected_is_said(told):
    told("tell", "Ines Duarte is an astronaut.")
    assert (
        "I know of nobody who knows them" in told("find", "--title", "astronaut").stderr
    )


def test_avoided_people_are_not_passed(told):
    done = told("find", "--title", "public librarian", "--avoid", "Raj Patel")
    assert "Mei Patel" not in done.stdout


def test_via_asks_for_a_connector(told):
    done = told(
        "find", "--title", "librarian", "--via", "Raj Patel", "--format", "json"
    )
    [chain] = json.loads(done.stdout)["chains"]
    assert chain["target"]["name"] == "Mei Patel"


def test_somebody_else_may_ask(told):
    done = told("find", "--to", "Mei Patel", "--from", "Ana Ruiz", "--format", "json")
    [chain] = json.loads(done.stdout)["chains"]
    assert chain["phrase"] == "Ana Ruiz's coworker's wife"


def test_company_and_location_narrow(told):
    assert told("find", "--title", "librarian", "--company", "oakland").returncode == 0
    assert told("find", "--title", "librarian", "--company", "fremont").returncode == 1
    assert told("find", "--title", "librarian", "--location", "paris").returncode == 1


def test_a_title_or_a_person_is_needed(told):
    assert told("find").returncode == 2


# --- report, export -------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["html", "md", "csv", "json"])
def test_reports_are_private_and_never_replaced(told, tmp_path, ending):
    path = tmp_path / f"chains.{ending}"
    asked = ("report", "--title", "public librarian", "-o", path)
    assert told(*asked).returncode == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Mei Patel" in path.read_text(encoding="utf-8")
    assert told(*asked).returncode == 2
    assert told(*asked, "--force").returncode == 0


def test_an_unknown_ending_names_the_known_ones(told):
    done = told("report", "--title", "librarian", "-o", "chains.doc")
    assert done.returncode == 2
    assert ".csv, .docx, .html, .ics, .json, .md, .pdf, .svg" in done.stderr


@pytest.mark.parametrize("ending", ["json", "graphml", "gexf"])
def test_the_graph_is_exported(told, tmp_path, ending):
    path = tmp_path / f"graph.{ending}"
    assert told("export", path).returncode == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Mei Patel" in path.read_text(encoding="utf-8")


# --- looking and keeping --------------------------------------------------------------


def test_show_says_from_where(told, golden):
    golden("show.txt", told("show", "Marcus Bell").stdout)


def test_why_says_where_somebody_stands(told):
    said = told("why", "Mei Patel", "--title", "public librarian").stdout
    assert "“public librarian”: about 9 in 10 that they are one." in said
    assert "within reach" in said
    assert "You → Ana Ruiz: sister-in-law" in said
    assert "That step taken apart:  netpath why raj-patel ana-ruiz" in said


def test_why_says_why_somebody_is_not_listed(told):
    said = told("why", "Marcus Bell", "--title", "public librarian").stdout
    assert "below 0.2, so find does not list them" in said


def test_why_says_why_nobody_leads_to_somebody(told):
    told("tell", "Ines Duarte is an astronaut.")
    done = told("why", "Ines Duarte", "--title", "astronaut")
    assert done.returncode == 1
    assert (
        "Ines Duarte cannot be reached: I know of nobody who knows them." in done.stdout
    )
    assert told("why", "Ines Duarte", "Ana Ruiz").returncode == 1


def test_why_knows_who_asks(told):
    done = told("why", "me")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "That is you.")


def test_why_takes_a_tie_apart(told, golden):
    golden("why.txt", told("why", "Marcus Bell").stdout)


def test_model_prints_every_number_with_its_source(run, golden):
    golden("model.txt", run("model").stdout)


def test_match_says_why(run):
    done = run("match", "public librarian", "--position", "Librarian", "--company", "Oakland Public Library")  # fmt: skip
    assert done.returncode == 0
    assert float(done.stdout.split()[0]) > 0.9


def test_the_forgotten_stay_forgotten(told, tmp_path):
    assert told("forget", "Dmitri Orlov", "--yes").returncode == 0
    told("import", EXPORT)
    assert "Dmitri" not in told("people").stdout
    held = b"".join(p.read_bytes() for p in (tmp_path / "store").iterdir())
    assert b"Orlov" not in held
    assert b"dmitri" not in held


def test_forget_reaches_the_index_of_positions(told, tmp_path):
    index = tmp_path / "store" / ".netpath.sqlite.titles"
    index.write_bytes(b"Keeper of the wombats")
    assert told("forget", "Dmitri Orlov", "--yes").returncode == 0
    assert not index.exists()


def test_forget_asks_first(told):
    assert told("forget", "Dmitri Orlov", stdin="n\n").returncode == 130
    assert "Dmitri" in told("people").stdout


# --- titles ---------------------------------------------------------------------------


def test_what_people_do_is_listed_by_family_with_counts(told):
    done = told("titles")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert lines[0] == ["family", "occupation", "people"]
    assert ["Libraries and archives", "public librarian", "1"] in lines
    assert "people whose occupation netpath knows" in done.stderr
    assert told("titles", "--family", "health").returncode in {0, 1}


def test_a_match_is_explained_as_a_product(run):
    done = run("match", "librarian", "--position", "Former Librarian", "--explain")
    lines = [line.split(None, 1) for line in done.stdout.splitlines()[1:]]
    assert [said for _, said in lines] == [
        "'librarian' in the position",
        "0.07  that is over",
        "0.07  the fit; a fit of one half is not yet an even chance",
        "the chance that this is one",
        "the chance that this is one, or near it",
    ]


def test_several_titles_are_asked_at_once(told):
    asked = told("find", "--title", "astronaut", "--title", "public librarian")
    assert asked.returncode == 0
    assert "Mei Patel" in asked.stdout


def test_a_strict_title_is_said_by_the_position_itself(told):
    assert told("find", "--title", "bibliotecaria").returncode == 0
    assert told("find", "--title", "bibliotecaria", "--strict-title").returncode == 1
    assert told("find", "--title", "librarian", "--strict-title").returncode == 0


def test_who_is_near_is_counted_when_asked_for(told):
    few = told("find", "--title", "public librarian").stdout.splitlines()
    more = told("find", "--title", "public librarian", "--near").stdout.splitlines()
    assert len(more) > len(few)
    assert any("Grace Hill" in line for line in more)


def test_an_unknown_title_gets_a_suggestion(told):
    done = told("find", "--title", "librarien")
    assert done.returncode == 1
    assert "Did you mean “librarian”" in done.stderr


def test_a_good_file_of_occupations_is_said_to_be_good_and_then_found(told, tmp_path):
    (tmp_path / "own.toml").write_text(POET, encoding="utf-8")
    done = told("titles", "check", tmp_path / "own.toml")
    assert (done.returncode, done.stderr) == (
        0,
        "own.toml: 1 occupation, all as it should be.\n",
    )
    found = told("match", "court poet", "--position", "Hofdichterin",
                 "--lexicon", tmp_path / "own.toml")  # fmt: skip
    assert found.stdout.endswith("'hofdichterin' is German for court poet\n")


def test_a_bad_file_of_occupations_ends_with_3(run, tmp_path):
    (tmp_path / "own.toml").write_text(POET.replace("2641", "9"), encoding="utf-8")
    done = run("titles", "check", tmp_path / "own.toml")
    assert done.returncode == 3
    assert "entry 'court poet': isco must be four digits, not '9'" in done.stderr


def test_a_file_of_occupations_that_is_not_utf_8_is_told(run, tmp_path):
    (tmp_path / "own.toml").write_bytes(b'family = "Caf\xe9s"')
    for asked in (("titles", "check", tmp_path / "own.toml"),
                  ("match", "poet", "--position", "x", "--lexicon", tmp_path / "own.toml")):  # fmt: skip
        done = run(*asked)
        assert done.returncode == 3
        assert "is not UTF-8" in done.stderr


def test_a_list_that_is_none_ends_with_3(run, tmp_path):
    (tmp_path / "list.csv").write_text("a,b\n", encoding="utf-8")
    done = run("titles", "learn", tmp_path / "list.csv")
    assert done.returncode == 3
    assert "Its columns: a, b" in done.stderr


# --- manners --------------------------------------------------------------------------


def test_help_lists_every_command_with_its_own_summary():
    stated = {
        name: text for group in _SECTIONS.values() for name, text in group.items()
    }
    assert stated.keys() == _MODULES.keys()
    for name, text in stated.items():
        command = cli.get_command(None, name)
        assert command.help.split("\n")[0] == text


def examples():
    commands = [cli.get_command(None, name) for name in _MODULES]
    inner = [
        c for command in commands for c in getattr(command, "commands", {}).values()
    ]
    for epilog in (command.epilog for command in (*commands, *inner)):
        for line in re.findall(r"^  netpath (.*)$", epilog, re.MULTILINE):
            yield pytest.param(line, id=line)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("line", list(examples()))
def test_examples_in_help_run(tmp_path, line):
    """Every example ends well on the demo's people, or finds nobody and says so."""
    (tmp_path / "family.txt").write_text("Ana is my boss.")
    (tmp_path / "links.csv").write_text("person,relation,other\nme,friend,Bo Li\n")
    (tmp_path / "my-occupations.toml").write_text(POET, encoding="utf-8")
    (tmp_path / "occupations_en.csv").write_text(ESCO, encoding="utf-8")
    for file in ("Connections.csv", "messages.csv"):
        (tmp_path / file).write_bytes((EXPORT / file).read_bytes())
    folder = tmp_path / "Basic_LinkedInDataExport_11-01-2026.zip"
    folder.mkdir()
    (folder / "Profile.csv").write_bytes((EXPORT / "Profile.csv").read_bytes())
    (folder / "Connections.csv").write_bytes((EXPORT / "Connections.csv").read_bytes())
    (tmp_path / "students").symlink_to(folder)
    done = subprocess.run(
        f"{sys.executable} -m netpath {line}",
        shell=True,
        capture_output=True,
        check=False,
        cwd=tmp_path,
        encoding="utf-8",
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr


def test_errors_have_no_traceback_unless_asked(run):
    assert "Traceback" not in run("import", "missing.zip").stderr
    assert "Traceback" in run("import", "missing.zip", NETPATH_DEBUG="1").stderr


def test_a_mistyped_command_gets_a_hint(run):
    assert "find" in run("fnd").stderr


def test_a_terminal_without_the_letters_is_no_error(run):
    run("tell", "王伟 is my boss. My friend Łukasz Żak is a librarian.")
    done = run("find", "--title", "librarian", "--format", "table", PYTHONIOENCODING="cp1252")  # fmt: skip
    assert done.returncode == 0
    assert "Lukasz" in done.stdout


@pytest.mark.usefixtures("told")
def test_a_closed_pipe_ends_quietly():
    command = f"{sys.executable} -m netpath people | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_ctrl_c_ends_with_130():
    child = subprocess.Popen(
        [sys.executable, "-m", "netpath", "tell", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(1)
    child.send_signal(signal.SIGINT)
    _, talk = child.communicate()
    assert child.returncode == 130
    assert b"Traceback" not in talk


def test_names_cannot_steer_the_terminal(run):
    run("link", "me", "friend", "Evil \x1b[2J\u202eName", "--position", "Librarian\x07")
    out = run("find", "--title", "librarian", "--format", "table")
    for text in (out.stdout, out.stderr, run("people").stdout):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", text)


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in _MODULES:
        assert f"netpath {name}" in readme


@pytest.mark.usefixtures("told")
def test_message_texts_are_nowhere(tmp_path):
    held = b"".join(p.read_bytes() for p in (tmp_path / "store").iterdir())
    assert b"Thursday" not in held
    assert b"reading rooms" not in held
    assert b"shelf by heart" not in held
