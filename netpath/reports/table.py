"""The answer as one reads it on a terminal: a letter, sentences first.

Of a few chains one hears everything. Of many, the first three are told in full, and the
rest are a table: who, through whom, how likely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.model import about
from netpath.reports.formats import REPORTS, Report
from netpath.reports.leads import quotable, thin
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
from netpath.screen import BOLD, DIM, PLAIN
from netpath.wrapping import grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netpath.model import Answer, Chain
    from netpath.planning import Plan
    from netpath.screen import Screen


_IN_FULL = 3  # chains of which one hears everything; of ten, nobody would read it
_FEW = 5  # chains that all are told in sentences; more end in a table
_TABLE = 80  # columns; in fewer a row is a sentence
_HEADER = ("", "who", "first step", "chance")


def letter(plan: Plan, screen: Screen = PLAIN) -> str:
    """Give an answer as a letter that fits on a screen."""
    answer = plan.answer
    ends = filter(
        None,
        [together(answer), withheld(answer), thin(answer.leads, answer.query.title)],
    )
    blocks = [screen.lay(headline(answer)), *_chains(answer, screen)]
    return "\n\n".join([*blocks, *map(screen.lay, ends)])


def _chains(answer: Answer, screen: Screen) -> Iterator[str]:
    rest: list[tuple[int, Chain]] = []
    for rank, chain in enumerate(answer.chains, start=1):
        if rank <= _IN_FULL:
            yield _in_full(answer, rank, screen)
        elif len(answer.chains) <= _FEW or chain.alternatives:
            yield _in_short(rank, chain, screen)
        else:
            rest.append((rank, chain))
    if rest:
        yield _rest(answer, rest, screen)


def _in_full(answer: Answer, rank: int, screen: Screen) -> str:
    chain = answer.chains[rank - 1]
    begin, *helps = steps(chain)
    said = [fit(chain), chain.sentence, odds(answer, chain), begin]
    return _block(rank, chain, said, [*helps, *ways(chain)], screen)


def _in_short(rank: int, chain: Chain, screen: Screen) -> str:
    chance = about(chain.probability)
    said = [chain.sentence, f"{chance[:1].upper()}{chance[1:]}. {start(chain)}"]
    return _block(rank, chain, [fit(chain), *said], ways(chain), screen)


def _block(
    rank: int, chain: Chain, said: list[str], asides: list[str], screen: Screen
) -> str:
    parts = [
        screen.lay(f"{rank:<2} {chain.target.name}", BOLD),
        *(screen.lay(f"   {text}") for text in said if text),
        *(screen.lay(f"   {text}", DIM) for text in asides),
    ]
    return "\n".join(parts)


# --- the rest of many -----------------------------------------------------------------


def _rest(answer: Answer, rest: Sequence[tuple[int, Chain]], screen: Screen) -> str:
    is_close = any(chain.is_level for _, chain in rest)
    level = ", some of them too close to say which is better" if is_close else ""
    sought = quotable(answer.query.title)
    why = f'netpath why {rest[0][1].target.id} --title "{sought}"'
    return "\n".join(
        [
            screen.lay(f"And {len(rest)} more{level}:\n"),
            *(_table(rest, screen) or _sentences(rest, screen)),
            screen.lay(f"\nOne of them in full:  {why}", DIM),
        ]
    )


def _table(rest: Sequence[tuple[int, Chain]], screen: Screen) -> list[str]:
    """Lay the rest out in columns; give nothing where they do not fit.

    A word of English stands before each name, so that two names written from right to
    left do not change places.
    """
    if screen.readable is None or screen.readable < _TABLE:
        return []
    rows = [
        (str(rank), _who(chain), _ask(chain), about(chain.probability))
        for rank, chain in rest
    ]
    cells = [tuple(map(screen.shown, row)) for row in rows]
    header, *lines = grid([_HEADER, *cells], screen.readable) or [""]
    return [screen.styled(header, DIM), *lines] if header else []


def _sentences(rest: Sequence[tuple[int, Chain]], screen: Screen) -> list[str]:
    return [
        screen.lay(
            f"{rank:<2} {_who(chain)}: {about(chain.probability)}; {_ask(chain)}."
        )
        for rank, chain in rest
    ]


def _who(chain: Chain) -> str:
    """Say who it is; in a table nothing else says that the work is another."""
    is_near = " (not quite the same work)" if fit(chain) else ""
    return f"{who(chain.target)}{is_near}"


def _ask(chain: Chain) -> str:
    is_known = len(chain.hops) == 1
    return "ask them directly" if is_known else f"ask {chain.people[1].name}"


REPORTS.register("table", Report("table", letter, is_file=False))
