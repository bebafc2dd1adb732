"""Names, addresses, employers and dates as keys: pure, total, idempotent."""

from __future__ import annotations

import datetime as dt

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
