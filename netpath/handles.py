"""What a person may be called by: names, profile address, e-mail, id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.names import email_key, person_key, profile_key

if TYPE_CHECKING:
    from netpath.model import Person


def handles_of(person: Person) -> set[str]:
    """Give everything a person may be called by, as keys."""
    names = {person.name, *(record.name for record in person.records)}
    return {
        *(f"name {key}" for name in names if (key := person_key(name))),
        *(f"mail {email}" for email in person.emails),
        *(f"url {key}" for key in [profile_key(person.url)] if key),
    }


def handles_in(text: str) -> set[str]:
    """Give what somebody may have meant by a name, an address or an e-mail.

    >>> handles_in("Ana  RUIZ")
    {'name ana ruiz'}
    """
    keys = {"url": profile_key(text), "mail": email_key(text), "name": person_key(text)}
    return {f"{kind} {key}" for kind, key in keys.items() if key}
