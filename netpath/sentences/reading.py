"""Sentences as people tell them, read into people and ties.

    sentence  = person {"and" person} predicate {tail} "."
    person    = "I" | name | ("my" | person "'s") relation [name] ["at" company]
    predicate = verb person {"and" person}
              | "works" ("at" company ["as" title] | "as" title ["at" company])
              | "lives in" place
              | "is" (("my" | person "'s") relation | "a" relation "of" person)
              | "is" ["a"] title ["at" company]
              | "is" name                              after "my boss", "Ana's boss"
              | "are married" | "are friends" | "work together" | …
    tail      = [","] "whose" relation (name [predicate] | "is" name)
              | [","] "who" predicate
              | "and" predicate

A name begins with a capital (or belongs to a script without them) or stands in
quotation marks; so does a company or title with a comma in it. Nothing is guessed: a
sentence is understood whole, or the first word that was not is pointed at.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from netpath.model import ME as ME_ID
from netpath.model import Told
from netpath.relations import is_guess
from netpath.sentences.mentions import Mention, Mentions
from netpath.sentences.words import ARTICLES, clause_words
from netpath.text import clean

if TYPE_CHECKING:
    from netpath.relations import Word

_IS_THERE = "possible coworker"
"""The only guess that says where somebody works; the others are of former times."""

_EXPECTED = (
    "I expected what ties two people (works with, is married to, is my boss), "
    "or what somebody does (is a librarian at …)"
)


def read(sentence: str) -> Told:
    """Understand one sentence.

    Returns
    -------
    Told
        The people mentioned, with what was said of their work, and the ties between
        them; the teller is called ``"me"``.

    Raises
    ------
    SentenceError
        With the place of the first word that was not understood, and what would have
        been.

    >>> told = read("Ana Ruiz works with Raj Patel at Acme, whose wife is Mei Patel.")
    >>> [(tie.from_, tie.relation, tie.to) for tie in told.ties]
    [('Ana Ruiz', 'coworker', 'Raj Patel'), ('Raj Patel', 'wife', 'Mei Patel')]
    """
    return _Reader(" ".join(sentence.split())).told()


class _Reader(Mentions):
    """Recursive descent over the tokens of one sentence."""

    def told(self) -> Told:
        subjects = [self._person()]
        while self._accept("and"):
            subjects.append(self._person())
        if not self._is_whole():
            self._predicate(self._with_shared_surname(subjects))
        while self._next.kind != "end":
            self._tail()
        return Told(tuple(self._people.values()), tuple(self._ties))

    def _is_whole(self) -> bool:
        """Whether all is said: "My friend Bo Li." needs no verb."""
        return self._next.kind == "end" and bool(self._ties) and not self._subjects

    # --- predicates -------------------------------------------------------------------

    def _predicate(self, mentions: list[Mention]) -> None:
        if len(mentions) == 1 and not mentions[0].name:
            self._name_at_last(mentions[0])
            return
        self._company_of(mentions)
        self._subjects = [self._name_of(mention) for mention in mentions]
        verb = self._accept_verb()
        if verb and verb.is_together:
            self._all_tied(verb.relation)
        elif verb:
            self._verb(verb.relation)
        elif self._accept("works", "work"):
            self._occupation()
        elif self._accept("lives", "live"):
            self._place()
        elif self._accept("is", "am", "are"):
            self._complement()
        else:
            self._fail(_EXPECTED)

    def _company_of(self, mentions: list[Mention]) -> None:
        """Read "Raj Patel at Acme works with …"."""
        if mentions[-1].name and self._accept("at"):
            self._note(mentions[-1].name, company=self._company())

    def _name_at_last(self, mention: Mention) -> None:
        """Read "is Ana Ruiz" after "my boss"."""
        if not self._accept("is"):
            self._fail(
                f"I need a name for {mention.description}: write it after the word"
            )
        self._accept("called", "named")
        name = self._name(f"I expected the name of {mention.description}")
        self._tie(mention.owner, mention.relation, name)
        self._named(name)
        self._subjects, self._last = [name], name
        if self._accept("at"):
            self._note(name, company=self._company())

    def _all_tied(self, relation: str) -> None:
        if len(self._subjects) < 2:  # noqa: PLR2004 - a tie has two ends
            self._fail(
                "I expected two people joined by “and”", self._tokens[self._at - 1]
            )
        for one, other in combinations(self._subjects, 2):
            self._tie(one, relation, other)
        self._last = self._subjects[-1]

    def _verb(self, relation: str) -> None:
        others = [self._object(relation)]
        while self._next.text == "and" and self._begins_person(self._peek()):
            self._take()
            others.append(self._object(relation))
        self._last = others[-1]

    def _object(self, relation: str) -> str:
        name = self._name_of(self._person())
        is_unsure = is_guess(relation)
        place = self._company() if self._accept("at") else ""
        if place and (relation == _IS_THERE or not is_unsure):
            self._note(name, company=place)
        if is_unsure and not place and self._accept("from"):
            place = self._company()
        for subject in self._subjects:
            self._tie(subject, relation, name, via=place if is_unsure else "")
        return name

    def _occupation(self) -> None:
        position = company = ""
        if self._accept("at"):
            company = self._company()
            position = self._title() if self._accept("as") else ""
        elif self._accept("as"):
            position = self._title()
            company = self._company() if self._accept("at") else ""
        elif self._next.text == "for":
            self._fail("Write “works at” for an employer, “reports to” for a person")
        else:
            self._fail("I expected “with” and a person, or “at” and an employer")
        self._note_all(position=position, company=company)

    def _place(self) -> None:
        if not self._accept("in"):
            self._fail("I expected “in” and a place, or “with” and a person")
        self._note_all(location=self._run("a place", clause_words()))

    def _complement(self) -> None:
        """Read what stands after "is": a tie, or a title."""
        for attempt in (self._is_somebodys, self._is_relation_of, self._are_relations):
            at = self._at
            if attempt():
                return
            self._at = at
        position = self._title()
        company = self._company() if self._accept("at") else ""
        self._note_all(position=position, company=company)

    def _is_somebodys(self) -> bool:
        """Read "my boss", "Raj Patel's wife"."""
        if self._is_my(self._next):
            self._take()
            owner = ME_ID
        elif self._begins_name(self._next):
            owner = self._name("")
            if self._next.kind != "possessive" or self._relation_here(1) is None:
                return False
            self._take()
        else:
            return False
        relation = self._relation_or_plural()
        self._named(owner)
        for subject in self._subjects:
            self._tie(owner, relation.text, subject)
        self._last = self._subjects[-1]
        if self._accept("at"):
            self._note_all(company=self._company())
        return True

    def _relation_or_plural(self) -> Word:
        many = self._plural_relation() if len(self._subjects) > 1 else None
        return many or self._relation()

    def _is_relation_of(self) -> bool:
        """Read "a friend of Bo Li"; "a teacher of history" is a title."""
        self._accept(*ARTICLES)
        found = self._relation_here(0)
        if found is None or found[0].relation.is_title:
            return False
        self._at += found[1]
        if not self._accept("of") or not self._begins_person(self._next):
            return False
        owner = self._name_of(self._person())
        for subject in self._subjects:
            self._tie(owner, found[0].text, subject)
        self._last = owner
        return True

    def _are_relations(self) -> bool:
        """Read "friends" after "Bo Li and I are"."""
        word = self._plural_relation() if len(self._subjects) > 1 else None
        if word is None or not word.relation.is_symmetric:
            return False
        self._all_tied(word.text)
        return True

    # --- what comes after -------------------------------------------------------------

    def _tail(self) -> None:
        comma = self._next
        self._at += comma.kind == "comma"
        if self._accept("whose"):
            self._whose()
        elif self._accept("who"):
            self._predicate([Mention(self._last)])
        elif self._accept("and"):
            self._predicate([Mention(name) for name in self._subjects])
        else:
            self._fail(
                "I expected the end, “whose …” or “who …”; a name, title or company "
                "with a comma or small words in it stands in quotes",
                comma,
            )

    def _whose(self) -> None:
        mention = self._related(self._last)
        while self._next.kind == "possessive":
            self._take()
            mention = self._related(self._name_of(mention))
        if mention.name:
            self._last = mention.name
        if not mention.name or not self._ends_clause():
            self._predicate([mention])

    def _ends_clause(self) -> bool:
        return self._next.kind in {"end", "comma"} or self._next.text in {
            "who",
            "whose",
        }

    # --- titles and companies ---------------------------------------------------------

    def _title(self) -> str:
        has_article = self._accept(*ARTICLES)
        first = self._next
        if first.kind == "quoted":
            return clean(self._take().text)
        title = self._run("what somebody does", clause_words() | {"at"})
        is_name_like = not has_article and self._begins_name(first)
        if is_name_like and " of " not in title and self._next.text != "at":
            self._fail("If this is a job, write “is a …”", first)
        return title[:1].upper() + title[1:] if first.text.islower() else title

    def _company(self) -> str:
        return self._run("an employer", clause_words() | {"as"})
