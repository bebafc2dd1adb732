"""What stages hand each other: plain values that nobody changes."""

from __future__ import annotations

import dataclasses

import pytest

from netpath import model
from netpath.model import Chain, Export, FileRead, Hop, Match, Person, Skipped, ToldTie

VALUES = [
    value
    for value in vars(model).values()
    if dataclasses.is_dataclass(value) and value.__module__ == model.__name__
]


def chain(*chances):
    people = tuple(Person(f"p{i}", f"N{i}") for i in range(len(chances) + 1))
    hops = tuple(
        Hop(a.id, b.id, "friend", chance)
        for a, b, chance in zip(people, people[1:], chances, strict=False)
    )
    return Chain(people, hops, Match(1.0, "exact"), 0.28, (0.1, 0.4), 0.28)


@pytest.mark.parametrize("value", VALUES, ids=lambda v: v.__name__)
def test_every_value_is_frozen_and_has_no_room_for_more(value):
    assert value.__dataclass_params__.frozen
    assert "__slots__" in vars(value)


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "strong"),
        (0.45, "strong"),
        (0.4499, "good"),
        (0.25, "good"),
        (0.2499, "fair"),
        (0.10, "fair"),
        (0.0999, "long shot"),
        (0.0, "long shot"),
    ],
)
def test_bands_are_those_of_the_ranking_model(probability, word):
    assert model.band(probability) == word


def test_a_chain_knows_its_ends_its_names_and_its_word():
    made = chain(0.75, 0.55, 0.90)
    assert made.target == Person("p3", "N3")
    assert made.names == ("N0", "N1", "N2", "N3")
    assert made.band == "good"


@pytest.mark.parametrize(
    ("chances", "place"),
    [((0.75, 0.55, 0.90), 1), ((0.5,), 0), ((0.5, 0.5), 0), ((0.9, 0.8, 0.7), 2)],
)
def test_the_weakest_hop_is_the_first_of_the_least_likely(chances, place):
    assert chain(*chances).weakest_hop == place


def test_an_export_tells_what_every_file_skipped_in_the_order_of_files():
    one, two, three = (Skipped("x.csv", line, "no name") for line in (4, 9, 2))
    files = (FileRead("x.csv", skipped=(one, two)), FileRead("y"), FileRead("z", skipped=(three,)))  # fmt: skip
    assert Export("x", "linkedin", files=files).skipped == (one, two, three)


def test_a_note_is_no_difference_between_two_told_ties():
    assert ToldTie("me", "wife", "Jo", note="line 1") == ToldTie("me", "wife", "Jo")
    assert ToldTie("me", "wife", "Jo") != ToldTie("me", "sister", "Jo")
