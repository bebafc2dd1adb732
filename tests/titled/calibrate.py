"""Fits the weights that make probabilities of fits: ``python -m titled.calibrate``.

Run in ``tests/``, with the labelled titles beside the repository. The public queries
are seen twice: with the lexicon as it is, and with their own entries removed. Their
entries were written by people who knew the rows, which makes them too sure; so rows of
forty more occupations, written by people who knew neither entries nor matcher, are
fitted to as well. What is printed are the errors on queries left out of the fitting, and
on the rows seen blind; ``--write`` keeps the weights.
"""

import sys
from statistics import mean
from typing import NamedTuple

import numpy as np

import titled.rows
from netpath.ranking.titles import calibration
from netpath.ranking.titles.knowledge import knowledge
from netpath.ranking.titles.matcher import TitleMatcher
from titled.measures import ece
from titled.rows import BLIND, PUBLIC, SECOND, background, labelled
from titled.without import knowledge_without_all

_RIDGE = 0.05
_ROUNDS = 40
_WORTH = 0.02
_TOLD = 0.8


class Seen(NamedTuple):
    """What is seen of a row, and its label."""

    values: tuple[float, ...]
    setting: float
    relevance: int


def rows_of(path, query, knows):
    """Give every row of a query that holds anything of it."""
    titles = TitleMatcher(query, knows).titles
    found = []
    for row in (*labelled(path)[query], *background(query)):
        judged = [j for t in titles if (j := judged_by(t, row))]
        if judged:
            best = max(judged, key=lambda j: j.finding.score)
            values = calibration.features(best.finding.wording, best.traits)
            found.append(Seen(values, best.finding.setting, row.relevance))
    return found


def judged_by(title, row):
    """Give how one title judges a row."""
    return title.judge(row.position, title.employer(row.position, row.company))


def gathered():
    """Give the rows to fit to, by query."""
    bare = knowledge_without_all(PUBLIC)
    public = {
        query: rows_of(PUBLIC, query, knowledge()) + rows_of(PUBLIC, query, bare[query])
        for query in labelled(PUBLIC)
    }
    second = {query: rows_of(SECOND, query, knowledge()) for query in labelled(SECOND)}
    return {**public, **second}


def fitted(rows, least):
    """Fit by Newton's steps, held near nought so that rare traits stay modest.

    Rows whose employer speaks against them say nothing of their words.
    """
    told = [row for row in rows if least == 1 or row.setting >= _TOLD]
    x = np.array([row.values for row in told])
    y = np.array([float(row.relevance >= least) for row in told])
    weights = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - _RIDGE * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + _RIDGE * np.eye(x.shape[1])
        weights += np.linalg.solve(bend, slope)
    return weights.round(4)


def setting_share(setting, least):
    """Give what the employer leaves; whoever is one elsewhere is near."""
    return setting**calibration.SHARPNESS if least == 2 else 1.0


def said(rows, weights, least):
    """Give (probability, was it so) of rows."""
    return [
        (
            calibration.probability(weights, row.values)
            * setting_share(row.setting, least),
            row.relevance >= least,
        )
        for row in rows
    ]


def left_out(groups, least):
    """Give (probability, was it so) of every row, fitted on the other queries."""
    pairs = []
    for query, rows in groups.items():
        others = [row for q, its in groups.items() if q != query for row in its]
        pairs += said(rows, fitted(others, least), least)
    return pairs


def report(name, pairs):
    """Print the calibration error, over all rows and over those that matter."""
    worth = [pair for pair in pairs if pair[0] > _WORTH]
    brier = mean((p - s) ** 2 for p, s in pairs)
    sys.stdout.write(
        f"{name:34} rows {len(pairs):6}  ECE {ece(pairs):.3f}  Brier {brier:.4f}"
        f"   p > {_WORTH}: {len(worth):5} rows, ECE {ece(worth):.3f}\n"
    )


def main():
    """Fit, measure, write."""
    titled.rows.EVERY = 1  # the probabilities are those of the whole background
    groups = gathered()
    everything = [row for rows in groups.values() for row in rows]
    lines = ["# Made by: python -m titled.calibrate --write, in tests/."]
    for name, least in (("is_one", 2), ("is_one_or_near", 1)):
        report(f"{name}, query left out", left_out(groups, least))
        weights = fitted(everything, least)
        if BLIND.is_file():
            seen = [r for q in labelled(BLIND) for r in rows_of(BLIND, q, knowledge())]
            report(f"{name}, seen blind", said(seen, weights, least))
        lines.append(f"{name} = [{', '.join(map(str, weights))}]")
    if "--write" in sys.argv:
        calibration.FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
