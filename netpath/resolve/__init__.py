"""Who is who: records become people, ties between records ties between people.

In this first version only what is certain joins two records: one profile address, one
e-mail address, or one exact name at one employer. Two different profile addresses are
two people, whatever else agrees. A name that *you* told, without more, means the one
person of that name in your own export, if there is exactly one.

The result depends on what the records say, never on the order they came in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpath.model import ME, Doubt, Network
from netpath.resolve.clusters import Clusters
from netpath.resolve.groups import groups_of
from netpath.resolve.kinship import with_kin
from netpath.resolve.people import people_of
from netpath.resolve.ties import dated, ends_of, ties_of_people, volunteers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netpath.model import Membership, Record, Tie


def resolve(
    records: Sequence[Record],
    ties: Iterable[Tie],
    memberships: Iterable[Membership] = (),
    *,
    me: str = ME,
) -> Network:
    """Join records into people and bring everything said about them along.

    Parameters
    ----------
    me
        The key of the asker: an export owner's key (``in:kate-spaulding``,
        ``name:kate spaulding``), or ``"me"`` while nobody knows the name.

    Returns
    -------
    Network
        People by id, ties between them without probabilities, and groups of at least
        two.
    """
    clusters = Clusters(records, me)
    people, owner_of = people_of(clusters)
    my_id = next((owner_of[key] for key in clusters.mine), "")
    joined = ties_of_people(dated(ties, clusters.records), owner_of)
    joined = sorted(with_kin(joined, my_id), key=ends_of)
    for key in volunteers(joined):
        people[key] = replace(people[key], is_willing=True)
    groups = groups_of(people, memberships, owner_of)
    return Network(
        my_id, people, tuple(joined), groups, doubts=_doubts(clusters, owner_of)
    )


def _doubts(clusters: Clusters, person_of: Mapping[str, str]) -> tuple[Doubt, ...]:
    found = (
        Doubt(person_of[one], tuple(sorted({person_of[key] for key in candidates})))
        for one, candidates in clusters.doubts
    )
    return tuple(sorted(set(found), key=lambda d: (d.person, d.candidates)))
