"""The answer as Markdown: a page to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.reports.formats import REPORTS, Report
from netpath.reports.leads import asked
from netpath.reports.words import (
    headline,
    hop_line,
    odds,
    steps,
    together,
    ways,
    who,
    withheld,
)
from netpath.text import markdown

if TYPE_CHECKING:
    from netpath.model import Answer


def _write(answer: Answer) -> str:
    blocks = [f"# {markdown(headline(answer))}"]
    blocks += [_chain(answer, rank) for rank in range(1, len(answer.chains) + 1)]
    blocks += map(markdown, filter(None, [together(answer), withheld(answer)]))
    if answer.leads:
        asks = [f"- {markdown(asked(lead))}" for lead in answer.leads]
        blocks += ["## Who may know one", "\n".join(asks)]
    return "\n\n".join(blocks) + "\n"


def _chain(answer: Answer, rank: int) -> str:
    chain = answer.chains[rank - 1]
    hops = [f"- {markdown(hop_line(chain, i))}" for i in range(len(chain.hops))]
    parts = [
        f"## {rank}. {markdown(who(chain.target))}",
        markdown(chain.sentence),
        markdown(" ".join([odds(answer, chain), *steps(chain)])),
        "\n".join(hops),
        *map(markdown, ways(chain)),
        f"Why this person: {markdown(chain.match.reason)}",
    ]
    return "\n\n".join(parts)


REPORTS.register("md", Report("md", _write))
