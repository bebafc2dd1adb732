"""From what was said to people, their ties and their groups."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpath.model import ME, Doubt, Network
from netpath.resolve.clusters import Clusters
from netpath.resolve.groups import groups_of
from netpath.resolve.kinship import with_kin
from netpath.resolve.people import people_of
from netpath.resolve.ties import dated, ends_of, ties_of_people, volunteers
from netpath.resolve.who import who_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netpath.model import Decision, Membership, Record, Tie
    from netpath.resolve.who import Who


def resolve(  # noqa: PLR0913 - what was said, and what is known of it
    records: Sequence[Record],
    ties: Iterable[Tie],
    memberships: Iterable[Membership] = (),
    *,
    me: str = ME,
    decisions: Sequence[Decision] = (),
    who: Who | None = None,
) -> Network:
    """Join records into people and bring everything said about them along.

    Parameters
    ----------
    me
        The key of the asker: an export owner's key (``in:kate-spaulding``,
        ``name:kate spaulding``), or ``"me"`` while nobody knows the name.
    decisions
        What the user decided about who is who.
    who
        Who is who by features, where that is known already; it is found out otherwise.

    Returns
    -------
    Network
        People by id, ties between them without probabilities, and groups of at least
        two.
    """
    ties = list(ties)
    who = who or who_among(records, ties, decisions=decisions)
    clusters = Clusters(records, me, who, decisions)
    people, owner_of = people_of(clusters)
    my_id = next((owner_of[key] for key in clusters.mine), "")
    joined = ties_of_people(dated(ties, clusters.records), owner_of)
    joined = sorted(with_kin(joined, my_id), key=ends_of)
    for key in volunteers(joined):
        people[key] = replace(people[key], is_willing=True)
    groups = groups_of(people, memberships, owner_of)
    return Network(
        my_id,
        people,
        tuple(joined),
        groups,
        doubts=_doubts(clusters, owner_of, decisions),
        voices=frozenset({me, ME}),
    )


def _doubts(
    clusters: Clusters, person_of: Mapping[str, str], decisions: Sequence[Decision]
) -> tuple[Doubt, ...]:
    """Give who may be whom, the likeliest first, what was put off last."""
    off = {
        frozenset((person_of.get(a, ""), person_of.get(b, "")))
        for one in decisions
        if one.kind == "later"
        for a in one.left
        for b in one.right
    }
    found: dict[tuple[str, tuple[str, ...]], Doubt] = {}
    for one, candidates, bits in clusters.doubts:
        person, others = person_of[one], sorted({person_of[key] for key in candidates})
        others = [other for other in others if other != person]
        is_later = all(frozenset((person, other)) in off for other in others)
        doubt = Doubt(person, tuple(others), bits, is_later)
        if others and (person, doubt.candidates) not in found:
            found[person, doubt.candidates] = doubt
    return tuple(
        sorted(
            found.values(),
            key=lambda d: (d.is_later, -d.bits, d.person, d.candidates),
        )
    )
