"""What a tie rests on, in words: who said so, when, and where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netpath.model import ME, MINE, about
from netpath.names import profile_key, short_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from netpath.model import Chain, Evidence, Hop

_MONTHS = (
    "January February March April May June July August September October November"
    " December"
).split()
_TOLD = re.compile(r"told on (\d{4})-(\d\d)-(\d\d)(?::\d+)?")
_PLACES = frozenset({"employer", "school"})
_LINKEDIN = "LinkedIn connection"


def day_words(day: dt.date) -> str:
    """Say a day as one writes it in a letter.

    >>> import datetime
    >>> day_words(datetime.date(2026, 11, 25))
    '25 November 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def said_place(hop: Hop) -> str:
    """Give the place that a tie names: " at Acme"; "" where none is named."""
    if hop.via:
        return f" at {hop.via}"
    for one in hop.evidence:
        tail = one.detail.removeprefix(one.relation)
        if one.kind == "declared" and tail.startswith(" at "):
            return tail.partition(" (")[0]
    return ""


def grounds(chain: Chain, place: int) -> str:
    """Say why to believe a hop, and where that stands; "" where nothing is known.

    >>> from netpath.model import Chain, Evidence, Hop, Match, Person
    >>> said = Evidence("declared", "told on 2026-11-25:1", "me", "coworker at Acme")
    >>> hop = Hop("me", "raj", "coworker", 0.5, evidence=(said,))
    >>> people = Person("me", "You"), Person("raj", "Raj Patel")
    >>> grounds(Chain(people, (hop,), Match(0.9, ""), 0.5, (0.3, 0.7), 0.4), 0)
    'you said so on 25 November 2026'
    """
    said, where = believed(chain, place), sources(chain, place)
    return f"{said} ({where})" if said and where else said or where


def believed(chain: Chain, place: int) -> str:
    """Say why to believe a hop; "" where nothing is known."""
    seen = {r.source: r.seen for p in chain.people for r in p.records if r.seen}
    said = _said(chain.hops[place], _tellers(chain), seen)
    return "; ".join(dict.fromkeys(said))


def sources(chain: Chain, place: int) -> str:
    """Give file and line of what speaks for a hop, each once."""
    return ", ".join(dict.fromkeys(_sources(chain.hops[place], _tellers(chain))))


def hop_row(chain: Chain, place: int) -> tuple[str, ...]:
    """Say one hop: who to whom, as what, how that is known, from where, the chance."""
    hop, to = chain.hops[place], chain.people[place + 1]
    is_you = place == 0 and chain.is_yours
    from_ = "You" if is_you else chain.people[place].name
    return (
        f"{from_} → {to.name}",
        f"{hop.relation}{said_place(hop)}",
        believed(chain, place),
        sources(chain, place),
        about(hop.probability),
    )


def _tellers(chain: Chain) -> dict[str, str]:
    """Give what to call those whose statements a chain may rest on, by their keys."""
    asker, *others = chain.people
    named = {profile_key(p.url): short_name(p.name) for p in others if p.url}
    return {**named, **dict.fromkeys((profile_key(asker.url), "", ME, MINE), "you")}


def _said(
    hop: Hop, names: Mapping[str, str], seen: Mapping[str, dt.date]
) -> Iterator[str]:
    named = [one.detail for one in hop.evidence if one.kind in _PLACES]
    if named:
        yield f"a guess from what both name: {' and '.join(dict.fromkeys(named))}"
    for one in hop.evidence:
        owner = names.get(one.teller, "")
        if one.kind == "declared":
            yield f"{owner or 'somebody'} said so{_told(one, seen)}"
        elif one.kind == "connection":
            yield _connected(one, hop.relation)
        elif one.kind not in _PLACES:
            yield _shown(one, owner)


def _told(one: Evidence, seen: Mapping[str, dt.date]) -> str:
    if told := _TOLD.fullmatch(one.source):
        year, month, day = map(int, told.groups())
        return f" on {day} {_MONTHS[month - 1]} {year}"
    return f" on {day_words(seen[one.source])}" if one.source in seen else ""


def _connected(one: Evidence, relation: str) -> str:
    since = f"since {day_words(one.date)}" if one.date else ""
    return since if relation == _LINKEDIN else f"on LinkedIn {since}".rstrip()


def _shown(one: Evidence, owner: str) -> str:
    """Say what was seen rather than said."""
    detail = one.detail.replace("the owner", owner or "the owner")
    on = f" on {day_words(one.date)}" if one.date else ""
    match one.kind:
        case "messages":
            return f"messages: {detail}"
        case "recommendation" | "invitation":
            return f"{one.kind} {detail}{on}"
        case "derived":
            return f"it follows from {detail.partition(': ')[2]}"
        case "second context":
            return f"met in more than one way: {detail}"
        case "contact":
            return ", ".join(filter(None, ("in an address book", detail)))
    return f"{detail or one.kind}{on}"


def _sources(hop: Hop, names: Mapping[str, str]) -> Iterator[str]:
    """Give file and line of each reason, and whose file it is, if not the asker's."""
    for one in hop.evidence:
        if one.source and not _TOLD.fullmatch(one.source):
            owner = names.get(one.teller, "you")
            whose = "" if owner == "you" else f"{owner}'s "
            yield f"{whose}{one.source.rpartition('/')[2]}"
