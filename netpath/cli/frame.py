"""What the commands share: the store, the day, the ways of printing."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netpath.text import csv_cell, terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netpath.model import Network
    from netpath.ready import Ready
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
    for line in text.split("\n"):
        click.echo(terminal(line), err=True)


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
    match format_:
        case "json":
            click.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
        case "csv":
            _emit_lines(rows, columns, ",", lambda cell: f'"{_quoted(cell)}"')
        case "tsv":
            _emit_lines(rows, columns, "\t", terminal)
        case _:
            _emit_table(rows, columns)


def _quoted(cell: str) -> str:
    return csv_cell(cell).replace('"', '""')


def _emit_lines(
    rows: Sequence[dict[str, Any]],
    columns: Sequence[str],
    separator: str,
    shown: Callable[[str], str],
) -> None:
    click.echo(separator.join(columns))
    for row in rows:
        click.echo(separator.join(shown(str(row[column])) for column in columns))


def _emit_table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    from rich.console import Console  # noqa: PLC0415 - for terminals only
    from rich.table import Table  # noqa: PLC0415 - the same
    from rich.text import Text  # noqa: PLC0415 - the same

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")  # an id cut short is no id
    for row in rows:
        # Text, not str: a name such as "[red]" is a name, not a colour.
        table.add_row(*(Text(terminal(str(row[column]))) for column in columns))
    Console(highlight=False).print(table)
