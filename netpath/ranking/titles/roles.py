"""What stands around the name of an occupation: heads, levels, those who sell to it.

"Nurse Recruiter" holds "nurse" and is none, "Head Nurse" is one, "Director of Nursing"
leads them. The head of an English or German title stands last, of a Romance one first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from netpath.ranking.titles.words import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RANKS = {
    "junior": 0.0,
    "": 1.0,
    "senior": 2.0,
    "lead": 2.5,
    "manager": 3.5,
    "director": 4.5,
    "vp": 5.5,
    "chief": 6.5,
}
LEVELS = {
    word: level
    for level, words in {
        "junior": "junior entry trainee",
        "senior": "senior staff principal expert",
        "lead": """lead leader supervisor supervising foreman forewoman charge
            teamleiter""",
        "manager": """manager gerente jefe jefa chefe responsable responsabile leiter
            leiterin leitung teamleitung managerin coordinatore""",
        "director": """director head directeur directrice direktor direktorin diretor
            diretora direttore direttrice directora superintendent abteilungsleiter
            bereichsleiter""",
        "vp": "vice president vicepresidente",
        "chief": "chief ceo cto cio coo cpo cmo cfo chro cdo founder cofounder owner",
    }.items()
    for word in words.split()
}
LEADS = frozenset(
    word
    for word, level in LEVELS.items()
    if level in {"lead", "manager", "director", "vp", "chief"}
) | {"officer", "administrator", "principal", "dean", "chair", "leadership"}
HELPS = frozenset(
    """aide assistant auxiliary associate attendant clerk coordinator helper page
    paraprofessional secretary specialist support technician technologist tech volunteer
    auxiliar asistente assistente ayudante aiuto adjoint aide agent tecnico tecnica
    technicien technicienne assistent assistentin medewerker operations analyst
    administrator shelver worker trainer instructor educator consultant""".split()
)
LEARNS = frozenset(
    """student intern trainee apprentice candidate estudiante etudiant etudiante
    estudante studente stagiaire praktikant becario fellow resident graduate""".split()
)
SEEKS = frozenset(
    """recruiter recruiting recruitment sourcer sourcing staffing headhunter talent sale
    selling vendor buyer reseller supplier salesman saleswoman vertrieb ventas vente
    vendas recruteur recruteuse reclutador reclutadora personalberater""".split()
)
"""Words of those who hire, sell to or supply an occupation."""

_FOR = frozenset(
    """for to toward with from supporting serving calling supplying helping connecting
    placing hiring recruiting teaching training coaching selling managing fur für pour
    para per voor""".split()
)
_OF = frozenset("of de der des do da di du van von".split())
_ENDS = _FOR | _OF | {COMMA, "and", "or", "in", "at", "on", "und", "y", "et", "e", "en"}
_NEUTRAL = re.compile(r"\d+|i{1,3}|iv|v|vi|ft|pt|emeritus|emerita|pool|per|diem")
_NO_ROLE = frozenset(
    """amber banner behavior cancer career center chapter color computer
    consumer container customer cyber deposit door exterior fiber floor flour
    flower folder former harbor her honor indoor interior junior labor layer
    letter major matter minor mirror motor newsletter number order other outdoor
    over paper plant poster power proper quarter register restaurant river
    rubber sector semester semiconductor senior sensor server silver sister
    summer super theater tier timber tower transfer tumor under user water
    weather winter wonder""".split()
)
_ROLE = frozenset(
    """agent aide apprentice associate attache candidate chair chef chief clerk coach
    cook dean executive expert faculty fellow guard guide head host intern judge lead
    model nurse officer owner page pilot president recruiting recruitment rep
    representative resident sale scientist secretary specialist staff staffing student
    superintendent tech trainee vendor volunteer""".split()
)


def rank_of(level: str) -> float:
    """Place a level on a scale on which one step is a step in a career."""
    return _RANKS[level]


def level_of(keys: tuple[str, ...]) -> str:
    """Give the highest level the words name.

    >>> level_of(("senior", "nurse", "manager")), level_of(("nurse",))
    ('manager', '')
    """
    named = [LEVELS[key] for key in keys if key in LEVELS]
    return max(named, key=rank_of, default="")


@lru_cache(maxsize=16384)
def is_role(key: str) -> bool:
    """Whether an English word names somebody who does something.

    >>> is_role("recruiter"), is_role("service"), is_role("center")
    (True, False, False)
    """
    if key in _ROLE or key in HELPS or key in LEADS:
        return True
    return (
        len(key) > 4  # noqa: PLR2004 - "user" and "peer" are not of this kind
        and key.endswith(("er", "or", "ist", "ian", "ant", "eer", "man", "woman"))
        and key not in _NO_ROLE
    )


def head_after(keys: tuple[str, ...], end: int) -> str:
    """Give the word that takes over as head after a name that ends before ``end``.

    >>> head_after(("nurse", "recruiter"), 1), head_after(("librarian", "ii"), 1)
    ('recruiter', '')
    """
    chunk: list[str] = []
    for key in keys[end:]:
        if key in _ENDS:
            break
        if not _NEUTRAL.fullmatch(key):
            chunk.append(key)
    return chunk[-1] if chunk and is_role(chunk[-1]) else ""


def is_whole(keys: tuple[str, ...], start: int, end: int) -> bool:
    """Whether a name is all its clause says, levels and numbers aside.

    >>> is_whole(("senior", "developer", "ii", ",", "x"), 1, 2)
    True
    >>> is_whole(("land", "developer"), 1, 2)
    False
    """
    beside = [*_until_end(reversed(keys[:start])), *_until_end(keys[end:])]
    return all(key in LEVELS or _NEUTRAL.fullmatch(key) for key in beside)


def _until_end(keys: Iterable[str]) -> Iterator[str]:
    return takewhile(lambda key: key not in {COMMA, "and", "in", "at"}, keys)


def head_before(keys: tuple[str, ...], start: int) -> str:
    """Give the head before a Romance name: "auxiliar (de) bibliotecaria"."""
    for key in reversed(keys[:start]):
        if key in HELPS or key in LEARNS or key in SEEKS:
            return key
        if key in {COMMA, "and"}:
            break
    return ""


def governor(keys: tuple[str, ...], start: int) -> str:
    """Give the preposition that makes a name somebody else's business, or "".

    >>> governor(("assistant", "to", "the", "librarian"), 3)
    'to'
    >>> governor(("of", "counsel"), 1)
    ''
    """
    for i in range(start - 1, 0, -1):
        if keys[i] == COMMA:
            return ""
        if keys[i] in _FOR or keys[i] in _OF:
            return keys[i]
    return ""


def seeks(keys: tuple[str, ...]) -> str:
    """Give the word that shows a recruiter, seller or buyer, or ""."""
    return next((key for key in keys if key in SEEKS), "")
