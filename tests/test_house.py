"""The house: what is imported when, what is public, and how doors are named."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import subprocess
import sys

import pytest
from conftest import ROOT

import netpath

HEAVY = {"networkx", "numpy", "pandas", "pydantic", "rapidfuzz", "rich"}
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(netpath.__path__, "netpath.")
    if module.name != "netpath.__main__"
)


def loaded_after(code):
    """Which heavy libraries a fresh process has after some code."""
    script = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)  # fmt: skip
    return HEAVY & {name.partition(".")[0] for name in done.stdout.split()}


def test_importing_netpath_loads_nothing_heavy():
    assert loaded_after("import netpath") == set()


def test_help_loads_nothing_heavy():
    code = "from netpath.cli.main import cli\ncli(['--help'], standalone_mode=False)"
    assert loaded_after(code) == set()


def test_a_search_needs_neither_pandas_nor_networkx_nor_pydantic():
    code = (
        "from netpath.cli.main import cli\n"
        "cli(['tell', 'Ana Ruiz is my boss. Ana Ruiz is a librarian.'], standalone_mode=False)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    code = (
        "from netpath.cli.main import cli\n"
        "cli(['find', '--title', 'librarian', '--format', 'json'], standalone_mode=False)"
    )
    assert loaded_after(code) <= {"numpy", "rapidfuzz"}


def test_all_is_what_is_public():
    for name in netpath.__all__:
        assert getattr(netpath, name) is not None
    assert set(netpath._HOMES) | {"__version__"} == set(netpath.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = netpath.nothing


@pytest.mark.parametrize("name", MODULES)
def test_every_module_imports_alone_and_says_what_it_is(name):
    module = importlib.import_module(name)
    assert module.__doc__


@pytest.mark.parametrize("name", ["netpath", *MODULES])
def test_examples_in_docstrings_are_true(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


def test_no_file_opens_a_connection():
    for path in (ROOT / "netpath").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for word in (
            "import socket",
            "urllib.request",
            "http.client",
            "requests",
            "aiohttp",
        ):
            assert word not in text, path
