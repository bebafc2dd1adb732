"""From a network to arrays."""

from __future__ import annotations

from itertools import chain, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from netpath.arrays import text_arrays
from netpath.handles import handles_of
from netpath.kept.forms import (
    DAY,
    FIELDS,
    PERSON,
    SOURCE,
    TEXT,
    TYPES,
    WHOLE,
    columns_of,
    hash_of,
    record_handle,
)
from netpath.model import Evidence, Group, Membership, Person, Tie
from netpath.places import file_and_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from netpath.model import Network

    Array = npt.NDArray[Any]

_AT_ONCE = 10_000


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

    def keep(self, of: type, values: Iterable[Any]) -> None:
        """Keep all fields of values of one class."""
        found: dict[str, list[Array]] = {
            name: [np.zeros(0, TYPES[kind])] for name, kind in columns_of(of)
        }
        rest, look = iter(values), attrgetter(*FIELDS[of])
        # Some at a time: a value is looked at once, while it is near.
        while rows := list(map(look, islice(rest, _AT_ONCE))):
            columns = zip(*rows, strict=True)
            for (field, kind), column in zip(FIELDS[of].items(), columns, strict=True):
                name = f"{of.__name__}.{field}"
                for part, array in self._columns(name, kind, column):
                    found[part].append(array)
        self.arrays |= {name: np.concatenate(parts) for name, parts in found.items()}

    def keep_ends(self, name: str, sizes: Iterable[int]) -> None:
        """Keep where the parts of each value end."""
        self.arrays[name] = np.cumsum(np.fromiter(sizes, np.int64))

    def numbers(self, texts: Sequence[str]) -> Array:
        """Give the numbers of texts."""
        return np.fromiter(map(self.texts.__getitem__, texts), np.uint32, len(texts))

    def _columns(
        self, name: str, kind: int, values: Sequence[Any]
    ) -> Iterator[tuple[str, Array]]:
        if kind == SOURCE:
            files, lines = zip(*map(file_and_line, values), strict=True)
            yield name, self.numbers(files)
            yield f"{name}.line", np.array(lines, TYPES[WHOLE])
        elif kind == TEXT:
            yield name, self.numbers(values)
        elif kind == PERSON:
            people = map(self._person.__getitem__, values)
            yield name, np.fromiter(people, TYPES[kind], len(values))
        elif kind == DAY:
            days = (day.toordinal() if day else 0 for day in values)
            yield name, np.fromiter(days, TYPES[kind], len(values))
        else:
            yield name, np.array(values, TYPES[kind])


def network_arrays(network: Network) -> dict[str, Array]:
    """Give a network as arrays, to be kept in a file."""
    ids = sorted(network.people)
    people = [network.people[key] for key in ids]
    writer = _Writer(ids)
    writer.keep(Person, people)
    writer.keep(Tie, network.ties)
    writer.keep_ends("evidence_ends", (len(tie.evidence) for tie in network.ties))
    writer.keep(Evidence, (e for tie in network.ties for e in tie.evidence))
    writer.keep(Group, network.groups)
    writer.keep_ends("member_ends", (len(group.members) for group in network.groups))
    writer.keep(Membership, (m for group in network.groups for m in group.members))
    emails = [person.emails for person in people]
    writer.keep_ends("email_ends", map(len, emails))
    writer.arrays |= {
        "emails": writer.numbers(list(chain.from_iterable(emails))),
        "me": writer.numbers([network.me]),
        "voices": writer.numbers(sorted(network.voices)),
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
    handles: list[int] = []
    sizes: list[int] = []
    for person in people:
        mine = (*handles_of(person), *(record_handle(r.id) for r in person.records))
        handles += map(hash_of, mine)
        sizes.append(len(mine))
    hashes = np.array(handles, np.int64)
    owners = np.repeat(np.arange(len(people), dtype=np.int32), sizes)
    order = np.lexsort((owners, hashes))
    return {"handles": hashes[order], "handle_person": owners[order]}
