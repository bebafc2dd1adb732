"""How well a clustering finds who is who: pairs counted, never listed.

A pair is two records. It is *true* if both are one person, and *found* if both are in
one cluster. Precision is the share of found pairs that are true, recall the share of
true pairs that are found.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from netpath.model import Network, Record


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of pairs. Who finds nothing has found nothing wrong: precision 1.

    >>> Score(both=6, found=8, true=12).precision, Score(6, 8, 12).recall
    (0.75, 0.5)
    """

    both: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        """The share of found pairs that are true."""
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of true pairs that are found."""
        return self.both / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.both / (self.found + self.true) if self.true else 1.0

    def __sub__(self, other: Score) -> Score:
        """The pairs of this kind that are not of the other, which is a part of it."""
        return Score(
            self.both - other.both, self.found - other.found, self.true - other.true
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """Scores over kinds of pairs, and B-cubed for information.

    Attributes
    ----------
    pairs
        All pairs.
    without_url
        Pairs in which at least one record has no profile address.
    other_url
        Pairs in which both records have one, but not the same.
    cubed_precision, cubed_recall
        B-cubed: of the record's own cluster, averaged over records.
    """

    pairs: Score
    without_url: Score
    other_url: Score
    cubed_precision: float
    cubed_recall: float


def clustering_of(network: Network) -> dict[str, str]:
    """Give the person of every record of a resolved network."""
    return {
        record.id: person.id
        for person in network.people.values()
        for record in person.records
    }


def measure(
    records: Sequence[Record],
    truth: Mapping[str, Hashable],
    clustering: Mapping[str, Hashable],
) -> Measured:
    """Compare a clustering with the truth; both say something of every record.

    Raises
    ------
    KeyError
        When a record is in neither or only one of them.
    """
    rows = [(truth[r.id], clustering[r.id], r.url) for r in records]
    pairs = _score((true, found) for true, found, _ in rows)
    with_url = _score((true, found) for true, found, url in rows if url)
    one_url = _score(((true, url), (found, url)) for true, found, url in rows if url)
    return Measured(
        pairs, pairs - with_url, with_url - one_url, *_cubed(rows, len(rows) or 1)
    )


def _score(rows: Iterable[tuple[Hashable, Hashable]]) -> Score:
    cells = Counter(rows)
    found, true = _sums(cells)
    return Score(_pairs(cells), _pairs(found), _pairs(true))


def _sums(cells: Counter) -> tuple[Counter, Counter]:
    """Sizes of the clusters and of the people."""
    found, true = Counter(), Counter()
    for (person, cluster), count in cells.items():
        true[person] += count
        found[cluster] += count
    return found, true


def _pairs(sizes: Counter) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def _cubed(rows: Iterable[tuple], total: int) -> tuple[float, float]:
    cells = Counter((true, found) for true, found, _ in rows)
    found, true = _sums(cells)
    pure = sum(n * n / found[cluster] for (_, cluster), n in cells.items())
    whole = sum(n * n / true[person] for (person, _), n in cells.items())
    return pure / total, whole / total
