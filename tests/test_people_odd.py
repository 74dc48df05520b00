"""Address books and archives as they really are: folded, encoded, with departments among the people."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from curbside.network import read, roster, tables
from curbside.network.linkedin import Member
from curbside.network.model import Me, Network, Source

ME = Me("Ana Ruiz, MD", "ana@example.org")


def taken(root: Path, kind: str, file: str = "", me: Me | None = ME) -> Network:
    return read([Source(kind, Path(file))], me, root, date(2026, 11, 20))


def people(root: Path, kind: str, text: str, name: str = "") -> dict[str, dict]:
    file = name or {"vcard": "a.vcf", "linkedin": "Connections.csv"}.get(kind, "a.csv")
    (root / file).write_text(text, "utf-8", newline="")
    network = taken(root, kind, file)
    return {row["name"]: row for row in network.persons.iter_rows(named=True) if row["record_id"] != "me"}


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


@pytest.mark.parametrize(
    "text",
    [
        '#TYPE Selected.User\n"DisplayName","GivenName","Surname","PrimarySmtpAddress","Company","Title"\n"Kranz, Ute (MED)","Ute","Kranz","ute@mercy.example","Mercy","Attending"\n',
        "userPrincipalName,displayName,surname,mail,givenName,jobTitle,companyName\nute@mercy.example,Ute Kranz,Kranz,ute@mercy.example,Ute,Attending,Mercy\n",
        '"company","department","email","email2","firstName","fullName","jobTitle","lastName"\n"Mercy","","ute@mercy.example","","Ute","Kranz, Ute","Attending","Kranz"\n',
    ],
)  # fmt: skip
def test_headings_in_one_word_as_directories_write_them(tmp_path, text):
    (found,) = people(tmp_path, "outlook", text).values()
    assert (found["given"], found["family"], found["emails"]) == ("Ute", "Kranz", ["ute@mercy.example"])


@pytest.mark.parametrize(
    ("kind", "text", "born"),
    [
        ("roster", "Name,Maiden Name,Class\nUte Kranz,Bloom,2019\n", "Bloom"),
        ("roster", "Name,Former Name (if any),Class\nUte Kranz,née Bloom,2019\n", "Bloom"),
        ("roster", "Name,Name at Graduation,Class\nUte Kranz,\"Bloom, Ute\",2019\n", "Bloom"),
        ("roster", "First,Last,Prior Last Name,Class\nUte,Kranz,de la Torre,2019\n", "de la Torre"),
        ("roster", "Name,née,Class\nUte Kranz,Ute Bloom,2019\n", "Bloom"),
        ("roster", "Name,Maiden Name,Class\nUte Kranz,n/a,2019\n", None),
        ("roster", "Name,Place of birth,Class\nUte Kranz,Bloom,2019\n", None),
        ("google", "Given Name,Family Name,Maiden Name,E-mail 1 - Value\nUte,Kranz,Bloom,u@kranz.example\n", "Bloom"),
        ("outlook", "First Name,Last Name,Geburtsname,E-mail Address\nUte,Kranz,Bloom,u@kranz.example\n", "Bloom"),
        ("vcard", card("N:Kranz;Ute", "FN:Ute Kranz", "X-MAIDENNAME:Bloom"), "Bloom"),
    ],
)  # fmt: skip
def test_a_name_that_somebody_bore_before_is_read_from_its_own_column(tmp_path, kind, text, born):
    assert people(tmp_path, kind, text)["Ute Kranz"]["born"] == born


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=", " nwald;Ute;;;"], "Ute Grünwald"),
        (["N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC", "=6Ewald;Ute;;;"], "Ute Grünwald"),
        (["N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=", "nwald;Ute;;;"], "Ute Grünwald"),
        (["N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=", " =BCnwald;Ute;;;"], "Ute Grünwald"),
        (["FN;ENCODING=B:VXRlIEdyw7xud2FsZA=="], "Ute Grünwald"), (["FN;BASE64:VXRlIEdyw7xud2FsZA=="], "Ute Grünwald"),
        (["FN;ENCODING=BASE64;CHARSET=UTF-8:VXRlIEdyw7xud2FsZA=="], "Ute Grünwald"),
        (["FN:박서연", "N:박;서연;;;"], "박서연"), (["FN:佐藤 花子", "N:佐藤;花子;;;"], "佐藤 花子"),
        (["N:Dr.;Ute;Kranz;;", "FN:Dr. Ute Kranz"], "Ute Kranz"), (["N:Kranz - Mercy;Ute;;;"], "Ute Kranz"),
        (["FN:Harbor Light Hospital Cardiology"], None), (["FN:ute.kranz@example.org", "EMAIL:ute.kranz@example.org"], None),
        (["FN:Nurse Hotline"], None), (["FN:Customer Care"], None), (["FN:Patient Access"], None), (["FN:Nurse Line"], None), (["N:ICU 4;Desk;;;"], None), (["FN:120 Main Street"], None), (["FN:Lin Ward"], "Lin Ward"),
    ],
)  # fmt: skip
def test_cards(tmp_path, lines, name):
    found = people(tmp_path, "vcard", card(*lines, version="2.1") + card("FN:Bo Lind"))
    assert set(found) == {"Bo Lind", *([name] if name else [])}


def test_folded_organisations(tmp_path):
    text = card(
        "FN:Bo Lind", "ORG;ENCODING=QUOTED-PRINTABLE:Granite Ridge=20", "=4Dedical Center", "TITLE:Chief", version="2.1"
    )
    (tmp_path / "a.vcf").write_text(text)
    network = taken(tmp_path, "vcard", "a.vcf", me=None)
    assert network.affiliations["organisation_name"].to_list() == ["Granite Ridge Medical Center"]
    assert network.affiliations["title"].to_list() == ["Chief"]


def test_address_books(tmp_path):
    head = "First Name,Last Name,Labels,E-mail 1 - Value\r\n"
    found = people(
        tmp_path,
        "google",
        head + "Bo,Lind - UPMC,* myContacts ::: * Starred ::: Work,bo@example.org\r\n,Okafor Cardiology,,\r\n",
    )
    assert set(found) == {"Bo Lind"} and found["Bo Lind"]["label"] == "Work"
    head = "First Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name\r\n"
    found = people(
        tmp_path,
        "outlook",
        head + 'Bo,Lind,/o=ExchangeLabs/ou=X/cn=Recipients/cn=bo,EX,"Lind, Bo <bo@example.org>"\r\n',
    )
    assert found["Bo Lind"]["emails"] == ["bo@example.org"]


def test_linkedin_messages_before_july_2023_and_closed_accounts(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    head = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\r\n"
    to = ["Cy Marsh, Jr.", "Ida Voss, BSN, RN, Ole Brandt", "LinkedIn Member", "Ute Kranz, Ph.D.", "Al Reyes, MD, FAWM"]
    rows = "".join(f'c{n},,"Ana Ruiz, MD",,"{t}",2022-03-0{n + 1} 10:00:00 UTC,,hi,INBOX\r\n' for n, t in enumerate(to))
    (folder / "messages.csv").write_text(head + rows)
    (folder / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
        "Zoë,Brandt,https://www.linkedin.com/in/zo%C3%AB-brandt,,Mercy,MD,01 Mar 2020\r\n"
    )
    (folder / "._Connections.csv").write_bytes(b"\0\5\x16\7Mac")
    network = taken(tmp_path, "linkedin", "archive")
    told = set(network.persons["name"]) - {"Ana Ruiz"}
    assert told == {"Zoë Brandt", "Cy Marsh", "Ida Voss", "Ole Brandt", "Ute Kranz", "Al Reyes"}
    assert "linkedin.com/in/zoë-brandt" in network.persons["urls"].explode().to_list()
    assert not [p for p in network.problems if "._" in p.file]


@pytest.mark.parametrize("name", ["alumni.xlsx", "alumni.csv"])
def test_a_list_of_more_people_than_anybody_knows_is_refused_in_one_line(tmp_path, monkeypatch, name):
    monkeypatch.setattr(tables, "MAX_ROWS", 20)
    frame = pl.DataFrame({"name": [f"Ana {letter}ood" for letter in "BCDFGHJKLMNPQRSTVWXYZ"], "institution": "Mercy"})
    if name.endswith("csv"):
        frame.write_csv(tmp_path / name)
    else:
        frame.write_excel(tmp_path / name)
    network = taken(tmp_path, "roster", name, me=None)
    (problem,) = [f"{p.text}; {p.remedy}" for p in network.problems]
    assert "more than 20 rows" in problem and "split it" in problem and network.persons.is_empty()


def test_rosters_as_offices_send_them_and_as_workbooks(tmp_path):
    rows = {
        "Resident": ["Bo Lind, MD", "Ute Kranz"], "Class of": ["2019", "'21"], "Current position": ["Hospitalist", "Cardiology Fellow"],
        "Institution/Practice": ["Mercy Hospital", "Granite Ridge"], "Location": ["Lima, OH", "Erie, Pennsylvania"], "PGY": ["3", "2"],
    }  # fmt: skip
    pl.DataFrame(rows).write_excel(tmp_path / "alumni.xlsx")
    pl.DataFrame({**rows, "School": ["State U", "State U"]}).write_csv(tmp_path / "trained.csv")
    network = taken(tmp_path, "roster", "alumni.xlsx", me=None)
    worked = network.affiliations.filter(kind="work")
    assert worked.select("organisation_name", "title", "city", "state", "is_current", "end_year").rows() == [
        ("Mercy Hospital", "Hospitalist", "Lima", "OH", True, None), ("Granite Ridge", "Cardiology Fellow", "Erie", "PA", True, None)
    ]  # fmt: skip
    network = taken(tmp_path, "roster", "trained.csv", me=None)
    trained = network.affiliations.filter(kind="training")
    assert trained.select("organisation_name", "end_year").rows() == [("State U", 2019), ("State U", 2021)]


def test_an_archive_says_where_else_its_owner_was(tmp_path):
    parts = {
        "Volunteering": "Company Name,Role,Cause,Started On,Finished On,Description\nHarbor Free Clinic,Physician,Health,Jan 2019,Dec 2021,x\n",
        "Organizations": "Name,Description,Position,Started On,Finished On\nOhio State Medical Association,x,Delegate,Mar 2020,\n",
        "Projects": "Title,Description,Url,Started On,Finished On\nSepsis bundle,x,,Jan 2018,Dec 2018\n",
        "Honors": 'Title,Description,Issued On\n"Chief Resident, Lakeview University Hospital",x,Jun 2019\n"Best Resident, American College of Physicians",x,2018\n',
        "Skills": "Name\nEchocardiography\n",
    }
    for name, text in parts.items():
        (tmp_path / f"{name}.csv").write_text(text)
    network = taken(tmp_path, "linkedin")
    told = network.affiliations.filter(record_id="me")
    assert told.select("kind", "organisation_name", "title", "start_year", "end_year").rows() == [
        ("work", "Harbor Free Clinic", "Physician (volunteer)", 2019, 2021),
        ("society", "Ohio State Medical Association", "Delegate", 2020, None),
        ("training", "Lakeview University Hospital", "residency", 2019, 2019),
    ]


@pytest.mark.parametrize("parameters", ['X-LABEL="work: main; first"', "TYPE=main", 'TYPE="home,pref"'])
def test_an_address_under_any_label_and_entities_of_a_web_page(tmp_path, parameters):
    found = people(
        tmp_path, "vcard", card("FN:Bo Lind", "ORG:St. Mary&#39;s &amp; Sons", f"EMAIL;{parameters}:bo@example.org")
    )
    assert found["Bo Lind"]["emails"] == ["bo@example.org"]
    network = taken(tmp_path, "vcard", "a.vcf")
    assert network.affiliations["organisation_name"].to_list() == ["St. Mary's & Sons"]


def test_linkedins_notes_and_headings_between_the_rows_are_nobody(tmp_path):
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    note = f'Notes:\n"{"You may find that some addresses are missing. " * 4}"\n\n'
    (tmp_path / "Connections.csv").write_text(head + note + head + "Bo,Lind,,,Mercy,MD,05 May 2022\n")
    network = taken(tmp_path, "linkedin", "Connections.csv")
    assert network.persons.filter(pl.col("record_id") != "me")["name"].to_list() == ["Bo Lind"]
    assert any("3 rows of LinkedIn's notes" in str(p) for p in network.problems)


@pytest.mark.parametrize(
    "title",
    [
        "Internal Medicine Residency, Lake General Hospital, Class of 2019",
        '"Internal Medicine Residents, Lake General Hospital, 2019",,',
        "Graduates of Internal Medicine,Lake General Hospital,Columbus",
        "Alumni, Lake General Hospital, Internal Medicine",
    ],
)
def test_a_house_between_commas_of_the_title_is_the_lists_own(tmp_path, title):
    (tmp_path / "r.csv").write_text(f"{title}\nResident,Class of,Employer\nBo Lind,2019,Mercy\n")
    network = taken(tmp_path, "roster", "r.csv")
    training = network.affiliations.filter(kind="training")
    assert training.select("organisation_name", "program").rows() == [("Lake General Hospital", "Internal Medicine")]


def test_a_list_without_a_header_is_refused_when_it_is_the_only_one(tmp_path):
    with pytest.raises(tables.Unreadable, match="no line of the first"):
        roster.read([Member("r.csv", b"Kept by the office.\nSince 1990.\n")], "r.csv", date(2026, 11, 20))


def test_a_hospital_over_its_city_is_a_group_of_headings(tmp_path):
    (tmp_path / "r.csv").write_text(",Current Hospital,\nName,Employer,City\nBo Lind,Mercy,Lima\n")
    network = taken(tmp_path, "roster", "r.csv")
    assert network.affiliations.select("organisation_name", "kind").rows() == [("Mercy", "work")]
