"""How one row writes a name, an employer, a title: not always as the last one did."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from made_up.shapes import CREDENTIALS

from pooled.stock import NICKNAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MARK = "[\u0300-\u036f]"


@dataclass(slots=True)
class Parts:
    """A name in pieces, before it is written; ``former`` is a maiden name or ""."""

    given: str
    middle: str
    family: str
    former: str = ""


# --- pieces ---------------------------------------------------------------------------


def short_form(chance: Random, parts: Parts) -> None:
    parts.given = chance.choice(NICKNAMES.get(parts.given, (parts.given,)))


def middle_name(chance: Random, parts: Parts) -> None:
    if parts.middle == parts.given:
        return
    initial = parts.middle[0]
    parts.given += (
        f" {chance.choice((parts.middle, initial, f'{initial}.', f'{initial}.'))}"
    )


def initial_only(chance: Random, parts: Parts) -> None:
    parts.family = parts.family[0] + chance.choice((".", ".", ""))
    parts.former = ""


def turned_round(chance: Random, parts: Parts) -> None:
    comma = chance.choice(("", "", ","))
    parts.given, parts.family = parts.family + comma, parts.given


PIECES: dict[str, Callable[[Random, Parts], None]] = {
    "nicknames": short_form,
    "middles": middle_name,
    "initials": initial_only,
    "turned": turned_round,
}
"""What happens to the pieces, by the rate it happens at, in this order."""


def joined(chance: Random, parts: Parts) -> str:
    """Write the pieces as one name."""
    name = f"{parts.given} {parts.family}"
    if parts.former:
        name += f" ({chance.choice(('', '', 'née '))}{parts.former})"
    return name


# --- the whole ------------------------------------------------------------------------


def typo(chance: Random, name: str) -> str:
    """Lose, double, swap or miss one letter; there is always a difference."""
    places = [i for i, c in enumerate(name) if c.isalpha()]
    for _ in range(20):
        i = chance.choice(places)
        # A slip of the keys in ASCII; in other scripts a letter that is there already.
        others = _LETTERS if name[i].isascii() else [name[k] for k in places]
        kinds = (
            name[:i] + name[i + 1 :],
            name[:i] + name[i] + name[i:],
            name[:i] + name[i + 1 : i + 2] + name[i] + name[i + 2 :],
            name[:i] + chance.choice(others) + name[i + 1 :],
        )
        spoiled = chance.choice(kinds)
        if spoiled.strip() not in {name, ""}:
            return spoiled.strip()
    return name


def capitals(_: Random, name: str) -> str:
    return name.upper()


def with_credentials(chance: Random, name: str) -> str:
    count = chance.choice((1, 1, 1, 2))
    comma = chance.choice((",", ",", ",", ""))
    return f"{name}{comma} {', '.join(chance.sample(CREDENTIALS, count))}"


def other_form(chance: Random, name: str) -> str:
    """The same letters to an eye, or nearly: other characters to a machine."""
    made = dict.fromkeys(write(name) for write in FORMS.values())
    made.pop(name, None)
    return chance.choice(list(made)) if made else name


def _full_width(name: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" < c <= "~" else c for c in name)


def _bold(name: str) -> str:
    return "".join(
        chr(0x1D5D4 + (ord(c) - 65 if c < "a" else ord(c) - 71))
        if c.isascii() and c.isalpha()
        else c
        for c in name
    )


def _without_accents(name: str) -> str:
    bare = re.sub(_MARK, "", unicodedata.normalize("NFD", name))
    return unicodedata.normalize("NFC", bare)


FORMS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "full width": _full_width,
    "bold": _bold,
    "without accents": _without_accents,
    "no-break space": lambda name: name.replace(" ", "\u00a0"),
    "zero width": lambda name: f"{name[:2]}\u200b{name[2:]}",
    "direction mark": lambda name: f"{name}\u200e",
}

WHOLES: dict[str, Callable[[Random, str], str]] = {
    "typos": typo,
    "capitals": capitals,
    "credentials": with_credentials,
    "forms": other_form,
}
"""What happens to the whole name, in this order: nobody's degree has the typo."""


# --- work -----------------------------------------------------------------------------


def other_employer(chance: Random, name: str) -> str:
    """Write an employer otherwise; placeholders stay as they are."""
    plain = re.sub(r",? (Inc\.|GmbH|LLP|Ltd|LLC|A/S|S\.A\. de C\.V\.)$", "", name)
    ways = dict.fromkeys(
        (plain, f"{plain}, Inc.", f"{plain} Inc", name.upper(), name.lower())
    )
    more = (
        f"The {plain}",
        name.replace("&", "and"),
        f"{name} | Group",
        f"{plain} Ltd.",
    )
    ways = [way for way in (*ways, *more) if way != name]
    return chance.choice(ways) if " " in name else name


def other_title(chance: Random, title: str) -> str:
    """Write a title otherwise."""
    ways = (
        title.replace("Senior", "Sr.").replace("Manager", "Mgr"),
        title.upper(),
        title.lower(),
        f"{title} | Speaker",
        title.replace(" & ", " and ").replace(",", " -"),
        f"{title} (part-time)",
    )
    return chance.choice([way for way in ways if way != title] or [title])
