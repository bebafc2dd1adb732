"""Who is meant: people as files name them, and finding them among those known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from netpath.names import person_key, profile_key
from netpath.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netpath.model import Record

_CLOSED = "linkedin member"  # how exports name everybody whose account is closed


@dataclass(frozen=True)
class Party:
    """Somebody as one file names them: a name as written, and a profile key or ""."""

    name: str
    url: str = ""

    @staticmethod
    def of(name: str, address: str = "") -> Party:
        """Make a party from a name and a profile address as written."""
        return _party(name, address)

    @cached_property
    def name_key(self) -> str:
        """The comparable name, "" for those who have none."""
        key = person_key(self.name)
        return "" if key == _CLOSED else key

    @property
    def key(self) -> str:
        """Profile key, else ``name:`` and the comparable name, else ""."""
        return self.url or (f"name:{self.name_key}" if self.name_key else "")


# The same few people write most of the messages.
@lru_cache(maxsize=65536)
def _party(name: str, address: str) -> Party:
    return Party(clean(name), profile_key(address))


class People:
    """Records of one export, findable by profile and by name, never by a guess."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._by_url: dict[str, Record] = {}
        self._by_name: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Add one more record."""
        if record.url:
            self._by_url.setdefault(record.url, record)
        self._by_name[person_key(record.name)].append(record)

    def replace(self, record: Record) -> None:
        """Put a record in the place of the one with its id, whose address got known."""
        named = self._by_name[person_key(record.name)]
        place = [known.id for known in named].index(record.id)
        named[place] = self._by_url[record.url] = record

    def knows(self, party: Party) -> bool:
        """Whether any record has the party's name."""
        return party.name_key in self._by_name

    def find(self, party: Party) -> Record | None:
        """Find the one record that is meant.

        A profile key decides. Where one side has none, a name does, if exactly one
        record has it.
        """
        if party.url in self._by_url:
            return self._by_url[party.url]
        if not party.name_key:
            return None
        named = self._by_name.get(party.name_key, [])
        if len(named) != 1 or (party.url and named[0].url):
            return None
        return named[0]
