"""Each word by which a title says who is sought, and each that only surrounds it."""

import polars as pl

from curbside.transforms import title

DOCTORS = (
    """
MD / MDs / DO / DOs / Physician / Physicians / Doctor / Doctors / Surgeon / Surgeons / Medical Director / Medical Directors / Psychiatrist / Psychiatrists / Cardiologist
/ Nephrologists / Pediatrician / Pediatricians / Geriatrician / Geriatricians / Internist / Internists / Hospitalist / Hospitalists / Nocturnist / Nocturnists / OB GYN / OBGYN
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
ADVANCED = (
    """
NP / NPs / PA / PAs / APP / APPs / APRN / APRNs / ARNP / ARNPs / CRNP / CRNPs / PMHNP / PMHNPs / FNP / FNPs / CRNA / CRNAs / APC / APCs / CNM / CNMs / Nurse Practitioner / Nurse Practitioners
/ Physician Assistant / CAA / CAAs / Nurse Midwife / Nurse Midwives / Advanced Practice / Advanced Practice Provider / Advanced Practice Clinicians / Advanced Practice Practitioner
/ Advanced Practice Professionals
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
QUALIFIED = "Psychiatric / Psych / Mental Health / Family / Pediatric / Acute Care / Certified / Licensed / Registered / Adult / Neonatal".split(
    " / "
)
# A physician is sought, whom others help or who is on the spot
ONE_IS_BESIDE = (
    """
Urologist, MD or NP support / Urologist, MD and NP supervision / Urologist, MD with NP coverage / MD, NP backup / MD or PA collaboration / MD, NP oversight / Surgeon and PA team
/ NP, MD on site / NP, MD onsite / NP, MD supervision / NP, MD oversight / NP, MD coverage / NP, MD backup / Collaborating MD, NP / Supervising MD or NP / MD supporting NP / MD supports NP
/ Hospitalist NP / Hospitalists, NP / Nocturnist NP / NP Nocturnist / OB GYN NP / NP Hospitalist / Psychologist or NP / Neuropsychologist or PMHNP / Audiologist or NP
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
# The first word is the board's own heading
HEADED = (
    """
Optometrist / Optometrists / Podiatrist / Podiatrists / Podiatry / Psychologist / Dentist / Audiologist / Pharmacist / Chiropractor / Nurse / RN / LPN / Practitioner / Practitioners
/ Physician Assistant / CRNA / Nurse Anesthetist / Anesthetists / Midwife / Midwives / Therapist / Dietitian / Technologist / Technician / Sonographer / Social Worker / Counselor
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
WORKED_FOR = "Recruiter / Recruitment / Liaison / Liaisons / Office / Clinic / Relations".split(" / ")
DEPARTMENTS = """
Compensation / Contract / Contracts / Contracting / Credentialing / Enrollment / Onboarding / Talent / Services / Billing / Coding / Revenue Coding
""".strip().split(" / ")
RANKS = (
    """
Assistant or Associate / Assistant, Associate, or Full / Asst / Assoc / Assistant / Instructor or Assistant / Lecturer or Assistant / Clinical Assistant / Research Assistant / Adjunct Assistant
/ Visiting Assistant / Teaching Assistant / Assistant - Associate / Assistant and Associate / Assistant & Full / Assistant/Full / Instructor, Assistant / Associate Clinical
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
FIELDS = (
    """
Cardiologist / Gastroenterologist / Nephrologist / Pulmonologist / Rheumatologist / Endocrinologist / Oncologist / Hematologist / Neurologist / Otolaryngologist / Urologist / Dermatologist
/ Ophthalmologist / Anesthesiologist / Radiologist / Epileptologist / Cardiology / Neurologists
""".replace("\n", " ")
    .strip()
    .split(" / ")
)
CHILDREN = "Pediatric Peds Ped Pediatrics".split()
BESIDE_CHILDREN = "Academic Clinical Outpatient Inpatient Division General".split()
OPERATING = "General / Trauma / Burn / Acute Care / Thoracic".split(" / ")
ALL_AGES = "Adult / Adults / Family / Primary / Urgent / Internal / All".split(" / ")


def words(titles):
    return title.sought(pl.Series(titles)).to_list()


def is_mixed(titles):
    return title.is_mixed(pl.DataFrame({"t": titles}).select(title.words(pl.col("t"))).to_series()).to_list()


def test_whoever_comes_of_two_kinds_of_clinicians():
    said = [f"{one} or Physician Assistant" for one in DOCTORS if one not in ("Hospitalist", "Nocturnist")]
    said += [f"Physician or {one}" for one in ADVANCED] + [f"Physician or {one} NP" for one in QUALIFIED]
    assert [one for one, mixed in zip(said, is_mixed(said), strict=True) if not mixed] == []


def test_one_of_two_kinds_is_only_beside_the_other():
    assert [one for one, mixed in zip(ONE_IS_BESIDE, is_mixed(ONE_IS_BESIDE), strict=True) if mixed] == []


def test_a_boards_heading_is_nobody_who_is_sought():
    got = words([f"{head} - {one}" for one in HEADED for head in ("Physician", "Providers")])
    assert [one for one in got if "  physician  " in one or "  providers  " in one] == []
    assert words(["Physician, NP or PA"]) == [" ,  physician  ,  np  or  pa  , "]


def test_an_office_for_physicians_seeks_none():
    got = words([f"Physician/APP {one}" for one in WORKED_FOR])
    assert [one for one in got if "physician" in one] == []
    got = words([f"Physician and APP {one}" for one in DEPARTMENTS])
    assert [one for one in got if "app" in one] == []


def test_a_list_of_ranks_is_one():
    got = words([f"{ranks} Professor of Surgery" for ranks in RANKS])
    assert [one for one in zip(RANKS, got, strict=True) if one[1] != " ,  professor  of  surgery  , "] == []


def test_a_childrens_doctor_of_a_narrow_field_is_one_of_the_field():
    said = {f"{child} Solid Tumor {field}": f"  {child}  {field}  ".lower() for child in CHILDREN for field in FIELDS}
    said |= {f"Pediatrics, {word} Cardiology": "  pediatrics  cardiology  " for word in BESIDE_CHILDREN}
    said |= {
        "Pediatrics, Division of Cardiology": "  pediatrics  cardiology  ",
        "Pediatrics in Cardiology": "  pediatrics  cardiology  ",
    }
    said |= {
        f"Pediatric {word} {who}": f"  pediatric  {who}  ".lower()
        for word in OPERATING
        for who in ("Surgeon", "Surgeons", "Surgery")
    }
    assert [one for one in zip(said, words(list(said)), said.values(), strict=True) if one[2] not in one[1]] == []


def test_a_doctor_of_all_ages_is_no_childrens_doctor():
    said = [f"{age} and Pediatric Solid Tumor Oncologist" for age in ALL_AGES] + ["Pediatric or Solid Tumor Oncologist"]
    assert [one for one in words(said) if "pediatric  oncologist" in one] == []
