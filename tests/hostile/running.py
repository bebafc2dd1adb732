"""Running the command on a case, watched: what it says, takes, and writes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hostile.case import Case

# Runs the command under an audit hook, then says what it took. Paths opened for writing
# and connections are written to a file when the process ends.
_WATCHED = """
import atexit, json, os, sys
seen = []
def hook(event, args):
    if event == "open" and isinstance(args[0], str) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        seen.append(args[0])
    elif event.startswith("socket."):
        seen.append(event)
report = sys.argv.pop(1)
def end():
    # Not ru_maxrss: a child begins with what its parent had.
    lines = open("/proc/self/status").read().split("\\n")
    peak = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    with open(report, "w") as file:
        json.dump({"written": written, "peak": peak}, file)
written = seen
atexit.register(end)
sys.addaudithook(hook)
from netpath.cli import main
main()
"""


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended."""

    code: int
    said: str
    seconds: float
    megabytes: float
    strays: list[str]

    def is_as_expected(self, case: Case) -> bool:
        """Whether the case met its fate."""
        codes = {"refused": 3, "left": 3, "read": 0}
        wanted = {codes[fate] for fate in case.fate.split("|")}
        return (
            self.code in wanted
            and "Traceback" not in self.said
            and not self.strays
            and re.search(case.words, self.said) is not None
        )


def run(case: Case, folder: Path, *, size: float) -> Done:
    """Import a case into a store of its own, which must be all that is written to."""
    store = folder / "store" / "netpath.sqlite"
    report = folder / "report.json"
    path = case.make(folder, size)
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, report, "--store", store, "import", path, "--owner", "Kate Spaulding"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NETPATH_TODAY": "2026-11-23"},
    )  # fmt: skip
    seconds = time.perf_counter() - begun
    seen = json.loads(report.read_text())
    inside = (str(store.parent), str(report))
    strays = [one for one in seen["written"] if not one.startswith(inside)]
    said = done.stdout + done.stderr
    return Done(done.returncode, said, seconds, seen["peak"], strays)
