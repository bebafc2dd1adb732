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
