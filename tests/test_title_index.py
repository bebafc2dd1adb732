"""The index of positions: the same answers as reading every row."""

import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netpath.arrays import open_arrays, save_arrays
from netpath.ranking.titles import TitleMatcher
from netpath.ranking.titles.index import TitleIndex, is_worth_listing
from netpath.ranking.titles.lexicon import written

np = pytest.importorskip("numpy")

ROWS = [
    *(row.rpartition("@") for e in written().every() for row in (*e.must, *e.must_not)),
    *((f"{name} II | Poet", "@", "Self-employed") for name in written().rows),
]
PAIRS = sorted({(position.strip(), company.strip()) for position, _, company in ROWS})
QUERIES = (
    "public librarian",
    "nurse",
    "librarian or archivist",
    "curator at a museum",
    "VP of product",
    "Bibliothekarin",
    "software enginer",
    "wind farm engineer",
    "lighthouse keeper",
    "data poet",
    "図書館司書",
    "head of data",
    "",
)
WORDS = st.sampled_from(
    """Librarian librarain Public Nurse, of the Head former | - @ at Tulsa Library
    Engineer Wind farm Poet 図書館司書 Bibliothekarin Kinderbibliothekar RN Dr.""".split()
)
TITLES = st.lists(WORDS, max_size=6).map(" ".join)


def by_reading(pairs, query):
    matcher = TitleMatcher(query)
    read = {pair: matcher(*pair) for pair in pairs if pair[0].strip()}
    return {pair: match for pair, match in read.items() if is_worth_listing(match)}


def found(index, query):
    rows = index.search(TitleMatcher(query))
    return {index[row]: match for row, match in rows.items()}


@pytest.fixture(scope="module")
def index():
    return TitleIndex.of(PAIRS)


@pytest.mark.parametrize("query", QUERIES)
def test_the_index_finds_what_reading_every_row_finds(index, query):
    assert found(index, query) == by_reading(PAIRS, query)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TITLES, TITLES), max_size=8), st.sampled_from(QUERIES))
def test_so_it_does_whatever_people_write(pairs, query):
    assert found(TitleIndex.of(pairs), query) == by_reading(set(pairs), query)


def test_it_answers_the_same_after_it_was_kept(index, tmp_path):
    path = tmp_path / "kept.titles"
    index.save(path, "these")
    again = TitleIndex.open(path, "these")
    assert list(again.pairs()) == list(index.pairs())
    matcher = TitleMatcher("public librarian")
    assert again.search(matcher) == index.search(matcher)


def test_equal_pairs_give_equal_bytes(tmp_path):
    for name, pairs in (("a", PAIRS), ("b", PAIRS[::-1])):
        TitleIndex.of(pairs).save(tmp_path / name, "these")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_it_is_for_its_owner_alone(index, tmp_path):
    index.save(tmp_path / "kept", "these")
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize("spoil", ["other", "cut", "foreign", "none"])
def test_what_cannot_be_trusted_is_made_anew(index, tmp_path, spoil):
    path = tmp_path / "kept"
    index.save(path, "these")
    if spoil == "cut":
        path.write_bytes(path.read_bytes()[:-100])
    if spoil == "foreign":
        path.write_bytes(b"\x89PNG\r\n")
    if spoil == "none":
        path.unlink()
    assert TitleIndex.open(path, "those" if spoil == "other" else "these") is None


def test_an_empty_index_finds_nothing():
    index = TitleIndex.of([("", "Tulsa Library")])
    assert (len(index), index.search(TitleMatcher("librarian"))) == (0, {})


@given(st.dictionaries(st.text("abc", min_size=1), st.lists(st.integers(-9, 9))))
def test_arrays_come_back_as_they_were(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("arrays") / "some"
    arrays = {name: np.array(numbers, np.int32) for name, numbers in values.items()}
    save_arrays(path, "numbers", arrays)
    found = open_arrays(path, "numbers")
    assert {name: list(array) for name, array in found.items()} == values
