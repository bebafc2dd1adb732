"""``with_recordlinkage.py ROWS.csv ANSWER.json``: who is who, by recordlinkage.

As its manual goes: clean, block, compare, classify without training by expectation and
conditional maximisation. Of what was tried on these worlds this did best: weighted sums
of similarities, and exact employers and titles among the features, did worse.
"""

from __future__ import annotations

import sys
import time
import warnings

import recordlinkage
from recordlinkage.compare import Exact, String
from rows import answer, equal, joined, tidied

BLOCKS = (["family"], ["given", "company"], ["owner_day"], ["email"])
DOUBTS = (0.5, 0.1, 1e-2, 1e-3, 3e-4, 1e-4, 3e-5, 1e-6, 1e-8)
"""How improbable a pair may be: estimates crowd together just below 1."""


def candidates(rows):
    """Give the pairs to compare: never two rows of one export, which are two people."""
    index = recordlinkage.Index()
    for columns in BLOCKS:
        index.block(columns)
    pairs = index.index(rows)
    export = rows["export"].to_numpy()
    left, right = (pairs.get_level_values(side) for side in (0, 1))
    return pairs[export[left] != export[right]]


def compared(pairs, rows):
    """Give the features, as agreeing or not."""
    compare = recordlinkage.Compare()
    for column in ("given", "family", "company", "position"):
        alike = String(column, column, "jarowinkler", threshold=0.92, label=column)
        compare.add(alike)
    for column in ("name", "email", "owner_day", "url"):
        compare.add(Exact(column, column, label=column))
    features = compare.compute(pairs, rows).astype(int)
    # Two addresses speak against a pair; one that is missing says nothing.
    has_url = rows["url"].notna().to_numpy()
    left, right = (pairs.get_level_values(side) for side in (0, 1))
    features["other_url"] = has_url[left] & has_url[right] & (features.pop("url") == 0)
    features["other_url"] = features["other_url"].astype(int)
    return (
        features if features["other_url"].any() else features.drop(columns="other_url")
    )


def doubts(features):
    """Give how improbable each pair is, learned from the pairs themselves."""
    classifier = recordlinkage.ECMClassifier()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        classifier.fit(features)
        return 1 - classifier.prob(features).to_numpy()


def main() -> None:
    """Read rows, find who is who, and write the answer."""
    rows = tidied(sys.argv[1])
    begun = time.perf_counter()
    pairs = candidates(rows)
    features = compared(pairs, rows)
    left, right = (pairs.get_level_values(side).to_numpy() for side in (0, 1))
    one_url = equal(rows["url"])
    doubt = doubts(features)
    seconds = time.perf_counter() - begun
    # Whether the whole name should count beside its parts depends on the world.
    models = {"": doubt, " in parts": doubts(features.drop(columns="name"))}
    found = {
        f"{most}{name}": joined(
            len(rows), (left[doubt <= most], right[doubt <= most]), one_url
        )
        for name, doubt in models.items()
        for most in DOUBTS
    }
    answer(seconds, found)


if __name__ == "__main__":
    main()
