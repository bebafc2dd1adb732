"""The answer as Markdown: a page to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.reports.formats import REPORTS, Report
from netpath.reports.words import (
    chance,
    headline,
    hop_line,
    start,
    thinnest,
    who,
    withheld,
)
from netpath.text import markdown

if TYPE_CHECKING:
    from netpath.model import Answer, Chain


def _write(answer: Answer) -> str:
    blocks = [f"# {markdown(headline(answer))}"]
    blocks += [_chain(rank, chain) for rank, chain in enumerate(answer.chains, 1)]
    blocks += filter(None, [markdown(withheld(answer))])
    return "\n\n".join(blocks) + "\n"


def _chain(rank: int, chain: Chain) -> str:
    odds = " ".join(filter(None, (f"{chance(chain)}.", thinnest(chain), start(chain))))
    hops = [f"- {markdown(hop_line(chain, i))}" for i in range(len(chain.hops))]
    parts = [
        f"## {rank}. {markdown(who(chain.target))}",
        markdown(chain.sentence),
        markdown(odds),
        "\n".join(hops),
        f"Why this person: {markdown(chain.match.reason)}",
    ]
    return "\n\n".join(parts)


REPORTS.register("md", Report("md", _write))
