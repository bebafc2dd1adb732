"""The vocabulary of ties: every word means one thing, and has another side."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.errors import UnknownRelationError
from netpath.relations import (
    _kinship,
    compose,
    from_rfc6350,
    inverse_word,
    look_up,
    plural_of,
    relations,
    tie_classes,
    word_key,
    words,
)

RFC_6350 = (
    "contact acquaintance friend met co-worker colleague co-resident neighbor child "
    "parent sibling spouse kin muse crush date sweetheart agent emergency"
).split()
ALL = sorted(relations())


def test_there_are_many_words():
    assert len(relations()) >= 60
    assert len(words()) > 280


def test_no_word_means_two_things():
    counted = Counter(
        word_key(text)
        for relation in relations().values()
        for text in (relation.neutral, relation.female, relation.male, *relation.also, *relation.also_female, *relation.also_male)
        if text
    )  # fmt: skip
    assert [key for key, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", ALL)
def test_a_relation_and_its_inverse_are_one_tie(name):
    relation = relations()[name]
    inverse = relations()[relation.inverse]
    assert inverse.inverse == name
    assert inverse.tie_class is relation.tie_class
    assert inverse.context == relation.context
    assert inverse.is_ended == relation.is_ended


@pytest.mark.parametrize("name", ALL)
def test_saying_a_tie_from_both_sides_comes_back(name):
    neutral = relations()[name].neutral
    assert inverse_word(inverse_word(neutral)) == neutral


@pytest.mark.parametrize("kind", RFC_6350)
def test_every_type_of_a_vcard_is_a_word_but_oneself(kind):
    assert look_up(from_rfc6350(kind))
    assert not from_rfc6350("me")
    assert not from_rfc6350("nonsense")


@pytest.mark.parametrize(
    "spelling", ["sister-in-law", "Sister in law", "SISTERINLAW", "sister‑in‑law"]
)
def test_spelling_does_not_matter(spelling):
    assert look_up(spelling).text == "sister-in-law"


def test_an_unknown_word_names_close_ones():
    with pytest.raises(UnknownRelationError, match="sister"):
        look_up("sistr")


@pytest.mark.parametrize(
    ("first", "then", "gives"),
    [
        ("wife", "sister", "sister-in-law"), ("brother", "wife", "sister-in-law"),
        ("husband", "father", "father-in-law"), ("daughter", "husband", "son-in-law"),
        ("mother", "mother", "grandmother"), ("son", "child", "grandchild"),
        ("father", "sister", "aunt"), ("aunt", "daughter", "cousin"),
        ("sibling", "son", "nephew"), ("cousin", "wife", "cousin-in-law"),
        ("mother", "husband", ""), ("sister", "mother", ""), ("friend", "wife", ""),
        ("ex-wife", "sister", ""),
    ],
)  # fmt: skip
def test_kinship_composes_only_by_definition(first, then, gives):
    assert compose(first, then) == gives


def test_kinship_stays_in_the_family():
    for (first, then), gives in _kinship().items():
        assert {relations()[name].context for name in (first, then, gives)} == {
            "family"
        }


@pytest.mark.parametrize("name", list(tie_classes()))
def test_every_class_has_its_numbers_and_their_source(name):
    tie_class = tie_classes()[name]
    assert 0 < tie_class.exists <= 1
    assert 0 < tie_class.acts < 1
    assert 0 < tie_class.floor <= 1
    assert tie_class.basis in {"evidence", "judgement"}
    assert tie_class.source


@pytest.mark.parametrize(
    ("word", "many"),
    [("sister-in-law", "sisters-in-law"), ("wife", "wives"), ("boss", "bosses"), ("grandchild", "grandchildren"), ("coach", "coaches")],
)  # fmt: skip
def test_plurals_are_said_right(word, many):
    assert plural_of(word) == many


@given(st.text(max_size=30))
def test_any_text_is_a_word_or_refused(text):
    try:
        found = look_up(text)
    except UnknownRelationError:
        return
    assert look_up(found.text) == found


# --- the vocabulary as a whole --------------------------------------------------------

any_word = st.sampled_from(sorted(words()))
kin = st.sampled_from([r.neutral for r in relations().values() if r.context == "family"])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "exists", "acts", "half_life", "floor"),
    [
        ("partner", 1.00, 0.90, 0, 1),
        ("close-kin", 1.00, 0.85, 0, 1),
        ("in-law", 1.00, 0.75, 0, 1),
        ("kin", 0.95, 0.65, 0, 1),
        ("close-friend", 1.00, 0.80, 4, 0.6),
        ("friend", 0.95, 0.65, 3, 0.5),
        ("mentor", 0.95, 0.60, 3, 0.5),
        ("same-team", 1.00, 0.55, 0, 1),
        ("same-organisation", 0.85, 0.45, 0, 1),
        ("former-coworker", 0.85, 0.45, 3, 0.5),
        ("local-circle", 0.90, 0.45, 3, 0.5),
        ("acquaintance", 0.85, 0.37, 2, 0.5),
        ("linkedin-only", 0.65, 0.45, 0, 1),
        ("inferred-coworker", 0.15, 0.40, 3, 0.5),
        ("inferred-classmate", 0.05, 0.35, 3, 0.5),
    ],
)
def test_a_class_has_the_numbers_of_the_ranking_model(
    name, exists, acts, half_life, floor
):
    one = tie_classes()[name]
    assert (one.exists, one.acts) == (exists, acts)
    assert (one.half_life, one.floor) == (half_life, floor)


def test_every_class_is_used_and_there_is_no_other():
    used = {relation.tie_class.id for relation in relations().values()}
    assert used == tie_classes().keys()
    assert len(used) == 17


@pytest.mark.parametrize("name", ALL)
def test_gendered_words_know_their_gender(name):
    relation = relations()[name]
    assert look_up(relation.neutral).gender == ""
    for gender, word in (("female", relation.female), ("male", relation.male)):
        assert not word or look_up(word).gender == gender


@pytest.mark.parametrize("name", ALL)
def test_only_what_reads_the_same_both_ways_is_said_of_two_together(name):
    assert relations()[name].is_symmetric or not relations()[name].together


def test_no_verb_and_no_plural_says_two_relations():
    verbs = Counter(one for r in relations().values() for one, _ in r.verbs)
    assert set(verbs.values()) == {1}
    plurals = {}
    for word in words().values():
        key = word_key(plural_of(word.text))
        assert plurals.setdefault(key, word.relation) == word.relation


def test_every_type_of_a_vcard_is_claimed_once_and_none_is_invented():
    claimed = [kind for one in relations().values() for kind in one.rfc6350]
    assert sorted(claimed) == sorted(RFC_6350)


@given(any_word, st.sampled_from([str.upper, str.title, str.lower]))
def test_case_hyphens_and_spaces_do_not_matter(key, written):
    known = words()[key]
    for text in (known.text, known.text.replace("-", " "), f" {known.text}\n"):
        assert look_up(written(text)) == known


def test_an_accent_is_kept_and_not_needed():
    assert look_up("fiancee").text == look_up("fiancée").text == "fiancée"


@given(any_word, st.sampled_from(["", "female", "male"]))
def test_there_and_back_again_is_the_same_relation(key, gender):
    there = inverse_word(words()[key].text, gender)
    assert look_up(inverse_word(there)).relation == words()[key].relation


@pytest.mark.parametrize(
    ("word", "gender", "back"),
    [("aunt", "male", "nephew"), ("wife", "male", "husband"), ("boss", "", "direct report"), ("teacher", "female", "student"), ("son", "female", "mother")],
)  # fmt: skip
def test_the_other_side_has_its_own_word_and_gender(word, gender, back):
    assert inverse_word(word, gender) == back


@pytest.mark.parametrize(
    ("first", "then", "gives"),
    [
        ("aunt", "husband", "uncle"),
        ("wife", "niece", "niece"),
        ("son", "mother-in-law", "co-mother-in-law"),
        ("daughter-in-law", "father", "co-father-in-law"),
        ("wife", "son", ""),
        ("wife", "aunt", ""),
        ("girlfriend", "sister", ""),
        ("boss", "wife", ""),
    ],
)
def test_a_wifes_niece_follows_and_her_aunt_and_son_do_not(first, then, gives):
    assert compose(first, then) == gives


@given(kin, kin)
def test_what_follows_from_one_side_follows_from_the_other(first, then):
    there, back = compose(first, then), compose(inverse_word(then), inverse_word(first))
    assert bool(there) == bool(back)
    if there:
        assert look_up(back).relation.id == look_up(there).relation.inverse


@pytest.mark.parametrize(
    ("word", "many"),
    [
        ("midwife", "midwives"),
        ("child-in-law", "children-in-law"),
        ("nanny", "nannies"),
        ("landlady", "landladies"),
        ("niece or nephew", "nieces or nephews"),
        ("cousin once removed", "cousins once removed"),
        ("friend of a friend", "friends of a friend"),
        ("teammate at work", "teammates at work"),
        ("parent from school", "parents from school"),
        ("fellow alumna", "fellow alumnae"),
        ("other half", "other halves"),
        ("kin", "kin"),
    ],
)
def test_rare_plurals_are_said_right_too(word, many):
    assert plural_of(word) == many


def test_the_vocabulary_loads_nothing_heavy():
    code = "import sys, netpath.relations as r; r.words(); r.compose('wife', 'sister'); print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    heavy = {"pandas", "networkx", "numpy", "pydantic", "rapidfuzz", "importlib.resources"}  # fmt: skip
    assert not heavy & set(ran.stdout.split())
