"""A title no entry knows, compared word by word."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

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
from netpath.ranking.titles.words import LINKS, is_unspaced, phrase_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.ranking.titles.sought import Sought

_BEST = 0.95
_STEEPNESS = 1.5
_HEADLESS, _OTHER_HEAD, _GOVERNED = 0.5, 0.35, 0.35
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


class UnknownTitle:
    """Finds the words of a query in positions, the rarer ones counting more."""

    def __init__(self, sought: Sought) -> None:
        self._sought = sought
        keys = tuple(key for key in sought.keys if key not in LINKS) or sought.keys
        self._weights = {key: weight_of(key, len(keys)) for key in keys}
        self._head = keys[-1] if keys else ""
        self._credit = cache(self._credit_of)
        self._sells = bool(roles.seeks(keys))
        self.find = lru_cache(maxsize=65536)(self._find)

    def _find(self, position: str, company: str = "") -> tuple[Finding, ...]:
        """Give what a position holds of the query, one finding a segment at most."""
        if not self._head:
            return ()
        segments = segments_of(position)
        employer = frozenset(phrase_of(company))
        found_ = (self._in_one(s, i, employer) for i, s in enumerate(segments))
        return tuple(
            finding.hold(None if self._sells else seller_among(segments, segment))
            for segment, finding in zip(segments, found_, strict=True)
            if finding
        )

    def _in_one(
        self, segment: Segment, number: int, employer: frozenset[str]
    ) -> Finding | None:
        places = {key: self._place(key, segment.keys) for key in self._weights}
        hits = [place for place, _ in places.values() if place >= 0]
        if not hits:
            return None
        cover = self._cover(
            {key: credit for key, (_, credit) in places.items()}, employer
        )
        base = _BEST * cover**_STEEPNESS
        spot = Spot(segment, min(hits), max(hits) + 1, number)
        finding = found("words", base, spot)
        return finding.hold(
            *self._holding(segment.keys, places[self._head][0]),
            off_level(self._sought.level, finding.level),
        )

    def _holding(self, keys: tuple[str, ...], head: int) -> Iterator[Held]:
        if head < 0:
            yield Held("missing", _HEADLESS, self._head)
            return
        if self._sought.level:
            return  # "head of data" asks for the one who is over it
        other = roles.head_after(keys, head + 1)
        if other and other not in self._weights and other not in roles.LEARNS:
            yield Held("head", _OTHER_HEAD, other)
        if (word := roles.governor(keys, head)) and word not in self._sought.keys:
            yield Held("governor", _GOVERNED, word)

    def _cover(self, credits_: dict[str, float], employer: frozenset[str]) -> float:
        got = sum(
            weight * max(credits_[key], self._at_employer(key, employer))
            for key, weight in self._weights.items()
        )
        return got / sum(self._weights.values())

    def _at_employer(self, key: str, employer: frozenset[str]) -> float:
        return _AT_EMPLOYER if key in employer and key != self._head else 0.0

    def _place(self, key: str, keys: tuple[str, ...]) -> tuple[int, float]:
        """Give where a word of the query stands, and how well it is that word."""
        if key in keys:
            return keys.index(key), 1.0
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
