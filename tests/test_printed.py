"""The PDF: all a plan says, typeset; names stay names, and what no font has is said."""

from __future__ import annotations

import getpass
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planned import HOSTILE, OTHER, RIGHTWARD, STORY, hostile_plan, plan_of

from netpath.errors import OutputError
from netpath.model import Answer
from netpath.planning import Plan
from netpath.reports import REPORTS
from netpath.reports.office import paper
from netpath.reports.office.paper import blocks
from netpath.reports.office.printed import _LONG, _set, in_latin
from netpath.reports.words import chance, headline
from netpath.text import terminal

typst = pytest.importorskip("typst", reason="the extra [pdf] is not installed")

PLAN = plan_of(STORY, OTHER, ("Kate Spaulding", "Zoë Öberg"))
needs_poppler = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "pdfinfo"))),
    reason="poppler is not installed",
)
_INVISIBLE = re.compile(r"[\s\u200b\u200e\u202a-\u202e\u2066-\u2069]")

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 300" width="800" height="300">'
    '<rect width="800" height="300" fill="#eee" stroke="#333"/>'
    '<text x="20" y="60" font-size="20">Kate → {name} &lt;x&gt;</text></svg>'
)


def printed(plan):
    content = REPORTS["pdf"].write(plan)
    assert content.startswith(b"%PDF")
    return content


def read(content, tool="pdftotext", *options):
    """What poppler reads in a PDF, which it must open without a complaint about damage."""
    ends = ["-", "-"] if tool == "pdftotext" else ["-"]
    done = subprocess.run([tool, *options, *ends], input=content, capture_output=True, check=True)  # fmt: skip
    assert b"damaged" not in done.stderr
    return done.stdout.decode()


def bare(text):
    """A text without white space and marks: lines are broken where the page ends."""
    return _INVISIBLE.sub("", text)


def words_of(plan):
    return [block for block in blocks(plan) if block.kind != "picture"]


@pytest.fixture
def embedded_fonts(monkeypatch):
    """Only the fonts that come with typst, whatever this computer has."""
    for name in ("compile", "query"):
        bound = partial(getattr(typst, name), ignore_system_fonts=True)
        monkeypatch.setattr(typst, name, bound)


@needs_poppler
def test_the_pdf_says_everything_the_plan_says():
    said = bare(read(printed(PLAN)))
    for block in words_of(PLAN):
        tracks = 4 if block.kind == "asks" else None
        for text in [
            block.text,
            *block.items,
            *(c for row in block.rows for c in row[:tracks]),
        ]:
            assert bare(text) in said


@needs_poppler
def test_the_sentence_comes_first_and_then_the_chance():
    pick = PLAN.picks[0].chain
    said = bare(read(printed(PLAN)))
    order = [
        "Prepared for Kate Spaulding", headline(PLAN.answer), "Begin here", pick.sentence,
        chance(pick), "Step", *pick.names[1:], "Another way", "All other chains",
        "Who may know one", "Letters", "Questions for", "What to do when", "Keeping track",
    ]  # fmt: skip
    place = 0
    for text in map(bare, order):
        assert text in said[place:], text
        place = said.index(text, place) + len(text)


@needs_poppler
def test_the_pages_are_numbered_and_the_last_lies_on_its_side():
    content = printed(PLAN)
    pages = int(re.search(r"Pages:\s+(\d+)", read(content, "pdfinfo"))[1])
    assert f"{pages}/{pages}" in bare(read(content))
    size = read(content, "pdfinfo", "-f", str(pages), "-l", str(pages))
    wide, high = map(float, re.search(r"size:\s+([\d.]+) x ([\d.]+)", size).groups())
    assert wide > high


@needs_poppler
def test_the_file_knows_the_day_of_the_answer_and_nothing_of_the_computer():
    content = printed(PLAN)
    about = read(content, "pdfinfo", "-isodates")
    assert re.search(r"Title:\s+(.*)", about)[1] == headline(PLAN.answer)
    assert re.search(r"Author:\s+(.*)", about)[1] == "netpath"
    assert set(re.findall(r"\w+Date:\s+(\S{10})", about)) == {"2026-11-25"}
    for secret in (
        str(Path.home()),
        f"/{getpass.getuser()}/",
        str(Path(__file__).parents[1]),
    ):
        assert secret not in about
        assert secret.encode() not in content


def test_equal_plans_give_equal_files():
    again = plan_of(STORY, OTHER, ("Kate Spaulding", "Zoë Öberg"))
    assert printed(PLAN) == printed(again)


def test_a_plan_without_anything_is_printed_too():
    assert printed(Plan(Answer(PLAN.answer.query, none_because="I know nobody.")))


@needs_poppler
def test_nothing_anybody_is_called_is_read_as_markup():
    said = bare(read(printed(hostile_plan(HOSTILE))))
    letters = {text for text in HOSTILE if text.isascii() and text.isprintable()}
    assert len(letters) > 100
    for text in letters:
        assert bare(text) in said
    assert "root:x:0" not in said


@settings(max_examples=15)
@given(st.text(max_size=80))
def test_any_name_can_be_printed(name):
    printed(plan_of(("Kate", name, name), cover=name))


@needs_poppler
def test_no_link_can_be_clicked():
    names = ("Kate", "https://x.example", "mailto:a@x.example")
    assert b"/URI" not in printed(plan_of(names))


@needs_poppler
@pytest.mark.usefixtures("embedded_fonts")
def test_what_no_font_has_is_spelled_in_latin_letters_and_that_is_said():
    said = bare(
        read(printed(plan_of(("Kate", "王伟", "Ana Ruiz"), ("Kate", "김철수"))))
    )
    assert (
        bare(
            "In Latin letters here, as this computer has no font for theirs: WangWei and GimCheolSu."
        )
        in said
    )
    assert bare("You to Kate") not in said
    assert bare("You to WangWei: the ask") in said
    assert "王" not in said


@needs_poppler
@pytest.mark.usefixtures("embedded_fonts")
@pytest.mark.parametrize(
    "name", ["Łukasz Żółć", "Μαρία", "Ольга", "Ana “Ñ” → Øre", "x" * 90]
)
def test_what_a_font_has_stays_as_it_is_written(name):
    said = bare(read(printed(plan_of(("Kate", name)))))
    assert bare(name) in said
    assert "InLatinletters" not in said


@needs_poppler
def test_names_from_the_right_are_printed_or_spelled():
    said = read(printed(plan_of(RIGHTWARD)))
    assert "שרה" in said or "Shrh" in said


def test_a_number_after_a_name_from_the_right_does_not_join_it():
    assert _set("שרה, 3 in 10") == "שרה\u200e, 3 in 10"


@given(st.text(max_size=60))
def test_a_word_can_be_broken_before_it_is_too_long(text):
    assert bare(_set(text)) == bare(text)
    assert all(len(part) <= 2 * _LONG for part in re.split(r"[\s\u200b]", _set(text)))


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=20))
def test_every_word_can_be_spelled_in_latin_letters(word):
    assert in_latin(word).isascii()
    assert in_latin(word)


@needs_poppler
@pytest.mark.usefixtures("embedded_fonts")
@pytest.mark.parametrize(
    ("name", "shown"), [("Ana Ruiz", "Ana Ruiz"), ("王＜伟", "Wang<Wei")]
)
def test_the_picture_is_part_of_the_page(name, shown, monkeypatch):
    monkeypatch.setattr(paper, "picture", lambda *_: SVG.format(name=name))
    content = printed(PLAN)
    assert bare(f"Kate → {shown} <x>") in bare(read(content))
    assert content != printed_without_picture(monkeypatch)


def printed_without_picture(monkeypatch):
    monkeypatch.setattr(paper, "picture", lambda *_: "")
    return printed(PLAN)


def test_a_picture_that_cannot_be_drawn_is_no_traceback(monkeypatch):
    monkeypatch.setattr(paper, "picture", lambda *_: "no picture")
    with pytest.raises(OutputError, match="cannot be set"):
        printed(PLAN)


def test_without_the_extra_one_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(OutputError, match=r"needs pip install 'netpath-intros\[pdf\]'"):
        printed(PLAN)


def test_a_letter_longer_than_a_page_goes_on_to_the_next():
    long = replace(PLAN.picks[0].letters[0], body="A long word. " * 2000)
    pick = replace(PLAN.picks[0], letters=(long,))
    assert len(printed(replace(PLAN, picks=(pick,)))) > len(printed(PLAN))


@needs_poppler
def test_nothing_of_a_long_letter_is_lost():
    body = " ".join(f"word{i}" for i in range(4000))
    pick = replace(
        PLAN.picks[0], letters=(replace(PLAN.picks[0].letters[0], body=body),)
    )
    said = read(printed(replace(PLAN, picks=(pick,))))
    assert terminal("word3999") in said
