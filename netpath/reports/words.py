"""Chances, names and next steps in words: what all formats say alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netpath.model import about
from netpath.names import short_name as _short_name
from netpath.relations import look_up
from netpath.reports.evidence import grounds, said_place

if TYPE_CHECKING:
    from netpath.model import Answer, Chain, Hop, Person

_ALWAYS, _HARDLY = 0.995, 0.005  # hundredths would say 100 and 0
_EVEN = 0.5
_COUNTS = "no one two three four five six seven eight nine ten eleven twelve".split()
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


def nearest(answer: Answer) -> list[str]:
    """Say what was nearest, where there is no chain."""
    miss = answer.miss
    if miss is None:
        return []
    said = [
        f"  {who(person)}: {match.score:.2f}, {match.reason}"
        for person, match in miss.maybe
    ]
    if miss.count > len(miss.maybe) > 0:
        said.append(f"  and {miss.count - len(miss.maybe)} more")
    if miss.maybe:
        least = math.floor(100 * miss.maybe[-1][1].score) / 100
        said.append(f"They count too with --min-match {least:g}.")
    if miss.chain and miss.kind != "via":
        said.append(
            f"The nearest: {miss.chain.sentence} ({about(miss.chain.probability)})"
        )
    return said


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


def thinnest(chain: Chain) -> str:
    """Say which step is the weakest; "" where there is only one."""
    if len(chain.hops) == 1:
        return ""
    one, other = chain.people[chain.weakest_hop : chain.weakest_hop + 2]
    is_you = chain.weakest_hop == 0 and chain.is_yours
    first = "you" if is_you else short_name(one)
    last = short_name(other).removesuffix(".")  # of initials
    return f"The thinnest step is {first} to {last}."


def sureness(chain: Chain) -> str:
    """Say how sure a chain's place is; "" where nothing is in doubt.

    A chain that is alone is first however things are, and nothing is said of it.
    """
    if chain.is_level:
        return "Too close to the one above to say which is better."
    if chain.first > _ALWAYS:
        return ""
    share = f"{round(100 * chain.first)} in 100"
    share = share if chain.first >= _EVEN else f"only {share}"
    share = share if chain.first >= _HARDLY else "less than 1 in 100"
    return f"I am {share} sure that this is the best of them."


def together_words(chance: float, count: int) -> str:
    """Say that one of several chains works; "" of fewer than two.

    >>> together_words(0.61, 3)[-56:]
    'that at least one of these three works is about 6 in 10.'
    """
    if count <= 1:
        return ""
    these = _COUNTS[count] if count < len(_COUNTS) else f"{count:,}"
    return (
        f"Asked one after the other, the chance that at least one of these {these}"
        f" works is {about(chance)}."
    )


def other_ways(chain: Chain) -> str:
    """Say what the alternatives to a chain add; "" where there are none."""
    count = len(chain.alternatives)
    if not count or about(chain.together) == about(chain.probability):
        return ""
    more = "another way" if count == 1 else f"{count} other ways"
    name = short_name(chain.target)
    return f"With {more} to {name}, the chance is {about(chain.together)}."


def fit(chain: Chain) -> str:
    """Say so where somebody does not quite do what is sought; "" where they do."""
    if chain.match.score >= _IS_ONE:
        return ""
    return f"Not quite the same work: {chain.match.reason}."


def odds(answer: Answer, chain: Chain) -> str:
    """Say a chain's chance, its thinnest step, and how sure its place is."""
    is_told = chain.is_level or (chain is answer.chains[0] and len(answer.chains) > 1)
    told = sureness(chain) if is_told else ""
    return " ".join(filter(None, (f"{chance(chain)}.", thinnest(chain), told)))


def steps(chain: Chain) -> list[str]:
    """Say how to begin, and what would raise the chance."""
    if chain.gain is None:
        return [start(chain)]
    if chain.gain.kind == "call":
        return [chain.gain.says]
    return [start(chain), chain.gain.says]


def ways(chain: Chain) -> list[str]:
    """Say the alternatives to a chain, each with its chance."""
    said = [f"Or: {c.sentence} ({about(c.probability)})" for c in chain.alternatives]
    return [*said, *filter(None, [other_ways(chain)])]


def together(answer: Answer) -> str:
    """Say the chance that one of all chains works; "" of fewer than two."""
    return together_words(answer.together, len(answer.chains))


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
    return _short_name(person.name)


def who(person: Person) -> str:
    """Say who somebody is: name, position, employer."""
    return ", ".join(filter(None, (person.name, person.position, person.company)))


def hop_line(chain: Chain, place: int) -> str:
    """Say one hop with its reasons: "Ana Ruiz → Raj Patel: coworker at Acme, …"."""
    hop, (one, other) = chain.hops[place], chain.people[place : place + 2]
    from_ = "You" if place == 0 and chain.is_yours else one.name
    tie = f"{from_} → {other.name}: {hop.relation}{said_place(hop)}"
    return "; ".join(
        filter(None, (f"{tie}, {about(hop.probability)}", grounds(chain, place)))
    )
