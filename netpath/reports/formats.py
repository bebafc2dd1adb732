"""What a report format is, and writing one to a file, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netpath.errors import OutputError, UnknownNameError
from netpath.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from netpath.model import Answer


def _no_rows(answer: Answer) -> list[dict[str, Any]]:
    message = f"this format has no rows for {answer.query.title!r}"
    raise UnknownNameError(message)


@dataclass(frozen=True)
class Report:
    """A way to write an answer.

    Attributes
    ----------
    write
        Gives the whole text.
    rows
        Gives one flat dict a chain, for formats that are tables.
    is_file
        Whether it makes sense as a file of its own.
    """

    name: str
    write: Callable[[Answer], str]
    rows: Callable[[Answer], list[dict[str, Any]]] = _no_rows
    is_file: bool = True


REPORTS: Registry[Report] = Registry("report format", "netpath.reports")


def render(answer: Answer, name: str) -> str:
    """Give an answer in a format by name."""
    return REPORTS[name].write(answer)


def save(answer: Answer, path: Path, *, force: bool = False) -> Path:
    """Write an answer to a file in the format of its ending.

    Raises
    ------
    OutputError
        If no format has that ending, or the file exists and ``force`` is not given.
    """
    ending = path.suffix.casefold().removeprefix(".")
    known = [report.name for report in REPORTS.values() if report.is_file]
    if ending not in known:
        endings = ", ".join(f".{name}" for name in known)
        message = f"{path.name!r} ends in no format I can write; there are {endings}"
        raise OutputError(message)
    write_whole(path, render(answer, ending).encode(), force=force)
    return path


def write_whole(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a private file (0600) so that nobody ever sees half of it.

    Raises
    ------
    OutputError
        If it exists and ``force`` is not given, or cannot be written.
    """
    if path.exists() and not force:
        message = f"{path} exists; choose another name, or --force to replace it"
        raise OutputError(message)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".netpath-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise OutputError(message) from error
