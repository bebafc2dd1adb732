"""What a Word document needs beyond paragraphs: fields to fill in, runs from the right.

The library is an extra, so it is imported where it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.reports.evidence import day_words
from netpath.reports.office.paper import directions
from netpath.text import terminal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

_PICK = "pick a day"


def element(tag: str, *inside: BaseOxmlElement, **values: str) -> BaseOxmlElement:
    """Make an element of WordprocessingML with attributes and what is in it."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra that only documents need
    from docx.oxml.parser import OxmlElement  # noqa: PLC0415 - the same

    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(inside)
    return made


def write(paragraph: Paragraph, text: str, *, bold: bool | None = None) -> Paragraph:
    """Add text that came from outside; what runs right to left in runs of its own."""
    for place, part in enumerate(directions(terminal(text))):
        if part:
            run = paragraph.add_run(part)
            run.bold = bold
            if place % 2:
                run.font.rtl = True
                run.font.cs_bold = bold
    return paragraph


def say(document: Document, style: str, text: str = "") -> Paragraph:
    """Add a paragraph in a style, by name."""
    return write(dressed(document.add_paragraph(), style), text)


def dressed(paragraph: Paragraph, style: str) -> Paragraph:
    """Put a paragraph in a style; by its id, as searching by name takes long."""
    paragraph._p.style = style.replace(" ", "")  # noqa: SLF001 - how python-docx does it
    return paragraph


def drop_down(
    paragraph: Paragraph, label: str, choices: Sequence[str], chosen: str
) -> None:
    """Add a list of which the reader chooses one."""
    items = [element("listItem", displayText=one, value=one) for one in choices]
    _control(paragraph, label, element("dropDownList", *items), chosen)


def day_picker(paragraph: Paragraph, label: str, day: dt.date | None) -> None:
    """Add a day that the reader picks from a calendar."""
    field = element(
        "date",
        element("dateFormat", val="d MMMM yyyy"),
        element("lid", val="en-GB"),
        element("storeMappedDataAs", val="dateTime"),
        element("calendar", val="gregorian"),
        **({"fullDate": f"{day.isoformat()}T00:00:00Z"} if day else {}),
    )
    _control(paragraph, label, field, day_words(day) if day else "")


def _control(
    paragraph: Paragraph, label: str, field: BaseOxmlElement, shown: str
) -> None:
    """Add a content control; without a value, it says so in grey."""
    run = write(paragraph, shown or _PICK).runs[-1]
    properties = [element("alias", val=label), element("tag", val=label.lower())]
    if not shown:
        run.style = "Placeholder"
        properties.append(element("showingPlcHdr"))
    control = element("sdt", element("sdtPr", *properties, field))
    run._r.addprevious(control)  # noqa: SLF001 - how python-docx gives elements
    control.append(element("sdtContent", run._r))  # noqa: SLF001 - the same


def page_number(paragraph: Paragraph) -> None:
    """Add the number of the page."""
    run = element("r", element("t"))
    run[0].text = "1"
    paragraph._p.append(element("fldSimple", run, instr="PAGE"))  # noqa: SLF001 - the same
