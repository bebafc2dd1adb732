"""Power cuts at any write, sync, truncation, deletion or renaming, and what they leave.

A history is recorded once on a disk that keeps what was synced apart from what was only
written, see :mod:`faults.disk`. For each cut an event is drawn, and what the disk would
hold then: what was not synced is dropped, kept, or torn at sectors of 512 bytes; names
that were not settled are there or not. What is left is opened as any store, with the
standard library's SQLite. New folders are taken for safe.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faults.disk import Disk, Recording, recorded
from faults.histories import FIXTURES, Desk, history, migration, undisturbed
from faults.judging import (
    Report,
    Verdict,
    chance_of,
    content_of,
    index_of_state,
    look_at_copies,
    look_for,
    scratch,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from faults.disk import Event
    from faults.histories import Step, Undisturbed

_LENGTH = 12
_CUTS = 400  # of one history, which takes as long to record as forty of them


@dataclass
class PowerReport(Report):
    """``verdicts`` counts what was wrong: ``lost``, ``torn``, ``corrupt``, ``copy``,
    ``canary``; ``struck`` the kinds of events that were the last before a cut."""

    synchronous: str = "EXTRA"
    verdicts: Counter[str] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)
    different: int = 0

    def lines(self) -> Iterator[str]:
        yield f"synchronous = {self.synchronous}"
        yield from super().lines()
        yield f"wrong: {dict(self.verdicts)}"
        yield f"cut after {dict(self.struck)}, {self.different} different disks"


def run(
    count: int, seed: int, synchronous: str = "EXTRA", cuts: int = _CUTS
) -> PowerReport:
    """Cut the power so many times."""
    report, chance = PowerReport(synchronous=synchronous), chance_of(seed)
    began, number = time.perf_counter(), 0
    while report.count < count:
        number += 1
        is_older = number % 4 == 0
        steps = (migration if is_older else history)(chance.random(), _LENGTH)
        with scratch() as folder:
            expected = undisturbed(steps, _ready(folder / "plain", is_older=is_older))
            events = record(
                steps, _ready(folder / "disk", is_older=is_older), synchronous
            )
            same = content_of(folder / "disk" / "store.sqlite")
            assert same == expected.states[-1], "both versions of SQLite do the same"
        _cut(events, expected, min(cuts, count - report.count), chance, report)
    report.seconds = time.perf_counter() - began
    return report


def _ready(folder: Path, *, is_older: bool) -> Path:
    folder.mkdir(0o700)
    if is_older:
        shutil.copy(FIXTURES / "version_1.sqlite", folder / "store.sqlite")
    return folder


def record(steps: list[Step], folder: Path, synchronous: str) -> list[Event]:
    """Do a history; give what happened to the disk, and when each step was done."""
    recording = Recording(folder)
    for path in folder.iterdir():
        recording.note("create", path)
        recording.note("write", path, 0, path.read_bytes())
        recording.note("sync", path)
        recording.note("settle", folder)
    recording.note("done", folder, 0)
    with recorded(recording, synchronous), Desk(folder) as desk:
        for number, step in enumerate(steps, 1):
            step.do(desk)
            recording.note("done", folder, number)
    return recording.events


def _cut(
    events: list[Event],
    expected: Undisturbed,
    count: int,
    chance: random.Random,
    report: PowerReport,
) -> None:
    """Draw so many cuts, and go through the events once."""
    begun = events.index(("done", "", 0))
    everywhere = range(begun, len(events))
    # Nine in ten are writes; what happens between them matters as much.
    between = [number for number in everywhere if events[number][0] != "write"]
    cuts = Counter(
        chance.choice(chance.choice((everywhere, between))) for _ in range(count)
    )
    disk, done, judged = Disk(), 0, {}
    for number, event in enumerate(events):
        disk.take(event)
        done = event[2] if event[0] == "done" else done
        for _ in range(cuts[number]):
            left = disk.survivors(chance)
            key = done, _digest(left)
            if key not in judged:
                judged[key] = _wrong_with(left, expected, done)
            report.count += 1
            report.struck[event[0]] += 1
            if verdict := judged[key]:
                report.verdicts[verdict.kind] += 1
                report.fail(f"{verdict} (after {done} steps, at a {event[0]})")
    report.different += len(judged)


def _digest(left: dict[str, bytes]) -> bytes:
    digest = hashlib.sha1(usedforsecurity=False)
    for name, data in sorted(left.items()):
        digest.update(f"{name} {len(data)} ".encode())
        digest.update(data)
    return digest.digest()


def _wrong_with(
    left: dict[str, bytes], expected: Undisturbed, done: int
) -> Verdict | None:
    with scratch() as folder:
        for name, data in left.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        try:
            path = folder / "store.sqlite"
            found = index_of_state(path, expected.states, done)
            look_at_copies(folder, expected, found)
            look_for(expected.canaries[found], folder)
        except Verdict as verdict:
            return verdict
    return None
