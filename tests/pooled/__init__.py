"""Made-up pools of overlapping exports with planted truth: who is who, and is it found?

``make_pool`` gives the records and ties of many exports as an importer would, and beside
them who everybody really is; ``measure`` says how well a clustering found that.
"""

from pooled.measure import Measured, Score, clustering_of, measure
from pooled.noise import Noise
from pooled.pool import Pool, make_pool

__all__ = [
    "Measured",
    "Noise",
    "Pool",
    "Score",
    "clustering_of",
    "make_pool",
    "measure",
]
