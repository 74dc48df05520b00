"""Who works at a house that only the title names, beside a staffing firm: read, matched, said."""

import pytest
from test_network_case import linked

HOSPITALS = (
    "Facility ID,Facility Name,Address,City/Town,State,ZIP Code,County/Parish,Telephone Number,Hospital Type\n"
    "360001,QUERNLORING HOSPITAL,1 MAIN ST,AKRON,OH,44301,,,Acute Care Hospitals\n"
    "360002,FIRVALE HOSPITAL,1 MAIN ST,DAYTON,OH,45401,,,Acute Care Hospitals\n"
)
PEOPLE = {
    "Wilmot Ashby": "Hospitalist at Quernloring",
    "Greta Nowak": "Emergency physician, Quernloring Hospital",
    "Hugo Lindqvist": "Hospitalist, formerly at Quernloring Hospital",
    "Petra Sandoval": "Sales representative, Quernloring Hospital accounts",
    "Oskar Tamura": "Hospitalist, Firvale Hospital",
    "Ines Calloway": "Hospitalist",
    "Rufus Beckett": "Volunteer physician at Quernloring Hospital",
    "Selma Ostrow": "Hospitalist, Quernloring County",
    "Timo Brandt": "Hospitalist (residency, Quernloring Hospital)",
    "Vera Lindgren": "Hospitalist, ex-Quernfell Hospital",
    "Ada Merrin": "Hospitalist, formerly Ostrava Clinic",
    "Bruno Falk": "Hospitalist, Ostrava Clinic",
}


@pytest.mark.whole
def test_only_who_works_there_by_the_title_does(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    (files / "hospitals_2026.csv").write_text(HOSPITALS, "utf-8")
    lines = [
        f'{name.replace(" ", ",")},,,Vitrel Acute Staffing,"{title}",01 Jan 2026' for name, title in PEOPLE.items()
    ]
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    (files / "Connections.csv").write_text(head + "\n".join(lines), "utf-8")
    (files / "roster.csv").write_text("name\nNora Field\n", "utf-8")
    (files / "friend-Connections.csv").write_text(head + "Cleo,Hart,,,,,01 Jan 2026", "utf-8")
    posted = [
        ("p", "Quernloring Hospital", "Akron", "OH", "employer"),
        ("q", "Ostrava Clinic", "Toledo", "OH", "employer"),
    ]
    got = linked(posted, files, tmp_path / "network", [files / "hospitals_2026.csv"])
    # Of a firm in no register a title tells who has left it; who is there, only the employer does.
    of_firm = {name: relation for (posting, name), (relation, _) in got.items() if posting == "q"}
    assert of_firm == {"Ada Merrin": "worked there"}
    got = {(p, name): said for (p, name), said in got.items() if p == "p"}
    there = {
        name for (_, name), (relation, confidence) in got.items() if relation == "works there" and confidence >= 0.8
    }
    assert there == {"Wilmot Ashby", "Greta Nowak"}
    of_before = {name: relation for (_, name), (relation, _) in got.items() if name not in there}
    assert of_before == {"Hugo Lindqvist": "worked there", "Timo Brandt": "trained there"}
    assert not {
        "Petra Sandoval",
        "Oskar Tamura",
        "Ines Calloway",
        "Rufus Beckett",
        "Selma Ostrow",
    } & {name for _, name in got}
