"""vCards of three generations: names, work, and three ways to say who is whose."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netpath
from netpath.errors import SourceError
from netpath.importers import read_sources
from netpath.importers.vcard import cards_in

pytest.importorskip("vobject")

TODAY = date(2026, 11, 23)

APPLE = """\
BEGIN:VCARD
VERSION:3.0
N:Patel;Raj;;Dr.;
FN:Dr. Raj Patel
ORG:Acme;Sales
TITLE:Engineer
EMAIL;type=INTERNET;type=WORK:raj@acme.example
ADR;type=HOME:;;1 Secret Way;Oakland;CA;94601;USA
BDAY:1970-07-04
NOTE:private words
item1.X-ABRELATEDNAMES;type=pref:Mei
  Patel
item1.X-ABLabel:_$!<Spouse>!$_
item2.X-ABRELATEDNAMES:Олена Шевченко
item2.X-ABLabel:godmother
X-SOCIALPROFILE;type=linkedin;x-user=raj-patel:http://www.linkedin.com/in/raj-patel
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ
 AAAQABAAD/2wBDAAMC
END:VCARD
"""
FOURTH = """\
BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:1
FN:Ana Ruiz
RELATED;TYPE="friend,co-worker":urn:uuid:2
RELATED;TYPE=spouse;VALUE=text:Bo Li
RELATED;TYPE=me:urn:uuid:1
END:VCARD
BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:2
FN:王伟
TITLE:Librarian
END:VCARD
"""
ANDROID = """\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96lbrandt;S=C3=B8=
ren;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=B8ren =
=C3=96lbrandt
X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Mei Patel;14;;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo Li;0;neighbour;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Teo;1;;;;;;;;;;;;;
TEL;CELL:555
END:VCARD
"""


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        path = tmp_path / "contacts.vcf"
        path.write_bytes(text.encode())
        (export,) = read_sources([path], as_of=TODAY)
        return export

    return read_text


def ties_of(export):
    named = {r.id: r.name or "me" for r in export.records}
    return {
        (named[e.side], e.relation, named[t.b if t.a == e.side else t.a])
        for t in export.ties
        for e in t.evidence
    }


def names(export):
    return [r.name for r in export.records if r.name]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_card_of_an_iphone_says_work_place_and_family(read, line_end):
    export = read(APPLE.replace("\n", line_end))
    raj = export.records[1]
    assert (raj.position, raj.company, raj.url, raj.email, raj.location) == (
        "Engineer",
        "Acme",
        "in:raj-patel",
        "raj@acme.example",
        "Oakland",
    )
    assert ties_of(export) == {
        ("me", "contact", "Dr. Raj Patel"),
        ("Dr. Raj Patel", "spouse", "Mei Patel"),
        ("Dr. Raj Patel", "godmother", "Олена Шевченко"),
    }


def test_notes_birthdays_streets_and_pictures_are_not_kept(read):
    kept = str(read(APPLE + ANDROID))
    for private in ("private", "1970", "Secret", "JFIF", "9j/4", "555"):
        assert private not in kept


def test_a_fourth_generation_card_names_others_by_mark_or_by_name(read):
    assert ties_of(read(FOURTH)) == {
        ("me", "contact", "Ana Ruiz"),
        ("me", "contact", "王伟"),
        ("Ana Ruiz", "friend", "王伟"),
        ("Ana Ruiz", "coworker", "王伟"),
        ("Ana Ruiz", "spouse", "Bo Li"),
    }


def test_a_card_of_an_android_phone_has_numbers_for_words(read):
    assert ties_of(read(ANDROID)) == {
        ("me", "contact", "Søren Ölbrandt"),
        ("Søren Ölbrandt", "spouse", "Mei Patel"),
        ("Søren Ölbrandt", "neighbour", "Bo Li"),
    }


def test_the_order_of_cards_decides_nothing(read):
    one, two = FOURTH.split("BEGIN:VCARD\n")[1:]
    turned = f"BEGIN:VCARD\n{two}BEGIN:VCARD\n{one}"
    assert ties_of(read(turned)) == ties_of(read(FOURTH))


def test_a_broken_card_costs_only_itself_and_is_named_by_its_line(read):
    broken = "BEGIN:VCARD\nVERSION:3.0\nFN:Broken\nno line at all\nEND:VCARD\n"
    export = read(FOURTH + broken + ANDROID)
    assert "Broken" not in names(export)
    assert {"Ana Ruiz", "王伟", "Søren Ölbrandt"} <= set(names(export))
    assert [(s.line, s.loss) for s in export.skipped] == [(15, "damaged")]


def test_a_card_cut_off_by_the_next_costs_no_other(read):
    export = read("BEGIN:VCARD\nVERSION:3.0\nFN:Cut Off\n" + FOURTH)
    assert {"Ana Ruiz", "王伟"} <= set(names(export))


def test_companies_and_groups_are_no_people(read):
    company = "BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Acme\nORG:Acme\nX-ABShowAs:COMPANY\nEND:VCARD\n"
    group = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Book Club\nEND:VCARD\n"
    export = read(FOURTH + company + group)
    assert not {"Acme", "Book Club"} & set(names(export))
    assert [s.reason for s in export.skipped] == ["a company or a group, not a person"] * 2  # fmt: skip


def test_a_card_of_one_word_and_nothing_else_is_nobody_in_particular(read):
    export = read(FOURTH + "BEGIN:VCARD\nVERSION:3.0\nFN:Mum\nEND:VCARD\n")
    assert "Mum" not in names(export)
    assert export.skipped[0].line == 15


def test_a_file_of_broken_cards_alone_is_an_error(read):
    with pytest.raises(SourceError, match=r"contacts\.vcf.*broken"):
        read("BEGIN:VCARD\nVERSION:3.0\nnothing\nEND:VCARD\n")


def test_a_picture_of_many_megabytes_is_never_looked_at(read):
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + ("A" * 74 + "\n ") * 100_000 + "A\n"
    export = read(FOURTH.replace("FN:Ana", photo + "FN:Ana"))
    assert "Ana Ruiz" in names(export)


@given(st.lists(st.sampled_from(["BEGIN:VCARD\n", "END:VCARD\n", "FN:A B\n", "AGENT:\n", "x", " y\r\n"])))  # fmt: skip
def test_any_order_of_lines_is_taken_apart_without_losing_a_beginning(lines):
    text = "".join(lines)
    found = list(cards_in(text))
    assert [line for line, _ in found] == sorted({line for line, _ in found})
    assert all(card.startswith("BEGIN:VCARD") for _, card in found)


def test_the_wife_of_a_contact_is_found(tmp_path):
    (tmp_path / "phone.vcf").write_text(
        APPLE.replace("Dr. ", "").replace("Raj Patel", "Raj Patel")
        + "BEGIN:VCARD\nVERSION:3.0\nFN:Mei Patel\nTITLE:Librarian\nORG:City Library\nEND:VCARD\n",
        encoding="utf-8",
    )
    graph = netpath.load(tmp_path / "phone.vcf", as_of="2026-11-23")
    chain = netpath.find_chains(graph, "librarian", via=["Raj Patel"])[0]
    assert chain.phrase == "your contact's spouse"
