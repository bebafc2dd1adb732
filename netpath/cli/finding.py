"""``netpath find``, and how all commands ask for chains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netpath.cli.frame import (
    beside,
    chosen,
    format_option,
    open_store,
    put,
    ready_in,
    show,
    talk,
)
from netpath.cli.titling import lexicon_option, vectors_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from netpath.answering import Question
    from netpath.model import Answer, Network

NOTHING_FOUND = 1


def question_options(command: Callable[..., Any]) -> Callable[..., Any]:
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


def answered(
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
@question_options
@format_option("table", "tsv", "json", "csv", "md")
@click.pass_context
def find_command(ctx: click.Context, /, format_: str | None, **options: Any) -> int:
    """Find chains of introductions to people with a job title.

    Exit code 1 where there is none; it then says why.
    """
    found, hints = answered(ctx, options)
    format_ = chosen(format_)
    if found.chains or format_ == "json":
        _print(found, format_)
    if not found.chains:
        talk("\n\n".join(why_none(found, list(hints()))))
        return NOTHING_FOUND
    if format_ == "table":
        for line in hints():
            talk(f"\n{line}")
        talk(f"\nTo take along:  netpath report {_sought(options)} -o chains.html")
    return 0


def _print(found: Answer, format_: str) -> None:
    from netpath.planning import Plan  # noqa: PLC0415 - after the search
    from netpath.reports import render  # noqa: PLC0415 - the same
    from netpath.reports.table import letter  # noqa: PLC0415 - the same

    match format_:
        case "table":
            show(lambda screen: letter(Plan(found), screen))
        case "md":
            click.echo(render(Plan(found), format_))
        case _:
            put(render(Plan(found), format_), format_)


def why_none(found: Answer, hints: Sequence[str]) -> Iterator[str]:
    """Say why there is no chain, who may know one, and what to do, a paragraph each."""
    from netpath.reports.leads import thin  # noqa: PLC0415 - after the search
    from netpath.reports.words import nearest, withheld  # noqa: PLC0415 - the same

    said = [found.none_because, *nearest(found), withheld(found), *hints]
    yield "\n".join(filter(None, said))
    if leads := thin(found.leads, found.query.title):
        yield leads
    yield "Tell me more of whom you know: netpath tell --help"


def _sought(options: dict[str, Any]) -> str:
    """Give the options again that say what was sought, to be copied."""
    from netpath.reports.leads import quotable  # noqa: PLC0415 - after the search

    titles = [f'--title "{quotable(title)}"' for title in options["title"]]
    return " ".join(titles) or f'--to "{quotable(options["to"])}"'
