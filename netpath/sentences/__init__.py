"""One small grammar of plain sentences, used both ways.

:func:`read` understands what a person tells ("My sister-in-law Ana Ruiz works with Raj
Patel, whose wife Mei Patel is a librarian at Oakland Public Library."), :func:`say`
says a chain in the same words. Reading what was said gives the chain back.
"""

from netpath.sentences.reading import read
from netpath.sentences.saying import Link, article, does, phrase, say
from netpath.sentences.tokens import split_sentences

__all__ = ["Link", "article", "does", "phrase", "read", "say", "split_sentences"]
