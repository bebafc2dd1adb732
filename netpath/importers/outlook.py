"""Outlook's address book as CSV: the web's, the classic program's, Google's copy.

All have ``First Name`` and ``Last Name``, and of the columns that say who belongs to
whom at least one: ``Spouse``, ``Manager's Name``, ``Assistant's Name``. The classic
program writes headers in its own language and letters in the system's encoding. Phones,
birthdays, streets and notes are not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.importers.contacts import (
    Card,
    Related,
    first,
    profile_among,
    read_cards,
)
from netpath.importers.reading import IMPORTERS, Found, Importer, Tally

if TYPE_CHECKING:
    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading
    from netpath.importers.tabular import Row, Table

# Header words, see columns.py, in English, German, French and Spanish.
_RELATIONS = {
    "spouse": ("spouse", "ehepartner", "partnerin", "partner", "conjoint", "conyuge"),
    "manager": (
        "managersname",
        "namedesdervorgesetzten",
        "vorgesetzter",
        "responsable",
    ),
    "assistant": ("assistantsname", "nameassistent", "assistantassistante"),
}
_EMAILS = """
    email emailaddress email2address email3address emailadresse email2adresse
    adressedemessagerie direcciondecorreoelectronico
""".split()
_PAGES = "webpage personalwebpage webseite pageweb paginaweb".split()
_PLACES = (
    "businesscity homecity othercity location ortgeschaftlich ortprivat".split(),
    "businesscountryregion homecountryregion businesscountry homecountry".split(),
)
_OUTLOOKS_OWN = (
    "categories initials homephone businessphone mobilephone imaddress".split()
)


def _is_outlook(member: Member) -> bool:
    table = member.table
    if table is None or member.base.startswith("linkedinconnections"):
        return False
    if table.has("connectedon") or not table.has("firstname", "lastname"):
        return False
    return has_outlooks_columns(table)


def has_outlooks_columns(table: Table) -> bool:
    """Whether a table has columns that only this program's address book has."""
    words = [word for known in _RELATIONS.values() for word in known]
    says_who = any(map(table.has, words))
    is_of_its_kind = any(map(table.has, (*_OUTLOOKS_OWN, *_EMAILS)))
    is_googles = table.has("categories", "initials", "webpage")
    return (says_who and is_of_its_kind) or is_googles


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    rows = member.table.rows() if member.table else ()
    cards = [_card(row) for row in tally.sound(rows)]
    return read_cards(cards, member, reading, tally, kind="outlook")


def _card(row: Row) -> Card:
    names = (row["firstname"], row["middlename"], row["lastname"])
    places = [first([row[word] for word in words]) for words in _PLACES]
    return Card(
        line=row.line,
        name=" ".join(names),
        url=profile_among(row[word] for word in _PAGES),
        email=first([row[word] for word in _EMAILS]),
        position=row["position"],
        company=row["company"],
        location=", ".join(filter(None, places)),
        related=tuple(
            Related(relation, name)
            for relation, words in _RELATIONS.items()
            if (name := first([row[word] for word in words]))
        ),
    )


IMPORTERS.register("outlook", Importer("outlook", "contacts", _is_outlook, _read))
