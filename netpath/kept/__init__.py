"""A network as flat arrays in a file: opened at once, and read where it is looked at.

Resolving a thousand exports takes a minute; what it came to is kept, so that the next
question begins with the search. People, ties and groups are columns of numbers, texts
stand once, and a :class:`~netpath.model.Person` is put together when somebody asks for
it. Of what a person is made of, only who they are is kept: their records stand in the
store.
"""

from netpath.kept.reading import KeptPeople, network_from
from netpath.kept.writing import network_arrays

__all__ = ["KeptPeople", "network_arrays", "network_from"]
