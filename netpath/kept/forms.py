"""How each class is kept: a column of numbers for every field."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from netpath.model import Evidence, Group, Membership, Person, Tie

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT, PERSON, SOURCE, DAY, WHOLE, REAL, FLAG = range(7)
TYPES: dict[int, Any] = {
    **dict.fromkeys((TEXT, SOURCE), np.uint32),
    **dict.fromkeys((PERSON, DAY), np.int32),
    WHOLE: np.int64,
    REAL: np.float64,
    FLAG: np.bool_,
}

FIELDS: dict[type, dict[str, int]] = {
    Person: {
        **dict.fromkeys(("name", "position", "company", "location", "url"), TEXT),
        "is_willing": FLAG,
    },
    Tie: {
        "a": PERSON,
        "b": PERSON,
        "relation": TEXT,
        "relation_from": PERSON,
        **dict.fromkeys(("probability", "prior"), REAL),
    },
    Evidence: {
        **dict.fromkeys(("kind", "teller", "detail", "relation"), TEXT),
        "source": SOURCE,
        "side": PERSON,
        **dict.fromkeys(("date", "last"), DAY),
        **dict.fromkeys(("sent", "received", "closeness"), WHOLE),
        "effect": REAL,
    },
    Group: {**dict.fromkeys(("id", "name", "kind"), TEXT), "probability": REAL},
    Membership: {
        "member": PERSON,
        **dict.fromkeys(("group", "kind", "role"), TEXT),
        **dict.fromkeys(("since", "until"), DAY),
        "source": SOURCE,
    },
}


def columns_of(of: type) -> Iterator[tuple[str, int]]:
    """Give the columns of a class, each with its kind."""
    for field, kind in FIELDS[of].items():
        yield f"{of.__name__}.{field}", kind
        if kind == SOURCE:
            yield f"{of.__name__}.{field}.line", WHOLE


def record_handle(record: str) -> str:
    """Give what a record's person may be found by."""
    return f"record {record}"


def hash_of(text: str) -> int:
    """Give the number a handle is kept as."""
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
