"""Who is who, decided by the user: ``merge``, ``split``, ``why-merged``, ``undo``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import click

from netpath.cli.frame import (
    FORMATS,
    chosen,
    emit,
    format_option,
    network_in,
    open_store,
    say,
    talk,
    today,
)
from netpath.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netpath.knowing import Reasons
    from netpath.model import Network, Person, Record
    from netpath.store import Step, Store

_STEPS = ("step", "day", "what", "about")
_CERTAIN = 30  # bits beyond which odds are no news


@click.command(
    epilog="""\b
Examples:
  netpath merge "Raj Patel" "Priya Raman" --reason "one woman, two names"
"""
)
@click.argument("person")
@click.argument("other")
@click.option("--reason", default="", help="Why, for yourself.")
@click.pass_context
def merge_command(ctx: click.Context, person: str, other: str, reason: str) -> int:
    """Say that two people are one.

    It holds for every later import, and netpath undo takes it back.
    """
    from netpath.meaning import find_person  # noqa: PLC0415 - the model

    with open_store(ctx) as store:
        net = network_in(store)
        one, two = find_person(net, person), find_person(net, other)
        if one.id == two.id:
            talk(f"{one.name} is one person already.")
            return 1
        decide(store, "same", one, two, reason)
        found = _person_of(network_in(store), one.records[0])
    rows = plural(len(found.records), "record")
    talk(f"One person: {found.name}, with {rows}. Next:  netpath show {found.id}")
    talk("netpath undo takes it back.")
    return 0


@click.command(
    epilog="""\b
Examples:
  netpath split "Raj Patel" "Priya Raman"
"""
)
@click.argument("person")
@click.argument("apart", nargs=-1, required=True)
@click.option("--reason", default="", help="Why, for yourself.")
@click.pass_context
def split_command(
    ctx: click.Context, person: str, apart: tuple[str, ...], reason: str
) -> int:
    """Say that one person is two.

    APART are the records that are somebody else's, by their file and line as netpath
    show lists them (the end of it is enough), or another person. It holds for every
    later import, and netpath undo takes it back.
    """
    from netpath.meaning import find_person  # noqa: PLC0415 - the model

    with open_store(ctx) as store:
        net = network_in(store)
        one = find_person(net, person)
        theirs = [r for text in apart for r in _records_at(store, one, text)]
        if not theirs:
            two = find_person(net, apart[0])
            decide(store, "different", one, two, reason)
            talk(f"{one.name} and {two.name} ({two.id}) stay two people.")
            return 0
        rest = [r for r in one.records if r not in theirs]
        if not rest:
            message = "That is every record; name those that are somebody else's."
            raise click.UsageError(message)
        _decide_records(store, "different", rest, theirs, reason)
        net = network_in(store)
        parts = [_person_of(net, side[0]) for side in (rest, theirs)]
    for part in parts:
        talk(f"{part.name}: {plural(len(part.records), 'record')}, {part.id}")
    talk("Two people now. netpath undo takes it back.")
    return 0


def _records_at(store: Store, person: Person, text: str) -> list[Record]:
    """Give the records of a person that stand at a file and line."""
    return [
        record
        for record in person.records
        if record.id == text
        or any(f"/{at}".endswith(f"/{text}") for at in store.mentions([record.id]))
    ]


def _person_of(net: Network, record: Record) -> Person:
    return next(p for p in net.people.values() if record in p.records)


def decide(store: Store, kind: str, one: Person, two: Person, reason: str = "") -> None:
    """Keep a decision about two people."""
    _decide_records(store, kind, one.records, two.records, reason)


def _decide_records(
    store: Store, kind: str, left: Sequence[Record], right: Sequence[Record], why: str
) -> None:
    from netpath.model import Decision  # noqa: PLC0415 - only deciding needs it

    one, other = (tuple(record.id for record in side) for side in (left, right))
    store.decide(Decision(kind, one, other, reason=why), on=today())


# --- why ------------------------------------------------------------------------------


@click.command(
    epilog="""\b
Examples:
  netpath why-merged "Ana Ruiz"
"""
)
@click.argument("person")
@click.pass_context
def why_merged_command(ctx: click.Context, person: str) -> int:
    """Say why a person's records were taken for one.

    In words and weights: bits, each of which doubles the odds that it is one person.
    """
    from netpath.knowing import why_one  # noqa: PLC0415 - numpy
    from netpath.meaning import find_person  # noqa: PLC0415 - the model

    with open_store(ctx) as store:
        found = find_person(network_in(store), person)
        places = {r.id: store.mentions([r.id]) for r in found.records}
        why = why_one(store, found)
        decided = [d for d in store.decisions() if _speaks_of(d.left + d.right, found)]
    if not why:
        talk(f"{found.name} is one record; nothing was joined.")
        return 1
    for line in _explained(found, why, places):
        say(line)
    for one in decided:
        if one.kind in {"same", "kept"}:
            say(f"Decided on {one.day}: one person. {one.reason}")
    talk(f"\nNot one person?  netpath split {found.id} FILE:LINE")
    return 0


def _speaks_of(record_ids: Sequence[str], person: Person) -> bool:
    return any(record.id in record_ids for record in person.records)


def _explained(
    person: Person, why: Reasons, places: dict[str, tuple[str, ...]]
) -> Iterator[str]:
    of = {record.id: record for record in person.records}
    yield f"{person.name}: {plural(len(of), 'record')}, one person."
    if person.reasons:
        yield f"In short: {', '.join(person.reasons)}."
    for one, other, bits, parts in why:
        yield ""
        yield from (f"  {_row(of[key], places[key])}" for key in (one, other))
        if math.isinf(bits):
            yield "    one profile address: certain"
            continue
        yield from (f"    {weight:+6.1f}  {words}" for words, weight in parts)
        yield f"    {_odds(bits)}"


def _row(record: Record, places: tuple[str, ...]) -> str:
    said = (record.name, record.position, record.company)
    where = places[0] if places else record.source
    return f"{', '.join(filter(None, said))}  [{where}]"


def _odds(bits: float) -> str:
    """Say log2 of odds in words, the prior included."""
    start = "from two people picked at random, a million to one against"
    if bits >= _CERTAIN:
        return f"{bits:+6.1f}  in all, {start}: certain"
    if bits >= 0:
        return f"{bits:+6.1f}  in all, {start}: {round(2**bits):,} to 1 that it is one"
    return f"{bits:+6.1f}  in all, {start}: by itself not enough"


# --- undo -----------------------------------------------------------------------------


@click.command(
    epilog="""\b
Examples:
  netpath undo --list
  netpath undo --yes
"""
)
@click.option("--list", "listing", is_flag=True, help="Show what could be undone.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@format_option(*FORMATS)
@click.pass_context
def undo_command(
    ctx: click.Context, listing: bool, yes: bool, format_: str | None
) -> int:
    """Take back the last import or decision.

    Who was forgotten stays forgotten.
    """
    with open_store(ctx) as store:
        steps = [step for step in store.steps() if step.what != "kept"]
        if listing or not steps:
            emit([_step_row(step) for step in steps], _STEPS, chosen(format_))
            return 0 if steps else 1
        if not yes:
            click.confirm(f"Take back {_said(steps[0])}?", abort=True, err=True)
        store.undo()
    talk(f"Taken back: {_said(steps[0])}.")
    if len(steps) > 1:
        talk(f"The next would be {_said(steps[1])}.")
    return 0


def _step_row(step: Step) -> dict[str, str]:
    return {
        "step": str(step.id),
        "day": step.day.isoformat(),
        "what": _WORDS.get(step.what, step.what),
        "about": step.about,
    }


_WORDS = {
    "import": "import",
    "same": "merge",
    "different": "split",
    "later": "put off",
    "avoid": "avoid",
    "confidential": "avoid, confidential",
}


def _said(step: Step) -> str:
    about = {
        "import": f"the import of {step.about}",
        "same": "the merge of two people",
        "different": "the split of two people",
        "later": "what was put off",
    }.get(step.what, f"the choice to avoid {step.about or 'somebody'}")
    return f"{about} ({step.day.day} {step.day:%B %Y})"
