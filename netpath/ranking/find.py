"""From a scored network and a question to chains in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netpath.model import Answer
from netpath.ranking.chains import Search
from netpath.ranking.draws import judged
from netpath.ranking.gains import gain
from netpath.ranking.index import cost
from netpath.ranking.layers import Rules
from netpath.ranking.reasons import miss
from netpath.ranking.strength import AVAILABILITY, WILLING
from netpath.ranking.telling import Speaker
from netpath.ranking.together import together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netpath.model import Chain, Match, Network, Query
    from netpath.ranking.index import Index


@dataclass(frozen=True, slots=True)
class Terms:
    """What chains may pass, and how they are chosen.

    Attributes
    ----------
    via
        People of whom one must be among the connectors; nobody means no condition.
    avoid
        People who are neither connectors nor targets, this time.
    withheld
        People whom the user decided not to ask, ever.
    declared_only
        Whether hops through shared employers and schools, which are guesses, are out.
    per_connector
        How many chains may begin with the same person; any number, if 0.
    alternatives
        How many further chains to give for each target.
    """

    via: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    declared_only: bool = False
    per_connector: int = 0
    alternatives: int = 0


class Finder:
    """Finds chains to matching people, and says them.

    Parameters
    ----------
    matches
        Person id → how well they fit, for everybody worth reaching.
    """

    def __init__(
        self, network: Network, index: Index, matches: Mapping[str, Match], query: Query
    ) -> None:
        self.network, self.index, self.query = network, index, query
        self.matches = {key: m for key, m in matches.items() if key != query.asker}

    def search(self, terms: Terms, hops: int = 0) -> Search:
        """Give the search by some terms; ``hops`` instead of those of the query."""
        index = self.index
        blocked = (terms.avoid | terms.withheld) - {self.query.asker}
        rules = Rules(
            index.node(self.query.asker),
            hops or self.query.max_hops,
            blocked=index.nodes(blocked),
            via=index.nodes(terms.via),
            with_hubs=not terms.declared_only,
        )
        # Relative to the most willing, so that no weight is above 1.
        available = {False: cost(AVAILABILITY / WILLING), True: 0}
        fits = {}
        for key, match in self.matches.items():
            node = index.node(key)
            fits[node] = cost(match.score) + available[bool(index.willing[node])]
        return Search(index, rules, fits)

    def chains(self, terms: Terms, top: int, hops: int = 0) -> tuple[Chain, ...]:
        """Give the best chains, with their alternatives."""
        search = self.search(terms, hops)
        with_hubs = not terms.declared_only
        speaker = Speaker(self.network, self.index, self.matches, with_hubs=with_hubs)
        chains = judged(
            [
                speaker.chain(route, search.alternatives(route, terms.alternatives))
                for route in search.best(top, terms.per_connector)
            ]
        )
        return tuple(map(self._weighed, chains))

    def _weighed(self, chain: Chain) -> Chain:
        """Say what would raise a chain, and what it is worth with its alternatives."""
        asker = chain.people[0]
        return replace(
            chain,
            gain=gain(chain, "" if asker.id == self.network.me else asker.name),
            together=together((chain, *chain.alternatives)),
        )


def find(
    finder: Finder,
    terms: Terms,
    weaker: Callable[[], Mapping[str, Match]] = dict,
) -> Answer:
    """Give the best chains from the asker to matching people.

    Parameters
    ----------
    weaker
        Gives those who fit too little to be reached, by id; asked only if there is
        nobody else.

    Returns
    -------
    Answer
        At most ``query.top`` chains, one a target, by score, then fewer hops, then ids.
    """
    query = finder.query
    chains = finder.chains(terms, query.top)
    known, withheld = len(finder.matches), 0
    if terms.withheld:
        withheld = _withheld(finder, terms)
    if chains:
        any_works = together(chains)
        return Answer(query, chains, known, withheld=withheld, together=any_works)
    why = miss(finder, terms, {} if known else weaker())
    return Answer(query, (), known, why.says, withheld=withheld, miss=why)


def _withheld(finder: Finder, terms: Terms) -> int:
    """Count the chains that there would be, were everybody asked."""
    free = replace(terms, withheld=frozenset())
    hidden = set(finder.index.nodes(terms.withheld).tolist())
    routes = finder.search(free).best(finder.query.top)
    return sum(not hidden.isdisjoint(route.nodes[1:]) for route in routes)
