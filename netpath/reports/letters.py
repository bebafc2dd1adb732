"""Letters as text, and who sends which to whom: what all formats say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netpath.reports.words import short_name
from netpath.text import listing, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netpath.model import Person
    from netpath.planning import Letter, Plan

_WHAT = {
    "ask": ("the ask", "Send this first."),
    "direct": ("your question", "Send this first."),
    "blurb": ("words to pass on", "Put this below the ask, ready to be forwarded."),
    "note": ("a note to go with it", "For {sender} to send, if they like."),
    "opt_in": ("would it be welcome?", "For {sender} to send before any introduction."),
    "bridge": ("the introduction", "For {sender} to send once {to} has said yes."),
    "reminder": ("one reminder", "If a week has passed in silence; then let it rest."),
    "thanks": ("thanks", "Within a day."),
    "lead": ("a question", "Whenever you like."),
}


def letter_heading(letter: Letter, asker: str) -> str:
    """Say who sends a letter to whom, and what it is.

    Parameters
    ----------
    asker
        The id of the person the plan is for.

    Examples
    --------
    >>> from netpath.model import Person
    >>> from netpath.planning import Letter
    >>> me, ana = Person("me", "You"), Person("ana", "Ana Ruiz")
    >>> letter_heading(Letter("ask", me, (ana,), "A favour", "Dear Ana, …"), "me")
    'You to Ana Ruiz: the ask'
    """
    what, _ = _WHAT[letter.kind]
    to = f" to {_receivers(letter, asker)}" if letter.to else ""
    return f"{_sender(letter, asker)}{to}: {what}"


def letter_when(letter: Letter, asker: str) -> str:
    """Say when a letter is due, and who sends it."""
    _, when = _WHAT[letter.kind]
    sender = "you" if letter.sender.id == asker else short_name(letter.sender)
    others = [short_name(one) for one in letter.to if one.id != asker]
    return when.format(sender=sender, to=listing(others[:1]))


def _sender(letter: Letter, asker: str) -> str:
    return "You" if letter.sender.id == asker else letter.sender.name


def _receivers(letter: Letter, asker: str) -> str:
    return listing([called(one, asker) for one in letter.to])


def called(person: Person, asker: str) -> str:
    """Give somebody's name, or "you" for the one who asks."""
    return "you" if person.id == asker else person.name


def letter_groups(plan: Plan) -> Iterator[tuple[str, tuple[Letter, ...]]]:
    """Give the letters of each pick, and those to leads, with what they are for."""
    for pick in plan.picks:
        if pick.letters:
            yield f"To meet {pick.chain.target.name}", pick.letters
    if plan.lead_letters:
        yield "To those who may know one", plan.lead_letters


def letters_text(letters: Sequence[Letter], asker: str) -> str:
    """Give letters as one reads and copies them on a terminal."""
    lines = "\n\n\n".join(_block(letter, asker) for letter in letters).split("\n")
    return "\n".join(terminal(line) for line in lines)


def _block(letter: Letter, asker: str) -> str:
    head = f"--- {letter_heading(letter, asker)}\n    {letter_when(letter, asker)}"
    return f"{head}\n\nSubject: {letter.subject}\n\n{letter.body}"


def letter_object(letter: Letter) -> dict[str, Any]:
    """Give a letter as plain values for JSON."""
    return {
        "kind": letter.kind,
        "from": letter.sender.id,
        "to": [person.id for person in letter.to],
        "subject": letter.subject,
        "body": letter.body,
    }
