"""Sentences as tokens: words, quoted names, commas and the possessive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "quoted", "comma", "possessive", "end"]

QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "‟"))
"""Pairs that may hold a name with commas, small letters or grammar words in it."""

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | [“](?P<q1>[^“”]+)[”] | "(?P<q2>[^"]+)" | «(?P<q3>[^«»]+)» | „(?P<q4>[^„‟]+)‟
      | (?P<comma>[,;])
      | (?P<possessive>['’]s(?=[\s,;.]|$)|(?<=s)['’](?=\s))
      | (?P<word>(?:(?!['’]s(?:[\s,;.]|$))(?!(?<=s)['’]\s)[^\s,;“”"«»„‟])+)
      | (?P<stray>.)""",
    re.VERBOSE,
)
_ABBREVIATIONS = frozenset(
    "dr prof mr mrs ms mx st jr sr rev inc ltd co corp bros dept univ assoc no".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a sentence; ``start`` and ``end`` are places in it."""

    text: str
    kind: Kind
    start: int
    end: int

    @property
    def is_lower(self) -> bool:
        """Whether it is an ordinary small-letter word, as grammar words are."""
        return self.kind == "word" and self.text[:1].islower()


def tokenise(sentence: str) -> list[Token]:
    """Split a sentence; the last token is always the end, where its full stop was."""
    body = sentence.rstrip()
    if body.endswith((".", "!")):
        body = body[:-1]
    tokens = [_token(m) for m in _TOKEN.finditer(body) if m.lastgroup != "space"]
    return [*tokens, Token("", "end", len(body), len(body))]


def _token(found: re.Match[str]) -> Token:
    group = found.lastgroup or "stray"
    start, end = found.span()
    if group.startswith("q"):
        return Token(found[group].strip(), "quoted", start, end)
    kinds: dict[str, Kind] = {"comma": "comma", "possessive": "possessive"}
    return Token(found[0], kinds.get(group, "word"), start, end)


def split_sentences(text: str) -> list[tuple[int, str]]:
    r"""Split a text into sentences, each with the line it begins on, counted from 1.

    A sentence ends at a full stop followed by white space, unless an initial or an
    abbreviation stands before it, and at the end of its line. Lines that begin with
    ``#`` are remarks.

    >>> split_sentences("Ana is my boss. Bo J. Li is Dr. Roe's cousin.\n# no")
    [(1, 'Ana is my boss.'), (1, "Bo J. Li is Dr. Roe's cousin.")]
    """
    found: list[tuple[int, str]] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if not line.lstrip().startswith("#"):
            found += [
                (number, sentence) for sentence in _sentences(line.strip("\ufeff"))
            ]
    return found


def _sentences(line: str) -> list[str]:
    pieces, begin = [], 0
    for stop in re.finditer(r"[.!](?=\s)", line):
        before = line[begin : stop.start()]
        if not _is_abbreviation(before) and not _is_open(before):
            pieces.append(line[begin : stop.end()])
            begin = stop.end()
    return [piece.strip() for piece in [*pieces, line[begin:]] if piece.strip(" .!")]


def _is_abbreviation(before: str) -> bool:
    last = before.rsplit(maxsplit=1)[-1] if before.split() else ""
    return (
        "." in last
        or (len(last) == 1 and last.isupper())
        or last.casefold() in _ABBREVIATIONS
    )


def _is_open(before: str) -> bool:
    """Whether a quotation is still open."""
    return any(
        before.count(left) % 2
        if left == right
        else before.count(left) > before.count(right)
        for left, right in QUOTES
    )
