"""A network made ready for questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpath.ranking.building import build

if TYPE_CHECKING:
    from netpath.model import Network
    from netpath.ranking.index import Index


@dataclass(frozen=True, slots=True)
class Ready:
    """A network with its index: all that a search needs."""

    network: Network
    index: Index

    @classmethod
    def of(cls, network: Network) -> Ready:
        """Make a scored network ready."""
        return cls(network, build(network))
