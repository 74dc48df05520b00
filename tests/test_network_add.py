"""`curbside network --add FILE`: one more file of the user's own, into network/ and under the key that it belongs to."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from bridging import Home

from curbside import settings
from curbside.network import kinds
from curbside.network.files import Export
from curbside.network.linkedin import Member

LINKEDIN = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nBo,Lind,,,Elm Clinic,Surgeon,01 Mar 2020\n"
)
GOOGLE = (
    "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value\nBo,Lind,Elm Clinic,Work,bo@elm.example\n"
)
CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Lind;Bo;;;\nFN:Bo Lind\nORG:Elm Clinic\nEND:VCARD\n"
DAYS = "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"
ROSTER = "Graduate;Yr Grad;Current Practice\nBo Lind;2012;Elm Clinic\n"
MAIL = "From ana@example.org Thu Jan  1 10:00:00 2026\nFrom: ana@example.org\nTo: bo@elm.example\n\n\n"


@pytest.fixture
def home(tmp_path, capsys) -> Home:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/curbside.toml").write_text('# mine\n[[search]]\nname = "any"\nspecialties = []\n')
    return Home(tmp_path / "mine", capsys)


@pytest.mark.parametrize(
    ("name", "body", "key"),
    [
        ("Connections.csv", LINKEDIN, "linkedin"), ("contacts (2).csv", GOOGLE, "google"), ("phone.vcf", CARD, "vcard"),
        ("cards.txt", CARD, "vcard"), ("days.ics", DAYS, "calendar"), ("export", DAYS, "calendar"),
        ("class.csv", ROSTER, "roster"), ("Sent.mbox", MAIL, "sent"),
    ],
)  # fmt: skip
def test_a_file_is_taken_in_as_what_it_is(home, tmp_path, name, body, key):
    (tmp_path / name).write_text(body)
    home.run("network", "--add", str(tmp_path / name))
    held = settings.read(home.root / "curbside.toml").network
    assert getattr(held, key) == [f"network/{name}"] and (home.root / "curbside.toml").read_text().startswith("# mine")
    copy = home.root / "network" / name
    assert copy.read_text() == body and copy.stat().st_mode & 0o077 == 0
    home.run("network", "--add", str(tmp_path / name))
    assert settings.read(home.root / "curbside.toml").network == held, "the same again stands once"


FIVE = (
    "Given Name,Family Name,Organization 1 - Name,Organization 1 - Title,E-mail 1 - Value\nBo,Lind,Elm,Chief,b@x.org\n"
)
FOUR = "Given Name,Family Name,Organization 1 - Name,E-mail 1 - Value\nBo,Lind,Elm,b@x.org\n"
THREE, TWO = "Name,Class,Employer\nBo Lind,2019,Elm\n", "Name,Class\nBo Lind,2019\n"


@pytest.mark.parametrize(
    ("kind", "text", "found", "is_said"),
    [
        ("outlook", FIVE, "google", True), ("outlook", FOUR, "outlook", False), ("google", FIVE, "google", False), ("friend", FIVE, "google", False),
        ("vcard", THREE, "roster", True), ("vcard", TWO, "vcard", False), ("friend", TWO, "roster", False), ("friend", FOUR, "google", False),
        ("roster", CARD, "vcard", True), ("vcard", CARD, "vcard", False), ("friend", CARD, "vcard", False),
    ],
)  # fmt: skip
def test_a_file_is_of_the_kind_that_is_said_unless_it_is_plainly_another(kind, text, found, is_said):
    problems = []
    assert (
        kinds.of(Export(kind, "a.csv", [Member("a.csv", text.encode())], date(2026, 11, 20), None), problems) == found
    )
    assert bool(problems) is is_said


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [("linkedin", "Connections.csv", "linkedin"), ("friend", "Connections.csv", "linkedin"), ("roster", "Connections.csv", "roster")],
)  # fmt: skip
def test_a_part_of_an_archive_is_known_by_its_name_where_it_may_be_one(kind, name, found):
    members = [Member(name, TWO.encode()), Member("class.csv", TWO.encode())]
    assert kinds.of(Export(kind, name, members, date(2026, 11, 20), None), []) == found


def test_an_archive_and_a_file_of_a_folder_that_is_named_stand_where_they_belong(home, tmp_path):
    with zipfile.ZipFile(tmp_path / "LinkedIn.zip", "w") as packed:
        packed.writestr("Connections.csv", LINKEDIN)
    home.run("network", "--add", str(tmp_path / "LinkedIn.zip"))
    (home.root / "lists").mkdir()
    (home.root / "lists/class.csv").write_text(ROSTER)
    home.run("config", "set", "network.roster", '["lists"]')
    home.run("network", "--add", str(home.root / "lists/class.csv"))
    held = settings.read(home.root / "curbside.toml").network
    assert held.linkedin == ["network/LinkedIn.zip"] and held.roster == ["lists"]


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("CV.pdf", "%PDF-1.7", "CV.pdf: is a PDF"), ("CV.txt", "Ana Ruiz, MD\nCurriculum vitae\n", "CV.txt: "),
        ("phone.vcf", "BEGIN:VCARD\nEND:VCARD\n", "phone.vcf: "), ("gone.csv", None, "is no file"),
    ],
)  # fmt: skip
def test_a_file_of_which_nothing_is_read_changes_nothing(home, tmp_path, name, body, says):
    (tmp_path / "phone.vcf").write_text(CARD)
    home.run("network", "--add", str(tmp_path / "phone.vcf"))
    before = (home.root / "curbside.toml").read_text()
    if body is not None:
        (tmp_path / name).write_text(body)
    status, said = home.error("network", "--add", str(tmp_path / name))
    assert status == 2 and says in said and (home.root / "curbside.toml").read_text() == before
    assert [p.name for p in (home.root / "network").iterdir()] == ["phone.vcf"]
    assert Path(home.root / "network/phone.vcf").read_text() == CARD, "the one that was good stays"


def test_a_file_named_from_where_the_user_stands(home, tmp_path, monkeypatch):
    (tmp_path / "from/office").mkdir(parents=True)
    (tmp_path / "from/office/class.csv").write_text(ROSTER)
    monkeypatch.chdir(tmp_path)
    home.run("network", "--add", "from/office/class.csv")
    assert settings.read(home.root / "curbside.toml").network.roster == ["network/class.csv"]


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("contacts.csv", GOOGLE + ",,Elm Clinic,Work,desk@elm.example\n", "left out: 1 row without a person's name"),
        ("phone.vcf", CARD + "BEGIN:VCARD\nVERSION:3.0\nORG:Elm Clinic\nEND:VCARD\n", "left out: 1 card without a person's name"),
        ("phone.vcf", CARD + CARD.replace("Bo Lind", "Elm Pharmacy").replace("Lind;Bo", ";Elm Pharmacy"), "left out: 1 card of a department"),
        ("contacts.csv", GOOGLE + "Elm,Pharmacy,Elm Clinic,Work,desk@elm.example\n", "left out: 1 row of a department"),
        ("Connections.csv", LINKEDIN + ",,,,,,02 Mar 2020\n", "left out: 1 row without a name (deleted accounts)"),
    ],
)  # fmt: skip
def test_what_an_address_book_left_out_is_listed(home, tmp_path, name, body, said):
    (tmp_path / name).write_text(body)
    home.run("network", "--add", str(tmp_path / name))
    assert said in str(home.run("network"))
