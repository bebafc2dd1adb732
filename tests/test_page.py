"""The page and its Markdown: everything is said, nothing runs, paper loses nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import made_plans
import pytest
from hostile_text import GROUPS, TEXTS
from hypothesis import given
from hypothesis import strategies as st

import netpath
from netpath.planning import Plan, Step
from netpath.reports import render
from netpath.reports.letters import letter_heading, letter_when
from netpath.reports.page import chain_sections
from netpath.reports.page.elements import Markup, apart, element
from netpath.reports.plan_words import questions, step_day
from netpath.reports.words import chance, hop_line
from netpath.text import terminal

LARGEST = 60_000
OWN_ELEMENTS = set(
    "html head meta title style body header main nav a section h1 h2 h3 h4 p div ol ul li"
    " details summary bdi span label input select option button pre table caption thead"
    " tbody tr th td footer script article figure figcaption svg g rect path text tspan desc".split()
)
OWN_ATTRIBUTES = set(
    "charset http-equiv content name lang class id href aria-label aria-labelledby"
    " data-p open hidden type autocomplete value role scope dir align".split()
)


class Read(HTMLParser):
    """What a page really holds, pictures left out."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.values = [], set(), set()
        self.headings, self.text, self._in = [], [], []
        self.feed(re.sub(r"<svg.*?</svg>", "", page))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self._in.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.values |= {value for _, value in attrs if value}
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag):
        while self._in and self._in.pop() != tag:
            pass

    def handle_comment(self, data):
        self.tags.append(f"comment {data}")

    def handle_data(self, data):
        if not {"script", "style"} & set(self._in):
            self.text.append(data)

    @property
    def said(self):
        return "".join(self.text)


def demo():
    """Give the plan of the demonstration, with everything that was made for it."""
    graph = netpath.load(netpath.demo_folder(), as_of="2026-11-23")
    return netpath.find_chains(graph, "public librarian", alternatives=2).plan()


def plain(markdown):
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


@pytest.fixture(scope="module")
def large():
    return made_plans.large(cover="Łukasz Ölbrandt")


@pytest.fixture(scope="module")
def page(large):
    return render(large, "html")


# --- what it says ---------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["html", "md"])
@pytest.mark.parametrize("plan", [made_plans.large(), demo()], ids=["large", "demo"])
def test_everybody_every_sentence_and_every_chance_is_said(plan, format_):
    written = render(plan, format_)
    said = Read(written).said if format_ == "html" else plain(written)
    for chain in plan.answer.chains:
        for place in range(len(chain.hops)):
            assert hop_line(chain, place) in said
        for text in (
            *chain.names[1:],
            chain.sentence,
            chance(chain),
            chain.match.reason,
        ):
            assert text in said
        for other in chain.alternatives:
            assert other.sentence in said


@pytest.mark.parametrize("format_", ["html", "md"])
def test_everything_one_takes_along_is_said(large, format_):
    large = replace(large, answer=replace(large.answer, leads=(made_plans.lead_of(large.picks[0].chain.people[1]),)))  # fmt: skip
    written = render(large, format_)
    said = Read(written).said if format_ == "html" else plain(written)
    texts = [
        "Prepared for Łukasz Ölbrandt",
        "25 November 2026",
        "2 chains were withheld",
        "one reminder",
        "Nothing here was sent to anyone.",
        "declined, no reply, withdrawn or not now",
        large.answer.leads[0].reason,
        *(pick.leave for pick in large.picks),
        *(letter.subject for pick in large.picks for letter in pick.letters),
        *(step.what for step in large.timetable),
        *(one for theme in large.picks[0].questions for one in theme.questions),
    ]
    assert [text for text in texts if text not in said] == []
    for pick in large.picks:
        for letter in pick.letters:
            for paragraph in letter.body.split("\n"):
                assert paragraph in said


def test_both_formats_say_it_in_the_same_order(large):
    in_page = re.findall(r'<h2 id="\w+">(.*?)</h2>', render(large, "html"))
    assert in_page == re.findall(r"^## (.*)$", render(large, "md"), re.MULTILINE)


def test_an_answer_that_was_only_printed_has_its_chains_and_leads_alone(large):
    said = Read(render(Plan(large.answer), "html")).said
    assert "Everybody within reach" in said
    assert "2 chains were withheld" in said
    for absent in ("Letters", "Timetable", "Keeping track", "Whom not to ask"):
        assert absent not in said


def test_a_letter_says_who_sends_it_to_whom_and_when():
    pick = made_plans.large().picks[0]
    ask, blurb, opt_in, bridge, *_ = pick.letters
    assert letter_heading(ask, "me") == "You to Ana Ruiz: the ask"
    assert letter_when(ask, "me") == "Send this first."
    assert "forwarded" in letter_when(blurb, "me")
    assert letter_when(opt_in, "me") == "For Raj to send before any introduction."
    assert letter_heading(bridge, "me") == "Raj Duarte to Mei Osei and you: the introduction"  # fmt: skip
    assert letter_when(bridge, "me") == "For Raj to send once Mei has said yes."


def test_questions_are_said_once():
    first, *others = made_plans.large().picks
    same, *rest = questions([first, *others])
    assert same.heading == "For Mei Osei; Grace Moreau and Yuki Kovač may be asked the same"  # fmt: skip
    assert rest == []
    more = list(questions([others[1], first]))
    assert [part.heading for part in more] == ["For Yuki Kovač", "For Mei Osei, besides those above"]  # fmt: skip
    assert [theme.name for theme in more[1].themes] == ["Getting in", "To end with"]


def test_what_has_no_day_waits_for_the_talk():
    assert step_day(Step(made_plans.DAY, "ask", 1, "")) == "25 November 2026"
    assert step_day(Step(None, "thank", 1, "")) == "After the talk"
    assert step_day(Step(None, "thank", 1, "", "a week later")) == "A week later"


def test_what_to_type_into_a_terminal_is_no_part_of_a_plan():
    plan = made_plans.large()
    first = plan.picks[0]
    gain = replace(first.chain.gain, kind="close", says="Then it is 5 in 10. Then tell me: netpath link me friend ana")  # fmt: skip
    pick = replace(first, chain=replace(first.chain, gain=gain))
    for format_ in ("html", "md"):
        said = plain(render(replace(plan, picks=(pick,)), format_))
        assert "Then it is 5 in 10." in said
        assert "netpath link" not in said


# --- what it is -----------------------------------------------------------------------


def test_a_page_of_sixty_people_is_small(page):
    assert len({name for chain in made_plans.large().answer.chains for name in chain.names[1:]}) > 50  # fmt: skip
    assert len(render(made_plans.large(), "html").encode()) <= LARGEST
    own = sum(len(part) for part in re.findall(r"<(?:style|script)>(.*?)</", page, re.DOTALL))  # fmt: skip
    assert own <= 9_000


def test_the_policy_allows_this_style_sheet_and_script_alone(page):
    for name in ("style", "script"):
        (text,) = re.findall(f"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}';" in page
    for part in ("default-src", "base-uri", "form-action"):
        assert f"{part} 'none'" in page
    assert "unsafe" not in page
    assert not re.search(r"\sstyle=|\son\w+=", page)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", page)


def test_headings_come_in_order_and_there_is_one_first(page):
    levels = Read(page).headings
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))  # fmt: skip


def test_every_link_leads_to_a_section_that_is_there(page):
    links = re.findall(r'<a href="#(\w+)">', page)
    assert links
    assert links == re.findall(r'<h2 id="(\w+)">', page)


def test_without_a_script_everything_is_open_and_no_control_is_seen(page):
    assert page.count("<details") == len(re.findall("<details[^>]* open", page)) == 38
    assert '<div class="tools" hidden>' in page
    assert "<button" not in page.partition('<div class="tools"')[0]


def test_what_is_short_is_neither_folded_nor_filtered():
    page = render(demo(), "html")
    assert 'class="tools"' not in page
    assert '<details open class="first"><summary>1. ' in page


@pytest.mark.parametrize(
    "rule",
    [
        "@page { size: A4",
        "@media print",
        "prefers-color-scheme: dark",
        "prefers-reduced-motion",
        ":focus-visible",
        "break-after: page",
        "nav, .tools, button { display: none }",
        "details::details-content { content-visibility: visible }",
    ],
)
def test_paper_the_dark_and_the_keyboard_are_thought_of(page, rule):
    assert rule in page


def test_names_read_from_right_to_left_are_set_apart():
    assert element("p", "أمينة → Ana, 5") == "<p><bdi>أمينة</bdi> → Ana, 5</p>"
    assert element("p", "שרה כהן & Ana") == "<p><bdi>שרה כהן</bdi> &amp; Ana</p>"
    assert element("li", apart("王伟"), ", x") == "<li><bdi>王伟</bdi>, x</li>"


def test_the_picture_shows_the_picks_and_no_more_than_can_be_seen(monkeypatch):
    shown = []

    def picture(chains, title, *, narrow=False, **_):
        shown.append(chains)
        return f"<svg><title>{'narrow' if narrow else 'wide'}{title}</title></svg>"

    monkeypatch.setattr(chain_sections, "picture", picture)
    plan = made_plans.large()
    last = replace(plan.picks[2], chain=plan.answer.chains[-1])
    page = render(replace(plan, picks=(*plan.picks[:2], last)), "html")
    assert [len(chains) for chains in shown] == [6, 3]
    assert shown[1][2].names == plan.answer.chains[-1].names
    assert '<div class="wide"><svg><title>wide</title></svg></div>' in page
    assert "The best ways; all are listed below." in page
    assert "all are listed" not in render(demo(), "html")


# --- what it does not do --------------------------------------------------------------


@pytest.mark.parametrize("format_", ["html", "notebook"])
@pytest.mark.parametrize("group", GROUPS)
def test_no_text_becomes_an_element(group, format_):
    read = Read(render(made_plans.hostile(GROUPS[group]), format_))
    assert set(read.tags) <= OWN_ELEMENTS
    assert read.attributes <= OWN_ATTRIBUTES
    assert read.tags.count("script") == read.tags.count("style") == (format_ == "html")
    assert not any("__ran" in value or "x.example" in value for value in read.values)
    for text in GROUPS[group]:
        assert terminal(text) in read.said


@given(st.text(), st.text())
def test_an_element_holds_its_text_whatever_it_is(text, value):
    made = element("p", text, title=value)
    read = Read(made)
    assert set(read.tags) <= {"p", "bdi"}
    assert read.attributes == {"title"}
    assert read.said == terminal(text)
    assert read.values <= {terminal(value)}
    assert element("b", made) == Markup(f"<b>{made}</b>")


@pytest.mark.parametrize("group", GROUPS)
def test_markdown_lets_no_text_out_of_its_place(group):
    written = render(made_plans.hostile(GROUPS[group]), "md")
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "x", written)
    assert not re.search(r"[<\[\]`$~^&]", bare)
    assert set(re.findall(r"[|>#*-]{1,4}", bare)) <= set("# ## ### #### - * ** **** > | ---".split())  # fmt: skip
    assert not re.search(r"[^\n -~\xa0-\U0010ffff]", written)


def test_there_are_two_hundred_hostile_texts():
    assert len(set(TEXTS)) >= 200
