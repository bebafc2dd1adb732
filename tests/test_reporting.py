"""``netpath report`` and ``netpath letters``, run as their users run them."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import made_plans
import pytest
from conftest import DEMO
from hostile_text import GROUPS

from netpath.reports.letters import letters_text

EXPORT = DEMO / "Basic_LinkedInDataExport_11-01-2026"
TITLE = ("--title", "public librarian")
ENDINGS = ("html", "md", "csv", "json", "svg", "ics", "docx", "xlsx", "pdf")


@pytest.fixture
def told(run):
    """A store with Kate's export and family."""
    assert run("import", EXPORT, DEMO / "family.txt").returncode == 0
    return run


@pytest.fixture
def there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_decides_and_the_file_is_private(told, there, ending):
    done = told("report", *TITLE, "-o", f"chains.{ending}")
    assert done.returncode == 0, done.stderr
    path = there / f"chains.{ending}"
    assert path.stat().st_size > 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 or os.name != "posix"


def test_a_folder_gets_drafts(told, there):
    assert told("report", *TITLE, "-o", "letters/").returncode == 0
    names = sorted(path.name for path in (there / "letters").iterdir())
    assert names[0] == "0-read-me-first.txt"
    assert sum(name.endswith(".eml") for name in names) > 5


@pytest.mark.parametrize("output", ["chains.html", "letters/"])
def test_what_exists_is_replaced_by_force_only(told, output):
    assert told("report", *TITLE, "-o", output).returncode == 0
    again = told("report", *TITLE, "-o", output)
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert told("report", *TITLE, "-o", output, "--force").returncode == 0


def test_a_folder_with_other_files_is_never_replaced(told, there):
    (there / "letters").mkdir()
    (there / "letters" / "thesis.odt").write_text("years of work", encoding="utf-8")
    done = told("report", *TITLE, "-o", "letters/", "--force")
    assert done.returncode == 2
    assert "thesis.odt" in done.stderr
    assert (there / "letters" / "thesis.odt").exists()


def test_a_wrong_ending_names_those_there_are(told, there):
    done = told("report", *TITLE, "-o", "chains.odt")
    assert done.returncode == 2
    assert ".docx" in done.stderr
    assert "letters/" in done.stderr
    assert not list(there.glob("*.odt"))


def test_a_page_for_a_student_names_only_their_own_people(told, there):
    told("report", *TITLE, "--for", "Kate Spaulding", "-o", "kate.md")
    said = (there / "kate.md").read_text(encoding="utf-8")
    assert "Kate Spaulding" in said
    assert "Ana Ruiz" in said
    assert "Raj" not in said
    assert "Oakland" not in said


def test_no_redact_names_everybody(told, there):
    told("report", *TITLE, "--for", "Kate Spaulding", "--no-redact", "-o", "kate.md")
    assert "Raj Patel" in (there / "kate.md").read_text(encoding="utf-8")


def test_redact_names_nobody(told, there):
    told("report", *TITLE, "--redact", "-o", "chains.json")
    said = (there / "chains.json").read_text(encoding="utf-8")
    for name in ("Ana", "Ruiz", "Raj", "Patel", "Mei", "Oakland", "wife"):
        assert name not in said


def test_the_page_for_somebody_is_about_their_chains(told, there):
    told("report", "--title", "school librarian", "--for", "Tom Park", "-o", "tom.json")
    found = json.loads((there / "tom.json").read_text(encoding="utf-8"))
    assert found["query"]["from"].startswith("tom-park")


def test_a_wrong_name_on_the_cover_gives_nobody_elses_chains(told, there):
    done = told("report", *TITLE, "--for", "Kat Spalding", "-o", "kate.md")
    assert done.returncode == 2
    assert "--from" in done.stderr
    assert not (there / "kate.md").exists()


def test_another_name_may_stand_on_the_cover(told, there):
    told(
        "report", *TITLE, "--for", "Ms Okafor", "--from", "Kate Spaulding", "-o", "x.md"
    )
    assert "Ms Okafor" in (there / "x.md").read_text(encoding="utf-8")


def test_where_no_chain_is_known_the_report_says_whom_to_ask(told, there):
    done = told("report", "--title", "astronaut", "-o", "astronaut.md")
    assert done.returncode == 0
    assert "I know nobody" in done.stderr
    assert "Ana Ruiz" in (there / "astronaut.md").read_text(encoding="utf-8")


def test_letters_use_the_profile(told):
    told("profile", "--doing", "a student of library science")
    said = told("letters", *TITLE).stdout
    assert "student of library science" in said
    assert "You to Ana Ruiz" in said


@pytest.mark.parametrize("tone", ["warm", "plain", "formal"])
def test_each_tone_has_all_letters(told, tone):
    done = told("letters", *TITLE, "--tone", tone, "--format", "json")
    kinds = [letter["kind"] for letter in json.loads(done.stdout)]
    assert {"ask", "blurb", "note", "opt_in", "bridge", "reminder", "thanks"} <= {
        *kinds
    }


def test_the_second_chain_has_letters_too(told):
    assert "You to Tom Park" in told("letters", *TITLE, "--pick", "2").stdout
    done = told("letters", *TITLE, "--pick", "3")
    assert done.returncode == 2
    assert "There are 2 chains" in done.stderr


def test_letters_of_my_own_are_used(told, there):
    assert told("letters", "--copy", "mine", "--tone", "plain").returncode == 0
    ask = there / "mine" / "ask.txt"
    ask.write_text("Subject: Tea?\n\nCome over, $to.\n", encoding="utf-8")
    said = told("letters", *TITLE, "--templates", "mine").stdout
    assert "Subject: Tea?" in said
    assert "Come over, Ana." in said


def test_a_wrong_letter_of_my_own_is_named(told, there):
    told("letters", "--copy", "mine")
    Path(there / "mine" / "ask.txt").write_text(
        "Subject: x\n\n$nobody\n", encoding="utf-8"
    )
    done = told("letters", *TITLE, "--templates", "mine")
    assert done.returncode == 2
    assert "ask.txt" in done.stderr
    assert "nobody" in done.stderr


def test_of_somebody_else_it_asks_for_theirs(told):
    done = told("report", "--title", "librarian", "--for", "Tom Park", "-o", "t.md")
    assert 'netpath profile --of "Tom Park" --doing' in done.stderr


def test_the_report_asks_for_a_profile_where_there_is_none(told):
    assert "netpath profile" in told("report", *TITLE, "-o", "a.md").stderr
    told("profile", "--doing", "a student of law")
    assert "netpath profile" not in told("report", *TITLE, "-o", "b.md").stderr


@pytest.mark.parametrize("group", GROUPS)
def test_no_text_in_a_letter_steers_the_terminal(group):
    plan = made_plans.hostile(GROUPS[group])
    letters = [letter for pick in plan.picks for letter in pick.letters]
    said = letters_text([*letters, *plan.lead_letters], "me")
    assert letters
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said
    )
