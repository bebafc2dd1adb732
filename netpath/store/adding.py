"""Taking in what an export says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netpath.store.erasing import FORGOTTEN, Forgotten, erase
from netpath.store.forgetting import traces_of
from netpath.store.observed import record_of
from netpath.store.writing import Writing

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from netpath.model import Record
    from netpath.store.forgetting import Tombstones
    from netpath.store.observed import Observed


_NEVER = 2**31 - 1  # pages; OFF would not hold within a transaction


@dataclass(frozen=True, slots=True)
class Added:
    """What an import changed.

    Attributes
    ----------
    is_new
        False where the store already held just this; then nothing was changed, but
        for the day on which it was last true.
    forgotten
        Records left out because they are about somebody forgotten.
    """

    is_new: bool
    records_new: int
    records_known: int
    ties_new: int
    ties_known: int
    memberships_new: int
    forgotten: int


def add(
    connection: sqlite3.Connection,
    observed: Observed,
    tombstones: Tombstones,
    *,
    on: date,
) -> Added:
    """Keep what an export says, without what it says about the forgotten."""
    left_out = _left_out(observed, tombstones)
    if _is_known(connection, observed.key, observed.exported):
        return _nothing_new(observed, left_out)
    if left_out:
        # What is taken out again in the same transaction never reaches the disk.
        connection.execute(f"PRAGMA cache_spill = {_NEVER}")
    writing = Writing(connection, observed, on)
    records, ties = writing.records(), writing.ties()
    memberships = writing.memberships()
    writing.rest()
    erased = _erase(connection, left_out, writing.batch)
    return Added(
        is_new=True,
        records_new=records - erased.records,
        records_known=len(observed.records) - records,
        ties_new=ties - erased.ties,
        ties_known=len(observed.ties) - ties,
        memberships_new=memberships - erased.memberships,
        forgotten=len(left_out),
    )


def _left_out(observed: Observed, tombstones: Tombstones) -> dict[str, Record]:
    if not tombstones.marks:
        return {}

    def found(record: Record) -> bool:
        # Who was forgotten after their teller had been is marked under nobody's word.
        return tombstones.cover(record) or (
            is_disowned and tombstones.cover(replace(record, teller=FORGOTTEN))
        )

    is_disowned = observed.owner is not None and tombstones.cover(observed.owner)
    records = map(record_of, observed.records)
    return {record.id: record for record in records if found(record)}


def _is_known(connection: sqlite3.Connection, key: str, day: str | None) -> bool:
    """Whether a batch says just this; if so, it was still true on a later day."""
    row = connection.execute(
        "SELECT id, coalesce(exported, '') FROM batch WHERE key = ?", (key,)
    ).fetchone()
    if row and day and day > row[1]:
        connection.execute("UPDATE batch SET exported = ? WHERE id = ?", (day, row[0]))
    return row is not None


def _nothing_new(observed: Observed, left_out: dict[str, Record]) -> Added:
    kept = [tie for tie in observed.ties if left_out.keys().isdisjoint(tie[1:3])]
    return Added(
        is_new=False,
        records_new=0,
        records_known=len(observed.records) - len(left_out),
        ties_new=0,
        ties_known=len(kept),
        memberships_new=0,
        forgotten=len(left_out),
    )


def _erase(
    connection: sqlite3.Connection, left_out: dict[str, Record], batch: int
) -> Forgotten:
    # Written and taken out again in one transaction: what forgetting means is said
    # in one place only, and secure_delete overwrites what was there for a moment.
    if not left_out:
        return Forgotten(records=0, ties=0, memberships=0)
    connection.execute("DELETE FROM feature WHERE batch = ?", (batch,))
    return erase(connection, left_out, traces_of(left_out.values()), batch=batch)
