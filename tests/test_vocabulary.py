"""One home for states and placeholders: what postings say and what people say meet there."""

from types import SimpleNamespace

import polars as pl
import pytest
from conftest import Sample

from curbside.extractors.readers import prose, sitemap
from curbside.network import contacts, names, past, programs
from curbside.transforms import employer, gazetteer
from curbside.vocabulary import placeholders, states
from curbside.workspace import Workspace

WRITTEN = [
    ("Puerto Rico", "PR"), ("P.R.", "PR"), ("D.C.", "DC"), ("DC", "DC"), ("District of Columbia", "DC"), ("Mass.", "MA"),
    ("Penna.", "PA"), ("Calif", "CA"), ("W. Va.", "WV"), ("N. Carolina", "NC"), ("Ore.", "OR"), ("oh", "OH"), ("TEX.", "TX"),
    ("U.S. Virgin Islands", "VI"), ("Guam", "GU"), ("new  york", "NY"), ("N.Y.", "NY"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), WRITTEN)
def test_a_state_is_one_however_it_is_written_and_whoever_wrote_it(text, code):
    assert states.code(text) == code
    assert gazetteer.state_of(pl.Series([text]), any_case=True).to_list() == [code]
    assert pl.DataFrame({"s": [text]}).select(contacts.state(pl.col("s"))).item() == code


@pytest.mark.parametrize("text", ["", "Ontario", "XX", "Toledo", "Georgia Tech"])
def test_what_is_no_state_is_none(text):
    assert states.code(text) is None
    assert pl.DataFrame({"s": [text]}).select(contacts.state(pl.col("s"))).item() == text


@pytest.mark.parametrize(
    "name",
    ["Undisclosed", "No hiring organization", "Company name not available", "Employer undisclosed", "Hospital name withheld",
     "Not specified", "Organization not listed", "Unknown employer", "Client confidential", "Company TBD", "Confidential"],
)  # fmt: skip
def test_a_placeholder_is_nobody(name):
    assert pl.DataFrame({"n": [name]}).select(employer.is_placeholder(pl.col("n"))).item()


@pytest.mark.parametrize(
    "name", ["Hospital Sisters Health System", "Private Diagnostic Clinic", "Community Hospital East", "Unity Health"]
)
def test_a_real_name_is_no_placeholder(name):
    assert not pl.DataFrame({"n": [name]}).select(employer.is_placeholder(pl.col("n"))).item()


def test_placeholders_are_written_as_they_are_looked_up():
    assert [p for p in placeholders.NOBODY if states.key(p) != p] == []


CALLED = (
    "Physician|Telehospitalist|Nocturnist|Neurointensivist|Internist|Laborist|Proceduralist|Neurosurgeon|Allergist|Orthopaedist"
    "|Orthopedist|Cardiologist|Physiatrist|Pediatrician|Obstetrician|Osteopath"
)


@pytest.mark.parametrize("doctor", CALLED.split("|"))
def test_a_doctor_is_one_to_every_reader(doctor):
    assert prose.ROLE.fullmatch(doctor)
    assert programs.position(f"{doctor}, Oak Hospital") == (doctor, "Oak Hospital")
    assert names.parse(f"Ana Ruiz, {doctor}").name == "Ana Ruiz"
    assert [found.house for found in past.left(f"Nurse; formerly {doctor}, Quern")] == ["Quern"]
    page = f"https://oak.example/{doctor.lower()}-akron"
    assert sitemap.left_out([("https://oak.example/jobs/7", None), (page, None)]) == [page]


@pytest.mark.parametrize("house", ["Sound Physicians", "Urologists of Ohio", "Visiting Nurse Service", "Loring Trust"])
def test_no_doctor_is_meant_by_a_houses_name(house):
    assert not programs.is_role(house)


POSTINGS = """title,employer,location,posted
Cardiologist,Hospital Pavia Santurce,"San Juan, Puerto Rico",2026-11-20
Cardiologist,Sibley Heron Hospital,"Washington, D.C.",2026-11-20
Cardiologist,Quabbin Valley Hospital,"Ware, Mass.",2026-11-20
"""
PEOPLE = """name,employer,title,city,state
Rosa Vega MD,Hospital Pavia Santurce,Cardiologist,San Juan,Puerto Rico
Dean Holt MD,Sibley Heron Hospital,Internist,Washington,D.C.
Mary Quill MD,Quabbin Valley Hospital,Surgeon,Ware,Mass.
"""
CONFIG = """
[me]
name = "Ana Ruiz, MD"
specialties = ["Cardiovascular Disease"]
[[search]]
name = "islands and capitals"
states = ["Puerto Rico", "D.C.", "Mass."]
[[board]]
name = "hand-kept"
family = "csv"
url = "list.csv"
[network]
roster = ["people.csv"]
"""


@pytest.mark.whole
def test_puerto_rico_dc_and_mass_find_their_searches_and_their_insiders(tmp_path):
    for name, text in (("list.csv", POSTINGS), ("people.csv", PEOPLE), ("curbside.toml", CONFIG)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    day = Sample(Workspace(tmp_path), boards=SimpleNamespace(day=1))
    day.pull()
    assert day.sql("select distinct state from leads order by 1") == [("DC",), ("MA",), ("PR",)]
    inside = "select distinct person, relation from insiders where relation = 'works there' order by 1"
    assert [p for p, _ in day.sql(inside)] == ["Dean Holt", "Mary Quill", "Rosa Vega"]
    for place, person in (("D.C.", "Dean Holt"), ("Puerto Rico", "Rosa Vega"), ("Mass.", "Mary Quill")):
        assert person in day.command("who", place).stdout
