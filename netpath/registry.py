"""Named functions, found by name, with a helpful miss."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Generic, TypeVar

from netpath.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


class Registry(Generic[T]):
    """A kind of thing that can be added by adding a file to one package.

    The files are imported on the first question, so registering costs nothing at start.

    Parameters
    ----------
    kind
        What the entries are, in the words of an error message: ``"report format"``.
    package
        The package whose modules hold the entries.
    """

    def __init__(self, kind: str, package: str) -> None:
        self._kind, self._package = kind, package
        self._entries: dict[str, T] = {}
        self._is_loaded = False

    def register(self, name: str, entry: T) -> T:
        """Add an entry; a doubled name is a mistake in the program."""
        if name in self._entries:
            message = f"there is already a {self._kind} named {name!r}"
            raise ValueError(message)
        self._entries[name] = entry
        return entry

    def __getitem__(self, name: str) -> T:
        self._load()
        if name not in self._entries:
            choices = ", ".join(self)
            message = f"no {self._kind} named {name!r}; there are: {choices}"
            raise UnknownNameError(message)
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        self._load()
        return iter(sorted(self._entries))

    def values(self) -> list[T]:
        """Every entry, by name."""
        return [self[name] for name in self]

    def _load(self) -> None:
        if self._is_loaded:
            return
        self._is_loaded = True
        package = importlib.import_module(self._package)
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{self._package}.{module.name}")
