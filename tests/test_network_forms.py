"""Forms that strangers' files come in: what is no list says so with the way out, and what is one is read whole."""

import io
import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from curbside.network import (
    Me,
    Source,
    address_book,
    contact_log,
    dates,
    files,
    forms,
    linkedin,
    orders,
    roster,
    unsaid,
)
from curbside.network.linkedin import Member
from curbside.network.model import AFFILIATION
from curbside.network.tally import Clock

TODAY = date(2026, 11, 20)
ME = Me("Ana Ruiz, MD", "ana@example.org")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def packed(**parts):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return body.getvalue()


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("outlook", b"!BDN\0\0\0\0SM\x17\0", "is Outlook's data file (.pst); export the contacts as CSV, and name that"),
        ("mail", b"!BDN\0\0\0\0SM\x17\0", "is Outlook's data file (.pst); save the messages as .eml, or the mailbox as .mbox"),
        ("outlook", b"\xd0\x0d\0\0Crna", "is a file of Outlook for Mac's own; export the contacts as CSV, and name that"),
        ("mail", OLE + "__substg1.0_".encode("utf-16-le"), "is an item of Outlook's own (.msg); save the messages as .eml, or the mailbox as .mbox"),
        ("roster", OLE + "EncryptedPackage".encode("utf-16-le"), "is a workbook under a password; save it without the password, and name that"),
        ("roster", packed(Index__Document_dot_iwa="x"), "is a document of Numbers or Pages; in Numbers: File > Export To > CSV, and name that"),
        ("roster", b'{"url": "https://docs.google.com/spreadsheets/d/x", "doc_id": "x"}', "is a link to a Google document; in Google Sheets: File > Download > CSV, and name that"),
        ("roster", b"{\\rtf1\\ansi Bo Lind}", "is a text document (.rtf); copy its list into a spreadsheet, and name that"),
        ("roster", b"[InternetShortcut]\nURL=https://x.example\n", "is a link to a page; copy its list into a spreadsheet, and name that"),
        ("roster", b'[{"name": "Bo Lind"}]', "is JSON; copy its list into a spreadsheet, and name that"),
        ("vcard", packed(AddressBook_dot_abcddb="x"), "holds nothing that is read as this kind; export the contacts as vCard (.vcf), and name that"),
        ("mail", packed(Sent_dot_mbox="From -"), "is an archive; unpack it, and name the mailbox that is in it"),
    ],
)  # fmt: skip
def test_what_no_reader_knows_is_named_with_the_way_out(tmp_path, kind, body, said):
    (tmp_path / "x.bin").write_bytes(body)
    problems = []
    if kind == "mail":
        _, problems, _ = contact_log.read([Path("x.bin")], [], ["ana@example.org"], tmp_path, Clock(TODAY))
    else:
        assert not list(files.exports(Source(kind, Path("x.bin")), tmp_path, problems))
    assert [str(p) for p in problems] == [f"x.bin: {said}"]


def test_lists_and_workbooks_are_no_foreign_form():
    for body in (b"Name,Employer\n", b"BEGIN:VCARD\n", b"[Name],x\n", OLE, packed(xl__workbook_dot_xml="x")):
        assert forms.of(body, "roster") is None


def test_a_folder_says_which_of_its_files_were_passed_over(tmp_path):
    for name in ("list.csv", "2018.pdf", "2019.PDF", "face.jpg", "._2018.pdf", ".DS_Store"):
        (tmp_path / name).write_text("Name,Employer\nBo Lind,Mercy\n")
    problems = []
    found = list(files.exports(Source("roster", tmp_path), tmp_path, problems))
    assert [e.file for e in found] == ["list.csv"]
    assert [p.text for p in problems] == ["3 files of another form (.jpg, .pdf)"]


def test_an_archive_of_lists_holds_each_of_them(tmp_path):
    page = "<table><tr><th>Name</th><th>Employer</th></tr><tr><td>Bo Lind</td><td>Mercy</td></tr></table>"
    (tmp_path / "x.zip").write_bytes(packed(old__2018_dot_csv="Name,Employer\n", Sheet1_dot_html=page, a_dot_css="x"))
    problems = []
    found = list(files.exports(Source("roster", Path("x.zip")), tmp_path, problems))
    assert [(e.kind, e.file) for e in found] == [("roster", "x.zip: 2018.csv"), ("roster", "x.zip: Sheet1.html")]
    assert not problems


def days(*connected, heading="Connected On"):
    text = f"First Name,Last Name,Company,{heading}\n" + "".join(
        f"Bo,Lind{n},Mercy,{d}\n" for n, d in enumerate(connected)
    )
    found = linkedin.read([Member("Connections.csv", text.encode())], "Ana Ruiz")
    return found, found.ties["since"].to_list()


def test_day_and_month_stand_in_the_order_that_their_column_tells():
    assert days("5/3/2021", "25/03/2021")[1] == [date(2021, 3, 5), date(2021, 3, 25)]
    assert days("5/3/2021", "3/25/2021")[1] == [date(2021, 5, 3), date(2021, 3, 25)]
    assert days("5/3/2021", "25/03/2021", "3/25/2021")[1][0] == date(
        2021, 5, 3
    )  # a column of both orders tells nothing
    assert dates.day("13/2/2021", day_first=False) == date(2021, 2, 13)


@pytest.mark.parametrize(
    ("column", "is_day_first"),
    [(["13/12/2021"], True), (["12/12/2021"], False), (["1/2/2021", None, "13/1/2021"], True), (["13/12/2021", "12/13/2021"], False), ([], False)],
)  # fmt: skip
def test_a_column_tells_the_order_of_its_days(column, is_day_first):
    assert dates.is_day_first(column) is is_day_first


@pytest.mark.parametrize(
    ("written", "day"),
    [("5 мая 2021 г.", date(2021, 5, 5)), ("2021年3月5日", date(2021, 3, 5)), ("2021년 3월 5일", date(2021, 3, 5)), ("05 ağu 2021", date(2021, 8, 5)),
     ("43646", date(2019, 6, 30)), ("43646.5", date(2019, 6, 30)), ("12345", None), ("90210", None),
     ("18000", None), ("18001", date(1949, 4, 13)), ("59999", date(2064, 4, 7)), ("60000", None)],
)  # fmt: skip
def test_days_of_other_languages_and_of_spreadsheets(written, day):
    assert dates.day(written) == day


def test_a_column_of_days_is_known_by_what_it_holds_and_others_are_told():
    found, since = days("x,05 mrt. 2021", heading="Iets anders,Connectie gemaakt op")
    assert since == [date(2021, 3, 5)] and found.unknown == ["Iets anders"]


@pytest.mark.parametrize(
    "header",
    ["Имя,Фамилия,URL,Адрес электронной почты,Компания,Должность,Дата", "名,姓,URL,メールアドレス,会社,役職,つながった日",
     "名字,姓氏,URL,邮箱地址,公司,职位,加为好友时间", "First Name,Last Name,URL,Email Address,Current Company,Current Position,Connected On"],
)  # fmt: skip
def test_connections_of_other_languages_and_times(header):
    row = "Bo,Lind,https://www.linkedin.com/in/bo,bo@lind.example,Mercy,Surgeon,2021-03-05"
    found = linkedin.read([Member("Connections.csv", f"{header}\n{row}\n".encode())], "Ana Ruiz")
    assert found.contacts.select("name", "emails").rows() == [("Bo Lind", ["bo@lind.example"])]
    assert found.affiliations.select("organisation_name", "title").rows() == [("Mercy", "Surgeon")]
    assert found.ties["since"].to_list() == [date(2021, 3, 5)]


def trainings(text):
    found = roster.read([Member("r.csv", text.encode())], "r.csv", TODAY).affiliations
    return found.filter(pl.col("kind") == "training").select("start_year", "end_year").rows()


def test_years_that_stand_together_in_one_column():
    head = "Name,Start,End,Institution\n"
    assert trainings(head + "Bo Lind,2016–2019,,Lake\n") == [(2016, 2019)]
    assert trainings(head + "Bo Lind,,2016-2019,Lake\n") == [(2016, 2019)]
    assert trainings(head + "Bo Lind,2016-17,2018-19,Lake\n") == [(2016, 2019)]
    assert trainings(head + "Bo Lind,2009-12,2012-06,Lake\n") == [(2009, 2012)]  # months


@pytest.mark.parametrize(
    ("company", "is_house"),
    [("Looking for new opportunities", False), ("Actively seeking a hospitalist position", False), ("Open to work", False), ("In transition", False),
     ("Career Break", False), ("Not currently working", False), ("Stay-at-home mom", False), ("Open Door Family Medical Center", True),
     ("Seeking Health", True), ("Transition Health", True), ("Work Care Clinic", True)],
)  # fmt: skip
def test_who_looks_for_work_works_nowhere(company, is_house):
    row = {"record_id": "1", "kind": "work", "organisation_name": company}
    frame = pl.DataFrame([row], schema=AFFILIATION)
    assert unsaid.employed(frame).height == is_house
    assert unsaid.employed(frame.with_columns(kind=pl.lit("training"))).height == 1


def test_work_without_a_name_is_work():
    frame = pl.DataFrame([{"record_id": "1", "kind": "work", "organisation_name": None}], schema=AFFILIATION)
    assert unsaid.employed(frame).height == 1


def test_a_ditto_mark_says_what_stands_above():
    frame = pl.DataFrame(
        {"employer": ["Mercy", '"', None, "ditto", "Adena", "same as above"], "city": list("abcdef"), "note": ["x", '"', "", "", "", ""]}
    )  # fmt: skip
    told = unsaid.dittoed(frame.with_columns(start=2019))
    assert told["employer"].to_list() == ["Mercy", "Mercy", None, None, "Adena", "Adena"]
    assert told["city"].to_list() == list("abcdef") and told["note"].to_list()[1] == '"'
    nobody = unsaid.without_nobody(frame.with_columns(employer=pl.Series(["Mercy†", "Retired", None, "x", "?", "A"])))
    assert nobody.select("employer", "no employer").rows() == [
        ("Mercy", None), (None, "Retired"), (None, None), (None, "x"), (None, "?"), ("A", None),
    ]  # fmt: skip


def test_errors_links_and_hidden_addresses_of_cells():
    text = "Name,Email,Employer,Title\nBo Lind,bo [at] x.example,#N/A,#VALUE!\nUte Kranz,ute AT x.example,[Mercy](https://m.example),Surgeon\n"
    found = roster.read([Member("r.csv", text.encode())], "r.csv", TODAY)
    assert found.contacts["emails"].to_list() == [["bo@x.example"], ["ute@x.example"]]
    assert found.affiliations.select("organisation_name", "title").rows() == [("Mercy", "Surgeon")]


def test_names_of_other_contacts():
    rows = 'Gus Holt (via Doodle),,m@doodle.example\nIda Moe via LinkedIn,,n@x.example\n"Lind,",Bo,bo@x.example\nVia Olsen,,v@x.example\n'
    found = address_book.google(f"First Name,Last Name,E-mail 1 - Value\n{rows}".encode(), "c.csv")
    assert found.contacts["name"].to_list() == ["Bo Lind", "Via Olsen"]


def test_an_archive_of_any_language_by_the_order_of_its_columns():
    members = [
        Member("Connections.csv", b"Notes:\n\"x\"\n\nAa,Bb,URL,Cc,Dd,Ee,Ff\nBo,Lind,https://www.linkedin.com/in/bo,,Mercy,Surgeon,05 Mar 2021\n"),
        Member("Positions.csv", b"Aa,Titel,Bb,Ort,Cc,Dd\nElm Klinik,Oberarzt,x,Berlin,Jan. 2019,\n"),
        Member("Education.csv", "Aa,Startdatum,Enddatum,Bb,Cc,Dd\nUni Köln,2008,2014,,Dr. med.,\n".encode()),
    ]  # fmt: skip
    found = linkedin.read(members, "Ana Ruiz")
    assert found.affiliations.select("organisation_name", "title").rows() == [("Mercy", "Surgeon")]
    assert found.ties["since"].to_list() == [date(2021, 3, 5)] and not found.problems
    rows = found.me.select("kind", "organisation_name", "start_year", "end_year").rows()
    assert rows == [("work", "Elm Klinik", 2019, None), ("training", "Uni Köln", 2008, 2014)]


HEAD, ROW = "Aa,Bb,URL,Cc,Dd,Ee,Ff\n", "Bo,Lind,u,,Mercy,Surgeon,05 Mar 2021\n"
ENGLISH = '"First Name","Last Name","URL","Email Address","Company","Position","Connected On"\n'


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("connections", HEAD + ROW, ENGLISH + ROW),
        ("connections", "x\n" * 9 + HEAD + ROW, "x\n" * 9 + ENGLISH + ROW),
        ("connections", "x\n" * 10 + HEAD + ROW, None),  # no header stands so far down
        ("connections", "First Name,Bb,URL,Cc,Company,Ee,Ff\n" + ROW, ENGLISH + ROW),
        ("connections", "Company,Bb,URL,Cc,Dd,Ee,Ff\n" + ROW, ENGLISH.replace("First Name", "Company").replace('"Company","Position', '"Dd","Position') + ROW),
        ("connections", "Aa,Bb,Cc,URL,Dd,Ee,Ff\n" + ROW, None),
        ("connections", "Aa,Bb,URL,Cc,Dd,Ee\n", None),
        ("connections", '"First ""Name""",Bb,URL,Cc,Dd,Ee,Ff\n' + ROW, ENGLISH + ROW),
        ("skills", HEAD + ROW, None),
        ("skills", "Aa\nSurgery\n", None),
    ],
)  # fmt: skip
def test_headings_of_an_unknown_language_are_told_by_their_order(name, text, read):
    assert orders.in_english(name, text, linkedin.CONNECTIONS) == (read or text)


def test_what_of_an_archive_is_not_read_is_said(tmp_path):
    (tmp_path / "x.zip").write_bytes(
        packed(Connections_dot_csv="First Name,Last Name,URL\nBo,Lind,\n", ImportedContacts_dot_csv="x")
    )
    (tmp_path / "y.zip").write_bytes(packed(x_dot_zip="x"))
    problems = []
    for name in ("x.zip", "y.zip"):
        list(files.exports(Source("linkedin", Path(name)), tmp_path, problems))
    assert [str(p) for p in problems] == [
        "x.zip: ImportedContacts.csv: the address book that you once gave LinkedIn was not read; name it under `outlook` to have it read",
        "y.zip: holds another archive; unpack it, and name what is in it",
    ]
