"""What all tests share: no network, no store of the user's, golden files."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("short", deadline=None)
settings.register_profile("full", deadline=None, max_examples=2000)
settings.load_profile("full" if os.environ.get("NETPATH_FULL") else "short")

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "netpath" / "data" / "demo"
TODAY = "2026-11-23"


def pytest_addoption(parser):
    parser.addoption("--golden-update", action="store_true", help="renew golden files")


@pytest.fixture(autouse=True)
def no_network(monkeypatch, request):
    """Nothing in netpath may open a connection; local ones are for notebooks' kernels."""
    if request.node.get_closest_marker("kernel"):
        return

    def refuse(*_):
        pytest.fail("netpath tried to use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    """No test ever sees the store of whoever runs it, nor their day and terminal."""
    monkeypatch.setenv("NETPATH_STORE", str(tmp_path / "store" / "netpath.sqlite"))
    monkeypatch.setenv("NETPATH_TODAY", TODAY)
    for name in ("NETPATH_DEBUG", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(tmp_path):
    """Run the command as a user does: a process of its own."""

    def run_netpath(*arguments, stdin=None, cwd=tmp_path, **environment):
        return subprocess.run(
            [sys.executable, "-m", "netpath", *map(str, arguments)],
            capture_output=True,
            check=False,
            cwd=cwd,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
            input=stdin,
        )

    return run_netpath


@pytest.fixture
def golden(request):
    """Compare a text with a golden file; --golden-update renews it."""

    def compare(name, text):
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--golden-update"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
