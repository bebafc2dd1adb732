"""Title vectors from what netpath ships, and from lists a user downloaded."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from netpath.errors import OutputError
from netpath.ranking.titles.contrast import LARGE, learn
from netpath.ranking.titles.downloads import read_titles
from netpath.ranking.titles.glossary import glossary
from netpath.ranking.titles.lexicon import lexicon
from netpath.ranking.titles.words import phrase_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from netpath.ranking.titles.glossary import Glossary
    from netpath.ranking.titles.lexicon import Lexicon


def learn_from(
    files: Sequence[Path],
    target: Path,
    *,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[int, int]:
    """Learn from lists a user downloaded, and from what netpath knows; keep the table.

    Returns
    -------
    tuple
        How many titles of how many occupations the lists held.

    Raises
    ------
    SourceError
        If a list cannot be read.
    OutputError
        If the table cannot be kept.
    """
    read = read_titles(files)
    titles, kin = titles_of(lexicon(), glossary())
    table = learn({**titles, **read}, kin, settings=LARGE, tell=tell)
    save_table(table, target)
    return sum(map(len, read.values())), len(read)


def save_table(table: npt.NDArray[np.int8], target: Path) -> None:
    """Write a table, whole or not at all, for its owner alone."""
    draft = target.with_name(f".{target.name}.draft")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            np.save(file, table)
        draft.replace(target)
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror or error}"
        raise OutputError(message) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def titles_of(
    entries: Lexicon, words: Glossary
) -> tuple[dict[str, list[tuple[str, ...]]], dict[str, set[str]]]:
    """Give the titles that entries and glossary hold, and who is kin to whom."""
    titles: dict[str, list[tuple[str, ...]]] = {}
    kin: dict[str, set[str]] = {}
    for entry in entries.every():
        names = (
            entry.id,
            *(name.lstrip("*=") for _, name in entry.names),
            *entry.short,
        )
        titles[entry.id] = list(dict.fromkeys(phrase_of(name) for name in names))
        kin[entry.id] = {*entry.near, *entries.kin(entry)} - {entry.id}
    for word, its in words.by_meaning().items():
        titles[f"word {word}"] = [tuple(text.split()) for text in its]
    return titles, kin
