"""``netpath report`` and ``netpath letters``: what one takes along."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netpath.cli.finding import NOTHING_FOUND, answered, question_options, why_none
from netpath.cli.frame import (
    chosen,
    format_option,
    open_store,
    people_in,
    put,
    show,
    talk,
)
from netpath.cli.profiling import profile_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netpath.planning import Letter, Pick, Plan, Wishes

_ALTERNATIVES = 2  # for when nobody answers
_KINDS = "ask direct blurb note opt_in bridge reminder thanks lead".split()


def _wish_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how letters and reports shall be."""
    options = [
        click.option("--tone", default="warm", show_default=True,
                     type=click.Choice(["warm", "plain", "formal"]),
                     help="Of the letters."),
        click.option("--templates", metavar="DIR",
                     type=click.Path(path_type=Path, file_okay=False),
                     help="Letters of your own; netpath letters --copy makes some."),
        click.option("--name-everyone", is_flag=True,
                     help="Letters may name people beyond the next step."),
        click.option("--for", "cover", default="", metavar="PERSON",
                     help="A cover page for them, and their chains (or --from)."),
        click.option("--redact/--no-redact", default=None,
                     help="Initials and roles instead of names. Default: with --for,"
                          " of all but those they know themselves."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.command(
    epilog="""\b
Examples:
  netpath report --title "public librarian" -o chains.html
  netpath report --title archivist --tone formal -o letters/
  netpath report --title librarian --for "Kate Spaulding" -o kate.md
"""
)
@question_options
@_wish_options
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(),
    help="The file; its ending decides. A folder (letters/) gets drafts of e-mails.",
)
@click.option("--force", is_flag=True, help="Replace it if it exists.")
@click.pass_context
def report_command(
    ctx: click.Context, /, output: str, force: bool, **options: Any
) -> int:
    """Write a report: chains, letters, questions, days.

    To read and print: .html, .docx, .pdf, .md. To work with: .xlsx, .csv, .json. The
    picture: .svg. The days: .ics. You alone can read what is written.
    """
    from netpath.reports import format_of, save  # noqa: PLC0415 - the formats

    format_of(output)  # a wrong ending is said before the search, not after it
    plan, why = _planned(ctx, options)
    if not plan.answer.chains:
        talk("\n\n".join(why()))
    if not plan.picks and not plan.lead_letters:
        return NOTHING_FOUND
    talk(f"Written: {save(plan, output, force=force)}")
    if not plan.profile.doing:
        talk(_ask_for_profile(plan, is_me=not options["from_"]))
    return 0


def _ask_for_profile(plan: Plan, *, is_me: bool) -> str:
    from netpath.reports.leads import quotable  # noqa: PLC0415 - after the search

    who = "you" if is_me else plan.profile.name
    of = "" if is_me else f' --of "{quotable(who)}"'
    return (
        f"The letters know no more of {who} than the name. Say more:\n"
        f'  netpath profile{of} --doing "a student of library science"'
    )


@click.command(
    epilog="""\b
Examples:
  netpath letters --title "public librarian"
  netpath letters --title "public librarian" --only ask --tone formal
  netpath letters --copy my-letters --tone plain
"""
)
@question_options
@_wish_options
@click.option(
    "--pick",
    default=1,
    show_default=True,
    type=click.IntRange(1, 3),
    help="Of the best chain, or of those for when nobody answers.",
)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(_KINDS),
    help="Only letters of this kind. May be repeated.",
)
@click.option(
    "--copy",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write the letters as templates, for you to change.",
)
@format_option("table", "json")
@click.pass_context
def letters_command(ctx: click.Context, /, copy: Path | None, **options: Any) -> int:
    """Print the letters for everybody on a chain, ready to be sent.

    Nothing is sent. What they say of you is told with netpath profile.
    """
    if copy:
        from netpath.planning.templates import copy_templates  # noqa: PLC0415 - one use

        copy_templates(options["tone"], copy)
        talk(f"Written: {copy}. Change what you like, then:")
        talk(f'  netpath letters --title "public librarian" --templates {copy}')
        return 0
    number, format_ = options.pop("pick"), chosen(options.pop("format_"))
    kinds = options.pop("only") or _KINDS
    plan, why = _planned(ctx, options)
    letters = tuple(one for one in _letters(plan, number) if one.kind in kinds)
    if not plan.answer.chains:
        talk("\n\n".join([*why(), ""]))
    if not letters:
        return NOTHING_FOUND
    _print_letters(plan, letters, "json" if format_ == "json" else "text")
    return 0


def _letters(plan: Plan, number: int) -> tuple[Letter, ...]:
    if not plan.picks:
        return plan.lead_letters
    if number > len(plan.picks):
        message = (
            f"There are {len(plan.picks)} chains that share nobody; --pick {number} is"
            " none of them."
        )
        raise click.UsageError(message)
    pick: Pick = plan.picks[number - 1]
    talk(f"{pick.chain.sentence}\n{pick.leave}\n")
    return pick.letters


def _print_letters(plan: Plan, letters: tuple[Letter, ...], format_: str) -> None:
    from netpath.reports.letters import letter_object, letters_text  # noqa: PLC0415 - after the search

    if format_ == "json":
        objects = [letter_object(letter) for letter in letters]
        put(json.dumps(objects, ensure_ascii=False, indent=1), "json")
    else:
        show(lambda screen: screen.lay(letters_text(letters, plan.answer.query.asker)))


def _planned(
    ctx: click.Context, options: dict[str, Any]
) -> tuple[Plan, Callable[[], Iterator[str]]]:
    """Make the plan, and give a way to say why it holds no chain, where it does not."""
    from netpath.planning import make_plan  # noqa: PLC0415 - after the options
    from netpath.planning.redacting import for_reader  # noqa: PLC0415 - the same

    wishes = _wishes(options)
    if wishes.cover and not options["from_"]:
        options["from_"], name = _person(ctx, wishes.cover)
        wishes = replace(wishes, cover=name)
    if options["alternatives"] == 0:
        options["alternatives"] = _ALTERNATIVES
    found, hints = answered(ctx, options)
    profile = profile_of(ctx, found.query.asker, is_me=not options["from_"])
    plan = make_plan(for_reader(found, wishes), profile, wishes)
    return plan, lambda: why_none(found, list(hints()))


def _wishes(options: dict[str, Any]) -> Wishes:
    from netpath.planning import Wishes  # noqa: PLC0415 - see _planned

    cover, redact = options.pop("cover"), options.pop("redact")
    return Wishes(
        tone=options.pop("tone"),
        templates=options.pop("templates"),
        cover=cover,
        is_redacted=bool(cover) if redact is None else redact,
        names_everyone=options.pop("name_everyone"),
    )


def _person(ctx: click.Context, who: str) -> tuple[str, str]:
    """Give whose chains a cover page is for, "" being yours, and their name."""
    from netpath.errors import PersonNotFoundError  # noqa: PLC0415 - one use
    from netpath.meaning import find_person  # noqa: PLC0415 - numpy

    with open_store(ctx) as store:
        net = people_in(store)
        try:
            found = find_person(net, who)
        except PersonNotFoundError as error:
            hint = "To put another name on the cover, say whose chains: --from PERSON"
            message = f"{error}\n{hint}"
            raise PersonNotFoundError(message) from error
    return "" if found.id == net.me else found.id, found.name
