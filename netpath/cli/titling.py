"""``netpath titles`` and ``netpath match``: what people do, and what titles mean."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netpath.cli.frame import (
    FORMATS,
    chosen,
    emit,
    format_option,
    network_in,
    open_store,
    say,
    store_path,
    talk,
)
from netpath.text import plural, terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netpath.ranking.titles.naming import Tally

_COLUMNS = ("family", "occupation", "people")
_UNNAMED = 10
_AS_IT_SHOULD_BE = "all as it should be"
LEARNED = "titles.npy"
"""The table of title vectors that a user had learned, beside the store."""

lexicon_option = click.option(
    "--lexicon",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Occupations of your own, laid over netpath's. May be repeated.",
)


def vectors_of(ctx: click.Context) -> Path | None:
    """Give the vectors learned for this store, if there are any."""
    learned = store_path(ctx).with_name(LEARNED)
    return learned if learned.is_file() else None


@click.command(
    epilog="""\b
Examples:
  netpath match "public librarian" --position Librarian --company "City Library"
  netpath match nurse --position "Nurse Recruiter" --explain
"""
)
@click.argument("query")
@click.option("--position", required=True, help="What somebody's title is.")
@click.option("--company", default="", help="Where they work.")
@click.option("--explain", is_flag=True, help="Print what the number is made of.")
@lexicon_option
@click.pass_context
def match_command(
    ctx: click.Context, /, query: str, position: str, company: str, **options: Any
) -> int:
    """Say how well a position fits a sought title, and why."""
    from netpath.api import match_title  # noqa: PLC0415 - the lexicon

    match = match_title(
        query,
        position,
        company,
        lexicon=options["lexicon"],
        vectors=vectors_of(ctx),
    )
    click.echo(f"{match.score:.2f}  {terminal(match.reason)}")
    if options["explain"]:
        for share, said in _explained(match.factors):
            click.echo(f"  {share:>6}  {terminal(said)}")
        click.echo(f"  {match.score:>6.2f}  the chance that this is one")
        click.echo(f"  {match.near:>6.2f}  the chance that this is one, or near it")
    return 0 if match.score else 1


def _explained(factors: tuple[tuple[str, float], ...]) -> Iterator[tuple[str, str]]:
    fit = 1.0
    for i, (said, share) in enumerate(factors):
        yield f"{'× ' if i else ''}{share:.2f}", said
        fit *= share
    if factors:
        yield f"= {fit:.2f}", "the fit; a fit of one half is not yet an even chance"


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  netpath titles
  netpath titles --family health --format csv
  netpath titles check my-occupations.toml
""",
)
@click.option("--family", default="", help="Only families with this in their name.")
@lexicon_option
@format_option(*FORMATS)
@click.pass_context
def titles_command(ctx: click.Context, /, **options: Any) -> int:
    """List what people do, by occupation; check or learn titles."""
    if ctx.invoked_subcommand:
        return 0
    tally = _tally(ctx, options["lexicon"])
    rows = list(_rows(tally, options["family"]))
    emit(rows, _COLUMNS, chosen(options["format_"]))
    for line in _said_of(tally):
        talk(line)
    return 0 if rows else 1


def _tally(ctx: click.Context, files: tuple[Path, ...]) -> Tally:
    from netpath.ranking.titles.knowledge import knowledge  # noqa: PLC0415 - lexicon
    from netpath.ranking.titles.naming import tally  # noqa: PLC0415 - the same
    from netpath.seeking import what_they_do  # noqa: PLC0415 - the same

    with open_store(ctx) as store:
        net = network_in(store)
    return tally(what_they_do(net), knowledge(files))


def _rows(tally: Tally, family: str) -> Iterator[dict[str, Any]]:
    for name, occupations in tally.families.items():
        if family.casefold() in name.casefold():
            for occupation, people in occupations.items():
                yield {"family": name, "occupation": occupation, "people": people}


def _said_of(tally: Tally) -> Iterator[str]:
    named = sum(sum(its.values()) for its in tally.families.values())
    unnamed = sum(tally.unnamed.values())
    yield (
        f"{plural(named, 'person', 'people')} whose occupation netpath knows,"
        f" {unnamed} with other titles, {tally.silent} without a title."
    )
    often = [title for title, people in tally.unnamed.items() if people > 1][:_UNNAMED]
    if often:
        yield f"The most frequent others: {'; '.join(often)}"
    yield 'Next:  netpath find --title "…"'


@titles_command.command(
    "check",
    epilog="""\b
Examples:
  netpath titles check my-occupations.toml
""",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def check_command(files: tuple[Path, ...]) -> int:
    """Check files of occupations: their form, and the rows they promise.

    Exit code 3 if something is to be mended; each line says what and how.
    """
    from netpath.ranking.titles.checking import check  # noqa: PLC0415 - the lexicon
    from netpath.ranking.titles.entries import text_of  # noqa: PLC0415 - the same
    from netpath.ranking.titles.lexicon import lexicon  # noqa: PLC0415 - the same

    wrong = 0
    for file in files:
        found = check(text_of(file), file.name, lexicon())
        for remark in found.remarks:
            say(remark)
        for note in found.notes:
            talk(f"Worth a look: {note}")
        wrong += len(found.remarks)
        said = f"{len(found.remarks)} to mend" if found.remarks else _AS_IT_SHOULD_BE
        talk(f"{file.name}: {plural(found.entries, 'occupation')}, {said}.")
    return 3 if wrong else 0


@titles_command.command(
    "learn",
    epilog="""\b
Examples:
  netpath titles learn occupations_en.csv
""",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.pass_context
def learn_command(ctx: click.Context, /, files: tuple[Path, ...]) -> int:
    """Learn more titles from ESCO or O*NET lists you downloaded.

    What is learned lies beside the store and helps with titles no entry knows; delete
    titles.npy there to go back. Nothing is fetched from anywhere.
    """
    from netpath.ranking.titles.learning import learn_from  # noqa: PLC0415 - numpy

    target = store_path(ctx).with_name(LEARNED)
    with _progress() as tell:
        count, occupations = learn_from(files, target, tell=tell)
    talk(
        f"Learned from {count:,} titles of {occupations:,} occupations; kept in"
        f" {target}."
    )
    talk('Next:  netpath find --title "…"')
    return 0


class _progress:  # noqa: N801 - used like a function
    """Show how far learning is, on a terminal only."""

    def __enter__(self) -> Callable[[int, int], None]:
        self._bar: Any = None
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def _tell(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=total, label="Learning", file=sys.stderr
            )
        self._bar.update(done - self._bar.pos)
