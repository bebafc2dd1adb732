"""Names, addresses, employers and dates as keys: pure, total, idempotent."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.names import (
    company_key,
    display_name,
    email_key,
    fold,
    is_abbreviated,
    parse_date,
    person_key,
    profile_key,
    profile_url,
    readable_id,
)

SLUG = "in:søren-ölbrandt-77b1a21"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.linkedin.com/in/s%C3%B8ren-%C3%B6lbrandt-77b1a21",
        "https://www.linkedin.com/in/søren-ölbrandt-77b1a21",
        "www.linkedin.com/in/søren-ölbrandt-77b1a21",
        "http://linkedin.com/in/Søren-Ölbrandt-77B1A21/",
        "linkedin.com/in/søren-ölbrandt-77b1a21?utm_source=share&utm_medium=ios_app",
        "https://uk.linkedin.com/in/søren-ölbrandt-77b1a21/?originalSubdomain=uk",
        "https://www.linkedin.com/in/søren-ölbrandt-77b1a21/details/experience/",
        "https://www.linkedin.com/mwlite/in/søren-ölbrandt-77b1a21",
        "  @søren-ölbrandt-77b1a21 ",
        SLUG,
    ],
)
def test_one_profile_has_one_key_however_it_is_written(address):
    assert profile_key(address) == SLUG


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.linkedin.com/in", ""),
        ("https://www.linkedin.com/in/", ""),
        ("https://example.org/in/ana", ""),
        ("https://linkedin.com.evil.example/in/ana", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
        ("urn:li:member:123456", "member:123456"),
        ("https://www.linkedin.com/profile/view?id=42", "member:42"),
        ("https://www.linkedin.com/pub/ana-ruiz/1/2b/3c", "pub:ana-ruiz/1/2b/3c"),
        ("https://www.linkedin.com/in/ACoAAB1cD", "in:ACoAAB1cD"),
        ("https://www.linkedin.com/in/bad%FFbyte", "in:bad%ffbyte"),
    ],
)
def test_what_is_no_ordinary_address_is_kept_apart(address, key):
    assert profile_key(address) == key


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("09 Feb 2026", "2026-02-09"), ("7/4/18, 9:05 AM", "2018-07-04"),
        ("2024-05-28 17:02:11 UTC", "2024-05-28"), ("2/8/26, 4:05 PM", "2026-02-08"),
        ("08/19/24, 11:04 PM", "2024-08-19"), ("2023/01/05 17:02:11 UTC", "2023-01-05"),
        ("2021-06-17 03:12:11", "2021-06-17"), ("Tue Mar 05 17:02:11 UTC 2019", "2019-03-05"),
        ("Mar 2020", "2020-03-01"), ("2020", "2020-01-01"), ("Jul 4, 1990", "1990-07-04"),
        ("9-Feb-26", "2026-02-09"), ("09-Feb-26", "2026-02-09"), ("2/9/26", "2026-02-09"),
        ("2/9/2026 14:05", "2026-02-09"), ("09.02.2026", "2026-02-09"),
        ("9-feb-26", "2026-02-09"), ("2026-02-09", "2026-02-09"), ("31.12.2025", "2025-12-31"),
        ("17-mär-21", "2021-03-17"), ("3 août 2020", "2020-08-03"), ("13/2/26", "2026-02-13"),
        ("janv. 2021", "2021-01-01"),
    ],
)  # fmt: skip
def test_every_format_of_an_export_is_read(text, day):
    assert parse_date(text) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["", "N/A", "soon", "32 Jan 2020", "2026-13-01", "Feb 30, 2020"]
)
def test_what_is_no_day_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Søren Ölbrandt, MBA, PMP®", "Søren Ölbrandt"), ("Ana Ruiz RN", "Ana Ruiz"),
        ('Teodor "Teo" K.', "Teodor K."), ("Robert (Bob) Stone", "Robert Stone"),
        ("Ana Ruiz, Jr.", "Ana Ruiz, Jr."), ("Yo-Yo Ma", "Yo-Yo Ma"), ("Jack Ma", "Jack Ma"),
        ("Wei (伟)", "Wei"), ("Ana 🚀 Ruiz", "Ana Ruiz"), ("(she/her)", "(she/her)"),
        ("NA", "NA"), ("None Null", "None Null"),
    ],
)  # fmt: skip
def test_names_are_shown_as_one_would_say_them(name, shown):
    assert display_name(name) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dr. José GARCÍA, PhD", "jose garcia"), ("𝐙𝐨ë Roe", "Zoe Roe"), ("Łukasz  Żak", "lukasz zak"), ("Ana\u00a0Ruiz", "Ana Ruiz"), ("O’Brien Roe", "O'Brien Roe")],
)  # fmt: skip
def test_spellings_of_one_exact_name_are_equal(one, other):
    assert person_key(one) == person_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ana Ruiz", "Anna Ruiz"), ("Ольга Смит", "Olga Smit"), ("王伟", "王偉")],
)
def test_other_names_are_not(one, other):
    assert person_key(one) != person_key(other)


@pytest.mark.parametrize(("name", "expected"), [("Teodor K.", True), ("Teodor K", True), ("Cher", True), ("", True), ("王伟", False), ("Ana Li", False)])  # fmt: skip
def test_abbreviated_names_prove_nothing(name, expected):
    assert is_abbreviated(name) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Acme, Inc.", "ACME"), ("Bueno S.A. de C.V.", "bueno"), ("Fjordware A/S", "Fjordware"), ("Roe & Sons", "Roe and Sons LLC"), ("Müller GmbH", "muller")],
)  # fmt: skip
def test_an_employer_is_one_whatever_its_legal_form(one, other):
    assert company_key(one) == company_key(other) != ""


@pytest.mark.parametrize("name", ["Self-employed", "Freelance", "Retired", "N/A", "-", ".", "Confidential", "None", "Stealth Startup", "selbstständig", "Autônomo", "Independent Consultant", "Myself", "Various", "Private", ""])  # fmt: skip
def test_placeholders_are_no_employers(name):
    assert company_key(name) == ""


def test_a_plan_is_not_swallowed_by_a_suffix():
    assert company_key("Plan A") == "plan a"
    assert company_key("SA") == "sa"


any_text = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="AbÉ (),.\"'@-_/%?#é王\u200b\u202e𝐙1", max_size=30),
)


@given(any_text)
def test_keys_are_total_and_idempotent(text):
    assert fold(fold(text)) == fold(text)
    assert person_key(person_key(text)) == person_key(text)
    assert company_key(company_key(text)) == company_key(text)
    assert readable_id(readable_id(text)) == readable_id(text)
    assert email_key(email_key(text)) == email_key(text)
    assert profile_key(profile_key(text)) == profile_key(text)


@given(
    st.text(min_size=3, max_size=30).map(
        lambda slug: profile_key(f"linkedin.com/in/{slug}")
    )
)
def test_an_address_made_of_a_key_has_that_key(key):
    if key.startswith("in:"):
        assert profile_key(profile_url(key)) == key


@given(any_text, st.booleans())
def test_any_text_is_a_day_or_none(text, day_first):
    found = parse_date(text, day_first=day_first)
    assert found is None or isinstance(found, dt.date)


@given(st.dates(dt.date(2003, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_written_as_linkedin_does_is_read_back(day):
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    assert parse_date(f"{day.day:02} {months[day.month - 1]} {day.year}") == day


# --- what is rare, and what a table says better ---------------------------------------

pieces = st.lists(
    st.sampled_from(
        [
            "The ", "the ", "Dr. ", "MBA ", ", Jr. ", " Inc.", " co ", "C.V. ", "a/s ", "(he) ", "（she） ", "in:", "pub:",
            "member:", "urn:li:member:", "linkedin.com", "/", "/in/", "/pub/", "/profile/view?id=", "%41", "%2F", "%25",
            "%ff", "%C3%B8", "%20", "%E2%80%8B", "@", "?", "#", "ACoA", "Ana ", "Ruiz ", "x", "王", "½", "℞", "\u0300",
            "\u0316", "\u0345", "İ", "ΐ", "ß", "\ud800", "टा", "Freelance", "-", "|", "45",
        ]
    )
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    "key_of",
    [fold, display_name, person_key, readable_id, profile_key, email_key, company_key],
)
@given(text=pieces)
def test_what_one_pass_uncovers_the_same_pass_takes(key_of, text):
    assert key_of(key_of(text)) == key_of(text)


@given(pieces)
def test_any_slug_has_a_key_that_its_address_gives_back(slug):
    key = profile_key(f"https://www.linkedin.com/in/{slug}")
    assert profile_key(profile_url(key)) == key


@given(st.text())
def test_an_id_is_ascii_words_joined_by_hyphens(text):
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", readable_id(text))


@pytest.mark.parametrize(
    "address",
    [
        "HTTPS://WWW.LINKEDIN.COM/IN/SØREN-X",
        "//www.linkedin.com/in/søren-x",
        "https://de.linkedin.com/in/s%c3%b8ren-x#about",
        "https://www.linkedin.com/in/søren-x/?skipRedirect=true",
        "https://www.linkedin.com/in/S%C3%B8ren-x?utm_source=share&utm_campaign=share_via&utm_medium=ios_app",
        "\thttps://www.linkedin.com/in/søren-x \n",
    ],
)
def test_hands_write_addresses_in_more_ways(address):
    assert profile_key(address) == "in:søren-x"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://linkedin.com/in/" + "%E7%8E%8B" * 100, "in:" + "王" * 100),
        ("https://linkedin.com/in/x%2Fy", "in:x%2fy"),
        ("https://linkedin.com/in/%20", ""),
        ("https://www.linkedin.com/profile/view?id=AB12&trk=x", "member:ab12"),
        ("urn:li:person:aB-1", "member:ab-1"),
        ("https://notlinkedin.com/in/x", ""),
        ("https://example.org/?u=linkedin.com/in/x", ""),
        ("https://www.linkedin.com/company/acme", ""),
        ("ana@x.org", ""),
        ("@x", ""),
    ],
)
def test_rare_addresses_have_a_key_or_none(address, key):
    assert profile_key(address) == key


def test_only_vanity_addresses_can_be_opened():
    assert profile_url("in:ana") == "https://www.linkedin.com/in/ana"
    assert profile_url("member:12") == profile_url("") == ""


@pytest.mark.parametrize(
    ("written", "key"),
    [(" Ana@Example.ORG ", "ana@example.org"), ("n/a", ""), ("ana@localhost", ""), ("a b@x.org", ""), ("a@b@x.org", "")],
)  # fmt: skip
def test_an_email_address_has_one_at_and_a_domain(written, key):
    assert email_key(written) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana（she）Ruiz", "Ana Ruiz"),
        ("Ｚｏｅ Stone", "Zoe Stone"),
        ("Zo\u200be\u0308 Stone", "Zoë Stone"),
        ("Prof. Ing. Eva Nová", "Eva Nova"),
        ("Straße Groß", "STRASSE GROSS"),
    ],
)
def test_ornaments_and_width_do_not_make_another_name(one, other):
    assert person_key(one) == person_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("टीना", "टोना"), ("Ruiz Ana", "Ana Ruiz"), ("Ana Ruiz, Jr.", "Ana Ruiz")],
)
def test_a_vowel_the_order_and_a_generation_do(one, other):
    assert person_key(one) != person_key(other)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Macy’s", "macys"),
        ("Macy's", "macys"),
        ("U.S. Bank", "us bank"),
        ("Müller GmbH & Co. KG", "muller"),
        ("Smith and Co.", "smith"),
        ("The Co", "co"),
        ("The The", "the"),
        ("The The Who", "who"),
        ("The Self Employed, Inc.", ""),
        ("株式会社ほげ", "株式会社ほげ"),
        ("टाटा", "टाटा"),
        ("टोटो", "टोटो"),
        ("Ж/Д Транс", "ж д транс"),
    ],
)
def test_an_employer_is_its_words_in_any_script(written, key):
    assert company_key(written) == key


@pytest.mark.parametrize(
    ("where", "text", "day"),
    [
        ("Learning", "2024-01-02 03:04 UTC", dt.date(2024, 1, 2)),
        ("Birth Date", "Jul 4", None),
        ("Events", "Jan 12, 2024 06:00 PM - Jan 12, 2024 07:00 PM", dt.date(2024, 1, 12)),
        ("Rich_Media", "You uploaded a photo on August 5, 2025 at 3:29 PM", None),
        ("Receipts_v2", "08/19/24 11:04 PM UTC", dt.date(2024, 8, 19)),
        ("LAN Ads", "2023/01/05", dt.date(2023, 1, 5)),
        ("Excel, as text", "'09 Feb 2026", dt.date(2026, 2, 9)),
        ("no such year", "0000-01-01", None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_each_other_file_writes_it(where, text, day):
    assert parse_date(text) == day, where


def test_two_numbers_are_month_and_day_unless_told_otherwise():
    assert parse_date("2/9/26") == dt.date(2026, 2, 9)
    assert parse_date("2/9/26", day_first=True) == dt.date(2026, 9, 2)


@pytest.mark.parametrize(
    ("language", "months"),
    [
        ("English", "jan feb mar apr may jun jul aug sep oct nov dec"),
        ("German", "jan. feb. mrz. apr. mai jun. jul. aug. sept. okt. nov. dez."),
        ("French", "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
        ("Spanish", "ene feb mar abr may jun jul ago sept oct nov dic"),
        ("Portuguese", "jan fev mar abr mai jun jul ago set out nov dez"),
        ("Italian", "gen feb mar apr mag giu lug ago set ott nov dic"),
        ("Dutch", "jan feb mrt apr mei jun jul aug sep okt nov dec"),
        ("Danish", "jan feb mar apr maj jun jul aug sep okt nov dec"),
        ("Swedish", "januari februari mars april maj juni juli augusti september oktober november december"),
        ("Norwegian", "jan feb mar apr mai jun jul aug sep okt nov des"),
        ("Polish", "sty lut mar kwi maj cze lip sie wrz paź lis gru"),
    ],
)  # fmt: skip
def test_months_are_read_in_the_languages_spreadsheets_speak(language, months):
    year = [dt.date(2026, month, 9) for month in range(1, 13)]
    assert [parse_date(f"9 {month} 2026") for month in months.split()] == year, language
    assert [parse_date(f"09-{m.upper()}-26") for m in months.split()] == year, language
