"""Names as people write them: given and family name and credentials apart, found again by plain letters."""

import csv
import re
from pathlib import Path

import pytest

from curbside.network import names

ROWS = list(csv.DictReader((Path(__file__).parent / "labelled" / "person_names.csv").open(encoding="utf-8")))


def bare(text: str | None) -> str:
    return re.sub(r"[^\w ]", "", text or "")


@pytest.mark.parametrize("row", ROWS, ids=[r["text"] for r in ROWS])
def test_parts_of_a_name(row):
    read = names.parse(row["text"])
    told = (bare(read.given), bare(read.family), [bare(c) for c in (read.credentials or "").split(", ")])
    assert told == (bare(row["given"]), bare(row["family"]), [bare(c) for c in row["credentials"].split(", ")])


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łukasz Wójcik", "lukasz wojcik"),
        ("Søren Weiß", "Soren Weiss"),
        ("Đặng Thị Hà", "Dang Thi Ha"),
        ("Ægir Þór", "Aegir Thor"),
    ],
)
def test_plain_letters_find_the_name(written, typed):
    assert names.key(written) == names.key(typed)


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("3. Bo Lind, MD", "Bo", "Lind"), ("Bo Lind (deceased)", "Bo", "Lind"), ("Bo Lind, MD [on leave]", "Bo", "Lind"), ("Bo Lind, MD²*", "Bo", "Lind"),
        ("Colonel Bo Lind", "Bo", "Lind"), ("Lt Col Bo Lind", "Bo", "Lind"), ("Maj Lind", "Maj", "Lind"), ("Associate Professor Bo Lind", "Bo", "Lind"),
        ("Prof. Dr. Dr. h.c. mult. Bo Lind", "Bo", "Lind"), ("Mr. & Mrs. Bo Lind", "Bo", "Lind"), ("MUDr. Bo Lind", "Bo", "Lind"), ("Drs. Bo Lind", "Bo", "Lind"),
        ("Bo Ho III", "Bo", "Ho"), ("Bo Lind 3rd", "Bo", "Lind"), ("BO J MA SR", "BO J", "MA"), ("Carys ferch Lind", "Carys", "ferch Lind"), ("🩺\ufe0f Bo Lind", "Bo", "Lind"),
        ("Ute Lind f. Kranz", "Ute", "Lind"),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_is_no_part_of_it(text, given, family):
    assert names.parse(text)[1:3] == (given, family)


@pytest.mark.parametrize(
    ("parts", "given", "family"),
    [(("Bo (Robert)", "Lind"), "Bo", "Lind"), (("Bo", "Lind (Mercy)"), "Bo", "Lind"), (("“Bo”", "Lind"), "Bo", "Lind"), (("Bo Lind", "MD, PhD"), "Bo", "Lind")],
)  # fmt: skip
def test_two_cells_of_a_name_are_read_without_what_is_in_brackets(parts, given, family):
    assert names.parse_parts(*parts)[1:3] == (given, family)


@pytest.mark.parametrize("name", ["김민준", "山田 太郎", "ليلى حداد", "Иван Соколов", "प्रिया शर्मा"])
def test_every_script_keeps_its_letters(name):
    assert names.parse(name).name == name and names.key(name)


@pytest.mark.parametrize(
    ("text", "name", "born"),
    [
        ("Ana Feld (née Morozova), MD", "Ana Feld", "Morozova"),
        ("Ana Feld nee Morozova MD", "Ana Feld", "Morozova"),
        ("Ana Feld, formerly Ana Morozova, PhD", "Ana Feld", "Morozova"),
        ("Max Born", "Max Born", None),
        ("Renée Formerly-Smith", "Renée Formerly-Smith", None),
    ],
)
def test_a_name_before_marriage_is_kept_apart(text, name, born):
    read = names.parse(text)
    assert (read.name, read.born) == (name, born)
