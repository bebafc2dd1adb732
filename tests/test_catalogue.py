"""The files people have: every damage, dialect and date known, and what comes of each.

A case is a file and what must come out: the same people with the same work and days, or
a warning that says what could not be the same, or an error that says how to mend it. No
column may be shifted, nothing may be lost in silence, and a broken row costs only itself.
"""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netpath
from netpath.errors import NetpathError
from netpath.importers import read_sources
from netpath.names import parse_date

TODAY = date(2026, 11, 23)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On".split(
    ","
)
NOTES = 'Notes:\n"When exporting your connection data, some addresses are missing."\n\n'
ROWS = [
    ["Mara", "Quillfeather", "https://www.linkedin.com/in/mara-q", "", "Northwind Labs, Inc.", "Director", "15 Feb 2026"],
    ["Søren", "Ölbrandt, MBA", "https://www.linkedin.com/in/s%C3%B8ren-%C3%B6", "soren@example.org", "Fjordware A/S", "VP, Product", "31 Dec 2025"],
    ["", "", "", "", "", "", "30 Dec 2025"],
    ["José", "García", "https://www.linkedin.com/in/jose-g", "", "Banco Azul", "Bibliotecário", "17 Aug 2021"],
    ["Zoë", "Null", "https://www.linkedin.com/in/zoe-null", "", "None", "NA", "04 May 2009"],
]  # fmt: skip
OTHER_SCRIPTS = [
    ["王", "伟", "https://www.linkedin.com/in/wang-wei", "", "城市图书馆", "图书管理员", "03 Mar 2020"],
    ["Олена", "Шевченко", "https://www.linkedin.com/in/olena-s", "", "Бібліотека", "Бібліотекар", "02 Mar 2020"],
    ["مريم", "حداد", "https://www.linkedin.com/in/maryam-h", "", "", "", "01 Mar 2020"],
]  # fmt: skip
ALL = [*ROWS, *OTHER_SCRIPTS]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def table(rows=ALL, header=HEADER, delimiter=",", end="\n", **options):
    page = io.StringIO(newline="")
    writer = csv.writer(page, delimiter=delimiter, lineterminator=end, **options)
    writer.writerows([header, *rows] if header else rows)
    return page.getvalue()


def dated(write, rows=ALL):
    return [[*row[:-1], write(parse_date(row[-1]))] for row in rows]


def without(*columns, rows=ALL):
    kept = [i for i, name in enumerate(HEADER) if name not in columns]
    header = [HEADER[i] for i in kept]
    return table([[row[i] for i in kept] for row in rows], header)


def truth(rows=ALL, *, lacks=()):
    """Who must come out: name, profile, work, and day."""

    def cell(row, name):
        return "" if name in lacks else row[HEADER.index(name)]

    return {
        (
            " ".join(filter(None, (cell(r, "First Name"), cell(r, "Last Name")))),
            cell(r, "URL").rpartition("/")[2].replace("%C3%B8", "ø").replace("%C3%B6", "ö"),
            cell(r, "Email Address"),
            cell(r, "Company"),
            cell(r, "Position"),
            parse_date(cell(r, "Connected On")),
        )
        for r in rows
        if r[0]
    }  # fmt: skip


def found(export):
    days = {}
    for tie in export.ties:
        for one in tie.evidence:
            days[tie.a] = days[tie.b] = one.date
    return {
        (r.name, r.url.removeprefix("in:"), r.email, r.company, r.position, days[r.id])
        for r in export.records
    }


@pytest.fixture
def read(tmp_path):
    def read_files(data, name="Connections.csv"):
        files = data if isinstance(data, dict) else {name: data}
        folder = tmp_path / "export"
        for file, content in files.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())  # fmt: skip
        (export,) = read_sources([folder], as_of=TODAY, me="Kate Spaulding")
        return export

    return read_files


def short(day):
    return f"{day.day}-{MONTHS[day.month - 1]}-{day.year % 100:02}"


def half_spanish(day):
    month = MONTHS[day.month - 1]
    if month in {"Jan", "Apr", "Aug", "Dec"}:
        return f"{day.day:02} {month} {day.year}"
    return f"{day.day:02}-{month.lower()}-{day.year % 100:02}"


def numbers(day):
    return f"{day.month}/{day.day}/{day.year % 100:02}"


def in_quotes(rows=ALL):
    lines = [table([row], header=None, end="") for row in rows]
    quoted = ['"' + line.replace('"', '""') + '"' for line in lines]
    return "\n".join([",".join(HEADER), *quoted, ""])


def case(number, text, **expected):
    return pytest.param(text, expected, id=f"{number} {expected.pop('id')}")


SAME_PEOPLE = [
    case("3.2", NOTES + table(), id="as LinkedIn sends it"),
    case("3.2", (NOTES + table()).removesuffix("\n"), id="without a final newline"),
    case("3.2", table(), id="without the notes"),
    case("3.2", "\ufeff" + NOTES + table(), id="byte order mark before the notes"),
    case("3.2", "Notes:,,,,,,\n" + table(), id="half of the notes"),
    case("3.2", f'Notes:{"," * 6}\nWhen exporting{"," * 6}\n{"," * 6}\n' + table(), id="notes filled up by a spreadsheet"),
    case("3.2", '"Notes:\nWhen exporting, some are missing"\n\n' + table(), id="notes in one cell"),
    case("3.2", NOTES + "\n" + table(), id="two empty lines above"),
    case("3.2", "Anmerkungen:\nandere Worte\n\n" + table(), id="notes in other words"),
    case("3.2", "x\n" * 45 + table(), id="45 lines above"),
    case("3.7 #1", table(dated(short), end="\r\n"), id="Excel US: 9-Feb-26 and CRLF"),
    case("3.7 #2", table(dated(lambda d: f"{d:%d.%m.%Y}"), [*HEADER[:-1], "Connected on"], ";").encode("utf-8-sig"), id="Excel DE: semicolons and 09.02.2026"),
    case("3.7 #3", table(dated(half_spanish), delimiter=";").encode("utf-8-sig"), id="Excel ES: dates of two kinds"),
    case("3.7 #4", table(dated(numbers)), id="Excel numbers: 2/15/26"),
    case("3.7 #4", table(dated(date.isoformat)), id="Google Sheets: 2026-02-15"),
    case("3.7 #4", table(dated(lambda d: f"{d.day}/{d.month}/{d.year} 14:05")), id="day first, told by a 31"),
    case("3.7 #5", table(ROWS).encode().decode("cp1252").encode(), id="mojibake", rows=ROWS, warning="saved in the wrong encoding"),
    case("3.7 #6", table(ROWS).encode("cp1252"), id="saved as cp1252", rows=ROWS, warning="read as Western European"),
    case("3.7 #7", in_quotes(), id="whole lines in quotes"),
    case("3.7 #9", without("Email Address"), id="e-mail column dropped", lacks=["Email Address"]),
    case("3.7 #9", without("URL", "Email Address"), id="two columns dropped", lacks=["URL", "Email Address"]),
    case("3.7 #9", without("Connected On"), id="dates dropped", lacks=["Connected On"]),
    case("3.7 #9", without("Last Name"), id="surnames dropped", lacks=["Last Name"], warning="no column 'Last Name'"),
    case("3.7 #9", table([[str(i), *row, "x, y", "0.5"] for i, row in enumerate(ALL)], ["", *HEADER, "Tags", "_score"]), id="columns added"),
    case("3.7 #9", table(header=[name.replace(" ", "") for name in HEADER]), id="columns renamed"),
    case("3.7 #9", table([row[::-1] for row in ALL], HEADER[::-1]), id="columns turned round"),
    case("3.7 #9", table([[f"{r[0]} {r[1]}".strip(), *r[2:]] for r in ALL], ["Full Name", *HEADER[2:]]), id="one column for the name"),
    case("3.7 #10", table(header=None), id="header removed", warning="no header line"),
    case("3.7 #11", table([[*row, "", ""] for row in ALL], delimiter=";"), id="semicolons at the end of lines"),
    case("3.7 #11", table([*ALL, *[[""] * 7] * 695]), id="695 blank rows"),
    case("3.7 #12", (NOTES + table()).replace("\n", "\r\n"), id="line ends of Windows"),
    case("3.7 #12", table().replace("\n", "\r"), id="line ends of old Macs"),
    case("11", table(header="Vorname,Nachname,Profile URL,E-Mail,Firma,Stelle,Verbunden am".split(",")), id="German headers"),
    case("11", table(header="Nombre,Apellidos,LinkedIn,E-mail Address,Empresa,Cargo,Date Connected".split(",")), id="Spanish headers"),
    case("11", table(header="Prénom,Nom,Profile Link,Email,Entreprise,Poste,Connecté le".split(",")), id="French headers"),
    case("2 A", table(), id="standard dialect"),
    case("2 B", table(quoting=csv.QUOTE_ALL), id="everything quoted"),
    case("2 D", table(delimiter="\t", quoting=csv.QUOTE_ALL).encode("utf-16"), id="UTF-16 with tabs"),
    case("2 D", table(delimiter="\t").encode("utf-16-le"), id="UTF-16 without its mark"),
    case("2", table(delimiter="|"), id="vertical bars"),
    case("12", table(dated(lambda d: f"{d.month}/{d.day}/{d.year % 100:02}, 9:05 AM")), id="2018: with the time of day"),
    case("12", table(dated(lambda d: f"{d:%Y/%m/%d} 17:02:11 UTC")), id="slashes, year first"),
    case("12", table(dated(lambda d: f"{d:%Y-%m-%d}T17:02:11+02:00")), id="ISO with a zone"),
    case("12", table(dated(lambda d: f"{d.day:02}\u00a0{MONTHS[d.month - 1]}\u00a0{d.year}")), id="no-break spaces in dates"),
    case("12", table(dated(lambda d: f"Mon, {d.day:02} {MONTHS[d.month - 1]} {d.year}")), id="weekdays"),
    case("12", table(dated(lambda d: str((d - date(1899, 12, 30)).days))), id="a spreadsheet's day numbers", warning="numbers for dates"),
    case("15 #4", table([[*r, "new"] for r in ALL], [*HEADER, "Pronouns"]), id="a column nobody knows yet"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), SAME_PEOPLE)
def test_the_same_people_come_out(read, data, expected):
    export = read(data)
    rows = expected.get("rows", ALL)
    assert found(export) == truth(rows, lacks=expected.get("lacks", ()))
    said = [w for w in export.warnings if "months old" not in w]
    if warning := expected.get("warning"):
        assert any(warning in one for one in said)
    else:
        assert said == []
    (file,) = export.files
    assert {s.loss for s in file.skipped} <= {"nameless"}


REFUSED = [
    case("3.7 #13", b"PK\x03\x04" + b"\0" * 60, id="really a workbook", words="Excel workbook"),
    case("3.7 #13", "<!DOCTYPE html><html><p>Sign in</p></html>", id="really a web page", words="web page"),
    case("3.7 #13", b"%PDF-1.7 x", id="really a PDF", words="PDF"),
    case("3.7 #15", without("First Name", "Last Name", "URL", "Email Address"), id="names dropped", words="no usable name column"),
    case("3.7 #15", table([[str(i), str(i), "", "", *r[4:]] for i, r in enumerate(ALL)]), id="numbers for names", words="no usable name column"),
    case("15 #2", "Notes:\nnothing else\n", id="notes and nothing else", words="Connections.csv"),
    case("15 #2", "", id="empty", words="empty"),
    case("15 #2", NOTES + ",".join(HEADER) + "\n", id="header only", words="Nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), REFUSED)
def test_what_holds_no_people_is_an_error_and_never_an_empty_success(
    read, data, expected
):
    with pytest.raises(NetpathError, match=expected["words"]):
        read(data)


# --- rows -----------------------------------------------------------------------------


def unquoted(rows=ALL):
    return "\n".join(
        [",".join(HEADER), *(",".join(r).replace(", ", ",") for r in rows)]
    )


def test_3_7_8_rows_whose_commas_lost_their_quotes_are_put_right(read):
    """Quill,MBA and Labs,Inc. have one reading; "VP,Product" at an unknown firm has two."""
    export = read(unquoted())
    assert found(export) == truth([r for r in ALL if r[0] != "Søren"])
    assert [(s.line, s.loss) for s in export.skipped if s.loss == "damaged"] == [(3, "damaged")]  # fmt: skip
    assert "1 row of Connections.csv had commas" in export.warnings[0]


def test_3_7_8_an_employer_that_other_rows_name_tells_where_the_position_begins(read):
    colleague = ["Ann", "Lee", "https://www.linkedin.com/in/ann", "", "Fjordware A/S", "Cook", "01 Jan 2020"]  # fmt: skip
    export = read(unquoted([*ALL, colleague]))
    assert found(export) == truth([*ALL, colleague])


def test_3_7_14_two_files_of_one_export_are_one_list(read):
    older = without("URL", rows=ALL[3:])
    export = read({"Connections.csv": table(), "connections.csv": older})
    assert truth() <= found(export)
    assert any("read together" in warning for warning in export.warnings)


def test_3_7_14_the_same_rows_twice_are_the_same_people(read):
    export = read({"Connections.csv": table(), "connections (1).csv": table(ALL[2:])})  # fmt: skip
    assert found(export) == truth()


def test_15_a_header_in_the_middle_is_a_person_called_so_at_most(read):
    pasted = table() + table(ROWS[:1]).partition("\n")[0] + "\n"
    assert truth() <= found(read(pasted))


def test_15_a_total_at_the_end_is_a_broken_row(read):
    export = read(table() + "Total: 512\n")
    assert found(export) == truth()
    assert [s.line for s in export.skipped if s.loss == "damaged"] == [len(ALL) + 2]


def test_15_unread_dates_cost_no_people(read):
    export = read(table(dated(lambda d: "some day" if d.year == 2009 else short(d))))
    assert {row[0] for row in found(export)} == {row[0] for row in truth()}
    assert export.files[0].dates_unread == 1
    assert any("1 date" in warning and "line 6" in warning for warning in export.warnings)  # fmt: skip


@pytest.mark.parametrize("day_first", [False, True])
def test_3_7_4_slashes_are_read_in_the_way_that_keeps_the_newest_first(read, day_first):
    days = [date(2026, 2, 9), date(2026, 1, 12), date(2025, 12, 3), date(2025, 2, 1)]
    form = "{0.day}/{0.month}/{0.year}" if day_first else "{0.month}/{0.day}/{0.year}"
    rows = [["Ann", f"Lee {i}", "", "", "", "", form.format(d)] for i, d in enumerate(days)]  # fmt: skip
    export = read(table(rows))
    assert sorted(row[-1] for row in found(export)) == sorted(days)
    assert not any("month/day/year" in warning for warning in export.warnings)


def test_3_7_4_where_nothing_tells_the_month_is_first_and_that_is_said(read):
    rows = [["Ann", "Lee", "", "", "", "", "2/9/26"]]
    export = read(table(rows))
    assert {row[-1] for row in found(export)} == {date(2026, 2, 9)}
    assert any("month/day/year" in warning for warning in export.warnings)


@settings(max_examples=300, deadline=None)
@given(
    place=st.integers(0, len(ALL) - 1),
    how=st.sampled_from(["cut", "commas", "quote", "fewer", "junk", "open"]),
    at=st.integers(0, 60),
)
def test_a_damaged_row_costs_at_most_itself(tmp_path_factory, place, how, at):
    lines = table().split("\n")[:-1]
    line = lines[place + 1]
    at %= len(line) + 1
    lines[place + 1] = {
        "cut": line[:at],
        "commas": line[:at] + ",,x," + line[at:],
        "quote": line[:at] + '"' + line[at:],
        "fewer": line.partition(",")[2],
        "junk": "\x00\x1b[31m\ufffd",
        "open": '"' + line,
    }[how]
    path = tmp_path_factory.mktemp("rows") / "Connections.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (export,) = read_sources([path], as_of=TODAY, me="Kate Spaulding")
    others = truth([row for i, row in enumerate(ALL) if i != place])
    assert others <= found(export)
    assert len(found(export) - others) <= 1


# --- the other symptoms of §15 --------------------------------------------------------


def test_15_1_3_a_file_is_read_alike_with_and_without_the_notes(read):
    assert found(read(NOTES + table())) == found(read(table()))


def test_15_5_no_file_is_needed_but_one(read):
    assert found(read({"Connections.csv": table()})) == truth()


@pytest.mark.parametrize(
    "name", ["connections.csv", "CONNECTIONS.CSV", "Connections (1).csv", "a/b/Connections.csv", "Connections copy.csv"]
)  # fmt: skip
def test_15_9_the_file_is_found_whatever_became_of_its_name(read, name):
    assert found(read({name: table()})) == truth()


def test_15_8_people_without_a_name_are_counted_and_are_nobody(read):
    (file,) = read(table()).files
    assert [(s.loss, s.line) for s in file.skipped] == [("nameless", 4)]


def test_15_17_two_employers_that_only_look_alike_are_two(tmp_path):
    rows = [["Ann", "Lee", "", "", "Plan A", "Cook", "01 Jan 2020"], ["Bo", "Li", "", "", "Plan", "Cook", "01 Jan 2020"]]  # fmt: skip
    path = tmp_path / "Connections.csv"
    path.write_text(table(rows))
    graph = netpath.load(path, me="Kate Spaulding", as_of="2026-11-23")
    assert not [n for n, kind in graph.nodes(data="kind") if kind == "group"]


def test_15_18_two_people_of_one_name_stay_two(tmp_path):
    rows = [["Ann", "Lee", "", "", c, "Cook", "01 Jan 2020"] for c in ("Acme", "Bank")]
    path = tmp_path / "Connections.csv"
    path.write_text(table(rows))
    graph = netpath.load(path, me="Kate Spaulding", as_of="2026-11-23")
    assert [n for _, n in graph.nodes(data="name")].count("Ann Lee") == 2


@pytest.mark.parametrize("name", ["NA", "None", "null", "True", "1e5", "007", "=1+1", "'x"])  # fmt: skip
def test_15_20_no_surname_is_taken_for_something_else(read, name):
    rows = [["Ann", name, "", "", name, name, "01 Jan 2020"]]
    ((who, _, _, company, position, _),) = found(read(table(rows)))
    assert (who, company, position) == (f"Ann {name}", name, name)


def test_15_24_an_old_export_says_so(read):
    export = read(table([r for r in ALL if r[-1][-4:] < "2022"]))
    assert any("months old" in warning for warning in export.warnings)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("09 Feb 2026", date(2026, 2, 9)),
        ("7/4/18, 9:05 AM", date(2018, 7, 4)),
        ("2024-05-28 17:02:11 UTC", date(2024, 5, 28)),
        ("08/19/24, 11:04 PM", date(2024, 8, 19)),
        ("2023/01/05 17:02:11 UTC", date(2023, 1, 5)),
        ("2021-06-17 03:12:11", date(2021, 6, 17)),
        ("Tue Mar 05 17:02:11 UTC 2019", date(2019, 3, 5)),
        ("2024-01-02 03:04 UTC", date(2024, 1, 2)),
        ("Mar 2020", date(2020, 3, 1)),
        ("2020", date(2020, 1, 1)),
        ("Jul 4, 1990", date(1990, 7, 4)),
        ("2026/02/09", date(2026, 2, 9)),
        ("2/9/2026 14:05", date(2026, 2, 9)),
        ("9 de febrero de 2026", date(2026, 2, 9)),
        ("٩ Feb ٢٠٢٦", date(2026, 2, 9)),
        ("N/A", None),
        ("Not Available", None),
        ("31 Feb 2026", None),
    ],
)
def test_12_every_date_of_an_export_is_read(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("month", "words"),
    [
        (1, "Jan janv. ene gen januari"), (2, "Feb févr. fev"), (3, "Mar Mär Mrz mars mrt"),
        (4, "Apr avr. abr"), (5, "May mai mag mei maj mayo"), (6, "Jun juin giu"),
        (7, "Jul juil. lug"), (8, "Aug août ago"), (9, "Sep Sept. set"),
        (10, "Oct out ott okt"), (11, "Nov nov."), (12, "Dec déc. dic dez"),
    ],
)  # fmt: skip
def test_12_months_are_known_in_the_languages_of_spreadsheets(month, words):
    for word in words.split():
        for text in (f"9-{word}-26", f"09 {word} 2026", f"9 {word.upper()} 26"):
            assert parse_date(text) == date(2026, month, 9), text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Contacts.csv", "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,FullName\nMOBILE_CONTACTS,Mum,,,,m@x.org,555,2/8/26,Mum\n"),
        ("ImportedContacts.csv", "FirstName,MiddleName,LastName,NickName,Title,Emails,PhoneNumbers,CreatedAt,Location\nPlumber,,Jo,,,a@x.org\\, b@y.org,555,2/8/26,\n"),
        ("Imported Contacts.csv", "First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At,Full Name,Location\nPlumber,Jo,,,a@x.org,555,2/8/26,Plumber Jo,\n"),
        ("Receipts.csv", "First Name,Last Name,Billing Country,Postal Code,Transaction Made At\nKate,S,US,9,2/8/26\n"),
        ("Verifications/Verifications.csv", "First name,Middle name,Last name,Verification type,Organization name,Email address,Country,Year of birth\nKate,,S,ID,Clear,,US,1990\n"),
        ("Notes.csv", "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\nMara,Q,https://www.linkedin.com/in/mara-q,private words,2026-01-01,\n"),
    ],
)  # fmt: skip
def test_7_8_files_that_name_people_and_are_no_connections_add_nobody(read, name, text):
    assert found(read({"Connections.csv": table(), name: text})) == truth()
