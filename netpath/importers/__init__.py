"""Reading files: LinkedIn exports, and what people told.

A kind of file is one module here. It registers an :class:`Importer`; this package finds
it by itself.
"""

from netpath.importers.reading import IMPORTERS, Found, Importer, Reading
from netpath.importers.sources import read_sources

__all__ = ["IMPORTERS", "Found", "Importer", "Reading", "read_sources"]
