"""What makes a ranking good, and a probability honest."""

from statistics import mean
from typing import NamedTuple

from titled.rows import background, by_chance, labelled


class Figures(NamedTuple):
    """Average precision, precision at 10, share of wrong rows among the first 10."""

    precision: float
    at_ten: float
    wrong: float


def ranked(path, query, scorer, aside="2?"):
    """Give labelled and background rows with their scores, the best first."""
    rows = [*labelled(path)[query], *background(query, aside)]
    scored = [(scorer(row.position, row.company), row) for row in rows]
    return sorted(scored, key=lambda pair: (-pair[0], by_chance(pair[1].position)))


def figures(path, query, scorer, aside="2?"):
    """Measure one ranking."""
    order = [row.relevance for _, row in ranked(path, query, scorer, aside)]
    places = [i for i, relevance in enumerate(order, start=1) if relevance == 2]
    precision = mean(found / place for found, place in enumerate(places, start=1))
    first = order[:10]
    return Figures(
        precision, first.count(2) / min(10, len(places)), first.count(0) / len(first)
    )


def ece(pairs, bins=10):
    """Give the expected calibration error of (probability, was it so) pairs."""
    sorted_ = [[] for _ in range(bins)]
    for probability, is_so in pairs:
        sorted_[min(bins - 1, int(probability * bins))].append((probability, is_so))
    total = sum(map(len, sorted_))
    return sum(
        len(bin_) / total * abs(mean(p for p, _ in bin_) - mean(s for _, s in bin_))
        for bin_ in sorted_
        if bin_
    )
