"""The grammar's own words, and what counts as a name without quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from netpath.relations import relations, word_key, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.relations import Relation

PARTICLES = frozenset(
    "al ap bin bint d da dal de degli dei del della den der des di dos du e el ibn la "
    "le los te ten ter van ver von y zu zum zur ’t 't".split()
)
"""Small words inside names: Ana de la Cruz, Ludwig van Beethoven."""

ME = frozenset({"i", "me", "you"})
MY = frozenset({"my", "your"})
ARTICLES = frozenset({"a", "an", "the"})
PRONOUNS = frozenset({"she", "he", "they", "it", "her", "his", "their"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb phrase: "works with" takes an object, "are married" speaks of two."""

    words: tuple[str, ...]
    relation: str
    is_together: bool


@cache
def verbs() -> tuple[Verb, ...]:
    """Give every verb phrase, the longest first, with its neutral relation word."""
    found = [
        Verb(tuple(form.split()), relation.neutral, is_together)
        for relation in relations().values()
        for form, is_together in _forms(relation)
    ]
    return tuple(sorted(found, key=lambda verb: -len(verb.words)))


def _forms(relation: Relation) -> Iterator[tuple[str, bool]]:
    for one, many in relation.verbs:
        yield one, False
        yield many, False
        if many.startswith("are "):
            yield f"am {many.removeprefix('are ')}", False
    for form in relation.together:
        yield form, True


@cache
def clause_words() -> frozenset[str]:
    """Small words at which a company or title ends, because a clause begins there."""
    begins = {verb.words[0] for verb in verbs()}
    return frozenset(begins | {"is", "are", "am", "works", "work", "lives", "live"}) | {
        "who",
        "whose",
    }


_PLAIN_WORD = re.compile(r"[^\W\d_](?:[\w.’'-]*[\w])?\.?")


def is_plain_name(text: str) -> bool:
    """Whether a name reads as itself without quotes, at any place of a sentence."""
    name = text.split(" ")
    reserved = ME | MY | ARTICLES | PRONOUNS | {"and"}
    return (
        all(_PLAIN_WORD.fullmatch(w) and w[0].isalpha() for w in name)
        and not name[0][0].islower()
        and all(not w[0].islower() or w in PARTICLES for w in name)
        and not name[-1].islower()
        and not any(w.casefold() in reserved for w in name)
        and not text.endswith(("s'", "s’", "."))
        and not any(w.endswith(("'s", "’s", "s'", "s’")) for w in name)
    )


def is_plain_company(text: str) -> bool:
    """Whether a company reads as itself after "at", up to a comma or the end."""
    return _is_plain_run(text, stops=clause_words() | {"as", "from"})


def is_plain_title(text: str) -> bool:
    """Whether a title reads as itself after "is a", up to "at", a comma or the end."""
    first = text.split(" ", maxsplit=1)[0].casefold()
    return (
        _is_plain_run(text.casefold(), stops=clause_words() | {"at"})
        and text[0].isalnum()
        and first not in ARTICLES | MY | ME
        and not _is_relation_of(text)
    )


def _is_relation_of(text: str) -> bool:
    """Whether it would be read as a tie, as "Friend of the Library" would."""
    head, of, _ = text.partition(" of ")
    word = words().get(word_key(head))
    return bool(of and word and not word.relation.is_title)


def _is_plain_run(text: str, stops: frozenset[str]) -> bool:
    run = text.split(" ")
    return (
        all(run)
        and not re.search(r"[,;“”\"«»„‟]|(^|\s)['’]|[.!]$", text)
        and not any(w in stops for w in run)
        and not re.search(r"['’]s$|s['’](\s|$)", text)
    )
