"""Processes ended by ``kill -9`` at random moments, and what they leave.

A child does a history step by step and acknowledges each in a pipe. It is killed within
the step that follows a random one, at a random moment of the time that step takes. Then
the store is opened: it must be in the state that was acknowledged last or in the very
next one. The next child goes on from there. Children are forked from a process that has
imported everything, so that a kill takes milliseconds.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
import traceback
import warnings
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faults.histories import FIXTURES, Desk, history, migration, undisturbed
from faults.judging import (
    Report,
    Verdict,
    chance_of,
    index_of_state,
    look_at_copies,
    look_for,
    scratch,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from faults.histories import Step, Undisturbed

_LENGTH = 25
_ROUNDS = 4  # that a history is done anew, killed at other moments
_OVERTIME = 1.4  # a process that writes into a pipe takes a little longer


@dataclass
class KillingReport(Report):
    """``within`` counts kills by the step they struck; ``half_written`` those that left
    a journal, so that the store had to be put right."""

    within: Counter[str] = field(default_factory=Counter)
    half_written: int = 0

    def lines(self) -> Iterator[str]:
        yield from super().lines()
        yield f"within {dict(self.within)}"
        yield f"{self.half_written} left a store half written"


def run(count: int, seed: int) -> KillingReport:
    """Kill so many processes."""
    report, chance, began = KillingReport(), chance_of(seed), time.perf_counter()
    number = 0
    while report.count < count:
        number += 1
        is_older = number % 3 == 0
        make, length = (migration, 4) if is_older else (history, _LENGTH)
        with scratch() as folder:
            if is_older:
                _put_fixture(folder)
            expected = undisturbed(make(chance.random(), length), folder)
        for _ in range(_ROUNDS * (1 + is_older)):
            if report.count < count:
                _round(expected, chance, report, count, is_older=is_older)
    report.seconds = time.perf_counter() - began
    return report


def _put_fixture(folder: Path) -> None:
    shutil.copy(FIXTURES / "version_1.sqlite", folder / "store.sqlite")


def _round(
    expected: Undisturbed,
    chance: random.Random,
    report: KillingReport,
    count: int,
    *,
    is_older: bool,
) -> None:
    """Do one history to its end, with kills on the way."""
    with scratch() as folder:
        if is_older:
            _put_fixture(folder)
        index = 0
        try:
            while index < len(expected.steps) and report.count < count:
                index = _kill_once(expected, index, folder, chance, report)
        except Verdict as verdict:
            step = expected.steps[min(index, len(expected.steps) - 1)].kind
            report.fail(f"{verdict} (at or after {step})")


def _kill_once(
    expected: Undisturbed,
    index: int,
    folder: Path,
    chance: random.Random,
    report: KillingReport,
) -> int:
    wanted = chance.choice((0, 0, 0, 1, 2, 3))
    struck = min(index + wanted, len(expected.steps) - 1)
    moment = chance.uniform(0, _OVERTIME * expected.seconds[struck])
    acknowledged = index + _kill(expected.steps[index:], folder, wanted, moment)
    report.count += 1
    report.half_written += folder.joinpath("store.sqlite-journal").exists()
    if acknowledged < len(expected.steps):
        report.within[expected.steps[acknowledged].kind] += 1
    found = index_of_state(folder / "store.sqlite", expected.states, acknowledged)
    look_at_copies(folder, expected, found)
    look_for(expected.canaries[found], folder)
    # Few people do at once again what a crash kept them from doing.
    is_left = found < len(expected.steps) and expected.steps[found].may_be_missing
    return found + 1 if is_left and acknowledged == found else found


def _kill(steps: list[Step], folder: Path, wanted: int, moment: float) -> int:
    """Let a child do steps, and end it a moment after so many; give how many it did."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no thread is ours
        child = os.fork()
    if not child:
        _work(steps, folder, writing)
    os.close(writing)
    done = 0
    # The first byte says that it is ready.
    while done < wanted + 1 and os.read(reading, 1):
        done += 1
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        os.close(reading)
        raise Verdict("error", "a step was not done; it says why above")
    while os.read(reading, 1):
        done += 1
    os.close(reading)
    return max(done - 1, 0)


def _work(steps: list[Step], folder: Path, pipe: int) -> None:
    # The child never comes back: what its parent would do at its end is not its own.
    status = 1
    try:
        os.write(pipe, b".")
        with Desk(folder) as desk:
            for step in steps:
                step.do(desk)
                os.write(pipe, b".")
        status = 0
    except Exception:  # noqa: BLE001 - it is said, and the parent sees the status
        traceback.print_exc()
    finally:
        os._exit(status)
