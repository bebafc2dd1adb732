"""The rows: two labelled files, and six thousand real titles at made-up employers."""

import csv
import os
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

HERE = Path(__file__).parent
DATA = Path(__file__).parents[3] / "shared" / "data"
PUBLIC = DATA / "title-public.csv"
BLIND = HERE / "seen-blind.csv"
SECOND = HERE / "second-readers.csv"
EVERY = 1 if os.environ.get("NETPATH_FULL") else 6
"""Of the background, every so many lines count; all of them with NETPATH_FULL=1."""

TITLES = DATA / "background-titles.txt"
EMPLOYERS = (
    "Initech|Blue Harbor Foods|Northwind|Cedar Valley Hospital|Alder County|Juniper Library"
    "|Maple Unified School District|Pinewood University|Quarry & Sons LLP|Self-employed|"
    "Lantern Games|Saffron Museum|Brightwater Bank||Kestrel Logistics|Ferris Insurance"
).split("|")


class Row(NamedTuple):
    """A position at an employer, and how well it fits."""

    position: str
    company: str
    relevance: int


def by_chance(text):
    """Give a number that orders texts by nothing they mean."""
    return crc32(text.encode())


@cache
def labelled(path):
    """Give the labelled rows of a file, by query."""
    found = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["query"]].append(
                Row(row["position"], row["company"], int(row["relevance"]))
            )
    return dict(found)


@cache
def labels():
    """Give what a reader said of lines of the background: query → line → label."""
    found = defaultdict(dict)
    with (HERE / "background-labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["query"]][int(row["line"])] = row["relevance"]
    return dict(found)


@cache
def background(query, aside="2?"):
    """Give the background rows of a query, without what is set aside."""
    said = labels().get(query, {})
    titles = TITLES.read_text(encoding="utf-8").splitlines()
    return [
        Row(
            title,
            EMPLOYERS[by_chance(title) % len(EMPLOYERS)],
            {"1": 1, "2": 2 if "2" not in aside else 0}.get(said.get(line, ""), 0),
        )
        for line, title in enumerate(titles, start=1)
        if said.get(line, "0") not in aside and line % EVERY == 0
    ]
