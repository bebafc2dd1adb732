"""What stands in the box of a person, in lines that fit it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from netpath.pictures import wording
from netpath.pictures.measuring import longest_word
from netpath.pictures.wrapping import Font, wrap
from netpath.text import terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netpath.pictures.scene import Scene
    from netpath.pictures.wrapping import Line

NAME = Font("name", 15, 19, is_quoted=True)
BEST = Font("best", 15, 19, is_bold=True, is_quoted=True)
ASKER = Font("muted", 13, 17, is_quoted=True)
WORK = Font("muted", 13, 17, is_quoted=True)
TIE = Font("muted", 13, 17)
CHANCE = Font("chance", 13, 17, is_bold=True)

PADDING = 10
_ABOVE = 8  # and below the lines
_MOST = 3  # lines of what may be shortened: work, and where a guess comes from
_ANCHOR = 26  # below the top
READABLE = 11
"""A column is so wide, where there is room, that no name is smaller than this."""


class Saying(NamedTuple):
    """A text in a font; of ``loose`` the end may go where it is long."""

    font: Font
    firm: str
    loose: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of a box, and how tall it is."""

    lines: tuple[Line, ...]
    height: int

    @property
    def anchor(self) -> int:
        """Give how far below the top lines meet the box: beside the name."""
        return _ANCHOR

    @property
    def below(self) -> int:
        """Give how much room there is for more lines below that."""
        return self.height - self.anchor - _ABOVE

    def baselines(self) -> list[tuple[int, Line]]:
        """Give each line with how far below the top it is written."""
        found: list[tuple[int, Line]] = []
        y = _ABOVE
        for line in self.lines:
            y += line.font.leading
            found.append((y - round(line.font.leading * 0.27), line))
        return found


def block(said: Sequence[Saying], width: float) -> Block:
    """Break what is said into the lines of a box of a width."""
    room = width - 2 * PADDING
    lines = tuple(
        line
        for font, firm, loose in said
        for line in wrap(terminal(firm), room, font, loose=terminal(loose), most=_MOST)
    )
    height = 2 * _ABOVE + sum(line.font.leading for line in lines)
    return Block(lines, max(height, 2 * _ANCHOR))


def sayings(scene: Scene, number: int) -> list[Saying]:
    """Give what is said of somebody: name, work, ties, chance.

    Names and ties are said whole; a long position, company or place may end in "…".
    """
    spot = scene.spots[number]
    if number == 0:
        first, *more = wording.asker_lines(scene)
        return [Saying(BEST, first), *(Saying(ASKER, name) for name in more)]
    person = spot.person
    said = [Saying(NAME if spot.rank else BEST, person.name)]
    if spot.is_target:
        work = ", ".join(filter(None, (person.position, person.company)))
        said.append(Saying(WORK, "", work))
    said += [Saying(TIE, *tie) for tie in wording.tie_lines(scene, number)]
    said.append(Saying(TIE, wording.elsewhere(scene, spot)))
    if spot.is_target:
        said.append(Saying(CHANCE, wording.chance(spot)))
    return said


def least_width(said: Sequence[Saying], size: float) -> float:
    """Give the width of a box in which no word of a name is smaller than a size."""
    words = (
        longest_word(terminal(firm), size, is_bold=font.is_bold)
        for font, firm, _ in said
        if font.is_quoted
    )
    return 2 * PADDING + max(words, default=0)


def asker_width(said: Sequence[Saying]) -> float:
    """Give the width of a box in which no word is shrunk."""
    words = (longest_word(terminal(s.firm), s.font.size) for s in said)
    return 2 * PADDING + max(words, default=0)
