"""Names of people, employers and profiles, and dates, as comparable keys.

Every function is pure, total (any text gives an answer) and idempotent on its own
result. Keys are for comparing only; what people see stays as they wrote it. Facts about
how exports write names were measured on 61 untouched exports (142,361 rows).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from netpath.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

# --- people ---------------------------------------------------------------------------

_GENERATIONAL = frozenset({"jr", "sr", "ii", "iii", "iv"})
_CREDENTIALS = frozenset(
    """
    acca aca acp aia bsc ba bba ca caia ccna cfa cfe cfp chrp cia cisa cism cissp cma
    cpa cphr cpo csm cspo cscp dba dds dmd dnp do edd emba esq facs fcca fhea fnp fnpc
    frm gphr itil jd lcsw llb llm lmft lmsw lpc lsw ma mba md mdiv meng mfa mlis mls mph
    mpa mphil ms msc msw np pe phd pharmd phr pmp psyd rd rn bsn msn shrmcp shrmscp sphr
    """.split()
)
_TITLES = frozenset(
    "dr prof ing mgr bc eng mr mrs ms mx herr frau sir dame rev judr mudr phdr".split()
)
_PLAIN_NAME = re.compile(r"[A-Za-z]{1,60} [A-Za-z]{1,60}")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\"“”„«»][^\"“”„«»]*[\"“”„«»]")
_LETTERS_WITHOUT_MARK = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | dict.fromkeys("‘’ʼ", "'")
)


def fold(text: str) -> str:
    """Casefold, unify compatible letters (fancy bold, full width), drop accents.

    Scripts are not transliterated: that would join people who only sound alike.

    >>> fold("𝐙𝐨ë Łukasz"), fold("O’Ørsted"), fold("王伟")
    ('zoe lukasz', "o'orsted", '王伟')
    """
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    bare = "".join(c for c in folded.casefold() if not _is_accent(c))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS_WITHOUT_MARK)


def _is_accent(character: str) -> bool:
    # Latin, Greek and Cyrillic accents only: marks of Indic scripts are vowels.
    return "\u0300" <= character <= "\u036f"


@lru_cache(maxsize=65536)
def display_name(name: str) -> str:
    """Give a name as one would say it: without degrees, pronouns, flags and nicknames.

    >>> display_name("Søren Ölbrandt, MBA, PMP®")
    'Søren Ölbrandt'
    >>> display_name('Teodor "Teo" K. 🚀 (he/him)'), display_name("Ana Ruiz, Jr.")
    ('Teodor K.', 'Ana Ruiz, Jr.')
    """
    cleaned = clean(name)
    if cleaned.isascii() and cleaned.replace(" ", "").isalpha() and " " in cleaned:
        kept = _without_degrees(cleaned)
        return kept or cleaned
    bare = _without_symbols(_ASIDE.sub(" ", cleaned))
    kept = _without_degrees(_until_degrees(bare))
    shown = kept or bare or cleaned
    # What went may have hidden more of it: "The -, Jr. The".
    return shown if shown == name else display_name(shown)


def short_name(name: str) -> str:
    """Give the first name where names are written so, else the whole name.

    >>> short_name("Ana Ruiz"), short_name("J. Osei"), short_name("王伟")
    ('Ana', 'J. Osei', '王伟')
    """
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    return first if first[:1].isupper() and not first.endswith(".") else name


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Give what to call each of several people: no two by the same short name.

    >>> short_names(["Ana Ruiz", "Cora Holt", "Cora Vale"])["Cora Vale"]
    'Cora Vale'
    """
    short = {name: short_name(name) for name in names}
    shared = Counter(short.values())
    return {name: one if shared[one] == 1 else name for name, one in short.items()}


def is_turned_round(name: str) -> bool:
    """Whether a name is written surname first, as in an index.

    >>> is_turned_round("Patel, Mei"), is_turned_round("Mei Patel, MBA")
    (True, False)
    """
    _, _, given = clean(name).partition(",")
    words = given.replace(",", " ").split()
    no_names = _CREDENTIALS | _GENERATIONAL
    return bool(words) and not any(_letters(word) in no_names for word in words)


def _until_degrees(name: str) -> str:
    """Cut at the first comma that no generational suffix follows."""
    head, *tail = [part.strip() for part in name.split(",")]
    suffixes = [part for part in tail[:1] if _letters(part) in _GENERATIONAL]
    return ", ".join([head, *suffixes]) if head else ""


def _without_degrees(name: str) -> str:
    words = name.split()
    while len(words) > 2 and _is_degree(words[-1]):  # noqa: PLR2004 - a name has two
        words.pop()
    return " ".join(words)


def is_degree(word: str) -> bool:
    """Whether a word is a degree or a generation's mark, as after "Mei Quill,".

    >>> is_degree("PMP®"), is_degree("Jr."), is_degree("Ma")
    (True, True, False)
    """
    return _is_degree(word) or _letters(word) in _GENERATIONAL


def _is_degree(word: str) -> bool:
    # "MA" is a degree, "Ma" a surname.
    return _letters(word) in _CREDENTIALS and sum(c.isupper() for c in word) > 1


def _letters(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum())


def _without_symbols(text: str) -> str:
    kept = (c for c in text if unicodedata.category(c) not in {"So", "Sk", "Sm", "Sc"})
    bare = unicodedata.normalize("NFC", "".join(kept).replace("\ufe0f", ""))
    return " ".join(bare.split()).strip(" |,-")


@lru_cache(maxsize=131072)
def person_key(name: str) -> str:
    """Give the key under which two spellings of one exact name are equal.

    Names are not unique (1 % of rows in one export share theirs), so a key alone never
    makes two people one.

    >>> person_key("Dr. José  GARCÍA, PhD") == person_key("Jose Garcia")
    True
    """
    if _PLAIN_NAME.fullmatch(name):  # as two of three are: nothing to take off
        return name.casefold()
    key, before = _folded_name(name), name
    while key != before and not key.replace(" ", "").isalnum():
        # Folding may uncover what is no part of a name: "（she）" becomes "(she)".
        key, before = _folded_name(key), key
    return key


def _folded_name(name: str) -> str:
    words = re.split(r"[\s,]+", fold(display_name(name)))
    kept = [w.strip(".") for w in words if w.strip(".")]
    while len(kept) > 2 and kept[0] in _TITLES:  # noqa: PLR2004 - a name has two
        kept.pop(0)
    return " ".join(kept)


def is_abbreviated(name: str) -> bool:
    """Whether a name hides its surname, as in "Teodor K."; such a name proves nothing.

    >>> is_abbreviated("Teodor K."), is_abbreviated("王伟"), is_abbreviated("Cher")
    (True, False, True)
    """
    words = person_key(name).split()
    if not words or (len(words) == 1 and words[0].isascii()):
        return True
    return len(words) > 1 and len(words[-1]) == 1 and words[-1].isascii()


def readable_id(text: str) -> str:
    """Turn a name or slug into lower-case ASCII words joined by hyphens.

    >>> readable_id("Søren Ölbrandt"), readable_id("王伟"), readable_id("!!")
    ('soren-olbrandt', 'wangwei', '')
    """
    if not text.isascii():
        from anyascii import anyascii  # noqa: PLC0415 - only some names need it

        text = anyascii(text)
    return re.sub(r"[^a-z0-9]+", "-", text.casefold().replace("'", "")).strip("-")


# --- profiles -------------------------------------------------------------------------

_HOST = re.compile(
    r"^(?:https?:)?(?://)?(?:[\w-]+\.)*linkedin\.com(?=[/?#]|$)", re.IGNORECASE
)
_AS_EXPORTED = re.compile(r"https://www\.linkedin\.com/in/([a-z0-9-]{1,100})")
_MEMBER = re.compile(
    r"(?:urn:li:(?:member|person)|member):([\w-]+)", re.IGNORECASE | re.ASCII
)
_OWN_KEY = re.compile(r"(in|pub):(.*)")
_SLUG_CHARACTERS = 9 * 100  # LinkedIn allows 100; percent-encoded, one may take nine


@lru_cache(maxsize=131072)
def profile_key(url: str) -> str:
    """Give the key of a LinkedIn profile address, or "" where there is none.

    One person's address stands in three spellings in one export: percent-encoded in
    Connections, raw Unicode in messages, without scheme in Endorsements. Country hosts,
    queries, trailing parts and upper case come from hands. A bare ``/in`` (exports of
    December 2023) is no address.

    >>> profile_key("https://www.linkedin.com/in/s%C3%B8ren-x")
    'in:søren-x'
    >>> profile_key("UK.linkedin.com/in/Søren-X/?originalSubdomain=uk")
    'in:søren-x'
    >>> profile_key("https://www.linkedin.com/in"), profile_key("example.org/in/x")
    ('', '')
    """
    if plain := _AS_EXPORTED.fullmatch(url):  # as 97 of 100 are
        return f"in:{plain[1]}"
    text = url.strip()
    if own := _OWN_KEY.fullmatch(text):
        text = f"linkedin.com/{own[1]}/{own[2]}"
    if member := _MEMBER.fullmatch(text):
        return f"member:{member[1].casefold()}"
    host = _HOST.match(text)
    if not host:
        return _handle(text)
    path, _, query = text[host.end() :].partition("?")
    parts = [p for p in path.partition("#")[0].split("/") if p]
    if parts[:1] == ["mwlite"]:
        parts = parts[1:]
    return _key_of_path(parts, query)


def _handle(text: str) -> str:
    return _key("in", [text[1:]]) if re.fullmatch(r"@[\w%-]{3,}", text) else ""


def _key_of_path(parts: list[str], query: str) -> str:
    match [part.casefold() for part in parts[:2]]:
        case ["in", _]:
            return _key("in", parts[1:2])
        case ["pub", _]:
            return _key("pub", parts[1:])
        case ["profile", "view"]:
            found = re.search(r"(?:^|&)id=([\w-]+)", query, re.ASCII)
            return f"member:{found[1].casefold()}" if found else ""
        case _:
            return ""


def _key(kind: str, parts: list[str]) -> str:
    slugs = [slug for slug in map(_slug, parts) if slug]
    return f"{kind}:{'/'.join(slugs)}" if slugs else ""


def _slug(raw: str) -> str:
    text = clean(raw, limit=_SLUG_CHARACTERS)
    text = clean(_unquoted(text), limit=_SLUG_CHARACTERS)
    # Opaque member ids (ACoA…) are the only slugs in which case means something.
    return text if text.startswith("ACoA") else clean(text.casefold())


def _unquoted(slug: str) -> str:
    """Decode a slug, unless the result would mean something else in an address."""
    try:
        text = unquote(slug, errors="strict")
    except UnicodeDecodeError:
        return slug
    return slug if re.search(r"[/?#%]", text) else text


def profile_url(key: str) -> str:
    """Give the address of a profile key, as one would open it.

    >>> profile_url("in:søren-x"), profile_url("member:12")
    ('https://www.linkedin.com/in/søren-x', '')
    """
    return f"https://www.linkedin.com/in/{key[3:]}" if key.startswith("in:") else ""


def email_key(email: str) -> str:
    """Give the key of an e-mail address, or "" where the text is none.

    >>> email_key(" Ana@Example.ORG "), email_key("n/a")
    ('ana@example.org', '')
    """
    text = clean(clean(email).casefold())
    return text if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) else ""


# --- employers and schools ------------------------------------------------------------

_LEGAL = frozenset(
    """
    ab ag aps as asa bv co company corp corporation cv dac eirl ev gmbh inc incorporated
    kg kgaa kft limited llc llp lp ltd ltda mbh nv oy oyj pbc plc pllc pte pty pvt sa
    sae sarl sas sasu se sl slu spa spzoo srl sro ug
    """.split()
)


@lru_cache(maxsize=65536)
def company_key(name: str) -> str:
    """Give the key of an employer or school: folded words without the legal form.

    "" for placeholders such as "Self-employed" or "Retired": people who all work for
    themselves do not work together.

    >>> company_key("The Acme, Inc."), company_key("Bueno S.A. de C.V.")
    ('acme', 'bueno')
    >>> company_key("Plan A"), company_key("Self-employed"), company_key("-")
    ('plan a', '', '')
    """
    text = re.sub(r"\b((?:\w\.){2,})", lambda m: m[1].replace(".", ""), fold(name))
    text = text.replace("a/s", "as").replace("&", " and ").replace("'", "")
    words = _words(text)
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    key = " ".join(_without_legal_form(words))
    return "" if _placeholders().has(key) else key


@dataclass(frozen=True, slots=True)
class _Placeholders:
    """What stands where an employer should: ``data/workplaces.toml`` explains it."""

    names: frozenset[str]
    begins: re.Pattern[str]
    heads: frozenset[str]
    fill: frozenset[str]

    def has(self, key: str) -> bool:
        if key in self.names or self.begins.match(key):
            return True
        words = key.split()
        return not self.heads.isdisjoint(words) and self.fill.issuperset(words)


@cache
def _placeholders() -> _Placeholders:
    source = Path(__file__).with_name("data") / "workplaces.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))["placeholders"]
    return _Placeholders(
        names=frozenset(_listed("|".join(data["names"].values()))),
        begins=re.compile(rf"(?:{'|'.join(_listed(data['begins']))})\b"),
        heads=frozenset(_listed(data["heads"])),
        fill=frozenset(_listed(data["fill"])),
    )


def _listed(text: str) -> list[str]:
    """Give the parts between bars and line ends as keys have them."""
    lines = fold(text).replace("\n", "|").split("|")
    found = [_without_legal_form(words) for words in map(_words, lines) if words]
    return [" ".join(words) for words in found]


def _words(text: str) -> list[str]:
    if text.isascii():
        return re.findall(r"[a-z0-9]+", text)
    # Vowels of Indic scripts are marks: "टाटा" and "टोटो" are two employers.
    return "".join(c if c.isalnum() or _is_mark(c) else " " for c in text).split()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def is_legal_form(text: str) -> bool:
    """Whether a text is what follows an employer's name, such as "Inc." or "GmbH".

    >>> is_legal_form(" Inc."), is_legal_form("Product")
    (True, False)
    """
    words = _words(fold(text))
    return bool(words) and all(word in _LEGAL for word in words)


def _without_legal_form(words: list[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in _LEGAL or kept[-2:] == ["de", "cv"]):
        kept.pop()
        if len(kept) > 1 and kept[-1] in {"de", "and"}:
            kept.pop()
    return kept


# --- dates ----------------------------------------------------------------------------

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv januar enero ene janeiro gennaio gen januari janvier sty",
            (
                "feb february févr fevr février febrero fev fevereiro febbraio februar"
                " februari lut"
            ),
            "mar march mars märz mär mrz marzo março maart mrt marec marts",
            "apr april avr avril abr abril aprile kwi",
            "may mai mayo maio mag maggio mei maj",
            "jun june juin junio junho giu giugno juni cze",
            "jul july juil juillet julio julho lug luglio juli lip",
            "aug august août aout ago agosto augustus augusti sie",
            "sep sept september septembre septiembre set setembro settembre wrz",
            "oct october octobre octubre out outubro ott ottobre okt oktober paź",
            "nov november novembre noviembre novembro lis",
            (
                "dec december déc décembre dic diciembre dez dezembro dicembre dezember"
                " des desember gru"
            ),
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_WITH_MONTH = re.compile(r"(\d{1,2})[\s.-]+([^\W\d]+)\.?[\s.,-]+(\d{4}|\d{2})(?!\d)")
_WEEKDAY = re.compile(r"[^\W\d]{2,}\.?,\s+(?=\d{1,2}[\s.-]+[^\W\d])")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)")
_MONTH_YEAR = re.compile(r"([^\W\d]+)\.?[\s-]+(\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_JAVA = re.compile(r"[A-Z]\w\w ([A-Z]\w\w) (\d\d) [\d:]+ \w+ (\d{4})")


def parse_date(text: str, *, day_first: bool = False) -> date | None:
    """Read a day in any format that exports and spreadsheets write, or give None.

    A month and year, or a year alone, is its first day. Two-digit years are 20xx:
    LinkedIn opened in 2003. ``day_first`` decides 2/9/26; dots always put the day
    first. Times are dropped.

    >>> str(parse_date("09 Feb 2026")), str(parse_date("2/8/26, 4:05 PM"))
    ('2026-02-09', '2026-02-08')
    >>> str(parse_date("Tue Mar 05 17:02:11 UTC 2019")), parse_date("soon")
    ('2019-03-05', None)
    """
    if not _ISO.match(text):  # as all messages have it, with nothing to take off
        text = _WEEKDAY.sub("", clean(text).lstrip("'")).replace(" de ", " ")
    try:
        return _read_day(text, day_first=day_first)
    except ValueError:
        return None


def _read_day(text: str, *, day_first: bool) -> date | None:
    if m := _ISO.match(text):
        return date(int(m[1]), int(m[2]), int(m[3]))
    if (m := _WITH_MONTH.match(text)) and m[2].casefold() in _MONTHS:
        return date(_year(m[3]), _MONTHS[m[2].casefold()], int(m[1]))
    if (m := _JAVA.match(text)) and m[1].casefold() in _MONTHS:
        return date(int(m[3]), _MONTHS[m[1].casefold()], int(m[2]))
    if (m := _MONTH_FIRST.match(text)) and m[1].casefold() in _MONTHS:
        return date(int(m[3]), _MONTHS[m[1].casefold()], int(m[2]))
    if m := _NUMBERS.match(text):
        return _from_numbers(m, day_first=day_first or m[2] == ".")
    return _from_month_or_year(text)


def _from_numbers(found: re.Match[str], *, day_first: bool) -> date:
    month, day = int(found[1]), int(found[3])
    if day_first or month > 12:  # noqa: PLR2004 - months
        month, day = day, month
    return date(_year(found[4]), month, day)


def _from_month_or_year(text: str) -> date | None:
    if (m := _MONTH_YEAR.fullmatch(text)) and m[1].casefold() in _MONTHS:
        return date(int(m[2]), _MONTHS[m[1].casefold()], 1)
    return date(int(text), 1, 1) if re.fullmatch(r"(19|20)\d\d", text) else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else 2000 + int(digits)  # noqa: PLR2004
