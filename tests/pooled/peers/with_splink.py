"""``with_splink.py ROWS.csv ANSWER.json``: who is who, by splink.

As its manual goes: term frequencies for names and employers, the prior from exact rules,
u by sampling, m by expectation maximisation over several blockings. The day two people
connected counts only between two exports of one owner, where it means something.
"""

from __future__ import annotations

import logging
import sys
import time

import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from rows import answer, equal, joined, tidied
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

BLOCKS = (
    "l.family = r.family",
    "l.given = r.given and l.company = r.company",
    "l.owner_day = r.owner_day",
    "l.email = r.email",
)
WEIGHTS = (-4, -2, 0, 2, 4, 6, 8, 10, 12, 14)
ACROSS = " and l.export <> r.export"  # two rows of one export are two people


def owner_day():
    """Compare the days of connecting, where one owner tells them."""
    elsewhere = levels.CustomLevel(
        "teller_l <> teller_r or connected_on_l is null or connected_on_r is null"
    ).configure(is_null_level=True)
    return comparisons.CustomComparison(
        [elsewhere, levels.ExactMatchLevel("connected_on"), levels.ElseLevel()],
        output_column_name="owner_day",
    )


def settings(urls: list) -> SettingsCreator:
    """Give the model, which knows addresses if rows have any."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            comparisons.ForenameSurnameComparison(
                "given", "family", forename_surname_concat_col_name="name"
            ),
            comparisons.JaroWinklerAtThresholds("company", [0.9]).configure(
                term_frequency_adjustments=True
            ),
            comparisons.JaroWinklerAtThresholds("position", [0.9]),
            comparisons.ExactMatch("email"),
            owner_day(),
            *map(comparisons.ExactMatch, urls),
        ],
        blocking_rules_to_generate_predictions=[
            rule + ACROSS for rule in (*BLOCKS, *(f"l.{url} = r.{url}" for url in urls))
        ],
        retain_matching_columns=False,
    )


def trained(rows) -> Linker:
    """Give the linker with all that it learns from the rows themselves."""
    # The owners' own addresses are no reason to learn from addresses.
    urls = ["url"] if rows["url"].notna().sum() > 2 * rows["teller"].nunique() else []
    rows["unique_id"] = range(len(rows))
    table = DuckDBAPI().register(rows)
    linker = Linker(table, settings(urls), log_level=logging.ERROR)
    sure = [
        "l.name = r.name and l.company = r.company",
        *(f"l.{u} = r.{u}" for u in urls),
    ]
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [rule + ACROSS for rule in sure], recall=0.95 if urls else 0.7
    )
    training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for columns in (
        ("given", "family"),
        ("company", "position"),
        *((u,) for u in urls),
    ):
        training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    return linker


def main() -> None:
    """Read rows, find who is who, and write the answer."""
    rows = tidied(sys.argv[1])
    begun = time.perf_counter()
    predict = trained(rows).inference.predict
    pairs = predict(threshold_match_weight=min(WEIGHTS)).as_pandas_dataframe()
    weight = pairs["match_weight"].to_numpy()
    left, right = (pairs[f"unique_id_{side}"].to_numpy() for side in "lr")
    one_url = equal(rows["url"])
    seconds = time.perf_counter() - begun
    found = {
        str(least): joined(
            len(rows), (left[weight >= least], right[weight >= least]), one_url
        )
        for least in WEIGHTS
    }
    answer(seconds, found)


if __name__ == "__main__":
    main()
