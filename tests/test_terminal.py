"""The terminal: what one reads there, at any width, in any script and any encoding."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import struct
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from anyascii import anyascii
from conftest import ROOT, TODAY
from hypothesis import given
from hypothesis import strategies as st
from test_reports import HOSTILE, STORY, full

from netpath.planning import Plan
from netpath.reports.leads import quotable
from netpath.reports.table import letter
from netpath.screen import PLAIN, Screen, screen_of
from netpath.sentences import read
from netpath.wrapping import grid, width, wrap

SCRIPTS = [
    ("Łukasz", "Żak", "Café Library 📚 Gdańsk"),
    ("דנה", "לוי", "הספרייה העירונית"),
    ("أمينة", "حسن", "مكتبة النيل العامة"),
    ("王伟", "", "株式会社国立国会図書館関西館総務課資料部（京都）"),
    ("さくら", "山田", "Kyoto Public Library"),
    ("민준", "김", "한국도서관"),
    ("Ольга", "Петрова", "Областная библиотека"),
    ("Ελένη", "Παππά", "Εθνική Βιβλιοθήκη"),
    ("Անի", "Պետրոսյան", "Yerevan Public Library"),
    ("ნინო", "ბერიძე", "Tbilisi Public Library"),
    ("नेहा", "शर्मा", "Pune Public Library"),
    ("রিয়া", "সেন", "Dhaka Public Library"),
    ("கவிதா", "ராஜன்", "Chennai Public Library"),
    ("సీత", "రావు", "Guntur Public Library"),
    ("മീന", "നായർ", "Kochi Public Library"),
    ("สมชาย", "ใจดี", "ห้องสมุดประชาชนกรุงเทพมหานคร"),
    ("ມະນີ", "ວົງສາ", "Vientiane Public Library"),
    ("សុខា", "ចាន់", "Phnom Penh Public Library"),
    ("မြမြ", "ဝင်း", "Yangon Public Library"),
    ("ሳራ", "ተስፋዬ", "Addis Ababa Public Library"),
]
STORY_TOLD = (
    "My sister-in-law Ana Ruiz works with Raj Patel at Acme, whose wife Mei Patel is a "
    "librarian at Oakland Public Library. דנה לוי's friend אורי כהן is a librarian."
)
ASKED = ("find", "--title", "librarian", "--top", "8")
STYLES = re.compile(r"\x1b\[[12]m|\x1b\[0m")


def environment(**more):
    kept = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "NO_COLOR"}}
    usual = {"NETPATH_TODAY": TODAY, "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    return {**kept, **usual, **more}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with people of twenty scripts, some of whom one reaches through others."""
    folder = tmp_path_factory.mktemp("terminal")
    rows = [["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]]  # fmt: skip
    rows += [
        [*name, "", "", at, "Librarian" if i < 6 else "Archivist", "01 Mar 2026"]
        for i, (*name, at) in enumerate(SCRIPTS)
    ]
    with (folder / "Connections.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    path = folder / "netpath.sqlite"
    for asked in (
        ("import", folder / "Connections.csv", "--owner", "Kate Spaulding"),
        ("tell", STORY_TOLD),
    ):
        subprocess.run(
            [sys.executable, "-m", "netpath", "--store", path, *asked],
            check=True,
            capture_output=True,
            env=environment(),
        )
    return path


@pytest.fixture
def on_terminal(store):
    """Run the command on a terminal of some columns, and give what stands there."""
    pty = pytest.importorskip("pty", reason="this system has no such terminals")
    fcntl, termios = (pytest.importorskip(name) for name in ("fcntl", "termios"))

    def run_there(columns, *arguments, **more):
        ours, theirs = pty.openpty()
        size = struct.pack("HHHH", 40, columns, 0, 0)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, size)
        command = [sys.executable, "-m", "netpath", "--store", store, *arguments]
        with subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment(**more)
        ):
            os.close(theirs)
            parts = []
            with contextlib.suppress(OSError):  # how Linux says that it is the end
                while part := os.read(ours, 65536):
                    parts.append(part)
        os.close(ours)
        return b"".join(parts).decode().replace("\r\n", "\n")

    return run_there


@pytest.fixture
def in_pipe(run, store):
    return lambda *arguments, **more: run("--store", store, *arguments, **more)


def too_wide(text, columns):
    return [
        line
        for line in STYLES.sub("", text).split("\n")
        if width(line) > columns and not re.match(r"\s{2,}netpath ", line)
    ]


# --- terminals --------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_find_reads_like_a_letter_at_any_width(on_terminal, golden, columns):
    text = on_terminal(columns, *ASKED)
    golden(f"find-{columns}.txt", text)
    assert too_wide(text, min(columns, 100)) == []
    assert "\x1b" not in STYLES.sub("", text)


def test_leads_are_wrapped_too(on_terminal, golden):
    text = on_terminal(60, "leads", "--title", "curator", "--top", "4")
    golden("leads-60.txt", text)
    assert too_wide(text, 60) == []


def test_talk_is_wrapped_too(on_terminal):
    text = on_terminal(50, "find", "--title", "astronaut")
    assert too_wide(text, 50) == []
    assert "Tell me more of whom you know:" in text


def test_people_are_a_table_where_there_is_room_and_lines_where_not(on_terminal):
    wide, narrow = (on_terminal(columns, "people") for columns in (120, 50))
    assert too_wide(wide, 120) == []
    assert too_wide(narrow, 50) == []
    for text in (wide, narrow):
        assert all(f"{ends}\n" in text for ends in ("mei-patel", "olga-petrova"))


def test_without_colour_the_same_stands_there_and_no_escape(on_terminal):
    plain = on_terminal(80, *ASKED, NO_COLOR="1")
    assert "\x1b" not in plain
    styled = (ROOT / "tests" / "golden" / "find-80.txt").read_text(encoding="utf-8")
    assert plain == STYLES.sub("", styled)


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_two_names_from_right_to_left_never_stand_side_by_side(columns):
    """A terminal that turns text around would make them change places."""
    text = (ROOT / "tests" / "golden" / f"find-{columns}.txt").read_text("utf-8")
    assert re.search(r"ask [\u0590-\u05ff]", text)
    assert not re.search(r"[\u0590-\u08ff] {2,}[\u0590-\u08ff]", text)
    assert not re.search(r"[\u2066-\u2069]", text)


# --- pipes and encodings ----------------------------------------------------------------


def test_a_pipe_gets_neither_lines_nor_styles_but_tabs(in_pipe):
    done = in_pipe(*ASKED)
    assert {line.count("\t") for line in done.stdout.splitlines()} == {14}
    assert "\x1b" not in done.stdout


def test_a_letter_in_a_pipe_is_wrapped_only_where_columns_are_stated(in_pipe):
    long = in_pipe(*ASKED, "--format", "table").stdout
    short = in_pipe(*ASKED, "--format", "table", COLUMNS="50").stdout
    assert max(map(width, long.split("\n"))) > 100
    assert too_wide(short, 50) == []
    assert "".join(short.split()) == "".join(long.split())


def test_colour_is_forced_through_a_pipe(in_pipe):
    done = in_pipe(*ASKED, "--format", "table", FORCE_COLOR="1")
    assert "\x1b[1m1  " in done.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_every_script_is_readable_in_every_encoding(in_pipe, encoding):
    asked = ("find", "--title", "librarian", "--title", "archivist", "--top", "30")
    done = in_pipe(*asked, "--format", "table", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert "\\" not in done.stdout
    for first, last, _ in SCRIPTS:
        name = f"{first} {last}".strip()
        assert (name if encoding == "utf-8" else anyascii(name)) in done.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_data_loses_no_letter_in_any_encoding(in_pipe, encoding):
    poor, whole = (
        in_pipe(*ASKED, "--format", "json", PYTHONIOENCODING=one).stdout
        for one in (encoding, "utf-8")
    )
    assert poor.isascii()
    assert json.loads(poor) == json.loads(whole)
    rows = in_pipe("people", "--format", "csv", PYTHONIOENCODING=encoding).stdout
    assert "\\u0531\\u0576\\u056b" in rows  # Անի


# --- what a stream is -------------------------------------------------------------------


class _Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "stated", "columns"),
    [
        (io.StringIO(), {}, None),
        (io.StringIO(), {"COLUMNS": "72"}, 72),
        (io.StringIO(), {"COLUMNS": "0"}, None),
        (io.StringIO(), {"COLUMNS": "wide"}, None),
        (_Terminal(), {}, 80),
        (_Terminal(), {"COLUMNS": "72"}, 72),
    ],
)
def test_lines_are_wrapped_on_a_terminal_or_where_columns_are_stated(
    stream, stated, columns
):
    assert screen_of(stream, stated).columns == columns


@pytest.mark.parametrize(
    ("stream", "stated", "has_styles"),
    [
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (_Terminal(), {}, True),
        (_Terminal(), {"NO_COLOR": ""}, True),
        (_Terminal(), {"NO_COLOR": "1"}, False),
        (_Terminal(), {"TERM": "dumb"}, False),
        (_Terminal(), {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
)
def test_styles_are_for_terminals_whose_owner_wants_them(stream, stated, has_styles):
    assert screen_of(stream, stated).has_styles == has_styles


def test_no_line_is_too_long_to_read_or_too_short_to_say_anything():
    text = "word " * 60
    longest = [
        max(map(len, Screen(columns).lay(text).split("\n"))) for columns in (5, 60, 300)
    ]
    assert longest == [39, 59, 99]


@pytest.mark.parametrize("evil", HOSTILE)
def test_no_name_brings_a_style_or_an_escape(evil):
    text = letter(Plan(full(evil)), Screen(60, has_styles=True))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", STYLES.sub("", text))  # fmt: skip


# --- the letter -------------------------------------------------------------------------


def many(count, **more):
    [chain] = STORY.chains
    return replace(STORY, chains=(replace(chain, **more),) * count, known=count)


def test_a_few_are_told_in_sentences_and_of_many_the_rest_is_a_table():
    few, some = (letter(Plan(many(count)), Screen(80)) for count in (5, 6))
    assert few.count("A sentence with Mei Patel.") == 5
    assert some.count("A sentence with Mei Patel.") == 3
    assert len(re.findall(r"(?m)^[456]  Mei Patel, .* ask Ana Ruiz  about 3 in 10$", some)) == 3  # fmt: skip
    assert 'netpath why p3 --title "librarian"' in some


def test_where_a_table_has_no_room_its_rows_are_sentences():
    for screen in (PLAIN, Screen(60)):
        lines = " ".join(letter(Plan(many(6)), screen).split())
        assert "6 Mei Patel, Librarian, Oak Library: about 3 in 10; ask Ana Ruiz." in lines  # fmt: skip


def test_other_ways_that_were_asked_for_are_in_no_table():
    [chain] = STORY.chains
    text = letter(Plan(many(7, alternatives=(chain,))), Screen(80))
    assert text.count("Or: A sentence with Mei Patel.") == 7


def test_a_row_says_that_the_work_is_another():
    match = replace(STORY.chains[0].match, score=0.3)
    assert letter(Plan(many(6, match=match))).count("(not quite the same work)") == 3


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("Bo $(rm -rf ~) Li", "Bo (rm -rf ~) Li"),
        ('Bo"; rm; "', "Bo; rm; "),
        ("`id`!!%PATH%\\", "idPATH"),
        ("O'Hara, 王伟", "O'Hara, 王伟"),
    ],
)
def test_what_is_copied_into_a_shell_is_only_text_there(name, quoted):
    assert quotable(name) == quoted


def test_marks_that_hold_a_name_together_still_do_after_copying():
    told = read(quotable("“Ana of the Oaks, Ltd” knows Mei Patel."))
    assert [person.name for person in told.people] == ["Ana of the Oaks, Ltd", "Mei Patel"]  # fmt: skip


# --- wrapping ---------------------------------------------------------------------------

texts = st.text(
    st.one_of(
        st.sampled_from("ab12 .,:-“”()王伟、。「」ーさょカ김민é\u0301שרहिन्दी😀"),
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")),
    ),
    max_size=200,
)
columns_ = st.integers(20, 100)


@given(texts, columns_)
def test_wrapping_loses_nothing_and_does_nothing_twice(text, columns):
    wrapped = wrap(text, columns)
    assert "".join(wrapped.split()) == "".join(text.split())
    assert wrap(wrapped, columns) == wrapped


@given(texts, columns_)
def test_a_line_is_too_wide_only_where_a_word_is(text, columns):
    for line in wrap(text, columns).split("\n"):
        assert width(line) <= columns or len(wrap(line.strip(), 1).split("\n")) <= 2


@given(st.lists(st.text("abcäß", min_size=1, max_size=12), min_size=1), columns_)
def test_a_word_is_never_cut_and_a_line_is_as_full_as_it_can_be(words, columns):
    lines = wrap(" ".join(words), columns).split("\n")
    assert [word for line in lines for word in line.split(" ")] == words
    for line, following in pairwise(lines):
        assert len(line) + 1 + len(following.split(" ")[0]) > columns


@given(st.text("国立図書館（京都）、。「」ーっさ", min_size=20), st.integers(20, 60))
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(text, columns):
    lines = wrap(text, columns).split("\n")
    assert all(line[0] not in "）、。」ーっ" for line in lines[1:])
    assert all(line[-1] not in "（「" for line in lines[:-1])


def test_a_name_without_spaces_stays_whole():
    assert (
        wrap("Your friend 王小明 knows her.", 16) == "Your friend\n王小明 knows\nher."
    )


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Ana Ruiz", 8),
        ("王伟", 4),
        ("김민준", 6),
        ("ﾊﾝｶｸ", 4),
        ("Zoe\u0308", 3),
        ("أَمِينَة", 5),
        ("می\u200cخواهم", 7),
        ("สมชาย ใจดี", 9),
        ("👋", 2),
        ("❤️", 2),
        ("🇳🇱", 2),
    ],
)
def test_width_is_what_a_terminal_takes(text, columns):
    assert width(text) == columns


@pytest.mark.parametrize(
    ("line", "wrapped"),
    [
        ("1  Ana knows Raj well", "1  Ana knows\n   Raj well"),
        ("   Ana knows Raj well", "   Ana knows\n   Raj well"),
        ("a.csv  7 rows: all kept", "a.csv  7 rows:\n       all\n       kept"),
        ("- Ana knows Raj well", "- Ana knows\n  Raj well"),
        ("The chance: 3 in 10.", "The chance:\n3 in 10."),
    ],
)
def test_what_follows_hangs_below_the_text(line, wrapped):
    assert wrap(line, 14) == wrapped


@pytest.mark.parametrize(
    "line",
    ['  netpath leads --title "public librarian"', "$ netpath find --to x", "  2  netpath import x.zip"],
)  # fmt: skip
def test_a_command_is_never_wrapped(line):
    assert wrap(line, 12) == line


def test_a_command_at_the_end_has_its_own_line_where_it_does_not_fit():
    line = "Next:  netpath find --title x"
    assert wrap(line, 30) == line
    assert wrap(line, 28) == "Next:\n  netpath find --title x"
    assert wrap(f"   {line}", 28) == "   Next:\n     netpath find --title x"


@given(st.lists(st.tuples(texts, texts, st.text("ab", max_size=9)), min_size=1, max_size=5), st.integers(50, 120))  # fmt: skip
def test_a_table_fits_and_keeps_every_cell(rows, columns):
    cells = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    lines = "\n".join(grid(cells, columns)).split("\n")
    assert all(width(line) <= columns for line in lines)
    kept = sorted("".join(map("".join, cells)).replace(" ", ""))
    assert sorted("".join(lines).replace(" ", "")) == kept or lines == [""]
