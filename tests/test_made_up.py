"""The made-up exports are what real ones were measured to be (linkedin-format §2-§12)."""

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import CANARY, DAMAGES, ERAS, SAME_PEOPLE, World, make_export, two_files
from made_up.damage import table_of
from made_up.dates import java, padded_short_time, short_time
from made_up.dialects import BACKSLASH, PREAMBLE, QUOTED, STANDARD, UTF16, first_lines
from made_up.names import CULTURES
from made_up.shapes import NAME_SHAPES
from made_up.work import JOB_SHAPES, PLACEHOLDERS

from netpath.names import profile_key

DAY_MONTH_YEAR = re.compile(
    r"\d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
)
SHORT_TIME = re.compile(r"[1-9]\d?/[1-9]\d?/\d\d, [1-9]\d?:\d\d [AP]M")
WITHOUT_FINAL_NEWLINE = {
    "Connections.csv",
    "Company Follows.csv",
    "Email Addresses.csv",
    "Inferences_about_you.csv",
}
ERA_NAMES = list(ERAS)
ERAS_AFTER_2018 = ERA_NAMES[1:]


@cache
def the_world():
    return World(seed=7, people=1400)


@cache
def export_of(era, owner=0):
    return make_export(the_world(), the_world().owners[owner], era, kind="Complete")


@cache
def large_export():
    world = World(seed=3, people=12_000)
    return make_export(world, world.owners[0], "E2026", rows=5_000, messages=3_000)


def read(data, delimiter=","):
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))


def dicts(data):
    header, *rows = read(data)
    return [dict(zip(header, row, strict=True)) for row in rows]


def connections_of(export):
    return table_of(export.files["Connections.csv"])


def messages_of(export):
    return dicts(export.files[export.era.messages_name])


def person(identity):
    return the_world().by_id[identity]


# --- headers --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("era", "header"),
    [
        (
            "E2018a",
            b"First Name,Last Name,Email Address,Company,Position,Connected On\n",
        ),
        (
            "E2019",
            b"First Name,Last Name,Email Address,Company,Position,Connected On\n",
        ),
        (
            "E2021",
            PREAMBLE.encode()
            + b"First Name,Last Name,Email Address,Company,Position,Connected On\n",
        ),
        (
            "E2023u",
            PREAMBLE.encode()
            + b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
        ),
        (
            "E2026",
            PREAMBLE.encode()
            + b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
        ),
    ],
)
def test_connections_begin_with_the_exact_bytes_of_their_era(era, header):
    assert export_of(era).files["Connections.csv"].startswith(header)


def test_the_preamble_is_the_sentence_of_untouched_files():
    assert PREAMBLE == (
        'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. '
        "You will only see email addresses for connections who have allowed their connections to see or download "
        "their email address using this setting https://www.linkedin.com/psettings/privacy/email. "
        'You can learn more here https://www.linkedin.com/help/linkedin/answer/261"\n\n'
    )


@pytest.mark.parametrize(
    ("era", "name", "header"),
    [
        ("E2018a", "Messages.csv", "From,To,Date,Subject,Content,Direction,Folder"),
        ("E2019", "messages.csv", "CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,SUBJECT,CONTENT,FOLDER"),
        ("E2021", "messages.csv", "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER"),
        ("E2023u", "messages.csv", "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"),
        ("E2024d", "messages.csv", "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"),
        ("E2025", "messages.csv", "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS"),
        ("E2026", "messages.csv", '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE URLS","DATE","SUBJECT","CONTENT","FOLDER","ATTACHMENTS"'),
        ("E2021", "Invitations.csv", "From,To,Sent At,Message,Direction"),
        ("E2023u", "Invitations.csv", "From,To,Sent At,Message,Direction,inviterProfileUrn,inviteeProfileUrn"),
        ("E2023b", "Invitations.csv", "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"),
        ("E2019", "Recommendations Given.csv", "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"),
        ("E2021", "Recommendations_Received.csv", "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"),
        ("E2021", "Endorsement_Received_Info.csv", "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorsement Status"),
        ("E2026", "Endorsement_Received_Info.csv", "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status"),
        ("E2026", "Positions.csv", "Company Name,Title,Description,Location,Started On,Finished On"),
        ("E2026", "Education.csv", "School Name,Start Date,End Date,Notes,Degree Name,Activities"),
        ("E2026", "Notes.csv", "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On"),
    ],
)  # fmt: skip
def test_each_file_has_the_exact_header_of_its_era(era, name, header):
    assert export_of(era).files[name].split(b"\n")[0].decode() == header


def test_invitations_say_addresses_as_their_era_did():
    def invitees(era):
        return {
            row.get("inviteeProfileUrl", row.get("inviteeProfileUrn"))
            for row in dicts(export_of(era).files["Invitations.csv"])
        }

    assert invitees("E2021") == {None}
    assert all(
        re.fullmatch(r"urn:li:member:\d{9,10}", urn) for urn in invitees("E2023u")
    )
    assert invitees("E2023b") == {"https://www.linkedin.com/in"}
    assert all(
        url.startswith("https://www.linkedin.com/in/") for url in invitees("E2024")
    )


def test_address_books_have_the_name_of_their_era():
    names = {"Imported Contacts.csv", "Contacts.csv", "ImportedContacts.csv"}
    found = [
        names & export_of(era).files.keys() for era in ("E2018a", "E2021", "E2026")
    ]
    assert found == [
        {"Imported Contacts.csv"},
        {"Contacts.csv"},
        {"ImportedContacts.csv"},
    ]


def test_activity_files_carry_the_member_number_only_in_complete_exports_of_2026():
    assert "Comments_1234567890.csv" in export_of("E2026").files
    assert "Comments.csv" in export_of("E2025").files
    basic = make_export(the_world(), the_world().owners[0], "E2026")
    assert not any(name.startswith("Comments") for name in basic.files)


# --- dialects -------------------------------------------------------------------------


@pytest.mark.parametrize("era", ERA_NAMES)
def test_only_the_files_without_a_final_newline_lack_it(era):
    lacking = {
        name
        for name, data in export_of(era).files.items()
        if not data.endswith((b"\n", b"\n\x00"))
    }
    assert lacking == WITHOUT_FINAL_NEWLINE & export_of(era).files.keys()


@pytest.mark.parametrize("era", ERA_NAMES)
def test_standard_files_survive_the_csv_writer_byte_for_byte(era):
    files = export_of(era).files
    names = [
        "Connections.csv",
        "Invitations.csv",
        "Profile.csv",
        "Positions.csv",
        "Skills.csv",
        "Endorsement_Given_Info.csv",
    ]
    for name in names:
        page = io.StringIO(newline="")
        csv.writer(page, quoting=csv.QUOTE_MINIMAL, lineterminator="\n").writerows(
            read(files[name])
        )
        again = page.getvalue().encode()
        # A line without cells and one with a single empty cell are told apart only there.
        assert again.rstrip(b"\n") == files[name].rstrip(b"\n"), name


@pytest.mark.parametrize("era", ERA_NAMES)
def test_no_file_starts_with_a_byte_order_mark_unless_it_is_utf16(era):
    marked = {
        name
        for name, data in export_of(era).files.items()
        if data[:2] in {b"\xff\xfe", b"\xef\xbb"}
    }
    assert all(export_of(era).files[name][:2] == b"\xff\xfe" for name in marked)
    assert bool(marked) == (era in {"E2018a", "E2019", "E2021"})


def test_utf16_files_are_tables_with_tabs_and_quotes():
    data = export_of("E2018a").files["Endorsement Received Info.csv"]
    text = data.decode("utf-16")
    assert text.startswith('"Endorsement Date"\t"Skill Name"\t"Endorser First Name"\t')
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    assert {len(row) for row in rows} == {6}
    assert {row[-2] for row in rows[1:]} == {"Accepted"}


def test_messages_of_2026_quote_every_cell_and_break_lines_inside():
    data = export_of("E2026").files["messages.csv"]
    page = io.StringIO(newline="")
    csv.writer(page, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(read(data))
    assert page.getvalue().encode() == data
    assert any("\n" in row["CONTENT"] for row in messages_of(export_of("E2026")))


@pytest.mark.parametrize("era", ERA_NAMES[:-1])
def test_messages_before_2026_never_break_a_line(era):
    data = export_of(era).files[export_of(era).era.messages_name]
    assert data.count(b"\n") == len(read(data)) == 201


def test_messages_hold_characters_that_splitlines_would_split_at():
    contents = "".join(row["CONTENT"] for row in messages_of(export_of("E2024")))
    assert {"\u2028", "\u0085", "\x0b"} <= set(contents)


def test_activity_files_end_their_lines_as_in_their_year():
    assert export_of("E2021").files["Reactions.csv"].endswith(b"\r\n")
    assert not export_of("E2024").files["Reactions.csv"].endswith(b"\r\n")


def test_comments_put_backslashes_before_quotes():
    assert b'"a \\"good\\"\nday"' in export_of("E2021").files["Comments.csv"]


CELLS = st.lists(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\\"),
        max_size=6,
    ),
    min_size=2,
    max_size=2,
)


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_any_table_reads_back_from_every_dialect(rows):
    for dialect in (STANDARD, QUOTED):
        assert read(dialect.encode(rows)) == rows
    text = UTF16.encode(rows).decode("utf-16")
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter="\t")) == rows
    page = io.StringIO(BACKSLASH.text(rows), newline="")
    assert list(csv.reader(page, doublequote=False, escapechar="\\")) == rows


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_first_lines_say_where_each_row_begins(rows):
    lines = QUOTED.text(rows).split("\n")
    assert all(lines[line - 1].startswith('"') for line in first_lines(rows))
    assert first_lines([*rows, ["end"]])[-1] == len(lines)


# --- dates ----------------------------------------------------------------------------


def test_dates_are_written_as_each_file_writes_them():
    moment = datetime(2024, 3, 5, 0, 7, 9, tzinfo=UTC)
    assert short_time(moment) == "3/5/24, 12:07 AM"
    assert padded_short_time(moment.replace(hour=23)) == "03/05/24, 11:07 PM"
    assert java(moment) == "Tue Mar 05 00:07:09 UTC 2024"


@pytest.mark.parametrize("era", ERAS_AFTER_2018)
def test_connections_come_newest_first_with_padded_english_days(era):
    export = export_of(era)
    assert all(DAY_MONTH_YEAR.fullmatch(row[-1]) for row in connections_of(export)[1:])
    days = [row.connected_on for row in export.truth.connections]
    assert days == sorted(days, reverse=True)
    assert days[0] <= export.date


def test_connections_of_2018_are_unsorted_with_times_and_every_address():
    export = export_of("E2018a")
    assert all(SHORT_TIME.fullmatch(row[-1]) for row in connections_of(export)[1:])
    days = [row.connected_on for row in export.truth.connections]
    assert days != sorted(days, reverse=True)
    assert all("@" in row.cells[2] for row in export.truth.named)


def test_every_other_date_has_the_form_of_its_file():
    export = export_of("E2024")
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", m["DATE"])
        for m in messages_of(export)
    )
    assert all(
        SHORT_TIME.fullmatch(i["Sent At"])
        for i in dicts(export.files["Invitations.csv"])
    )
    endorsed = dicts(export.files["Endorsement_Given_Info.csv"])
    assert all(
        re.fullmatch(r"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d UTC", e["Endorsement Date"])
        for e in endorsed
    )
    recommended = dicts(export.files["Recommendations_Given.csv"])
    assert all(
        re.fullmatch(r"\d\d/\d\d/\d\d, \d\d:\d\d [AP]M", r["Creation Date"])
        for r in recommended
    )


# --- truth ----------------------------------------------------------------------------


@pytest.mark.parametrize("era", ERA_NAMES)
def test_the_truth_says_what_stands_at_every_line_of_connections(era):
    export = export_of(era)
    lines = export.files["Connections.csv"].decode().split("\n")
    assert len(export.truth.connections) == 300
    assert export.truth.connections[-1].line == len(lines)
    for row in export.truth.connections:
        assert tuple(next(csv.reader([lines[row.line - 1]]))) == row.cells
        assert row.is_nameless == (set(row.cells[:-1]) == {""})
        if not row.is_nameless:
            someone = person(row.person)
            assert row.cells[:2] == (someone.first, someone.last)


@pytest.mark.parametrize("era", ERA_NAMES)
def test_the_truth_counts_messages_as_the_file_does(era):
    export = export_of(era)
    rows, truths = messages_of(export), export.truth.messages
    assert len(rows) == len(truths) == 200
    owner = export.truth.owner.name
    for row, truth in zip(rows, truths, strict=True):
        cells = {key.upper(): value for key, value in row.items()}
        assert (cells["FROM"] == owner) == truth.is_sent
        if truth.kind in {"talk", "unanswered"}:
            other = person(truth.people[0]).shown
            assert (cells["TO"] if truth.is_sent else cells["FROM"]) == other
            assert other != "LinkedIn Member"


def test_message_lines_are_physical_lines_also_where_cells_break():
    export = export_of("E2026")
    lines = export.files["messages.csv"].decode().split("\n")
    for truth in export.truth.messages:
        assert lines[truth.line - 1].startswith(f'"{truth.conversation}",')
    assert export.truth.messages[-1].line > 201


def test_correspondences_sum_up_conversations_between_two():
    truth = export_of("E2024d").truth
    counted = sum(c.sent + c.received for c in truth.correspondences.values())
    assert counted == truth.messages_of_kind("talk") + truth.messages_of_kind(
        "unanswered"
    )
    talks = [c for c in truth.correspondences.values() if c.sent and c.received]
    assert talks
    assert all(c.first <= c.last for c in talks)


@pytest.mark.parametrize("era", ERA_NAMES)
def test_messages_hold_every_kind_that_must_not_count(era):
    export = export_of(era)
    kinds = {message.kind for message in export.truth.messages}
    drafts = {"draft"} if export.era.has_drafts else set()
    assert (
        kinds == {"talk", "unanswered", "group", "sponsored", "spam", "closed"} | drafts
    )


def test_drafts_say_yes_and_advertisements_have_no_sender():
    export = export_of("E2024d")
    for row, truth in zip(messages_of(export), export.truth.messages, strict=True):
        assert (row["IS MESSAGE DRAFT"] == "Yes") == (truth.kind == "draft")
        assert (row["FOLDER"] == "SPAM") == (truth.kind == "spam")
        if truth.kind == "sponsored":
            assert row["CONVERSATION TITLE"] == "Sponsored Conversation"
            assert (row["FROM"], row["SENDER PROFILE URL"]) == ("LinkedIn Member", "")


def test_groups_leave_out_the_addresses_of_closed_accounts():
    export = export_of("E2024")
    groups = [
        row
        for row, truth in zip(messages_of(export), export.truth.messages, strict=True)
        if truth.kind == "group"
    ]
    gone = [row for row in groups if "LinkedIn Member" in row["TO"]]
    assert gone
    for row in gone:
        names = re.split(r",(?! )", row["TO"])
        assert len(row["RECIPIENT PROFILE URLS"].split(",")) == len(
            names
        ) - names.count("LinkedIn Member")


@pytest.mark.parametrize("era", ERA_NAMES)
def test_accepted_invitations_are_connections_and_pending_ones_are_not(era):
    export = export_of(era)
    connected = {row.person for row in export.truth.connections}
    rows = dicts(export.files["Invitations.csv"])
    assert {i.is_accepted for i in export.truth.invitations} == {True, False}
    for row, truth in zip(rows, export.truth.invitations, strict=True):
        assert (truth.person in connected) == truth.is_accepted
        assert (row["Direction"] == "OUTGOING") == truth.is_sent
        assert row["To" if truth.is_sent else "From"] == person(truth.person).shown
        assert bool(row["Message"]) == truth.has_note


def test_endorsements_and_recommendations_are_those_of_the_truth():
    export = export_of("E2025")
    rows = dicts(export.files["Endorsement_Received_Info.csv"])
    got = [e for e in export.truth.endorsements if not e.is_given]
    for row, truth in zip(rows, got, strict=True):
        assert row["Skill Name"] == truth.skill
        assert (
            row["Endorser Public Url"]
            == f"www.linkedin.com/in/{person(truth.person).slug_on(export.date)}"
        )
    rows = dicts(export.files["Recommendations_Given.csv"])
    given_away = [r for r in export.truth.recommendations if r.is_given]
    assert [row["Last Name"] for row in rows] == [
        person(r.person).last for r in given_away
    ]


def test_one_address_is_spelled_in_three_ways():
    export = make_export(the_world(), the_world().owners[0], "E2026", messages=2_000)
    encoded = {row.cells[2] for row in export.truth.named if "%" in row.cells[2]}
    raw = {row["SENDER PROFILE URL"] for row in messages_of(export)}
    bare = {
        row["Endorsee Public Url"]
        for row in dicts(export.files["Endorsement_Given_Info.csv"])
    }
    assert len(encoded) > 20
    assert all(
        re.fullmatch(r"https://www\.linkedin\.com/in/(?:[a-z0-9-]|%[0-9A-F]{2})+", url)
        for url in encoded
    )
    keys = {profile_key(url) for url in encoded}
    assert any(not url.isascii() and profile_key(url) in keys for url in raw)
    assert all(url.startswith("www.linkedin.com/in/") for url in bare)


@pytest.mark.parametrize(
    ("era", "says_address"),
    [
        ("E2018a", False),
        ("E2019", False),
        ("E2021", True),
        ("E2023b", True),
        ("E2026", True),
    ],
)
def test_the_owners_key_is_known_where_some_file_gives_the_address(era, says_address):
    export = export_of(era)
    key = export.truth.owner.key
    assert key == (f"in:{export.owner.slug}" if says_address else "")
    address = f"https://www.linkedin.com/in/{export.owner.slug}".encode()
    assert any(address in data for data in export.files.values()) == says_address
    assert address not in export.files["Connections.csv"]


def test_the_owners_jobs_and_schools_are_in_the_files():
    export = export_of("E2024")
    positions = dicts(export.files["Positions.csv"])
    assert [p["Title"] for p in positions] == [
        job.title for job in export.truth.owner.positions
    ]
    assert len(positions) > 1
    assert positions[0]["Finished On"] == ""
    assert all(p["Finished On"] for p in positions[1:])
    schools = [row["School Name"] for row in dicts(export.files["Education.csv"])]
    assert schools == [school for school, _, _ in export.truth.owner.education]
    assert dicts(export.files["Profile.csv"])[0]["Last Name"] == export.owner.last


def test_private_text_carries_the_canary():
    for era in ERA_NAMES:
        for message in messages_of(export_of(era)):
            content = message.get("CONTENT", message.get("Content"))
            assert content == "" or CANARY in content
    files = export_of("E2026").files
    for name in (
        "Invitations.csv",
        "Notes.csv",
        "Recommendations_Given.csv",
        "coach_messages.csv",
    ):
        assert CANARY.encode() in files[name]


# --- how things are mixed -------------------------------------------------------------


@pytest.mark.parametrize("era", ERA_NAMES)
def test_a_small_export_has_one_of_every_shape_and_script(era):
    people = [person(row.person) for row in export_of(era).truth.connections]
    assert {shape.name for shape in NAME_SHAPES} <= {p.shape for p in people}
    assert {shape.name for shape in JOB_SHAPES} <= {p.job_shape for p in people}
    assert {culture.script for culture in CULTURES} == {p.script for p in people}


def test_a_small_export_has_the_cells_that_break_readers():
    rows = [row.cells for row in export_of("E2026").truth.named]
    jobs = "".join(cell for row in rows for cell in row[4:6])
    names = "".join(cell for row in rows for cell in row[:2])
    assert {'"', ",", "\t", "|"} <= set(jobs)
    assert {'"', ",", "(", "\u200b", "\u00a0", "\u200e", "🚀"} & set(names) >= {
        '"',
        ",",
        "(",
        "\u200b",
        "\u00a0",
        "\u200e",
    }
    assert max(len(cell) for row in rows for cell in row[4:6]) == 100
    assert {row[1] for row in rows} & {"NA", "None", "Null", "Nan", "True"}
    assert {row[4] for row in rows} & set(PLACEHOLDERS)
    assert any(row[4] == "" != row[5] for row in rows)
    assert any(row[4] == row[5] == "" != row[0] for row in rows)


def test_namesakes_have_different_addresses():
    truth = export_of("E2026").truth
    by_name = {}
    for row in truth.named:
        by_name.setdefault(person(row.person).name, set()).add(row.cells[2])
    assert any(len(urls) > 1 for urls in by_name.values())
    assert sum(map(len, by_name.values())) == len({row.cells[2] for row in truth.named})


def test_rates_are_about_those_of_real_exports():
    truth = large_export().truth
    named = truth.named
    total = len(truth.connections)

    def share(found):
        return sum(map(found, named)) / total

    assert total == 5_000
    assert 0.02 < len(truth.nameless_lines) / total < 0.07
    assert 0.015 < share(lambda row: row.cells[3] != "") < 0.04
    assert 0.01 < share(lambda row: row.cells[4] == row.cells[5] == "") < 0.03
    assert 0.02 < share(lambda row: "," in row.cells[1]) < 0.04
    assert 0.01 < share(lambda row: row.cells[0] != row.cells[0].strip()) < 0.025
    assert 0.05 < share(lambda row: not row.cells[0].isascii()) < 0.15
    assert 0.02 < share(lambda row: "%" in row.cells[2]) < 0.16
    assert 0.3 < share(lambda row: bool(re.search("-[0-9a-f]{9}$", row.cells[2]))) < 0.5
    names = [row.cells[:2] for row in named]
    shared = sum(names.count(name) > 1 for name in names[:1_000]) / 1_000
    assert 0.005 < shared < 0.05


# --- worlds ---------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bytes_in_another_process():
    script = (
        "import hashlib; from made_up import World, make_export;"
        "w = World(5, people=300); e = make_export(w, w.owners[0], 'E2025', rows=80, messages=60);"
        "print(hashlib.sha256(repr(e.files).encode()).hexdigest())"
    )
    here = Path(__file__).parent
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=here,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_another_seed_gives_other_people():
    first, second = (World(seed, people=300).people for seed in (1, 2))
    assert sum(a.name == b.name for a, b in zip(first, second, strict=True)) < 30


def test_two_owners_share_contacts_and_know_each_other_since_the_same_day():
    one, other = (export_of("E2026", owner) for owner in (0, 1))
    people = [
        {row.person for row in export.truth.connections} for export in (one, other)
    ]
    assert 90 < len(people[0] & people[1]) < 290
    since = [
        next(
            row.connected_on for row in a.truth.connections if row.person == b.owner.id
        )
        for a, b in ((one, other), (other, one))
    ]
    assert since[0] == since[1]


def test_a_person_keeps_the_day_and_may_change_address_between_two_exports():
    earlier, later = (
        {row.person: row for row in export_of(era).truth.named}
        for era in ("E2024", "E2025")
    )
    moved = [
        p
        for p in earlier.keys() & later.keys()
        if earlier[p].cells[2] != later[p].cells[2]
    ]
    assert moved
    for identity in moved:
        assert person(identity).slug_changed_on > date(2024, 6, 10)
        assert earlier[identity].connected_on == later[identity].connected_on
        assert earlier[identity].cells[:2] == later[identity].cells[:2]


def test_an_account_closed_in_between_loses_its_name():
    earlier = {row.person for row in export_of("E2024").truth.named}
    later = {
        row.person for row in export_of("E2025").truth.connections if row.is_nameless
    }
    assert earlier & later


def test_addresses_are_unique_in_a_world():
    people = the_world().people
    assert len({p.slug for p in people}) == len({p.id for p in people}) == 1400


def test_a_world_too_small_for_an_export_says_so():
    with pytest.raises(ValueError, match="make the world larger"):
        make_export(the_world(), the_world().owners[0], "E2026", rows=5_000)
    with pytest.raises(ValueError, match=r"needs \d+ people, not 10"):
        World(1, people=10)
    with pytest.raises(ValueError, match="better written by hand"):
        make_export(the_world(), the_world().owners[0], "E2026", rows=3)


# --- handing it over ------------------------------------------------------------------


def test_a_zip_has_its_members_at_the_root_with_the_time_of_the_export(tmp_path):
    export = make_export(
        the_world(), the_world().owners[0], "E2026", on=date(2026, 7, 1)
    )
    path = export.write_zip(tmp_path)
    assert path.name == "Basic_LinkedInDataExport_07-01-2026.zip"
    with zipfile.ZipFile(path) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == export.files
        assert {m.date_time for m in archive.infolist()} == {(2026, 7, 1, 9, 30, 0)}
        assert {(m.compress_type, m.create_system) for m in archive.infolist()} == {
            (zipfile.ZIP_DEFLATED, 0)
        }


def test_a_zip_may_have_its_ending_twice_and_a_folder_may_have_it_once(tmp_path):
    export = export_of("E2021")
    assert export.write_zip(tmp_path, double_suffix=True).name.endswith("2021.zip.zip")
    folder = export.write_folder(tmp_path, zip_suffix=True)
    assert folder.is_dir()
    assert folder.name == "Complete_LinkedInDataExport_06-20-2021.zip"
    found = {
        str(p.relative_to(folder).as_posix()): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file()
    }
    assert found == export.files


def test_loose_files_lie_side_by_side(tmp_path):
    export = export_of("E2024")
    paths = export.write_loose(tmp_path)
    assert {p.parent for p in paths} == {tmp_path}
    assert len(set(paths)) == len(export.files)
    assert (tmp_path / "Verifications.csv").exists()


def test_the_command_writes_one_archive_an_owner(tmp_path):
    command = [
        sys.executable,
        "-m",
        "made_up",
        "--rows",
        "80",
        "--messages",
        "30",
        "--owners",
        "2",
        "--era",
        "E2024",
        str(tmp_path),
    ]
    done = subprocess.run(
        command, cwd=Path(__file__).parent, check=True, capture_output=True, text=True
    )
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert [p.parent.name for p in paths] == ["0001", "0002"]
    assert all(zipfile.is_zipfile(p) for p in paths)


# --- damage ---------------------------------------------------------------------------


def clean_file():
    return export_of("E2026").files["Connections.csv"]


def damaged(name):
    return DAMAGES[name].transform(clean_file())


def test_every_row_of_the_catalogue_has_a_damage():
    sections = {damage.section for damage in DAMAGES.values()}
    assert sections == {f"3.7 #{number}" for number in range(1, 16)} | {"3.2"}
    expected = {damage.expected.partition(":")[0] for damage in DAMAGES.values()}
    assert expected == {SAME_PEOPLE, "warned", "part", "refused"}


@pytest.mark.parametrize("era", ERAS_AFTER_2018)
@pytest.mark.parametrize("name", list(DAMAGES))
def test_damages_change_files_of_every_era(name, era):
    data = export_of(era).files["Connections.csv"]
    changed = DAMAGES[name].transform(data)
    had_preamble = data.startswith(b"Notes:")
    assert changed != data or (name == "preamble deleted" and not had_preamble)


@pytest.mark.parametrize(
    ("name", "delimiter", "encoding"),
    [
        ("excel american", ",", "utf-8"),
        ("excel spanish", ";", "utf-8-sig"),
        ("excel numbers", ",", "utf-8"),
        ("google sheets", ",", "utf-8"),
        ("columns renamed", ",", "utf-8"),
        ("columns dropped", ",", "utf-8"),
        ("trailing semicolons", ";", "utf-8"),
        ("line ends of Windows", ",", "utf-8"),
        ("preamble deleted", ",", "utf-8"),
        ("preamble after a byte order mark", ",", "utf-8-sig"),
        ("preamble half deleted", ",", "utf-8"),
        ("preamble filled up", ",", "utf-8"),
        ("preamble in one cell", ",", "utf-8"),
        ("preamble with two empty lines", ",", "utf-8"),
        ("preamble in other words", ",", "utf-8"),
        ("preamble over three columns", ",", "utf-8"),
    ],
)
def test_damages_that_keep_people_keep_every_name(name, delimiter, encoding):
    text = damaged(name).decode(encoding)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    clean = [row[:2] for row in table_of(clean_file())[1:]]
    assert [row[:2] for row in rows[-300:]] == clean


@pytest.mark.parametrize(
    ("name", "date_form"),
    [
        ("excel american", r"\d{1,2}-[A-Z][a-z]{2}-\d\d"),
        ("excel german", r"\d\d\.\d\d\.\d{4}"),
        ("excel numbers", r"\d{1,2}/\d{1,2}/\d\d"),
        ("google sheets", r"\d{4}-\d\d-\d\d"),
        (
            "excel spanish",
            r"\d\d-(feb|mar|may|jun|jul|sep|oct|nov)-\d\d|\d\d (Jan|Apr|Aug|Dec) \d{4}",
        ),
    ],
)
def test_spreadsheets_rewrite_the_dates(name, date_form):
    lines = damaged(name).decode("latin-1").split("\r\n")[1:-1]
    assert len(lines) == 300
    assert all(re.search(f"[,;](?:{date_form})$", line) for line in lines)


def test_mojibake_and_western_bytes_are_what_they_say():
    sample = (
        PREAMBLE.encode()
        + "First Name,Last Name,Connected On\nSøren,Љ,09 Feb 2026".encode()
    )
    assert b"S\xc3\x83\xc2\xb8ren" in DAMAGES["mojibake"].transform(sample)
    assert b"S\xf8ren,?,09" in DAMAGES["western bytes"].transform(sample)
    assert b"S\xf8ren;?;09.02.2026\r\n" in DAMAGES["excel german"].transform(sample)


def test_lines_in_quotes_are_one_cell_that_is_a_row():
    header, *rows = read(damaged("lines in quotes"))
    assert len(header) == 7
    assert {len(row) for row in rows} == {1}
    assert [next(csv.reader([row[0]])) for row in rows] == table_of(clean_file())[1:]


def test_unquoted_commas_make_rows_longer_than_the_header():
    rows = read(damaged("commas unquoted"))
    assert {len(row) for row in rows} >= {7, 8, 9}


def test_other_damages_are_what_they_say():
    assert damaged("really a workbook")[:4] == b"PK\x03\x04"
    assert damaged("really a web page").startswith(b"<!DOCTYPE html>")
    assert read(damaged("names dropped"))[0] == ["Company", "Position", "Connected On"]
    assert {row[0] for row in read(damaged("names numbered"))[1:]} == {
        str(i) for i in range(300)
    }
    assert "Last Name" not in read(damaged("last names dropped"))[0]
    assert read(damaged("columns added"))[0][:2] == ["", "First Name"]
    assert len(read(damaged("padding rows"))) == 301 + 695
    assert len(read(damaged("header removed"))) == 300
    assert damaged("preamble over three columns").startswith(
        b"Notes:,,\r\nFirst Name,Last Name,Company\r\n"
    )


def test_two_files_overlap_and_together_hold_everybody():
    newer, older = two_files(clean_file())
    assert newer == clean_file()
    assert table_of(older)[1:] == table_of(newer)[101:]
