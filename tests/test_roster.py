"""Rosters as program offices send them: what each layout and heading says of who trained and works where."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from curbside.network import Source, headings, read, workbook

TODAY = date(2026, 11, 20)
TITLE = "Lakeview County Medical Center\nInternal Medicine Residency, alumni (updated 3/2026)\n\n"
# Layout, then what must come of it: name | training or work | where | title | first and last year
LAYOUTS = {
    "titles above, a class year": (TITLE + "Resident,Class of,Current Position,Institution/Practice,Location\n"
        'Bo Lind MD,2019,Hospitalist,Mercy Health,"Lima, OH 45801"\n',
        ["Bo Lind|training|Lakeview County Medical Center|residency|2016-2019", "Bo Lind|work|Mercy Health|Hospitalist|-"]),
    "headings of two rows": (",,Graduation,Current\nLast,First,Year,Hospital\nLind,Bo,2019,Mercy\n",
        ["Bo Lind|training|None|None|-2019", "Bo Lind|work|Mercy|None|-"]),
    "groups of headings": (",Residency,,Now,\nName,Institution,Year,Employer,City\nBo Lind,Lake U,2019,Mercy,Lima\n",
        ["Bo Lind|training|Lake U|residency|-2019", "Bo Lind|work|Mercy|None|-"]),
    "headings within quotes": ('"Resident\nName","Class\nof","Current\nEmployer"\n"Lind,\nBo",2019,"Mercy\nHealth"\n',
        ["Bo Lind|training|None|residency|-2019", "Bo Lind|work|Mercy\nHealth|None|-"]),
    "a class as a line": ("Name,Now at\nClass of 2018,\nBo Lind,Mercy\n2019 Graduates,\nUte Kranz,Adena\nTotal: 2,\n",
        ["Bo Lind|training|None|None|-2018", "Bo Lind|work|Mercy|None|-", "Ute Kranz|training|None|None|-2019", "Ute Kranz|work|Adena|None|-"]),
    "a class once, merged": ("Class of,Name,Practice\n2018,Bo Lind,Mercy\n,Ute Kranz,Adena\n2019,Al Reyes,Mercy\n",
        ["Ute Kranz|training|None|None|-2018"]),
    "a column a class": ("Class of 2018,Class of 2019\nBo Lind MD,Ute Kranz\n,Al Reyes\n",
        ["Bo Lind|training|None|None|-2018", "Al Reyes|training|None|None|-2019"]),
    "two lists side by side": ("Name,Practice,,Name,Practice\nBo Lind,Mercy,,Ute Kranz,Adena\n",
        ["Bo Lind|work|Mercy|None|-", "Ute Kranz|work|Adena|None|-"]),
    "all in one cell": ('Graduate,Grad Year,Current Position\nBo Lind,2019,"Hospitalist, Mercy Health, Lima, OH"\n',
        ["Bo Lind|work|Mercy Health|Hospitalist|-"]),
    "a fellowship of its own": ('Resident,Class,Fellowship,Practice\nBo Lind,2016,"Cardiology, Lake Clinic (2019)",Mercy\nUte Kranz,2016,N/A,Adena\n',
        ["Bo Lind|training|Lake Clinic|fellowship|-2019", "Bo Lind|training|None|residency|-2016", "Bo Lind|work|Mercy|None|-"]),
    "fellows": ("Fellow,Fellowship,Fellowship Institution,Start Year,End Year\nBo Lind,Interventional Cardiology,Lake Clinic,2019,2020\n",
        ["Bo Lind|training|Lake Clinic|fellowship|2019-2020"]),
    "years as a range": ("Resident,Training Institution,Years\nBo Lind,Lake U,2014 – 17\nUte Kranz,Lake U,2023-present\nAl Reyes,Lake U,2024-\n",
        ["Bo Lind|training|Lake U|residency|2014-2017", "Ute Kranz|training|Lake U|residency|2023-", "Al Reyes|training|Lake U|residency|2024-"]),
    "medical school": ('Name,PGY,Medical School,Hometown\nBo Lind,PGY-2,State U,"Erie, PA"\n',
        ["Bo Lind|training|State U|medical school|-"]),
    "where a class is today": ("Resident,Class of,Current Position,Institution\nBo Lind,2018,PCP,Mercy\nUte Kranz,2019,GI,Adena\n",
        ["Bo Lind|work|Mercy|PCP|-", "Ute Kranz|work|Adena|GI|-"]),
    "German": ("Name;Vorname;Jahrgang;Krankenhaus;Stellung;Ort\nLind;Bo;2019;Klinikum Lünen;Oberarzt;Lünen\n",
        ["Bo Lind|training|None|None|-2019", "Bo Lind|work|Klinikum Lünen|Oberarzt|-"]),
    "Italian": ("Cognome;Nome;Anno di specializzazione;Ospedale;Ruolo;Città\nLind;Bo;2019;Ospedale Maggiore;Dirigente;Lodi\n",
        ["Bo Lind|training|None|None|-2019", "Bo Lind|work|Ospedale Maggiore|Dirigente|-"]),
    "totals and hands": ("Name,Class,Employer\nBo Lind,2018,Mercy\nTotal graduates,1,\nPercent in Ohio,50%,\nAverage age,33,\n55% in Ohio,,\n"
        "To be named,2019,Adena\nVacancy,2019,Adena\nCompiled by: Al Roe (GME),,\nConfidential - do not share,,\n", ["Bo Lind|work|Mercy|None|-"]),
    "nobody to ask": ("Name,Class,Employer\nBo Lind,2018,Retired 2020\nUte Kranz,2018,passed away 2019\nAl Reyes,2019,Lost to follow up\n",
        ["Bo Lind|training|None|None|-2018"]),
    "ditto marks": ('Name,Class,Employer,City\nBo Lind,2018,Mercy,Lima\nUte Kranz,〃,"""",ditto\nAl Reyes,2019,same as above,Lima\n',
        ["Ute Kranz|training|None|None|-2018", "Ute Kranz|work|Mercy|None|-", "Al Reyes|work|Mercy|None|-"]),
    "numbers and remarks": ("Graduate,Class,Employer\n1. Bo Lind MD,2018,Mercy\n2) Ute Kranz (on leave),2018,Adena\n3. Al Reyes [transferred 2017],2019,\n",
        ["Bo Lind|work|Mercy|None|-", "Ute Kranz|work|Adena|None|-"]),
    "days as years": ("Name,Start Date,Completed,Place of Work\nBo Lind,2015-07-01 00:00:00,2018-06-30 00:00:00,Mercy\nUte Kranz,Jul-15,Jun-18,Adena\nAl Reyes,2015.07.01,2018-06,Mercy\n",
        ["Bo Lind|training|None|None|2015-2018", "Ute Kranz|training|None|None|2015-2018", "Al Reyes|training|None|None|2015-2018", "Bo Lind|work|Mercy|None|-"]),
    "years of months": ("Resident,Residency Dates\nBo Lind,07/2011 - 06/2014\nUte Kranz,2012-07 to 2015-06\nAl Reyes,2016-06-30\n",
        ["Bo Lind|training|None|residency|2011-2014", "Ute Kranz|training|None|residency|2012-2015", "Al Reyes|training|None|residency|-2016"]),
}  # fmt: skip


def load(folder: Path, file: str) -> tuple[list[str], list[str], pl.DataFrame]:
    network = read([Source("roster", Path(file))], None, folder, TODAY)
    people = network.persons.select("record_id", "name")
    told = [
        f"{r['name']}|{r['kind']}|{r['organisation_name']}|{r['title']}|{r['start_year'] or ''}-{r['end_year'] or ''}".replace("|-|", "|None|")
        for r in network.affiliations.join(people, on="record_id").iter_rows(named=True)
    ]  # fmt: skip
    return told, [str(p) for p in network.problems], network.persons


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_of_offices(tmp_path, layout):
    text, wanted = LAYOUTS[layout]
    (tmp_path / "r.csv").write_text(text)
    told, _, people = load(tmp_path, "r.csv")
    assert set(wanted) <= set(told)
    assert set(people["name"]) <= {"Bo Lind", "Ute Kranz", "Al Reyes"}


def test_a_cell_that_names_no_employer_is_none_and_stays_as_a_note(tmp_path):
    (tmp_path / "r.csv").write_text(
        "Name,Class,Employer,City\nBo Lind,2018,Retired,Lima\nUte Kranz,2019,same,same\nAl Reyes,2019,xx,?\n"
    )
    told, _, people = load(tmp_path, "r.csv")
    assert not [one for one in told if "|work|" in one]
    assert people["note"].to_list()[0].startswith("employer: Retired") and people["city"].to_list() == [
        "Lima",
        None,
        None,
    ]


@pytest.mark.parametrize(
    "heading",
    ["City and State", "Practice City, State Zip", "Present City & State", "State and City", "City, State, Zip Code"],
)
def test_a_column_of_city_and_state_is_taken_apart(tmp_path, heading):
    (tmp_path / "r.csv").write_text(f'Name,Class,Employer,"{heading}"\nBo Lind,2018,Mercy,"Lima, Ohio 45801"\n')
    network = read([Source("roster", Path("r.csv"))], None, tmp_path, TODAY)
    work = network.affiliations.filter(pl.col("kind") == "work")
    assert work.select("city", "state").rows() == [("Lima", "OH")]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    pl.DataFrame({"Name": ["Bo Lind"] * 50}).write_excel(tmp_path / "r.xlsx")
    monkeypatch.setattr(workbook, "MOST_BYTES", 3000)
    _, problems, _ = load(tmp_path, "r.xlsx")
    assert problems == ["r.xlsx: a workbook of implausible size; save the list of people alone, as CSV"]


@pytest.mark.whole
def test_a_workbook_with_cells_at_its_far_ends_costs_one_line_and_no_memory(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "far.xlsx")) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Name", "Employer"])
        page.write(1_048_575, 16_383, "x")
    (tmp_path / "r.csv").write_text("Name,Employer\n" + "A" * 30_000 + " Lind,Mercy\nBo Lind,Mercy\n")
    _, problems, _ = load(tmp_path, "far.xlsx")
    assert problems == ["far.xlsx: a workbook of implausible size; save the list of people alone, as CSV"]
    _, problems, people = load(tmp_path, "r.csv")
    assert "Bo Lind" in people["name"].to_list() and "a cell of more than 20,000 letters" in problems[0]


def test_every_sheet_of_a_workbook_is_read_and_one_without_a_header_is_told(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "alumni.xlsx")) as book:
        for sheet, rows in {
            "About": [["Kept by the office."]],
            "2018": [["Name", "Employer"], ["Bo Lind", "Mercy"]],
            "2019": [["Name", "Employer"], ["Ute Kranz", "Adena"]],
        }.items():
            page = book.add_worksheet(sheet)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    told, problems, _ = load(tmp_path, "alumni.xlsx")
    assert {"Bo Lind|training|None|None|-2018", "Ute Kranz|training|None|None|-2019"} <= set(told)
    assert any(p.startswith("alumni.xlsx: About: no line") for p in problems)


def test_what_was_not_understood_is_told_and_kept_as_a_note(tmp_path):
    (tmp_path / "r.csv").write_text("Name,Class of,Employer,Shirt Size\nBo Lind,2019,Mercy,L\n* = chief resident,,,\n")
    _, problems, people = load(tmp_path, "r.csv")
    assert people["note"].to_list() == ["Shirt Size: L; class: 2019"]
    assert "r.csv: columns not understood: Shirt Size; they were kept as notes" in problems
    assert any("no institution" in p and "line above the header" in p for p in problems)
    assert any("1 line of remarks and totals" in p for p in problems)


@pytest.mark.parametrize(("body", "said"), [(b"%PDF-1.7 x", "is a PDF"), (b"\xd0\xcf\x11\xe0 torn", "cannot be read"),
    (b"<html><table><tr><th>Resident</th><th>Class of</th></tr><tr><td>Bo Lind</td><td>2019</td></tr></table>", None)])  # fmt: skip
def test_files_that_only_look_like_lists(tmp_path, body, said):
    (tmp_path / "r.xls").write_bytes(body)
    told, problems, _ = load(tmp_path, "r.xls")
    assert said is None or said in problems[0]
    assert said or told == ["Bo Lind|training|None|residency|-2019"]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Graduation\nYear", "class_year"), ("Where are they now?", "employer"), ("Post-Residency Employer", "employer"),
        ("What hospital do you work at now?", "employer"), ("Position after graduation", "after"), ("First Job", "after"),
        ("Fellowship after residency", "fellowship text"), ("Fellowship dates", "fellowship years"), ("Hometown", None),
        ("Residency Completion Year", "class_year"), ("Name (Last, First)", "name"), ("Current Practice/Location", "employer"),
        ("Chief Resident Year", None), ("May we share this with current residents?", None), ("Order Date", None), ("What year did you graduate from our program?", "class_year"), ("Health Board", "employer"), ("Where do you work now? (Employer, City, State)", "employer"), ("Employer City, State", "location"), ("Where do you live? (City, State)", "location"), ("Practice Location", "location"), ("Next Institution", "employer"),
        ("First and last name (as it should appear)", "name"), ("Are you willing to mentor fellows?", None), ("Spouse's name", None), ("Med School", "medical school institution"),
    ],
)  # fmt: skip
def test_headings_by_meaning(heading, column):
    assert headings.meaning(heading) == column


@pytest.mark.parametrize("text", [
    'Name,Class,Employer\n="Lind, Bo",="2012",="Mercy"\n',
    'Name;Class;Employer\n"=""Lind, Bo""";"=""2012""";Mercy\n',
    'Alumni,Class,Employer\nK–L,,\n"Lind, Bo",2012,Mercy\nM,,\n',
    "Graduate,,,Present Position,\nLast,First,Year,Title,Organization\nLind,Bo,2012,Partner,Mercy\n",
])  # fmt: skip
def test_guarded_cells_letters_of_an_index_and_groups_of_headings(tmp_path, text):
    (tmp_path / "r.csv").write_text(text)
    told, _, people = load(tmp_path, "r.csv")
    assert list(people["name"]) == ["Bo Lind"]
    assert any("|work|" in line or "Mercy" in line for line in told) and any("2012" in line for line in told)


@pytest.mark.parametrize(
    "cell",
    ["a@x.org; b@y.org", '"a@x.org\nb@y.org"', '"a@x.org, b@y.org"', "a@x.org / b@y.org", "Bo <a@x.org> or b@y.org"],
)
def test_several_addresses_in_a_cell(tmp_path, cell):
    (tmp_path / "r.csv").write_text(f"Name,Class,E-mail(s)\nBo Lind,2012,{cell}\n")
    *_, people = load(tmp_path, "r.csv")
    assert people["emails"].to_list() == [["a@x.org", "b@y.org"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a class list's "Institution" is where its people are, unless most of more than three share one or the list says otherwise
        ("Resident,Class of,Current Position,Institution\nBo Lind,2018,PCP,Mercy\nUte Kranz,2019,GI,Mercy\nAl Reyes,2019,GI,Mercy\n",
         ["Bo Lind|work|Mercy|PCP|-", "Bo Lind|training|None|residency|-2018"]),
        ("Resident,Class of,Current Position,Institution\nBo Lind,2018,PCP,Mercy\nUte Kranz,2019,GI,Mercy\nAl Reyes,2019,GI,Adena\nJo Kerr,2019,GI,Adena\n",
         ["Bo Lind|training|Mercy|residency|-2018", "Al Reyes|training|Adena|residency|-2019"]),
        ("Resident,Class of,Current Position,Institution\nBo Lind,2018,PCP,Mercy\nUte Kranz,2019,GI,Mercy\nAl Reyes,2019,GI,Adena\nJo Kerr,2019,GI,Lake U\n",
         ["Bo Lind|work|Mercy|PCP|-", "Jo Kerr|work|Lake U|GI|-"]),
        ("Resident,Class of,Current Position,Institution,Employer\nBo Lind,2018,PCP,Lake U,Mercy\n",
         ["Bo Lind|training|Lake U|residency|-2018", "Bo Lind|work|Mercy|PCP|-"]),
        ("Resident,Class of,Institution\nBo Lind,2018,Lake U\n", ["Bo Lind|training|Lake U|residency|-2018"]),
        # a training told in one cell, or not at all
        ('Resident,Residency,Employer\nBo Lind,"Internal Medicine, Lake Clinic (2016-2019)",Mercy\nUte Kranz,,Adena\n',
         ["Bo Lind|training|Lake Clinic|residency|2016-2019", "Bo Lind|work|Mercy|None|-", "Ute Kranz|work|Adena|None|-"]),
        # a class behind the name
        ("Name,Class,Employer\nBo Lind '19,,Mercy\nUte Kranz (2018),,Adena\n\"Al Reyes, class of 2017\",,Adena\n",
         ["Bo Lind|training|None|None|-2019", "Ute Kranz|training|None|None|-2018", "Al Reyes|training|None|None|-2017"]),
        # names in parts
        ("First Name,Middle Name,Last Name,Credentials,Employer\nBo,J,Lind,MD,Mercy\n", ["Bo J Lind|work|Mercy|None|-"]),
        # the house above the header is where its classes trained
        (TITLE + "Resident,Class of,Employer\nBo Lind,,Mercy\nUte Kranz,2019,Adena\n",
         ["Bo Lind|work|Mercy|None|-", "Ute Kranz|training|Lakeview County Medical Center|residency|2016-2019", "Ute Kranz|work|Adena|None|-"]),
        ("Internal Medicine Residency – Lakeview County Medical Center\n\nName,Class,Employer\nBo Lind,2019,Mercy\n",
         ["Bo Lind|training|Lakeview County Medical Center|residency|2016-2019", "Bo Lind|work|Mercy|None|-"]),
        ("Lakeview County Medical Center\nFaculty\n\nName,Title\nBo Lind,Program Director\n", []),
    ],
)  # fmt: skip
def test_what_a_column_means_by_what_stands_beside_it(tmp_path, text, wanted):
    (tmp_path / "r.csv").write_text(text)
    told, _, _ = load(tmp_path, "r.csv")
    assert set(wanted) <= set(told) and bool(told) is bool(wanted)


def roster(folder: Path, text: str):
    (folder / "r.csv").write_text(text)
    return read([Source("roster", Path("r.csv"))], None, folder, TODAY)


def test_who_has_left_is_told_by_the_day_or_the_year_that_is_over(tmp_path):
    network = roster(
        tmp_path,
        "Name,Kind,Institution,Start,End,Employer\nBo Lind,residency,Lake U,2020,2025,\nUte Kranz,residency,Lake U,2020,2026,\n"
        "Al Reyes,,,2020,2026-11-19,Mercy\nJo Kerr,,,2020,2026-11-20,Mercy\nEd Roe,,,2020,2025,Adena\nFlo Ahn,,,2020,2026,Adena\n",
    )
    assert network.affiliations["is_current"].to_list() == [False, True, False, True, False, True]


def test_ties_of_a_roster_are_by_listing_meeting_and_whom_they_know(tmp_path):
    text = "Name,Knows,Met,Last Contact\nBo Lind,Ute Kranz; Al Reyes ;,ACP 2018,2020-05-06\nUte Kranz,,,\n"
    network = roster(tmp_path, text)
    assert network.ties.select("kind", "other_name", "since", "last_on", "count", "two_way").rows() == [
        ("roster", None, None, date(2020, 5, 6), None, True),
        ("roster", None, None, None, None, False),
        ("met", None, date(2018, 1, 1), date(2018, 1, 1), 1, True),
        ("knows", "Ute Kranz", None, None, None, None),
        ("knows", "Al Reyes", None, None, None, None),
    ]


def test_what_looks_wrong_in_a_roster_is_said_with_its_line(tmp_path):
    said = [
        str(p)
        for p in roster(
            tmp_path, "Name,Institution,Start,End\nBo Lind,Lake U,2020,2019\nUte Kranz,Lake U,2020,2020\n"
        ).problems
    ]
    assert said == ["r.csv, line 2: starts after it ends; the years were read as they are"]
    network = roster(tmp_path, "Name,Employer\n" + ",Mercy\n" * 7 + "Bo Lind,Adena\n")
    assert [str(p)[:22] for p in network.problems] == [f"r.csv, line {n}: no name" for n in range(2, 7)], (
        "five are named, all are counted"
    )
    said = [
        str(p) for p in roster(tmp_path, "Resident,Class of,Employer\nBo Lind,2019,Mercy\nUte Kranz,,Adena\n").problems
    ]
    assert len(said) == 1 and "years of training of 2 rows, and no institution" in said[0]


def test_a_director_without_another_employer_is_the_houses(tmp_path):
    people = roster(
        tmp_path,
        "Name,Title,Employer\nBo Lind,Program Director,\nUte Kranz,Program Director,Mercy\nAl Reyes,Hospitalist,\n",
    ).persons
    assert people["role"].to_list() == ["Program Director", None, None]
    people = roster(tmp_path, "Name,PGY,Hometown,Class of\nBo Lind,2,Lima,\nUte Kranz,,,2019\n").persons
    assert people["note"].to_list() == ["Hometown: Lima; PGY: 2", "class: 2019"]


@pytest.mark.parametrize(
    ("rows", "trained"),
    [
        ("Resident,Training Institution,Employer\nBo Lind,Lake U,Mercy\n", ("Lake U", None)),
        ("Name,Kind,Institution,Start,End\nBo Lind,medical school,State U,2010,2014\n", ("State U", None)),
        ("Resident,Class of\nBo Lind,2019\n", ("Lakeview County Medical Center", "Internal Medicine")),
    ],
)
def test_the_field_of_a_list_is_of_its_own_training_alone(tmp_path, rows, trained):
    network = roster(tmp_path, TITLE + rows)
    training = network.affiliations.filter(kind="training")
    assert training.select("organisation_name", "program").rows() == [trained]


@pytest.mark.parametrize(("rows", "left"), [("", 0), ("Department of Medicine,Mercy\n555-0148,Elm\n", 2)])
def test_rows_that_are_nobody_are_counted(tmp_path, rows, left):
    (tmp_path / "roster.csv").write_text(f"Name,Employer\nBo Lind,Mercy\nUte Kranz,Adena\n{rows}")
    [file] = read([Source("roster", tmp_path / "roster.csv")], None, tmp_path / "data", TODAY).files
    assert file.left_out["rows of a department, a number or an address"] == left and file.counts["people"] == 2
