"""Named entries: a file in the package is enough, and a miss is helpful."""

from __future__ import annotations

import importlib
import sys

import pytest

from netpath.errors import UnknownNameError
from netpath.registry import Registry

PACKAGE = (
    "from netpath.registry import Registry\n\nbooks = Registry('book', 'a_shelf')\n"
)
ENTRY = "from a_shelf import books\n\nbooks.register({0!r}, {0!r}.upper())\n"


def forget():
    for name in [name for name in sys.modules if name.split(".")[0] == "a_shelf"]:
        del sys.modules[name]
    importlib.invalidate_caches()


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Make a package whose modules each register their own name."""

    def make(*names):
        package = tmp_path / "a_shelf"
        package.mkdir()
        (package / "__init__.py").write_text(PACKAGE, encoding="utf-8")
        for name in names:
            (package / f"{name}.py").write_text(ENTRY.format(name), encoding="utf-8")
        forget()
        return importlib.import_module("a_shelf").books

    monkeypatch.syspath_prepend(tmp_path)
    yield make
    forget()


def test_a_file_in_the_package_is_an_entry(shelf):
    books = shelf("tea", "ale")
    assert list(books) == ["ale", "tea"]
    assert books["tea"] == "TEA"
    assert books.values() == ["ALE", "TEA"]


def test_entries_come_in_the_order_of_their_names(shelf):
    books = shelf("tea")
    books.register("zoo", "ZOO")
    books.register("ale", "ALE")
    assert list(books) == ["ale", "tea", "zoo"]


def test_nothing_is_imported_before_the_first_question(shelf):
    books = shelf("tea")
    assert "a_shelf.tea" not in sys.modules
    assert list(books) == ["tea"]
    assert "a_shelf.tea" in sys.modules


def test_a_miss_names_what_there_is(shelf):
    books = shelf("tea", "ale")
    with pytest.raises(
        UnknownNameError, match=r"^no book named 'rum'; there are: ale, tea$"
    ):
        books["rum"]


def test_a_miss_is_a_lookup_error_too(shelf):
    books = shelf()
    with pytest.raises(LookupError):
        books["rum"]


def test_two_entries_of_one_name_are_a_mistake():
    books: Registry[int] = Registry("book", "a_shelf")
    assert books.register("tea", 1) == 1
    with pytest.raises(ValueError, match="already a book named 'tea'"):
        books.register("tea", 2)
