"""Why a title matches or not, in a sentence somebody can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.ranking.titles.entries import LANGUAGES
from netpath.ranking.titles.words import is_abbreviation, phrase_of

if TYPE_CHECKING:
    from netpath.model import Match
    from netpath.ranking.titles.findings import Finding, Held
    from netpath.ranking.titles.sought import Sought
    from netpath.ranking.titles.workplace import Verdict

_LEADS = "leads the work of"
_FOUND = {
    "exact": "'{words}' in the position",
    "name": "'{words}' means {says}",
    "foreign": "'{words}' is {language} for {says}",
    "short": "'{words}' stands for {says}",
    "title": "'{words}' there means {says}",
    "near": "'{words}' is a neighbour of {one}",
    "leads": f"'{{words}}' {_LEADS} {{one}}",
    "helps": "'{words}' works beside {one}",
    "words": "'{words}' in the position",
    "alike": "similar wording only: '{words}'",
}
_HELD = {
    "former": "but that is over",
    "retired": "now retired",
    "student": "still studying",
    "intern": "still in training",
    "aspiring": "but hopes to be one",
    "negated": "but says it is not one",
    "seller": "but '{word}' points to one who hires or sells to them",
    "blocked": "but '{word}' is something else",
    "other": "but that is another occupation, {word}",
    "head": "but is '{word}' first of all",
    "governor": "but '{word}' makes it somebody else's job",
    "kind": "which kind is not said",
    "missing": "'{word}' is not mentioned",
    "level": "{word} instead of {wanted}",
}


def reason(sought: Sought, finding: Finding, *places: tuple[Verdict, str]) -> str:
    """Say what was found, where, and what holds it back.

    Each place is what the employer was judged to be, and what was asked for.
    """
    if finding.sort == "nothing":
        wanted = _one(sought.says) if sought.occupation else f"'{sought.query}'"
        return f"nothing in the position speaks of {wanted}"
    parts = [_found(sought, finding)]
    if not finding.is_listed:
        parts.append("no name of it that netpath knows")
    parts += [said for verdict, place in places if (said := _at(verdict, place))]
    parts += [said for held in finding.held if (said := _held(held, sought))]
    return "; ".join(parts)


_FACTORS = {
    "later": "not the first thing the position says",
    "loose": "its words stand apart",
    "slip": "a slip of the pen mended",
    "only there": "means it only at such an employer",
    "place": "the employer",
    "asked": "the place you asked for",
}


def factors(sought: Sought, finding: Finding) -> tuple[tuple[str, float], ...]:
    """Give what a fit is the product of, each with its share; 1 is left out."""
    shares = [(_found(sought, finding), finding.base)]
    shares += [
        (_held(held, sought).removeprefix("but ") or _FACTORS[held.cause], held.share)
        for held in finding.held
    ]
    return tuple((said, round(share, 4)) for said, share in shares)


def is_head(match: Match) -> bool:
    """Whether somebody was found who leads the work that is sought.

    >>> from netpath.ranking.titles import match_title
    >>> is_head(match_title("game designer", "Head of Game Design"))
    True
    """
    return _LEADS in match.reason


def _found(sought: Sought, finding: Finding) -> str:
    sort = finding.sort
    if sort == "name" and finding.language != "en":
        sort = "foreign"
    known = {*sought.keys, *phrase_of(sought.says)}
    if sort == "name" and is_abbreviation(finding.words):
        sort = "short"
    if sort == "name" and not known.isdisjoint(phrase_of(finding.words)):
        sort = "exact"
    return _FOUND[sort].format(
        words=_quoted(finding.words),
        says=sought.says,
        one=_one(sought.says),
        language=LANGUAGES[finding.language],
    )


def _quoted(words: str) -> str:
    # "librarian" reads calmer than "Librarian"; "LCSW" and "図書館司書" stay.
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}".strip() if first.istitle() and not rest else words


def _at(verdict: Verdict, place: str) -> str:
    if verdict.word and verdict.kind in {"right", "likely"}:
        return f"'{verdict.word}' in the {verdict.where}"
    if verdict.kind == "contrary":
        return f"'{verdict.word}' in the {verdict.where} speaks against {_one(place)}"
    if verdict.kind == "elsewhere" and verdict.share < 1:
        return f"the employer does not look like {_one(place)}"
    if verdict.kind == "unknown" and verdict.share < 1:
        return f"nothing says whether it is at {_one(place)}"
    return ""


def _one(thing: str) -> str:
    """Put the article before a common name; a name of its own has none."""
    if thing[:1].isupper():
        return thing
    return f"an {thing}" if thing.startswith(tuple("aeio")) else f"a {thing}"


def _held(held: Held, sought: Sought) -> str:
    template = _HELD.get(held.word if held.cause == "status" else held.cause, "")
    return template.format(word=held.word, wanted=sought.level)
