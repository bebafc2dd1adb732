"""Lists of titles that a user downloaded, for learning vectors from them.

ESCO's ``occupations_xx.csv``: comma-separated, with ``preferredLabel`` and
``altLabels`` (one a line inside the cell), and ``conceptUri``, which is the same in all
languages. O*NET's ``Alternate Titles``: tab-separated, with ``O*NET-SOC Code``,
``Alternate Title`` and sometimes ``Title``. None of them is part of netpath.

References
----------
European Commission, ESCO dataset (CC BY 4.0). U.S. Department of Labor, O*NET Database,
Alternate Titles (CC BY 4.0).
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from netpath.errors import SourceError
from netpath.ranking.titles.words import phrase_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_ESCO = ("preferredLabel", "altLabels")
_ONET = ("O*NET-SOC Code", "Alternate Title")
_LONGEST_CELL = 1 << 20


def read_titles(files: Iterable[Path]) -> dict[str, list[tuple[str, ...]]]:
    """Give the titles of lists by occupation, as words that compare.

    Raises
    ------
    SourceError
        If a file is not such a list; it names the columns looked for and those there.
    """
    titles: dict[str, dict[tuple[str, ...], None]] = {}
    for file in files:
        for occupation, title in _titles_in(file):
            if keys := phrase_of(title):
                titles.setdefault(occupation, {})[keys] = None
    return {occupation: list(its) for occupation, its in titles.items()}


def _titles_in(file: Path) -> Iterator[tuple[str, str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            is_tabbed = "\t" in lines.readline()
            lines.seek(0)
            table = csv.DictReader(lines, delimiter="\t" if is_tabbed else ",")
            columns = tuple(table.fieldnames or ())
            if set(_ESCO) <= set(columns):
                yield from _esco(table)
            elif set(_ONET) <= set(columns):
                yield from _onet(table)
            else:
                raise SourceError(_unknown(file, columns))
    except UnicodeDecodeError as error:
        message = f"{file} is not UTF-8; download it again, or save it as UTF-8"
        raise SourceError(message) from error
    except csv.Error as error:
        message = f"{file} cannot be read as a table: {error}"
        raise SourceError(message) from error
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror or error}"
        raise SourceError(message) from error


def _unknown(file: Path, columns: tuple[str, ...]) -> str:
    there = ", ".join(columns) or "none"
    return (
        f"{file} is neither ESCO's list of occupations (columns {', '.join(_ESCO)}) nor"
        f" O*NET's alternate titles (columns {', '.join(_ONET)}). Its columns: {there}"
    )


def _esco(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        name = row["preferredLabel"] or ""
        concept = row.get("conceptUri") or name
        for label in (name, *(row["altLabels"] or "").split("\n")):
            # "bibliotecario/bibliotecaria" are two names
            for form in label.split("/"):
                yield concept, form


def _onet(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        code = row["O*NET-SOC Code"] or ""
        for column in ("Title", "Alternate Title", "Short Title"):
            title = row.get(column) or ""
            if title and title != "n/a":
                yield code, title
