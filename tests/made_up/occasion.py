"""Whose export is being made, when, and in which generation of the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from made_up.chance import stream

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from made_up.eras import Era
    from made_up.person import Person
    from made_up.world import World


@dataclass(frozen=True, slots=True)
class Occasion:
    """What every file of one export has in common."""

    world: World
    owner: Person
    era: Era
    on: date

    def stream(self, purpose: str) -> Random:
        """The owner's chance for one purpose, the same on every day."""
        return stream(self.world.seed, self.owner.id, purpose)
