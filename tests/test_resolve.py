"""Who is who: only what is certain joins, and the order of reading never matters."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.model import ME, MINE, Evidence, Membership, Record, Tie
from netpath.resolve import resolve

KATE = "in:kate"
OWNER = Record("r0", KATE, "Kate Spaulding", url=KATE)


def record(key, name, teller="in:kate", **held):
    return Record(key, teller, name, **held)


def people_of(*records, ties=(), me=KATE):
    net = resolve([OWNER, *records], ties, me=me)
    return sorted(sorted(r.id for r in p.records) for p in net.people.values())


def declared(a, relation, b, **said):
    evidence = Evidence("declared", teller=ME, relation=relation, side=a, **said)
    return Tie(min(a, b), max(a, b), (evidence,))


def test_one_profile_address_is_one_person():
    assert people_of(record("r1", "Bo Li", url="in:bo"), record("r2", "B. Li", url="in:bo")) == [["r0"], ["r1", "r2"]]  # fmt: skip


def test_one_email_address_is_one_person():
    assert people_of(record("r1", "Bo Li", email="b@x.org"), record("r2", "Bob", email="b@x.org")) == [["r0"], ["r1", "r2"]]  # fmt: skip


def test_one_name_at_one_employer_is_one_person():
    assert people_of(record("r1", "Bo Quill, MBA", company="Acme Inc."), record("r2", "bo quill", company="ACME")) == [["r0"], ["r1", "r2"]]  # fmt: skip


@pytest.mark.parametrize(
    "others",
    [
        [record("r1", "Bo Li"), record("r2", "Bo Li")],
        [record("r1", "Bo Li", company="Acme"), record("r2", "Bo Li", company="Oak")],
        [record("r1", "Bo K.", company="Acme"), record("r2", "Bo K.", company="Acme")],
        [record("r1", "Bo Li", company="Freelance"), record("r2", "Bo Li", company="Freelance")],
        [record("r1", "Bo Li", company="Acme", url="in:bo-1"), record("r2", "Bo Li", company="Acme", url="in:bo-2")],
        [record("r1", "Bo", email="b@x.org", url="in:bo-1"), record("r2", "Bo", email="b@x.org", url="in:bo-2")],
    ],
    ids=["name only", "other employer", "abbreviated", "placeholder", "two addresses", "shared e-mail"],
)  # fmt: skip
def test_less_than_that_is_two_people(others):
    assert people_of(*others) == [["r0"], ["r1"], ["r2"]]


def test_a_name_you_tell_means_the_one_in_your_own_export():
    told = record("t1", "Ana Ruiz", teller=ME)
    assert people_of(record("r1", "Ana Ruiz", url="in:ana"), told) == [
        ["r0"],
        ["r1", "t1"],
    ]


def test_a_name_you_tell_never_means_somebody_in_anothers_export():
    told = record("t1", "Ana Ruiz", teller=ME)
    other = record("r1", "Ana Ruiz", teller="in:tom", url="in:ana")
    assert people_of(other, told) == [["r0"], ["r1"], ["t1"]]


@pytest.mark.parametrize("held", [{"url": "in:ana-2"}, {}])
def test_of_two_namesakes_in_your_export_none_is_taken(held):
    told = record("t1", "Ana Ruiz", teller=ME)
    two = [record("r1", "Ana Ruiz", url="in:ana-1"), record("r2", "Ana Ruiz", **held)]
    assert ["t1"] in people_of(*two, told)


def test_a_name_means_one_person_in_all_you_tell_unless_the_employer_differs():
    acme = record("t1", "Bo Li", teller=ME, company="Acme")
    bare = record("t2", "Bo Li", teller=ME, position="Clerk")
    oak = record("t3", "Bo Li", teller=ME, company="Oak")
    assert people_of(acme, bare) == [["r0"], ["t1", "t2"]]
    assert len(people_of(acme, bare, oak)) == 4


def test_me_is_the_owner_of_my_export_and_what_i_tell_of_myself():
    me = Record(ME, ME, "")
    about = Record("t1", ME, "", position="Student")
    net = resolve([OWNER, me, about], [], me=KATE)
    assert net.me == "kate"
    assert net.people["kate"].name == "Kate Spaulding"
    assert net.people["kate"].position == "Student"


def test_an_export_without_a_name_is_mine():
    net = resolve([Record(ME, MINE, ""), record("r1", "Bo", teller=MINE)], [], me=MINE)
    assert (net.me, net.people["me"].name) == ("me", "You")


def test_the_newest_record_speaks_and_older_ones_fill_in():
    old = record(
        "r1",
        "Bo Li",
        url="in:bo",
        position="Clerk",
        location="Oslo",
        seen=dt.date(2020, 1, 1),
    )
    new = record("r2", "Bo Li", url="in:bo", position="Baker", seen=dt.date(2025, 1, 1))
    undated = record("r3", "Bo Li", url="in:bo", position="Poet")
    bo = resolve([OWNER, old, new, undated], [], me=KATE).people["bo"]
    assert (bo.position, bo.location) == ("Baker", "Oslo")


def test_ids_are_slugs_else_names_and_never_collide():
    net = resolve(
        [OWNER, record("r1", "王伟", url="in:wáng-1"), record("ra1111", "Bo Li"), record("rb2222", "Bo Li")],
        [], me=KATE,
    )  # fmt: skip
    assert {"kate", "wang-1", "bo-li"} < net.people.keys()
    assert len(net.people) == 4
    assert all(":" not in key for key in net.people)


def test_a_tie_between_records_of_one_person_vanishes():
    one, other = record("r1", "Bo", url="in:bo"), record("r2", "Bo", url="in:bo")
    assert (
        resolve(
            [OWNER, one, other], [Tie("r1", "r2", (Evidence("messages"),))], me=KATE
        ).ties
        == ()
    )


def test_the_newest_export_of_one_owner_replaces_what_the_older_said():
    bo = record("r1", "Bo", url="in:bo")
    old = Evidence("messages", teller=KATE, sent=1, last=dt.date(2020, 1, 1))
    new = Evidence("messages", teller=KATE, sent=5, last=dt.date(2025, 1, 1))
    ties = [Tie("r0", "r1", (one,)) for one in (new, old)]
    [tie] = resolve([OWNER, bo], ties, me=KATE).ties
    assert [e.sent for e in tie.evidence] == [5]


def test_a_tie_is_called_by_its_strongest_declared_word():
    bo = record("r1", "Bo Li", url="in:bo")
    ties = [declared("r0", "coworker", "r1"), declared("r1", "wife", "r0")]
    [tie] = resolve([OWNER, bo], ties, me=KATE).ties
    assert (tie.relation, tie.relation_from) == ("wife", "bo")


def test_my_wifes_sister_is_my_sister_in_law_and_marked_as_derived():
    jo, grace = record("t1", "Jo Park", teller=ME), record("t2", "Grace Li", teller=ME)
    ties = [declared("r0", "wife", "t1"), declared("t1", "sister", "t2")]
    found = {(t.a, t.b): t for t in resolve([OWNER, jo, grace], ties, me=KATE).ties}
    derived = found["grace-li", "kate"]
    assert (derived.relation, derived.relation_from) == ("sister-in-law", "kate")
    assert [e.kind for e in derived.evidence] == ["derived"]
    assert derived.evidence[0].detail == "sister-in-law: wife's sister"


def test_what_was_told_of_a_pair_is_not_derived_again_nor_from_what_is_over():
    jo, grace = record("t1", "Jo Park", teller=ME), record("t2", "Grace Li", teller=ME)
    ended = [declared("r0", "ex-wife", "t1"), declared("t1", "sister", "t2")]
    told = [*ended, declared("r0", "friend", "t2")]
    assert len(resolve([OWNER, jo, grace], ended, me=KATE).ties) == 2
    assert len(resolve([OWNER, jo, grace], told, me=KATE).ties) == 3


def test_employers_shared_by_two_are_groups_and_placeholders_are_not():
    made = [record(f"r{i}", f"Bo {i}x", url=f"in:b{i}", company=c) for i, c in enumerate(["Acme", "ACME, Inc.", "Self-employed", "Freelance", "Freelance", ""], 1)]  # fmt: skip
    [group] = resolve([OWNER, *made], [], me=KATE).groups
    assert (group.id, len(group.members)) == ("employer:acme", 2)


def test_a_job_one_still_has_counts_before_one_that_ended():
    bo = record("r1", "Bo Li", url="in:bo", company="Acme")
    past = Membership("r0", "Acme", "employer", until=dt.date(2020, 1, 1))
    present = Membership("r0", "Acme", "employer", role="Clerk")
    [group] = resolve([OWNER, bo], [], [past, present], me=KATE).groups
    assert {m.member: m.until for m in group.members} == {"bo": None, "kate": None}


names = st.sampled_from(
    ["Ana Ruiz", "Bo Li", "王伟", "Teodor K.", "Søren Ölbrandt", ""]
)
records = st.lists(
    st.builds(
        Record,
        id=st.integers(1, 10**6).map("r{:06}".format),
        teller=st.sampled_from([KATE, "in:tom", ME, MINE]),
        name=names,
        url=st.sampled_from(["", "in:ana", "in:bo", KATE]),
        email=st.sampled_from(["", "a@x.org", "b@x.org"]),
        company=st.sampled_from(["", "Acme", "Acme Inc.", "Oak", "Freelance"]),
        seen=st.sampled_from([None, dt.date(2020, 1, 1), dt.date(2026, 1, 1)]),
    ),
    max_size=12,
    unique_by=lambda r: r.id,
)


@given(records, st.randoms(use_true_random=False))
def test_order_never_matters_and_every_record_is_somebodys(held, chance):
    shuffled = list(held)
    chance.shuffle(shuffled)
    net = resolve(held, [], me=KATE)
    assert resolve(shuffled, [], me=KATE) == net
    placed = sorted(r.id for p in net.people.values() for r in p.records)
    assert placed == sorted(r.id for r in held)


@given(records)
def test_two_profile_addresses_in_one_export_are_two_people(held):
    for person in resolve(held, [], me=KATE).people.values():
        for teller in {r.teller for r in person.records}:
            urls = {r.url for r in person.records if r.teller == teller}
            assert len(urls - {""}) <= 1


# --- what must hold whatever is read --------------------------------------------------


def linked(a, b):
    return Tie(min(a, b), max(a, b), (Evidence("connection", teller=KATE),))


def test_a_sister_in_law_on_linkedin_is_a_sister_in_law():
    jo, grace = record("t1", "Jo Park", teller=ME), record("r2", "Grace Li", url="in:g")
    told = [declared("r0", "wife", "t1"), declared("t1", "sister", "r2")]
    ties = resolve([OWNER, jo, grace], [*told, linked("r0", "r2")], me=KATE).ties
    found = {(tie.a, tie.b): tie for tie in ties}["g", "kate"]
    assert (found.relation, found.relation_from) == ("sister-in-law", "kate")
    assert [e.kind for e in found.evidence] == ["connection", "derived"]


def test_kinship_is_followed_for_three_steps_and_no_further():
    people = [record(f"t{i}", f"{n} Li", teller=ME) for i, n in enumerate(["Jo", "Mei", "Bo", "Wen"])]  # fmt: skip
    told = [declared("r0", "wife", "t0"), declared("t0", "sister", "t1"), declared("t1", "son", "t2"), declared("t2", "son", "t3")]  # fmt: skip
    net = resolve([OWNER, *people], told, me=KATE)
    mine = {(t.a, t.b): t.relation for t in net.ties if "kate" in (t.a, t.b)}
    assert mine == {("jo-li", "kate"): "wife", ("kate", "mei-li"): "sister-in-law", ("bo-li", "kate"): "nephew"}  # fmt: skip


def test_employers_that_look_alike_in_ascii_are_two_groups():
    firms = ["王伟", "王伟", "Wangwei", "Wangwei", "टाटा", "टाटा", "टोटो", "टोटो"]
    made = [record(f"r{i}", f"Bo {i}x", url=f"in:b{i}", company=c) for i, c in enumerate(firms, 1)]  # fmt: skip
    groups = resolve([OWNER, *made], [], me=KATE).groups
    assert len({group.id for group in groups}) == len(groups) == 4


def test_a_group_is_called_as_most_write_it_and_by_the_alphabet_if_level():
    made = [record(f"r{i}", f"Bo {i}x", url=f"in:b{i}", company=c) for i, c in enumerate(["ACME", "Acme", "Acme", "Oak Ltd", "Oak"], 1)]  # fmt: skip
    groups = resolve([OWNER, *made], [], me=KATE).groups
    assert [group.name for group in groups] == ["Acme", "Oak"]


def strangers_to(held):
    """Give records that share nothing with any other."""
    return [
        record(f"r{i:06}x", f"Zed{i} Yu{i}", url=f"in:zed-{i}")
        for i in range(len(held))
    ]


@given(records)
def test_people_stay_who_they_are_when_strangers_come(held):
    before = resolve(held, [], me=KATE).people
    after = resolve([*held, *strangers_to(held)], [], me=KATE).people
    assert {key: after[key] for key in before} == before
    assert len(after) == len(before) + len(held)


@given(records)
def test_every_person_has_one_id_of_ascii_words(held):
    people = resolve(held, [], me=KATE).people
    assert all(key == person.id for key, person in people.items())
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in people)


@given(records)
def test_reading_the_same_records_twice_changes_nothing(held):
    assert resolve([*held, *held], [], me=KATE) == resolve(held, [], me=KATE)


@st.composite
def records_and_ties(draw):
    held = draw(records)
    ids = [r.id for r in held]
    ends = st.sampled_from(ids) if ids else st.nothing()
    word = st.sampled_from(["wife", "sister", "boss", "friend", "son", ""])
    said = draw(st.lists(st.tuples(ends, word, ends), max_size=8)) if ids else []
    ties = [declared(a, w, b) if w else linked(a, b) for a, w, b in said if a != b]
    return held, ties


@given(records_and_ties(), st.randoms(use_true_random=False))
def test_ties_are_one_a_pair_between_two_people_in_whatever_order_told(read, chance):
    held, ties = read
    net = resolve(held, ties, me=KATE)
    shuffled = list(ties)
    chance.shuffle(shuffled)
    assert resolve(held, shuffled, me=KATE) == net
    assert resolve(held, [*ties, *ties], me=KATE) == net
    pairs = [(tie.a, tie.b) for tie in net.ties]
    assert pairs == sorted(set(pairs))
    assert all(a < b and {a, b} <= net.people.keys() for a, b in pairs)
    assert all(tie.relation_from in (tie.a, tie.b) for tie in net.ties)
