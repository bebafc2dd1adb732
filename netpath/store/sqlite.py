"""The store: what everybody said, kept in one SQLite file."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Self

from netpath.errors import StoreDamagedError
from netpath.store.adding import Added, add
from netpath.store.checking import problems
from netpath.store.copying import backups_of, copy_to, delete_remains, rewriting
from netpath.store.database import Database, delete
from netpath.store.deciding import (
    Step,
    forget_in_decisions,
    insert_decision,
    read_decisions,
    read_steps,
    take_back,
)
from netpath.store.erasing import Forgotten, erase
from netpath.store.forgetting import (
    Tombstones,
    identifying_keys,
    keys_of_address,
    traces_of,
)
from netpath.store.observed import Observed, observe
from netpath.store.reading import (
    Batch,
    Observations,
    read_batches,
    read_observations,
    read_records,
)
from netpath.store.writing import put_features

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from netpath.model import Decision, Export
from netpath.places import source_of

KEPT = "kept"
"""The kind of decision that netpath makes by itself, see netpath.model.Decision."""


class _OnlyTriedError(Exception):
    """Takes back what a trial wrote."""


class Store:
    """Observations with who said them and where, in one private file.

    Use it in a ``with`` statement, or close it. Every method that changes something is
    one transaction.

    Examples
    --------
    >>> from datetime import date
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from netpath.model import Export, Record
    >>> mei = Record("r1", "me", "Mei Patel", source="links.txt:1")
    >>> told = Export("links.txt", "told", records=(mei,))
    >>> with TemporaryDirectory() as folder, Store.open(Path(folder, "s")) as store:
    ...     first = store.add(told, on=date(2026, 11, 23))
    ...     again = store.add(told, on=date(2026, 11, 24))
    ...     names = [record.name for record in store.observations().records]
    >>> first.records_new, again.is_new, names
    (1, False, ['Mei Patel'])
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(
        cls, path: Path, *, must_exist: bool = False, patience: float = 10.0
    ) -> Self:
        """Open the store at a path, or begin one there.

        Parameters
        ----------
        path
            The file. It and the folders made for it are for their owner's eyes only.
        must_exist
            Whether a missing file is an error.
        patience
            Seconds to wait for another process that is writing.

        Raises
        ------
        SourceError
            ``must_exist``, and there is no such file.
        StoreBusyError
            Another process is using it for longer than ``patience``; so may every
            other method.
        StoreDamagedError
            The file is broken, another program's, or from a newer netpath.
        OutputError
            It cannot be made there, or not written to.
        """
        return cls(Database(path, must_exist=must_exist, patience=patience))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    # --- what was said ----------------------------------------------------------------

    def add(self, export: Export, *, on: date) -> Added:
        """Keep what one export says; ``on`` is the day of the import."""
        return self.add_all([export], on=on)[0]

    def add_all(self, exports: Iterable[Export | Observed], *, on: date) -> list[Added]:
        """Keep what several exports say: all of them, or on any error none."""
        with self._database.writing() as connection:
            return list(_added(connection, exports, on))

    def try_all(self, exports: Iterable[Export | Observed], *, on: date) -> list[Added]:
        """Say what :meth:`add_all` would change, and change nothing."""
        with suppress(_OnlyTriedError), self._database.writing() as connection:
            added = list(_added(connection, exports, on))
            raise _OnlyTriedError
        return added

    def observations(self) -> Observations:
        """Give everything anybody said, by id."""
        with self._database.reading() as connection:
            return read_observations(connection)

    def batches(self) -> tuple[Batch, ...]:
        """Give every import, the first first."""
        with self._database.reading() as connection:
            return tuple(read_batches(connection))

    def mentions(self, record_ids: Iterable[str]) -> tuple[str, ...]:
        """Give every ``archive/member:line`` that speaks of these records, in order."""
        wanted = json.dumps(list(record_ids))
        with self._database.reading() as connection:
            rows = connection.execute(
                "WITH wanted AS (SELECT no, place, line FROM record"
                " WHERE id IN (SELECT value FROM json_each(?)))"
                " SELECT file, line, place.id FROM wanted JOIN place ON id = place"
                " UNION SELECT file, again.line, id FROM wanted"
                " JOIN again ON again.kind = 'record' AND again.no = wanted.no"
                " JOIN place ON id = again.place ORDER BY 3, 2",
                (wanted,),
            )
            return tuple(source_of(file, line) for file, line, _ in rows)

    # --- who uses it ------------------------------------------------------------------

    @property
    def me(self) -> str:
        """The owner key (a teller, ``in:kate-spaulding``) of the user, or ""."""
        with self._database.reading() as connection:
            return _setting(connection, "me")

    def set_me(self, key: str) -> None:
        """Say which owner key is the user's; "" for nobody's."""
        with self._database.writing() as connection:
            connection.execute("UPDATE setting SET value = ? WHERE name = 'me'", (key,))

    # --- decisions --------------------------------------------------------------------

    def decide(self, *decisions: Decision, on: date) -> list[int]:
        """Keep what the user decided, all of it or on any error none; give the ids."""
        with self._database.writing() as connection:
            return [insert_decision(connection, one, on) for one in decisions]

    def decisions(self) -> tuple[Decision, ...]:
        """Give every decision, the first first."""
        with self._database.reading() as connection:
            return read_decisions(connection)

    def steps(self) -> tuple[Step, ...]:
        """Give every import and decision, the newest first: what may be undone."""
        with self._database.reading() as connection:
            return read_steps(connection)

    def undo(self) -> Step | None:
        """Take back the newest import or decision, and what netpath kept because of it.

        What was forgotten stays so. None where nothing is left to take back.
        """
        with self._database.writing() as connection:
            # Ids are given again, so what was resolved would be taken for up to date.
            connection.execute("DELETE FROM resolved")
            for step in read_steps(connection):
                take_back(connection, step)
                if step.what != KEPT:
                    return step
        return None

    # --- who is who -------------------------------------------------------------------

    def features(self, version: int) -> dict[int, bytes]:
        """Give what resolving needs to know, by batch; b"" where it has to be made."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT batch.id, coalesce(rows, x'') FROM batch"
                " LEFT JOIN feature ON feature.batch = batch.id AND version = ?"
                " ORDER BY batch.id",
                (version,),
            )
            return dict(rows)

    def keep_features(self, features: Mapping[int, bytes], version: int) -> None:
        """Keep what was made of batches for resolving."""
        with self._database.writing() as connection:
            put_features(connection, features, version)

    def resolved(self) -> tuple[str, dict[str, bytes]]:
        """Give what resolving last came to: of which state, and values by name."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT name, state, value FROM resolved")
            found = {name: (state, value) for name, state, value in rows}
            state = next((state for state, _ in found.values()), "")
            return state, {name: value for name, (_, value) in found.items()}

    def keep_resolved(self, state: str, values: Mapping[str, bytes]) -> None:
        """Keep what resolving came to, in place of what it came to before."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM resolved")
            connection.executemany(
                "INSERT INTO resolved (name, state, value) VALUES (?, ?, ?)",
                [(name, state, value) for name, value in values.items()],
            )

    def state(self) -> str:
        """Give what people depend on: imports, then after a bar decisions."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT (SELECT group_concat(id) FROM batch) || '|' ||"
                " coalesce((SELECT group_concat(id) FROM decision"
                " WHERE kind IN ('same', 'different', 'kept')), '')"
            )
            return str(row.fetchone()[0])

    def fingerprint(self) -> str:
        """Give what everything derived depends on: imports, decisions, who asks."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, key FROM batch ORDER BY id"
            ).fetchall()
        digest = blake2b(repr(rows).encode(), digest_size=16).hexdigest()
        return f"{digest} {self.state().partition('|')[2]} {self.me}"

    def said_in(self, batch: int) -> Observations:
        """Give what one batch said, whether it was the first to say it or not."""
        with self._database.reading() as connection:
            return read_observations(connection, batch)

    def names_of(self, record_ids: Iterable[str]) -> dict[str, str]:
        """Give the names of records, by id."""
        wanted = json.dumps(list(record_ids))
        with self._database.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT id, name FROM record"
                    " WHERE id IN (SELECT value FROM json_each(?))",
                    (wanted,),
                )
            )

    # --- copies -----------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._database.path

    def backup(self, target: Path, *, force: bool = False) -> None:
        """Copy the store into a file, whole or not at all.

        Raises
        ------
        OutputError
            The file exists and ``force`` was not given, or it cannot be written.
        """
        copy_to(self._database, target, force=force)

    def check(self) -> list[str]:
        """Look for everything that could be wrong; give each in a sentence."""
        return list(problems(self._database))

    # --- forgetting -------------------------------------------------------------------

    def forget(
        self, record_ids: Iterable[str], *, also: Iterable[str] = ()
    ) -> Forgotten:
        """Forget a person for good: now, and in whatever is imported later.

        Every record goes that has the same profile, e-mail, or name at the same
        employer, with its ties, memberships and decisions. What names the person in
        other rows, notes and file names is blanked; an export of their own stays,
        without their name on it. So it is in the backups that netpath keeps; those
        that cannot be opened are deleted. Copies elsewhere (exports, other backups, an
        old disk block) are not reached.

        Parameters
        ----------
        record_ids
            The person's records; unknown ids and ``me`` are passed over.
        also
            Names, e-mail and profile addresses the person is known by besides.
            Addresses are kept out later too.
        """
        ids, known_by = set(record_ids), tuple(also)
        with self._database.writing() as connection:
            # The store comes last: once it has forgotten, nobody asks a second time.
            for copy in backups_of(self.path):
                _forget_in_copy(copy, ids, known_by)
            delete_remains(self.path)
            forgotten = _forget(connection, ids, known_by)
        self._database.compact()
        return forgotten

    def backups(self) -> list[Path]:
        """Give the copies that netpath keeps of this store, the oldest first."""
        return backups_of(self.path)

    # --- comparing --------------------------------------------------------------------

    def dump(self) -> str:
        """Give the store's content as text: equal content, equal text.

        Left out is what says nothing about people: the days of import and export,
        archives and lines, salt and marks (only counted).
        """
        with self._database.reading() as connection:
            return "".join(f"{line}\n" for line in _canonical_lines(connection))


def _setting(connection: sqlite3.Connection, name: str) -> str:
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,))
    return str(row.fetchone()[0])


def _tombstones(connection: sqlite3.Connection) -> Tombstones:
    marks = connection.execute("SELECT mark FROM tombstone")
    return Tombstones(
        salt=bytes.fromhex(_setting(connection, "salt")),
        marks=frozenset(mark for (mark,) in marks),
    )


def _forget_in_copy(path: Path, ids: set[str], also: tuple[str, ...]) -> None:
    try:
        with rewriting(path) as copy:
            with copy.writing() as connection:
                _forget(connection, ids, also)
            copy.compact()
    except StoreDamagedError:
        delete(path)  # nobody could make it forget


def _forget(
    connection: sqlite3.Connection, ids: set[str], also: tuple[str, ...]
) -> Forgotten:
    named = [record for record in read_records(connection) if record.id in ids]
    keys = {key for record in named for key in identifying_keys(record)}
    keys.update(key for text in also for key in keys_of_address(text))
    salt = _tombstones(connection)
    connection.executemany(
        "INSERT INTO tombstone (mark) VALUES (?) ON CONFLICT DO NOTHING",
        [(salt.mark(key),) for key in keys],
    )
    theirs = [
        record
        for record in read_records(connection)
        if record.id in ids or not keys.isdisjoint(identifying_keys(record))
    ]
    gone = [record.id for record in theirs]
    forget_in_decisions(connection, gone)
    connection.execute("DELETE FROM feature")  # made anew when it is needed
    connection.execute("DELETE FROM resolved")
    return erase(connection, gone, traces_of(theirs, also))


_MENTIONED = " UNION ".join(
    f"SELECT batch.key, '{kind}', {kind}.id AS said FROM {kind}"
    f" LEFT JOIN again ON again.kind = '{kind}' AND again.no = {kind}.no"
    f" JOIN place ON place.id IN ({kind}.place, again.place)"
    " JOIN batch ON batch.id = batch"
    for kind in ("record", "tie", "membership")
)
_DUMPED = {
    "record": (
        "SELECT id, key, name, url, email, position, company, location"
        " FROM record JOIN teller ON teller.no = teller ORDER BY id"
    ),
    "tie": (
        "SELECT tie.id, a.id, b.id, kind, key, detail, relation, side, date, last,"
        " sent, received, closeness FROM tie JOIN teller ON teller.no = tie.teller"
        " JOIN record AS a ON a.no = a JOIN record AS b ON b.no = b ORDER BY tie.id"
    ),
    "membership": (
        "SELECT membership.id, record.id, group_name, kind, role, since, until"
        " FROM membership JOIN record ON record.no = member ORDER BY membership.id"
    ),
    "batch": (
        "SELECT key, kind, record.id, counts FROM batch"
        " LEFT JOIN record ON record.no = owner ORDER BY key"
    ),
    "mention": f"{_MENTIONED} ORDER BY 1, 2, 3",
    "decision": (
        "SELECT kind, company, reason, side, record FROM decision"
        " LEFT JOIN decided ON decision = id ORDER BY id, side, record"
    ),
    "me": "SELECT value FROM setting WHERE name = 'me'",
    "tombstone": "SELECT count(*) FROM tombstone",
}


def _canonical_lines(connection: sqlite3.Connection) -> Iterator[str]:
    for table, query in _DUMPED.items():
        for row in connection.execute(query):
            yield json.dumps([table, *row], ensure_ascii=False, default=bytes.hex)


def _added(
    connection: sqlite3.Connection, exports: Iterable[Export | Observed], on: date
) -> Iterator[Added]:
    tombstones = _tombstones(connection)
    for export in exports:
        observed = export if isinstance(export, Observed) else observe(export)
        yield add(connection, observed, tombstones, on=on)
