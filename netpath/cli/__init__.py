"""The command: parse, one call, print. What it does, it does in :mod:`netpath.api`."""

from netpath.cli.main import main

__all__ = ["main"]
