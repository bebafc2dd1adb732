"""From the store to people: who is who, kept beside what was said, and up to date.

Who is who depends on the imports and the decisions alone. What it came to is kept in
the store, and when an export comes in only those are looked at whom it may concern. It
can be thrown away at any time.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast
from zlib import crc32

import numpy as np

from netpath.arrays import open_arrays, save_arrays
from netpath.errors import StoreBusyError
from netpath.kept import KeptPeople, network_arrays, network_from
from netpath.model import ME, Decision, Network
from netpath.names import company_key
from netpath.ranking.building import build
from netpath.ranking.index import Index
from netpath.ranking.strength import score
from netpath.ready import Ready
from netpath.renewing import renewed
from netpath.resolve import Who, parted, reasons, resolve, who_is_who
from netpath.resolve.features import VERSION, features_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from netpath.model import Person
    from netpath.store import Store

    Reasons = list[tuple[str, str, float, list[tuple[str, float]]]]


_MADE = 1  # to be raised when the same observations come to other people or ties

AVOIDING = frozenset({"avoid", "confidential"})
"""Kinds of decisions by which somebody is never asked, passed through, or named."""


def ready_in(
    store: Store, as_of: date, *, kept: Path, tell: Callable[[], None] | None = None
) -> Ready:
    """Give everybody in a store, ready for searching.

    Resolving takes long, so what it came to is kept in a file beside the store, and
    opened without reading it as long as the store says the same.

    Parameters
    ----------
    as_of
        The day from which age is counted.
    kept
        The file; it is made anew where it is missing, damaged or out of date.
    tell
        Called before that, for it may take minutes.
    """
    made_of = _made_of(store)
    arrays = open_arrays(kept, made_of)
    if arrays is None or int(arrays["as_of"][0]) != as_of.toordinal():
        if tell:
            tell()
        if arrays is None:
            who_in(store, as_of)  # may decide something, of which the file then is made
            made_of = _made_of(store)
        made = renewed(arrays, as_of) if arrays else _arrays_of(store, as_of)
        with suppress(OSError):  # a full disk costs time, not the answer
            save_arrays(kept, made_of, made)
        arrays = made
    net = replace(network_from(arrays, made_of), as_of=as_of)
    net = replace(net, avoided=_avoided(net, store.decisions()))
    people = cast("KeptPeople", net.people)
    return Ready(net, Index.from_arrays(people.ids, arrays))


def people_in(store: Store, as_of: date, *, kept: Path) -> Network:
    """Give everybody in a store, to look for somebody; ties may be of another day.

    What is kept is taken if it is up to date. It is not made for this alone.
    """
    made_of = _made_of(store)
    arrays = open_arrays(kept, made_of)
    return network_from(arrays, made_of) if arrays else network_in(store, as_of)


def _made_of(store: Store) -> str:
    return f"network {_form()} {store.fingerprint()}"


def _arrays_of(store: Store, as_of: date) -> dict[str, Any]:
    return _arrays(network_in(store, as_of), as_of)


def _arrays(net: Network, as_of: date) -> dict[str, Any]:
    day = np.array([as_of.toordinal()])
    return network_arrays(net) | build(net).arrays() | {"as_of": day}


def _form() -> str:
    """Name what stands in such a file; one of another form is made anew."""
    names = " ".join(sorted(_arrays(Network(""), date.min)))
    return f"{_MADE}.{crc32(names.encode()):x}"


def network_in(store: Store, as_of: date) -> Network:
    """Give everybody in a store, resolved and scored."""
    who = who_in(store, as_of)
    said, decisions = store.observations(), store.decisions()
    net = resolve(
        said.records,
        said.ties,
        said.memberships,
        me=store.me or ME,
        decisions=decisions,
        who=who,
    )
    return replace(score(net, as_of), avoided=_avoided(net, decisions))


def _avoided(net: Network, decisions: Sequence[Decision]) -> frozenset[str]:
    """Give everybody whom the user decided not to ask, and not the user."""
    chosen = [one for one in decisions if one.kind in AVOIDING]
    if not chosen:
        return frozenset()
    records = {key for one in chosen for key in one.left}
    companies = {company_key(one.company) for one in chosen} - {""}
    people = net.people
    if isinstance(people, KeptPeople):
        found = people.recorded(records)
        for company, keys in people.companies().items() if companies else ():
            if company_key(company) in companies:
                found.update(keys)
    else:
        found = {
            person.id
            for person in people.values()
            if company_key(person.company) in companies
            or any(record.id in records for record in person.records)
        }
    return frozenset(found - {net.me})


def who_in(store: Store, on: date) -> Who:
    """Tell who is who in a store; what is known from before is not found out again."""
    state = store.state()
    kept_for, values = store.resolved()
    before = Who.from_bytes(values) if values else None
    if before and kept_for == state:
        return before
    features = _features(store)
    decisions = store.decisions()
    if before and _decisions_of(kept_for) != _decisions_of(state):
        before = None
    now = who_is_who(features.items(), store.names_of, decisions, before=before)
    if before and (parts := parted(before, now, features.items())):
        # They were one until today, so they stay one until somebody looks.
        kept = [Decision("kept", tuple(a), tuple(b), reason=_KEPT) for a, b in parts]
        store.decide(*kept, on=on)
        return who_in(store, on)
    with suppress(StoreBusyError):  # the next one will keep it
        store.keep_resolved(state, now.to_bytes())
    return now


_KEPT = "one person before an import brought another who fits"


def _decisions_of(state: str) -> str:
    return state.partition("|")[2]


def _features(store: Store) -> dict[int, bytes]:
    """Give the features of every batch, made now where they are missing or of old."""
    features = store.features(VERSION)
    missing = [batch for batch, rows in features.items() if not rows]
    if missing:
        owners = {batch.id: batch.owner for batch in store.batches()}
        made = {batch: _made(store, batch, owners[batch] or ME) for batch in missing}
        with suppress(StoreBusyError):
            store.keep_features(made, VERSION)
        features |= made
    return features


def _made(store: Store, batch: int, owner: str) -> bytes:
    said = store.said_in(batch)
    return features_of(said.records, said.ties, owner=owner)


def why_one(store: Store, person: Person) -> Reasons:
    """Say why a person's records were taken for one, see netpath.resolve.reasons."""
    # All features go along: who knows whom among the tellers is read from them.
    return reasons(person.records, list(_features(store).items()))
