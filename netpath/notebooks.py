"""How people, chains, leads, plans and graphs show themselves in a notebook.

Graphs stay plain ``networkx.Graph``: IPython is told how to show those that netpath
made, and leaves all others as they are.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netpath.graph import from_graph
from netpath.model import Chain, Hop, Lead, Match, Person
from netpath.planning import Letter, Plan
from netpath.relations import inverse_word
from netpath.reports import write_whole
from netpath.reports.shown import (
    chain_said,
    chain_shown,
    image,
    lead_said,
    lead_shown,
    letter_shown,
    person_shown,
    plan_said,
    plan_shown,
    table,
)
from netpath.reports.words import who
from netpath.sentences import Link, phrase, say
from netpath.text import terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netpath.graph import Graph
    from netpath.model import Network, Tie

_NOBODY = "You"  # what somebody is called who said no name
_MOST_DRAWN = 12  # of those whom others could introduce
_OPENS = "Who opens what to you"
_SAID = 3  # chains in the words for those who do not see the picture
_LARGEST = 20_000  # people; above, one would wait for the picture


class Drawing:
    """A picture: shows itself in any notebook, and can be saved.

    Attributes
    ----------
    svg
        The picture as an SVG document.
    alt
        What it shows, in words.
    """

    def __init__(self, svg: str, alt: str) -> None:
        self.svg, self.alt = svg, alt

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write it as ``.svg``, readable by you alone."""
        write_whole(Path(path), self.svg.encode(), force=force)
        return Path(path)

    def _repr_html_(self) -> str:
        return image(self.svg, self.alt)

    def __repr__(self) -> str:
        return self.alt


# --- telling IPython ------------------------------------------------------------------


def show_in_notebooks() -> None:
    """Tell IPython how to show what netpath gives, where IPython runs."""
    shell = _shell()
    if shell is None:
        return
    html = shell.display_formatter.formatters["text/html"]
    text = shell.display_formatter.formatters["text/plain"]
    for kind, shows, says in _SHOWN:
        html.for_type(kind, shows)
        text.for_type(kind, _printer(says))
    html.for_type_by_name("networkx.classes.graph", "Graph", graph_shown)
    text.for_type_by_name("networkx.classes.graph", "Graph", _print_graph)


def _shell() -> Any:  # noqa: ANN401 - IPython has no types of its own here
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _single_chain_shown(chain: Chain) -> str:
    title = f"{chain.phrase[:1].upper()}{chain.phrase[1:]}"
    return f"{chain_shown(chain)}{draw([chain], title)._repr_html_()}"


def _letter_said(letter: Letter) -> str:
    return f"{letter.subject}\n\n{letter.body}"


_SHOWN: tuple[tuple[type, Callable[[Any], str], Callable[[Any], str]], ...] = (
    (Person, person_shown, who),
    (Chain, _single_chain_shown, chain_said),
    (Lead, lead_shown, lead_said),
    (Letter, letter_shown, _letter_said),
    (Plan, plan_shown, plan_said),
)
"""What shows itself, how in HTML, how where only text is shown."""


def _printer(says: Callable[[Any], str]) -> Callable[[Any, Any, bool], None]:
    def pretty(value: Any, printer: Any, _cycle: bool) -> None:  # noqa: ANN401, FBT001 - IPython's own form
        lines = says(value).split("\n")
        printer.text("\n".join(terminal(line) for line in lines))

    return pretty


def _print_graph(graph: Graph, printer: Any, _cycle: bool) -> None:  # noqa: ANN401, FBT001 - the same
    """Say what a graph holds; others' are printed as ever, by their address."""
    if _is_ours(graph):
        net = from_graph(graph)
        counts = ", ".join(f"{count:,} {name}" for name, count in _counts(net))
        printer.text(terminal(f"{_title(net)}: {counts}"))
    else:
        printer.text(repr(graph))


# --- graphs ---------------------------------------------------------------------------


def graph_shown(graph: Graph) -> str | None:
    """Show what a graph holds and who opens it to you; None of others' graphs."""
    if not _is_ours(graph):
        return None
    net = from_graph(graph)
    rows = [(name, f"{count:,}") for name, count in _counts(net)]
    shown = table(["what it holds", "how many"], rows, _title(net))
    chains = openings(net) if len(net.people) <= _LARGEST else []
    return f"{shown}{draw(chains, _OPENS)._repr_html_()}" if chains else shown


def _is_ours(graph: Graph) -> bool:
    return "schema" in graph.graph and graph.graph.get("me") in graph


def _title(net: Network) -> str:
    name = net.people[net.me].name
    return "Your network" if name == _NOBODY else f"{name}'s network"


def _counts(net: Network) -> Iterator[tuple[str, int]]:
    yield "people", len(net.people)
    if known := len(_ties_of(net, net.me)):
        yield "whom you know yourself", known
    yield "ties between people", len(net.ties)
    yield "employers and schools that several share", len(net.groups)


def _ties_of(net: Network, person: str) -> dict[str, Tie]:
    """Give somebody's ties by who the other end is."""
    return {
        tie.b if tie.a == person else tie.a: tie
        for tie in net.ties
        if person in {tie.a, tie.b}
    }


def openings(net: Network, count: int = _MOST_DRAWN) -> list[Chain]:
    """Give the likeliest ways to people whom only others know, by the ties told.

    >>> import netpath
    >>> graph = netpath.load(netpath.demo_folder(), as_of="2026-11-23")
    >>> [chain.phrase for chain in openings(from_graph(graph))]
    ["your sister-in-law's coworker", "your neighbour's spouse"]
    """
    known = _ties_of(net, net.me)
    best: dict[str, tuple[float, str, Tie]] = {}
    for tie in net.ties:
        for broker, other in ((tie.a, tie.b), (tie.b, tie.a)):
            if broker in known and other != net.me and other not in known:
                chance = known[broker].probability * tie.probability
                way = (chance, broker, tie)
                best[other] = max(best.get(other, way), way, key=lambda w: w[:2])
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    return [
        _two_hops(net, (net.me, broker, other), (known[broker], tie), chance)
        for other, (chance, broker, tie) in ranked[:count]
    ]


def _two_hops(
    net: Network, path: tuple[str, str, str], ties: tuple[Tie, Tie], chance: float
) -> Chain:
    people = tuple(net.people[person] for person in path)
    hops = tuple(map(_hop, ties, path, path[1:]))
    words = [
        Link(hop.relation, one.name) for hop, one in zip(hops, people[1:], strict=True)
    ]
    to = people[-1]
    return Chain(
        people,
        hops,
        Match(1.0, ""),
        probability=chance,
        interval=(chance, chance),
        score=chance,
        phrase=phrase(words),
        sentence=say(words, to.position, to.company),
    )


def _hop(tie: Tie, one: str, other: str) -> Hop:
    is_said_so = tie.relation_from == one
    word = tie.relation if is_said_so else inverse_word(tie.relation)
    return Hop(one, other, word, tie.probability, evidence=tie.evidence)


def draw(chains: list[Chain], title: str) -> Drawing:
    """Draw chains of one asker."""
    from netpath.pictures import picture  # noqa: PLC0415 - only for those who look

    said = " ".join(chain.sentence for chain in chains[:_SAID])
    return Drawing(picture(chains, title), f"{title.rstrip('.')}. {said}")
