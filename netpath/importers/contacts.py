"""Address books, whatever file they come in: cards, and what cards say of each other.

Each source (Google, Outlook, a phone's vCards, Facebook, a family tree) reads its own
file into :class:`Card`; here cards become records and ties. Cards say who belongs to
whom by a bare name, "Spouse: Mei Patel". Such a name means the one card of that name,
if there is exactly one; else it is a person of whom no more is known. Nothing is
guessed among namesakes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from netpath.errors import UnknownRelationError
from netpath.importers.door import Recorder, make_evidence, make_tie
from netpath.importers.reading import Found
from netpath.model import ME, Record
from netpath.names import email_key, is_abbreviated, person_key, profile_key
from netpath.relations import from_rfc6350, look_up
from netpath.text import clean, listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading, Tally
    from netpath.model import Evidence, Tie

# Words of address books that are no relation words of their own.
_LABELS = {
    "domestic partner": "partner",
    "domestic-partner": "partner",
    "referred by": "acquaintance",
    "referred-by": "acquaintance",
    "other": "acquaintance",
    "contact": "acquaintance",
}


@dataclass(frozen=True, slots=True)
class Related:
    """That a card's person has a ``relation`` (as written: "Spouse") to somebody.

    Attributes
    ----------
    name
        The other's name as written, where a name is all there is.
    uid
        The other card's own mark, where cards have marks.
    """

    relation: str
    name: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One entry of an address book, its cells as written.

    Attributes
    ----------
    line
        Where it begins in its file, counted from 1.
    url
        A LinkedIn profile, if the card holds one; other addresses are no profile.
    uid
        What other cards call it, or "".
    since
        The day from which the tie to the owner is known.
    relation
        What the person is to the owner, as written, where the card says so itself.
    """

    line: int
    name: str
    url: str = ""
    email: str = ""
    position: str = ""
    company: str = ""
    location: str = ""
    uid: str = ""
    since: date | None = None
    relation: str = ""
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """What an address book's owner is to those in it; no relation: nothing is said."""

    relation: str = ""
    detail: str = ""


ADDRESS_BOOK = Contact("contact", "in the address book")
"""Somebody in a phone or mail program: an acquaintance, until more is known."""


def read_cards(  # noqa: PLR0913 - each is known to the caller only
    cards: Iterable[Card],
    member: Member,
    reading: Reading,
    tally: Tally,
    *,
    kind: str,
    contact: Contact = ADDRESS_BOOK,
) -> Found:
    """Give what cards say as records and ties.

    Parameters
    ----------
    cards
        In the order of the file. The caller has counted each in ``tally.rows``; those
        of nobody are put aside here.
    kind
        The importer's name.
    contact
        What all of them are to the owner.
    """
    book = _Book(member, reading, kind)
    usable = [card for card in cards if _is_somebody(card, tally)]
    for card in usable:
        book.add(card)
    for card in usable:
        book.tie(card, contact)
    note = plural(len(usable), "person", "people")
    if told := len(book.ties) - (len(usable) if contact.relation else 0):
        note += f", {plural(told, 'tie')} between them"
    return Found(
        tally.file(reading, member, kind, note),
        records=tuple(book.records.values()),
        ties=tuple(book.ties),
        warnings=tuple(book.warnings()),
    )


def _is_somebody(card: Card, tally: Tally) -> bool:
    """Whether a card can be told apart: "Mum" and "Plumber" cannot."""
    if not person_key(card.name):
        tally.skip(card.line, "no name", "nameless")
        return False
    says_more = card.url or card.email or card.company or card.related
    if is_abbreviated(card.name) and not says_more:
        tally.skip(card.line, "one name and nothing else, so nobody knows who it is")
        return False
    return True


@dataclass
class _Book:
    """The people of one file, and the ties among them."""

    member: Member
    reading: Reading
    kind: str
    records: dict[str, Record] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    _of_card: dict[int, str] = field(default_factory=dict)
    _by_uid: dict[str, str] = field(default_factory=dict)
    _by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _named: dict[str, str] = field(default_factory=dict)
    _unknown: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._record = Recorder(self.reading.teller, self.kind)
        if self.reading.owner is None:
            self.records[ME] = Record(ME, teller=ME, name="", seen=self.reading.day)

    def add(self, card: Card) -> None:
        """Take in the person of a card."""
        record = self._record(
            name=card.name,
            url=card.url,
            email=card.email,
            position=card.position,
            company=card.company,
            location=card.location,
            source=self.reading.at(self.member, card.line),
            seen=self.reading.day,
        )
        self.records[record.id] = record
        self._of_card[id(card)] = record.id
        self._by_name[person_key(card.name)].append(record.id)
        if card.uid:
            self._by_uid[card.uid] = record.id

    def tie(self, card: Card, contact: Contact) -> None:
        """Tie a card's person to the owner, and to those the card names."""
        person = self._of_card[id(card)]
        source = self.reading.at(self.member, card.line)
        kind, said = "contact", contact
        if word := self._understood(card.relation):
            kind, said = "declared", Contact(word, f"{word}, says the card")
        if said.relation:
            evidence = self._evidence(kind, self.reading.ego, source, said)
            evidence = replace(evidence, date=card.since)
            self.ties.append(make_tie(self.reading.ego, person, evidence))
        for related in card.related:
            self._relate(person, related, source)

    def _relate(self, person: str, related: Related, source: str) -> None:
        word = self._understood(related.relation)
        other = self._other(person, related, source) if word else ""
        if other and other != person:
            said = Contact(word, f"{word}, says the card")
            evidence = self._evidence("declared", person, source, said)
            self.ties.append(make_tie(person, other, evidence))

    def _understood(self, label: str) -> str:
        word = _word(label)
        if label and not word:
            self._unknown[clean(label)] += 1
        return word

    def _evidence(self, kind: str, side: str, source: str, said: Contact) -> Evidence:
        return make_evidence(
            kind,
            source=source,
            teller=self.reading.teller,
            detail=said.detail,
            relation=said.relation,
            side=side,
        )

    def _other(self, person: str, related: Related, source: str) -> str:
        """Give the record of whom a card names, "" where there is nobody."""
        if related.uid:
            return self._by_uid.get(related.uid, "")
        key = person_key(related.name)
        cards = self._by_name.get(key, [])
        if not key or cards == [person]:
            return ""
        if len(cards) == 1:
            return cards[0]
        # "Mei" on two cards may be two women; "Mei Patel" on two cards is one.
        place = f"{person} {key}" if is_abbreviated(related.name) else key
        if place not in self._named:
            self._named[place] = self._stranger(related.name, source)
        return self._named[place]

    def _stranger(self, name: str, source: str) -> str:
        # Some write an address where a name is asked for.
        record = self._record(
            name=name,
            url=profile_key(name),
            email=email_key(name),
            source=source,
            seen=self.reading.day,
        )
        self.records[record.id] = record
        return record.id

    def warnings(self) -> Iterable[str]:
        """Say which relation words were not understood."""
        if self._unknown:
            words = [f"“{word}”" for word, _ in self._unknown.most_common(3)]
            count = plural(sum(self._unknown.values()), "relation")
            yield (
                f"{count} in {self.member.name} could not be understood, as"
                f" {listing(words)}; netpath tell can say them in other words."
            )


def _word(label: str) -> str:
    """Give the relation word for a label of an address book, or "".

    >>> _word("Spouse"), _word("domestic partner"), _word("co-worker"), _word("BFF")
    ('spouse', 'partner', 'coworker', '')
    """
    text = clean(label).casefold()
    if known := _LABELS.get(text) or from_rfc6350(text):
        return known
    try:
        return look_up(text).text
    except UnknownRelationError:
        return ""


def first(cells: Sequence[str]) -> str:
    """Give the first cell that is not blank, or "".

    >>> first(["", " ", "Acme"])
    'Acme'
    """
    return next((cell for cell in cells if cell.strip()), "")


def profile_among(addresses: Iterable[str]) -> str:
    """Give the first LinkedIn profile among web addresses as written, or "".

    >>> profile_among(["https://ana.example", "http://www.linkedin.com/in/ana-ruiz"])
    'http://www.linkedin.com/in/ana-ruiz'
    """
    return next((a for a in addresses if "linkedin." in a and profile_key(a)), "")
