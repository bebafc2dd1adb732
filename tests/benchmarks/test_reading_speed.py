"""How fast an export is read, beside pandas and polars. ``pytest -s`` shows the table.

The peers parse the two large files of the export into frames, told beforehand how many
lines to skip, and stop there: no names cleaned, no owner found, no messages counted, no
damage noticed. They are the floor below which reading in full cannot go, not rivals.
Each runs in a process of its own, import included, as a command would.
"""

import json
import os
import subprocess
import sys

import pytest
from made_up import World, make_export

FULL = bool(os.environ.get("NETPATH_FULL"))
ROWS, MESSAGES = (30_000, 20_000) if FULL else (3_000, 2_000)

_TIMED = """
import json, resource, sys, time
before = time.perf_counter()
{code}
seconds = time.perf_counter() - before
lines = open("/proc/self/status").read().split("\\n")
peak = next(int(l.split()[1]) / 1024 for l in lines if l.startswith("VmHWM"))
print(json.dumps([seconds, peak, rows]))
"""
READERS = {
    "netpath": """
from netpath.importers import read_sources
(export,) = read_sources([sys.argv[1]])
rows = sum(f.rows for f in export.files if f.name in ("Connections.csv", "messages.csv"))
""",
    "pandas": """
import pandas
rows = len(pandas.read_csv(sys.argv[1] + "/Connections.csv", skiprows=3))
rows += len(pandas.read_csv(sys.argv[1] + "/messages.csv"))
""",
    "polars": """
import polars
rows = polars.read_csv(sys.argv[1] + "/Connections.csv", skip_rows=3).height
rows += polars.read_csv(sys.argv[1] + "/messages.csv").height
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    world = World(seed=4, people=2 * ROWS + 2_000, owners=1)
    export = make_export(world, world.owners[0], "E2026", rows=ROWS, messages=MESSAGES)
    return export.write_folder(tmp_path_factory.mktemp("export"))


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="reads /proc")  # noqa: PTH110 - evaluated when collected
def test_reading_an_export_beside_pandas_and_polars(folder):
    for name in ("pandas", "polars"):
        pytest.importorskip(name)
    figures = {}
    for name, code in READERS.items():
        runs = [_run(code, folder) for _ in range(3)]
        figures[name] = min(runs)
    base = figures["pandas"][0]
    for name, (seconds, peak, rows) in figures.items():
        sys.stdout.write(
            f"{name:8} {rows:7,} rows  {seconds:6.2f} s  {rows / seconds:9,.0f} rows/s"
            f"  {peak:5.0f} MB  {seconds / base:5.1f} × pandas\n"
        )
    assert {rows for _, _, rows in figures.values()} == {ROWS + MESSAGES}


def _run(code, folder):
    done = subprocess.run(
        [sys.executable, "-c", _TIMED.format(code=code), str(folder)],
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(done.stdout)
