"""``netpath why``: where somebody stands and why, and what a tie is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netpath.cli.frame import beside, open_store, ready_in, say, talk, today
from netpath.cli.titling import lexicon_option, vectors_of
from netpath.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpath.answering import Place
    from netpath.model import Network, Tie
    from netpath.ranking.strength import Strength
    from netpath.ready import Ready


@click.command(
    epilog="""\b
Examples:
  netpath why "Mei Patel" --title "public librarian"
  netpath why "Mei Patel"
  netpath why "Ana Ruiz" "Raj Patel"
"""
)
@click.argument("person")
@click.argument("other", default="")
@click.option("--title", default="", help="Their place among those who do this.")
@click.option("--max-hops", default=3, show_default=True, type=click.IntRange(1, 6),
              help="Most steps of a chain.")  # fmt: skip
@lexicon_option
@click.pass_context
def why_command(ctx: click.Context, /, person: str, other: str, **options: Any) -> int:
    """Explain a person's place, or a tie between two people.

    Of one person it says the best way to them and what it is worth, or why there is
    none; with --title also how they fit, and which of all who do they are. Of two it
    takes their tie apart.
    """
    with open_store(ctx) as store:
        ready = ready_in(store)
        kept = beside(store, "titles")
    if other:
        return _why_tie(ready, person, other)
    from netpath.answering import Question, place_of  # noqa: PLC0415 - numpy

    question = Question(**options, vectors=vectors_of(ctx), kept=kept)
    place = place_of(ready, person, question)
    for line in _placed(ready, place, question):
        say(line)
    if not place.answer.chains and place.person.id != ready.network.me:
        talk("Tell me more of whom you know: netpath tell --help")
        return 1
    return 0


def _placed(ready: Ready, place: Place, question: Any) -> Iterator[str]:
    from netpath.reports.words import nearest, who  # noqa: PLC0415 - the words of reports

    yield who(place.person)
    if place.match:
        yield from _fits(place, question)
    if place.person.id == ready.network.me:
        yield "That is you."
    elif place.answer.chains:
        yield from _way(ready, place)
        yield from _own_tie(ready, place.person.id)
    else:
        yield place.answer.none_because
        yield from nearest(place.answer)


def _fits(place: Place, question: Any) -> Iterator[str]:
    from netpath.model import about  # noqa: PLC0415 - the model

    match, title = place.match, question.title
    if match is None:
        return
    yield f"“{title}”: {about(match.score)} that they are one. {match.reason}."
    if place.rank == place.reached == 1:
        known = plural(place.known, "person", "people")
        yield f"The only one within reach, of {known} I know of."
    elif place.rank:
        yield (
            f"Number {place.rank:,} of the {place.reached:,} within reach, of"
            f" {plural(place.known, 'person', 'people')} I know of."
        )
    elif match.score < question.min_match:
        yield f"That is below {question.min_match:g}, so find does not list them."


def _way(ready: Ready, place: Place) -> Iterator[str]:
    from netpath.reports.words import hop_line, odds, steps  # noqa: PLC0415 - the same

    chain = place.answer.chains[0]
    yield chain.sentence
    yield from (f"  {hop_line(chain, i)}" for i in range(len(chain.hops)))
    yield odds(place.answer, chain)
    yield from steps(chain)
    if len(chain.hops) > 1:
        one, other = (chain.people[chain.weakest_hop + i].id for i in range(2))
        one = "me" if one == ready.network.me else one
        yield f"That step taken apart:  netpath why {other} {one}"


# --- a tie ----------------------------------------------------------------------------


def _why_tie(ready: Ready, person: str, other: str) -> int:
    from netpath.meaning import find_person  # noqa: PLC0415 - numpy

    net = ready.network
    a, b = find_person(net, person), find_person(net, other)
    tie = _tie(ready, a.id, b.id)
    if tie is None:
        talk(f"I know of no tie between {a.name} and {b.name}.")
        talk("Tell me of one: netpath tell --help")
        return 1
    for line in _explained(net, tie):
        say(line)
    return 0


def _tie(ready: Ready, a: str, b: str) -> Tie | None:
    index = ready.index
    arc = index.arc(index.node(a), index.node(b))
    return None if arc < 0 else ready.network.ties[int(index.ties.number[arc])]


def _own_tie(ready: Ready, person: str) -> Iterator[str]:
    tie = _tie(ready, ready.network.me, person)
    if tie:
        yield ""
        yield from _explained(ready.network, tie)


def _explained(net: Network, tie: Tie) -> Iterator[str]:
    from netpath.ranking.strength import weigh_again  # noqa: PLC0415 - once asked

    strength = weigh_again(tie, tie.prior, net.as_of or today())
    one = tie.relation_from
    other = tie.b if one == tie.a else tie.a
    yield f"{net.people[other].name} is {net.people[one].name}'s {tie.relation}."
    yield f"A request passes with probability {strength.probability:.2f}:"
    yield from _steps(strength)
    yield "Evidence:"
    for evidence in tie.evidence:
        day = f", {evidence.date.isoformat()}" if evidence.date else ""
        source = f"  [{evidence.source}]" if evidence.source else ""
        yield f"  {evidence.kind}: {evidence.detail or evidence.kind}{day}{source}"


def _steps(strength: Strength) -> Iterator[str]:
    tie_class = strength.tie_class
    yield f"  {tie_class.says}: e {strength.prior:.2f}, a {tie_class.acts:.2f}"
    if strength.fading < 1:
        yield f"  time since the last known contact: a × {strength.fading:.2f}"
    for effect, weight in strength.moves:
        if weight:
            yield f"  {effect.says}: odds × {effect.odds:g}, weight {weight:g}"
        else:
            yield f"  {effect.says}: e at least {effect.exists:.2f}"
    yield f"  together: e {strength.exists:.2f} × a {strength.acts:.2f}"
