"""``netpath duplicates``: people who may be one, side by side, to be decided."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import click

from netpath.cli.deciding import decide
from netpath.cli.frame import (
    FORMATS,
    chosen,
    emit,
    format_option,
    network_in,
    open_store,
    say,
    talk,
)
from netpath.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netpath.model import Network, Person
    from netpath.store import Store

_COLUMNS = ("pair", "name", "work", "from", "may_be", "of", "chance", "id", "other")
_KINDS = {"y": "same", "n": "different", "l": "later"}
_WIDTH = 36


@dataclass(frozen=True)
class Pair:
    """Two people who may be one, under a key that stays while both do."""

    one: Person
    other: Person
    bits: float
    is_later: bool

    @property
    def key(self) -> str:
        """Four letters made of both."""
        text = "\n".join(sorted((self.one.id, self.other.id)))
        return blake2b(text.encode(), digest_size=2).hexdigest()

    @property
    def chance(self) -> str:
        """How likely it is that they are one, in words."""
        percent = round(100 / (1 + 2**-self.bits))
        return f"about {percent} in 100"


@click.command(
    epilog="""\b
Examples:
  netpath duplicates
  netpath duplicates --no all
"""
)
@click.option("--review", is_flag=True, help="Ask about each, side by side.")
@click.option("--yes", multiple=True, metavar="PAIR", help="They are one person.")
@click.option("--no", multiple=True, metavar="PAIR", help="They are two people.")
@click.option("--later", multiple=True, metavar="PAIR", help="Ask again last.")
@format_option(*FORMATS)
@click.pass_context
def duplicates_command(
    ctx: click.Context,
    review: bool,
    yes: tuple[str, ...],
    no: tuple[str, ...],
    later: tuple[str, ...],
    format_: str | None,
) -> int:
    """List people who may be one, and say yes, no or later.

    The likeliest come first. Nothing doubtful is ever joined by itself. PAIR is the key
    in the first column, or all. Every answer holds for later imports, and netpath undo
    takes it back.
    """
    answers = {"same": yes, "different": no, "later": later}
    with open_store(ctx) as store:
        pairs = list(_pairs(network_in(store)))
        if any(answers.values()):
            return _answer(store, pairs, answers)
        if review:
            return _review(store, pairs)
        _show(store, pairs, chosen(format_))
    if not pairs:
        talk("Nobody: every name you imported or told is clear.")
        return 1
    talk(f"{plural(len(pairs), 'pair')}. Next:  netpath duplicates --review")
    return 0


def _show(store: Store, pairs: Sequence[Pair], format_: str) -> None:
    """List pairs; on a terminal side by side, as nine columns would not fit."""
    if format_ != "table":
        emit([_row(store, pair) for pair in pairs], _COLUMNS, format_)
        return
    for pair in pairs:
        click.echo(f"{pair.key}  one person: {pair.chance}")
        for line in _side_by_side(store, pair):
            say(line)
        click.echo()


def _pairs(net: Network) -> Iterator[Pair]:
    for doubt in net.doubts:
        for candidate in doubt.candidates:
            yield Pair(
                net.people[doubt.person],
                net.people[candidate],
                doubt.bits,
                doubt.is_later,
            )


def _row(store: Store, pair: Pair) -> dict[str, Any]:
    return {
        "pair": pair.key,
        "name": pair.one.name,
        "work": _job(pair.one),
        "from": ", ".join(store.mentions([r.id for r in pair.one.records])),
        "may_be": pair.other.name,
        "of": _job(pair.other),
        "chance": pair.chance,
        "id": pair.one.id,
        "other": pair.other.id,
    }


def _job(person: Person) -> str:
    return ", ".join(filter(None, (person.position, person.company)))


def _answer(
    store: Store, pairs: Sequence[Pair], answers: dict[str, tuple[str, ...]]
) -> int:
    by_key = {pair.key: pair for pair in pairs}
    for kind, keys in answers.items():
        wanted = list(by_key) if "all" in keys else list(keys)
        for key in wanted:
            if key not in by_key:
                message = f"There is no pair {key!r}; netpath duplicates lists them."
                raise click.UsageError(message)
            _keep(store, by_key[key], kind)
    return 0


def _keep(store: Store, pair: Pair, kind: str) -> None:
    decide(store, kind, pair.one, pair.other)
    said = {
        "same": "one person from now on",
        "different": "two people from now on",
        "later": "put off",
    }[kind]
    talk(f"{pair.one.name} ({pair.one.id}, {pair.other.id}): {said}.")


def _review(store: Store, pairs: Sequence[Pair]) -> int:
    if not sys.stdin.isatty():
        message = "--review asks questions, so it needs a terminal; use --yes, --no."
        raise click.UsageError(message)
    for number, pair in enumerate(pairs, start=1):
        talk(f"\n{number} of {len(pairs)}: one person? ({pair.chance})")
        for line in _side_by_side(store, pair):
            talk(line)
        answer = click.prompt(
            "[y]es, [n]o, [l]ater, [q]uit",
            type=click.Choice(["y", "n", "l", "q"]),
            show_choices=False,
            err=True,
        )
        if answer == "q":
            break
        _keep(store, pair, _KINDS[answer])
    return 0


def _side_by_side(store: Store, pair: Pair) -> Iterator[str]:
    left, right = (_sheet(store, p) for p in (pair.one, pair.other))
    for (name, one), (_, other) in zip(left, right, strict=True):
        if one or other:
            yield f"  {name:8} {one[:_WIDTH]:{_WIDTH}}  {other[:_WIDTH]}"


def _sheet(store: Store, person: Person) -> list[tuple[str, str]]:
    places = store.mentions([record.id for record in person.records])
    return [
        ("name", person.name),
        ("work", person.position),
        ("at", person.company),
        ("place", person.location),
        ("profile", person.url.rpartition("/")[2]),
        ("e-mail", ", ".join(person.emails)),
        ("from", places[0].rpartition("/")[2] if places else ""),
        ("records", str(len(person.records))),
    ]
