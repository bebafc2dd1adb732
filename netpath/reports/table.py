"""The answer as one reads it on a terminal: sentences first, numbers after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.reports.formats import REPORTS, Report
from netpath.reports.leads import thin
from netpath.reports.words import (
    fit,
    headline,
    odds,
    start,
    steps,
    together,
    ways,
    who,
    withheld,
)
from netpath.text import terminal

if TYPE_CHECKING:
    from netpath.model import Answer


_HELPED = 3  # chains of which one hears what would help; of ten, nobody would read it


def _write(answer: Answer) -> str:
    blocks = [headline(answer)]
    blocks += [_chain(answer, rank) for rank in range(1, len(answer.chains) + 1)]
    leads = thin(answer.leads, answer.query.title)
    blocks += filter(None, [together(answer), withheld(answer), leads])
    return "\n\n".join(terminal_lines(block) for block in blocks)


def terminal_lines(text: str) -> str:
    """Make every line of a text safe for a terminal."""
    return "\n".join(terminal(line) for line in text.split("\n"))


def _chain(answer: Answer, rank: int) -> str:
    chain = answer.chains[rank - 1]
    how = steps(chain) if rank <= _HELPED else [start(chain)]
    said = [
        fit(chain),
        chain.sentence,
        odds(answer, chain),
        *how,
        *ways(chain),
    ]
    lines = [f"{rank:<2} {who(chain.target)}", *(f"   {s}" for s in said if s)]
    return "\n".join(lines)


REPORTS.register("table", Report("table", _write, is_file=False))
