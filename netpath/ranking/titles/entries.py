"""The hand-written entries about occupations: what they may say, how that is checked.

A file of ``data/titles/`` holds the entries of one family, like this; only ``id`` and
``en`` are needed::

    family = "Libraries and archives"

    [[occupation]]
    id = "librarian"               # how it is said in English; unique
    isco = "2622"                  # unit group of ISCO-08
    is_a = ""                      # the id of a wider occupation it is a kind of
    en = ["librarian"]             # its names; also es fr de pt it nl zh ja
    es = ["bibliotecario/a"]       # "/a" writes both forms
    de = ["*bibliothekar/in"]      # "*" lets the word end a compound
    pt = ["=técnico"]              # "=" takes it only as the whole title
    short = ["msn"]                # abbreviations and licences
    field = ["library"]            # the work: "director of …", "… intern"
    near = ["archivist"]           # neighbours: an id, or a title in any language
    not = ["software librarian"]   # sounds like it and is not

    [occupation.setting]           # where it is done, if that matters
    says = "public library"
    strong = ["public library"]    # words of an employer or title that settle it
    weak = ["library"]             # … of an employer that speak for it
    against = ["university"]       # … that speak for another setting
    titles = ["branch manager"]    # titles that mean it there, and only there
    likely = 0.9                   # what a match is worth with a weak word,
    unknown = 0.6                  # if nothing is known,
    elsewhere = 0.4                # at an employer that says something else,
    contrary = 0.3                 # and against one of the words above

``must`` and ``must_not`` are rows "position @ company" that tests hold the entry to.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netpath.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "zh": "Chinese",
    "ja": "Japanese",
}
"""Languages of names, in the order in which a word of two languages is ascribed."""

_TEXT = ("id", "isco", "is_a")
_LISTS = (*LANGUAGES, "short", "field", "near", "not", "must", "must_not")
_SETTING_LISTS = ("strong", "weak", "against", "titles")
_SETTING_SHARES = ("likely", "unknown", "elsewhere", "contrary")
_FIELDS = (*_TEXT, *_LISTS, "setting")
_SETTING_FIELDS = ("says", *_SETTING_LISTS, *_SETTING_SHARES)
# Words in -o that follow a name and are no adjectives: prepositions and nouns.
_NO_ADJECTIVES = frozenset(
    """do no ao lo del ufficio seguro trabalho lavoro radio video foto audio
    servizio punto tempo cargo campo banco piano auto turismo studio museo
    centro juego negocio desarrollo mercado producto prodotto progetto projeto
    laboratorio laboratório vidéo photo stéréo moto vélo métro bio magazzino
    ristorante territorio teatro cinema vino ferro legno gioco""".split()
)
# What a feminine ending takes the place of; any other is put behind the word.
_ENDINGS = {
    "a": ("o", "e"),
    "euse": ("eur",),
    "trice": ("teur", "tore"),
    "ière": ("ier",),
    "ère": ("er",),
    "ive": ("if",),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an occupation is done, and what a match elsewhere is worth.

    The four shares lie in [0, 1] and multiply a match; 1 changes nothing.
    """

    says: str
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    likely: float = 0.9
    unknown: float = 1.0
    elsewhere: float = 1.0
    contrary: float = 1.0


@dataclass(frozen=True, slots=True)
class Occupation:
    """One entry; the module describes the fields.

    ``names`` are pairs of language and name, gender forms written out.
    """

    id: str
    names: tuple[tuple[str, str], ...]
    isco: str = ""
    family: str = ""
    is_a: str = ""
    short: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    setting: Setting | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


def read_entries(text: str, source: str) -> list[Occupation]:
    r"""Read the entries of a file.

    Raises
    ------
    SourceError
        Naming file, entry and field, and what would be right.

    >>> entry = "[[occupation]]\nid = 'poet'\nen = ['poet', 'bard']"
    >>> read_entries(entry, "arts.toml")[0].names
    (('en', 'poet'), ('en', 'bard'))
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{source} is not TOML: {error}"
        raise SourceError(message) from error
    rows = data.get("occupation", [])
    family = str(data.get("family", ""))
    problems = [
        f"{source}: {_called(row, number)}: {problem}"
        for number, row in enumerate(rows, start=1)
        for problem in _problems(row)
    ]
    if problems:
        raise SourceError("\n".join(problems))
    return [_occupation(row, family) for row in rows]


def read_file(file: Path) -> list[Occupation]:
    """Read the entries of a user's own file.

    Raises
    ------
    SourceError
        If it cannot be read, or as :func:`read_entries`.
    """
    return read_entries(text_of(file), file.name)


def text_of(file: Path) -> str:
    """Give the text of a file, or say what is wrong with it."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        message = f"{file} is not UTF-8; save it as UTF-8"
        raise SourceError(message) from error
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror or error}"
        raise SourceError(message) from error


def _called(row: Mapping[str, object], number: int) -> str:
    return f"entry {row.get('id') or number!r}"


def _problems(row: Mapping[str, object]) -> Iterable[str]:
    yield from _unknown_fields(row, _FIELDS, "")
    yield from (f"{key} must be a text" for key in _TEXT if not _is_text(row, key))
    yield from _bad_lists(row, _LISTS, "")
    yield from (f"{key} is missing" for key in ("id", "en") if not row.get(key))
    if not re.fullmatch(r"(\d{4})?", str(row.get("isco", ""))):
        yield f"isco must be four digits, not {row['isco']!r}"
    for key in ("must", "must_not"):
        for example in _list(row, key):
            if "@" not in example:
                yield f"{key}: {example!r} should read 'position @ company'"
    for twice in sorted(set(_list(row, "near")) & set(_list(row, "not"))):
        yield f"near and not: {twice!r} cannot be a neighbour and something else"
    setting = row.get("setting", {})
    if isinstance(setting, dict):
        yield from _setting_problems(setting)
    else:
        yield "setting must be a table, [occupation.setting]"


def _setting_problems(row: Mapping[str, object]) -> Iterable[str]:
    yield from _unknown_fields(row, _SETTING_FIELDS, "setting.")
    yield from _bad_lists(row, _SETTING_LISTS, "setting.")
    if row and not row.get("says"):
        yield "setting.says is missing: how the place is called, 'public library'"
    for key in _SETTING_SHARES:
        value = row.get(key, 1.0)
        if not isinstance(value, int | float) or not 0 <= value <= 1:
            yield f"setting.{key} must be a number from 0 to 1, not {value!r}"


def _unknown_fields(
    row: Mapping[str, object], known: tuple[str, ...], where: str
) -> Iterable[str]:
    for key in row:
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1, cutoff=0.0)[0]
            yield f"there is no field {where}{key}; did you mean {where}{close}?"


def _bad_lists(
    row: Mapping[str, object], keys: tuple[str, ...], where: str
) -> Iterable[str]:
    for key in keys:
        value = row.get(key, [])
        if not isinstance(value, list):
            yield f'{where}{key} must be a list, ["…", "…"]'
        elif not all(isinstance(text, str) and text.strip() for text in value):
            yield f"{where}{key} must hold texts that are not empty"
        elif len(set(value)) < len(value):
            twice = next(text for text in value if value.count(text) > 1)
            yield f"{where}{key} has {twice!r} twice"


def _is_text(row: Mapping[str, object], key: str) -> bool:
    return isinstance(row.get(key, ""), str)


def _list(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = row.get(key, ())
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def to_row(entry: Occupation) -> dict[str, object]:
    """Give an entry as plain lists and texts; what is empty is left out."""
    row = {name: getattr(entry, name) for name in Occupation.__slots__}
    if entry.setting:
        row["setting"] = {
            name: getattr(entry.setting, name) for name in Setting.__slots__
        }
    return {name: value for name, value in row.items() if value}


def from_row(row: Mapping[str, Any]) -> Occupation:
    """Give the entry that :func:`to_row` wrote.

    >>> poet = Occupation("poet", (("en", "poet"),), setting=Setting("a garret"))
    >>> from_row(to_row(poet)) == poet
    True
    """
    lists = {name: _tuples(value) for name, value in row.items() if name != "setting"}
    setting = row.get("setting")
    if setting:
        its = {name: _tuples(value) for name, value in setting.items()}
        lists["setting"] = Setting(**its)
    return Occupation(**lists)


def _tuples(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value


def _occupation(row: Mapping[str, object], family: str) -> Occupation:
    names = ((code, name) for code in LANGUAGES for name in _list(row, code))
    setting = row.get("setting")
    return Occupation(
        id=str(row["id"]),
        isco=str(row.get("isco", "")),
        family=family,
        is_a=str(row.get("is_a", "")),
        names=tuple((code, form) for code, name in names for form in forms(name)),
        short=_list(row, "short"),
        field=_list(row, "field"),
        near=tuple(form for name in _list(row, "near") for form in forms(name)),
        blockers=_list(row, "not"),
        setting=_setting(setting) if isinstance(setting, dict) else None,
        must=_list(row, "must"),
        must_not=_list(row, "must_not"),
    )


def _setting(row: Mapping[str, object]) -> Setting:
    shares = {key: float(str(row[key])) for key in _SETTING_SHARES if key in row}
    lists = {key: _list(row, key) for key in _SETTING_LISTS}
    return Setting(says=str(row["says"]), **lists, **shares)  # type: ignore[arg-type] # the keys tell the types


def forms(name: str) -> tuple[str, ...]:
    """Write out the masculine and the feminine form of a name.

    An adjective in -o right behind a feminine noun follows it.

    >>> forms("trabajador/a social")
    ('trabajador social', 'trabajadora social')
    >>> forms("ingeniero/a químico")
    ('ingeniero químico', 'ingeniera química')
    """
    if "/" not in name:
        return (name,)
    words = [word.partition("/") for word in name.split()]
    first = " ".join(stem for stem, _, _ in words)
    second: list[str] = []
    is_feminine = False
    for stem, slash, ending in words:
        agrees = not slash and is_feminine and stem.endswith("o")
        agrees = agrees and stem not in _NO_ADJECTIVES
        second.append(_feminine(stem, "a" if agrees else ending))
        is_feminine = bool(slash) or agrees
    return (first, " ".join(second))


def _feminine(stem: str, ending: str) -> str:
    for replaced in _ENDINGS.get(ending, ()):
        if stem.endswith(replaced):
            return stem.removesuffix(replaced) + ending
    return stem + ending
