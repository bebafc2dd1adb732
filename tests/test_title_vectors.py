"""Titles as points, the words of nine languages, and learning from downloaded lists."""

import pytest

from netpath.errors import OutputError, SourceError
from netpath.ranking.titles.contrast import Settings, learn
from netpath.ranking.titles.downloads import read_titles
from netpath.ranking.titles.glossary import Glossary, glossary
from netpath.ranking.titles.learning import learn_from, save_table, titles_of
from netpath.ranking.titles.lexicon import lexicon
from netpath.ranking.titles.vectors import TitleVectors
from netpath.ranking.titles.words import phrase_of

np = pytest.importorskip("numpy")

ESCO = """conceptType,conceptUri,iscoGroup,preferredLabel,altLabels
Occupation,http://esco/1,2622,librarian,"book keeper of the town
library worker"
Occupation,http://esco/2,2221,nurse,
"""
ESCO_ES = """conceptType,conceptUri,iscoGroup,preferredLabel,altLabels
Occupation,http://esco/1,2622,bibliotecario/bibliotecaria,
"""
ONET = (
    "O*NET-SOC Code\tTitle\tAlternate Title\tShort Title\tSource(s)\n"
    "25-4022.00\tLibrarians\tReference Librarian\tn/a\t08\n"
    "29-1141.00\tRegistered Nurses\tStaff Nurse\tRN\t08\n"
)
SMALL = Settings(rows=2048, dimensions=16, rounds=20, batch=64)
TITLES = {
    "engineer of wind": [("wind", "engineer"), ("ingeniero", "eolico")],
    "engineer of data": [("data", "engineer"), ("ingeniero", "dato")],
    "poet": [("poet",), ("poeta",), ("bard",)],
    "nurse": [("nurse",), ("enfermera",), ("infermiere",)],
}


# --- vectors ----------------------------------------------------------------------------


def test_titles_of_one_occupation_come_near_each_other_and_others_do_not():
    vectors = TitleVectors(learn(TITLES, settings=SMALL))
    assert vectors.likeness(("nurse",), ("enfermera",)) > 0.5
    assert vectors.likeness(("nurse",), ("poeta",)) < 0.3


def test_parts_of_titles_are_learned_so_that_new_ones_can_be_put_together():
    titles = {
        f"{en} {of}": [(of, en), (es, what)]
        for en, es in (("engineer", "ingeniero"), ("teacher", "maestro"), ("cook", "cocinero"))
        for of, what in (("wind", "eolico"), ("data", "dato"), ("school", "escuela"))
        if (en, of) != ("cook", "school")
    }  # fmt: skip
    vectors = TitleVectors(learn(titles, settings=SMALL))
    right = vectors.likeness(("school", "cook"), ("cocinero", "escuela"))
    assert right > vectors.likeness(("school", "cook"), ("cocinero", "dato"))
    assert right > vectors.likeness(("school", "cook"), ("maestro", "escuela"))


def test_learning_twice_gives_the_same_bytes():
    assert (learn(TITLES, settings=SMALL) == learn(TITLES, settings=SMALL)).all()


def test_progress_is_told_to_the_end():
    told = []
    learn(TITLES, settings=SMALL, tell=lambda done, total: told.append((done, total)))
    assert told[-1] == (SMALL.rounds, SMALL.rounds)


def test_nothing_is_like_nothing():
    vectors = TitleVectors(np.ones((16, 4), np.int8))
    assert vectors.likeness((), ("nurse",)) == 0.0
    assert vectors.likeness(("of", ","), ("nurse",)) == 0.0


@pytest.mark.parametrize("content", [b"?", b"not numpy", b"\x93NUMPY\x01\x00"])
def test_a_file_that_is_no_table_is_an_error(tmp_path, content):
    path = tmp_path / "titles.npy"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="not a table of title vectors"):
        TitleVectors.open(path)


def test_a_table_of_other_numbers_is_an_error(tmp_path):
    np.save(tmp_path / "other.npy", np.ones((4, 4)))
    with pytest.raises(SourceError, match="not a table of title vectors"):
        TitleVectors.open(tmp_path / "other.npy")


# --- words of nine languages ------------------------------------------------------------


@pytest.fixture
def words():
    return Glossary.of(
        {
            "data": {"es": ["datos"], "de": ["daten"], "ja": ["データ"]},
            "engineer": {"es": ["ingeniero/a"], "de": ["ingenieur/in"], "ja": ["技師"]},
            "human resource": {"es": ["recursos humanos"]},
        }
    )


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("Ingeniera de Datos", {"engineer", "data"}),
        ("Dateningenieurin", {"data", "engineer"}),
        ("データ技師", {"data", "engineer"}),
        ("Jefa de Recursos Humanos", {"human", "resource"}),
        ("Data Engineer", {"data", "engineer"}),
        ("Poet", set()),
    ],
)
def test_words_are_read_as_what_they_mean(words, title, meant):
    read = set().union(*words.read(phrase_of(title)))
    assert {
        word for word in read if word in "data engineer human resource".split()
    } == meant


def test_a_word_taken_out_is_read_no_more(words):
    assert words.without({"data"}).meaning("dateningenieur") == frozenset()


def test_no_shipped_word_is_without_a_meaning_of_its_own():
    kept = glossary()
    assert all(kept.meanings.values())
    assert all(word in kept.meanings for word in kept.parts)


# --- lists a user downloaded ------------------------------------------------------------


@pytest.fixture
def lists(tmp_path):
    for name, text in (("en.csv", ESCO), ("es.csv", ESCO_ES), ("alt.txt", ONET)):
        (tmp_path / name).write_text(text, encoding="utf-8-sig")
    return tmp_path


def test_an_occupation_of_esco_is_one_in_all_languages(lists):
    titles = read_titles([lists / "en.csv", lists / "es.csv"])
    assert titles["http://esco/1"] == [
        ("librarian",),
        ("book", "keeper", "of", "the", "town"),
        ("library", "worker"),
        ("bibliotecario",),
        ("bibliotecaria",),
    ]
    assert titles["http://esco/2"] == [("nurse",)]


def test_titles_of_onet_are_read_by_their_code(lists):
    titles = read_titles([lists / "alt.txt"])
    assert list(titles) == ["25-4022.00", "29-1141.00"]
    assert phrase_of("Staff Nurse") in titles["29-1141.00"]
    assert phrase_of("n/a") not in titles["25-4022.00"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Name,Title\nx,y\n", "Its columns: Name, Title"),
        (b"", "Its columns: none"),
        (b"preferredLabel,altLabels\nbiblioth\xe9caire,\n", "not UTF-8"),
    ],
)
def test_another_file_is_an_error_that_says_what_was_looked_for(
    tmp_path, content, said
):
    (tmp_path / "list.csv").write_bytes(content)
    with pytest.raises(SourceError, match=said):
        read_titles([tmp_path / "list.csv"])


def test_what_is_learned_is_kept_beside_the_store(lists, monkeypatch):
    monkeypatch.setattr("netpath.ranking.titles.learning.LARGE", SMALL)
    target = lists / "store" / "titles.npy"
    count, occupations = learn_from([lists / "en.csv", lists / "es.csv"], target)
    assert (count, occupations) == (6, 2)
    assert TitleVectors.open(target).likeness(("nurse",), ("nurse",)) == pytest.approx(
        1
    )
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_place_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        save_table(np.ones((2, 2), np.int8), tmp_path / "file" / "titles.npy")


def test_entries_and_words_are_what_is_learned_from():
    titles, kin = titles_of(lexicon(), glossary())
    assert ("bibliotecaria",) in titles["librarian"]
    assert "public librarian" in kin["librarian"]
