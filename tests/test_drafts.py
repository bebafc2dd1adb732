"""What goes into mail programs and calendars: drafts of letters, and days to act on."""

from __future__ import annotations

import datetime as dt
import email
import os
import re
from dataclasses import replace
from email.policy import default
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.errors import OutputError
from netpath.model import Answer, Chain, Hop, Lead, Match, Person, Query
from netpath.planning import Letter, Pick, Plan, Wishes
from netpath.planning.timetable import timetable
from netpath.reports import REPORTS, render, save
from netpath.reports.formats import format_of, write_folder
from netpath.reports.words import chance

HOSTILE = [
    "Ana\r\nBcc: all@x.example",
    "Ana\nATTENDEE:mailto:x@x.example",
    "a;b,c\\n:d\\",
    "../../etc/passwd",
    "CON",
    "",
    ".",
    "\x00\x1b[2J\u202e\u2028\x85",
    "é王" * 300,
    "👩‍🔬 أمينة بنت علي",
    '"<x@x.example>", <y@y.example>',
    "=?utf-8?q?Bcc=3A?=",
]
READ_ME = "0-read-me-first.txt"


def person(place, name, *emails):
    return Person(f"p{place}", name, "Librarian", "Oak Library", emails=emails)


def a_plan(
    names=("Kim Lee", "Ana Ruiz", "王伟", "Zoë Ølsen"), letters=(), start=0, **wishes
):
    """A plan with one pick, of people called something."""
    people = tuple(person(start + i, name) for i, name in enumerate(names))
    hops = tuple(
        Hop(one.id, other.id, "sister-in-law", 0.5) for one, other in pairwise(people)
    )
    chain = Chain(
        people, hops, Match(0.9, "a reason"), 0.28, (0.13, 0.45), 0.27, "a phrase",
        f"Your sister-in-law {names[1]} knows {names[-1]}.",
    )  # fmt: skip
    query = Query("public librarian", people[0].id, 3, 10, dt.date(2026, 11, 25))
    picks = (Pick(chain, 1, tuple(letters), leave="Do not write yourself."),)
    return Plan(
        Answer(query, (chain,), known=1, asker=people[0]),
        wishes=Wishes(**wishes),
        picks=picks,
        timetable=timetable(picks, query.as_of),
    )


def several(*plans):
    picks = tuple(plan.picks[0] for plan in plans)
    day = plans[0].answer.query.as_of
    return replace(plans[0], picks=picks, timetable=timetable(picks, day))


KIM, ANA, WEI, ZOE = a_plan().picks[0].chain.people
LETTERS = (
    Letter("ask", KIM, (ANA,), "A favour", "Dear Ana,\n\nwould you ask 王伟?\n\nKim"),
    Letter("blurb", KIM, (ANA,), "Kim Lee", "I am a student."),
    Letter("note", ANA, (WEI,), "Kim", "Would you?"),
    Letter("opt_in", WEI, (ZOE,), "May I?", "Would you?"),
    Letter("bridge", WEI, (ZOE, KIM), "Kim – Zoë Ølsen", "Here you are."),
    Letter("reminder", KIM, (ANA,), "Once more", "Only this once."),
    Letter("thanks", KIM, (ZOE,), "Thank you", "Thank you."),
)


# --- the calendar ---------------------------------------------------------------------


def lines_of(text):
    """Unfold a calendar as strictly as the standard allows."""
    raw = text.encode()
    assert raw.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    folded = raw.split(b"\r\n")[:-1]
    assert all(0 < len(line) <= 75 for line in folded)
    for line in folded:
        line.decode()  # a character broken in two would not be one
    return raw.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def unescaped(value):
    assert re.fullmatch(r"([^\\;,]|\\[\\;,n])*", value, re.DOTALL)
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)


def events_in(text):
    """Read a calendar: a dict an event; what is no event or alarm is refused."""
    events, inside = [], []
    for line in lines_of(text):
        name, _, value = line.partition(":")
        match name, value:
            case "BEGIN", kind:
                inside.append(kind)
                events += [{}] if kind == "VEVENT" else []
            case "END", kind:
                assert inside.pop() == kind
            case _ if inside == ["VCALENDAR", "VEVENT"]:
                assert name not in events[-1]
                is_text = name in {"SUMMARY", "DESCRIPTION"}
                events[-1][name] = unescaped(value) if is_text else value
            case _ if inside == ["VCALENDAR"]:
                assert name in {"VERSION", "PRODID", "CALSCALE"}
            case _:
                assert inside == ["VCALENDAR", "VEVENT", "VALARM"]
                assert name in {"ACTION", "DESCRIPTION", "TRIGGER"}
    assert not inside
    assert events
    return events


PROPERTIES = {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "DESCRIPTION", "CLASS", "TRANSP"}  # fmt: skip


def test_the_calendar_is_the_contract(golden):
    text = render(several(a_plan(), a_plan(("Kim Lee", "Łukasz Żak"), start=5)), "ics")
    golden("plan.ics.txt", text.replace("\r\n", "\n"))


def test_a_day_is_private_and_blocks_nothing():
    for event in events_in(render(a_plan(), "ics")):
        assert set(event) == PROPERTIES
        assert (event["CLASS"], event["TRANSP"]) == ("PRIVATE", "TRANSPARENT")
        assert event["DTSTAMP"] == "20261125T000000Z"


def test_every_event_says_what_to_do_the_chain_its_chance_and_everybody():
    plan = a_plan()
    (chain,) = plan.answer.chains
    for event in events_in(render(plan, "ics")):
        said = event["DESCRIPTION"]
        assert chain.sentence in said
        assert f"{chance(chain)}." in said
        assert "Kim Lee → Ana Ruiz → 王伟 → Zoë Ølsen" in said


def test_every_dated_step_is_an_event_and_every_other_stands_in_the_last():
    plan = several(a_plan(), a_plan(("Kim Lee", "Łukasz Żak"), start=5))
    events = events_in(render(plan, "ics"))
    dated = [step for step in plan.timetable if step.day]
    assert [event["DTSTART;VALUE=DATE"] for event in events] == [
        f"{step.day:%Y%m%d}" for step in dated
    ]
    assert [event["DESCRIPTION"].split("\n")[0] for event in events] == [
        step.what for step in dated
    ]
    for step in plan.timetable:
        if not step.day:
            said = [e for e in events if step.what in e["DESCRIPTION"]]
            assert [e["SUMMARY"][:14] for e in said] == ["No answer from"]


def test_summaries_are_short_and_name_whom():
    summaries = [event["SUMMARY"] for event in events_in(render(a_plan(), "ics"))]
    assert summaries == [
        "Ask Ana Ruiz about a public librarian",
        "Remind Ana Ruiz",
        "No answer from Ana Ruiz? Leave it there",
    ]
    direct = events_in(render(a_plan(("Kim Lee", "Ana Ruiz")), "ics"))
    assert direct[0]["SUMMARY"] == "Ask Ana Ruiz about their work"


def test_somebody_asked_for_by_name_is_not_called_a_title():
    plan = a_plan()
    chain = replace(plan.picks[0].chain, match=Match(1.0, "", "named"))
    plan = replace(plan, picks=(replace(plan.picks[0], chain=chain),))
    summary = events_in(render(plan, "ics"))[0]["SUMMARY"]
    assert summary == "Ask Ana Ruiz about Zoë Ølsen"


def test_a_later_calendar_moves_events_rather_than_adding_some():
    first = several(a_plan(), a_plan(("Kim Lee", "Łukasz Żak"), start=5))
    later = replace(first, timetable=timetable(first.picks, dt.date(2026, 12, 1)))
    other = replace(
        first,
        picks=first.picks[::-1],
        timetable=timetable(first.picks[::-1], dt.date(2026, 12, 1)),
    )
    ids = [{e["UID"] for e in events_in(render(p, "ics"))} for p in (first, later, other)]  # fmt: skip
    assert ids[0] == ids[1] == ids[2]
    assert len(ids[0]) == 6
    assert all(re.fullmatch(r"[0-9a-f]{32}@netpath", uid) for uid in ids[0])


@given(st.lists(st.one_of(st.text(), st.sampled_from(HOSTILE)), min_size=4, max_size=4))
def test_no_name_begins_a_line_of_its_own(names):
    events = events_in(render(a_plan(tuple(names)), "ics"))
    assert len(events) == 3
    assert all(set(event) == PROPERTIES for event in events)


def test_what_is_said_comes_back_as_it_was():
    name = "a;b,c\\n:d\\ " + "é王👩" * 40
    event = events_in(render(a_plan(("Kim Lee", name)), "ics"))[0]
    assert event["SUMMARY"] == f"Ask {name} about their work"


def test_an_answer_without_picks_is_one_day_with_all_that_was_found():
    plan = a_plan()
    lead = Lead(
        person(9, "Łukasz Żak"),
        "there",
        "Łukasz Żak shelves.",
        0.3,
        0.5,
        question="Do you?",
    )
    answer = replace(plan.answer, leads=(lead,))
    [event] = events_in(render(Plan(answer), "ics"))
    assert event["DTSTART;VALUE=DATE"] == "20261125"
    assert "Your sister-in-law Ana Ruiz knows Zoë Ølsen." in event["DESCRIPTION"]
    assert "Łukasz Żak shelves. Ask: “Do you?”" in event["DESCRIPTION"]


def test_the_calendar_is_saved_with_the_line_ends_it_needs(tmp_path):
    path = save(a_plan(), tmp_path / "days.ics")
    lines_of(path.read_bytes().decode())


# --- the letters ----------------------------------------------------------------------


def drafts(plan):
    return REPORTS["eml"].write(plan)


def mails(plan):
    return {
        name: email.message_from_bytes(content, policy=default)
        for name, content in drafts(plan).items()
        if name.endswith(".eml")
    }


def body_of(mail):
    return mail.get_content().replace("\r\n", "\n")


def with_address(letter, address):
    to = tuple(replace(one, emails=(address,)) for one in letter.to)
    return replace(letter, to=to)


def test_each_letter_is_a_file_whose_name_says_whose():
    assert sorted(drafts(a_plan(letters=LETTERS))) == [
        READ_ME,
        "1-1-ask-ana-ruiz.eml",
        "1-2-blurb-ana-ruiz.eml",
        "1-3-note-wangwei.eml",
        "1-4-opt-in-zoe-olsen.eml",
        "1-5-bridge-zoe-olsen.eml",
        "1-6-reminder-ana-ruiz.eml",
        "1-7-thanks-zoe-olsen.eml",
    ]


def test_files_are_in_the_order_of_the_letters_however_many():
    names = list(mails(a_plan(letters=LETTERS[:1] * 11)))
    assert len(names) == 11
    assert names == sorted(names)


def test_letters_to_leads_come_after_those_of_the_picks():
    lead = Letter("lead", KIM, (ANA,), "A question", "Do you know one?")
    plan = replace(a_plan(letters=LETTERS[:1]), lead_letters=(lead,))
    assert list(mails(plan)) == ["1-1-ask-ana-ruiz.eml", "2-1-lead-ana-ruiz.eml"]


def test_a_mail_program_opens_it_as_a_draft_from_nobody():
    mail = mails(a_plan(letters=LETTERS))["1-1-ask-ana-ruiz.eml"]
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "A favour"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert body_of(mail) == "Dear Ana,\n\nwould you ask 王伟?\n\nKim\n"
    for header in ("From", "Sender", "Date", "To", "Cc", "Bcc", "Message-ID"):
        assert mail[header] is None


def test_lines_end_as_mail_wants_it():
    plan = a_plan(letters=LETTERS)
    for name, content in drafts(plan).items():
        if name.endswith(".eml"):
            assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
            assert max(map(len, content.split(b"\r\n"))) <= 998


def test_a_long_paragraph_comes_back_whole():
    body = "Wort " * 900 + "\n\n" + "王" * 2000
    letter = replace(LETTERS[0], body=body)
    [mail] = mails(a_plan(letters=[letter])).values()
    assert body_of(mail).split("\n\n")[1].strip() == "王" * 2000


def test_an_address_stands_only_in_what_you_send_yourself():
    letters = [with_address(letter, "x@example.org") for letter in LETTERS]
    with_to = {name for name, mail in mails(a_plan(letters=letters)).items() if mail["To"]}  # fmt: skip
    assert with_to == {
        "1-1-ask-ana-ruiz.eml",
        "1-2-blurb-ana-ruiz.eml",
        "1-6-reminder-ana-ruiz.eml",
        "1-7-thanks-zoe-olsen.eml",
    }
    [mail] = mails(a_plan(letters=letters[-1:])).values()
    assert mail["To"] == "Zoë Ølsen <x@example.org>"


def test_an_address_is_left_out_where_it_would_not_be_everybody():
    both = replace(LETTERS[0], to=(replace(ANA, emails=("ana@example.org",)), WEI))
    [mail] = mails(a_plan(letters=[both])).values()
    assert mail["To"] is None


def test_a_redacted_plan_has_no_address():
    letters = [with_address(LETTERS[0], "ana@example.org")]
    [mail] = mails(a_plan(letters=letters, is_redacted=True)).values()
    assert mail["To"] is None


@pytest.mark.parametrize("address", ["a@b@c.example", "ana@localhost", "a,b@x.example", "<a@x.example>", "a..b@x.example", "ü@x.example", "a@x.example\nBcc: b@x.example", ""])  # fmt: skip
def test_what_is_no_plain_address_is_left_out(address):
    [mail] = mails(a_plan(letters=[with_address(LETTERS[0], address)])).values()
    assert mail["To"] is None
    assert mail["Bcc"] is None


@given(
    st.one_of(st.text(), st.sampled_from(HOSTILE)),
    st.one_of(st.text(), st.sampled_from(HOSTILE)),
)
def test_nothing_anybody_is_called_makes_a_header_or_a_path(name, subject):
    to = Person("p1", name, emails=("ana@example.org",))
    letter = Letter("ask", KIM, (to,), subject, f"Dear {name}")
    found = drafts(a_plan(("Kim Lee", name, name), letters=[letter, letter]))
    assert len(found) == 3
    for file in found:
        assert re.fullmatch(r"0-read-me-first\.txt|1-[12]-ask-[a-z0-9-]+\.eml", file)
        assert len(file) <= 80
    mail = email.message_from_bytes(list(found.values())[-1], policy=default)
    assert set(mail.keys()) == {"X-Unsent", "Subject", "To", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}  # fmt: skip
    assert [one.addr_spec for one in mail["To"].addresses] == ["ana@example.org"]


# --- the page that goes with them -----------------------------------------------------


def read_me(plan):
    return drafts(plan)[READ_ME].decode()


def test_the_page_is_the_contract(golden):
    lead = Letter("lead", KIM, (ANA,), "A question", "Do you know one?")
    golden("drafts.txt", read_me(replace(a_plan(letters=LETTERS), lead_letters=(lead,))))  # fmt: skip


def test_the_page_lists_every_file_and_tells_of_every_pick():
    plan = several(
        a_plan(letters=LETTERS), a_plan(("Kim Lee", "Łukasz Żak"), LETTERS[:1], 5)
    )
    page = read_me(plan)
    said = " ".join(page.split())
    assert "Nothing was sent." in said
    assert re.findall(r"\S+\.eml(?=:)", page) == list(mails(plan))
    for pick in plan.picks:
        assert pick.chain.sentence in said
        assert f"{chance(pick.chain)}." in said
        assert " → ".join(pick.chain.names) in said
    assert "Ana Ruiz may send it on to 王伟" in said
    assert "王伟 may ask Zoë Ølsen with it" in said


def test_without_picks_the_page_says_what_was_found():
    said = " ".join(read_me(Plan(a_plan().answer)).split())
    assert "the one person I know of is within reach" in said
    assert "Your sister-in-law Ana Ruiz knows Zoë Ølsen." in said


@pytest.mark.parametrize("evil", HOSTILE)
def test_no_control_character_reaches_the_page(evil):
    page = read_me(a_plan(("Kim Lee", evil, evil), letters=LETTERS))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]", page)


# --- the folder -----------------------------------------------------------------------

PLAN = a_plan(letters=LETTERS)


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_letters_are_yours_alone(tmp_path):
    folder = save(PLAN, f"{tmp_path}/letters/")
    assert folder == tmp_path / "letters"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert held(folder) == drafts(PLAN)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_path_cannot_keep_a_slash_and_needs_none(tmp_path):
    assert save(PLAN, tmp_path / "letters/").is_dir()
    with pytest.raises(OutputError, match="no format I can write"):
        format_of("letters")
    with pytest.raises(OutputError, match="no format I can write"):
        format_of("letters.eml")


def test_a_folder_that_is_there_is_replaced_only_by_force(tmp_path):
    folder = save(PLAN, tmp_path / "letters")
    (folder / ".DS_Store").write_bytes(b"looked at")
    with pytest.raises(OutputError, match="exists; choose another name"):
        save(PLAN, folder)
    other = a_plan(("Kim Lee", "Łukasz Żak"))
    save(other, folder, force=True)
    assert held(folder) == drafts(other)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("name", ["diary.txt", "letter to mum.eml", "2026-11-25 notes.txt", "1-1-Ask.eml", "inner/"])  # fmt: skip
def test_a_folder_that_holds_anything_else_is_never_replaced(tmp_path, name):
    folder = save(PLAN, tmp_path / "letters")
    path = folder / name
    if name.endswith("/"):
        path.mkdir()
    else:
        path.write_text("mine")
    before = sorted(folder.rglob("*"))
    with pytest.raises(OutputError, match=f"holds {path.name}, which I did not write"):
        save(PLAN, folder, force=True)
    assert sorted(folder.rglob("*")) == before
    assert list(tmp_path.iterdir()) == [folder]


def test_a_file_or_a_link_is_not_taken_for_a_folder(tmp_path):
    file, link, real = tmp_path / "file", tmp_path / "link", tmp_path / "real"
    file.write_text("mine")
    real.mkdir()
    link.symlink_to(real)
    for path in (file, link):
        with pytest.raises(OutputError, match="is no folder"):
            save(PLAN, f"{path}/", force=True)
    link.unlink()
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputError, match="is no folder"):
        save(PLAN, f"{link}/")
    assert file.read_text() == "mine"


def test_a_link_in_the_folder_is_not_ours(tmp_path):
    folder = save(PLAN, tmp_path / "letters")
    (tmp_path / "mine").write_text("mine")
    (folder / "9-9-ask.eml").symlink_to(tmp_path / "mine")
    with pytest.raises(OutputError, match=r"holds 9-9-ask\.eml"):
        save(PLAN, folder, force=True)


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize("fails_at", range(1, 6))
def test_letters_are_written_whole_or_not_at_all(tmp_path, monkeypatch, fails_at, is_there):  # fmt: skip
    """A disk that is full at any file or move leaves what was there, and nothing else."""
    folder = tmp_path / "letters"
    if is_there:
        save(a_plan(), folder)
    before = held(folder) if is_there else None
    moves = iter(range(1, 100))
    files = dict(list(drafts(PLAN).items())[:3])
    move = Path.replace

    def fail(self, target):
        if next(moves) == fails_at:
            raise OSError(28, "No space left on device")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    if (
        fails_at == 5 and not is_there
    ):  # three files and one move: nothing is left to fail
        write_folder(folder, files, force=True)
        assert held(folder) == files
        return
    with pytest.raises(OutputError, match="letters cannot be written: No space left"):
        write_folder(folder, files, force=True)
    assert (held(folder) if folder.exists() else None) == before
    assert list(tmp_path.iterdir()) == ([folder] if is_there else [])


def test_a_folder_in_no_folder_is_refused(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        save(PLAN, tmp_path / "missing" / "letters")
