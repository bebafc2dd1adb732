"""Whom to ask "do you know one?" when the people sought are not in the data.

How likely they know one is worked out in :mod:`netpath.ranking.scale_up`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from netpath.model import Lead
from netpath.names import company_key
from netpath.ranking.lead_words import question, reason
from netpath.ranking.scale_up import by_work, knows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netpath.ranking.lead_words import Wanted
    from netpath.ranking.scale_up import Standing

FLOOR = 0.01
"""Whom to ask at all: below, asking would be noise. Judgement."""

MOST_CIRCLES = 3
AN_EMPLOYER = 2
CLOSE_ENOUGH = 0.25
"""Least probability of the tie to somebody who is asked for their circle's sake."""


def kind_of(standing: Standing) -> str:
    """Say why they may know one: ``there``, ``near`` or ``circle``."""
    own = by_work(standing.match)
    if standing.there > own:
        return "there"
    return "near" if own or standing.kinship > 1 else "circle"


def leads(
    standings: Iterable[Standing], wanted: Wanted, share: float, *, top: int = 10
) -> list[Lead]:
    """Give whom to ask, the likeliest first.

    Of one employer two have their turn, then others; of those who only know many
    people, a few of the closest. Equal chances are decided by fewer hops, then ids.

    >>> from netpath.model import Person
    >>> from netpath.ranking.lead_words import Wanted
    >>> from netpath.ranking.scale_up import Standing
    >>> tom = Person("tom-park", "Tom Park", "Custodian", "Berkeley Library")
    >>> wanted = Wanted("a librarian", "librarians")
    >>> leads([Standing(tom, 0.5, there=0.8)], wanted, 0.001)[0].reason
    'Tom Park is a custodian at Berkeley Library, where librarians work.'
    """
    found = [_lead(standing, wanted, share) for standing in _once(standings)]
    worth = sorted((lead for lead in found if lead.probability >= FLOOR), key=_order)
    return _in_turns(_few_circles(worth))[:top]


def _once(standings: Iterable[Standing]) -> list[Standing]:
    """Keep everybody once, by the likeliest way; from afar nobody for their circle."""
    best: dict[str, Standing] = {}
    for one in standings:
        kept = best.get(one.person.id)
        if kept is None or _nearest(one) < _nearest(kept):
            best[one.person.id] = one
    return [s for s in best.values() if s.hops == 1 or kind_of(s) != "circle"]


def _nearest(standing: Standing) -> tuple[float, int]:
    return -standing.probability, standing.hops


def _lead(standing: Standing, wanted: Wanted, share: float) -> Lead:
    known, kind = knows(standing, share), kind_of(standing)
    return Lead(
        standing.person,
        kind,
        reason(standing, kind, wanted),
        probability=standing.probability * known,
        knows=known,
        hops=standing.hops,
        question=question(standing, kind, wanted),
    )


def _order(lead: Lead) -> tuple[float, int, str]:
    return -lead.probability, lead.hops, lead.person.id


def _few_circles(found: list[Lead]) -> Iterator[Lead]:
    """Leave out all but a few of those who only know many people: the closest."""
    count = 0
    for lead in found:
        if lead.kind == "circle":
            is_close = lead.probability >= CLOSE_ENOUGH * lead.knows
            count += is_close
            if not is_close or count > MOST_CIRCLES:
                continue
        yield lead


def _in_turns(found: Iterable[Lead]) -> list[Lead]:
    """Let two of each employer go first, then the next two, and so on."""
    seen: Counter[str] = Counter()
    turns = []
    for lead in found:
        employer = company_key(lead.person.company) or f"of {lead.person.id}"
        turns.append((seen[employer] // AN_EMPLOYER, *_order(lead), lead))
        seen[employer] += 1
    return [turn[-1] for turn in sorted(turns, key=lambda turn: turn[:-1])]
