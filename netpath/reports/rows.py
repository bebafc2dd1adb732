"""The answer as rows: comma-separated for spreadsheets, tab-separated for pipes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from netpath.reports.formats import REPORTS, Report
from netpath.text import csv_cell, terminal

if TYPE_CHECKING:
    from netpath.model import Answer, Chain

_COLUMNS = (
    "rank name position company score probability low high band match hops phrase "
    "sentence start_with"
).split()


def _rows(answer: Answer) -> list[dict[str, Any]]:
    return [_row(rank, chain) for rank, chain in enumerate(answer.chains, start=1)]


def _row(rank: int, chain: Chain) -> dict[str, Any]:
    target = chain.target
    values = (
        rank,
        target.name,
        target.position,
        target.company,
        round(chain.score, 6),
        round(chain.probability, 6),
        round(chain.interval[0], 6),
        round(chain.interval[1], 6),
        chain.band,
        round(chain.match.score, 6),
        len(chain.hops),
        chain.phrase,
        chain.sentence,
        chain.people[1].name,
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _write_csv(answer: Answer) -> str:
    """Write for spreadsheets: the byte-order mark is how Excel knows UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in _rows(answer):
        writer.writerow([csv_cell(str(value)) for value in row.values()])
    return "\ufeff" + out.getvalue()


def _write_tsv(answer: Answer) -> str:
    lines = ["\t".join(_COLUMNS)]
    lines += [
        "\t".join(terminal(str(value)) for value in row.values())
        for row in _rows(answer)
    ]
    return "\n".join(lines)


REPORTS.register("csv", Report("csv", _write_csv, _rows))
REPORTS.register("tsv", Report("tsv", _write_tsv, _rows))
