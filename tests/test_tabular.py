"""Tables in text: any encoding, delimiter and preamble; damage costs its own row."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpath.importers.columns import column_word
from netpath.importers.decoding import decode, is_garbled, mend
from netpath.importers.tabular import find_table

NAMES = (
    "Søren Ölbrandt",
    "José García",
    "王伟",
    "Ольга Иванова",
    "محمد علي",
    "Nguyễn Thị Ánh",
    "Łukasz Żak",
    "อนันดา",
    "प्रिया शर्मा",
    "김민준",
)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
COLUMNS = (
    "firstname",
    "lastname",
    "url",
    "email",
    "company",
    "position",
    "connectedon",
)


def rows_of(text):
    table = find_table(text)
    return [] if table is None else [list(row.cells) for row in table.rows()]


# --- letters --------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_name_in_any_script_survives_every_unicode_encoding(name, encoding):
    assert decode(f"name,company\n{name},Acme\n".encode(encoding)).text.endswith(
        f"{name},Acme\n"
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_nuls(encoding):
    decoded = decode("Endorsement Date\tSkill Name\n".encode(encoding))
    assert (decoded.encoding, decoded.text) == (
        encoding,
        "Endorsement Date\tSkill Name\n",
    )


def test_what_is_not_utf8_is_read_as_cp1252_and_says_so():
    decoded = decode("Søren €".encode("cp1252"))
    assert (decoded.text, decoded.encoding) == ("Søren €", "cp1252")
    assert "cp1252" in decoded.warning


@pytest.mark.parametrize(
    ("data", "nature"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"PK\x03\x04rest", "an Excel workbook or a ZIP archive"),
        (b"\n<!DOCTYPE html><p>", "a web page"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\x80\x00\x01\xff\x03abc", "no text at all"),
    ],
)
def test_a_file_that_is_no_text_is_called_what_it_is(data, nature):
    decoded = decode(data)
    assert (decoded.nature, decoded.text) == (nature, "")


@given(st.binary(max_size=300))
def test_any_bytes_decode_to_something(data):
    decoded = decode(data)
    assert decoded.nature or decoded.encoding


@given(st.text(max_size=60))
def test_what_was_garbled_is_mended(text):
    try:
        garbled = text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return
    assert mend(garbled) in {text, garbled}
    assert mend("Søren") == "Søren"


def test_rows_of_a_garbled_file_come_mended_one_cell_at_a_time():
    text = "First Name,Last Name,Company\nSÃ¸ren,JOÃO,ZÃ¼rich Ãœ\n"
    assert rows_of(text) == [["Søren", "JOÃO", "Zürich Ü"]]


def test_letters_that_only_look_garbled_are_left_as_they_are():
    text = "First Name,Last Name,Company\nZoë,Ruiz,CAFÉ”\nSøren,Ma,Ärzte\n"
    assert rows_of(text) == [["Zoë", "Ruiz", "CAFÉ”"], ["Søren", "Ma", "Ärzte"]]


# --- header ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("", 1),
        ('Notes:\n"When exporting, you may notice, that"\n\n', 4),
        ("Notes:,,,,,\n", 2),
        ('"Notes:\nWhen exporting, you may"\n\n\n', 5),
        ("Notes:\nWhen exporting, you may notice, that some\n\n", 4),
        ('Notes:\n"When the last quotation mark is gone, alas\n\n', 4),
    ],
)
def test_the_header_is_found_wherever_it_stands(above, line):
    table = find_table(f"{above}{HEADER}\nAna,Ruiz,,,,,\n")
    assert (table.header, table.header_line) == (COLUMNS, line)
    assert [(row.line, row["lastname"]) for row in table.rows()] == [(line + 1, "Ruiz")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_read_from_the_header(delimiter, ending):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ending)
    row = ["Zoë", "Quill, MBA", "A/S"]
    writer.writerows([["Vorname", "Nachname", "Firma"], row])
    assert rows_of(out.getvalue()) == [row]


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("First Name", "firstname"),
        ("\ufeffFIRST_NAME", "firstname"),
        ("Prénom", "firstname"),
        ("имя", "firstname"),
        ("姓", "lastname"),
        ("E-mail Address", "email"),
        ("Job Title", "position"),
        ("Verbunden am", "connectedon"),
        ("SENDER PROFILE URL", "senderprofileurl"),
        ("", ""),
    ],
)
def test_a_column_goes_by_one_word_however_it_is_spelled(cell, word):
    assert column_word(cell) == word


def test_a_header_nobody_knows_is_the_first_row_with_two_cells():
    table = find_table("My garden\nplant,colour\nrose,red\n")
    assert (table.header, table.header_line) == (("plant", "colour"), 2)


def test_prose_is_no_table():
    assert find_table("Ana is my sister.\nShe works at Acme.\n") is None


def test_of_two_columns_of_one_name_the_first_counts():
    table = find_table("Company,Company,First Name\nAcme,Bolt,Ana\n")
    assert next(iter(table.rows()))["company"] == "Acme"


def test_a_missing_column_is_an_empty_cell():
    row = next(iter(find_table("First Name,Last Name\nAna,Ruiz\n").rows()))
    assert row["company"] == ""


# --- rows -----------------------------------------------------------------------------

plain = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n"), max_size=12
)
broken = st.text(st.sampled_from('ab "\n\u2028\x0b'), max_size=12)


@given(
    st.lists(st.tuples(plain, plain, st.one_of(plain, broken), plain), max_size=8),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_the_csv_module_writes_is_read_back(rows, quoting):
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=quoting, lineterminator="\n")
    writer.writerows([("First Name", "Last Name", "Company", "Position"), *rows])
    tidy = mend if is_garbled(out.getvalue()) else str
    cells = [list(map(tidy, row)) for row in rows]
    expected = [row for row in cells if any(map(str.strip, row))]
    assert rows_of(out.getvalue()) == expected


def person(number):
    url = f"https://www.linkedin.com/in/p{number}"
    return f'Ana{number},Ruiz,{url},,"Acme, Inc.",Librarian,09 Feb 2026'


@given(
    st.integers(0, 9),
    st.text(st.sampled_from('a",\\;\t '), max_size=30),
    st.integers(0, 60),
)
def test_a_damaged_row_costs_at_most_that_row(which, junk, place):
    lines = [person(number) for number in range(10)]
    lines[which] = lines[which][:place] + junk + lines[which][place:]
    table = find_table("\n".join([HEADER, *lines]))
    rows = {row.line: row for row in table.rows()}
    for number in set(range(10)) - {which}:
        assert rows[number + 2]["firstname"] == f"Ana{number}"
        assert not rows[number + 2].problem


@pytest.mark.parametrize("which", [0, 4, 8, 9])
def test_a_quotation_mark_that_is_never_closed_is_reported_with_its_line(which):
    lines = [person(number) for number in range(10)]
    lines[which] = lines[which].replace("Ruiz", '"Ruiz')
    rows = list(find_table("\n".join([HEADER, *lines])).rows())
    assert [row.line for row in rows] == list(range(2, 12))
    damaged = [(row.line, row.problem) for row in rows if row.problem]
    assert damaged == [(which + 2, "a quotation mark is out of place")]


def test_two_open_quotation_marks_do_not_swallow_what_is_between_them():
    lines = [
        'Ana,"Ruiz,,,Acme,Librarian,09 Feb 2026',
        "Mei,Patel,,,Library,Librarian,09 Feb 2026",
        'Zoë,Stone",,,Acme,Cook,08 Feb 2026',
    ]
    rows = list(find_table("\n".join([HEADER, *lines])).rows())
    assert [(row.line, bool(row.problem)) for row in rows] == [
        (2, True),
        (3, False),
        (4, False),
    ]


def test_quotation_marks_that_nobody_doubled_are_kept_where_the_width_fits():
    text = f'{HEADER}\n"Robert "Bob"",Hill,,,Acme,Cook,08 Feb 2026\n'
    row = next(iter(find_table(text).rows()))
    assert (row["lastname"], row["connectedon"], row.problem) == (
        "Hill",
        "08 Feb 2026",
        "",
    )


def test_a_message_of_many_lines_with_commas_is_one_row():
    text = (
        '"CONVERSATION ID","FROM","TO","DATE","CONTENT"\n'
        '"2-a","Ana","Raj","2026-03-01","Dear Raj, thank you,\n'
        '\nfor the tea, the cake, the book, and the talk.\n""Tuesday"", then?"\n'
        '"2-b","Raj","Ana","2026-03-02","Yes"\n'
    )
    rows = list(find_table(text).rows())
    assert [(row.line, row["from"], row.problem) for row in rows] == [
        (2, "Ana", ""),
        (6, "Raj", ""),
    ]


def test_a_row_quoted_as_a_whole_is_taken_apart():
    text = f'{HEADER}\n"Søren,""Ölbrandt, MBA"",,,Fjord,VP,31 Dec 2025"\n'
    assert rows_of(text) == [
        ["Søren", "Ölbrandt, MBA", "", "", "Fjord", "VP", "31 Dec 2025"]
    ]


def test_blank_rows_are_passed_over_and_lines_still_count():
    text = f"{HEADER}\n,,,,,,\n\n  ,,,,,,\nAna,Ruiz,,,,,,,\n"
    (row,) = find_table(text).rows()
    assert (row.line, row["firstname"], row.problem) == (5, "Ana", "")


def test_cells_are_never_shifted_to_make_a_row_fit():
    text = f"{HEADER}\nAna,Ruiz,,,Acme, Inc.,Librarian,09 Feb 2026\nMei,Patel\n"
    problems = [row.problem for row in find_table(text).rows()]
    assert problems == [
        "it has 8 cells where the header has 7",
        "it has 2 cells where the header has 7",
    ]


@pytest.mark.parametrize("name", ["NA", "None", "Null", "True", "1e5", "007", "nan"])
def test_names_that_look_like_values_stay_names(name):
    assert rows_of(f"First Name,Last Name,Company\nAna,{name},Acme\n")[0][1] == name


def test_a_record_without_end_is_given_up_and_the_next_line_is_read():
    text = f'{HEADER}\nAna,"Ruiz,,,,,\n' + "x\n" * 600_000
    rows = list(find_table(text).rows())
    assert rows[0].problem == "a quotation mark is out of place"
    assert rows[1].line == 3


def test_a_line_without_end_costs_no_memory_and_no_other_row():
    text = f"{HEADER}\n{',' * 3_000_000}\nAna,Ruiz,,,,,\n"
    rows = list(find_table(text).rows())
    assert [(row.line, len(row.cells)) for row in rows] == [(2, 0), (3, 7)]


def test_short_rows_are_fine_in_tables_that_people_type():
    text = "person,relation,other,since\nme,friend,Ana\nme,friend,Mei,2019,more\n"
    rows = list(find_table(text).rows(short_is_fine=True))
    assert [(row["other"], row["since"], row.problem) for row in rows] == [
        ("Ana", "", ""),
        ("Mei", "2019", "it has 5 cells where the header has 4"),
    ]
