"""A query understood once, then matched against as many people as there are."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netpath.model import Match
from netpath.names import fold
from netpath.ranking.titles.bywords import UnknownTitle
from netpath.ranking.titles.calibration import Traits, chances
from netpath.ranking.titles.findings import (
    MISSING_SHARE,
    NOTHING,
    STATUS_SHARES,
    UNLISTED,
    Finding,
    Held,
)
from netpath.ranking.titles.knowledge import Knowledge, knowledge
from netpath.ranking.titles.matching import KnownTitle
from netpath.ranking.titles.saying import factors, reason
from netpath.ranking.titles.segments import CURRENT
from netpath.ranking.titles.sought import Sought, alternatives
from netpath.ranking.titles.words import phrase_of
from netpath.ranking.titles.workplace import OPEN, Verdict, Workplace

if TYPE_CHECKING:
    from collections.abc import Iterable

_KINDS = {
    "exact": "exact",
    "name": "synonym",
    "short": "synonym",
    "title": "employer",
    "near": "near",
    "leads": "near",
    "helps": "near",
    "words": "words",
    "alike": "alike",
    "nothing": "none",
}
_ONLY_THERE = 0.06  # "Branch Manager" of a bank is no librarian
_RETIRED = frozenset(
    """retired retiree pensioner jubilado jubilada retraite retraitee aposentado
    pensionato rentner rentnerin pensionar gepensioneerd""".split()
)


class TitleMatcher:
    """Matches positions against one query; "librarian or archivist" takes either.

    Parameters
    ----------
    query
        A title in any language of the lexicon, with a level or an employer if they
        matter: ``"public librarian"``, ``"VP of product"``, ``"curator at a museum"``.
    knows
        Entries, words and vectors; what netpath ships if not given.

    Attributes
    ----------
    titles
        The titles of the query, one for each alternative.

    Examples
    --------
    >>> matcher = TitleMatcher("public librarian")
    >>> matcher("Librarian II", "Oakland Public Library").reason
    "'librarian' in the position; 'Public Library' in the company"
    >>> matcher("Software Librarian", "Perforce").score < 0.1
    True
    """

    def __init__(self, query: str, knows: Knowledge | None = None) -> None:
        self.query = query
        knows = knows or knowledge()
        self.titles = [
            OneTitle(sought, knows) for sought in alternatives(query, knows.lexicon)
        ]

    def __call__(self, position: str, company: str = "") -> Match:
        """Say how likely somebody with a position at an employer is what is sought."""
        matches = [title.match(position, company) for title in self.titles]
        return max(matches, key=lambda match: (match.score, match.near))

    @property
    def occupations(self) -> tuple[str, ...]:
        """What the query was understood as; empty where it is compared by words."""
        return tuple(title.occupation for title in self.titles if title.occupation)

    def works_there(self, company: str) -> bool:
        """Whether an employer is a place where the occupation is found.

        Somebody at a library knows librarians, whatever they do there.

        >>> TitleMatcher("public librarian").works_there("Tulsa City-County Library")
        True
        """
        return any(title.works_there(company) for title in self.titles)

    def workplace(self, company: str) -> Verdict:
        """Say what kind of place an employer is for the occupation, best of all.

        >>> TitleMatcher("public librarian").workplace("City of Tulsa").kind
        'likely'
        """
        verdicts = [title.workplace(company) for title in self.titles]
        return max(verdicts, key=_rank, default=_NOWHERE)


class Employer(NamedTuple):
    """All that an employer does to a match; many employers do the same.

    ``said`` are words of the query that its name holds.
    """

    place: Verdict
    asked: Verdict
    is_retirement: bool
    said: frozenset[str]


class Judged(NamedTuple):
    """The best of what a position holds, and what else is known of it."""

    finding: Finding
    traits: Traits


class OneTitle:
    """One title of a query.

    Attributes
    ----------
    known
        Its entry, ready to be found; None if no entry knows it.
    words
        Its words, for positions in which the entry is not found.
    """

    def __init__(self, sought: Sought, knows: Knowledge) -> None:
        self.sought = sought
        known = sought.occupation
        self.occupation = known.id if known else ""
        self._family = known.family if known else ""
        self.known = KnownTitle(sought, known, knows) if known else None
        self.words = UnknownTitle(sought, knows)
        self._place = Workplace(known.setting) if known and known.setting else None
        self._asked = Workplace(sought.place) if sought.place else None
        words = sought.extras if known else self.words.employer_words
        self._words = frozenset(words)
        said = reason(sought, NOTHING)
        self._nothing = Match(0.0, said, occupation=self.occupation)
        self._said_by = lru_cache(maxsize=65536)(self._words_said)
        self._match = lru_cache(maxsize=16384)(self._matched)

    def works_there(self, company: str) -> bool:
        """Whether an employer is a place where the occupation is found."""
        return self.workplace(company).is_right

    def workplace(self, company: str) -> Verdict:
        """Say what kind of place an employer is for the occupation."""
        places = (self._place, self._asked) if company else ()
        verdicts = [place.judge("", company) for place in places if place]
        return max(verdicts, key=_rank, default=_NOWHERE)

    def is_told_by(self, words: Iterable[str]) -> list[bool]:
        """Say of every word whether an employer's name that holds it could matter.

        All employers without such a word do the same to a position.
        """
        books = [
            b for place in (self._place, self._asked) if place for b in place.books
        ]
        whole = self._words.union(*(book.firsts for book in books))
        endings = tuple(text for book in books for text in book.endings)
        inside = [text for book in books for text in book.unspaced]
        return [
            word in whole
            or word.endswith(endings)
            or any(text in word for text in inside)
            for word in words
        ]

    def match(self, position: str, company: str) -> Match:
        """Say how likely a position makes somebody one, and why."""
        return self._match(position, self.employer(position, company))

    def employer(self, position: str, company: str) -> Employer:
        """Give what an employer does to a position."""
        return Employer(
            self._place.judge(position, company) if self._place else OPEN,
            self._asked.judge(position, company) if self._asked else OPEN,
            _is_retirement(company),
            self._said_by(company) if self._words else _NO_WORDS,
        )

    def _words_said(self, company: str) -> frozenset[str]:
        return frozenset(self._words.intersection(phrase_of(company)))

    def _matched(self, position: str, employer: Employer) -> Match:
        judged = self.judge(position, employer)
        if judged is None:
            return self._nothing
        finding, traits = judged
        is_one, near = chances(finding.wording, finding.setting, traits)
        return Match(
            score=round(is_one, 4),
            reason=reason(self.sought, finding, *self._places(finding, employer)),
            kind=_kind(finding),
            occupation=self.occupation,
            status=finding.status,
            level=finding.level,
            near=round(near, 4),
            factors=factors(self.sought, finding),
            family=self._family,
        )

    def judge(self, position: str, employer: Employer) -> Judged | None:
        """Weigh what a position holds, before it is made a probability."""
        findings = self._findings(position, employer)
        if not findings:
            return None
        weighed = [self._weighed(f, position, employer) for f in findings]
        best = max(weighed, key=lambda finding: finding.score)
        traits = Traits(
            is_known=self.known is not None and best.is_listed,
            is_near=best.is_near or _is_beside(best),
            is_exact=self.known is None and best.sort == "exact",
            is_current=best.status == CURRENT,
        )
        return Judged(best.hold(Held("asked", employer.asked.share, "")), traits)

    def _findings(self, position: str, employer: Employer) -> tuple[Finding, ...]:
        if self.known is None:
            return self.words.find(position, employer.said)
        found = self.known.find(position)
        # No entry holds every name: what it does not know is compared by words.
        return found or tuple(
            replace(finding, base=UNLISTED * finding.base, is_listed=False)
            for finding in self.words.find(position)
        )

    def _weighed(self, finding: Finding, position: str, employer: Employer) -> Finding:
        """Put the employer, and what else the query asks for, to a finding."""
        place = employer.place
        if finding.sort == "title" and not place.is_right:
            held = Held("only there", _ONLY_THERE, "")
        else:
            held = Held("place", 1.0 if finding.is_settled else place.share, "")
        weighed = finding.hold(held)
        if employer.is_retirement and finding.status == CURRENT:
            over = Held("status", STATUS_SHARES["retired"], "retired")
            weighed = replace(weighed, status="retired").hold(over)
        return weighed.hold(self._missing(position, employer))

    def _missing(self, position: str, employer: Employer) -> Held | None:
        extras = self.sought.extras
        if not extras:
            return None
        said = {*phrase_of(position), *employer.said}
        missing = [key for key in extras if key not in said]
        share = 1 - (1 - MISSING_SHARE) * len(missing) / len(extras)
        return Held("missing", share, " ".join(missing))

    def _places(
        self, finding: Finding, employer: Employer
    ) -> tuple[tuple[Verdict, str], ...]:
        known, wanted = self.sought.occupation, self.sought.place
        setting = known.setting if known else None
        is_open = finding.is_settled and not employer.place.is_right
        return (
            (OPEN if is_open else employer.place, setting.says if setting else ""),
            (employer.asked, wanted.says if wanted else ""),
        )


_NO_WORDS: frozenset[str] = frozenset()
_NOWHERE = Verdict("unknown", 0.0)
_KINDS_OF_PLACES = ("contrary", "elsewhere", "unknown", "likely", "right")


def _rank(verdict: Verdict) -> int:
    return _KINDS_OF_PLACES.index(verdict.kind)


def _kind(finding: Finding) -> str:
    is_other = any(held.cause in {"head", "governor"} for held in finding.held)
    return "near" if is_other else _KINDS[finding.sort]


def _is_beside(finding: Finding) -> bool:
    """Whether somebody does it beside something else, or on another level."""
    return any(held.cause in {"head", "governor", "level"} for held in finding.held)


@lru_cache(maxsize=65536)
def _is_retirement(company: str) -> bool:
    """Whether an employer called "Retired" says what it means."""
    return fold(company).strip() in _RETIRED


@lru_cache(maxsize=64)
def compile_title(query: str, knows: Knowledge | None = None) -> TitleMatcher:
    """Understand a query once; the last 64 are kept."""
    return TitleMatcher(query, knows)


def match_title(query: str, position: str, company: str = "") -> Match:
    """Say how well a position at an employer fits a sought title.

    >>> match_title("nurse", "Former RN, now Baker").status
    'former'
    """
    return compile_title(query)(position, company)
