"""Decisions, and taking back: what the user said stands beside what was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from netpath.model import MINE, Decision
from netpath.store.erasing import delete_idle_tellers
from netpath.store.writing import next_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_OF_BATCH = "(SELECT id FROM place WHERE batch = ?)"


@dataclass(frozen=True, slots=True)
class Step:
    """An import or a decision: what ``undo`` takes back, the newest first.

    Attributes
    ----------
    id
        Grows with time.
    what
        ``import``, or the kind of the decision.
    about
        The source, or the employer; "" where there is none.
    """

    id: int
    what: str
    about: str
    day: date


def insert_decision(
    connection: sqlite3.Connection, decision: Decision, on: date
) -> int:
    """Keep a decision; give its id."""
    key = next_id(connection)
    connection.execute(
        "INSERT INTO decision (id, kind, company, reason, day) VALUES (?, ?, ?, ?, ?)",
        (key, decision.kind, decision.company, decision.reason, on.isoformat()),
    )
    sides = [("left", r) for r in decision.left] + [
        ("right", r) for r in decision.right
    ]
    connection.executemany(
        "INSERT INTO decided (decision, side, record) VALUES (?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        ((key, side, record) for side, record in sides),
    )
    return key


def read_decisions(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """Give every decision, the first first."""
    sides: dict[tuple[int, str], list[str]] = {}
    for key, side, record in connection.execute(
        "SELECT decision, side, record FROM decided ORDER BY 1, 2, 3"
    ):
        sides.setdefault((key, side), []).append(record)
    rows = connection.execute(
        "SELECT id, kind, company, reason, day FROM decision ORDER BY id"
    )
    return tuple(
        Decision(
            kind,
            tuple(sides.get((key, "left"), ())),
            tuple(sides.get((key, "right"), ())),
            company,
            reason,
            date.fromisoformat(day),
            key,
        )
        for key, kind, company, reason, day in rows
    )


def read_steps(connection: sqlite3.Connection) -> tuple[Step, ...]:
    """Give every import and decision, the newest first."""
    rows = connection.execute(
        "SELECT id, 'import', source, imported FROM batch UNION ALL"
        " SELECT id, kind, company, day FROM decision ORDER BY 1 DESC"
    )
    return tuple(
        Step(key, what, about, date.fromisoformat(day))
        for key, what, about, day in rows
    )


def take_back(connection: sqlite3.Connection, step: Step) -> None:
    """Drop the newest import or decision, with all that only it said."""
    if step.what == "import":
        _drop_batch(connection, step.id)
    else:
        connection.execute("DELETE FROM decided WHERE decision = ?", (step.id,))
        connection.execute("DELETE FROM decision WHERE id = ?", (step.id,))


def _drop_batch(connection: sqlite3.Connection, batch: int) -> None:
    # Of the newest batch nothing was met again later: what it said first, only it said.
    connection.execute("UPDATE batch SET owner = NULL WHERE id = ?", (batch,))
    connection.execute(f"DELETE FROM again WHERE place IN {_OF_BATCH}", (batch,))
    for table in ("tie", "membership", "record"):
        connection.execute(f"DELETE FROM {table} WHERE place IN {_OF_BATCH}", (batch,))
    connection.execute("DELETE FROM place WHERE batch = ?", (batch,))
    connection.execute("DELETE FROM feature WHERE batch = ?", (batch,))
    connection.execute("DELETE FROM batch WHERE id = ?", (batch,))
    delete_idle_tellers(connection)
    connection.execute(
        "UPDATE setting SET value = '' WHERE name = 'me' AND value <> ?"
        " AND value NOT IN (SELECT teller.key FROM batch"
        " JOIN record ON record.no = owner JOIN teller ON teller.no = teller)",
        (MINE,),
    )


def forget_in_decisions(
    connection: sqlite3.Connection, record_ids: Iterable[str]
) -> None:
    """Take records out of decisions, and drop what then decides nothing."""
    connection.executemany(
        "DELETE FROM decided WHERE record = ?", ((key,) for key in record_ids)
    )
    one_sided = "('same', 'different', 'later', 'kept')"
    gone = (
        "SELECT id FROM decision WHERE company = '' AND"
        " (NOT EXISTS (SELECT 1 FROM decided WHERE decision = id AND side = 'left')"
        f" OR (kind IN {one_sided} AND NOT EXISTS"
        " (SELECT 1 FROM decided WHERE decision = id AND side = 'right')))"
    )
    connection.execute(f"DELETE FROM decided WHERE decision IN ({gone})")
    connection.execute(f"DELETE FROM decision WHERE id IN ({gone})")
