"""A network as flat arrays in a file: opened at once, and read where it is looked at.

Resolving a thousand exports takes a minute; what it came to is kept, so that the next
question begins with the search. People, ties and groups are columns of numbers, texts
stand once, and a :class:`~netpath.model.Person` is put together when somebody asks for
it. Of what a person is made of, only who they are is kept: their records stand in the
store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, overload
from zlib import crc32

import numpy as np

from netpath.arrays import Ids, Texts, text_arrays
from netpath.handles import handles_of
from netpath.model import Evidence, Group, Membership, Network, Person, Tie
from netpath.places import file_and_line, source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy.typing as npt

    Array = npt.NDArray[Any]


_Value = TypeVar("_Value")

_TEXT, _PERSON, _SOURCE, _DAY, _WHOLE, _REAL, _FLAG = range(7)
_TYPES = {_DAY: np.int32, _WHOLE: np.int32, _REAL: np.float64, _FLAG: np.bool_}

_FIELDS: dict[type, dict[str, int]] = {
    Person: {
        **dict.fromkeys(("name", "position", "company", "location", "url"), _TEXT),
        "is_willing": _FLAG,
    },
    Tie: {
        "a": _PERSON,
        "b": _PERSON,
        "relation": _TEXT,
        "relation_from": _PERSON,
        **dict.fromkeys(("probability", "prior"), _REAL),
    },
    Evidence: {
        **dict.fromkeys(("kind", "teller", "detail", "relation"), _TEXT),
        "source": _SOURCE,
        "side": _PERSON,
        **dict.fromkeys(("date", "last"), _DAY),
        **dict.fromkeys(("sent", "received", "closeness"), _WHOLE),
        "effect": _REAL,
    },
    Group: {**dict.fromkeys(("id", "name", "kind"), _TEXT), "probability": _REAL},
    Membership: {
        "member": _PERSON,
        **dict.fromkeys(("group", "kind", "role"), _TEXT),
        **dict.fromkeys(("since", "until"), _DAY),
        "source": _SOURCE,
    },
}

_MADE = 1  # to be raised when the same observations come to other people or ties
FORM = f"{_MADE}.{crc32(repr(_FIELDS).encode()):x}"
"""Names how a network is kept; a file of another form is made anew."""


# --- in -------------------------------------------------------------------------------


class _Numbers(dict[str, int]):
    """Gives every text the next number when it is met first."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class _Writer:
    """Turns values into columns, under ``class.field``."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.texts = _Numbers({"": 0})
        self.arrays: dict[str, Array] = {}
        self._person = {key: i for i, key in enumerate(ids)} | {"": -1}

    def keep(self, of: type, values: Sequence[Any]) -> None:
        """Keep all fields of values of one class."""
        for field, kind in _FIELDS[of].items():
            self._column(
                f"{of.__name__}.{field}", kind, [getattr(v, field) for v in values]
            )

    def keep_ends(self, name: str, sizes: Iterable[int]) -> None:
        """Keep where the parts of each value end."""
        self.arrays[name] = np.cumsum(np.fromiter(sizes, np.int64))

    def numbers(self, texts: Sequence[str]) -> Array:
        """Give the numbers of texts."""
        return np.fromiter(map(self.texts.__getitem__, texts), np.uint32, len(texts))

    def _column(self, name: str, kind: int, values: list[Any]) -> None:
        if kind == _SOURCE:
            places = [file_and_line(source) for source in values]
            self.arrays[name] = self.numbers([file for file, _ in places])
            self.arrays[f"{name}.line"] = np.array([n for _, n in places], np.int64)
        elif kind == _TEXT:
            self.arrays[name] = self.numbers(values)
        elif kind == _PERSON:
            people = map(self._person.__getitem__, values)
            self.arrays[name] = np.fromiter(people, np.int32, len(values))
        else:
            if kind == _DAY:
                values = [day.toordinal() if day else 0 for day in values]
            self.arrays[name] = np.array(values, _TYPES[kind])


def network_arrays(network: Network) -> dict[str, Array]:
    """Give a network as arrays, to be kept in a file."""
    ids = sorted(network.people)
    people = [network.people[key] for key in ids]
    writer = _Writer(ids)
    writer.keep(Person, people)
    writer.keep(Tie, network.ties)
    writer.keep_ends("evidence_ends", (len(tie.evidence) for tie in network.ties))
    writer.keep(Evidence, [e for tie in network.ties for e in tie.evidence])
    writer.keep(Group, network.groups)
    writer.keep_ends("member_ends", (len(group.members) for group in network.groups))
    writer.keep(Membership, [m for group in network.groups for m in group.members])
    emails = [person.emails for person in people]
    writer.keep_ends("email_ends", map(len, emails))
    writer.arrays |= {
        "emails": writer.numbers(list(chain.from_iterable(emails))),
        "me": writer.numbers([network.me]),
        **text_arrays("ids", ids),
        **_handles(people),
        **_pairs(people, writer),
    }
    return writer.arrays | text_arrays("texts", list(writer.texts))


def _pairs(people: Sequence[Person], writer: _Writer) -> dict[str, Array]:
    """Give every position and employer once, and who has them."""
    pairs = sorted({(p.position, p.company) for p in people if p.position.strip()})
    number = {pair: i for i, pair in enumerate(pairs)}
    has = np.array([number.get((p.position, p.company), -1) for p in people], np.int64)
    order = np.argsort(has, kind="stable")
    return {
        "pair_position": writer.numbers([position for position, _ in pairs]),
        "pair_company": writer.numbers([company for _, company in pairs]),
        "pair_first": np.searchsorted(has[order], np.arange(len(pairs) + 1)),
        "pair_person": order.astype(np.int32),
    }


def _handles(people: Sequence[Person]) -> dict[str, Array]:
    """Give what people may be called by, and their records, as sorted hashes."""
    found = [
        (_hash(handle), place)
        for place, person in enumerate(people)
        for handle in (*handles_of(person), *map(_record_handle, person.records))
    ]
    found.sort()
    return {
        "handles": np.array([handle for handle, _ in found], np.int64),
        "handle_person": np.array([place for _, place in found], np.int32),
    }


def _record_handle(record: Any) -> str:  # noqa: ANN401 - a record, or its id
    return f"record {getattr(record, 'id', record)}"


def _hash(text: str) -> int:
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


# --- out ------------------------------------------------------------------------------


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
            for field, kind in _FIELDS[of].items()
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
        if kind == _TEXT:
            return self.text(name, place)
        number = self.arrays[name][place].item()
        if kind == _SOURCE:
            line = int(self.arrays[f"{name}.line"][place])
            return source_of(self.texts[number], line)
        if kind == _PERSON:
            return self.ids[number] if number >= 0 else ""
        if kind == _DAY:
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
        return set(self.called(map(_record_handle, records)))

    def _with(self, handle: str) -> list[int]:
        handles, wanted = self._reader.arrays["handles"], _hash(handle)
        first, last = np.searchsorted(handles, [wanted, wanted + 1])
        people: list[int] = self._reader.arrays["handle_person"][first:last].tolist()
        return people

    # --- what they do ---

    @property
    def pairs(self) -> Pairs:
        """Every position with its employer once, sorted."""
        return Pairs(self._reader)

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


class Pairs(Sequence[tuple[str, str]]):
    """Positions with their employers, each pair once, sorted."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader

    def __len__(self) -> int:
        return len(self._reader.arrays["pair_position"])

    @overload
    def __getitem__(self, i: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, i: slice) -> list[tuple[str, str]]: ...
    def __getitem__(self, i: int | slice) -> tuple[str, str] | list[tuple[str, str]]:
        if isinstance(i, slice):
            return [self[place] for place in range(len(self))[i]]
        reader = self._reader
        return reader.text("pair_position", i), reader.text("pair_company", i)


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
    )
