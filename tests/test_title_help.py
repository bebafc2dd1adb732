"""What people do, what a query could mean, and whether entries keep their promises."""

import pytest

from netpath.errors import SourceError
from netpath.ranking.titles import match_title
from netpath.ranking.titles.checking import check, split_row
from netpath.ranking.titles.helping import advise
from netpath.ranking.titles.knowledge import knowledge
from netpath.ranking.titles.lexicon import lexicon
from netpath.ranking.titles.naming import Namer, tally

POET = """
family = "Letters"

[[occupation]]
id = "court poet"
isco = "2641"
en = ["court poet", "poet laureate"]
es = ["poeta de la corte"]
fr = ["poète de cour"]
de = ["hofdichter/in"]
pt = ["poeta da corte"]
it = ["poeta di corte"]
nl = ["hofdichter"]
ja = ["宮廷詩人"]
must = ["Poet Laureate @ Crown", "Hofdichterin @ Schloss Glanz", "宮廷詩人 @ 王宮"]
must_not = ["Court Clerk @ Crown", "Former Court Poet @ Crown", "Tennis Coach @ Court"]
"""


# --- what people do ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("position", "company", "occupation"),
    [
        ("Librarian II", "Oakland Public Library", "public librarian"),
        ("Librarian", "Boise State University", "academic librarian"),
        ("Librarian", "", "librarian"),
        ("Enfermera", "Hospital Clínic", "registered nurse"),
        ("Former Librarian | Archivist", "Initech", "archivist"),
        ("Nurse Recruiter", "MedStaff", None),
        ("Aspiring librarian", "", None),
        ("Keeper of secrets", "", None),
        ("", "Initech", None),
    ],
)
def test_a_position_is_named_by_the_narrowest_occupation(position, company, occupation):
    found = Namer(knowledge())(position, company)
    assert (found.id if found else None) == occupation


def test_people_are_counted_by_family_and_nobody_is_lost():
    pairs = [("Nurse", "A"), ("RN", "B"), ("Librarian", ""), ("Sage", ""), ("", "C")]
    counted = tally(pairs, knowledge())
    assert counted.families["Health"] == {"registered nurse": 2}
    assert counted.unnamed == {"Sage": 1}
    named = sum(sum(its.values()) for its in counted.families.values())
    assert named + sum(counted.unnamed.values()) + counted.silent == len(pairs)


# --- help with a query ------------------------------------------------------------------


def test_a_title_is_said_to_be_understood_and_its_neighbours_named():
    (advice,) = advise("public librarian", knowledge())
    assert (advice.occupation, advice.did_you_mean) == ("public librarian", ())
    assert "librarian" in advice.near


def test_an_unknown_title_gets_what_is_spelled_alike():
    (advice,) = advise("librarien", knowledge())
    assert advice.occupation == ""
    assert "librarian" in advice.did_you_mean


def test_every_alternative_gets_its_own_advice():
    found = advise("librarian or beekeeper of the moon", knowledge())
    assert [advice.query for advice in found] == ["librarian", "beekeeper of the moon"]


# --- entries of one's own ---------------------------------------------------------------


def test_a_good_file_has_nothing_to_mend():
    assert check(POET, "letters.toml", lexicon()) == (1, [], [])


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        ('isco = "2641"\n', "", "isco is missing: the unit group of ISCO-08"),
        ('nl = ["hofdichter"]\n', "", 'there is no Dutch name: nl = ["…"]'),
        ('ja = ["宮廷詩人"]\n', "", "there is neither a Chinese nor a Japanese name"),
        ('"Court Clerk @ Crown", ', "", "must_not needs at least 3 rows"),
        ("Poet Laureate @", "Lawn Mower @", "must: 'Lawn Mower @ Crown' scores 0.00"),
        ("Court Clerk @", "Court Poet @", "must_not: 'Court Poet @ Crown' scores 0.9"),
        (
            '"poet laureate"',
            '"nurse"',
            "en: 'nurse' is also a name of registered nurse",
        ),
        (
            'id = "court poet"',
            'id = "poet or nurse"',
            "understood as writer or registered nurse",
        ),
    ],
)
def test_what_is_to_mend_is_said_with_file_and_entry(old, new, remark):
    found = check(POET.replace(old, new), "letters.toml", lexicon())
    said = [*found.remarks, *found.notes]
    assert any(line.startswith("letters.toml: ") and remark in line for line in said)


def test_a_file_that_is_no_toml_is_an_error():
    with pytest.raises(SourceError, match="letters"):
        check("[[occupation", "letters.toml", lexicon())


def test_a_users_entries_are_laid_over_the_shipped_ones(tmp_path):
    file = tmp_path / "letters.toml"
    file.write_text(POET, encoding="utf-8")
    knows = knowledge((file,))
    assert knows.lexicon.occupation("court poet").family == "Letters"
    assert knows.lexicon.occupation("librarian") == lexicon().occupation("librarian")
    assert lexicon().occupation("court poet") is None


def test_an_entry_taken_out_is_known_no_more():
    assert lexicon().without({"actuary"}).called(("actuary",)) is None


def test_the_factors_of_a_match_multiply_to_its_fit():
    match = match_title(
        "public librarian", "Former Librarian", "Boise State University"
    )
    assert [share for _, share in match.factors] == [0.97, 0.07, 0.36]
    assert match.factors[1][0] == "that is over"


def test_a_row_is_divided_at_the_last_sign():
    assert split_row("Poet @ Large @ Sea") == ("Poet @ Large", "Sea")
