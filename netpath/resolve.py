"""Who is who: records become people, ties between records ties between people.

In this first version only what is certain joins two records: one profile address, one
e-mail address, or one exact name at one employer. Two different profile addresses are
two people, whatever else agrees. A name that *you* told, without more, means the one
person of that name in your own export, if there is exactly one.

The result depends on what the records say, never on the order they came in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from netpath.model import ME, MINE, Evidence, Group, Membership, Network, Person, Tie
from netpath.names import (
    company_key,
    display_name,
    is_abbreviated,
    person_key,
    profile_url,
    readable_id,
)
from netpath.relations import LINKEDIN, compose, inverse_word, look_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from netpath.model import Record

_Reached = dict[str, tuple[str, tuple[str, ...]]]  # relative → word, how it follows
_KIN_STEPS = 3  # my wife's sister's daughter is still said; beyond, nobody asks


def resolve(
    records: Sequence[Record],
    ties: Iterable[Tie],
    memberships: Iterable[Membership] = (),
    *,
    me: str = ME,
) -> Network:
    """Join records into people and bring everything said about them along.

    Parameters
    ----------
    me
        The key of the asker: an export owner's key (``in:kate-spaulding``,
        ``name:kate spaulding``), or ``"me"`` while nobody knows the name.

    Returns
    -------
    Network
        People by id, ties between them without probabilities, and groups of at least
        two.
    """
    clusters = _Clusters(records, me)
    people, owner_of = _people(clusters)
    my_id = next((owner_of[key] for key in clusters.mine), "")
    joined = _ties_of_people(_dated(ties, clusters.records), owner_of)
    joined = _with_kin(joined, _derived_kin(joined, my_id))
    groups = _groups(people, memberships, owner_of)
    return Network(my_id, people, tuple(sorted(joined, key=_ends)), groups)


def _ends(tie: Tie) -> tuple[str, str]:
    return tie.a, tie.b


# --- clusters -------------------------------------------------------------------------


class _Clusters:
    """Union of records, with the reasons, and never two profile addresses in one."""

    def __init__(self, records: Sequence[Record], me: str) -> None:
        self.records = {record.id: record for record in sorted(records, key=_by_id)}
        self._parent = {key: key for key in self.records}
        self._url = {key: record.url for key, record in self.records.items()}
        self._members = {key: [key] for key in self.records}
        self.reasons: dict[str, list[str]] = defaultdict(list)
        self._join_equal(lambda r: r.url, "one profile address")
        self._join_me(me)
        self._join_equal(lambda r: r.email, "one e-mail address")
        self._join_equal(_name_at_company, "one name at one employer")
        self._join_told(me)

    def members(self) -> list[list[Record]]:
        """Give the clusters, each as its records in order of id."""
        return [
            [self.records[key] for key in sorted(keys)]
            for keys in self._members.values()
        ]

    def root(self, key: str) -> str:
        """Give the least id of a record's cluster."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def _join(self, keys: Sequence[str], reason: str) -> None:
        """Make one cluster of several, unless that would make two profiles one."""
        roots = sorted({self.root(key) for key in keys})
        urls = {self._url[root] for root in roots} - {""}
        if len(roots) < 2 or len(urls) > 1:  # noqa: PLR2004 - nothing to join
            return
        first = roots[0]
        for other in roots[1:]:
            self._parent[other] = first
            self._members[first] += self._members.pop(other)
            self.reasons[first] += self.reasons.pop(other, [])
        self._url[first] = next(iter(urls), "")
        if reason not in self.reasons[first]:
            self.reasons[first].append(reason)

    def _join_equal(self, key_of: Callable[[Record], str], reason: str) -> None:
        blocks: dict[str, list[str]] = defaultdict(list)
        for key, record in self.records.items():
            if block := key_of(record):
                blocks[block].append(key)
        for block in sorted(blocks):
            self._join(blocks[block], reason)

    def _join_me(self, me: str) -> None:
        """Join what is told of "me" with the export that is mine."""
        self.mine = [
            key for key, r in self.records.items() if _is_of_me(r) or _is_mine(r, me)
        ]
        self._join(self.mine, "you")

    def _join_told(self, me: str) -> None:
        """Take a name you told for one person, among those you told of and know."""
        told = _by_name(r for r in self.records.values() if _is_told(r))
        known = _by_name(r for r in self.records.values() if r.teller in {me, MINE})
        for name in sorted(told):
            self._join_namesakes([r.id for r in told[name]], "one name in your words")
            if is_abbreviated(name):
                continue
            candidates = [r.id for r in known.get(name, ())]
            if len({self.root(key) for key in candidates}) == 1:
                reason = "the only one of that name in your export"
                self._join_namesakes([r.id for r in told[name]] + candidates, reason)

    def _join_namesakes(self, keys: list[str], reason: str) -> None:
        """Join all records of one name if nothing sets two of them apart."""
        roots = {self.root(key) for key in keys}
        employers = {
            company_key(self.records[key].company)
            for root in roots
            for key in self._members[root]
        } - {""}
        if len(employers) <= 1:
            self._join(keys, reason)


def _by_id(record: Record) -> str:
    return record.id


def _is_told(record: Record) -> bool:
    return record.teller == ME and record.id != ME


def _is_of_me(record: Record) -> bool:
    """Whether it is you, or something you told about yourself, which bears no name."""
    nameless = not (record.name or record.url or record.email)
    return record.id == ME or (record.teller == ME and nameless)


def _is_mine(record: Record, me: str) -> bool:
    if me.startswith("name:"):
        return record.teller == me and f"name:{person_key(record.name)}" == me
    return record.url == me


def _name_at_company(record: Record) -> str:
    company = company_key(record.company)
    if not company or is_abbreviated(record.name):
        return ""
    return f"{person_key(record.name)}\n{company}"


def _by_name(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if name := person_key(record.name):
            found[name].append(record)
    return found


# --- people ---------------------------------------------------------------------------


def _people(clusters: _Clusters) -> tuple[dict[str, Person], dict[str, str]]:
    """Give people by id, and the person of every record."""
    people: dict[str, Person] = {}
    person_of: dict[str, str] = {}
    for person in _with_ids(clusters):
        people[person.id] = person
        person_of |= {record.id: person.id for record in person.records}
    return people, person_of


def _with_ids(clusters: _Clusters) -> Iterator[Person]:
    """Give every person a readable id: the profile's slug, else the name.

    Of several people of one name without a profile, you come first, then those you told
    of; the others carry some letters of their first record's id.
    """
    taken: set[str] = set()
    drafts = [_person(members, clusters) for members in clusters.members()]
    for person in sorted(drafts, key=_precedence):
        stem = readable_id(person.id) or (ME if _is_me(person) else "person")
        key = stem
        if key in taken:
            key = f"{stem}-{person.records[0].id[-6:]}"
        while key in taken:
            key += "x"
        taken.add(key)
        yield replace(person, id=key)


def _precedence(person: Person) -> tuple[bool, bool, bool, str]:
    return (
        not person.url,
        not _is_me(person),
        not any(_is_told(record) for record in person.records),
        person.records[0].id,
    )


def _is_me(person: Person) -> bool:
    return any(record.id == ME for record in person.records)


def _person(members: Sequence[Record], clusters: _Clusters) -> Person:
    """Give what the newest record says, and older ones where it is silent."""
    newest_first = sorted(members, key=_freshness, reverse=True)
    url = _first(r.url for r in newest_first)
    name = display_name(_name(newest_first))
    slug = url.removeprefix("in:") if url.startswith("in:") else ""
    return Person(
        id=slug or name,
        name=name or _readable(url) or "You",
        position=_first(r.position for r in newest_first),
        company=_first(r.company for r in newest_first),
        location=_first(r.location for r in newest_first),
        url=profile_url(url),
        emails=tuple(sorted({r.email for r in members} - {""})),
        records=tuple(members),
        reasons=tuple(clusters.reasons.get(clusters.root(members[0].id), ())),
    )


def _readable(url: str) -> str:
    """Make a name of a profile's slug for somebody given by address only."""
    return (
        re.sub(r"-[0-9a-f]{6,}$", "", url.partition(":")[2]).replace("-", " ").title()
    )


def _freshness(record: Record) -> tuple[date, bool, int, str]:
    # An undated record is the oldest: nobody knows that it is new.
    fullness = bool(record.position) + bool(record.company)
    return record.seen or date.min, bool(record.url), fullness, record.id


def _name(newest_first: Sequence[Record]) -> str:
    """Give the fullest of the names: "Ana Ruiz" rather than "Ana R."."""
    full = [r.name for r in newest_first if r.name and not is_abbreviated(r.name)]
    return _first(full) or _first(r.name for r in newest_first)


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


# --- ties -----------------------------------------------------------------------------


def _ties_of_people(ties: Iterable[Tie], person_of: Mapping[str, str]) -> list[Tie]:
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
    return [_tie(ends, found) for ends, found in evidence.items()]


def _dated(ties: Iterable[Tie], records: Mapping[str, Record]) -> Iterator[Tie]:
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


def _tie(ends: tuple[str, str], evidence: list[Evidence]) -> Tie:
    kept = _newest_of_each(evidence)
    relation, side = _relation(kept)
    return Tie(*ends, tuple(kept), relation, side or ends[0])


def _newest_of_each(evidence: list[Evidence]) -> list[Evidence]:
    """Keep the newest statement of a kind by one teller: exports repeat themselves."""
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


def _derived_kin(ties: Sequence[Tie], me: str) -> list[Tie]:
    """Add the kinship that follows: my wife's sister is my sister-in-law.

    What is derived is said from your side where you are one of the two. What somebody
    said of two people stands; a mere connection on LinkedIn says nothing.
    """
    near = _kin_of(ties)
    known = {_ends(tie) for tie in ties if any(e.relation for e in tie.evidence)}
    found: dict[tuple[str, str], Tie] = {}
    for ego in sorted(near, key=lambda key: (key != me, key)):
        reached: _Reached = {ego: ("", ())}
        frontier: _Reached = {o: (word, ()) for o, word in near[ego].items()}
        for _ in range(_KIN_STEPS - 1):
            reached |= frontier
            frontier = _next_kin(near, frontier, reached)
            for other, (word, way) in sorted(frontier.items()):
                ends = (min(ego, other), max(ego, other))
                if ends not in known and ends not in found:
                    found[ends] = _derived(ends, ego, word, way)
    return list(found.values())


def _with_kin(ties: Sequence[Tie], derived: Sequence[Tie]) -> list[Tie]:
    """Bring what follows to ties that are there, and add the others."""
    joined = {_ends(tie): tie for tie in ties}
    for new in derived:
        ends = _ends(new)
        before = joined[ends].evidence if ends in joined else ()
        joined[ends] = _tie(ends, [*before, *new.evidence])
    return list(joined.values())


def _next_kin(
    near: Mapping[str, Mapping[str, str]], frontier: _Reached, reached: _Reached
) -> _Reached:
    beyond: _Reached = {}
    for middle, (word, way) in sorted(frontier.items()):
        for other, then in sorted(near[middle].items()):
            composed = compose(word, then)
            if composed and other not in reached and other not in beyond:
                beyond[other] = (composed, (*way, f"{word}'s {then}"))
    return beyond


def _kin_of(ties: Sequence[Tie]) -> dict[str, dict[str, str]]:
    """Give what declared kin are to each person: person → relative → word."""
    near: dict[str, dict[str, str]] = defaultdict(dict)
    for tie in ties:
        relation = look_up(tie.relation).relation
        if relation.context != "family" or relation.is_ended:
            continue
        other = tie.b if tie.relation_from == tie.a else tie.a
        near[tie.relation_from][other] = tie.relation
        near[other][tie.relation_from] = inverse_word(tie.relation)
    return near


def _derived(ends: tuple[str, str], ego: str, word: str, way: Sequence[str]) -> Tie:
    detail = f"{word}: {', then '.join(way)}"
    evidence = Evidence("derived", detail=detail, relation=word, side=ego)
    return Tie(*ends, (evidence,), word, ego)


# --- groups ---------------------------------------------------------------------------


def _groups(
    people: Mapping[str, Person],
    memberships: Iterable[Membership],
    person_of: Mapping[str, str],
) -> tuple[Group, ...]:
    """Give the employers and schools that at least two people share."""
    found: dict[tuple[str, str], dict[str, Membership]] = defaultdict(dict)
    for one in _memberships(people, memberships, person_of):
        key = company_key(one.group)
        if key:
            members = found[one.kind, key]
            before = members.get(one.member)
            members[one.member] = one if before is None else _later(before, one)
    return tuple(
        _group(kind, key, list(members.values()))
        for (kind, key), members in sorted(found.items())
        if len(members) > 1
    )


def _memberships(
    people: Mapping[str, Person],
    memberships: Iterable[Membership],
    person_of: Mapping[str, str],
) -> Iterator[Membership]:
    for one in memberships:
        if one.member in person_of:
            yield replace(one, member=person_of[one.member])
    for person in people.values():
        if person.company:
            yield Membership(person.id, person.company, "employer", person.position)


def _later(one: Membership, other: Membership) -> Membership:
    """Keep the membership that still lasts, else the one that ended last."""
    return max(one, other, key=lambda m: (m.until or date.max, m.since or date.min))


def _group(kind: str, key: str, members: list[Membership]) -> Group:
    spellings = Counter(sorted(m.group for m in members))
    name = spellings.most_common(1)[0][0]
    ordered = tuple(sorted(members, key=lambda m: m.member))
    # Not in ASCII: two employers may be written alike in it.
    identifier = f"{kind}:{key.replace(' ', '-')}"
    return Group(
        identifier, name, "employer" if kind == "employer" else "school", ordered
    )
