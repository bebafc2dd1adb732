"""What keeps the store: ``me``, ``forget``, ``backup``, ``restore``, ``doctor``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from netpath.cli.frame import network_in, open_store, say, store_path, talk
from netpath.cli.profiling import forget_profile
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
    from netpath.meaning import find_person  # noqa: PLC0415 - the model
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

    Every row, every tie, every decision, their profile, netpath's own backups, and
    whatever a later import says. Copies elsewhere are not reached: reports you wrote,
    backups you keep in other places, the ZIP itself.
    """
    from netpath.meaning import find_person  # noqa: PLC0415 - the model

    with open_store(ctx) as store:
        found = find_person(network_in(store), person)
        if not yes:
            click.confirm(f"Forget {found.name} for good?", abort=True, err=True)
        gone = store.forget(
            [record.id for record in found.records],
            also=[found.name, found.url, *found.emails],
        )
    forget_profile(ctx, found.id)
    rows = plural(gone.records, "record")
    talk(
        f"Forgotten: {rows} and {plural(gone.ties, 'tie')}. A later import leaves them"
        " out, and so do netpath's own backups. Copies may remain in reports you wrote,"
        " in backups you keep elsewhere, in the ZIP, and with people you gave it."
    )


@click.command(
    epilog="""\b
Examples:
  netpath backup
  netpath backup safe.sqlite --force
"""
)
@click.argument("file", default="", type=click.Path(dir_okay=False))
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.pass_context
def backup_command(ctx: click.Context, file: str, force: bool) -> None:
    """Copy everything into one file.

    It is written whole or not at all. Without FILE it goes beside the store, where the
    last five are kept and netpath forget reaches them.
    """
    from netpath.store import backup_path  # noqa: PLC0415 - sqlite3

    with open_store(ctx) as store:
        target = Path(file) if file else backup_path(store.path, _stamp())
        store.backup(target, force=force)
    talk(f"Written: {target}. It names people: keep it to yourself.")
    talk(f"To go back to it:  netpath restore {target}")


def _stamp() -> str:
    return datetime.now().strftime("%Y-%m-%d-%H%M%S-%f")  # noqa: DTZ005 - theirs


@click.command(
    epilog="""\b
Examples:
  netpath restore --list
"""
)
@click.argument("file", default="", type=click.Path(dir_okay=False))
@click.option("--list", "listing", is_flag=True, help="Show netpath's own backups.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def restore_command(ctx: click.Context, file: str, listing: bool, yes: bool) -> int:
    """Go back to a backup.

    What is there now is kept as a backup first.
    """
    from netpath.store import backup_path, backups_of, put_back  # noqa: PLC0415 - sqlite3

    path = store_path(ctx)
    if listing or not file:
        for copy in backups_of(path):
            click.echo(str(copy))
        return 0 if listing else 2
    if not yes:
        click.confirm(f"Go back to {file}?", abort=True, err=True)
    kept = backup_path(path, f"before-{_stamp()}")
    put_back(path, Path(file), kept_as=kept)
    talk(f"Restored from {file}.")
    if kept.exists():
        talk(f"What was there before is in {kept}.")
    return 0


@click.command(
    epilog="""\b
Examples:
  netpath doctor
"""
)
@click.pass_context
def doctor_command(ctx: click.Context) -> int:
    """Look whether the store is whole.

    The file, what points to what, and netpath's own rules. Ends with 5 if not.
    """
    with open_store(ctx) as store:
        found = store.check()
        batches, decisions = len(store.batches()), len(store.decisions())
    for line in found:
        say(line)
    if found:
        talk("Go back to a backup:  netpath restore --list")
        return 5
    size = store_path(ctx).stat().st_size / 1e6
    talk(
        f"The store is whole: {plural(batches, 'import')},"
        f" {plural(decisions, 'decision')}, {size:.1f} MB."
    )
    return 0
