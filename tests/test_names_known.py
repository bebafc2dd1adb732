"""What is known of personal names: the common ones, and short forms of full ones."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import unicodedata

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from netpath.names import fold
from netpath.names_known import (
    are_forms_of_one,
    full_forms,
    is_common_family,
    is_common_given,
)

DATA = tomllib.loads((ROOT / "netpath/data/names.toml").read_text(encoding="utf-8"))
COMMON = [(k, lang) for k, lists in DATA["common"].items() for lang in lists]
NICKNAMES = DATA["nicknames"]
FORMS = sorted(
    {form for text in NICKNAMES.values() for form in map(fold, text.split())}
)
AT_LEAST = {("family", "vietnamese"): 50}  # nearly all people share so few

known = st.sampled_from(FORMS)
any_word = known | st.text(max_size=12).map(fold)


def groups(language):
    return [line.split() for line in NICKNAMES[language].splitlines() if line]


related = st.sampled_from([g for language in NICKNAMES for g in groups(language)]).map(
    lambda group: (fold(group[0]), fold(group[-1]))
)


# --- common names ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("John", "Smith"),
        ("María", "García"),
        ("João", "Silva"),
        ("Jürgen", "Müller"),
        ("Jurgen", "Mueller"),
        ("Łukasz", "Wiśniewski"),
        ("Søren", "Sørensen"),
        ("İbrahim", "Yılmaz"),
        ("Thảo", "Nguyễn"),
        ("Wei", "Zhang"),
        ("伟", "王"),
        ("怡君", "陳"),
        ("지훈", "김"),
        ("Ji-hoon", "Park"),
        ("健太", "佐藤"),
        ("Алёна", "Соловьёва"),
        ("Андрій", "Шевченко"),
        ("Γιώργος", "Παπαδόπουλος"),
        ("محمد", "أحمد"),
        ("Mohammed", "Al-Otaibi"),
        ("דוד", "כהן"),
        ("राजेश", "सिंह"),
        ("Rajesh", "Patel"),
        ("Chinedu", "Okafor"),
        ("Kwame", "Mensah"),
    ],
)
def test_a_common_name_is_known_in_its_own_script(first, last):
    assert is_common_given(fold(first))
    assert is_common_family(fold(last))


@pytest.mark.parametrize("word", ["", "quill", "spaulding", "zebulon", "smith jones"])
def test_a_name_that_few_people_have_is_not_common(word):
    assert not is_common_given(word)
    assert not is_common_family(word)


def test_given_and_family_names_are_kept_apart():
    assert is_common_given("jennifer")
    assert not is_common_family("jennifer")
    assert is_common_family("gonzalez")
    assert not is_common_given("gonzalez")


# --- short forms ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "full"),
    [
        ("bob", {"robert"}),
        ("robert", {"robert"}),
        ("billy", {"william"}),
        ("paco", {"francisco"}),
        ("zeca", {"jose"}),
        ("sepp", {"josef", "joseph"}),
        ("kasia", {"katarzyna"}),
        ("pepik", {"josef"}),
        ("serge", {"sergei"}),
        ("shlomi", {"shlomo"}),
        ("dermot", {"diarmuid"}),
        (fold("леша"), {fold("алексей")}),
        (fold("Γιάννης"), {fold("Ιωάννης")}),
    ],
)
def test_a_short_form_stands_for_each_of_its_full_forms(word, full):
    assert full_forms(word) == full


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("alex", {"alexander", "alexandra", "alejandro"}),
        ("sasha", {"aleksandr", "aleksandra"}),
        ("bert", {"robert", "albert", "herbert"}),
        ("fred", {"frederick", "alfred"}),
    ],
)
def test_a_short_form_of_several_languages_stands_for_all_of_them(word, some):
    assert some < full_forms(word)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("bob", "robert"),
        ("rob", "bobby"),
        ("liz", "betty"),
        ("catherine", "kathryn"),
        ("mohammed", "muhammad"),
        ("sasha", "alexander"),
        ("yossi", "joseph"),
        (fold("احمد"), fold("أحمد")),
        (fold("Юрко"), fold("Юрій")),
    ],
)
def test_forms_of_one_name_can_be_one_name(a, b):
    assert are_forms_of_one(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("bob", "bill"),
        ("alexander", "alexandra"),
        ("frederick", "alfred"),
        ("hassan", "hussein"),
        ("ivan", "igor"),
        ("jean", "john"),
        ("", "bob"),
        (fold("Андрей"), "andrei"),
    ],
)
def test_a_shared_short_form_does_not_make_two_names_one(a, b):
    assert not are_forms_of_one(a, b)


@given(related | st.tuples(any_word, any_word))
def test_either_name_may_come_first(pair):
    a, b = pair
    assert are_forms_of_one(a, b) == are_forms_of_one(b, a)


@given(any_word)
def test_every_name_has_a_full_form_and_is_a_form_of_itself(word):
    assert full_forms(word)
    assert are_forms_of_one(word, word)
    assert all(are_forms_of_one(word, full) for full in full_forms(word))


@given(any_word)
def test_a_full_form_stands_for_itself(word):
    assert all(full in full_forms(full) for full in full_forms(word))


@given(st.text(max_size=12).filter(lambda text: text not in FORMS))
def test_an_unknown_name_stands_for_itself_alone(word):
    assert full_forms(word) == {word}


# --- the data -------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "language"), COMMON)
def test_every_list_of_common_names_is_long_enough_and_without_doubles(kind, language):
    folded = [fold(word) for word in DATA["common"][kind][language].split()]
    assert len(folded) >= AT_LEAST.get((kind, language), 60)
    assert sorted(folded) == sorted(set(folded))


@pytest.mark.parametrize(("kind", "language"), COMMON)
def test_a_common_name_is_one_word_of_letters(kind, language):
    is_common = is_common_given if kind == "given" else is_common_family
    for word in DATA["common"][kind][language].split():
        letters = re.sub(r"(?<=\w)['-](?=\w)", "", word)
        assert all(unicodedata.category(c)[0] in "LM" for c in letters), word
        assert is_common(fold(word))


def test_every_language_has_given_and_family_names():
    assert list(DATA["common"]["given"]) == list(DATA["common"]["family"])


@pytest.mark.parametrize("language", NICKNAMES)
def test_every_language_has_enough_groups_each_with_one_full_form(language):
    full = [group[0] for group in groups(language)]
    assert len(full) >= (150 if language == "english" else 15)
    assert len(full) == len(set(full))


@pytest.mark.parametrize("language", NICKNAMES)
def test_every_group_has_several_different_forms(language):
    for group in groups(language):
        folded = [fold(form) for form in group]
        assert len(set(folded)) == len(group) > 1, group


@pytest.mark.parametrize("language", NICKNAMES)
def test_forms_are_lower_case_and_latin_ones_without_accents(language):
    for form in NICKNAMES[language].split():
        assert form == form.lower()
        assert form.isascii() or not re.search("[a-z]", fold(form)), form


@pytest.mark.parametrize("language", NICKNAMES)
def test_a_group_is_of_one_script(language):
    for group in groups(language):
        letters = re.sub("['-]", "", "".join(group))
        scripts = {unicodedata.name(letter).split()[0] for letter in letters}
        assert len(scripts) == 1, group


@pytest.mark.parametrize("language", NICKNAMES)
def test_every_form_of_a_group_stands_for_its_full_form(language):
    for group in groups(language):
        assert all(fold(group[0]) in full_forms(fold(form)) for form in group)


def test_the_data_is_read_once_and_only_when_asked():
    code = (
        "import tomllib\n"
        "from netpath import names_known as known\n"
        "read = []\n"
        "loads = tomllib.loads\n"
        "tomllib.loads = lambda text: read.append(1) or loads(text)\n"
        "first = known._data.cache_info().currsize\n"
        "known.is_common_given('a'), known.is_common_family('a'), known.full_forms('a')\n"
        "known.is_common_given('b'), known.full_forms('b')\n"
        "print(first, len(read))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # fmt: skip
    assert done.stdout.split() == ["0", "1"]
