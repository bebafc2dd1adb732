"""What can go wrong, as one tree.

NetpathError
├── SourceError (ValueError)            a file that cannot be read
│   ├── UnknownSourceError              nothing knows this file
│   ├── AmbiguousSourceError            two importers claim it
│   ├── MissingColumnError              a column without which nothing can be read
│   └── UnsafeSourceError               an archive or file that refuses to be harmless
├── NoOwnerError (ValueError)           whose export is this?
├── SentenceError (ValueError)          a sentence not understood, with the word
├── UnknownRelationError (LookupError)  not a word for a tie
├── PersonNotFoundError (LookupError)   nobody fits
├── AmbiguousPersonError (LookupError)  several people fit
├── UnknownNameError (LookupError)      a registry has no such entry
├── OutputError (ValueError)            a file that cannot be written as asked
├── StoreBusyError (RuntimeError)       another process is using the store
└── StoreDamagedError (RuntimeError)    a store that is broken or from a newer netpath

Each is also a built-in error, so ``except ValueError`` in a notebook works.
``exit_code`` is what the command ends with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence


class NetpathError(Exception):
    """Anything netpath refuses to do, in words that say how to mend it."""

    exit_code: ClassVar[int] = 2


class SourceError(NetpathError, ValueError):
    """A file that cannot be read."""

    exit_code = 3


class UnknownSourceError(SourceError):
    """No importer recognises the file."""


class AmbiguousSourceError(SourceError):
    """Several importers claim the same file."""


class MissingColumnError(SourceError):
    """A needed column is not there."""


class UnsafeSourceError(SourceError):
    """An archive or file that is out of all bounds."""


class NoOwnerError(NetpathError, ValueError):
    """Nothing in the export says whose it is."""

    exit_code = 3


class SentenceError(NetpathError, ValueError):
    """A sentence that was not understood.

    Attributes
    ----------
    sentence
        The sentence as it was given.
    column
        Where the misunderstood word begins, counted from 0.
    problem
        What was not understood, and what would have been, in words.
    """

    exit_code = 2

    def __init__(self, sentence: str, column: int, problem: str) -> None:
        self.sentence, self.column, self.problem = sentence, column, problem
        super().__init__(f"{problem}\n  {sentence}\n  {' ' * column}^")


class UnknownRelationError(NetpathError, LookupError):
    """A word that names no tie netpath knows."""


class PersonNotFoundError(NetpathError, LookupError):
    """Nobody fits the name, URL, e-mail or id."""


class AmbiguousPersonError(NetpathError, LookupError):
    """Several people fit; ``candidates`` are their ids."""

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        self.candidates = tuple(candidates)
        super().__init__(message)


class UnknownNameError(NetpathError, LookupError):
    """A registry has no entry of that name."""


class OutputError(NetpathError, ValueError):
    """A file that cannot be written as asked."""


class StoreBusyError(NetpathError, RuntimeError):
    """Another process holds the store."""

    exit_code = 4


class StoreDamagedError(NetpathError, RuntimeError):
    """The store is broken, not a store, or written by a newer netpath."""

    exit_code = 5
