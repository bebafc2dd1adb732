"""How wide text is, told without a font: a picture is drawn by fonts we never see.

The widths are those of DejaVu Sans, rounded up, or of Arial where that is wider: no
usual font of the picture's list is wider than both. Other scripts are reckoned by what
their letters take on the average, rather too wide than too narrow.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import chain, pairwise

_GROUPS = {
    0.34: " ijlIłıì',./:;\\|·¦",
    0.42: "ftr-!()[]ſ¹²³‘’‚“”",
    0.53: '"*`szJ°ºª´¨„‹›',
    0.58: "?_ckLŁ",
    0.62: "aeovxyFTøð«»–",
    0.65: "hnubdgpq$0123456789{}ßþđµ£€¥",
    0.67: "ESYPKÞ",
    0.70: "ABVXZħŋ",
    0.74: "CRU",
    0.79: "DGHN&ÐĐŊØΩ",
    0.85: "OQw#+<=>^~×÷¬",
    0.88: "Mж",
    1.1: "Mm%W@ÆæŒœ©®½¼¾…—ЖМШЩЮФЫшщюмыњљЊЉ\ufffd",
}
_TABLE = {c: em for em, characters in _GROUPS.items() for c in characters}

# First and last character of a block, and the width of a letter of it.
_BLOCKS = (
    (0x0000, 0x024F, 0.70),  # Latin
    (0x0370, 0x03FF, 0.72),  # Greek
    (0x0400, 0x052F, 0.80),  # Cyrillic
    (0x0531, 0x058F, 0.75),  # Armenian
    (0x0590, 0x05FF, 0.66),  # Hebrew
    (0x0600, 0x077F, 0.64),  # Arabic
    (0x0900, 0x0B7F, 0.78),  # Devanagari, Bengali, Gurmukhi, Gujarati, Oriya
    (0x0B80, 0x0BFF, 1.10),  # Tamil
    (0x0C00, 0x0CFF, 0.85),  # Telugu, Kannada
    (0x0D00, 0x0DFF, 1.10),  # Malayalam, Sinhala
    (0x0E00, 0x0EFF, 0.72),  # Thai, Lao
    (0x10A0, 0x10FF, 0.70),  # Georgian
    (0x1780, 0x17FF, 0.80),  # Khmer
    (0x1E00, 0x1FFF, 0.80),  # Latin and Greek with more accents
)
_UNKNOWN = 1.2
_EMOJI = 1.4
_BESIDE = 0.6  # of a letter: a vowel sign that stands beside one
_HORN = "\u031b"  # the one accent that makes a letter wider: Vietnamese Ơ and Ư
_BOLD = 1.16


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    """Give the width of a character as a share of the font's size."""
    base, *marks = tuple(unicodedata.normalize("NFD", character))
    category = unicodedata.category(base)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(base) in "WF":
        return _EMOJI if category == "So" else 1.0
    share = _BESIDE if category == "Mc" else 1.0
    horn = 0.14 if _HORN in marks else 0.0
    return horn + share * (_TABLE.get(base) or _of_block(base) or _UNKNOWN)


def _of_block(character: str) -> float:
    code = ord(character)
    return next((em for low, high, em in _BLOCKS if low <= code <= high), 0.0)


def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Give how wide a line of text is at most, in the units of its font's size.

    >>> width("Ana", 10) < width("Ana", 10, is_bold=True), width("王伟", 10)
    (True, 20.0)
    """
    return sum(map(_em, text)) * size * (_BOLD if is_bold else 1)


def is_sure(text: str) -> bool:
    """Whether no letter is of a script whose widths are not known.

    >>> is_sure("Łukasz"), is_sure("王伟"), is_sure("ﷺ")
    (True, True, False)
    """
    return all(
        character in _TABLE
        or _of_block(character) > 0
        or unicodedata.east_asian_width(character) in "WF"
        or unicodedata.category(character).startswith("M")
        for character in text
    )


# Scripts that are written without spaces: Thai to Tibetan, Myanmar, Khmer, and wide.
_UNSPACED = ((0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF))
_LEADING = frozenset("เแโใไເແໂໃໄ")  # vowels written before their consonant
_HYPHENS = frozenset("-‐/")


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    is_in_block = any(low <= code <= high for low, high in _UNSPACED)
    return is_in_block or unicodedata.east_asian_width(character) in "WF"


def _goes_on(before: str, character: str) -> bool:
    """Whether a character hangs on the one before it, so that no line ends there."""
    return (
        unicodedata.category(character).startswith("M")
        or character in "\u200c\u200d"
        or before in "\u200c\u200d"
        or before in _LEADING
        or unicodedata.combining(before) == 9  # noqa: PLR2004 - a virama joins two
    )


def letters(word: str) -> list[str]:
    """Split a word into what must stay together: letters with their marks.

    >>> letters("Ana"), letters("กี่")
    (['A', 'n', 'a'], ['กี่'])
    """
    found = [word[:1]]
    for before, character in pairwise(word):
        if _goes_on(before, character):
            found[-1] += character
        else:
            found.append(character)
    return found


def pieces(word: str) -> list[str]:
    """Split a word where a line may end in it: beside Chinese, after a hyphen.

    >>> pieces("王伟"), pieces("Ruiz-Patel"), pieces("Łukasz")
    (['王', '伟'], ['Ruiz-', 'Patel'], ['Łukasz'])
    """
    found = [""]
    for letter in letters(word):
        last = found[-1][-1:]
        is_loose = last and (
            _is_unspaced(last) or _is_unspaced(letter[0]) or last in _HYPHENS
        )
        if is_loose:
            found.append(letter)
        else:
            found[-1] += letter
    return found


def longest_word(text: str, size: float, *, is_bold: bool = False) -> float:
    """Give the width of the widest part of a text that no line may end in."""
    parts = chain.from_iterable(map(pieces, text.split()))
    return max((width(part, size, is_bold=is_bold) for part in parts), default=0.0)
