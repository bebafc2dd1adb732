"""From how well a title fits to how likely it is that somebody is one.

A fit is a product of shares set by hand: it ranks well and means little in the middle.
Two logistic regressions turn it into probabilities, one for "is one now", one for "is
one or near it". Their weights are made by ``python -m titled.calibrate`` in ``tests/``
from labelled titles, and lie in ``data/title_calibration.toml``.

References
----------
Platt (1999), Probabilistic outputs for support vector machines.
"""

from __future__ import annotations

import tomllib
from functools import cache
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = Path(__file__).parents[2] / "data" / "title_calibration.toml"
_LEAST = 0.001
SHARPNESS = 2.0
"""How sharply an employer decides: shares of settings were written to rank by, their
square is nearer to how often one is what is sought there. Judgement: the labelled rows
are too few to tell, and would have it higher."""


class Traits(NamedTuple):
    """What is known of a match besides its fit; each is true or false.

    ``is_known``: an entry knows the occupation sought. ``is_near``: what was found is
    a neighbour, a helper, a learner, the head of it, another level. ``is_exact``: no
    entry knows it, and the position says just what was sought. ``is_current``: it is
    held now.
    """

    is_known: bool
    is_near: bool
    is_exact: bool
    is_current: bool


def features(fit: float, traits: Traits) -> tuple[float, ...]:
    """Give what the regressions weigh: 1, the log-odds of the fit, the traits.

    >>> features(0.5, Traits(True, False, False, True))
    (1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0)
    """
    odds = log_odds(fit)
    known = float(traits.is_known)
    return (1.0, odds, *map(float, traits), known * odds)


def log_odds(fit: float) -> float:
    """Give the log-odds of a share, kept away from certainty."""
    kept = min(1 - _LEAST, max(_LEAST, fit))
    return log(kept / (1 - kept))


def probability(weights: Sequence[float], values: Sequence[float]) -> float:
    """Give the logistic of a weighted sum.

    >>> probability((0.0, 1.0), (1.0, 0.0))
    0.5
    """
    total = sum(w * v for w, v in zip(weights, values, strict=True))
    return 1 / (1 + exp(-total))


def chances(wording: float, setting: float, traits: Traits) -> tuple[float, float]:
    """Give how likely somebody is one now, and how likely one or near it.

    Parameters
    ----------
    wording
        How well the position's words fit.
    setting
        What the employer leaves of it: how often one with such words is what is sought
        there. Whoever is one elsewhere is near it.
    """
    weights = _weights()
    values = features(wording, traits)
    is_one = probability(weights.is_one, values)
    near = probability(weights.is_one_or_near, values)
    return is_one * setting**SHARPNESS, max(is_one, near)


class _Weights(NamedTuple):
    is_one: tuple[float, ...]
    is_one_or_near: tuple[float, ...]


@cache
def _weights() -> _Weights:
    kept = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return _Weights(tuple(kept["is_one"]), tuple(kept["is_one_or_near"]))
