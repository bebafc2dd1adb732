"""How a Word document looks: paper, letters, headings that Word's navigation shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpath.reports.office.controls import element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import BaseStyle, ParagraphStyle
    from docx.table import Table

_FONT = "Calibri"  # where it is missing, what stands in for it is as wide
_INK, _GREY, _RULE, _SHADE = "1F2A36", "5B6570", "B8C0C8", "EEF1F4"
_WIDTH, _HEIGHT, _MARGIN = 21.0, 29.7, 2.2  # cm: A4, and narrow enough for Letter


@dataclass(frozen=True, slots=True)
class _Look:
    """Sizes in points."""

    size: float
    before: float = 0
    after: float = 6
    bold: bool = False
    colour: str = _INK
    indent: float = 0
    is_kept: bool = False  # on one page with what follows


_LOOKS = {
    "Normal": _Look(11),
    "Title": _Look(20, 0, 10, bold=True),
    "Subtitle": _Look(13, 0, 6, colour=_GREY),
    "Heading 1": _Look(15, 18, 4, bold=True, is_kept=True),
    "Heading 2": _Look(12.5, 14, 4, bold=True, is_kept=True),
    "Heading 3": _Look(11, 10, 3, bold=True, is_kept=True),
    "List Bullet": _Look(11, 0, 4),
    "List Number": _Look(11, 0, 4),
    "Sentence": _Look(17, 4, 8, is_kept=True),
    "Lead": _Look(11, 0, 6, bold=True),
    "Note": _Look(9.5, 0, 4, colour=_GREY),
    "Letter": _Look(11, 0, 6, indent=14),
    "Line": _Look(14, 6, 6),
    "Cell": _Look(9.5, 1.5, 1.5),
    "Cell Head": _Look(9, 1.5, 1.5, bold=True, is_kept=True),
}


def dress(document: Document) -> None:
    """Set the paper and every style the report uses."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    needless = ["//w:style[@w:type='table'][not(@w:default)]", "//w:pPr/w:pBdr"]
    for one in document.styles.element.xpath(" | ".join(needless)):
        one.getparent().remove(one)
    known = {style.name for style in document.styles}
    for name, look in _LOOKS.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set(document.styles[name], look)
    mark = document.styles.add_style("Placeholder", WD_STYLE_TYPE.CHARACTER)
    mark.element.get_or_add_rPr().append(element("color", val=_GREY))
    _draw(document.styles["Letter"], "left", width="12")
    _draw(document.styles["Line"], "bottom", "between", width="4")
    for language in document.styles.element.xpath("//w:lang"):
        language.set(qn("w:val"), "en-GB")
    _paper(document.sections[0])


def _set(style: ParagraphStyle, look: _Look) -> None:
    """Set a style anew, for every script, or names from the right would be small."""
    from docx.shared import Pt  # noqa: PLC0415 - an extra

    style.element.get_or_add_rPr().clear()
    size = str(round(2 * look.size))
    style.element.get_or_add_rPr().extend(
        [
            element("rFonts", ascii=_FONT, hAnsi=_FONT, cs=_FONT),
            *[element(tag) for tag in ("b", "bCs") if look.bold],
            element("color", val=look.colour),
            element("sz", val=size),
            element("szCs", val=size),
        ]
    )
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.line_spacing = 1.15
    paragraph.keep_with_next = look.is_kept
    paragraph.widow_control = True
    if look.indent:
        paragraph.left_indent = Pt(look.indent)


def _draw(style: BaseStyle, *sides: str, width: str) -> None:
    """Draw lines around the paragraphs of a style; "between" where two meet."""
    lines = [
        element(side, val="single", sz=width, space="8", color=_RULE) for side in sides
    ]
    style.element.get_or_add_pPr().insert_element_before(
        element("pBdr", *lines), "w:spacing", "w:ind"
    )


def _paper(section: Section) -> None:
    from docx.shared import Cm  # noqa: PLC0415 - an extra

    section.page_width, section.page_height = Cm(_WIDTH), Cm(_HEIGHT)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(_MARGIN)


def turn(section: Section) -> None:
    """Lay the pages of a section on their side."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - an extra

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def rule(table: Table, shares: tuple[int, ...], width: float) -> None:
    """Give a table its lines, the widths of its columns and a head on each page."""
    from docx.shared import Cm  # noqa: PLC0415 - an extra

    table.autofit = False
    lines = [
        element(side, val="single", sz="4", space="0", color=_RULE)
        for side in ("top", "bottom", "insideH")
    ]
    table._tblPr.insert_element_before(  # noqa: SLF001 - how python-docx gives elements
        element("tblBorders", *lines), "w:tblLayout", "w:tblCellMar", "w:tblLook"
    )
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(width * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width
    for place, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the same
        properties.append(element("cantSplit"))
        if place == 0:
            properties.append(element("tblHeader"))
            for cell in row.cells:
                shade = element("shd", val="clear", color="auto", fill=_SHADE)
                cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - the same
