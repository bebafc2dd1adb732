"""The README tells the truth: its commands and its code run, and print what it shows."""

from __future__ import annotations

import filecmp
import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
from conftest import DEMO, ROOT

from netpath.sentences import reading

README = ROOT / "README.md"
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


@pytest.fixture
def beside_examples(tmp_path, monkeypatch):
    """A folder as a reader has it: examples/ in it, and nothing else."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def output_of(line):
    arguments = shlex.split(line)[1:]
    if arguments[0] in {"find", "leads"}:
        arguments += ["--format", "table"]  # what a terminal gets
    done = subprocess.run(
        [sys.executable, "-m", "netpath", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "88"},
    )
    return done.stdout.strip("\n") + "\n"


def run_block(block):
    """Give a console block with the output its commands have now."""
    lines = [line for line in block.split("\n") if line.startswith("$ ")]
    return "\n".join(f"{line}\n{output_of(line[2:])}" for line in lines)


@pytest.mark.usefixtures("beside_examples")
def test_the_consoles_show_what_the_commands_print(request):
    readme = README.read_text(encoding="utf-8")
    first, *rest = _CONSOLE.findall(readme)
    told = readme
    for block in rest:
        told = told.replace(
            f"```console\n{block}```", f"```console\n{run_block(block)}```"
        )
    if request.config.getoption("--golden-update"):
        README.write_text(told, encoding="utf-8")
    assert told == README.read_text(encoding="utf-8")
    demo = (ROOT / "tests" / "golden" / "demo.stdout.txt").read_text(encoding="utf-8")
    assert first.partition("\n")[2] == demo


@pytest.mark.usefixtures("beside_examples")
def test_the_code_runs_and_prints_what_its_remarks_say(capsys):
    [code] = re.findall(
        r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL
    )
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - the README's own code
    printed = capsys.readouterr().out.splitlines()
    assert printed[:2] == ["your sister-in-law's coworker's wife", "0.28"]


def test_the_grammar_is_the_one_that_reads():
    grammar = re.search(r"    sentence  = .*?predicate\n\n", reading.__doc__, re.DOTALL)
    wanted = [line.strip() for line in grammar[0].strip().split("\n")]
    shown = [line.strip() for line in README.read_text(encoding="utf-8").split("\n")]
    assert [line for line in wanted if line not in shown and "|" not in line] == []


def test_the_examples_are_the_demo():
    for path in DEMO.rglob("*"):
        if path.is_file():
            assert filecmp.cmp(
                path, ROOT / "examples" / path.relative_to(DEMO), shallow=False
            )


@pytest.mark.parametrize(
    "name", ["LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", ".ci/run"]
)
def test_what_every_good_repository_has_is_there(name):
    assert (ROOT / name).is_file()
