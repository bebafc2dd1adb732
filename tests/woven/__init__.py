"""Made-up pools of exports as bare numbers, as large as one likes, within seconds.

Owners draw whom they are connected with from their employers, their years at school,
their town, an owner near them, and people everybody knows; some ties are told by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_SHARES = {"work": 0.35, "school": 0.15, "town": 0.15, "near": 0.2, "known": 0.15}


@dataclass(frozen=True)
class Web:
    """A pool: ties with their chances, and who is where.

    ``a < b`` are people by number, each pair once; ``hub`` and ``member`` are
    memberships, ``hub_chances`` what a hop through each hub is worth.
    """

    people: int
    a: np.ndarray
    b: np.ndarray
    chances: np.ndarray
    hub: np.ndarray
    member: np.ndarray
    hub_chances: np.ndarray


def weave(seed: int, *, exports: int, people: int, rows: int = 2000) -> Web:
    """Make a pool of so many exports among so many people."""
    chance = np.random.default_rng(seed)
    places = {
        "work": chance.zipf(1.4, people) % max(2, people // 12),
        "school": chance.integers(0, max(2, people // 90), people),
        "town": chance.zipf(1.3, people) % max(2, people // 400),
    }
    sorted_by = {
        kind: np.argsort(place, kind="stable") for kind, place in places.items()
    }
    famous = chance.zipf(1.5, people) % people
    owners = chance.permutation(people)[:exports]
    sizes = np.minimum(chance.lognormal(np.log(rows) - 0.3, 0.8, exports), people / 4)
    drawn: list[np.ndarray] = []
    for place, (owner, size) in enumerate(zip(owners, sizes.astype(int), strict=True)):
        found = []
        for kind, share in _SHARES.items():
            count = int(size * share)
            if kind in places:
                found.append(
                    _beside(chance, places[kind], sorted_by[kind], owner, count)
                )
            elif kind == "near" and place:
                near = drawn[max(0, place - 1 - int(chance.integers(0, 3)))]
                found.append(chance.choice(near, min(count, len(near)), replace=False))
            else:
                found.append(famous[chance.integers(0, people, count)])
        found.append(owners[chance.integers(0, exports, 3)])
        others = np.unique(np.concatenate(found))
        drawn.append(others[others != owner])
    ends = [
        np.stack([np.full(len(o), owner), o])
        for owner, o in zip(owners, drawn, strict=True)
    ]
    told = chance.integers(0, people, (2, 20 * exports))
    a, b = np.concatenate([*ends, told[:, told[0] != told[1]]], axis=1)
    pairs = np.unique(np.minimum(a, b) * people + np.maximum(a, b))
    chances = np.clip(chance.beta(2.5, 6, len(pairs)).round(3), 0.02, 0.95)
    hub, member, hub_chances = _hubs(places, people)
    return Web(
        people, pairs // people, pairs % people, chances, hub, member, hub_chances
    )


def _beside(chance, place, order, owner, count):
    """Draw people from where somebody is, and from next door if it is small."""
    first, last = np.searchsorted(place[order], [place[owner], place[owner] + 1])
    room = max(count * 2, last - first)
    return order[(first + chance.integers(0, room, count)) % len(order)]


def _hubs(places, people):
    hubs, members, chances, before = [], [], [], 0
    for kind in ("work", "school"):
        _, hub, sizes = np.unique(places[kind], return_inverse=True, return_counts=True)
        keep = sizes[hub] > 1
        hubs.append(before + hub[keep])
        members.append(np.arange(people)[keep])
        chances.append(0.4 * np.minimum(0.15, 1 - np.exp(-75 / sizes)))
        before += len(sizes)
    return (
        np.concatenate(hubs),
        np.concatenate(members),
        np.maximum(0.02, np.concatenate(chances)),
    )
