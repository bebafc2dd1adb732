"""What would raise a chain most, and to what.

A chain's probability is a product, so d log P / d pᵢ = 1 / pᵢ: raising the thinnest tie
counts most, and a tie raised from p to p′ raises the whole by p′ / p. Three things are
in the asker's hands, see :class:`netpath.model.Gain`; each is tried on every hop it is
for, and the one that leads highest is named, if it is worth naming.

``confirm`` and ``close`` promise nothing: they say what the chance is *if* a guess is
true, and it is the chance that netpath gives once it is told so.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpath.model import Gain, about
from netpath.names import short_name
from netpath.ranking.strength import CLOSENESS, MOST
from netpath.relations import look_up, tie_classes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.model import Chain, Hop, Person
    from netpath.relations import Relation, TieClass

WORTHWHILE = 1.15
"""How much a whole chain must gain to be worth a word. Judgement."""

BY_VOICE = 1.5
"""Odds ratio of asking in person or by phone, not in writing, on the first tie.

People who are asked face to face say yes more often than those who ask expect (Flynn &
Lake 2008), and by e-mail less often (Roghanizad & Bohns 2017). That was measured on
strangers, where it was far more than this; the size among people who know each other
is judgement.
"""

FRIENDS = 2
"""The closeness that ``close`` asks about."""

CONFIRMED = {
    "inferred-coworker": "colleague",
    "inferred-classmate": "schoolmate",
    "linkedin-only": "acquaintance",
    "group-talk": "acquaintance",
}
"""Classes of ties that are guesses, and what to call one that turns out to be true."""

_LISTED = {"linkedin-only", "group-talk"}  # guesses while nothing else is known
_KNOWING = {"declared", "messages", "recommendation", "endorsement", "invitation"}
_FAR_FROM_FRIENDS = {"family", "friendship"}  # contexts: closer than that already
_VOLUNTEER = "volunteer"  # known from a directory: nobody to be close to, or to ring


@dataclass(frozen=True, slots=True)
class _Step:
    """Something to do about a hop, and what its probability then is."""

    kind: str
    hop: int
    probability: float


def gain(chain: Chain, asker: str = "") -> Gain | None:
    """Say what would raise a chain most, or None where nothing is worth the trouble.

    Parameters
    ----------
    asker
        The asker's name where that is not the user, as in
        :func:`netpath.sentences.phrase`.

    Returns
    -------
    Gain or None
        None, too, where the chance would be said in the same words as before. Steps
        that lead equally high: first ``confirm``, then ``close``, then ``call``.
    """
    best = max(_steps(chain), key=lambda step: _whole(chain, step), default=None)
    if best is None:
        return None
    whole = _whole(chain, best)
    is_said = about(whole) != about(chain.probability)
    if whole < WORTHWHILE * chain.probability or not is_said:
        return None
    return Gain(best.kind, best.hop, _says(chain, best, asker), whole)


def _whole(chain: Chain, step: _Step) -> float:
    """Give the chain's probability after a step: P · p′ / p."""
    return chain.probability * step.probability / chain.hops[step.hop].probability


# --- what can be done -----------------------------------------------------------------


def _steps(chain: Chain) -> Iterator[_Step]:
    for place, hop in enumerate(chain.hops):
        if _is_guess(hop):
            yield _Step("confirm", place, _prior(CONFIRMED[_class(hop).id]))
    first = chain.hops[0]
    if _class(first).id in {*CONFIRMED, _VOLUNTEER} - _LISTED:
        return
    if _may_be_close(first):
        yield _Step("close", 0, _worth(tie_classes()[CLOSENESS[FRIENDS]]))
    if not _is_guess(first):
        yield _Step("call", 0, _by_voice(first.probability))


def _is_guess(hop: Hop) -> bool:
    """Whether nobody said, and nothing shows, that the two know each other."""
    tie_class = _class(hop).id
    if tie_class in _LISTED:
        return _KNOWING.isdisjoint(one.kind for one in hop.evidence)
    return tie_class in CONFIRMED


def _may_be_close(hop: Hop) -> bool:
    """Whether somebody may be a friend and nobody said how close they are."""
    relation = _relation(hop)
    is_said = any(one.closeness for one in hop.evidence)
    # Whom one parted from, a former partner, is not asked about as a friend.
    is_parted = relation.is_ended and relation.tie_class.id == "acquaintance"
    return not (is_said or is_parted or relation.context in _FAR_FROM_FRIENDS)


def _by_voice(chance: float) -> float:
    if chance >= MOST:
        return chance
    odds = BY_VOICE * chance / (1 - chance)
    return min(MOST, odds / (1 + odds))


def _relation(hop: Hop) -> Relation:
    return look_up(hop.relation).relation


def _class(hop: Hop) -> TieClass:
    return _relation(hop).tie_class


def _prior(word: str) -> float:
    return _worth(look_up(word).relation.tie_class)


def _worth(tie_class: TieClass) -> float:
    return tie_class.exists * tie_class.acts


# --- how it is said -------------------------------------------------------------------


def _says(chain: Chain, step: _Step, asker: str) -> str:
    hop, then = chain.hops[step.hop], about(_whole(chain, step))
    one, other = chain.people[step.hop : step.hop + 2]
    is_mine = step.hop == 0 and not asker
    a, b = _names(one, other)
    ends = ("me" if is_mine else one.id, other.id)
    match step.kind:
        case "call":
            now = about(chain.probability).removeprefix("about ")
            who = f"Ring {b}" if is_mine else f"{a} should ring {b}"
            return f"{who} rather than write: {then} instead of {now}."
        case "close":
            who = f"you and {b}" if is_mine else f"{a} and {b}"
            told = _command(ends, CLOSENESS[FRIENDS], f" --closeness {FRIENDS}")
            return f"If {who} are friends, the chance is {then}. {told}"
        case _:
            told = _command(ends, CONFIRMED[_class(hop).id])
            if is_mine:
                where = f" from {hop.via}" if hop.via else ""
                return f"If you know {b}{where}, the chance is {then}. {told}"
            return (
                f"Find out whether {a} and {b} know each other: if they do, the chance"
                f" is {then}. {told}"
            )


def _command(ends: tuple[str, str], relation: str, more: str = "") -> str:
    """Say how to tell netpath; by ids, for a name may be several people's.

    Ids are quoted all the same: a graph made by hand may call people anything.
    """
    one, other = map(shlex.quote, ends)
    return f"Then tell me: netpath link {one} {relation} {other}{more}"


def _names(one: Person, other: Person) -> tuple[str, str]:
    a, b = short_name(one.name), short_name(other.name)
    return (one.name, other.name) if a == b else (a, b)
