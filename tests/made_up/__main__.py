"""``python -m made_up OUT_FOLDER``: write an export, or many of one world, for trying."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from made_up import ERAS, World, make_export


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="made_up", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="OUT_FOLDER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--era", choices=list(ERAS), default="E2026")
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--on", type=date.fromisoformat, help="day of the export")
    parser.add_argument("--people", type=int, help="size of the world; 2 × rows + 200")
    parser.add_argument("--owners", type=int, default=1, help="exports of one world")
    parser.add_argument("--complete", action="store_true", help="activity files, too")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> None:
    """Write one archive an owner, each in a folder of its own if there are several."""
    asked = _parse(arguments)
    people = asked.people or 2 * asked.rows + 200 + asked.owners
    world = World(asked.seed, people=people, owners=asked.owners)
    for number, owner in enumerate(world.owners, start=1):
        export = make_export(
            world,
            owner,
            asked.era,
            rows=asked.rows,
            messages=asked.messages,
            on=asked.on,
            kind="Complete" if asked.complete else "Basic",
        )
        folder = asked.folder / f"{number:04}" if asked.owners > 1 else asked.folder
        folder.mkdir(parents=True, exist_ok=True)
        sys.stdout.write(f"{export.write_zip(folder)}\n")


if __name__ == "__main__":
    main()
