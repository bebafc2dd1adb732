"""Whose export is it? The owner's own address is in no file of theirs under that name.

In this order: what ``--owner`` says; the one end that all invitations share; the one
party that is in every talk; the name in ``Profile.csv``. In 21 exports measured the
address in every talk was always the owner's, the runner-up in at most a third of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netpath.errors import NoOwnerError
from netpath.importers.connections import connections_table
from netpath.importers.door import make_record
from netpath.importers.invitations import invitations
from netpath.importers.messages import messages
from netpath.importers.people import Party
from netpath.importers.positions import current_position
from netpath.importers.profile import profile_name, profile_row
from netpath.importers.reading import names_of
from netpath.model import ME, MINE, Record
from netpath.names import person_key, profile_key
from netpath.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading

    Claimed = Mapping[str, Sequence[Member]]

_NEARLY_ALL = 0.9  # of all talks; closed accounts spoil a few


@dataclass(frozen=True)
class Owner:
    """The owner's record, the comparable names they go by, and how they were found."""

    record: Record
    names: frozenset[str]
    how: str


def find_owner(claimed: Claimed, reading: Reading, *, given: str, me: str) -> Owner:
    """Find whose export the claimed files are.

    Parameters
    ----------
    claimed
        Members of one export by the name of their importer.
    given
        Name or profile address that overrides what the files say, or "".
    me
        Name or address of the user, who is taken for the owner of a lone
        ``Connections.csv``; or "".

    Raises
    ------
    NoOwnerError
        When nothing says whose it is.
    """
    named = _profile_party(claimed)
    seen = _from_invitations(claimed) or Party("")
    if not seen.url:
        talked = _from_messages(claimed, seen.name_key or named.name_key)
        seen = talked if talked and (talked.url or not seen.key) else seen
    if given:
        return _made(_given(given, named, seen), claimed, reading, "you said so")
    if named.key or seen.key:
        party = Party(named.name or seen.name, seen.url)
        return _made(party, claimed, reading, _how(named, seen), also=seen.name)
    return _unnamed(claimed, reading, me)


def owner_record(given: str) -> Record:
    """Give the record of an owner who is known by a name or profile address only.

    Raises
    ------
    NoOwnerError
        When it is neither.

    >>> owner_record("Kate Spaulding").teller, owner_record("linkedin.com/in/k").teller
    ('name:kate spaulding', 'in:k')
    """
    url = profile_key(given)
    party = Party("", url) if url else Party(given)
    if not party.key:
        raise _no_name(given)
    return make_record(party.key, "profile", name=party.name, url=party.url)


def _no_name(text: str) -> NoOwnerError:
    return NoOwnerError(
        f"{clean(text)!r} is no name to go by."
        ' Please give the owner\'s name or profile address: --owner "Your Name"'
    )


def _how(named: Party, seen: Party) -> str:
    if seen.url and named.name:
        return (
            "named in Profile.csv; the address is the one in every talk or invitation"
        )
    return "named in Profile.csv" if named.name else "in every talk or invitation"


def _given(given: str, named: Party, seen: Party) -> Party:
    if profile_key(given):
        return Party(named.name or seen.name, profile_key(given))
    same = person_key(given) in names_of(named.name, seen.name)
    return Party(given, seen.url if same else "")


def _unnamed(claimed: Claimed, reading: Reading, me: str) -> Owner:
    how = "nothing in it says whose it is; taken as yours"
    if set(claimed) != {"connections"}:
        raise NoOwnerError(
            f"Nothing in {reading.source} says whose export it is."
            ' Please say so: --owner "Your Name"'
        )
    if me:
        party = Party("", profile_key(me)) if profile_key(me) else Party(me)
        return _made(party, claimed, reading, how)
    return Owner(Record(id=ME, teller=MINE, name=""), frozenset(), how)


def _made(
    party: Party, claimed: Claimed, reading: Reading, how: str, *, also: str = ""
) -> Owner:
    if not party.key:
        raise _no_name(party.name)
    places = [(m, row) for m in claimed.get("profile", ()) if (row := profile_row(m))]
    jobs = [row for m in claimed.get("positions", ()) if (row := current_position(m))]
    record = make_record(
        party.key,
        "profile",
        name=party.name,
        url=party.url,
        position=jobs[0]["position"] if jobs else "",
        company=jobs[0]["company"] if jobs else "",
        location=places[0][1]["geolocation"] if places else "",
        source=reading.at(places[0][0], places[0][1].line) if places else "",
        seen=reading.day,
    )
    return Owner(record, names_of(party.name, also), how)


def _profile_party(claimed: Claimed) -> Party:
    rows = filter(None, map(profile_row, claimed.get("profile", ())))
    return next((Party(profile_name(row)) for row in rows), Party(""))


def _from_invitations(claimed: Claimed) -> Party | None:
    ends = [
        asked.owner
        for member in claimed.get("invitations", ())
        for asked in invitations(member)
        if asked.owner.key
    ]
    counts = Counter(party.key for party in ends)
    if not counts:
        return None
    key, count = counts.most_common(1)[0]
    if count * 2 <= len(ends):
        return None
    return next(party for party in ends if party.key == key)


# --- messages -------------------------------------------------------------------------


def _from_messages(claimed: Claimed, name_key: str) -> Party | None:
    talks = _parties_of_talks(claimed)
    connected = _connected_addresses(claimed)
    by_address = _in_nearly_all(talks, lambda party: party.url)
    found = [party for party in by_address if party.url not in connected]
    if len(found) > 1:
        found = [party for party in found if party.name_key == name_key]
    if len(found) == 1:
        return found[0]
    by_name = _in_nearly_all(talks, lambda party: party.name_key)
    found = [p for p in by_name if p.name_key == name_key] if name_key else by_name
    return _with_address(found[0], talks) if len(found) == 1 else None


def _parties_of_talks(claimed: Claimed) -> list[list[Party]]:
    talks: dict[str, list[Party]] = defaultdict(list)
    for member in claimed.get("messages", ()):
        for message in messages(member):
            if message.left_out != "drafts":
                talks[message.talk].extend(message.parties)
    return list(talks.values())


def _connected_addresses(claimed: Claimed) -> set[str]:
    return {
        key
        for member in claimed.get("connections", ())
        for row in connections_table(member)[0].rows()
        if (key := profile_key(row["url"]))
    }


def _in_nearly_all(
    talks: list[list[Party]], key_of: Callable[[Party], str]
) -> list[Party]:
    """Parties that are in most talks as no other is; several when they are level."""
    of_talks = [{key_of(party): party for party in talk} for talk in talks]
    counts = Counter(key for talk in of_talks for key in talk if key)
    most = max(counts.values(), default=0)
    if not most or most < _NEARLY_ALL * len(_with_any(of_talks)):
        return []
    parties = {key: party for talk in of_talks for key, party in talk.items() if key}
    return [parties[key] for key, count in counts.items() if count == most]


def _with_any(of_talks: Iterable[Mapping[str, Party]]) -> list[Mapping[str, Party]]:
    return [talk for talk in of_talks if any(talk)]


def _with_address(found: Party, talks: Iterable[Iterable[Party]]) -> Party:
    """Add the address that goes with a name, where there is exactly one."""
    addresses = {
        party.url
        for talk in talks
        for party in talk
        if party.url and party.name_key == found.name_key
    }
    return replace(found, url=addresses.pop()) if len(addresses) == 1 else found
