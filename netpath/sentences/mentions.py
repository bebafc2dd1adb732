"""People as sentences mention them, and what is understood of them so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netpath.model import ME as ME_ID
from netpath.model import ToldPerson, ToldTie
from netpath.relations import look_up
from netpath.sentences.cursor import Cursor
from netpath.sentences.words import ME, MY, PRONOUNS

if TYPE_CHECKING:
    from netpath.sentences.tokens import Token


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody mentioned: by name, or only as somebody's relation so far."""

    name: str = ""
    owner: str = ""
    relation: str = ""

    @property
    def description(self) -> str:
        """Say who is meant where no name was given: "your sister-in-law"."""
        whose = "your" if self.owner == ME_ID else f"{self.owner}'s"
        return f"{whose} {self.relation}"


class Mentions(Cursor):
    """Reads who is mentioned, and keeps what was said of them."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self._people: dict[str, ToldPerson] = {}
        self._ties: list[ToldTie] = []
        self._subjects: list[str] = []
        self._last = ""  # whom "whose" and "who" speak of

    def _person(self) -> Mention:
        token = self._next
        if token.kind == "word" and token.text.casefold() in PRONOUNS:
            self._fail("Please use the name, so that nobody is taken for another")
        if self._is_me(token):
            self._take()
            mention = self._named(ME_ID)
        elif self._is_my(token):
            self._take()
            mention = self._related(ME_ID)
        else:
            mention = self._named(self._name("I expected a person"))
        while self._next.kind == "possessive":
            self._take()
            mention = self._related(self._name_of(mention))
        return mention

    def _is_me(self, token: Token) -> bool:
        return (
            token.kind == "word"
            and token.text.casefold() in ME
            and not self._begins_name(self._peek())
        )

    def _is_my(self, token: Token) -> bool:
        if token.kind != "word" or token.text.casefold() not in MY:
            return False
        # "My Nguyen" is a name, "my Nguyen" a slip.
        return (
            token.is_lower
            or not self._begins_name(self._peek())
            or (self._relation_here(1) is not None)
        )

    def _named(self, name: str) -> Mention:
        self._people.setdefault(name, ToldPerson(name))
        return Mention(name)

    def _related(self, owner: str) -> Mention:
        """Read "sister-in-law Ana Ruiz" after "my" or "Tom's" or "whose"."""
        relation = self._relation()
        apposition = self._next.kind == "comma" and self._begins_name(self._peek())
        self._at += apposition
        if not self._begins_name(self._next):
            return Mention(owner=owner, relation=relation.text)
        name = self._name("")
        if apposition and self._next.kind == "comma":
            self._take()
        self._tie(owner, relation.text, name)
        return self._named(name)

    def _name_of(self, mention: Mention) -> str:
        if not mention.name:
            self._fail(
                f"I need a name for {mention.description}: write it after the word"
            )
        return mention.name

    def _with_shared_surname(self, subjects: list[Mention]) -> list[Mention]:
        """Tom and Grace Park are married: Tom is a Park too."""
        if len(subjects) < 2 or not self._is_family_predicate():  # noqa: PLR2004 - two
            return subjects
        surname = subjects[-1].name.partition(" ")[2]
        return [
            self._rename(m, f"{m.name} {surname}")
            if surname and m.name != ME_ID and m.name and " " not in m.name
            else m
            for m in subjects
        ]

    def _is_family_predicate(self) -> bool:
        at = self._at
        verb = self._accept_verb()
        word = look_up(verb.relation) if verb and verb.is_together else None
        if not verb and self._accept("are"):
            self._accept(*MY)
            word = self._plural_relation()
        self._at = at
        return bool(word and word.relation.context == "family")

    def _rename(self, mention: Mention, name: str) -> Mention:
        if any(mention.name in (tie.from_, tie.to) for tie in self._ties):
            return mention
        self._people = {
            (name if key == mention.name else key): (
                replace(person, name=name) if key == mention.name else person
            )
            for key, person in self._people.items()
        }
        return replace(mention, name=name)

    def _begins_person(self, token: Token) -> bool:
        return self._begins_name(token) or token.text in MY | ME | {"I"}

    # --- keeping what was understood --------------------------------------------------

    def _tie(self, from_: str, relation: str, to: str, via: str = "") -> None:
        if from_ == to:
            self._fail("Nobody has a tie to themselves", self._tokens[self._at - 1])
        tie = ToldTie(from_, relation, to, via)
        if tie not in self._ties:
            self._ties.append(tie)
        for name in (from_, to):
            self._named(name)

    def _note_all(self, **said: str) -> None:
        for subject in self._subjects:
            self._note(subject, **said)
        self._last = self._subjects[-1]

    def _note(self, name: str, **said: str) -> None:
        person = self._people.setdefault(name, ToldPerson(name))
        for field, value in said.items():
            before = getattr(person, field)
            if value and before and before != value:
                self._fail(
                    f"You said “{before}” of {name} before; two people of one name "
                    "need two sentences",
                    self._tokens[self._at - 1],
                )
        self._people[name] = replace(person, **{k: v for k, v in said.items() if v})
