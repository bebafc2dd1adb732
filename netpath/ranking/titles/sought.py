"""What a query asks for: an occupation, a level, a place, words besides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpath.ranking.titles.entries import Occupation, Setting
from netpath.ranking.titles.roles import LEVELS, is_role, level_of, rank_of
from netpath.ranking.titles.spelling import SHORTEST, meant_by
from netpath.ranking.titles.words import COMMA, LINKS, is_unspaced, tidied, words_of

if TYPE_CHECKING:
    from netpath.ranking.titles.lexicon import Lexicon

_OR = re.compile(r"\s+or\s+|\s+oder\s+|\s+ou\s+|\s*[|;]\s*|\s+/\s+", re.IGNORECASE)
_AT = re.compile(r"\s*@\s*|\s+(?:at|in|inside|for)\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_LINKS = dict.fromkeys(LINKS, "")
_UNKNOWN_PLACE, _OTHER_PLACE = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Sought:
    """A query, understood.

    Attributes
    ----------
    query
        As it was typed.
    keys
        Its words, for comparing word by word if no occupation is known.
    occupation
        What the lexicon knows it as, or None.
    is_by_field
        Whether the query named the work and a level: "director of nursing".
    level
        The level asked for, or "".
    extras
        Words that say more than the occupation does: "children" in "children's nurse".
    place
        The employer asked for in the query itself: "librarian at a museum".
    """

    query: str
    keys: tuple[str, ...]
    occupation: Occupation | None = None
    is_by_field: bool = False
    level: str = ""
    extras: tuple[str, ...] = ()
    place: Setting | None = None

    @property
    def says(self) -> str:
        """The occupation or, unknown, the query, as one says it."""
        return self.occupation.id if self.occupation else self.query


def alternatives(query: str, lexicon: Lexicon) -> list[Sought]:
    """Understand a query, each of its alternatives by itself.

    >>> from netpath.ranking.titles.lexicon import lexicon
    >>> [sought.says for sought in alternatives("librarian or archivist", lexicon())]
    ['librarian', 'archivist']
    >>> alternatives("Sr. Nurses", lexicon())[0].level
    'senior'
    >>> alternatives("head of midwifery", lexicon())[0].says
    'midwife'
    """
    parts = [part for part in _OR.split(tidied(query)) if part.strip()]
    return [understand(part, lexicon) for part in parts] or [Sought(query, ())]


def understand(query: str, lexicon: Lexicon) -> Sought:
    """Understand one title; a place after "at" is taken for one if that helps."""
    whole = _by_words(query, lexicon)
    title, *place = _AT.split(query.strip(), maxsplit=1)
    if (whole.occupation and not whole.extras) or not place or not title:
        return whole
    inner = _by_words(title, lexicon)
    setting = Setting(
        place[0], (place[0],), unknown=_UNKNOWN_PLACE, elsewhere=_OTHER_PLACE
    )
    return Sought(
        query,
        inner.keys,
        inner.occupation,
        inner.is_by_field,
        inner.level,
        inner.extras,
        setting,
    )


def _by_words(query: str, lexicon: Lexicon) -> Sought:
    keys = tuple(word.key for word in words_of(query) if word.key != COMMA)
    return (
        _known(query, keys, lexicon)
        or _mended(query, keys, lexicon)
        or _unknown(query, keys)
    )


def _mended(query: str, keys: tuple[str, ...], lexicon: Lexicon) -> Sought | None:
    """Read the query as if a slip of the pen were none."""
    if all(len(key) < SHORTEST for key in keys):
        return None
    words = lexicon.vocabulary
    mended = tuple(k if k in words else meant_by(k, words) or k for k in keys)
    return _known(query, mended, lexicon) if mended != keys else None


def _unknown(query: str, keys: tuple[str, ...]) -> Sought:
    """Take the words as they are; a level at the end is a part of the name.

    "Head of data" asks for a level, "tannery manager" for a manager.
    """
    if keys and LEVELS.get(keys[-1], "senior") not in {"senior", "junior"}:
        named = tuple(key for key in keys[:-1] if key not in LEVELS | _LINKS)
        return Sought(query.strip(), (*named, keys[-1]))
    plain = tuple(key for key in keys if key not in LEVELS and key not in LINKS)
    return Sought(query.strip(), plain or keys, level=level_of(keys) if plain else "")


def _known(query: str, keys: tuple[str, ...], lexicon: Lexicon) -> Sought | None:
    plain = tuple(key for key in keys if key not in LEVELS and key not in LINKS)
    level = level_of(keys)
    if occupation := lexicon.called(keys):
        is_level = lexicon.called(plain) is occupation and rank_of(level) > rank_of(
            "senior"
        )
        return Sought(query, keys, occupation, level=level if is_level else "")
    if plain != keys and (occupation := lexicon.called(plain)):
        return Sought(query, plain, occupation, level=level)
    if level and (occupation := lexicon.working_in(plain)):
        return Sought(query, plain, occupation, is_by_field=True, level=level)
    return _with_more_words(query, keys, plain, level, lexicon)


def _with_more_words(
    query: str,
    keys: tuple[str, ...],
    plain: tuple[str, ...],
    level: str,
    lexicon: Lexicon,
) -> Sought | None:
    """Find a known name as the head: last, or first in Romance languages."""
    for words in (keys, plain):
        for size in range(len(words) - 1, 0, -1):
            for name, rest in (
                (words[-size:], words[:-size]),
                (words[:size], words[size:]),
            ):
                occupation = lexicon.called(name)
                if occupation and _is_head(name, rest, words, occupation):
                    extras = tuple(k for k in rest if not (k in LEVELS or k in LINKS))
                    return Sought(query, words, occupation, level=level, extras=extras)
    return None


def _is_head(
    name: tuple[str, ...],
    rest: tuple[str, ...],
    words: tuple[str, ...],
    occupation: Occupation,
) -> bool:
    """Whether a name rules: "nurse" in "school nurse", not in "nurse coach"."""
    if words[-len(name) :] == name:
        return not any(is_unspaced(key) for key in rest)
    return bool(_languages(name, occupation) - {"en", "de", "nl", "zh", "ja"}) and not (
        is_role(words[-1])
    )


def _languages(name: tuple[str, ...], occupation: Occupation) -> set[str]:
    text = " ".join(name)
    return {
        code
        for code, form in occupation.names
        if " ".join(w.key for w in words_of(form)) == text
    }
