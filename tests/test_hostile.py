"""Hostile files end in a clear word: no crash, no trace, nothing written outside."""

import os

import pytest
from hostile import CASES
from hostile.running import run

SIZE = 1.0 if os.environ.get("NETPATH_FULL") else 0.1


@pytest.mark.skipif(os.name != "posix", reason="pipes, links and /proc are POSIX")
@pytest.mark.parametrize("name", list(CASES))
def test_a_hostile_file_meets_its_fate(tmp_path, name):
    case = CASES[name]
    done = run(case, tmp_path, size=SIZE)
    assert done.strays == []
    assert "Traceback" not in done.said
    assert "\x1b" not in done.said
    assert "\u202e" not in done.said
    assert done.is_as_expected(case), (done.code, done.said[:500])


def test_there_are_thirty_archives_and_twenty_five_files():
    from hostile import ARCHIVES, LOOSE  # noqa: PLC0415 - only counted here

    assert len(ARCHIVES) >= 30
    assert len(LOOSE) >= 25
