"""Letters: what each says, what none may say, and how one's own replace them."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from conftest import DEMO, ROOT, TODAY
from hypothesis import given
from hypothesis import strategies as st

import netpath
from netpath.errors import OutputError
from netpath.model import Answer, Chain, Evidence, Hop, Lead, Match, Person, Query
from netpath.planning import Profile, Wishes
from netpath.planning.letters import lead_letter, letters_for, one_of
from netpath.planning.making import leave
from netpath.planning.templates import (
    KINDS,
    Template,
    copy_templates,
    filled,
    read_template,
)
from netpath.relations import relations, words
from netpath.text import is_clean

TONES = ("warm", "plain", "formal")
MOST = {"direct": 120, "ask": 130, "blurb": 120, "reminder": 60}
MOST |= {"note": 90, "opt_in": 110, "bridge": 90, "thanks": 90}
KATE = Profile(
    doing="a student of library science at San José State",
    why="want to find out whether the work suits me",
    times="weekday mornings",
    contact="kate.spaulding@example.org",
)
STORY = ("Kate Spaulding", "Ana Ruiz", "Raj Patel", "Mei Patel")
STORY_TIES = ("sister-in-law", "coworker", "wife")


def chain_of(people, ties, *, vias=(), kind="synonym", occupation="public librarian"):
    """Make a chain of people, or of their names, joined by relation words."""
    people = [p if isinstance(p, Person) else Person(p, p) for p in people]
    vias = [*vias, *[""] * len(ties)]
    hops = [
        Hop(one.id, other.id, tie, 0.37, via, (Evidence("talk", "mail.csv:7"),))
        for (one, other), tie, via in zip(pairwise(people), ties, vias, strict=False)
    ]
    match = Match(0.93, "", kind, occupation)
    return Chain(tuple(people), tuple(hops), match, 0.37, (0.1, 0.6), 0.3)


def letters(chain, title="public librarian", profile=KATE, **wishes):
    return letters_for(chain, title, profile, Wishes(**wishes))


def first(kind, chain, title="public librarian", profile=KATE, **wishes):
    return next(w for w in letters(chain, title, profile, **wishes) if w.kind == kind)


# --- chains of anybody ----------------------------------------------------------------

ODD = [
    "Ana", "Łukasz", "王伟", "أمينة", "Μαρία", "אורי", "ลลิตา", "नेहा", "de", "la",
    "O'Brien", "$to", "${me}", "$$", "<b>", "=HYPERLINK", "Subject:", "\u202eevil",
    "Bcc:", "{x}", "%s", "J.", "?",
]  # fmt: skip
ANY_TIE = [*sorted({word.text for word in words().values()}), "no such tie"]


BROKEN = ["", "", "\n\n", "\u2028", "\u202e", "\x1b[2J"]


@cache  # making a strategy costs more than drawing from it
def marked(mark, most=8):
    """Text whose every word bears a mark that no template has."""

    def text(begin, count, end):
        odd = (ODD * 2)[begin : begin + count]
        return " ".join(f"{word}{mark}" for word in odd) + end

    begin, count = st.integers(0, len(ODD) - 1), st.integers(1, most)
    return st.builds(text, begin, count, st.sampled_from(BROKEN))


TIES, VIAS = st.sampled_from(ANY_TIE), st.just("") | marked("zqv")


@st.composite
def chains(draw, least=1, kind="synonym"):
    marks = "abcdef"[: draw(st.integers(least, 4)) + 1]
    people = [
        Person(
            mark,
            draw(marked(f"zqn{mark}")),
            draw(marked(f"zqp{mark}", 3)),
            draw(marked(f"zqc{mark}", 3)),
        )
        for mark in marks
    ]
    ties = [draw(TIES) for _ in marks[1:]]
    vias = [draw(VIAS) for _ in ties]
    return chain_of(people, ties, vias=vias, kind=kind)


def text_of(count):
    several = (["Zeit", "时间", "day", "$why"] * 8)[:count]
    return st.integers(0, count).map(lambda length: " ".join(several[:length]))


profiles = st.builds(
    Profile,
    name=st.just("") | marked("zqna"),
    doing=text_of(25),
    why=text_of(30),
    times=text_of(15),
    contact=text_of(8),
)
titles = st.text(max_size=60) | st.sampled_from(["VP of product", "UX designer"])
wishes = st.builds(Wishes, tone=st.sampled_from(TONES))


def said(letter):
    return f"{letter.subject}\n{letter.body}"


@given(chains(), titles, profiles, wishes)
def test_no_letter_is_longer_than_its_kind_may_be(chain, title, profile, wishes):
    for letter in letters_for(chain, title, profile, wishes):
        assert len(letter.body.split()) <= MOST[letter.kind], said(letter)


@given(chains(), titles, profiles, wishes)
def test_a_letter_is_paragraphs_and_nothing_else(chain, title, profile, wishes):
    for letter in letters_for(chain, title, profile, wishes):
        for line in (letter.subject, *letter.body.split("\n\n")):
            assert line
            assert is_clean(line)


@given(chains(), profiles, wishes)
def test_nobody_is_named_who_is_not_the_readers_business(chain, profile, wishes):
    asker, *others = chain.people
    for letter in letters_for(chain, "public librarian", profile, wishes):
        known = {asker.id, letter.sender.id, *(person.id for person in letter.to)}
        if letter.kind == "ask":
            known.add(chain.people[2].id)
        if letter.kind in {"blurb", "thanks"}:
            known = {asker.id} | (known if letter.kind == "thanks" else set())
        for person in others:
            assert person.id in known or f"zqn{person.id}" not in said(letter)
        assert "zqp" not in said(letter)
        assert "zqc" not in said(letter)


@given(chains(least=3), chains(least=2), profiles, wishes)
def test_what_one_reads_is_the_same_whoever_comes_after(one, other, profile, wishes):
    another = replace(  # all beyond the first three, and how they are tied
        one,
        people=(*one.people[:3], *other.people[1:]),
        hops=(*one.hops[:2], *other.hops),
        probability=0.01,
        score=0.001,
    )
    kinds = {"ask", "blurb", "reminder"}
    before, after = (
        [w for w in letters_for(c, "nurse", profile, wishes) if w.kind in kinds]
        for c in (one, another)
    )
    assert before == after


COUPLES = "|".join(
    sorted(
        re.escape(word.text)
        for word in words().values()
        if word.relation.tie_class.id == "partner"
        or word.relation.id in {"former-spouse", "former-partner"}
    )
)


@given(chains(), profiles, wishes, st.booleans())
def test_that_two_are_a_couple_is_never_said(chain, profile, wishes, names_everyone):
    chain = replace(chain, hops=tuple(replace(h, via="") for h in chain.hops))
    wishes = replace(wishes, names_everyone=names_everyone)
    for letter in letters_for(chain, "public librarian", profile, wishes):
        assert not re.search(rf"(?i)\b({COUPLES}|married|couple)\b", said(letter))


@given(chains(), wishes)
def test_no_number_but_the_minutes_is_in_a_letter(chain, wishes):
    for letter in letters_for(chain, "public librarian", Profile(), wishes):
        assert set(re.findall(r"\d+", said(letter))) <= {"15", "20", "2"}  # an escape
        assert "mail.csv" not in said(letter)


@given(chains(least=2), profiles, wishes)
def test_the_blurb_asks_for_one_thing_in_the_first_person(chain, profile, wishes):
    profile = replace(profile, name="Kate")
    body = first("blurb", chain, profile=profile, tone=wishes.tone).body
    assert body.count("15 to 20 minutes") == body.count("?") == 1
    assert re.search(r"\bme\b", body)
    assert "Kate" in body


@given(chains(least=2, kind="named"), wishes)
def test_who_was_named_in_the_search_is_not_named_in_letters(chain, wishes):
    title = chain.target.name
    for letter in letters_for(chain, title, Profile(), wishes):
        if letter.kind in {"blurb", "note"}:
            assert f"zqn{chain.target.id}" not in said(letter)


# --- which letters there are ----------------------------------------------------------


def test_letters_come_in_the_order_in_which_they_are_needed():
    sent = [
        (w.kind, w.sender.name, [p.name for p in w.to])
        for w in letters(chain_of(STORY, STORY_TIES))
    ]
    kate, ana, raj, mei = STORY
    assert sent == [
        ("ask", kate, [ana]),
        ("blurb", kate, [ana]),
        ("reminder", kate, [ana]),
        ("note", ana, [raj]),
        ("opt_in", raj, [mei]),
        ("bridge", raj, [mei, kate]),
        ("thanks", kate, [mei]),
        ("thanks", kate, [ana]),
        ("thanks", kate, [raj]),
    ]


def test_one_writes_to_somebody_one_knows_without_detours():
    direct = letters(chain_of(("Kate Spaulding", "Tom Park"), ("neighbour",)))
    assert [w.kind for w in direct] == ["direct", "reminder", "thanks"]
    assert {w.to[0].name for w in direct} == {"Tom Park"}


def test_two_need_no_note_and_four_need_two():
    for count, notes in ((3, 0), (5, 2)):
        names = [*STORY, "王伟"][:count]
        chain = chain_of(names, ["friend"] * (count - 1))
        assert [w.kind for w in letters(chain)].count("note") == notes


@pytest.mark.parametrize("tone", TONES)
def test_every_ask_has_an_easy_no(tone):
    chain = chain_of(STORY, STORY_TIES)
    easy = r"(?i)\b(no|decline|rather not|reason)\b"
    for kind in ("ask", "blurb", "reminder", "note", "opt_in"):
        assert re.search(easy, first(kind, chain, tone=tone).body)
    direct = chain_of(("Kate Spaulding", "Tom Park"), ("neighbour",))
    assert re.search(easy, first("direct", direct, tone=tone).body)


@pytest.mark.parametrize("tone", TONES)
def test_a_note_is_two_sentences(tone):
    body = first("note", chain_of(STORY, STORY_TIES), tone=tone).body
    assert len(re.findall(r"[.?!](?= |$)", body.split("\n\n")[1])) == 2


@pytest.mark.parametrize("tone", TONES)
def test_a_reminder_is_shorter_than_the_ask(tone):
    chain = chain_of(STORY, STORY_TIES)
    ask, reminder = (first(k, chain, tone=tone).body for k in ("ask", "reminder"))
    assert len(reminder.split()) < len(ask.split()) * 2 / 3


@pytest.mark.parametrize("tone", TONES)
def test_thanks_leave_a_gap_for_what_helped(tone):
    for letter in letters(chain_of(STORY, STORY_TIES), tone=tone):
        assert ("[" in letter.body) == (letter.kind == "thanks")


def test_what_is_not_known_of_the_asker_leaves_no_hole():
    for field in ("doing", "why", "times", "contact"):
        profile = replace(KATE, **{field: ""})
        for letter in letters(chain_of(STORY, STORY_TIES), profile=profile):
            assert getattr(KATE, field) not in letter.body
            assert not re.search(r" [.,:]| {2}|: *\.|\$", letter.body)


# --- how people are spoken of ---------------------------------------------------------


@pytest.mark.parametrize(
    ("tie", "hint"),
    [
        ("coworker", "I think Mei Patel, whom you work with, could be the right person."),
        ("cousin", "I think Mei Patel, your cousin, could be the right person."),
        ("aunt", "I think Mei Patel could be the right person."),
        ("therapist", "I think Mei Patel could be the right person."),
        ("ex-wife", "I think Mei Patel could be the right person."),
        ("no such tie", "I think Mei Patel could be the right person."),
        ("wife", "I think somebody close to you could be the right person."),
        ("possible coworker", "I think you may know Mei Patel, who could be the right person, though I am not sure."),
    ],
)  # fmt: skip
def test_the_next_person_is_said_neutrally(tie, hint):
    ask = first("ask", chain_of(("Kate", "Ana", "Mei Patel"), ("friend", tie)))
    assert ask.body.split("\n\n")[2].startswith(hint)
    assert (" ask them for me" in ask.body) == (tie == "wife")


@pytest.mark.parametrize(
    ("tie", "via", "said"),
    [
        ("LinkedIn connection", "", "We are connected on LinkedIn. "),
        ("possible coworker", "Acme, Inc.", "I believe we have both been at Acme, Inc. "),
        ("possible coworker", "Oakland Library", ""),
        ("possible schoolmate", "The Very Long School Of Many Words", ""),
        ("neighbour", "", ""),
    ],
)  # fmt: skip
def test_whoever_may_wonder_learns_how_they_are_connected(tie, via, said):
    target = Person("mei", "Mei Patel", "Librarian", "Oakland Library")
    chain = chain_of(("Kate", "Olu", target), (tie, "friend"), vias=[via])
    begins = first("ask", chain, tone="plain").body.split("\n\n")[1]
    assert begins.startswith(said + "I am looking for")


def test_a_volunteer_is_told_why_they_are_asked():
    chain = chain_of(("Kate", "Mei Patel"), ("volunteer adviser",))
    assert "You have offered to be asked" in first("direct", chain).body


@pytest.mark.parametrize(
    ("tie", "signed", "is_told"), [("aunt", "Kate", False), ("neighbour", "Kate Spaulding", True)]
)  # fmt: skip
def test_family_know_who_writes_and_what_they_do(tie, signed, is_told):
    direct = first("direct", chain_of(("Kate Spaulding", "Rosa"), (tie,)))
    assert direct.body.endswith(f"\n\n{signed}")
    assert (KATE.doing in direct.body) == is_told


def test_the_blurb_says_in_full_who_asks_though_family_gets_it_first():
    body = first("blurb", chain_of(STORY, STORY_TIES)).body
    assert KATE.doing in body
    assert "\n\nKate Spaulding\n\n" in body


def test_letters_are_signed_as_the_profile_says():
    chain = chain_of(STORY, STORY_TIES)
    ours = letters(chain, profile=replace(KATE, name="Katherine Sp"))
    assert all("Kate" not in w.body for w in ours)
    assert "\n\nKatherine Sp\n\n" in next(w for w in ours if w.kind == "blurb").body


def test_those_who_wish_it_name_whom_they_hope_for():
    chain = chain_of(STORY, STORY_TIES)
    for kind in ("ask", "note"):
        assert "Mei" not in said(first(kind, chain))
        named = first(kind, chain, names_everyone=True)
        assert "a public librarian, ideally Mei Patel" in named.body
    assert "Mei" not in said(first("blurb", chain, names_everyone=True))


def test_nobody_is_named_as_somebody_elses_spouse_even_then():
    chain = chain_of(STORY[1:], STORY_TIES[1:])
    body = first("ask", chain, names_everyone=True).body
    assert "somebody close to you" in body
    assert "Mei" not in body


def test_a_dollar_in_a_name_is_a_dollar():
    body = first(
        "ask", chain_of(("Kate", "$next", "A$AP ${me}"), ("friend", "aunt"))
    ).body
    assert "Hi $next," in body
    assert "I think A$AP ${me} could" in body


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        (chain_of(("Kate", "Tom"), ("aunt",)), ""),
        (chain_of(("Kate", "Ana", "Mei"), ("aunt", "aunt")), "Before you write to Mei yourself, let Ana ask Mei:"),
        (chain_of(STORY, STORY_TIES), "Before you write to Raj or Mei yourself, let Ana ask Raj and Raj ask Mei:"),
    ],
)  # fmt: skip
def test_who_is_left_to_others_is_said(chain, said):
    assert leave(chain).partition(" an introduction")[0] == said


# --- what is sought -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "occupation", "said"),
    [
        ("public librarian", "", "a public librarian"),
        ("Public Librarian", "", "a public librarian"),
        ("LIBRARIAN", "", "a librarian"),
        ("librarians", "", "a librarian"),
        ("Librarian or archivist", "", "a librarian or an archivist"),
        ("UX designer", "", "a UX designer"),
        ("ux designer", "", "a UX designer"),
        ("HEAD OF IT", "", "a head of IT"),
        ("VP of product", "", "a VP of product"),
        ("head of operations", "", "a head of operations"),
        ("DevOps Engineer", "", "a DevOps engineer"),
        ("english teacher", "", "an English teacher"),
        ("librarians in Oakland", "", "a librarian in Oakland"),
        ("a librarian at Oakland Public Library", "", "a librarian"),
        ("Nurse, ICU | Doctor", "", "a nurse or a doctor"),
        ("图书管理员", "librarian", "a librarian"),
        ("图书管理员", "", "图书管理员"),
        ("Bibliothécaire", "", "a bibliothécaire"),
        ("one who does many things on many days", "", ""),
        ("?!", "", ""),
        ("", "", ""),
    ],
)
def test_a_title_is_said_as_work(title, occupation, said):
    assert one_of(title, occupation) == said


@pytest.mark.parametrize(
    ("position", "said"),
    [
        ("Branch Manager at Oakland Library", "somebody who works as a branch manager"),
        ("Former librarian", "somebody to talk with about their work"),
        ("Oakland Library Director", "somebody to talk with about their work"),
        ("", "somebody to talk with about their work"),
    ],
)
def test_of_somebody_searched_by_name_their_work_is_said(position, said):
    mei = Person("mei", "Mei Patel", position, "Oakland Library")
    chain = chain_of((*STORY[:3], mei), STORY_TIES, kind="named", occupation="")
    note = first("note", chain, "Mei Patel")
    assert f"looking for {said}," in note.body
    assert "Mei" not in note.body


def test_a_title_that_says_where_the_target_works_is_not_repeated():
    mei = Person("mei", "Mei Patel", "Librarian", "Oakland Library")
    chain = chain_of((*STORY[:3], mei), STORY_TIES)
    body = first("note", chain, "oakland library librarian").body
    assert "works as a public librarian," in body


def test_a_long_title_is_said_as_the_occupation_it_was_taken_for():
    title = "public librarian for children and their parents and friends"
    body = first("note", chain_of(STORY, STORY_TIES), title).body
    assert "works as a public librarian," in body


def test_without_a_word_for_the_work_letters_read_on():
    chain = chain_of(STORY, STORY_TIES, occupation="")
    assert "about work like yours?" in first("blurb", chain, "?").body
    assert "a question about a line of work." in first("reminder", chain, "?").body


# --- leads ----------------------------------------------------------------------------

ASKED = Query("public librarian", "kate", 3, 10, None)
GRACE = Person("grace", "Grace Hill", "School Librarian", "Oakwood")


def lead(way="your LinkedIn connection", hops=1):
    question = "Do you know a public librarian?"
    return Lead(GRACE, "near", "why", 0.4, 0.9, hops, way, question)


def test_a_lead_is_asked_as_one_would_say_it():
    answer = Answer(ASKED, asker=Person("kate", "Kate Spaulding"))
    letter = lead_letter(lead(), answer, KATE, Wishes())
    assert (letter.kind, letter.sender.id, letter.to) == ("lead", "kate", (GRACE,))
    assert "\n\nDo you know a public librarian?\n\n" in letter.body
    assert "We are connected on LinkedIn." in letter.body
    assert "0.4" not in letter.body


def test_a_letter_to_a_far_lead_says_that_it_was_passed_on():
    far = lead("your sister-in-law's coworker", hops=2)
    answer = Answer(ASKED, asker=Person("kate", "Kate Spaulding"))
    body = lead_letter(far, answer, KATE, Wishes()).body
    assert "through somebody we both know" in body
    assert "sister" not in body
    assert body.endswith("Kate Spaulding")


def test_a_lead_in_the_family_is_not_told_who_writes():
    answer = Answer(ASKED, asker=Person("kate", "Kate Spaulding"))
    body = lead_letter(lead("your aunt"), answer, KATE, Wishes()).body
    assert KATE.doing not in body
    assert body.endswith("\n\nKate")


def test_a_lead_letter_needs_nobody_but_a_profile():
    letter = lead_letter(lead(), Answer(ASKED), replace(KATE, name="Kate"), Wishes())
    assert letter.sender.name == "Kate"


# --- the files ------------------------------------------------------------------------

LONG = Profile(
    name=" ".join("abcdefgh"),
    doing=" ".join(["doing"] * 25),
    why=" ".join(["why"] * 30),
    times=" ".join(["times"] * 15),
    contact=" ".join(["contact"] * 8),
)
LONG_TITLE = "aa bb or dd"  # six words with its articles, as many as are said


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_letters_stay_short_where_everything_is_as_long_as_can_be(tone, count):
    people = [" ".join([letter] * 8) for letter in "vwxyz"[:count]]
    chain = chain_of(people, ["LinkedIn connection"] * (count - 1))
    written = letters(chain, LONG_TITLE, LONG, tone=tone, names_everyone=True)
    for letter in written:
        assert len(letter.body.split()) <= MOST[letter.kind], letter
        if letter.kind in {"blurb", "direct"}:  # nothing one said of oneself is lost
            assert "an aa bb or a dd" in letter.body
            for field in ("name", "doing", "why", "times"):
                assert getattr(LONG, field) in letter.body


def shipped():
    return sorted((ROOT / "netpath" / "data" / "letters").rglob("*.txt"))


def test_every_tone_has_every_letter():
    files = {(path.parent.name, path.stem) for path in shipped()}
    assert files == {(tone, kind) for tone in TONES for kind in KINDS}


@pytest.mark.parametrize("path", shipped(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_no_letter_flatters_or_asks_for_a_job(path):
    text = path.read_text(encoding="utf-8")
    bad = r"(?i)pick your|finds you|\bjob\b|hidden|impress|amaz|\bhonou?r|%|!"
    assert not re.search(bad, text)
    assert path.parent.name != "formal" or not re.search("['’]", text)
    assert path.parent.name != "formal" or "Dear $to" in text or path.stem in {"blurb", "bridge"}  # fmt: skip


def test_a_line_vanishes_where_nothing_fills_it():
    lines = (("Hi $to,",), ("$tie", "I am here."), ("$why",))
    letter = Template("direct", ROOT, "Hi", lines)
    filled_ = filled(letter, {"to": "Ana", "tie": "", "why": ""})
    assert filled_ == ("Hi", "Hi Ana,\n\nI am here.")


def test_lines_that_may_go_go_from_the_last_on_until_the_letter_fits():
    lines = (("? one two", "must stay"), ("? three", f"? {'four ' * 56}"))
    body = filled(Template("reminder", ROOT, "Hi", lines), {})[1]
    assert body == "one two must stay\n\nthree"


def test_what_ends_with_a_stop_gets_no_second_one():
    letter = Template("direct", ROOT, "Hi", (("I $why.", "I saw $doing..."),))
    body = filled(letter, {"why": "ask, etc.", "doing": "it"})[1]
    assert body == "I ask, etc. I saw it..."


@pytest.mark.parametrize("kind", KINDS)
def test_every_placeholder_a_letter_knows_is_filled(kind, tmp_path):
    lines = "\n".join(f"<${name}>" for name in sorted(KINDS[kind].knows))
    (tmp_path / f"{kind}.txt").write_text(f"Subject: x\n\n{lines}", encoding="utf-8")
    profile = replace(KATE, name="Kate Spaulding")
    if kind == "lead":
        found = lead_letter(lead(), Answer(ASKED), profile, Wishes(templates=tmp_path))
    else:
        ties = ["LinkedIn connection"] * (1 if kind == "direct" else 3)
        chain = chain_of(STORY[: len(ties) + 1], ties)
        ours = letters(chain, profile=profile, templates=tmp_path)
        found = next(w for w in ours if w.subject == "x")
    assert len(re.findall(r"<[^$<>]+>", found.body)) == len(KINDS[kind].knows)


def test_letters_of_ones_own_replace_those_shipped_and_no_others(tmp_path):
    text = "\ufeffsubject: Hallo $to\r\n\r\nLiebe $to,\r\nkurz: $$5.\r\n\r\n\r\n$me\r\n"
    (tmp_path / "ask.txt").write_bytes(text.encode())
    chain = chain_of(STORY, STORY_TIES)
    ask, *others = letters(chain, templates=tmp_path)
    assert (ask.subject, ask.body) == ("Hallo Ana", "Liebe Ana, kurz: $5.\n\nKate")
    assert tuple(others) == letters(chain)[1:]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Subject: x\n\nHi $nmae", r"ask\.txt: this letter knows no \$nmae; .*\$next"),
        (b"Subject: $target\n\nHi", r"knows no \$target"),
        (b"Subject: x\n\nit costs $5", r"a dollar .* is written \$\$: it costs \$5"),
        (b"Hi Ana\n\nSubject: x", r"ask\.txt: the first line .* Subject: …"),
        (b"Subject:\n\nHi", "the first line"),
        (b"", "the first line"),
        (b"Subject: caf\xe9", r"ask\.txt is not UTF-8, from byte 12 on"),
        (b"Subject: x\n" + b"y" * (1 << 14), r"ask\.txt is larger than 16 kB"),
    ],
)
def test_a_letter_that_cannot_be_used_is_named(content, message, tmp_path):
    (tmp_path / "ask.txt").write_bytes(content)
    with pytest.raises(OutputError, match=message):
        letters(chain_of(STORY, STORY_TIES), templates=tmp_path)


def test_a_blurb_of_ones_own_may_not_be_longer_than_what_is_forwarded(tmp_path):
    own = tmp_path / "blurb.txt"
    own.write_text("Subject: x\n\n" + "word " * 121, encoding="utf-8")
    with pytest.raises(OutputError, match=r"blurb\.txt makes 121 words; .* 120"):
        letters(chain_of(STORY, STORY_TIES), templates=tmp_path)
    own.write_text("Subject: x\n\n" + "word " * 120, encoding="utf-8")
    assert letters(chain_of(STORY, STORY_TIES), templates=tmp_path)


def test_a_blurb_of_ones_own_cannot_name_who_gets_it_first(tmp_path):
    (tmp_path / "blurb.txt").write_text("Subject: x\n\nHi $to", encoding="utf-8")
    with pytest.raises(OutputError, match=r"knows no \$to"):
        letters(chain_of(STORY, STORY_TIES), templates=tmp_path)


def test_a_folder_or_a_tone_that_is_not_there_is_named(tmp_path):
    with pytest.raises(OutputError, match=r"there is no folder .*nowhere"):
        read_template("ask", "warm", tmp_path / "nowhere")
    with pytest.raises(OutputError, match=r"warm, plain, formal; not '\.\./warm'"):
        read_template("ask", "../warm")
    (tmp_path / "ask.txt").mkdir()
    with pytest.raises(OutputError, match=r"ask\.txt cannot be read"):
        read_template("ask", "warm", tmp_path)


@pytest.mark.parametrize("tone", TONES)
def test_copied_letters_say_what_the_shipped_ones_do(tone, tmp_path):
    folder = tmp_path / "my" / "letters"
    assert sorted(path.stem for path in copy_templates(tone, folder)) == sorted(KINDS)
    chain = chain_of(STORY, STORY_TIES)
    assert letters(chain, templates=folder) == letters(chain, tone=tone)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_copied_letters_are_readable_by_their_owner_alone(tmp_path):
    folder = tmp_path / "letters"
    modes = {stat.S_IMODE(p.stat().st_mode) for p in copy_templates("warm", folder)}
    assert modes == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_copying_replaces_nothing_and_then_writes_nothing(tmp_path):
    (tmp_path / "thanks_target.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"thanks_target\.txt exists already"):
        copy_templates("warm", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thanks_target.txt"]
    assert (tmp_path / "thanks_target.txt").read_text(encoding="utf-8") == "mine"


def test_letters_are_not_copied_into_a_file(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        copy_templates("warm", tmp_path / "file")


# --- all of them, to be read ----------------------------------------------------------


def shown(letter):
    to = ", ".join(person.name for person in letter.to)
    head = f"[{letter.kind}] {letter.sender.name} → {to}\nSubject: {letter.subject}"
    return f"{head}\n\n{letter.body}\n"


def test_letters_read_as_one_would_write_them(golden):
    graph = netpath.load(DEMO, as_of=TODAY)
    chains_ = netpath.find_chains(graph, "public librarian")
    tom = chain_of(("Kate Spaulding", "Tom Park"), ("neighbour",))
    parts = []
    for tone in TONES:
        plan = chains_.plan(KATE, tone=tone)
        direct = letters(tom, tone=tone)[:1]
        written = (*plan.picks[0].letters, *direct, *plan.lead_letters[:1])
        parts += [f"{'=' * 30} {tone}\n", *map(shown, written)]
    bare = (*letters(chain_of(STORY, STORY_TIES), profile=Profile()),
            *letters(tom, profile=Profile())[:1])  # fmt: skip
    parts += [f"{'=' * 30} warm, without a profile\n", *map(shown, bare)]
    golden("letters.txt", "\n\n".join(parts))


def test_every_relation_can_be_written_about():
    for relation in relations().values():
        assert letters(chain_of(("Kate", "Ana", "Mei"), [relation.neutral] * 2))
