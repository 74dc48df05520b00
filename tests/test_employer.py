"""Who is behind a posting, and whom it names."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.transforms import contact, employer

LABELLED = Path(__file__).parent / "labelled" / "contacts.csv"
COLUMNS = ["own_site", "employer", "employer_type", "title", "description"]
TYPES = dict.fromkeys(COLUMNS, pl.String) | {"own_site": pl.Boolean}
CONTACT = ["contact_name", "contact_role", "contact_email", "contact_phone"]


def kind(name, **rest):
    row = dict.fromkeys(COLUMNS) | {"employer": name} | rest
    return employer.kind(pl.DataFrame([row], schema=TYPES)).row(0)


def contacts(text, **given_by_board):
    row = {"description": text} | dict.fromkeys(CONTACT) | given_by_board
    return contact.contacts(pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))).row(0)


def test_labelled_texts_name_whom_they_name():
    rows = pl.read_csv(LABELLED, infer_schema=False)
    assert rows.height >= 30
    nothing = {
        c: pl.lit(None, TYPES.get(c, pl.String)) for c in (*COLUMNS, *CONTACT) if c not in ("employer", "description")
    }
    asked = rows.select("employer", description="text").with_columns(**nothing)
    got = employer.kind(asked.select(COLUMNS)).hstack(contact.contacts(asked.select("description", *CONTACT))).rows()
    want = rows.select("kind", "client", "name", "role", "email", "phone").rows()
    wrong = [(t, w, g) for (t,), w, g in zip(rows.select("text").rows(), want, got, strict=True) if w != g]
    assert len(wrong) <= 0.05 * rows.height, wrong


@pytest.mark.parametrize(
    "name",
    [
        "CompHealth", "Lakeside Physician Recruiting", "Blue River Staffing, LLC", "Harbor Locums", "Weatherby Healthcare",
        "Merritt Hawkins", "North Star Medical Search", "TheMedicusFirm", "Jackson & Coker", "D&Y", "MDstaffers",
        "LocumTenens.com", "Sunrise Placement Services, Inc.", "THE EXECU-SEARCH GROUP", "StaffMD", "iRecruitMD",
    ],
)  # fmt: skip
def test_agencies(name):
    assert kind(name)[0] == "agency"


@pytest.mark.parametrize(
    "name",
    [
        "Mercy Hospital", "University of Vermont Medical Center", "Research Medical Center", "Cleveland Clinic", "Sound Physicians",
        "Veterans Affairs, Veterans Health Administration", "County of Los Angeles", "Radiology Partners", "TeamHealth",
        "Staffordshire County Hospital", "The Permanente Medical Group", "Lake Placid Sports Medicine", "U.S. Navy",
    ],
)  # fmt: skip
def test_employers(name):
    assert kind(name)[0] == "employer"


@pytest.mark.parametrize(
    "name", [None, "", "Confidential", "CONFIDENTAIL", "Hospital", "Inc", "Unknown", "Private Practice", "Self-employed", "Our Client", "N/A",
             "Regional Medical Center", "Health Center, Inc.", "Confidential - Northeast", "American Academy of Family Physicians"],
)  # fmt: skip
def test_names_that_name_nobody(name):
    assert kind(name)[0] == "unknown"


@pytest.mark.parametrize(
    ("told", "email"),
    [
        ("DO.NOT.EMAIL@CALL.ONLY", "ana@elm.example"),
        ("DO_NOT_SEND_EMAIL@us.example.mil", "ana@elm.example"),
        ("donotreply@elm.example", "ana@elm.example"),
        ("no-reply@elm.example", "ana@elm.example"),
        ("mailto:donotti@elm.example", "donotti@elm.example"),
        ("do.nothnagel@elm.example", "do.nothnagel@elm.example"),
        ("arno.reply@elm.example", "arno.reply@elm.example"),
        (None, "ana@elm.example"),
    ],
)
def test_an_address_that_nobody_reads_is_no_contacts(told, email):
    text = "Questions? This is from noreply@elm.example; write to ana@elm.example."
    assert contacts(text, contact_email=told)[2] == email


@pytest.mark.parametrize(
    ("told", "phone"),
    [("-----", None), ("n.a.", None), ("1-800-DOCTORS", "1-800-DOCTORS"), ("2025143396", "2025143396")],
)
def test_a_phone_number_has_digits(told, phone):
    assert contacts("", contact_phone=told)[3] == phone


def test_placeholders_never_match_anyone():
    names = pl.Series(["Confidential", "Self-Employed", "Retired", "Mercy", "St. Luke's", None, "x"])
    assert names.to_frame("n").select(employer.is_placeholder(pl.col("n"))).to_series().to_list() == [
        True, True, True, False, False, None, True
    ]  # fmt: skip


def test_the_board_says_agency():
    assert kind("Some Group", employer_type="Agency")[0] == "agency"
    assert kind("Some Talent Group", own_site=True)[0] == "agency"
    assert kind("Confidential", own_site=True)[0] == "employer"


@pytest.mark.parametrize(
    "text, client",
    [
        (
            "We are recruiting on behalf of Lakeview Regional Medical Center in Ohio.",
            "Lakeview Regional Medical Center",
        ),
        ("Great town.\nRiverbend Hospital is seeking a BC/BE urologist.", "Riverbend Hospital"),
        ("Join Cedar Valley Medical Group, an hour from the coast.", "Cedar Valley Medical Group"),
        ("A critical access hospital is seeking a doctor.", None),
        ("Join the Community Hospital team.", None),
        ("An Award Winning Health System is looking for you.", None),
        ("Nothing is said.", None),
    ],
)
def test_the_hospital_behind_an_agency_only_where_it_is_named(text, client):
    assert kind("Blue River Staffing", description=text) == ("agency", client)
    assert kind("Mercy Hospital", description=text)[1] is None


def test_an_agency_that_names_its_client_in_its_own_name():
    assert kind("Cedar Search for Lakeside Health System") == ("agency", "Lakeside Health System")


@pytest.mark.parametrize(
    "text, want",
    [
        ("For more, contact Jane Doe, Senior Physician Recruiter, at jane@example.org or 555-010-0199.",
         ("Jane Doe", "Senior Physician Recruiter", "jane@example.org", "555-010-0199")),
        ("Please contact\nJohn Q. Public\nDirect: (555) 010-0199", ("John Q. Public", None, None, None)),
        ("Call Ann O'Neill at 312-555-0142 today", ("Ann O'Neill", None, None, "312-555-0142")),
        ("Apply now.\nBeth Ann Cole\nDirector of Physician Recruitment\nbeth@example.org", ("Beth Ann Cole", "Director of Physician Recruitment",
                                                                                        "beth@example.org", None)),
        ("Contact our Human Resources today. Call Now!", (None, None, None, None)),
        ("No patient contact on weekends. Call 1:4.", (None, None, None, None)),
    ],
)  # fmt: skip
def test_contacts_where_plainly_stated(text, want):
    got = contacts(text)
    assert got[:1] + got[2:3] == want[:1] + want[2:3]
    assert got[1] == want[1]
    assert want[3] is None or got[3] == want[3]


def test_the_boards_contact_wins():
    got = contacts(
        "contact Jane Doe at jane@example.org",
        contact_name="Ben Okafor",
        contact_email="mailto:Ben@Example.org",
    )
    assert got[0] == "Ben Okafor" and got[1] is None and got[2] == "ben@example.org"


@pytest.mark.whole
@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=120))
def test_no_text_makes_it_raise(name, text):
    assert kind(name, description=text)[0] in ("employer", "agency", "unknown")
    contacts(text, contact_name=name, contact_email=name)


def test_agencies_employers_and_nobody_by_their_names_and_words():
    rows = pl.read_csv(LABELLED.parent / "kinds_agencies.csv", infer_schema=False)
    asked = rows.select("employer", employer_type=pl.lit(None, pl.String), title=pl.lit("x"), description="text")
    wrong = rows.with_columns(said=employer.kind(asked)["employer_kind"]).filter(
        pl.col("said") != pl.col("expected_kind")
    )
    assert wrong.height <= 0.03 * rows.height, wrong.rows()


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("Hospitalist at Mercy Hospital", ("Hospitalist", "Mercy Hospital")),
        (
            "Family Medicine with OB at Cedar Valley Clinic in Boise, ID",
            ("Family Medicine with OB", "Cedar Valley Clinic"),
        ),
        ("Cardiologist at the University of Toledo - Full Time", ("Cardiologist", "the University of Toledo")),
        ("Anesthesiologist at $200/hour", (None, None)),
        ("Urologist at Columbus, OH", (None, None)),
        ("GI at a Large Community Hospital", (None, None)),
        ("Neurologist | Heron Brain Institute | Troy, MI", ("Neurologist", "Heron Brain Institute")),
        ("Neurologist | $400K | Troy, MI", (None, None)),
        ("Neurologist", (None, None)),
        (None, (None, None)),
    ],
)
def test_an_employer_that_only_the_title_names(title, want):
    assert employer.in_title(pl.Series([title], dtype=pl.String)).row(0) == want


@pytest.mark.parametrize(
    ("name", "shown"),
    [("No hiring organization", None), ("Company name not available", None), ("ACP Career Connection: All Jobs", None), ("", None),
     ("Confidential", None), ("Confidential Hospital", None), ("Hiring Company", None), ("See description", None),
     ("Private Practice", "Private Practice"), ("Mayo Clinic Careers", "Mayo Clinic"), ("Banner Health Jobs", "Banner Health"), ("Careers at Elm Hospital", "Elm Hospital"), ("0482 - Elm Medical Center", "Elm Medical Center"), ("3M - Health", "3M - Health"), ("0482 - Ambulatory", "0482 - Ambulatory"),
     ("Jobs for Physicians LLC", "Jobs for Physicians LLC"), ("Mercy", "Mercy")],
)  # fmt: skip
def test_a_name_of_nobody_is_no_employers(name, shown):
    assert pl.DataFrame({"n": [name]}).select(employer.named(pl.col("n"))).item() == shown
