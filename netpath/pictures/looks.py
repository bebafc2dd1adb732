"""Colours and strokes: told apart by lightness and thickness, not by hue alone.

Blue and amber are told apart by everybody; the best chain is the darkest and thickest
also where nothing is printed but grey. Text has a contrast of at least 4.5 to 1 against
its box, and every line that says something 3 to 1 against the background.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netpath.model import Hop

FONTS = "system-ui,Segoe UI,Roboto,Helvetica Neue,Arial,DejaVu Sans,sans-serif"

BACK = "#fff"
INK = "#1a2330"
MUTED = "#4a5464"
BEST = "#0b50b8"
BAND = "#cfe0fb"
SECOND = "#4f5b6c"
OTHER = "#8a93a1"
TARGET = "#fff0cc"
TARGET_BORDER = "#94650c"
ASKER = "#dde9fc"

BAND_WIDTH = 15

RANKS = ("other", "second", "best")
"""How chains look, the quietest first."""

STROKES = {"best": BEST, "second": SECOND, "other": OTHER}
BORDERS = {"best": 3, "second": 1.8, "other": 1}

WIDTHS = (1.5, 2.5, 3.5, 4.5, 6.0)
DASHES = "6 4"


def rank_name(rank: int) -> str:
    """Give how a chain looks, 0 being the best.

    >>> [rank_name(rank) for rank in range(4)]
    ['best', 'second', 'other', 'other']
    """
    return {0: "best", 1: "second"}.get(rank, "other")


def stroke_width(probability: float) -> float:
    """Give how thick a tie is drawn: five steps, which can be told apart.

    >>> [stroke_width(p) for p in (0.1, 0.5, 0.9)]
    [1.5, 3.5, 6.0]
    """
    return WIDTHS[min(int(5 * probability), 4)]


def dashes(hop: Hop) -> str:
    """Give the dashes of a guess, or "" for what was told or shown."""
    return DASHES if hop.is_guess else ""
