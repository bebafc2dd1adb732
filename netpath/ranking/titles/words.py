"""A position as words that compare: folded, in the singular, abbreviations written out.

Everything is kept beside the text it came from, because a reason quotes what somebody
wrote about themselves, not what we made of it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from netpath.names import fold

COMMA = ","
"""The word that stands for anything that ends a clause: comma, bracket, colon."""

LINKS = frozenset(
    "of de del do da das dos di du des d la le l les el los las the van der den".split()
)
"""Words inside a title that some write and some leave out: "analista (de) datos"."""

_FILE = Path(__file__).parents[2] / "data" / "title_abbreviations.toml"
_PLURALS_KEPT = frozenset(
    "always bus business campus canvas chaos christmas emeritus gas has his lens plus"
    " press physics series species sans thus tous was yes does".split()
)
_WORD = re.compile(
    r"c\+\+|c#|f#|\.net\b|[^\W_]+|[,;:()\[\]@|•·/&+–—-]|\s+", re.IGNORECASE
)
_NUMBERS = frozenset("1 2 3 4 i ii iii iv".split())
_STOPS = frozenset(",;:()[]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_NOISE = re.compile(
    r"\(\s*(?:[mwfdhx](?:\s*[/|*]\s*[mwfdhx]){1,3}|all genders?"
    r"|he/him|she/her|they/them"
    r"|contract|temp|temporary|part.?time|full.?time|freelance|remote|hybrid)\s*\)",
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
_AFTER_WORK = frozenset(
    "程学學事場业業厂廠具"
)  # what makes "工" a part of a longer word
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Word(NamedTuple):
    """One word as it compares, and as it was written."""

    key: str
    shown: str


@lru_cache(maxsize=16384)
def keys_of(word: str) -> tuple[str, ...]:
    """Give the comparable words that one written word stands for.

    >>> keys_of("Librarians"), keys_of("Sr"), keys_of("RNs")
    (('librarian',), ('senior',), ('registered', 'nurse'))
    """
    key = fold(word)
    short = key[:-1] if word[-1:] == "s" and word[:-1].isupper() else key
    return _abbreviations().get(short) or (_singular(key),)


def is_abbreviation(text: str) -> bool:
    """Whether a text is one word that is written out before it is compared.

    >>> is_abbreviation("RN"), is_abbreviation("Nurse")
    (True, False)
    """
    return fold(text) in _abbreviations()


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    kept = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {short: tuple(full.split()) for short, full in kept.items()}


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
    words = [
        Word(COMMA if key in _STOPS else key, shown)
        for shown in _WORD.findall(text)
        if not shown.isspace() and shown not in "-–—/•·|+@"
        for key in (("and",) if shown == "&" else keys_of(shown))
    ]
    for word, after in pairwise((*words, Word(COMMA, ""))):
        if word.key == "tech" and (after.key == COMMA or after.key in _NUMBERS):
            words[words.index(word)] = word._replace(key="technician")
    return tuple(words)


def phrase_of(text: str) -> tuple[str, ...]:
    """Give the keys alone, without punctuation: how phrases of the lexicon compare."""
    return tuple(word.key for word in words_of(text) if word.key != COMMA)


def without_links(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the words inside a phrase that some write and some do not.

    >>> without_links(("analista", "de", "dato")), without_links(("de", "ii"))
    (('analista', 'dato'), ('de', 'ii'))
    """
    return (*keys[:1], *(key for key in keys[1:] if key not in LINKS))


def is_unspaced(text: str) -> bool:
    """Whether a text is of a script that puts no spaces between words.

    >>> is_unspaced("図書館司書"), is_unspaced("librarian")
    (True, False)
    """
    return not text.isascii() and bool(_CJK.search(text))


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text without spaces, and not in a longer word there.

    >>> stands_in("电工", "高级电工"), stands_in("电工", "机电工程师")
    (True, False)
    """
    place = text.find(name)
    follows = text[place + len(name) : place + len(name) + 1]
    return place >= 0 and not (name.endswith("工") and follows in _AFTER_WORK)


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
