"""Why to ask somebody and what to ask them, as one would say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netpath.names import fold
from netpath.ranking.titles.saying import is_head
from netpath.sentences import article, does

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netpath.ranking.scale_up import Standing
    from netpath.ranking.titles.entries import Occupation
    from netpath.ranking.titles.sought import Sought

_CAPITALS = frozenset("ai cad dj erp gis it qa ux ui hr pr cnc hvac 3d rn np".split())
_PLURALS = {"staff": "staff", "police": "police", "personnel": "personnel"}
_MANY_OF_ENDINGS = (
    (r"person$", "people"),
    (r"man$", "men"),
    (r"(?<=mid)wife$", "wives"),
    (r"(?<=[^aeiou])y$", "ies"),
    (r"(?<=s|x|z)$|(?<=ch|sh)$", "es"),
    (r"$", "s"),
)
_HEAD = re.compile(r"(.+?)(\s+(?:of|for|at|in|de|to)\s.*)", re.IGNORECASE)
_TALK = "who might talk to me for fifteen minutes about the work"
_ASK = "I would like to ask one about the work for fifteen minutes."


_NEARNESS = {
    "retired": ": once one, and likely to know who still is",
    "former": ": once one, and likely to know who still is",
    "student": ": learning it, and meeting those who do it",
    "intern": ": learning it, and meeting those who do it",
    "aspiring": ": on the same search as you, maybe further along",
    "negated": ", in the same field as {}",
    "head": ", and leads {}",
    "same": ": nearly the same work, and likely to know {}",
    "neighbour": ", which is close to what {} do",
    "field": ", in the same field as {}",
}


class Wanted(NamedTuple):
    """Who is sought, in words: "a librarian", "librarians", where: " in Oakland"."""

    one: str
    many: str
    where: str = ""


def wanted(sought: Iterable[Sought], location: str = "") -> Wanted:
    """Say who is sought, one and many of them.

    >>> from netpath.ranking.titles.lexicon import lexicon
    >>> from netpath.ranking.titles.sought import alternatives
    >>> wanted(alternatives("Librarians or VP of product", lexicon())).many
    'librarians or VPs of product'
    """
    names = list(dict.fromkeys(map(_name, sought)))
    return Wanted(
        " or ".join(f"{article(name)} {name}" for name in names),
        " or ".join(map(plural, names)),
        f" in {location}" if location else "",
    )


def _name(sought: Sought) -> str:
    """Say the occupation, or what was typed where that says more in English."""
    words = sought.query.split()
    if sought.occupation and not _says_more(sought, sought.occupation):
        words = sought.occupation.id.split()
    return " ".join(w.upper() if w.lower() in _CAPITALS else w for w in words)


def _says_more(sought: Sought, known: Occupation) -> bool:
    """Whether a query asks for a kind, a level, a place: "school nurse", "senior …"."""
    is_more = sought.level or sought.extras or sought.place or sought.is_by_field
    return bool(is_more) or ("en", fold(sought.query)) in known.names


def plural(name: str) -> str:
    """Give the plural of a title.

    >>> [plural(n) for n in ("midwife", "head of data", "attorney", "salesperson")]
    ['midwives', 'heads of data', 'attorneys', 'salespeople']
    """
    if found := _HEAD.fullmatch(name):
        return plural(found[1]) + found[2]
    if not name.isascii() or name.rsplit(maxsplit=1)[-1].casefold() in _PLURALS:
        return name
    if name.isupper():
        return f"{name}s"
    for ending, many in _MANY_OF_ENDINGS:
        if re.search(ending, name):
            return re.sub(ending, many, name, count=1)
    return name


def reason(standing: Standing, kind: str, who: Wanted) -> str:
    """Say why somebody may know one, naming the evidence."""
    person = standing.person
    job = does(person.position, person.company)
    subject = f"{person.name} {job}" if job else person.name
    match kind:
        case "there" if standing.is_sure:
            return f"{subject}, where {who.many} work."
        case "there":
            return f"{subject}, where there may be {who.many}."
        case "near":
            return f"{subject}{_NEARNESS[standing_of(standing)].format(who.many)}."
    if standing.trade.says:
        return f"{subject} and {standing.trade.says}."
    known = f"knows some {round(standing.circle, -2)} others"
    return f"{person.name} is among your closest ties and, as most do, {known}."


def standing_of(standing: Standing) -> str:
    """Say in a word how near somebody's own work is."""
    match = standing.match
    if is_head(match):
        return "head"
    if match.kind in {"exact", "synonym", "employer"}:
        return "same" if match.status == "current" else match.status
    return "neighbour" if match.kind == "near" else "field"


def question(standing: Standing, kind: str, who: Wanted) -> str:
    """Say what to ask them."""
    one, many = who.one + who.where, who.many + who.where
    match kind:
        case "there":
            return f"Do you know {who.one} at {standing.person.company} {_TALK}?"
        case "near":
            return _question_to_near(standing_of(standing), one, many)
    return f"Does anybody come to mind who works as {one}? {_ASK}"


def _question_to_near(near: str, one: str, many: str) -> str:
    match near:
        case "retired" | "former":
            return (
                "May I ask you about the work for fifteen minutes? And whom do you"
                f" know who still works as {one}?"
            )
        case "student" | "intern" | "aspiring":
            return f"Which {many} have you met {_TALK}?"
        case "head":
            return f"Is there {one} in your team {_TALK}?"
        case "same":
            return f"Do you know {one} {_TALK}? I would gladly hear of yours, too."
        case "neighbour":
            return f"You must meet {many} in your work. Do you know one {_TALK}?"
        case _:
            return f"Do you come across {many} in your work? {_ASK}"
