"""Made-up LinkedIn exports of people who do not exist, for tests and benchmarks.

``World`` is a population, ``make_export`` gives the export of one of its people in any
generation of the format, with the truth beside the bytes; ``DAMAGES`` is what hands and
spreadsheets do to such files.
"""

from made_up.damage import DAMAGES, SAME_PEOPLE, Damage, two_files
from made_up.eras import ERAS, Era
from made_up.export import MadeUpExport, make_export
from made_up.person import Person
from made_up.truth import CANARY, Truth
from made_up.world import World

__all__ = [
    "CANARY",
    "DAMAGES",
    "ERAS",
    "SAME_PEOPLE",
    "Damage",
    "Era",
    "MadeUpExport",
    "Person",
    "Truth",
    "World",
    "make_export",
    "two_files",
]
