"""Chances, names and next steps in words: what all formats say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.relations import look_up

if TYPE_CHECKING:
    from netpath.model import Answer, Chain, Hop, Person

_TENTHS = 0.095  # below, tenths say too little
_NEARLY = 0.945  # nothing is certain, so nothing is 10 in 10
_IS_ONE = 0.5  # matches below are neighbours: worth meeting, but not what was sought


def headline(answer: Answer) -> str:
    """Say how many of the people known can be reached."""
    found, known = len(answer.chains), answer.known
    if not found:
        return answer.none_because
    sought = f"“{answer.query.title}”"
    if found == known == 1:
        return f"{sought}: the one person I know of is within reach."
    if found == known == 2:  # noqa: PLR2004 - nobody says "all 2"
        return f"{sought}: both people I know of are within reach."
    if found == known:
        return f"{sought}: all {known} people I know of are within reach."
    if found == answer.query.top:
        best = "the best" if found == 1 else f"the {found} best"
        return f"{sought}: {best} of {known} people I know of."
    verb = "is" if found == 1 else "are"
    return f"{sought}: {found} of the {known} people I know of {verb} within reach."


def withheld(answer: Answer) -> str:
    """Say how many chains were withheld, and not whose; "" where there were none."""
    if not answer.withheld:
        return ""
    what = "1 chain was" if answer.withheld == 1 else f"{answer.withheld} chains were"
    return f"{what} withheld, because of people you chose not to ask (netpath avoid)."


def chance(chain: Chain) -> str:
    """Say a chain's chance: "A good chance: about 3 in 10 (14 to 45 in 100)"."""
    low, high = (round(100 * bound) for bound in chain.interval)
    kind = chain.band if chain.band == "long shot" else f"{chain.band} chance"
    return f"A {kind}: {about(chain.probability)} ({low} to {high} in 100)"


def about(probability: float) -> str:
    """Say a probability as one would.

    >>> about(0.284), about(0.04), about(0.001)
    ('about 3 in 10', 'about 4 in 100', 'less than 1 in 100')
    """
    if probability >= _NEARLY:
        return "more than 9 in 10"
    if probability >= _TENTHS:
        return f"about {round(10 * probability)} in 10"
    percent = round(100 * probability)
    return f"about {percent} in 100" if percent else "less than 1 in 100"


def thinnest(chain: Chain) -> str:
    """Say which step is the weakest; "" where there is only one."""
    if len(chain.hops) == 1:
        return ""
    one, other = chain.people[chain.weakest_hop : chain.weakest_hop + 2]
    first = "you" if chain.weakest_hop == 0 else short_name(one)
    return f"The thinnest step is {first} to {short_name(other)}."


def fit(chain: Chain) -> str:
    """Say so where somebody does not quite do what is sought; "" where they do."""
    if chain.match.score >= _IS_ONE:
        return ""
    return f"Not quite the same work: {chain.match.reason}."


def start(chain: Chain) -> str:
    """Say whom to ask first, and how."""
    first = short_name(chain.people[1])
    context = look_up(chain.hops[0].relation).relation.context
    is_near = context in {"family", "friendship", "community"}
    if len(chain.hops) == 1 and is_near:
        go_between = _go_between(chain.hops[0])
        other_way = f", or let your {go_between} introduce you" if go_between else ""
        return f"Ask {first} directly{other_way}."
    if is_near:
        return f"Start with {first}, by phone rather than in writing."
    return f"Start with a short personal note to {first}."


def _go_between(hop: Hop) -> str:
    """Name who stands between in a derived tie: "wife" of "wife's sister"."""
    for one in hop.evidence:
        if one.kind == "derived":
            return one.detail.partition(": ")[2].partition("'s ")[0]
    return ""


def short_name(person: Person) -> str:
    """Give the first name where names are written so, else the whole name."""
    first = person.name.split()[0]
    return first if first[:1].isupper() and not first.endswith(".") else person.name


def who(person: Person) -> str:
    """Say who somebody is: name, position, employer."""
    return ", ".join(filter(None, (person.name, person.position, person.company)))


def hop_line(chain: Chain, place: int) -> str:
    """Say one hop with its reasons: "Ana Ruiz → Raj Patel: coworker …"."""
    hop, to = chain.hops[place], chain.people[place + 1]
    from_ = "You" if place == 0 else chain.people[place].name
    via = f" at {hop.via}" if hop.via else ""
    sources = sorted({e.source for e in hop.evidence if e.source})
    known = f"; from {', '.join(sources)}" if sources else ""
    return f"{from_} → {to.name}: {hop.relation}{via}, {about(hop.probability)}{known}"
