"""A text of plain sentences, one or more a line, such as "Ana is my boss".

Lines that begin with ``#`` are remarks. A sentence that is not understood is skipped
with the word that was not, and the rest is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.errors import NetpathError, SourceError
from netpath.importers.reading import IMPORTERS, Found, Importer, Reading
from netpath.importers.telling import observe
from netpath.model import FileRead, Skipped
from netpath.sentences import read, split_sentences

if TYPE_CHECKING:
    from netpath.importers.archive import Member


_LONGEST = 2_000
_TOO_LONG = f"longer than {_LONGEST:,} letters, which is no plain sentence"


def _is_told(member: Member) -> bool:
    return (
        member.suffix == ".txt"
        and member.base != "connections"
        and not (member.table and member.table.has("person", "relation", "other"))
    )


def _read(member: Member, reading: Reading) -> Found:
    sentences = split_sentences(member.text)
    records, ties, skipped = [], [], []
    for line, sentence in sentences:
        try:
            if len(sentence) > _LONGEST:
                raise SourceError(_TOO_LONG)
            told = read(sentence)
        except NetpathError as error:
            place = reading.path(member)
            skipped.append(Skipped(place, line, str(error), loss="damaged"))
            continue
        people, links = observe(told, reading.at(member, line), reading.day)
        records += people
        ties += links
    file = FileRead(
        name=member.name,
        kind="sentences",
        rows=len(sentences),
        kept=len(sentences) - len(skipped),
        encoding=member.decoded.encoding,
        skipped=tuple(skipped),
    )
    unique = {record.id: record for record in records}
    return Found(file, records=tuple(unique.values()), ties=tuple(ties))


IMPORTERS.register("sentences", Importer("sentences", "told", _is_told, _read))
