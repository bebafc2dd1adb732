"""The store: observations with who said them and where, in one private SQLite file.

:class:`Store` is all that other stages need; the modules beside it are its rooms:
``database`` (the file), ``observed`` (ids made of content), ``writing`` and ``reading``
(rows), ``adding``, ``deciding``, ``forgetting``, ``erasing``, ``copying``,
``checking`` and ``sealing``.
"""

from netpath.store.adding import Added
from netpath.store.copying import backups_of, put_back
from netpath.store.database import backup_path
from netpath.store.deciding import Step
from netpath.store.erasing import Forgotten
from netpath.store.observed import Observed, observe
from netpath.store.reading import Batch, Observations
from netpath.store.sqlite import Store

__all__ = [
    "Added",
    "Batch",
    "Forgotten",
    "Observations",
    "Observed",
    "Step",
    "Store",
    "backup_path",
    "backups_of",
    "observe",
    "put_back",
]
