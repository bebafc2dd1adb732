"""What JupyterLab leaves of the HTML in a notebook that it does not trust.

Stricter than JupyterLab: besides what it takes out, nothing may stay but a few tags and
the attributes that say how to read them.
"""

from __future__ import annotations

from html import escape, unescape
from html.parser import HTMLParser

KEPT = {
    "caption": set(),
    "div": {"align"},
    "img": {"alt", "src"},
    "p": set(),
    "table": set(),
    "tbody": set(),
    "td": set(),
    "th": {"scope"},
    "thead": set(),
    "tr": set(),
}
"""Every tag that stays, with its attributes."""

PICTURE = "data:image/svg+xml;base64,"
_SILENT = {"script", "style", "svg", "iframe"}  # they go with all that is in them


class _Sieve(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.left: list[str] = []
        self.words: list[str] = [""]
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.words.append("")
        self.silent += tag in _SILENT
        if tag in KEPT and not self.silent:
            stays = [
                f' {name}="{escape(value or "")}"'
                for name, value in attrs
                if name in KEPT[tag] and _is_safe(name, value)
            ]
            self.left.append(f"<{tag}{''.join(stays)}>")

    def handle_endtag(self, tag):
        self.words.append("")
        if tag in KEPT and not self.silent:
            self.left.append(f"</{tag}>")
        self.silent -= tag in _SILENT

    def handle_data(self, data):
        if not self.silent:
            self.left.append(data)
            self.words[-1] += data

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")

    def handle_charref(self, name):
        self.handle_data(f"&#{name};")


def _is_safe(name: str, value: str | None) -> bool:
    return name != "src" or (value or "").startswith(PICTURE)


def _sifted(html: str) -> _Sieve:
    sieve = _Sieve()
    sieve.feed(html)
    sieve.close()
    return sieve


def left_of(html: str) -> str:
    """Give what stays: of what is made well, all of it, letter by letter."""
    return "".join(_sifted(html).left)


def words_in(html: str) -> list[str]:
    """Give the texts a reader sees, between one tag and the next."""
    return [unescape(text) for data in _sifted(html).words if (text := data.strip())]
