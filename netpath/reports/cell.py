"""The answer in a notebook: a table that untrusted notebooks show too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.reports.formats import REPORTS, Report
from netpath.reports.shown import paragraphs, table
from netpath.reports.words import chance, headline, who

if TYPE_CHECKING:
    from netpath.planning import Plan


def _write(plan: Plan) -> str:
    answer = plan.answer
    if not answer.chains:
        return paragraphs(headline(answer))
    rows = (
        (str(rank), who(chain.target), chain.sentence, chance(chain))
        for rank, chain in enumerate(answer.chains, start=1)
    )
    return table(["rank", "who", "how", "chance"], rows, headline(answer))


REPORTS.register("notebook", Report("notebook", _write, is_file=False))
