"""The member snapshot (JSON) says what the CSV files of an export would."""

import csv
import io
import json
from datetime import date

import pytest
from made_up import World, make_export

from netpath.errors import NetpathError
from netpath.importers import read_sources

TODAY = date(2026, 11, 23)
DOMAINS = {
    "Connections.csv": "CONNECTIONS",
    "messages.csv": "INBOX",
    "Invitations.csv": "INVITATIONS",
    "Profile.csv": "PROFILE",
    "Positions.csv": "POSITIONS",
    "Education.csv": "EDUCATION",
    "Endorsement_Given_Info.csv": "ENDORSEMENTS",
}


@pytest.fixture(scope="module")
def export():
    world = World(seed=5, people=900)
    return make_export(world, world.owners[0], "E2026", rows=120, messages=60)


def rows_of(data):
    text = data.decode().partition("\n\n")[2] if data.startswith(b"Notes:") else data.decode()  # fmt: skip
    return list(csv.DictReader(io.StringIO(text, newline="")))


def elements(export):
    return [
        {"snapshotDomain": domain, "snapshotData": rows_of(export.files[name])}
        for name, domain in DOMAINS.items()
    ]


def without_places(one):
    return (
        sorted((r.name, r.url, r.position, r.company) for r in one.records),
        sorted((e.kind, str(e.date), e.sent, e.received) for t in one.ties for e in t.evidence),
    )  # fmt: skip


def read(path):
    (one,) = read_sources([path], as_of=TODAY)
    return one


def test_a_snapshot_says_what_the_export_says(tmp_path, export):
    folder = tmp_path / "csv"
    folder.mkdir()
    for name in DOMAINS:
        (folder / name).write_bytes(export.files[name])
    path = tmp_path / "snapshot.json"
    path.write_text(json.dumps({"elements": elements(export)}), encoding="utf-8")
    assert without_places(read(path)) == without_places(read(folder))
    assert "snapshot.json/Connections.csv" in {file.name for file in read(path).files}


def test_pages_in_several_files_are_one_export(tmp_path, export):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, element in enumerate(elements(export)):
        page = {"paging": {"start": number}, "elements": [element]}
        (folder / f"page{number}.json").write_text(json.dumps(page), encoding="utf-8")
    assert len(read(folder).records) > 100


def test_the_words_of_messages_are_dropped_before_anything_reads_them(tmp_path, export):
    path = tmp_path / "snapshot.json"
    path.write_text(json.dumps({"elements": elements(export)}), encoding="utf-8")
    from netpath.importers.archive import open_source  # noqa: PLC0415 - only here
    from netpath.importers.snapshot import members_of  # noqa: PLC0415 - only here

    with open_source(path) as source:
        (member,) = source.members
        (messages,) = [m for m in members_of(member) if m.base == "messages"]
    rows = list(messages.table.rows())
    assert {row["content"] for row in rows} == {""}
    assert {row["subject"] for row in rows} == {""}


@pytest.mark.parametrize(
    "text",
    [
        '{"elements": [{"snapshotDomain": "CONNECTIONS", "snapshotData": [',
        '{"elements": [{"snapshotDomain": "CONNECTIONS"}]}',
        '{"elements": 3, "snapshotDomain": 1}',
        '{"elements": [{"snapshotDomain": "CONNECTIONS", "snapshotData": [1]}]}',
        '{"elements": [{"snapshotDomain": "CONNECTIONS", "snapshotData": ' + "[" * 99_999,
    ],
)  # fmt: skip
def test_a_broken_snapshot_is_an_error_and_no_crash(tmp_path, text):
    path = tmp_path / "snapshot.json"
    path.write_text(text)
    with pytest.raises(NetpathError, match=r"snapshot\.json"):
        read(path)


def test_other_json_is_left_alone(tmp_path):
    path = tmp_path / "other.json"
    path.write_text('{"elements": [1, 2]}')
    with pytest.raises(NetpathError, match=r"other\.json"):
        read(path)
