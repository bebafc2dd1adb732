"""How well records become people, beside recordlinkage and splink. ``pytest -s`` shows it.

Worlds are pools of made-up exports in which the profile address is missing in 3, 10 or
100 of 100 rows. All tools get the same rows. The peers get names and employers cleaned,
exact addresses joined beforehand, the knowledge that one export never holds one person
twice, and the best of ten or more settings, chosen by the truth, which nobody has. netpath
gets the rows as they are and one setting. Seconds are from rows in memory to people or
scored pairs, without imports; for netpath they hold the ties of all people, too.

The peers run by the interpreter that ``NETPATH_PEERS`` names, as they may want another
pandas than netpath does. The noise of a pool is independent from row to row, as both
peers assume and as real rows are not: expect all tools to do worse on these.
"""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pooled import make_pool, measure
from pooled.peers.rows import COLUMNS

FULL = bool(os.environ.get("NETPATH_FULL"))
EXPORTS, ROWS = (50, 1_500) if FULL else (12, 200)
PEERS = os.environ.get("NETPATH_PEERS", sys.executable)
LEAST = {"recordlinkage": (0, 16), "splink": (5, 0)}
SCRIPTS = Path(__file__).parents[1] / "pooled" / "peers"
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="reads /proc"
)


@pytest.fixture(
    scope="module", params=[0.03, 0.10, 1.0], ids="{:.0%} without URL".format
)
def world(request, tmp_path_factory):
    pool = make_pool(7, exports=EXPORTS, rows=ROWS, without_url=request.param)
    path = tmp_path_factory.mktemp("world") / "rows.csv"
    write(pool, path)
    sys.stdout.write(
        f"\n{request.param:.0%} of {len(pool.records):,} rows without URL\n"
        "               precision     recall        recall of\n"
        "               all   no URL  all   no URL  changed URLs  seconds    MB"
    )
    return pool, path


def write(pool, path):
    connected = {tie.evidence[0].source: tie.evidence[0].date for tie in pool.ties}
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for record in pool.records:
            cells = [getattr(record, column) for column in COLUMNS[:-1]]
            table.writerow([*cells, connected.get(record.source, "")])


@pytest.mark.parametrize("tool", ["netpath", "recordlinkage", "splink"])
def test_who_is_who_beside_recordlinkage_and_splink(world, tool):
    pool, path = world
    python = sys.executable
    if tool in LEAST:
        python = PEERS
        skip_without(tool, python)
    said = run(python, tool, path)
    best = max(
        (measured(pool, labels) for labels in said["clusterings"].values()),
        key=lambda found: found.without_url.f1,
    )
    sys.stdout.write(line(tool, best, said))
    if tool == "netpath":
        assert best.pairs.precision > 0.98
        assert best.without_url.precision > 0.95


def skip_without(tool, python):
    """Asked of the interpreter itself: what it has need not be what runs the tests."""
    code = f"from importlib.metadata import version; print(version('{tool}'))"
    done = subprocess.run([python, "-c", code], capture_output=True, check=False, text=True)  # fmt: skip
    there = tuple(map(int, done.stdout.strip().split(".")[:2])) if done.stdout else (0,)
    if there < LEAST[tool]:
        least = ".".join(map(str, LEAST[tool]))
        pytest.skip(f"{python} has no {tool} of version {least} or later")


def run(python, tool, path):
    answer = path.with_name(f"{tool}.json")
    done = subprocess.run(
        [python, "-W", "ignore", SCRIPTS / f"with_{tool}.py", path, answer],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(answer.read_text(encoding="utf-8"))


def measured(pool, labels):
    ids = (record.id for record in pool.records)
    return measure(pool.records, pool.truth, dict(zip(ids, labels, strict=True)))


def line(tool, found, said):
    is_any = found.other_url.true > 0
    changed = f"{found.other_url.recall:.3f}" if is_any else "none "
    return (
        f"\n{tool:14} {found.pairs.precision:.3f} {found.without_url.precision:.3f}  "
        f" {found.pairs.recall:.3f} {found.without_url.recall:.3f}   {changed}       "
        f" {said['seconds']:7.2f} {said['megabytes']:5.0f} "
    )
