"""All entries together: which occupation goes by a name, and which names a title holds.

The entries are written as TOML, by family. Reading them takes a second, so what they
come to lies beside them, see :mod:`netpath.ranking.titles.compiled`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netpath.ranking.titles.compiled import compiled, read_compiled, texts_of
from netpath.ranking.titles.entries import (
    Occupation,
    forms,
    from_row,
    read_entries,
    read_file,
    to_row,
)
from netpath.ranking.titles.words import (
    is_unspaced,
    phrase_of,
    stands_in,
    without_links,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

# A path, not importlib.resources: that takes longer to import than to read.
FOLDER = Path(__file__).parents[2] / "data" / "titles"
COMPILED = FOLDER.parent / "titles.json"
_LONGEST = 7
_SHORTEST_ENDING = 4


class Owner(NamedTuple):
    """An occupation that goes by a name.

    ``mark`` is ``=`` where only the whole title is meant, ``*`` where the name ends a
    longer word; ``language`` is "" for an abbreviation.
    """

    id: str
    language: str
    mark: str


class Named(NamedTuple):
    """A name found: ``keys[start:end]`` is what an occupation is called."""

    start: int
    end: int
    occupation: str
    language: str
    mark: str


class Lexicon:
    """Occupations by id, and by every name they go by.

    Parameters
    ----------
    rows
        Id → entry as JSON, see :func:`~netpath.ranking.titles.entries.to_row`; opened
        when asked for.
    kinds
        Id → ids of its kinds.
    owners
        Who goes by some name.
    names
        Name → places in ``owners``; ids before names before abbreviations.
    fields
        Name of a field of work → ids.
    """

    def __init__(
        self,
        rows: Mapping[str, str],
        kinds: Mapping[str, list[str]],
        owners: list[list[str]],
        names: Mapping[str, list[int]],
        fields: Mapping[str, list[str]],
    ) -> None:
        self.rows, self.names = rows, names
        self.content = {
            "rows": rows,
            "kinds": kinds,
            "owners": owners,
            "names": names,
            "fields": fields,
        }
        self._kinds, self._owners, self._fields = kinds, owners, fields
        self._entry = cache(self._opened)

    @classmethod
    def of(cls, entries: Iterable[Occupation]) -> Lexicon:
        """Put entries together; of two with one id the later counts."""
        kept = {entry.id: entry for entry in entries}
        names: dict[str, dict[Owner, None]] = {}
        for part in (_ids, _names, _shorts):
            for entry in kept.values():
                for text, owner in part(entry):
                    if text and all(o.id != owner.id for o in names.get(text, ())):
                        names.setdefault(text, {})[owner] = None
        owners = dict.fromkeys(owner for its in names.values() for owner in its)
        place = {owner: i for i, owner in enumerate(owners)}
        kinds: dict[str, list[str]] = {}
        fields: dict[str, list[str]] = {}
        for entry in kept.values():
            kinds.setdefault(entry.is_a, []).append(entry.id)
            for text in entry.field:
                fields.setdefault(" ".join(phrase_of(text)), []).append(entry.id)
        return cls(
            {key: _written(entry) for key, entry in kept.items()},
            kinds,
            [list(owner) for owner in owners],
            {name: [place[owner] for owner in its] for name, its in names.items()},
            fields,
        )

    def merged(self, entries: Iterable[Occupation]) -> Lexicon:
        """Lay other entries over these; one of the same id takes its place."""
        return Lexicon.of([*self.every(), *entries])

    def without(self, ids: Collection[str]) -> Lexicon:
        """Leave entries out, as if nobody had written them."""
        return Lexicon.of(entry for entry in self.every() if entry.id not in ids)

    def every(self) -> list[Occupation]:
        """Give all entries, in the order of files and lines."""
        return [self._entry(key) for key in self.rows]

    def occupation(self, key: str) -> Occupation | None:
        """Give the entry of an id."""
        return self._entry(key) if key in self.rows else None

    def _opened(self, key: str) -> Occupation:
        return from_row(json.loads(self.rows[key]))

    def owners_of(self, name: str) -> list[Owner]:
        """Give who goes by a name, written as words that compare."""
        return [Owner(*self._owners[i]) for i in self.names.get(name, ())]

    def kinds_of(self, key: str) -> list[Occupation]:
        """Give the entries that are a kind of an occupation, at any depth."""
        return [
            entry
            for kind in self._kinds.get(key, ())
            for entry in (self._entry(kind), *self.kinds_of(kind))
        ]

    def wider(self, entry: Occupation) -> list[Occupation]:
        """Give what an occupation is a kind of, the nearest first."""
        found: list[Occupation] = []
        above = self.occupation(entry.is_a)
        while above is not None and above not in found:
            found.append(above)
            above = self.occupation(above.is_a)
        return found

    def kin(self, entry: Occupation) -> set[str]:
        """Give the ids of an occupation, its kinds, and what it is a kind of."""
        near = (entry, *self.kinds_of(entry.id), *self.wider(entry))
        return {one.id for one in near}

    def called(self, phrase: tuple[str, ...]) -> Occupation | None:
        """Give the occupation that goes by a name; the narrowest that does.

        >>> lexicon().called(("bibliotecaria",)).id
        'librarian'
        """
        owners = [owner.id for owner in self.owners_of(" ".join(phrase))]
        if not owners:
            return None
        first = self._entry(owners[0])
        if first.id == " ".join(phrase):
            return first
        below = {kind.id for kind in self.kinds_of(first.id)}
        return self._entry(next((key for key in owners if key in below), first.id))

    def working_in(self, phrase: tuple[str, ...]) -> Occupation | None:
        """Give the occupation whose field of work has a name: "nursing"."""
        owners = self._fields.get(" ".join(phrase))
        return self._entry(owners[0]) if owners else None

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of names, for finding what a slip of the pen was meant to be."""
        return frozenset(word for name in self.names for word in name.split())

    @cached_property
    def _endings(self) -> dict[str, Owner]:
        marked = {i for i, owner in enumerate(self._owners) if owner[2] == "*"}
        return {
            name: Owner(*self._owners[i])
            for name, its in self.names.items()
            for i in its
            if i in marked and " " not in name
        }

    def names_in(self, keys: tuple[str, ...]) -> list[Named]:
        """Give every name that stands in the words of a title.

        >>> [named.occupation for named in lexicon().names_in(("senior", "librarian"))]
        ['librarian']
        """
        found = [
            Named(start, end, *who)
            for start in range(len(keys))
            for end in range(start + 1, min(len(keys), start + _LONGEST) + 1)
            for who in self.owners_of(" ".join(keys[start:end]))
        ]
        for place, key in enumerate(keys):
            found += (
                Named(place, place + 1, *who)
                for who in (self._ending(key), *self._inside(key))
                if who
            )
        return found

    def _ending(self, key: str) -> Owner | None:
        ends = range(1, len(key) - _SHORTEST_ENDING + 1)
        return next((w for i in ends if (w := self._endings.get(key[i:]))), None)

    def _inside(self, key: str) -> Iterator[Owner]:
        if not is_unspaced(key):
            return
        size = len(key)
        for length in range(size - 1, 1, -1):
            found = [
                who
                for start in range(size - length + 1)
                if stands_in(key[start : start + length], key)
                for who in self.owners_of(key[start : start + length])
            ]
            if found:
                yield from found
                return


def _ids(entry: Occupation) -> Iterator[tuple[str, Owner]]:
    yield " ".join(phrase_of(entry.id)), Owner(entry.id, "en", "")


def _names(entry: Occupation) -> Iterator[tuple[str, Owner]]:
    for language, name in entry.names:
        mark = name[0] if name[0] in "*=" else ""
        keys = phrase_of(name.lstrip("*="))
        for text in dict.fromkeys((" ".join(keys), " ".join(without_links(keys)))):
            yield text, Owner(entry.id, language, mark)


def _shorts(entry: Occupation) -> Iterator[tuple[str, Owner]]:
    for short in entry.short:
        for form in forms(short):
            yield " ".join(phrase_of(form)), Owner(entry.id, "", "")


@cache
def lexicon() -> Lexicon:
    """Give the shipped entries, without the rows they are held to.

    Raises
    ------
    SourceError
        If a file was changed and is wrong, naming file, entry and field.
    """
    texts = texts_of(FOLDER.glob("*.toml"))
    kept = read_compiled(COMPILED, texts)
    if kept:
        del kept["made_of"]
        return Lexicon(**kept)
    return _without_rows(written())


@cache
def written() -> Lexicon:
    """Give the shipped entries as they are written; tests and tables need it."""
    return Lexicon.of(
        entry
        for name, text in texts_of(FOLDER.glob("*.toml")).items()
        for entry in read_entries(text, name)
    )


def with_files(files: Iterable[Path]) -> Lexicon:
    """Give the shipped entries with others laid over them."""
    entries = [entry for file in files for entry in read_file(file)]
    return lexicon().merged(entries) if entries else lexicon()


def compile_entries() -> bytes:
    """Give what the entries come to, as it lies beside them."""
    return compiled(texts_of(FOLDER.glob("*.toml")), _without_rows(written()).content)


def _without_rows(whole: Lexicon) -> Lexicon:
    bare = (replace(entry, must=(), must_not=()) for entry in whole.every())
    return Lexicon.of(bare)


def _written(entry: Occupation) -> str:
    return json.dumps(to_row(entry), ensure_ascii=False, separators=(",", ":"))
