"""Who is meant by a name, an address, an e-mail or an id; nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.errors import AmbiguousPersonError, PersonNotFoundError
from netpath.handles import handles_in, handles_of
from netpath.kept import KeptPeople
from netpath.model import ME

if TYPE_CHECKING:
    from netpath.model import Network, Person


def find_person(net: Network, text: str) -> Person:
    """Give the person meant by an id, a name, a profile address or an e-mail.

    Raises
    ------
    PersonNotFoundError
        With the closest names.
    AmbiguousPersonError
        With everybody who fits; nothing is guessed.
    """
    if text.casefold() == ME and net.me:
        return net.people[net.me]
    found = people_called(net, text)
    if len(found) == 1:
        return found[0]
    if found:
        ids = [person.id for person in found]
        lines = "\n".join(f"  {p.id}  {_who(p)}" for p in found)
        message = f"{len(found)} people are called {text!r}; use an id:\n{lines}"
        raise AmbiguousPersonError(message, ids)
    raise PersonNotFoundError(f"I know nobody called {text!r}.{_closest(net, text)}")


def people_called(net: Network, text: str) -> list[Person]:
    """Give everybody whom an id, name, profile address or e-mail fits."""
    if text in net.people:
        return [net.people[text]]
    wanted = handles_in(text)
    if isinstance(net.people, KeptPeople):
        return [net.people[key] for key in net.people.called(wanted)]
    return [p for p in net.people.values() if wanted & handles_of(p)]


def _who(person: Person) -> str:
    return ", ".join(filter(None, (person.name, person.position, person.company)))


def _closest(net: Network, text: str) -> str:
    from rapidfuzz import process  # noqa: PLC0415 - only a miss needs it

    if isinstance(net.people, KeptPeople):
        names = dict(net.people.names())
    else:
        names = {person.id: person.name for person in net.people.values()}
    close = [hit[0] for hit in process.extract(text, names, limit=3, score_cutoff=70)]
    return f" Did you mean {' or '.join(dict.fromkeys(close))}?" if close else ""
