"""Who is who: what joins two records, what keeps them apart, and that order never matters."""

from __future__ import annotations

import itertools
import math
import os
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pooled import make_pool
from pooled.measure import measure

from netpath.model import Decision, Evidence, Record, Tie
from netpath.names import person_key
from netpath.resolve import parted, reasons, weights
from netpath.resolve.blocking import candidates
from netpath.resolve.clustering import cluster
from netpath.resolve.comparing import compare, is_slip
from netpath.resolve.features import features_of, id_of, is_mixed, number_of
from netpath.resolve.pool import pool_of
from netpath.resolve.who import Who, who_is_who

many = settings(max_examples=3_000 if os.environ.get("NETPATH_FULL") else 200)
DAY, OTHER_DAY = date(2020, 5, 4), date(2021, 6, 7)


def key(number):
    return f"r{number:016x}"


class Export:
    """One export as rows: (id, name, and what else the row says)."""

    def __init__(self, teller, *rows, contacts=True):
        self.teller, self.contacts = teller, contacts
        self.records = [
            Record(
                key(number),
                teller,
                name,
                **{k: v for k, v in rest.items() if k != "on"},
            )
            for number, name, rest in rows
        ]
        self.days = {key(number): rest.get("on", DAY) for number, _, rest in rows}

    @property
    def owner(self):
        return Record(
            key(abs(hash(self.teller)) % 10**9 + 10**6),
            self.teller,
            "",
            url=self.teller,
        )

    def features(self):
        ties = [
            Tie(*sorted((self.owner.id, r.id)), (Evidence("connection", teller=self.teller, date=self.days[r.id]),))
            for r in self.records
            if self.contacts
        ]  # fmt: skip
        return features_of([self.owner, *self.records], ties, owner=self.owner.id)


def row(number, name, **rest):
    return number, name, rest


def who(*exports, decisions=(), before=None):
    names = {r.id: r.name for e in exports for r in e.records}
    batches = [(i, e.features()) for i, e in enumerate(exports, start=1)]
    return who_is_who(batches, lambda _: names, decisions, before=before)


def people(*exports, decisions=()):
    """The clusters of rows by their numbers, owners left out."""
    found = who(*exports, decisions=decisions).persons()
    rows = {r.id for e in exports for r in e.records}
    groups = {}
    for one in sorted(rows):
        groups.setdefault(found[one], []).append(int(one[1:], 16))
    return sorted(groups.values())


def two(first, second, *, one_owner=False):
    """Two rows in two exports, of two owners or of one."""
    return people(
        Export("in:kate", row(1, **first)),
        Export("in:kate" if one_owner else "in:tom", row(2, **second)),
    )


TOGETHER, APART = [[1, 2]], [[1], [2]]
AT_ACME = {"company": "Acme Labs", "position": "Cataloguer of maps"}


# --- what joins -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"name": "Zelda Quill", "url": "in:z"}, {"name": "Anybody Else", "url": "in:z"}),
        ({"name": "Zelda Quill", "email": "z@x.org"}, {"name": "Quill Zelda", "email": "z@x.org"}),
        ({"name": "Zelda Quill", "company": "Acme, Inc."}, {"name": "ZELDA QUILL, MBA", "company": "acme"}),
        ({"name": "Zelda Quill", **AT_ACME, "url": "in:z"}, {"name": "Zelda Quill", **AT_ACME}),
        ({"name": "Quill Zelda", **AT_ACME}, {"name": "Zelda Quill", **AT_ACME}),
        ({"name": "Robert Quill", **AT_ACME}, {"name": "Bob Quill", **AT_ACME}),
        ({"name": "Zelda Maria Quill", **AT_ACME}, {"name": "Zelda Quill", **AT_ACME}),
        ({"name": "Zelda Quill (Thorn)", **AT_ACME}, {"name": "Zelda Thorn", **AT_ACME}),
        ({"name": "Zelda Quillfeather", **AT_ACME}, {"name": "Zelda Quilfeather", **AT_ACME}),
        ({"name": "Zoë Ölbrandt", **AT_ACME}, {"name": "Zoe\u0308 Olbrandt", **AT_ACME}),
        ({"name": "𝐙𝐞𝐥𝐝𝐚 Quill", **AT_ACME}, {"name": "Zelda\u00a0Quill", **AT_ACME}),
        ({"name": "Соломія Яровенко", **AT_ACME}, {"name": "СОЛОМІЯ ЯРОВЕНКО", **AT_ACME}),
        ({"name": "John Smith", **AT_ACME}, {"name": "John Smith", **AT_ACME}),
        ({"name": "Zelda Q.", **AT_ACME}, {"name": "Zelda Quill", **AT_ACME}),
    ],
    ids=["profile", "e-mail", "name and employer", "one without address", "turned", "nickname", "middle name", "maiden name", "one letter", "accents", "fancy letters", "other script", "common name with a rare title", "initial with a rare title"],
)  # fmt: skip
def test_these_are_one_person(first, second):
    assert two(first, second) == TOGETHER


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"name": "Zelda Quill"}, {"name": "Zelda Quill"}),
        ({"name": "Zelda Quill", **AT_ACME}, {"name": "Zelda Quill", "company": "Oak", "position": "Baker"}),
        ({"name": "John Smith", "company": "Acme"}, {"name": "John Smith", "company": "Acme"}),
        ({"name": "John Smith", "company": "Google", "position": "Software Engineer"}, {"name": "John Smith", "company": "Google", "position": "Software Engineer"}),
        ({"name": "Zelda Q.", "company": "Acme Labs"}, {"name": "Zelda Quill", **AT_ACME}),
        ({"name": "John Q.", **AT_ACME}, {"name": "John Quill", **AT_ACME}),
        ({"name": "Zelda Quill", "company": "Freelance"}, {"name": "Zelda Quill", "company": "freelance"}),
        ({"name": "Zelda Quill", "company": "Plan A"}, {"name": "Zelda Quill", "company": "Plan"}),
        ({"name": "Zelda Quill", **AT_ACME, "url": "in:z-1"}, {"name": "Zelda Quill", **AT_ACME, "url": "in:z-2"}),
        ({"name": "Zelda Quill", **AT_ACME}, {"name": "Zelda Thorn", **AT_ACME}),
        ({"name": "Zelda Maria Quill", **AT_ACME}, {"name": "Zelda Luise Quill", **AT_ACME}),
        ({"name": "Tom Quill", "email": "we@x.org"}, {"name": "Grace Quill", "email": "we@x.org"}),
        ({"name": "Zеlda Quill", **AT_ACME}, {"name": "Zelda Quill", **AT_ACME}),
        ({"name": "", **AT_ACME}, {"name": "", **AT_ACME}),
    ],
    ids=["name only", "two employers", "common name", "common name, large employer, common title", "initial", "initial, common name", "placeholder", "like employers", "two addresses", "another surname", "two middle names", "family mailbox", "look-alike script", "nobody"],
)  # fmt: skip
def test_these_are_not_joined(first, second):
    assert two(first, second) == APART


def test_the_look_alike_above_is_one_and_is_seen():
    assert is_mixed(person_key("Zеlda Quill"))
    assert not is_mixed(person_key("Zelda Quill"))


@pytest.mark.parametrize("name", ["Zelda Quill", "John Smith", "Zelda Maria Quill"])
def test_a_changed_address_is_found_between_two_exports_of_one_owner(name):
    old, new = {"name": "Zelda Quill", "url": "in:old"}, {"name": name, "url": "in:new"}
    if name == "John Smith":
        old["name"] = name
    assert two(old, new, one_owner=True) == TOGETHER


def test_another_day_is_another_person_though_the_name_is_the_same():
    old, new = Export("in:kate", row(1, "Zelda Quill", url="in:old")), Export("in:kate", row(2, "Zelda Quill", url="in:new", on=OTHER_DAY))  # fmt: skip
    assert people(old, new) == APART


def test_two_rows_of_one_list_are_two_people_whatever_agrees():
    twins = [row(n, "Zelda Quill", **AT_ACME) for n in (1, 2)]
    assert people(Export("in:kate", *twins)) == APART
    third = Export("in:tom", row(3, "Zelda Quill", **AT_ACME))
    assert people(Export("in:kate", *twins), third) == [[1], [2], [3]]


def test_two_addresses_in_one_export_never_merge_not_even_through_others():
    both = Export("in:kate", row(1, "Zelda Quill", **AT_ACME, url="in:a"), row(2, "Zelda Quill", company="Oak", url="in:b"))  # fmt: skip
    between = Export("in:tom", row(3, "Zelda Quill", **AT_ACME, email="z@x.org"))
    other = Export("in:ida", row(4, "Zelda Quill", company="Oak", email="z@x.org"))
    found = people(both, between, other)
    assert not any({1, 2} <= set(group) for group in found)


def test_who_fits_two_joins_neither_and_is_in_doubt():
    one = Export("in:kate", row(1, "Zelda Quill", **AT_ACME, url="in:a"))
    two_ = Export("in:tom", row(2, "Zelda Quill", **AT_ACME, url="in:b"))
    bare = Export("in:ida", row(3, "Zelda Quill", **AT_ACME))
    found = who(one, two_, bare)
    assert people(one, two_, bare) == [[1], [2], [3]]
    pairs = {frozenset(pair[:2]) for pair in found.pairs_in_doubt()}
    assert {frozenset((key(1), key(3))), frozenset((key(2), key(3)))} <= pairs


def test_of_two_the_far_better_one_wins():
    one = Export("in:kate", row(1, "Zelda Quill", **AT_ACME, url="in:a"))
    two_ = Export("in:tom", row(2, "Zelda Quill", company="Acme Labs", position="Baker", url="in:b"))  # fmt: skip
    bare = Export("in:ida", row(3, "Zelda Quill", **AT_ACME))
    assert people(one, two_, bare) == [[1, 3], [2]]


# --- decisions ------------------------------------------------------------------------


def decided(kind, left, right):
    return Decision(kind, tuple(map(key, left)), tuple(map(key, right)))


def test_a_decision_beats_everything_and_the_later_one_the_earlier():
    exports = Export("in:kate", row(1, "Zelda Quill", url="in:a")), Export("in:tom", row(2, "Ida Thorn", url="in:b"))  # fmt: skip
    same, different = decided("same", [1], [2]), decided("different", [1], [2])
    assert people(*exports, decisions=[same]) == TOGETHER
    assert people(*exports, decisions=[same, different]) == APART
    assert people(*exports, decisions=[different, same]) == TOGETHER


def test_even_one_address_is_taken_apart_where_somebody_says_so():
    exports = Export("in:kate", row(1, "Zelda Quill", url="in:a")), Export("in:tom", row(2, "Ida Thorn", url="in:a"))  # fmt: skip
    assert people(*exports) == TOGETHER
    assert people(*exports, decisions=[decided("different", [1], [2])]) == APART


def test_a_decision_about_records_that_are_not_there_decides_nothing():
    exports = Export("in:kate", row(1, "Zelda Quill")), Export("in:tom", row(2, "Zelda Quill"))  # fmt: skip
    assert people(*exports, decisions=[decided("same", [1], [77])]) == APART


# --- the whole, against going through every pair --------------------------------------


ROWS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Zelda Quill", "Quill Zelda", "Zelda Quil", "Robert Quill", "Bob Quill", "Zelda Q.", "Zelda Maria Quill", "Ida Thorn", "John Smith", "王伟", "Zelda Quill (Thorn)", ""]),
        "url": st.sampled_from(["", "", "", "in:a", "in:b", "in:c"]),
        "email": st.sampled_from(["", "", "", "z@x.org", "y@x.org"]),
        "company": st.sampled_from(["", "Acme Labs", "Acme Labs", "Oak", "Google"]),
        "position": st.sampled_from(["", "Cataloguer of maps", "CEO", "Baker"]),
        "on": st.sampled_from([DAY, OTHER_DAY]),
    }
)  # fmt: skip


@st.composite
def pools(draw, least=1, most=4):
    exports, number = [], itertools.count(1)
    for _ in range(draw(st.integers(least, most))):
        rows = draw(
            st.lists(ROWS, max_size=5, unique_by=lambda r: r["url"] or object())
        )
        teller = draw(st.sampled_from(["in:kate", "in:tom", "in:ida"]))
        exports.append(Export(teller, *(row(next(number), **one) for one in rows)))
    return exports


@many
@given(pools(), st.randoms(use_true_random=False))
def test_the_order_of_exports_and_rows_never_matters(exports, chance):
    found = people(*exports)
    shuffled = list(exports)
    chance.shuffle(shuffled)
    for export in shuffled:
        chance.shuffle(export.records)
    assert people(*shuffled) == found


@many
@given(pools())
def test_no_person_has_two_rows_of_one_list_or_two_addresses_of_one_export(exports):
    for group in people(*exports):
        for export in exports:
            rows = [r for r in export.records if int(r.id[1:], 16) in group]
            assert len({r.url or r.id for r in rows}) <= 1


@many
@given(pools())
def test_no_pair_worth_joining_is_passed_over_by_blocking(exports):
    pool = pool_of([(i, e.features()) for i, e in enumerate(exports, start=1)])
    pairs = [
        pair
        for pair in itertools.combinations(range(len(pool)), 2)
        if not _are_known(pool, exports, pair)
    ]
    if not pairs:
        return
    names = {number_of(r.id): person_key(r.name) for e in exports for r in e.records}
    ids = pool.column("id").tolist()
    a, b = np.array(pairs, dtype=np.int64).T
    every = compare(pool, a, b, lambda rows: [names.get(ids[i], "") for i in rows])
    found = zip(*(side.tolist() for side in candidates(pool)), strict=True)
    looked_at = {frozenset((_said(pool, x), _said(pool, y))) for x, y in found}
    for pair, bits in zip(pairs, every.bits.tolist(), strict=True):
        if bits >= weights.MERGE:
            assert frozenset(_said(pool, place) for place in pair) in looked_at


def _are_known(pool, exports, pair):
    """One already by their address; two by it, or by standing in one list."""
    one, other = pair
    ids = {id_of(int(pool.column("id")[place])) for place in pair}
    return (
        pool.nodes[one] == pool.nodes[other]
        or (pool.has_address[one] and pool.has_address[other])
        or any(ids <= {r.id for r in e.records} for e in exports)
    )


def _said(pool, place):
    """What a row says but for id, day and teller: of several alike one is compared."""
    columns = ("email", "name", "alias", "given", "family", "employer", "title")
    return int(pool.nodes[place]), *(int(pool.column(c)[place]) for c in columns)


@many
@given(pools(least=2))
def test_what_comes_in_later_gives_what_all_at_once_gives(exports):
    before = who(*exports[:-1])
    later = who(*exports, before=before)
    at_once = who(*exports)
    assert later.persons() == at_once.persons()
    assert later.component.tolist() == at_once.component.tolist()


@many
@given(pools(least=2))
def test_a_record_splits_nobody_unless_it_brings_a_rival(exports):
    """Whoever falls apart is linked to two who cannot be one, or was just shown to be two."""
    before, now = who(*exports[:-1]), who(*exports)
    batches = [(i, e.features()) for i, e in enumerate(exports, start=1)]
    place = {number: i for i, number in enumerate(now.ids.tolist())}
    shown = {r.id for r in exports[-1].records}
    for first, rest in parted(before, now, batches):
        ids = [number_of(one) for one in (*first, *rest)]
        linked = now.ids[np.isin(now.component, now.component[[place[n] for n in ids]])]
        people_there = {int(now.person[place[n]]) for n in linked.tolist()}
        assert len(people_there) > 1
        assert shown & {id_of(n) for n in linked.tolist()}


def test_kept_bytes_give_the_same_back():
    found = who(Export("in:kate", row(1, "Zelda Quill", **AT_ACME)), Export("in:tom", row(2, "Zelda Thorn", **AT_ACME)))  # fmt: skip
    again = Who.from_bytes(found.to_bytes())
    assert again.persons() == found.persons()
    assert again.doubts == found.doubts


# --- reasons --------------------------------------------------------------------------


def test_a_merge_says_why_in_weights_and_words():
    exports = Export("in:kate", row(1, "Robert Quill", **AT_ACME)), Export("in:tom", row(2, "Bob Quill", **AT_ACME))  # fmt: skip
    batches = [(i, e.features()) for i, e in enumerate(exports, start=1)]
    ((one, other, bits, parts),) = reasons([*exports[0].records, *exports[1].records], batches)  # fmt: skip
    assert (one, other) == (key(1), key(2))
    assert bits == pytest.approx(weights.PRIOR + sum(weight for _, weight in parts))
    assert [words for words, _ in parts] == ["a short form of the same name", "the same employer", "the same title"]  # fmt: skip


def test_one_address_is_reason_enough():
    exports = Export("in:kate", row(1, "Zelda Quill", url="in:z")), Export("in:tom", row(2, "Z", url="in:z"))  # fmt: skip
    batches = [(i, e.features()) for i, e in enumerate(exports, start=1)]
    ((_, _, bits, parts),) = reasons([*exports[0].records, *exports[1].records], batches)  # fmt: skip
    assert math.isinf(bits)
    assert parts == [("one profile address", math.inf)]


@given(st.integers(0, 2**64 - 1))
def test_an_id_is_read_back_from_its_number(number):
    assert id_of(number_of(key(number))) == key(number)


@given(
    st.text("abcd", min_size=4, max_size=8), st.integers(0, 7), st.sampled_from("xyz")
)
def test_a_slip_is_one_letter(word, at, letter):
    at %= len(word)
    changed = word[:at] + letter + word[at + 1 :]
    dropped = word[:at] + word[at + 1 :]
    assert is_slip(word, changed)
    assert is_slip(word, word[:at] + letter + word[at:])
    assert is_slip(changed, word)
    assert is_slip(word, dropped) or len(dropped) < 4
    assert not is_slip(word, letter + changed[1:] + letter + letter)


# --- worlds with planted truth --------------------------------------------------------


def resolved(pool):
    own = {r.teller: r for r in pool.records if r.url and r.url == r.teller}
    by_export, ties = {}, {}
    for r in pool.records:
        by_export.setdefault(pool.exports[r.id], []).append(r)
    for tie in pool.ties:
        ties.setdefault(tie.evidence[0].source.partition("/")[0], []).append(tie)
    batches = [
        (n, features_of(rows, ties[label], owner=own[ties[label][0].evidence[0].teller].id))
        for n, (label, rows) in enumerate(by_export.items(), start=1)
    ]  # fmt: skip
    names = {number_of(r.id): r.name for r in pool.records}
    found = pool_of(batches)
    ids = found.column("id")
    done = cluster(
        found, lambda rows: [person_key(names[n]) for n in ids[rows].tolist()]
    )
    of = dict(zip(ids.tolist(), done.person.tolist(), strict=True))
    return {r.id: of[number_of(r.id)] for r in pool.records}


@pytest.mark.parametrize(
    ("without_url", "precision", "recall"), [(0.03, 0.999, 0.97), (0.10, 0.999, 0.97), (1.0, 0.99, 0.80)]
)  # fmt: skip
def test_planted_people_are_found_and_not_confused(without_url, precision, recall):
    pool = make_pool(11, exports=20, rows=300, without_url=without_url)
    found = measure(pool.records, pool.truth, resolved(pool))
    assert found.pairs.precision >= precision
    assert found.pairs.recall >= recall
    assert found.without_url.precision >= 0.99
    assert found.without_url.recall >= 0.80
