"""Everything HTML in a real browser: seen, used, printed, attacked.

NETPATH_LOOK=folder keeps the screenshots there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import made_plans
import pytest
from hostile_text import TEXTS
from test_page import demo

from netpath.planning import Plan
from netpath.reports import render

BROWSER = Path(__file__).parent / "browser"
MODULES = "playwright-core", "axe-core"
LONG = 150  # characters; longer ones only take the browser longer
CELL = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notebook</title>'
    "</head><body><main><h1>Notebook</h1>{}</main></body></html>"
)


def missing():
    """Say what is missing for a look, and how to get it; "" where nothing is."""
    if not shutil.which("node"):
        return "node is missing: install Node.js"
    if not _chromium():
        return "Chromium is missing: install it, or name it in CHROMIUM"
    places = [BROWSER / "node_modules", *map(Path, filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep)))]  # fmt: skip
    for module in MODULES:
        if not any((place / module).is_dir() for place in places):
            return f"{module} is missing: npm install --prefix tests/browser"
    return ""


def _chromium():
    names = "chromium", "chromium-browser", "google-chrome", "chrome"
    found = (shutil.which(name) for name in names)
    return os.environ.get("CHROMIUM") or next(filter(None, found), "")


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What the driver finds in every page."""
    if why := missing():
        pytest.skip(why)
    folder = tmp_path_factory.mktemp("pages")
    evil = made_plans.hostile([text[:LONG] for text in TEXTS])
    pages = {
        "demo": render(demo(), "html"),
        "large": render(made_plans.large(cover="Łukasz Ölbrandt"), "html"),
        "hostile": render(evil, "html"),
        "cell": CELL.format(render(Plan(made_plans.large().answer), "notebook")),
        "hostile-cell": CELL.format(render(Plan(evil.answer), "notebook")),
    }
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    files = [str(folder / f"{name}.html") for name in pages]
    look = os.environ.get("NETPATH_LOOK", "")
    command = ["node", str(BROWSER / "look.cjs"), _chromium(), look, *files]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


PAGES = ["demo", "large", "hostile", "cell", "hostile-cell"]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_and_nothing_is_asked_for(seen, name):
    assert seen[name]["ran"] == []
    assert seen[name]["requests"] == []
    assert seen[name]["errors"] == []


@pytest.mark.parametrize("name", ["demo", "large", "cell"])
def test_the_rules_of_accessibility_are_kept(seen, name):
    assert seen[name]["axe"] == []


@pytest.mark.parametrize("name", ["demo", "large", "hostile", "cell"])
def test_nothing_is_wider_than_the_screen_or_the_paper(seen, name):
    assert set(seen[name]["overflow"].values()) == {0}


@pytest.mark.parametrize("name", ["demo", "large"])
def test_fingers_find_what_they_look_for(seen, name):
    assert seen[name]["small"] == []


@pytest.mark.parametrize("name", ["demo", "large"])
def test_without_a_script_all_is_open_and_nothing_is_offered(seen, name):
    assert seen[name]["unscripted"]["folded"] == 0
    assert seen[name]["unscripted"]["tools"] == 0


def test_without_a_script_everything_is_seen(seen):
    said = seen["large"]["unscripted"]["text"]
    plan = made_plans.large()
    for chain in plan.answer.chains:
        assert chain.sentence in said or any(chain is pick.chain for pick in plan.picks)
        assert set(chain.names[1:]) <= {name for name in chain.names if name in said}
    for pick in plan.picks:
        assert all(letter.subject in said for letter in pick.letters)


def test_the_list_is_filtered_and_sorted_and_keeps_its_ranks(seen):
    used = seen["large"]["used"]
    assert used["filtered"] == [3, 8, 13, 18]
    assert used["status"] == "Showing 4 of 20: “LIBRARY reference”"
    assert used["ranks"] == list(range(1, 21))
    assert used["names"] == sorted(used["names"], key=used["names"].index)
    assert used["names"][:3] == ["Ana Patel", "Birgit Byrne", "Fatima Haddad"]
    assert used["steps"] == sorted(used["steps"])


def test_only_what_comes_first_is_unfolded_until_somebody_asks(seen):
    used = seen["large"]["used"]
    assert used["open"] == 1
    assert used["unfolded"] == 20
    assert seen["demo"]["used"]["details"] >= seen["demo"]["used"]["open"] >= 2


def test_paper_shows_all_that_is_chosen_unfolded_and_folds_it_again(seen):
    used = seen["large"]["used"]
    assert used["printed"] == used["details"] == 38
    assert used["after"] == 1


def test_a_letter_is_copied_or_at_least_selected(seen):
    used = seen["large"]["used"]
    letter = made_plans.large().picks[0].letters[0]
    assert used["copied"] in {"Copied", "Selected: now press Ctrl+C"}
    assert used["selected"] == letter.body
