"""``people``, ``show``, ``duplicates``, ``sources``, ``export``: what is held."""

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
    say,
    talk,
)
from netpath.names import fold
from netpath.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.model import Network, Person, Tie

_PEOPLE = ("name", "position", "company", "ties", "id")
_SOURCES = ("batch", "imported", "source", "dated", "records", "ties")


@click.command(
    epilog="""\b
Examples:
  netpath people
  netpath people --search library --format csv
"""
)
@click.option("--search", default="", help="Only where name, job or employer has this.")
@format_option(*FORMATS)
@click.pass_context
def people_command(ctx: click.Context, search: str, format_: str | None) -> int:
    """List everybody, by name."""
    with open_store(ctx) as store:
        net = network_in(store)
    degrees: dict[str, int] = {}
    for tie in net.ties:
        for end in (tie.a, tie.b):
            degrees[end] = degrees.get(end, 0) + 1
    rows = [
        _person_row(person, degrees.get(person.id, 0))
        for person in sorted(net.people.values(), key=lambda p: (fold(p.name), p.id))
        if fold(search) in fold(f"{person.name}\n{person.position}\n{person.company}")
    ]
    emit(rows, _PEOPLE, chosen(format_))
    talk(f"{plural(len(rows), 'person', 'people')}. Next:  netpath show PERSON")
    return 0 if rows else 1


def _person_row(person: Person, ties: int) -> dict[str, Any]:
    return {
        "name": person.name,
        "position": person.position,
        "company": person.company,
        "ties": ties,
        "id": person.id,
    }


@click.command(
    epilog="""\b
Examples:
  netpath show "Mei Patel"
  netpath show me
"""
)
@click.argument("person")
@click.pass_context
def show_command(ctx: click.Context, person: str) -> None:
    """Show everything held about a person, and from where."""
    from netpath.meaning import find_person  # noqa: PLC0415 - the model

    with open_store(ctx) as store:
        net = network_in(store)
        found = find_person(net, person)
        places = store.mentions([record.id for record in found.records])
    for line in _sheet(net, found, places):
        say(line)
    talk(f'\nTo erase it for good:  netpath forget "{found.id}"')


def _sheet(net: Network, person: Person, places: tuple[str, ...]) -> Iterator[str]:
    is_me = "  (you)" if person.id == net.me else ""
    yield f"{person.name}{is_me}"
    fields = ("id", "position", "company", "location", "url")
    yield from (f"  {f:9} {getattr(person, f)}" for f in fields if getattr(person, f))
    yield from (f"  e-mail    {email}" for email in person.emails)
    aliases = {record.name for record in person.records} - {"", person.name}
    yield from (f"  written   {alias}" for alias in sorted(aliases))
    ties = [tie for tie in net.ties if person.id in (tie.a, tie.b)]
    yield f"Ties: {len(ties)}"
    yield from (f"  {_tie(net, tie, person.id)}" for tie in ties)
    for group in net.groups:
        for member in group.members:
            if member.member == person.id:
                yield f"  at {group.name}, with {len(group.members) - 1} others"
    yield "From:"
    yield from (f"  {place}" for place in places)
    if person.reasons:
        yield f"Taken for one person because of: {', '.join(person.reasons)}"
        yield f"  netpath why-merged {person.id}"


def _tie(net: Network, tie: Tie, person: str) -> str:
    from netpath.ranking.telling import relation_to  # noqa: PLC0415 - numpy

    other = tie.b if tie.a == person else tie.a
    kinds = ", ".join(e.detail or e.kind for e in tie.evidence)
    relation = relation_to(tie, other)
    return f"{relation}: {net.people[other].name} ({tie.probability:.2f}; {kinds})"


@click.command(
    epilog="""\b
Examples:
  netpath sources
  netpath sources --format json
"""
)
@format_option(*FORMATS)
@click.pass_context
def sources_command(ctx: click.Context, format_: str | None) -> None:
    """List what was imported and told, the first first."""
    with open_store(ctx) as store:
        rows = [
            {
                "batch": batch.id,
                "imported": batch.imported.isoformat(),
                "source": batch.source,
                "dated": batch.exported.isoformat() if batch.exported else "",
                "records": batch.counts.get("records", 0),
                "ties": batch.counts.get("ties", 0),
            }
            for batch in store.batches()
        ]
    emit(rows, _SOURCES, chosen(format_))


@click.command(
    epilog="""\b
Examples:
  netpath export graph.json
  netpath export graph.gexf --force
"""
)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.pass_context
def export_command(ctx: click.Context, file: str, force: bool) -> None:
    """Write the graph as JSON, GraphML or GEXF.

    The file's ending decides: .json (node-link), .graphml, .gexf.
    """
    from netpath.api import export_graph  # noqa: PLC0415 - networkx

    with open_store(ctx) as store:
        net = network_in(store)
    export_graph(net, file, force=force)
    counts = (
        f"{plural(len(net.people), 'person', 'people')}, {plural(len(net.ties), 'tie')}"
    )
    talk(f"Written: {file} ({counts}). It names people: keep it to yourself.")
