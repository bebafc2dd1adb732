"""Who asks: what letters say of them, kept privately beside the store."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.errors import OutputError, SourceError
from netpath.planning.profile import FIELDS, Profile, profiles_text, read_profiles

_FEW_WORDS = st.text(max_size=60).filter(lambda text: len(text.split()) <= 8)
PROFILES = st.builds(Profile, **dict.fromkeys(FIELDS, _FEW_WORDS))


def netpath(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "netpath", *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def profile_file():
    return Path(os.environ["NETPATH_STORE"]).with_suffix(".profile.toml")


@given(st.dictionaries(st.text(min_size=1, max_size=20).filter(str.isprintable), PROFILES, max_size=3))  # fmt: skip
def test_what_is_written_is_read_back(tmp_path_factory, profiles):
    path = tmp_path_factory.mktemp("profiles") / "p.toml"
    path.write_text(profiles_text(profiles), encoding="utf-8")
    assert read_profiles(path) == {k: p for k, p in profiles.items() if not p.is_empty}


def test_no_file_is_no_profile(tmp_path):
    assert read_profiles(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("me = 3", "stands outside of a table"),
        ("[me]\nage = 3", "not 'age'"),
        ("[me]\nname = 3", "not 'name'"),
        ("[me", "cannot be read"),
        ("[me]\nwhy = '" + "a " * 31 + "'", "at most 30"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path, text, said):
    path = tmp_path / "p.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=said) as raised:
        read_profiles(path)
    assert str(path) in str(raised.value)


def test_a_huge_file_is_not_read(tmp_path):
    path = tmp_path / "p.toml"
    path.write_bytes(b"#" * (1 << 21))
    with pytest.raises(SourceError, match="too large"):
        read_profiles(path)


def test_a_field_that_no_letter_can_bear_is_refused():
    with pytest.raises(OutputError, match="'doing' has 26 words"):
        Profile(doing="word " * 26)


def test_a_profile_holds_one_clean_line():
    profile = Profile(doing=" a student\nof \x1b[2Jlaw. ")
    assert profile.doing == "a student of [2Jlaw"


def test_what_is_typed_as_a_sentence_fits_into_one():
    profile = Profile("Kate Jr.", "I’m a student.", "Because I want to know.")
    assert profile == Profile("Kate Jr.", "a student", "want to know")


def test_the_command_keeps_and_shows_a_profile():
    netpath("tell", "Ana Ruiz is my sister.")
    assert "know no more of you than your name" in netpath("profile").stderr
    netpath("profile", "--doing", "a student of law", "--times", "mornings")
    netpath("profile", "--times", "evenings")
    assert netpath("profile").stdout.splitlines() == [
        "You are: a student of law",
        "You have time: evenings",
    ]
    assert "doing" in profile_file().read_text(encoding="utf-8")
    netpath("profile", "--clear")
    assert netpath("profile").stdout == ""


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")
def test_the_file_is_private():
    netpath("profile", "--doing", "a student of law")
    assert stat.S_IMODE(profile_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(profile_file().parent.stat().st_mode) == 0o700


def test_somebody_else_has_a_profile_of_their_own_that_goes_with_them():
    netpath("tell", "Ana Ruiz is my sister.")
    netpath("profile", "--of", "Ana Ruiz", "--doing", "a nurse")
    assert netpath("profile").stdout == ""
    assert netpath("profile", "--of", "Ana Ruiz").stdout == "You are: a nurse\n"
    done = netpath("forget", "Ana Ruiz", "--yes")
    assert done.returncode == 0
    assert "nurse" not in profile_file().read_text(encoding="utf-8")
