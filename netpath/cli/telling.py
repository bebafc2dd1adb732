"""``netpath tell`` and ``netpath link``: ties that no export holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from netpath.cli.frame import open_store, people_in, talk, today
from netpath.errors import AmbiguousPersonError
from netpath.model import ME, Export, Told, ToldPerson, ToldTie
from netpath.names import profile_key
from netpath.sentences import read, split_sentences
from netpath.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netpath.model import Network, Person

_NEXT = 'Next:  netpath find --title "public librarian"'


@click.command(
    epilog="""\b
Examples:
  netpath tell "My sister-in-law Ana Ruiz works with Raj Patel at Acme."
  netpath tell "Tom and Grace Park are married." "Tom Park is my neighbour."
  netpath tell - < family.txt
"""
)
@click.argument("sentences", nargs=-1, required=True)
@click.pass_context
def tell_command(ctx: click.Context, sentences: tuple[str, ...]) -> None:
    """Tell in plain sentences whom you know.

    "-" reads them from standard input. A sentence is understood whole or not at all;
    if one is not, nothing is kept and the word is pointed at. The README writes the
    grammar down.
    """
    texts = [sys.stdin.read() if text == "-" else text for text in sentences]
    told = [read(s) for text in texts for _, s in split_sentences(text)]
    if not told:
        message = 'Say a sentence: netpath tell "Ana Ruiz is my boss."'
        raise click.UsageError(message)
    _keep(ctx, told)


@click.command(
    epilog="""\b
Examples:
  netpath link me sister-in-law "Ana Ruiz"
  netpath link "Raj Patel" spouse "Mei Patel" --position Librarian
"""
)
@click.argument("person")
@click.argument("relation")
@click.argument("other")
@click.option("--position", default="", help="What OTHER does.")
@click.option("--company", default="", help="Where OTHER works.")
@click.option("--location", default="", help="Where OTHER lives.")
@click.option("--url", default="", help="OTHER's LinkedIn address.")
@click.option("--email", default="", help="OTHER's e-mail address.")
@click.option("--since", default="", help="Since when: 2019 or 2019-03-15.")
@click.option(
    "--closeness",
    type=click.Choice(["1", "2", "3"]),
    help="1 we have met, 2 friends, 3 close. Beats every other sign.",
)
@click.option("--note", default="", help="A note for yourself.")
@click.pass_context
def link_command(
    ctx: click.Context, /, person: str, relation: str, other: str, **details: str | None
) -> None:
    """Tell one tie: that OTHER is PERSON's RELATION.

    "me" is you. PERSON and OTHER are names, ids, LinkedIn or e-mail addresses.
    """
    from netpath.importers.links import told_by_row  # noqa: PLC0415 - pydantic

    cells = {"person": person, "relation": relation, "other": other}
    for field, value in details.items():
        is_about_tie = field in {"since", "closeness", "note"}
        cells[field if is_about_tie else f"other_{field}"] = value or ""
    _keep(ctx, [told_by_row(cells)])


def _keep(ctx: click.Context, told: Sequence[Told]) -> None:
    """Store what was told, all of it or nothing."""
    from netpath.importers.telling import observe  # noqa: PLC0415 - pydantic

    with open_store(ctx, must_exist=False) as store:
        known = people_in(store)
        pinned = [_pinned(one, known) for one in told]
        source = f"told on {today().isoformat()}"
        seen = [
            observe(one, f"{source}:{n}", today()) for n, one in enumerate(pinned, 1)
        ]
        records = {record.id: record for people, _ in seen for record in people}
        ties = tuple(tie for _, links in seen for tie in links)
        export = Export(
            source, "told", date=today(), records=(*records.values(),), ties=ties
        )
        added = store.add(export, on=today())
    talk(_understood(told))
    if not added.is_new:
        talk("I knew all of that already.")
    talk(_NEXT)


def _pinned(told: Told, known: Network) -> Told:
    """Write down who is meant, where a name, id or address fits one person known."""
    names = {person.name: _identified(person, known) for person in told.people}
    ties = (
        ToldTie(
            names[t.from_].name,
            t.relation,
            names[t.to].name,
            t.via,
            t.since,
            t.closeness,
            t.note,
        )
        for t in told.ties
    )
    return Told(tuple(names.values()), tuple(ties))


def _identified(told: ToldPerson, known: Network) -> ToldPerson:
    from netpath.meaning import people_called  # noqa: PLC0415 - the model

    if told.name == ME or told.url or told.email or told.company:
        return told
    found = people_called(known, told.name)
    if len(found) > 1:
        lines = "\n".join(f"  {p.id}  {p.position} {p.company}".rstrip() for p in found)
        message = (
            f"I know {len(found)} people called {told.name}:\n{lines}\n"
            "Say which with: netpath link PERSON RELATION ID"
        )
        raise AmbiguousPersonError(message, [person.id for person in found])
    return _as_known(told, found[0]) if found else told


def _as_known(told: ToldPerson, person: Person) -> ToldPerson:
    email = person.emails[0] if person.emails else ""
    return ToldPerson(
        name=person.name,
        position=told.position,
        company="" if person.url or email else person.company,
        location=told.location,
        url=profile_key(person.url),
        email="" if person.url else email,
    )


def _understood(told: Sequence[Told]) -> str:
    """Say back what was understood, so that a mistake is seen at once."""
    lines = [_tie(tie) for one in told for tie in one.ties]
    count = len(lines)
    lines += [
        f"{_name(person.name)}: {_work(person)}"
        for one in told
        for person in one.people
        if _work(person)
    ]
    head = f"Understood, {plural(count, 'tie')}:"
    return "\n".join([head, *(f"  {line}" for line in lines)])


def _work(person: ToldPerson) -> str:
    return ", ".join(filter(None, (person.position, person.company, person.location)))


def _tie(tie: ToldTie) -> str:
    if tie.from_ == ME:
        return f"{_name(tie.to)} is your {tie.relation}"
    verb = "are" if tie.to == ME else "is"
    return f"{_name(tie.to)} {verb} {tie.from_}'s {tie.relation}"


def _name(name: str) -> str:
    return "you" if name == ME else name
