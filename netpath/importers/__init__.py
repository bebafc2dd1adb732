"""Reading files: LinkedIn exports, address books, and what people told.

A kind of file is one module here. It registers an :class:`Importer`; this package finds
it by itself.
"""

from netpath.importers.reading import IMPORTERS, Found, Importer, Reading
from netpath.importers.sources import Asked, jobs_of, read_each, read_job, read_sources

__all__ = [
    "IMPORTERS",
    "Asked",
    "Found",
    "Importer",
    "Reading",
    "jobs_of",
    "read_each",
    "read_job",
    "read_sources",
]
