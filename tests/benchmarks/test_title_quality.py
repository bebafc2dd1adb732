"""How well titles are ranked, beside simple peers. ``pytest -s`` shows the tables.

For every query its labelled rows are ranked together with 6,000 real titles at invented
employers (with 1,000 of them unless ``NETPATH_FULL=1``, which the figures are of). Relevance 2 is relevant. Background titles that a reader took for the sought
occupation, or could not decide, are set aside for every scorer alike (``tests/titled``);
how it looks with nothing set aside is printed too. Ties are broken by a checksum, the
same for all.

Three tables say three things. The public rows were known when entries were written and
mended, so they flatter. *Seen blind* are rows of sixty more occupations: who wrote them
saw neither entries nor matcher, and who wrote the entries did not see the rows. *Removed*
takes the query's own entry, all wider ones and every word that is one of its names away:
what to expect of an occupation nobody wrote down.
"""

import os
import sys
from functools import cache
from statistics import mean

import numpy as np
import pytest
from titled import BLIND, PUBLIC, background, figures, labelled, ranked
from titled.without import knowledge_without

from netpath.names import fold
from netpath.ranking.titles import TitleMatcher
from netpath.ranking.titles.entries import LANGUAGES
from netpath.ranking.titles.lexicon import lexicon

pytestmark = pytest.mark.skipif(
    not PUBLIC.is_file(),
    reason="the labelled titles are not beside the repository (../shared/data)",
)
SHOWN = 0.2
"""The least match that a user sees, unless asked for."""


def table(name, path, scorer_of, *, aside="2?", shows_queries=False):
    rows = {q: figures(path, q, scorer_of(q), aside) for q in sorted(labelled(path))}
    overall = tuple(mean(column) for column in zip(*rows.values(), strict=True))
    lines = [f"\n{name:44} MAP    P@10   wrong@10"]
    if shows_queries:
        lines += [line(query, row) for query, row in rows.items()]
    sys.stdout.write("\n".join([*lines, line("all", overall)]) + "\n")
    return overall


def line(name, values):
    return f"  {name:42} " + "  ".join(f"{value:.3f}" for value in values)


def wrong_among_shown(path):
    """The share of wrong people among the first ten that a user is shown."""
    found = []
    for query in labelled(path):
        first = ranked(path, query, netpath(query))[:10]
        found += [row.relevance for score, row in first if score >= SHOWN]
    return found.count(0) / len(found)


# --- scorers ----------------------------------------------------------------------------


def netpath(query):
    matcher = TitleMatcher(query)
    return lambda position, company: matcher(position, company).score


def removed(path):
    def scorer_of(query):
        matcher = TitleMatcher(query, knowledge_without(path, query))
        return lambda position, company: matcher(position, company).score

    return scorer_of


def substring(query):
    return lambda position, _: float(fold(query) in fold(position))


def token_set(query):
    fuzz = pytest.importorskip("rapidfuzz.fuzz")
    return lambda position, company: fuzz.token_set_ratio(
        fold(query), fold(f"{position} {company}")
    )


def by_vectors(path, vectorizer_of):
    """A scorer of the text "position company" by what a vectorizer makes of it."""

    @cache
    def kept(query):
        rows = [*labelled(path)[query], *background(query)]
        texts = [fold(f"{row.position} {row.company}") for row in rows]
        scores = vectorizer_of(texts, fold(query))
        return {
            (row.position, row.company): score
            for row, score in zip(rows, scores, strict=True)
        }

    return lambda query: lambda position, company: kept(query)[position, company]


def sklearn_text():
    return pytest.importorskip("sklearn.feature_extraction.text")


def char_tfidf(texts, query):
    vectorizer = sklearn_text().TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5))
    return (
        vectorizer.fit_transform(texts) @ vectorizer.transform([query]).T
    ).toarray()[:, 0]


def bm25(texts, query, k=1.2, b=0.75):
    """Robertson and Zaragoza (2009), with the usual constants."""
    vectorizer = sklearn_text().CountVectorizer(analyzer=str.split)
    counts = vectorizer.fit_transform(texts).tocsc()
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    norm = k * (1 - b + b * lengths / lengths.mean())
    total = np.zeros(len(texts))
    for word in query.split():
        column = vectorizer.vocabulary_.get(word)
        if column is not None:
            of_word = counts[:, [column]].toarray().ravel()
            in_texts = np.count_nonzero(of_word)
            weight = np.log(1 + (len(texts) - in_texts + 0.5) / (in_texts + 0.5))
            total += weight * of_word * (k + 1) / (of_word + norm)
    return total


# --- tables -----------------------------------------------------------------------------


def test_known_occupations_are_ranked_well():
    precision, _, _ = table("netpath, public rows", PUBLIC, netpath, shows_queries=True)
    table("  nothing set aside", PUBLIC, netpath, aside="")
    wrong = wrong_among_shown(PUBLIC)
    sys.stdout.write(f"wrong among the first ten shown: {wrong:.3f}\n")
    assert precision >= 0.95
    assert wrong <= 0.05


def test_simple_peers_are_left_far_behind():
    peers = [
        table("substring", PUBLIC, substring),
        table("rapidfuzz token_set", PUBLIC, token_set),
        table("BM25", PUBLIC, by_vectors(PUBLIC, bm25)),
        table("characters, TF-IDF", PUBLIC, by_vectors(PUBLIC, char_tfidf)),
    ]
    unwritten, _, _ = table(
        "netpath, the entry removed", PUBLIC, removed(PUBLIC), shows_queries=True
    )
    assert max(precision for precision, _, _ in peers) < unwritten


def test_rows_nobody_saw_when_their_entries_were_written():
    precision, _, _ = table("netpath, seen blind", BLIND, netpath, shows_queries=True)
    wrong = wrong_among_shown(BLIND)
    sys.stdout.write(f"wrong among the first ten shown: {wrong:.3f}\n")
    peers = [
        table("  rapidfuzz token_set", BLIND, token_set),
        table("  characters, TF-IDF", BLIND, by_vectors(BLIND, char_tfidf)),
    ]
    best = max(precision for precision, _, _ in peers)
    assert precision > 3 * best
    if os.environ.get("NETPATH_FULL"):  # learns vectors anew, some minutes
        found = table("netpath, seen blind, removed", BLIND, removed(BLIND))
        assert precision > found[0] > best


def test_the_worst_rows_are_shown_with_their_reasons():
    worst = []
    for query in labelled(PUBLIC):
        matcher = TitleMatcher(query)
        for row in labelled(PUBLIC)[query]:
            match = matcher(row.position, row.company)
            error = abs(match.score - (row.relevance == 2))
            worst.append((error, query, row, match))
    worst.sort(key=lambda item: -item[0])
    sys.stdout.write("\nthe ten worst rows\n")
    for _, query, row, match in worst[:10]:
        sys.stdout.write(
            f"  {query}: {row.position} @ {row.company} is {row.relevance},"
            f" {match.score:.2f}: {match.reason}\n"
        )
    assert len(worst) > 200


def test_entries_are_counted_by_language():
    entries = lexicon().every()
    sys.stdout.write(f"\n{len(entries)} occupations\n")
    for code, language in LANGUAGES.items():
        named = sum(any(of == code for of, _ in entry.names) for entry in entries)
        names = sum(of == code for entry in entries for of, _ in entry.names)
        sys.stdout.write(f"  {language:12} {named:4} occupations, {names:5} names\n")
    assert entries
