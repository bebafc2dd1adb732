"""What the columns of exports are called, and what people rename them to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from netpath.importers.decoding import mend
from netpath.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

# Spellings of the columns that people rename. Where a table has two spellings of one
# column, the one that stands first here is it: Outlook's "Title" is a "Dr." and its
# "Job Title" the position.
_SPELLINGS = {
    "firstname": "givenname vorname prenom nombre nome voornaam fornavn fornamn имя 名",
    "lastname": "surname familyname nachname nom nomdefamille apellido apellidos"
    " sobrenome cognome achternaam efternavn efternamn фамилия 姓",
    "name": "fullname",
    "url": "profileurl profilelink linkedin linkedinurl publicprofileurl",
    "email": "emailaddress",
    "company": "companyname organization organisation currentcompany employer empresa"
    " firma unternehmen entreprise societa",
    "position": "jobtitle title role cargo puesto poste stelle",
    "connectedon": "connectiondate connected dateconnected verbundenam conectadoem"
    " conectadoel connectele",
    "startedon": "startdate",
    "finishedon": "enddate",
}
_CANONICAL = {
    spelling: column
    for column, spellings in _SPELLINGS.items()
    for spelling in (column, *spellings.split())
}
_RANK = {spelling: rank for rank, spelling in enumerate(_CANONICAL)}
HEADER_WORDS = _CANONICAL.keys() | frozenset(
    """
    activities content conversationid conversationtitle creationdate date degreename
    direction endorseefirstname endorseelastname endorsementdate endorsementstatus
    endorserfirstname endorserlastname folder from headline maidenname message notes
    other person recipientprofileurls relation schoolname senderprofileurl sentat
    skillname status subject summary text to
    """.split()
)
"""Words that only headers are made of, all together in one row."""


def column_word(cell: str) -> str:
    """Give the word under which a header cell is known, whatever its spelling.

    >>> column_word("E-mail Address"), column_word("Prénom"), column_word("SENT AT")
    ('email', 'firstname', 'sentat')
    """
    word = _squeezed(cell)
    return _CANONICAL.get(word, word)


# The same header cells come again in every file of an export, and in every export.
@lru_cache(maxsize=4096)
def _squeezed(cell: str) -> str:
    return "".join(c for c in fold(mend(cell)) if c.isalnum())


def column_words(cells: Sequence[str]) -> list[str]:
    """Give each header cell its word; of two spellings of one the better has it.

    >>> column_words(["Title", "First Name", "Job Title"])
    ['title', 'firstname', 'position']
    """
    found = [_squeezed(cell) for cell in cells]
    best: dict[str, str] = {}
    for word in sorted(found, key=lambda word: _RANK.get(word, 0)):
        best.setdefault(_CANONICAL.get(word, word), word)
    words = [_CANONICAL.get(word, word) for word in found]
    return [w if best[w] == own else own for w, own in zip(words, found, strict=True)]
