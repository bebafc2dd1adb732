"""Chains on the page: the one to begin with, two others, and all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpath.pictures import picture
from netpath.reports.page.elements import Markup, apart, each, element, joined
from netpath.reports.page.parts import Section
from netpath.reports.plan_words import (
    ALL,
    BEGIN,
    LEAVE,
    OTHERS,
    at_the_end,
    length,
    to_begin,
    whom_to_leave,
)
from netpath.reports.words import (
    chance,
    fit,
    hop_line,
    odds,
    sureness,
    ways,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netpath.model import Chain, Person
    from netpath.planning import Pick, Plan

_SCREEN = 8, 20  # ways and people in the picture; more are too small to read
_PHONE = 3, 9
_FEW = 3  # as many rows are seen at once: nothing to fold, filter or sort


def first(plan: Plan) -> Section:
    """Write the chain to begin with, above everything else, and the picture."""
    shown = plan.picks[:1]
    parts = [_pick(plan, pick) for pick in shown]
    return Section("start", BEGIN, joined([*parts, _picture(plan)]))


def _picture(plan: Plan) -> Markup:
    """Draw the best ways, once for wide screens and paper, once for phones."""
    found = _ways(plan)
    drawn = _few(found, *_SCREEN)
    wide = picture(drawn, "")
    if not wide:
        return Markup()
    narrow = picture(_few(found, *_PHONE), "", uid="-narrow", narrow=True)
    is_all = len(drawn) == len(found)
    return element(
        "figure",
        element("div", Markup(wide), class_="wide"),
        element("div", Markup(narrow), class_="narrow"),
        each("figcaption", ["" if is_all else "The best ways; all are listed below."]),
    )


def _ways(plan: Plan) -> list[Chain]:
    """Give every chain once, those picked first, alternatives last."""
    chains = plan.answer.chains
    found = [*(pick.chain for pick in plan.picks), *chains]
    found += [other for chain in chains for other in chain.alternatives]
    by_people = {tuple(p.id for p in chain.people): chain for chain in found}
    return [replace(chain, alternatives=()) for chain in by_people.values()]


def _few(chains: Sequence[Chain], ways: int, people: int) -> list[Chain]:
    """Give the first ways, but no more than lead through so many people."""
    met: set[str] = set()
    kept: list[Chain] = []
    for chain in chains[:ways]:
        met |= {person.id for person in chain.people[1:]}
        if kept and len(met) > people:
            break
        kept.append(chain)
    return kept


def _pick(plan: Plan, pick: Pick) -> Markup:
    chain = pick.chain
    said = [odds(plan.answer, chain), " ".join(to_begin(chain)), fit(chain)]
    return joined([element("p", chain.sentence, class_="say"), each("p", said)])


def whom_not(plan: Plan) -> Section:
    """Write whom to leave to others to ask, and how much was withheld."""
    leave, *more = whom_to_leave(plan) or [""]
    parts = [each("p", [leave], class_="leave"), each("p", more)]
    return Section("leave", LEAVE, joined(parts))


def others(plan: Plan) -> Section:
    """Write the chains for when nothing comes of the first."""
    parts = [
        element(
            "article",
            element("h3", _who(pick.chain.target)),
            _pick(plan, pick),
            each("p", [pick.leave], class_="quiet"),
        )
        for pick in plan.picks[1:]
    ]
    return Section("others", OTHERS, joined(parts))


def chains(plan: Plan) -> Section:
    """Write all chains, to be filtered, sorted and unfolded."""
    answer = plan.answer
    is_long = len(answer.chains) > _FEW
    rows = [
        _row(plan, rank, folds=is_long) for rank in range(1, len(answer.chains) + 1)
    ]
    if not rows:
        return Section("chains", "", Markup())
    parts = [
        _tools() if is_long else Markup(),
        element("ol", *rows, class_="ranks"),
        each("p", at_the_end(plan)),
    ]
    return Section("chains", ALL, joined(parts))


def _tools() -> Markup:
    """Write what the script needs to filter and sort; hidden without it."""
    orders = {
        "rank": "best first",
        "chance": "likeliest first",
        "steps": "fewest steps first",
        "name": "by name",
    }
    choices = (element("option", said, value=key) for key, said in orders.items())
    words = element("input", type="search", autocomplete="off")
    return joined(
        [
            element(
                "div",
                element("label", "Show only ", words),
                element(
                    "label", "Sort ", element("select", *choices, autocomplete="off")
                ),
                element("button", "Open all"),
                class_="tools",
                hidden="",
            ),
            element("p", role="status"),
        ]
    )


def _row(plan: Plan, rank: int, *, folds: bool) -> Markup:
    chain = plan.answer.chains[rank - 1]
    said = element("span", f"{chance(chain)}, {length(chain)}")
    return element(
        "li",
        element(
            "details",
            element("summary", f"{rank}. ", _who(chain.target), said),
            *_details(plan, chain),
            open="",
            **{} if folds else {"class_": "first"},
        ),
        data_p=f"{chain.probability:.3f}",
    )


def _details(plan: Plan, chain: Chain) -> Iterator[Markup]:
    """Write what is not said yet: of a pick its hops, of others everything."""
    if all(chain is not pick.chain for pick in plan.picks):
        level = sureness(chain) if chain.is_level else ""
        yield each("p", [f"{chain.sentence} {level}".rstrip()])
    hops = [hop_line(chain, place) for place in range(len(chain.hops))]
    yield element("ol", each("li", hops))
    yield each("p", [*ways(chain), f"Why this person: {chain.match.reason}"])


def _who(person: Person) -> Markup:
    """Write who somebody is, the name set apart."""
    work = ", ".join(filter(None, (person.position, person.company)))
    return joined([apart(person.name), f", {work}" if work else ""])
