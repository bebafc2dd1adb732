"""``netpath import``: read files, keep what they say, account for every row."""

from __future__ import annotations

import json
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netpath.cli.frame import LEFT_OUT, open_store, put, store_path, talk, today
from netpath.errors import SourceError
from netpath.model import MINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netpath.cli.account import Accounts
    from netpath.errors import NetpathError
    from netpath.importers import Asked
    from netpath.intake import Ready, Taken
    from netpath.store import Store

_FEW = 5  # sources of which a full account is printed; of more, a line each


@click.command(
    epilog="""\b
Examples:
  netpath import Basic_LinkedInDataExport_11-01-2026.zip
  netpath import Connections.csv messages.csv --owner "Kate Spaulding"
  netpath import family.txt links.csv
  netpath import students/ --dry-run
"""
)
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--owner", default="", help="Whose files they are: a name or an address.")
@click.option(
    "--as", "kind", default="", help="What the files are, if they do not show it."
)
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="COLUMN=HEADER",
    help="Which header holds a column: --map position=Role. May be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be kept; keep nothing.")
@click.option(
    "--strict", is_flag=True, help="Keep nothing if anything had to be left out."
)
@click.option(
    "--format", "format_", type=click.Choice(["table", "json"]), default="table"
)
@click.pass_context
def import_command(
    ctx: click.Context,
    paths: tuple[str, ...],
    owner: str,
    kind: str,
    mapped: tuple[str, ...],
    dry_run: bool,
    strict: bool,
    format_: str,
) -> int:
    """Read LinkedIn exports, address books, links and sentences.

    A ZIP as LinkedIn sent it, the folder it unpacks to, or single files of it; a folder
    of ZIPs is each of them. Message texts are not read. Importing the same thing twice
    changes nothing. A file that cannot be read costs no other; the command then ends
    with 3.
    """
    from netpath.cli.account import Accounts  # noqa: PLC0415 - only importing needs it
    from netpath.importers import Asked, jobs_of  # noqa: PLC0415 - pydantic
    from netpath.intake import read_all  # noqa: PLC0415 - the same

    asked = Asked(
        owner=owner, as_of=today(), kind=kind, columns=dict(map(_pair, mapped))
    )
    _check(asked)
    jobs = jobs_of([Path(path) for path in paths])
    read: Iterable[Ready | NetpathError] = _with_progress(
        read_all(jobs, asked), len(jobs)
    )
    if strict:
        read = _all_or_nothing(read)
    accounts = Accounts(is_brief=len(jobs) > _FEW, is_trial=dry_run)
    for outcome in _outcomes(ctx, read, accounts):
        said = accounts.add(outcome)
        if said and format_ == "table":
            talk(said)
    if format_ == "json":
        put(json.dumps(accounts.for_machines, ensure_ascii=False, indent=1), format_)
    if accounts.only_error:
        raise accounts.only_error
    talk(accounts.ending())
    return LEFT_OUT if accounts.left_out else 0


def _pair(text: str) -> tuple[str, str]:
    column, equals, header = text.partition("=")
    if not (column and equals and header):
        message = f"--map {text!r} is not COLUMN=HEADER, such as position=Role"
        raise click.UsageError(message)
    return column, header


def _check(asked: Asked) -> None:
    from netpath.importers import IMPORTERS  # noqa: PLC0415 - pydantic

    if asked.kind:
        IMPORTERS[asked.kind]  # or an error that names the nearest


def _outcomes(
    ctx: click.Context, read: Iterable[Ready | NetpathError], accounts: Accounts
) -> Iterator[Taken | NetpathError]:
    """Keep what was read, or only say what would be kept."""
    from netpath.intake import Ready, take_in, try_out  # noqa: PLC0415 - pydantic

    read = iter(read)
    for one in read:  # no store is begun for nothing
        if isinstance(one, Ready):
            read = chain([one], read)
            break
        yield one
    else:
        return
    if accounts.is_trial and not store_path(ctx).exists():
        yield from try_out(None, read, on=today())
        return
    with open_store(ctx, must_exist=False) as store:
        if accounts.is_trial:
            yield from try_out(store, read, on=today())
            return
        accounts.is_alone = not store.batches()
        for outcome in take_in(store, read, on=today()):
            yield _taken_as_mine(store, outcome)


def _taken_as_mine(store: Store, outcome: Taken | NetpathError) -> Taken | NetpathError:
    """Take the first export of a new store as the user's own."""
    from netpath.intake import Taken  # noqa: PLC0415 - pydantic

    if not isinstance(outcome, Taken) or outcome.account.kind != "linkedin":
        return outcome
    owner = outcome.account.owner
    if owner is None or store.me not in {"", MINE}:
        return outcome
    store.set_me(owner.teller)
    return outcome.as_mine()


def _all_or_nothing(
    read: Iterable[Ready | NetpathError],
) -> Sequence[Ready | NetpathError]:
    """Read everything before anything is kept, and refuse all for one bad row."""
    from netpath.cli.account import said_of_skipped  # noqa: PLC0415 - see above
    from netpath.intake import Ready  # noqa: PLC0415 - pydantic

    held = list(read)
    for one in held:
        wrong = "" if isinstance(one, Ready) else str(one)
        if isinstance(one, Ready) and one.account.damaged:
            wrong = said_of_skipped(one.account.damaged[0])
        if wrong:
            raise SourceError(f"{wrong}\nNothing was kept (--strict).")
    return held


def _with_progress(
    read: Iterator[Ready | NetpathError], count: int
) -> Iterator[Ready | NetpathError]:
    """Show on a terminal how far it is, as reading many exports takes a minute."""
    if count <= _FEW or not sys.stderr.isatty():
        yield from read
        return
    with click.progressbar(read, length=count, label="Reading", file=sys.stderr) as bar:
        yield from bar
