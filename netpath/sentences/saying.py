"""Chains in words: a short phrase and a whole sentence.

The sentence is made so that :func:`netpath.sentences.read` gives the chain back: a verb
where the neutral word has one ("works with"), "whose wife" where a special word was
said, quotation marks around what would not read as itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpath.relations import look_up
from netpath.sentences.tokens import QUOTES
from netpath.sentences.words import is_plain_company, is_plain_name, is_plain_title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NO_ARTICLE = re.compile(
    r"(head|chief|director|dean|vice president|president|secretary|chair|member|"
    r"superintendent|commissioner|manager) of ",
    re.IGNORECASE,
)
_AN = re.compile(r"[aeiouáéíóúàèìòùâêîôûäöå]|hono|hour|heir", re.IGNORECASE)
_A = re.compile(r"(?i:uni(?!n)|us[ae]|eu|ubi|uti|one\b)|U[A-Z]")
_SPELLED = re.compile(r"[AEFHILMNORSX][A-Z0-9]|[AEFHILMNORSX]\b")


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain in words: ``name`` is the former person's ``relation``.

    ``via`` names the employer or school that makes a guessed step plausible.
    """

    relation: str
    name: str
    via: str = ""


def phrase(links: Sequence[Link], asker: str = "") -> str:
    """Say who somebody is to you, or to an asker by name.

    >>> phrase([Link("sister-in-law", "Ana"), Link("coworker", "Raj")])
    "your sister-in-law's coworker"
    """
    whose = f"{asker}'s " if asker else "your "
    return whose + "'s ".join(link.relation for link in links)


def say(
    links: Sequence[Link], position: str = "", company: str = "", asker: str = ""
) -> str:
    """Say a chain as one sentence, ending with what the last person does.

    It begins with "Your …", or with the asker's name if one is given.

    >>> chain = [Link("friend", "Ana Ruiz"), Link("wife", "Mei Patel")]
    >>> say(chain, "Librarian", "Oakland Public Library")
    "Your friend Ana Ruiz's wife Mei Patel is a librarian at Oakland Public Library."
    """
    job = does(position, company)
    text, is_open = _begin(links[0], asker, is_last=len(links) == 1 and not job)
    for place, link in enumerate(links[1:], start=2):
        is_last = place == len(links)
        text, is_open = _continue(text, link, is_open=is_open, is_last=is_last, job=job)
    if job:
        text += f" {job}" if is_open else f", who {job}"
    return text + "."


def _begin(link: Link, asker: str, *, is_last: bool) -> tuple[str, bool]:
    """Open the sentence; whether a clause still waits for its verb comes with it."""
    name = _name(link.name)
    if link.via:
        verb = _verb(link.relation, 0 if asker else 1)
        who = _name(asker) if asker else "You"
        return f"{who} {verb} {name}{_place(link)}", False
    whose = f"{_name(asker)}'s" if asker else "Your"
    if is_last:
        return f"{whose} {link.relation} is {name}", False
    return f"{whose} {link.relation} {name}", True


def _continue(
    text: str, link: Link, *, is_open: bool, is_last: bool, job: str
) -> tuple[str, bool]:
    name, verb = _name(link.name), _verb(link.relation, 0)
    if verb:
        who = "" if is_open else ", who"
        return f"{text}{who} {verb} {name}{_place(link)}", False
    whose = f"{text}'s {link.relation}" if is_open else f"{text}, whose {link.relation}"
    # A clause that ends here is closed with "is"; one that goes on takes the name as
    # its subject, except after a possessive, which would pile up.
    waits = (is_last and bool(job)) or (not is_last and not is_open)
    return (f"{whose} {name}", True) if waits else (f"{whose} is {name}", False)


def _place(link: Link) -> str:
    """Say where the two may know each other from, for a guess."""
    if not link.via:
        return ""
    word = "from" if _verb(link.relation, 0) == "may know" else "at"
    return f" {word} {_at(link.via)}"


def _verb(relation: str, form: int) -> str:
    """Give the verb of a relation, if its neutral word was said and it has one."""
    found = look_up(relation)
    spoken = found.relation.has_verb and found.text == found.relation.neutral
    return found.relation.verbs[0][form] if spoken else ""


def does(position: str, company: str) -> str:
    """Say what somebody does, as it follows their name; "" where nothing is known.

    >>> does("Librarian", "Oakland Public Library"), does("", "Acme")
    ('is a librarian at Oakland Public Library', 'works at Acme')
    """
    if not position:
        return f"works at {_at(company)}" if company else ""
    place = f" at {_at(company)}" if company else ""
    return f"is {_title(position)}{place}"


def _title(position: str) -> str:
    quoted = _quoted(position, is_plain_title)
    said = quoted if quoted != position else _uncapitalised(position)
    if _NO_ARTICLE.match(said):
        return said
    return f"{article(position)} {said}"


def _uncapitalised(position: str) -> str:
    """Say a title written like a name as a word: "Librarian", not "UX Writer"."""
    return position.lower() if position[1:].islower() else position


def article(noun: str) -> str:
    """Give the article of a noun.

    >>> article("archivist"), article("UX designer"), article("MRI technologist")
    ('an', 'a', 'an')
    """
    if _SPELLED.match(noun):
        return "an"
    return "an" if _AN.match(noun) and not _A.match(noun) else "a"


def _name(name: str) -> str:
    return _quoted(name, is_plain_name)


def _at(company: str) -> str:
    return _quoted(company, is_plain_company)


def _quoted(text: str, is_plain: Callable[[str], bool]) -> str:
    """Put text in the first quotation marks that it does not hold itself."""
    if is_plain(text):
        return text
    for left, right in QUOTES:
        if left not in text and right not in text:
            return f"{left}{text}{right}"
    return f"“{re.sub('[“”]', '', text)}”"
