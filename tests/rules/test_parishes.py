"""A hospital's name may be a parish's, a county's or a regiment's as well: whose titles tell that, and whose do not."""

import pytest

from curbside import warehouse
from curbside.warehouse import model


@pytest.fixture(scope="module")
def macros():
    con = warehouse.connect()
    model.execute(con, "insider/strength")
    return con


OF_A_SCHOOL = (
    "5th Grade Teacher", "Preschool Teacher", "Paraeducator", "Kindergarten aide", "Middle School Counselor", "Principal", "Principal at Holy Cross", "Vice Principal",
    "Headmaster", "Head of School", "12th grade English", "Elementary school secretary", "Varsity Football", "Girls Basketball", "Baseball assistant", "Softball", "Soccer",
    "Volleyball", "Wrestling", "Head Coach, Track", "Athletic Director",
)  # fmt: skip
OF_A_PARISH = (
    "Pastor", "Parish Priest", "Deacon", "Vicar General", "Rector", "Parishioner", "Seminarian", "Nun", "Imam", "Rabbi", "Cantor", "Organist", "Youth Minister",
    "Worship Leader", "Congregation president", "Church secretary", "Choir director", "Lodge Secretary", "Grand Knight", "Scoutmaster",
)  # fmt: skip
OF_A_GOVERNMENT = (
    "Casino Host", "Blackjack supervisor", "Dealer", "Pit Boss", "Gaming Commissioner", "Assistant State's Attorney", "District Attorney", "Prosecutor", "Public Defender",
    "Paralegal", "Judge", "Magistrate", "Bailiff", "Court Clerk", "Sheriff", "Police Lieutenant", "Tribal Marshal", "State Trooper", "Detective", "Firefighter", "Fire Chief",
    "Probation Officer", "Zoning officer", "Tax Assessor", "County Clerk", "City Manager", "Urban Planner", "Park Ranger", "Highway superintendent", "Public Works Director",
    "Tax Collector",
)  # fmt: skip
OF_A_FORCE = (
    "Infantry Officer", "Field Artillery", "Armor officer", "Rifleman", "Sailor", "Airman First Class", "Seaman", "Boatswain's Mate", "Gunner", "Tank commander",
    "Drill Sergeant", "Surface Warfare Officer", "Submariner", "Pilot, C-17", "Naval Aviator", "Navigator", "Loadmaster",
)  # fmt: skip
OF_A_HOSPITAL = (
    "Principal Investigator", "Principal Scientist", "Chaplain", "Health Coach", "Nurse Manager", "Deputy Chief Medical Officer", "Attending", "CFO", "Medical Director",
    "Physical Therapist", "Administrator", "Flight Surgeon", "Environmental Services", "Executive Assistant", "Sister, board member", "Medical Librarian", "Grade II technician", "", None,
)  # fmt: skip


@pytest.mark.parametrize("title", [*OF_A_SCHOOL, *OF_A_PARISH, *OF_A_GOVERNMENT, *OF_A_FORCE])
def test_a_title_of_a_school_a_parish_a_government_or_a_regiment(macros, title):
    assert macros.execute("select is_civic_trade(name_key(?))", [title]).fetchone()[0]


@pytest.mark.parametrize("title", OF_A_HOSPITAL)
def test_a_title_that_a_hospital_has_is_none_of_theirs(macros, title):
    assert not macros.execute("select coalesce(is_civic_trade(name_key(?::text)), false)", [title]).fetchone()[0]


@pytest.mark.parametrize(
    ("name", "is_public"),
    [
        *((name, True) for name in ("Cook County", "Cherokee Nation", "Seneca Tribe", "Taos Pueblo", "US Army", "U.S. Navy", "US Air Force", "United States Marine Corps",
                                    "Marines", "US Coast Guard", "Utah National Guard", "US Space Force", "Department of Defense", "DoD", "City of Salem", "State of Ohio",
                                    "Parish of Orleans", "Commonwealth of Massachusetts", "Town of Barre")),
        *((name, False) for name in ("Navarro Regional", "National Jewish", "Countryside", "Carson City", "Statewide Anesthesia", "St. Mary's")),
    ],
)  # fmt: skip
def test_counties_tribes_towns_and_forces_run_more_than_hospitals(macros, name, is_public):
    assert macros.execute("select is_public_body(name_key(?))", [name]).fetchone()[0] is is_public
