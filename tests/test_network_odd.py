"""Exports that are odd and yet real: addresses of home, files without their archive, owners under another name."""

from datetime import date

import pytest

from curbside import network
from curbside.network import Me, Source, mail, names, tables

TODAY = date(2026, 11, 20)
ME = Me("Ana Ruiz, MD", "ana@example.org")
HOME = {
    "vcard": "BEGIN:VCARD\nVERSION:3.0\nN:Whitlock;Dana;;;\nFN:Dana Whitlock\nORG:Mercy Hospital\n"
    "ADR;TYPE=HOME:;;1 Elm St;Reno;NV;89501;USA\nEND:VCARD\n",
    "google": "First Name,Last Name,Organization Name,Address 1 - Label,Address 1 - City,Address 1 - Region\n"
    "Dana,Whitlock,Mercy Hospital,Home,Reno,NV\n",
    "outlook": "First Name,Last Name,Company,Job Title,Home City,Home State\nDana,Whitlock,Mercy Hospital,MD,Reno,NV\n",
}


def read(folder, kind, name, text):
    (folder / name).write_text(text, "utf-8")
    return network.read([Source(kind, folder / name)], ME, folder, TODAY)


@pytest.mark.parametrize("kind", HOME)
def test_where_somebody_lives_is_not_where_the_employer_is(tmp_path, kind):
    found = read(tmp_path, kind, f"contacts.{'vcf' if kind == 'vcard' else 'csv'}", HOME[kind])
    assert found.persons.filter(found.persons["name"] == "Dana Whitlock").select("city", "state").rows() == [
        ("Reno", "NV")
    ]
    assert found.affiliations.select("organisation_name", "city", "state").rows() == [("Mercy Hospital", None, None)]
    work = HOME[kind].replace("TYPE=HOME", "TYPE=WORK").replace(",Home,", ",Work,").replace("Home ", "Business ")
    found = read(tmp_path, kind, f"work.{'vcf' if kind == 'vcard' else 'csv'}", work)
    assert found.affiliations.select("city", "state").rows() == [("Reno", "NV")]


MESSAGES = """CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT
1,,Dana Whitlock,https://www.linkedin.com/in/dana,Anita Someone,2024-05-15 10:30:00 UTC,,a
1,,Anita Someone,,Dana Whitlock,2024-05-15 14:00:00 UTC,,b
2,,Bo Li,https://www.linkedin.com/in/bo,Anita Someone,2024-06-01 09:00:00 UTC,,c
2,,Anita Someone,,Bo Li,2024-06-02 09:00:00 UTC,,d
"""


def test_whose_messages_they_are_is_told_by_who_is_in_all_of_them(tmp_path):
    found = read(tmp_path, "linkedin", "messages.csv", MESSAGES)
    rows = found.ties.select("kind", "last_on", "count", "two_way").rows()
    assert rows == [("message", date(2024, 5, 15), 2, True), ("message", date(2024, 6, 2), 2, True)]
    assert found.persons["name"].to_list() == ["Ana Ruiz", "Dana Whitlock", "Bo Li"]
    # Of one conversation of two, both are in all: nobody is taken for the user, and nothing is claimed.
    alone = "\n".join(MESSAGES.splitlines()[:3]) + "\n"
    (tmp_path / "alone").mkdir()
    found = read(tmp_path / "alone", "linkedin", "messages.csv", alone)
    assert found.ties.is_empty() and found.persons["urls"].to_list() == [[]]


def test_a_file_that_yields_nobody_says_so(tmp_path):
    notes = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\nDana,Whitlock,,x,2024-01-01,\n"
    found = read(tmp_path, "linkedin", "Notes.csv", notes)
    assert [str(p) for p in found.problems] == [
        "Notes.csv: names nobody without Connections.csv; name the whole archive or its folder in [network]"
    ]
    found = read(tmp_path, "linkedin", "Connections.csv", "First Name,Last Name,URL,Company\n-,,,Mercy\n")
    assert [p.level for p in found.problems] == ["error"]


HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Bo,Li\n", "line 3, column 3: 1 row with fewer values than columns"),
        ("Bo,Li,,,A,B,1 Mar 2024,x,y\n", "line 3, column 8: 9 values under 7 columns"),
        (f"Bo,Li,,,{'A' * 20_001},B,1 Mar 2024\n", "line 3, column 5: a cell of more than 20,000 letters"),
        ('Bo,"Li,,,A,B,1 Mar 2024\n', "line 3, column 4: a quote that does not end"),
    ],
    ids=["too few", "too many", "a huge cell", "a lost quote"],
)
def test_a_row_that_is_odd_is_told_with_line_and_column_and_is_read_like_the_others(tmp_path, row, said):
    text = HEAD + "Dana,Whitlock,,,Mercy,MD,12 Mar 2024\n" + row
    found = read(tmp_path, "linkedin", "Connections.csv", text)
    assert [said in str(p) for p in found.problems] == [True]
    assert found.persons["name"].to_list()[1:] == ["Dana Whitlock", "Bo Li"]


def test_a_list_longer_than_any_address_book_costs_one_line_and_no_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_LINES", 50)
    found = read(tmp_path, "linkedin", "Connections.csv", HEAD + "Bo,Li,,,A,B,1 Mar 2024\n" * 60)
    assert [str(p) for p in found.problems] == ["Connections.csv: more than 50 lines; export the contacts only"]


def test_a_recipient_in_ever_deeper_brackets_is_no_address_and_stops_nothing():
    assert mail.addresses(b"(" * 100_000) == set()
    assert mail.addresses(b"(" * 100_000 + b" <bo@li.example>") == {"bo@li.example"}


@pytest.mark.parametrize("letters", [200_000, 2_000_000])
def test_a_line_without_end_above_the_header_stops_nothing(tmp_path, letters):
    found = read(tmp_path, "roster", "r.csv", "A" * letters + "\nName,Employer\nBo Li,Mercy\n")
    assert found.persons["name"].to_list()[1:] == ["Bo Li"]


def test_a_name_of_brackets_costs_no_time():
    assert len(names.parse("(" * 1_000_000).name) == len(names.parse_parts("(" * 1_000_000, "Li").name[:300]) == 300


def test_two_files_that_hold_nothing_are_told_each(tmp_path):
    for name in ("a.csv", "b.vcf"):
        (tmp_path / name).write_bytes(b"")
    found = network.read(
        [Source("linkedin", tmp_path / "a.csv"), Source("vcard", tmp_path / "b.vcf")], ME, tmp_path, TODAY
    )
    assert [(p.file, p.text) for p in found.problems] == [("a.csv", "is empty"), ("b.vcf", "is empty")]
