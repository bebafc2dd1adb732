"""The plan as a Word document, to be edited: counsellors do."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from netpath.errors import OutputError
from netpath.planning import STATUSES
from netpath.reports.formats import REPORTS, Report
from netpath.reports.office.controls import (
    day_picker,
    dressed,
    drop_down,
    page_number,
    say,
    write,
)
from netpath.reports.office.paper import Block, blocks
from netpath.reports.office.styles import dress, rule, turn
from netpath.reports.words import headline
from netpath.text import terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    from netpath.planning import Plan

_PORTRAIT, _LANDSCAPE = 16.6, 25.3  # cm between the margins
_DOWN, _LINES = 1_800_000, 4  # a cover's title, in EMU from the top; lines for notes
_SHARES = {
    "chains": (5, 8, 4),
    "hops": (5, 4, 6, 6, 4),
    "days": (6, 10, 4),
    "asks": (3, 6, 6, 6, 5, 5, 5, 8),
}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows
_NEEDLESS = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")


def _write(plan: Plan) -> bytes:
    try:
        from docx import Document as new  # noqa: N813, PLC0415 - an extra; it is a function
    except ImportError as error:
        message = "a Word document needs pip install 'netpath-intros[office]'"
        raise OutputError(message) from error
    document = new()
    dress(document)
    _describe(document, plan)
    for block in blocks(plan):
        _WAYS[block.kind](document, block, plan)
    return _packed(document)


def _describe(document: Document, plan: Plan) -> None:
    """Set what the file says of itself: no user, no computer, the day of the answer."""
    day = dt.datetime.combine(plan.answer.query.as_of, dt.time())
    about = document.core_properties
    about.title = terminal(headline(plan.answer))[:255]  # all that the format holds
    about.author = about.last_modified_by = "netpath"
    about.comments, about.language = "", "en-GB"
    about.created = about.modified = day
    footer = document.sections[0].footer.paragraphs[0]
    write(dressed(footer, "Note"), f"“{plan.answer.query.title}”, page ")
    page_number(footer)


def _packed(document: Document) -> bytes:
    """Give the file; without what nobody needs, and equal for equal plans."""
    for part in (document.part.package, document.part):
        for key, one in list(part.rels.items()):
            if one.reltype.rpartition("/")[2] in _NEEDLESS:
                part.rels.pop(key)
    made, packed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), 8)
    return packed.getvalue()


def _cover(document: Document, block: Block, _: Plan) -> None:
    from docx.shared import Emu  # noqa: PLC0415 - an extra

    for_whom, day, what = block.items
    first = say(document, "Subtitle", for_whom)
    first.paragraph_format.space_before = Emu(_DOWN)
    say(document, "Title", block.text)
    say(document, "Subtitle", day)
    say(document, "Normal", what)
    say(document, "Note", "Notes")
    for _line in range(_LINES):
        say(document, "Line", " ")
    document.add_section()


def _paragraph(style: str, document: Document, block: Block, _: Plan) -> None:
    say(document, style, block.text)


def _part(document: Document, block: Block, _: Plan) -> None:
    heading = say(document, "Heading 1", block.text)
    heading.paragraph_format.page_break_before = True


def _list(document: Document, block: Block, _: Plan) -> None:
    for item in block.items:
        say(document, "List Bullet", item)


def _questions(document: Document, block: Block, plan: Plan) -> None:
    say(document, "Heading 3", block.text)
    _list(document, block, plan)


def _letter(document: Document, block: Block, _: Plan) -> None:
    subject, *texts = block.items
    say(document, "Heading 3", block.text)
    line = write(say(document, "Letter"), "Subject: ", bold=True)
    _join(write(line, subject))
    for text in texts[:-1]:
        _join(say(document, "Letter", text))
    for text in texts[-1:]:
        say(document, "Letter", text)


def _join(paragraph: Paragraph) -> None:
    """Keep a paragraph on one page with the next."""
    paragraph.paragraph_format.keep_with_next = True


def _table(document: Document, block: Block, _: Plan) -> None:
    before = document.paragraphs[-1]
    table = _filled(document, block, _PORTRAIT)
    if block.kind == "hops":  # a few lines that are read together
        _join(before)
        for row in table.rows[:-1]:
            _join(row.cells[0].paragraphs[0])
    say(document, "Note")  # or what follows would touch it


def _filled(document: Document, block: Block, width: float) -> Table:
    table: Table = document.add_table(1 + len(block.rows), len(block.items))
    for row, texts in zip(table.rows, (block.items, *block.rows), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            is_head = texts is block.items
            line = dressed(cell.paragraphs[0], "Cell Head" if is_head else "Cell")
            write(line, text)
    rule(table, _SHARES[block.kind], width)
    return table


def _asks(document: Document, block: Block, plan: Plan) -> None:
    """Add the page to keep track on: what is to be filled in can be chosen."""
    turn(document.add_section())
    say(document, "Heading 1", block.text)
    rows = tuple((*row[:4], "", "", "", row[7]) for row in block.rows)
    table = _filled(document, replace(block, rows=rows), _LANDSCAPE)
    for row, ask in zip(table.rows[1:], plan.asks, strict=True):
        status, asked, following = [cell.paragraphs[0] for cell in row.cells[4:7]]
        drop_down(status, "Status", STATUSES, ask.status)
        day_picker(asked, "Asked on", ask.day)
        day_picker(following, "Next step on", None)


def _nothing(document: Document, block: Block, plan: Plan) -> None:
    """Leave out pictures: Word shows SVG only beside a copy in pixels."""


_WAYS: Mapping[str, Callable[[Document, Block, Plan], object]] = {
    "cover": _cover,
    "title": partial(_paragraph, "Title"),
    "chapter": partial(_paragraph, "Heading 1"),
    "part": _part,
    "section": partial(_paragraph, "Heading 2"),
    "sentence": partial(_paragraph, "Sentence"),
    "lead": partial(_paragraph, "Lead"),
    "text": partial(_paragraph, "Normal"),
    "note": partial(_paragraph, "Note"),
    "picture": _nothing,
    "list": _list,
    "letter": _letter,
    "questions": _questions,
    "chains": _table,
    "hops": _table,
    "days": _table,
    "asks": _asks,
}

REPORTS.register("docx", Report("docx", _write))
