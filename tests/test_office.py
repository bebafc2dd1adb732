"""Word documents and workbooks: all a plan says, to be edited; nothing that runs."""

from __future__ import annotations

import datetime as dt
import getpass
import io
import re
import socket
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from planned import DAY, HOSTILE, OTHER, RIGHTWARD, STORY, chain, hostile_plan, plan_of

from netpath.errors import OutputError
from netpath.model import Answer, Evidence, Miss
from netpath.planning import STATUSES, Plan
from netpath.reports import REPORTS
from netpath.reports.evidence import believed, hop_row
from netpath.reports.office.paper import blocks, directions
from netpath.reports.words import chance, headline
from netpath.text import terminal

docx = pytest.importorskip("docx", reason="the extra [office] is not installed")
pytest.importorskip("xlsxwriter", reason="the extra [office] is not installed")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MARK = "\u200e"
PLAN = plan_of(STORY, OTHER, RIGHTWARD)


def written(plan, name):
    return REPORTS[name].write(plan)


def xml(text):
    return ET.fromstring(text)  # noqa: S314 - what we wrote ourselves


def parts(content):
    """Every file of an Office file, each checked to be XML where it says so."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        found = {name: file.read(name) for name in file.namelist()}
    for name, part in found.items():
        if name.endswith((".xml", ".rels")):
            assert xml(part) is not None
    return found


# --- Word -----------------------------------------------------------------------------


def opened(plan):
    return docx.Document(io.BytesIO(written(plan, "docx")))


def texts(document, *styles):
    return [
        p.text.replace(MARK, "") for p in document.paragraphs if p.style.name in styles
    ]


def table_of(document, head):
    """The rows of the tables that begin with a word, without the head."""
    found = [t for t in document.tables if t.cell(0, 0).text == head]
    return [[[cell.text.replace(MARK, "") for cell in row.cells] for row in t.rows[1:]] for t in found]  # fmt: skip


def test_a_document_begins_with_for_whom_it_is_and_then_says_the_sentence_first():
    said = [p.text for p in opened(PLAN).paragraphs if p.text.strip()]
    assert said[:3] == [
        "Prepared for Kate Spaulding",
        "“public librarian”",
        "25 November 2026",
    ]
    first = said.index(headline(PLAN.answer))
    assert said[first + 1].startswith("Begin here: Ольга Иванова")
    assert said[first + 2] == PLAN.picks[0].chain.sentence
    assert chance(PLAN.picks[0].chain) in said[first + 3]


def test_nobody_gets_a_cover_who_did_not_ask_for_one():
    said = [p.text for p in opened(plan_of(STORY, cover="")).paragraphs]
    assert said[0].startswith("“public librarian”:")


def test_the_chapters_of_a_document_come_in_the_order_of_use():
    assert texts(opened(PLAN), "Heading 1") == [
        "Begin here: Ольга Иванова, Librarian, Oak Library",
        "Another way, through other people: Μαρία Παππά, Librarian, Oak Library",
        "All other chains",
        "Who may know one",
        "Letters",
        "Questions for Ольга Иванова; Μαρία Παππά may be asked the same",
        "What to do when",
        "Keeping track",
    ]


def test_every_hop_stands_in_a_table_with_how_it_is_known():
    picks = [
        [[*hop_row(p.chain, i)] for i in range(len(p.chain.hops))] for p in PLAN.picks
    ]
    assert table_of(opened(PLAN), "Step") == picks
    assert picks[0][0] == [
        "You → Ana Ruiz", "sister-in-law",
        "you said so; on LinkedIn since 2 January 2020",
        "family.txt:2, Connections.csv:5", "about 5 in 10",
    ]  # fmt: skip


def test_all_other_chains_are_told_shortly():
    one = PLAN.answer.chains[2]
    (rows,) = table_of(opened(PLAN), "Who")
    assert rows == [
        ["3. שרה כהן, Librarian, Oak Library", one.sentence, f"{chance(one)}."]
    ]


def test_whom_to_leave_and_what_is_withheld_is_said():
    said = "\n".join(p.text for p in opened(PLAN).paragraphs)
    assert "Leave Ольга Иванова." in said
    assert "1 chain was withheld" in said


def test_each_letter_has_a_heading_that_stays_with_it():
    document = opened(PLAN)
    assert texts(document, "Heading 3")[:3] == [
        "You to Ana Ruiz: the ask",
        "You: words to pass on",
        "Łukasz Żółć to Ольга Иванова and you: the introduction",
    ]
    assert document.styles["Heading 3"].paragraph_format.keep_with_next
    assert texts(document, "Letter")[:5] == [
        "Subject: A question about letter 1",
        "Dear Ana Ruiz,",
        "letter 1",
        "Warmly,",
        "Kate Spaulding",
    ]


def test_questions_for_several_people_are_asked_once():
    document = opened(PLAN)
    assert [t for t in texts(document, "List Bullet") if "step" in t] == ["Which step mattered most?"]  # fmt: skip


def test_a_step_without_a_day_is_for_after_the_talk():
    (rows,) = table_of(opened(PLAN), "When")
    assert rows == [
        ["Wednesday, 25 November 2026", "Call Ana.", "Ольга Иванова"],
        ["Monday, 30 November 2026", "Ask Tom.", "Μαρία Παππά"],
        ["After the talk", "Thank Olga.", "Ольга Иванова"],
    ]


def test_the_status_is_chosen_from_a_list_of_exactly_the_statuses():
    root = xml(parts(written(PLAN, "docx"))["word/document.xml"])
    lists = list(root.iter(f"{W}dropDownList"))
    assert len(lists) == len(PLAN.asks)
    for one in lists:
        assert tuple(item.get(f"{W}value") for item in one) == STATUSES
    chosen = [
        "".join(t.text for t in control.iter(f"{W}t"))
        for control in root.iter(f"{W}sdt")
        if control.find(f".//{W}dropDownList") is not None
    ]
    assert chosen == [ask.status for ask in PLAN.asks]


def test_days_are_picked_from_a_calendar():
    root = xml(parts(written(PLAN, "docx"))["word/document.xml"])
    days = [day.get(f"{W}fullDate") for day in root.iter(f"{W}date")]
    assert days == ["2026-11-25T00:00:00Z", *[None] * (2 * len(PLAN.asks) - 1)]


def test_a_name_from_the_right_is_a_run_of_its_own():
    document = opened(plan_of(RIGHTWARD))
    (sentence,) = [p for p in document.paragraphs if p.style.name == "Sentence"]
    turned = [run.text for run in sentence.runs if run.font.rtl]
    assert turned == ["أمينة الخطيب", "שרה כהן"]
    assert sentence.text.replace(MARK, "") == plan_of(RIGHTWARD).picks[0].chain.sentence


def test_a_number_after_a_name_from_the_right_does_not_join_it():
    assert directions("to שרה, 3 in 10") == ["to ", "שרה", f"{MARK}, 3 in 10"]


def test_a_document_says_no_more_of_its_maker_than_netpath():
    about = opened(PLAN).core_properties
    assert (about.author, about.last_modified_by, about.comments) == (
        "netpath",
        "netpath",
        "",
    )
    assert (about.language, about.title) == ("en-GB", headline(PLAN.answer))
    assert about.created.date() == about.modified.date() == DAY


def test_an_answer_without_chains_says_why_and_whom_to_ask():
    miss = Miss("unknown", "I know nobody.")
    bare = replace(
        PLAN.answer, chains=(), none_because="I know nobody.", miss=miss, together=0.0
    )
    document = opened(Plan(bare))
    assert document.paragraphs[0].text == "I know nobody."
    assert texts(document, "List Bullet") == ["Grace Hill is near. Ask: “Who?”"]


def test_an_answer_that_was_only_printed_has_all_its_chains_in_a_table():
    (rows,) = table_of(opened(Plan(PLAN.answer)), "Who")
    assert [row[1] for row in rows] == [one.sentence for one in PLAN.answer.chains]


# --- workbooks ------------------------------------------------------------------------


def sheets(content):
    """Name → rows of cells; a number or a day is a float."""
    found = parts(content)
    strings = xml(found["xl/sharedStrings.xml"])
    shared = ["".join(t.text or "" for t in si.iter(f"{S}t")) for si in strings]
    names = [s.get("name") for s in xml(found["xl/workbook.xml"]).iter(f"{S}sheet")]
    return {
        name: _rows(xml(found[f"xl/worksheets/sheet{i}.xml"]), shared)
        for i, name in enumerate(names, start=1)
    }


def _rows(root, shared):
    return [[_value(cell, shared) for cell in row] for row in root.iter(f"{S}row")]


def _value(cell, shared):
    value = cell.find(f"{S}v")
    if value is None:
        return ""
    return shared[int(value.text)] if cell.get("t") == "s" else float(value.text)


def records(rows):
    """The rows as dicts; a row of a table is as long as its head."""
    head, *rest = rows
    return [dict(zip(head, row, strict=True)) for row in rest if len(row) == len(head)]


BOOK = written(PLAN, "xlsx")


def test_a_workbook_has_a_sheet_for_each_thing_one_does():
    assert [*sheets(BOOK)] == [
        "Chains", "Steps", "Keep track", "Letters", "Questions", "Timetable",
        "Who may know one",
    ]  # fmt: skip


def test_the_chains_of_a_workbook_are_those_of_the_table():
    rows = records(sheets(BOOK)["Chains"])
    for row, one, flat in zip(
        rows, PLAN.answer.chains, REPORTS["csv"].rows(PLAN), strict=True
    ):
        assert {
            k.lower().replace(" ", "_"): v for k, v in row.items()
        }.items() >= flat.items()
        assert row["Chance"] == chance(one)
        assert (
            tuple(row[f"Person {i}"] for i in range(1, 1 + len(one.names))) == one.names
        )


def test_what_is_said_of_all_chains_stands_below_them():
    said = [row[0] for row in sheets(BOOK)["Chains"] if len(row) == 1]
    assert said[0] == headline(PLAN.answer)
    assert said[-1].startswith("1 chain was withheld")


def test_a_row_a_hop():
    rows = records(sheets(BOOK)["Steps"])
    hops = [(a.name, b.name, hop.relation, hop.probability, believed(one, place))
            for one in PLAN.answer.chains
            for place, (a, b, hop) in enumerate(zip(one.people, one.people[1:], one.hops, strict=False))]  # fmt: skip
    assert [(r["From"], r["To"], r["Relation"], r["Probability"], r["How known"]) for r in rows] == hops  # fmt: skip
    assert {r["Since"] for r in rows} == {float((dt.date(2020, 1, 2) - dt.date(1899, 12, 30)).days)}  # fmt: skip


def test_a_workbook_keeps_track_of_the_asks():
    rows = records(sheets(BOOK)["Keep track"])
    assert [(r["Who asks"], r["Whom"], r["Towards"], r["Status"]) for r in rows] == [
        (a.asks.name, a.person.name, a.target.name, a.status) for a in PLAN.asks
    ]
    assert rows[0]["Asked on"] == float((DAY - dt.date(1899, 12, 30)).days)


def test_the_sheet_to_keep_track_lets_choose_a_status_and_write_days_only():
    root = xml(parts(BOOK)["xl/worksheets/sheet3.xml"])
    rules = {r.get("sqref")[0]: r for r in root.iter(f"{S}dataValidation")}
    assert {k: r.get("type") for k, r in rules.items()} == {
        "E": "list",
        "F": "date",
        "G": "date",
    }
    assert rules["E"].find(f"{S}formula1").text == f'"{",".join(STATUSES)}"'


def test_letters_keep_their_paragraphs():
    row = records(sheets(BOOK)["Letters"])[0]
    assert row["Letter"] == "You to Ana Ruiz: the ask"
    assert row["Text"] == "Dear Ana Ruiz,\n\nletter 1\n\nWarmly,\n\nKate Spaulding"


def test_every_sheet_scrolls_filters_and_prints():
    for name, content in parts(BOOK).items():
        if name.startswith("xl/worksheets/sheet"):
            root = xml(content)
            assert root.find(f".//{S}pane").get("state") == "frozen"
            assert root.find(f"{S}autoFilter") is not None
            assert root.find(f"{S}pageSetup").get("orientation") == "landscape"
            assert root.find(f"{S}pageSetup").get("fitToHeight") == "0"
    assert parts(BOOK)["xl/workbook.xml"].count(b"_xlnm.Print_Titles") == 7


def test_a_day_before_spreadsheets_know_days_is_written_out():
    old = Evidence("declared", "tree.ged:1", date=dt.date(1850, 3, 1))
    one = chain(STORY)
    hops = (replace(one.hops[0], evidence=(old,)), *one.hops[1:])
    plan = Plan(replace(PLAN.answer, chains=(replace(one, hops=hops),)))
    assert records(sheets(written(plan, "xlsx"))["Steps"])[0]["Since"] == "1 March 1850"


def test_a_workbook_without_chains_says_why():
    bare = Answer(PLAN.answer.query, none_because="I know nobody.")
    assert sheets(written(Plan(bare), "xlsx"))["Chains"] == [["I know nobody."]]


# --- both -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_equal_plans_give_equal_files_that_know_neither_time_nor_place(name):
    one = written(PLAN, name)
    assert one == written(plan_of(STORY, OTHER, RIGHTWARD), name)
    with zipfile.ZipFile(io.BytesIO(one)) as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}
    assert b">2026-11-25T00:00:00Z<" in parts(one)["docProps/core.xml"]
    text = b"".join(parts(one).values()).decode(errors="replace")
    for secret in (
        f"{Path.home()}/",
        f">{socket.gethostname()}<",
        f">{getpass.getuser()}<",
    ):
        assert secret not in text


@pytest.mark.parametrize(
    ("name", "library"), [("docx", "docx"), ("xlsx", "xlsxwriter")]
)
def test_without_the_extra_one_is_told_what_to_install(name, library, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        OutputError, match=r"needs pip install 'netpath-intros\[office\]'"
    ):
        written(PLAN, name)


@pytest.fixture(scope="module")
def evil():
    assert len(HOSTILE) > 200
    return hostile_plan(HOSTILE)


def test_nothing_anybody_is_called_becomes_markup_in_a_document(evil):
    content = written(evil, "docx")
    found = parts(content)
    root = xml(found["word/document.xml"])
    assert not [
        *root.iter(f"{W}hyperlink"),
        *root.iter(f"{W}instrText"),
        *root.iter(f"{W}object"),
    ]
    assert not [*root.iter(f"{W}fldSimple"), *root.iter(f"{W}altChunk")]
    assert b'TargetMode="External"' not in b"".join(found.values())
    targets = [
        cells[0] for cells in table_of(docx.Document(io.BytesIO(content)), "Who")[0]
    ]
    shown = [" ".join(terminal(text).split()) for text in HOSTILE[1:]]
    for cell, text in zip(targets, shown, strict=False):
        assert text.replace(MARK, "") in " ".join(cell.split())


def test_nothing_anybody_is_called_is_calculated_in_a_workbook(evil):
    content = written(evil, "xlsx")
    found = parts(content)
    for name, part in found.items():
        if name.startswith("xl/worksheets/"):
            root = xml(part)
            assert not [*root.iter(f"{S}f"), *root.iter(f"{S}hyperlink")]
            assert {c.get("t") for c in root.iter(f"{S}c")} <= {"s", None}
    assert "xl/externalLinks" not in " ".join(found)
    assert b'TargetMode="External"' not in b"".join(found.values())
    assert not re.search(rb"<si><r>", found["xl/sharedStrings.xml"])
    escaped = re.compile(
        r"_x([0-9A-Fa-f]{4})_"
    )  # how the format writes what XML cannot
    subjects = [row["Question"] for row in records(sheets(content)["Questions"])[::2]]
    for cell, text in zip(subjects, HOSTILE, strict=True):
        shown = "\n".join(map(terminal, text.split("\n")))
        assert escaped.sub(lambda m: chr(int(m[1], 16)), cell).strip() == shown.strip()


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    long = replace(PLAN.picks[0].letters[0], body="x" * 40_000)
    pick = replace(PLAN.picks[0], letters=(long,))
    row = records(sheets(written(replace(PLAN, picks=(pick,)), "xlsx"))["Letters"])[0]
    assert len(row["Text"]) == 32_767
    assert row["Text"].endswith("x…")


def test_both_say_what_the_plan_says():
    said = "\n".join([*[p.text for p in opened(PLAN).paragraphs],
                      *[c.text for t in opened(PLAN).tables for r in t.rows for c in r.cells]])  # fmt: skip
    said = said.replace(MARK, "")
    for block in (block for block in blocks(PLAN) if block.kind != "picture"):
        for text in [
            block.text,
            *block.items,
            *(cell for row in block.rows for cell in row[:4]),
        ]:
            assert text in said
