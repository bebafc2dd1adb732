"""Letters as text files: how one is written, read and filled.

A file says ``Subject: …`` in its first line; paragraphs follow, with empty lines
between them. A paragraph is written one line a sentence, and its lines are joined::

    Subject: A question about $about

    Hello $to,

    I am $doing.
    Would you have 15 to 20 minutes to tell me about $about?
    ? By phone is fine.

Words after ``$`` are placeholders (a dollar is ``$$``). A line vanishes where one of
its placeholders is empty. A line after ``?`` is left out where the letter would get
longer than it may be, the last such line first.

Every letter knows ``$me`` (who sends it, as they sign: by first name to those near to
them), ``$name`` (the same in full), ``$work`` ("a public librarian", or nothing) and
``$about`` ("the work of a public librarian", or "a line of work"), and all but the
blurb ``$to`` (the first name of whom it is to). Besides:

letters of the one who asks
    ``$doing`` (family and friends know it: empty), ``$why``, ``$times``, ``$contact``.
letters of those between
    ``$asker``, ``$asker_name``: who asks, first name and in full.
``ask``, ``note``
    ``$somebody``: "somebody who works as a public librarian".
``ask``
    ``$hint``: "I think Raj Patel, whom you work with, could perhaps help."; ``$next``:
    "Raj", or "them" where no name is said.
``ask``, ``direct``, ``lead``
    ``$tie``: how the two know each other, where that needs saying, a sentence.
``opt_in``
    ``$came``: that the question came through others, a sentence.
``lead``
    ``$question``: "Do you know one?", as one would say it.

A letter knows no other placeholders, so that no template can say what its reader must
not learn.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path
from string import Template as _Pattern
from typing import TYPE_CHECKING, NamedTuple, get_args

from netpath.errors import OutputError
from netpath.planning.plan import LetterKind, Tone
from netpath.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHIPPED = Path(__file__).parents[1] / "data" / "letters"
_LARGEST = 1 << 14
_PRIVATE = 0o600
_MAY_GO = "?"
_SUBJECT = re.compile(r"subject:\s*(\S.*)", re.IGNORECASE)
_TWO_STOPS = re.compile(r"(?<!\.)([.!?…。！？])\.$")


class _Kind(NamedTuple):
    """A kind of letter: how many words it may have, what it may say."""

    letter: LetterKind
    most: int
    knows: frozenset[str]


def _kind(letter: LetterKind, most: int, *knows: str) -> _Kind:
    always = "me name work about"
    return _Kind(letter, most, frozenset(" ".join((always, *knows)).split()))


_ASKER, _BETWEEN = "doing why times contact", "asker asker_name"

KINDS = {
    "direct": _kind("direct", 120, _ASKER, "to tie"),
    "ask": _kind("ask", 130, _ASKER, "to tie somebody hint next"),
    "blurb": _kind("blurb", 120, _ASKER),
    "reminder": _kind("reminder", 60, _ASKER, "to"),
    "note": _kind("note", 90, _BETWEEN, "to somebody"),
    "opt_in": _kind("opt_in", 110, _BETWEEN, "to came"),
    "bridge": _kind("bridge", 90, _BETWEEN, "to"),
    "thanks_target": _kind("thanks", 90, _ASKER, "to"),
    "thanks_connector": _kind("thanks", 90, _ASKER, "to"),
    "lead": _kind("lead", 150, _ASKER, "to tie question"),
}
"""What is written: a file each, named so, in every tone."""


@dataclass(frozen=True, slots=True)
class Template:
    """A letter before it is filled; a paragraph is lines, each a sentence or two."""

    kind: str
    path: Path
    subject: str
    paragraphs: tuple[tuple[str, ...], ...]


def read_template(kind: str, tone: Tone, folder: Path | None = None) -> Template:
    """Give the template of a letter; one in a folder of the user's own comes first.

    Raises
    ------
    OutputError
        If there is no such folder, or its file is no letter, saying why.

    >>> read_template("reminder", "plain").subject
    'A short reminder'
    """
    shipped = _shipped(tone) / f"{kind}.txt"
    if folder is None:
        return _parsed(kind, shipped)
    if not folder.is_dir():
        message = f"there is no folder {folder} with letters of your own"
        raise OutputError(message)
    own = folder / shipped.name
    return _parsed(kind, own if own.exists() else shipped)


def _shipped(tone: str) -> Path:
    tones = get_args(Tone)
    if tone not in tones:
        message = f"letters are {', '.join(tones)}; not {tone!r}"
        raise OutputError(message)
    return _SHIPPED / tone


def _parsed(kind: str, path: Path) -> Template:
    first, *lines = [clean(line, limit=_LARGEST) for line in _lines(path)] or [""]
    subject = _SUBJECT.fullmatch(first)
    if not subject:
        message = f"{path}: the first line must say what it is about: Subject: …"
        raise OutputError(message)
    paragraphs = [tuple(group) for has_text, group in groupby(lines, bool) if has_text]
    for line in (subject[1], *lines):
        _check(kind, path, line)
    return Template(kind, path, subject[1], tuple(paragraphs))


def _lines(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            message = f"{path} is larger than {_LARGEST >> 10} kB; no letter is"
            raise OutputError(message)
        return content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8, from byte {error.start} on; save it as UTF-8"
        raise OutputError(message) from error
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise OutputError(message) from error


def _check(kind: str, path: Path, line: str) -> None:
    pattern, known = _Pattern(line), KINDS[kind].knows
    if not pattern.is_valid():
        message = f"{path}: a dollar that is no placeholder is written $$: {line}"
        raise OutputError(message)
    if unknown := [name for name in pattern.get_identifiers() if name not in known]:
        there = ", ".join(f"${name}" for name in sorted(known))
        message = f"{path}: this letter knows no ${unknown[0]}; it knows {there}"
        raise OutputError(message)


def filled(template: Template, values: Mapping[str, str]) -> tuple[str, str]:
    r"""Give subject and body of a letter.

    Raises
    ------
    OutputError
        If what shall be forwarded has too many words for it.

    >>> letter = Template("note", Path(), "Hi", (("Hi $to,",), ("I am $me.", "$came")))
    >>> filled(letter, {"to": "Raj $me", "me": "Ana", "came": ""})
    ('Hi', 'Hi Raj $me,\n\nI am Ana.')
    """
    # What comes from outside is one line, so that it begins no paragraph of its own.
    known = {name: clean(value) for name, value in values.items()}
    most, body = KINDS[template.kind].most, ""
    for kept in range(sum(map(len, template.paragraphs)), -1, -1):
        body = _body(template, known, kept)
        if len(body.split()) <= most:
            break
    if template.kind == "blurb" and (long := len(body.split())) > most:
        message = f"{template.path} makes {long} words; what is forwarded has {most}"
        raise OutputError(message)
    return clean(_Pattern(template.subject).substitute(known)), body


def _body(template: Template, known: Mapping[str, str], kept: int) -> str:
    """Fill all paragraphs, keeping so many of the lines that may go."""
    place = count()
    paragraphs = (
        " ".join(
            said
            for line in paragraph
            if not line.startswith(_MAY_GO) or next(place) < kept
            if (said := _said(line.removeprefix(_MAY_GO).strip(), known))
        )
        for paragraph in template.paragraphs
    )
    return "\n\n".join(filter(None, paragraphs))


def _said(line: str, known: Mapping[str, str]) -> str:
    pattern = _Pattern(line)
    if not all(known[name] for name in pattern.get_identifiers()):
        return ""
    return _TWO_STOPS.sub(r"\1", pattern.substitute(known))


def copy_templates(tone: Tone, folder: Path) -> list[Path]:
    """Write the letters of a tone into a folder, to be edited; nobody else reads them.

    Raises
    ------
    OutputError
        If one of the files is there already, or they cannot be written.
    """
    texts = {
        folder / f"{kind}.txt": (_shipped(tone) / f"{kind}.txt").read_bytes()
        for kind in KINDS
    }
    if there := [path for path in texts if path.exists() or path.is_symlink()]:
        message = f"{there[0]} exists already; letters are copied into a new folder"
        raise OutputError(message)
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
        for path, text in texts.items():
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
            with os.fdopen(file, "wb") as opened:
                opened.write(text)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}"
        raise OutputError(message) from error
    return list(texts)
