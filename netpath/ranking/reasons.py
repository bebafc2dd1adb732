"""Why there is no chain: which of the things that stand in the way it is.

They are tried in turn, from what lies furthest from a chain to what lies nearest, each
by a search of its own; what is said is always shown by the nearest miss.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpath.model import Miss
from netpath.ranking.chains import MAX_HOPS
from netpath.text import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netpath.model import Chain, Match
    from netpath.ranking.find import Finder, Terms

_MOST_NAMED = 5
_FURTHEST = 12  # steps; whoever is further is no nearer than a stranger


def miss(finder: Finder, terms: Terms, weaker: Mapping[str, Match]) -> Miss:
    """Say why a search found nothing, and what was nearest.

    Parameters
    ----------
    weaker
        Person id → match, for those who were no targets because they match too little.
    """
    if not finder.matches:
        return _nobody(finder, weaker)
    return (
        _all_withheld(finder, terms)
        or _only_through_withheld(finder, terms)
        or _only_through_guesses(finder, terms)
        or _not_through(finder, terms)
        or _too_far(finder, terms)
        or _only_through_withheld(finder, terms, _FURTHEST)
        or _unconnected(finder)
    )


def _nobody(finder: Finder, weaker: Mapping[str, Match]) -> Miss:
    title = finder.query.title
    found = sorted(weaker.items(), key=lambda one: (-one[1].score, one[0]))
    if not found:
        return Miss("unknown", f"I know nobody whose work is “{title}”.")
    maybe = tuple((finder.network.people[k], match) for k, match in found[:_MOST_NAMED])
    who = plural(len(found), "person", "people")
    verb = "does" if len(found) == 1 else "do"
    says = f"I know nobody whose work is “{title}”, only {who} who perhaps {verb} it."
    return Miss("doubtful", says, len(found), maybe=maybe)


def _all_withheld(finder: Finder, terms: Terms) -> Miss | None:
    left_out = terms.avoid | terms.withheld
    if finder.matches.keys() - left_out:
        return None
    count = len(finder.matches)
    return Miss(
        "withheld", f"{_cannot(finder, 'asked')}: you chose to avoid them.", count
    )


def _only_through_withheld(finder: Finder, terms: Terms, hops: int = 0) -> Miss | None:
    """Say so where only those can help who are not to be asked; not who they are."""
    free = replace(terms, avoid=frozenset(), withheld=frozenset())
    count = _reached(finder, free, hops) if terms.avoid | terms.withheld else 0
    if not count:
        return None
    says = f"{_cannot(finder, 'reached')} but through people you chose not to ask."
    return Miss("withheld", says, count)


def _only_through_guesses(finder: Finder, terms: Terms) -> Miss | None:
    if not terms.declared_only:
        return None
    free = replace(terms, declared_only=False)
    chain = _best(finder, free)
    if chain is None:
        return None
    says = (
        f"{_cannot(finder, 'reached')} by ties I was told of, only by a"
        " guess: two people who worked or studied at the same place."
    )
    return Miss("guess", says, _reached(finder, free), chain)


def _not_through(finder: Finder, terms: Terms) -> Miss | None:
    if not terms.via:
        return None
    free = replace(terms, via=frozenset())
    chain = _best(finder, free)
    says = f"{_cannot(finder, 'reached')} through the people you named"
    if chain is None:
        return replace(_beyond(finder, free), kind="via", says=f"{says}.")
    names = ", ".join(chain.names[1:])
    return Miss("via", f"{says}; without them, the best chain is {names}.", 1, chain)


def _too_far(finder: Finder, terms: Terms) -> Miss | None:
    found = _beyond(finder, terms)
    return found if found.kind == "far" else None


def _beyond(finder: Finder, terms: Terms) -> Miss:
    """Say how far the nearest is, and how many are as far."""
    hops, count = finder.search(terms, _FURTHEST).nearest()
    return _far(finder, terms, hops, count) if hops else _unconnected(finder)


def _far(finder: Finder, terms: Terms, hops: int, count: int) -> Miss:
    query = finder.query
    cannot = _cannot(finder, "reached")
    if hops > MAX_HOPS:
        says = f"{cannot}; the nearest is {hops} steps away."
        return Miss("far", says, count)
    says = (
        f"{cannot} in {plural(query.max_hops, 'step')}; the nearest is {hops} steps"
        f" away. Try --max-hops {hops}."
    )
    return Miss("far", says, count, _best(finder, terms, hops))


def _unconnected(finder: Finder) -> Miss:
    count = len(finder.matches)
    nodes = finder.index.nodes(finder.matches)
    is_alone = not finder.index.ties.work(nodes)
    why = (
        "I know of nobody who knows them"
        if is_alone
        else "no tie I know of leads there from you"
    )
    return Miss("unconnected", f"{_cannot(finder, 'reached')}: {why}.", count)


def _best(finder: Finder, terms: Terms, hops: int = 0) -> Chain | None:
    terms = replace(terms, alternatives=0, per_connector=0)
    return next(iter(finder.chains(terms, 1, hops)), None)


def _reached(finder: Finder, terms: Terms, hops: int = 0) -> int:
    return len(finder.search(terms, hops).best(len(finder.matches)))


def _cannot(finder: Finder, what: str) -> str:
    """Say that somebody cannot be asked or reached; by name if they were named."""
    count = len(finder.matches)
    if count > 1:
        return f"None of the {count:,} people I know can be {what}"
    (only, match) = next(iter(finder.matches.items()))
    is_named = match.kind == "named"
    name = finder.network.people[only].name if is_named else "The one person I know"
    return f"{name} cannot be {what}"
