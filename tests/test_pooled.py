"""Pools of made-up exports are what they claim, and clusterings are measured exactly."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import fields, replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pooled import Noise, clustering_of, make_pool, measure

from netpath.model import Record
from netpath.names import email_key, profile_key
from netpath.resolve import resolve

QUIET = dict.fromkeys((field.name for field in fields(Noise)), 0.0)
EXPORTS, ROWS = 12, 200


def pool_of(seed=3, exports=EXPORTS, rows=ROWS, **rates):
    return make_pool(seed, exports=exports, rows=rows, **rates)


@pytest.fixture(scope="module")
def pool():
    return pool_of()


@pytest.fixture(scope="module")
def quiet():
    return pool_of(**QUIET)


def owners_of(pool):
    return [r for r in pool.records if r.id == r.teller]


def rows_of(pool):
    return [r for r in pool.records if r.id != r.teller]


def shape(pool, *keys):
    """Rows by some of their fields, or by what the pool says of them."""
    held = defaultdict(list)
    for row in rows_of(pool):
        held[tuple(getattr(row, key) for key in keys)].append(row)
    return held


# --- the pool -------------------------------------------------------------------------


def test_one_seed_is_one_pool_and_another_seed_another(pool):
    assert pool_of() == pool
    assert pool_of(seed=4).records != pool.records


@pytest.mark.parametrize("exports", [1, 2, 7])
@pytest.mark.parametrize("two_exports", [0.0, 0.5, 1.0])
def test_there_are_as_many_exports_and_rows_as_asked(exports, two_exports):
    pool = pool_of(exports=exports, rows=40, two_exports=two_exports)
    counts = Counter(pool.exports[row.id] for row in rows_of(pool))
    assert len(counts) == exports
    assert set(counts.values()) == {40}


def test_every_record_has_a_truth_an_export_and_an_id_of_its_own(pool):
    ids = {record.id for record in pool.records}
    assert len(ids) == len(pool.records)
    assert set(pool.truth) == set(pool.exports) == ids


def test_one_export_never_holds_one_person_twice_nor_its_owner(pool):
    held = Counter((pool.exports[r.id], pool.truth[r.id]) for r in rows_of(pool))
    assert set(held.values()) == {1}
    person_of = {owner.id: pool.truth[owner.id] for owner in owners_of(pool)}
    assert all(pool.truth[row.id] != person_of[row.teller] for row in rows_of(pool))


def test_an_owners_record_is_called_by_the_address_it_holds(pool):
    owners = owners_of(pool)
    assert owners == pool.records[: len(owners)]
    assert [o.id for o in owners] == [o.url for o in owners] == [o.teller for o in owners]  # fmt: skip
    assert len({pool.truth[o.id] for o in owners}) == len(owners)
    assert pool.me == owners[0].id


def test_every_row_is_tied_to_its_owner_by_a_day_before_the_export(pool):
    records = {record.id: record for record in pool.records}
    tied = set()
    for tie in pool.ties:
        assert tie.a < tie.b
        row, owner = sorted((records[tie.a], records[tie.b]), key=lambda r: r.id == r.teller)  # fmt: skip
        (evidence,) = tie.evidence
        assert (evidence.kind, evidence.teller) == ("connection", owner.id)
        assert row.teller == owner.id
        assert row.source == evidence.source
        assert evidence.date <= row.seen
        tied.add(row.id)
    assert tied == {row.id for row in rows_of(pool)}


def test_two_owners_tell_the_same_day_of_each_other(pool):
    owners = {pool.truth[owner.id]: owner.id for owner in owners_of(pool)}
    told = defaultdict(set)
    for tie in pool.ties:
        (evidence,) = tie.evidence
        row = tie.a if tie.b == evidence.teller else tie.b
        if other := owners.get(pool.truth[row]):
            told[frozenset((evidence.teller, other))].add((evidence.teller, evidence.date))  # fmt: skip
    assert told
    for both in told.values():
        assert len({teller for teller, _ in both}) == 2
        assert len({day for _, day in both}) == 1


def test_keys_are_keys_as_an_importer_makes_them(pool):
    for record in pool.records:
        assert profile_key(record.url) == record.url
        assert email_key(record.email) == record.email


def test_an_address_is_one_persons(pool):
    held = defaultdict(set)
    for record in pool.records:
        held[record.url].add(pool.truth[record.id])
    del held[""]
    assert all(len(people) == 1 for people in held.values())


def test_exports_overlap_and_lie_between_2021_and_2026(pool):
    rows = rows_of(pool)
    people = {pool.truth[row.id] for row in rows}
    assert 2.0 < len(rows) / len(people) < 2.6
    assert {row.seen.year for row in rows} <= set(range(2021, 2027))
    assert len({row.seen for row in rows}) == EXPORTS


def test_without_noise_one_person_is_always_written_alike(quiet):
    assert set(map(len, shape(quiet, "url").values())) != {1}
    for rows in shape(quiet, "url").values():
        assert len({(r.name, r.company, r.position) for r in rows}) == 1


def changed(pool, other, field):
    """The share of rows whose field differs, once nothing else was seen to."""
    pairs = list(zip(rows_of(pool), rows_of(other), strict=True))
    for row, noisy in pairs:
        assert replace(noisy, **{field: getattr(row, field)}) == row
    return sum(getattr(a, field) != getattr(b, field) for a, b in pairs) / len(pairs)


@pytest.mark.parametrize(
    ("rate", "field"),
    [
        ("without_url", "url"),
        ("emails", "email"),
        ("typos", "name"),
        ("forms", "name"),
        ("credentials", "name"),
        ("middles", "name"),
        ("initials", "name"),
        ("turned", "name"),
        ("capitals", "name"),
        ("respelled_employers", "company"),
        ("respelled_titles", "position"),
    ],
)
def test_a_rate_of_rows_changes_that_share_and_nothing_else(quiet, rate, field):
    noisy = pool_of(**QUIET | {rate: 0.2})
    assert 0.15 < changed(quiet, noisy, field) < 0.24


@pytest.mark.parametrize(
    ("rate", "field"), [("typos", "name"), ("credentials", "name"), ("forms", "name")]
)
def test_what_happens_to_every_row_leaves_none_as_it_was(quiet, rate, field):
    assert changed(quiet, pool_of(**QUIET | {rate: 1.0}), field) == 1


def test_a_third_of_some_have_a_short_form_of_their_name(quiet):
    share = changed(quiet, pool_of(**QUIET | {"nicknames": 1.0}), "name")
    assert 0.1 < share < 0.4
    assert any(row.name.startswith("Bob ") for row in rows_of(pool_of(nicknames=1.0)))


def test_without_an_address_in_any_row_only_owners_have_one():
    pool = pool_of(without_url=1.0)
    assert not any(row.url for row in rows_of(pool))
    assert all(owner.url for owner in owners_of(pool))


def test_two_exports_of_one_owner_tell_one_day_and_sometimes_two_addresses():
    pool = pool_of(**QUIET | {"two_exports": 1.0, "slug_changes": 0.5, "job_changes": 0.5})  # fmt: skip
    day = {tie.evidence[0].source: tie.evidence[0].date for tie in pool.ties}
    held = defaultdict(list)
    for row in rows_of(pool):
        held[row.teller, pool.truth[row.id]].append(row)
    both = [rows for rows in held.values() if len(rows) == 2]
    assert len(both) > 0.8 * EXPORTS / 2 * ROWS
    assert all(len({day[row.source] for row in rows}) == 1 for rows in both)
    for key in ("url", "company", "position"):
        differ = sum(len({getattr(row, key) for row in rows}) == 2 for rows in both)
        assert 0.02 < differ / len(both) < 0.6
    assert all(a.seen - b.seen >= dt.timedelta(180) for b, a in map(in_time, both))


def in_time(rows):
    return sorted(rows, key=lambda row: row.seen)


def test_a_changed_address_is_the_old_one_in_older_exports(quiet):
    changed = pool_of(**QUIET | {"slug_changes": 1.0})
    days = defaultdict(lambda: defaultdict(set))
    for before, row in zip(rows_of(quiet), rows_of(changed), strict=True):
        days[changed.truth[row.id]][row.url == before.url].add(row.seen)
    both = [person for person in days.values() if len(person) == 2]
    assert len(both) > 0.2 * len(days)
    assert all(max(person[True]) < min(person[False]) for person in both)


def test_an_owner_keeps_the_address_that_is_their_key():
    pool = pool_of(slug_changes=1.0)
    key = {pool.truth[owner.id]: owner.id for owner in owners_of(pool)}
    held = [(row.url, key.get(pool.truth[row.id])) for row in rows_of(pool) if row.url]
    assert any(owner for _, owner in held)
    assert all(url == owner for url, owner in held if owner)


def test_a_married_name_comes_and_stays_and_some_tell_the_former():
    pool = pool_of(**QUIET | {"marriages": 1.0})
    people = defaultdict(list)
    for row in rows_of(pool):
        people[pool.truth[row.id]].append(row.name.partition(" (")[0])
    counts = [len(set(names)) for names in people.values()]
    assert set(counts) == {1, 2}
    assert counts.count(2) > 0.2 * len(counts)
    assert any("(née " in row.name for row in rows_of(pool))


def namesakes(pool, *keys):
    """How many groups of rows agree in name and these and are several people."""
    rows = shape(pool, "name", *keys).values()
    return sum(len({pool.truth[row.id] for row in group}) > 1 for group in rows)


def test_namesakes_are_planted(quiet):
    pool = pool_of(**QUIET | {"homonyms": 0.1})
    assert namesakes(pool) > namesakes(quiet) + 0.02 * ROWS * EXPORTS / 2.4


@pytest.mark.parametrize(
    ("share", "keys"), [("homonyms_at_work", ("company",)), ("homonyms_in_sight", ("seen",))]
)  # fmt: skip
def test_some_namesakes_share_an_employer_or_an_export(share, keys):
    planted = QUIET | {"homonyms": 0.1}
    none, all_ = (pool_of(**planted | {share: rate}) for rate in (0.0, 1.0))
    assert namesakes(all_, *keys) > 2 * namesakes(none, *keys) + 10


@pytest.mark.parametrize("wrong", [{"typos": 3.0}, {"typos": -0.1}])
def test_what_is_no_rate_is_refused(wrong):
    with pytest.raises(ValueError, match="typos is a rate"):
        pool_of(**wrong)


def test_a_rate_that_is_none_is_refused():
    with pytest.raises(TypeError, match="typoes"):
        pool_of(typoes=0.1)


def test_a_world_too_small_for_its_exports_is_refused():
    with pytest.raises(ValueError, match="too few"):
        pool_of(people=ROWS)


# --- the measure ----------------------------------------------------------------------

LABELS = st.integers(0, 3)


@st.composite
def clusterings(draw):
    drawn = draw(st.lists(st.tuples(LABELS, LABELS, st.sampled_from(["", "in:a", "in:b"]))))  # fmt: skip
    records = [Record(f"r{i}", "", "", url) for i, (_, _, url) in enumerate(drawn)]
    truth = {r.id: true for r, (true, _, _) in zip(records, drawn, strict=True)}
    found = {r.id: label for r, (_, label, _) in zip(records, drawn, strict=True)}
    return records, truth, found


def listed(records, truth, found, is_counted):
    pairs = [pair for pair in combinations(records, 2) if is_counted(*pair)]
    are_true = {(a.id, b.id) for a, b in pairs if truth[a.id] == truth[b.id]}
    are_found = {(a.id, b.id) for a, b in pairs if found[a.id] == found[b.id]}
    return len(are_true & are_found), len(are_found), len(are_true)


def counted(score):
    return score.both, score.found, score.true


@given(clusterings())
def test_pairs_are_counted_as_if_each_were_looked_at(case):
    measured = measure(*case)
    assert counted(measured.pairs) == listed(*case, lambda _a, _b: True)
    assert counted(measured.without_url) == listed(*case, lambda a, b: not (a.url and b.url))  # fmt: skip
    assert counted(measured.other_url) == listed(*case, lambda a, b: "" != a.url != b.url != "")  # fmt: skip


@given(clusterings())
def test_b_cubed_is_the_mean_over_records(case):
    records, truth, found = case
    measured = measure(*case)
    pure, whole = [], []
    for one in records:
        in_cluster = {r.id for r in records if found[r.id] == found[one.id]}
        of_person = {r.id for r in records if truth[r.id] == truth[one.id]}
        both = len(in_cluster & of_person)
        pure.append(both / len(in_cluster))
        whole.append(both / len(of_person))
    if records:
        assert measured.cubed_precision == pytest.approx(sum(pure) / len(records))
        assert measured.cubed_recall == pytest.approx(sum(whole) / len(records))


def test_the_truth_is_perfect_and_everybody_alone_finds_nothing_and_errs_nowhere(pool):
    best = measure(pool.records, pool.truth, pool.truth)
    for score in (best.pairs, best.without_url, best.other_url):
        assert (score.precision, score.recall, score.f1) == (1, 1, 1)
    alone = measure(pool.records, pool.truth, {r.id: r.id for r in pool.records})
    assert (alone.pairs.precision, alone.pairs.recall, alone.pairs.f1) == (1, 0, 0)


def test_a_clustering_that_leaves_somebody_out_is_refused(pool):
    with pytest.raises(KeyError):
        measure(pool.records, pool.truth, {})


def test_netpath_gives_everybody_of_a_pool_a_person(pool):
    network = resolve(pool.records, pool.ties, me=pool.me)
    found = clustering_of(network)
    assert set(found) == set(pool.truth)
    assert measure(pool.records, pool.truth, found).pairs.precision > 0.9
