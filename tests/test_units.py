"""Whom a name means that says more than a house: a unit of it, a role at its system, a number or a name of before."""

import asking
import duckdb
import pytest

UNIT = {
    "KUMC Pulmonology": "ccn:170040", "DHMC Rheumatology": "ccn:300003", "GBMC Emergency Medicine Residency": "ccn:210044",
    "ECMC Trauma Surgery|Buffalo|NY": "ccn:330219", "TMH ICU|Tallahassee|FL": "ccn:100135",
    "FGH Emergency Department, Hattiesburg": "ccn:250078", "LGH EM Residency|Lancaster|PA": "ccn:390100", "Kadlec Hospitalists|Richland|WA": "ccn:500058",
    "Maury Regional Hospitalist Program|Columbia|TN": "ccn:440073",
    "Sarasota Memorial Hospital Internal Medicine Residency": "ccn:100087",
    "Rehabilitation Hospital at UPMC Altoona|Altoona|PA": "ccn:390073",
    "Methodist Hospital, San Antonio (Sound Physicians)||TX": "ccn:450388", "Catholic Health|Buffalo|NY": "cur:2fd46b7687c6",
    "Tufts Medical Center Emergency Department": "ccn:220116", "Cookeville Regional Medical Ctr Labor & Delivery": "ccn:440059",
    "Maury Regional Hospital Trauma Services|Columbia|TN": "ccn:440073", "Tampa General Hospital, Quernmoor Institute": "ccn:100128",
}  # fmt: skip
# Misspelt: a word that many bear, and one of its own.
SLIP = {
    # of words that no register has these are slips
    "Penn Highlands Huntigdon": "ccn:390056", "Heart & Vascular, Riverside Methodst|Columbus|OH": "ccn:360006",
    "Cedars-Sinai Medcial Center": "ccn:050625", "Maimonides Medical Cetner": "ccn:330194", "Geissinger Medical Center": "ccn:390006",
    "Tallahasee Memorial HealthCare|Tallahassee|FL": "ccn:100135", "Oschner Medical Center": "ccn:190036",
    "Cookville Regional Medical Center|Cookeville|TN": "ccn:440059", "Maimondes Medical Center": "ccn:330194",
    "Opelousas Genral Health System": "ccn:190017", "LeBonheur": "site:440049/le-bonheur", "TCRHCC": "ccn:030073",
    "Banner WMC Casper": "ccn:530012", "Valley Health Page Memorial": "ccn:491307", "Essentia St. Mary's, Duluth": "ccn:240002",
    "North Sunflower County Hospital|Ruleville|MS": "ccn:251318", "North Sunflower Medical Center|Ruleville|MS": "ccn:251318",
}  # fmt: skip
# A name that anybody bears, with its town.
TOWN = {
    "MercyOne West Des Moines Medical Center": "site:160083/west",
    "Community Hospital Grand Junction": "ccn:060054", "Community Hospital, Grand Junction, CO": "ccn:060054",
    "Community Hosp, McCook": "ccn:281363", "Memorial Hospital, Carbondale, IL": "ccn:140164",
    # in brackets, without a comma, with the state as people shorten it
    "Baptist East (Montgomery AL)": "ccn:010149", "Mercy Hospital (Oklahoma City OK)": "ccn:370013", "Community Hospital (Grand Junction Colo.)": "ccn:060054",
    "St. Mary's Hospital (Huntington W.Va.)": "ccn:510007", "Memorial Hospital, Gulfport Miss.": "ccn:250019", "Mercy Medical Center [Roseburg, Ore.]": "ccn:380027",
    # the comma parts the town from the name: not North Kansas City
    "St. Luke's North, Kansas City MO": "ccn:260062",
    # a register's name written apart, or together
    "Ohio Health": "sys:HSI00000784", "Unity Point Health": "sys:HSI00001146", "Mainline Health": "sys:HSI00000608",
    # a saint by a nickname; without what kind of house it is
    "St Joe's - Breese": "ccn:140145", "St. Anthony Pendleton": "ccn:381319",
    # one house's name but for its last word, and a part of another's
    "Vidant Chowan": "ccn:341318",
    # letters beside the town that is given, and a compass word of two
    "NEFSH": "ccn:104007",
    # a name of two houses of one owner
    "OSF Saint Francis": "sys:HSI00000776",
    "DMH - Decatur|Decatur|IL": "ccn:140135", "ORHC (Ottumwa)|Ottumwa|IA": "ccn:160089",
}  # fmt: skip
# Practices of a town, firms, and letters that several houses share.
NOBODY = [
    "Inland Hospitalists|Spokane|WA", "Reading Hospitalists|Reading|PA", "Tacoma Family Medicine Residency|Tacoma|WA",
    "Rockies Hospitalist Group|Denver|CO", "IPC Hospitalists", "DFW Cardiology", "CMC Hospitalists", "ENT Surgery",
    # a hospital's word in its own town, beside one that is none of a hospital, of medicine or of a place
    "Carteret Country Club|Morehead City|NC", "Gritman Catering|Moscow|ID", "Bothwell Consulting|Sedalia|MO", "Winnmed Police Department|Decorah|IA",
    "Pearl River Water District|Poplarville|MS", "Parrish Pharmacy|Titusville|FL", "Castleview Optometry|Price|UT", "Lahey Public Library|Burlington|MA",
    "Boone Animal Hospital|Boone|NC", "Sturdy Pet Hospital|Attleboro|MA", "Steamboat Veterinary Hospital|Steamboat Springs|CO",
    # letters of a name that is somebody else's, and a town that the hospital's state has not
    "Holston Medical Group|Kingsport|TN", "Lakeland Medical Associates|Lakeland|FL", "Dignity Memorial|Phoenix|AZ",
    "Universidade do Vale do Minho (UVM)", "Universidad Nacional de Colombia (UNC)", "Montana Gaming Hall (MGH)", "Beaumont Hospital, Dublin", "Beaumont Hospital, Dublin (RCSI)",
    "Erie County Dept of Health|Buffalo|NY", "Nassau County Health Dept.|East Meadow|NY",
    # the letters of a group of California
    "TPMG|Newport News|VA",
    "MMC Family Medicine Residency", "Gunnison Valley Hospital", "Premier Hospitalists|Tampa|FL", "TMH Physician Partners|Tallahassee|FL",
    # one letter beside another state's, beside a practice's, and in two words
    "Tallahasee Memorial HealthCare|Reno|NV", "Tampa General Hospital Surgery Associates", "Tallahasee Memoral Clinic",
    # another owner's house, in a state where that one has none
    "NYC H+H / Queens",
    # Cincinnati's Mercy West, in another state
    "Mercy West (Oklahoma City OK)", "Partners In Health|Boston|MA",
    # every word of it anybody's, or of another name
    "Health Partners", "First Health", "North Bay Health", "UMass Lowell", "UW-Oshkosh",
    # as "The Med" is written out
    "Medica", "Medical", "Quest", "Premiere Health", "Presbyterian Medical Services|Santa Fe|NM",
]  # fmt: skip
# Houses of their own that no list of hospitals has, not the town's hospital for all.
OTHER_HOUSE = [
    "Encompass Health Rehabilitation Hospital of Altoona|Altoona|PA", "Select Specialty Hospital - Midland|Midland|MI",
    "Encompass Health Rehabilitation Hospital of Midland Odessa|Midland|TX", "Altoona Behavioral Hospital|Altoona|PA",
    "PAM Rehabilitation Hospital of Dover|Dover|DE", "Encompass Health Rehabilitation Hospital of Altoona",
]  # fmt: skip
# A role or a department beside the very name of a system is at none of its houses.
SYSTEM = {
    "Hospitalist at Banner Health": "sys:HSI00000073", "Dermatology, Sanford Health": "sys:HSI00000958",
    "Psychiatry Department - Mayo Clinic": "sys:HSI00000631", "US Dept of Veterans Affairs": "ror:05rsv9s98",
    "Dept. of Veterans Affairs": "ror:05rsv9s98", "IHS": "ror:01fykh430",
    # several of a system's houses bear the saint, in several towns
    "SSM Health St. Mary's": "sys:HSI00000902", "Ascension St. Vincent's": "sys:HSI00000055", "Essentia Health St. Mary's": "sys:HSI00000350",
}  # fmt: skip
# The older list has them under a number of before, or alone.
BEFORE = {
    "Huron Memorial Hospital|Bad Axe|MI": "ccn:231340", "Big Sky Medical Center|Big Sky|MT": "ccn:271389",
    "Massena Memorial Hospital|Massena|NY": "ccn:331322", "Pinnacle Specialty Hospital|Tulsa|OK": "ccn:370233",
    "Memorial Hospital of Martinsville|Martinsville|VA": "ccn:490079",
    # houses under another's number, in another town
    "Summerville Medical Center|Summerville|SC": "site:420079/summerville", "Stony Brook Southampton Hospital": "site:330393/southampton",
    # a role before the house, of whatever field
    "Nephrologist at Trinitas Regional": "ccn:310027", "Pulmonologist, Trinitas Regional": "ccn:310027",
    # a short name of a hospital that its system's begins with
    "Mass General": "ccn:220071",
    # a house of the system whose town stands in its name
    "Essentia Health-Fargo": "ccn:350070",
    # a post that bore another name for two years
    "Womack Army Medical Center|Fort Liberty|NC": "ccn:34014F",
    # begins as a hospital in Natchez was called, ends as one in Mooresville
    "Jefferson Davis Community Hospital": "ccn:251326",
}  # fmt: skip


# A system, and a hospital of the research register that is no other.
HEALTH_CARE = "University of Iowa Health Care"


def told(text: str) -> tuple[str | None, ...]:
    return tuple(part or None for part in (*text.split("|"), "", "")[:3])


def ask_registers(con: duckdb.DuckDBPyConnection) -> None:
    asking.names(
        con, [told(text) for text in (*UNIT, *SLIP, *TOWN, *NOBODY, *OTHER_HOUSE, *SYSTEM, *BEFORE, HEALTH_CARE)]
    )


def surely(con: duckdb.DuckDBPyConnection, text: str) -> list[str]:
    query = """
        select organisation_id from core.mention_match
        where mention_id = mention_id(?, ?, ?) and confidence >= 0.8 and organisation_id not like 'emp:%' order by rank
    """
    return [str(row[0]) for row in con.execute(query, told(text)).fetchall()]


@pytest.mark.whole
@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *UNIT.items(),
        *SLIP.items(),
        *TOWN.items(),
        *SYSTEM.items(),
        *BEFORE.items(),
        *((name, None) for name in [*NOBODY, *OTHER_HOUSE]),
    ],
)
def test_whom_a_name_means(asked, name, meant):
    assert surely(asked, name) == ([meant] if meant else [])


@pytest.mark.whole
def test_a_university_health_care_is_the_system_that_bears_its_name_before_the_university(asked):
    assert surely(asked, HEALTH_CARE)[0] == "sys:HSI00001172"


@pytest.mark.whole
def test_hospitals_of_the_indian_health_service_are_of_one_system(asked):
    of = "select distinct system_id from core.organisation where organisation_id in ('ccn:320061', 'ccn:030078')"
    assert asked.execute(of).fetchall() == [("ror:01fykh430",)]


@pytest.mark.whole
def test_whom_a_hospital_belongs_to_today_is_an_organisation_that_stands(asked):
    """Also where two registers had its owner, as the Indian Health Service: both names are one organisation."""
    for table in ("core.system_today", "core.membership"):
        gone = f"select system_id from {table} where system_id not in (select organisation_id from core.organisation)"
        assert asked.execute(gone).fetchall() == []
    of = "select organisation_id, system_id from core.system_today where organisation_id in ('ccn:05022F', 'ccn:030084') order by 1"
    owners = [(name,) for _, system in asked.execute(of).fetchall() for (name,) in asked.execute(
        "select name from core.organisation where organisation_id = ?", [system]).fetchall()]  # fmt: skip
    assert owners == [("Indian Health Service",), ("Defense Health Agency",)]
