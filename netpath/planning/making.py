"""From an answer to a plan: which chains to begin with, and everything for them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from netpath.names import short_names
from netpath.planning.letters import lead_letter, letters_for
from netpath.planning.plan import Ask, Pick, Plan, Wishes
from netpath.planning.profile import Profile, named
from netpath.planning.questions import questions_for
from netpath.planning.timetable import timetable
from netpath.text import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.model import Answer, Chain

_PICKS = 3  # the best, and two for when nobody answers
_FEW = 3  # with fewer chains, leads get letters too


def make_plan(
    answer: Answer, profile: Profile | None = None, wishes: Wishes | None = None
) -> Plan:
    """Make a plan of an answer.

    Parameters
    ----------
    profile
        What letters say of the asker.
    wishes
        How the plan shall be; as it comes, if None.

    Raises
    ------
    OutputError
        If a template of the user's own cannot be used, naming it.
    """
    wishes = wishes or Wishes()
    profile = named(profile or Profile(), _asker_name(answer))
    picks = tuple(
        Pick(
            chain,
            rank,
            letters_for(chain, answer.query.title, profile, wishes),
            questions_for(chain.match, chain.target.position),
            leave(chain),
        )
        for rank, chain in _picked(answer)
    )
    leads = answer.leads if len(answer.chains) < _FEW else ()
    return Plan(
        answer=answer,
        profile=profile,
        wishes=wishes,
        picks=picks,
        lead_letters=tuple(
            lead_letter(lead, answer, profile, wishes) for lead in leads[:_PICKS]
        ),
        timetable=timetable(picks, answer.query.as_of),
        asks=tuple(ask for pick in picks for ask in _asks(pick)),
    )


def _asker_name(answer: Answer) -> str:
    return answer.asker.name if answer.asker else ""


def _picked(answer: Answer) -> Iterator[tuple[int, Chain]]:
    """Give the best chains that share nobody but the asker, best first."""
    ranked = [
        (rank, chain)
        for rank, first in enumerate(answer.chains, 1)
        for chain in (first, *first.alternatives)
    ]
    ranked.sort(key=lambda pair: (-pair[1].score, pair[0]))
    taken: set[str] = set()
    count = 0
    for rank, chain in ranked:
        between = {person.id for person in chain.people[1:-1]} or {chain.target.id}
        if taken.isdisjoint(between) and count < _PICKS:
            taken |= {*between, chain.target.id}
            count += 1
            yield rank, chain


def leave(chain: Chain) -> str:
    """Say whom to leave to others to ask; "" where one asks the target oneself."""
    if len(chain.hops) == 1:
        return ""
    called = short_names(chain.names[1:])
    names = [called[name] for name in chain.names[1:]]
    asks = [f"{one} ask {other}" for one, other in pairwise(names)]
    return (
        f"Before you write to {listing(names[1:], 'or')} yourself, let {listing(asks)}:"
        " an introduction works because it comes from somebody they know."
    )


def _asks(pick: Pick) -> Iterator[Ask]:
    people = pick.chain.people
    for asks, person in pairwise(people):
        yield Ask(pick.rank, asks, person, pick.chain.target)
