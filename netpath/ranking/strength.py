"""What a tie is worth: the probability that a request passes it.

    p = e × a          e: the tie is real;  a: the other acts when properly asked

``a`` starts at the relation's prior, fades with the time since the last known contact,
and moves with evidence on the log-odds scale: the strongest piece counts whole, the
next half, then a quarter, an eighth; together at most ±1.5. ``e`` is raised by evidence
that leaves no doubt. p stays within [0.02, 0.95].

The priors and their sources stand in ``data/relations.toml``, the rest in
:data:`EFFECTS`; ``netpath model`` prints both.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netpath.model import Evidence, Group, Network, Tie
from netpath.ranking.shared import periods
from netpath.relations import LINKEDIN, look_up, tie_classes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from netpath.model import Person
    from netpath.relations import TieClass

AVAILABILITY = 0.85
"""That a target has time at all, once a chain. Judgement."""

WILLING = 0.95
"""The same for a target who volunteered to be asked. Judgement."""

DILUTION = 0.90
"""What each hop beyond the second keeps. Judgement; attrition is about constant."""

COLD_MESSAGE = 0.10
"""What a message to a stranger is worth, for comparison. Judgement."""

KNOWN_PEOPLE = 611
"""How many people one knows (McCormick, Salganik & Zheng 2010)."""

KNOWN_SHARE = 0.9
"""The most of one's connections that one knows. Judgement."""

ACQUAINTED = 75
"""Of N people at one place one knows about so many: 1 − exp(−75/N). Judgement."""

LEAST, MOST = 0.02, 0.95
_MOST_LOGITS = 1.5
_RECENT_DAYS = 365
_MANY_MUTUALS = 3
_UNANSWERED = 2
_DAYS_A_YEAR = 365.25
_SAID = {"declared", "contact", "volunteered"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What one kind of evidence does: an odds ratio on a, and a least e."""

    says: str
    odds: float
    exists: float
    basis: str


EFFECTS: dict[str, Effect] = {
    "recommended": Effect("they wrote a recommendation", 2.5, 0.99, "judgement"),
    "helped": Effect("you recommended them", 2.0, 0.99, "judgement"),
    "talked": Effect("messages both ways in the last year", 2.0, 0.98, "judgement"),
    "talked before": Effect("messages both ways, longer ago", 1.3, 0.95, "judgement"),
    "second context": Effect("a second, independent context", 1.5, 0.0, "judgement"),
    "endorsed": Effect("an endorsement", 1.3, 0.80, "judgement"),
    "personal note": Effect(
        "an invitation with a personal note", 1.2, 0.85, "judgement"
    ),
    "mutuals": Effect("at least 3 people you both know here", 1.0, 0.80, "judgement"),
    "unanswered": Effect(
        "you wrote twice or more without an answer", 0.4, 0.0, "judgement"
    ),
}
"""Order by size is evidence (Gilbert & Karahalios 2009), each number judgement."""

CLOSENESS = {1: "acquaintance", 2: "friend", 3: "close-friend"}
"""Closeness said by a person replaces class and inference (Marsden & Campbell 1984)."""


@dataclass(frozen=True, slots=True)
class Strength:
    """One tie's probability, taken apart.

    Attributes
    ----------
    tie_class
        Where the prior comes from.
    prior
        e before evidence; for connections it follows from how many their owner has.
    exists, acts
        e and a after everything; ``probability`` is their product within bounds.
    fading
        What time left of the prior a, in (0, 1].
    moves
        (effect, weight) in the order they were weighed: weight 1, ½, ¼, …
    """

    tie_class: TieClass
    prior: float
    exists: float
    acts: float
    fading: float
    moves: tuple[tuple[Effect, float], ...]
    probability: float
    evidence: tuple[Evidence, ...]


def score(network: Network, as_of: date) -> Network:
    """Put a probability on every tie and group.

    Parameters
    ----------
    as_of
        The day from which "a year ago" is counted; nothing here asks the clock.
    """
    around = surroundings(network, as_of)
    bare: dict[float, float] = {}  # most ties are nothing but a connection
    ties = tuple(_scored(tie, around, as_of, bare) for tie in network.ties)
    groups = tuple(replace(g, probability=_group_chance(g)) for g in network.groups)
    return replace(network, ties=ties, groups=groups, as_of=as_of)


def _scored(
    tie: Tie, around: Surroundings, as_of: date, bare: dict[float, float]
) -> Tie:
    if _is_bare(tie) and not _seen_around(tie, around):
        prior, evidence = _known(around.degrees[tie.evidence[0].teller]), tie.evidence
        if prior not in bare:
            bare[prior] = weigh_again(tie, prior, as_of).probability
        chance = bare[prior]
    else:
        strength = weigh(tie, around, as_of)
        prior, evidence = strength.prior, strength.evidence
        chance = strength.probability
    # Not `replace`, which takes three times as long.
    return Tie(tie.a, tie.b, evidence, tie.relation, tie.relation_from, chance, prior)


def _is_bare(tie: Tie) -> bool:
    """Whether a connection is all that is known of a tie."""
    if len(tie.evidence) > 1 or tie.relation != LINKEDIN or not tie.evidence:
        return False
    only = tie.evidence[0]
    return only.kind == "connection" and not only.closeness


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a tie's worth depends on beyond itself."""

    neighbours: Mapping[str, set[str]]
    degrees: Mapping[str, int]
    contexts: Mapping[str, Mapping[str, str]]


def surroundings(network: Network, as_of: date) -> Surroundings:
    """Collect neighbours, sizes of address books and shared places, once a network.

    Colleagues must have been there at one time; of one school one is at any time.
    """
    neighbours: dict[str, set[str]] = defaultdict(set)
    degrees: Counter[str] = Counter()
    for tie in network.ties:
        neighbours[tie.a].add(tie.b)
        neighbours[tie.b].add(tie.a)
        degrees.update({e.teller for e in tie.evidence if e.kind == "connection"})
    contexts: dict[str, dict[str, str]] = defaultdict(dict)
    for group in network.groups:
        if group.kind == "school":
            for one in group.members:
                contexts[one.member][group.id] = "study"
        else:
            for place, period in enumerate(periods(group, as_of)):
                for member in period.members:
                    contexts[member][f"{group.id} {place}"] = "work"
    return Surroundings(neighbours, degrees, contexts)


def weigh(tie: Tie, around: Surroundings, as_of: date) -> Strength:
    """Give a tie's probability with all that went into it."""
    seen = [] if _closeness(tie) else _seen_around(tie, around)
    prior = _prior(tie, _class_of(tie), around)
    return weigh_again(replace(tie, evidence=(*tie.evidence, *seen)), prior, as_of)


def weigh_again(tie: Tie, prior: float, as_of: date) -> Strength:
    """Weigh a tie whose surroundings stand in its evidence, as of another day.

    Parameters
    ----------
    prior
        That it is real, before its evidence is weighed.
    """
    closeness, tie_class = _closeness(tie), _class_of(tie)
    marked = [(e, _effects_of(e, as_of)) for e in tie.evidence]
    moves = () if closeness else _weighed([k for _, kinds in marked for k in kinds])
    fading = _fading(tie, tie_class, as_of)
    acts = _moved(tie_class.acts * fading, moves)
    exists = max([prior, *(effect.exists for effect, _ in moves)])
    probability = min(MOST, max(LEAST, exists * acts))
    shown = tuple(
        replace(e, effect=_odds(kinds)) if kinds else e for e, kinds in marked
    )
    return Strength(tie_class, prior, exists, acts, fading, moves, probability, shown)


def _closeness(tie: Tie) -> int:
    return max((e.closeness for e in tie.evidence), default=0)


def _class_of(tie: Tie) -> TieClass:
    if closeness := _closeness(tie):
        return tie_classes()[CLOSENESS[closeness]]
    return look_up(tie.relation).relation.tie_class


# --- e --------------------------------------------------------------------------------


def _prior(tie: Tie, tie_class: TieClass, around: Surroundings) -> float:
    if tie_class.id != "linkedin-only":
        return tie_class.exists
    known = (_known(degree) for degree in _degrees(tie, around))
    return max(known, default=tie_class.exists)


def _degrees(tie: Tie, around: Surroundings) -> list[int]:
    tellers = {e.teller for e in tie.evidence if e.kind == "connection"}
    return [around.degrees[teller] for teller in tellers]


def _known(degree: int) -> float:
    """How many of d connections one can know at all."""
    return KNOWN_SHARE * min(1.0, KNOWN_PEOPLE / degree)


# --- a --------------------------------------------------------------------------------


def _fading(tie: Tie, tie_class: TieClass, as_of: date) -> float:
    """Give f + (1 − f) · 2^(−t/h), t in years since the last known contact.

    A tie that is over, or only stands in an address book, and bears no date is taken
    for one half-life old: an undated tie is not the newest.
    """
    if not tie_class.half_life:
        return 1.0
    last = _last_contact(tie)
    if last is None:
        years = tie_class.half_life if _may_be_old(tie) else 0.0
    else:
        years = max(0.0, (as_of - last).days / _DAYS_A_YEAR)
    faded = math.pow(0.5, years / tie_class.half_life)
    return tie_class.floor + (1 - tie_class.floor) * faded


def _may_be_old(tie: Tie) -> bool:
    kinds = {e.kind for e in tie.evidence}
    is_only_listed = bool(kinds) and kinds <= {"contact", "talk"}
    return look_up(tie.relation).relation.is_ended or is_only_listed


def _last_contact(tie: Tie) -> date | None:
    """Give the newest day on which the tie is known to have been alive."""
    days: list[date | None] = [
        e.last for e in tie.evidence if e.kind == "talk" or (e.sent and e.received)
    ]
    if look_up(tie.relation).relation.is_ended:
        # What is over was told later than it ended; only the day it ended counts.
        days += [e.date for e in tie.evidence if e.kind == "declared"]
    else:
        days += [e.last for e in tie.evidence if e.kind == "declared"]
    return max(filter(None, days), default=None)


def _effects_of(one: Evidence, as_of: date) -> list[str]:
    """Name the effects of one piece of evidence."""
    match one.kind:
        case "messages":
            return _effects_of_messages(one, as_of)
        case "recommendation":
            return ["recommended"] * bool(one.received) + ["helped"] * bool(one.sent)
        case "endorsement":
            return ["endorsed"]
        case "invitation":
            return ["personal note"] * ("personal note" in one.detail)
        case "second context" | "mutuals":
            return [one.kind]
        case _:
            return []


def _effects_of_messages(one: Evidence, as_of: date) -> list[str]:
    if one.sent and one.received:
        # Undated messages are not the newest.
        is_recent = one.last is not None and (as_of - one.last).days <= _RECENT_DAYS
        return ["talked" if is_recent else "talked before"]
    return ["unanswered"] if one.sent >= _UNANSWERED and not one.received else []


def _seen_around(tie: Tie, around: Surroundings) -> list[Evidence]:
    """Give the evidence that no single line holds: shared places, shared people."""
    found = []
    if places := _second_context(tie, around):
        found.append(Evidence("second context", detail=places))
    mutuals = len(around.neighbours[tie.a] & around.neighbours[tie.b])
    if mutuals >= _MANY_MUTUALS:
        found.append(Evidence("mutuals", detail=f"{mutuals} people know both"))
    return found


def _second_context(tie: Tie, around: Surroundings) -> str:
    """Name the contexts two people share, if there are two; "" otherwise.

    Being connected on LinkedIn is a context of its own only where nothing else is
    known: a coworker on LinkedIn is one fact told twice.
    """
    said = {
        look_up(e.relation).relation.context
        for e in tie.evidence
        if e.kind in _SAID and e.relation
    }
    a, b = around.contexts.get(tie.a, {}), around.contexts.get(tie.b, {})
    places = {a[group] for group in a.keys() & b.keys()}
    contexts = (said or {"online"}) | places
    return " and ".join(sorted(contexts)) if len(contexts) > 1 else ""


def _weighed(kinds: Sequence[str]) -> tuple[tuple[Effect, float], ...]:
    """Sort effects by size and weigh them 1, ½, ¼, …, so that nothing counts twice."""
    effects = sorted(
        (EFFECTS[kind] for kind in dict.fromkeys(kinds)),
        key=lambda effect: (-abs(math.log(effect.odds)), effect.says),
    )
    moving = [effect for effect in effects if effect.odds != 1]
    still = [effect for effect in effects if effect.odds == 1]
    weighed = [(effect, 0.5**place) for place, effect in enumerate(moving)]
    return (*weighed, *((effect, 0.0) for effect in still))


def _moved(acts: float, moves: Sequence[tuple[Effect, float]]) -> float:
    if not moves:
        return acts
    shift = sum(weight * math.log(effect.odds) for effect, weight in moves)
    shift = max(-_MOST_LOGITS, min(_MOST_LOGITS, shift))
    logit = math.log(acts / (1 - acts)) + shift
    return 1 / (1 + math.exp(-logit))


def _odds(kinds: Sequence[str]) -> float:
    return math.prod(EFFECTS[kind].odds for kind in kinds)


# --- groups and chains ----------------------------------------------------------------


def _group_chance(group: Group) -> float:
    """Give the chance that two members know each other and the one asked acts.

    The size of an employer is unknown, but at least the number of people seen there.
    """
    tie_class = class_of_group(group)
    known = 1 - math.exp(-ACQUAINTED / len(group.members))
    return max(LEAST, min(tie_class.exists, known) * tie_class.acts)


def class_of_group(group: Group) -> TieClass:
    """Give what two people are taken for who share a place, nothing else known."""
    is_work = group.kind == "employer"
    return tie_classes()["inferred-coworker" if is_work else "inferred-classmate"]


def chance(group: Group, until: int | None, as_of: date) -> float:
    """Give what a hop between two members of a period is worth.

    The group's probability, which follows from how many are seen there, faded by the
    time since the last year in which the two can have met.

    Parameters
    ----------
    until
        Of the :class:`netpath.ranking.shared.Period`.
    """
    if until is None or until >= as_of.year:
        return group.probability
    guess, years = class_of_group(group), as_of.year - until
    faded = guess.floor + (1 - guess.floor) * math.pow(0.5, years / guess.half_life)
    return max(min(LEAST, group.probability), group.probability * faded)


def availability(person: Person) -> float:
    """Give the chance that somebody has time, if they are whom one wants to meet."""
    return WILLING if person.is_willing else AVAILABILITY


def chain_probability(
    chances: Sequence[float], available: float = AVAILABILITY
) -> float:
    """Give the probability of a whole chain from those of its hops.

    >>> round(chain_probability([0.75, 0.55, 0.90]), 2)
    0.28
    """
    extra = max(0, len(chances) - 2)
    return available * math.prod(chances) * DILUTION**extra
