"""A title against position and employer: what must match, what must not, and why."""

import string
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netpath.errors import SourceError
from netpath.ranking.titles import (
    TitleMatcher,
    compile_title,
    glossary,
    lexicon,
    match_title,
)
from netpath.ranking.titles.checking import remarks_on, split_row
from netpath.ranking.titles.entries import forms, from_row, read_entries, to_row
from netpath.ranking.titles.knowledge import knowledge
from netpath.ranking.titles.lexicon import written
from netpath.ranking.titles.segments import segments_of
from netpath.ranking.titles.spelling import is_slip

ENTRIES = written().every()
ROWS = [split_row(row) for entry in ENTRIES for row in (*entry.must, *entry.must_not)]
QUERIES = (
    "public librarian",
    "nurse",
    "VP of product",
    "curator at a museum",
    "beekeeper",
)


def score(query, position, company=""):
    return match_title(query, position, company).score


# --- the lexicon ------------------------------------------------------------------------


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_entry_keeps_what_it_promises(entry):
    assert list(remarks_on(entry, knowledge())) == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_name_of_an_entry_matches_itself(entry):
    matcher = TitleMatcher(entry.id)
    named = [n.lstrip("*") for _, n in entry.names if not n.startswith("=")]
    least = 0.5 if not entry.setting or entry.is_a else 0.1
    low = {name: match for name in named if (match := matcher(name).score) < least}
    assert low == {}


def test_what_lies_beside_the_entries_is_made_of_them():
    assert lexicon.COMPILED.read_bytes() == lexicon.compile_entries()
    assert glossary.COMPILED.read_bytes() == glossary.compile_words()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_kept_as_plain_lists_is_the_same(entry):
    assert from_row(to_row(entry)) == entry


def test_ids_are_unique_and_what_they_refer_to_exists():
    ids = [entry.id for entry in ENTRIES]
    assert len(ids) == len(set(ids)) >= 400
    assert {entry.is_a for entry in ENTRIES if entry.is_a} <= set(ids)


def test_every_sub_major_group_of_isco_has_an_entry():
    groups = """01 02 03 11 12 13 14 21 22 23 24 25 26 31 32 33 34 35 41 42 43 44 51 52
        53 54 61 62 63 71 72 73 74 75 81 82 83 91 92 93 94 95 96""".split()
    assert {entry.isco[:2] for entry in ENTRIES} >= set(groups)


def test_a_mistake_in_a_file_is_told_with_file_entry_and_field():
    text = """
[[occupation]]
id = "poet"
en = "poet"
nears = ["bard"]
must = ["Poet at large"]
near = ["bard"]
not = ["bard"]
[occupation.setting]
unknown = 2
"""
    with pytest.raises(SourceError) as caught:
        read_entries(text, "arts.toml")
    assert str(caught.value).splitlines() == [
        "arts.toml: entry 'poet': there is no field nears; did you mean near?",
        'arts.toml: entry \'poet\': en must be a list, ["…", "…"]',
        "arts.toml: entry 'poet': must: 'Poet at large' should read 'position @ company'",
        "arts.toml: entry 'poet': near and not: 'bard' cannot be a neighbour and something else",
        "arts.toml: entry 'poet': setting.says is missing: how the place is called, 'public library'",
        "arts.toml: entry 'poet': setting.unknown must be a number from 0 to 1, not 2",
    ]


def test_a_file_that_is_not_toml_names_the_line():
    with pytest.raises(SourceError, match=r"arts\.toml is not TOML: .*line 2"):
        read_entries('[[occupation]]\nid = poet"', "arts.toml")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("bibliotecario/a", ("bibliotecario", "bibliotecaria")),
        ("développeur/euse", ("développeur", "développeuse")),
        ("directeur/trice", ("directeur", "directrice")),
        ("infirmier/ière", ("infirmier", "infirmière")),
        ("bibliothekar/in", ("bibliothekar", "bibliothekarin")),
        ("asesor/a financiero", ("asesor financiero", "asesora financiera")),
        (
            "director/a de instituto",
            ("director de instituto", "directora de instituto"),
        ),
    ],
)
def test_both_forms_of_a_name_are_written_out(written, meant):
    assert forms(written) == meant


# --- what a student would try -----------------------------------------------------------


def test_a_librarian_at_a_public_library_is_a_public_librarian():
    match = match_title("public librarian", "Librarian", "Oakland Public Library")
    assert match.score > 0.9
    assert (
        match.reason == "'librarian' in the position; 'Public Library' in the company"
    )
    assert (match.occupation, match.status) == ("public librarian", "current")


def test_the_employer_is_a_gate():
    at = (
        "Oakland Public Library",
        "City of Oakland",
        "",
        "Initech",
        "Boise State University",
    )
    scores = [score("public librarian", "Librarian", company) for company in at]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0.9 > scores[1] > 0.5 > scores[2] > 0.2 > scores[3] > scores[4]


@pytest.mark.parametrize(
    ("query", "position", "company"),
    [
        ("librarian", "Librarian II", "Boise State University"),
        ("Public Librarians", "Children’s Librarian", "Tulsa City-County Library"),
        ("bibliotecaria", "Librarian", "Initech"),
        ("children's librarian", "Children's Librarian", "Oakland Public Library"),
        ("public librarian", "Bibliothekar*in (m/w/d)", "Stadtbibliothek Köln"),
        ("public librarian", "Librarian at Oakland Public Library", ""),
        ("public libarian", "Librarian", "Oakland Public Library"),
        ("librarian", "𝐋𝐢𝐛𝐫𝐚𝐫𝐢𝐚𝐧", ""),
        ("library director", "Director of Library Services", "Tulsa Library"),
        ("librarian or archivist", "Archivist", "Levi & Sons"),
        ("curator at a museum", "Curator", "Saffron Museum"),
        ("VP of Product", "Vice President, Product", "Initech"),
        ("director of nursing", "Director of Nursing", "Cedar Valley Hospital"),
        ("Sr. Software Engineer", "Senior Software Engineer", "Initech"),
        ("RN", "Enfermera", "Hospital Clínic"),
        ("software engineer", "Engineer, Software", "Initech"),
        ("archivist", "Keeper of memories | Archivist @ Initech", "Initech"),
        ("beekeeper", "Beekeeper", "Self-employed"),
        ("lighthouse keeper", "Lighthouse Keeper", "Coast Guard"),
        ("head of data", "Head of Data", "Initech"),
        ("nurse", "Former Teacher, now Nurse", "Cedar Valley Hospital"),
    ],
)
def test_a_sought_title_is_found(query, position, company):
    assert score(query, position, company) >= 0.75


@pytest.mark.parametrize(
    ("query", "position", "company"),
    [
        ("public librarian", "Security Guard", "Oakland Public Library"),
        ("public librarian", "Former Librarian", "Oakland Public Library"),
        ("public librarian", "Branch Manager", "First Savings Bank"),
        ("librarian", "Aspiring librarian", ""),
        ("librarian", "Library Vendor Sales Rep", "Bookhouse"),
        ("librarian", "Recruiter - Librarians", "Hays"),
        ("social worker", "Not a social worker, but close", ""),
        ("nurse", "Nurse Recruiter", "MedStaff"),
        ("product manager", "Produce Manager", "Orchard Retail"),
        ("software engineer", "Ex-software engineer turned baker", "Bakery"),
        ("teacher", "Attorney at law", "Lopez Law"),
        ("attorney", "Recovering attorney, now novelist", "Self-employed"),
        ("beekeeper", "Bookkeeper", "Initech"),
        ("lighthouse keeper", "Goalkeeper", "Rovers"),
        ("curator", "Content Curator", "StreamBox"),
    ],
)
def test_a_look_alike_is_not(query, position, company):
    assert score(query, position, company) < 0.1


@pytest.mark.parametrize(
    ("query", "position", "company", "status"),
    [
        ("nurse", "Nursing Student", "Emory", "student"),
        ("nurse", "Student Nurse", "Emory", "student"),
        (
            "librarian",
            "MLIS Candidate & Library Intern",
            "Austin Public Library",
            "intern",
        ),
        ("electrician", "Apprentice Electrician", "Cable Co", "intern"),
        ("librarian", "Retired Librarian", "", "retired"),
        ("librarian", "Librarian (retired)", "", "retired"),
        ("librarian", "Librarian Emerita", "", "retired"),
        ("nurse", "Nurse Manager", "Cedar Valley Hospital", "current"),
        ("nurse", "Director of Nursing", "Cedar Valley Hospital", "current"),
        ("librarian", "Library Assistant", "Initech", "current"),
        ("librarian", "Assistant to the Librarian", "Initech", "current"),
        ("librarian", "Archivist", "Initech", "current"),
    ],
)
def test_who_is_near_is_near(query, position, company, status):
    match = match_title(query, position, company)
    assert match.score < 0.1
    assert match.near >= 0.2
    assert match.status == status


@pytest.mark.parametrize(
    ("position", "status"),
    [
        ("Librarian", "current"),
        ("Student Success Librarian", "current"),
        ("Librarian for International Students", "current"),
        ("Non-fiction Librarian", "current"),
        ("Former Librarian", "former"),
        ("Librarian (former)", "former"),
        ("Librarian turned painter", "former"),
        ("Ehemalige Bibliothekarin", "former"),
        ("Future Librarian", "aspiring"),
        ("Not a librarian", "negated"),
    ],
)
def test_status_is_read_from_the_words_around(position, status):
    assert match_title("librarian", position).status == status


def test_a_kind_that_is_not_said_may_be_so_and_is_near():
    match = match_title("children's librarian", "Librarian", "Oakland Public Library")
    said = score(
        "children's librarian", "Children's Librarian", "Oakland Public Library"
    )
    assert 0.2 < match.score < 0.5 < said
    assert match.near > 0.8


def test_someone_whose_employer_is_retirement_is_retired():
    match = match_title("librarian", "Librarian", "Retired")
    assert match.score < 0.45
    assert match.status == "retired"
    assert match.reason.endswith("now retired")


def test_level_is_ignored_unless_the_query_names_one():
    assert score("actuary", "Chief Actuary") == score("actuary", "Senior Actuary")
    chief = score("chief actuary", "Chief Actuary")
    plain = match_title("chief actuary", "Actuary")
    assert chief > 0.75 > plain.near > plain.score


def test_a_level_is_read_from_the_position():
    assert match_title("nurse", "Senior Nurse").level == "senior"
    assert match_title("product manager", "Product Manager").level == ""


@pytest.mark.parametrize(
    ("query", "position", "company", "reason"),
    [
        ("librarian", "Bibliotecaria", "", "'bibliotecaria' is Spanish for librarian"),
        ("social worker", "LCSW", "", "'LCSW' stands for social worker"),
        ("public librarian", "Branch Manager", "Tulsa County Library", "'Branch Manager' there means public librarian; 'County Library' in the company"),
        ("librarian", "Archivist", "", "'archivist' is a neighbour of a librarian"),
        ("librarian", "Former Librarian", "", "'librarian' in the position; but that is over"),
        ("nurse", "Nurse Recruiter", "", "'nurse' in the position; but 'recruiter' points to one who hires or sells to them"),
        ("librarian", "Plumber", "", "nothing in the position speaks of a librarian"),
        ("archivist at Tulsa Library", "Archivist", "Initech", "'archivist' in the position; the employer does not look like Tulsa Library"),
        ("public librarian", "Librarian", "", "'librarian' in the position; nothing says whether it is at a public library"),
        ("public librarian", "Librarian", "Boise State University", "'librarian' in the position; 'University' in the company speaks against a public library"),
    ],
)  # fmt: skip
def test_a_reason_is_a_sentence_one_can_check(query, position, company, reason):
    assert match_title(query, position, company).reason == reason


def test_who_works_at_such_a_place_is_known_without_a_title():
    matcher = TitleMatcher("public librarian")
    places = ("Tulsa City-County Library", "Boise State University", "", "Initech")
    assert [matcher.works_there(p) for p in places] == [True, False, False, False]


@pytest.mark.parametrize(
    "kind", ["exact", "synonym", "employer", "near", "words", "none"]
)
def test_every_kind_of_match_occurs(kind):
    example = {
        "exact": ("nurse", "Nurse", ""),
        "synonym": ("nurse", "Enfermera", ""),
        "employer": ("public librarian", "Branch Manager", "Fresno County Library"),
        "near": ("nurse", "Midwife", ""),
        "words": ("dawn chorus guide", "Guide to the dawn chorus", ""),
        "none": ("nurse", "Plumber", ""),
    }[kind]
    assert match_title(*example).kind == kind


def test_segments_are_roles_and_what_follows_at_is_none():
    keys = [
        s.keys for s in segments_of("Attorney at Batt & Sons | Cook - Baker/Butcher")
    ]
    assert keys == [("attorney",), ("cook",), ("baker",), ("butcher",)]


def test_slips_of_the_pen_are_mended_and_other_words_are_not():
    assert is_slip("librarain", "librarian")
    assert not is_slip("produce", "product")
    assert not is_slip("nursery", "nursing")


# --- always -----------------------------------------------------------------------------

TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from(string.printable + "|•·—@éß図書館司書"), max_size=60),
    st.lists(
        st.sampled_from(
            "former ex now | , - at @ librarian nurse of for student not a public (RN) 司書".split()
        ),
        max_size=9,
    ).map(" ".join),
)


@settings(deadline=None)
@given(st.one_of(TEXTS, st.sampled_from(QUERIES)), TEXTS, TEXTS)
def test_any_text_gives_a_score_from_0_to_1_and_a_reason(query, position, company):
    match = TitleMatcher(query)(position, company)
    assert 0 <= match.score <= 1
    assert match.reason
    assert match.status in {
        "current", "student", "intern", "retired", "former", "aspiring", "negated",
    }  # fmt: skip


@given(st.sampled_from(QUERIES), st.sampled_from(ROWS))
def test_case_accents_and_white_space_do_not_matter(query, row):
    position, company = row
    expected = score(query, position, company)
    assert score(query, position.lower(), company.lower()) == expected
    assert score(query, f"  {position.replace(' ', '  ')} ", company) == expected
    bare = position.translate(str.maketrans("áéíóúäöüè", "aeiouaoue"))
    assert score(query, bare, company) == expected
    assert score(query.upper(), position, company) == expected


@given(TEXTS, TEXTS)
def test_what_went_before_changes_nothing(position, company):
    used, fresh = compile_title("public librarian"), TitleMatcher("public librarian")
    assert used(position, company) == fresh(position, company)


def test_asking_nothing_finds_nothing():
    assert score("", "Librarian") == 0.0
    assert score("librarian", "") == 0.0


def test_nothing_heavy_is_loaded():
    code = (
        "import sys; from netpath.ranking.titles import match_title as m;"
        "m('public librarian', 'Librarian', 'Tulsa Library');"
        "print([n for n in ('pandas', 'numpy', 'networkx', 'pydantic', 'rapidfuzz') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
