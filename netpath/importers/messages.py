"""``messages.csv``: with whom the owner writes, how much, and when last.

Of every message only sender, recipients, day, folder and the draft marks are looked at;
subject and text are passed over. Layouts of 2018 to 2026 add columns and drop some, so
nothing is read by place. Addresses of senders came in 2021, of recipients in 2023.
Counted are talks of two people; advertisements, spam, drafts and closed accounts are
not. A group of few people in which several write is the only place of an export that
says who else may know whom; large ones, and those where one person writes, say nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from netpath.importers.people import Party
from netpath.importers.reading import (
    IMPORTERS,
    Found,
    Importer,
    Sighting,
    Tally,
    Together,
)
from netpath.names import parse_date
from netpath.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading
    from netpath.importers.tabular import Row, Table

# Talks with LinkedIn's assistants have the same columns and hold no people.
_ASSISTANTS = ("coach", "guide", "learning")
_SPONSORED = "sponsored conversation"
_CLOSED = "LinkedIn Member"
_SMALL_GROUP = 6  # people, the owner among them; judgement
_BETWEEN_NAMES = re.compile(r",(?! )")  # "Ölbrandt, MBA" is one name
_BETWEEN_ADDRESSES = re.compile(r",\s*(?=https?://|www\.)")


@dataclass(frozen=True)
class Message:
    """One row, without its words.

    ``left_out`` says why it does not count, whoever wrote it, or is "".
    """

    line: int
    talk: str
    sender: Party
    recipients: tuple[Party, ...]
    day: date | None
    left_out: str = ""

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everybody the row names."""
        return (self.sender, *self.recipients)


def _is_messages(member: Member) -> bool:
    return (
        not member.base.startswith(_ASSISTANTS)
        and member.table is not None
        and member.table.has("from", "to", "date", "content")
        and (member.table.has("conversationid") or member.table.has("direction"))
    )


def messages(member: Member) -> Iterable[Message]:
    """Every whole row of the file."""
    if member.table is None:
        return ()
    table = member.table
    return (_message(row, table) for row in table.rows() if not row.problem)


def _message(row: Row, table: Table) -> Message:
    sender = Party.of(row["from"], row["senderprofileurl"])
    recipients = _recipients(row, table)
    keys = sorted({party.key for party in (sender, *recipients)})
    return Message(
        line=row.line,
        talk=row["conversationid"] or " ".join(keys),
        sender=sender,
        recipients=recipients,
        day=parse_date(row["date"]),
        left_out=_left_out(row, sender, has_address=table.has("senderprofileurl")),
    )


def _recipients(row: Row, table: Table) -> tuple[Party, ...]:
    names = [name for name in _BETWEEN_NAMES.split(row["to"]) if name.strip()]
    if not table.has("recipientprofileurls"):
        return tuple(Party.of(name) for name in names)
    found = _BETWEEN_ADDRESSES.split(row["recipientprofileurls"].strip())
    addresses = [address for address in found if address]
    if len(addresses) == len(names):
        return tuple(map(Party.of, names, addresses))
    # A closed account has a name and no address; then nobody knows whose is whose.
    closed = [Party(_CLOSED)] if not addresses or _CLOSED in names else []
    if len(addresses) == 1:
        name = "" if closed else row["to"]
        return (Party.of(name, addresses[0]), *closed)
    return (*(Party.of("", address) for address in addresses), *closed)


def _left_out(row: Row, sender: Party, *, has_address: bool) -> str:
    drafts = (row["ismessagedraft"], row["isconversationdraft"])
    if any(mark.strip().casefold() in {"yes", "true"} for mark in drafts):
        return "drafts"
    if row["folder"].strip().casefold() == "spam":
        return "spam"
    if row["conversationtitle"].strip().casefold() == _SPONSORED:
        return "advertising"
    if not sender.key or (has_address and not sender.url):
        return "from closed accounts, companies or LinkedIn"
    return ""


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally(is_summed=True)
    table = member.table
    if table is None:
        return Found(tally.file(reading, member, "messages"))
    found = [_message(row, table) for row in tally.sound(table.rows())]
    sightings: list[Sighting] = []
    pairs: list[Together] = []
    groups = 0
    for talk in _talks(found):
        others = _others(talk, reading)
        reason = _reason_to_skip(talk, others)
        counted = _counted(talk, tally, reason)
        if not counted:
            continue
        if len(others) == 1:
            sightings.append(_sighting(others[0], counted, member, reading))
        else:
            groups += 1
            pairs += _pairs(others, counted, member, reading)
    return Found(
        tally.file(reading, member, "messages", _note(sightings, groups)),
        sightings=tuple(sightings),
        pairs=tuple(pairs),
    )


def _talks(found: Sequence[Message]) -> Iterable[list[Message]]:
    talks = defaultdict(list)
    for message in found:
        talks[message.talk].append(message)
    return talks.values()


def _counted(talk: list[Message], tally: Tally, reason: str) -> list[Message]:
    """Give the messages of a talk that count; put the others aside."""
    for message in talk:
        if why := message.left_out or reason:
            tally.skip(message.line, why)
    return [message for message in talk if not (message.left_out or reason)]


def _reason_to_skip(talk: list[Message], others: Sequence[Party]) -> str:
    if not others:
        return "with closed accounts or nobody"
    if len(others) == 1:
        has_closed = any(not p.key and p.name for m in talk for p in m.recipients)
        return "in groups with closed accounts" if has_closed else ""
    if max(len(message.parties) for message in talk) > _SMALL_GROUP:
        return f"in groups of more than {_SMALL_GROUP} people"
    writers = {message.sender.key for message in talk if not message.left_out}
    return "" if len(writers) > 1 else "in groups where one person writes"


def _pairs(
    others: Sequence[Party], counted: list[Message], member: Member, reading: Reading
) -> Iterable[Together]:
    """Give everybody in a small group with everybody else, but the owner."""
    days = [message.day for message in counted if message.day]
    source = reading.at(member, counted[0].line)
    first, last = min(days, default=None), max(days, default=None)
    return (
        Together(one, other, source, first, last)
        for one, other in combinations(others, 2)
    )


def _others(talk: list[Message], reading: Reading) -> list[Party]:
    """Everybody in a talk but the owner, nobody twice."""
    named = (
        party
        for message in talk
        if message.left_out != "drafts"  # whose recipients are often blank or old
        for party in message.parties
        if party.key and not reading.is_owner(party)
    )
    parties = {party.key: party for party in sorted(named, key=_has_name)}
    with_address = {party.name_key for party in parties.values() if party.url}
    return [p for p in parties.values() if p.url or p.name_key not in with_address]


def _has_name(party: Party) -> bool:
    return party.name != ""  # the last of two counts


def _sighting(
    other: Party, counted: list[Message], member: Member, reading: Reading
) -> Sighting:
    days = [message.day for message in counted if message.day]
    sent = sum(reading.is_owner(message.sender) for message in counted)
    return Sighting(
        party=other,
        kind="messages",
        source=reading.at(member, counted[0].line),
        sent=sent,
        received=len(counted) - sent,
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _note(sightings: list[Sighting], groups: int) -> str:
    people = len({sighting.party.key for sighting in sightings})
    count = sum(sighting.sent + sighting.received for sighting in sightings)
    small = f" and {plural(groups, 'small group')}" if groups else ""
    return (
        f"{plural(count, 'message')} with {plural(people, 'person', 'people')}{small}"
        " counted; their text was not read"
    )


IMPORTERS.register("messages", Importer("messages", "linkedin", _is_messages, _read))
