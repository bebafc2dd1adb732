"""Who asks: what letters say of them, kept in a small file beside the store."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

from netpath.errors import OutputError, SourceError
from netpath.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_WORDS = {"name": 8, "doing": 25, "why": 30, "times": 15, "contact": 8}
"""Most words of each field: what is forwarded must stay below 120 in all."""

_BEGUN = {
    "doing": re.compile(r"^(I am|I'm|I’m)\s+", re.IGNORECASE),
    "why": re.compile(r"^(because )?I\s+", re.IGNORECASE),
}
"""How people begin although the letter does: "I am a student"."""

_LARGEST = 1 << 20
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HEAD = (
    "# Who you are, for letters. netpath profile writes this file; you may, too.\n"
    "# One table a person who asks; [me] is you.\n"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What letters say of the one who asks.

    Attributes
    ----------
    name
        As the letters are signed; "" for the name known already.
    doing
        What you do, as it follows "I am": "a student of library science".
    why
        Why you ask, as it follows "I": "want to find out whether the work suits me".
    times
        When you have time: "weekday mornings".
    contact
        How you are reached: an e-mail address, a telephone number.

    Raises
    ------
    OutputError
        If a field is longer than a letter can bear, naming it and how long it may be.
    """

    name: str = ""
    doing: str = ""
    why: str = ""
    times: str = ""
    contact: str = ""

    def __post_init__(self) -> None:
        for field, most in _WORDS.items():
            text = _fitted(field, clean(getattr(self, field)))
            object.__setattr__(self, field, text)
            if len(text.split()) > most:
                message = (
                    f"the profile's {field!r} has {len(text.split())} words; letters"
                    f" stay short enough to be forwarded with at most {most}"
                )
                raise OutputError(message)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return self == Profile()


def _fitted(field: str, text: str) -> str:
    """Make a text fit the sentence it goes into, however it was typed."""
    if field == "name":
        return text
    begun = _BEGUN.get(field)
    return (begun.sub("", text) if begun else text).rstrip(".")


FIELDS = tuple(field.name for field in fields(Profile))


def read_profiles(path: Path) -> dict[str, Profile]:
    """Give every profile of a file by the id of the person; none without the file.

    Raises
    ------
    SourceError
        If the file is not what :func:`write_profiles` writes, saying where.
    """
    if not path.exists():
        return {}
    try:
        if path.stat().st_size > _LARGEST:
            message = f"{path} is too large to be profiles"
            raise SourceError(message)
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path} cannot be read: {error}"
        raise SourceError(message) from error
    return {key: _profile(path, key, table) for key, table in tables.items()}


def _profile(path: Path, key: str, table: object) -> Profile:
    if not isinstance(table, dict):
        message = f"{path}: {key!r} stands outside of a table such as [me]"
        raise SourceError(message)
    for field, value in table.items():
        if field not in FIELDS or not isinstance(value, str):
            known = ", ".join(FIELDS)
            message = f"{path}: [{key}] may hold texts named {known}; not {field!r}"
            raise SourceError(message)
    try:
        return Profile(**table)
    except OutputError as error:
        message = f"{path}: [{key}]: {error}"
        raise SourceError(message) from error


def profiles_text(profiles: Mapping[str, Profile]) -> str:
    """Write profiles as the text of their file.

    >>> print(profiles_text({"me": Profile(doing="a student")}).splitlines()[-1])
    doing = "a student"
    """
    tables = [
        "\n".join([f"[{_key(key)}]", *_lines(profile)])
        for key, profile in profiles.items()
        if not profile.is_empty
    ]
    return "\n\n".join([_HEAD.rstrip("\n"), *tables]) + "\n"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _lines(profile: Profile) -> Iterator[str]:
    for field, value in asdict(profile).items():
        if value:
            yield f"{field} = {_text(value)}"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)  # TOML's strings are JSON's


def named(profile: Profile, name: str) -> Profile:
    """Give a profile that signs with a name, unless it has its own."""
    return profile if profile.name else replace(profile, name=name)
