"""Letters for everybody who must act, which say no more than their reader may learn.

A letter passes through hands. So each names its sender, its reader and the asker, an
ask besides whom the reader is to ask, and nobody further on: no name, no employer, and
never that two people are a couple, which may be nobody's business.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from netpath.model import Person
from netpath.names import fold, short_name
from netpath.planning.plan import Letter
from netpath.planning.profile import FIELDS, Profile
from netpath.planning.templates import KINDS, filled, read_template
from netpath.relations import relations, word_key, words
from netpath.sentences import article
from netpath.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netpath.model import Answer, Chain, Lead
    from netpath.planning.plan import Wishes
    from netpath.relations import Relation

_WHO = {
    **dict.fromkeys(("coworker", "colleague"), "whom you work with"),
    "former-coworker": "whom you used to work with",
    "classmate": "whom you study with",
    "former-classmate": "whom you studied with",
    **dict.fromkeys(("friend", "close-friend"), "your friend"),
    "neighbour": "your neighbour",
    "cousin": "your cousin",
    "linkedin-connection": "who is among your LinkedIn connections",
}
"""How to say who somebody is to a reader; of others, the name is enough."""

_TIES = {
    "linkedin-connection": "We are connected on LinkedIn.",
    "volunteer-adviser": "You have offered to be asked, and so I am asking.",
}
_PASSED_ON = "This comes to you through somebody we both know."
_CAME = "The question reached me through somebody I know."
_SHORT = 6  # words that still read well inside a sentence


class _Case(NamedTuple):
    """What all letters of a chain have in common."""

    asker: Person
    profile: Profile
    wishes: Wishes
    work: str
    near: Person | None = None
    target: Person | None = None


def letters_for(
    chain: Chain, title: str, profile: Profile, wishes: Wishes
) -> tuple[Letter, ...]:
    """Give the letters of a chain, in the order in which they are needed.

    Raises
    ------
    OutputError
        If a template of the user's own cannot be used, naming it.
    """
    asker, first = chain.people[:2]
    near = first if _is_near(chain.hops[0].relation) else None
    case = _Case(asker, profile, wishes, _work(chain, title), near, chain.target)
    letters = _direct if len(chain.hops) == 1 else _introduction
    return tuple(letters(case, chain))


def _direct(case: _Case, chain: Chain) -> Iterator[Letter]:
    yield _own(case, "direct", chain.target, tie=_tie(chain))
    yield _own(case, "reminder", chain.target)
    yield _own(case, "thanks_target", chain.target)


def _introduction(case: _Case, chain: Chain) -> Iterator[Letter]:
    asker, *between, target = chain.people
    first, last = between[0], between[-1]
    yield _own(case, "ask", first, tie=_tie(chain), **_whom(case, chain))
    yield _own(case, "blurb", first)
    yield _own(case, "reminder", first)
    for one, other in pairwise(between):
        yield _passed(case, "note", one, other, somebody=_somebody(case, target.name))
    came = _CAME if len(between) > 1 else ""
    yield _passed(case, "opt_in", last, target, came=came)
    yield _passed(case, "bridge", last, target, asker)
    yield _own(case, "thanks_target", target)
    for one in between:
        yield _own(case, "thanks_connector", one)


def lead_letter(lead: Lead, answer: Answer, profile: Profile, wishes: Wishes) -> Letter:
    """Give the letter to somebody who may know one, to be passed on if they are far.

    It raises what :func:`letters_for` does.
    """
    asker = answer.asker or Person(answer.query.asker, profile.name)
    way = lead.way.removeprefix("your ")
    near = lead.person if _is_near(way) else None
    case = _Case(asker, profile, wishes, one_of(answer.query.title), near)
    tie = _TIES.get(_relation(way).id, "") if lead.hops == 1 else _PASSED_ON
    return _own(case, "lead", lead.person, tie=tie, question=lead.question)


def _own(case: _Case, kind: str, to: Person, **says: str) -> Letter:
    """Write a letter of the asker's."""
    says |= {field: getattr(case.profile, field) for field in FIELDS}
    says["name"] = says["me"] = case.profile.name or case.asker.name
    if to is case.near and kind != "blurb":
        says |= {"me": short_name(says["name"]), "doing": ""}
    return _written(case, kind, (case.asker, to), says)


def _passed(case: _Case, kind: str, *people: Person, **says: str) -> Letter:
    """Write a letter of somebody between the asker and the target, to the others."""
    asker = case.profile.name or case.asker.name
    says |= {"asker": short_name(asker), "asker_name": asker}
    says |= {"me": short_name(people[0].name), "name": people[0].name}
    return _written(case, kind, people, says)


def _written(
    case: _Case, kind: str, people: tuple[Person, ...], says: dict[str, str]
) -> Letter:
    sender, *to = people
    # The blurb gets as far as the target, whoever it is handed to first.
    is_theirs = kind == "blurb" or to[0] is case.target
    says["to"], says["work"] = short_name(to[0].name), case.work
    says["about"] = "work like yours" if is_theirs else "a line of work"
    if case.work:
        says["about"] = f"the work of {case.work}"
    template = read_template(kind, case.wishes.tone, case.wishes.templates)
    return Letter(KINDS[kind].letter, sender, tuple(to), *filled(template, says))


def _somebody(case: _Case, further: str = "") -> str:
    """Say who is sought; who is further on, only to those who wish it."""
    one = f"who works as {case.work}" if case.work else "to talk with about their work"
    is_said = further and case.wishes.names_everyone
    return f"somebody {one}, ideally {further}" if is_said else f"somebody {one}"


def _whom(case: _Case, chain: Chain) -> dict[str, str]:
    """Say whom the first connector is to ask, and no more than that."""
    hop, person, target = chain.hops[1], chain.people[2], chain.target
    name, relation = person.name, _relation(hop.relation)
    fits = "could be the right person" if person is target else "could perhaps help"
    known = f", {_WHO[relation.id]}," if relation.id in _WHO else ""
    hint = f"I think {name}{known} {fits}."
    if relation.tie_class.id == "partner":
        name, hint = "them", f"I think somebody close to you {fits}."
    elif hop.is_guess:
        hint = f"I think you may know {name}, who {fits}, though I am not sure."
    somebody = _somebody(case, "" if person is target else target.name)
    return {"somebody": somebody, "hint": hint, "next": short_name(name)}


def _tie(chain: Chain) -> str:
    """Say how the first one knows the asker, where they may wonder."""
    hop, beyond = chain.hops[0], chain.people[2:]
    if said := _TIES.get(_relation(hop.relation).id):
        return said
    reads_well = 0 < len(hop.via.split()) <= _SHORT and not _tells(hop.via, beyond)
    return f"I believe we have both been at {hop.via}." if reads_well else ""


def _relation(word: str) -> Relation:
    """Give what a word for a tie means: acquaintance, where nobody knows the word."""
    found = words().get(word_key(word))
    return found.relation if found else relations()["acquaintance"]


def _is_near(word: str) -> bool:
    """Whether those who are that to me know who I am and what I do."""
    return _relation(word).context in {"family", "friendship"}


def _tells(text: str, people: Iterable[Person]) -> bool:
    """Whether a text says who somebody is or where they work."""
    said = f" {fold(text)} "
    secret = {fold(part) for one in people for part in (one.name, one.company)} - {""}
    return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", said) for part in secret)


_OR = re.compile(r"\s+(?:or|oder|ou)\s+|\s*[|;]\s*|\s+/\s+", re.IGNORECASE)
_BESIDE = re.compile(r"^(?:an?|the)\s+|\s*[,@(].*|\s+(?:at|[-–—])\s.*", re.IGNORECASE)
_OVER = re.compile(r"\b(?:former(?:ly)?|ex|retired|aspiring|seeking)\b", re.IGNORECASE)
_MANY = re.compile(r"(?<=er|or|ey)s$|(?<=ist|ian|ant|ect|yst|rse)s$", re.IGNORECASE)
_SPELLED = {
    word.casefold(): word
    for word in (
        "AI CAD DJ ERP GIS IT QA UX UI HR PR CNC HVAC 3D RN NP VP CEO CFO CTO COO SQL "
        "English French German Spanish Italian Portuguese Chinese Japanese Korean "
        "Arabic Russian Latin Greek Hebrew Dutch Java Python Linux Salesforce"
    ).split()
}
_LATIN = "\u024f"  # the last letter of Latin script that takes an article


def _work(chain: Chain, title: str) -> str:
    """Say what work is sought; "" where that would tell who somebody is."""
    match, position = chain.match, chain.target.position
    texts = (title, match.occupation)
    if match.kind == "named":  # what was typed is a name then
        texts = ("", "") if _OVER.search(position) else (position, "")
    said = (one_of(text, match.occupation) for text in texts)
    return next((one for one in said if one and not _tells(one, chain.people[1:])), "")


def one_of(title: str, occupation: str = "") -> str:
    """Say a title as it follows "works as"; "" where that would be long.

    An occupation stands for a title in other letters than English has.

    >>> one_of("Librarians or archivist"), one_of("VP of UX Design")
    ('a librarian or an archivist', 'a VP of UX design')
    >>> one_of("bibliothécaire", "librarian"), one_of("Nurse at St. Mary's")
    ('a librarian', 'a nurse')
    """
    names = (_name(part, occupation) for part in _OR.split(clean(title)))
    said = " or ".join(dict.fromkeys(filter(None, names)))
    return said if len(said.split()) <= _SHORT else ""


def _name(title: str, occupation: str) -> str:
    name = _BESIDE.sub("", title).strip()
    if occupation and not name.isascii():
        name = occupation
    if not any(map(str.isalnum, name)):
        return ""
    is_shouted = name.isupper() and len(name) > _SHORT
    name, in_, place = (name.lower() if is_shouted else name).partition(" in ")
    name = re.sub(r"[^\W_]+", _cased, name)
    name = (name if " of " in name else _MANY.sub("", name)) + in_ + place
    return f"{article(name)} {name}" if name[0] <= _LATIN else name


def _cased(word: re.Match[str]) -> str:
    """Write a word of a title as inside a sentence: "Public", "ux", "english"."""
    key = word[0].lower()
    return _SPELLED.get(key, key if word[0][1:].islower() else word[0])
