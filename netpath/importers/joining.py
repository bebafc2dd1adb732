"""What the files of one export say about one person, put together.

A profile key joins; where one side has none, a name does, if exactly one record has it.
Several people of one name are never guessed among: such a sighting gets a record of its
own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from netpath.importers.door import Recorder, make_evidence, make_tie
from netpath.importers.people import People
from netpath.importers.reading import Sighting
from netpath.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from netpath.importers.people import Party
    from netpath.importers.reading import Reading, Together
    from netpath.model import Evidence, Record, Tie

_COMPANION = "group chat companion"
_MONTHS = (
    "January February March April May June July August September October November"
    " December"
).split()


def join(
    records: Sequence[Record],
    ties: Sequence[Tie],
    sightings: Sequence[Sighting],
    pairs: Sequence[Together],
    reading: Reading,
) -> tuple[tuple[Record, ...], tuple[Tie, ...]]:
    """Give all records of an export, and one tie to each person with all its evidence.

    Parameters
    ----------
    records, ties
        The connections, and the owner's ties to them.
    sightings
        What all other files saw.
    pairs
        Who else was seen together.
    reading
        Whose export it is; must have an owner.
    """
    owner = reading.owner
    if owner is None or not (sightings or pairs):
        return tuple(records), tuple(ties)
    others = [s for s in sightings if not reading.is_owner(s.party)]
    crowd = _Crowd(records, others, reading)
    met = defaultdict(list)
    # With an address first: what they make known, bare names may then be joined to.
    for sighting in sorted(others, key=lambda s: not s.party.url):
        met[crowd.record_of(sighting).id].append(sighting)
    of_person = {tie.b if tie.a == owner.id else tie.a: tie for tie in ties}
    for person, seen in met.items():
        before = of_person[person].evidence if person in of_person else ()
        evidence = (*before, *_evidence(seen, reading.teller))
        of_person[person] = make_tie(owner.id, person, *evidence)
    others_ties = _ties_of_pairs(pairs, crowd, reading.teller)
    return tuple(crowd.records.values()), (*of_person.values(), *others_ties)


def _ties_of_pairs(
    pairs: Iterable[Together], crowd: _Crowd, teller: str
) -> Iterable[Tie]:
    """Give one tie to each two people who were seen together, however often."""
    seen = defaultdict(list)
    for pair in pairs:
        ends = [
            crowd.record_of(Sighting(party, "talk", pair.source)).id
            for party in (pair.one, pair.other)
        ]
        if ends[0] != ends[1]:
            seen[min(ends), max(ends)].append(pair)
    return [
        make_tie(*ends, _together(found, ends[0], teller))
        for ends, found in seen.items()
    ]


def _together(pairs: Sequence[Together], side: str, teller: str) -> Evidence:
    count = plural(len(pairs), "small group conversation")
    return make_evidence(
        "talk",
        source=pairs[0].source,
        teller=teller,
        detail=f"both in {count}",
        relation=_COMPANION,
        side=side,
        date=min((p.first for p in pairs if p.first), default=None),
        last=max((p.last for p in pairs if p.last), default=None),
    )


class _Crowd:
    """Everybody in one export: its connections, and those only other files name."""

    def __init__(
        self,
        connections: Iterable[Record],
        sightings: Iterable[Sighting],
        reading: Reading,
    ) -> None:
        self.records = {record.id: record for record in connections}
        self._reading = reading
        self._connections = reading.connections
        self._strangers = People()
        self._namesakes: dict[tuple[str, str], Record] = {}
        self._recorders: dict[str, Recorder] = {}
        self._shared_names = _names_of_several(sightings)

    def record_of(self, sighting: Sighting) -> Record:
        """Find the record of who was seen, or make one."""
        address = sighting.party.url
        record = self._known(sighting) or self._added(sighting)
        if address and not record.url:
            record = replace(record, url=address)
            self._connections.replace(record)
        self.records[record.id] = record
        return record

    def _known(self, sighting: Sighting) -> Record | None:
        party = sighting.party
        found = self._connections.find(party)
        if found and (found.url or not party.url or not self._is_shared(party)):
            return found
        if party.url:
            return self._strangers.find(party)
        # Of several connections it is none for sure; then files of one kind mean one.
        unclear = self._namesakes.get((sighting.kind, party.name_key))
        if self._connections.knows(party):
            return unclear
        return self._strangers.find(party) or unclear

    def _is_shared(self, party: Party) -> bool:
        return party.name_key in self._shared_names

    def _added(self, sighting: Sighting) -> Record:
        kind, party = sighting.kind, sighting.party
        recorder = self._recorders.setdefault(
            kind, Recorder(self._reading.teller, kind)
        )
        record = recorder(
            name=party.name,
            url=party.url,
            position=sighting.position,
            company=sighting.company,
            source=sighting.source,
            seen=sighting.seen or self._reading.day,
        )
        self._strangers.add(record)
        if not party.url:
            self._namesakes[kind, party.name_key] = record
        return record


def _names_of_several(sightings: Iterable[Sighting]) -> set[str]:
    addresses = defaultdict(set)
    for sighting in sightings:
        if sighting.party.url:
            addresses[sighting.party.name_key].add(sighting.party.url)
    return {name for name, several in addresses.items() if len(several) > 1}


def _evidence(sightings: Iterable[Sighting], teller: str) -> list[Evidence]:
    """Give one reason of each kind, with the counts of all sightings of that kind."""
    kinds: dict[str, dict[str, Sighting]] = defaultdict(dict)
    for i, sighting in enumerate(sightings):
        kinds[sighting.kind].setdefault(sighting.mark or f"#{i}", sighting)
    return [_summed(list(kinds[kind].values()), teller) for kind in sorted(kinds)]


def _summed(sightings: list[Sighting], teller: str) -> Evidence:
    sent = sum(sighting.sent for sighting in sightings)
    received = sum(sighting.received for sighting in sightings)
    last = max((s.last for s in sightings if s.last), default=None)
    kind = sightings[0].kind
    has_note = any(sighting.has_note for sighting in sightings)
    return make_evidence(
        kind,
        source=sightings[0].source,
        teller=teller,
        detail=_detail(kind, sent, received, last, has_note=has_note),
        date=min((s.first for s in sightings if s.first), default=None),
        last=last,
        sent=sent,
        received=received,
    )


def _detail(
    kind: str, sent: int, received: int, last: date | None, *, has_note: bool
) -> str:
    """Say what happened, in words.

    ``personal note`` is what the scoring looks for.
    """
    parts = {
        "messages": _messages(sent, received),
        "invitation": [*_ways(sent, received, "sent", "received")],
        "endorsement": _skills(sent, received),
        "recommendation": [*_ways(sent, received, "given", "received")],
    }[kind]
    if has_note:
        parts = [*parts, "with a personal note"]
    if last and kind == "messages":
        parts = [*parts, f"last on {last.day} {_MONTHS[last.month - 1]} {last.year}"]
    return ", ".join(parts)


def _messages(sent: int, received: int) -> list[str]:
    return [f"{sent:,} sent", f"{received:,} received"]


def _ways(sent: int, received: int, out: str, back: str) -> list[str]:
    return [out] * bool(sent) + [back] * bool(received)


def _skills(sent: int, received: int) -> list[str]:
    endorsed = [f"{plural(sent, 'skill')} endorsed by the owner"] if sent else []
    return endorsed + (
        [f"{plural(received, 'skill')} endorsed for the owner"] if received else []
    )
