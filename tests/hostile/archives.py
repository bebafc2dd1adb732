"""Archives that lie, lead outside, unpack to more than anybody has, or are spoilt."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from typing import TYPE_CHECKING

from hostile.case import GOOD, Case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "Connections.csv"


def _entry(name, method=zipfile.ZIP_DEFLATED):
    entry = zipfile.ZipInfo(name, (2026, 2, 10, 4, 5, 6))
    entry.compress_type = method
    return entry


def zipped(*members, method=zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of (name or entry, bytes)."""
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", method) as file:
        for name, data in members:
            file.writestr(_entry(name, method) if isinstance(name, str) else name, data)
    return page.getvalue()


def _file(data: bytes | Callable[[float], bytes], name="export.zip"):
    def make(folder: Path, size: float) -> Path:
        path = folder / name
        path.write_bytes(data(size) if callable(data) else data)
        return path

    return make


def _bomb(size: float) -> bytes:
    return zipped((NAME, GOOD + b"A" * int(300_000_000 * size)))


def _bomb_of_rows(size: float) -> bytes:
    return zipped((NAME, GOOD + b"A,B,,,,,01 Jan 2020\n" * int(15_000_000 * size)))


def _many_bombs(size: float, name="Table") -> bytes:
    data = b"a,b\n" * int(10_000_000 * size)
    return zipped((NAME, GOOD), *((f"{name}_{i}.csv", data) for i in range(12)))


def _unopened_bombs(size: float) -> bytes:
    return _many_bombs(size, name="Shares")


def _lzma_bomb(size: float) -> bytes:
    return zipped((NAME, b"\0" * int(300_000_000 * size)), method=zipfile.ZIP_LZMA)


def _nested(_: float) -> bytes:
    data = zipped((NAME, GOOD))
    for depth in range(20):
        data = zipped((f"{depth}.zip", data))
    return data


def _overlapping() -> bytes:
    """Fifty entries of the directory that all mean one stream (CVE-2024-0450)."""
    data = bytearray(zipped((NAME, b"A" * 100_000)))
    start = data.rfind(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    entry = bytes(data[start:end])
    body = data[:start] + entry * 50 + data[end:]
    new_end = body.rfind(b"PK\x05\x06")
    struct.pack_into("<HHI", body, new_end + 8, 50, 50, len(entry) * 50)
    return bytes(body)


def _patched(find: bytes, offset: int, form: str, value: int) -> bytes:
    data = bytearray(zipped((NAME, GOOD), ("Profile.csv", b"First Name,Last Name,Headline\nKate,S,x\n")))  # fmt: skip
    struct.pack_into(form, data, data.find(find) + offset, value)
    return bytes(data)


def _bad_crc() -> bytes:
    return _patched(b"PK\x01\x02", 16, "<I", 1234)


def _locked() -> bytes:
    data = bytearray(zipped((NAME, GOOD)))
    struct.pack_into("<H", data, data.find(b"PK\x01\x02") + 8, 1)
    struct.pack_into("<H", data, data.find(b"PK\x03\x04") + 6, 1)
    return bytes(data)


def _renamed(real: bytes, shown: bytes) -> bytes:
    """The same length under another name, which zipfile itself would not write."""
    return zipped((real.decode(), GOOD)).replace(real, shown)


def _link() -> bytes:
    entry = _entry("messages.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped((NAME, GOOD), (entry, b"/etc/passwd"))


def _twins() -> bytes:
    data = zipped((NAME, GOOD), ("Connectionz.csv", GOOD))
    return data.replace(b"Connectionz.csv", NAME.encode())


def _folder_named_zip(folder: Path, _: float) -> Path:
    path = folder / "export.zip"
    path.mkdir()
    (path / NAME).write_bytes(GOOD)
    return path


def _looping(folder: Path, _: float) -> Path:
    path = folder / "export"
    path.mkdir()
    (path / NAME).write_bytes(GOOD)
    (path / "again").symlink_to(path, target_is_directory=True)
    (path / "messages.csv").symlink_to("/etc/passwd")
    return path


def _crowded(folder: Path, _: float) -> Path:
    path = folder / "export"
    path.mkdir()
    for number in range(2_001):
        (path / f"{number}.txt").touch()
    return path


ARCHIVES = (
    Case("a bomb of one letter", _file(_bomb), "refused", "200 times|larger than"),
    Case("a bomb of rows", _file(_bomb_of_rows), "refused", "200 times|larger than"),
    Case("many small bombs", _file(_many_bombs), "refused", "200 times|larger than"),
    Case("many small bombs in files of no use", _file(_unopened_bombs), "read"),
    Case("a bomb in another packing", _file(_lzma_bomb), "refused", "200 times|larger than"),
    Case("an archive in an archive, twenty deep", _file(_nested), "refused", "unpack the ZIP"),
    Case("fifty entries on one stream", _file(_overlapping()), "refused", "two files named"),
    Case("a directory that says 3 GB", _file(_patched(b"PK\x01\x02", 24, "<I", 3_000_000_000)), "refused", "larger than"),
    Case("a directory that says too few bytes", _file(_patched(b"PK\x01\x02", 24, "<I", 10)), "left", "damaged"),
    Case("a place beyond the end", _file(_patched(b"PK\x01\x02", 42, "<I", 90_000_000)), "refused", "overlap"),
    Case("a checksum that is wrong", _file(_bad_crc()), "left", "damaged"),
    Case("a member locked with a password", _file(_locked()), "refused", "password"),
    Case("a packing nobody knows", _file(_patched(b"PK\x01\x02", 10, "<H", 77)), "left", "damaged"),
    Case("cut short", _file(zipped((NAME, GOOD))[:-40]), "refused", "damaged"),
    Case("cut in the middle", _file(zipped((NAME, GOOD))[:60]), "refused", "damaged"),
    Case("junk in front", _file(b"#!/bin/sh\nexit\n" + zipped((NAME, GOOD))), "read"),
    Case("junk behind", _file(zipped((NAME, GOOD)) + b"\0" * 100), "read"),
    Case("a page and an archive in one", _file(b"<html>hello</html>\n" + zipped((NAME, GOOD))), "read"),
    Case("an archive of nothing", _file(zipped()), "refused", "no files"),
    Case("2,001 members", _file(zipped(*((f"{i}.txt", b"") for i in range(2_001)))), "refused", "2,001 files"),
    Case("a path that climbs out", _file(zipped((f"../../{NAME}", GOOD))), "refused", "outside"),
    Case("an absolute path", _file(zipped((f"/etc/{NAME}", GOOD))), "refused", "outside"),
    Case("a path of Windows", _file(zipped((f"C:\\Users\\{NAME}", GOOD))), "refused", "outside"),
    Case("a path that climbs out backwards", _file(zipped((f"..\\..\\{NAME}", GOOD))), "refused", "outside"),
    Case("a path of a network", _file(zipped((f"\\\\server\\share\\{NAME}", GOOD))), "refused", "outside"),
    Case("a NUL in a name", _file(_renamed(b"Connections.csvX", b"Connections.csv\0")), "refused", "NUL"),
    Case("a device's name", _file(zipped((NAME, GOOD), ("CON.csv", GOOD), ("NUL", b""))), "read"),
    Case("a name of 60,000 letters", _file(zipped((NAME, GOOD), ("a" * 60_000 + ".csv", b"x"))), "read"),
    Case("a name that turns round", _file(zipped((NAME, GOOD), ("\u202evsc.exe", b"x"))), "read"),
    Case("a name that colours the terminal", _file(zipped((NAME, GOOD), ("\x1b[31mred.csv", b"a,b\n1,2\n"))), "read"),
    Case("two members of one name", _file(_twins()), "refused", "two files named"),
    Case("two members that differ in case", _file(zipped((NAME, GOOD), (NAME.lower(), GOOD))), "read"),
    Case("a link as a member", _file(_link()), "read"),
    Case("a comment of 64 kB", _file(zipped((NAME, GOOD))[:-2] + struct.pack("<H", 65_535) + b"c" * 65_535), "read"),
    Case("a folder named like an archive", _folder_named_zip, "read"),
    Case("a folder that holds itself", _looping, "read"),
    Case("a folder of 2,001 files", _crowded, "refused", "more than 2,000"),
    Case("a workbook", _file(zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b""))), "refused", "office document"),
)  # fmt: skip
