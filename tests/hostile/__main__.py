"""``python -m hostile``: every case at full size, with its time and memory."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from hostile import CASES
from hostile.running import run


def main() -> None:
    """Print one line a case."""
    for name, case in CASES.items():
        if any(word not in name for word in sys.argv[1:]):
            continue
        with tempfile.TemporaryDirectory() as folder:
            done = run(case, Path(folder), size=1.0)
        mark = "ok" if done.is_as_expected(case) else "NOT AS EXPECTED"
        sys.stdout.write(
            f"{name:48} {case.fate:8} exit {done.code} {done.seconds:6.2f} s"
            f" {done.megabytes:5.0f} MB  {mark}\n"
        )
        if mark != "ok" or sys.argv[1:]:
            sys.stdout.write(done.said[:600] + "\n")


if __name__ == "__main__":
    main()
