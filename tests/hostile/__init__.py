"""Files that mean harm, or are so broken that they might as well.

Each case makes one file or archive and says what must become of it: ``refused`` with
these words and exit code 3, ``left`` (the rest is read, something is said to have been
left out, exit code 3) or ``read`` (exit code 0, whoever is in it is there).
``python -m hostile`` from ``tests/`` runs all of them at full size and prints a table.
"""

from hostile.archives import ARCHIVES
from hostile.case import Case
from hostile.loose import LOOSE

CASES = {case.name: case for case in (*ARCHIVES, *LOOSE)}

__all__ = ["CASES", "Case"]
