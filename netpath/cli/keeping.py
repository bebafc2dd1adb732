"""``netpath me`` and ``netpath forget``."""

from __future__ import annotations

import click

from netpath.cli.frame import network_in, open_store, talk
from netpath.text import plural


@click.command(
    epilog="""\b
Examples:
  netpath me
  netpath me "Kate Spaulding"
"""
)
@click.argument("person", default="")
@click.pass_context
def me_command(ctx: click.Context, person: str) -> None:
    """Say who you are, or ask whom netpath takes you for.

    The first export of a new store is taken as yours.
    """
    from netpath.api import find_person  # noqa: PLC0415 - the model
    from netpath.names import profile_key  # noqa: PLC0415 - the same

    with open_store(ctx) as store:
        net = network_in(store)
        if person:
            found = find_person(net, person)
            tellers = [
                r.teller for r in found.records if _tells(r.teller, r.url, r.name)
            ]
            key = tellers[0] if tellers else profile_key(found.url)
            if not key:
                message = (
                    f"{found.name} has no export here and no LinkedIn address, so I"
                    " cannot hold on to who that is. Import your export first."
                )
                raise click.ClickException(message)
            store.set_me(key)
            net = network_in(store)
    name = net.people[net.me].name if net.me else "somebody I know no name of"
    click.echo(f"You are {name}.")


def _tells(teller: str, url: str, name: str) -> bool:
    from netpath.names import person_key  # noqa: PLC0415 - one use

    return teller in {url, f"name:{person_key(name)}"}


@click.command(
    epilog="""\b
Examples:
  netpath forget "Dmitri Orlov" --yes
"""
)
@click.argument("person")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def forget_command(ctx: click.Context, person: str, yes: bool) -> None:
    """Forget a person for good.

    Every row, every tie, and whatever a later import says. Copies outside the store
    are not reached: reports you wrote, backups, the ZIP itself.
    """
    from netpath.api import find_person  # noqa: PLC0415 - the model

    with open_store(ctx) as store:
        found = find_person(network_in(store), person)
        if not yes:
            click.confirm(f"Forget {found.name} for good?", abort=True, err=True)
        gone = store.forget(
            [record.id for record in found.records],
            also=[found.name, found.url, *found.emails],
        )
    rows = plural(gone.records, "record")
    talk(f"Forgotten: {rows} and {plural(gone.ties, 'tie')}. A later import leaves")
    talk("them out. Copies may remain in files you exported and in LinkedIn's own ZIP.")
