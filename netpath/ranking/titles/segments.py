"""A position as roles, each with what it says about when: now, once, not yet, never.

"Former librarian, now archivist | MLIS candidate" is three roles with three statuses.
Statuses belong to words, because one clause often holds two of them.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from netpath.ranking.titles.words import COMMA, Word, tidied, words_of_tidied

if TYPE_CHECKING:
    from collections.abc import Iterator

CURRENT = "current"

_HARD = re.compile(r"\s*[|•·;‖｜]\s*|\s[~>»]\s")
_SOFT = re.compile(r"\s+[-–—/+]+\s+|(?<=\w{3})/(?=\w{3})|\s*—\s*")
_EMPLOYER = re.compile(r"\s*@\s*|\s+(?:at|bei|chez|presso)\s+", re.IGNORECASE)

# Words that say how it is with everything that follows, up to the next comma.
_AHEAD = {
    tuple(phrase.split()): status
    for status, phrases in {
        "former": """former|formerly|ex|previously|prev|past|recovering|onetime
            erstwhile|no longer|used to be|ehemalige|ehemaliger|ehemals|ancien
            ancienne|antiguo|antigua|anterior|antigo|antiga|voormalig|voormalige""",
        "retired": """retired|semi retired|pensionierte|pensionierter|retraite|retraitee
            jubilado|jubilada|aposentado|aposentada|pensionato|pensionata
            gepensioneerd|gepensioneerde""",
        "aspiring": """aspiring|future|wannabe|prospective|want to become|want to be
            hoping to become|hope to become|hoping to be|aim to become|seeking|seek
            looking for|looking to become|working toward becoming|soon to be|angehende
            interested in becoming|angehender|futur|futura|futuro|aspirante""",
        "student": "studying|studying to become|studying to be|training to be|pursuing",
        "negated": "not a|not an|not your|never a|kein|keine",
    }.items()
    for phrase in re.split(r"\||\n\s*", phrases)
}
# Words that say it of their whole clause, wherever they stand in it.
_ALL_OVER = {
    word: status
    for status, words in {
        "intern": """intern apprentice trainee praktikant praktikantin azubi
            auszubildende auszubildender stagiaire becario becaria practicante
            estagiario estagiaria tirocinante stagista stagiair apprenti apprentie
            aprendiz apprendista referendar referendarin volontar volontarin extern""",
        "student": """student candidate undergraduate estudiante etudiant etudiante
            estudante studente studentessa werkstudent werkstudentin alumno alumna""",
        "retired": "retired emeritus emerita emeriti",
    }.items()
    for word in words.split()
}
_NO_STATUS_BEFORE = frozenset(
    """service success affair life support experience engagement loan activity union
    advisor adviser counselor counsellor recruiter recruitment recruiting program
    development conduct health housing government welfare outcome care sourcing coach
    ministry relation learning data information""".split()
)
_NO_STATUS_AFTER = frozenset("of for with international to serving supporting".split())
_NOW = frozenset("now currently current jetzt ahora maintenant agora ora nu".split())
_TURNED = frozenset({"turned", "becoming", "gone"})
_LONGEST = max(len(phrase) for phrase in _AHEAD)
_MARKS = frozenset(phrase[0] for phrase in _AHEAD) | _ALL_OVER.keys() | _NOW | _TURNED


@dataclass(frozen=True, slots=True)
class Segment:
    """One role of a position.

    Attributes
    ----------
    words
        What it consists of.
    statuses
        One a word: ``current``, ``former``, ``retired``, ``student``, ``intern``,
        ``aspiring`` or ``negated``.
    place
        Number of the hard-separated part it stands in, from 0: what ' - ' and ' / '
        divide belongs together still.
    """

    words: tuple[Word, ...]
    statuses: tuple[str, ...]
    place: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The words as they compare."""
        return tuple(word.key for word in self.words)


@lru_cache(maxsize=65536)
def segments_of(position: str) -> tuple[Segment, ...]:
    """Divide a position into its roles; what follows "at" or "@" is not a role.

    >>> [segment.keys for segment in segments_of("Former Nurse, now Chef | Poet @ X")]
    [('former', 'nurse', ',', 'now', 'chef'), ('poet',)]
    """
    return tuple(
        Segment(words, statuses_of(words), place) for place, words in _parts(position)
    )


def roles_in(position: str) -> Iterator[tuple[str, ...]]:
    """Give the words of each role, as :func:`segments_of` divides them.

    >>> list(roles_in("Nurse | Poet @ Home"))
    [('nurse',), ('poet',)]
    """
    for _, words in _parts(position):
        yield tuple(word.key for word in words)


def _parts(position: str) -> Iterator[tuple[int, tuple[Word, ...]]]:
    for place, hard in enumerate(_HARD.split(tidied(position))):
        for soft in _SOFT.split(hard):
            if words := words_of_tidied(_EMPLOYER.split(soft, maxsplit=1)[0]):
                yield place, words


@lru_cache(maxsize=65536)
def employer_in(position: str) -> str:
    """Give what a position says of the employer: "Librarian at Tulsa Library".

    >>> employer_in("Librarian at Tulsa Library | Poet"), employer_in("Poet")
    ('Tulsa Library', '')
    """
    parts = (_EMPLOYER.split(part, maxsplit=1) for part in _HARD.split(position))
    return " ".join(part[1] for part in parts if len(part) > 1)


def statuses_of(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Say of each word whether its role is held now.

    >>> from netpath.ranking.titles.words import words_of
    >>> statuses_of(words_of("ex data engineer turned baker"))
    ('former', 'former', 'former', 'current', 'current')
    >>> statuses_of(words_of("Nurse (retired)"))[0]
    'retired'
    """
    keys = [word.key for word in words]
    if _MARKS.isdisjoint(keys):
        return (CURRENT,) * len(keys)
    found = _ahead(keys)
    for start, end in _clauses(keys):
        status = _of_clause(words, start, end)
        for i in range(start, end):
            if status and found[i] == CURRENT:
                found[i] = status
    return tuple(_after_the_fact(keys, found))


def statuses_but(words: tuple[Word, ...], start: int, end: int) -> tuple[str, ...]:
    """Say the same, taking words ``start`` to ``end`` for a name that marks nothing.

    >>> from netpath.ranking.titles.words import words_of
    >>> statuses_but(words_of("student pastor"), 0, 2)
    ('current', 'current')
    """
    if all(word.key not in _ALL_OVER for word in words[start:end]):
        return statuses_of(words)
    name = (Word("name", "name"),) * (end - start)
    return statuses_of((*words[:start], *name, *words[end:]))


def _ahead(keys: list[str]) -> list[str]:
    found: list[str] = []
    status, i = CURRENT, 0
    while i < len(keys):
        length, mark = _mark_at(keys, i)
        if keys[i] in _TURNED:
            found = ["former" if old == CURRENT else old for old in found]
        if mark or keys[i] == COMMA or keys[i] in _NOW or keys[i] in _TURNED:
            status = mark or CURRENT
        found += [status] * length
        i += length
    return found


def _mark_at(keys: list[str], i: int) -> tuple[int, str]:
    for length in range(_LONGEST, 0, -1):
        status = _AHEAD.get(tuple(keys[i : i + length]))
        if status:
            return length, status
    return 1, ""


def _clauses(keys: list[str]) -> list[tuple[int, int]]:
    """Give where each clause begins and ends: between commas and "and"."""
    edges = [-1, *(i for i, key in enumerate(keys) if key in {COMMA, "and"}), len(keys)]
    return [(a + 1, b) for a, b in itertools.pairwise(edges) if b > a + 1]


def _of_clause(words: tuple[Word, ...], start: int, end: int) -> str:
    for i in range(start, end):
        status = _ALL_OVER.get(words[i].key, "")
        if status and not _is_about_others(words, i, start, end):
            return status
    return ""


def _is_about_others(words: tuple[Word, ...], i: int, start: int, end: int) -> bool:
    """Whether "student" is whom the work is for, as in "Student Services"."""
    is_plural = words[i].shown.casefold() != words[i].key
    follows = words[i + 1].key if i + 1 < end else ""
    precedes = words[i - 1].key if i > start else ""
    return (
        (is_plural and words[i].shown.casefold().endswith("s"))
        or follows in _NO_STATUS_BEFORE
        or precedes in _NO_STATUS_AFTER
    )


def _after_the_fact(keys: list[str], found: list[str]) -> list[str]:
    """Let a clause that is nothing but a mark, "(retired)", speak of the one before."""
    clauses = _clauses(keys)
    for (start, end), (mark, stop) in itertools.pairwise(clauses):
        if stop - mark == 1 and found[mark] != CURRENT:
            found[start:end] = [
                found[mark] if s == CURRENT else s for s in found[start:end]
            ]
    return found
