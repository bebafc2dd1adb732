"""Address books of Google, Outlook and Facebook: people, and who belongs to whom."""

import json
from datetime import date

import pytest

import netpath
from netpath.errors import SourceError
from netpath.importers import read_sources

TODAY = date(2026, 11, 23)

OLD_GOOGLE = """\
Name,Given Name,Additional Name,Family Name,Yomi Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - City,Address 1 - Country,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Relation 1 - Type,Relation 1 - Value,Website 1 - Type,Website 1 - Value
Raj Patel,Raj,,Patel,,"met
at the fair",* myContacts ::: Work,* Work,raj@acme.example ::: raj@home.example,Mobile,555,Oakland,USA,,Acme,Engineer,spouse,Mei Patel,LinkedIn,http://www.linkedin.com/in/raj-patel
Mei Patel,Mei,,Patel,,,* myContacts,* ,mei@example.org,,,,,,Oakland Public Library,Librarian,,,,
"""
NEW_GOOGLE = """\
First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Organization Name,Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Relation 1 - Label,Relation 1 - Value,Relation 2 - Label,Relation 2 - Value,Website 1 - Label,Website 1 - Value
Søren,Bo,Ölbrandt,,,,Fjordware,Archivist,1970-07-04,secret,* myContacts,* Work,soren@example.org,Spouse,Олена Шевченко,Manager,Ana Ruiz ::: Mei Patel,,
王,,伟,,,,,,,,* myContacts,,,,,,,,
"""
OUTLOOK = """\
First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,E-mail 2 Address,Home Phone,Job Title,Company,Manager's Name,Assistant's Name,Business City,Business Country/Region,Personal Web Page,Spouse,Birthday,Notes
Raj,,Patel,Dr.,,raj@acme.example,,555,Engineer,Acme,Ana Ruiz,Tom Park,Oakland,United States,https://www.linkedin.com/in/raj-patel,Mei Patel,0/0/00,private
"""
GERMAN_OUTLOOK = """\
"Anrede";"Vorname";"Weitere Vornamen";"Nachname";"Firma";"Position";"E-Mail-Adresse";"Name Assistent";"Name des/der Vorgesetzten";"Partner/in";"Webseite"
"Herr";"Jürgen";"";"Müller";"Stadtbücherei Köln";"Bibliothekar";"j@example.org";"";"Käthe Weiß";"Anaïs Roß";""
"""


@pytest.fixture
def read(tmp_path):
    def read_file(name, text, **options):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        (export,) = read_sources([path], as_of=TODAY, **options)
        return export

    return read_file


def ties_of(export):
    named = {r.id: r.name or "me" for r in export.records}
    return {
        (named[e.side], e.relation, named[t.b if t.a == e.side else t.a])
        for t in export.ties
        for e in t.evidence
    }


def person(export, name):
    (found,) = [r for r in export.records if r.name == name]
    return found


# --- Google ---------------------------------------------------------------------------


def test_the_old_google_file_gives_people_with_work_and_profile(read):
    export = read("contacts.csv", OLD_GOOGLE)
    raj = person(export, "Raj Patel")
    assert (raj.url, raj.email, raj.position, raj.company, raj.location) == (
        "in:raj-patel",
        "raj@acme.example",
        "Engineer",
        "Acme",
        "Oakland, USA",
    )
    assert raj.source == "contacts.csv:2"
    assert person(export, "Mei Patel").source == "contacts.csv:4"


def test_a_card_that_names_another_ties_the_two(read):
    assert ties_of(read("contacts.csv", OLD_GOOGLE)) == {
        ("me", "contact", "Raj Patel"),
        ("me", "contact", "Mei Patel"),
        ("Raj Patel", "spouse", "Mei Patel"),
    }


def test_the_new_google_file_has_several_relations_in_several_scripts(read):
    export = read("contacts.csv", NEW_GOOGLE)
    assert ties_of(export) == {
        ("me", "contact", "Søren Bo Ölbrandt"),
        ("me", "contact", "王 伟"),
        ("Søren Bo Ölbrandt", "spouse", "Олена Шевченко"),
        ("Søren Bo Ölbrandt", "manager", "Ana Ruiz"),
        ("Søren Bo Ölbrandt", "manager", "Mei Patel"),
    }


def test_neither_notes_nor_birthdays_nor_phones_are_kept(read):
    for text in (OLD_GOOGLE, NEW_GOOGLE, OUTLOOK):
        kept = str(read("contacts.csv", text))
        for private in ("fair", "secret", "private", "1970", "555"):
            assert private not in kept


def test_an_address_book_says_nothing_of_when_it_was_true(read):
    export = read("contacts.csv", OLD_GOOGLE)
    assert export.date is None
    assert {r.seen for r in export.records} == {None}


def test_a_google_file_with_a_header_only_says_that_nobody_is_in_it(read):
    export = read("contacts.csv", NEW_GOOGLE.partition("\n")[0] + "\n")
    assert export.ties == ()


# --- Outlook --------------------------------------------------------------------------


def test_an_outlook_card_names_spouse_manager_and_assistant(read):
    export = read("contacts.csv", OUTLOOK)
    assert ties_of(export) == {
        ("me", "contact", "Raj Patel"),
        ("Raj Patel", "spouse", "Mei Patel"),
        ("Raj Patel", "manager", "Ana Ruiz"),
        ("Raj Patel", "assistant", "Tom Park"),
    }
    raj = person(export, "Raj Patel")
    assert (raj.position, raj.url, raj.location) == (
        "Engineer",
        "in:raj-patel",
        "Oakland, United States",
    )


def test_a_german_outlook_file_is_read_in_its_own_words_and_letters(read):
    export = read("Kontakte.csv", GERMAN_OUTLOOK.encode("cp1252"))
    assert ties_of(export) == {
        ("me", "contact", "Jürgen Müller"),
        ("Jürgen Müller", "spouse", "Anaïs Roß"),
        ("Jürgen Müller", "manager", "Käthe Weiß"),
    }
    assert person(export, "Jürgen Müller").company == "Stadtbücherei Köln"
    assert any("cp1252" in warning for warning in export.warnings)


def test_linkedins_own_outlook_file_stays_an_export(read):
    header = "Title,First Name,Last Name,E-mail Address,Company,Job Title,Assistant's Name,Spouse,Web Page"
    export = read(
        "linkedin_connections_export_microsoft_outlook.csv",
        f'{header}\n"","Raj","Patel","raj@x.example","Acme","Cook","","",""\n',
        me="Kate Spaulding",
    )
    assert export.kind == "linkedin"


# --- Facebook -------------------------------------------------------------------------


def friends(*names, key="friends_v2"):
    trapped = [name.encode().decode("latin-1") for name in names]
    return json.dumps(
        {key: [{"name": name, "timestamp": 1577836800} for name in trapped]}
    )


@pytest.mark.parametrize("name", ["your_friends.json", "friends.json"])
@pytest.mark.parametrize("key", ["friends_v2", "friends"])
def test_facebook_friends_are_ties_since_a_day(read, name, key):
    export = read(name, friends("Søren Ölbrandt", "Олена Шевченко", "王伟", key=key))
    assert ties_of(export) == {
        ("me", "online friend", "Søren Ölbrandt"),
        ("me", "online friend", "Олена Шевченко"),
        ("me", "online friend", "王伟"),
    }
    assert {e.date for t in export.ties for e in t.evidence} == {date(2020, 1, 1)}


def test_the_family_on_a_facebook_profile_is_family(read):
    family = [
        {"name": "Ana Ruiz", "relation": "Sister-in-law", "timestamp": 1},
        {"name": "Bo Li", "relation": "Pet", "timestamp": 1},
    ]
    text = json.dumps({"profile_v2": {"family_members": family}})
    export = read("profile_information.json", text)
    assert ties_of(export) == {
        ("me", "sister-in-law", "Ana Ruiz"),
        ("me", "online friend", "Bo Li"),
    }
    assert "“Pet”" in export.warnings[0]


def test_only_the_friends_are_read_in_a_whole_download(tmp_path):
    folder = tmp_path / "facebook-kate" / "connections" / "friends"
    folder.mkdir(parents=True)
    (folder / "your_friends.json").write_text(friends("Ana Ruiz"))
    (folder / "removed_friends.json").write_text(friends("Gone Person"))
    (folder / "sent_friend_requests.json").write_text(friends("Not Yet"))
    (export,) = read_sources([tmp_path / "facebook-kate"], as_of=TODAY)
    assert [r.name for r in export.records] == ["", "Ana Ruiz"]


@pytest.mark.parametrize(
    "text",
    [
        '{"friends_v2": [{"name": ',
        '{"friends_v2": ' + "[" * 100_000,
        '{"friends_v2": [{"name": "\ud800"',
    ],
)
def test_broken_json_is_an_error_that_says_how_to_mend_it(read, text):
    with pytest.raises(SourceError, match=r"friends\.json is broken JSON.*again"):
        read("friends.json", text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "entries", [{}, [], [1, None, "x"], [{"name": 3}], [{"name": "Ana Ruiz", "timestamp": 1e99}]]
)  # fmt: skip
def test_odd_entries_are_nobody_and_never_a_crash(read, entries):
    try:
        export = read("friends.json", json.dumps({"friends_v2": entries}))
    except SourceError:
        return
    assert {r.name for r in export.records} <= {"", "Ana Ruiz"}


# --- together -------------------------------------------------------------------------


def test_the_wife_of_a_contact_is_found_through_the_address_book(tmp_path):
    (tmp_path / "contacts.csv").write_text(OLD_GOOGLE, encoding="utf-8")
    (tmp_path / "family.txt").write_text("Ana Ruiz is my sister. Ana Ruiz works with Raj Patel.")  # fmt: skip
    graph = netpath.load(
        tmp_path / "contacts.csv", tmp_path / "family.txt", as_of="2026-11-23"
    )
    chain = netpath.find_chains(graph, "librarian", via=["Raj Patel"])[0]
    assert chain.names[-2:] == ("Raj Patel", "Mei Patel")
    assert "spouse Mei Patel" in chain.sentence or "married to Mei Patel" in chain.sentence  # fmt: skip
    assert chain.names[1] == "Ana Ruiz"
