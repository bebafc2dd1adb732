"""``netpath import``: read files, keep what they say, account for every row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netpath.cli.frame import open_store, talk, today
from netpath.model import MINE
from netpath.names import display_name
from netpath.text import plural

if TYPE_CHECKING:
    from netpath.model import Export, FileRead, Skipped
    from netpath.store import Added, Store

_SHOWN = 5  # skipped rows named; the rest are counted
LEFT_OUT = 3


@click.command(
    epilog="""\b
Examples:
  netpath import Basic_LinkedInDataExport_11-01-2026.zip
  netpath import Connections.csv messages.csv --owner "Kate Spaulding"
  netpath import family.txt links.csv
"""
)
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--owner", default="", help="Whose export it is: a name or an address.")
@click.option(
    "--strict", is_flag=True, help="Keep nothing if any row was not understood."
)
@click.option(
    "--format", "format_", type=click.Choice(["table", "json"]), default="table"
)
@click.pass_context
def import_command(
    ctx: click.Context, paths: tuple[str, ...], owner: str, strict: bool, format_: str
) -> int:
    """Read a LinkedIn export, a table of links or a file of sentences.

    A ZIP as LinkedIn sent it, the folder it unpacks to, or single files of it. Message
    texts are not read. Importing the same thing twice changes nothing.
    """
    from netpath.importers import read_sources  # noqa: PLC0415 - pydantic

    exports = read_sources([Path(path) for path in paths], owner=owner, as_of=today())
    damaged = [s for export in exports for s in told_badly(export)]
    if strict and damaged:
        message = f"{_skipped(damaged[0])}\nNothing was kept (--strict)."
        raise click.ClickException(message)
    with open_store(ctx, must_exist=False) as store:
        added = store.add_all(exports, on=today())
        mine = _take_first_as_mine(store, exports)
        if format_ == "json":
            click.echo(json.dumps([_account(e) for e in exports], indent=1))
        for export, change in zip(exports, added, strict=True):
            talk(_said(export, change, is_mine=export is mine))
    talk(_next_step(exports))
    return LEFT_OUT if damaged else 0


def told_badly(export: Export) -> list[Skipped]:
    """Give the rows that a person wrote and netpath did not understand."""
    return list(export.skipped) if export.kind == "told" else []


def _take_first_as_mine(store: Store, exports: list[Export]) -> Export | None:
    """Take the first export of a new store as the user's own."""
    owned = [export for export in exports if export.owner is not None]
    if store.me not in {"", MINE} or not owned or owned[0].owner is None:
        return None
    store.set_me(owned[0].owner.teller)
    return owned[0]


def _said(export: Export, change: Added, *, is_mine: bool) -> str:
    lines = [_title(export, is_mine=is_mine)]
    width = max((len(f.name) for f in export.files if f.kind), default=0)
    lines += [f"  {_file(file, width)}" for file in export.files if file.kind]
    unused = [file for file in export.files if not file.kind]
    if unused:
        files = plural(len(unused), "other file is", "other files are")
        lines.append(f"  {files} of no use here")
    lines += [f"  Note: {warning}" for warning in export.warnings]
    lines += [_skipped(s) for s in told_badly(export)[:_SHOWN]]
    lines.append(_change(change))
    return "\n".join(lines)


def _title(export: Export, *, is_mine: bool) -> str:
    if export.owner is None:
        return export.source
    name = display_name(export.owner.name)
    day = f" of {export.date.day} {export.date:%B %Y}" if export.date else ""
    if not name:
        hint = 'nothing in it says whose it is (--owner "Kate Spaulding" does)'
        return f"An export{day}, taken as yours: {hint}"
    taken = ", taken as yours (netpath me changes that)" if is_mine else ""
    return f"{name}'s export{day}{taken}"


def _file(file: FileRead, width: int) -> str:
    counts: dict[str, int] = {}
    for one in file.skipped:
        reason = one.reason.split("\n")[0]
        counts[reason] = counts.get(reason, 0) + one.count
    left = ", ".join(f"{count:,} {reason}" for reason, count in counts.items())
    kept = f"{plural(file.rows, 'row')}, {file.kept:,} kept"
    kept += f"; left out: {left}" if left else ""
    kept += f"; {file.note}" if file.note else ""
    return f"{file.name:{width}}  {kept}"


def _skipped(one: Skipped) -> str:
    return f"{one.source}:{one.line}: {one.reason}"


def _change(change: Added) -> str:
    if not change.is_new:
        return "All of it was known already; nothing changed."
    known = change.records_known + change.ties_known
    new = f"{plural(change.records_new, 'record')} and {plural(change.ties_new, 'tie')}"
    forgotten = (
        f"; {plural(change.forgotten, 'record')} left out, of people you had forgotten"
        if change.forgotten
        else ""
    )
    return f"New: {new}{f' ({known:,} known before)' if known else ''}{forgotten}."


def _next_step(exports: list[Export]) -> str:
    if any(export.kind == "told" for export in exports):
        return '\nNext:  netpath find --title "public librarian"'
    return (
        "\nOne export alone holds no introductions: tell me whom you know.\n"
        '  netpath tell "My sister-in-law Ana Ruiz works with Raj Patel at Acme."'
    )


def _account(export: Export) -> dict[str, Any]:
    """Give the account of one source for machines."""
    return {
        "source": export.source,
        "owner": export.owner.name if export.owner else None,
        "owner_how": export.owner_how or None,
        "date": export.date.isoformat() if export.date else None,
        "records": len(export.records),
        "ties": len(export.ties),
        "files": [
            {
                "name": file.name,
                "kind": file.kind or None,
                "rows": file.rows,
                "kept": file.kept,
                "note": file.note or None,
                "skipped": [
                    {"line": s.line, "reason": s.reason, "count": s.count}
                    for s in file.skipped
                ],
            }
            for file in export.files
        ],
        "warnings": list(export.warnings),
    }
