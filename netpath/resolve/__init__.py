"""Who is who: records become people, ties between records ties between people.

The steps are the textbook's: features, blocking, comparing, clustering (see the modules
of these names). A profile address joins; a name with an employer does, unless
both are among the most common; a name alone never does, but one that *you* told means
the one person of that name in your own export, if there is exactly one.

The result depends on what the records say and what the user decided, never on the order
they came in.

Names load when they are used: who only makes features has no need of numpy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netpath.resolve.resolving import resolve
    from netpath.resolve.who import Who, parted, reasons, who_among, who_is_who

_HOMES = {
    "resolve": "resolving",
    "Who": "who",
    "parted": "who",
    "reasons": "who",
    "who_among": "who",
    "who_is_who": "who",
}

__all__ = ["Who", "parted", "reasons", "resolve", "who_among", "who_is_who"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
