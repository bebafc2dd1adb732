"""The vocabulary of ties: every word means one thing, and has another side."""

from __future__ import annotations

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
