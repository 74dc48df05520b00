"""A title beside today's employer names houses that its bearer has left, or names none."""

from datetime import date

import polars as pl
import pytest

from curbside.network import past
from curbside.network.contacts import conform
from curbside.network.model import AFFILIATION

LEFT = [
    ("Hospitalist, formerly Quern Oaks Hospital", [("Quern Oaks Hospital", None, None, None)]),
    ("Hospitalist; formerly internal medicine resident, Quern Clinic Loring", [("Quern Clinic Loring", None, None, None)]),
    ("Surgeon; formerly general surgeon, Elm Hospital", [("Elm Hospital", None, None, None)]),
    ("Surgeon; formerly ob/gyn attending Elm Hospital", [("Elm Hospital", None, None, None)]),
    ("Internist, ex-Quern Oakville", [("Quern Oakville", None, None, None)]),
    ("Electrophysiologist (prev. QAB)", [("QAB", None, None, None)]),
    ("Locum physician; past CMO Loring County Hospital, Eastman GA", [("Loring County Hospital, Eastman GA", None, None, None)]),
    ("Surgeon, past Chief of Surgery at St. Olga Hospital", [("St. Olga Hospital", None, None, None)]),
    ("Assistant Professor (formerly Attending, Elm Hospital)", [("Elm Hospital", None, None, None)]),
    ("Hand surgeon (former OrthoQuern partner)", [("OrthoQuern", None, None, None)]),
    ("OB/GYN; Loring Health 2010-2018", [("Loring Health", None, 2010, 2018)]),
    ("Pediatric surgeon (LHKD 2011-20)", [("LHKD", None, 2011, 2020)]),
    ("Hospitalist at Oak Hospital until 2021", [("Oak Hospital", None, None, 2021)]),
    ("Cardiologist (2 yrs at Lorington Clinic until 2022)", [("Lorington Clinic", None, None, 2022)]),
    ("Surgeon, formerly Oak, now Elm Hospital", [("Oak", None, None, None)]),
    ("Attending neurologist; residency, Loring Children's", [("Loring Children's", "residency", None, None)]),
    ("Pulmonologist (fellowship QNC Hospitals '19)", [("QNC Hospitals", "fellowship", None, None)]),
    ("Pulmonary fellow (IM residency at Oak Hospital 2018-21)", [("Oak Hospital", "residency", 2018, 2021)]),
    ("Family physician; LHSU FM residency grad 2015", [("LHSU", "residency", None, None)]),
    ("Fellowship trained at Oak Hospital; Elm staff", [("Oak Hospital", "fellowship", None, None)]),
    ("Retired, formerly Chair of Medicine at Oak Hospital; ex-Elm Clinic", [("Oak Hospital", None, None, None), ("Elm Clinic", None, None, None)]),
    ("Cardiologist (ex-Quern Clinic Oakville faculty, left 2021)", [("Quern Clinic Oakville", None, None, 2021)]),
    ("PA-C, formerly Patient Quern", [("Patient Quern", None, None, None)]),
    ("Surgeon; Oak Hospital, left in 2021", [("Oak Hospital", None, None, 2021)]),
    ("Professor of Medicine; was One Quern", [("One Quern", None, None, None)]),
    ("Internist (was at Quern Medical)", [("Quern Medical", None, None, None)]),
    ("Hospitalist, most recently Quern Memorial", [("Quern Memorial", None, None, None)]),
    ("Hospitalist, last at Oak Hospital", [("Oak Hospital", None, None, None)]),
    ("Chief of Hospital Medicine. Residency: Quern-Loring", [("Quern-Loring", "residency", None, None)]),
    ("Retired surgeon (Quernlanger 1988-2019)", [("Quernlanger", None, 1988, 2019)]),
    ("Surgeon, formerly Quern Army Medical Center", [("Quern Army Medical Center", None, None, None)]),
    ("Hospitalist; formerly Sound Physicians", [("Sound Physicians", None, None, None)]),
    ("Surgeon; ex-Neurosurgeon, Oak Hospital", [("Oak Hospital", None, None, None)]),
    ("Surgeon; formerly Oak Hospital obstetrician", [("Oak Hospital", None, None, None)]),
    ("Hospitalist; formerly University of Quern", [("University of Quern", None, None, None)]),
    ("Surgeon; formerly Hospital for Special Surgery", [("Hospital for Special Surgery", None, None, None)]),
    ("Surgeon; formerly Surgeons of Quern", [("Surgeons of Quern", None, None, None)]),
    ("Surgeon; formerly Children's of Quern", [("Children's of Quern", None, None, None)]),
    ("Surgeon, formerly Chief of Surgery of Oak Hospital", [("Oak Hospital", None, None, None)]),
    ("Surgeon, formerly chair of the Elm Clinic, Akron", [("Elm Clinic, Akron", None, None, None)]),
    ("Surgeon, formerly Director for the Elm Clinic", [("Elm Clinic", None, None, None)]),
    ("Surgeon, formerly Chief of Elm Clinic, Oak Hospital", [("Elm Clinic, Oak Hospital", None, None, None)]),
    ("Surgeon, formerly Director of Operations for Elm", [("Elm", None, None, None)]),
    ("Surgeon, formerly Chief of Staff of Elm", [("Elm", None, None, None)]),
    ("Surgeon; formerly Specialists of Quern", [("Specialists of Quern", None, None, None)]),
    ("Surgeon; formerly Sisters of Quern", [("Sisters of Quern", None, None, None)]),
    ("Surgeon, formerly Chief of Staff, Oak Hospital", [("Oak Hospital", None, None, None)]),
    ("Surgeon, formerly Head of Intensive Care, Oak Hospital", [("Oak Hospital", None, None, None)]),
    ("Surgeon, formerly Director of Quality for Elm Clinic", [("Elm Clinic", None, None, None)]),
]  # fmt: skip
NONE = [
    # of no work
    "Nurse, former patient at Oak Hospital", "Hospitalist - former NFL player", "Former Marine; surgeon", "Surgeon, ex-Navy", "MD, former EMT",
    "Hospitalist, past member of the board, Oak Hospital", "Past president, Quern Medical Society", "Internist, former Peace Corps volunteer",
    "Hospitalist", "Hospitalist, Oak Hospital", "Medical Director, prior authorization", "Residency Program Director, Oak Hospital",
    "Internal Medicine Residency, Oak Hospital", "Hospitalist; incoming fellow at Oak Hospital 2027", "Hospitalist (matched fellowship at Oak)",
    "Cardiologist - Oak Hospital (2019-present)", "Physician; class of 2012", "Hospitalist, residency faculty, Oak Hospital",
    "Surgeon; fellowship director, Oak Hospital", "Hospitalist, former", "Surgeon (ex)", "Hospitalist; fellowship, cardiology", "Surgeon, formerly of it",
    "Formerly Chief of Surgery", "Former Chair of Medicine", "Former Chief Medical Officer", "Nurse, last shift at Elm", "Hospitalist. Was the last to know",
]  # fmt: skip


@pytest.mark.parametrize(("title", "left"), LEFT)
def test_a_title_names_houses_that_were_left(title, left):
    assert past.left(title) == left


@pytest.mark.parametrize("title", NONE)
def test_a_title_names_no_house_of_before(title):
    assert past.left(title) == []


def rows(**row):
    plain = {
        "record_id": "a", "kind": "work", "organisation_name": "Quern Health", "title": "Surgeon, ex-Oak Hospital", "city": "Akron", "state": "OH",
        "is_current": True, "evidence": "e",
    }  # fmt: skip
    frame = past.before(conform(pl.DataFrame([plain | row], infer_schema_length=None), AFFILIATION), date(2026, 11, 1))
    return frame[1:].select("organisation_name", "kind", "title", "city", "state", "start_year", "end_year", "is_current", "is_titled").rows()  # fmt: skip


def test_the_house_of_before_is_a_row_without_the_place_of_today():
    assert rows() == [("Oak Hospital", "work", "Surgeon, ex-Oak Hospital", None, None, None, None, False, True)]
    assert rows(title="Surgeon; residency, Oak Hospital 2008-2013") == [
        ("Oak Hospital", "training", "residency", None, None, 2008, 2013, False, True)
    ]


@pytest.mark.parametrize("row", [{"title": "Surgeon; Oak Hospital 2024-2027"}, {"organisation_name": "Oak Hospital of Akron"}, {"kind": "training"}, {"title": None}])  # fmt: skip
def test_nothing_is_added_of_what_is_not_over_or_is_said_already(row):
    assert rows(**row) == []


def test_what_ends_this_year_may_be_over():
    assert [r[6] for r in rows(title="Surgeon; Oak Hospital 2024-2026")] == [2026]
