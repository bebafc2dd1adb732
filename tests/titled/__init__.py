"""Labelled titles, ranked among thousands of real ones: how good is a title matcher?

Relevance 2 is one now, 1 is near (neighbour, helper, in training, leads the work,
retired), 0 is not. Titles of the background that a reader took for the sought
occupation, or could not decide without knowing the employer, are set aside for every
scorer alike; those near count as near. The background's labels were given by reading
the list, without seeing any ranking.
"""

from titled.measures import Figures, ece, figures, ranked
from titled.rows import (
    BLIND,
    DATA,
    PUBLIC,
    SECOND,
    Row,
    background,
    labelled,
    labels,
)

__all__ = [
    "BLIND",
    "DATA",
    "PUBLIC",
    "SECOND",
    "Figures",
    "Row",
    "background",
    "ece",
    "figures",
    "labelled",
    "labels",
    "ranked",
]
