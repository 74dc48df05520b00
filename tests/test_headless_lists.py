"""Lists without a header: which they are, which columns they have, what is a name's and what a town's."""

import pytest
from test_roster_shapes import people

from curbside.network import headless, tables

PEOPLE = ("Bo Lind", "Ute Kranz", "Ida Moe", "Åse Roth")
OTHERS = ("seen at lunch", "to be asked", "and more", "by phone")


@pytest.mark.parametrize("line", ["{} - Mercy Hospital", "{};Mercy Hospital", "{}"])
@pytest.mark.parametrize(
    ("named", "others", "is_list"),
    [(2, 0, True), (2, 1, True), (3, 2, True), (1, 0, False), (3, 3, False), (4, 3, False)],
)
def test_a_list_without_a_header_names_people_in_six_lines_of_ten(line, named, others, is_list):
    lines = [*map(line.format, PEOPLE[:named]), *OTHERS[:others]]
    if is_list:
        assert [who.split("|")[0] for who in people("\n".join(lines))[0]][:named] == list(PEOPLE[:named])
    else:
        with pytest.raises(tables.Unreadable, match="names the columns"):
            people("\n".join(lines))


@pytest.mark.parametrize("delimiter", [",", ", ", ";", "|", "\t"])
@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("Bo Lind,Lima,OH\nUte Kranz,Reno,Nevada\n", ["Bo Lind|Lima|OH", "Ute Kranz|Reno|NV"]),
        ("Bo Lind,St. Paul,MN\nUte Kranz,O'Fallon,MO\n", ["Bo Lind|St. Paul|MN", "Ute Kranz|O'Fallon|MO"]),
        ("Bo Lind,La Crosse,WI\nUte Kranz,Mt Airy,MD\n", ["Bo Lind|La Crosse|WI", "Ute Kranz|Mt Airy|MD"]),
        # four rows of five do; of the fifth nothing is made a town
        ("Bo Lind,Lima,OH\nUte Kranz,Reno,NV\nIda Moe,Troy,NY\nEva Holm,Lima,OH\nÅse Roth\n",
         ["Bo Lind|Lima|OH", "Ute Kranz|Reno|NV", "Ida Moe|Troy|NY", "Eva Holm|Lima|OH", "Åse Roth||"]),
    ],
)  # fmt: skip
def test_a_town_and_its_state_in_columns_without_a_header_are_no_part_of_a_name(lines, told, delimiter):
    contacts = people(lines.replace(",", delimiter))[1].contacts
    assert ["|".join(v or "" for v in row) for row in contacts.select("name", "city", "state").rows()] == told


@pytest.mark.parametrize(
    "lines",
    ["Bo Lind, MD\nUte Kranz, DO\n", "Lind, Bo\nKranz, Ute\n", "Lind, Bo, MD\nKranz, Ute, MD\n", "Bo Lind, PhD, MD\nUte Kranz, FACC, MD\n", "Bo Lind, M.S., MD\nUte Kranz, Ph.D., MD\n"],
)  # fmt: skip
def test_credentials_behind_a_name_are_no_town(lines):
    found = people(lines)[1].contacts
    assert (
        found["name"].to_list() == ["Bo Lind", "Ute Kranz"]
        and found.select("city", "state").rows() == [(None, None)] * 2
    )


def test_given_names_before_a_credential_are_no_towns_and_a_dash_still_parts_a_house():
    lines = "Lind, Peter, MD\nKranz, Maria, MD\nMoe, Ida Ann, MD\nHolm, Eva Maria, MD\nÅse Roth - Mercy Hospital\n"
    told = people(lines)[0]
    assert told[0] == "Peter Lind||" and told[-1] == "Åse Roth||Mercy Hospital"


@pytest.mark.parametrize(
    ("cells", "heads"),
    [
        ("a@x.example b@x.example - -", ",Email"), ("a@x.example - - -", ","), ("2019 2018 ’2017 2016 -", ",Class"), ("2019 2018 2017 - -", ","),
        ("OH NV NY CA -", "City,State"), ("OH NV NY - -", ","), ("Mercy_Hospital Adena_Clinic - -", ",Employer"), ("Mercy_Hospital - - -", ","),
        ("Hospitalist Chief_Resident - -", ",Title"), ("Hospitalist - - -", ","),
    ],
)  # fmt: skip
def test_what_half_or_four_fifths_of_a_column_are_names_it(cells, heads):
    column = [cell.replace("_", " ") for cell in cells.split()]
    table = "\n".join(f"{who};1 a;{cell}" for who, cell in zip([*PEOPLE, "Eva Holm"], column, strict=False))
    assert headless.rows(table)[1] == ["Name", *heads.split(",")]


@pytest.mark.parametrize(("lines", "is_read"), [(1, False), (2, True), (5000, True), (5001, False)])
def test_a_list_without_a_header_has_two_to_five_thousand_lines(lines, is_read):
    assert (headless.rows("Bo Lind\n" * lines) is not None) is is_read


@pytest.mark.parametrize(
    ("table", "heads"),
    [("Lima;OH;Bo Lind, MD;a@x\nReno;NV;Ute Kranz;b@x", ["City", "State", "Name", "Email"]), ("OH;Bo Lind, MD;a@x\nNV;Ute Kranz;b@x", ["State", "Name", "Email"]),
     ("Bo Lind;OH;a@x\nUte Kranz;NV;b@x", ["Name", "State", "Email"])],
)  # fmt: skip
def test_the_column_before_the_states_holds_towns_where_it_says_nothing_else(table, heads):
    assert headless.rows(table)[1] == heads


@pytest.mark.parametrize(
    ("above", "begin"),
    [("", 0), ("Class of 2019", 0), ("Alumni;a@y", 1), ("Alumni;;", 0), ("Mercy;x;y\nClass of 2019", 1)],
)
def test_a_line_of_one_cell_above_the_first_person_stays_below_the_header(above, begin):
    rows, heads = headless.rows(f"{above}\nBo Lind;a@x;x\nUte Kranz;b@x;y\nIda Moe;c@x;z".lstrip())
    assert [n for n, (_, row) in enumerate(rows) if row == heads] == [begin]
