"""Text on its way in and out: the only place that cleans and escapes.

Names of people and employers are other people's text. They may hold terminal escapes,
right-to-left overrides, HTML, spreadsheet formulas. Everything stored went through
:func:`clean`; everything shown goes through the function of its surface.
"""

from __future__ import annotations

import html as _html
import re
import unicodedata

MAX_CHARACTERS = 512
"""Longest kept text; LinkedIn allows 100 for a title, and nobody is called more."""

# Letters of Indic and Persian names need the joiners between them; nobody else's do.
_JOINERS = "\u200c\u200d"
_END = _JOINERS + " "  # a joiner that joins nothing, after a cut
_JOINING = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u0900-\u0dff]")
_SPACES = re.compile(r"\s+")
_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
_FORMULA = re.compile(r"[\s'\"]*[=+\-@＝＋－＠]")


def clean(text: str, *, limit: int = MAX_CHARACTERS) -> str:
    r"""Make text that came from outside safe to keep: one line, NFC, nothing invisible.

    Control characters, lone surrogates, bidi overrides and zero-width characters go
    (joiners stay inside Indic and Arabic script, where spelling needs them); runs of
    white space become one space. Idempotent. Longer text is cut at ``limit``.

    >>> clean("  Zoë\u202e \x1b[31mSt\u200bone ")
    'Zoë [31mStone'
    """
    if text.isprintable() and (
        text.isascii() or unicodedata.is_normalized("NFC", text)
    ):
        return " ".join(text.split())[:limit].rstrip(_END)
    spaced = _SPACES.sub(" ", text)
    seen = "".join(c for c in spaced if _is_visible(c) or c in _JOINERS)
    joined = _without_idle_joiners(unicodedata.normalize("NFC", seen))
    return " ".join(joined.split())[:limit].rstrip(_END)


_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE


def _without_idle_joiners(text: str) -> str:
    """Drop joiners that join nothing; each one dropped may bring others together."""
    before = ""
    while text != before:
        before = text
        kept = (c for i, c in enumerate(text) if c not in _JOINERS or _joins(text, i))
        text = unicodedata.normalize("NFC", "".join(kept))
    return text


def _joins(text: str, i: int) -> bool:
    return (
        text[i] in _JOINERS
        and 0 < i < len(text) - 1
        and bool(_JOINING.match(text[i - 1]))
        and bool(_JOINING.match(text[i + 1]))
    )


def is_clean(text: str) -> bool:
    """Whether :func:`clean` would leave the text as it is."""
    return clean(text) == text


def terminal(text: str) -> str:
    r"""Text for a terminal: whatever could steer it becomes the replacement sign.

    >>> terminal("A\x1b[2Jb")
    'A�[2Jb'
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    return "".join(
        c if _is_visible(c) or _joins(text, i) else "\ufffd" for i, c in enumerate(text)
    )


def html(text: str) -> str:
    """Text for HTML and SVG, in elements and in quoted attributes."""
    return _html.escape(terminal(text), quote=True)


def markdown(text: str) -> str:
    r"""Text for Markdown that reads as itself: all ASCII punctuation escaped.

    >>> markdown("[x](y)")
    '\\[x\\]\\(y\\)'
    """
    return _MARKDOWN.sub(r"\\\1", terminal(text))


def csv_cell(text: str) -> str:
    """Text for a spreadsheet cell: what a spreadsheet would calculate gets a quote.

    >>> csv_cell("=1+1"), csv_cell("Ana")
    ("'=1+1", 'Ana')
    """
    shown = terminal(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def plural(count: int, one: str, many: str | None = None) -> str:
    """Say a count with its noun.

    >>> plural(1, "person", "people"), plural(1204, "row")
    ('1 person', '1,204 rows')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listing(words: list[str], last: str = "and") -> str:
    """Join words as one would say them.

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
