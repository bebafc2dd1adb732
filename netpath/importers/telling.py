"""What people tell, as records and ties: rows of links and sentences end up here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.importers.door import make_evidence, make_record, make_tie
from netpath.model import ME, Record
from netpath.names import email_key, profile_key
from netpath.relations import look_up

if TYPE_CHECKING:
    from datetime import date

    from netpath.model import Tie, Told, ToldPerson, ToldTie

_KIND = "told"


def observe(
    told: Told, source: str, day: date | None
) -> tuple[list[Record], list[Tie]]:
    """Give what was told as records of the people and declared ties between them.

    A name means one person in everything you tell, so equal mentions are one record.

    Parameters
    ----------
    source
        Where it was told: ``links.txt:3``.
    day
        When; a tie is known to have been alive that day.

    Raises
    ------
    UnknownRelationError
        If a relation is no word of the vocabulary.
    """
    ends = {person.name: _end(person, source, day) for person in told.people}
    ties = [_tie(tie, ends, source) for tie in told.ties]
    about_me = [p for p in told.people if p.name == ME and _has_details(p)]
    records = {r.id: r for r in ends.values()}
    records |= {r.id: r for p in about_me for r in [_record(p, source, day)]}
    return list(records.values()), ties


def _has_details(person: ToldPerson) -> bool:
    return bool(person.position or person.company or person.location)


def _end(person: ToldPerson, source: str, day: date | None) -> Record:
    """Give the record that ties hold on to; of you there is one, without details."""
    if person.name == ME:
        return Record(ME, teller=ME, name="", source=source, seen=day)
    return _record(person, source, day)


def _record(person: ToldPerson, source: str, day: date | None) -> Record:
    name = "" if person.name == ME else person.name
    return make_record(
        ME,
        _KIND,
        name=name,
        url=person.url or profile_key(name),
        email=person.email or email_key(name),
        position=person.position,
        company=person.company,
        location=person.location,
        source=source,
        seen=day,
    )


def _tie(tie: ToldTie, records: dict[str, Record], source: str) -> Tie:
    word = look_up(tie.relation)
    from_, to = records[tie.from_].id, records[tie.to].id
    at = f" at {tie.via}" if tie.via else ""
    note = f" ({tie.note})" if tie.note else ""
    evidence = make_evidence(
        "declared",
        source=source,
        teller=ME,
        detail=f"{word.text}{at}{note}",
        relation=word.text,
        side=from_,
        date=tie.since,
        closeness=tie.closeness,
    )
    return make_tie(from_, to, evidence)
