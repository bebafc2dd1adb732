"""``netpath find`` and ``netpath report``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netpath.cli.frame import (
    beside,
    chosen,
    format_option,
    open_store,
    ready_in,
    talk,
)
from netpath.cli.titling import lexicon_option, vectors_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from netpath.answering import Question
    from netpath.model import Answer, Network

NOTHING_FOUND = 1


def _question(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what is sought."""
    options = [
        click.option("--title", multiple=True,
                     help='What they do: "public librarian". Of several, any one.'),
        click.option("--company", default="", help="Only where the employer has this."),
        click.option("--location", default="", help="Only where the place has this."),
        click.option("--to", default="", metavar="PERSON", help="Reach this person."),
        click.option("--from", "from_", default="", metavar="PERSON",
                     help="Who asks, instead of you."),
        click.option("--max-hops", default=3, show_default=True,
                     type=click.IntRange(1, 6), help="Most steps of a chain."),
        click.option("--top", default=10, show_default=True,
                     type=click.IntRange(1), help="How many people at most."),
        click.option("--via", multiple=True, metavar="PERSON",
                     help="Only through this person; of several, any one."),
        click.option("--avoid", multiple=True, metavar="PERSON",
                     help="Never through or to this person. May be repeated."),
        click.option("--min-match", default=0.2, show_default=True,
                     type=click.FloatRange(0, 1),
                     help="Least chance that somebody is one."),
        click.option("--strict-title", is_flag=True,
                     help="Only positions that say the title itself."),
        click.option("--near", is_flag=True,
                     help="Neighbours, helpers, learners and heads of it count too."),
        click.option("--declared-only", is_flag=True,
                     help="No guesses from shared employers and schools."),
        click.option("--per-connector", default=0, metavar="N",
                     type=click.IntRange(0),
                     help="At most N chains that begin with the same person."),
        click.option("--alternatives", default=0, metavar="N",
                     type=click.IntRange(0),
                     help="N more ways to each person, through others."),
        lexicon_option,
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def _answer(
    ctx: click.Context, options: dict[str, Any]
) -> tuple[Answer, Callable[[], Iterator[str]]]:
    """Give the answer, and a way to say how the title was understood."""
    from netpath.answering import Question, answer  # noqa: PLC0415 - numpy

    if not options["title"] and not options["to"]:
        message = "Say what they do with --title, or name a person with --to."
        raise click.UsageError(message)
    asked = {**options, "title": " or ".join(options["title"])}
    with open_store(ctx) as store:
        kept = beside(store, "titles")
        question = Question(**asked, vectors=vectors_of(ctx), kept=kept)
        ready = ready_in(store)
    found = answer(ready, question)
    return found, lambda: _hints(ready.network, question, len(found.chains))


def _hints(net: Network, question: Question, count: int) -> Iterator[str]:
    """Help with a title that was not understood, or of which there are few."""
    from netpath.answering import FEW  # noqa: PLC0415 - numpy
    from netpath.seeking import hints  # noqa: PLC0415 - the lexicon

    if question.to:
        return
    is_few = count < min(FEW, question.top)
    for hint in hints(net, question.aim, question.kept, with_near=is_few):
        advice = hint.advice
        if not advice.occupation:
            yield f"No entry knows “{advice.query}”, so its words were compared."
        if advice.did_you_mean:
            yield f"Did you mean {_choice(advice.did_you_mean)}?"
        if advice.also:
            yield (
                f"“{advice.query}” was taken for {advice.occupation}; it is also a name"
                f" of {_choice(advice.also)}: ask for that by its own name."
            )
        if hint.near:
            said = ", ".join(f"{name} ({people})" for name, people in hint.near)
            yield f"Near it, and among your people: {said}."


def _choice(names: Sequence[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)


@click.command(
    epilog="""\b
Examples:
  netpath find --title "public librarian"
  netpath find --title archivist --company museum --max-hops 4
  netpath find --to "Mei Patel" --avoid "Priya Raman"
"""
)
@_question
@format_option("table", "tsv", "json", "csv", "md")
@click.pass_context
def find_command(ctx: click.Context, /, format_: str | None, **options: Any) -> int:
    """Find chains of introductions to people with a job title.

    Exit code 1 where there is none; it then says why.
    """
    from netpath.reports import render  # noqa: PLC0415 - after the search
    from netpath.reports.leads import thin  # noqa: PLC0415 - the same
    from netpath.reports.words import nearest, withheld  # noqa: PLC0415 - the same

    found, hints = _answer(ctx, options)
    format_ = chosen(format_)
    if found.chains or format_ == "json":
        click.echo(render(found, format_))
    if not found.chains:
        leads = thin(found.leads, found.query.title)
        said = [found.none_because, *nearest(found), withheld(found), *hints(), leads]
        for line in filter(None, said):
            talk(line)
        talk("Tell me more of whom you know: netpath tell --help")
        return NOTHING_FOUND
    if format_ == "table":
        for line in hints():
            talk(f"\n{line}")
        titles = " ".join(f'--title "{title}"' for title in options["title"])
        sought = titles or f'--to "{options["to"]}"'
        talk(f"\nTo take along:  netpath report {sought} -o chains.html")
    return 0


@click.command(
    epilog="""\b
Examples:
  netpath report --title "public librarian" -o chains.html
  netpath report --title archivist --top 3 -o archivists.md
"""
)
@_question
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False),
    help="The file; its ending decides: .html, .md, .csv, .json.",
)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.pass_context
def report_command(
    ctx: click.Context, /, output: str, force: bool, **options: Any
) -> int:
    """Write the chains to a file: HTML, Markdown, CSV or JSON.

    The ending decides; you alone can read the file.
    """
    from netpath.reports import save  # noqa: PLC0415 - after the search
    from netpath.reports.words import nearest  # noqa: PLC0415 - the same

    found, hints = _answer(ctx, options)
    if not found.chains:
        for line in [found.none_because, *nearest(found), *hints()]:
            talk(line)
        return NOTHING_FOUND
    talk(f"Written: {save(found, Path(output), force=force)}")
    return 0
