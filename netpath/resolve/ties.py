"""Ties between people, from what was said of their records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from netpath.model import Tie
from netpath.relations import LINKEDIN, look_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netpath.model import Evidence, Record


def ties_of_people(ties: Iterable[Tie], person_of: Mapping[str, str]) -> list[Tie]:
    """Give one tie for each pair of people, with all that speaks for it."""
    evidence: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for tie in ties:
        a, b = person_of.get(tie.a), person_of.get(tie.b)
        if a is None or b is None or a == b:
            continue
        for one in tie.evidence:
            said = one
            if one.side:
                said = replace(one, side=person_of.get(one.side, ""))
            evidence[min(a, b), max(a, b)].append(said)
    return [tie_of(ends, found) for ends, found in evidence.items()]


def dated(ties: Iterable[Tie], records: Mapping[str, Record]) -> Iterator[Tie]:
    """Say when a declared tie was told: it is known to have been alive that day."""
    for tie in ties:
        if all(e.kind != "declared" for e in tie.evidence):
            yield tie
            continue
        ends = [records[end] for end in (tie.a, tie.b) if end in records]
        told = max((r.seen for r in ends if r.seen), default=None)
        yield replace(
            tie,
            evidence=tuple(
                replace(e, last=told) if e.kind == "declared" and not e.last else e
                for e in tie.evidence
            ),
        )


def volunteers(ties: Iterable[Tie]) -> set[str]:
    """Give everybody who volunteered to be asked."""
    return {
        tie.b if one.side == tie.a else tie.a
        for tie in ties
        for one in tie.evidence
        if one.kind == "volunteered"
    }


def ends_of(tie: Tie) -> tuple[str, str]:
    """Give the two ends of a tie: what makes it this tie and no other."""
    return tie.a, tie.b


def tie_of(ends: tuple[str, str], evidence: list[Evidence]) -> Tie:
    """Give the tie of two people, called by the best of its evidence."""
    kept = _newest_of_each(evidence)
    relation, side = _relation(kept)
    return Tie(*ends, tuple(kept), relation, side or ends[0])


def _newest_of_each(evidence: list[Evidence]) -> list[Evidence]:
    """Keep the newest statement of a kind by one teller: exports repeat themselves."""
    if len(evidence) == 1:
        return evidence
    newest: dict[tuple[str, ...], Evidence] = {}
    for one in sorted(evidence, key=_statement_order):
        newest[one.kind, one.teller, one.relation, one.side] = one
    return sorted(newest.values(), key=lambda e: (e.kind, e.teller, e.relation, e.side))


def _statement_order(one: Evidence) -> tuple[date, date, int, str]:
    least = date.min
    return one.last or least, one.date or least, one.sent + one.received, one.source


def _relation(evidence: Sequence[Evidence]) -> tuple[str, str]:
    """Give the relation a tie is called by: the strongest that was declared."""
    said = [e for e in evidence if e.relation]
    if not said:
        return LINKEDIN, ""
    best = max(said, key=lambda e: (e.kind == "declared", _prior(e.relation), e.source))
    return best.relation, best.side


def _prior(relation: str) -> float:
    tie_class = look_up(relation).relation.tie_class
    return tie_class.exists * tie_class.acts
