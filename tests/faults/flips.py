"""Stores whose bytes were damaged: an error that says so, or the right answer.

One to three bits are flipped, the file is cut short, or a page is blanked, torn or in
another's place. Then the store is opened and asked everything there is to ask. Allowed
are a NetpathError and the right answer; an answer that is wrong and another exception
are failures, and so are a process that dies or never comes back.
"""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import time
import warnings
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faults.histories import DAY, PEOPLE, Desk, export_by, ids_of
from faults.judging import Report, chance_of, scratch
from netpath.errors import NetpathError
from netpath.model import Decision
from netpath.store import Store

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PATIENCE = 20.0  # seconds without an answer are for ever
_ANA, _BO = PEOPLE[:2]
_IDS = ids_of(PEOPLE[3])

READERS: dict[str, Callable[[Store], object]] = {
    "observations": lambda store: store.observations(),
    "batches": lambda store: store.batches(),
    "mentions": lambda store: store.mentions(_IDS),
    "me": lambda store: store.me,
    "decisions": lambda store: store.decisions(),
    "steps": lambda store: store.steps(),
    "features": lambda store: store.features(1),
    "resolved": lambda store: store.resolved(),
    "state": lambda store: store.state(),
    "said_in": lambda store: store.said_in(2),
    "names_of": lambda store: store.names_of(_IDS),
    "dump": lambda store: store.dump(),
}


def small_store(folder: Path) -> Path:
    """Make a store of a few pages with something in every table."""
    with Desk(folder) as desk:
        store = desk.store
        store.add(export_by(_ANA, PEOPLE[1:5]), on=DAY)
        store.add(export_by(_BO, PEOPLE[2:6], version=1), on=DAY)
        store.forget(ids_of(PEOPLE[5]), also=[PEOPLE[5].email])
        store.set_me(_ANA.slug)
        store.decide(
            Decision("same", tuple(_IDS[:2]), tuple(_IDS[2:4]), reason="sisters"),
            Decision("avoid", company="Ölwerk"),
            on=DAY,
        )
        store.keep_features({1: b"some rows", 2: b"other rows"}, 1)
        store.keep_resolved("1 2", {"who": b"people", "joined": b"pairs"})
        return desk.path


# --- damage ---------------------------------------------------------------------------


def _flip(data: bytearray, chance: random.Random, _: int) -> None:
    for place in chance.choices(range(len(data)), k=chance.randint(1, 3)):
        data[place] ^= 1 << chance.randrange(8)


def _flip_in_one_page(data: bytearray, chance: random.Random, page: int) -> None:
    start = page * chance.randrange(len(data) // page)
    for _ in range(chance.randint(1, 3)):
        data[start + chance.randrange(page)] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random, _: int) -> None:
    del data[chance.randrange(len(data)) :]


def _blank(data: bytearray, chance: random.Random, page: int) -> None:
    start = page * chance.randrange(len(data) // page)
    data[start : start + page] = bytes(page)


def _swap(data: bytearray, chance: random.Random, page: int) -> None:
    one, other = (page * n for n in chance.sample(range(len(data) // page), 2))
    kept = data[one : one + page]
    data[one : one + page] = data[other : other + page]
    data[other : other + page] = kept


def _tear(data: bytearray, chance: random.Random, _: int) -> None:
    start = 512 * chance.randrange(len(data) // 512)
    data[start : start + 512] = chance.randbytes(512)


DAMAGE = {
    "flip": _flip, "page": _flip_in_one_page, "cut": _cut, "blank": _blank,
    "swap": _swap, "tear": _tear,
}  # fmt: skip
_OFTEN = (8, 4, 1, 1, 1, 1)


def damaged(whole: bytes, seed: str, page: int) -> tuple[str, bytes]:
    """Give what was done to a store, and what is left of it."""
    chance, data = chance_of(seed), bytearray(whole)
    kind = chance.choices(list(DAMAGE), _OFTEN)[0]
    DAMAGE[kind](data, chance, page)
    return kind, bytes(data)


# --- asking ---------------------------------------------------------------------------


@dataclass
class FlipsReport(Report):
    """What came of it.

    Attributes
    ----------
    kinds
        How often each kind of damage was done.
    told
        What was raised first, by the name of the error; "right" where every answer was.
    wrong
        Silent wrong answers, by who gave them and the kind of damage.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        yield from super().lines()
        yield f"damage: {dict(self.kinds)}"
        yield f"told: {dict(self.told)}"
        for (reader, kind), count in sorted(self.wrong.items()):
            yield f"  wrong: {reader} after {kind} {count} times"

    def add(self, other: FlipsReport) -> None:
        self.count += other.count
        self.failures += other.failures
        for mine, theirs in (
            (self.kinds, other.kinds), (self.told, other.told),
            (self.wrong, other.wrong),
        ):  # fmt: skip
            mine.update(theirs)


def _ask(path: Path, whole: dict[str, object], name: str, report: FlipsReport) -> None:
    """Ask a damaged store everything."""
    told, kind = [], name.partition(" ")[0]
    try:
        with Store.open(path, must_exist=True) as store:
            for reader, read in READERS.items():
                try:
                    if read(store) != whole[reader]:
                        report.wrong[reader, kind] += 1
                        told.append("wrong")
                except NetpathError as error:
                    told.append(type(error).__name__)
            store.check()
    except NetpathError as error:
        told.append(type(error).__name__)
    except Exception as error:  # noqa: BLE001 - it is reported
        report.fail(f"{name}: {error!r:.150}")
    if "wrong" in told:
        report.fail(f"{name}: a wrong answer")
    report.told[told[0] if told else "right"] += 1


def _work(whole: bytes, numbers: range, seed: int, now, pipe) -> None:
    report = FlipsReport()
    with scratch() as folder:
        path = folder / "store.sqlite"
        path.write_bytes(whole)
        answers, page = _answers(path)
        for number in numbers:
            now.value = number
            kind, data = damaged(whole, f"{seed} {number}", page)
            path.write_bytes(data)
            journal = folder / "store.sqlite-journal"
            journal.unlink(missing_ok=True)
            _ask(path, answers, f"{kind} {number}", report)
            report.count += 1
            report.kinds[kind] += 1
    pipe.send(report)


def _answers(path: Path) -> tuple[dict[str, object], int]:
    with Store.open(path) as store:
        assert not store.check()
        answers = {name: read(store) for name, read in READERS.items()}
    with closing(sqlite3.connect(path)) as connection:
        return answers, connection.execute("PRAGMA page_size").fetchone()[0]


# --- several processes, watched -------------------------------------------------------


def run(count: int, seed: int, processes: int = 2) -> FlipsReport:
    """Damage so many stores."""
    report, began = FlipsReport(), time.perf_counter()
    with scratch() as folder:
        whole = small_store(folder).read_bytes()
    share = -(-count // processes)
    ranges = [
        range(first, min(first + share, count)) for first in range(0, count, share)
    ]
    watched = [_Watched(whole, numbers, seed) for numbers in ranges]
    for one in watched:
        one.wait(report)
    report.seconds = time.perf_counter() - began
    return report


class _Watched:
    """A process that damages stores, begun again behind what it could not bear."""

    def __init__(self, whole: bytes, numbers: range, seed: int) -> None:
        how = "fork" if hasattr(os, "fork") else "spawn"
        self._context = multiprocessing.get_context(how)
        self._whole, self._numbers, self._seed = whole, numbers, seed
        self._begin()

    def _begin(self) -> None:
        self._now = self._context.Value("q", self._numbers.start)
        self._pipe, writing = self._context.Pipe(duplex=False)
        task = self._whole, self._numbers, self._seed, self._now, writing
        self._process = self._context.Process(target=_work, args=task)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # no thread is ours
            self._process.start()
        writing.close()

    def wait(self, report: FlipsReport) -> None:
        while self._numbers:
            before = self._now.value
            if self._pipe.poll(_PATIENCE):
                self._take(report)
            elif self._now.value == before:
                self._process.kill()
                self._go_on_behind(report, "it hangs")

    def _take(self, report: FlipsReport) -> None:
        try:
            report.add(self._pipe.recv())
            self._process.join()
            self._numbers = range(0)
        except EOFError:
            self._process.join()
            self._go_on_behind(report, f"a crash, {self._process.exitcode}")

    def _go_on_behind(self, report: FlipsReport, what: str) -> None:
        # What was found before in this range is lost; that it went wrong is not.
        number = self._now.value
        report.fail(f"{what} at {number}")
        report.count += number - self._numbers.start + 1
        self._numbers = range(number + 1, self._numbers.stop)
        if self._numbers:
            self._begin()
