"""The vocabulary of ties: what a word means, its inverse, its prior, how kin compose.

The words live in ``data/relations.toml``; this module answers questions about them. A
relation is read as "the other is my …": in ``Ana is my boss`` Ana is the boss.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from netpath.errors import UnknownRelationError
from netpath.names import fold

LINKEDIN = "LinkedIn connection"
"""What somebody in ``Connections.csv`` is, until more is known."""


@dataclass(frozen=True, slots=True)
class TieClass:
    """What a kind of tie is worth before anything else is known.

    Attributes
    ----------
    exists
        Probability that the tie is real.
    acts
        Probability that the other acts when properly asked.
    half_life, floor
        Years in which half of what can fade has faded (0: never), and the share of
        ``acts`` that stays for good.
    basis
        ``"evidence"`` where a study gives the number, else ``"judgement"``.
    """

    id: str
    says: str
    context: str
    exists: float
    acts: float
    basis: str
    source: str
    half_life: float = 0.0
    floor: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """One tie as seen from one side; the data file explains every field."""

    id: str
    tie_class: TieClass
    neutral: str
    inverse: str
    context: str
    female: str = ""
    male: str = ""
    also: tuple[str, ...] = ()
    also_female: tuple[str, ...] = ()
    also_male: tuple[str, ...] = ()
    verbs: tuple[tuple[str, str], ...] = ()
    has_verb: bool = False
    together: tuple[str, ...] = ()
    rfc6350: tuple[str, ...] = ()
    is_ended: bool = False
    is_title: bool = False

    @property
    def is_symmetric(self) -> bool:
        """Whether both sides are the same to each other."""
        return self.inverse == self.id


@dataclass(frozen=True, slots=True)
class Word:
    """A word for a relation, as it is said: "wife" is a spouse, female."""

    text: str
    relation: Relation
    gender: str = ""


@cache
def _data() -> dict[str, object]:
    # Not importlib.resources: loading that takes longer than reading the file.
    source = Path(__file__).with_name("data") / "relations.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def tie_classes() -> dict[str, TieClass]:
    """Give every class of ties by id, in the order of the data file."""
    rows: list[dict[str, object]] = _data()["class"]  # type: ignore[assignment] # checked by TieClass
    return {str(row["id"]): TieClass(**row) for row in rows}  # type: ignore[arg-type] # the same


@cache
def relations() -> dict[str, Relation]:
    """Give every relation by id, in the order of the data file."""
    rows: list[dict[str, object]] = _data()["relation"]  # type: ignore[assignment] # checked by _relation
    return {str(row["id"]): _relation(row) for row in rows}


def _relation(row: dict[str, object]) -> Relation:
    tie_class = tie_classes()[str(row["class"])]
    spoken = [*_words(row.get("verb")), *_words(row.get("reads"))]
    return Relation(
        id=str(row["id"]),
        tie_class=tie_class,
        neutral=str(row["neutral"]),
        inverse=str(row.get("inverse", row["id"])),
        context=str(row.get("context", tie_class.context)),
        female=str(row.get("female", "")),
        male=str(row.get("male", "")),
        also=_words(row.get("also")),
        also_female=_words(row.get("also_female")),
        also_male=_words(row.get("also_male")),
        verbs=tuple(_verb(pair) for pair in spoken),
        has_verb="verb" in row,
        together=_words(row.get("together")),
        rfc6350=_words(row.get("rfc6350")),
        is_ended=bool(row.get("ended")),
        is_title=bool(row.get("title")),
    )


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(word) for word in value)
    return (str(value),) if value else ()


def _verb(pair: str) -> tuple[str, str]:
    one, many = pair.split("|")
    return one, many


def word_key(text: str) -> str:
    """Give the key of a relation word: "Sister in law" and "sister-in-law" are one."""
    return re.sub(r"[^\w]|_", "", fold(text))


@cache
def words() -> dict[str, Word]:
    """Give every word of the vocabulary by its key."""
    found: dict[str, Word] = {}
    for relation in relations().values():
        for texts, gender in (
            ((relation.neutral, *relation.also), ""),
            ((relation.female, *relation.also_female), "female"),
            ((relation.male, *relation.also_male), "male"),
        ):
            for text in filter(None, texts):
                found.setdefault(word_key(text), Word(text, relation, gender))
    return found


@lru_cache(maxsize=4096)
def look_up(text: str) -> Word:
    """Give what a relation word means.

    Raises
    ------
    UnknownRelationError
        With the closest words.

    >>> look_up("Sister in Law").relation.id, look_up("boss").relation.inverse
    ('sibling-in-law', 'report')
    """
    found = words().get(word_key(text))
    if found is None:
        close = ", ".join(close_words(text))
        message = f"{text!r} is not a tie I know; did you mean {close}?"
        raise UnknownRelationError(message)
    return found


def is_guess(text: str) -> bool:
    """Whether a word says no more than that two people may know each other.

    >>> is_guess("possible coworker"), is_guess("coworker")
    (True, False)
    """
    found = words().get(word_key(text))
    return found is not None and found.relation.tie_class.id.startswith("inferred-")


def close_words(text: str, count: int = 3) -> list[str]:
    """Give the words of the vocabulary that look most like a text."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a miss needs it

    hits = process.extract(
        word_key(text), words().keys(), scorer=fuzz.ratio, limit=count
    )
    return [words()[key].text for key, _, _ in hits]


def inverse_word(text: str, gender: str = "") -> str:
    """Say a tie from its other side, in the neutral word unless a gender is known.

    >>> inverse_word("boss"), inverse_word("wife"), inverse_word("aunt", "male")
    ('direct report', 'spouse', 'nephew')
    """
    inverse = relations()[look_up(text).relation.inverse]
    return word_for(inverse, gender)


def word_for(relation: Relation, gender: str = "") -> str:
    """Give the word of a relation for somebody of a gender, "" being unknown."""
    gendered = {"female": relation.female, "male": relation.male}.get(gender, "")
    return gendered or relation.neutral


@cache
def _kinship() -> dict[tuple[str, str], str]:
    table: dict[str, str] = _data()["kinship"]  # type: ignore[assignment] # strings in the data file
    return {
        (first, then): gives
        for pair, gives in table.items()
        for first, _, then in [pair.partition(" + ")]
    }


def compose(first: str, then: str) -> str:
    """Say what my FIRST's THEN is to me, or "" where that does not follow.

    >>> compose("wife", "sister"), compose("mother", "brother"), compose("wife", "son")
    ('sister-in-law', 'uncle', '')
    """
    inner, outer = look_up(first), look_up(then)
    gives = _kinship().get((inner.relation.id, outer.relation.id))
    return word_for(relations()[gives], outer.gender) if gives else ""


def from_rfc6350(kind: str) -> str:
    """Give the word for a RELATED type of a vCard (RFC 6350, section 6.6.6), or "".

    The type ``me`` is the same person and no tie.

    >>> from_rfc6350("co-worker"), from_rfc6350("sweetheart"), from_rfc6350("me")
    ('coworker', 'partner', '')
    """
    wanted = kind.strip().casefold()
    for relation in relations().values():
        if wanted in relation.rfc6350:
            return relation.neutral
    return ""


_UNCOUNTED = re.compile(r"-in-law| (?:at|from|of|once) .*")
_IRREGULAR = {
    "child": "children",
    "wife": "wives",
    "half": "halves",
    "person": "people",
    "alumna": "alumnae",
    "alumnus": "alumni",
    "kin": "kin",
}


def plural_of(word: str) -> str:
    """Say a relation word of two people.

    >>> plural_of("sister-in-law"), plural_of("wife"), plural_of("friend of a friend")
    ('sisters-in-law', 'wives', 'friends of a friend')
    """
    if " or " in word:
        return " or ".join(plural_of(part) for part in word.split(" or "))
    if rest := _UNCOUNTED.search(word):
        return plural_of(word[: rest.start()]) + rest[0]
    for ending, replacement in _IRREGULAR.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + replacement
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch")) else "s")
