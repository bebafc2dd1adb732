"""Bytes of a file as text: which encoding it is in, and what the file really is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 4096
# What the first bytes of files that are no tables give away.
_SIGNATURES = (
    (b"PK\x03\x04", "an Excel workbook or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a word processor's document"),
)
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml)", re.IGNORECASE)
# UTF-8 read as cp1252: a lead byte's letter, then what its trailing bytes turn into.
_TRAILING = r"[\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
_GARBLED = re.compile(rf"[Â-ß]{_TRAILING}|[à-ï]{_TRAILING}{{2}}|[ð-ô]{_TRAILING}{{3}}")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    Attributes
    ----------
    nature
        What the file is instead of text, in words: "a PDF"; "" for text.
    warning
        What a reader should know about the decoding, or "".
    """

    text: str
    encoding: str
    nature: str = ""
    warning: str = ""


def decode(data: bytes) -> Decoded:
    """Decode a file: byte order mark, then UTF-16 by its NULs, strict UTF-8, cp1252.

    LinkedIn writes UTF-8 without a mark, and UTF-16 in some files up to 2022; cp1252
    comes from Excel. The last cannot fail, so it comes last, with a warning.

    >>> decode("Søren".encode()).encoding, decode("Søren".encode("cp1252")).encoding
    ('utf-8', 'cp1252')
    >>> decode(b"%PDF-1.4").nature
    'a PDF'
    """
    nature = _nature(data)
    if nature:
        return Decoded("", "", nature)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, errors="replace"), encoding)
    if encoding := _utf16_by_nuls(data[:_HEAD]):
        return Decoded(data.decode(encoding, errors="replace"), encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _as_cp1252(data)


def _nature(data: bytes) -> str:
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return "empty"
    if _WEB_PAGE.match(data):
        return "a web page"
    return next((what for mark, what in _SIGNATURES if data.startswith(mark)), "")


def _utf16_by_nuls(head: bytes) -> str:
    # Every other byte of Latin text in UTF-16 is NUL; no other text has so many.
    half = len(head) // 2
    if half and head[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    if half and head[0::2].count(0) > half * 0.6:
        return "utf-16-be"
    return ""


def _as_cp1252(data: bytes) -> Decoded:
    if data[:_HEAD].count(0):
        return Decoded("", "", "no text at all")
    return Decoded(
        data.decode("cp1252", errors="replace"),
        "cp1252",
        warning="is not in UTF-8, so a spreadsheet probably saved it; it was read as"
        " Western European (cp1252). Please check the names with accents",
    )


def is_garbled(text: str) -> bool:
    """Whether UTF-8 was once read as cp1252 and saved again, as in "SÃ¸ren".

    That happens to a whole file: letters that are right beside it prove that a lone
    ``É”`` is the end of a quotation in capitals.

    >>> is_garbled("SÃ¸ren, ZoÃ«"), is_garbled("“CAFÉ”, Søren, Zoë")
    (True, False)
    """
    # What is garbled stands side by side; most of a file is neither, and skipped fast.
    foreign = " ".join(_FOREIGN.findall(text))
    garbled = sum(len(found[0]) for found in _GARBLED.finditer(foreign))
    return garbled > 0 and garbled >= _MOST * len(foreign.replace(" ", ""))


def mend(text: str) -> str:
    """Undo "SÃ¸ren"; text that is not garbled all through stays as it is.

    >>> mend("SÃ¸ren"), mend("JOÃO"), mend("Søren")
    ('Søren', 'JOÃO', 'Søren')
    """
    if not _GARBLED.search(text):
        return text
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return text


def _byte(character: str) -> bytes:
    # Five bytes have no character in cp1252; Windows reads them as control characters.
    if character in "\x81\x8d\x8f\x90\x9d":
        return character.encode("latin-1")
    return character.encode("cp1252")
