"""From files to the store: source by source, in their order, on all cores if many.

Reading an export takes longer than keeping it, and no export waits for another. So
other processes read and make everything ready, and this one writes. At any time only a
few exports are in memory.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from netpath.errors import NetpathError
from netpath.importers import read_job
from netpath.resolve.features import VERSION as FEATURES
from netpath.resolve.features import features_of_export
from netpath.store import Added, Store, observe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future
    from datetime import date
    from pathlib import Path

    from netpath.importers import Asked
    from netpath.model import Export
    from netpath.store import Observed

    Job = Sequence[Path]
    Outcome = list["Ready | NetpathError"]

_FEW = 12
"""So many jobs are read here before another process has started."""
_BETWEEN_COLLECTIONS = 1_000_000
_AHEAD = 50
"""Jobs under way for each process, so that none waits while much is written."""
_AT_ONCE = 100_000
"""Records after which what is ready is written, in one transaction: ids are scattered,
so each transaction writes most of the indexes anew, however little it adds."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A source that was read.

    Attributes
    ----------
    account
        The export without its records, ties and memberships.
    observed
        Those, as the store writes them.
    """

    account: Export
    observed: Observed


@dataclass(frozen=True, slots=True)
class Taken:
    """A source that is in the store, and what it changed there.

    ``is_mine`` says that it is now taken for the user's own export.
    """

    account: Export
    counts: dict[str, int]
    added: Added
    is_mine: bool = False

    def as_mine(self) -> Taken:
        """Give the same, taken for the user's own."""
        return replace(self, is_mine=True)


def read_all(jobs: Sequence[Job], asked: Asked) -> Iterator[Ready | NetpathError]:
    """Read jobs in their order; of a source that cannot be read comes the error.

    Parameters
    ----------
    jobs
        See :func:`netpath.importers.jobs_of`.
    """
    workers = min(os.cpu_count() or 1, len(jobs) // _FEW)
    if workers < 2:  # noqa: PLR2004 - one alone would only be a detour
        for job in jobs:
            yield from _ready(job, asked)
        return
    # Imported here: most imports are of one export.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    # Started afresh and not forked: a fork of a process with threads may hang.
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_collect_rarely
    ) as pool:
        for outcome in _in_order(pool, jobs, asked, ahead=_AHEAD * workers):
            yield from outcome


def _collect_rarely() -> None:
    # An export is a hundred thousand small values that live until it is made ready:
    # looking through them for garbage took an eighth of the time.
    gc.set_threshold(_BETWEEN_COLLECTIONS)


def _in_order(
    pool: Executor, jobs: Iterable[Job], asked: Asked, *, ahead: int
) -> Iterator[Outcome]:
    """Keep a few jobs under way; give what they come to in the order of the jobs."""
    waiting = iter(jobs)
    under_way: deque[Future[Outcome]] = deque(
        pool.submit(_ready, job, asked) for job in islice(waiting, ahead)
    )
    while under_way:
        yield under_way.popleft().result()
        under_way += [pool.submit(_ready, job, asked) for job in islice(waiting, 1)]


def _ready(job: Job, asked: Asked) -> Outcome:
    return [
        one if isinstance(one, NetpathError) else _made_ready(one)
        for one in read_job(job, asked)
    ]


def _made_ready(export: Export) -> Ready:
    account = replace(export, records=(), ties=(), memberships=())
    return Ready(account, observe(export, (FEATURES, features_of_export(export))))


def take_in(
    store: Store, read: Iterable[Ready | NetpathError], *, on: date
) -> Iterator[Taken | NetpathError]:
    """Keep what was read; what is given is kept for good.

    Several sources are written in one transaction: each is in the store wholly or not
    at all.
    """
    held: list[Ready | NetpathError] = []
    for one in read:
        held.append(one)
        if _weight(held) >= _AT_ONCE:
            yield from _keep(store, held, on)
            held = []
    yield from _keep(store, held, on)


def _weight(held: Iterable[Ready | NetpathError]) -> int:
    return sum(len(r.observed.records) for r in held if isinstance(r, Ready))


def _keep(
    store: Store, held: Sequence[Ready | NetpathError], on: date
) -> Iterator[Taken | NetpathError]:
    ready = [one.observed for one in held if isinstance(one, Ready)]
    added = iter(store.add_all(ready, on=on) if ready else ())
    for one in held:
        yield one if isinstance(one, NetpathError) else _taken(one, next(added))


def try_out(
    store: Store | None, read: Iterable[Ready | NetpathError], *, on: date
) -> Iterator[Taken | NetpathError]:
    """Say what :func:`take_in` would do, and do nothing; None is a store yet to be."""
    held = list(read)
    ready = [one.observed for one in held if isinstance(one, Ready)]
    tried = store.try_all(ready, on=on) if store else map(_all_new, ready)
    added = iter(tried)
    for one in held:
        yield one if isinstance(one, NetpathError) else _taken(one, next(added))


def _all_new(observed: Observed) -> Added:
    return Added(
        is_new=True,
        records_new=len(observed.records),
        records_known=0,
        ties_new=len(observed.ties),
        ties_known=0,
        memberships_new=len(observed.memberships),
        forgotten=0,
    )


def _taken(ready: Ready, added: Added) -> Taken:
    return Taken(ready.account, ready.observed.counts, added)
