"""messages.csv: conversations of every kind, of which few say something about a tie."""

from __future__ import annotations

import base64
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from made_up.dates import at, dashed_utc, short_time
from made_up.dialects import QUOTED, STANDARD, first_lines
from made_up.truth import CANARY, MessageKind, MessageTruth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from made_up.connections import Contact
    from made_up.occasion import Occasion
    from made_up.person import Person

NOBODY = "LinkedIn Member"
"""How closed accounts and advertisers are called."""

_AD = '<p class="spinmail-quill-editor__spin-break">Hi %FIRSTNAME%,</p>'
_TEXTS = (
    "Sure, Tuesday works",
    'She said "yes, gladly", so go ahead',
    "Congratulations on the new job!",
    "Thanks; see you there\nBest wishes",
    "Could we talk next week?\n\nI have two questions:\n1. hours\n2. pay",
    "=HYPERLINK(somewhere) is what the sheet showed",
    "Danke, bis morgen – liebe Grüße",
    "Até logo 🌿",
    "one line\u2028that some readers\u0085cut\x0binto four",
    "",
)
_SHARES: dict[MessageKind, float] = {
    "talk": 62,
    "unanswered": 10,
    "group": 6,
    "sponsored": 12,
    "spam": 3,
    "closed": 4,
    "draft": 3,
}


@dataclass(frozen=True, slots=True)
class Message:
    """One message before it is written down; ``sender`` None is nobody with a name."""

    kind: MessageKind
    conversation: str
    title: str
    sender: Person | None
    people: tuple[Person, ...]
    is_sent: bool
    moment: datetime
    text: str


class Mailbox:
    """Makes the conversations of one owner, then writes them down."""

    def __init__(self, occasion: Occasion, contacts: Sequence[Contact]) -> None:
        self._owner, self._era, self._on = occasion.owner, occasion.era, occasion.on
        self._chance = occasion.stream("messages")
        people = [contact.person for contact in contacts]
        self._known = [p for p in people if not self._is_gone(p)]
        self._closed = [p for p in people if self._is_gone(p)]
        self._anyone = occasion.world.people
        # People write most to few.
        self._chance.shuffle(self._known)

    def write(self, count: int) -> tuple[bytes, tuple[MessageTruth, ...]]:
        """Write exactly ``count`` messages, newest conversation first."""
        rows: list[tuple[str, ...]] = []
        messages: list[Message] = []
        conversations = list(self._conversations(count))
        conversations.sort(key=lambda talk: talk[0].moment, reverse=True)
        for conversation in conversations:
            for message in conversation:
                messages.append(message)
                rows.append(self._row(message))
        table = [self._era.messages, *rows]
        dialect = QUOTED if self._era.quotes_messages else STANDARD
        lines = first_lines(table)[1:]
        truths = tuple(map(_truth, lines, messages))
        return dialect.encode(table), truths

    def _conversations(self, count: int) -> Iterator[list[Message]]:
        """One of each kind first, so that small exports have them all."""
        kinds: list[MessageKind] = [kind for kind in _SHARES if self._may_have(kind)]
        weights = [_SHARES[kind] for kind in kinds]
        coming = list(reversed(kinds))
        while count:
            kind = coming.pop() if coming else self._chance.choices(kinds, weights)[0]
            conversation = self._conversation(kind)[:count]
            count -= len(conversation)
            yield conversation

    def _may_have(self, kind: MessageKind) -> bool:
        if kind == "draft":
            return self._era.has_drafts
        return kind != "closed" or bool(self._closed)

    def _conversation(self, kind: MessageKind) -> list[Message]:
        """Messages of one conversation, newest first."""
        people = self._others(kind)
        length = self._length(kind)
        name = self._conversation_id()
        moment = self._some_moment()
        conversation = []
        for place in range(length):
            # The oldest two go both ways, so that a talk is a talk.
            is_sent = self._is_sent(kind, length - 1 - place)
            sender = self._sender(kind, people, is_sent=is_sent)
            written = self._kind_of(kind, place)
            message = Message(
                kind=written,
                conversation=name,
                title=self._title(kind),
                sender=sender,
                people=people,
                is_sent=is_sent or written == "draft",
                moment=moment,
                text=self._text(kind),
            )
            conversation.append(message)
            moment -= timedelta(minutes=self._chance.randint(2, 4000))
        return conversation

    def _others(self, kind: MessageKind) -> tuple[Person, ...]:
        chance = self._chance
        if kind == "sponsored":
            return ()
        if kind == "closed":
            return (chance.choice(self._closed),)
        if kind == "group":
            size = min(chance.choice((2, 2, 3, 3, 4, 6, 12)), len(self._known))
            closed = chance.sample(self._closed, min(1, len(self._closed)))
            return (*chance.sample(self._known, size), *closed)
        if kind in {"unanswered", "spam"} and chance.random() < 0.6:
            return (self._stranger(),)
        return (self._known[int(len(self._known) * chance.random() ** 2)],)

    def _stranger(self) -> Person:
        while True:
            person = self._chance.choice(self._anyone)
            if person.id != self._owner.id and not self._is_gone(person):
                return person

    def _length(self, kind: MessageKind) -> int:
        if kind in {"sponsored", "spam"}:
            return 1
        if kind == "unanswered":
            return self._chance.choice((1, 1, 1, 2))
        # A draft on top of them leaves two that go both ways.
        return (3 if kind == "draft" else 2) + int(self._chance.expovariate(1 / 4))

    def _is_sent(self, kind: MessageKind, age: int) -> bool:
        if kind in {"sponsored", "spam", "unanswered"}:
            return False
        return age == 1 or (age > 1 and self._chance.random() < 0.5)

    def _sender(
        self, kind: MessageKind, people: tuple[Person, ...], *, is_sent: bool
    ) -> Person | None:
        if is_sent or kind == "sponsored":
            return self._owner if is_sent else None
        return self._chance.choice(people)

    def _kind_of(self, kind: MessageKind, place: int) -> MessageKind:
        """Only the newest message of a conversation with a draft is one."""
        if kind == "draft":
            return "draft" if place == 0 else "talk"
        return kind

    def _title(self, kind: MessageKind) -> str:
        if kind == "sponsored":
            return "Sponsored Conversation"
        return "Book club, Thursdays" if kind == "group" else ""

    def _text(self, kind: MessageKind) -> str:
        if kind == "sponsored":
            return f"{_AD} {CANARY}"
        words = self._chance.choice(_TEXTS)
        text = f"{words} {CANARY}" if words else ""
        return text if self._era.quotes_messages else text.replace("\n", " ")

    def _conversation_id(self) -> str:
        number = uuid.UUID(int=self._chance.getrandbits(128), version=4)
        raw = f"{number}_{self._chance.randrange(1000):03}"
        return "2-" + base64.b64encode(raw.encode()).decode()

    def _some_moment(self) -> datetime:
        days = int(1500 * self._chance.random() ** 1.5) + 1
        return at(self._on - timedelta(days=days), self._chance.randrange(86400))

    def _row(self, message: Message) -> tuple[str, ...]:
        cells = self._cells(message)
        return tuple(cells[column.upper()] for column in self._era.messages)

    def _cells(self, message: Message) -> dict[str, str]:
        is_draft = message.kind == "draft"
        write = short_time if self._era.has_times else dashed_utc
        sender = self._owner if is_draft else message.sender
        to = [] if is_draft else [p for p in (*message.people, self._owner) if p != sender]  # fmt: skip
        return {
            "CONVERSATION ID": message.conversation,
            "CONVERSATION TITLE": message.title,
            "FROM": self._name(sender),
            "SENDER PROFILE URL": self._url(sender),
            "TO": self._era.recipients_join.join(map(self._name, to)),
            "RECIPIENT PROFILE URLS": ",".join(filter(None, map(self._url, to))),
            "DATE": write(message.moment),
            "SUBJECT": f"About {CANARY}" if message.kind == "spam" else "",
            "CONTENT": message.text,
            "FOLDER": self._folder(message),
            "DIRECTION": "OUTGOING" if message.is_sent else "INCOMING",
            "IS MESSAGE DRAFT": "Yes" if is_draft else "No",
            "IS CONVERSATION DRAFT": "No",
            "ATTACHMENTS": "" if message.text else "https://www.linkedin.com/dms/C4/a1",
        }

    def _name(self, person: Person | None) -> str:
        return NOBODY if person is None or self._is_gone(person) else person.shown

    def _url(self, person: Person | None) -> str:
        is_gone = person is None or self._is_gone(person)
        return "" if is_gone or person is None else person.url_on(self._on)

    def _is_gone(self, person: Person) -> bool:
        return person.is_closed_on(self._on)

    def _folder(self, message: Message) -> str:
        if message.kind == "draft":
            return ""
        if message.kind == "spam":
            return "SPAM"
        if self._era.has_times:
            return "SENT" if message.is_sent else "INBOX"
        return "ARCHIVE" if message.moment.day % 4 == 0 else "INBOX"


def _truth(line: int, message: Message) -> MessageTruth:
    return MessageTruth(
        line=line,
        conversation=message.conversation,
        kind=message.kind,
        is_sent=message.is_sent,
        day=message.moment.date(),
        people=tuple(person.id for person in message.people),
    )
