"""The plan as a PDF, to be printed: typeset, with room for a pen."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

from netpath.errors import OutputError
from netpath.planning import STATUSES
from netpath.reports.formats import REPORTS, Report
from netpath.reports.office.paper import Block, blocks, directions
from netpath.reports.words import headline
from netpath.text import html, listing, terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from netpath.planning import Plan

_FOLDER = Path(__file__).parents[2] / "data"
_LONG = 16  # letters of a word; beyond, it may be broken anywhere
_LONG_WORD = re.compile(rf"\S{{{_LONG},}}")
_BREAKS = re.compile(rf"([/_.:;,-]+|[^\s/_.:;,-]{{{_LONG}}})(?=\S)")
_MAY_BREAK = "\u200b"
_NAMED = 8  # of the words that could not be printed as they are
_WORD = re.compile("[^\\s<>&'’\"“”(),.:;!?]+")  # in a picture, one between elements
_DRAWN = "LNPS"  # categories of characters that are drawn by themselves
_PICTURE = "Who knows whom: from you on the left to those to meet on the right"


def _write(plan: Plan) -> bytes:
    try:
        import typst  # noqa: F401, PLC0415 - an extra that only PDFs need
    except ImportError as error:
        message = "a PDF needs pip install 'netpath-intros[pdf]'"
        raise OutputError(message) from error
    heads = [headline(plan.answer), f"“{plan.answer.query.title}”"]
    said = [*(Block("text", head) for head in heads), *blocks(plan)]
    said = [_changed(block, terminal, str) for block in said]
    try:
        title, sought, *said = _printable(said)
        return _typeset(plan, title.text, sought.text, said)
    except RuntimeError as error:
        message = f"the PDF cannot be set: {error}"
        raise OutputError(message) from error


def _changed(
    block: Block, change: Callable[[str], str], change_picture: Callable[[str], str]
) -> Block:
    return replace(
        block,
        text=(change_picture if block.kind == "picture" else change)(block.text),
        items=tuple(map(change, block.items)),
        rows=tuple(tuple(map(change, row)) for row in block.rows),
    )


def _typeset(plan: Plan, title: str, sought: str, said: Sequence[Block]) -> bytes:
    """Give the PDF; names go in as data, and nothing outside of our folder is read."""
    import typst  # noqa: PLC0415 - an extra that only PDFs need

    day = plan.answer.query.as_of
    report = {
        "title": title,
        "sought": _set(sought),
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "statuses": ", ".join(STATUSES).replace("_", " "),
        "picture": _PICTURE,
        "blocks": [asdict(_changed(block, _set, str)) for block in said],
    }
    pdf = typst.compile(
        str(_FOLDER / "report.typ"),
        root=str(_FOLDER),
        format="pdf",
        sys_inputs={"report": json.dumps(report)},
    )
    return bytes(pdf)


def _set(text: str) -> str:
    r"""Let long words break, and keep numbers out of names from the right.

    >>> _set("demo/Basic_LinkedInDataExport.csv:5").split("\u200b")
    ['demo/', 'Basic_', 'LinkedInDataExpo', 'rt.', 'csv:', '5']
    """
    text = _LONG_WORD.sub(
        lambda word: _BREAKS.sub(rf"\g<1>{_MAY_BREAK}", word[0]), text
    )
    return "".join(directions(text))


# --- characters that no font has ------------------------------------------------------


def _printable(said: list[Block]) -> list[Block]:
    """Write in Latin letters what no font at hand can show, and say so under the title.

    A name in letters of another script reads better than a row of boxes.
    """
    missing = _missing({sign for block in said for sign in _all_of(block)})
    if not missing:
        return said
    spelled: dict[str, None] = {}

    def latin(found: re.Match[str]) -> str:
        if missing.isdisjoint(found[0]):
            return found[0]
        spelled[in_latin(found[0])] = None
        return in_latin(found[0])

    def latin_in_svg(found: re.Match[str]) -> str:
        return found[0] if missing.isdisjoint(found[0]) else html(latin(found))

    changed = [
        _changed(one, partial(_WORD.sub, latin), partial(_WORD.sub, latin_in_svg))
        for one in said
    ]
    place = [block.kind for block in said].index("title") + 1
    return [*changed[:place], Block("note", _spelled(list(spelled))), *changed[place:]]


def _all_of(block: Block) -> str:
    return "".join(
        [block.text, *block.items, *(cell for r in block.rows for cell in r)]
    )


def _missing(signs: AbstractSet[str]) -> frozenset[str]:
    """Give the characters that no font at hand can draw."""
    import typst  # noqa: PLC0415 - an extra that only PDFs need

    asked = sorted(sign for sign in signs if category(sign)[0] in _DRAWN)
    found = typst.query(
        str(_FOLDER / "signs.typ"),
        "<missing>",
        field="value",
        one=True,
        root=str(_FOLDER),
        sys_inputs={"signs": json.dumps(asked)},
    )
    return frozenset(json.loads(found))


def in_latin(word: str) -> str:
    """Spell a word in Latin letters, as well as can be done letter by letter.

    >>> in_latin("王伟"), in_latin("김철수,")
    ('WangWei', 'GimCheolSu,')
    """
    from anyascii import anyascii  # noqa: PLC0415 - only some names need it

    text = anyascii(word) or "?"
    return text if word[0].islower() else f"{text[0].upper()}{text[1:]}"


def _spelled(words: Sequence[str]) -> str:
    more = len(words) - _NAMED
    named = [*words[:_NAMED], f"{more} more"] if more > 0 else list(words)
    return (
        f"In Latin letters here, as this computer has no font for theirs:"
        f" {listing(named)}. A .docx keeps them as they are written."
    )


REPORTS.register("pdf", Report("pdf", _write))
