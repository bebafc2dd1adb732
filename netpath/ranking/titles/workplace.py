"""Whether an employer is the kind of place where an occupation is sought.

"Public librarian" is not written on anybody's card: it says librarian, and beside it a
public library. So the employer is a gate a match has to pass, not more words to match.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netpath.names import company_key
from netpath.ranking.titles.phrases import Phrase, Phrasebook
from netpath.ranking.titles.segments import employer_in
from netpath.ranking.titles.words import shown, words_of

if TYPE_CHECKING:
    from netpath.ranking.titles.entries import Setting


class Verdict(NamedTuple):
    """What an employer does to a match.

    ``kind`` is ``right``, ``likely``, ``unknown``, ``elsewhere``, ``contrary``;
    ``share`` multiplies the match; ``word`` and ``where`` are what gave it away.
    """

    kind: str
    share: float
    word: str = ""
    where: str = ""

    @property
    def is_right(self) -> bool:
        """Whether titles that mean the occupation only there count."""
        return self.kind in {"right", "likely"}


OPEN = Verdict("right", 1.0)
"""The verdict where no setting is asked for."""


class Workplace:
    """A setting, ready to judge employers."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._books = {
            kind: Phrasebook(Phrase(text, "place") for text in texts)
            for kind, texts in (
                ("strong", setting.strong),
                ("against", setting.against),
                ("weak", setting.weak),
            )
        }
        self._told_by = lru_cache(maxsize=65536)(self._read)

    @property
    def books(self) -> tuple[Phrasebook, ...]:
        """The signs it knows; an employer that holds none of their words is nothing."""
        return tuple(self._books.values())

    def judge(self, position: str, company: str) -> Verdict:
        """Judge an employer, from its name and from what the position says.

        The position wins, being nearer to the person; where the two disagree, nothing
        is known. Its weak words are no sign: "Library Director" names a library anyway.
        """
        in_title, title_word = self._told_by(position)
        in_company, word = self._told_by(company or employer_in(position))
        if in_title == "strong":
            return Verdict("right", 1.0, title_word, "position")
        if in_title == "against":
            is_split = in_company == "strong"
            return self._against(title_word, "position", is_split=is_split)
        if in_company:
            return self._by_company(in_company, word)
        if company_key(company or employer_in(position)):
            return Verdict("elsewhere", self.setting.elsewhere)
        return Verdict("unknown", self.setting.unknown)

    def _by_company(self, sign: str, word: str) -> Verdict:
        if sign == "strong":
            return Verdict("right", 1.0, word, "company")
        if sign == "weak":
            return Verdict("likely", self.setting.likely, word, "company")
        return self._against(word, "company")

    def _against(self, word: str, where: str, *, is_split: bool = False) -> Verdict:
        if is_split:
            return Verdict("unknown", self.setting.unknown, word, where)
        return Verdict("contrary", self.setting.contrary, word, where)

    def _read(self, text: str) -> tuple[str, str]:
        """Give the first sign a text holds, and the words that are it."""
        words = _words(text)
        keys = tuple(word.key for word in words)
        for sign, book in self._books.items():
            hits = book.find(keys)
            if hits:
                hit = max(hits, key=lambda hit: hit.end - hit.start)
                return sign, shown(words[hit.start : hit.end])
        return "", ""


_words = lru_cache(maxsize=65536)(words_of)
