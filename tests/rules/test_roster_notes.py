"""What a roster's own rows make the user look at, and what is kept beside a person."""

import polars as pl
import pytest

from curbside.network import programs, roster
from curbside.network.contacts import Contacts

SCHEMA = {
    "line": pl.Int64,
    "start_year": pl.Int32,
    "end_year": pl.Int32,
    "trained": pl.Boolean,
    "institution": pl.String,
}


def told(*rows: tuple[int | None, int | None, bool, str | None], **found: object) -> list[tuple[str, str]]:
    """Place and text of what is said of people on lines 2, 3, …: first and last year, in training, where."""
    people = pl.DataFrame([(n, *row) for n, row in enumerate(rows, 2)], schema=SCHEMA, orient="row")
    contacts = Contacts("roster", **found)
    roster._told(people, "r.csv", contacts)
    return [(p.place, p.text) for p in contacts.problems]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((2019, 2016, False, None), ["starts after it ends"]), ((2016, 2016, False, None), []), ((2016, 2019, False, None), []), ((2019, None, False, None), []),
        # years of training and no institution: one of both years is enough
        ((2016, 2019, True, None), ["years of training of 1 row, and no institution"]), ((2016, None, True, None), ["years of training of 1 row, and no institution"]),
        ((None, 2019, True, None), ["years of training of 1 row, and no institution"]), ((None, None, True, None), []), ((2016, 2019, True, "Lake U"), []),
    ],
)  # fmt: skip
def test_what_looks_wrong_in_a_row(row, said):
    assert [text for _, text in told(row)] == said


def test_five_lines_are_named_and_the_unknown_is_told():
    assert [place for place, _ in told(*[(2019, 2016, False, None)] * 7)] == [f"line {n}" for n in range(2, 7)]
    assert told(unknown=["shoe size", "pet"]) == [("", "columns not understood: shoe size, pet")]
    contacts = Contacts("roster")
    roster._nameless(pl.DataFrame({"line": range(3, 10)}), "r.csv", contacts)
    assert [p.place for p in contacts.problems] == [f"line {n}" for n in range(3, 8)]
    assert contacts.left_out == {"rows without a name": 7}
    nobody = Contacts("roster")
    roster._nameless(pl.DataFrame({"line": []}), "r.csv", nobody)
    assert nobody.problems == [] and nobody.left_out == {}


@pytest.mark.parametrize(
    ("row", "note"),
    [
        ({}, None), ({"note": "met at ACP"}, "met at ACP"), ({"class_year": "2019"}, "class: 2019"), ({"class_year": "2019", "institution": "Lake U"}, None),
        ({"no employer": "retired"}, "employer: retired"), ({"no employer": "-"}, None), ({"pgy": "2", "note": "n"}, "n; PGY: 2"), ({"? shoe {size}": "9"}, "shoe (size): 9"),
    ],
)  # fmt: skip
def test_what_has_no_other_place_is_kept_in_the_note(row, note):
    columns = dict.fromkeys(["note", "institution", "class_year", "no employer", "pgy", "? shoe {size}"]) | row
    frame = pl.DataFrame([columns], schema=dict.fromkeys(columns, pl.String))
    assert frame.select(roster._note(frame)).item() == note


@pytest.mark.parametrize(
    ("at", "title", "moved"),
    [
        # of more than three people most at one house: where they trained, not where they work
        (["Elm", "Elm", "Oak"], "x", True), (["Elm", "Elm", "Elm", "Elm"], "x", False), (["Elm", "Elm", "Oak", "Oak"], "x", False), (["Elm", "Elm", "Oak", "Fir"], "x", True),
        (["Elm", None, None, None], "x", True), (["Elm", "Elm", None], "x", True), (["Elm", "Oak", "Fir", "Yew"], None, False),
    ],
)  # fmt: skip
def test_a_class_lists_institution_is_where_its_people_are_today_where_it_differs(at, title, moved):
    frame = pl.DataFrame({"institution": pl.Series(at, dtype=pl.String)}).with_columns(class_year=pl.lit("2019"))
    frame = frame.with_columns(title=pl.lit(title)) if title else frame
    assert ("employer" in roster._where_today(frame).columns) is moved
    busy = frame.with_columns(employer=pl.lit("Ash"))
    assert roster._where_today(busy).columns == busy.columns


@pytest.mark.parametrize(
    ("given", "family", "told"),
    [("Bo", "Lind", ("Bo", "Lind, MD")), (None, "Lind", (None, "Lind")), ("Bo", None, ("Bo", None))],
)
def test_a_degree_of_its_own_column_stands_behind_a_whole_name(given, family, told):
    cells = {
        "name": None,
        "given": given,
        "family": family,
        "credentials": "MD",
        "class_year": None,
        "middle_name": None,
    }
    frame = pl.DataFrame([cells], schema=dict.fromkeys(cells, pl.String))
    assert roster._full_names(frame).select("given", "family").row(0) == told


def test_the_towns_of_a_lists_own_training_are_no_column_of_it():
    frame = pl.DataFrame({"residency city": ["Akron"], "residency program": ["Surgery"]})
    assert roster._folded(frame, "residency").columns == ["residency city", "program"]


def test_a_class_list_with_just_the_three_columns_is_one():
    three = pl.DataFrame({"institution": ["Elm", "Oak"], "class_year": ["2019"] * 2, "title": ["x"] * 2})
    assert "employer" in roster._where_today(three.with_columns(name=pl.lit("n"))).columns
    assert "employer" in roster._where_today(three).columns


@pytest.mark.parametrize(
    ("title", "house", "field"),
    [
        ("Lake General Hospital · Internal Medicine Residency", "Lake General Hospital", "Internal Medicine"),
        ("Internal Medicine Residency", None, "Internal Medicine"), ("", None, None), ("Alumni", None, None),
        ("Lake General Hospital - Elm Clinic", "Lake General Hospital", None),
        ("Lake " + "x" * 75 + " Hospital", "Lake " + "x" * 75 + " Hospital", None), ("Lake " + "x" * 76 + " Hospital", None, None),
    ],
)  # fmt: skip
def test_which_house_and_field_a_title_names(title, house, field):
    assert programs.titled(title) == (house, field)


@pytest.mark.parametrize(
    ("text", "institution", "read"),
    [
        ("Cardiology, Lake Clinic (2019)", "", ("Lake Clinic", "Cardiology", "2019")),
        # the list has a column for the house: what is no field is the program's name
        ("Cardiology, Lake Clinic (2019)", "Oak", ("Oak", "Cardiology", "2019")), ("Lake Clinic (2019)", "Oak", ("Oak", "Lake Clinic", "2019")),
        ("Lake Clinic (2019)", "", ("Lake Clinic", None, "2019")), (None, "Oak", ("Oak", None, None)),
    ],
)  # fmt: skip
def test_a_lists_own_training_in_one_cell(text, institution, read):
    frame = pl.DataFrame({"fellowship text": pl.Series([text], dtype=pl.String)})
    frame = frame.with_columns(institution=pl.lit(institution)) if institution else frame
    folded = roster._folded(frame, "fellowship")
    assert folded.select("institution", "program", "end").row(0) == read and "fellowship text" not in folded.columns


def test_whom_somebody_knows_at_another_house():
    said = [
        ("knows", "Ute Kranz (Elm Clinic)"), ("knows", "Al Reyes at Oak Clinic"), ("knows", "Ida Moe"), ("knows", "(Fir Clinic)"),
        ("met", "Bo Lind (Ash Clinic)"),
    ]  # fmt: skip
    ties = pl.DataFrame(said, schema=["kind", "other_name"], orient="row")
    assert roster.known_elsewhere(ties).select("name", "employer").rows() == [
        ("Ute Kranz", "Elm Clinic"),
        ("Al Reyes", "Oak Clinic"),
    ]
