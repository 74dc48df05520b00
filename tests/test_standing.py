"""What a contact's title and place say of whether they work there, and what becomes of it for an opening."""

import linking
import pytest

from curbside import warehouse

TITLES = {
    "there": [
        None, "", "Cardiologist", "Former Chief of Surgery, Staff Surgeon", "Retired Army Colonel, Emergency Physician",
        "Director of Alumni Relations", "Emergency Medicine Physician", "Former Chief Resident, now Hospitalist",
        "Semi-retired Cardiologist", "Past President, Medical Staff; Cardiologist", "Hospitalist, formerly at Mercy",
        "Internal Medicine Resident 2024-2027", "Internist, Chair of Medicine 2018-2020", "Hospitalist since 2019", "Hospitalist (2016-)",
        "Hospitalist (2016-2026)", "Fellow 2012-2013; Attending 2013-present",
        "Starting July 2024: Hospitalist", "President, Alumni Association; Internist", "Director, Retirement Services",
        "Former nurse, Hospitalist", "Contract hospitalist", "Position paper author, internist", "Physician, ex-paramedic", "Retired Navy Captain", "Surgeon, retired from the Navy in 2015",
        "Medical director through 2020, Hospitalist", "Hospitalist until 2027", "Left Ventricular Assist Program, Cardiologist", "Hospitalist, here through 2026",
        "Hospitalist, been here since 2014", "Hospitalist (2024-27)", "Physician, happy to be here", "Surgeon (was at Loring)", "Trained at Loring Hospital", "Fellowship-trained surgeon", "Surgeon, once a paramedic",
        "Cardiologist, UCSF residency 2010-2013", "Attending; US Army 2001-2005", "Surgeon | Loring Medical College 1996-2000",
    ],
    "left": [
        "Retired", "Retired Cardiologist", "Cardiologist (retired)", "Cardiologist - Retired 2019", "Former Chief of Surgery",
        "Ex-Hospitalist", "Professor Emeritus of Medicine", "Professor of Medicine, Emerita", "Hospitalist (former)",
        "Hepatologist (1998-2016)", "Hospitalist, 2001–2012", "Chief of Surgery 1998 to 2016", "(1948-2022) Beloved surgeon", "MÉDICO JUBILADO",
        "Residency Alumni", "Alum, Internal Medicine Residency", "Retired from practice", "Formerly Hospitalist",
        "ED physician until 2020", "Hospitalist through June 2021", "Internist, retired from the group in 2021", "Cardiologist, left the practice in 2022",
        "Hospitalist till 2019, now Elsewhere Health", "Resigned 2023", "Telehospitalist 2020-2023, now elsewhere",
        "Psychiatrist, was", "Trained", "Did residency", "Completed my surgical internship", "Hospitalist, used to be", "Cardiologist, back then",
        "Chief resident 2013-14 > now elsewhere", "Hospitalist 2019-2021 → Loring", "Worked here 2017-2019, now UNM", "Did 2 yrs here after residency (2014-16)", "Was here til 2021, now Durango", "Spent 3 years there",
        "Hospitalist (2014-16)", "Chief of Surgery, 1998–02", "Retired nurse manager", "Former paramedic", "RN, contract ended - open to work", "Nurse; my assignment is over", "Hospitalist (laid off)", "Ex-Nurse, Loring", "retired Teacher",
    ],
    "not yet": [
        "Incoming Cardiology Fellow", "Hospitalist, starting July 2027", "Hospitalist - starting in August",
        "Hospitalist, soon", "Hospitalist (incoming)", "Attending Physician (joining Jan 2027)", "Future Hospitalist",
    ],
    "deceased": ["Deceased", "In Memoriam", "Cardiologist (deceased)", "Cardiologist (d. 2021)"],
}  # fmt: skip


@pytest.fixture(scope="module")
def said():
    """What a macro of warehouse/macro/standing.sql says of a text."""
    con = warehouse.connect()
    return lambda call, *texts: con.execute(f"select {call}", texts).fetchone()[0]


@pytest.mark.parametrize(("standing", "title"), [(s, t) for s, titles in TITLES.items() for t in titles])
def test_a_title_says_whether_its_bearer_works_there(said, standing, title):
    assert said("standing(?, date '2026-11-01')", title) == standing


EMPLOYERS = {
    True: [
        "Formerly Mercy Hospital", "ex-Mercy Hospital", "Mercy Hospital (ret.)", "Mercy Hospital, ret.", "Mercy Hospital (Ret)",
        "Mercy Hospital (retired 2019)", "Mercy Hospital - retired", "Mercy Hospital (2001-2012)", "Mercy Hospital (2012-16)", "Mercy Hosp., Loring OH, left 2020", "Mercy Hospital (until 2019)", "Mercy Hospital, till June 2018", "Mercy Hospital, 1998 – 2016",
    ],
    False: ["Mercy Hospital", "Mercy Clinic of Margaret", "Turret", "Home for the Retired Clinic", "Formerly Mercy, now Loring Hospital"],
}  # fmt: skip


@pytest.mark.parametrize(("is_left", "name"), [(left, n) for left, names in EMPLOYERS.items() for n in names])
def test_an_employer_may_say_that_it_was_left(said, is_left, name):
    assert said("is_left_employer(?)", name) is is_left


@pytest.mark.parametrize(
    ("name", "is_coming"),
    [
        ("Incoming PGY-1, Loring Hospital", True),
        ("Loring Hospital (incoming fellow)", True),
        ("Future hospitalist, Loring", True),
        ("Matched at Loring Hospital", True),
        ("Joining with Loring Clinic", True),
        ("Future Care Clinic", False),
        ("Loring Hospital", False),
        ("Incomingham Health", False),
        ("Starting Point Recovery", False),
    ],
)
def test_an_employer_may_say_that_its_bearer_is_to_come(said, name, is_coming):
    assert said("is_coming_employer(?)", name) is is_coming


MOVED_ON = {
    True: [
        ("Cardiology fellow 2019, now at Duke", "Loring Hospital"), ("Separated from the Army 2022, now in private practice", "BAMC"),
        ("Surgeon, retired from the Navy", "Naval Hospital Loring"), ("Hospitalist; relocated to Denver Health", "Loring Hospital"),
        ("No longer with the group", "Loring Clinic"), ("Physician until last year, now private practice", "Loring Health"), ("Hospitalist, currently with Sac Medical Group", "Loring Hospital"),
    ],
    False: [
        ("Cardiology fellow 2019, now at Duke", "Duke University Hospital"), ("Former Army surgeon, now in private practice", "Eriksen Cardiology"),
        ("Surgeon, retired from the Navy", "Loring Hospital"), ("Chief resident, now hospitalist", "Loring Hospital"), ("Now hiring", "Loring Hospital"), (None, "Loring Hospital"),
        ("Hospitalist, now with the Loring team", "Loring Hospital"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("has_left", "title", "name"), [(left, *row) for left, rows in MOVED_ON.items() for row in rows]
)
def test_a_title_may_say_that_its_bearer_went_elsewhere(said, has_left, title, name):
    assert said("has_moved_on(?, ?)", title, name) is has_left


def reached(title=None, employer="Loring Hospital", me=(), search=None, role=None, **place):
    """(relation, confidence, ask, caution) of one contact of an opening at Loring Hospital, Sac City, Iowa; and the leads."""
    con = linking.built({
        "raw.search": [{"ord": 1, "search": "s", **(search or {})}],
        "core.posting": [{"posting_id": "p", "title": "Cardiologist", "employer_name": "Loring Hospital", "city": "Sac City", "state": "IA"}],
        "raw.person_record": [{"record_id": "me", "source": "me", "owner": "me", "name": "Ana Ruiz"},
                              {"record_id": "a", "source": "linkedin", "owner": "me", "name": "Grace Eriksen", "connected_on": "2026-10-01",
                               "role": role}],
        "raw.affiliation_record": [{"record_id": "a", "kind": "work", "organisation_name": employer, "title": title, "is_current": True,
                                    "source": "linkedin", "as_of": "2026-11-01", **place}, *me],
        "match": [{"name": "Loring Hospital", "city": "Sac City", "state": "IA", "organisation_id": "lor", "confidence": 1.0},
                  {"name": employer, "organisation_id": "lor", "confidence": 0.95, **place}],
    })  # fmt: skip
    rows = con.execute("select relation, confidence, ask, cautions_words(cautions) from core.insider").fetchall()
    return rows, con.execute("select count(*) from core.lead").fetchone()[0]


@pytest.mark.whole
def test_who_left_worked_there_and_who_is_to_come_does_not_yet():
    assert reached("Hospitalist")[0] == [("works there", 0.95, "scoop", None)]
    assert reached("Hospitalist, retired")[0] == [("worked there", 0.95, "scoop", None)]
    assert reached("Hospitalist (deceased)")[0] == [("worked there", 0.95, None, "noted as deceased")]
    assert reached("Hospitalist", role="Deceased")[0] == [("worked there", 0.95, None, "noted as deceased")]
    [(relation, confidence, _, caution)] = reached("Incoming Hospitalist")[0]
    assert (relation, confidence) == ("works there", 0.57)
    assert caution.startswith("has not started there yet")


HERE = "Loring Hospital"
# (title, employer, place) of contacts: the hospital's namesake abroad, in a town abroad or here, of a town of a famous name, in a
# system that is said without a place.
ABROAD = [
    ("Cardiologist, Toronto", HERE, {}), ("Consultant", f"{HERE}, London, UK", {}), ("Physician", f"{HERE} (Vancouver, BC)", {}),
    ("Physician - Saudi Arabia", HERE, {}),
]  # fmt: skip
PLACES = [
    ({"city": "Quezon City"}, 0),
    ({"city": "London"}, 0),
    ({"city": "London", "state": "KY"}, 1),
    ({"city": "Sac City"}, 1),
]
FAMOUS = ["Cardiologist, Athens", "Physician, Lebanon", "Physician, London, KY", "Director, Peru, Indiana"]
SYSTEMS = ["U.S. Department of Veterans Affairs", "Kaiser Permanente", "HCA Healthcare, Inc."]
GIVEN = [
    "Grace",
    "Otis",
    "Lena",
    "Hugo",
    "Mira",
    "Paul",
    "Ines",
    "Karl",
    "Vera",
    "Amos",
    "Cleo",
    "Dirk",
    "Edda",
    "Finn",
    "Gwen",
]


def key(title, employer, place):
    return title, employer, place.get("city"), place.get("state")


@pytest.fixture(scope="module")
def relations():
    """What each of these contacts is to one opening at Loring Hospital, Sac City, Iowa: they stand in one workspace."""
    cases = [
        *ABROAD, *((None, HERE, place) for place, _ in PLACES), *((title, HERE, {}) for title in FAMOUS),
        *(("Chief Medical Officer", system, {}) for system in SYSTEMS),
    ]  # fmt: skip
    people = {f"{given} Eriksen-{given[::-1].title()}son": case for given, case in zip(GIVEN, cases, strict=True)}
    named = {(employer, *place.values()): (employer, place) for _, employer, place in cases}
    con = linking.built({
        "raw.search": [{"ord": 1, "search": "s"}],
        "core.posting": [{"posting_id": "p", "title": "Cardiologist", "employer_name": HERE, "city": "Sac City", "state": "IA"}],
        "raw.person_record": [{"record_id": "me", "source": "me", "owner": "me", "name": "Ana Ruiz"},
                              *({"record_id": n, "source": "linkedin", "owner": "me", "name": n, "connected_on": "2026-10-01"} for n in people)],
        "raw.affiliation_record": [{"record_id": n, "kind": "work", "organisation_name": employer, "title": title, "is_current": True,
                                    "source": "linkedin", "as_of": "2026-11-01", **place} for n, (title, employer, place) in people.items()],
        "match": [{"name": HERE, "city": "Sac City", "state": "IA", "organisation_id": "lor", "confidence": 1.0},
                  *({"name": employer, "organisation_id": "lor", "confidence": 0.95, **place} for employer, place in named.values())],
    })  # fmt: skip
    assert con.execute("select count(*) from core.insider_rest").fetchone() == (0,), "all who are in reach are shown"
    query = "select relation from core.insider where person = ?"
    return {key(*case): [r for (r,) in con.execute(query, [name]).fetchall()] for name, case in people.items()}


@pytest.mark.whole
@pytest.mark.parametrize(("title", "employer", "place"), ABROAD)
def test_a_place_abroad_rules_out_the_american_namesake(relations, title, employer, place):
    assert relations[key(title, employer, place)] == []


@pytest.mark.whole
@pytest.mark.parametrize(("place", "count"), PLACES)
def test_a_town_abroad_does_so_too_unless_an_american_state_is_said_with_it(relations, place, count):
    assert len(relations[key(None, HERE, place)]) == count


@pytest.mark.whole
@pytest.mark.parametrize("title", FAMOUS)
def test_an_american_place_of_a_famous_name_rules_out_nothing(relations, title):
    assert relations[key(title, HERE, {})] == ["works there"]


@pytest.mark.whole
def test_openings_of_ones_own_employer_are_no_leads_unless_asked_for():
    mine = {"record_id": "me", "kind": "work", "organisation_name": "Loring Hospital", "start_year": 2022}
    assert reached()[1] == 1
    assert reached(me=[{**mine, "is_current": True}])[1] == 0
    assert reached(me=[{**mine, "is_current": True}], search={"own_employer": True})[1] == 1
    assert reached(me=[{**mine, "end_year": 2024, "is_current": False}])[1] == 1


@pytest.mark.whole
@pytest.mark.parametrize("employer", SYSTEMS)
def test_a_system_without_a_place_is_no_workplace(relations, employer):
    assert relations[key("Chief Medical Officer", employer, {})] == ["works in the same system"]
