"""The answer as one reads it on a terminal: sentences first, numbers after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.reports.formats import REPORTS, Report
from netpath.reports.words import chance, fit, headline, start, thinnest, who, withheld
from netpath.text import terminal

if TYPE_CHECKING:
    from netpath.model import Answer, Chain


def _write(answer: Answer) -> str:
    blocks = [headline(answer)]
    blocks += [_chain(rank, chain) for rank, chain in enumerate(answer.chains, 1)]
    blocks += filter(None, [withheld(answer)])
    return "\n\n".join(terminal_lines(block) for block in blocks)


def terminal_lines(text: str) -> str:
    """Make every line of a text safe for a terminal."""
    return "\n".join(terminal(line) for line in text.split("\n"))


def _chain(rank: int, chain: Chain) -> str:
    odds = " ".join(filter(None, (f"{chance(chain)}.", thinnest(chain))))
    lines = [
        f"{rank:<2} {who(chain.target)}",
        *([f"   {fit(chain)}"] if fit(chain) else []),
        f"   {chain.sentence}",
        f"   {odds}",
        f"   {start(chain)}",
    ]
    return "\n".join(lines)


REPORTS.register("table", Report("table", _write, is_file=False))
