"""Which records are one person: union of records, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netpath.model import ME, MINE, holder_of
from netpath.names import company_key, is_abbreviated, person_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netpath.model import Record


class Clusters:
    """Union of records, with the reasons, and never two profile addresses in one."""

    def __init__(self, records: Sequence[Record], me: str) -> None:
        self.records = {record.id: record for record in sorted(records, key=_by_id)}
        self._parent = {key: key for key in self.records}
        self._url = {key: record.url for key, record in self.records.items()}
        self._members = {key: [key] for key in self.records}
        self.reasons: dict[str, list[str]] = defaultdict(list)
        self._join_equal(lambda r: r.url, "one profile address")
        self._join_me(me)
        self._join_equal(lambda r: r.email, "one e-mail address")
        self._join_equal(_name_at_company, "one name at one employer")
        self._join_owners()
        self._join_told(me)
        self.doubts: list[tuple[str, tuple[str, ...]]] = []
        self._join_contacts(me)

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

    def _join(self, keys: Sequence[str], reason: str) -> None:
        """Make one cluster of several, unless that would make two profiles one."""
        roots = sorted({self.root(key) for key in keys})
        urls = {self._url[root] for root in roots} - {""}
        if len(roots) < 2 or len(urls) > 1:  # noqa: PLR2004 - nothing to join
            return
        first = roots[0]
        for other in roots[1:]:
            self._parent[other] = first
            self._members[first] += self._members.pop(other)
            self.reasons[first] += self.reasons.pop(other, [])
        self._url[first] = next(iter(urls), "")
        if reason not in self.reasons[first]:
            self.reasons[first].append(reason)

    def _join_equal(self, key_of: Callable[[Record], str], reason: str) -> None:
        blocks: dict[str, list[str]] = defaultdict(list)
        for key, record in self.records.items():
            if block := key_of(record):
                blocks[block].append(key)
        for block in sorted(key for key, held in blocks.items() if len(held) > 1):
            self._join(blocks[block], reason)

    def _join_me(self, me: str) -> None:
        """Join what is told of "me" with the export that is mine."""
        self.mine = [
            key for key, r in self.records.items() if _is_of_me(r) or _is_mine(r, me)
        ]
        self._join(self.mine, "you")

    def _join_told(self, me: str) -> None:
        """Take a name you told for one person, among those you told of and know."""
        told = _by_name(r for r in self.records.values() if is_told(r))
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
                self.doubts.append((one, tuple(others)))

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


def _name_at_company(record: Record) -> str:
    company = company_key(record.company)
    if not company or is_abbreviated(record.name):
        return ""
    return f"{person_key(record.name)}\n{company}"


def _by_name(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if name := person_key(record.name):
            found[name].append(record)
    return found
