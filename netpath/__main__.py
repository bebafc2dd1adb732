"""``python -m netpath``."""

from netpath.cli import main

main()
