"""Whom to ask for people who are not in the data: those within reach, and what they do.

Names, employers and fields of work of everybody within two ties, against the titles
asked for; the ranking makes leads of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from netpath.errors import PersonNotFoundError
from netpath.names import company_key, fold
from netpath.ranking import scale_up
from netpath.ranking.circles import NEIGHBOUR, NO_TRADE, kinship, places_of, trade_of
from netpath.ranking.commonness import share
from netpath.ranking.lead_words import wanted
from netpath.ranking.leads import AN_EMPLOYER, leads
from netpath.ranking.scale_up import Standing
from netpath.ranking.titles import compile_title
from netpath.ranking.titles.naming import Namer
from netpath.ranking.ways import Ways, said
from netpath.seeking import all_matches, positions_of, who_fits

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from netpath.model import Lead, Match, Network, Person
    from netpath.ranking.circles import Place
    from netpath.ranking.titles.entries import Occupation
    from netpath.ranking.titles.matcher import TitleMatcher
    from netpath.ranking.titles.sought import Sought
    from netpath.ranking.ways import Reached
    from netpath.ready import Ready
    from netpath.seeking import Aim

_FIRST = 500  # people looked at before it is asked whether more could matter
_NEAR = 0.2
_LEAST_THERE = 0.15  # at such employers one in seven knows one: no better than others


def leads_in(  # noqa: PLR0913 - what is sought, by whom, and how much of it
    ready: Ready,
    aim: Aim,
    asker: str,
    *,
    without: Collection[str] = (),
    kept: Path | None = None,
    top: int = 10,
) -> list[Lead]:
    """Give the people within two ties who are likely to know one, the best first.

    Never the asker, nobody whom the user decided not to ask, and nobody who is one of
    those sought: a chain leads to them.

    Parameters
    ----------
    asker
        The id of who asks.
    without
        Ids of others who are not to be asked this time.
    kept
        Where the index of positions is kept, as for :func:`netpath.seeking.who_fits`.

    Raises
    ------
    PersonNotFoundError
        If nobody is known to ask.
    """
    net = ready.network
    if asker not in net.people:
        message = "I do not know who asks. Import your export first, or use from_."
        raise PersonNotFoundError(message)
    left_out = who_fits(net, aim, kept)
    seen, ways = _Eyes(ready, aim, kept), Ways(net, ready.index, asker, without)
    within = (
        (net.people[one.person], one)
        for one in ways.nearest()
        if one.person not in left_out
    )
    within = ((p, one) for p, one in within if _may_be_there(p, aim))
    found: list[Lead] = []
    standings: list[Standing] = []
    while further := list(islice(within, max(_FIRST, len(standings)))):
        standings += (seen.standing(person, one) for person, one in further)
        found = leads(standings, seen.wanted, seen.share, top=top)
        if len(found) == top and _is_settled(found, further[-1][1].probability):
            break
    return [_with_way(net, ways, lead) for lead in found]


def _with_way(net: Network, ways: Ways, lead: Lead) -> Lead:
    """Say who somebody is to the asker, which takes too long for all who are near."""
    return replace(lead, way=said(net, ways.way(lead.person.id, lead.hops)))


def _is_settled(found: list[Lead], least: float) -> bool:
    """Whether people whom a request reaches with this chance at most change nothing.

    They come after everybody here, if all here had their turn in the first round.
    """
    employers = Counter(company_key(lead.person.company) for lead in found)
    del employers[""]
    is_first_round = all(count <= AN_EMPLOYER for count in employers.values())
    return is_first_round and min(lead.probability for lead in found) > least


def _may_be_there(person: Person, aim: Aim) -> bool:
    return not person.location or fold(aim.location) in fold(person.location)


# --- what is known of them ----------------------------------------------------------


class _There(NamedTuple):
    """What an employer says: that somebody there knows one, and how sure that is."""

    chance: float
    is_sure: bool = True


_NOT_THERE = _There(0.0)


class _Eyes:
    """Looks at people with one question in mind; equal work is looked at once."""

    def __init__(self, ready: Ready, aim: Aim, kept: Path | None) -> None:
        self._index = ready.index
        self._aim, self._matcher = aim, compile_title(aim.title, aim.knowledge)
        at = positions_of(ready.network)
        found = all_matches(at, aim, kept)
        self._matches = {at.pairs[place]: match for place, match in found.items()}
        self._lexicon = aim.knowledge.lexicon
        self._name = Namer(aim.knowledge)
        sought = [title.sought for title in self._matcher.titles]
        self._sought = [one.occupation for one in sought if one.occupation]
        self.wanted = wanted(sought, aim.location)
        self.share = min(1.0, sum(self._share_of(one) for one in sought))
        self._there = cache(self._employer)

    def _share_of(self, sought: Sought) -> float:
        known = sought.occupation
        common = share(known.id if known else "", self._lexicon)
        narrower = bool(sought.extras), bool(sought.level), sought.place is not None
        return common * scale_up.NARROWED ** sum(narrower)

    def standing(self, person: Person, reached: Reached) -> Standing:
        """Say what is known of somebody within reach."""
        match = self._matches.get((person.position, person.company), scale_up.NO_MATCH)
        there = self._there(person.company)
        work = self._name.broadly(person.position)
        return Standing(
            person,
            reached.probability,
            reached.hops,
            match=match,
            there=there.chance,
            is_sure=there.is_sure,
            circle=scale_up.circle_size(self._circle(person)),
            trade=trade_of(work) if work else NO_TRADE,
            kinship=self._kinship(work, match),
            narrowed=self._narrowed(person),
        )

    def _circle(self, person: Person) -> int:
        return int(self._index.connections[self._index.node(person.id)])

    def _kinship(self, work: Occupation | None, match: Match) -> float:
        beside = NEIGHBOUR if match.kind == "near" and match.near >= _NEAR else 1.0
        if work is None:
            return beside
        kin = (kinship(work, one, self._lexicon) for one in self._sought)
        return max(beside, *kin, 1.0)

    def _narrowed(self, person: Person) -> float:
        is_there = fold(self._aim.company) in fold(person.company)
        return 1.0 if is_there else scale_up.NARROWED

    def _employer(self, company: str) -> _There:
        if not company_key(company):
            return _NOT_THERE
        if self._aim.company and fold(self._aim.company) in fold(company):
            return _There(scale_up.NAMED_PLACE, is_sure=False)
        return max(_by_setting(self._matcher, company), self._by_industry(company))

    def _by_industry(self, company: str) -> _There:
        """Tell by the kind of employer, where the occupation itself says no setting."""
        found = [_NOT_THERE]
        for one in self._sought:
            if one.setting is None:
                found += (
                    _at(p, share(one.id, self._lexicon), company)
                    for p in places_of(one)
                )
        best = max(found)
        return best if best.chance >= _LEAST_THERE else _NOT_THERE


def _by_setting(matcher: TitleMatcher, company: str) -> _There:
    match matcher.workplace(company).kind:
        case "right":
            return _There(scale_up.THERE)
        case "likely":
            return _There(scale_up.PERHAPS_THERE, is_sure=False)
        case _:
            return _NOT_THERE


def _at(place: Place, common: float, company: str) -> _There:
    verdict = place.workplace.judge("", company)
    if not verdict.is_right:
        return _NOT_THERE
    is_sure = verdict.kind == "right"
    chance = scale_up.among_colleagues(common, place.workers)
    return _There(chance * (1.0 if is_sure else scale_up.UNSURE), is_sure)
