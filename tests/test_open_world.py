"""Employers that stand in no register stay themselves, and registers make nothing worse."""

import shutil

import asking
import polars as pl
import pytest

from curbside import warehouse
from curbside.registers import loading
from curbside.warehouse import organisation

pytestmark = pytest.mark.whole


def matched(names, folder=None):
    """What `found` finds of names that stand in a workspace of their own."""
    con = warehouse.connect()
    asking.names(con, names)
    organisation.build(con, folder)
    return found(con, names)


def found(con, names):
    """(name, city, state) → (organisation, confidence, its source) of the best match; all of the registers' that are likely."""
    con.execute("create temp table asked (name text, city text, state text)")
    con.executemany("insert into asked values (?, ?, ?)", names)
    rows = con.execute(
        """
        select a.name, a.city, a.state, x.organisation_id, x.confidence, o.source
        from asked a join core.mention_match x on x.mention_id = mention_id(a.name, a.city, a.state) and x.rank = 1
        join core.organisation o using (organisation_id)
        """
    ).fetchall()
    best = {tuple(row[:3]): tuple(row[3:]) for row in rows}
    registered = con.execute(
        """
        select a.name, a.city, a.state, o.name, x.confidence
        from asked a join core.mention_match x on x.mention_id = mention_id(a.name, a.city, a.state) and x.confidence >= 0.5
        join core.organisation o on o.organisation_id = x.organisation_id and o.source <> 'mention'
        """
    ).fetchall()
    return best, registered


def towns():

    listed = (
        pl.read_parquet(asking.REGISTERS / "hospital-2026.parquet")
        .select("city", "state")
        .unique()
        .sort("state", "city")
    )
    return list(listed.iter_rows())


TOWNS = towns()


TOWN_NAMES = (
    "{} Orthopedic Specialists",
    "{} Pediatrics",
    "{} Medical Group",
    "{} Urgent Care",
    "{} Eye Center",
    "Women's Care of {}",
)


PRACTICES = [
    (TOWN_NAMES[i % len(TOWN_NAMES)].format(city.title()), city, state) for i, (city, state) in enumerate(TOWNS[::9])
]


def test_a_practice_called_after_its_town_is_not_the_hospital_there(everybody):
    best, _ = everybody
    joined = [name for name in PRACTICES if best[name][2] != "mention" and best[name][1] >= 0.8]
    assert len(joined) <= len(PRACTICES) // 100


REAL = (
    ("Beaumont Health System", "Royal Oak", "MI"), ("Valley View Medical Center", "Cedar City", "UT"), ("Gastro Health", "Ypsilanti", "MI"),
    ("Aurora West Allis Medical Center", "West Allis", "WI"), ("VITAS Healthcare", "Pompano Beach", "FL"), ("Potomac Hospital", "Woodbridge", "VA"),
    ("Austin Regional Clinic", "Austin", "TX"), ("Riverside Methodist Hospital", "Columbus", "OH"), ("Genesis Health System", "Davenport", "IA"),
)  # fmt: skip


TWICE = (*REAL, *((name, None, None) for name, _, _ in REAL))


@pytest.mark.parametrize("registers", [False, True], ids=["names alone", "with registers"])
def test_one_string_on_both_sides_is_one_employer(registers, everybody):
    best, _ = everybody if registers else matched(TWICE)
    for name, city, state in REAL:
        posting, contact = best[name, city, state], best[name, None, None]
        assert (posting[0], posting[1] >= 0.8, contact[1] >= 0.8) == (contact[0], True, True), name


# One hospital of the registers is called so, or was: not the one in the town that is said.
HOUSE, ELSEWHERE = "Riverside Methodist Hospital", ("Quezon City", "Duluth", "Boise")


@pytest.mark.parametrize("town", ELSEWHERE)
def test_a_town_without_its_state_that_is_not_the_hospitals_is_asked_about(town, everybody):
    best, _ = everybody
    _, confidence, source = best[HOUSE, town, None]
    assert best[HOUSE, "Columbus", None][1] >= 0.8 and (source == "mention" or confidence < 0.8)


# The one hospital of each town bears none of these words: it may well be meant, and the user is asked.
TOWNSMEN = (
    ("Bluebonnet Valley Memorial Hospital", "Sulphur Springs", "TX"),
    ("Llano Brush Regional Medical Center", "Jourdanton", "TX"),
)
GROUP = ("Derry Medical Center", "Derry", "NH")  # a group of the town, whose hospital bears another name


def test_a_hospital_known_by_its_town_alone_is_a_question_however_likely(everybody):
    best, registered = everybody
    assert [row[:3] for row in registered if row[:3] in (*TOWNSMEN, GROUP)] in ([], [GROUP])
    assert best[GROUP][2] == "mention"


# Each pair is a practice and a hospital of its town with which it shares a word that tells.
BESIDE = (
    ("Anne Arundel Dermatology", "Annapolis", "MD"), ("Cape Cod Ear Nose and Throat Specialists", "Hyannis", "MA"),
    ("Puget Sound Cardiology", "Tacoma", "WA"), ("Memorial Ortho", "Gulfport", "MS"), ("Abbeville General Ortho", "Abbeville", "LA"),
    ("Susquehanna Valley Retina Partners", "Williamsport", "PA"), ("Beacon Medical Center", "Boston", "MA"),
    ("Chesapeake Eye and Laser", "Chesapeake", "VA"), ("Piedmont Allergy and Asthma Partners", "Atlanta", "GA"),
    ("Southwest Nebraska Community Health Systems", "McCook", "NE"), ("Sierra View Urology", "Porterville", "CA"),
    ("Rogue Community Health", "Medford", "OR"), ("Skagit Valley Community Clinic", "Mount Vernon", "WA"), ("Skagit Family Health Clinic", "Mount Vernon", "WA"),
    ("Grady Neighborhood Health Center", "Atlanta", "GA"), ("Boone Rural Health", "Columbia", "MO"), ("Mosaic Community Health", "Saint Joseph", "MO"),
    ("Wythe Medical Supply", "Wytheville", "VA"), ("Crittenden EMS", "West Memphis", "AR"), ("Anson Medical Supply", "Wadesboro", "NC"),
)  # fmt: skip


def test_a_practice_that_shares_a_word_with_the_hospital_of_its_town_is_not_that_hospital(everybody):
    best, _ = everybody
    assert {asked: best[asked] for asked in BESIDE if best[asked][1] >= 0.8 and best[asked][2] != "mention"} == {}


WRITTEN = {
    "Fellow, Division of Nephrology, Carver College of Medicine, Iowa City, IA": "University of Iowa",
    "Department of Pathology Larner College of Medicine Burlington Vermont USA": "University of Vermont",
    "Section of Rheumatology Medical College of Wisconsin Milwaukee WI 53226": "Medical College of Wisconsin",
    "2Univ. of Virginia, Charlottesville, VA, USA": "University of Virginia",
    "Department of Surgery, University of Houston, Houston, TX, USA": "University of Houston",
    "Anesthesiology, Roswell Park, Buffalo, N.Y.": "Roswell Park",
    "Locums at Riverside Methodist": "RIVERSIDE METHODIST",
    "St. Luke&#8217;s Boise Medical Center": "ST LUKE",
    "Tulane": "Tulane",
    "VCU": "Virginia Commonwealth",
    # as match lists write it: a program behind the name or its town, and the town without a comma
    "UVMMC-Burlington VT Rads": "UNIV. OF VERMONT",
    "Avera McKennan-Sioux Falls SD TY": "AVERA MCKENNAN",
    "Geisinger-Danville PA Gen Surg": "GEISINGER",
    "Prov Portland IM": "PROVIDENCE PORTLAND",
    "Cooper-Camden NJ Neuro": "COOPER",
}


def test_an_institution_is_found_inside_what_people_write(everybody):
    _, registered = everybody
    found = {text: " | ".join(n for t, _, _, n, c in registered if t == text and c >= 0.8) for text in WRITTEN}
    assert {t: f for t, f in found.items() if WRITTEN[t].lower() not in f.lower()} == {}


# A group is a part of the system beside which it is given, as a department is; alone it is an employer of its own. A word that
# is a town elsewhere says who as well as another.
SITES = {
    ("Kaiser Permanente - Colorado Permanente Medical Group", None, None): "sys:HSI00000536",
    ("SCPMG / Kaiser Permanente", None, None): "sys:HSI00000536",
    ("Kaiser Permanente - Hawaii Permanente Medical Group", "Hilo", "HI"): "sys:HSI00000536",
    ("The Guthrie Clinic", "Ithaca", None): "sys:HSI00000430",
    ("Cleveland Clinic Akron General Sleep Center", "Akron", "OH"): "ccn:360027",
    ("NYC Health + Hospitals/Lincoln", "Bronx", "NY"): "ccn:330080",
    ("NYC Health + Hospitals / Woodhull", "Brooklyn", "NY"): "ccn:330396",
    ("Ochsner Lafayette General", "Lafayette", "LA"): "ccn:190002",
    ("Department of Neurology, Mayo Clinic, Rochester, MN, USA", None, None): "sys:HSI00000631",
    ("Departments of Urology and Immunology, Mayo Clinic, Rochester, MN, USA", None, None): "sys:HSI00000631",
    ("NewYork-Presbyterian Hospital", None, None): "ccn:330101",
    ("Valley Health System", "Winchester", "VA"): "sys:HSI00001217",  # a region's system in the town of its offices
    ("UC Health", "Cincinnati", "OH"): "sys:HSI00001118",
    ("Providence", "Burbank", "CA"): "ccn:050235",  # in another, where it has one hospital
    ("Cooper University Health Care", "Camden", "NJ"): "ccn:310014",  # a system of one hospital
    # the group, plan or clinics of a system are no house of it, though one is called alike
    ("Inova Medical Group", "Falls Church", "VA"): "sys:HSI00000513",
    ("Parkview Physicians Group", "Fort Wayne", "IN"): "sys:HSI00000811",
    ("Geisinger Health Plan", "Danville", "PA"): "sys:HSI00000388",
    ("Hunterdon Healthcare Physicians", "Flemington", "NJ"): "sys:HSI00000502",
    ("Beacon Medical Group", "South Bend", "IN"): "sys:HSI00000098",
    ("Providence Medical Group - Portland", "Portland", "OR"): "sys:HSI00000852",
    ("Penn Highlands DuBois", "DuBois", "PA"): "ccn:390086",  # a house by its town
    ("Mayo Clinic", None, None): "sys:HSI00000631",
    ("Cleveland Clinic", None, None): "sys:HSI00001078",
    # a system in a state is none of its hospitals there, however the state is set beside it
    ("Allina Health-MN", None, None): "sys:HSI00000029",
    ("Essentia Health - MN", None, None): "sys:HSI00000350",
    ("HCA Healthcare (Texas)", None, None): "sys:HSI00000492",
    ("Banner Health/AZ", None, None): "sys:HSI00000073",
    ("Geisinger", None, "PA"): "sys:HSI00000388",
    ("Trinity Health (Michigan)", None, None): "sys:HSI00001106",
    ("Sanford/Bismarck", None, None): "ccn:350015",  # but a town tells which
}


def test_a_site_beside_its_system_is_the_site_and_a_system_alone_the_system(everybody):
    best, _ = everybody
    assert {asked: best[asked][0] for asked in SITES} == SITES
    assert all(best[asked][1] >= 0.8 for asked in SITES)


# Another organisation shares the words or letters that stand in these names, and is no less than all of its own name.
OTHERS = (
    ("Houston Neuro", None, None), ("Summit Derm", None, None),
    ("Colorado Permanente Medical Group", "Denver", "CO"), ("US Army", None, None), ("Akron Sleep Center", "Akron", "OH"),
)  # fmt: skip


def test_who_shares_words_with_a_system_a_school_or_a_center_is_none_of_them(everybody):
    best, _ = everybody
    sure = {asked[0]: best[asked][0] for asked in OTHERS if best[asked][1] >= 0.8 and best[asked][2] != "mention"}
    assert [*sure] == ["Colorado Permanente Medical Group"]
    assert sure["Colorado Permanente Medical Group"].startswith("cur:")


# Offices, charities, veterans' societies, insurers and practices that bear a house's or a system's word in its town.
BODIES = (
    ("Cook County Medical Examiner", "Chicago", "IL"), ("Harris County Public Health", "Houston", "TX"),
    ("Veterans Benefits Administration", "Houston", "TX"), ("Disabled American Veterans", "Cincinnati", "OH"),
    ("Disabled Veterans Network", None, None), ("Minnesota Veterans Home", "Minneapolis", "MN"), ("US Vets", "Los Angeles", "CA"),
    ("County Veterans Service Office", None, None), ("Veterans Village of San Diego", "San Diego", "CA"),
    ("Duke Energy", None, None), ("Scripps Media", None, None), ("Spectrum Networks", None, None), ("Providence Bank", None, None),
    ("Penn Mutual", None, None), ("Providence Schools", None, None), ("Ascension Parish School Board", None, None),
    ("Robert Wood Johnson Foundation", "Princeton", "NJ"), ("Kaiser Family Foundation (KFF)", "San Francisco", "CA"),
    ("Humana", "Louisville", "KY"), ("Providence Anesthesiology Associates", "Charlotte", "NC"),
    ("VA Medical Center", None, None), ("MGH (Marion General Hospital)", None, None), ("CHW (Catholic Healthcare West)", None, None),
)  # fmt: skip


def test_an_office_a_charity_or_an_insurer_is_no_hospital_of_its_town_nor_letters_another_than_their_words(everybody):
    best, _ = everybody
    assert {asked: best[asked] for asked in BODIES if best[asked][1] >= 0.8 and best[asked][2] != "mention"} == {}


TRAINED = ("Private practice (residency: Mayo Clinic)", "Solo practice, residency at Henry Ford Hospital")
HOUSES = {
    "Harborview (UW Medicine)": "ccn:500064",
    "U of MD Medical Center": "ccn:210002",
    "Honor Health Deer Valley": "ccn:030092",
    "Thomas Jefferson University Hospital": "ccn:390174",
}


def test_where_somebody_trained_is_not_where_they_work_and_a_house_stands_before_its_system_in_brackets(everybody):
    best, registered = everybody
    assert {name: best[name, None, None][0] for name in HOUSES} == HOUSES
    assert not {row[0] for row in registered} & set(TRAINED)


def test_a_group_practice_of_the_clinicians_register_is_found_in_its_town(tmp_path):
    """Two groups of one name in two towns are two; one that bears a system's name is the system; strangers stay strangers."""
    rows = [
        ("1", "CAPE COD DERMATOLOGY PARTNERS LLC", "HYANNIS", "MA"), ("2", "LAKESIDE FAMILY MEDICINE PC", "ERIE", "PA"),
        ("3", "LAKESIDE FAMILY MEDICINE PC", "DULUTH", "MN"), ("4", "MAYO CLINIC", "ROCHESTER", "MN"),
    ]  # fmt: skip
    file = tmp_path / "clinicians_2026.csv"
    file.write_text(
        "NPI,Ind_PAC_ID,Provider Last Name,Provider First Name,Cred,Med_sch,Grd_yr,pri_spec,Facility Name,org_pac_id,City/Town,State,ZIP Code\n"
        + "".join(f"{n},{n},Doe{n},Ann,MD,X,2000,CARDIOLOGY,{name},{pac},{city},{state},00000\n"
                  for n, (pac, name, city, state) in enumerate(rows, 1000)), "utf-8")  # fmt: skip
    folder = shutil.copytree(asking.REGISTERS, tmp_path / "registry")
    assert [one.problem for one in loading.load([file], folder)] == [""]
    best, _ = matched(
        [
            ("Cape Cod Dermatology Partners", "Hyannis", "MA"), ("Lakeside Family Medicine", "Erie", "PA"),
            ("Lakeside Family Medicine", "Duluth", "MN"), ("Mayo Clinic", "Rochester", "MN"), ("Cape Cod Hospital", "Hyannis", "MA"),
            ("Lakeside Family Medicine", "Reno", "NV"),
        ],
        folder,
    )  # fmt: skip
    ids = {key: (found[0] if found[1] >= 0.8 else None) for key, found in best.items()}
    assert ids.pop(("Lakeside Family Medicine", "Reno", "NV")) not in ("pac:2", "pac:3")
    assert list(ids.values()).count("pac:1") == 1
    assert ids["Cape Cod Dermatology Partners", "Hyannis", "MA"] == "pac:1"
    assert (ids["Lakeside Family Medicine", "Erie", "PA"], ids["Lakeside Family Medicine", "Duluth", "MN"]) == (
        "pac:2",
        "pac:3",
    )
    assert ids["Mayo Clinic", "Rochester", "MN"] == "sys:HSI00000631"
    assert ids["Cape Cod Hospital", "Hyannis", "MA"] == "ccn:220012"


# A posting's employer and a contact's, in no register: one firm, its number, accents, spaces or legal form written otherwise.
SPELT = (
    ("Erie Harbor Health Centers", "Erie Harbor Health Center"), ("Clínica Vista Serrana", "Clinica Vista Serrana, Inc."),
    ("OrthoTundra, P.A.", "OrthoTundra"), ("Tundra Eye, Ear, Nose & Throat Associates", "Tundra Eye Ear Nose and Throat Associates, PA"),
    ("Tundra Farm Workers Clinic", "Tundra Farmworkers Clinic"), ("VillageTundra", "Village Tundra"),
    ("Tundra Kidney, P.C.", "The Tundra Kidney PC"), ("Tundra Lakes Orthopedics, PLLC", "Tundra Lakes Orthopaedics"),
    ("Minnesota Tundra Gastroenterology, P.A.", "Minnesota Tundra Gastroenterology PA"), ("Oregon Tundra Clinic, P.S.", "Oregon Tundra Clinic"),
)  # fmt: skip


FIRMS = (*((one, "Duluth", "MN") for one, _ in SPELT), *((other, None, None) for _, other in SPELT))


@pytest.mark.parametrize("registers", [False, True], ids=["names alone", "with registers"])
def test_a_firm_is_one_however_its_number_accents_and_legal_form_are_written(registers, everybody):
    best, _ = everybody if registers else matched(FIRMS)
    apart = [pair for pair in SPELT if best[pair[0], "Duluth", "MN"][0] != best[pair[1], None, None][0]]
    assert apart == [] and all(best[one][1] >= 0.8 for one in FIRMS)


# Texts that several organisations bear in several places, as well as each other.
CROWDED = [(name, None, None) for name in (
    "Allina Health-MN", "Providence Department of Surgery", "Department of Neurology, Texas Tech University, Lubbock, TX, USA",
    "Department of Medicine, Indiana University School of Medicine, Indianapolis, Indiana",
    "Division of Internal Medicine, Department of Medicine, Argosy University, Arlington, VA",
    "Lombardi Comprehensive Cancer Center, Georgetown University, Washington, D.C., USA",
)]  # fmt: skip


def all_matches(con):
    return set(
        con.execute(
            "select name, organisation_id, confidence from core.mention_match join core.mention using (mention_id) where name in (select unnest(?))",
            [[name for name, _, _ in CROWDED]],
        ).fetchall()
    )


def test_what_is_asked_again_is_answered_as_before(asked, everybody):
    """Whatever else is asked, and in which order the rows come."""
    with warehouse.connect() as con:
        asking.names(con, CROWDED)
        organisation.build(con, asking.REGISTERS)
        assert all_matches(con) == all_matches(asked)
    best, _ = everybody
    assert best["Allina Health-MN", None, None][1] == 0.97  # the whole text, not what stands inside it


COMMON = ("Dermatology Associates", "Advanced Cardiology", "Family Health Centers", "Premier Eye Care")


@pytest.mark.parametrize("name", COMMON)
def test_a_name_of_words_that_any_practice_has_is_never_sure_without_a_place(name, everybody):
    best, _ = everybody
    assert best[name, "Duluth", "MN"][0] != best[name, "Reno", "NV"][0]
    assert best[f"{name}, P.C.", None, None][1] < 0.8


def everyone():
    alone = [(text, None, None) for text in (*WRITTEN, *TRAINED, *HOUSES)]
    elsewhere = [(HOUSE, town, None) for town in ("Columbus", *ELSEWHERE)]
    common = [one for n in COMMON for one in ((n, "Duluth", "MN"), (f"{n}, P.C.", None, None), (n, "Reno", "NV"))]
    return [
        *BESIDE,
        *SITES,
        *OTHERS,
        *BODIES,
        *TWICE,
        *TOWNSMEN,
        GROUP,
        *FIRMS,
        *CROWDED,
        *alone,
        *elsewhere,
        *common,
        *PRACTICES,
    ]


def ask_registers(con):
    asking.names(con, everyone())


@pytest.fixture(scope="module")
def everybody(asked):
    return found(asked, everyone())
