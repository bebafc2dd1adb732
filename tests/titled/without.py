"""A matcher that does not know the occupation it is asked for.

Its entry and all wider ones are taken out of the lexicon, out of the glossary every
word that by itself is one of their names, and the vectors are learned from what is left
when the entries of all the queries of a file are gone.
"""

from functools import cache

from netpath.ranking.titles.contrast import learn
from netpath.ranking.titles.glossary import glossary
from netpath.ranking.titles.knowledge import Knowledge
from netpath.ranking.titles.learning import titles_of
from netpath.ranking.titles.lexicon import lexicon
from netpath.ranking.titles.matcher import TitleMatcher
from netpath.ranking.titles.vectors import TitleVectors
from netpath.ranking.titles.words import phrase_of
from titled.rows import labelled


def sought_by(query):
    """Give the ids of what a query is understood as, wider ones too."""
    known = [lexicon().occupation(key) for key in TitleMatcher(query).occupations]
    return {one.id for entry in known for one in (entry, *lexicon().wider(entry))}


def names_of(ids):
    """Give all the names of some occupations, as the glossary writes words."""
    entries = [lexicon().occupation(key) for key in ids]
    return {
        " ".join(phrase_of(name.lstrip("*=")))
        for entry in entries
        for name in (entry.id, *(name for _, name in entry.names))
    }


@cache
def vectors_without_all(path):
    """Learn vectors from everything but what the queries of a file ask for."""
    ids = set().union(*map(sought_by, labelled(path)))
    words = glossary().without(names_of(ids))
    return TitleVectors(learn(*titles_of(lexicon().without(ids), words)))


def knowledge_without(path, query):
    """Give what is known when nobody wrote the entry of a query."""
    ids = sought_by(query)
    knows = Knowledge(lexicon().without(ids))
    knows.__dict__["glossary"] = glossary().without(names_of(ids))
    knows.__dict__["vectors"] = vectors_without_all(path)
    return knows


def knowledge_without_all(path):
    """Give the same for every query of a file."""
    return {query: knowledge_without(path, query) for query in labelled(path)}
