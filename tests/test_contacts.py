"""Address books and exports together: a bare name is joined only where it is clear."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.importers.archive import Member
from netpath.importers.contacts import Card, Contact, Related, read_cards
from netpath.importers.reading import Reading, Tally
from netpath.model import ME, Record, contacts_of, holder_of
from netpath.resolve import resolve

BOOK = contacts_of(ME)
KATE = "in:kate-spaulding"


def known(name, slug, company="", teller=KATE):
    url = f"in:{slug}" if slug else ""
    return Record(f"r-{teller}-{slug or name}", teller, name, url=url, company=company)


def card_of(name, company="", email="", number=0, teller=BOOK):
    return Record(
        f"c{number}-{name}",
        teller,
        name,
        email=email,
        company=company,
        source="b.vcf:1",
    )


def resolved(*records, me=KATE):
    owner = Record("owner", KATE, "Kate Spaulding", url=KATE)
    return resolve([owner, Record(ME, ME, ""), *records], [], me=me)


def names(network):
    return sorted(person.name for person in network.people.values())


# --- bare names -----------------------------------------------------------------------


def test_a_name_that_one_connection_has_is_that_connection():
    net = resolved(known("Raj Patel", "raj"), card_of("Raj Patel", email="raj@x.org"))
    assert names(net) == ["Kate Spaulding", "Raj Patel"]
    assert net.people["raj"].emails == ("raj@x.org",)
    assert net.people["raj"].reasons == ("the only one of that name you have",)
    assert net.doubts == ()


def test_a_name_that_two_connections_have_is_a_doubt_and_nobody_is_joined():
    net = resolved(
        known("Raj Patel", "raj"), known("Raj Patel", "raj2"), card_of("Raj Patel")
    )
    assert names(net).count("Raj Patel") == 3
    (doubt,) = net.doubts
    assert doubt.candidates == ("raj", "raj2")
    assert doubt.person not in doubt.candidates


def test_a_card_that_names_another_employer_is_a_doubt():
    net = resolved(known("Raj Patel", "raj", "Acme"), card_of("Raj Patel", "Northwind"))
    assert names(net).count("Raj Patel") == 2
    assert [doubt.candidates for doubt in net.doubts] == [("raj",)]


def test_two_cards_of_one_name_are_two_doubts():
    cards = card_of("Raj Patel", number=1), card_of("Raj Patel", number=2)
    net = resolved(known("Raj Patel", "raj"), *cards)
    assert names(net).count("Raj Patel") == 3
    assert {name for doubt in net.doubts for name in doubt.candidates} >= {"raj"}
    assert len(net.doubts) == 2


def test_two_cards_of_one_name_in_one_file_are_two_people_to_look_at():
    net = resolved(card_of("Raj Patel", number=1), card_of("Raj Patel", number=2))
    assert names(net).count("Raj Patel") == 2
    assert len(net.doubts) == 1


def test_one_name_in_two_address_books_is_one_person():
    elsewhere = replace(card_of("Raj Patel", "Acme", number=1), source="alumni.csv:2")
    net = resolved(card_of("Raj Patel", number=2), elsewhere)
    assert names(net).count("Raj Patel") == 1
    assert net.doubts == ()


def test_what_settles_it_leaves_no_doubt():
    net = resolved(
        known("Raj Patel", "raj"),
        Record("mail", KATE, "Raj Patel", email="raj@x.org", url="in:raj"),
        known("Raj Patel", "raj2"),
        card_of("Raj Patel", email="raj@x.org"),
    )
    assert names(net).count("Raj Patel") == 2
    assert net.doubts == ()


def test_a_name_of_one_word_is_never_joined():
    net = resolved(known("Mei", "mei"), card_of("Mei", "Acme"))
    assert names(net).count("Mei") == 2


def test_somebody_elses_address_book_is_not_compared_with_my_export():
    theirs = card_of("Raj Patel", teller=contacts_of("name:bo li"))
    net = resolved(known("Raj Patel", "raj"), theirs)
    assert names(net).count("Raj Patel") == 2
    assert net.doubts == ()


def test_the_holder_of_an_address_book_given_by_name_is_the_export_owner_of_that_name():
    holder = Record("h", "name:kate spaulding", "Kate Spaulding")
    net = resolved(holder)
    assert names(net) == ["Kate Spaulding"]


def test_your_own_card_in_a_family_tree_is_you():
    net = resolved(card_of("Kate Spaulding"))
    assert names(net) == ["Kate Spaulding"]
    assert net.me == "kate-spaulding"


@given(st.permutations(range(5)))
def test_the_order_of_records_decides_nothing(order):
    records = [
        known("Raj Patel", "raj", "Acme"),
        known("Mei Patel", "mei"),
        card_of("Raj Patel", "Northwind"),
        card_of("Mei Patel"),
        known("王伟", "wang"),
    ]
    assert resolved(*(records[i] for i in order)) == resolved(*records)


# --- cards ----------------------------------------------------------------------------


@pytest.fixture
def book():
    def read(*cards, **options):
        member = Member("book.vcf", lambda: b"x")
        tally = Tally()
        tally.rows = len(cards)
        reading = Reading(teller=BOOK)
        return read_cards(cards, member, reading, tally, kind="cards", **options)

    return read


def ties_of(found):
    named = {r.id: r.name or "me" for r in found.records}
    return {
        (named[e.side], e.relation, named[t.b if t.a == e.side else t.a])
        for t in found.ties
        for e in t.evidence
    }


def test_everybody_in_an_address_book_is_a_contact_and_says_who_is_theirs(book):
    found = book(
        Card(1, "Raj Patel", related=(Related("Spouse", "Mei Patel"),)),
        Card(2, "Mei Patel"),
    )
    assert ties_of(found) == {
        ("me", "contact", "Raj Patel"),
        ("me", "contact", "Mei Patel"),
        ("Raj Patel", "spouse", "Mei Patel"),
    }
    assert found.file.note == "2 people, 1 tie between them"


def test_a_name_that_two_cards_have_is_somebody_apart(book):
    found = book(
        Card(1, "Raj Patel", related=(Related("Spouse", "Mei Patel"),)),
        Card(2, "Mei Patel", company="Acme"),
        Card(3, "Mei Patel", company="Northwind"),
    )
    assert sum(r.name == "Mei Patel" for r in found.records) == 3


def test_a_stranger_named_twice_in_full_is_one_and_by_one_word_two(book):
    found = book(
        Card(1, "Raj Patel", related=(Related("spouse", "Mei Patel"), Related("child", "Bo"))),
        Card(2, "Ana Ruiz", related=(Related("friend", "Mei Patel"), Related("child", "Bo"))),
    )  # fmt: skip
    names = [r.name for r in found.records]
    assert (names.count("Mei Patel"), names.count("Bo")) == (1, 2)


def test_cards_are_found_by_their_marks_whatever_they_are_called(book):
    found = book(
        Card(1, "Raj Patel", uid="a", related=(Related("spouse", uid="b"),)),
        Card(2, "M. Patel", uid="b", email="mei@x.org"),
    )
    assert ("Raj Patel", "spouse", "M. Patel") in ties_of(found)


def test_a_relation_word_that_nobody_knows_is_said_and_costs_no_person(book):
    found = book(Card(1, "Raj Patel", related=(Related("BFF", "Ana Ruiz"),)))
    assert [r.name for r in found.records] == ["", "Raj Patel"]
    (warning,) = found.warnings
    assert warning.startswith(
        "1 relation in book.vcf could not be understood, as “BFF”"
    )


def test_labels_that_are_nobody_are_counted(book):
    found = book(Card(1, "Mum"), Card(2, ""), Card(3, "Dr. Mei Patel"))
    assert [(s.line, s.loss) for s in found.file.skipped] == [
        (1, "left out"),
        (2, "nameless"),
    ]
    assert [r.name for r in found.records] == ["", "Dr. Mei Patel"]


def test_a_card_may_not_be_related_to_itself(book):
    found = book(Card(1, "Raj Patel", related=(Related("spouse", "Raj Patel"),)))
    assert ties_of(found) == {("me", "contact", "Raj Patel")}


def test_a_family_tree_ties_nobody_to_its_owner(book):
    found = book(
        Card(1, "Ana Ruiz", related=(Related("mother", "Olga Ruiz"),)),
        Card(2, "Olga Ruiz"),
        contact=Contact(),
    )
    assert ties_of(found) == {("Ana Ruiz", "mother", "Olga Ruiz")}


def test_an_address_book_has_a_teller_of_its_own():
    assert holder_of(contacts_of(KATE)) == KATE
    assert holder_of(KATE) == ""


def test_when_somebody_was_added_is_when_the_tie_is_known_from(book):
    found = book(Card(1, "Raj Patel", since=date(2020, 1, 1)))
    assert found.ties[0].evidence[0].date == date(2020, 1, 1)
