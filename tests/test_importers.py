"""LinkedIn exports of every generation: who is in them, who wrote, what was left out."""

import csv
import datetime as dt
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netpath.errors import (
    AmbiguousSourceError,
    MissingColumnError,
    NoOwnerError,
    SourceError,
    UnknownSourceError,
)
from netpath.importers import IMPORTERS, Importer, read_sources
from netpath.importers.door import make_record, make_tie
from netpath.model import ME, MINE
from netpath.text import is_clean

LINKEDIN = "https://www.linkedin.com/in/"
NOTES = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see email addresses for connections who have allowed their connections to see or download their email address using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here https://www.linkedin.com/help/linkedin/answer/261"\n'
    "\n"
)
SIX = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
SEVEN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CONNECTIONS = (
    NOTES
    + SEVEN
    + f'Søren,"Ölbrandt, MBA, PMP®",{LINKEDIN}s%C3%B8ren-%C3%B6lbrandt-77b1a21,Soren@Example.org,Fjordware A/S,"VP, Product & Design",31 Dec 2025\n'
    ",,,,,,30 Dec 2025\n"
    f"Mara,Quillfeather,{LINKEDIN}mara-quillfeather-0a1b2c3d4,,,,04 May 2019\n"
    f"伟,王,{LINKEDIN}wang-wei,,图书馆,图书管理员,03 May 2019"
)
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\n"
    'Nia,Owner,,,Jul 4,Looking for a library,,,,"Oakland, California",[nia],,\n'
)
POSITIONS = (
    "Company Name,Title,Description,Location,Started On,Finished On\n"
    "Acme,Clerk,,Oakland,Mar 2020,\n"
    "Library of Ys,Page,,,2012,Jan 2019\n"
    "Northwind,Advisor,,,Apr 2024,\n"
    ",Volunteer,,,2010,2011\n"
)
EDUCATION = (
    "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
    "San José State,2019,2021,,MLIS,\n"
)
MESSAGES_10 = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
NIA = f"Nia Owner,{LINKEDIN}nia-owner-1a2b3c"
SOREN = f'"Søren Ölbrandt, MBA",{LINKEDIN}søren-ölbrandt-77b1a21'
MARA = f"Mara Quillfeather,{LINKEDIN}mara-quillfeather-0a1b2c3d4"
MESSAGES = MESSAGES_10 + (
    f'2-a==,,{SOREN},{NIA},2024-05-28 17:02:11 UTC,CANARY,"CANARY, ""Tuesday""",INBOX\n'
    f"2-a==,,{NIA},{SOREN},2024-05-27 10:00:00 UTC,,CANARY,INBOX\n"
    f"2-a==,,{NIA},{SOREN},2023-01-02 10:00:00 UTC,,CANARY,ARCHIVE\n"
    f'2-b==,Book club,{NIA},"Mara Quillfeather,Søren Ölbrandt, MBA,LinkedIn Member","{LINKEDIN}mara-quillfeather-0a1b2c3d4,{LINKEDIN}søren-ölbrandt-77b1a21",2024-05-20 08:00:00 UTC,,CANARY,ARCHIVE\n'
    f"2-c==,Sponsored Conversation,LinkedIn Member,,{NIA},2024-05-01 09:30:00 UTC,,<p>CANARY</p>,INBOX\n"
    f"2-d==,,Eve Sell,{LINKEDIN}eve-sell,{NIA},2024-05-01 09:30:00 UTC,,CANARY,SPAM\n"
    f"2-e==,,LinkedIn Member,,{NIA},2024-04-01 09:30:00 UTC,,CANARY,INBOX\n"
    f"2-e==,,{NIA},LinkedIn Member,,2024-04-01 09:30:00 UTC,,CANARY,INBOX\n"
    f"2-f==,,Eve Kind,{LINKEDIN}eve-kind,{NIA},2024-03-01 09:30:00 UTC,,CANARY,INBOX\n"
)
INVITATIONS = (
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    f'Nia Owner,Mara Quillfeather,"2/8/26, 4:05 PM",CANARY we met,OUTGOING,{LINKEDIN}nia-owner-1a2b3c,{LINKEDIN}mara-quillfeather-0a1b2c3d4\n'
    f'王 伟,Nia Owner,"1/8/26, 4:05 AM",,INCOMING,{LINKEDIN}wang-wei,{LINKEDIN}nia-owner-1a2b3c\n'
    f'Eve Sell,Nia Owner,"1/7/26, 4:05 AM",CANARY,INCOMING,{LINKEDIN}eve-sell,{LINKEDIN}nia-owner-1a2b3c\n'
)
GIVEN = (
    "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status\n"
    "2023/01/05 17:02:11 UTC,Python,Søren,Ölbrandt,www.linkedin.com/in/søren-ölbrandt-77b1a21,ACCEPTED\n"
    "2023/02/05 17:02:11 UTC,Design,Søren,Ölbrandt,www.linkedin.com/in/søren-ölbrandt-77b1a21,PENDING\n"
)
RECEIVED = (
    "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
    "2022/01/05 17:02:11 UTC,Cataloguing,Søren,Ölbrandt,www.linkedin.com/in/søren-ölbrandt-77b1a21,ACCEPTED\n"
)
PRAISE = (
    "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
    'Mara,Quillfeather,Northwind,Boss,"CANARY, she is","08/19/24, 11:04 PM",VISIBLE\n'
    'Grace,Hill,Ys Library,Librarian,CANARY,"08/19/23, 11:04 PM",VISIBLE\n'
)
WHOLE = {
    "Connections.csv": CONNECTIONS,
    "Profile.csv": PROFILE,
    "Positions.csv": POSITIONS,
    "Education.csv": EDUCATION,
    "messages.csv": MESSAGES,
    "Invitations.csv": INVITATIONS,
    "Endorsement_Given_Info.csv": GIVEN,
    "Endorsement_Received_Info.csv": RECEIVED,
    "Recommendations_Received.csv": PRAISE,
    "Ad_Targeting.csv": "Member Age,Company Names,Company Names\n35-54,Acme,Bolt\n",
    "coach_messages.csv": MESSAGES,
}


def zipped(path, members, when=(2026, 2, 10, 4, 5, 6)):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name, when), data)
    return path


@pytest.fixture
def read(tmp_path):
    def read_members(members, **options):
        (export,) = read_sources([zipped(tmp_path / "x.zip", members)], **options)
        return export

    return read_members


def of_name(export, name):
    (record,) = [r for r in export.records if r.name == name]
    return record


def evidence_for(export, name, kind=None):
    end = of_name(export, name).id
    (tie,) = [tie for tie in export.ties if end in {tie.a, tie.b}]
    assert export.owner.id in {tie.a, tie.b}
    found = {e.kind: e for e in tie.evidence}
    assert len(found) == len(tie.evidence)
    return found[kind] if kind else found


def account(export, name):
    (file,) = [file for file in export.files if file.name == name]
    return file.kind, file.rows, file.kept


def as_found(tmp_path, members, shape):
    """Put an export on disk in one of the shapes people have it in."""
    name = "Basic_LinkedInDataExport_02-10-2026"
    if shape in {".zip", ".zip.zip"}:
        return [zipped(tmp_path / f"{name}{shape}", members)]
    if shape == "nested":
        return [
            zipped(tmp_path / "x.zip", {f"{name}/{n}": d for n, d in members.items()})
        ]
    folder = tmp_path / f"{name}.zip"
    folder.mkdir()
    for member, data in members.items():
        (folder / member).write_text(data, encoding="utf-8", newline="")
    readable = [
        n for n in members if n not in {"Ad_Targeting.csv", "coach_messages.csv"}
    ]
    return [folder] if shape == "folder" else [folder / n for n in readable]


# --- a whole export -------------------------------------------------------------------


@pytest.mark.parametrize("shape", [".zip", ".zip.zip", "nested", "folder", "loose"])
def test_an_export_says_the_same_in_whatever_shape_it_comes(tmp_path, shape):
    (export,) = read_sources(as_found(tmp_path, WHOLE, shape))
    assert {record.name for record in export.records} == {
        "Søren Ölbrandt, MBA, PMP®",
        "Mara Quillfeather",
        "伟 王",
        "Eve Kind",
        "Grace Hill",
    }
    assert export.owner.name == "Nia Owner"
    assert len(export.ties) == 5
    expected = dt.date(2025, 12, 31) if shape == "loose" else dt.date(2026, 2, 10)
    assert export.date == expected


def test_the_owner_is_one_record_with_the_newest_current_position(read):
    owner = read(WHOLE).owner
    assert (owner.teller, owner.url) == ("in:nia-owner-1a2b3c", "in:nia-owner-1a2b3c")
    assert (owner.name, owner.position, owner.company, owner.location) == (
        "Nia Owner",
        "Advisor",
        "Northwind",
        "Oakland, California",
    )
    assert owner.source == "x.zip/Profile.csv:2"


def test_a_connection_is_a_record_and_a_dated_tie_from_its_own_line(read):
    export = read(WHOLE)
    record = of_name(export, "Søren Ölbrandt, MBA, PMP®")
    assert (record.url, record.email) == (
        "in:søren-ölbrandt-77b1a21",
        "soren@example.org",
    )
    assert (record.position, record.company) == (
        "VP, Product & Design",
        "Fjordware A/S",
    )
    assert record.source == "x.zip/Connections.csv:5"
    assert record.seen == dt.date(2026, 2, 10)
    evidence = evidence_for(export, record.name, "connection")
    assert evidence.date == dt.date(2025, 12, 31)
    assert evidence.source == "x.zip/Connections.csv:5"
    assert evidence.teller == export.owner.teller


def test_a_row_without_a_name_is_a_closed_account(read):
    export = read({"Connections.csv": CONNECTIONS})
    assert [(s.source, s.line, s.reason) for s in export.skipped] == [
        ("x.zip/Connections.csv", 6, "without a name (closed account)")
    ]
    assert account(export, "Connections.csv") == ("connections", 4, 3)


def test_a_correspondent_has_one_evidence_with_counts_and_days(read):
    evidence = evidence_for(read(WHOLE), "Søren Ölbrandt, MBA, PMP®", "messages")
    assert (evidence.sent, evidence.received) == (2, 1)
    assert (evidence.date, evidence.last) == (dt.date(2023, 1, 2), dt.date(2024, 5, 28))
    assert evidence.detail == "2 sent, 1 received, last on 28 May 2024"


def test_what_is_no_talk_of_two_people_is_left_out_and_counted(read):
    export = read(WHOLE)
    (file,) = [f for f in export.files if f.name == "messages.csv"]
    assert (file.rows, file.kept) == (9, 4)
    assert {(s.reason, s.count, s.line) for s in file.skipped} == {
        ("in groups where one person writes", 1, 5),
        ("advertising", 1, 6),
        ("spam", 1, 7),
        ("from closed accounts, companies or LinkedIn", 1, 8),
        ("with closed accounts or nobody", 1, 9),
    }
    assert file.note == "4 messages with 2 people counted; their text was not read"


def test_a_correspondent_who_is_no_connection_has_a_record_of_their_own(read):
    export = read(WHOLE)
    assert of_name(export, "Eve Kind").url == "in:eve-kind"
    assert set(evidence_for(export, "Eve Kind")) == {"messages"}


def test_an_invitation_says_who_asked_and_whether_with_words_of_their_own(read):
    export = read(WHOLE)
    asked = evidence_for(export, "Mara Quillfeather", "invitation")
    assert (asked.sent, asked.received, asked.date) == (1, 0, dt.date(2026, 2, 8))
    assert asked.detail == "sent, with a personal note"
    was_asked = evidence_for(export, "伟 王", "invitation")
    assert (was_asked.sent, was_asked.received, was_asked.detail) == (0, 1, "received")


def test_an_invitation_nobody_accepted_is_no_tie(read):
    export = read(WHOLE)
    assert account(export, "Invitations.csv") == ("invitations", 3, 2)
    (skipped,) = [s for s in export.skipped if "Invitations" in s.source]
    assert (skipped.line, skipped.reason.split(",")[0]) == (
        4,
        "not accepted",
    )
    assert "Eve Sell" not in {record.name for record in export.records}


def test_endorsements_are_counted_by_skill_both_ways_in_one_evidence(read):
    evidence = evidence_for(read(WHOLE), "Søren Ölbrandt, MBA, PMP®", "endorsement")
    assert (evidence.sent, evidence.received) == (2, 1)
    assert evidence.last == dt.date(2023, 2, 5)
    assert evidence.detail == (
        "2 skills endorsed by the owner, 1 skill endorsed for the owner"
    )


def test_the_old_and_the_new_file_of_one_endorsement_count_once(read):
    old = (
        '"Endorsement Date"\t"Skill Name"\t"Endorser First Name"\t"Endorser Last Name"\t"Endorsement Status"\t"Display Status"\n'
        '"2022/01/05 17:02:11 UTC"\t"Cataloguing"\t"Søren"\t"Ölbrandt"\t"Accepted"\t"Show"\n'
    )
    members = WHOLE | {"Endorsement Received Info.csv": old.encode("utf-16")}
    export = read(members)
    evidence = evidence_for(export, "Søren Ölbrandt, MBA, PMP®", "endorsement")
    assert (evidence.sent, evidence.received) == (2, 1)
    assert account(export, "Endorsement Received Info.csv") == ("endorsements", 1, 1)


def test_a_recommendation_finds_its_connection_by_name_or_stands_alone(read):
    export = read(WHOLE)
    praise = evidence_for(export, "Mara Quillfeather", "recommendation")
    assert (praise.sent, praise.received, praise.last) == (0, 1, dt.date(2024, 8, 19))
    alone = of_name(export, "Grace Hill")
    assert (alone.company, alone.seen) == ("Ys Library", dt.date(2023, 8, 19))


def test_given_and_received_are_told_apart_by_the_name_of_the_file(read):
    members = WHOLE | {"Recommendations Given.csv": PRAISE.replace("24", "25")}
    praise = evidence_for(read(members), "Mara Quillfeather", "recommendation")
    assert (praise.sent, praise.received, praise.detail) == (1, 1, "given, received")


def test_the_owners_employers_and_schools_are_memberships(read):
    export = read(WHOLE)
    assert [
        (m.group, m.kind, m.role, m.since, m.until) for m in export.memberships
    ] == [
        ("Acme", "employer", "Clerk", dt.date(2020, 3, 1), None),
        ("Library of Ys", "employer", "Page", dt.date(2012, 1, 1), dt.date(2019, 1, 1)),
        ("Northwind", "employer", "Advisor", dt.date(2024, 4, 1), None),
        ("San José State", "school", "MLIS", dt.date(2019, 1, 1), dt.date(2021, 1, 1)),
    ]
    assert {m.member for m in export.memberships} == {export.owner.id}
    assert account(export, "Positions.csv") == ("positions", 4, 3)


def test_what_is_invisible_names_nobody_and_nothing(read):
    members = WHOLE | {
        "Positions.csv": POSITIONS.replace("Acme", "\u200b\0"),
        "Education.csv": EDUCATION.replace("San José State", "\ufeff"),
        "Recommendations_Received.csv": PRAISE.replace("Grace,Hill", "\u202e,\0"),
    }
    export = read(members)
    assert [m.group for m in export.memberships] == ["Library of Ys", "Northwind"]
    assert [s.reason for s in export.skipped if s.line == 2] == [
        "no employer named",
        "no school named",
    ]
    assert account(export, "Recommendations_Received.csv") == ("recommendations", 2, 1)


def test_no_word_of_a_message_an_invitation_or_a_praise_is_kept(read):
    assert "CANARY" not in repr(read(WHOLE))


def test_files_of_no_use_are_listed(read):
    left = [(f.name, f.note) for f in read(WHOLE).files if not f.kind]
    assert left == [
        ("Ad_Targeting.csv", "of no use here"),
        ("coach_messages.csv", "of no use here"),
    ]


# --- generations ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f'{SIX}Ana,Ruiz,ana@example.org,Acme,Cook,"7/4/18, 9:05 AM"\n', (2018, 7, 4)),
        (f"{SIX}Ana,Ruiz,,Acme,Cook,09 Feb 2019\n", (2019, 2, 9)),
        (f"{NOTES}{SIX}Ana,Ruiz,,Acme,Cook,09 Feb 2021", (2021, 2, 9)),
        (f"{NOTES}{SEVEN}Ana,Ruiz,{LINKEDIN}ana,,Acme,Cook,09 Feb 2024", (2024, 2, 9)),
        (f"{SEVEN}Ana,Ruiz,,,Acme,Cook,9-Feb-26\r\n", (2026, 2, 9)),
        (
            f"{SIX}Ana,Ruiz,,Acme,Cook,31.12.2025\n".replace(",", ";").replace(
                "On", "on"
            ),
            (2025, 12, 31),
        ),
        (f"{SIX}Ana,Ruiz,,Acme,Cook,17-feb-21\n".replace(",", ";"), (2021, 2, 17)),
        (f"{SIX}Ana,Ruiz,,Acme,Cook,2026-02-09\n", (2026, 2, 9)),
        (f"{SIX}Ana,Ruiz,,Acme,Cook,31/1/26\nMei,Ma,,,,2/9/26\n", (2026, 1, 31)),
        (
            "FirstName,LastName,EmailAddress,Company,Position,ConnectedOn,Tags\nAna,Ruiz,,Acme,Cook,09 Feb 2026,x\n",
            (2026, 2, 9),
        ),
        (
            ",First Name,Last Name,Position,Company,Connected On\n0,Ana,Ruiz,Cook,Acme,09 Feb 2026\n",
            (2026, 2, 9),
        ),
        (
            "Full Name,Employer,Role,Connected\nAna Ruiz,Acme,Cook,09 Feb 2026\n",
            (2026, 2, 9),
        ),
        (
            "Notes:,,,,,\nFirst Name,Last Name,Email Address,Company,Position,Connected On\nAna,Ruiz,,Acme,Cook,09 Feb 2026\n",
            (2026, 2, 9),
        ),
    ],
)
def test_every_generation_and_resaving_of_connections_is_read(read, text, day):
    export = read({"Connections.csv": text})
    record = of_name(export, "Ana Ruiz")
    assert (record.company, record.position) == ("Acme", "Cook")
    assert evidence_for(export, "Ana Ruiz", "connection").date == dt.date(*day)


def test_the_outlook_file_of_2012_is_read_in_its_encoding(read):
    text = (
        '"Title","First Name","Middle Name","Last Name","Suffix","E-mail Address","E-mail 2 Address","Company","Department","Job Title","Assistant\'s Name","Web Page"\n'
        '"","José","","García","","jose@example.org","","Peña S.A.","","Bibliotecario","",""\n\n'
    )
    name = "linkedin_connections_export_microsoft_outlook.csv"
    export = read({name: text.encode("cp1252")})
    record = of_name(export, "José García")
    assert (record.email, record.company, record.position) == (
        "jose@example.org",
        "Peña S.A.",
        "Bibliotecario",
    )
    assert export.files[0].encoding == "cp1252"
    assert "cp1252" in export.warnings[0]


def test_a_file_without_a_header_is_read_with_a_warning(read):
    export = read(
        {"Connections.csv": "Ana,Ruiz,,Acme,Cook,09 Feb 2026\nMei,Ma,,,,08 Feb 2026\n"}
    )
    assert [record.name for record in export.records] == ["Ana Ruiz", "Mei Ma"]
    assert [record.source.rpartition(":")[2] for record in export.records] == ["1", "2"]
    assert "has no header line" in export.warnings[0]


def test_one_date_with_the_day_first_decides_for_the_column(read):
    export = read({"Connections.csv": f"{SIX}Ana,Ruiz,,,,31/1/26\nMei,Ma,,,,2/9/26\n"})
    assert evidence_for(export, "Mei Ma", "connection").date == dt.date(2026, 9, 2)


def test_first_names_alone_are_kept_with_a_warning(read):
    export = read(
        {"Connections.csv": "First Name;Company;Connected On\nZoë;B;09 Feb 2026\n"}
    )
    assert [record.name for record in export.records] == ["Zoë"]
    assert "first names only" in export.warnings[0]


def test_a_date_nobody_can_read_keeps_the_person(read):
    text = f"{SIX}Ana,Ruiz,,,,soon\nMei,Ma,,,,09 Feb 2026\n"
    export = read({"Connections.csv": text})
    assert evidence_for(export, "Ana Ruiz", "connection").date is None
    (warning,) = export.warnings
    assert warning.startswith(
        "1 date in Connections.csv could not be read, the first in line 2"
    )


def test_dates_with_slashes_that_could_be_either_are_warned_of(read):
    export = read({"Connections.csv": f"{SIX}Ana,Ruiz,,,,2/9/26\n"})
    assert evidence_for(export, "Ana Ruiz", "connection").date == dt.date(2026, 2, 9)
    assert "month/day/year" in export.warnings[0]


def test_garbled_letters_are_mended_with_a_warning(read):
    export = read({"Connections.csv": f"{SIX}SÃ¸ren,Ã–lbrandt,,,,09 Feb 2026\n"})
    assert export.records[0].name == "Søren Ölbrandt"
    assert "was once saved in the wrong encoding" in export.warnings[0]


MESSAGES_OF = {
    "2018": (
        "From,To,Date,Subject,Content,Direction,Folder\n"
        'Nia Owner,Ana Ruiz,"7/4/18, 9:05 AM",,x,OUTGOING,SENT\n'
        'Ana Ruiz,Nia Owner,"7/5/18, 9:05 AM",,x,INCOMING,INBOX\n'
        'Mei Ma,Nia Owner,"7/5/18, 9:05 AM",,x,INCOMING,INBOX\n'
    ),
    "2020": (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
        "a,,Ana Ruiz,Nia Owner,2020-10-01 10:00:00 UTC,,x,INBOX\n"
        "b,,Mei Ma,Nia Owner,2020-10-01 10:00:00 UTC,,x,INBOX\n"
    ),
    "2021": (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
        f"a,,Ana Ruiz,{LINKEDIN}ana,Nia Owner,2022-10-01 10:00:00 UTC,,x,INBOX\n"
        f"a,,Nia Owner,{LINKEDIN}nia,Ana Ruiz,2022-10-02 10:00:00 UTC,,x,INBOX\n"
        f"b,,Nia Owner,{LINKEDIN}nia,Ana Ruiz,2022-10-03 10:00:00 UTC,,x,INBOX\n"
        f"c,,Nia Owner,{LINKEDIN}nia,Mei Ma,2022-10-03 10:00:00 UTC,,x,INBOX\n"
    ),
    "2024": (
        MESSAGES_10.replace("FOLDER", "FOLDER,IS MESSAGE DRAFT,IS CONVERSATION DRAFT")
        + f"a,,Ana Ruiz,{LINKEDIN}ana,Nia Owner,{LINKEDIN}nia,2024-10-01 10:00:00 UTC,,x,INBOX,No,No\n"
        f"a,,Nia Owner,{LINKEDIN}nia,,,2024-10-02 10:00:00 UTC,,x,,Yes,No\n"
        f"b,,Mei Ma,{LINKEDIN}mei,Nia Owner,{LINKEDIN}nia,2024-10-01 10:00:00 UTC,,x,INBOX,No,No\n"
    ),
    "2026": (
        '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE URLS","DATE","SUBJECT","CONTENT","FOLDER","ATTACHMENTS"\n'
        f'"a","","Ana Ruiz","{LINKEDIN}ana","Nia Owner","{LINKEDIN}nia","2026-05-01 10:00:00 UTC","","Dear Nia,\n\nyes, ""of course"",\nAna","INBOX",""\n'
        f'"b","","Mei Ma","{LINKEDIN}mei","Nia Owner","{LINKEDIN}nia","2026-05-01 10:00:00 UTC","","x","INBOX",""\n'
    ),
}


@pytest.mark.parametrize(
    ("era", "sent", "received"),
    [("2018", 1, 1), ("2020", 0, 1), ("2021", 2, 1), ("2024", 0, 1), ("2026", 0, 1)],
)
def test_every_generation_of_messages_is_counted(read, era, sent, received):
    members = {
        "Connections.csv": f"{SIX}Ana,Ruiz,,Acme,Cook,09 Feb 2019\n",
        "Profile.csv": PROFILE,
        "Messages.csv": MESSAGES_OF[era],
    }
    evidence = evidence_for(read(members), "Ana Ruiz", "messages")
    assert (evidence.sent, evidence.received) == (sent, received)


def test_a_draft_to_somebody_else_does_not_make_a_talk_a_group(read):
    draft = (
        MESSAGES_10.replace("FOLDER", "FOLDER,IS MESSAGE DRAFT")
        + f"2-a==,,{SOREN},{NIA},2024-05-28 17:02:11 UTC,,x,INBOX,No\n"
        f"2-a==,,{NIA},{MARA},2024-05-29 17:02:11 UTC,,x,,Yes\n"
    )
    export = read(WHOLE | {"messages.csv": draft})
    evidence = evidence_for(export, "Søren Ölbrandt, MBA, PMP®", "messages")
    assert (evidence.sent, evidence.received) == (0, 1)


def test_a_group_of_which_one_account_was_closed_is_still_a_group(read):
    group = (
        f'2-g==,,{NIA},"Mara Quillfeather,LinkedIn Member",{LINKEDIN}mara-quillfeather-0a1b2c3d4,'
        "2024-05-29 17:02:11 UTC,,x,INBOX\n"
    )
    export = read(WHOLE | {"messages.csv": MESSAGES + group})
    assert "messages" not in evidence_for(export, "Mara Quillfeather")


def test_a_connection_without_an_address_gets_the_one_its_messages_show(read):
    members = {
        "Connections.csv": f"{SIX}Ana,Ruiz,,Acme,Cook,09 Feb 2022\n",
        "Profile.csv": PROFILE,
        "messages.csv": MESSAGES_10
        + f"a,,Ana Ruiz,{LINKEDIN}ana,{NIA},2022-10-01 10:00:00 UTC,,x,INBOX\n"
        f"b,,{MARA},{NIA},2022-10-01 10:00:00 UTC,,x,INBOX\n",
    }
    export = read(members)
    alone = read(
        {"Connections.csv": members["Connections.csv"]},
        me=f"{LINKEDIN}nia-owner-1a2b3c",
    )
    record = of_name(export, "Ana Ruiz")
    assert (record.url, record.id) == ("in:ana", of_name(alone, "Ana Ruiz").id)


@pytest.mark.parametrize(
    "columns",
    [
        "From,To,Sent At,Message,Direction",
        "From,To,Sent At,Message,Direction,inviterProfileUrn,inviteeProfileUrn",
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
    ],
)
def test_invitations_without_addresses_find_their_connection_by_name(read, columns):
    urls = {5: "", 7: ",urn:li:member:1,urn:li:member:2"}[columns.count(",") + 1]
    if columns.endswith("Url"):
        urls = ",https://www.linkedin.com/in,https://www.linkedin.com/in"
    members = {
        "Connections.csv": CONNECTIONS,
        "Invitations.csv": f'{columns}\nNia Owner,Mara Quillfeather,"2/8/23, 4:05 PM",,OUTGOING{urls}\n',
    }
    export = read(members)
    assert export.owner.teller == "name:nia owner"
    assert evidence_for(export, "Mara Quillfeather", "invitation").sent == 1


# --- joining --------------------------------------------------------------------------


def test_a_name_of_two_connections_is_never_guessed(read):
    twice = f"{SIX}Ana,Ruiz,,Acme,Cook,09 Feb 2022\nAna,Ruiz,,Bolt,Vet,08 Feb 2022\n"
    members = {
        "Connections.csv": twice,
        "Profile.csv": PROFILE,
        "Recommendations_Given.csv": PRAISE.replace("Mara,Quillfeather", "Ana,Ruiz"),
    }
    export = read(members)
    named = [record for record in export.records if record.name == "Ana Ruiz"]
    assert [record.company for record in named] == ["Acme", "Bolt", "Northwind"]


def test_two_addresses_of_one_name_are_two_people(read):
    members = {
        "Connections.csv": f"{SIX}Ana,Ruiz,,Acme,Cook,09 Feb 2022\n",
        "Profile.csv": PROFILE,
        "messages.csv": MESSAGES_10
        + f"a,,Ana Ruiz,{LINKEDIN}ana-1,{NIA},2022-10-01 10:00:00 UTC,,x,INBOX\n"
        f"b,,Ana Ruiz,{LINKEDIN}ana-2,{NIA},2022-10-01 10:00:00 UTC,,x,INBOX\n",
    }
    export = read(members)
    named = [record.url for record in export.records if record.name == "Ana Ruiz"]
    assert named == ["", "in:ana-1", "in:ana-2"]


def test_a_stranger_is_one_record_whichever_file_names_them_first(read):
    members = {
        "Recommendations_Given.csv": PRAISE.replace("Mara,Quillfeather", "Eve,Kind"),
        "Connections.csv": CONNECTIONS,
        "Invitations.csv": INVITATIONS,
        "messages.csv": MESSAGES,
    }
    assert set(evidence_for(read(members), "Eve Kind")) == {
        "messages",
        "recommendation",
    }


def test_skills_of_one_unclear_name_are_one_persons(read):
    rows = RECEIVED.splitlines(keepends=True)
    rows[0] = rows[0].replace("Endorser Public Url,", "")
    row = "2022/01/05 17:02:11 UTC,{},Ana,Ruiz,ACCEPTED\n"
    members = {
        "Connections.csv": f"{SIX}Ana,Ruiz,,Acme,Cook,\nAna,Ruiz,,Bolt,Vet,\n",
        "Profile.csv": PROFILE,
        "Endorsement_Received_Info.csv": rows[0] + row.format("Tea") + row.format("Go"),
    }
    export = read(members)
    assert len([r for r in export.records if r.name == "Ana Ruiz"]) == 3
    (tie,) = [tie for tie in export.ties if tie.evidence[0].kind == "endorsement"]
    assert tie.evidence[0].received == 2


def test_two_talks_with_one_stranger_of_a_shared_name_are_one_record(read):
    members = {
        "Connections.csv": f"{SIX}Ana,Ruiz,,Acme,Cook,09 Feb 2022\n",
        "Profile.csv": PROFILE,
        "messages.csv": MESSAGES_10
        + f"a,,Ana Ruiz,{LINKEDIN}ana-1,{NIA},2022-10-01 10:00:00 UTC,,x,INBOX\n"
        f"b,,Ana Ruiz,{LINKEDIN}ana-2,{NIA},2022-10-01 10:00:00 UTC,,x,INBOX\n"
        f"c,,Ana Ruiz,{LINKEDIN}ana-1,{NIA},2022-11-01 10:00:00 UTC,,x,INBOX\n",
    }
    export = read(members)
    assert len([r for r in export.records if r.name == "Ana Ruiz"]) == 3


def test_two_equal_rows_are_two_records_and_their_ids_do_not_change(read):
    row = "Ana,Ruiz,,Acme,Cook,09 Feb 2022\n"
    first = read({"Connections.csv": f"{SIX}{row}{row}"})
    again = read({"Connections.csv": f"{NOTES}{SIX}Mei,Ma,,,,09 Feb 2023\n{row}{row}"})
    ids = [record.id for record in first.records]
    assert len(set(ids)) == 2
    assert ids == [r.id for r in again.records if r.name == "Ana Ruiz"]


def test_the_same_row_in_an_old_and_a_new_file_of_one_export_is_one_record(read):
    row = "Ana,Ruiz,,Acme,Cook,09 Feb 2022\n"
    export = read(
        {"Connections.csv": f"{SIX}{row}Mei,Ma,,,,\n", "Connections (1).csv": SIX + row}
    )
    assert [record.name for record in export.records] == ["Ana Ruiz", "Mei Ma"]


def test_a_copy_of_a_file_is_not_counted_twice(read):
    export = read(WHOLE | {"messages (1).csv": MESSAGES})
    evidence = evidence_for(export, "Søren Ölbrandt, MBA, PMP®", "messages")
    assert (evidence.sent, evidence.received) == (2, 1)
    (copy,) = [f for f in export.files if f.name == "messages (1).csv"]
    assert (copy.kind, copy.note) == ("", "the same as messages.csv")


def test_chunks_of_a_file_are_read_together(read):
    chunk = MESSAGES_10 + f"2-a==,,{NIA},{SOREN},2025-01-02 10:00:00 UTC,,x,INBOX\n"
    export = read(WHOLE | {"messages_1.csv": chunk})
    evidence = evidence_for(export, "Søren Ölbrandt, MBA, PMP®", "messages")
    assert (evidence.sent, evidence.received) == (3, 1)


def test_folders_that_each_hold_connections_are_exports_of_their_own(tmp_path):
    mei = f"{SIX}Tom,Park,,Acme,Cook,09 Feb 2022\n"
    members = {f"nia/{name}": data for name, data in WHOLE.items()} | {
        "mei/Connections.csv": mei,
        "mei/Profile.csv": PROFILE.replace("Nia,Owner", "Mei,Patel"),
    }
    exports = read_sources([zipped(tmp_path / "cohort.zip", members)])
    assert {export.source: export.owner.name for export in exports} == {
        "cohort.zip/nia": "Nia Owner",
        "cohort.zip/mei": "Mei Patel",
    }


# --- the owner ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "teller"),
    [
        ({"Invitations.csv"}, "in:nia-owner-1a2b3c"),
        ({"messages.csv"}, "in:nia-owner-1a2b3c"),
        ({"messages.csv", "Profile.csv"}, "in:nia-owner-1a2b3c"),
        ({"Profile.csv"}, "name:nia owner"),
    ],
)
def test_the_owner_is_found_in_whatever_is_there(read, left, teller):
    members = {n: d for n, d in WHOLE.items() if n in left | {"Connections.csv"}}
    owner = read(members).owner
    assert (owner.teller, owner.name) == (teller, "Nia Owner")


def test_of_the_two_in_a_lone_talk_the_owner_is_the_one_not_connected(read):
    talk = MESSAGES_10 + f"a,,{MARA},{NIA},2024-10-01 10:00:00 UTC,,x,INBOX\n"
    export = read({"Connections.csv": CONNECTIONS, "messages.csv": talk})
    assert export.owner.teller == "in:nia-owner-1a2b3c"


def test_who_is_in_most_talks_but_not_in_nearly_all_is_not_the_owner(read):
    talks = MESSAGES_10 + (
        f"a,,{SOREN},{NIA},2024-10-01 10:00:00 UTC,,x,INBOX\n"
        f"b,,Eve Kind,{LINKEDIN}eve-kind,{NIA},2024-10-01 10:00:00 UTC,,x,INBOX\n"
        f"c,,Tom Park,{LINKEDIN}tom,Mei Ma,{LINKEDIN}mei,2024-10-01 10:00:00 UTC,,x,INBOX\n"
    )
    with pytest.raises(NoOwnerError):
        read({"Connections.csv": CONNECTIONS, "messages.csv": talks})


@pytest.mark.parametrize(
    ("given", "teller", "name"),
    [
        ("nia owner", "in:nia-owner-1a2b3c", "nia owner"),
        ("Kate Spaulding", "name:kate spaulding", "Kate Spaulding"),
        (f"{LINKEDIN}Kate-S/", "in:kate-s", "Nia Owner"),
    ],
)
def test_the_owner_is_who_you_say(read, given, teller, name):
    export = read(WHOLE, owner=given)
    assert (export.owner.teller, export.owner.name) == (teller, name)
    assert export.owner_how == "you said so"


def test_a_lone_file_of_connections_is_taken_as_yours(read):
    export = read({"Connections.csv": CONNECTIONS})
    assert (export.owner.id, export.owner.teller, export.owner.name) == (ME, MINE, "")
    assert export.owner_how == "nothing in it says whose it is; taken as yours"
    named = read({"Connections.csv": CONNECTIONS}, me="Kate Spaulding")
    assert named.owner.teller == "name:kate spaulding"


def test_an_export_of_nobody_asks_for_its_owner(read):
    members = {"Connections.csv": CONNECTIONS, "Education.csv": EDUCATION}
    with pytest.raises(NoOwnerError, match='--owner "Your Name"'):
        read(members)
    assert read(members, owner="Nia Owner").owner.name == "Nia Owner"
    with pytest.raises(NoOwnerError, match="is no name to go by"):
        read(members, owner=" . ")


# --- what cannot be read --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("Reactions.csv", b"PK\x03\x04junk", "an Excel workbook or a ZIP archive"),
        ("page.html", b"<html></html>", "a web page"),
        ("empty.csv", b"", "empty"),
        ("Skills.csv", b"Name,Level\nPython,3\n", "the columns name, level"),
        ("notes.csv", b"just words\n", "plain text"),
        ("photo.csv", b"\xff\xd8\xff\xe0", "a picture"),
    ],
)
def test_a_file_nobody_can_read_says_what_it_seems_to_be(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnknownSourceError, match=f"{name}.*{words}.*Connections.csv"):
        read_sources([tmp_path / name])


def test_an_archive_with_nothing_to_read_says_what_it_holds(read):
    with pytest.raises(UnknownSourceError, match=r"x\.zip holds a\.csv .* and b\.zip"):
        read({"a.csv": "x,y\n", "b.zip": b"PK\x05\x06"})


def test_reading_nothing_is_an_error(read):
    with pytest.raises(SourceError, match=r"Nothing in x\.zip could be kept.*line 2"):
        read({"Connections.csv": f"{SIX},,,,,09 Feb 2026\n"})


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        (
            "Company,Position,Connected On\nA,B,09 Feb 2026\n",
            MissingColumnError,
            "no usable name column",
        ),
        (
            f"{SIX}17,42,,Acme,Cook,09 Feb 2026\n",
            MissingColumnError,
            "no usable name column",
        ),
        ("a,b,c\n1,2,3\n", MissingColumnError, "no header of connections"),
        ("<html><p>Sign in</p></html>", SourceError, "a web page"),
        ("", SourceError, "it is empty"),
    ],
)
def test_connections_that_cannot_be_read_are_never_an_empty_success(
    read, text, error, words
):
    with pytest.raises(error, match=words):
        read({"Connections.csv": text, "Profile.csv": PROFILE})


def test_a_file_two_importers_claim_is_nobodys(tmp_path, monkeypatch):
    rival = Importer("rival", "told", lambda m: m.base == "connections", None)
    monkeypatch.setitem(IMPORTERS._entries, "rival", rival)
    (tmp_path / "Connections.csv").write_text(CONNECTIONS, encoding="utf-8")
    with pytest.raises(AmbiguousSourceError, match="could be connections or rival"):
        read_sources([tmp_path / "Connections.csv"])


def test_an_old_export_says_so(read):
    export = read(WHOLE, as_of=dt.date(2027, 8, 10))
    assert export.warnings == (
        "x.zip is 18 months old; people have changed jobs since.",
    )


# --- what always holds ----------------------------------------------------------------


def test_the_door_keeps_out_what_no_importer_may_bring():
    with pytest.raises(ValueError, match="nickname"):
        make_record("me", "told", name="Ana", nickname="A")
    with pytest.raises(ValueError, match="name"):
        make_record("me", "told", name=7)
    with pytest.raises(ValueError, match="two ends"):
        make_tie("r1", "r1")


def test_an_id_depends_on_what_is_said_and_not_on_where_or_when():
    here = make_record("in:nia", "connections", name="Ana", source="a.zip/C.csv:4")
    later = make_record("in:nia", "connections", name=" Ana ", seen=dt.date(2026, 1, 1))
    other = make_record("in:mei", "connections", name="Ana")
    assert here.id == later.id != other.id
    assert here.id == "r" + here.id[1:]
    assert len(here.id) == 17


cell = st.text(max_size=15)
damage = st.sampled_from(["", "", "", '"', ",", '",', "\n", '"\n'])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(cell, cell, cell, cell, damage), min_size=1, max_size=12))
def test_every_row_is_kept_or_skipped_and_all_that_is_kept_is_clean(tmp_path, rows):
    out = io.StringIO(newline="")
    out.write(SIX)
    for first, last, company, position, harm in rows:
        csv.writer(out, lineterminator="\n").writerow(
            [first, last, "", company, position, "09 Feb 2026"]
        )
        out.write(harm)
    path = tmp_path / "Connections.csv"
    path.write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))
    try:
        (export,) = read_sources([path])
    except SourceError:
        return
    (file,) = export.files
    assert file.rows == file.kept + sum(skipped.count for skipped in file.skipped)
    assert file.kept == len(export.records) == len(export.ties)
    for record in export.records:
        assert record.name
        assert all(map(is_clean, (record.name, record.company, record.position)))
