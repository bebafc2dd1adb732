"""``netpath leads``: whom to ask for people who are not in the data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from netpath.cli.frame import (
    FORMATS,
    beside,
    chosen,
    emit,
    format_option,
    open_store,
    put,
    ready_in,
    show,
    talk,
)
from netpath.cli.titling import lexicon_option, vectors_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netpath.model import Lead
    from netpath.seeking import Aim

SCHEMA = 1
NOTHING_FOUND = 1
_CLOSE = 3


@click.command(
    epilog="""\b
Examples:
  netpath leads --title "public librarian"
  netpath leads --title "game designer" --top 3
  netpath leads --title archivist --company museum --format csv
"""
)
@click.option(
    "--title",
    multiple=True,
    required=True,
    help='What they do: "public librarian". Of several, any one.',
)
@click.option(
    "--company", default="", help="Somebody who works where the name has this."
)
@click.option("--location", default="", help="Nobody who is known to be elsewhere.")
@click.option(
    "--top",
    default=10,
    show_default=True,
    type=click.IntRange(1),
    help="How many people at most.",
)
@lexicon_option
@format_option(*FORMATS)
@click.pass_context
def leads_command(ctx: click.Context, /, **options: Any) -> int:
    """List whom to ask "do you know one?", why, and what to say.

    Exit code 1 where nobody is worth asking; it then says what to do.
    """
    title = " or ".join(options["title"])
    aim = _aim(ctx, title, options)
    found = _found(ctx, aim, options["top"])
    format_ = chosen(options["format_"])
    if found or format_ == "json":
        _print(found, title, options["top"], format_)
    if not found:
        for line in _what_to_do(aim):
            talk(line)
        return NOTHING_FOUND
    if format_ == "table":
        from netpath.reports.leads import next_step  # noqa: PLC0415 - after the search

        talk(f"\n{next_step(found, options['title'][0])}")
    return 0


def _aim(ctx: click.Context, title: str, options: dict[str, Any]) -> Aim:
    from netpath.seeking import Aim  # noqa: PLC0415 - the lexicon

    return Aim(
        title,
        company=options["company"],
        location=options["location"],
        lexicon=options["lexicon"],
        vectors=vectors_of(ctx),
    )


def _found(ctx: click.Context, aim: Aim, top: int) -> list[Lead]:
    from netpath.asking import leads_in  # noqa: PLC0415 - the lexicon

    with open_store(ctx) as store:
        kept, ready = beside(store, "titles"), ready_in(store)
    return leads_in(ready, aim, ready.network.me, kept=kept, top=top)


def _what_to_do(aim: Aim) -> Iterator[str]:
    from netpath.ranking.titles.helping import advise  # noqa: PLC0415 - rarely needed

    yield f"Nobody within reach is likely to know a person whose work is “{aim.title}”."
    advice = advise(aim.title, aim.knowledge)[0]
    if close := (advice.did_you_mean or advice.near)[:_CLOSE]:
        titles = " or ".join(f"“{name}”" for name in close)
        yield f"A title near it may lead further: {titles}."
    yield "Tell me of people who know many others, or who work in that field:"
    yield '  netpath tell "My neighbor Grace Hill is a school librarian."'
    yield "or import the export of a friend who gave it to you."


def _print(found: Sequence[Lead], title: str, top: int, format_: str) -> None:
    from netpath.reports import leads as said  # noqa: PLC0415 - after the search

    match format_:
        case "table":
            show(lambda screen: said.table(found, title, screen))
        case "json":
            answer = {
                "schema": SCHEMA,
                "query": {"title": title, "top": top},
                "leads": said.to_object(found),
            }
            put(json.dumps(answer, ensure_ascii=False, indent=1), format_)
        case _:
            emit(said.rows(found), said.COLUMNS, format_)
