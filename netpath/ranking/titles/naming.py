"""What people do, by occupation: every title under the name it goes by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from netpath.ranking.titles import roles
from netpath.ranking.titles.matcher import TitleMatcher
from netpath.ranking.titles.segments import CURRENT, segments_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netpath.ranking.titles.entries import Occupation
    from netpath.ranking.titles.knowledge import Knowledge
    from netpath.ranking.titles.lexicon import Named
    from netpath.ranking.titles.segments import Segment

_IS_ONE = 0.5


@dataclass(frozen=True)
class Tally:
    """How many people do what.

    Attributes
    ----------
    families
        Family → occupation → people; the largest family first, inside it the most
        frequent occupation first.
    unnamed
        Positions no entry knows → people, the most frequent first.
    silent
        People whose position is not known.
    """

    families: dict[str, dict[str, int]]
    unnamed: dict[str, int]
    silent: int


class Namer:
    """Names the occupation of a position, the narrowest that can be told.

    >>> from netpath.ranking.titles.knowledge import knowledge
    >>> name = Namer(knowledge())
    >>> name("Librarian II", "Oakland Public Library").id, name("Librarian", "").id
    ('public librarian', 'librarian')
    >>> name("Keeper of secrets", "") is None
    True
    """

    def __init__(self, knows: Knowledge) -> None:
        self._knows = knows
        self._named = lru_cache(maxsize=65536)(self._by_name)
        self._matchers: dict[str, TitleMatcher] = {}

    def __call__(self, position: str, company: str) -> Occupation | None:
        """Give the occupation of a position, or None."""
        found = self._named(position)
        return self._narrowed(found, position, company) if found else None

    def broadly(self, position: str) -> Occupation | None:
        """Give the occupation of a position whatever the employer; much quicker."""
        return self._named(position)

    def _by_name(self, position: str) -> Occupation | None:
        for segment in segments_of(position):
            named = self._current(segment)
            if named:
                longest = max(named, key=lambda n: (n.end - n.start, -n.start))
                return self._knows.lexicon.occupation(longest.occupation)
        return None

    def _current(self, segment: Segment) -> list[Named]:
        """Give the names that say what somebody is now."""
        keys = segment.keys
        return [
            named
            for named in self._knows.lexicon.names_in(keys)
            if all(s == CURRENT for s in segment.statuses[named.start : named.end])
            and (named.mark != "=" or roles.is_whole(keys, named.start, named.end))
            and not roles.seeks(keys)
            and not _is_over_it(keys, named)
        ]

    def _narrowed(self, found: Occupation, position: str, company: str) -> Occupation:
        """Give the kind of it that the employer tells, if one does."""
        kinds = [
            kind for kind in self._knows.lexicon.kinds_of(found.id) if kind.setting
        ]
        rated = [(self._chance(kind.id, position, company), kind) for kind in kinds]
        best, kind = max(rated, key=lambda pair: pair[0], default=(0.0, found))
        return kind if best >= _IS_ONE else found

    def _chance(self, occupation: str, position: str, company: str) -> float:
        if occupation not in self._matchers:
            self._matchers[occupation] = TitleMatcher(occupation, self._knows)
        match = self._matchers[occupation](position, company)
        return match.score if match.status == CURRENT else 0.0


def _is_over_it(keys: tuple[str, ...], named: Named) -> bool:
    """Whether another head follows: "nurse recruiter", "engineering student"."""
    head = roles.head_after(keys, named.end)
    return bool(head) and named.language not in {"es", "fr", "pt", "it"}


def tally(pairs: Iterable[tuple[str, str]], knows: Knowledge) -> Tally:
    """Count people by what they do, from the position and employer of each."""
    name = Namer(knows)
    known: Counter[tuple[str, str]] = Counter()
    unnamed: Counter[str] = Counter()
    silent = 0
    for pair, people in Counter(pairs).items():
        found = name(*pair)
        if found:
            known[found.family or "Others", found.id] += people
        elif pair[0].strip():
            unnamed[pair[0]] += people
        else:
            silent += people
    return Tally(_by_family(known), dict(unnamed.most_common()), silent)


def _by_family(known: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    families: dict[str, dict[str, int]] = {}
    for (family, occupation), people in sorted(
        known.items(), key=lambda item: (-item[1], item[0])
    ):
        families.setdefault(family, {})[occupation] = people
    largest = sorted(
        families.items(), key=lambda item: (-sum(item[1].values()), item[0])
    )
    return dict(largest)
