"""Lists as offices and web pages lay them out: merged cells, lists one above the other, several people in a cell."""

import io
import zipfile
from datetime import date

import polars as pl
import pytest

from curbside.network import apart, roster, tables, workbook
from curbside.network.linkedin import Member
from curbside.vocabulary import regions

TODAY = date(2026, 11, 20)


def people(text, name="r.csv"):
    members = workbook.sheets(Member(name, text)) if isinstance(text, bytes) else [Member(name, text.encode())]
    found = roster.read(members, name, TODAY)
    work = found.affiliations.filter(pl.col("kind") == "work")
    told = found.contacts.join(work, on="row", how="left", maintain_order="left")
    rows = told.select("name", "emails", "organisation_name").rows()
    return [f"{who}|{';'.join(mail)}|{where or ''}" for who, mail, where in rows], found


def sheet(*rows, merged=(), at=(0, 0)):
    import xlsxwriter

    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        page = book.add_worksheet("Alumni")
        for n, row in enumerate(rows):
            page.write_row(at[0] + n, at[1], row)
        for first, last, column, value in merged:
            page.merge_range(at[0] + first, at[1] + column, at[0] + last, at[1] + column, value)
        page.write_blank(9_999, 16_383, None, book.add_format({"bold": True}))  # a format costs nothing
    return body.getvalue()


@pytest.mark.parametrize("at", [(0, 0), (3, 2)])
def test_what_a_merged_cell_says_is_said_of_each_of_its_rows(at):
    rows = (["Name", "Class", "Employer"], ["Bo Lind"], ["Ute Kranz"], ["Ida Moe"])
    body = sheet(*rows, merged=[(1, 2, 2, "Mercy"), (1, 3, 1, 2019)], at=at)
    told, found = people(body, "r.xlsx")
    assert told == ["Bo Lind||Mercy", "Ute Kranz||Mercy", "Ida Moe||"]
    assert found.affiliations.filter(pl.col("kind") == "training")["end_year"].to_list() == [2019] * 3
    # A row that is merged all through is one row.
    assert people(sheet(rows[0], merged=[(1, 2, 0, "Bo Lind"), (1, 2, 2, "Mercy")], at=at), "r.xlsx")[0] == [
        "Bo Lind||Mercy"
    ]


PAGE = """<html><h1>Lakeview County Medical Center Internal Medicine Residency</h1><table><tr><td>Home</td></tr></table>
<h2>Class of 2019</h2><table><tr><th rowspan=2>Name</th><th colspan=2>Current Position</th></tr><tr><th>Employer</th><th>City</th></tr>
<tr><td>Bo Lind,<br>MD</td><td rowspan="2">Mercy</td><td>Lima</td></tr><tr><td>Åse Kranz</td><td>Reno</td></tr></table>
<h2>Class of 2020</h2><table><tr><th>Name</th><th>Employer</th></tr><tr><td>Ida<br>Moe</td><td>Adena</td></tr></table></html>"""


def test_tables_of_a_saved_page_with_their_spans_and_the_headings_above():
    told, found = people(PAGE.encode(), "r.html")
    assert told == ["Bo Lind||Mercy", "Åse Kranz||Mercy", "Ida Moe||Adena"]
    assert found.contacts["city"].to_list() == ["Lima", "Reno", None]
    trained = found.affiliations.filter(pl.col("kind") == "training")
    assert trained.select("organisation_name", "program", "end_year").unique(maintain_order=True).rows() == [
        ("Lakeview County Medical Center", "Internal Medicine", 2019),
        ("Lakeview County Medical Center", "Internal Medicine", 2020),
    ]


@pytest.mark.parametrize(
    "first", ["Name,Employer,City", "Name,Employer,Fun fact", "Resident,Current Position,Employer"]
)
def test_lists_one_above_the_other_are_each_read_by_their_own_header(first):
    second = "Last,First,Email,Company,City\nKranz,Ute,ute@k.example,Adena,Reno\n"
    told, _ = people(f"{first}\nBo Lind,Mercy,Mercy\n\n\nRecruiters\n{second}")
    assert told == ["Bo Lind||Mercy", "Ute Kranz|ute@k.example|Adena"]


def test_a_header_repeated_above_each_class_begins_no_list_of_its_own():
    told, found = people("Class of 2018\nName,Employer\nBo Lind,Mercy\nClass of 2019\nName,Employer\nUte Kranz,Adena\n")
    assert told == ["Bo Lind||Mercy", "Ute Kranz||Adena"] and sum(found.left_out.values()) == 1
    assert found.affiliations.filter(pl.col("kind") == "training")["end_year"].to_list() == [2018, 2019]


@pytest.mark.parametrize(
    "row",
    [
        "Resident,Mercy Hospital",
        "Fellow,Ana,Mercy Hospital",
        "Bo Lind,Mercy Hospital",
        "Faculty",
        "Resident,Bo Lind,Title",
    ],
)
def test_people_are_no_header(row):
    assert not apart.is_header(row.split(",")) or row == "Resident,Mercy Hospital"


def test_years_of_training_side_by_side_with_their_people_below():
    told, found = people("PGY-1,PGY-2,PGY-3\nBo Lind,Ute Kranz,Ida Moe\n,Åse Ek,\n")
    assert told == ["Bo Lind||", "Ute Kranz||", "Ida Moe||", "Åse Ek||"]
    assert found.contacts["note"].to_list() == ["PGY: PGY-1", "PGY: PGY-2", "PGY: PGY-3", "PGY: PGY-2"]


@pytest.mark.parametrize(
    "heads",
    ["PGY-1 (Interns),PGY-2,PGY-3", "Interns,Juniors,Seniors", "PGY I,PGY II,PGY III", "Class of 2029 (PGY-1),Class of 2028 (PGY-2),Class of 2027 (PGY-3)",
     "PGY-1 Residents (12),PGY-2 Residents (11),Chief Residents", "Interns (PGY-1),PGY-2 - Juniors,PGY-3: Seniors"],
)  # fmt: skip
def test_no_column_of_a_year_of_training_is_lost_for_what_its_heading_says_more(heads):
    told, found = people(
        f"Lake Hospital Internal Medicine Residency,,\n{heads}\nBo Lind,Ute Kranz,Ida Moe\n*Åse Ek,,\n"
    )
    assert told == ["Bo Lind||", "Ute Kranz||", "Ida Moe||", "Åse Ek||"]
    assert found.affiliations.select("organisation_name", "title").unique().rows() == [("Lake Hospital", "residency")]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Bo Lind, MD\nUte Kranz, DO", (["Bo Lind, MD", "Ute Kranz, DO"], "")),
        ("Bo Lind; Ute Kranz", (["Bo Lind", "Ute Kranz"], "")),
        ("Bo Lind & Ute Kranz", (["Bo Lind", "Ute Kranz"], "")),
        ("Bo Lind\nMD, FACP", (["Bo Lind, MD, FACP"], "")),
        ("Bo Lind, MD\nCardiology Fellow\nMayo Clinic", (["Bo Lind, MD"], "Cardiology Fellow, Mayo Clinic")),
        ("Bo Lind / Ute Kranz", (["Bo Lind", "Ute Kranz"], "")), ("Bo Lind/Ute Kranz", (["Bo Lind", "Ute Kranz"], "")),
        ("Bo Lind, MD / Ute Kranz, DO / Al Reyes", (["Bo Lind, MD", "Ute Kranz, DO", "Al Reyes"], "")),
        ("Bo Lind + Ute Kranz", (["Bo Lind", "Ute Kranz"], "")), ("Bo Lind (he/him) / Ute Kranz", (["Bo Lind (he/him)", "Ute Kranz"], "")),
        ("Drs. Bo and Ute Lind", (["Bo Lind", "Ute Lind"], "")), ("Drs. Bo Lind & Ute Kranz", (["Bo Lind", "Ute Kranz"], "")),
        ("Dr. Bo and Dr. Ute Lind", (["Bo Lind", "Dr. Ute Lind"], "")), ("Drs. Lind and Kranz", (["Drs. Lind and Kranz"], "")),
        ("Ute Lind/Kranz", (["Ute Lind/Kranz"], "")), ("Bo Lind (MD/PhD)", (["Bo Lind (MD/PhD)"], "")), ("Bo Lind / he/him", (["Bo Lind / he/him"], "")),
        ("Ute Lind / Ute Kranz", (["Ute Lind / Ute Kranz"], "")), ("Bo Lind / Mercy Hospital", (["Bo Lind / Mercy Hospital"], "")),
        ("Bo Lind / Lima, OH", (["Bo Lind / Lima, OH"], "")), ("Bo Lind / Chief Resident", (["Bo Lind / Chief Resident"], "")),
        ("Bo and Ute Lind", (["Bo and Ute Lind"], "")), ("Lind; Bo", (["Lind; Bo"], "")), ("Lind\nBo", (["Lind\nBo"], "")),
    ],
)  # fmt: skip
def test_people_of_one_cell(cell, found):
    assert apart.people(cell) == found


def test_people_of_one_cell_share_the_employer_and_no_address():
    told, _ = people('Name,Email,Employer\n"Bo Lind\nUte Kranz","bo@x.example\nute@x.example",Mercy\n')
    assert told == ["Bo Lind|bo@x.example|Mercy", "Ute Kranz|ute@x.example|Mercy"]
    told, _ = people('Name,Email,Employer\n"Bo Lind\nUte Kranz",office@x.example,Mercy\n')
    assert told == ["Bo Lind||Mercy", "Ute Kranz||Mercy"]


def test_people_of_one_cell_with_as_many_employers_have_each_their_own():
    assert people("Name,Employer\nBo Lind / Ute Kranz,Mercy / Adena\n")[0] == ["Bo Lind||Mercy", "Ute Kranz||Adena"]
    assert people("Name,Employer\nBo Lind,Mercy / Adena\n")[0] == ["Bo Lind||Mercy / Adena"]


def test_an_address_behind_a_name_is_the_persons():
    told, _ = people(
        "Name,Employer\nBo Lind <bo@x.example>,Mercy\nUte Kranz - ute@x.example,Adena\noffice@x.example,Mercy\n"
    )
    assert told == ["Bo Lind|bo@x.example|Mercy", "Ute Kranz|ute@x.example|Adena"]


@pytest.mark.parametrize("heading", ["City, ST", "City/ST", "Town, State"])
def test_city_and_state_under_short_headings(heading):
    _, found = people(f'Name,Employer,"{heading}"\nBo Lind,Mercy,"Lima, OH 45801"\n')
    assert found.contacts.select("city", "state").rows() == [("Lima", "OH")]


def test_of_steps_between_arrows_the_last_is_today():
    told, found = people(
        'Name,Current Position\nBo Lind,"Cardiology Fellow, Lake Hospital → Attending, Mercy Hospital"\n'
    )
    assert told == ["Bo Lind||Mercy Hospital"] and found.affiliations["title"].to_list() == ["Attending"]


def test_a_merged_name_is_one_person_with_all_that_its_rows_say():
    rows = (["Name", "Employer", "Email"], ["", "Mercy", "bo@x.example"], ["", "Adena"], ["Ute Kranz", "Mercy"])
    told, found = people(sheet(*rows, merged=[(1, 2, 0, "Bo Lind")]), "r.xlsx")
    assert told == ["Bo Lind|bo@x.example|Mercy", "Bo Lind|bo@x.example|Adena", "Ute Kranz||Mercy"]
    assert found.contacts["name"].to_list() == ["Bo Lind", "Ute Kranz"]
    page = "<table><tr><th>Name</th><th>Employer</th></tr><tr><td rowspan=2>Bo Lind</td><td>Mercy</td></tr><tr><td>Adena</td></tr></table>"
    assert people(page.encode(), "r.html")[0] == ["Bo Lind||Mercy", "Bo Lind||Adena"]


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet><table:table table:name="A">{}</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_merged_cells_of_opendocument():
    def cell(text, more=""):
        return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'

    rows = [
        "",
        cell("Name") + cell("Employer"),
        cell("Bo Lind") + cell("Mercy", ' table:number-rows-spanned="2"'),
        cell("Ute Kranz") + "<table:covered-table-cell/>",
    ]
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as packed:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        packed.writestr("mimetype", kind)
        packed.writestr("content.xml", ODS.format("".join(f"<table:table-row>{r}</table:table-row>" for r in rows)))
        packed.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>',
        )
    assert people(body.getvalue(), "r.ods")[0] == ["Bo Lind||Mercy", "Ute Kranz||Mercy"]


@pytest.mark.parametrize(
    "text",
    [
        "Name,Bo Lind,Ute Kranz\nEmployer,Mercy,Adena\nEmail,bo@x.example,\n",
        "Name,Bo Lind\nEmployer,Mercy\nEmail,bo@x.example\n\nName,Ute Kranz\nEmployer,Adena\n",
    ],
)
def test_lists_that_lie_on_their_side(text):
    assert people(text)[0] == ["Bo Lind|bo@x.example|Mercy", "Ute Kranz||Adena"]


def test_a_first_column_of_roles_is_no_column_of_headings():
    assert people("Role,Name,Employer\nResident,Bo Lind,Mercy\nFellow,Ute Kranz,Adena\n")[0] == [
        "Bo Lind||Mercy",
        "Ute Kranz||Adena",
    ]
    rows = [(1, ["Role", "Name"]), (2, ["Resident", "Bo Lind"]), (3, ["Fellow", "Ute Kranz"])]
    assert apart.upright(rows) is rows


def test_classes_above_lists_side_by_side():
    _, found = people("Class of 2018,,Class of 2019,\nName,Employer,Name,Employer\nBo Lind,Mercy,Ute Kranz,Adena\n")
    trained = found.affiliations.filter(pl.col("kind") == "training")
    assert trained.sort("end_year")["end_year"].to_list() == [2018, 2019]


@pytest.mark.parametrize(
    "text",
    [
        ",Class,Employer\nBo Lind,2018,Mercy\nUte Kranz,2019,Adena\n",  # a heading left out
        "Name             Class   Employer\nBo Lind, MD      2018    Mercy\nUte Kranz, DO    2019    Adena\n",
        "'Name','Class','Employer'\n'Bo Lind','2018','Mercy'\n'Ute Kranz','2019','Adena'\n",
    ],
)
def test_names_without_a_heading_columns_of_spaces_and_single_quotes(text):
    assert people(text)[0] == ["Bo Lind||Mercy", "Ute Kranz||Adena"]


def test_a_table_without_a_header_is_read_by_what_it_holds_and_says_so():
    told, found = people("Bo Lind,bo@x.example,Mercy Hospital,Lima,OH\nUte Kranz,,Adena Clinic,Reno,NV\n")
    assert told == ["Bo Lind|bo@x.example|Mercy Hospital", "Ute Kranz||Adena Clinic"]
    assert found.contacts.select("city", "state").rows() == [("Lima", "OH"), ("Reno", "NV")]
    assert [p.text for p in found.problems] == [
        "no line names the columns; read by what they hold as name, email, employer, city, state"
    ]


def test_plain_lines_of_names_under_their_classes():
    top = "Lakeview County Medical Center\nCardiology Fellowship Alumni\n\n"
    told, found = people(
        f"{top}Class of 2018\nBo Lind, MD - Mercy Hospital\n\nClass of 2019\nUte Kranz, DO - Adena Clinic\n"
    )
    assert told == ["Bo Lind||Mercy Hospital", "Ute Kranz||Adena Clinic"]
    trained = found.affiliations.filter(pl.col("kind") == "training")
    assert trained.select("organisation_name", "program", "end_year").rows() == [
        ("Lakeview County Medical Center", "Cardiology", 2018),
        ("Lakeview County Medical Center", "Cardiology", 2019),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, MD\n\nEDUCATION\nOhio State University, MD, 2012-2016\n\nTRAINING\nResidency, Lakeview Hospital, 2016-2019\n",
        "Dear colleagues,\nthe list follows next week.\nBo Lind\n", "Mercy Hospital\nAdena Clinic\nLoring Hospital\n", "Bo Lind\n",
    ],
)  # fmt: skip
def test_what_is_no_list_of_people_is_still_refused(text):
    try:
        assert people(text)[1].contacts.is_empty()
    except tables.Unreadable as error:
        assert "names the columns" in error.text


@pytest.mark.parametrize(
    ("place", "is_area", "state"),
    [
        *((p, True, None) for p in ("Greater Chicago Area", "Metro Detroit", "Kansas City Metropolitan Area", "Dallas-Fort Worth Metroplex", "San Francisco Bay Area",
                                    "Inland Empire", "Metropolitan Boston", "the Twin Cities", "Lakeland-Winter Haven Area")),
        ("Portland, Oregon Metropolitan Area", True, "OR"), ("Indianapolis, Indiana Area", True, "IN"), ("Southwest Michigan", True, "MI"),
        ("Northern California", True, "CA"), ("Upstate New York", True, "NY"),
        *((p, False, None) for p in ("Chicago", "West Virginia", "South Bend", "Mesa", "North Bay", "Area", "Greater", "Bay City", "Central City", "Michigan City")),
    ],
)  # fmt: skip
def test_what_lies_around_a_town_is_none(place, is_area, state):
    assert regions.area(place) == (is_area, state)


def test_who_lives_around_a_town_is_placed_in_its_state_or_nowhere():
    text = 'name,employer,title,city,state\nBo Lind,Elm Clinic,Surgeon,Greater Chicago Area,\nAl Ash,Elm Clinic,Surgeon,"Portland, Oregon Metropolitan Area",\nCy Oak,Elm Clinic,Surgeon,"Lima, OH",\n'
    found = people(text)[1]
    work = found.affiliations.filter(pl.col("kind") == "work").select("city", "state").rows()
    assert work[:2] == [(None, None), (None, "OR")] and work[2][0] == "Lima"
