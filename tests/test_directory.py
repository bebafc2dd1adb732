"""People who volunteered to be asked: read from any office's list, ranked, and said."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netpath
from netpath.errors import NetpathError
from netpath.importers import Asked, read_each
from netpath.importers.directory import RELATION
from netpath.model import Evidence, Match, Network, Person, Query, Tie
from netpath.ranking.building import build
from netpath.ranking.find import Finder, Terms, find
from netpath.ranking.strength import AVAILABILITY, WILLING, chain_probability

TODAY = date(2026, 11, 23)

SPOTLIGHTS = """\
Name,Job Title,Employer,Major,Class Year,LinkedIn URL,Careers I can talk about
Mei Patel,Librarian II,Oakland Public Library,MLIS,Class of 2016,linkedin.com/in/mei-patel,Public libraries
Søren Ölbrandt,Archivist,City Archive,History,2009,,Archives
王伟,Cataloguer,State Library,MLIS,2020,,Metadata
"""
MENTORS = """\
Vorname;Nachname;Position;Firma;Hochschule;Sind Sie bereit, mit Studierenden zu sprechen?
Jürgen;Müller;Bibliothekar;Stadtbücherei Köln;TH Köln;ja
Käthe;Weiß;Lektorin;Verlag Süd;TH Köln;nein
Anaïs;Roß;Archivarin;Landesarchiv;TH Köln;
"""


def read(tmp_path, data, name="alumni.csv", **asked):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (one,) = read_each([path], Asked(as_of=TODAY, **asked))
    if isinstance(one, NetpathError):
        raise one
    return one


def people(export):
    return {r.name: r for r in export.records if r.id != "me"}


def test_an_alumni_list_gives_people_who_are_willing(tmp_path):
    export = read(tmp_path, SPOTLIGHTS)
    found = people(export)
    assert found.keys() == {"Mei Patel", "Søren Ölbrandt", "王伟"}
    mei = found["Mei Patel"]
    assert (mei.position, mei.company, mei.url) == (
        "Librarian II",
        "Oakland Public Library",
        "in:mei-patel",
    )
    assert mei.seen is None  # a list says nothing of how old it is
    (reason,) = next(t for t in export.ties if mei.id in (t.a, t.b)).evidence
    assert (reason.kind, reason.relation, reason.side) == (
        "volunteered",
        RELATION,
        "me",
    )
    assert reason.source == "alumni.csv:2"


def test_what_somebody_offers_is_kept_in_few_words(tmp_path):
    text = "Name,Class Year,Can help with\nMei Patel,2016," + "career chats " * 40
    (tie,) = read(tmp_path, text).ties
    assert tie.evidence[0].detail.startswith(
        "volunteered to talk to students (career chats"
    )
    assert len(tie.evidence[0].detail) < 120


def test_a_column_that_says_who_is_willing_decides_row_by_row(tmp_path):
    export = read(tmp_path, MENTORS.encode("cp1252"))
    assert people(export).keys() == {"Jürgen Müller"}
    assert [(s.line, s.reason) for s in export.skipped] == [
        (3, "did not volunteer"),
        (4, "did not volunteer"),
    ]
    assert any("cp1252" in warning for warning in export.warnings)


def test_a_column_about_willingness_that_nobody_filled_in_decides_nothing(tmp_path):
    export = read(tmp_path, "Name,Willing to mentor\nMei Patel,\nRaj Patel,\n")
    assert people(export).keys() == {"Mei Patel", "Raj Patel"}


@pytest.mark.parametrize("no", ["no", "No", "N", "0", "FALSE", "not available", "Não", "nein", ""])  # fmt: skip
def test_every_way_of_saying_no_is_a_no(tmp_path, no):
    text = f"Name,Willing to mentor\nMei Patel,yes\nRaj Patel,{no}\n"
    assert people(read(tmp_path, text)).keys() == {"Mei Patel"}


@pytest.mark.parametrize("yes", ["yes", "Y", "1", "sí", "oui, volontiers", "by e-mail only"])  # fmt: skip
def test_everything_else_is_a_yes(tmp_path, yes):
    text = f'Name,Willing to mentor\nMei Patel,"{yes}"\n'
    assert people(read(tmp_path, text)).keys() == {"Mei Patel"}


def test_names_written_surname_first_are_turned_round(tmp_path):
    text = 'Name,Class of\n"Patel, Mei",2016\n"Ölbrandt, Søren",2009\n"García Ruiz, Ana",2001\n'
    assert people(read(tmp_path, text)).keys() == {
        "Mei Patel",
        "Søren Ölbrandt",
        "Ana García Ruiz",
    }


def test_degrees_after_a_comma_are_no_first_names(tmp_path):
    text = 'Name,Class of\n"Mei Patel, MBA",2016\n"Søren Ölbrandt, PhD",2009\n'
    assert people(read(tmp_path, text)).keys() == {"Mei Patel, MBA", "Søren Ölbrandt, PhD"}  # fmt: skip


def test_a_list_of_names_and_jobs_is_read_as_a_directory_if_the_user_says_so(tmp_path):
    text = "Name,Role here,Employer\nMei Patel,Librarian,City Library\n"
    with pytest.raises(NetpathError, match=r"list\.csv"):
        read(tmp_path, text, "list.csv")
    said = read(tmp_path, text, "list.csv", kind="directory")
    assert people(said)["Mei Patel"].position == ""
    mapped = read(tmp_path, text, "list.csv", columns={"position": "Role here"})
    assert people(mapped)["Mei Patel"].position == "Librarian"


def test_a_mapped_column_that_is_not_there_is_named_with_those_that_are(tmp_path):
    with pytest.raises(NetpathError, match=r"no column 'Post'.*name, rolehere"):
        read(tmp_path, "Name,Role here\nMei,x\n", columns={"position": "Post"})


def test_columns_are_called_anew_only_where_they_are(tmp_path):
    """A map for one file among others leaves the others as they are."""
    (tmp_path / "list.csv").write_text("Name,Role here\nMei Patel,Librarian\n")
    (tmp_path / "links.csv").write_text("person,relation,other\nme,friend,Bo Li\n")
    paths = [tmp_path / "list.csv", tmp_path / "links.csv"]
    found = list(read_each(paths, Asked(as_of=TODAY, columns={"position": "Role here"})))  # fmt: skip
    assert sorted(export.kind for export in found) == ["contacts", "told"]


def test_connections_are_no_directory_whatever_tags_were_added(tmp_path):
    text = "First Name,Last Name,Company,Position,Connected On,Mentor\nMei,Patel,Acme,Cook,09 Feb 2026,yes\n"
    with pytest.raises(StopIteration):
        next(
            e for e in [read(tmp_path, text, "Connections.csv")] if e.kind == "contacts"
        )


def test_rows_without_a_name_and_broken_rows_are_accounted_for(tmp_path):
    text = (
        'Name,Class of\nMei Patel,2016\n,2017\nRaj Patel,2018,surplus\n"Ana Ruiz,2019\n'
    )
    export = read(tmp_path, text)
    (file,) = export.files
    assert people(export).keys() == {"Mei Patel"}
    assert (file.rows, file.kept) == (4, 1)
    assert [(s.line, s.loss) for s in file.skipped] == [
        (3, "nameless"),
        (4, "damaged"),
        (5, "damaged"),
    ]


def test_somebody_elses_directory_starts_at_them(tmp_path):
    export = read(tmp_path, SPOTLIGHTS, owner="Kate Spaulding")
    assert export.owner.name == "Kate Spaulding"
    assert all(export.owner.id in (tie.a, tie.b) for tie in export.ties)


# --- in a chain -----------------------------------------------------------------------


def world(tmp_path, directory, links="me,friend,Bo Li\n"):
    (tmp_path / "alumni.csv").write_text(directory, encoding="utf-8")
    (tmp_path / "links.csv").write_text(
        f"person,relation,other,other_position,other_company\n{links}"
    )
    return netpath.load(
        tmp_path / "alumni.csv", tmp_path / "links.csv", as_of="2026-11-23"
    )


def test_a_volunteer_is_reached_directly_and_the_chain_says_so(tmp_path):
    graph = world(tmp_path, SPOTLIGHTS)
    chain = netpath.find_chains(graph, "public librarian")[0]
    assert chain.sentence == (
        "Your volunteer adviser Mei Patel is a Librarian II at Oakland Public Library."
        " Mei Patel volunteered to talk to students."
    )
    assert chain.probability == pytest.approx(0.95 * 0.50)


def test_a_volunteer_is_as_available_at_the_end_of_any_chain(tmp_path):
    links = "me,sister,Ana Ruiz,,\nAna Ruiz,wife,Mei Patel,Librarian,Oakland Public Library\n"
    graph = world(tmp_path, SPOTLIGHTS, links)
    (chain,) = netpath.find_chains(graph, "public librarian", via=["Ana Ruiz"])
    assert chain.names[1:] == ("Ana Ruiz", "Mei Patel")
    assert chain.probability == pytest.approx(0.95 * 0.85 * 0.90)
    assert chain.sentence.endswith("Mei Patel volunteered to talk to students.")


def test_a_shared_school_is_said(tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Profile.csv").write_text(
        "First Name,Last Name,Headline\nKate,Spaulding,Student\n"
    )
    (folder / "Education.csv").write_text(
        "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
        "San José State University,2025,,,MLIS,\n"
    )
    (folder / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Bo,Li,https://www.linkedin.com/in/bo-li,,Acme,Cook,09 Feb 2026\n"
    )
    (tmp_path / "alumni.csv").write_text(
        "Name,Title,Employer,College,Class of\n"
        "Mei Patel,Librarian,Oakland Public Library,San José State University,2016\n"
    )
    graph = netpath.load(folder, tmp_path / "alumni.csv", as_of="2026-11-23")
    chain = netpath.find_chains(graph, "public librarian")[0]
    assert chain.sentence.endswith(
        "Mei Patel volunteered to talk to students,"
        " and studied at San José State University as you did."
    )
    # A shared school is a second context: odds × 1.5 on a = 0.5.
    assert chain.probability == pytest.approx(0.95 * 0.6)


def test_being_willing_is_worth_what_the_model_says():
    assert chain_probability([0.5], WILLING) == pytest.approx(0.475)
    assert chain_probability([0.5]) == pytest.approx(AVAILABILITY * 0.5)


@given(
    st.lists(st.floats(0.05, 0.95), min_size=2, max_size=6),
    st.integers(0, 5),
    st.lists(st.floats(0.3, 1.0), min_size=6, max_size=6),
)
def test_volunteering_never_lowers_anybody(chances, place, scores):
    """Of people the asker knows, marking one as willing raises that one and no other."""
    place %= len(chances)
    plain = ranked(chances, scores, willing=None)
    marked = ranked(chances, scores, willing=place)
    assert marked[f"p{place}"] > plain[f"p{place}"]
    assert all(marked[k] == plain[k] for k in plain if k != f"p{place}")


def ranked(chances, scores, willing):
    """Give each person's score, in the order of the ranking, checked to be falling."""
    ids = [f"p{i}" for i in range(len(chances))]
    people = {
        key: Person(key, key, is_willing=key == f"p{willing}") for key in ("me", *ids)
    }
    ties = tuple(
        Tie(
            "me",
            key,
            (Evidence("declared", relation="friend", side="me"),),
            "friend",
            "me",
            chance,
        )
        for i, (key, chance) in enumerate(zip(ids, chances, strict=True))
    )  # fmt: skip
    matches = {key: Match(s, "") for key, s in zip(ids, scores, strict=False)}
    query = Query("x", "me", 3, 10, TODAY)
    net = Network("me", people, ties)
    chains = find(Finder(net, build(net), matches, query), Terms()).chains
    falling = [chain.score for chain in chains]
    assert all(a >= b - 1e-6 for a, b in itertools.pairwise(falling))
    return {chain.target.id: chain.score for chain in chains}
