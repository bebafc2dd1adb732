"""Single files: endless cells, quotes that never close, bytes that are no text."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hostile.case import ANA, BO, GOOD, HEADER, Case

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Connections.csv"


def _file(data, name=NAME):
    def make(folder: Path, size: float) -> Path:
        path = folder / name
        path.write_bytes(data(size) if callable(data) else data)
        return path

    return make


def _rows(count, row):
    return lambda size: (HEADER + ANA).encode() + row.encode() * int(count * size)


def _one_line(size):
    return (HEADER + ANA).encode() + b"A" * int(100_000_000 * size)


def _one_cell(size):
    return (HEADER + ANA + '"').encode() + b"word\n" * int(20_000_000 * size) + b'"\n'


def _open_quote(size):
    rows = "".join(f"P{i},Q{i},,,,,01 Jan 2020\n" for i in range(int(10_000 * size)))
    return (HEADER + ANA + '"Zoë,Stone,,,,,01 Jan 2020\n' + rows).encode()


def _huge(folder: Path, _: float) -> Path:
    path = folder / NAME
    with path.open("wb") as file:
        file.write(GOOD)
        file.truncate(3_000_000_000)  # sparse: it takes no room
    return path


def _pipe(folder: Path, _: float) -> Path:
    path = folder / NAME
    os.mkfifo(path)
    return path


def _wide(size):
    return (",".join(f"c{i}" for i in range(int(1_000_000 * size))) + "\n").encode()


LOOSE = (
    Case("a line of 100 MB", _file(_one_line), "refused", "larger than|could not be read"),
    Case("a cell of 100 MB", _file(_one_cell), "refused", "larger than|more than"),
    Case("a file of 3 GB", _huge, "refused", "larger than"),
    Case("a quote that never closes, above 10,000 rows", _file(_open_quote), "read", "10,002 people|1,002 people"),
    Case("400,000 rows with an open quote", _file(_rows(400_000, 'A,"B,,,,,01 Jan 2020\n')), "left", "could not be read"),
    Case("400,000 rows with a cell too many", _file(_rows(400_000, "A,B,C,D,E,F,G,H,I\n")), "left", "could not be read"),
    Case("400,000 rows cut short", _file(_rows(400_000, "A,B\n")), "left", "could not be read"),
    Case("10 MB of commas", _file(lambda size: HEADER.encode() + ANA.encode() + b"," * int(10_000_000 * size)), "left|read|refused"),
    Case("10 MB of line ends", _file(_rows(10_000_000, "\n")), "refused|read"),
    Case("a million columns", _file(_wide), "refused", "Connections.csv"),
    Case("all NULs", _file(lambda size: b"\0" * int(10_000_000 * size)), "refused", "no text|no table"),
    Case("a NUL in somebody's name", _file((HEADER + "A\0na,Ruiz,,,Acme,Cook,01 Jan 2020\n" + ANA).encode()), "read"),
    Case("UTF-16 of odd length", _file((HEADER + ANA).encode("utf-16") + b"\x41"), "left|read"),
    Case("half of a UTF-16 pair", _file((HEADER + ANA).encode("utf-16") + b"\x00\xd8\n\x00"), "left|read"),
    Case("overlong UTF-8", _file((HEADER + ANA).encode() + b"\xc0\xaf,B,,,,,01 Jan 2020\n"), "read"),
    Case("a mark in the middle", _file((HEADER + ANA + "\ufeff" + BO).encode()), "read"),
    Case("three kinds of line ends", _file((HEADER + ANA).replace("\n", "\r").encode() + BO.replace("\n", "\r\n").encode()), "read"),
    Case("names that colour the terminal", _file((HEADER + ANA + "\x1b[31mRed,\u202eLeft,,,Acme,Cook,01 Jan 2020\n").encode()), "read"),
    Case("formulas", _file((HEADER + ANA + "=HYPERLINK(1),@SUM,,,+1,-1,01 Jan 2020\n").encode()), "read"),
    Case("an address that is a script", _file((HEADER + ANA + "Eve,Hill,javascript:alert(1),,Acme,Cook,01 Jan 2020\n").encode()), "read"),
    Case("a name that is SQL", _file((HEADER + ANA + "Robert,'); DROP TABLE record;--,,,Acme,Cook,01 Jan 2020\n").encode()), "read"),
    Case("a device", lambda *_: __import__("pathlib").Path("/dev/zero"), "refused", "neither a file"),
    Case("a pipe", _pipe, "refused", "neither a file"),
    Case("endless brackets", _file(lambda size: b'{"friends_v2": ' + b"[" * int(10_000_000 * size), "friends.json"), "refused", "broken JSON"),
    Case("a vCard that never ends", _file(lambda size: b"BEGIN:VCARD\nVERSION:3.0\n" + b"X-A:b\n" * int(2_000_000 * size), "a.vcf"), "refused", "a.vcf"),
    Case("a family tree of depth without end", _file(lambda size: b"0 HEAD\n1 CHAR UTF-8\n" + b"".join(b"%d NOTE x\n" % i for i in range(1, int(90 * size) + 2)) + b"0 TRLR\n", "a.ged"), "refused", "a.ged"),
    Case("sentences without an end", _file(lambda size: b"Ana knows " * int(1_000_000 * size), "a.txt"), "refused", "a.txt"),
    Case("a link cell of 10 MB", _file(lambda size: b"person,relation,other\nme,friend," + b"x" * int(10_000_000 * size), "links.csv"), "refused", "links.csv"),
)  # fmt: skip
