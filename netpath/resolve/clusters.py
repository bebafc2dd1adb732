"""Which records are one person: who is who by features, and what context adds.

What you tell, an address book, and the names of owners mean people whom their teller
knows: a name that would say nothing by itself is enough there, if exactly one fits.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netpath.model import ME, MINE, holder_of
from netpath.names import company_key, is_abbreviated, person_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netpath.model import Decision, Record
    from netpath.resolve.who import Who

_EVEN = 0.0  # bits of a doubt that context raises: as likely as not


class Clusters:
    """Union of records, with the reasons; never what is known to be two people."""

    def __init__(
        self,
        records: Sequence[Record],
        me: str,
        who: Who,
        decisions: Sequence[Decision] = (),
    ) -> None:
        self.records = {record.id: record for record in sorted(records, key=_by_id)}
        self._parent = {key: key for key in self.records}
        self._members = {key: [key] for key in self.records}
        self.reasons: dict[str, list[str]] = defaultdict(list)
        self._apart = [
            (frozenset(one.left), frozenset(one.right))
            for one in decisions
            if one.kind == "different"
        ]
        self._together = [
            [key for key in (*one.left, *one.right) if key in self.records]
            for one in decisions
            if one.kind in {"same", "kept"}
        ]
        self._take_over(who.persons())
        self._join_me(me)
        self._join_owners()
        self._join_told(me)
        self.doubts: list[tuple[str, tuple[str, ...], float]] = []
        self._join_contacts(me)
        self.doubts += [(a, (b,), bits) for a, b, bits in who.pairs_in_doubt()]

    def _take_over(self, person_of: dict[str, str]) -> None:
        """Begin with who is who by features, and with what somebody decided."""
        for key, person in person_of.items():
            if key != person:
                self._unite(self.root(person), self.root(key))
        for keys in self._together:
            for key in keys[1:]:
                self._unite(self.root(keys[0]), self.root(key))
        for root, members in self._members.items():
            if len(members) > 1:
                self.reasons[root] = reasons_of([self.records[k] for k in members])

    def members(self) -> list[list[Record]]:
        """Give the clusters, each as its records in order of id."""
        return [
            [self.records[key] for key in sorted(keys)]
            for keys in self._members.values()
        ]

    def root(self, key: str) -> str:
        """Give the least id of a record's cluster."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def _unite(self, one: str, other: str) -> None:
        first, second = min(one, other), max(one, other)
        if first != second:
            self._parent[second] = first
            self._members[first] += self._members.pop(second)
            self.reasons[first] += self.reasons.pop(second, [])

    def _join(self, keys: Sequence[str], reason: str) -> None:
        """Make one cluster of several, unless that would make two people one."""
        roots = sorted({self.root(key) for key in keys})
        if len(roots) < 2 or self._are_several(roots):  # noqa: PLR2004 - nothing to join
            return
        for other in roots[1:]:
            self._unite(roots[0], other)
        if reason not in self.reasons[roots[0]]:
            self.reasons[roots[0]].append(reason)

    def _are_several(self, roots: Sequence[str]) -> bool:
        """Whether two of the clusters have addresses, or somebody said they are two."""
        members = [set(self._members[root]) for root in roots]
        addressed = [m for m in members if any(self.records[key].url for key in m)]
        if len(addressed) > 1 and len({self._url(keys) for keys in addressed}) > 1:
            return True
        everybody = set().union(*members)
        return any(
            left & everybody and right & everybody for left, right in self._apart
        )

    def _url(self, keys: Iterable[str]) -> frozenset[str]:
        return frozenset({self.records[key].url for key in keys} - {""})

    def _join_me(self, me: str) -> None:
        """Join what is told of "me" with the export that is mine."""
        self.mine = [
            key for key, r in self.records.items() if _is_of_me(r) or _is_mine(r, me)
        ]
        self._join(self.mine, "you")

    def _join_told(self, me: str) -> None:
        """Take a name you told for one person, among those you told of and know."""
        told = _by_name(r for r in self.records.values() if is_told(r))
        if not told:
            return
        known = _by_name(r for r in self.records.values() if r.teller in {me, MINE})
        for name in sorted(told):
            self._join_namesakes([r.id for r in told[name]], "one name in your words")
            if is_abbreviated(name):
                continue
            candidates = [r.id for r in known.get(name, ())]
            if len({self.root(key) for key in candidates}) == 1:
                reason = "the only one of that name in your export"
                self._join_namesakes([r.id for r in told[name]] + candidates, reason)

    def _join_owners(self) -> None:
        """Take an owner known by name for the one whose export has that name."""
        named = [r for r in self.records.values() if r.teller.startswith("name:")]
        owners = [r for r in self.records.values() if r.url and r.teller == r.url]
        exports = _by_name(owners)
        for record in named:
            if f"name:{person_key(record.name)}" == record.teller:
                same = [r.id for r in exports.get(person_key(record.name), ())]
                self._join([record.id, *same], "the only export owner of that name")

    def _join_contacts(self, me: str) -> None:
        """Take a name in an address book for the one its holder knows, if it is one.

        Several of that name, or one who works elsewhere, are doubts that somebody has
        to decide: an address book says neither how old it is nor who is meant.
        """
        books: dict[str, list[Record]] = defaultdict(list)
        for record in self.records.values():
            if holder := holder_of(record.teller):
                books[holder].append(record)
        for holder, records in sorted(books.items()):
            tellers = {ME, MINE, me} if holder in {ME, me} else {holder}
            known = _by_name(r for r in self.records.values() if r.teller in tellers)
            self._join_book(_by_name(records), known)

    def _join_book(
        self, book: dict[str, list[Record]], known: dict[str, list[Record]]
    ) -> None:
        for name in sorted(book):
            there = {self.root(record.id) for record in known.get(name, ())}
            # A card whose address is somebody's has been settled already.
            here = {self.root(record.id) for record in book[name]} - there
            everybody = sorted(here | there)
            if not here or is_abbreviated(name) or len(everybody) == 1:
                continue
            if len(everybody) == 2 and not self._share_a_file(*everybody):  # noqa: PLR2004 - a pair
                self._join_namesakes(everybody, "the only one of that name you have")
            self._doubt(here, sorted({self.root(one) for one in everybody}))

    def _share_a_file(self, one: str, other: str) -> bool:
        """Whether two stand in one file, which then means two people."""
        files = [
            {self.records[key].source.rpartition(":")[0] for key in self._members[root]}
            for root in (one, other)
        ]
        return bool((files[0] & files[1]) - {""})

    def _doubt(self, cards: set[str], left: list[str]) -> None:
        """Note whom each card may be; of two cards the first says it for both."""
        for one in left if len(left) > 1 else ():
            others = [o for o in left if o != one and (o not in cards or o > one)]
            if one in cards and others:
                self.doubts.append((one, tuple(others), _EVEN))

    def _join_namesakes(self, keys: list[str], reason: str) -> None:
        """Join all records of one name if nothing sets two of them apart."""
        roots = {self.root(key) for key in keys}
        employers = {
            company_key(self.records[key].company)
            for root in roots
            for key in self._members[root]
        } - {""}
        if len(employers) <= 1:
            self._join(keys, reason)


def _by_id(record: Record) -> str:
    return record.id


def is_told(record: Record) -> bool:
    """Whether a record is of somebody you told about."""
    return record.teller == ME and record.id != ME


def _is_of_me(record: Record) -> bool:
    """Whether it is you, or something you told about yourself, which bears no name."""
    nameless = not (record.name or record.url or record.email)
    return record.id == ME or (record.teller == ME and nameless)


def _is_mine(record: Record, me: str) -> bool:
    if me.startswith("name:"):
        return record.teller == me and f"name:{person_key(record.name)}" == me
    return record.url == me


def reasons_of(records: Sequence[Record]) -> list[str]:
    """Say in short what several records of one person agree in."""
    said = []
    if _repeats(record.url for record in records):
        said.append("one profile address")
    if _repeats(record.email for record in records):
        said.append("one e-mail address")
    if _repeats(_name_at_company(record) for record in records):
        said.append("one name at one employer")
    return said or ["much that agrees (netpath why-merged says what)"]


def _repeats(values: Iterable[str]) -> bool:
    said = [value for value in values if value]
    return len(set(said)) < len(said)


def _name_at_company(record: Record) -> str:
    company = company_key(record.company)
    return f"{person_key(record.name)}\n{company}" if company else ""


def _by_name(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if name := person_key(record.name):
            found[name].append(record)
    return found
