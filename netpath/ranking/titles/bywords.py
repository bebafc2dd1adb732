"""A title no entry knows, compared word by word."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from netpath.ranking.titles import roles
from netpath.ranking.titles.findings import (
    Finding,
    Held,
    Spot,
    found,
    off_level,
    seller_among,
)
from netpath.ranking.titles.segments import Segment, segments_of
from netpath.ranking.titles.spelling import is_slip
from netpath.ranking.titles.words import LINKS, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.ranking.titles.knowledge import Knowledge
    from netpath.ranking.titles.sought import Sought
    from netpath.ranking.titles.vectors import TitleVectors, Vector

BEST = 0.95
STEEPNESS = 1.5
HEADLESS, _OTHER_HEAD, _GOVERNED = 0.5, 0.35, 0.35
_TRANSLATED = 0.97
_SAID = 0.75  # so much of a query said, another occupation's name matters no more
_OTHER = 0.3
MOST_ALIKE, LEVEL, SLOPE = 0.8, 0.6, 0.14
_LEAST_ALIKE = 0.02
_AT_EMPLOYER = 0.75  # "public" of a public notary may be said by the employer
_SLIP, _SAME_STEM = 0.85, 0.6
_STEM, _STEM_SHARE = 5, 0.6
_COMMON = 0.4
# Words that so many titles share that finding one of them says little.
_COMMON_WORDS = frozenset(
    """administrator advisor agent analyst artist assistant associate attendant clerk
    consultant coordinator designer developer director engineer executive inspector
    instructor investigator manager officer operator planner producer professional
    representative researcher scientist service specialist supervisor technician trainer
    worker business community general project public system""".split()
)


class Wanted(NamedTuple):
    """A word of a query: what may stand for it, and how much it counts, 0 to 1."""

    words: set[str]
    parts: set[str]
    weight: float
    is_head: bool


class UnknownTitle:
    """Finds the words of a query in positions, the rarer ones counting more.

    Words of nine languages are read as the English ones they may mean. Where vectors
    are at hand, wording that is merely alike counts too.
    """

    def __init__(self, sought: Sought, knowledge: Knowledge) -> None:
        self._sought = sought
        self._knowledge = knowledge
        keys = tuple(key for key in sought.keys if key not in LINKS) or sought.keys
        self._keys = keys
        self._meanings = knowledge.glossary.read(keys) if keys else []
        self._weights = [weight_of(key, len(keys)) for key in keys]
        self._head = head_of(keys, self._meanings)
        self._credit = cache(self._credit_of)
        self._sells = bool(roles.seeks(keys))
        self.find = lru_cache(maxsize=65536)(self._find)

    # --- for an index: what could matter, without reading a title ---

    @cached_property
    def wanted(self) -> list[Wanted]:
        """The words of the query, and all that may stand for them."""
        total = sum(self._weights)
        return [
            Wanted(
                *self._knowledge.glossary.said_by(meaning),
                weight / total,
                i == self._head,
            )
            for i, (meaning, weight) in enumerate(
                zip(self._meanings, self._weights, strict=True)
            )
        ]

    @property
    def employer_words(self) -> set[str]:
        """Words of the query that an employer may say."""
        return {w for i, m in enumerate(self._meanings) if i != self._head for w in m}

    @property
    def vectors(self) -> TitleVectors | None:
        """What makes points of titles, or None."""
        return self._knowledge.vectors

    @property
    def direction(self) -> Vector | None:
        """The query as a point, or None."""
        return self.vectors.title(self._keys) if self.vectors else None

    # --- reading ---

    def _find(
        self, position: str, employer: frozenset[str] = frozenset()
    ) -> tuple[Finding, ...]:
        """Give what a position holds of the query, one finding a segment at most.

        ``employer`` are words of the query that the employer says.
        """
        if not self._keys:
            return ()
        segments = segments_of(position)
        found_ = (self._in_one(s, i, employer) for i, s in enumerate(segments))
        return tuple(
            finding.hold(None if self._sells else seller_among(segments, segment, 0, 0))
            for segment, finding in zip(segments, found_, strict=True)
            if finding
        )

    def _in_one(
        self, segment: Segment, number: int, employer: frozenset[str]
    ) -> Finding | None:
        keys = segment.keys
        meanings = self._knowledge.glossary.read(keys)
        places = [self._place(i, keys, meanings) for i in range(len(self._keys))]
        hits = [place for place, _ in places if place >= 0]
        cover = self._cover([credit for _, credit in places], employer)
        alike = self._alike(keys)
        if not hits and alike < _LEAST_ALIKE:
            return None
        head = places[self._head][0]
        rule = BEST * cover**STEEPNESS * (1.0 if head >= 0 else HEADLESS)
        spot = Spot(
            segment, min(hits, default=0), max(hits, default=len(keys) - 1) + 1, number
        )
        sort = _sort(self._keys, keys, is_alike=alike > rule)
        finding = found(sort, 1 - (1 - rule) * (1 - alike), spot)
        other = None if cover >= _SAID else self._other(segment)
        return finding.hold(
            *self._holding(keys, head),
            other,
            off_level(self._sought.level, finding.level),
        )

    def _alike(self, keys: tuple[str, ...]) -> float:
        """Give how much a wording that shares no word counts, 0 to 0.8."""
        vectors = self._knowledge.vectors
        if vectors is None:
            return 0.0
        cosine = vectors.likeness(self._keys, keys)
        return MOST_ALIKE / (1 + exp((LEVEL - cosine) / SLOPE))

    def _other(self, segment: Segment) -> Held | None:
        """Hold back what is called by the name of another occupation."""
        lexicon = self._knowledge.lexicon
        named = [n for n in lexicon.names_in(segment.keys) if n.mark != "="]
        if not named:
            return None
        longest = max(named, key=lambda n: n.end - n.start)
        return Held("other", _OTHER, longest.occupation)

    def _holding(self, keys: tuple[str, ...], head: int) -> Iterator[Held]:
        if head < 0 or self._sought.level:
            return  # "head of data" asks for the one who is over it
        other = roles.head_after(keys, head + 1)
        if other and other not in self._keys and other not in roles.LEARNS:
            yield Held("head", _OTHER_HEAD, other)
        if (word := roles.governor(keys, head)) and word not in self._sought.keys:
            yield Held("governor", _GOVERNED, word)

    def _cover(self, credits_: list[float], employer: frozenset[str]) -> float:
        got = sum(
            weight * max(credit, self._at_employer(i, employer))
            for i, (weight, credit) in enumerate(
                zip(self._weights, credits_, strict=True)
            )
        )
        return got / sum(self._weights)

    def _at_employer(self, i: int, employer: frozenset[str]) -> float:
        is_there = i != self._head and not employer.isdisjoint(self._meanings[i])
        return _AT_EMPLOYER if is_there else 0.0

    def _place(
        self, i: int, keys: tuple[str, ...], meanings: list[frozenset[str]]
    ) -> tuple[int, float]:
        """Give where a word of the query stands, and how well it is that word."""
        key = self._keys[i]
        if key in keys:
            return keys.index(key), 1.0
        wanted = self._meanings[i]
        for place, meaning in enumerate(meanings):
            if not wanted.isdisjoint(meaning):
                return place, _TRANSLATED
        rated = [(self._credit(key, other), -i) for i, other in enumerate(keys)]
        credit, place = max(rated, default=(0.0, 1))
        return (-place, credit) if credit else (-1, 0.0)

    @staticmethod
    def _credit_of(wanted: str, given: str) -> float:
        if is_unspaced(wanted):
            return 1.0 if wanted in given else 0.0
        if is_slip(given, wanted):
            return _SLIP
        shared = _shared_letters(wanted, given)
        longest = max(len(wanted), len(given))
        is_kin = shared >= _STEM and shared >= _STEM_SHARE * longest
        return _SAME_STEM if is_kin and not _differ_at_end(wanted, given) else 0.0


def _sort(sought: tuple[str, ...], keys: tuple[str, ...], *, is_alike: bool) -> str:
    size = len(sought)
    if sought in (keys[i : i + size] for i in range(len(keys) - size + 1)):
        return "exact"
    return "alike" if is_alike else "words"


def head_of(keys: tuple[str, ...], meanings: list[frozenset[str]]) -> int:
    """Give which word of a query names somebody: the last in English, else the first.

    >>> head_of(("wind", "engineer"), [frozenset({"wind"}), frozenset({"engineer"})])
    1
    >>> head_of(("ingeniero", "eolico"), [frozenset({"engineer"}), frozenset({"wind"})])
    0
    """
    if len(keys) > 1 and not any(map(roles.is_role, meanings[-1])):
        return 0 if any(map(roles.is_role, meanings[0])) else len(keys) - 1
    return len(keys) - 1


def weight_of(key: str, count: int) -> float:
    """Give what a word of a query of so many words counts.

    >>> weight_of("engineer", 2), weight_of("beekeeper", 2)
    (0.4, 1.0)
    """
    return _COMMON if count > 1 and key in _COMMON_WORDS else 1.0


def _shared_letters(a: str, b: str) -> int:
    return next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y),
        min(len(a), len(b)),
    )


def _differ_at_end(a: str, b: str) -> bool:
    """Whether two words differ in the last letter alone: "product", "produce"."""
    return len(a) == len(b) and a[:-1] == b[:-1]
