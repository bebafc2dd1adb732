"""What a report format is, and writing one to a file, whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netpath.errors import OutputError, UnknownNameError
from netpath.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netpath.planning import Plan


def _no_rows(plan: Plan) -> list[dict[str, Any]]:
    message = f"this format has no rows for {plan.answer.query.title!r}"
    raise UnknownNameError(message)


@dataclass(frozen=True)
class Report:
    """A way to write a plan.

    Attributes
    ----------
    write
        Gives the whole: text, bytes, or for a folder the bytes of each file by name.
    rows
        Gives one flat dict a chain, for formats that are tables.
    is_file
        Whether it makes sense as a file (or folder) of its own.
    """

    name: str
    write: Callable[[Plan], str | bytes | Mapping[str, bytes]]
    rows: Callable[[Plan], list[dict[str, Any]]] = _no_rows
    is_file: bool = True


REPORTS: Registry[Report] = Registry("report format", "netpath.reports")

FOLDER = "eml"
"""The format of a path that is no file: drafts of e-mails, one a file."""

_OURS = re.compile(r"\d+-\d+-[a-z0-9-]+\.eml")
_NOBODYS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in a folder that was looked at."""


def render(plan: Plan, name: str) -> str:
    """Give a plan in a format of text, by name."""
    text = REPORTS[name].write(plan)
    if not isinstance(text, str):
        message = f"{name!r} is no text; save it to a file"
        raise OutputError(message)
    return text


def format_of(path: Path | str) -> str:
    """Give the name of the format that a path's ending asks for.

    A path that ends in a slash, or is a folder, asks for drafts of e-mails; so does a
    :class:`~pathlib.Path` without an ending, as it cannot keep a slash.

    Raises
    ------
    OutputError
        If no format has that ending, with those there are.
    """
    if _is_folder(path):
        return FOLDER
    ending = Path(path).suffix.casefold().removeprefix(".")
    known = [report.name for report in REPORTS.values() if report.is_file]
    if ending not in known:
        endings = ", ".join(f".{name}" for name in known)
        message = (
            f"{Path(path).name!r} ends in no format I can write; there are {endings},"
            " and a folder (letters/) for drafts of e-mails"
        )
        raise OutputError(message)
    return ending


def _is_folder(path: Path | str) -> bool:
    if isinstance(path, Path):
        return path.is_dir() or not path.suffix
    return path.endswith(("/", os.sep)) or Path(path).is_dir()


def save(plan: Plan, path: Path | str, *, force: bool = False) -> Path:
    """Write a plan to a file, or a folder, in the format of its ending.

    Raises
    ------
    OutputError
        If no format has that ending, or the file exists and ``force`` is not given.
    """
    content = REPORTS[format_of(path)].write(plan)
    match content:
        case str():
            write_whole(Path(path), content.encode(), force=force)
        case bytes():
            write_whole(Path(path), content, force=force)
        case _:
            write_folder(Path(path), content, force=force)
    return Path(path)


def write_whole(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a private file (0600) so that nobody ever sees half of it.

    Raises
    ------
    OutputError
        If it exists and ``force`` is not given, or cannot be written.
    """
    _refuse_to_replace(path, force=force)
    try:
        _write_private(path, content)
    except OSError as error:
        raise _unwritten(path, error) from error


def write_folder(
    path: Path, files: Mapping[str, bytes], *, force: bool = False
) -> None:
    """Write a private folder (0700) of private files, all of them or none.

    Raises
    ------
    OutputError
        If it exists and ``force`` is not given, or holds what no report has written, or
        cannot be written.
    """
    _refuse_to_replace(path, force=force)
    try:
        _refuse_to_lose(path, files)
        # What is half made, and what was replaced, goes with this folder.
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".netpath-") as work:
            made = Path(work, "new")
            made.mkdir(mode=0o700)
            for name, content in files.items():
                _write_private(made / name, content)
            _exchange(path, made, Path(work, "old"))
    except OSError as error:
        raise _unwritten(path, error) from error


def _write_private(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".netpath-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _exchange(path: Path, made: Path, old: Path) -> None:
    """Put a folder where another may be, which comes back if that fails."""
    if not path.exists():
        made.replace(path)
        return
    path.replace(old)
    try:
        made.replace(path)
    except BaseException:
        old.replace(path)
        raise


def _unwritten(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} cannot be written: {error.strerror}")


def _refuse_to_replace(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        message = f"{path} exists; choose another name, or --force to replace it"
        raise OutputError(message)


def _refuse_to_lose(path: Path, files: Mapping[str, bytes]) -> None:
    """Refuse to replace a folder that holds anything but such a report."""
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        message = f"{path} is no folder; choose another name"
        raise OutputError(message)
    held = sorted(path.iterdir()) if path.exists() else []
    for one in held:
        is_ours = one.name in {*files, *_NOBODYS} or _OURS.fullmatch(one.name)
        if not is_ours or one.is_symlink() or not one.is_file():
            message = (
                f"{path} holds {one.name}, which I did not write; choose another folder"
            )
            raise OutputError(message)
