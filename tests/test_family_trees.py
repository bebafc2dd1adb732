"""Family trees: who is whose, the living only, and you among them by your name."""

from datetime import date

import pytest

import netpath
from netpath.errors import SourceError
from netpath.importers import read_sources

pytest.importorskip("ged4py")

TREE = """\
0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Kate /Spaulding/
1 SEX F
1 BIRT
2 DATE 4 JUL 1995
2 PLAC Secretville
1 FAMC @F1@
0 @I2@ INDI
1 NAME Ben /Spaulding/
1 SEX M
1 BIRT
2 DATE 1990
1 FAMC @F1@
1 FAMS @F2@
0 @I3@ INDI
1 NAME Ana /Ruiz/
1 SEX F
1 FAMS @F2@
1 ASSO @I7@
2 RELA Friend
0 @I4@ INDI
1 NAME Олена /Шевченко/
1 SEX F
1 FAMS @F1@
1 FAMS @F3@
0 @I5@ INDI
1 NAME Tom /Spaulding/
1 SEX M
1 DEAT Y
1 FAMS @F1@
0 @I6@ INDI
1 NAME Søren /Ölbrandt/
1 SEX M
1 FAMC @F3@
2 PEDI adopted
0 @I7@ INDI
1 NAME Grace /Hill/
0 @I8@ INDI
1 NAME Old /Spaulding/
1 BIRT
2 DATE 1850
0 @F1@ FAM
1 HUSB @I5@
1 WIFE @I4@
1 CHIL @I1@
1 CHIL @I2@
1 MARR
0 @F2@ FAM
1 HUSB @I2@
1 WIFE @I3@
1 MARR
0 @F3@ FAM
1 WIFE @I4@
1 CHIL @I6@
0 TRLR
"""


@pytest.fixture
def read(tmp_path):
    def read_bytes(data, **options):
        path = tmp_path / "family.ged"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        (export,) = read_sources([path], as_of=date(2026, 11, 23), **options)
        return export

    return read_bytes


def ties_of(export):
    named = {r.id: r.name for r in export.records}
    return {
        (named[e.side], e.relation, named[t.b if t.a == e.side else t.a])
        for t in export.ties
        for e in t.evidence
    }


EXPECTED = {
    ("Kate Spaulding", "mother", "Олена Шевченко"),
    ("Ben Spaulding", "mother", "Олена Шевченко"),
    ("Søren Ölbrandt", "foster mother", "Олена Шевченко"),
    ("Kate Spaulding", "brother", "Ben Spaulding"),
    ("Ben Spaulding", "wife", "Ana Ruiz"),
    ("Ana Ruiz", "friend", "Grace Hill"),
    ("Kate Spaulding", "half-brother", "Søren Ölbrandt"),
    ("Ben Spaulding", "half-brother", "Søren Ölbrandt"),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_tree_says_who_is_whose(read, line_end, mark):
    assert ties_of(read(mark + TREE.replace("\n", line_end))) == EXPECTED


def test_the_dead_and_those_born_too_long_ago_are_left_out_and_counted(read):
    export = read(TREE)
    assert not {"Tom Spaulding", "Old Spaulding"} & {r.name for r in export.records}
    lines = TREE.split("\n")
    assert [(s.line, s.reason) for s in export.skipped] == [
        (lines.index("0 @I5@ INDI") + 1, "no longer alive"),
        (lines.index("0 @I8@ INDI") + 1, "no longer alive"),
    ]


def test_brother_and_sister_stay_so_though_their_father_is_dead(read):
    assert ("Kate Spaulding", "brother", "Ben Spaulding") in ties_of(read(TREE))


def test_neither_births_nor_places_are_kept(read):
    kept = str(read(TREE))
    assert "1995" not in kept
    assert "Secretville" not in kept


def test_a_divorce_is_said(read):
    divorced = TREE.replace("1 WIFE @I3@\n1 MARR", "1 WIFE @I3@\n1 MARR\n1 DIV Y")
    assert ("Ben Spaulding", "ex-wife", "Ana Ruiz") in ties_of(read(divorced))


def test_a_tree_in_the_letters_of_old_programs_is_read(read):
    ansel = TREE.replace("Олена /Шевченко/", "Olena /Shevchenko/").replace("UTF-8", "ANSEL")  # fmt: skip
    data = ansel.encode("latin-1", "replace")
    data = data.replace(
        "Søren /Ölbrandt/".encode("latin-1"), b"S\xb2ren /\xe8Olbrandt/"
    )
    export = read(data)
    assert "Søren Ölbrandt" in {r.name for r in export.records}
    assert export.warnings == ()


@pytest.mark.parametrize(
    "text",
    ["nothing of the kind", "0 HEAD\n1 CHAR UTF-8\n5 TOO DEEP\n0 TRLR\n", "", "0 HEAD\n1 CHAR KLINGON\n0 TRLR\n"],
)  # fmt: skip
def test_what_is_no_tree_is_an_error_that_says_what_to_do(read, text):
    with pytest.raises(SourceError, match=r"family\.ged"):
        read(text)


def test_you_are_in_your_family_tree_and_your_sister_in_law_is_found(tmp_path):
    (tmp_path / "family.ged").write_text(TREE, encoding="utf-8")
    (tmp_path / "links.csv").write_text(
        "person,relation,other,other_position,other_company\n"
        "Ana Ruiz,coworker,Raj Patel,Librarian,City Library\n"
    )
    export = tmp_path / "export"
    export.mkdir()
    (export / "Profile.csv").write_text("First Name,Last Name,Headline\nKate,Spaulding,Student\n")  # fmt: skip
    (export / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Bo,Li,https://www.linkedin.com/in/bo-li,,Acme,Cook,09 Feb 2026\n"
    )
    graph = netpath.load(
        export, tmp_path / "family.ged", tmp_path / "links.csv", as_of="2026-11-23"
    )
    (chain,) = netpath.find_chains(graph, "librarian")
    assert chain.phrase == "your sister-in-law's coworker"
