"""The notebooks in examples/ run from top to bottom and show what they show."""

from __future__ import annotations

import shutil

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


def shown(notebook):
    """What a reader sees: the text of every output."""
    return [
        output.get("text") or output["data"]["text/plain"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]


@pytest.mark.kernel
@pytest.mark.filterwarnings("ignore::DeprecationWarning:zmq", "ignore::RuntimeWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs_and_shows_what_it_shows(path, tmp_path, request):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    notebook = nbformat.read(path, as_version=4)
    before = shown(notebook)
    place = {"metadata": {"path": str(tmp_path / "examples")}}
    client = NotebookClient(notebook, timeout=120, resources=place, record_timing=False)
    client.execute()
    if request.config.getoption("--golden-update"):
        notebook.metadata.pop("language_info", None)
        nbformat.write(notebook, path)
    else:
        assert shown(notebook) == before
