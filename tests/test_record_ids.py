"""A record is a row: what says different things is never one, and its id outlives the order of rows."""

import csv
import io
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.network import read, record_ids, roster
from curbside.network.linkedin import Member
from curbside.network.model import Source

TODAY = date(2026, 11, 20)
COLUMNS = ["name", "email", "phone", "institution", "program", "kind", "end", "employer", "title", "note"]
CELLS = {
    "name": ["John Smith", "John Smith Jr.", "Dana Whitcombe"],
    "email": ["", "office@example.org"],
    "phone": ["", "614-555-0100"],
    "institution": ["", "Riverbend University"],
    "end": ["", "2016", "2019"],
    "employer": ["Loring Hospital", "Riverbend Clinic"],
    "title": ["", "Hospitalist", "Neurosurgeon"],
    "note": ["", "tall"],
}
ROWS = st.lists(st.fixed_dictionaries({c: st.sampled_from(v) for c, v in CELLS.items()}), min_size=1, max_size=7)


def ids(*files):
    """The record id of each row of rosters, in the order of rows."""
    found = []
    for rows in files:
        text = io.StringIO()
        table = csv.DictWriter(text, COLUMNS)
        table.writeheader()
        table.writerows(rows)
        one = roster.read([Member("r.csv", text.getvalue().encode())], "r.csv", TODAY)
        found.append(record_ids.Rows(one.contacts, one.affiliations, "roster", "me"))
    return [i for frame in record_ids.of(found) for i in frame.sort("row")["record_id"]]


@pytest.mark.whole
@settings(max_examples=25)
@given(ROWS, st.randoms())
def test_two_rows_are_one_record_if_and_only_if_they_say_the_same(rows, order):
    said = [tuple(r.get(c, "") for c in COLUMNS) for r in rows]
    found = ids(rows)
    assert len(set(zip(said, found, strict=True))) == len(set(said)) == len(set(found))
    shuffled = list(zip(rows, found, strict=True))
    order.shuffle(shuffled)
    assert ids([r for r, _ in shuffled]) == [i for _, i in shuffled]
    # Who is alone in bearing an identity keeps the id of that identity; of several, one does.
    alone = {ids([r])[0] for r in rows if not r["email"]}
    if not any(r["email"] for r in rows):
        assert alone <= set(found)


def test_two_rosters_are_one_list_and_two_address_books_editions_of_one():
    base = {"name": "John Smith", "institution": "Riverbend University"}
    first, second = ids([base | {"end": "2016"}], [base | {"end": "2019"}])
    assert first != second
    assert first == ids([base | {"end": "2016"}])[0], "who stands there longest keeps the id"
    again = ids([base | {"end": "2016"}], [base | {"end": "2016", "note": "tall"}])
    assert again[0] == again[1]


def card(uid, *lines):
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"UID:{uid}", *lines, "END:VCARD", ""])


def records(folder, text):
    (folder / "phone.vcf").write_text(text)
    return read([Source("vcard", Path("phone.vcf"))], None, folder, TODAY).persons


def test_one_card_is_one_record_and_two_of_one_name_and_office_are_two(tmp_path):
    who = ("FN:John Smith", "EMAIL:frontdesk@example.org")
    found = records(tmp_path, card("a", *who, "TITLE:Nurse") + card("a", *who, "TITLE:Head nurse"))
    assert found.height == 1
    found = records(tmp_path, card("a", *who) + card("b", *who))
    assert found.height == 2 and found["name"].n_unique() == 1
    # A profile is one person's, whatever else two rows say.
    profile = "URL:https://www.linkedin.com/in/john-smith-1"
    found = records(tmp_path, card("a", *who, profile, "NOTE:x") + card("b", "FN:Jack Smith", profile))
    assert found.height == 1


def test_an_edition_of_an_address_book_keeps_its_ids(tmp_path):
    for year, org in ((2024, "Loring Hospital"), (2026, "Riverbend Clinic")):
        (tmp_path / f"{year}.vcf").write_text(card("a", "FN:Jo Lane", "EMAIL:jo@example.org", f"ORG:{org}"))
    files = [Source("vcard", Path(f"{year}.vcf")) for year in (2024, 2026)]
    assert read(files, None, tmp_path, TODAY).persons.select(pl.col("record_id").n_unique()).item() == 1
