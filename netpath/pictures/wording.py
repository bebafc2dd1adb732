"""What a picture says: heads, boxes, tooltips, and itself in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpath.model import about
from netpath.names import short_name
from netpath.text import listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.model import Chain, Hop
    from netpath.pictures.scene import Edge, Scene, Spot

YOU = "You"

_BETWEEN = ("Ask first", "Then meet", "Meet third", "Meet fourth", "Meet fifth")
_TIES = 3  # said in a box; those that are more are only counted

_HEARD = 12  # chains: nobody listens to more in one breath


def heads(scene: Scene) -> list[str]:
    """Give the head of each column."""
    between = [_between(place) for place in range(scene.columns - 2)]
    if scene.asker_is_you:
        return [YOU, *between, "Who you want to meet"]
    return ["Who asks", *between, "Who to meet"]


def _between(place: int) -> str:
    return _BETWEEN[place] if place < len(_BETWEEN) else "Go on to"


def asker_lines(scene: Scene) -> list[str]:
    """Name the asker: "You", and their name where it is known."""
    name = scene.spots[0].person.name
    if not scene.asker_is_you:
        return [name]
    return [YOU] if name in {"", YOU} else [YOU, name]


def tie_lines(scene: Scene, number: int) -> list[tuple[str, str]]:
    """Say how somebody is tied to those before them, and where a guess comes from.

    Of more than three ties, the best are said and the rest counted.
    """
    edges = [edge for edge in scene.edges if edge.end == number]
    told = edges if len(edges) <= _TIES else edges[: _TIES - 1]
    said = [
        (f"{_whose(scene, edge)} {edge.hop.relation}", _place(edge.hop))
        for edge in told
    ]
    more = len(edges) - len(told)
    return [*said, (f"and {plural(more, 'more tie')}", "")] if more else said


def _whose(scene: Scene, edge: Edge) -> str:
    if edge.start == 0 and scene.asker_is_you:
        return "your"
    return f"{short_name(scene.spots[edge.start].person.name)}’s"


def _place(hop: Hop) -> str:
    return f"at {hop.via}" if hop.via else ""


def elsewhere(scene: Scene, spot: Spot) -> str:
    """Say in which other columns somebody stands; "" where in none."""
    if scene.is_tree:
        return ""
    titles = heads(scene)
    columns = [
        other.column
        for other in scene.spots
        if other.person.id == spot.person.id and other.column != spot.column
    ]
    named = listing([f"“{titles[column]}”" for column in sorted(columns)])
    return f"also under {named}" if named else ""


def chance(spot: Spot) -> str:
    """Say how likely a target is reached, and which is likeliest.

    >>> from netpath.model import Person
    >>> from netpath.pictures.scene import Spot
    >>> chance(Spot(Person("p", "Mei Patel"), 3, rank=0, chance=0.28))
    'Best: about 3 in 10'
    """
    said = about(spot.chance or 0)
    return f"Best: {said}" if spot.rank == 0 else said[:1].upper() + said[1:]


def tooltip(scene: Scene, edge: Edge) -> str:
    """Say a tie: "Ana Ruiz to Raj Patel: coworker, about 6 in 10"."""
    is_you = edge.start == 0 and scene.asker_is_you
    start = YOU if is_you else scene.spots[edge.start].person.name
    place = f" {_place(edge.hop)}" if edge.hop.via else ""
    end = scene.spots[edge.end].person.name
    known = f"{edge.hop.relation}{place}, {about(edge.hop.probability)}"
    return f"{start} to {end}: {known}"


def description(scene: Scene) -> str:
    """Say the chains as sentences, of many only the best, for those who hear them."""
    told = [_told(chain) for chain in scene.chains[:_HEARD]]
    if more := len(scene.chains) - len(told):
        verb = "is" if more == 1 else "are"
        told.append(f"{plural(more, 'less likely way')} {verb} drawn.")
    return " ".join(filter(None, (*told, left_out(scene))))


def _told(chain: Chain) -> str:
    sentence = chain.sentence or f"{', then '.join(chain.names)}."
    said = about(chain.probability)
    return f"{sentence} {said[:1].upper()}{said[1:]}."


def left_out(scene: Scene) -> str:
    """Say what there was no room for; "" where all is drawn."""
    if not scene.chains_left:
        return ""
    chains = plural(scene.chains_left, "less likely way")
    if not scene.people_left:
        return f"And {chains} among the same people."
    people = plural(scene.people_left, "more person", "more people")
    return f"And {people}, in {chains}."


def legend(scene: Scene) -> Iterator[tuple[str, str]]:
    """Explain the lines drawn: what kind of line, and what it means."""
    yield "best", "the best way"
    yield "thin", "1 in 10"
    yield "middle", "5 in 10"
    yield "thick", "9 in 10 that the tie passes a request on"
    if any(edge.hop.is_guess for edge in scene.edges):
        yield "guess", "a guess: they only share a place"
