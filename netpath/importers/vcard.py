"""vCards of phones and mail programs (``.vcf``), versions 2.1, 3.0 and 4.0.

Who belongs to whom stands there in three ways: ``RELATED`` (4.0, a name or the other
card's ``UID``), Apple's ``X-ABRELATEDNAMES`` with the word in an ``X-ABLABEL`` of the
same group, Android's ``X-ANDROID-CUSTOM`` with a number for the word. Cards are taken
apart here and read one by one, so a broken one costs no other. Phones, birthdays,
streets, pictures and notes are not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from netpath.errors import SourceError
from netpath.importers.contacts import (
    Card,
    Related,
    first,
    profile_among,
    read_cards,
)
from netpath.importers.reading import IMPORTERS, Found, Importer, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netpath.importers.archive import Member
    from netpath.importers.reading import Reading

    Contents = dict[str, list[Any]]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_UNREAD = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|NOTE)[:;]", re.IGNORECASE)
_APPLES_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_ANDROID = "vnd.android.cursor.item/relation"
# Numbers of ContactsContract.Relation; 0 stands before a word of the user's own.
_ANDROID_WORDS = {
    "1": "assistant",
    "2": "brother",
    "3": "child",
    "4": "domestic partner",
    "5": "father",
    "6": "friend",
    "7": "manager",
    "8": "mother",
    "9": "parent",
    "10": "partner",
    "11": "referred by",
    "12": "relative",
    "13": "sister",
    "14": "spouse",
}
_ANDROID_PARTS = 4
_LONGEST_CARD = 5_000  # lines; a longer one is cut, and then found to be broken
_NO_PEOPLE = frozenset({"group", "org", "location", "application", "device"})


def _is_vcard(member: Member) -> bool:
    is_named_so = member.suffix in {".vcf", ".vcard"}
    return is_named_so and "BEGIN:VCARD" in member.text.upper()


def _read(member: Member, reading: Reading) -> Found:
    tally = Tally()
    cards = []
    for line, text in cards_in(member.text):
        tally.rows += 1
        contents = _contents(text, member.name)
        if contents is None:
            tally.skip(line, "the card is broken", "damaged")
        elif _is_no_person(contents):
            tally.skip(line, "a company or a group, not a person")
        else:
            cards.append(_card(line, contents))
    return read_cards(cards, member, reading, tally, kind="vcard")


def cards_in(text: str) -> Iterator[tuple[int, str]]:
    r"""Take a file apart: the line each card begins on, and its text without pictures.

    A card inside of a card (its agent's) stays there; one that is cut off by the next
    ends where that begins.

    >>> list(cards_in("BEGIN:VCARD\nFN:Ana Ruiz\nEND:VCARD\n"))
    [(1, 'BEGIN:VCARD\nFN:Ana Ruiz\nEND:VCARD\n')]
    """
    begun, held, depth, is_dropping, before = 0, list[str](), 0, False, ""
    for number, found in enumerate(_LINE.finditer(text), start=1):
        line = found[0]
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            is_agent = before.startswith("AGENT")
            if held and not is_agent:
                yield begun, "".join(held)
                held, depth = [], 0
            begun, depth = (begun if depth else number), depth + 1
        is_dropping = bool(_UNREAD.match(line)) or (is_dropping and line[:1] in " \t")
        if depth and not is_dropping and len(held) < _LONGEST_CARD:
            held.append(line)
        if word == "END:VCARD" and depth:
            depth -= 1
            if not depth:
                yield begun, "".join(held)
                held = []
        before = word
    if held:
        yield begun, "".join(held)


def _contents(text: str, name: str) -> Contents | None:
    """Give the lines of one card by their names, None where it is broken."""
    try:
        import vobject  # noqa: PLC0415 - an extra that only address books need
    except ModuleNotFoundError as error:
        raise SourceError(
            f"{name} holds vCards. Please install what reads them:"
            " pip install 'netpath-intros[contacts]'"
        ) from error
    try:
        component = next(vobject.readComponents(text, allowQP=True), None)
    except (vobject.base.VObjectError, ValueError, LookupError, TypeError):
        return None
    return None if component is None else component.contents


def _card(line: int, contents: Contents) -> Card:
    organisation = _values(contents, "org")
    company = organisation[0] if organisation else ""
    addresses = [line.value for line in contents.get("adr", [])]
    places = [first([_text(a.city), _text(a.country)]) for a in addresses]
    return Card(
        line=line,
        name=_name(contents),
        url=profile_among(
            [*_values(contents, "x-socialprofile"), *_values(contents, "url")]
        ),
        email=first(_values(contents, "email")),
        position=first(_values(contents, "title")),
        company=company,
        location=first(places),
        uid=first(_values(contents, "uid")),
        related=(*_related(contents), *_apples(contents), *_androids(contents)),
    )


def _name(contents: Contents) -> str:
    if full := first(_values(contents, "fn")):
        return full
    parts = [line.value for line in contents.get("n", [])]
    return f"{_text(parts[0].given)} {_text(parts[0].family)}" if parts else ""


def _is_no_person(contents: Contents) -> bool:
    kinds = {value.casefold() for value in _values(contents, "kind")}
    shown = {value.casefold() for value in _values(contents, "x-abshowas")}
    if kinds & _NO_PEOPLE or "company" in shown:
        return True
    parts = [line.value for line in contents.get("n", [])]
    is_nameless = not any(_text(p.given) or _text(p.family) for p in parts)
    return bool(
        parts and is_nameless and _values(contents, "org")[:1] == [_name(contents)]
    )


def _values(contents: Contents, name: str) -> list[str]:
    return [_text(line.value) for line in contents.get(name, [])]


def _text(value: object) -> str:
    """Give a value as text; of structured ones the first part."""
    if isinstance(value, list | tuple):
        return _text(value[0]) if value else ""
    return value if isinstance(value, str) else ""


# --- who belongs to whom --------------------------------------------------------------


def _related(contents: Contents) -> Iterator[Related]:
    for line in contents.get("related", []):
        value = _text(line.value)
        is_text = "text" in map(str.casefold, line.params.get("VALUE", []))
        is_mark = not is_text and ":" in value
        for word in _words(line.params.get("TYPE", [])):
            yield Related(word, uid=value) if is_mark else Related(word, value)


def _words(types: Sequence[str]) -> list[str]:
    words = [word.strip() for one in types for word in one.split(",")]
    return [word for word in words if word and word.casefold() not in {"pref", "me"}]


def _apples(contents: Contents) -> Iterator[Related]:
    labels = {line.group: _text(line.value) for line in contents.get("x-ablabel", [])}
    for line in contents.get("x-abrelatednames", []):
        label = labels.get(line.group, "")
        own = _APPLES_LABEL.fullmatch(label)
        yield Related(own[1] if own else label or "relative", _text(line.value))


def _androids(contents: Contents) -> Iterator[Related]:
    for value in _values(contents, "x-android-custom"):
        kind, name, number, label, *_ = [*value.split(";"), *[""] * _ANDROID_PARTS]
        if kind == _ANDROID and name:
            yield Related(_ANDROID_WORDS.get(number, label), name)


IMPORTERS.register("vcard", Importer("vcard", "contacts", _is_vcard, _read))
