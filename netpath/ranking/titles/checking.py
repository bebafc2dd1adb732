"""Holding entries to what they promise: rows that must match and rows that must not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netpath.ranking.titles.entries import LANGUAGES, Occupation, read_entries
from netpath.ranking.titles.knowledge import Knowledge
from netpath.ranking.titles.matcher import TitleMatcher
from netpath.ranking.titles.words import phrase_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.ranking.titles.lexicon import Lexicon

MATCHES = 0.5
"""Least score of a row that must match."""

MATCHES_NOT = 0.1
"""A row that must not match scores less."""

FEWEST_ROWS = 3
_EAST = frozenset({"zh", "ja"})


class Checked(NamedTuple):
    """How many entries a file holds, what is to mend, and what is worth a look."""

    entries: int
    remarks: list[str]
    notes: list[str]


def check(text: str, source: str, lexicon: Lexicon) -> Checked:
    """Check a file of entries, laid over others.

    Raises
    ------
    SourceError
        If it cannot be read at all; every mistake of form is a line of the message.
    """
    entries = read_entries(text, source)
    knows = Knowledge(lexicon.merged(entries))
    said = [
        [
            f"{source}: {entry.id}: {line}"
            for entry in entries
            for line in of(entry, knows)
        ]
        for of in (remarks_on, notes_on)
    ]
    return Checked(len(entries), *said)


def remarks_on(entry: Occupation, knows: Knowledge) -> Iterator[str]:
    """Give what is missing from an entry, or does not hold."""
    yield from _missing(entry)
    matcher = TitleMatcher(entry.id, knows)
    if matcher.occupations != (entry.id,):
        other = " or ".join(matcher.occupations) or "nothing"
        yield f"its id is understood as {other}; give it another, or change the other"
    yield from _broken_rows(entry, matcher)


def _missing(entry: Occupation) -> Iterator[str]:
    if not entry.isco:
        yield 'isco is missing: the unit group of ISCO-08, isco = "2622"'
    given = {code for code, _ in entry.names}
    for code, language in LANGUAGES.items():
        if code not in given | _EAST:
            yield f'there is no {language} name: {code} = ["…"]'
    if not given & _EAST:
        yield 'there is neither a Chinese nor a Japanese name: zh = ["…"]'
    for kind, rows in (("must", entry.must), ("must_not", entry.must_not)):
        if len(rows) < FEWEST_ROWS:
            yield f"{kind} needs at least {FEWEST_ROWS} rows 'position @ company'"


def _broken_rows(entry: Occupation, matcher: TitleMatcher) -> Iterator[str]:
    for row in entry.must:
        match = matcher(*split_row(row))
        if match.score < MATCHES:
            yield f"must: {row!r} scores {match.score:.2f}: {match.reason}"
    for row in entry.must_not:
        match = matcher(*split_row(row))
        if match.score >= MATCHES_NOT:
            yield f"must_not: {row!r} scores {match.score:.2f}: {match.reason}"


def split_row(row: str) -> tuple[str, str]:
    """Divide "position @ company" at the last "@".

    >>> split_row("Poet @ Large")
    ('Poet', 'Large')
    """
    position, _, company = row.rpartition("@")
    return position.strip(), company.strip()


def notes_on(entry: Occupation, knows: Knowledge) -> Iterator[str]:
    """Give the names it shares: a title may mean two things, or be a mistake."""
    lexicon = knows.lexicon
    kin = lexicon.kin(entry)
    for language, name in entry.names:
        owners = lexicon.owners_of(" ".join(phrase_of(name.lstrip("*="))))
        taken = sorted(
            {k for k, code, _ in owners if k not in kin and code == language}
        )
        if taken:
            yield f"{language}: {name!r} is also a name of {', '.join(taken)}"
