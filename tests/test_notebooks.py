"""The notebooks in examples/ run from top to bottom and show what they show."""

from __future__ import annotations

import base64
import shutil

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient
from untrusted import PICTURE, left_of, words_in

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
EVERY = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(notebook):
    """What a reader sees where only text is shown, a text a cell."""
    return [
        "".join(o.get("text") or o["data"]["text/plain"] for o in cell.outputs)
        for cell in code_cells(notebook)
    ]


def pages(notebook):
    """The HTML of every output that has some."""
    outputs = (output for cell in code_cells(notebook) for output in cell.outputs)
    return [o.data["text/html"] for o in outputs if "text/html" in o.get("data", {})]


def tidied(notebook):
    """Without what changes from run to run and says nothing."""
    notebook.metadata.pop("language_info", None)
    for cell in code_cells(notebook):
        cell.execution_count = None
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = None
    return notebook


@pytest.mark.kernel
@pytest.mark.filterwarnings("ignore::DeprecationWarning:zmq", "ignore::RuntimeWarning")
@EVERY
def test_a_notebook_runs_and_shows_what_it_shows(path, tmp_path, request):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    notebook = nbformat.read(path, as_version=4)
    before = shown(notebook)
    place = {"metadata": {"path": str(tmp_path / "examples")}}
    NotebookClient(
        notebook, timeout=120, resources=place, record_timing=False, coalesce_streams=True
    ).execute()  # fmt: skip
    if request.config.getoption("--golden-update"):
        nbformat.write(tidied(notebook), path)
    else:
        assert shown(notebook) == before


@EVERY
def test_a_stored_notebook_holds_outputs_and_no_noise(path):
    notebook = nbformat.read(path, as_version=4)
    assert any(cell.outputs for cell in code_cells(notebook))
    assert notebook == tidied(nbformat.read(path, as_version=4))
    assert set(notebook.metadata) == {"kernelspec"}
    assert all(not cell.metadata for cell in notebook.cells)
    assert not [
        output
        for cell in code_cells(notebook)
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


@EVERY
def test_what_a_notebook_shows_stays_where_nobody_trusts_it(path):
    made = pages(nbformat.read(path, as_version=4))
    frames = [html for html in made if 'class="dataframe"' in html]
    ours = [html for html in made if html not in frames]
    assert ours
    for html in ours:
        assert left_of(html) == html
    for html in frames:  # pandas brings a style sheet, and loses nothing else by it
        assert html.count("<td") == left_of(html).count("<td")
        assert words_in(html.partition("</style>")[2]) == words_in(html)


@EVERY
def test_every_table_of_a_notebook_says_what_it_is(path):
    for html in pages(nbformat.read(path, as_version=4)):
        if 'class="dataframe"' not in html:
            assert html.count("<table>") == html.count("<caption>")
            assert '<th scope="col"></th>' not in html
            assert "<th></th>" not in html


@EVERY
def test_no_notebook_names_the_place_it_was_made_in(path):
    text = path.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    for packed in text.split(PICTURE)[1:]:
        svg = base64.b64decode(packed.partition('\\"')[0]).decode()
        assert str(ROOT) not in svg


@EVERY
def test_converted_to_a_page_a_notebook_keeps_its_tables_and_pictures(path):
    nbconvert = pytest.importorskip("nbconvert", reason="no dependency of netpath's")
    notebook = nbformat.read(path, as_version=4)
    page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    read = set(words_in(page))
    for html in pages(notebook):
        assert set(words_in(html)) <= read
        assert all(
            packed.partition('"')[0] in page for packed in html.split(PICTURE)[1:]
        )
