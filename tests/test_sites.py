"""Houses that run under one certification number are houses of their own, and "… Health" of several houses is a system."""

import csv
from pathlib import Path

import asking
import pytest

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[1]
# one house, as a posting and as a contact write it
SAME = [
    (("Presbyterian Rust Medical Center", "Rio Rancho", "NM"), ("Presbyterian Rust", None, None)),
    (("UPMC Shadyside", "Pittsburgh", "PA"), ("Shadyside Hospital", None, None)),
    (("Syosset Hospital", "Syosset", "NY"), ("Northwell Syosset", None, None)),
    (("Lehigh Valley Hospital - Muhlenberg", "Bethlehem", "PA"), ("LVHN - Muhlenberg", None, None)),
    (("Lehigh Valley Hospital", "Allentown", "PA"), ("LVHN - Cedar Crest", None, None)),
    (("Jackson South Medical Center", "Miami", "FL"), ("Jackson South", None, None)),
    (("MetroHealth Medical Center", "Cleveland", "OH"), ("MetroHealth Main Campus, Cleveland", None, None)),
    (("The Queen's Medical Center - West Oahu", "Ewa Beach", "HI"), ("QMC West Oahu", None, None)),
    (("Memorial Hermann Greater Heights Hospital", "Houston", "TX"), ("Memorial Hermann Northwest", "Houston", "TX")),
    (("Le Bonheur Children's Hospital", "Memphis", "TN"), ("Le Bonheur", None, None)),
    (("Alta Bates Summit Medical Center", "Berkeley", "CA"), ("Alta Bates Summit - Ashby campus", None, None)),
    (("Atrium Health Cabarrus", "Concord", "NC"), ("Atrium Health - Concord", None, None)),
    (("OhioHealth Riverside Methodist Hospital", "Columbus", "OH"), ("OhioHealth RMH", None, None)),
    (("Sentara Virginia Beach General Hospital", "Virginia Beach", "VA"), ("Sentara VBGH", None, None)),
    (("HonorHealth Deer Valley Medical Center", "Phoenix", "AZ"), ("HonorHealth - DVMC", None, None)),
    (("Jefferson Barracks VA Medical Center", "St. Louis", "MO"), ("VA St. Louis HCS, Jefferson Barracks", None, None)),
    (("West Roxbury VA Medical Center", "West Roxbury", "MA"), ("VA Boston - West Roxbury", "Boston", "MA")),
    (("H. John Heinz III VA Medical Center", "Pittsburgh", "PA"), ("VA Pittsburgh, H.J. Heinz", "Pittsburgh", "PA")),
    (("VA Puget Sound Health Care System", "Seattle", "WA"), ("VA Puget Sound HCS", None, None)),
    (("Grand Island VA Medical Center", "Grand Island", "NE"), ("Grand Island (VA Nebraska-Western Iowa HCS)", None, None)),
    (("UCHealth Memorial Hospital Central", "Colorado Springs", "CO"), ("UCHealth MHC", None, None)),
]  # fmt: skip
# two houses of one owner, or its house and its system
SISTERS = [
    (("Jackson Memorial Hospital", "Miami", "FL"), ("Jackson Health System", None, None)),
    (("Jackson Memorial Hospital", "Miami", "FL"), ("Jackson North Medical Center", "Miami", "FL")),
    (("Jackson Health System", "Miami", "FL"), ("Jackson Memorial Hospital", "Miami", "FL")),
    (("Ben Taub Hospital", "Houston", "TX"), ("Harris Health System", None, None)),
    (("Saint Thomas West Hospital", "Nashville", "TN"), ("Saint Thomas Health", None, None)),
    (("Saint Thomas Health", "Nashville", "TN"), ("Saint Thomas Midtown Hospital", "Nashville", "TN")),
    (("Cleveland Clinic Martin North Hospital", "Stuart", "FL"), ("Martin Health System", None, None)),
    (("Sarasota Memorial Hospital", "Sarasota", "FL"), ("Sarasota Memorial Health Care System", None, None)),
    (("Presbyterian Hospital", "Albuquerque", "NM"), ("Presbyterian Kaseman", None, None)),
    (("UPMC Presbyterian", "Pittsburgh", "PA"), ("UPMC Shadyside", "Pittsburgh", "PA")),
    (("IU Health University Hospital", "Indianapolis", "IN"), ("Riley Hospital for Children", None, None)),
    (("Buffalo General Medical Center", "Buffalo", "NY"), ("Oishei Children's Hospital", None, None)),
    (("Charlton Memorial Hospital", "Fall River", "MA"), ("St. Luke's Hospital", "New Bedford", "MA")),
    (("Lehigh Valley Hospital - Pocono", "East Stroudsburg", "PA"), ("LVHN - Cedar Crest", None, None)),
    (("Norton Hospital", "Louisville", "KY"), ("Norton Audubon", None, None)),
    (("VA St. Louis Health Care System - John Cochran Division", "St. Louis", "MO"), ("St. Louis VA, Jefferson Barracks", "St. Louis", "MO")),
    (("VA New Jersey Health Care System", "East Orange", "NJ"), ("VA New Jersey - Lyons campus", "Lyons", "NJ")),
    (("Tuskegee VA Medical Center", "Tuskegee", "AL"), ("VA Central Alabama - Montgomery", "Montgomery", "AL")),
    (("California Pacific Medical Center", "San Francisco", "CA"), ("CPMC - Davies campus", "San Francisco", "CA")),
]  # fmt: skip
# a hospital and the group of physicians that is called after it
GROUPS = [
    (("Avera St. Mary's Hospital", "Pierre", "SD"), ("Avera Medical Group Pierre", None, None)),
    (("Novant Health Rowan Medical Center", "Salisbury", "NC"), ("Novant Health Medical Group Rowan", None, None)),
    (("MarinHealth Medical Center", "Greenbrae", "CA"), ("MarinHealth Medical Network", None, None)),
    (("MarinHealth Medical Network", "Greenbrae", "CA"), ("MarinHealth Medical Center", "Greenbrae", "CA")),
    (("IU Health Arnett Hospital", "Lafayette", "IN"), ("IU Health Arnett Physicians", "Lafayette", "IN")),
    (("Salinas Valley Memorial Hospital", "Salinas", "CA"), ("Salinas Valley Medical Clinic", "Salinas", "CA")),
    (("Floyd Medical Center", "Rome", "GA"), ("Floyd Primary Care", "Rome", "GA")),
    (("Firelands Regional Medical Center", "Sandusky", "OH"), ("Firelands Physician Group", "Sandusky", "OH")),
    (("Northwestern Memorial Hospital", "Chicago", "IL"), ("Northwestern Medical Group", "Chicago", "IL")),
    (("Tidelands Georgetown Memorial Hospital", "Georgetown", "SC"), ("Tidelands Health Group", None, None)),
]  # fmt: skip
# of one field and name, or no system is known
UNSURE = [
    (("Overlake Hospital Medical Center", "Bellevue", "WA"), ("Overlake Medical Clinics", "Bellevue", "WA")),
    (("Rothman Orthopaedic Specialty Hospital", "Bensalem", "PA"), ("Rothman Orthopaedics", "Philadelphia", "PA")),
    (("Bakersfield Heart Hospital", "Bakersfield", "CA"), ("Bakersfield Heart Clinic", "Bakersfield", "CA")),
    (("OhioHealth Riverside Methodist Hospital", "Columbus", "OH"), ("OhioHealth ICU", None, None)),
]  # fmt: skip
# two owners of one name
NAMESAKES = (("Trinity Health", "Minot", "ND"), ("Trinity Health", "Livonia", "MI"))
VETERANS_CLINICS = [
    ("Atlanta VA - Fort McPherson Clinic", "Atlanta", "GA"), ("VA Eastern Colorado - PFC Floyd K. Lindstrom Clinic", "Colorado Springs", "CO"),
]  # fmt: skip
# one hospital's owner is that hospital; a namesake elsewhere is none of the sites
OWN = [
    # a spoken name of one house, though its owner has others that share words with it
    (("Essentia Health St. Mary's Medical Center", "Duluth", "MN"), ("St. Mary's Duluth", None, None)),
    (("Grady Memorial Hospital", "Atlanta", "GA"), ("Grady Health System", None, None)),
    (("Eskenazi Hospital", "Indianapolis", "IN"), ("Eskenazi Health", None, None)),
    (("St. Francis Hospital - Interquest", "Colorado Springs", "CO"), ("St. Francis Hospital - Interquest", None, None)),
]  # fmt: skip


def ask_registers(con):
    asking.names(
        con, [row for pair in SAME + SISTERS + GROUPS + UNSURE + OWN for row in pair] + [*VETERANS_CLINICS, *NAMESAKES]
    )


def found(con, row):
    """Organisation → (confidence, the system that it is or belongs to)."""
    query = "select organisation_id, confidence, case when kind = 'system' then organisation_id else system_id end from core.mention_match join core.organisation using (organisation_id) where mention_id = mention_id(?, ?, ?)"
    return {id: (confidence, system) for id, confidence, system in con.execute(query, row).fetchall()}


def one_house(asked, posting, contact) -> float:
    one, other = found(asked, posting), found(asked, contact)
    return sum(one[id][0] * other[id][0] for id in one.keys() & other.keys() if not id.startswith("sys:"))


@pytest.mark.parametrize(("posting", "contact"), SAME + OWN)
def test_one_house_is_found_under_its_names(asked, posting, contact):
    assert one_house(asked, posting, contact) >= 0.8


@pytest.mark.parametrize(("posting", "contact"), UNSURE)
def test_who_may_be_beside_a_house_is_not_surely_there(asked, posting, contact):
    assert one_house(asked, posting, contact) < 0.8


@pytest.mark.parametrize(("posting", "contact"), SISTERS + GROUPS)
def test_two_houses_or_a_house_and_its_system_are_two(asked, posting, contact):
    assert one_house(asked, posting, contact) < 0.5
    systems = [{system for confidence, system in found(asked, row).values() if confidence >= 0.8} for row in (posting, contact)]  # fmt: skip
    assert systems[0] & systems[1]


@pytest.mark.parametrize("row", VETERANS_CLINICS, ids=lambda row: row[0])
def test_a_clinic_of_the_veterans_is_not_their_hospital(asked, row):
    assert not [id for id, (confidence, _) in found(asked, row).items() if confidence >= 0.5 and id.startswith("ccn:")]


def test_two_owners_of_one_name_are_two(asked):
    one, other = (
        {system for confidence, system in found(asked, row).values() if confidence >= 0.8} for row in NAMESAKES
    )
    assert other and not one & other


def test_every_site_stands_under_a_number_of_todays_list(asked):
    with (ROOT / "warehouse/organisation/hospital_campus.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    sites = {f"site:{row['ccn']}/{row['site']}" for row in rows}
    kept = {id for (id,) in asked.execute("select organisation_id from core.organisation where organisation_id like 'site:%'").fetchall()}  # fmt: skip
    assert len(sites) == len(rows)
    assert kept == sites


def test_a_spoken_name_of_a_site_leads_to_a_site_that_is_listed():
    folder = ROOT / "warehouse/organisation"
    with (folder / "hospital_campus.csv").open() as sites, (folder / "hospital_alias.csv").open() as names:
        known = {f"{row['ccn']}/{row['site']}" for row in csv.DictReader(sites)}
        assert {row["ccn"] for row in csv.DictReader(names) if "/" in row["ccn"]} <= known
