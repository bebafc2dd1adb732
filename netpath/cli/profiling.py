"""``netpath profile``: what letters say of you."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netpath.cli.frame import open_store, people_in, say, store_path, talk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netpath.planning import Profile

_ME = "me"
_LEADS_IN = {
    "name": "You sign as",
    "doing": "You are",
    "why": "You ask because you",
    "times": "You have time",
    "contact": "You are reached at",
}


@click.command(
    epilog="""\b
Examples:
  netpath profile
  netpath profile --doing "a student of library science at San José State"
  netpath profile --why "want to find out whether the work suits me"
"""
)
@click.option("--name", help="How you sign, if not as your export says.")
@click.option("--doing", help='What you do, after "I am": "a student of law".')
@click.option("--why", help='Why you ask, after "I": "want to change to teaching".')
@click.option("--times", help='When you have time: "weekday mornings".')
@click.option("--contact", help="How to reach you: an e-mail address, a number.")
@click.option("--of", "of", default="", metavar="PERSON",
              help="Somebody who asks with --from, instead of you.")  # fmt: skip
@click.option("--clear", is_flag=True, help="Forget what was said.")
@click.pass_context
def profile_command(ctx: click.Context, /, of: str, clear: bool, **said: Any) -> None:
    """Say what you do and why you ask, for letters.

    Without options it shows what they know. It is kept in a small file beside the
    store, which you may edit, too.
    """
    from netpath.planning.profile import Profile, read_profiles  # noqa: PLC0415 - one use

    path, key = _path(ctx), _key(ctx, of)
    profiles = read_profiles(path)
    given = {field: text for field, text in said.items() if text is not None}
    before = profiles.get(key, Profile())
    profile = Profile() if clear else Profile(**{**_fields(before), **given})
    if profile != before:
        _keep(path, {**profiles, key: profile})
    _show(profile)


def _keep(path: Path, profiles: Mapping[str, Profile]) -> None:
    from netpath.planning.profile import profiles_text  # noqa: PLC0415 - few use it
    from netpath.reports import write_whole  # noqa: PLC0415 - the same

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, profiles_text(profiles).encode(), force=True)


def _show(profile: Profile) -> None:
    if profile.is_empty:
        talk("The letters know no more of you than your name. Tell them, for example:")
        talk('  netpath profile --doing "a student of library science"')
        return
    for field, lead_in in _LEADS_IN.items():
        if text := getattr(profile, field):
            say(f"{lead_in}: {text}")
    talk("Kept beside the store. What comes of it:")
    talk("  netpath letters --title TITLE")


def _fields(profile: Profile) -> dict[str, str]:
    from dataclasses import asdict  # noqa: PLC0415 - one use

    return asdict(profile)


def forget_profile(ctx: click.Context, person: str) -> None:
    """Forget what somebody said of themselves, by the id of the person."""
    from netpath.planning.profile import read_profiles  # noqa: PLC0415 - few use it

    profiles = read_profiles(_path(ctx))
    if profiles.pop(person, None):
        _keep(_path(ctx), profiles)


def profile_of(ctx: click.Context, asker: str, *, is_me: bool) -> Profile:
    """Give the profile of the one who asks."""
    from netpath.planning.profile import Profile, read_profiles  # noqa: PLC0415 - one use

    return read_profiles(_path(ctx)).get(_ME if is_me else asker, Profile())


def _key(ctx: click.Context, of: str) -> str:
    if not of:
        return _ME
    from netpath.meaning import find_person  # noqa: PLC0415 - numpy

    with open_store(ctx) as store:
        net = people_in(store)
        found = find_person(net, of).id
    return _ME if found == net.me else found


def _path(ctx: click.Context) -> Path:
    return store_path(ctx).with_suffix(".profile.toml")
