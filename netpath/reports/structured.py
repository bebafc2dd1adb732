"""The answer as JSON: one object, stable within its ``schema``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netpath.reports.formats import REPORTS, Report
from netpath.reports.leads import person_object
from netpath.reports.leads import to_object as leads_object
from netpath.reports.letters import letter_object

if TYPE_CHECKING:
    from netpath.model import Answer, Chain, Evidence, Gain, Hop, Miss
    from netpath.planning import Pick, Plan

SCHEMA = 1
_DIGITS = 6


def to_object(answer: Answer) -> dict[str, Any]:
    """Give the answer as plain values, in the order that stays."""
    query = answer.query
    return {
        "schema": SCHEMA,
        "query": {
            "title": query.title,
            "from": query.asker,
            "max_hops": query.max_hops,
            "top": query.top,
            "as_of": query.as_of.isoformat(),
        },
        "chains": [
            {"rank": rank, **_chain(chain)}
            for rank, chain in enumerate(answer.chains, 1)
        ],
        "leads": leads_object(answer.leads),
        "none_because": answer.none_because or None,
        "miss": _miss(answer.miss) if answer.miss else None,
        "withheld": answer.withheld,
        "together": _number(answer.together),
    }


def _chain(chain: Chain) -> dict[str, Any]:
    return {
        "score": _number(chain.score),
        "probability": _number(chain.probability),
        "interval": [_number(bound) for bound in chain.interval],
        "band": chain.band,
        "match": _number(chain.match.score),
        "match_reason": chain.match.reason,
        "phrase": chain.phrase,
        "sentence": chain.sentence,
        "target": person_object(chain.target),
        "hops": [_hop(hop) for hop in chain.hops],
        "weakest_hop": chain.weakest_hop,
        "first": _number(chain.first),
        "level": chain.is_level,
        "together": _number(chain.together),
        "gain": _gain(chain.gain) if chain.gain else None,
        "alternatives": [_way(other) for other in chain.alternatives],
    }


def _way(chain: Chain) -> dict[str, Any]:
    return {
        "score": _number(chain.score),
        "probability": _number(chain.probability),
        "interval": [_number(bound) for bound in chain.interval],
        "phrase": chain.phrase,
        "sentence": chain.sentence,
        "hops": [_hop(hop) for hop in chain.hops],
    }


def _gain(gain: Gain) -> dict[str, Any]:
    return {
        "kind": gain.kind,
        "hop": gain.hop,
        "probability": _number(gain.probability),
        "says": gain.says,
    }


def _miss(miss: Miss) -> dict[str, Any]:
    return {
        "kind": miss.kind,
        "count": miss.count,
        "chain": _way(miss.chain) if miss.chain else None,
        "maybe": [
            {
                **person_object(person),
                "match": _number(match.score),
                "reason": match.reason,
            }
            for person, match in miss.maybe
        ],
    }


def _hop(hop: Hop) -> dict[str, Any]:
    return {
        "from": hop.from_,
        "to": hop.to,
        "via": hop.via or None,
        "relation": hop.relation,
        "probability": _number(hop.probability),
        "evidence": [_evidence(one) for one in hop.evidence],
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "detail": one.detail or one.relation,
        "source": one.source,
        "date": one.date.isoformat() if one.date else None,
        "effect": _number(one.effect),
    }


def _number(value: float) -> float:
    return round(value, _DIGITS)


def _plan(plan: Plan) -> dict[str, Any]:
    """Give what a report adds to an answer."""
    return {
        "for": plan.wishes.cover or None,
        "redacted": plan.wishes.is_redacted,
        "picks": [_pick(pick) for pick in plan.picks],
        "lead_letters": [letter_object(letter) for letter in plan.lead_letters],
        "timetable": [
            {
                "day": step.day.isoformat() if step.day else None,
                "when": step.when or None,
                "kind": step.kind,
                "pick": step.pick,
                "what": step.what,
            }
            for step in plan.timetable
        ],
        "asks": [
            {
                "rank": ask.rank,
                "asks": ask.asks.id,
                "person": ask.person.id,
                "target": ask.target.id,
                "status": ask.status,
                "day": ask.day.isoformat() if ask.day else None,
            }
            for ask in plan.asks
        ],
    }


def _pick(pick: Pick) -> dict[str, Any]:
    return {
        "rank": pick.rank,
        "people": [person.id for person in pick.chain.people],
        **_way(pick.chain),
        "leave": pick.leave or None,
        "letters": [letter_object(letter) for letter in pick.letters],
        "questions": {theme.name: list(theme.questions) for theme in pick.questions},
    }


def _write(plan: Plan) -> str:
    found = to_object(plan.answer)
    if plan.picks or plan.lead_letters:
        found["plan"] = _plan(plan)
    return json.dumps(found, ensure_ascii=False, indent=1)


REPORTS.register("json", Report("json", _write))
