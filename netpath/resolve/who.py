"""Who is who, from features and decisions: anew, or only around what came in."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from netpath.model import ME
from netpath.names import person_key
from netpath.resolve.blocking import comparable
from netpath.resolve.clustering import Clustering, cluster
from netpath.resolve.comparing import compare
from netpath.resolve.features import features_of, id_of, number_of
from netpath.resolve.pool import is_among, pool_of
from netpath.resolve.sets import Ruling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from netpath.model import Decision, Record, Tie
    from netpath.resolve.comparing import Bits
    from netpath.resolve.pool import Ints, Mask, Pool

    NamesOf = Callable[[Sequence[str]], Mapping[str, str]]

_SAME, _DIFFERENT = frozenset({"same", "kept"}), frozenset({"different"})


@dataclass(frozen=True)
class Who:
    """Who is who among the records of some exports.

    Attributes
    ----------
    ids
        Numbers of the records' ids, in order.
    person, component
        The number of the least record of the same person, and of all whom links reach.
    doubts
        Numbers of two records that may be one person, and log2 of the odds.
    batches
        Numbers of the exports that were looked at.
    """

    ids: Ints
    person: Ints
    component: Ints
    doubts: tuple[tuple[int, int, float], ...] = ()
    batches: tuple[int, ...] = ()
    _texts: Mapping[int, str] = field(default_factory=dict, repr=False)

    def persons(self) -> dict[str, str]:
        """Give for each record the least record of its person, by their ids."""
        return {
            self._id(own): self._id(person)
            for own, person in zip(self.ids.tolist(), self.person.tolist(), strict=True)
        }

    def pairs_in_doubt(self) -> list[tuple[str, str, float]]:
        """Give the pairs that may be one person, the likeliest first."""
        found = [(self._id(a), self._id(b), bits) for a, b, bits in self.doubts]
        return sorted(found, key=lambda pair: (-pair[2], pair[:2]))

    def _id(self, number: int) -> str:
        return self._texts.get(number) or id_of(number)

    def to_bytes(self) -> dict[str, bytes]:
        """Give it as values to keep."""
        table = np.stack([self.ids, self.person, self.component]).astype("<i8")
        return {
            "people": table.tobytes(),
            "doubts": json.dumps(self.doubts).encode(),
            "batches": json.dumps(self.batches).encode(),
        }

    @classmethod
    def from_bytes(cls, kept: Mapping[str, bytes]) -> Who:
        """Read what :meth:`to_bytes` gave."""
        table = np.frombuffer(kept["people"], dtype="<i8").reshape(3, -1)
        doubts = tuple((a, b, bits) for a, b, bits in json.loads(kept["doubts"]))
        ids, person, component = table
        return cls(ids, person, component, doubts, tuple(json.loads(kept["batches"])))


def who_is_who(
    batches: Iterable[tuple[int, bytes]],
    names_of: NamesOf,
    decisions: Sequence[Decision] = (),
    *,
    before: Who | None = None,
) -> Who:
    """Tell which records are one person.

    Parameters
    ----------
    batches
        Number and features of each export.
    names_of
        Gives names by record id, as written, for the few compared by letter.
    before
        What it came to with the same decisions and a part of these batches: then only
        those whom the others may concern are looked at.
    """
    pool = pool_of(batches)
    rulings = _rulings(pool, decisions)

    def names(part: Pool) -> Callable[[Ints], list[str]]:
        def keys(rows: Ints) -> list[str]:
            wanted = [id_of(n) for n in part.column("id")[rows].tolist()]
            held = names_of(wanted)
            return [person_key(held.get(one, "")) for one in wanted]

        return keys

    if before is None or not is_among(before.ids, pool.column("id")).all():
        return _who(pool, cluster(pool, names(pool), rulings))
    rows = _concerned(pool, before)
    part = pool.taken(rows)
    found = _who(part, cluster(part, names(part), _rulings(part, decisions)))
    return _patched(pool, before, found)


def who_among(
    records: Sequence[Record],
    ties: Sequence[Tie],
    batches: Sequence[tuple[int, bytes]] | None = None,
    decisions: Sequence[Decision] = (),
) -> Who:
    """Tell which of some records are one person.

    Parameters
    ----------
    batches
        Features by export; without them, what one teller says is taken for one export.
    """
    held = {record.id: record.name for record in records}
    texts = {number_of(key): key for key in held}
    by_number = {id_of(number): held[key] for number, key in texts.items()}
    found = who_is_who(
        batches if batches is not None else _by_teller(records, ties),
        lambda _: by_number,
        decisions,
    )
    return replace(found, _texts=texts)


def _by_teller(
    records: Sequence[Record], ties: Sequence[Tie]
) -> list[tuple[int, bytes]]:
    own: dict[str, str] = {
        r.teller: r.id for r in records if r.url and r.url == r.teller
    }
    said: dict[str, tuple[list[Record], list[Tie]]] = {}
    for record in records:
        said.setdefault(record.teller, ([], []))[0].append(record)
    for tie in ties:
        for teller in {one.teller for one in tie.evidence} & said.keys():
            said[teller][1].append(tie)
    return [
        (number, features_of(theirs, of, owner=own.get(teller, ME)))
        for number, (teller, (theirs, of)) in enumerate(sorted(said.items()), start=1)
    ]


def _rulings(pool: Pool, decisions: Iterable[Decision]) -> list[Ruling]:
    ids = pool.column("id")
    rulings = []
    for one in decisions:
        if one.kind in _SAME | _DIFFERENT:
            left, right = _rows(ids, one.left), _rows(ids, one.right)
            if left and right:
                rulings.append(Ruling(one.kind in _SAME, left, right))
    return rulings


def _rows(ids: Ints, record_ids: Sequence[str]) -> list[int]:
    wanted = np.array(sorted(map(number_of, record_ids)), dtype=np.int64)
    place = np.searchsorted(ids, wanted)
    place = np.minimum(place, max(len(ids) - 1, 0))
    return place[ids[place] == wanted].tolist() if len(ids) else []


def _who(pool: Pool, found: Clustering) -> Who:
    ids = pool.column("id")
    doubts = tuple((int(ids[a]), int(ids[b]), bits) for a, b, bits in found.doubts)
    batches = tuple(np.unique(pool.batches).tolist())
    return Who(ids, ids[found.person], ids[found.component], doubts, batches)


def _concerned(pool: Pool, before: Who) -> Ints:
    """Give whom new records may concern: all whom links reach from their like."""
    ids = pool.column("id")
    known = is_among(ids, before.ids)
    seen = np.array(before.batches, dtype=np.int64)
    told = np.unique(pool.rows[~is_among(pool.batches, seen)])
    teller = pool.column("teller")
    # Of whoever told again, all is new: now it is known whom else they know.
    changed = np.flatnonzero(is_among(teller, np.unique(teller[told])))
    changed = np.union1d(changed, told)
    reached = comparable(pool, changed)
    component = np.zeros(len(pool), dtype=np.int64)
    component[known] = before.component
    wanted = np.unique(component[reached[known[reached]]])
    return np.flatnonzero(~known | (known & is_among(component, wanted)))


def _patched(pool: Pool, before: Who, found: Who) -> Who:
    ids = pool.column("id")
    person, component = np.empty_like(ids), np.empty_like(ids)
    known = is_among(ids, before.ids)
    person[known], component[known] = before.person, before.component
    place = np.searchsorted(ids, found.ids)
    person[place], component[place] = found.person, found.component
    looked_at = set(found.ids.tolist())
    kept = tuple(d for d in before.doubts if d[0] not in looked_at)
    doubts, batches = (*kept, *found.doubts), tuple(np.unique(pool.batches).tolist())
    return Who(ids, person, component, doubts, batches)


def parted(
    before: Who, now: Who, batches: Iterable[tuple[int, bytes]]
) -> list[tuple[list[str], list[str]]]:
    """Give the people who were one and are now several: the first part and the rest.

    Left out are those who have profile addresses on both sides: an export that shows
    two addresses knows better than what was put together before.
    """
    person = now.person[np.searchsorted(now.ids, before.ids)]
    # Who keeps the label has nobody's changed among them, unless they fell apart.
    changed = np.unique(before.person[before.person != person])
    rows = np.flatnonzero(is_among(before.person, changed))
    pairs = np.unique(np.stack([before.person[rows], person[rows]]), axis=1)
    once, count = np.unique(pairs[0], return_counts=True)
    if not (count > 1).any():
        return []
    pool = pool_of(batches)
    url = pool.column("url")[np.searchsorted(pool.column("id"), before.ids)]
    parts = []
    for old in once[count > 1].tolist():
        rows = np.flatnonzero(before.person == old)
        is_first = person[rows] == person[rows].min()
        first, rest = rows[is_first], rows[~is_first]
        if not (url[first].any() and url[rest].any()):
            ids = before.ids
            one, other = ids[first].tolist(), ids[rest].tolist()
            parts.append((list(map(id_of, one)), list(map(id_of, other))))
    return parts


def reasons(
    records: Sequence[Record], batches: Sequence[tuple[int, bytes]]
) -> list[tuple[str, str, float, list[tuple[str, float]]]]:
    """Say why records are one person: each with the one it agrees with best.

    Returns
    -------
    list
        Two record ids, the weight in bits, and its parts in words, the heaviest first.
    """
    pool = pool_of(batches)
    texts = {number_of(r.id): r for r in records}
    ids = pool.column("id").tolist()
    rows = [row for row, number in enumerate(ids) if number in texts]
    pairs = [(a, b) for i, a in enumerate(rows) for b in rows[i + 1 :]]
    if not pairs:
        return []
    a, b = np.array(pairs, dtype=np.int64).T
    found = compare(
        pool, a, b, lambda them: [person_key(texts[ids[i]].name) for i in them.tolist()]
    )
    url = pool.column("url")
    said = []
    for pair in _spanning(found.bits, a, b, (url[a] == url[b]) & (url[a] != 0)):
        one, other = texts[ids[a[pair]]], texts[ids[b[pair]]]
        if one.url and one.url == other.url:
            said.append((one.id, other.id, np.inf, [("one profile address", np.inf)]))
        else:
            bits = float(found.bits[pair])
            said.append((one.id, other.id, bits, found.reasons(pair)))
    return said


def _spanning(bits: Bits, a: Ints, b: Ints, certain: Mask) -> list[int]:
    """Give the pairs that hold a cluster together best, one less than its records."""
    parent: dict[int, int] = {}

    def root(row: int) -> int:
        while parent.get(row, row) != row:
            row = parent[row]
        return row

    chosen = []
    for pair in np.lexsort((b, a, -bits, ~certain)).tolist():
        one, other = root(int(a[pair])), root(int(b[pair]))
        if one != other:
            parent[other] = one
            chosen.append(pair)
    return chosen
