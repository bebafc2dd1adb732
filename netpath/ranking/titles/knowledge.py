"""Everything a matcher knows before it reads a title: entries, words, vectors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from netpath.ranking.titles.glossary import Glossary, glossary
from netpath.ranking.titles.lexicon import Lexicon, lexicon, with_files

if TYPE_CHECKING:
    from netpath.ranking.titles.vectors import TitleVectors

VECTORS = Path(__file__).parents[2] / "data" / "titles.npy"


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Entries of occupations, and what helps with a title that has none.

    ``table`` is the file of the vectors; without one, wording is compared by words.
    The glossary and the vectors are read when a title first needs them.
    """

    lexicon: Lexicon
    table: Path | None = None

    @cached_property
    def glossary(self) -> Glossary:
        """Words in nine languages."""
        return glossary()

    @cached_property
    def vectors(self) -> TitleVectors | None:
        """Titles as points, or None."""
        if self.table is None:
            return None
        from netpath.ranking.titles.vectors import TitleVectors  # noqa: PLC0415 - numpy

        return TitleVectors.open(self.table)


@cache
def knowledge(files: tuple[Path, ...] = (), table: Path | None = None) -> Knowledge:
    """Give what netpath ships, with files of entries laid over it.

    Parameters
    ----------
    files
        Entries of the user's own, see :mod:`netpath.ranking.titles.entries`.
    table
        Vectors learned from the user's own lists of titles; else those shipped.
    """
    if table is None and VECTORS.is_file():
        table = VECTORS
    return Knowledge(with_files(files) if files else lexicon(), table)
