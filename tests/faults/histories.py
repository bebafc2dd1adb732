"""What is done to a store, step by step: the same for the same seed, wherever it runs.

A history knows nothing of the store it is done to, so it can be done once undisturbed,
to learn which states there are, and again with faults.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from test_store import export_of, record

from faults.judging import chance_of, content_of, copies_of
from netpath.model import Decision, FileRead
from netpath.store import Store, backup_path, put_back
from netpath.store.copying import KEPT

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

FIXTURES = Path(__file__).parents[1] / "stores"
DAY = date(2026, 11, 23)
_SALT = "5a17" * 16  # the same in every run, so that whole stores can be compared
_KINDS = ("same", "different", "later", "kept", "avoid", "confidential")
_PARTS = {
    "import": 5, "decide": 4, "undo": 3, "forget": 3, "backup": 2, "copy": 2,
    "restore": 2, "resolve": 1, "me": 1,
}  # fmt: skip


# --- invented people, each with words that nobody else has ----------------------------

NAMES = (
    "Anaïs Quintela", "Bożena Wyżykowska", "王偉麟 Zhaoqing", "Мирослава Ивлева",
    "अनुष्का जोगळेकर", "فيروزة البنفسجي", "김하늬별 Dolmaru", "Νεφέλη Παπαζαφείρη",
    "สมปรารถนา ใจเพชร", "Þórdís Hrafnsdóttir", "גלעדה אבנעזר", "Ngọcbích Trầnvương",
    "თინათინ ფხაკაძე", "ஆதிரை செங்குட்டுவன்", "Dîlbirîn Xanzade", "さくら子 Minazuki",
)  # fmt: skip


@dataclass(frozen=True)
class Invented:
    """Somebody who does not exist."""

    name: str
    slug: str
    email: str

    @property
    def canaries(self) -> tuple[bytes, ...]:
        """What must be in no file once they are forgotten."""
        words = (*self.name.split(), self.slug, self.email)
        forms = {form for word in words for form in (word, word.lower())}
        return tuple(sorted(form.encode().lower() for form in forms))


PEOPLE = tuple(
    Invented(name, f"in:zq{n:02}-x7", f"mail{n:02}@zq.example")
    for n, name in enumerate(NAMES)
)
_OWNERS = PEOPLE[:4]


def row_of(person: Invented, teller: str, position: str = "Librarian"):
    return record(
        person.name,
        teller=teller,
        url=person.slug,
        email=person.email,
        company="Acme",
        position=position,
    )


def _helper_of(person: Invented, teller: str):
    # Names somebody else in a text of their own.
    number = PEOPLE.index(person)
    return record(
        f"Helper {number}",
        teller=teller,
        url=f"in:helper-{number}",
        position=f"Assistant to {person.name}",
    )


def export_by(
    owner: Invented, people: Sequence[Invented], *, crowd: int = 0, version: int = 0
):
    """Give an export whose archive is called after its owner."""
    title = "Librarian" if version % 2 else "Archivist"
    contacts = [row_of(person, owner.slug, title) for person in people]
    contacts += [_helper_of(person, owner.slug) for person in people[::3]]
    contacts += [
        record(f"Crowd {i}", teller=owner.slug, url=f"in:crowd-{i}", position="x" * 60)
        for i in range(crowd)
    ]
    archive = f"{owner.name.replace(' ', '_')}.zip"
    files = (FileRead(f"{archive}/Connections.csv", "connections", 9, 9),)
    return export_of(
        row_of(owner, owner.slug),
        contacts,
        archive=archive,
        day=date(2026, 1, 1) + timedelta(days=version),
        files=files,
    )


def ids_of(person: Invented) -> list[str]:
    """Give the ids of all records that an export here may hold of somebody."""
    titles = ("Librarian", "Archivist")
    return [row_of(person, o.slug, title).id for o in _OWNERS for title in titles]


# --- steps ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One thing that is done: ``do`` takes the place where the store is.

    ``makes`` is the name of the copy that is there when it is done; whether a step that
    ``may_be_missing`` was done makes no difference to later ones.
    """

    kind: str
    do: Callable[[Desk], object]
    forgets: Invented | None = None
    makes: str = ""
    may_be_missing: bool = False


class Desk:
    """Where a store lies, opened when it is needed.

    It is made ready to fail: half a transaction is on the disk before it is whole.
    """

    def __init__(self, folder: Path, *, is_ready: bool = False) -> None:
        self.path = folder / "store.sqlite"
        self._is_ready = is_ready
        self._store: Store | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; it is opened again when it is needed."""
        if self._store:
            self._store.close()
        self._store = None

    @property
    def store(self) -> Store:
        if not self._store:
            self._store = Store.open(self.path)
            if not self._is_ready:
                self._store._database.connection.execute("PRAGMA cache_size = 10")
                self._fix_salt()
        return self._store

    def _fix_salt(self) -> None:
        with self._store._database.writing() as connection:
            connection.execute(
                "UPDATE setting SET value = ?1 WHERE name = 'salt' AND value <> ?1"
                " AND NOT EXISTS (SELECT 1 FROM tombstone)",
                (_SALT,),
            )


@dataclass
class _Making:
    """A history that is being made up.

    ``copies`` counts the backups, ``since`` what was copied after the last of them.
    """

    chance: random.Random
    number: int = 0
    copies: int = 0
    since: int = 0
    forgotten: list[Invented] = field(default_factory=list)


def history(seed: float, length: int) -> list[Step]:
    """Make up what is done to a new store."""
    now = _Making(chance_of(seed))
    steps = [Step("begin", lambda desk: desk.store)]
    for now.number in range(1, length):
        kind = now.chance.choices(list(_PARTS), list(_PARTS.values()))[0]
        # The last backup is the one that is restored; five copies are kept.
        if kind in {"copy", "restore"} and (not now.copies or now.since == KEPT - 1):
            kind = "backup"
        steps.append(_MAKERS[kind](now))
    return steps


def migration(seed: float, length: int) -> list[Step]:
    """Give a history that begins with a store of version 1, which is there already."""
    return [Step("migrate", lambda desk: desk.store), *history(seed, length)[1:]]


def _import(now: _Making) -> Step:
    chance, exports = now.chance, []
    for owner in chance.sample(_OWNERS, chance.choice((1, 1, 2))):
        others = [person for person in PEOPLE if person != owner]
        people = chance.sample(others, chance.randint(0, 6))
        crowd = chance.choice((0, 0, 40))
        exports.append(export_by(owner, people, crowd=crowd, version=now.number))
    return Step("import", lambda desk: desk.store.add_all(exports, on=DAY))


def _decide(now: _Making) -> Step:
    # Of whom was forgotten nobody speaks again.
    known = [person for person in PEOPLE if person not in now.forgotten]
    left, right, third = now.chance.sample(known, 3)
    made = [
        Decision(
            now.chance.choice(_KINDS), tuple(ids_of(left)[:2]),
            tuple(ids_of(right)[2:3]), reason=f"says {third.name} of {now.number}",
        )
        for _ in range(now.chance.choice((1, 3)))
    ]  # fmt: skip
    made.append(Decision("avoid", company=f"{third.name} & Co."))
    return Step("decide", lambda desk: desk.store.decide(*made, on=DAY))


def _undo(_: _Making) -> Step:
    return Step("undo", lambda desk: desk.store.undo())


def _forget(now: _Making) -> Step:
    # Three stay, for decisions to be about.
    person = now.chance.choice(PEOPLE[:-3])
    now.forgotten.append(person)

    def do(desk: Desk) -> None:
        desk.store.forget(ids_of(person), also=[person.name, person.slug, person.email])

    return Step("forget", do, person)


def _backup(now: _Making) -> Step:
    now.copies, now.since, name = now.copies + 1, 0, f"{now.copies + 1}"

    def do(desk: Desk) -> None:
        desk.store.backup(backup_path(desk.path, name), force=True)

    return Step("backup", do, makes=f"store-{name}.sqlite")


def _copy(now: _Making) -> Step:
    now.since, name = now.since + 1, f"aside-{now.number}"

    def do(desk: Desk) -> None:
        desk.store.backup(backup_path(desk.path, name), force=True)

    return Step("copy", do, may_be_missing=True)


def _restore(now: _Making) -> Step:
    now.since, name, kept_as = now.since + 1, f"{now.copies}", f"before-{now.number}"

    def do(desk: Desk) -> None:
        copy = backup_path(desk.path, name)
        put_back(desk.path, copy, kept_as=backup_path(desk.path, kept_as))

    return Step("restore", do, makes=f"store-{kept_as}.sqlite")


def _resolve(_: _Making) -> Step:
    def do(desk: Desk) -> None:
        names = sorted({record.name for record in desk.store.observations().records})
        rows = dict.fromkeys(desk.store.features(1), "\n".join(names).encode())
        desk.store.keep_features(rows, 1)

    return Step("resolve", do)


def _me(now: _Making) -> Step:
    number = now.number

    def do(desk: Desk) -> None:
        # Anybody may be the user, also somebody who is in others' exports only.
        urls = sorted({record.url for record in desk.store.observations().records})
        desk.store.set_me(urls[number % len(urls)] if urls else "")

    return Step("me", do)


_MAKERS = {
    "import": _import, "decide": _decide, "undo": _undo, "forget": _forget,
    "backup": _backup, "copy": _copy, "restore": _restore, "resolve": _resolve,
    "me": _me,
}  # fmt: skip


# --- what comes of it -----------------------------------------------------------------


@dataclass(frozen=True)
class Undisturbed:
    """What there is after each step when nothing goes wrong; first, before any.

    Attributes
    ----------
    states
        The content of the store, see :func:`faults.judging.content_of`.
    copies
        Name and content of the copy that was made last, ("", "") if there is none.
    contents
        That of every copy there ever was.
    canaries
        What must be in no file any more.
    seconds
        How long each step takes.
    """

    steps: list[Step]
    states: list[str]
    copies: list[tuple[str, str]]
    contents: set[str]
    canaries: list[frozenset[bytes]]
    seconds: list[float]


def undisturbed(steps: list[Step], folder: Path) -> Undisturbed:
    """Do it all once, in a folder of its own."""
    with Desk(folder) as desk:
        found = Undisturbed(
            steps, [content_of(desk.path)], [("", "")], set(), [frozenset()], []
        )
        for step in steps:
            began = time.perf_counter()
            step.do(desk)
            found.seconds.append(time.perf_counter() - began)
            found.states.append(content_of(desk.path))
            words = step.forgets.canaries if step.forgets else ()
            found.canaries.append(found.canaries[-1].union(words))
            copies = copies_of(folder)
            name = step.makes or found.copies[-1][0]
            found.copies.append((name, copies.get(name, "")))
            found.contents.update(copies.values())
    return found
