"""How fast titles are found, beside reading every row. ``pytest -s`` shows the table.

A made-up pool of exports; half its positions are replaced by titles put together at
random, so that there are as many texts as people write. ``NETPATH_FULL=1`` takes 400
exports (600,000 rows) instead of 20.
"""

import os
import random
import sys
import time

import pytest
from pooled import make_pool

from netpath.names import fold
from netpath.ranking.titles import TitleMatcher
from netpath.ranking.titles.index import TitleIndex, is_worth_listing
from netpath.ranking.titles.knowledge import knowledge
from netpath.ranking.titles.lexicon import lexicon

EXPORTS = 400 if os.environ.get("NETPATH_FULL") else 20
QUERIES = ("public librarian", "registered nurse", "wind farm engineer")
LEVELS = ("", "Senior ", "Lead ", "Jr. ", "Head ", "Associate ", "Principal ", "Chief ")
TAILS = ("", " II", " - EMEA", ", Retail", " | Mentor", " (Contract)", " at large")


@pytest.fixture(scope="module")
def pairs():
    chance = random.Random(1)  # noqa: S311 - made-up titles
    titles = list(lexicon().rows)
    records = make_pool(7, exports=EXPORTS, rows=1500).records
    return [
        (record.position, record.company)
        if chance.random() < 0.5
        else (
            chance.choice(LEVELS) + chance.choice(titles) + chance.choice(TAILS),
            record.company,
        )
        for record in records
    ]


def timed(work):
    start = time.perf_counter()
    value = work()
    return time.perf_counter() - start, value


def test_the_index_beside_reading_every_row(pairs, tmp_path):
    made, index = timed(lambda: TitleIndex.of(pairs, knowledge().vectors))
    index.save(tmp_path / "titles", "these")
    opened, index = timed(lambda: TitleIndex.open(tmp_path / "titles", "these"))
    size = (tmp_path / "titles").stat().st_size
    sys.stdout.write(
        f"\n{len(pairs):,} rows, {len(index):,} different: made in {made:.2f} s,"
        f" {size / len(index):.0f} bytes each, opened in {opened * 1000:.1f} ms\n"
        f"{'':20} index    reading  ratio  found   substring\n"
    )
    for query in QUERIES:
        matcher = TitleMatcher(query)
        quick, found = timed(lambda m=matcher: index.search(m))
        matcher = TitleMatcher(query)
        slow, read = timed(
            lambda m=matcher: {
                pair: match
                for pair in index.pairs()
                if is_worth_listing(match := m(*pair))
            }
        )
        plain, _ = timed(lambda q=query: [pair for pair in pairs if q in fold(pair[0])])
        sys.stdout.write(
            f"{query:20} {quick:.3f} s  {slow:.3f} s  {slow / quick:4.0f} x"
            f"  {len(found):6}  {plain:.3f} s\n"
        )
        assert {index[row]: match for row, match in found.items()} == read
