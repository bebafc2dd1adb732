"""Plans made by hand, with everything a report on paper can hold."""

from __future__ import annotations

import datetime as dt
from itertools import cycle, pairwise

from netpath.model import Answer, Chain, Evidence, Hop, Lead, Match, Person, Query
from netpath.planning import Ask, Letter, Pick, Plan, Step, Theme, Wishes

DAY = dt.date(2026, 11, 25)
STORY = ("Kate Spaulding", "Ana Ruiz", "Łukasz Żółć", "Ольга Иванова")
OTHER = ("Kate Spaulding", "Tom Park", "Μαρία Παππά")
RIGHTWARD = ("Kate Spaulding", "أمينة الخطيب", "王伟", "שרה כהן")

_SEEDS = (
    '=HYPERLINK("http://x.example","x")', "=1+1", "+1-2", "-2+3", "@SUM(A1)", "＝1+1",
    "\t=1", "'=1", "=cmd|'/c calc'!A1", "{=1}", "http://x.example", "mailto:a@x.example",
    "www.x.example", "internal:Sheet1!A1", "external:c:\\x.xlsx", "00123", "1e5", "TRUE",
    "#N/A", "<r><t>x</t></r>", "<r>&</r>", "<r></r>", "_x000D_", "_x0041_", "&amp;", "]]>",
    "<script>alert(1)</script>", "<!--", "<?xml?>", "<!DOCTYPE x [<!ENTITY y 'z'>]>",
    "<w:p/>", "\x00\x01\x02", "\x0b\x0c\x1f", "\x7f\x85\x9f", "\ud800", "\udfff\ud800",
    "\ufffe\uffff", "a\u202eb\u202c", "\u2066x\u2069", "\u200f\u200e", "a\u200bb", "",
    " ", "\n", "a\nb\r\nc", "\u2028\u2029", "x" * 600, "я" * 600, "word " * 200,
    "👩‍👩‍👧‍👦", "e\u0301" * 50, "\u0300" * 80, '#import "/etc/passwd"', '#read("/etc/passwd")',
    '#eval("1")', "*bold*", "_it_", "$x$", "@ref", "<label>", "`raw`", "// note", "/* x */",
    "\\u{41}", "= Heading", "- item", "#[x]", "#sys.inputs", "https://typst.app", "~", "---",
    "%PDF", "{{x}}", "${x}", "&L&D&P", "&G", 'PAGE \\* "x"', "أمينة الخطيب (2)", "שרה 3",
    "王伟", "김철수", "अमित कुमार", "ஃ", "\U00012000", "\U0001f3f4\U000e0067", "O'Neil",
)  # fmt: skip
HOSTILE = [
    *_SEEDS,
    *(f" {seed}" for seed in _SEEDS if len(seed) < 100),
    *(f"Ana {seed} Ruiz" for seed in _SEEDS if len(seed) < 100),
]


def person(name, place=0, **known):
    known = {"position": "Librarian", "company": "Oak Library", **known}
    return Person(f"{place}-{name[:9]!a}", name, **known)


def chain(names, relations=("sister-in-law", "coworker", "wife"), sentence=""):
    people = tuple(person(name, i) for i, name in enumerate(names))
    said = Evidence("declared", "family.txt:2", detail="told it")
    met = Evidence("connection", "Connections.csv:5", date=dt.date(2020, 1, 2))
    hops = tuple(
        Hop(one.id, other.id, relation, 0.5, evidence=(said, met))
        for (one, other), relation in zip(
            pairwise(people), cycle(relations), strict=False
        )
    )
    sentence = sentence or f"Your {relations[0]} {names[1]} leads to {names[-1]}."
    match = Match(0.97, f"a reason about {names[-1]}")
    return Chain(people, hops, match, 0.28, (0.13, 0.45), 0.27, "a phrase", sentence)


def letters(names, text):
    people = [person(name, i) for i, name in enumerate(names)]
    body = f"Dear {names[1]},\n\n{text}\n\nWarmly,\n\n{names[0]}"
    return (
        Letter("ask", people[0], (people[1],), f"A question about {text}", body),
        Letter("blurb", people[0], (), "To forward", f"I am {names[0]}."),
        Letter("bridge", people[-2], (people[-1], people[0]), "Meet", "Here you are."),
    )


def asks_of(rank, one):
    people = [*pairwise(one.people)]
    return [Ask(rank, a, b, one.target, "planned") for a, b in people]


def plan_of(*stories, cover="Kate Spaulding", withheld=1):
    """A plan of several chains; the first two are its picks."""
    chains = tuple(chain(names) for names in stories)
    themes = (Theme("The way there", ("Which step mattered most?", "What next?")),)
    picks = tuple(
        Pick(
            one,
            rank,
            letters(one.names, f"letter {rank}"),
            themes,
            f"Leave {one.names[-1]}.",
        )
        for rank, one in enumerate(chains[:2], start=1)
    )
    lead = Lead(
        person("Grace Hill", 9),
        "near",
        "Grace Hill is near.",
        0.4,
        0.9,
        question="Who?",
    )
    query = Query("public librarian", chains[0].people[0].id, 3, 10, DAY)
    answer = Answer(
        query, chains, 5, leads=(lead,), withheld=withheld, together=0.6, asker=chains[0].people[0]
    )  # fmt: skip
    asks = [ask for rank, one in enumerate(chains[:2], 1) for ask in asks_of(rank, one)]
    asks[0] = Ask(1, asks[0].asks, asks[0].person, asks[0].target, "asked", DAY)
    days = (
        Step(DAY, "ask", 1, "Call Ana."),
        Step(dt.date(2026, 11, 30), "alternative", 2, "Ask Tom."),
        Step(None, "thank", 1, "Thank Olga."),
    )
    return Plan(
        answer,
        wishes=Wishes(cover=cover),
        picks=picks,
        timetable=days,
        asks=tuple(asks),
    )


def hostile_plan(texts, cover="x"):
    """A plan in which each text stands in every field that can hold one."""
    evil = list(texts)
    stories = [("You", one, other) for one, other in pairwise([*evil, evil[0]])]
    chains = tuple(
        chain(names, ("coworker", text), f"{text} says {text}")
        for names, text in zip(stories, evil, strict=True)
    )
    sources = tuple(Evidence(text, text, text, text) for text in evil)
    hops = [
        Hop("a", "b", text, 0.4, text, sources[i : i + 2])
        for i, text in enumerate(evil)
    ]
    hops[0] = Hop("a", "b", "coworker", 0.4)  # the first is always a word of ours
    first = Chain(
        tuple(person(text, i, position=text, company=text) for i, text in enumerate([*evil, "z"])),
        tuple(hops), chains[0].match, 0.1, (0.0, 0.9), 0.1, evil[0], evil[-1],
    )  # fmt: skip
    themes = tuple(Theme(text, (text, text)) for text in evil)
    pick = Pick(first, 1, tuple(one for text in evil for one in letters(("A", text, text), text)),
                themes, evil[0])  # fmt: skip
    leads = tuple(
        Lead(person(text), "near", text, 0.4, 0.9, 1, text, text) for text in evil
    )
    query = Query(evil[0], "nobody", 3, 10, DAY)
    answer = Answer(query, (first, *chains), 9999, leads=leads, together=0.5)
    asks = tuple(
        Ask(1, person(text), person(text), person(text), "planned") for text in evil
    )
    days = tuple(Step(DAY, "ask", 1, text) for text in evil)
    return Plan(
        answer,
        wishes=Wishes(cover=evil[0] or cover),
        picks=(pick,),
        timetable=days,
        asks=asks,
    )
