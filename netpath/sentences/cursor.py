"""A place in a sentence: what stands there, and what it may be read as."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NoReturn

from netpath.errors import SentenceError
from netpath.relations import Word, close_words, plural_of, word_key, words
from netpath.sentences.tokens import Token, tokenise
from netpath.sentences.words import PARTICLES, clause_words, verbs
from netpath.text import clean

if TYPE_CHECKING:
    from netpath.sentences.words import Verb

_LONGEST_RELATION = 5
_GENERATIONAL = frozenset({"jr", "sr", "ii", "iii", "iv"})


class Cursor:
    """The tokens of a sentence, read from left to right.

    Every method that does not find what it is for leaves the place as it was, or raises
    :class:`~netpath.errors.SentenceError` with the word it stopped at.
    """

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._tokens = tokenise(sentence)
        self._at = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _peek(self, ahead: int = 1) -> Token:
        return self._tokens[min(self._at + ahead, len(self._tokens) - 1)]

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _accept(self, *choices: str) -> bool:
        found = self._next.kind == "word" and self._next.text in choices
        self._at += found
        return found

    def _accept_verb(self) -> Verb | None:
        """Take the longest verb phrase that stands here."""
        for verb in verbs():
            here = self._tokens[self._at : self._at + len(verb.words)]
            if all(t.text == w for t, w in zip(here, verb.words, strict=False)):
                self._at += len(verb.words)
                return verb
        return None

    def _fail(self, expected: str, token: Token | None = None) -> NoReturn:
        token = token or self._next
        what = (
            "The sentence ends too early"
            if token.kind == "end"
            else f"I do not understand “{token.text}” here"
        )
        raise SentenceError(self._sentence, token.start, f"{what}. {expected}.")

    def _slice(self, begin: int) -> str:
        """Give what stands from a token to just before the present one, as written."""
        if self._at - begin == 1:
            return clean(self._tokens[begin].text)
        start, end = self._tokens[begin].start, self._tokens[self._at - 1].end
        return clean(self._sentence[start:end])

    # --- names and relations ----------------------------------------------------------

    def _begins_name(self, token: Token) -> bool:
        return token.kind == "quoted" or (
            token.kind == "word"
            and token.text[:1].isalpha()
            and not token.is_lower
            and token.text != "I"
        )

    def _name(self, expected: str) -> str:
        begin = self._at
        if self._next.kind == "quoted":
            return clean(self._take().text)
        if not self._begins_name(self._next):
            self._fail(f"{expected}: a name begins with a capital, or stands in quotes")
        while self._continues_name():
            self._at += 1 + (self._next.kind == "comma")
        return self._slice(begin)

    def _continues_name(self) -> bool:
        token, after = self._next, self._peek()
        if token.kind == "comma":
            return after.text.casefold().strip(".") in _GENERATIONAL
        if token.kind != "word":
            return False
        if token.text in PARTICLES:
            return after.kind == "word" and (
                not after.is_lower or after.text in PARTICLES
            )
        return not token.is_lower

    def _relation(self) -> Word:
        found = self._relation_here(0)
        if found is None:
            close = ", ".join(close_words(self._next.text))
            self._fail(f"I expected a tie, perhaps one of: {close}")
        word, length = found
        self._at += length
        return word

    def _relation_here(self, ahead: int) -> tuple[Word, int] | None:
        """Give the longest relation word that stands here, and its length in tokens."""
        for length in range(_LONGEST_RELATION, 0, -1):
            run = self._tokens[self._at + ahead : self._at + ahead + length]
            is_small = all(t.is_lower or t.text == "LinkedIn" for t in run)
            word = words().get(word_key(" ".join(t.text for t in run)))
            if word and is_small:
                return word, length
        return None

    def _plural_relation(self) -> Word | None:
        for length in range(_LONGEST_RELATION, 0, -1):
            run = self._tokens[self._at : self._at + length]
            word = _plurals().get(word_key(" ".join(token.text for token in run)))
            if word and all(token.is_lower for token in run):
                self._at += length
                return word
        return None

    def _run(self, expected: str, stops: frozenset[str]) -> str:
        """Take words up to a comma, the end, or a small word that begins a clause."""
        if self._next.kind == "quoted":
            return clean(self._take().text)
        begin = self._at
        while (
            self._next.kind in {"word", "possessive"} and self._next.text not in stops
        ):
            if self._next.text == "and" and self._peek().text in clause_words():
                break
            self._take()
        if self._at == begin:
            self._fail(f"I expected {expected}")
        return self._slice(begin)


@cache
def _plurals() -> dict[str, Word]:
    """Give the words said of several people, by key."""
    return {word_key(plural_of(word.text)): word for word in words().values()}
