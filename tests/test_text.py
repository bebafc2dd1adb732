"""Text in and out: nothing that could steer, run or calculate gets through."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.text import (
    MAX_CHARACTERS,
    clean,
    csv_cell,
    html,
    is_clean,
    listing,
    markdown,
    plural,
    terminal,
)

STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
evil = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "<>&\"'=+-@＝|`*[](){}#\\!\t\r\n\x1b\x9b\u202e\u200b\u200d\u0915\ud800"
        ),
    ),
    max_size=60,
)


@given(evil)
def test_cleaning_is_done_once_and_for_all(text):
    once = clean(text)
    assert clean(once) == once
    assert is_clean(once)
    assert not STEERING.search(once)
    assert unicodedata.is_normalized("NFC", once)


@given(
    st.text(
        alphabet=st.sampled_from("a \u0915\u200d\u0301é"), min_size=500, max_size=540
    )
)
def test_long_text_is_cut_and_stays_clean(text):
    assert len(clean(text)) <= MAX_CHARACTERS
    assert is_clean(clean(text))


@pytest.mark.parametrize(
    "name",
    [
        "Müller",
        "Nguyễn Thị Hương",
        "أحمد",
        "אורי",
        "王伟",
        "김민준",
        "क्‍षेत्र",
        "می‌خواهم",
        "NA",
        "None",
        "007",
        "1e5",
    ],
)
def test_names_of_every_script_pass_unchanged(name):
    assert clean(name) == unicodedata.normalize("NFC", name)


@given(evil)
def test_a_terminal_is_never_steered(text):
    assert not STEERING.search(terminal(text))


class _Elements(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))


@given(evil)
def test_no_text_becomes_an_element_or_an_attribute(text):
    page = f'<p title="{html(text)}">{html(text)}</p>'
    [(tag, attributes)] = _Elements(page).tags
    assert (tag, [name for name, _ in attributes]) == ("p", ["title"])


@given(evil)
def test_all_punctuation_of_markdown_is_escaped(text):
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", markdown(text))
    assert not re.search(r"[!-/:-@\[-`{-~]", bare)


@given(evil)
def test_no_cell_is_calculated(text):
    assert not re.match(r"[\s\"]*[=+\-@＝＋－＠]", csv_cell(text))


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 people"), (1, "1 person"), (1204, "1,204 people")]
)
def test_counts_are_said_with_their_noun(count, said):
    assert plural(count, "person", "people") == said


@pytest.mark.parametrize(("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])  # fmt: skip
def test_lists_are_said_as_one_would(words, said):
    assert listing(words) == said


# --- what is rare, and what a table says better ---------------------------------------

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

# What trips cleaners: marks that reorder, joiners beside the unseen, line separators.
rare = st.text(
    st.sampled_from(
        "aé\u0301\u0315\u0651اکक्ष\u0345\u0958\u0984\u061c\u06dd\u200b\u200c\u200d\u202e"
        "\u2066\u2028\u2029\ufeff\ue000\ud800\ufffe\x00\x1b\x85\xa0 \n"
    )
)


def unseen(text):
    """Give what is not seen; joiners are dealt with by tables."""
    return [
        c for c in text if unicodedata.category(c) in UNSEEN and c not in "\u200c\u200d"
    ]


@given(rare)
def test_nothing_unseen_is_kept_or_shown_and_cleaning_settles_at_once(text):
    assert not unseen(clean(text))
    assert not unseen(terminal(text))
    assert is_clean(clean(text))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Ana \t\r\n Ruiz ", "Ana Ruiz"),
        ("Ana\xa0\u3000Ruiz", "Ana Ruiz"),
        ("Ana\u2028Ruiz\x85Roe", "Ana Ruiz Roe"),
        ("Zoe\u0308", "Zoë"),
        ("Zoe\u200b\u0308", "Zoë"),
        ("\ufeffAna\x00", "Ana"),
        ("A\u202ena\u2069", "Ana"),
        ("An\u200da", "Ana"),
        ("क\u200dष", "क\u200dष"),
        ("क\u200d\u200dष", "कष"),
        ("क\u202e\u200dष", "क\u200dष"),
        ("ا\u200d\u061cA", "اA"),
        ("क\u200d\u0984A", "कA"),
        ("क\u200d", "क"),
        ("b\u0301\u200c\u0651\u200dا", "b\u0651\u0301ا"),
    ],
)
def test_what_nobody_sees_goes_and_joiners_stay_where_they_join(written, kept):
    assert clean(written) == kept


@given(rare, st.integers(0, 12))
def test_a_cut_is_within_its_limit_and_stays_as_it_is(text, limit):
    kept = clean(text, limit=limit)
    assert len(kept) <= limit
    assert clean(kept, limit=limit) == kept


@given(evil)
def test_every_character_has_its_place_on_a_terminal(text):
    assert len(terminal(text)) == len(text)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onload='x", "&quot; onload=&#x27;x"),
        ("R&amp;D", "R&amp;amp;D"),
    ],
)
def test_markup_in_html_reads_as_itself(name, shown):
    assert html(name) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("www.example.org", "www\\.example\\.org"),
        ("https://x.org", "https\\:\\/\\/x\\.org"),
        ("ana@x.org", "ana\\@x\\.org"),
        ("1. Ana", "1\\. Ana"),
        ("a|b", "a\\|b"),
        ("![x](y)", "\\!\\[x\\]\\(y\\)"),
    ],
)
def test_markdown_makes_no_link_list_or_column(name, shown):
    assert markdown(name) == shown


@given(evil)
def test_markdown_and_cells_stay_on_one_line(text):
    assert len(markdown(text).splitlines()) <= 1
    assert len(csv_cell(text).splitlines()) <= 1


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
@pytest.mark.parametrize("before", ["", " ", "\xa0", '"', "'", " '\" "])
def test_a_cell_that_would_calculate_gets_a_quote(sign, before):
    assert csv_cell(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize(
    "name", ["Ana", "O'Neil", "a=b", "Roe - Sons", "", "'", "王伟"]
)
def test_other_cells_stay_as_they_are(name):
    assert csv_cell(name) == name
