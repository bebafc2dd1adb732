"""A network as a plain ``networkx.Graph`` and back: the attribute contract.

Node keys are person ids, readable and stable across imports; group ids hold a colon
(``employer:acme``), which no person's does.

- person node: ``kind`` "person", ``name``, ``position``, ``company``, ``location``,
  ``url``, ``records`` (every row that became this person, ``archive/member:line``), and
  ``willing`` (true) for those who volunteered to be asked
- group node: ``kind`` "group", ``group`` ("employer" or "school"), ``name``, ``size``,
  ``probability``
- edge person–person: ``relation`` (what the other end is to ``relation_from``),
  ``relation_from``, ``probability``, ``evidence`` (list of dicts: kind, detail, source,
  date, effect)
- edge person–group: ``role``, ``since``, ``until``; person–group–person counts as *one*
  hop with the group's probability
- ``graph.graph``: ``me``, ``as_of``, ``schema``

Days are ISO texts, so that every export format can hold them.
"""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from netpath.errors import OutputError
from netpath.model import Evidence, Group, Membership, Network, Person, Record, Tie
from netpath.relations import look_up, tie_classes
from netpath.text import terminal

if TYPE_CHECKING:
    import networkx as nx

    from netpath.model import MembershipKind
    from netpath.relations import TieClass

    Graph = nx.Graph[str]

SCHEMA = 1

_UNDATED = re.compile(rb' lastmodifieddate="[^"]*"')  # equal graphs give equal bytes


def to_graph(network: Network) -> Graph:
    """Give a scored network as a networkx graph."""
    import networkx as nx  # noqa: PLC0415 - half a second that only users of graphs pay

    graph: Graph = nx.Graph(
        me=network.me,
        as_of=network.as_of.isoformat() if network.as_of else None,
        schema=SCHEMA,
    )
    for person in network.people.values():
        graph.add_node(person.id, **_person_attributes(person))
    for tie in network.ties:
        graph.add_edge(tie.a, tie.b, **_tie_attributes(tie))
    for group in network.groups:
        _add_group(graph, group)
    return graph


def _person_attributes(person: Person) -> dict[str, Any]:
    willing = {"willing": True} if person.is_willing else {}
    return {
        "kind": "person",
        "name": person.name,
        "position": person.position,
        "company": person.company,
        "location": person.location,
        "url": person.url,
        "records": [record.source for record in person.records if record.source],
        **willing,
    }


def _tie_attributes(tie: Tie) -> dict[str, Any]:
    return {
        "relation": tie.relation,
        "relation_from": tie.relation_from,
        "probability": tie.probability,
        "evidence": [evidence_attributes(one) for one in tie.evidence],
    }


def evidence_attributes(one: Evidence) -> dict[str, Any]:
    """Give one piece of evidence as the contract has it."""
    return {
        "kind": one.kind,
        "detail": one.detail or one.relation,
        "source": one.source,
        "date": one.date.isoformat() if one.date else None,
        "effect": one.effect,
    }


def _add_group(graph: Graph, group: Group) -> None:
    graph.add_node(
        group.id,
        kind="group",
        group=group.kind,
        name=group.name,
        size=len(group.members),
        probability=group.probability,
    )
    for m in group.members:
        since = m.since.isoformat() if m.since else None
        until = m.until.isoformat() if m.until else None
        graph.add_edge(m.member, group.id, role=m.role, since=since, until=until)


def from_graph(graph: Graph) -> Network:
    """Read a network back from a graph, also one that was changed by hand.

    What a hand leaves out has a plain meaning: a node without ``kind`` is a person
    called by its key, a tie without ``relation`` is an acquaintance, and what has no
    ``probability`` is worth the prior of its relation, or of a shared place.
    """
    people, groups = {}, []
    for key, attributes in graph.nodes(data=True):
        if _is_group(attributes):
            groups.append(_group(graph, key, attributes))
        else:
            people[key] = _person(key, attributes)
    ties = tuple(
        _tie(a, b, attributes)
        for a, b, attributes in graph.edges(data=True)
        if a in people and b in people and a != b
    )
    as_of = graph.graph.get("as_of")
    return Network(
        me=graph.graph.get("me") or "",
        people=people,
        ties=tuple(sorted(ties, key=lambda tie: (tie.a, tie.b))),
        groups=tuple(sorted(groups, key=lambda group: group.id)),
        as_of=date.fromisoformat(as_of) if as_of else None,
    )


def _is_group(attributes: dict[str, Any]) -> bool:
    return bool(attributes.get("kind") == "group")


def _person(key: str, attributes: dict[str, Any]) -> Person:
    name = attributes.get("name") or key
    records = tuple(
        Record(id=source, teller="", name=name, source=source)
        for source in attributes.get("records") or ()
    )
    return Person(
        id=key,
        name=name,
        position=attributes.get("position") or "",
        company=attributes.get("company") or "",
        location=attributes.get("location") or "",
        url=attributes.get("url") or "",
        records=records,
        is_willing=bool(attributes.get("willing")),
    )


def _tie(a: str, b: str, attributes: dict[str, Any]) -> Tie:
    relation = look_up(attributes.get("relation") or "acquaintance")
    evidence = tuple(_evidence(one) for one in attributes.get("evidence") or ())
    return Tie(
        a=min(a, b),
        b=max(a, b),
        evidence=evidence,
        relation=relation.text,
        relation_from=attributes.get("relation_from") or min(a, b),
        probability=attributes.get("probability")
        or _prior(relation.relation.tie_class),
    )


def _prior(tie_class: TieClass) -> float:
    return tie_class.exists * tie_class.acts


def _evidence(attributes: dict[str, Any]) -> Evidence:
    day = attributes.get("date")
    return Evidence(
        kind=attributes.get("kind", ""),
        detail=attributes.get("detail", ""),
        source=attributes.get("source", ""),
        date=date.fromisoformat(day) if day else None,
        effect=attributes.get("effect", 1.0),
    )


def _group(graph: Graph, key: str, attributes: dict[str, Any]) -> Group:
    is_school = attributes.get("group") == "school"
    kind: MembershipKind = "school" if is_school else "employer"
    name = attributes.get("name") or key
    members = tuple(
        _membership(member, name, kind, graph.edges[member, key])
        for member in sorted(graph.neighbors(key))
        if not _is_group(graph.nodes[member])
    )
    guess = tie_classes()["inferred-classmate" if is_school else "inferred-coworker"]
    return Group(
        id=key,
        name=name,
        kind=kind,
        members=members,
        probability=attributes.get("probability") or _prior(guess),
    )


def _membership(
    member: str, group: str, kind: MembershipKind, attributes: dict[str, Any]
) -> Membership:
    since, until = attributes.get("since"), attributes.get("until")
    return Membership(
        member=member,
        group=group,
        kind=kind,
        role=attributes.get("role") or "",
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
    )


# --- files ----------------------------------------------------------------------------


def graph_bytes(graph: Graph, name: str) -> bytes:
    """Give a graph as node-link JSON, GraphML or GEXF, by the ending of a file's name.

    Raises
    ------
    OutputError
        If the ending is none of ``.json``, ``.graphml``, ``.gexf``.
    """
    import networkx as nx  # noqa: PLC0415 - see to_graph

    out = io.BytesIO()
    match PurePath(name).suffix.casefold():
        case ".json":
            linked = nx.node_link_data(graph, edges="edges")
            out.write(json.dumps(linked, ensure_ascii=False, indent=1).encode())
            out.write(b"\n")
        case ".graphml":
            nx.write_graphml(_flat(graph), out, encoding="utf-8")
        case ".gexf":
            nx.write_gexf(_flat(graph), out, encoding="utf-8")
            return _UNDATED.sub(b"", out.getvalue(), count=1)
        case _:
            message = f"{name!r} is no graph format; use .json, .graphml or .gexf"
            raise OutputError(message)
    return out.getvalue()


def _flat(graph: Graph) -> Graph:
    """Give a copy that XML can hold: lists as texts, nothing missing or invisible."""
    import networkx as nx  # noqa: PLC0415 - see to_graph

    flat: Graph = nx.relabel_nodes(graph, terminal)
    held = [flat.graph, *(d for _, d in flat.nodes(data=True))]
    for attributes in [*held, *(d for _, _, d in flat.edges(data=True))]:
        attributes.update({key: _flat_value(v) for key, v in attributes.items()})
    return flat


def _flat_value(value: object) -> object:
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return terminal(value)
    return "" if value is None else value
