"""A query understood once, then matched against as many people as there are."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from netpath.model import Match
from netpath.names import fold
from netpath.ranking.titles.bywords import UnknownTitle
from netpath.ranking.titles.findings import (
    MISSING_SHARE,
    NOTHING,
    STATUS_SHARES,
    Finding,
    Held,
)
from netpath.ranking.titles.matching import KnownTitle
from netpath.ranking.titles.saying import reason
from netpath.ranking.titles.segments import CURRENT
from netpath.ranking.titles.sought import Sought, alternatives
from netpath.ranking.titles.words import phrase_of
from netpath.ranking.titles.workplace import OPEN, Verdict, Workplace

_KINDS = {
    "exact": "exact",
    "name": "synonym",
    "short": "synonym",
    "title": "employer",
    "near": "near",
    "leads": "near",
    "helps": "near",
    "words": "words",
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

    Examples
    --------
    >>> matcher = TitleMatcher("public librarian")
    >>> matcher("Librarian II", "Oakland Public Library").reason
    "'librarian' in the position; 'Public Library' in the company"
    >>> matcher("Software Librarian", "Perforce").score < 0.1
    True
    """

    def __init__(self, query: str) -> None:
        self.query = query
        self._titles = [_OneTitle(sought) for sought in alternatives(query)]
        self._match = lru_cache(maxsize=65536)(self._best)

    def __call__(self, position: str, company: str = "") -> Match:
        """Say how well a position at an employer fits."""
        return self._match(position, company)

    @property
    def occupations(self) -> tuple[str, ...]:
        """What the query was understood as; empty where it is compared by words."""
        known = (title.sought.occupation for title in self._titles)
        return tuple(occupation.id for occupation in known if occupation)

    def works_there(self, company: str) -> bool:
        """Whether an employer is a place where the occupation is found.

        Somebody at a library knows librarians, whatever they do there.

        >>> TitleMatcher("public librarian").works_there("Tulsa City-County Library")
        True
        """
        return any(title.works_there(company) for title in self._titles)

    def _best(self, position: str, company: str) -> Match:
        matches = [title.match(position, company) for title in self._titles]
        return max(matches, key=lambda match: match.score)


class _OneTitle:
    def __init__(self, sought: Sought) -> None:
        self.sought = sought
        known = sought.occupation
        self._known = KnownTitle(sought, known) if known else None
        self._unknown = None if known else UnknownTitle(sought)
        self._place = Workplace(known.setting) if known and known.setting else None
        self._asked = Workplace(sought.place) if sought.place else None

    def works_there(self, company: str) -> bool:
        return any(
            place.judge("", company).is_right
            for place in (self._place, self._asked)
            if place and company
        )

    def match(self, position: str, company: str) -> Match:
        findings = self._findings(position, company)
        if not findings:
            return self._said(NOTHING, OPEN, OPEN)
        place = self._place.judge(position, company) if self._place else OPEN
        asked = self._asked.judge(position, company) if self._asked else OPEN
        weighed = [self._weighed(f, position, company, place) for f in findings]
        best = max(weighed, key=lambda finding: finding.score)
        if best.is_settled and not place.is_right:
            place = OPEN
        return self._said(best, place, asked)

    def _findings(self, position: str, company: str) -> tuple[Finding, ...]:
        if self._known:
            return self._known.find(position)
        return self._unknown.find(position, company) if self._unknown else ()

    def _weighed(
        self, finding: Finding, position: str, company: str, place: Verdict
    ) -> Finding:
        """Put the employer, and what else the query asks for, to a finding."""
        share = 1.0 if finding.is_settled else place.share
        if finding.sort == "title" and not place.is_right:
            share = _ONLY_THERE
        scaled = _retired(finding.scaled(share), company)
        return scaled.hold(self._missing(position, company))

    def _missing(self, position: str, company: str) -> Held | None:
        extras = self.sought.extras
        if not extras:
            return None
        said = {*phrase_of(position), *phrase_of(company)}
        missing = [key for key in extras if key not in said]
        share = 1 - (1 - MISSING_SHARE) * len(missing) / len(extras)
        return Held("missing", share, " ".join(missing))

    def _said(self, finding: Finding, place: Verdict, asked: Verdict) -> Match:
        known, wanted = self.sought.occupation, self.sought.place
        setting = known.setting if known else None
        said = reason(
            self.sought,
            finding,
            (place, setting.says if setting else ""),
            (asked, wanted.says if wanted else ""),
        )
        return Match(
            score=round(min(1.0, finding.score * asked.share), 4),
            reason=said,
            kind=_kind(finding),
            occupation=known.id if known else "",
            status=finding.status,
            level=finding.level,
        )


def _kind(finding: Finding) -> str:
    is_other = any(held.cause in {"head", "governor"} for held in finding.held)
    return "near" if is_other else _KINDS[finding.sort]


def _retired(finding: Finding, company: str) -> Finding:
    """Let an employer called "Retired" say what it means."""
    if finding.status != CURRENT or fold(company).strip() not in _RETIRED:
        return finding
    held = Held("status", STATUS_SHARES["retired"], "retired")
    return replace(finding, status="retired").hold(held)


@lru_cache(maxsize=64)
def compile_title(query: str) -> TitleMatcher:
    """Understand a query once; the last 64 are kept."""
    return TitleMatcher(query)


def match_title(query: str, position: str, company: str = "") -> Match:
    """Say how well a position at an employer fits a sought title.

    Parameters
    ----------
    query
        The sought title, in any language of the lexicon.
    position, company
        As somebody wrote them; either may be "".

    Returns
    -------
    Match
        ``score`` in [0, 1]: about 0.95 for somebody who is one now, 0.2 to 0.45 for
        neighbours, learners and those who lead the work, below 0.1 for what only looks
        alike; with a sentence that says why.

    Examples
    --------
    >>> match_title("public librarian", "Librarian", "Oakland Public Library").score
    0.97
    >>> match_title("nurse", "Former RN, now Baker").status
    'former'
    """
    return compile_title(query)(position, company)
