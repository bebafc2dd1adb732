"""Many processes at one store at once, and nothing that was done is lost.

They open it at the same moment, while it does not exist yet or is of version 1, and then
each imports, decides, reads, forgets people of its own, makes backups and opens the
store anew, in an order of its own. At the end the store must hold just what they say
they did.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import time
import warnings
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from test_store import export_of, record

from faults.histories import DAY, FIXTURES, NAMES
from faults.judging import Report, chance_of, copies_of, scratch
from netpath.errors import StoreBusyError
from netpath.model import Decision
from netpath.store import Store, backup_path

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

PROCESSES = 8
_AT_ONE_STORE = 32  # things that each process does to one store
_PARTS = {
    "import": 6, "decide": 4, "read": 4, "forget": 2, "backup": 2, "open": 3,
}  # fmt: skip


@dataclass
class Done:
    """What a process says it did to the store."""

    kept: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    did: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


@dataclass
class CrowdReport(Report):
    """``did`` counts what was done, ``stores`` how many stores it was done to."""

    did: Counter[str] = field(default_factory=Counter)
    stores: int = 0

    def lines(self) -> Iterator[str]:
        yield from super().lines()
        yield f"{PROCESSES} processes at {self.stores} stores did {dict(self.did)}"


def run(count: int, seed: int) -> CrowdReport:
    """Do so many things, all processes together."""
    report, began = CrowdReport(), time.perf_counter()
    while report.count < count:
        left = -(-(count - report.count) // PROCESSES)
        with scratch() as folder:
            if report.stores % 2:
                shutil.copy(FIXTURES / "version_1.sqlite", folder / "store.sqlite")
            _at_one_store(
                folder, min(left, _AT_ONE_STORE), seed + report.stores, report
            )
        report.stores += 1
    report.seconds = time.perf_counter() - began
    return report


def _at_one_store(folder: Path, each: int, seed: int, report: CrowdReport) -> None:
    results = _all_at_once(folder, each, seed)
    for done in results:
        report.did.update(done.did)
        report.count += done.did.total()
        for problem in done.problems:
            report.fail(problem)
    try:
        for said in _wrong_with(folder, results):
            report.fail(said)
    except Exception as error:  # noqa: BLE001 - it is reported
        report.fail(f"at the end: {error!r}")


def _wrong_with(folder: Path, results: list[Done]) -> Iterator[str]:
    with Store.open(folder / "store.sqlite") as store:
        yield from store.check()
        said = store.observations()
        found = {r.id for r in said.records if r.teller.startswith("in:crowd")}
        reasons = {decision.reason for decision in store.decisions()}
    kept = set().union(*(done.kept for done in results))
    if lost := kept - found:
        yield f"{len(lost)} records are lost"
    if found - kept:
        yield f"{len(found - kept)} records came back"
    if reasons != set().union(*(done.reasons for done in results)):
        yield "decisions are lost"
    if "" in copies_of(folder).values():
        yield "a copy is empty"
    if drafts := list(folder.rglob(".*")):
        yield f"left behind: {drafts}"


def _all_at_once(folder: Path, each: int, seed: int) -> list[Done]:
    how = "fork" if hasattr(os, "fork") else "spawn"
    context = multiprocessing.get_context(how)
    barrier, pipes = context.Barrier(PROCESSES), []
    for number in range(PROCESSES):
        reading, writing = context.Pipe(duplex=False)
        who = folder / "store.sqlite", number, chance_of(f"{seed} {number}")
        task = who, each, barrier, writing
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # no thread is ours
            context.Process(target=_work, args=task).start()
        writing.close()
        pipes.append(reading)
    return [_received(pipe) for pipe in pipes]


def _received(pipe) -> Done:
    try:
        return pipe.recv()
    except EOFError:
        return Done(problems=["a process ended without a word"])


def _work(who: tuple[Path, int, random.Random], each: int, barrier, pipe) -> None:
    done, (_, number, _) = Done(), who
    try:
        barrier.wait()
        _Worker(*who, done).work(each)
    except StoreBusyError as error:
        done.problems.append(f"busy for ten seconds: {error!r}")
    except Exception as error:  # noqa: BLE001 - it is reported
        done.problems.append(f"process {number} after {done.did}: {error!r}")
    pipe.send(done)


class _Worker:
    """One of the crowd; what it did stands in ``done`` as soon as netpath says so."""

    def __init__(
        self, path: Path, number: int, chance: random.Random, done: Done
    ) -> None:
        self._path, self._chance, self._done = path, chance, done
        self._number, self._teller = number, f"in:crowd-{number}"
        self._store = Store.open(path)
        self._made = 0

    def work(self, count: int) -> None:
        for _ in range(count):
            kind = self._chance.choices(list(_PARTS), list(_PARTS.values()))[0]
            self._made += 1
            getattr(self, f"_{kind}")()
            self._done.did[kind] += 1
        self._store.close()

    def _person(self, number: int):
        name = f"{NAMES[number % len(NAMES)]} {number}"
        url = f"{self._teller}-{number}"
        company = f"Acme {url}"  # or they would be one person with others' people
        return record(name, teller=self._teller, url=url, company=company)

    def _import(self) -> None:
        first = self._chance.randrange(100)
        people = [self._person(n) for n in range(first, first + 20)]
        owner = record(f"Owner {self._teller}", teller=self._teller, url=self._teller)
        self._store.add(export_of(owner, people), on=DAY)
        self._done.kept |= {owner.id, *(p.id for p in people)} - self._done.forgotten

    def _decide(self) -> None:
        reason = f"because of {self._made} by {self._number}"
        people = (self._person(1).id,), (self._person(2).id,)
        # Even when both are forgotten this is kept.
        decision = Decision("avoid", *people, company="Ölwerk", reason=reason)
        self._store.decide(decision, on=DAY)
        self._done.reasons.add(reason)

    def _read(self) -> None:
        found = {one.id for one in self._store.observations().records}
        if not self._done.kept <= found or self._done.forgotten & found:
            self._done.problems.append("it does not see what it did")
        self._store.dump()

    def _forget(self) -> None:
        person = self._person(self._chance.randrange(100))
        self._store.forget([person.id], also=[person.url])
        self._done.forgotten.add(person.id)
        self._done.kept.discard(person.id)

    def _backup(self) -> None:
        name = f"{self._teller[3:]}-{self._made}"
        self._store.backup(backup_path(self._path, name))

    def _open(self) -> None:
        self._store.close()
        self._store = Store.open(self._path)
