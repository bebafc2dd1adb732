"""The letters as drafts of e-mails, one a file, and a page that says whose each is.

Nothing is sent and nobody is put in as the sender. An address stands in a letter only
if you write it yourself and your own data has it.
"""

from __future__ import annotations

import re
import textwrap
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, NamedTuple

from netpath.names import readable_id
from netpath.reports.formats import FOLDER, REPORTS, Report
from netpath.reports.words import chance, headline, thinnest
from netpath.text import clean, listing, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.planning import Letter, Pick, Plan

_READ_ME = "0-read-me-first.txt"
_LONGEST = 40  # characters of a file's name that are somebody's
_WIDTH = 80  # of the page, which may be opened with anything
# Plainer than the standard allows: what is odd would have to be quoted.
_ADDRESS = re.compile(
    r"[\w+-]+(\.[\w+-]+)*@([a-z0-9-]+\.)+[a-z0-9-]+", re.ASCII | re.IGNORECASE
)
_WHOSE = {
    "blurb": "for {first} to forward; below your letter, or as a mail of its own",
    "note": "{sender} may send it on to {to}",
    "opt_in": "{sender} may ask {to} with it",
    "bridge": "{sender} may bring both of you together with it, after a yes",
    "reminder": "you send it to {to}, once, if a week has brought no answer",
    "thanks": "you send it to {to}, within a day of the talk",
}
_INTRODUCTION = (
    "Nothing was sent. Each file that ends in .eml is a draft: open it with your mail"
    " program, make it your own, and send it yourself or let it be. What others would"
    " send is there to spare them the work: hand it to whomever you ask. They may"
    " change every word, or say no."
)


class _Draft(NamedTuple):
    name: str
    letter: Letter
    first: str = ""  # who is asked first on the way it belongs to


def _write(plan: Plan) -> dict[str, bytes]:
    picks = [
        _drafts(place, pick.letters, pick.chain.people[1].name)
        for place, pick in enumerate(plan.picks, 1)
    ]
    leads = _drafts(len(picks) + 1, plan.lead_letters)
    mails = {
        draft.name: _mail(plan, draft.letter)
        for drafts in (*picks, leads)
        for draft in drafts
    }
    return {_READ_ME: _read_me(plan, picks, leads).encode(), **mails}


def _drafts(place: int, letters: tuple[Letter, ...], first: str = "") -> list[_Draft]:
    width = len(str(len(letters)))
    return [
        _Draft(f"{place}-{number:0{width}}-{_slug(letter)}.eml", letter, first)
        for number, letter in enumerate(letters, 1)
    ]


def _slug(letter: Letter) -> str:
    """Name a letter for its file: lower-case ASCII letters, digits and hyphens."""
    whom = readable_id(letter.to[0].name) if letter.to else ""
    return f"{readable_id(letter.kind)}-{whom[:_LONGEST].strip('-') or 'somebody'}"


def _mail(plan: Plan, letter: Letter) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"  # so that mail programs open it to be written on
    message["Subject"] = clean(letter.subject)
    if to := _addresses(plan, letter):
        message["To"] = to
    lines = map(terminal, letter.body.splitlines())
    message.set_content("\n".join(lines) + "\n")
    return message.as_bytes()


def _addresses(plan: Plan, letter: Letter) -> list[Address]:
    """Give whom a letter goes to; nobody, unless all are known and you send it."""
    if plan.wishes.is_redacted or not _is_yours(plan, letter):
        return []
    found = [
        Address(clean(person.name), addr_spec=email)
        for person in letter.to
        for email in person.emails[:1]
        if _ADDRESS.fullmatch(email)
    ]
    return found if len(found) == len(letter.to) else []


def _is_yours(plan: Plan, letter: Letter) -> bool:
    return letter.sender.id == plan.answer.query.asker


# --- the page that goes with them -----------------------------------------------------


def _read_me(plan: Plan, picks: list[list[_Draft]], leads: list[_Draft]) -> str:
    day = plan.answer.query.as_of
    head = f"Letters about “{plan.answer.query.title}”, {day.day} {day:%B %Y}"
    blocks = [[head], [_INTRODUCTION]]
    if not picks:
        blocks.append([headline(plan.answer), *_sentences(plan)])
    for place, (pick, drafts) in enumerate(zip(plan.picks, picks, strict=True), 1):
        blocks += [list(_about(place, pick)), _files(plan, drafts)]
    if leads:
        blocks.append(["Who may know one:", *_files(plan, leads)])
    if plan.timetable:
        blocks.append(["When:", *_days(plan)])
    texts = ("\n".join(map(_wrapped, block)) for block in blocks if block)
    return "\n\n".join(texts) + "\n"


def _wrapped(line: str) -> str:
    return textwrap.fill(
        terminal(line),
        _WIDTH,
        subsequent_indent="    " if line.startswith(" ") else "",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _sentences(plan: Plan) -> Iterator[str]:
    for chain in plan.answer.chains:
        yield f"{chain.sentence} {chance(chain)}."


def _about(place: int, pick: Pick) -> Iterator[str]:
    begin = "Begin here" if place == 1 else "If that leads nowhere"
    chain = pick.chain
    yield f"{place}. {begin}: {chain.sentence}"
    yield " ".join(filter(None, [f"{chance(chain)}.", thinnest(chain)]))
    yield f"The people, in order: {' → '.join(chain.names)}"
    if pick.leave:
        yield pick.leave


def _files(plan: Plan, drafts: list[_Draft]) -> list[str]:
    return [f"  {draft.name}: {_whose(plan, draft)}" for draft in drafts]


def _whose(plan: Plan, draft: _Draft) -> str:
    """Say who sends a letter, to whom, and when."""
    letter, asker = draft.letter, plan.answer.query.asker
    to = ["you" if person.id == asker else person.name for person in letter.to]
    sends = "you send" if _is_yours(plan, letter) else "{sender} sends"
    return _WHOSE.get(letter.kind, f"{sends} it to {{to}}").format(
        sender=letter.sender.name,
        to=listing(to) or "whomever you choose",
        first=draft.first,
    )


def _days(plan: Plan) -> Iterator[str]:
    for step in plan.timetable:
        when = f"{step.day.day} {step.day:%B %Y}" if step.day else step.when
        yield f"  {when[:1].upper()}{when[1:]}: {step.what}"


REPORTS.register(FOLDER, Report(FOLDER, _write, is_file=False))
