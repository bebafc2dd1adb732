"""``python -m faults TOOL``: breaks stores, and says what was left of them."""

from __future__ import annotations

import argparse
import importlib
import sys

# How often in the tests of every day, and how often before a release.
COUNTS = {
    "killing": (150, 10_000),
    "power": (300, 100_000),
    "errors": (3, 0),
    "crowd": (160, 1_000),
    "flips": (400, 100_000),
    "machine": (600, 200_000),
}


def main() -> int:
    """Run one tool, or all; the exit code is 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("tool", choices=[*COUNTS, "all"])
    parser.add_argument("--full", action="store_true", help="as before a release")
    parser.add_argument("--count", type=int, help="how often; see the tool's module")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--synchronous", default="EXTRA", help="for power: FULL, NORMAL and OFF lose"
    )
    asked = parser.parse_args()
    tools = COUNTS if asked.tool == "all" else [asked.tool]
    wrong = [tool for tool in tools if _is_wrong(tool, asked)]
    return int(bool(wrong))


def _is_wrong(tool: str, asked: argparse.Namespace) -> bool:
    count = COUNTS[tool][asked.full] if asked.count is None else asked.count
    own = {"synchronous": asked.synchronous} if tool == "power" else {}
    report = importlib.import_module(f"faults.{tool}").run(count, asked.seed, **own)
    sys.stdout.write("\n  ".join([tool, *report.lines()]) + "\n")
    sys.stdout.flush()
    return bool(report.failures)


if __name__ == "__main__":
    sys.exit(main())
