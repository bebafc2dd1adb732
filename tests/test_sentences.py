"""Sentences: what is told is understood whole, and what is said reads back."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.errors import SentenceError
from netpath.relations import relations, words
from netpath.sentences import Link, phrase, read, say, split_sentences
from netpath.text import clean

STORY = (
    "My sister-in-law Ana Ruiz works with Raj Patel at Acme, whose wife Mei Patel is a "
    "librarian at Oakland Public Library."
)
ALL_WORDS = sorted({word.text for word in words().values()})
NAMES = ["Ana Ruiz", "王伟", "Søren Ölbrandt", "Μαρία Παπαδοπούλου", "My Nguyen"]
ODD_NAMES = [
    "Ana Ruiz, Jr.",
    "Teodor K.",
    "ana lowercase",
    "Wills and Sons",
    "Robert “Bob” Stone",
    "Who Is Who",
    "You",
    "James",
    "O'Brien's",
    "Ludwig van Beethoven",
    "María de la Cruz",
    "אורי כהן",
    "May 4th",
    "at",
    "Grace A",
    "«Ana»",
]


def ties(sentence: str) -> list[tuple[str, str, str]]:
    return [(tie.from_, tie.relation, tie.to) for tie in read(sentence).ties]


def jobs(sentence: str) -> dict[str, tuple[str, str]]:
    people = read(sentence).people
    return {p.name: (p.position, p.company) for p in people if p.position or p.company}


def test_the_story_is_understood_whole():
    assert ties(STORY) == [
        ("me", "sister-in-law", "Ana Ruiz"),
        ("Ana Ruiz", "coworker", "Raj Patel"),
        ("Raj Patel", "wife", "Mei Patel"),
    ]
    assert jobs(STORY) == {
        "Raj Patel": ("", "Acme"),
        "Mei Patel": ("Librarian", "Oakland Public Library"),
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tom and Grace Park are married.", [("Tom Park", "spouse", "Grace Park")]),
        ("Ana is my boss.", [("me", "boss", "Ana")]),
        ("Bo Li is Tom Park's landlord", [("Tom Park", "landlord", "Bo Li")]),
        ("Tom Park's wife is Grace", [("Tom Park", "wife", "Grace")]),
        ("Bo Li and I are friends.", [("Bo Li", "friend", "me")]),
        ("I work with Raj Patel.", [("me", "coworker", "Raj Patel")]),
        ("Ana Ruiz is a friend of Bo Li.", [("Bo Li", "friend", "Ana Ruiz")]),
        ("My neighbour, Bo Li, knows Jo.", [("me", "neighbour", "Bo Li"), ("Bo Li", "acquaintance", "Jo")]),
        ("王伟 is my coworker", [("me", "coworker", "王伟")]),
        ("My friend Bo Li.", [("me", "friend", "Bo Li")]),
        ("Tom and Grace Park are my parents", [("me", "parent", "Tom Park"), ("me", "parent", "Grace Park")]),
        ("Ana, Bo", None),
        ("Ana Ruiz used to work with Bo Li and Jo Li", [("Ana Ruiz", "former coworker", "Bo Li"), ("Ana Ruiz", "former coworker", "Jo Li")]),
        ("My sister Ana's boss Tom is married to Jo.", [("me", "sister", "Ana"), ("Ana", "boss", "Tom"), ("Tom", "spouse", "Jo")]),
        ("My Sister in law Ana", None),
        ("My sister in law Ana", [("me", "sister-in-law", "Ana")]),
    ],
)  # fmt: skip
def test_ties_are_told_in_many_ways(sentence, expected):
    if expected is None:
        with pytest.raises(SentenceError):
            read(sentence)
    else:
        assert ties(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mei works as a librarian at the city library and lives in Oakland.", {"Mei": ("Librarian", "the city library")}),
        ("Ana Ruiz is a teacher of history at Oak School.", {"Ana Ruiz": ("Teacher of history", "Oak School")}),
        ("Ana Ruiz is Head of Children's Services at Story House.", {"Ana Ruiz": ("Head of Children's Services", "Story House")}),
        ("Raj Patel works at Procter and Gamble.", {"Raj Patel": ("", "Procter and Gamble")}),
        ('Bo Li is a "VP, Product" at "Acme, Inc."', {"Bo Li": ("VP, Product", "Acme, Inc.")}),
        ("I am a library student at Oak College.", {"me": ("Library student", "Oak College")}),
    ],
)  # fmt: skip
def test_jobs_are_told_in_many_ways(sentence, expected):
    assert jobs(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "word", "hint"),
    [
        ("My sistr Ana Ruiz is a librarian.", "sistr", "sister"),
        ("My sister-in-law works with Raj.", "works", "a name for your sister-in-law"),
        ("Ana Ruiz paints Bo Li.", "paints", "works with"),
        ("She is my boss.", "She", "use the name"),
        ("ana is my boss.", "ana", "begins with a capital"),
        ("Ana is Tom.", "Tom", "is a …"),
        ("Ana works for Bo.", "for", "reports to"),
        ("Ana works with Bo, Tom is nice.", ",", "whose"),
        ("Ana Ruiz is Ana Ruiz's boss", "boss", "themselves"),
        ("Ana works with", "", "ends too early"),
    ],
)
def test_what_is_not_understood_is_pointed_at(sentence, word, hint):
    with pytest.raises(SentenceError) as caught:
        read(sentence)
    error = caught.value
    assert error.sentence[error.column :].startswith(word)
    assert hint in str(error)


def test_a_text_is_split_into_sentences_with_their_lines():
    text = "# family\nAna is my boss. Bo J. Li knows Dr. Roe.\n\nTom's friend is Jo"
    assert split_sentences(text) == [
        (2, "Ana is my boss."),
        (2, "Bo J. Li knows Dr. Roe."),
        (4, "Tom's friend is Jo"),
    ]


def test_a_chain_is_said_as_a_friend_would_say_it():
    chain = [
        Link("sister-in-law", "Ana Ruiz"),
        Link("coworker", "Raj Patel"),
        Link("wife", "Mei Patel"),
    ]
    assert phrase(chain) == "your sister-in-law's coworker's wife"
    assert say(chain, "Librarian", "Oakland Public Library") == (
        "Your sister-in-law Ana Ruiz works with Raj Patel, whose wife Mei Patel is a "
        "librarian at Oakland Public Library."
    )


@pytest.mark.parametrize(
    ("position", "said"),
    [
        ("Librarian", "is a librarian"),
        ("Undertaker", "is an undertaker"),
        ("UX Writer", "is a UX Writer"),
        ("RN", "is an RN"),
        ("University Librarian", "is a University Librarian"),
        ("Head of Youth Services", "is Head of Youth Services"),
        ("VP, Product", "is a “VP, Product”"),
        ("司書", "is a 司書"),
    ],
)
def test_titles_are_said_with_the_right_article(position, said):
    assert say([Link("friend", "Bo")], position) == f"Your friend Bo {said}."


def assert_reads_back(links: list[Link], position: str = "", company: str = "") -> None:
    told = read(say(links, position, company))
    people = ["me", *(link.name for link in links)]
    expected = [(a, link.relation, b, link.via) for (a, b), link in zip(pairwise(people), links, strict=True)]  # fmt: skip
    assert [(t.from_, t.relation, t.to, t.via) for t in told.ties] == expected
    last = next(p for p in told.people if p.name == people[-1])
    assert last.position.casefold() == position.casefold()
    assert last.company == (company or links[-1].via)


def test_every_pair_of_relations_reads_back():
    neutral = [relation.neutral for relation in relations().values()]
    for first, second in product(neutral, neutral):
        links = [Link(first, "Ana Ruiz"), Link(second, "Bo Li")]
        assert_reads_back(links, "Librarian", "Oak Library")
        assert_reads_back([*links, Link(first, "Jo Roe")])


def test_every_word_reads_back_at_every_place():
    for word in ALL_WORDS:
        for place in range(3):
            links = [Link("friend", "Ana"), Link("coworker", "Bo"), Link("boss", "Jo")]
            links[place] = Link(word, links[place].name)
            assert_reads_back(links, "Archivist", "City Hall")


names = st.one_of(
    st.sampled_from(NAMES + ODD_NAMES),
    st.text(min_size=1, max_size=20).map(clean).filter(bool),
)
chains = st.lists(
    st.tuples(st.sampled_from(ALL_WORDS), names), min_size=1, max_size=5,
    unique_by=lambda pair: pair[1].casefold(),
)  # fmt: skip
QUOTE_MARKS = set('“”"«»„‟')


@given(chains, names, names)
def test_what_is_said_reads_back_whatever_people_are_called(chain, position, company):
    spoken = [*(name for _, name in chain), position, company]
    if any(set(text) >= QUOTE_MARKS for text in spoken) or "me" in spoken:
        return
    links = [Link(relation, name) for relation, name in chain]
    assert_reads_back(links, position, company)


@given(st.text(max_size=80))
def test_any_text_is_understood_or_refused_with_a_place(text):
    refusal = None
    try:
        read(text)
    except SentenceError as error:
        refusal = error
    assert refusal is None or 0 <= refusal.column <= len(refusal.sentence)


vocabulary = st.sampled_from(
    [
        *ALL_WORDS,
        "works",
        "with",
        "at",
        "is",
        "a",
        "my",
        "whose",
        ",",
        "and",
        "Ana",
        "'s",
    ]
)


@given(st.lists(vocabulary, max_size=12))
def test_any_run_of_grammar_words_is_understood_or_refused(run):
    try:
        told = read(" ".join(run))
    except SentenceError:
        return
    known = {person.name for person in told.people}
    assert all({tie.from_, tie.to} <= known for tie in told.ties)
