"""Each word by which a title beside an employer names a house, or names none of its bearer's today."""

import polars as pl
import pytest

from curbside.network import titled
from curbside.network.contacts import conform
from curbside.network.model import AFFILIATION

# Who says so is at Oak Hospital on some other footing than work today.
ELSEWHERE = """
Hospitalist, formerly Oak Hospital
Hospitalist, previously Oak Hospital
Hospitalist, prior Oak Hospital
Past chief of surgery, Oak Hospital
Surgeon, ex Oak Hospital
Surgeon, retired, Oak Hospital
Professor emerita, Oak Hospital
Incoming hospitalist, Oak Hospital
Future hospitalist, Oak Hospital
Upcoming fellow, Oak Hospital
Hospitalist, soon Oak Hospital
Fellow applicant, Oak Hospital
Fellow, matched Oak Hospital
Resident alumna, Oak Hospital
Volunteer physician, Oak Hospital
Physician, boards of Oak Hospital
Physician, board, Oak Hospital
Physician and trustee, Oak Hospital
Physician advisor, Oak Hospital
Adjunct professor, Oak Hospital
Rotating resident, Oak Hospital
Visiting professor, Oak Hospital
Physician observer, Oak Hospital
Physician extern, Oak Hospital
Nurse practitioner student, Oak Hospital
CRNA candidate, Oak Hospital
Physician graduate, Oak Hospital
Cardiologist (residency grad), Oak Hospital
Cardiologist, outreach, Oak Hospital
Teleneurologist; Telestroke, Oak Hospital
Surgeon, weekend coverage, Oak Hospital
Surgeon covering Oak Hospital, Elm Hospital
Surgeon, trained Oak Hospital
Surgeon, training, Oak Hospital
Cardiologist (fellowship, Oak Hospital)
Cardiologist (residency, Oak Hospital)
Hospitalist, starting Oak Hospital
Hospitalist, signed, Oak Hospital
Hospitalist, joining Oak Hospital
Hospitalist, leaving Oak Hospital
Hospitalist, left Oak Hospital
Hospitalist (was Oak Hospital)
Hospitalist (we were Oak Hospital)
Hospitalist, once Oak Hospital
Hospitalist, then Oak Hospital
Hospitalist, used Oak Hospital
Hospitalist, worked Oak Hospital
Hospitalist, interviewed, Oak Hospital
Physician shadowing, Oak Hospital
Hospitalist, until June, Oak Hospital
Hospitalist, till June, Oak Hospital
Hospitalist, through June, Oak Hospital
Hospitalist, thru June, Oak Hospital
Hospitalist from Oak Hospital, Elm Hospital
Hospitalist, since June, Oak Hospital
Physician liaison to ICU, Oak Hospital
Physician liaison for ICU, Oak Hospital
Cardiology sales, Oak Hospital
Cardiology accounts, Oak Hospital
Cardiology territory, Oak Hospital
Cardiology vendor, Oak Hospital
Cardiology rep, Oak Hospital
Physician recruitment, Oak Hospital
Physician scribe, Oak Hospital
Physician consultant, Oak Hospital
Cardiology patient, Oak Hospital
Physician spouse, Oak Hospital
Hospitalist (2019), Oak Hospital
""".strip().splitlines()
# Who has such a role is there, as what stands before the comma says.
ROLES = """
Neurosurgeon
Neurohospitalist
Charge nurse
Advanced practitioner
Midwife
Respiratory therapist
Pharmacist
OB-GYN
Obstetrics lead
Doc
Medical officer
Prof
Lecturer
Registrar
Médica
Consultora
Residente
Enfermera
Cardióloga
Family med
Peds
Psych
Trauma
Ortho
Anesthesia
Hem/onc
Transplant
Urology
PGY-2
MD
DO
NP
FNP-BC
CRNA
PA-C
RN
EM
IM
FM
GI
ENT
CMO
CEO
CNO
COO
ED
ER
NICU
Residency core faculty
Residency faculty
Fellowship site director
Residency program director
Fellowship director
Residency associate director
Physician, residency clinic
Physician, fellowship lead
""".strip().splitlines()
# Letters behind a comma that are a credential, an office, a unit or hours
LETTERS = (
    "FACP FACEP FAAP FACS FACC FACOG FAAFP FACOI FACOEP FASN FACG FCCP SFHM FAAEM FAPA FAAN FIDSA FAHA FSCAI FRCP FRCS FACR FACHE M.D. D.O. MBBS MBBCh "
    "MPH MBA MHA MSc MSCE MSPH MACP PhD PharmD DNP APRN CRNA FNP FNP-BC FNP-C AGNP PA-C NP-C BSN MSN LCSW CPE CPHQ CMD ABIM ABFM ABEM CEO CMO CNO CFO CIO COO "
    "CQO CTO CMIO CCIO CNIO SVP EVP ICU CCU MICU SICU NICU PICU CICU TICU CVICU LDR L&D OB/GYN OBGYN GYN ENT HIM GME DIO APD PCP PM&R PMR HBO PRN USA LLC PLLC "
    "INC III MICN AGAF EMS PGY TBD N/A"
).split()
# What stands behind a comma and is no house's name
HOLLOW = """
Population Health
Behavioral Health
Mental Health
Public Health
Women's Health
Men's Health
Children's Services
Global Health
Digital Health
Occupational Health
Community Health
Home Care
School Health
Student Health
Employee Health
Rural Health
Virtual Care
Value
Quality
Safety
Equity
Clinical Systems
Operations
Hospital Services
Medical Education
Medicine
Healthcare Policy
Clinics
Cancer Center
Institute
Foundation
Group Practice
Private Office
Partners
Associates
Systems
Information Technology
Informatics
Tech
Research
Education
Policy
Network
University
College
Board-Certified
Certified
Licensed
Department of Medicine
Dept of Medicine
Division of Medicine
Section of Medicine
Stroke Unit
Trauma Program
Trauma Team
Day Shift
Nights
Days
Weekends
Inpatient
Outpatient
Ambulatory
Acute Care
Critical Care
Adult
Telemetry
Emergency
Urgent Care
Primary Care
Heart
Vascular Lab
Spine
Sleep
Pain
Wound
Echo
Cath Lab
Laboratory
Imaging
Interventional Suite
Site 4
Staff
Main Campus
Charge
North
South
East
West
Office of the Physicians
Care at Home
""".strip().splitlines()
COUNTIES = ["Mora County", "Mora and Taos Counties", "Mora Co.", "Mora Parish", "Mora Borough"]
# Employer → the house's names beside it
WAYS = [
    *((f"Quern {staff}", ["Oak"]) for staff in ("Associates", "Partners", "Staffing", "Services", "Solutions", "Locums", "Consultants", "Foundation")),
    *((f"Quern {owned}", ["Oak", "Oak (Quern)"]) for owned in (
        "Physicians", "Physician Network", "Medical Group", "Provider Network", "Provider Group", "Medical Associates", "Medical Partners", "Faculty Practice",
        "Medical Foundation", "Medical Services", "Physician Services", "Multispecialty Medical Group", "Multi-Specialty Physician Group", "Specialty Physicians",
        "Physicians Practice Partners",
    )),
    ("Quern Practice", ["Oak (Quern)"]), ("Quern Faculty", ["Oak (Quern)"]), ("Quern Hospital", ["Oak (Quern Hospital)"]),
    *((group, ["Kaiser Permanente Oak"]) for group in ("TPMG", "SCPMG", "CPMG", "MAPMG", "TSPMG", "HPMG", "WPMG", "NWP", "Northwest Permanente")),
    *((service, ["Oak VA"]) for service in ("VA", "VHA", "Veterans Health Administration")),
]  # fmt: skip
LETTERED = [
    ("Hospital of Arden Valley", "HAV"), ("Hospital under the Arden Oaks", "HUAO"), ("Loring and Arden Clinic", "LAC"),
    ("Clinic at the Oaks", "CO"), ("Hospital de Arden", "HA"), ("Hospital del Arden", "HA"), ("Hospital de la Arden", "HA"),
]  # fmt: skip


@pytest.mark.parametrize("title", ELSEWHERE)
def test_nobody_is_there_who_says_so(title):
    assert titled.houses(title) == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_somewhere(role):
    assert titled.houses(f"{role}, Oak Hospital") == ["Oak Hospital"]


@pytest.mark.parametrize("piece", [*LETTERS, *HOLLOW, *COUNTIES])
def test_what_is_no_name_is_no_house(piece):
    assert titled.houses(f"Surgeon, {piece}") == []


@pytest.mark.parametrize(
    "piece",
    ["LMMC", "Population Health Arden", "Countyline Medical Center", "Heartland", "Northfield", "FACES Clinic", "Parish Hospital", "Equity Arden"],
)  # fmt: skip
def test_a_name_that_begins_like_such_words_is_a_house(piece):
    assert titled.houses(f"Surgeon, {piece}") == [piece]


@pytest.mark.parametrize(
    ("title", "house"),
    [
        ("Hospitalist - now Oak Hospital", "Oak Hospital"),
        ("Hospitalist - presently at Oak Hospital", "Oak Hospital"),
        ("Hospitalist (Loring site)", "Loring"),
        ("Hospitalist (Loring location)", "Loring"),
    ],
)
def test_the_house_is_named_without_the_words_around_it(title, house):
    assert titled.houses(title) == [house]


def ways(employer: str, title: str) -> list[str]:
    row = {"record_id": "a", "kind": "work", "organisation_name": employer, "title": title}
    frame = titled.beside(conform(pl.DataFrame([row]), AFFILIATION))
    return frame.filter(pl.col("is_titled").fill_null(False))["organisation_name"].to_list()


@pytest.mark.parametrize(("employer", "names"), WAYS)
def test_how_a_house_is_named_beside_its_employer(employer, names):
    assert ways(employer, "Surgeon, Oak") == names


@pytest.mark.parametrize(("house", "employer"), LETTERED)
def test_an_employer_of_the_houses_letters_is_the_house(house, employer):
    assert ways(employer, f"Surgeon, {house}") == [house]


@pytest.mark.parametrize("house", ["KP Oakland", "Kaiser Oakland", "Kaiser Permanente Oakland"])
def test_a_house_of_kaisers_is_named_once(house):
    assert ways("TPMG", f"Surgeon, {house}") == ["Kaiser Permanente Oakland"]
