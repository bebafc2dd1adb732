"""The answer as HTML: one file that needs nothing else, and a table for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.reports.formats import REPORTS, Report
from netpath.reports.leads import asked
from netpath.reports.words import (
    chance,
    headline,
    hop_line,
    odds,
    steps,
    together,
    ways,
    who,
    withheld,
)
from netpath.text import html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netpath.model import Answer

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto;
  padding: 0 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-bottom: .25rem }
.sentence { font-size: 1.1rem; margin: .25rem 0 }
article { border-top: 1px solid #8888; padding-bottom: .5rem; break-inside: avoid }
ol { padding-left: 1.2rem }
""".strip()


def _write_page(answer: Answer) -> str:
    title = html(headline(answer))
    chains = "".join(_article(answer, i) for i in range(1, len(answer.chains) + 1))
    ending = "".join(_lines([together(answer), withheld(answer)])) + _leads(answer)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{title}</h1>{chains}{ending}</main></body></html>\n"
    )


def _leads(answer: Answer) -> str:
    if not answer.leads:
        return ""
    asks = "".join(f"<li>{html(asked(lead))}</li>" for lead in answer.leads)
    return f"<section><h2>Who may know one</h2><ul>{asks}</ul></section>"


def _lines(said: Iterable[str]) -> Iterator[str]:
    return (f"<p>{html(one)}</p>" for one in said if one)


def _article(answer: Answer, rank: int) -> str:
    chain = answer.chains[rank - 1]
    hops = "".join(
        f"<li>{html(hop_line(chain, i))}</li>" for i in range(len(chain.hops))
    )
    said = " ".join([odds(answer, chain), *steps(chain)])
    return (
        f"<article><h2>{rank}. {html(who(chain.target))}</h2>"
        f'<p class="sentence">{html(chain.sentence)}</p><p>{html(said)}</p>'
        f"<ol>{hops}</ol>{''.join(_lines(ways(chain)))}"
        f"<p>Why this person: {html(chain.match.reason)}</p></article>\n"
    )


def _write_notebook(answer: Answer) -> str:
    """Write a table that untrusted notebooks show too: no script, no style sheet."""
    if not answer.chains:
        return f"<p>{html(headline(answer))}</p>"
    head = "".join(f"<th>{name}</th>" for name in ("", "Who", "How", "Chance"))
    rows = "".join(
        f"<tr><td>{rank}</td><td>{html(who(chain.target))}</td>"
        f"<td>{html(chain.sentence)}</td><td>{html(chance(chain))}</td></tr>"
        for rank, chain in enumerate(answer.chains, start=1)
    )
    caption = f"<caption>{html(headline(answer))}</caption>"
    return (
        f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


REPORTS.register("html", Report("html", _write_page))
REPORTS.register("notebook", Report("notebook", _write_notebook, is_file=False))
