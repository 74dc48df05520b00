"""A title beside an employer names the house where somebody works, or names none."""

import polars as pl
import pytest

from curbside.network import titled
from curbside.network.contacts import conform
from curbside.network.model import AFFILIATION

HOUSES = [
    ("Hospitalist @ Arden Loring", ["Arden Loring"]), ("Hospitalist, Lonesome Fir", ["Lonesome Fir"]), ("IM faculty, LMMC", ["LMMC"]),
    ("Hospitalist at St. Olga Medical Center, Akron", ["St. Olga Medical Center, Akron"]),
    ("Hospitalist at Elm Clinic (nights)", ["Elm Clinic"]), ("Attending@Elm Clinic; chair of quality", ["Elm Clinic"]),
    ("ICU, Quern Indian Med Ctr", ["Quern Indian Med Ctr"]), ("Hospitalist (Loring, Olney campus)", ["Loring", "Olney"]),
    ("Medical Director, Emergency Department, Oak Hosp.", ["Oak Hosp"]), ("Chief - Riley", ["Riley"]), ("Hospitalist in Ocala", ["Ocala"]), ("Physician in Internal Medicine, Ocala", ["Ocala"]),
    ("Ob/Gyn at Elm Clinic", ["Elm Clinic"]), ("Nurse Practitioner, Lonesome Fir", ["Lonesome Fir"]), ("Neurosurgeon, Riley", ["Riley"]), ("PA-C, Oak Hospital", ["Oak Hospital"]),
    ("Residente, Hospital Oak", ["Hospital Oak"]), ("ER doc, Oak Hospital", ["Oak Hospital"]), ("MD, Oak Hospital", ["Oak Hospital"]), ("Prof, Oak Hospital", ["Oak Hospital"]),
    ("Locum physician - currently Oak Hospital", ["Oak Hospital"]), ("Anesthesiology, Oak Hospital", ["Oak Hospital"]), ("Residency Faculty, Oak Hospital", ["Oak Hospital"]), ("EM resident, Oak Hospital", ["Oak Hospital"]), ("Surgeon, Oak, Elm, Ash", ["Oak", "Elm"]),
    ("Surgeon, FACMG, FRCPC, Oak Hospital", ["Oak Hospital"]), ("Surgeon, MD, DO Center", ["DO Center"]),
    ("Psychiatrist, Institute for Living", ["Institute for Living"]), ("Surgeon at Hospital for Special Surgery", ["Hospital for Special Surgery"]), ("Surgeon, Loring Center for Sight", ["Loring Center for Sight"]),
    ("Surgeon, Quern Clinic for Hands", ["Quern Clinic for Hands"]), ("Surgeon, Oak Centre for Hands", ["Oak Centre for Hands"]), ("Surgeon, Oak Hospitals for Children", ["Oak Hospitals for Children"]),
    ("Consultation-liaison psychiatrist, Oak Hospital", ["Oak Hospital"]), ("Surgeon, external fixation, Oak Hospital", ["Oak Hospital"]),
]  # fmt: skip
NONE = [
    "Hospitalist, MBChB, MRCP", "Surgeon (DDS MD)", "Surgeon, M.D., Ph.D.", "Nurse, FNP-C, CCRN", "Hospitalist, MACP", "Hospitalist", "Hospitalist, MD, MPH, FACP", "Chief, Quality and Safety", "Director, Echo Lab", "Hospitalist - Nights",
    "Physician at Home", "Fellow in Critical Care", "Physician in Charge", "Fellow in Hand Surgery", "Surgeon at Large", "Medical Director, Population Health", "Chair, Department of Surgery", "Professor, Cardiology",
    "Physician, Chief of Staff", "Hospitalist, weekends", "Hospitalist, Site 4", "attending, riley", "Hospitalist, Or", "Hospitalist, Ox", "Arden Loring, Surgeon",
    # of another time, trade or calling
    "Surgeon, formerly Oak Hospital", "Incoming hospitalist, Oak Hospital", "Physician, residency at Oak Hospital", "Retired surgeon, Oak",
    "Surgeon (was at Oak Hospital)", "Surgeon, once at Oak Hospital", "Surgeon, back then at Oak Hospital", "Surgeon, used to work at Oak Hospital", "Hospitalist, interviewed at Oak Hospital",
    "Volunteer physician at Oak Clinic", "Physician, Board of Trustees, Oak Hospital", "Hospitalist at Oak Hospital until 2021",
    "Clinical rep, Oak Hospital accounts", "Physician Recruiter at Oak Hospital", "Physician liaison to Oak", "Scribe at Oak Hospital", "Hospitalist, locums for Oak Hospital", "Physician, liaison for Oak Hospital", "Cardiologist, outreach at Oak Hospital", "Cardiologist, consultant at Oak Hospital", "Surgeon, externship at Oak Hospital", "Physician applicants, Oak Hospital",
    # no role at all
    "Assembly, Oak Hospital", "Oak Hospital, Elm Clinic",
]  # fmt: skip


@pytest.mark.parametrize(("title", "houses"), HOUSES)
def test_a_title_names_houses(title, houses):
    assert titled.houses(title) == houses


@pytest.mark.parametrize("title", NONE)
def test_a_title_names_no_house(title):
    assert titled.houses(title) == []


def rows(*work):
    plain = {
        "record_id": "a", "kind": "work", "organisation_name": "Quern Health", "title": "Surgeon, Oak", "city": "Akron", "evidence": "e",
    }  # fmt: skip
    frame = titled.beside(
        conform(pl.DataFrame([{**plain, **one} for one in work], infer_schema_length=None), AFFILIATION)
    )
    return frame.filter(pl.col("is_titled").fill_null(False)), frame


def test_the_house_stands_before_its_employer_with_the_rows_place_and_origin():
    new, all_rows = rows({"city": "Akron"})
    assert new.select("organisation_name", "title", "city", "evidence", "kind").rows() == [
        ("Oak (Quern Health)", "Surgeon, Oak", "Akron", "e", "work")
    ]
    assert all_rows["organisation_name"].to_list() == ["Quern Health", "Oak (Quern Health)"]


@pytest.mark.parametrize("row", [{"kind": "training"}, {"is_current": False}, {"end_year": 2020}, {"organisation_name": "Oak Clinic"}, {"organisation_name": None}, {"title": None}])  # fmt: skip
def test_nothing_is_added_to_what_is_over_is_no_work_or_says_its_house(row):
    assert rows(row)[0].is_empty()


def test_a_group_is_not_named_beside_the_house_and_the_house_may_stand_in_another_town_of_the_state():
    new, _ = rows({"organisation_name": "Vitrel Staffing", "state": "OH"})
    assert new.select("organisation_name", "city", "state").rows() == [("Oak", "Akron", "OH"), ("Oak", None, "OH")]


@pytest.mark.parametrize(
    ("employer", "ways"),
    [
        ("Quern Medical Group", ["Oak", "Oak (Quern)"]),
        ("Quern Valley Specialty Physician Group", ["Oak", "Oak (Quern Valley)"]),
        ("US Department of Veterans Affairs", ["Oak VA"]),
        ("VA", ["Oak VA"]),
        ("Quern Permanente", ["Kaiser Permanente Oak"]),
        ("Kaiser Permanente", ["Kaiser Permanente Oak"]),
        ("TPMG", ["Kaiser Permanente Oak"]),
        ("Acute Care Solutions", ["Oak"]),
    ],
)
def test_a_groups_house_is_asked_for_as_its_owners_and_the_veterans_as_it_is_called(employer, ways):
    new, _ = rows({"organisation_name": employer, "city": None})
    assert new["organisation_name"].to_list() == ways


@pytest.mark.parametrize("employer", ["LHMC / Quern School of Medicine", "LHMC/Quern School of Medicine"])
def test_each_of_two_names_in_an_employers_field_is_asked_for_with_its_place(employer):
    new, _ = rows({"organisation_name": employer, "title": "Surgeon", "state": "OH"})
    assert new.select("organisation_name", "city", "state").rows() == [("LHMC", "Akron", "OH"), ("Quern School of Medicine", "Akron", "OH")]  # fmt: skip


@pytest.mark.parametrize("employer", ["Quern ICU / ED", "Loring/Quern/Oak", "Quern/ 24", "quern / Oak", "Quern (Oak/Elm)", "Quern", "Oak / University Hospital"])  # fmt: skip
def test_a_unit_a_field_or_a_third_name_makes_no_two(employer):
    assert rows({"organisation_name": employer, "title": "Surgeon"})[0].is_empty()


@pytest.mark.parametrize(("employer", "house"), [("GMC", "Glen Medical Center"), ("U.H.O.", "University Hospital of Oak"), ("HOG", "Hospital Oak-Glen")])  # fmt: skip
def test_a_house_whose_letters_are_its_employer_is_asked_for_by_itself(employer, house):
    new, _ = rows({"organisation_name": employer, "title": f"Surgeon, {house}", "city": None})
    assert new["organisation_name"].to_list() == [house]


def test_a_house_of_other_letters_is_one_of_its_employers():
    new, _ = rows({"organisation_name": "GHC", "title": "Surgeon, Glen Medical Center", "city": None})
    assert new["organisation_name"].to_list() == ["Glen Medical Center (GHC)"]


@pytest.mark.parametrize("house", ["Kaiser Oak", "Kaiser Permanente Oak", "KP Oak"])
def test_kaisers_name_stands_once(house):
    new, _ = rows({"organisation_name": "TPMG", "title": f"Surgeon, {house}", "city": None})
    assert new["organisation_name"].to_list() == ["Kaiser Permanente Oak"]


def test_letters_in_brackets_are_left_out_of_the_employers_name():
    assert rows({"organisation_name": "Quern Health (QH)"})[0]["organisation_name"].to_list() == ["Oak (Quern Health)"]
