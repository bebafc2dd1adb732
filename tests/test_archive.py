"""Archives and folders: read by name, never unpacked, refused when they lie."""

import contextlib
import datetime as dt
import io
import os
import stat
import struct
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.errors import SourceError, UnknownSourceError, UnsafeSourceError
from netpath.importers import read_sources, zips
from netpath.importers.archive import base_key, date_in_name, open_source

CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Acme,Librarian,09 Feb 2026"
)


def zipped(path, members, when=(2026, 2, 10, 4, 5, 6), method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as file:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = method
            file.writestr(entry, data)
    return path


def names(path):
    with open_source(path) as source:
        return [member.name for member in source.members]


# --- names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("Connections.csv", "connections"),
        ("a/b/connections.CSV", "connections"),
        ("a\\Connections.csv", "connections"),
        ("Connections (1).csv", "connections"),
        ("Connections copy.csv", "connections"),
        ("Recommendations Given.csv", "recommendationsgiven"),
        ("Recommendations_Given.csv", "recommendationsgiven"),
        ("Endorsement Received Info.csv", "endorsementreceivedinfo"),
        ("Job Applications_12.csv", "jobapplications"),
        ("Shares_1234567890.csv", "shares"),
        ("Receipts_v2.csv", "receiptsv2"),
        ("messages_2 (3).csv", "messages"),
        ("README", "readme"),
    ],
)
def test_a_file_goes_by_one_name_whatever_copies_and_chunks_add(name, base):
    assert base_key(name) == base


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Basic_LinkedInDataExport_11-01-2026.zip.zip", dt.date(2026, 11, 1)),
        ("Complete_LinkedInDataExport_09-12-2022 (1)", dt.date(2022, 9, 12)),
        ("Basic_LinkedInDataExport_31-31-2026.zip", None),
        ("Connections.csv", None),
    ],
)
def test_the_day_in_a_name_is_read(name, day):
    assert date_in_name(name) == day


# --- what is opened -------------------------------------------------------------------


def test_an_archive_is_known_by_its_content_whatever_it_is_called(tmp_path):
    for name in ("x.zip", "x.zip.zip", "x.zip (1).zip", "x"):
        path = zipped(tmp_path / name, {"Connections.csv": CONNECTIONS})
        assert names(path) == ["Connections.csv"]


def test_a_folder_may_be_named_like_an_archive(tmp_path):
    folder = tmp_path / "Complete_LinkedInDataExport_04-25-2026.zip"
    (folder / "Jobs").mkdir(parents=True)
    (folder / "Connections.csv").write_text(CONNECTIONS)
    (folder / "Jobs" / "Saved Jobs.csv").write_text("Saved Date,Job Url\n")
    with open_source(folder) as source:
        assert [m.name for m in source.members] == [
            "Connections.csv",
            "Jobs/Saved Jobs.csv",
        ]
        assert source.date == dt.date(2026, 4, 25)


def test_what_macos_adds_is_not_seen(tmp_path):
    members = {
        "Export/Connections.csv": CONNECTIONS,
        "__MACOSX/Export/._Connections.csv": b"\0\1",
        "Export/._messages.csv": b"\0\1",
        "Export/.DS_Store": b"\0",
    }
    assert names(zipped(tmp_path / "x.zip", members)) == ["Export/Connections.csv"]


def test_the_date_of_an_archive_is_that_of_its_newest_member(tmp_path):
    path = tmp_path / "Basic_LinkedInDataExport_01-01-2020.zip"
    with zipfile.ZipFile(zipped(path, {"a.csv": "x"}), "a") as file:
        file.writestr(zipfile.ZipInfo("b.csv", (2026, 3, 1, 0, 0, 0)), "y")
    with open_source(path) as source:
        assert source.date == dt.date(2026, 3, 1)


def test_an_archive_without_times_has_the_date_in_its_name(tmp_path):
    path = tmp_path / "Basic_LinkedInDataExport_11-01-2026.zip"
    with open_source(zipped(path, {"a.csv": "x"}, (1980, 1, 1, 0, 0, 0))) as source:
        assert source.date == dt.date(2026, 11, 1)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(SourceError, match=r"There is no file or folder 'x\.zip' here"):
        read_sources([tmp_path / "x.zip"])


def test_an_archive_cut_short_asks_for_a_new_download(tmp_path):
    path = zipped(tmp_path / "x.zip", {"Connections.csv": CONNECTIONS})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(SourceError, match=r"x\.zip is damaged.*download it again"):
        read_sources([path])


def test_a_workbook_says_to_save_it_as_csv(tmp_path):
    path = zipped(tmp_path / "Connections.xlsx", {"[Content_Types].xml": "<x/>"})
    with pytest.raises(UnknownSourceError, match=r"office document.*save.*as CSV"):
        read_sources([path])


def test_links_in_folders_and_archives_are_not_followed(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text(CONNECTIONS)
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Connections.csv").symlink_to(secret)
    (folder / "deep").symlink_to(tmp_path, target_is_directory=True)
    entry = zipfile.ZipInfo("Connections.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr(entry, str(secret))
    for path in (folder, tmp_path / "x.zip"):
        with pytest.raises(UnknownSourceError, match="a link, which is not followed"):
            read_sources([path])


# --- what is refused ------------------------------------------------------------------


def overlapping():
    """Two entries of the directory that share one stream."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("Connections.csv", CONNECTIONS)
        first = file.filelist[0]
        twin = zipfile.ZipInfo("messages.csv", first.date_time)
        for field in ("CRC", "compress_size", "file_size", "compress_type"):
            setattr(twin, field, getattr(first, field))
        twin.header_offset = first.header_offset
        file.filelist.append(twin)
    return out.getvalue()


def twins():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("Connections.csv", CONNECTIONS)
        file.writestr("Connectiona.csv", CONNECTIONS)
    return out.getvalue().replace(b"Connectiona", b"Connections")


def with_flag(flag):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("Connections.csv", CONNECTIONS)
    data = bytearray(out.getvalue())
    at = data.index(b"PK\x01\x02") + 8
    data[at : at + 2] = struct.pack("<H", flag)
    return bytes(data)


def named(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("C" * len(name), CONNECTIONS)
    return out.getvalue().replace(b"C" * len(name), name.encode())


def many():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for number in range(zips.MAX_MEMBERS + 1):
            file.writestr(f"{number}.txt", "")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (overlapping, "its files overlap"),
        (twins, "two files named Connections.csv"),
        (lambda: with_flag(1), "locked with a password; unpack it"),
        (lambda: named("../Connections.csv"), "wants to be outside"),
        (lambda: named("a/../../x.csv"), "wants to be outside"),
        (lambda: named("/etc/Connections.csv"), "wants to be outside"),
        (lambda: named("..\\Connections.csv"), "wants to be outside"),
        (lambda: named("C:\\Connections.csv"), "wants to be outside"),
        (lambda: named("Connections.csv\0.exe"), "holds a NUL"),
        (many, "it holds 2,001 files"),
    ],
)
def test_an_archive_that_means_harm_is_refused(tmp_path, data, words):
    path = tmp_path / "x.zip"
    path.write_bytes(data())
    with pytest.raises(UnsafeSourceError, match=words) as caught:
        read_sources([path])
    assert caught.value.exit_code == 3


def test_a_folder_with_too_many_files_asks_for_the_right_one(tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "MAX_MEMBERS", 3)
    for number in range(4):
        (tmp_path / f"{number}.csv").touch()
    with pytest.raises(UnsafeSourceError, match="the folder of the export itself"):
        read_sources([tmp_path])


def test_a_bomb_is_stopped_by_its_ratio_before_it_is_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("Connections.csv", bytes(40_000_000))
    with pytest.raises(UnsafeSourceError, match="more than 200 times its size"):
        read_sources([tmp_path / "x.zip"])


def test_a_member_that_says_it_is_too_large_is_not_even_begun(tmp_path, monkeypatch):
    path = zipped(tmp_path / "x.zip", {"Connections.csv": CONNECTIONS})
    monkeypatch.setattr(zips, "MAX_MEMBER", 50)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    with pytest.raises(UnsafeSourceError, match=r"x\.zip/Connections\.csv is larger"):
        read_sources([path])


def test_a_member_that_lies_about_its_size_is_said_to_be_damaged(tmp_path):
    path = zipped(tmp_path / "x.zip", {"Connections.csv": CONNECTIONS})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 20)
    path.write_bytes(data)
    with pytest.raises(SourceError, match=r"Connections\.csv .* it is damaged"):
        read_sources([path])


def test_an_archive_is_read_up_to_a_total_only(tmp_path, monkeypatch):
    members = {"Connections.csv": CONNECTIONS, "messages.csv": "x" * 200}
    path = zipped(tmp_path / "x.zip", members)
    monkeypatch.setattr(zips, "MAX_ARCHIVE", 250)
    with pytest.raises(UnsafeSourceError, match=r"x\.zip unpacks to more than"):
        read_sources([path])


def test_a_loose_file_has_the_same_limit(tmp_path, monkeypatch):
    (tmp_path / "Connections.csv").write_text(CONNECTIONS)
    monkeypatch.setattr(zips, "MAX_MEMBER", 50)
    with pytest.raises(UnsafeSourceError, match=r"Connections\.csv is larger"):
        read_sources([tmp_path / "Connections.csv"])


def test_a_packing_nobody_knows_is_said_to_be_damage(tmp_path):
    path = zipped(tmp_path / "x.zip", {"Connections.csv": CONNECTIONS})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        at = data.index(mark) + offset
        data[at : at + 2] = struct.pack("<H", 97)
    path.write_bytes(data)
    with pytest.raises(SourceError, match="is damaged"):
        read_sources([path])


def test_what_no_importer_wants_is_never_unpacked(tmp_path):
    path = zipped(
        tmp_path / "x.zip",
        {"Connections.csv": CONNECTIONS, "Articles/a.html": bytes(5_000_000)},
    )
    (export,) = read_sources([path])
    assert [(f.name, f.kind, f.note) for f in export.files] == [
        ("Connections.csv", "connections", ""),
        ("Articles/a.html", "", "of no use here"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "x.zip")
    with pytest.raises(SourceError, match="neither a file nor a folder"):
        read_sources([tmp_path / "x.zip"])


@given(st.data())
def test_a_mutated_archive_is_read_or_refused_and_never_crashes(data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("Connections.csv", CONNECTIONS)
    broken = bytearray(out.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(
            st.integers(0, 255)
        )
    read_or_refuse(bytes(broken))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    read_or_refuse(data)


def read_or_refuse(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.zip")
        path.write_bytes(data)
        with contextlib.suppress(SourceError):
            (export,) = read_sources([path])
            assert all(len(f.skipped) == f.rows - f.kept for f in export.files)


def test_reading_writes_nothing(tmp_path):
    path = zipped(tmp_path / "x.zip", {"Connections.csv": CONNECTIONS})
    read_sources([path])  # whatever Python itself writes once, it has written now
    opened = []

    def hook(event, arguments):
        if event == "open" and opened_for_writing(arguments[1], arguments[2]):
            opened.append(arguments[0])

    sys.addaudithook(hook)
    read_sources([path])
    assert opened == []


def opened_for_writing(mode, flags):
    return bool(set(str(mode)) & set("wax+")) or bool(
        (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    )


def test_a_spoilt_member_costs_no_other_and_is_named(tmp_path):
    page = zipped(
        tmp_path / "x.zip",
        {"Connections.csv": CONNECTIONS, "messages.csv": "FROM,TO,DATE,CONTENT\n"},
    )
    data = bytearray(page.read_bytes())
    second = data.rindex(b"PK\x01\x02")
    data[second + 16 : second + 20] = b"\0\0\0\0"  # its checksum
    page.write_bytes(data)
    (export,) = read_sources([page], me="Kate Spaulding")
    assert [record.name for record in export.records] == ["Ana Ruiz"]
    assert [one.line for one in export.damaged] == [0]
    assert any(w.startswith("messages.csv is damaged") for w in export.warnings)
