"""``netpath avoid``: people and employers that are never asked, passed, or named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netpath.cli.frame import (
    FORMATS,
    chosen,
    emit,
    format_option,
    network_in,
    open_store,
    talk,
    today,
)

if TYPE_CHECKING:
    from netpath.model import Decision, Network

_COLUMNS = ("step", "day", "who", "reason")


@click.command(
    epilog="""\b
Examples:
  netpath avoid "Dmitri Orlov" --reason "my former boss"
  netpath avoid --company Acme --confidential
  netpath avoid
"""
)
@click.argument("person", default="")
@click.option("--company", default="", help="Everybody who works there.")
@click.option("--reason", default="", help="Why, for yourself; no report has it.")
@click.option(
    "--confidential",
    is_flag=True,
    help="With --company: as your present employer, who must not learn of it.",
)
@format_option(*FORMATS)
@click.pass_context
def avoid_command(
    ctx: click.Context,
    person: str,
    company: str,
    reason: str,
    confidential: bool,
    format_: str | None,
) -> int:
    """Never ask somebody, or anybody at an employer.

    Nor is a chain ever led through them, nor are they named in one. With neither a
    person nor an employer it lists whom you avoid; netpath undo takes the last one
    back.
    """
    from netpath.model import Decision  # noqa: PLC0415 - the model

    if person and company:
        raise click.UsageError("Name a person or --company, one at a time.")
    kind = "confidential" if confidential else "avoid"
    with open_store(ctx) as store:
        net = network_in(store)
        if not (person or company):
            return _list(net, store.decisions(), chosen(format_))
        ids, who = _whom(net, person, company)
        store.decide(Decision(kind, ids, (), company, reason), on=today())
        count = len(network_in(store).avoided)
    people = "1 person is" if count == 1 else f"{count} people are"
    talk(f"From now on {who} is left out. In all, {people} avoided.")
    talk("netpath avoid lists them; netpath undo takes the last one back.")
    return 0


def _whom(net: Network, person: str, company: str) -> tuple[tuple[str, ...], str]:
    from netpath.meaning import find_person  # noqa: PLC0415 - the model
    from netpath.names import company_key  # noqa: PLC0415 - one use

    if person:
        found = find_person(net, person)
        if found.id == net.me:
            raise click.UsageError("That is you.")
        return tuple(record.id for record in found.records), found.name
    if not company_key(company):
        message = f"{company!r} is no employer's name that could be told from others."
        raise click.UsageError(message)
    return (), f"everybody at {company}"


def _list(net: Network, decisions: tuple[Decision, ...], format_: str) -> int:
    from netpath.knowing import AVOIDING  # noqa: PLC0415 - numpy

    of = {r.id: p.name for p in net.people.values() for r in p.records}
    rows: list[dict[str, Any]] = [
        {
            "step": one.id,
            "day": one.day.isoformat() if one.day else "",
            "who": _who(one, of),
            "reason": one.reason,
        }
        for one in decisions
        if one.kind in AVOIDING
    ]
    emit(rows, _COLUMNS, format_)
    if not rows:
        talk("Nobody is avoided.")
    return 0 if rows else 1


def _who(one: Decision, of: dict[str, str]) -> str:
    if one.company:
        tail = ", confidential" if one.kind == "confidential" else ""
        return f"everybody at {one.company}{tail}"
    return next((of[key] for key in one.left if key in of), "somebody not here now")
