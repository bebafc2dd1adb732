"""Questions: chosen for the person, one of each theme, and none that ask the same."""

from __future__ import annotations

import json
import re
import tomllib
from itertools import chain, combinations

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

import netpath
from netpath.model import Match
from netpath.planning.questions import _KNOWS, THEMES, questions_for

DATA = ROOT / "netpath" / "data"
GROUPS = tomllib.loads((DATA / "questions.toml").read_text(encoding="utf-8"))["group"]
TITLES = [
    tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((DATA / "titles").glob("*.toml"))
]
FAMILY_OF = {
    entry["id"]: titles["family"] for titles in TITLES for entry in titles["occupation"]
}
FAMILIES = sorted(set(FAMILY_OF.values()))
LEVELS = {"", "junior", "senior", "lead", "manager", "director", "vp", "chief"}
STATUSES = {"current", "student", "intern", "retired", "former", "aspiring", "negated"}


def stated(trait):
    """Everything that any group names of a trait."""
    whens = chain.from_iterable(group.get("when", []) for group in GROUPS)
    return set(chain.from_iterable(when.get(trait, []) for when in whens))


def questions_in(group):
    return [text for theme in THEMES for text in group.get(theme, {}).values()]


WRITTEN = [text for group in GROUPS for text in questions_in(group)]
CLOSING = list(GROUPS[0]["close"].values())

somebody = st.builds(
    lambda occupation, **traits: Match(
        0.9, "", occupation=occupation, family=FAMILY_OF.get(occupation, ""), **traits
    ),
    occupation=st.sampled_from(["", "poet of none", *FAMILY_OF]),
    level=st.sampled_from(sorted(LEVELS)),
    status=st.sampled_from(sorted(STATUSES)),
    kind=st.sampled_from(["exact", "synonym", "employer", "near", "none"]),
)
positions = st.one_of(st.sampled_from(["", *sorted(stated("words"))]), st.text())


def flat(themes):
    return [text for theme in themes for text in theme.questions]


def match(occupation, **traits):
    return Match(
        0.9, "", "exact", occupation=occupation, family=FAMILY_OF[occupation], **traits
    )


# --- the file -------------------------------------------------------------------------


def test_groups_name_only_what_there_is():
    assert stated("families") <= set(FAMILIES)
    assert stated("occupations") <= set(FAMILY_OF)
    assert stated("levels") <= LEVELS
    assert stated("statuses") <= STATUSES
    for group in GROUPS:
        assert set(group) <= {"when", "only", *THEMES}
        assert set(group.get("only", [])) <= set(THEMES)
        assert all(set(when) <= set(_KNOWS) and when for when in group.get("when", []))


def test_words_are_written_as_positions_are_read():
    for word in stated("words"):
        assert word == " ".join(re.findall(r"\w+", word.casefold()))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_questions_of_its_own(family):
    own = [
        text
        for group in GROUPS
        if group.get("when") == [{"families": [family]}]
        for text in questions_in(group)
    ]
    assert len(own) >= 4


def test_there_are_enough_of_everything():
    assert len(FAMILIES) == 28
    assert len(stated("occupations")) >= 30
    assert all(len(GROUPS[0][theme]) >= 4 for theme in THEMES)


def test_no_question_is_written_twice():
    assert len({text.casefold() for text in WRITTEN}) == len(WRITTEN)


def faults_of(text):
    """What is wrong with a question; nothing, as a rule."""
    return [
        fault
        for fault, is_so in {
            "no question": not text.endswith("?") or not text.isprintable(),
            "too long": len(text.split()) > 25,
            "initials": re.search(r"\b[A-Z]{2,}", text),
            "jargon": JARGON.search(text),
            "yes or no": text not in CLOSING and not OPEN.match(text),
        }.items()
        if is_so
    ]


def test_every_question_is_short_open_and_plain():
    assert {text: faults_of(text) for text in WRITTEN if faults_of(text)} == {}


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("What is hard?", []),
        ("Is it hard?", ["yes or no"]),
        ("What is hard.", ["no question"]),
        ("How do you onboard people?", ["jargon"]),
        ("What does the MLIS ask of one?", ["initials"]),
        (f"What {'very ' * 24}long?", ["too long"]),
    ],
)
def test_a_bad_question_would_be_noticed(text, faults):
    assert faults_of(text) == faults


OPEN = re.compile(
    r"((In|From|By|At|With|To|On) )?"
    r"(what|which|how|who|whom|whose|when|where|why)\b"
    r"|(When|If) [^,]+, what\b",
    re.IGNORECASE,
)
JARGON = re.compile(
    r"stakeholder|leverag|synerg|networking|onboard|deliverable|pain point|bandwidth"
    r"|ecosystem|best practice|touch base|value.add|deep dive|empower|passion|journey of",
    re.IGNORECASE,
)


# --- the choice -----------------------------------------------------------------------


@given(somebody, positions, st.integers(6, 40))
def test_every_theme_is_asked_about_and_the_close_comes_last(person, position, count):
    themes = questions_for(person, position, count)
    assert [theme.name for theme in themes] == list(THEMES.values())
    assert all(theme.questions for theme in themes)
    assert "May I use your name".casefold() in flat(themes[-1:])[0].casefold()
    assert len(flat(themes)) == len(set(flat(themes))) <= count


@given(somebody, positions, st.integers(6, 19))
def test_as_many_are_given_as_are_wanted(person, position, count):
    assert len(flat(questions_for(person, position, count))) == count


@given(somebody, positions, st.integers(0, 5))
def test_with_few_questions_the_close_is_among_them(person, position, count):
    themes = questions_for(person, position, count)
    assert len(flat(themes)) == count
    assert not count or themes[-1].name == "To close"


@given(somebody, positions)
def test_the_choice_is_the_same_every_time_and_grows_by_adding(person, position):
    eight = questions_for(person, position)
    assert eight == questions_for(person, position, 8)
    assert set(flat(eight)) <= set(flat(questions_for(person, position, 12)))


SMALL = frozenset(
    """
    a about an and are as at be been before by can did do does each every first for from
    had has have how i if in is it its like made make more most much of often on one or
    other others out people rather should somebody such than that the their them there
    they this to until was were what when where which while who whom with without work
    would you your yours yourself
    """.split()
)


def meant(text):
    return {word for word in re.findall(r"[a-z-]+", text.casefold()) if word not in SMALL}  # fmt: skip


@given(somebody, positions)
def test_no_two_ask_the_same(person, position):
    for one, other in combinations(flat(questions_for(person, position, 60)), 2):
        shared, all_ = meant(one) & meant(other), meant(one) | meant(other)
        assert len(shared) <= len(all_) / 2, (one, other)


@given(somebody, positions)
def test_what_anybody_could_be_asked_waits_for_what_only_they_can_be(person, position):
    general = set(questions_in(GROUPS[0]))
    eight, all_ = (questions_for(person, position, n) for n in (8, 200))
    for theme, whole in zip(eight[:-1], all_[:-1], strict=True):
        if general & set(theme.questions):
            own = set(whole.questions) - general
            assert own <= set(theme.questions)


def test_a_public_librarian_is_asked_about_a_public_library():
    asked = flat(questions_for(match("public librarian"), "Librarian"))
    assert "What should a public library stop doing, and what should it begin?" in flat(
        questions_for(match("public librarian"), "Librarian", 12)
    )
    assert not set(asked[:-1]) & set(questions_in(GROUPS[0]))


def test_a_branch_manager_of_a_public_library_is_asked_about_leading():
    found = netpath.match_title(
        "public librarian", "Branch Manager", "Oakland Public Library"
    )
    assert not found.level  # the title means the occupation there, and no level
    asked = flat(questions_for(found, "Branch Manager"))
    assert {
        "When you hire, what makes you stop at one application among fifty?",
        "What should somebody learn who would like to sit in your chair one day?",
        "How do you speak for your library before those who pay for it?",
        "Who came to you yesterday, and what did they need?",
    } < set(asked)


@pytest.mark.parametrize("position", ["Cataloguer", "Catalog Librarian", "CATALOGUING LIBRARIAN"])  # fmt: skip
def test_a_cataloguer_is_asked_about_records_and_standards(position):
    asked = " ".join(flat(questions_for(match("public librarian"), position)))
    assert "record that people can find" in asked
    assert "rules and standards" in asked
    assert "Who came to you yesterday" not in asked


def test_words_of_a_position_mean_something_only_in_their_family():
    bank = questions_for(match("bank teller"), "Catalog Clerk, Children's Accounts")
    assert bank == questions_for(match("bank teller"), "")


@pytest.mark.parametrize("level", ["manager", "director", "vp", "chief"])
def test_whoever_leads_is_asked_whom_they_hire(level):
    asked = flat(questions_for(match("registered nurse", level=level)))
    assert "When you hire, what makes you stop at one application among fifty?" in asked


def test_a_beginner_is_asked_what_surprised_them():
    asked = flat(questions_for(match("software engineer", level="junior")))
    assert "What surprised you most in your first months?" in asked


@pytest.mark.parametrize("status", ["retired", "former", "student", "intern"])
def test_of_a_day_they_do_not_have_now_nobody_is_asked(status):
    own = {
        text
        for group in GROUPS
        if any(status in when.get("statuses", []) for when in group.get("when", []))
        for text in group.get("day", {}).values()
    }
    [day] = [t for t in questions_for(match("librarian", status=status), "", 60) if t.name == "The day"]  # fmt: skip
    assert set(day.questions) == own


def test_a_retired_librarian_is_asked_what_they_miss():
    asked = flat(questions_for(match("librarian", status="retired")))
    assert "What do you miss, and what are you glad to have left behind?" in asked


def test_a_neighbour_is_asked_about_their_own_occupation():
    near = Match(0.3, "", "near", "registered nurse", family="Health")
    asked = flat(questions_for(near, "Paramedic", 20))
    assert "What do you find out in the first minute of a call?" in asked
    assert not any("nurses" in text for text in asked)


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_is_asked_something_else(family):
    asked = flat(questions_for(Match(0.9, "", family=family)))
    others = (
        flat(questions_for(Match(0.9, "", family=other)))
        for other in FAMILIES
        if other != family
    )
    assert len(set(asked) - set(chain.from_iterable(others))) >= 4


# --- the door and the command ---------------------------------------------------------


def test_a_position_chooses_more_than_a_title_does():
    plain = netpath.find_questions("public librarian")
    assert plain == netpath.find_questions("public librarian", "public librarian")
    assert plain != netpath.find_questions("public librarian", "Branch Manager", "Oak Public Library")  # fmt: skip
    assert len(flat(netpath.find_questions("nurse", count=11))) == 11


def test_occupations_of_ones_own_are_understood(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        'family = "Health"\n[[occupation]]\nid = "leecher"\nen = ["leecher"]\n'
    )
    own_words = flat(netpath.find_questions("leecher", lexicon=[own]))
    assert own_words != flat(netpath.find_questions("leecher"))
    assert any("patients" in text for text in own_words)


def test_the_command_prints_each_format_of_the_same(run):
    themes = netpath.find_questions("archivist")
    table, md, found = (
        run("questions", "--title", "archivist", *how).stdout
        for how in ([], ["--format", "md"], ["--format", "json"])
    )
    assert table.split("\n")[:2] == [themes[0].name, f"  {themes[0].questions[0]}"]
    assert re.findall(r"^  (.*)$", table, re.MULTILINE) == flat(themes)
    assert re.findall(r"^- (.*)$", md, re.MULTILINE) == flat(themes)
    assert re.findall(r"^## (.*)$", md, re.MULTILINE) == [one.name for one in themes]
    assert [(one["name"], tuple(one["questions"])) for one in json.loads(found)] == [
        (one.name, one.questions) for one in themes
    ]


def test_a_title_that_no_entry_knows_gets_questions_for_anybody(run):
    done = run(
        "questions", "--title", "zzz\x1b[2J *qx*", "--count", "7", "--format", "md"
    )
    assert done.returncode == 0
    assert "No entry knows “zzz�[2J *qx*”" in done.stderr
    assert done.stdout.count("?") == 7
    assert done.stdout.startswith("# Questions: zzz�\\[2J \\*qx\\*\n")
    assert not run("questions", "--title", "nurse").stderr


def test_questions_need_no_store_and_say_what_is_missing(run, tmp_path):
    assert run("questions", "--title", "nurse").returncode == 0
    assert not (tmp_path / "store").exists()
    assert run("questions").returncode == 2
    assert run("questions", "--title", " ").returncode == 2
    assert run("questions", "--title", "nurse", "--count", "0").returncode == 2
