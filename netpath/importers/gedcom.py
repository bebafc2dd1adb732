"""Family trees (GEDCOM 5.5, 5.5.1, and of 7.0 what is written alike).

A tree ties its people to each other, not to whoever owns the file: you are in it under
your own name, and are found by that. The dead ask nobody and are left out; whoever was
born 110 years before the newest date in the file counts among them. Days and places of
birth are not kept.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from netpath.errors import SourceError
from netpath.importers.contacts import Card, Contact, Related, read_cards
from netpath.importers.reading import IMPORTERS, Found, Importer, Tally
from netpath.relations import relations, word_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ged4py.model import Individual
    from ged4py.model import Record as RawRecord

    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading

_YEAR = re.compile(r"\b1[0-9]{3}\b|\b20[0-9]{2}\b")
_OLDEST = 110
_GENDERS = {"F": "female", "M": "male"}
_FOSTERED = frozenset({"foster", "adopted"})


@dataclass
class _Relative:
    """Somebody in the tree, with what was said of them."""

    line: int
    name: str
    gender: str
    born: int
    is_dead: bool
    related: list[Related] = field(default_factory=list)
    # How they came into a family that they are no child of by birth.
    fostered_in: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Family:
    mark: str
    parents: tuple[str, ...]
    children: tuple[str, ...]
    is_over: bool


def _is_gedcom(member: Member) -> bool:
    return member.suffix in {".ged", ".gedcom"}


def _read(member: Member, reading: Reading) -> Found:
    relatives, families = _parsed(member)
    _tie_families(relatives, families)
    newest = max((one.born for one in relatives.values()), default=0)
    tally = Tally()
    cards = []
    for mark, one in relatives.items():
        tally.rows += 1
        if one.is_dead or (one.born and one.born < newest - _OLDEST):
            tally.skip(one.line, "no longer alive")
        else:
            cards.append(Card(one.line, one.name, uid=mark, related=(*one.related,)))
    found = read_cards(cards, member, reading, tally, kind="gedcom", contact=Contact())
    if not found.ties:
        raise SourceError(f"{member.name} ties nobody of the living to anybody.")
    return found


def _parsed(member: Member) -> tuple[dict[str, _Relative], list[_Family]]:
    try:
        from ged4py import model, parser  # noqa: PLC0415 - only for family trees
    except ModuleNotFoundError as error:
        raise SourceError(
            f"{member.name} is a family tree. Please install what reads it:"
            " pip install 'netpath-intros[contacts]'"
        ) from error
    data = member.fetch()
    lines = _Lines(data)
    try:
        with parser.GedcomReader(io.BytesIO(data)) as tree:
            people = {
                str(one.xref_id): _relative(one, lines.of(one.offset or 0))
                for one in tree.records0("INDI")
                if isinstance(one, model.Individual)
            }
            families = [_family(one) for one in tree.records0("FAM")]
    except (parser.ParserError, parser.IntegrityError, OSError, ValueError) as e:
        raise SourceError(
            f"{member.name} is no family tree that can be read ({e}). Please export it"
            " again, as GEDCOM 5.5.1 in UTF-8."
        ) from e
    return people, families


class _Lines:
    """Gives the line of a place in a file, asked for from the front to the back."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._end = b"\n" if b"\n" in data else b"\r"
        self._place, self._line = 0, 1

    def of(self, place: int) -> int:
        self._line += self._data.count(self._end, self._place, place)
        self._place = place
        return self._line


def _relative(record: Individual, line: int) -> _Relative:
    fostered = {
        str(link.value)
        for link in record.sub_tags("FAMC", follow=False)
        if _value(link, "PEDI").casefold() in _FOSTERED
    }
    return _Relative(
        line=line,
        name=record.name.format(),
        gender=_GENDERS.get(_value(record, "SEX"), ""),
        born=_year(record.sub_tag("BIRT")),
        is_dead=any(record.sub_tag(tag) is not None for tag in ("DEAT", "BURI")),
        related=list(_associates(record)),
        fostered_in=fostered,
    )


def _associates(record: RawRecord) -> Iterator[Related]:
    for link in record.sub_tags("ASSO", follow=False):
        word = _value(link, "RELA") or _value(link, "ROLE")
        yield Related(word.casefold(), uid=str(link.value))


def _value(record: RawRecord, tag: str) -> str:
    found = record.sub_tag(tag, follow=False)
    return str(found.value or "") if found is not None else ""


def _year(event: RawRecord | None) -> int:
    found = _YEAR.search(str(event.sub_tag_value("DATE") or "")) if event else None
    return int(found[0]) if found else 0


def _family(record: RawRecord) -> _Family:
    def marks(*tags: str) -> tuple[str, ...]:
        links = record.sub_tags(*tags, follow=False)
        return tuple(dict.fromkeys(str(link.value) for link in links))

    is_over = any(record.sub_tag(tag) is not None for tag in ("DIV", "ANUL"))
    return _Family(str(record.xref_id), marks("HUSB", "WIFE"), marks("CHIL"), is_over)


# --- who is what to whom --------------------------------------------------------------


def _tie_families(people: dict[str, _Relative], families: Iterable[_Family]) -> None:
    children: dict[str, set[str]] = defaultdict(set)
    for family in families:
        parents = [mark for mark in family.parents if mark in people]
        born = [mark for mark in family.children if mark in people]
        for one, other in combinations(parents, 2):
            bond = "former-spouse" if family.is_over else "spouse"
            _say(people, one, other, bond)
        for child in born:
            is_fostered = family.mark in people[child].fostered_in
            for parent in parents:
                children[parent].add(child)
                _say(
                    people, child, parent, "foster-parent" if is_fostered else "parent"
                )
        for one, other in combinations(born, 2):
            _say(people, one, other, "sibling")
    _tie_half_siblings(people, children, families)


def _tie_half_siblings(
    people: dict[str, _Relative],
    children: dict[str, set[str]],
    families: Iterable[_Family],
) -> None:
    whole = {
        pair for family in families for pair in combinations(sorted(family.children), 2)
    }
    halves = {
        pair for born in children.values() for pair in combinations(sorted(born), 2)
    }
    for one, other in sorted(halves - whole):
        _say(people, one, other, "half-sibling")


def _say(people: dict[str, _Relative], one: str, other: str, relation: str) -> None:
    """Write on one's card what the other is to them."""
    word = word_for(relations()[relation], people[other].gender)
    people[one].related.append(Related(word, uid=other))


IMPORTERS.register(
    "gedcom", Importer("gedcom", "contacts", _is_gedcom, _read, decodes=False)
)
