"""Why to believe a hop, in one line: who said so, when, in which file."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.model import Chain, Evidence, Hop, Match, Person, Record
from netpath.reports.evidence import day_words, grounds
from netpath.reports.words import hop_line
from netpath.text import clean

DAY = dt.date(2026, 11, 25)
ME = Person("me", "Kate Spaulding", url="https://www.linkedin.com/in/kate-spaulding")
ANA = Person("ana", "Ana Ruiz", url="https://www.linkedin.com/in/ana-ruiz")
RAJ = Person("raj", "Raj Patel")


def chain(*evidence, relation="coworker", via=""):
    """Give you → Ana → Raj, the second hop with some evidence."""
    hops = (
        Hop("me", "ana", "sister", 0.8),
        Hop("ana", "raj", relation, 0.55, via, evidence),
    )
    return Chain((ME, ANA, RAJ), hops, Match(0.9, ""), 0.4, (0.2, 0.6), 0.4)


def test_a_hop_says_who_said_so_when_and_where():
    told = Evidence(
        "declared", "demo/family.txt:2", "me", "coworker at Acme", "coworker"
    )
    raj = Person("raj", "Raj Patel", records=(Record("x", "me", "Raj", source="demo/family.txt:2", seen=DAY),))  # fmt: skip
    made = chain(told)
    made = Chain((ME, ANA, raj), made.hops, made.match, 0.4, (0.2, 0.6), 0.4)
    assert hop_line(made, 1) == (
        "Ana Ruiz → Raj Patel: coworker at Acme, about 6 in 10; you said so on"
        " 25 November 2026 (family.txt:2)"
    )
    assert hop_line(made, 0) == "You → Ana Ruiz: sister, about 8 in 10"


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        (Evidence("declared", "told on 2026-11-25:3", "me"), "you said so on 25 November 2026"),
        (Evidence("declared", "x.csv:3", "in:ana-ruiz"), "Ana said so (Ana's x.csv:3)"),
        (Evidence("declared", "x.csv:3", "in:nobody"), "somebody said so (x.csv:3)"),
        (Evidence("connection", "a.zip/Connections.csv:8", "in:ana-ruiz", date=DAY),
         "on LinkedIn since 25 November 2026 (Ana's Connections.csv:8)"),
        (Evidence("connection", "a.zip/Connections.csv:8", "in:kate-spaulding"), "on LinkedIn (Connections.csv:8)"),
        (Evidence("messages", detail="1 sent, 2 received, last on 1 May 2026"), "messages: 1 sent, 2 received, last on 1 May 2026"),
        (Evidence("recommendation", detail="received", date=DAY), "recommendation received on 25 November 2026"),
        (Evidence("invitation", detail="sent"), "invitation sent"),
        (Evidence("endorsement", teller="in:ana-ruiz", detail="2 skills endorsed by the owner"), "2 skills endorsed by Ana"),
        (Evidence("endorsement", teller="in:kate-spaulding", detail="2 skills endorsed for the owner"), "2 skills endorsed for you"),
        (Evidence("derived", detail="sister-in-law: wife's sister"), "it follows from wife's sister"),
        (Evidence("mutuals", detail="6 people know both"), "6 people know both"),
        (Evidence("second context", detail="online and work"), "met in more than one way: online and work"),
        (Evidence("contact", "book.vcf:4"), "in an address book (book.vcf:4)"),
        (Evidence("talk", detail="both in 2 talks"), "both in 2 talks"),
    ],
)  # fmt: skip
def test_every_kind_of_evidence_has_its_words(evidence, said):
    assert grounds(chain(evidence), 1) == said


def test_a_guess_is_called_a_guess():
    both = (
        Evidence("employer", detail="Acme: Clerk (2019 to 2023)"),
        Evidence("employer", detail="Acme"),
    )
    line = hop_line(chain(*both, relation="possible coworker", via="Acme"), 1)
    assert line.endswith(
        "possible coworker at Acme, about 6 in 10; a guess from what both name:"
        " Acme: Clerk (2019 to 2023) and Acme"
    )


def test_a_link_that_is_the_relation_is_not_said_twice():
    link = Evidence("connection", date=DAY)
    assert grounds(chain(link, relation="LinkedIn connection"), 1) == "since 25 November 2026"  # fmt: skip
    assert not grounds(chain(), 1)


@given(st.lists(st.text().map(clean), min_size=3, max_size=3), st.sampled_from("declared messages contact talk school".split()))  # fmt: skip
def test_a_hop_is_one_line(texts, kind):
    line = hop_line(chain(Evidence(kind, *texts)), 1)
    assert line.startswith("Ana Ruiz → Raj Patel: coworker")
    assert "\n" not in line


def test_days_are_written_as_in_letters():
    assert day_words(dt.date(2027, 3, 1)) == "1 March 2027"
