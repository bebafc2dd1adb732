"""``with_netpath.py ROWS.csv ANSWER.json``: who is who, by netpath, ties and all."""

from __future__ import annotations

import csv
import sys
import time
from datetime import date
from pathlib import Path

from rows import answer

from netpath.model import Evidence, Record, Tie
from netpath.resolve import resolve, who_among
from netpath.resolve.features import features_of


def record(row: dict[str, str]) -> Record:
    """Give a row as an importer does."""
    told = {key: row[key] for key in row if key not in {"seen", "connected_on"}}
    return Record(**told, seen=date.fromisoformat(row["seen"]))


def tie(row: dict[str, str]) -> Tie:
    """Give the tie between a row and its owner, whose record is called by the key."""
    day = date.fromisoformat(row["connected_on"])
    said = Evidence("connection", row["source"], row["teller"], date=day)
    return Tie(*sorted((row["id"], row["teller"])), (said,))


def features(records: list[Record], ties: list[Tie]) -> list[tuple[int, bytes]]:
    """Give the features of each export, as an import makes them."""
    exports: dict[str, tuple[list[Record], list[Tie]]] = {}
    for one in records:
        exports.setdefault(one.source.partition("/")[0], ([], []))[0].append(one)
    for one in ties:
        exports[one.evidence[0].source.partition("/")[0]][1].append(one)
    return [
        (number, features_of(rows, of, owner=of[0].evidence[0].teller if of else ""))
        for number, (rows, of) in enumerate(exports.values(), start=1)
    ]


def main() -> None:
    """Read rows, find who is who, and write the answer."""
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    records = [record(row) for row in rows]
    ties = [tie(row) for row in rows if row["connected_on"]]
    del rows
    begun = time.perf_counter()
    who = who_among(records, ties, features(records, ties))
    network = resolve(records, ties, me=records[0].teller, who=who)
    seconds = time.perf_counter() - begun
    person_of = {
        held.id: person.id
        for person in network.people.values()
        for held in person.records
    }
    answer(seconds, {"": [person_of[held.id] for held in records]})


if __name__ == "__main__":
    main()
