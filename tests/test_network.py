"""What a user can rely on when their exports are read: each format, each odd file, and that letters stay unread."""

import dataclasses
import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import replay

from curbside import warehouse
from curbside.network import read
from curbside.network.model import AFFILIATION, PERSON, TIE, Me, Network, Source

FILES = Path(__file__).parent / "network"
ROOT = Path(__file__).parents[1]
CASE = replay.FOLDER.parent / "network"
TODAY = date(2026, 11, 20)
ME = Me(
    "Ana Ruiz, MD",
    "ana@example.org",
    training=(("residency", "Ohio State University Wexner Medical Center", "Internal Medicine", 2016, 2019),),
    positions=(("Riverside Methodist Hospital", "Hospitalist", 2019, 2023),),
)


def load(*sources: tuple[str, str], of: str | None = None, me: Me | None = ME, folder: Path = FILES) -> Network:
    return read([Source(kind, Path(path), of) for kind, path in sources], me, folder, TODAY)  # type: ignore[arg-type]


def person(network: Network, name: str) -> dict[str, object]:
    found = network.persons.filter(pl.col("name") == name).to_dicts()
    assert len(found) == 1, (name, network.persons["name"].to_list())
    return found[0]


def work(network: Network, name: str) -> list[tuple[object, ...]]:
    return (
        network.affiliations.filter(pl.col("record_id") == person(network, name)["record_id"])
        .select("organisation_name", "title", "start_year", "end_year", "is_current")
        .rows()
    )


def ties(network: Network, name: str) -> dict[str, dict[str, object]]:
    mine = network.ties.filter(pl.col("record_id") == person(network, name)["record_id"])
    return {row["kind"]: row for row in mine.to_dicts()}


def test_the_frames_have_the_columns_of_the_warehouse():
    from curbside.warehouse import connect

    con = connect()
    for table, schema in (
        ("person_record", PERSON),
        ("affiliation_record", AFFILIATION),
        ("tie_record", TIE),
    ):
        columns = con.sql(f"select * from raw.{table}").columns
        assert list(schema) == columns
    network = load(("linkedin", "linkedin"), ("roster", "roster/residency.csv"))
    assert network.persons.schema == PERSON
    assert network.affiliations.schema == AFFILIATION
    assert network.ties.schema == TIE


def test_nothing_configured_gives_empty_frames_with_their_columns():
    network = read([], None, FILES, TODAY)
    assert (network.persons.schema, network.persons.height) == (PERSON, 0)
    assert (network.ties.schema, network.ties.height) == (TIE, 0)


# LinkedIn


def test_linkedin_connections_are_read_whatever_stands_above_the_header():
    network = load(("linkedin", "linkedin/Connections.csv"))
    dana = person(network, "Dana Whitfield")
    assert (dana["given"], dana["family"], dana["credentials"]) == ("Dana", "Whitfield", "MD, FACC")
    assert dana["urls"] == ["linkedin.com/in/dana-whitfield-7"]
    assert dana["connected_on"] == date(2024, 3, 12)
    assert work(network, "Dana Whitfield") == [("Lakeshore Heart, Inc.", "Director, Echo Lab", None, None, True)]
    assert person(network, "Tomás Echeverría")["urls"] == ["linkedin.com/in/tomase"]
    assert person(network, "Khanh Do")["family"] == "Do"
    assert work(network, "Khanh Do")[0][0] == "Confidential"  # kept as text: matching ignores placeholders
    assert network.files[0].exported_on == date(2024, 3, 12)
    assert [p.level for p in network.problems] == ["note"]
    assert "1 row without a name" in str(network.problems[0])


@pytest.mark.parametrize(
    "preamble",
    [
        "",
        "Notes:\n",
        'Notes :\n"En exportant vos données…"\n"\n',
        "Notes:\nA sample.\nTwo lines.\n\n",
        '"Notes:"\n\n\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", *(pytest.param(end, marks=pytest.mark.whole) for end in "\n\r")])
def test_preambles_encodings_and_line_ends(tmp_path, preamble, encoding, end):
    text = preamble + "URL,First Name,Last Name,Company,Connected On\nwww.linkedin.com/in/x/,Zoë,Bell,Ærø,1 déc. 2020\n"
    (tmp_path / "c.csv").write_text(text.replace("\n", end), encoding, newline="", errors="replace")
    network = load(("linkedin", "c.csv"), folder=tmp_path)
    assert person(network, "Zoë Bell")["connected_on"] == date(2020, 12, 1)
    assert work(network, "Zoë Bell")[0][0] == "Ærø"
    assert not network.problems


@pytest.mark.parametrize(
    "header",
    [
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion",
        "Nome,Sobrenome,URL,E-mail,Empresa,Cargo,Conectado em",
        "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Puesto,Conectado el",
    ],
)
def test_linkedin_in_other_languages(tmp_path, header):
    (tmp_path / "c.csv").write_text(f"{header}\nEva,Lind,u.example/in/x,eva@example.org,Klinik Süd,Ärztin,3 Apr 2022\n")
    network = load(("linkedin", "c.csv"), folder=tmp_path)
    assert person(network, "Eva Lind")["emails"] == ["eva@example.org"]
    assert work(network, "Eva Lind") == [("Klinik Süd", "Ärztin", None, None, True)]


def test_an_archive_gives_counts_and_days_of_contact_never_a_letter():
    network = load(("linkedin", "linkedin"))
    dana = ties(network, "Dana Whitfield")
    assert dana["message"] | {"evidence": "", "record_id": ""} == {
        **{"record_id": "", "other_record_id": "me", "other_name": None, "kind": "message", "evidence": ""},
        **{"since": date(2026, 2, 1), "last_on": date(2026, 2, 3), "count": 2, "two_way": True},
    }
    assert dana["recommendation"]["since"] == date(2024, 5, 14)
    assert set(ties(network, "Khanh Do")) == {"linkedin", "note"}  # a draft is no message
    tomas = ties(network, "Tomás Echeverría")
    assert tomas["endorsement"]["count"] == 2
    assert tomas["invitation"]["last_on"] == date(2022, 2, 5)
    assert ties(network, "Ola Nordin")["message"]["two_way"] is False  # written to, never connected
    assert work(network, "Lena Sorokina")[0][:2] == ("Toledo Clinic", "Cardiologist")
    names = network.persons["name"].to_list()
    assert "Pushy Recruiter" not in names  # advertisements make no contact
    assert names.count("Ana Ruiz") == 1
    for frame in (network.persons, network.affiliations, network.ties):
        assert "SECRET" not in frame.write_json()


def test_the_archive_adds_to_the_users_own_career():
    network = load(("linkedin", "linkedin"))
    mine = network.affiliations.filter(record_id="me").select(
        "kind", "organisation_name", "program", "title", "start_year"
    )
    assert mine.rows() == [
        ("training", "Ohio State University Wexner Medical Center", "Internal Medicine", "residency", 2016),
        ("work", "Riverside Methodist Hospital", None, "Hospitalist", 2019),
        ("work", "Lakeshore Heart", None, "Cardiology Fellow", 2023),
        (
            "training",
            "University of Toledo College of Medicine",
            "Doctor of Medicine - MD",
            "medical school",
            2012,
        ),
    ]
    assert person(network, "Ana Ruiz")["urls"] == ["linkedin.com/in/ana-ruiz-md"]


def test_the_archive_as_it_comes_is_the_same_as_its_folder(tmp_path):
    with zipfile.ZipFile(tmp_path / "Basic.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((FILES / "linkedin").iterdir()):
            archive.write(path, f"export/{path.name}")
        archive.writestr("__MACOSX/._Connections.csv", b"\0\0")
        archive.writestr("Ad_Targeting.csv", "x,y\n")
    packed, folder = load(("linkedin", "Basic.zip"), folder=tmp_path), load(("linkedin", "linkedin"))
    assert sorted(packed.persons["record_id"]) == sorted(folder.persons["record_id"])
    assert sorted(packed.ties["evidence"].drop_nulls()) == sorted(folder.ties["evidence"].drop_nulls())


def test_zip_bombs_and_damaged_archives_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Connections.csv", b"First Name,Last Name,URL\n" + b"\0" * 50_000_000)
    (tmp_path / "cut.zip").write_bytes((tmp_path / "bomb.zip").read_bytes()[:500])
    network = load(("linkedin", "bomb.zip"), ("linkedin", "cut.zip"), folder=tmp_path)
    said = "\n".join(map(str, network.problems))
    assert (
        "bomb.zip: Connections.csv: unpacks to an implausible size" in said and "holds no Connections.csv" not in said
    )
    assert "cut.zip: a damaged archive; download it again" in said


# Address books


@pytest.mark.parametrize("file", ["old.csv", "new.csv"])
def test_google_in_both_header_generations(file):
    network = load(("google", f"google/{file}"))
    mara = person(network, "Mara Okoye")
    assert mara["emails"][0] == "mara.okoye@lakeshore.example"  # the primary one, though it is the second column
    assert mara["phones"] == ["+16145550101"]  # a fax is nobody's
    assert (mara["city"], mara["state"], mara["label"]) == ("Columbus", "OH", "Residents")
    assert mara["credentials"] == "DO"
    assert work(network, "Mara Okoye")[0][:2] == ("Lakeshore Heart", "Cardiologist")


def test_google_values_packed_in_one_cell():
    network = load(("google", "google/old.csv"))
    assert person(network, "Pål Ström")["emails"] == ["pal@example.org", "pal.strom@example.org"]
    assert person(network, "Pål Ström")["urls"] == ["linkedin.com/in/palstrom"]
    assert person(network, "Mara Okoye")["urls"] == []  # an employer's site would make its people one
    assert [w[:2] for w in work(network, "Mara Okoye")][1] == ("Ohio Chapter", "Councillor")
    met = ties(network, "Mara Okoye")["met"]
    assert (met["last_on"], warehouse.macro("origin_words", met["evidence"])) == (
        date(2026, 1, 1),
        "your note: met at ACC 2026 in New Orleans",
    )
    assert "1 row without a person's name" in str(network.problems[0])


OUTLOOK = [
    ("en", "Ruth B. Abiodun", "Grant Medical Center", "Chief of Surgery", "Columbus", "+16145550111", 2),
    ("de", "Jörg Müller-Weiß", "Universitätsklinikum Köln", "Oberarzt", "Köln", "+12215550123", 2),
    ("fr", "Hélène Lefèvre", "Hôpital Sainte-Odile", "Chef de service", "Lyon", "+33472550123", 2),
    ("es", "Inés García Lobo", "Hospital del Mar Azul", "Cardióloga", "Cádiz", "+34956550123", 2),
    ("it", "Chiara Bellini", "Ospedale San Fermo", "Cardiologa", "Como", "+390315550123", 1),
    ("pt", "João Araújo", "Hospital do Vale", "Cardiologista", None, "+551155550123", 1),
    ("nl", "Anneke van den Broek", "Ziekenhuis De Linde", "Internist", "Zwolle", "+31385550123", 1),
    ("pl", "Małgorzata Żółkiewska", "Szpital Świętej Łucji", "Lekarz", None, "+48600555012", 1),
]


@pytest.mark.parametrize(("language", "name", "employer", "title", "city", "phone", "emails"), OUTLOOK)
def test_outlook_in_eight_languages(language, name, employer, title, city, phone, emails):
    network = load(("outlook", f"outlook/{language}.csv"))
    found = person(network, name)
    assert work(network, name)[0][:2] == (employer, title)
    assert (found["city"], len(found["emails"])) == (city, emails)
    if language != "de":  # ten digits without a country are read as US ones
        assert found["phones"][0] == phone
    assert not any(p.endswith(("0110", "0100", "0124")) for p in found["phones"])  # fax, switchboard
    assert not network.problems


def test_vcards_of_all_versions():
    network = load(("vcard", "vcard"))
    asdis = person(network, "Ásdís Björk")
    assert (asdis["emails"], asdis["phones"]) == (["asdis@example.org"], ["+16145550120"])
    assert asdis["note"] == "met at the echo course, May 2018\nsecond line"
    assert ties(network, "Ásdís Björk")["met"]["last_on"] == date(2018, 5, 1)
    ben = person(network, "Ben Chidi Ike Okafor")
    assert ben["credentials"] == "MD"
    assert ben["emails"] == ["ben@example.org", "b.okafor@brigid.example"]
    assert ben["phones"] == ["+16145550130"]  # the assistant's is another person's
    assert (ben["city"], ben["state"]) == ("Columbus", "OH")
    assert ben["urls"] == ["linkedin.com/in/benokafor"]
    assert work(network, "Ben Chidi Ike Okafor")[0][:2] == ("St. Brigid, Mercy & Sons", "Program Director")
    simone = person(network, "Simone Perrault")
    assert (simone["role"], simone["phones"], simone["label"]) == (
        "Medical Director",
        ["+14185550140"],
        "Friends, Course",
    )
    assert person(network, "Aya Ōtani")["family"] == "Ōtani"
    assert {f.file: f.exported_on for f in network.files}["vcard/v30_apple.vcf"] == date(2025, 3, 5)
    assert "Lakeshore Heart" not in network.persons["name"].to_list()  # an organisation's card


# Rosters and friends


def test_rosters_say_who_trained_and_who_worked_where():
    network = load(("roster", "roster/residency.csv"))
    assert work(network, "Ben Okafor") == [
        ("Ohio State University Wexner Medical Center", "residency", 2016, 2019, False),
        ("St. Brigid Hospital", "Attending", None, None, True),  # the years are the training's
    ]
    assert work(network, "Iva Horn") == [("Frederick Valley Hospital", "Hospitalist", 2008, 2014, False)]
    assert work(network, "Ned Pell") == [("Frederick Valley Hospital", "Hospitalist", 2021, None, True)]
    assert work(network, "Una Kerr") == [("Lakeshore Heart", "Attending", None, None, True)]
    # A programme's director works there; that is no training.
    assert work(network, "Lia Voss") == [
        ("Ohio State University Wexner Medical Center", "program director", None, None, True)
    ]
    ben = person(network, "Ben Okafor")
    assert (ben["note"], ben["city"]) == ("hobby: sailing", "Columbus")
    met = ties(network, "Ben Okafor")["met"]
    assert warehouse.macro("origin_words", met["evidence"]) == "met: ACP meeting 2018 (roster residency.csv, line 2)"
    assert "residency.csv, line 7: no name" in str(network.problems[0])


def test_a_roster_says_whom_its_people_know():
    network = load(("roster", "roster/residency.csv"))
    known = network.ties.filter(kind="knows").select("record_id", "other_record_id", "other_name").to_dicts()
    ben = person(network, "Ben Okafor")["record_id"]
    assert {k["other_name"] for k in known} == {"Rita Vance", "Sam Poe"}
    assert {k["record_id"] for k in known} == {ben}
    sam = person(network, "Sam Poe")
    assert sam["owner"] == "friend:Ben Okafor"
    assert sam["record_id"] in {k["other_record_id"] for k in known}
    assert work(network, "Sam Poe")[0][0] == "Mercy Clinic"


def test_a_friends_export_ties_the_friend_to_each_contact():
    network = load(("friend", "linkedin/Connections.csv"), of="Ben Okafor")
    ben = person(network, "Ben Okafor")
    assert ben["owner"] == "me"
    dana = person(network, "Dana Whitfield")
    assert dana["owner"] == "friend:Ben Okafor"
    between = network.ties.filter(other_record_id=dana["record_id"]).to_dicts()
    assert [(t["record_id"], t["kind"], t["since"]) for t in between] == [
        (ben["record_id"], "linkedin", date(2024, 3, 12))
    ]
    told = warehouse.macro("origin_words", between[0]["evidence"])
    assert told == "Ben Okafor's LinkedIn export since 2024-03-12"
    # The user is among the friend's contacts, and is nobody whom the friend could introduce.
    assert network.persons["name"].to_list().count("Ana Ruiz") == 1


def test_a_friend_whom_the_user_has_listed_is_one_person():
    sources = [
        Source("roster", Path("roster/residency.csv")),
        Source("friend", Path("linkedin"), "Ben Okafor, MD"),
    ]
    network = read(sources, ME, FILES, TODAY)
    ben = person(network, "Ben Okafor")
    assert ben["source"] == "roster"
    dana = person(network, "Dana Whitfield")["record_id"]
    assert network.ties.filter(other_record_id=dana)["record_id"].to_list() == [ben["record_id"]]
    assert network.ties.filter(kind="message").is_empty()  # the friend's letters are the friend's


@pytest.mark.parametrize("file", ["google/new.csv", "outlook/de.csv", "vcard/v40.vcf", "roster/residency.csv"])
def test_a_friends_file_may_be_of_any_kind(file):
    network = load(("friend", file), of="Gil Moss")
    assert network.persons.filter(pl.col("owner") == "friend:Gil Moss").height >= 1
    assert not [p for p in network.problems if p.level == "error"]


# Odd files


def test_bad_files_are_named_and_the_others_are_read(tmp_path):
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "letter.csv").write_text("Dear Ana,\nhere is nothing.\n")
    (tmp_path / "none.csv").write_text("First Name,Last Name,URL,Company\n,,,\n")
    (tmp_path / "card.vcf").write_text("hello\n")
    (tmp_path / "good.csv").write_text("First Name,Last Name,URL,Company\nEva,Lind,,Klinik\n")
    files = ["missing.csv", "empty.csv", "letter.csv", "none.csv", "good.csv"]
    network = load(*(("linkedin", f) for f in files), ("vcard", "card.vcf"), folder=tmp_path)
    errors = {p.file: str(p) for p in network.problems if p.level == "error"}
    assert set(errors) == {"missing.csv", "empty.csv", "letter.csv", "none.csv", "card.vcf"}
    assert "not found" in errors["missing.csv"]
    assert "holds no contact although it is not empty" in errors["none.csv"]
    assert person(network, "Eva Lind")


def test_a_lost_quote_costs_one_line(tmp_path):
    rows = [f"P{n},Lind,l.example/{n},Klinik {n}" for n in range(30)]
    rows[7] = 'P7,Lind,l.example/7,"Klinik 7'
    rows[20] = 'P20,Lind,l.example/20,Klinik "20'
    (tmp_path / "c.csv").write_text("First Name,Last Name,URL,Company\n" + "\n".join(rows) + "\n")
    network = load(("linkedin", "c.csv"), folder=tmp_path)
    assert network.persons.height == 31
    assert str(network.problems[0]) == (
        "c.csv, line 9, column 21: a quote that does not end; the row was read without it; add the missing quote; "
        "the other 29 rows were read"
    )


def test_a_file_under_the_wrong_key_is_read_as_what_it_is():
    network = load(("outlook", "google/new.csv"), ("roster", "vcard/v40.vcf"), ("google", "linkedin/Connections.csv"))
    assert [f.kind for f in network.files] == ["google", "vcard", "linkedin"]
    assert "reads like a file of the kind `google`" in str(network.problems[0])


def test_messages_about_files_name_no_people(tmp_path):
    (tmp_path / "r.csv").write_text(
        "name,email,start,end,employer\nZebedee Quux,zebedee@example.org,2019,2014,Quuxville,extra\n"
    )
    network = load(("roster", "r.csv"), folder=tmp_path)
    said = "\n".join(map(str, network.problems))
    assert "line 2, column 6: 6 values under 5 columns" in said
    assert "line 2: starts after it ends" in said
    assert not {"zebedee", "quux"} & set(said.lower().replace(",", " ").split())


def test_unreadable_files_are_problems(tmp_path):
    path = tmp_path / "c.csv"
    path.mkdir()
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    network = load(("linkedin", "c.csv"), ("linkedin", "loop.csv"), folder=tmp_path)
    assert len(network.problems) == 2


# Identity


def test_record_ids_outlive_reimports_and_the_order_of_rows(tmp_path):
    text = (FILES / "google/old.csv").read_text()
    head, *rows = text.splitlines()
    (tmp_path / "renamed.csv").write_text("\n".join([head, *reversed(rows)]) + "\n")
    first, second = load(("google", "google/old.csv")), load(("google", "renamed.csv"), folder=tmp_path)
    assert set(first.persons["record_id"]) == set(second.persons["record_id"])
    assert not [i for i in first.persons["record_id"] if "okoye" in i]


def test_two_people_who_share_an_address_stay_two(tmp_path):
    (tmp_path / "r.csv").write_text(
        "name,email,employer\nIda Poe,home@example.org,A\nSam Poe,home@example.org,B\nSam Poe,home@example.org,C\n"
    )
    network = load(("roster", "r.csv"), folder=tmp_path, me=None)
    # Two rows are two records: whether the two Sam Poes are one is for the warehouse to say.
    assert sorted(network.persons["name"]) == ["Ida Poe", "Sam Poe", "Sam Poe"]
    assert network.affiliations.group_by("record_id").len()["len"].to_list() == [1, 1, 1]


def test_the_users_own_card_is_no_contact(tmp_path):
    (tmp_path / "me.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana M. Ruiz\nN:Ruiz;Ana;M.;;\nEMAIL:x@example.org\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Office\nN:;Office;;;\nEMAIL:ANA@example.org\nEND:VCARD\n"
    )
    network = load(("vcard", "me.vcf"), folder=tmp_path)
    assert network.persons["record_id"].to_list() == ["me"]


@pytest.mark.whole
def test_it_loads_into_the_warehouse():
    from curbside.warehouse import connect
    from curbside.warehouse import load as into

    network = load(("linkedin", "linkedin"), ("vcard", "vcard"), ("roster", "roster/residency.csv"))
    con = connect()
    for table, frame in (
        ("raw.person_record", network.persons),
        ("raw.affiliation_record", network.affiliations),
        ("raw.tie_record", network.ties),
    ):
        into(con, table, frame)
        assert con.execute(f"select count(*) from {table}").fetchone() == (frame.height,)
    orphans = con.execute("select count(*) from raw.tie_record anti join raw.person_record using (record_id)")
    assert orphans.fetchone() == (0,)


# True data, where it is at hand


def shared(*parts: str) -> Path:
    path = CASE.joinpath(*parts)
    if not path.exists():
        pytest.skip(replay.LACKING)
    return path


def test_the_shared_case_is_read_whole():
    folder = shared("case")
    sources = [
        Source("linkedin", Path("network/Connections.csv")),
        Source("roster", Path("network/roster.csv")),
        Source("friend", Path("network/friend-Connections.csv"), "Ben Okafor"),
    ]
    network = read(sources, dataclasses.replace(ME, positions=()), folder, TODAY)
    gold = pl.read_csv(folder / "gold.csv", infer_schema=False)
    found = network.persons.join(network.affiliations, on="record_id").select("name", "organisation_name")
    wanted = gold.select(name="person", organisation_name="name_used")
    assert wanted.join(found, on=wanted.columns, how="anti").is_empty()
    past = network.affiliations.filter(pl.col("is_current") == False, kind="work")["record_id"]  # noqa: E712
    people = network.persons.filter(pl.col("record_id").is_in(past.to_list()))["name"]
    assert set(people) == set(gold.filter(relation="worked there")["person"])
    assert not [p for p in network.problems if p.level != "note"]


@pytest.mark.parametrize(
    ("kind", "folder", "people"),
    [("linkedin", "linkedin", 23), ("google", "google_csv", 4), ("vcard", "vcard", 20)],
)
def test_the_shared_samples_are_read(kind, folder, people):
    path = shared("samples", folder)
    if kind == "linkedin":
        files = [Path(p.name) for p in sorted(path.glob("*onnections*.csv"))] + [
            Path("export_A"),
            Path("export_de"),
        ]
    else:
        files = [Path(p.name) for p in sorted(path.iterdir())]
    network = read([Source(kind, f) for f in files], None, path, TODAY)
    assert network.persons.height >= people
    assert {p.file for p in network.problems if p.level == "error"} <= {"roundcube_apple.vcf"}
