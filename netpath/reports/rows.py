"""The answer as rows: comma-separated for spreadsheets, tab-separated for pipes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from netpath.reports.formats import REPORTS, Report
from netpath.text import csv_cell, terminal

if TYPE_CHECKING:
    from netpath.model import Chain
    from netpath.planning import Plan

_COLUMNS = (
    "rank name position company score probability low high band match hops phrase "
    "sentence start_with people"
).split()


def _rows(plan: Plan) -> list[dict[str, Any]]:
    chains = plan.answer.chains
    return [_row(rank, chain) for rank, chain in enumerate(chains, start=1)]


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
        " > ".join(chain.names),
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _write_csv(plan: Plan) -> str:
    """Write for spreadsheets: the byte-order mark is how Excel knows UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in _rows(plan):
        writer.writerow([csv_cell(str(value)) for value in row.values()])
    return "\ufeff" + out.getvalue()


def _write_tsv(plan: Plan) -> str:
    lines = ["\t".join(_COLUMNS)]
    lines += [
        "\t".join(terminal(str(value)) for value in row.values()) for row in _rows(plan)
    ]
    return "\n".join(lines)


REPORTS.register("csv", Report("csv", _write_csv, _rows))
REPORTS.register("tsv", Report("tsv", _write_tsv, _rows))
