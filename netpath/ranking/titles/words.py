"""A position as words that compare: folded, in the singular, abbreviations written out.

Everything is kept beside the text it came from, because a reason quotes what somebody
wrote about themselves, not what we made of it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from netpath.names import fold

COMMA = ","
"""The word that stands for anything that ends a clause: comma, bracket, colon."""

LINKS = frozenset(
    "of de del do da das dos di du des d la le l les el los las the van der den".split()
)
"""Words inside a title that some write and some leave out: "analista (de) datos"."""

_SHORT = """
    acct=accountant | adm=administrator | admin=administrator | agcy=agency |
    assoc=associate | asst=assistant | atty=attorney | avp=assistant vice president
    | bldg=building | chem=chemistry | civ=civil | clin=clinical |
    comm=communication | comms=communication | coord=coordinator | cust=customer |
    dept=department | dev=developer | devel=development | dir=director |
    dist=district | dsgnr=designer | ed=education | edu=education | elec=electrical
    | elem=elementary | eng=engineer | engr=engineer | env=environmental |
    equip=equipment | evp=executive vice president | exec=executive | gov=government
    | govt=government | grp=group | hosp=hospital | hs=high school |
    info=information | instr=instructor | intl=international | jr=junior |
    lic=licensed | maint=maintenance | mech=mechanical | med=medical |
    mfg=manufacturing | mgmt=management | mgr=manager | mktg=marketing |
    mngr=manager | natl=national | ops=operation | paed=pediatric | ped=pediatric |
    peds=pediatric | princ=principal | prod=product | prof=professor |
    prog=programmer | progr=programmer | psych=psychology | qual=quality |
    reg=registered | rep=representative | rsch=research | sci=science | snr=senior |
    soc=social | spec=specialist | sr=senior | supt=superintendent | supv=supervisor
    | supvr=supervisor | svc=service | svcs=service | svp=senior vice president |
    sys=system | tchr=teacher | univ=university | vp=vice president | wkr=worker
"""
_ABBREVIATIONS = {
    short.strip(): tuple(full.split())
    for short, _, full in (pair.partition("=") for pair in _SHORT.split("|"))
}
_PLURALS_KEPT = frozenset(
    "always bus business campus canvas chaos christmas emeritus gas has his lens plus"
    " press physics series species sans thus tous was yes does".split()
)
_WORD = re.compile(
    r"c\+\+|c#|f#|\.net\b|[^\W_]+|[,;:()\[\]@|•·/&+–—-]|\s+", re.IGNORECASE
)
_STOPS = frozenset(",;:()[]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_NOISE = re.compile(
    r"\(\s*(?:[mwfdhx](?:\s*[/|*]\s*[mwfdhx]){1,3}|all genders?"
    r"|he/him|she/her|they/them)\s*\)",
    re.IGNORECASE,
)
# "Bibliothekar*in", "développeur·se", "bibliotecario/a": the first form is enough.
_GENDERED = re.compile(
    r"(?<=\w{4})[*:_·./(](?:in|innen|e|euse|se|rice|trice|ère|ere|ière|iere|ne|nne|a|ra|"
    r"as|ssa)\)?(?!\w)",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[A-Za-z0-9 ,&-]*")
_POSSESSIVE = re.compile(r"'s?(?!\w)", re.IGNORECASE)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Word(NamedTuple):
    """One word as it compares, and as it was written."""

    key: str
    shown: str


@lru_cache(maxsize=16384)
def keys_of(word: str) -> tuple[str, ...]:
    """Give the comparable words that one written word stands for.

    >>> keys_of("Librarians"), keys_of("Sr"), keys_of("Bücher")
    (('librarian',), ('senior',), ('bucher',))
    """
    key = fold(word)
    return _ABBREVIATIONS.get(key) or (_singular(key),)


def _singular(key: str) -> str:
    # Plain rules serve every language alike, as both sides go through them.
    if len(key) < 4 or key[-1] != "s" or key in _PLURALS_KEPT:  # noqa: PLR2004 - "gas"
        return key
    if key.endswith(("ss", "us", "is")):
        return key
    if key.endswith("ies") and len(key) > 4:  # noqa: PLR2004 - "ties" is no "ty"
        return key[:-3] + "y"
    return key[:-2] if key.endswith(("ches", "shes", "xes", "sses")) else key[:-1]


def tidied(text: str) -> str:
    """Unify letters and drop what no title consists of: "(m/w/d)", gender endings.

    >>> tidied("Bibliothekar*in, R.N."), tidied("𝐍𝐮𝐫𝐬𝐞 (m/w/d)").strip()
    ('Bibliothekar, RN', 'Nurse')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("’", "'")
    if _PLAIN.fullmatch(text):
        return text
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), _NOISE.sub(" ", text))
    return _POSSESSIVE.sub("", _GENDERED.sub("", text))


def words_of(text: str) -> tuple[Word, ...]:
    """Read a text that holds one role: words, with :data:`COMMA` between clauses.

    >>> [word.key for word in words_of("Sr. Librarians, Children's Services")]
    ['senior', 'librarian', ',', 'children', 'service']
    """
    return words_of_tidied(tidied(text))


def words_of_tidied(text: str) -> tuple[Word, ...]:
    """Read a role out of a position that went through :func:`tidied` as a whole."""
    return tuple(
        Word(COMMA if key in _STOPS else key, shown)
        for shown in _WORD.findall(text)
        if not shown.isspace() and shown not in "-–—/•·|+@"
        for key in (("and",) if shown == "&" else keys_of(shown))
    )


def phrase_of(text: str) -> tuple[str, ...]:
    """Give the keys alone, without punctuation: how phrases of the lexicon compare."""
    return tuple(word.key for word in words_of(text) if word.key != COMMA)


def is_unspaced(text: str) -> bool:
    """Whether a text is of a script that puts no spaces between words.

    >>> is_unspaced("図書館司書"), is_unspaced("librarian")
    (True, False)
    """
    return not text.isascii() and bool(_CJK.search(text))


def shown(words: tuple[Word, ...]) -> str:
    """Say words as they were written.

    >>> shown(words_of("Sr. Librarian"))
    'Sr Librarian'
    """
    pieces: list[str] = []
    for word in words:
        if not pieces or pieces[-1] != word.shown or word.key == COMMA:
            pieces.append(word.shown)
    return " ".join(pieces).replace(" ,", ",")
