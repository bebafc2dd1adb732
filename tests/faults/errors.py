"""An error at every point of every operation, and the store is as it was before.

``statement``
    The n-th thing that netpath asks of SQLite fails.
``step``
    SQLite is stopped at the n-th step of its virtual machine that may be stopped.
``disk``, ``dead disk``
    The n-th write, sync, truncation, deletion or renaming fails; then the disk works
    again, or never.
``size``
    No file may grow beyond n pages of 4 kB, as on a full disk.
``room``
    The store may have n pages more than it has.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections import Counter
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING
from unittest import mock

from faults.disk import BrokenDiskError, Recording, apsw, recorded
from faults.histories import (
    DAY,
    FIXTURES,
    PEOPLE,
    Desk,
    Step,
    export_by,
    ids_of,
)
from faults.judging import (
    Report,
    chance_of,
    content_of,
    copies_of,
    problems_of,
    scratch,
)
from netpath.errors import NetpathError
from netpath.model import Decision
from netpath.store import backup_path, database, put_back

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from faults.disk import Event

PAGE = 4096
_NEVER = 10**9
_MOST = 12_000  # of one kind in one operation; only steps of large ones are more
_ANA, _BO, _CY = PEOPLE[:3]


# --- operations -----------------------------------------------------------------------


def _restore(desk: Desk) -> None:
    copy = backup_path(desk.path, "kept")
    put_back(desk.path, copy, kept_as=backup_path(desk.path, "before"))


def _steps(**operations: Callable[[Desk], object]) -> dict[str, Step]:
    return {name: Step(name, do) for name, do in operations.items()}


OPERATIONS = _steps(
    begin=lambda desk: desk.store,
    migrate=lambda desk: desk.store,
    import_few=lambda desk: desk.store.add(export_by(_BO, PEOPLE[3:6]), on=DAY),
    import_many=lambda desk: desk.store.add_all(
        [export_by(_BO, PEOPLE, crowd=200), export_by(_CY, PEOPLE[5:9])], on=DAY
    ),
    decide=lambda desk: desk.store.decide(
        Decision("same", ("r1", "r2"), ("r3",)), Decision("avoid", company="Ö"), on=DAY
    ),
    undo=lambda desk: desk.store.undo(),
    forget=lambda desk: desk.store.forget(ids_of(PEOPLE[4]), also=[PEOPLE[4].name]),
    me=lambda desk: desk.store.set_me(_ANA.slug),
    features=lambda desk: desk.store.keep_features({1: b"rows"}, 1),
    resolved=lambda desk: desk.store.keep_resolved("now", {"who": b"x" * 5000}),
    backup=lambda desk: desk.store.backup(backup_path(desk.path, "new")),
    restore=_restore,
)


@cache
def _files_before(operation: str) -> dict[str, bytes]:
    """Give what lies in the folder when an operation begins."""
    with scratch() as folder:
        if operation == "migrate":
            shutil.copy(FIXTURES / "version_1.sqlite", folder / "store.sqlite")
        elif operation != "begin":
            with Desk(folder) as desk:
                desk.store.add(export_by(_ANA, PEOPLE[1:4]), on=DAY)
                desk.store.backup(backup_path(desk.path, "kept"))
                desk.store.add(export_by(_ANA, PEOPLE[3:9], crowd=20), on=DAY)
        return _files_in(folder)


def _files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- faults ---------------------------------------------------------------------------


class Fault:
    """Lets the n-th of some events fail, and counts them, once it is armed."""

    def __init__(self, at: int = _NEVER) -> None:
        self.at, self.count, self._is_armed = at, 0, False
        self.keeps_from_tidying = False

    def is_due(self) -> bool:
        self.count += self._is_armed
        return self.count == self.at and self._is_armed

    def around(self, _: Path) -> AbstractContextManager[object]:
        """Give what has to be there while netpath works."""
        return nullcontext()

    def arm(self, _: Desk) -> None:
        """Begin to count; the store is open, unless opening it is what is tried."""
        self._is_armed = True


class StatementFault(Fault):
    def around(self, _: Path) -> AbstractContextManager[object]:
        fault = self

        class Failing(sqlite3.Connection):
            def execute(self, *asked):
                fault.fail_when_due()
                return super().execute(*asked)

            def executemany(self, *asked):
                fault.fail_when_due()
                return super().executemany(*asked)

            def executescript(self, *asked):
                fault.fail_when_due()
                return super().executescript(*asked)

            def backup(self, *asked, **options):
                fault.fail_when_due()
                return super().backup(*asked, **options)

        return _connecting(factory=Failing)

    def fail_when_due(self) -> None:
        if self.is_due():
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error


class StepFault(Fault):
    def around(self, _: Path) -> AbstractContextManager[object]:
        fault = self

        class Stopped(sqlite3.Connection):
            def __init__(self, *args, **options):
                super().__init__(*args, **options)
                self._last = ""
                self.set_progress_handler(self._is_stopped, 1)
                self.set_trace_callback(lambda said: setattr(self, "_last", said))

            def _is_stopped(self):
                # What is committed is committed: a COMMIT is stopped before it is.
                is_over = self._last == "COMMIT" and not self.in_transaction
                return not is_over and fault.is_due()

        return _connecting(factory=Stopped)


class DiskFault(Fault):
    def around(self, folder: Path) -> AbstractContextManager[object]:
        return recorded(Recording(folder, self._fail_when_due))

    def _fail_when_due(self, event: Event) -> None:
        if self.is_due():
            self.keeps_from_tidying |= event[0] == "delete"
            raise BrokenDiskError(event[0])


class DeadDiskFault(DiskFault):
    def is_due(self) -> bool:
        return super().is_due() or self.count > self.at


class SizeFault(Fault):
    @contextmanager
    def around(self, folder: Path) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            self.count = 4 + max(map(len, _files_in(folder).values())) // PAGE

    def arm(self, _: Desk) -> None:
        room = min(self.at - 1, 1 << 20) * PAGE
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))


class RoomFault(Fault):
    def arm(self, desk: Desk) -> None:
        ask = desk.store._database.connection.execute
        pages = ask("PRAGMA page_count").fetchone()[0]
        ask(f"PRAGMA max_page_count = {min(pages + self.at - 1, 1 << 30)}")
        self.count = 24


FAULTS: dict[str, type[Fault]] = {
    "statement": StatementFault,
    "step": StepFault,
    **({"disk": DiskFault, "dead disk": DeadDiskFault} if apsw else {}),
    **({"size": SizeFault} if resource else {}),
    "room": RoomFault,
}
_BY_OPENING = {"begin", "migrate"}
_OPENING = {*_BY_OPENING, "restore"}  # what opens a store itself


@contextmanager
def _connecting(**options: object) -> Iterator[None]:
    """Let netpath's connections be of another class."""
    shim = ModuleType("sqlite3")
    shim.__dict__.update(vars(sqlite3))

    def connect(path, **rest):
        own = {} if path == ":memory:" else options
        return sqlite3.connect(path, **rest, **own)

    shim.connect = connect
    with mock.patch.object(database, "sqlite3", shim):
        yield


# --- judging --------------------------------------------------------------------------


@dataclass
class ErrorsReport(Report):
    """``points`` counts the places that were made to fail, by fault and operation;
    ``said`` the errors that netpath raised."""

    points: Counter[tuple[str, str]] = field(default_factory=Counter)
    existing: Counter[tuple[str, str]] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        yield from super().lines()
        yield f"said: {dict(self.said)}"
        for fault in FAULTS:
            tried = ", ".join(
                f"{name} {self.points[fault, name]}/{self.existing[fault, name]}"
                for name in OPERATIONS
                if self.existing[fault, name]
            )
            yield f"{fault}: {tried}"


def run(count: int, seed: int) -> ErrorsReport:
    """Let so many points of each kind in each operation fail; if 0 as good as all."""
    report, chance, began = ErrorsReport(), chance_of(seed), time.perf_counter()
    for kind in FAULTS:
        for name in OPERATIONS:
            if kind == "room" and name in _OPENING:
                continue
            with scratch() as folder:
                trial = _Trial(kind, name, folder)
                report.existing[kind, name] = len(trial.points)
                for at in trial.some_points(count or _MOST, chance):
                    trial.fail_at(at, report)
    report.seconds = time.perf_counter() - began
    return report


class _Trial:
    """One operation under one kind of fault, in a folder of its own."""

    def __init__(self, kind: str, name: str, folder: Path) -> None:
        self._kind, self._name, self._folder = kind, name, folder
        self._path, self._is_untidy = folder / "store.sqlite", False
        self._put_back()
        self._before = content_of(self._path)
        counting = FAULTS[kind]()
        if error := self._do(counting):
            raise error
        self._after = content_of(self._path)
        self.points = range(1, counting.count + 1)

    def some_points(self, count: int, chance: random.Random) -> list[int]:
        return chance.sample(self.points, min(count, len(self.points)))

    def fail_at(self, at: int, report: ErrorsReport) -> None:
        self._put_back()
        fault = FAULTS[self._kind](at)
        error = self._do(fault)
        self._is_untidy = fault.keeps_from_tidying
        report.count += 1
        report.points[self._kind, self._name] += 1
        report.said[type(error).__name__ if error else "nothing, it was done"] += 1
        if wrong := self._wrong_with(error):
            report.fail(f"{wrong} ({self._kind} {at} of {self._name}; {error!r:.120})")

    def _put_back(self) -> None:
        files = _files_before(self._name)
        for name in _files_in(self._folder).keys() - files:
            self._folder.joinpath(name).unlink()
        for name, data in files.items():
            path = self._folder / name
            path.parent.mkdir(exist_ok=True)
            if not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)

    def _do(self, fault: Fault) -> Exception | None:
        try:
            with fault.around(self._folder), Desk(self._folder, is_ready=True) as desk:
                if self._name not in _OPENING:
                    assert desk.store  # opened before anything goes wrong
                fault.arm(desk)
                OPERATIONS[self._name].do(desk)
        except Exception as error:  # noqa: BLE001 - which it is, is judged
            return error
        return None

    def _wrong_with(self, error: Exception | None) -> str:
        """Say what is wrong; "" where nothing is."""
        if error and not isinstance(error, NetpathError):
            return "an error that is not netpath's"
        try:
            problems = problems_of(self._path)
            return "; ".join(problems) or self._wrong_state(error) or self._stray()
        except (sqlite3.DatabaseError, NetpathError) as broken:
            return f"corrupt: {broken}"

    def _wrong_state(self, error: Exception | None) -> str:
        found = content_of(self._path)
        if found not in {self._before, self._after}:
            return "torn"
        if error and found != self._before and self._name not in _BY_OPENING:
            return "done, though an error was said"
        return "not done, and not said" if not error and found != self._after else ""

    def _stray(self) -> str:
        """Say what lies beside the store that is no whole copy of it."""
        if self._is_untidy:
            return ""
        copies = copies_of(self._folder)
        for name in _files_in(self._folder).keys() - _files_before(self._name):
            content = copies.get(name.removeprefix("backups/"), "")
            if name != "store.sqlite" and content not in {self._before, self._after}:
                return f"left behind: {name}"
        return ""
