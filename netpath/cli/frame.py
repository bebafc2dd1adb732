"""What the commands share: the store, the day, the ways of printing."""

from __future__ import annotations

import codecs
import json
import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netpath.screen import BOLD, screen_of
from netpath.text import csv_cell, terminal
from netpath.wrapping import grid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netpath.model import Network
    from netpath.ready import Ready
    from netpath.screen import Screen
    from netpath.store import Store

LEFT_OUT = 3
"""Exit code when something could not be read and the rest was kept."""

_SOON = 10_000  # records; with more, one waits for longer than a second

FORMATS = ("table", "tsv", "json", "csv")


def store_path(ctx: click.Context) -> Path:
    """Give the store's file: --store, NETPATH_STORE, else the user's data folder."""
    if ctx.obj:
        return Path(ctx.obj)
    from platformdirs import user_data_path  # noqa: PLC0415 - only without --store

    return user_data_path("netpath", appauthor=False) / "netpath.sqlite"


def open_store(ctx: click.Context, *, must_exist: bool = True) -> Store:
    """Open the store, or say kindly that nothing was imported yet."""
    from netpath.store import Store  # noqa: PLC0415 - sqlite3

    path = store_path(ctx)
    if must_exist and not path.exists():
        message = (
            "Nothing is known yet. Begin with\n"
            "  netpath import Basic_LinkedInDataExport_….zip\n"
            '  netpath tell "My sister-in-law Ana Ruiz works with Raj Patel at Acme."'
        )
        raise click.ClickException(message)
    return Store.open(path)


def today() -> date:
    """Give the user's day; NETPATH_TODAY sets it, so that examples stay as they are."""
    text = os.environ.get("NETPATH_TODAY")
    return date.fromisoformat(text) if text else date.today()  # noqa: DTZ011 - theirs


def network_in(store: Store) -> Network:
    """Give everybody in a store, resolved and scored."""
    from netpath.knowing import network_in as know  # noqa: PLC0415 - numpy, the model

    return know(store, today())


def ready_in(store: Store) -> Ready:
    """Give everybody in a store, ready for searching; quick but for the first time."""
    from netpath.knowing import ready_in as know  # noqa: PLC0415 - numpy, the model

    def tell() -> None:
        records = sum(batch.counts.get("records", 0) for batch in store.batches())
        if sys.stderr.isatty() and records > _SOON:
            talk(f"Working out who is who and who knows whom, of {records:,} records …")

    return know(store, today(), kept=beside(store, "network"), tell=tell)


def people_in(store: Store) -> Network:
    """Give everybody in a store, to look for somebody."""
    from netpath.knowing import people_in as know  # noqa: PLC0415 - numpy, the model

    return know(store, today(), kept=beside(store, "network"))


def beside(store: Store, name: str) -> Path:
    """Give the file beside a store that holds something derived from it."""
    # A name that begins with a dot: what is derived goes when somebody is forgotten.
    return store.path.with_name(f".{store.path.name}.{name}")


def talk(text: str = "") -> None:
    """Say something to the person; data goes to standard output, talk to the other."""
    click.echo(screen_of(sys.stderr).lay(text), err=True)


def show(write: Callable[[Screen], str]) -> None:
    """Print what one reads, written for the screen that standard output is."""
    screen = screen_of(sys.stdout)
    click.echo(write(screen), color=screen.has_styles or None)


def say(text: str) -> None:
    """Print a text that one reads."""
    show(lambda screen: screen.lay(text))


def put(text: str, format_: str) -> None:
    """Print data, of which nothing is lost whatever letters the output has."""
    encoding = sys.stdout.encoding or "utf-8"
    if format_ == "json" and not codecs.lookup(encoding).name.startswith("utf"):
        text = re.sub(r"[^\x00-\x7f]", lambda found: json.dumps(found[0])[1:-1], text)
    click.echo(text.encode(encoding, "backslashreplace").decode(encoding))


def format_option(*formats: str) -> Callable[[Any], Any]:
    """Add --format; without it a table on a terminal, tabs in a pipe."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        help="How to print. Default: a table on a terminal, tab-separated in a pipe.",
    )


def chosen(format_: str | None) -> str:
    """Give the format asked for, or the one that suits where the output goes."""
    return format_ or ("table" if sys.stdout.isatty() else "tsv")


def emit(rows: Sequence[dict[str, Any]], columns: Sequence[str], format_: str) -> None:
    """Print rows of plain values."""
    cells = [[str(row[column]) for column in columns] for row in rows]
    match format_:
        case "json":
            put(json.dumps(list(rows), ensure_ascii=False, indent=1), "json")
        case "csv":
            lines = [[f'"{_quoted(cell)}"' for cell in row] for row in cells]
            put("\n".join(map(",".join, [columns, *lines])), "csv")
        case "tsv":
            lines = [list(map(terminal, row)) for row in cells]
            put("\n".join(map("\t".join, [columns, *lines])), "tsv")
        case _:
            show(lambda screen: _table([columns, *cells], screen))


def _quoted(cell: str) -> str:
    return csv_cell(cell).replace('"', '""')


def _table(rows: Sequence[Sequence[str]], screen: Screen) -> str:
    """Lay rows out in columns, or where those would be too narrow, each as a line."""
    cells = [list(map(screen.shown, row)) for row in rows]
    if lines := grid(cells, screen.columns):
        return "\n".join([screen.styled(lines[0], BOLD), *lines[1:]])
    header, *others = ("; ".join(filter(None, row)) for row in cells)
    return "\n".join(
        [screen.lay(header, BOLD), *(screen.lay(f"- {row}") for row in others)]
    )
