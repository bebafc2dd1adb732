"""Small groups among the messages: the only sign in an export of who else knows whom."""

from datetime import date

import pytest

import netpath
from netpath.importers import read_sources

HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
    "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
)
NAMES = {
    "nia": "Nia Owner",
    "mei": "Mei Patel",
    "soren": "Søren Ölbrandt",
    "wang": "王伟",
    "ana": "Ana Ruiz",
    "raj": "Raj Patel",
    "olga": "Ольга Петрова",
}
CANARY = "the words of the message"


def address(who):
    return f"https://www.linkedin.com/in/{who}"


def row(talk, sender, recipients, day="2026-05-01", folder="INBOX"):
    names = ",".join(NAMES.get(r, "LinkedIn Member") for r in recipients)
    urls = ",".join(address(r) for r in recipients if r in NAMES)
    return f'{talk},,{NAMES[sender]},{address(sender)},"{names}","{urls}",{day} 10:00:00 UTC,,{CANARY},{folder}\n'


@pytest.fixture
def pairs(tmp_path):
    """Read messages, after one ordinary talk that shows whose they are."""

    def read(*rows):
        folder = tmp_path / "export"
        folder.mkdir(exist_ok=True)
        (folder / "Profile.csv").write_text("First Name,Last Name,Headline\nNia,Owner,x\n")  # fmt: skip
        first = row("one", "nia", ["mei"]) + row("one", "mei", ["nia"])
        (folder / "messages.csv").write_text(HEADER + first + "".join(rows), encoding="utf-8")  # fmt: skip
        (export,) = read_sources([folder], as_of=date(2026, 11, 23))
        named = {r.id: r.name for r in (*export.records, export.owner)}
        ties = [t for t in export.ties if t.evidence[0].kind == "talk"]
        read.export = export
        return {tuple(sorted((named[t.a], named[t.b]))): t for t in ties}

    return read


def test_members_of_a_small_group_are_tied_to_each_other(pairs):
    found = pairs(
        row("g", "nia", ["mei", "soren", "wang"], "2024-03-01"),
        row("g", "soren", ["nia", "mei", "wang"], "2025-06-09"),
    )
    assert found.keys() == {
        ("Mei Patel", "Søren Ölbrandt"),
        ("Mei Patel", "王伟"),
        ("Søren Ölbrandt", "王伟"),
    }
    (reason,) = found["Mei Patel", "王伟"].evidence
    assert (reason.date, reason.last) == (date(2024, 3, 1), date(2025, 6, 9))
    assert reason.relation == "group chat companion"
    assert reason.detail == "both in 1 small group conversation"


def test_a_group_says_nothing_of_the_owner(pairs):
    rows = row("g", "nia", ["soren", "wang"]), row("g", "wang", ["nia", "soren"])
    assert not any("Nia Owner" in pair for pair in pairs(*rows))
    named = {r.id: r.name for r in pairs.export.records}
    owner = pairs.export.owner.id
    of_owner = [t for t in pairs.export.ties if owner in (t.a, t.b)]
    assert [named[t.a if t.b == owner else t.b] for t in of_owner] == ["Mei Patel"]


def test_two_groups_of_the_same_people_are_one_tie(pairs):
    found = pairs(
        row("g", "nia", ["mei", "soren"]),
        row("g", "mei", ["nia", "soren"]),
        row("h", "nia", ["mei", "soren"]),
        row("h", "soren", ["nia", "mei"]),
    )
    (tie,) = found.values()
    assert tie.evidence[0].detail == "both in 2 small group conversations"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("nia", ["mei", "soren"])], "in groups where one person writes"),
        (
            [
                ("nia", ["mei", "soren", "wang", "ana", "raj", "olga"]),
                ("mei", ["nia", "soren", "wang", "ana", "raj", "olga"]),
            ],
            "in groups of more than 6 people",
        ),
    ],
)
def test_groups_that_say_nothing_are_left_out_and_counted(pairs, rows, reason):
    assert pairs(*(row("g", *one) for one in rows)) == {}
    (file,) = [f for f in pairs.export.files if f.name == "messages.csv"]
    assert [(s.reason, s.count) for s in file.skipped] == [(reason, len(rows))]


def test_closed_accounts_are_nobody_yet_count_as_people_of_a_group(pairs):
    found = pairs(
        row("g", "nia", ["mei", "soren", "gone"]),
        row("g", "soren", ["nia", "mei", "gone"]),
    )
    assert found.keys() == {("Mei Patel", "Søren Ölbrandt")}


def test_spam_to_a_group_ties_nobody(pairs):
    rows = [row("g", who, ["nia", "soren"], folder="SPAM") for who in ("mei", "wang")]
    assert pairs(*rows) == {}


def test_a_chain_may_go_through_a_group_and_says_so(tmp_path, pairs):
    pairs(
        row("g", "nia", ["mei", "soren"], "2026-05-01"),
        row("g", "soren", ["nia", "mei"], "2026-05-01"),
    )
    (tmp_path / "jobs.csv").write_text(
        "person,relation,other,other_position,other_company,other_url\n"
        f"me,acquaintance,Zoë Stone,,,\nZoë Stone,friend,Søren Ölbrandt,Librarian,City Library,{address('soren')}\n"
    )
    graph = netpath.load(tmp_path / "export", tmp_path / "jobs.csv", as_of="2026-11-23")
    chain = netpath.find_chains(graph, "librarian", via=["Mei Patel"])[0]
    assert chain.names == ("Nia Owner", "Mei Patel", "Søren Ölbrandt")
    assert "is in a group chat with Søren Ölbrandt" in chain.sentence
    # e 0.50 × a 0.37 faded by 206 days of a two-year half-life above a floor of ½.
    fading = 0.5 + 0.5 * 0.5 ** (206 / 365.25 / 2)
    assert chain.hops[1].probability == pytest.approx(0.50 * 0.37 * fading)
    assert CANARY not in str(graph.nodes(data=True)) + str(graph.edges(data=True))
