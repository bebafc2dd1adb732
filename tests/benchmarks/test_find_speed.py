"""How long one waits for ``netpath find``, from the first key to the last word.

Beside it stands what a program waits for that only loads the libraries one would take.
``pytest -s`` shows the table; ``NETPATH_FULL=1`` takes 50 exports instead of 4.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from made_up import World, make_export

EXPORTS = 50 if os.environ.get("NETPATH_FULL") else 4
ROWS = 1500 if os.environ.get("NETPATH_FULL") else 400
LIBRARIES = "import networkx, pandas, pydantic, click"
COMMANDS = {
    "find": ["find", "--title", "public librarian"],
    "find, 2 alternatives": ["find", "--title", "nurse", "--alternatives", "2"],
    "leads": ["leads", "--title", "public librarian"],
    "why": ["why", "me"],
}


def waited(*arguments):
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    return time.perf_counter() - start


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pool")
    world = World(seed=7, people=EXPORTS * 800, owners=EXPORTS)
    for number, owner in enumerate(world.owners):
        export = make_export(world, owner, "E2026", rows=ROWS, messages=100)
        (folder / f"{number}").mkdir()
        export.write_zip(folder / f"{number}")
    path = folder / "netpath.sqlite"
    waited(
        "-m", "netpath", "--store", str(path), "import", *map(str, folder.glob("*/*"))
    )
    return path


def test_waiting_beside_loading_libraries(store):
    at = ("-m", "netpath", "--store", str(store))
    first = waited(*at, *COMMANDS["find"])
    base = min(waited("-c", LIBRARIES) for _ in range(3))
    sys.stdout.write(
        f"\n{EXPORTS} exports of {ROWS} rows; made ready once in {first:.1f} s\n"
        f"  loading libraries    {base:.2f} s\n"
    )
    for name, arguments in COMMANDS.items():
        seconds = min(waited(*at, *arguments) for _ in range(3))
        sys.stdout.write(f"  {name:20} {seconds:.2f} s  {seconds / base:4.2f} x\n")
