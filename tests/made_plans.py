"""Plans for tests of reports, made by hand: every field filled, of invented people."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from netpath.model import Answer, Chain, Evidence, Gain, Hop, Lead, Match, Person, Query
from netpath.planning import Ask, Letter, Pick, Plan, Profile, Step, Theme, Wishes

DAY = dt.date(2026, 11, 25)

GIVEN = "Ana Raj Mei Łukasz Zoë Grace Olu Tomás Yuki Ines Søren Priya Marcus Fatima Birgit Elif Noor Pavel Rosa Kwame".split()
FAMILY = "Ruiz Patel Nowak Adeyemi Silva Hill Tanaka Duarte Ölbrandt Raman Bell Çelik Lindqvist Haddad Osei Moreau Kovač Park Byrne Castro".split()
PLAIN = ["王伟", "أمينة بن علي", "אורי כהן", "Ольга Иванова", "राजेश कुमार"]
WORK = [
    ("Public Librarian", "Oakland Public Library"),
    ("Children's Librarian", "Fremont Main Library"),
    ("Branch Manager", "Alameda County Library"),
    ("Reference Librarian", "Berkeley Public Library"),
    ("Coworker", "Acme & Sons"),
]
QUESTIONS = {
    "The way there": (
        "What made you choose this work, and what would you do differently?",
        "Which step into your first post mattered most?",
    ),
    "An ordinary day": (
        "What did last Tuesday look like?",
        "Which tasks fill more time than outsiders guess?",
    ),
    "Getting in": (
        "What do hiring panels here notice first in a new graduate?",
        "How do civil-service lists and part-time hours work?",
    ),
    "To end with": (
        "Who else would see this differently, and may I use your name?",
        "May I tell you how it goes?",
    ),
}
BODY = (
    "Dear {to},\n\nI hope this finds you well, and that the garden has come through the"
    " storms of last week in one piece.\n\nI am a student of library science at San José"
    " State, and want to find out whether the work suits me. I believe that somebody you"
    " know could tell me what it is like, from the inside. Would you be willing to ask"
    " whether they might talk to me for fifteen or twenty minutes, by telephone or over a"
    " coffee, whenever it suits them? I would come with questions, and keep to the"
    " time.\n\nIf it is not convenient, for whatever reason, please just say so; I will not"
    " mind at all, and there is no need at all to explain why it is not.\n\nWith warm thanks,\n{sender}"
)


def people(count):
    """Give people of many scripts, each with work."""
    for i in range(count):
        given, family = GIVEN[i % 20], FAMILY[(i * 7 + i // 20) % 20]
        name = PLAIN[i // 12] if i % 12 == 11 else f"{given} {family}"
        position, company = WORK[i % 5]
        yield Person(f"p{i}", name, position, company)


def chain_of(*persons, number=0):
    """Give a chain through people, with evidence of several kinds."""
    hops = tuple(
        Hop(one.id, other.id, relation, 0.8 - 0.1 * i - number / 60, evidence=evidence)
        for i, (one, other, relation, evidence) in enumerate(
            zip(
                persons[:-1],
                persons[1:],
                _relations(number),
                _evidence(number),
                strict=False,
            )
        )
    )
    probability = 1.0
    for hop in hops:
        probability *= hop.probability
    names = [person.name for person in persons]
    last = persons[-1]
    sentence = (
        f"Your sister-in-law {names[1]} works with {' and '.join(names[2:-1]) or 'you'}, whose"
        f" wife {names[-1]} is a {last.position} at {last.company}."
    )
    return Chain(
        persons, hops, Match(0.9, f"'{last.position}' in the position"), probability,
        (probability / 2, min(1, probability * 1.6)), probability * 0.9, "", sentence,
        first=0.6, is_level=number % 3 == 2,
        gain=Gain("call", 0, f"Ring {names[1]} rather than write: about 4 in 10 instead of 3 in 10.", 0.4),
    )  # fmt: skip


def _relations(number):
    return ("LinkedIn connection", "coworker", "wife") if number % 2 else ("sister-in-law", "LinkedIn connection", "aunt")  # fmt: skip


def _evidence(number):
    export = "Basic_LinkedInDataExport_11-01-2026.zip"
    kin = (
        Evidence("declared", "family.txt:2", "me", "sister-in-law", "sister-in-law"),
    )
    work = (
        Evidence(
            "declared", "told on 2026-11-25:3", "me", "coworker at Acme", "coworker"
        ),
    )
    seen = (
        Evidence("connection", f"{export}/Connections.csv:{number + 5}", date=dt.date(2019, 7, 23)),
        Evidence("messages", f"{export}/messages.csv:{number + 9}", detail="4 sent, 9 received, last on 9 October 2026"),
    )  # fmt: skip
    return (seen, work, kin) if number % 2 else (kin, seen[:1], kin)


def letters(chain):
    """Give a letter of every kind for a chain."""
    asker, first, *_, last = *chain.people[:2], *chain.people[-2:], chain.target
    before = chain.people[-2]
    rows = [
        ("ask", asker, (first,), "A small favour, with an easy no"),
        ("blurb", asker, (first,), "Fifteen minutes about your work"),
        ("opt_in", before, (last,), "Would this be welcome?"),
        ("bridge", before, (last, asker), "The two of you"),
        ("reminder", asker, (first,), "Just in case"),
        ("thanks", asker, (last,), "Thank you"),
    ]
    return tuple(
        Letter(
            kind, sender, to, subject, BODY.format(to=to[0].name, sender=sender.name)
        )
        for kind, sender, to, subject in rows
    )


def pick_of(chain, rank):
    """Give a pick with everything."""
    themes = [Theme(name, said) for name, said in QUESTIONS.items()]
    leave = f"Do not write to {chain.target.name} yourself before {chain.people[1].name} has asked."
    return Pick(chain, rank, letters(chain), tuple(themes[: 5 - rank]), leave)


def plan_of(chains, leads=(), title="public librarian", **wishes):
    """Give a plan of chains: three picks, letters, days, the page to keep track."""
    picks = tuple(pick_of(chain, rank) for rank, chain in enumerate(chains[:3], 1))
    asker = chains[0].people[0]
    steps = [
        step
        for pick in picks
        for name in [pick.chain.people[1].name]
        for step in (
            Step(DAY, "ask", pick.rank, f"Ask {name}, and send the words to pass on."),
            Step(DAY + dt.timedelta(7), "remind", pick.rank, f"Remind {name} once."),
            Step(DAY + dt.timedelta(14), "close", pick.rank, "Let it rest, and mark it so."),
            Step(None, "thank", pick.rank, f"Thank {pick.chain.target.name} and {name}."),
        )
    ]  # fmt: skip
    asks = [
        Ask(pick.rank, one, other, pick.chain.target)
        for pick in picks
        for one, other in zip(
            pick.chain.people[:-1], pick.chain.people[1:], strict=True
        )
    ]
    answer = Answer(
        Query(title, asker.id, 3, 20, DAY), tuple(chains), len(chains) + 11, leads=leads,
        withheld=2, together=0.9, asker=asker,
    )  # fmt: skip
    return Plan(answer, Profile(name=asker.name), Wishes(**wishes), picks,
                tuple(lead_letter(lead, asker) for lead in leads[:3]), tuple(steps), tuple(asks))  # fmt: skip


def lead_letter(lead, asker):
    """Give the letter to a lead."""
    return Letter("lead", asker, (lead.person,), "A question", lead.question)


def lead_of(person):
    """Give a lead to somebody."""
    return Lead(
        person, "there", f"{person.name} works where public librarians work.", 0.4, 0.8,
        question="Do you know a public librarian who might talk to me for fifteen minutes?",
    )  # fmt: skip


def large(**wishes):
    """Give a plan of 20 chains and 60 people, all but you different."""
    me = Person("me", "Kate Spaulding")
    others = list(people(60))
    chains = [chain_of(me, *others[3 * i : 3 * i + 3], number=i) for i in range(20)]
    return plan_of(chains, **wishes)


KINDS = ("declared", "derived", "connection", "messages", "recommendation", "invitation",
         "endorsement", "talk", "contact", "volunteered", "employer", "mutuals", "second context")  # fmt: skip


def hostile(texts):
    """Give a plan in which everything that comes from outside says each of the texts."""
    chains = [_hostile_chain(text, number) for number, text in enumerate(texts)]
    leads = tuple(
        Lead(chain.target, "there", text, 0.4, 0.8, 1, text, text)
        for chain, text in zip(chains, texts, strict=True)
    )
    plan = plan_of(chains, leads=leads, title=" ".join(texts), cover=" ".join(texts))
    picks = tuple(
        Pick(chain, rank, _hostile_letters(chain, text, rank), (Theme(text, (text, f"{text}?")),), text)
        for rank, (chain, text) in enumerate(zip(chains, texts, strict=True), 1)
    )  # fmt: skip
    return replace(
        plan,
        picks=picks,
        timetable=tuple(Step(None, "ask", 1, text, text) for text in texts),
        asks=tuple(
            Ask(1, *chain.people[1:], chain.target, text)
            for chain, text in zip(chains, texts, strict=True)
        ),
        lead_letters=tuple(pick.letters[0] for pick in picks),
    )


def _hostile_chain(text, number):
    me = Person("me", "Kate Spaulding")
    persons = (
        me,
        *(Person(f"p{number}-{i}", text, text, text, text) for i in range(2)),
    )
    evidence = tuple(Evidence(kind, text, text, text, text, date=DAY) for kind in KINDS)
    hops = tuple(
        Hop(one.id, other.id, "coworker", 0.5, text, evidence)
        for one, other in pairwise(persons)
    )
    chain = Chain(
        persons, hops, Match(0.3, text), 0.25, (0.1, 0.4), 0.2, text, text,
        gain=Gain("confirm", 1, text, 0.5), together=0.9,
    )  # fmt: skip
    return replace(chain, alternatives=(chain,))


def _hostile_letters(chain, text, number):
    kinds = ("ask", "direct", "blurb", "note", "opt_in", "bridge", "reminder", "thanks")
    return tuple(
        Letter(kind, chain.target, chain.people, text, f"{text}\n\n{text}")
        for kind in (kinds[number % 8], kinds[number % 3])
    )
