"""From arrays to a network that reads them where it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, overload

import numpy as np

from netpath.arrays import Ids, Texts
from netpath.kept.forms import (
    DAY,
    FIELDS,
    PERSON,
    SOURCE,
    TEXT,
    hash_of,
    record_handle,
)
from netpath.model import Evidence, Group, Membership, Network, Person, Tie
from netpath.places import source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy.typing as npt

    Array = npt.NDArray[Any]

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Puts values together from their columns."""

    arrays: Mapping[str, Array]
    texts: Texts
    ids: Ids

    def value(self, of: type, place: int, **more: object) -> Any:  # noqa: ANN401 - of
        """Give one value of a class."""
        fields = {
            field: self._field(kind, f"{of.__name__}.{field}", place)
            for field, kind in FIELDS[of].items()
        }
        return of(**fields, **more)

    def run(self, ends: str, place: int) -> range:
        """Give the places of the parts of one value."""
        found = self.arrays[ends]
        return range(int(found[place - 1]) if place else 0, int(found[place]))

    def text(self, name: str, place: int) -> str:
        """Give a text of a column."""
        return self.texts[int(self.arrays[name][place])]

    def _field(self, kind: int, name: str, place: int) -> object:
        if kind == TEXT:
            return self.text(name, place)
        number = self.arrays[name][place].item()
        if kind == SOURCE:
            line = int(self.arrays[f"{name}.line"][place])
            return source_of(self.texts[number], line)
        if kind == PERSON:
            return self.ids[number] if number >= 0 else ""
        if kind == DAY:
            return date.fromordinal(number) if number else None
        return number


class KeptPeople(Mapping[str, Person]):
    """Everybody, by id; put together when asked for, without their records.

    Attributes
    ----------
    ids
        All ids, sorted.
    made_of
        What the file was made of.
    """

    def __init__(self, reader: _Reader, made_of: str) -> None:
        self._reader = reader
        self.ids, self.made_of = reader.ids, made_of

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __getitem__(self, key: str) -> Person:
        try:
            place = self.ids.index(key)
        except ValueError:
            raise KeyError(key) from None
        emails = (self._reader.text("emails", i) for i in self._emails(place))
        person: Person = self._reader.value(
            Person, place, id=self.ids[place], emails=tuple(emails)
        )
        return person

    def _emails(self, place: int) -> range:
        return self._reader.run("email_ends", place)

    def names(self) -> Iterator[tuple[str, str]]:
        """Give everybody's id and name."""
        for place, key in enumerate(self.ids):
            yield key, self._reader.text("Person.name", place)

    # --- who is meant ---

    def called(self, handles: Iterable[str]) -> list[str]:
        """Give the ids of everybody with one of these handles."""
        found = {place for handle in handles for place in self._with(handle)}
        return [self.ids[place] for place in sorted(found)]

    def recorded(self, records: Iterable[str]) -> set[str]:
        """Give the ids of the people of some records."""
        return set(self.called(map(record_handle, records)))

    def _with(self, handle: str) -> list[int]:
        handles, wanted = self._reader.arrays["handles"], hash_of(handle)
        first, last = np.searchsorted(handles, [wanted, wanted + 1])
        people: list[int] = self._reader.arrays["handle_person"][first:last].tolist()
        return people

    # --- what they do ---

    @property
    def pairs(self) -> Sequence[tuple[str, str]]:
        """Every position with its employer once, sorted."""
        reader = self._reader

        def pair(place: int) -> tuple[str, str]:
            return reader.text("pair_position", place), reader.text(
                "pair_company", place
            )

        return _Values(range(len(reader.arrays["pair_position"])), pair)

    def with_pair(self, pair: int) -> list[str]:
        """Give the ids of everybody with a position at an employer."""
        first = self._reader.arrays["pair_first"]
        people = self._reader.arrays["pair_person"]
        return [self.ids[i] for i in people[first[pair] : first[pair + 1]].tolist()]

    def companies(self) -> dict[str, list[str]]:
        """Give the ids of those at every employer."""
        found: dict[str, list[str]] = {}
        numbers = self._reader.arrays["Person.company"]
        order = np.argsort(numbers, kind="stable")
        wanted, starts = np.unique(numbers[order], return_index=True)
        ends = [*starts[1:].tolist(), len(order)]
        for number, first, last in zip(
            wanted.tolist(), starts.tolist(), ends, strict=True
        ):
            found[self._reader.texts[number]] = [self.ids[i] for i in order[first:last]]
        return found


class _Values(Sequence[_Value]):
    """Values of one class, put together when asked for."""

    def __init__(self, places: range, make: Callable[[int], _Value]) -> None:
        self._places, self._make = places, make

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, i: int) -> _Value: ...
    @overload
    def __getitem__(self, i: slice) -> _Values[_Value]: ...
    def __getitem__(self, i: int | slice) -> _Value | _Values[_Value]:
        if isinstance(i, slice):
            return _Values(self._places[i], self._make)
        return self._make(self._places[i])


def network_from(arrays: Mapping[str, Array], made_of: str) -> Network:
    """Give a network that reads its arrays where it is looked at.

    It is the one that was kept, but for the records of people and what is doubtful.
    """
    texts = Texts(arrays["texts"], arrays["texts_ends"])
    ids = Ids(Texts(arrays["ids"], arrays["ids_ends"]))
    reader = _Reader(arrays, texts, ids)

    def tie(place: int) -> Tie:
        run = reader.run("evidence_ends", place)
        evidence = tuple(reader.value(Evidence, i) for i in run)
        found: Tie = reader.value(Tie, place, evidence=evidence)
        return found

    def membership(place: int) -> Membership:
        found: Membership = reader.value(Membership, place)
        return found

    def group(place: int) -> Group:
        members = _Values(reader.run("member_ends", place), membership)
        found: Group = reader.value(Group, place, members=members)
        return found

    return Network(
        me=texts[int(arrays["me"][0])],
        people=KeptPeople(reader, made_of),
        ties=_Values(range(len(arrays["evidence_ends"])), tie),
        groups=_Values(range(len(arrays["member_ends"])), group),
        voices=frozenset(texts[i] for i in arrays["voices"].tolist()),
    )
