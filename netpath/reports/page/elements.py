"""Building HTML: whatever is text is escaped, because there is no other way in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netpath.text import html

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOID = frozenset({"br", "input", "meta"})

# Hebrew, Arabic, Syriac, Thaana, N'Ko …: words that are read from right to left.
_LEFTWARD = (
    "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff"
    "\U0001e800-\U0001efff"
)
_RUN = re.compile(f"[{_LEFTWARD}]+(?:[ \u200c\u200d.'’-]+[{_LEFTWARD}]+)*")


class Markup(str):
    """Text that is HTML already: made of elements, or written by netpath itself."""

    __slots__ = ()


def element(name: str, /, *content: str, **attributes: str) -> Markup:
    """Make an element of texts and elements, each text escaped.

    Words read from right to left are set apart, so that they do not turn the
    punctuation and numbers around them. An attribute's underscores stand for hyphens,
    one at its end for nothing; an empty value for an attribute without one.

    >>> element("p", "Ask ", element("b", "R&D"), class_="first")
    '<p class="first">Ask <b>R&amp;D</b></p>'
    """
    start = f"<{name}{_attributes(attributes)}>"
    if name in _VOID:
        return Markup(start)
    return Markup(f"{start}{joined(content)}</{name}>")


def joined(parts: Iterable[str]) -> Markup:
    """Put texts and elements one after the other.

    >>> joined(["a < b", element("br")])
    'a &lt; b<br>'
    """
    return Markup("".join(map(_escaped, parts)))


def each(name: str, texts: Iterable[str], **attributes: str) -> Markup:
    """Make an element of each text that is not empty.

    >>> each("li", ["one", "", "two"])
    '<li>one</li><li>two</li>'
    """
    return joined(element(name, text, **attributes) for text in texts if text)


def apart(text: str) -> Markup:
    """Set a text apart from what stands around it, whichever way it is read.

    >>> apart("אורי & Ana")
    '<bdi>אורי &amp; Ana</bdi>'
    """
    return Markup(f"<bdi>{_safe(text)}</bdi>")


def _escaped(text: str) -> str:
    if isinstance(text, Markup):
        return text
    safe = _safe(text)
    return safe if safe.isascii() else _RUN.sub(r"<bdi>\g<0></bdi>", safe)


def _safe(text: str) -> str:
    """Escape a text; an apostrophe ends neither a text nor what stands in quotes."""
    return html(text).replace("&#x27;", "'")


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(_attribute(name, value) for name, value in attributes.items())


def _attribute(name: str, value: str) -> str:
    spelled = name.rstrip("_").replace("_", "-")
    return f' {spelled}="{_safe(value)}"' if value else f" {spelled}"
