"""Training programs by their names: how long they last, and which words are a field's, a house's or a role's."""

import pytest

from curbside.network import programs

# Years → programs as lists and titles name them, a line for each name
RESIDENCIES = {
    3: """Internal Medicine / Medicine / IM / Family Medicine / Family Practice / Family / FM / Pediatrics / Pediatric / Peds / Paediatrics / Preventive Medicine""",
    4: """Anesthesiology / Anesthesia / Dermatology / Neurology / Child Neurology / OB-GYN / ObGyn / Obstetrics / Obstetrics and Gynecology / Obstetrics & Gynecology / Pathology
    / Psychiatry / Physical Medicine / Physical Medicine and Rehabilitation / Physical Medicine & Rehabilitation / PM&R / PMR / Rehabilitation / Ophthalmology
    / Med-Peds / Medicine-Pediatrics / Med/Peds / Nuclear Medicine""",
    5: """General Surgery / Surgery / Orthopedics / Orthopaedic Surgery / Otolaryngology / ENT / Head and Neck Surgery / Radiology / Diagnostic Radiology / Radiation Oncology
    / Vascular Surgery / Urology""",
    6: "Plastic Surgery / Thoracic Surgery / Cardiothoracic Surgery / Interventional Radiology",
    7: "Neurosurgery / Neurological Surgery",
}
FELLOWSHIPS = {
    1: """Interventional Cardiology / Hospice / Hospice and Palliative / Hospice and Palliative Medicine / Hospice & Palliative Medicine / Palliative / Palliative Care
    / Palliative Medicine / Geriatrics / Geriatric / Geriatric Medicine / Sleep / Sleep Medicine / Sports Medicine / Pain / Pain Medicine / Addiction / Addiction Medicine
    / Advanced Heart Failure / Heart Failure / Cardiac Anesthesia / Hepatology / Transplant Hepatology / Neuroradiology / Hand Surgery / Critical Care Anesthesiology
    / Cardiac Imaging""",
    2: """Nephrology / Endocrinology / Endocrine / Rheumatology / Infectious Disease / Infectious Diseases / ID / Critical Care / Critical Care Medicine / Electrophysiology / EP
    / Child Psychiatry / Child and Adolescent Psychiatry / Allergy / Allergy and Immunology / Allergy & Immunology / Allergy/Immunology / Medical Oncology / Surgical Oncology""",
    3: """Cardiology / Cardiovascular / Cardiovascular Disease / Cardiovascular Medicine / Gastroenterology / GI / Hematology / Hematology-Oncology / Hematology and Oncology
    / Hematology/Medical Oncology / Heme/Onc / Heme Oncology / Oncology / Pulmonary / Pulm / Pulmonary and Critical Care / Pulmonary/Critical Care Medicine / Pulm & CCM / Pulm/CC / PCCM
    / Neonatology / Neonatal-Perinatal Medicine / Pediatric Cardiology / Pediatric Surgery / Pediatric Emergency Medicine / Pediatric Critical Care
    / Pediatric Critical Care Medicine / Pediatric Hospital Medicine / Maternal-Fetal Medicine / MFM / Gynecologic Oncology""",
}
# What stands beside a field in a program's name
BESIDE = """Categorical IM / IM Program / IM Programme / IM Residency / IM Resident / IM Residents / IM training / IM track / Primary Care IM / Department of IM
    / Dept of IM / IM fellow / IM Fellows / IM Fellowship"""
# Fields whose programs differ in length
DIFFER = "Emergency Medicine / EM / Hospital Medicine / Palliative Medicine / Genetics / Medical Genetics / Transitional / Transitional Year"
NO_FIELD = "Loring Hospital / Medicine Hat / Surgery Center / Pain Relief / Family Tree / Chief / Class of 2019"
HOUSES = """Loring University / Loring Hospital / Loring Hospitals / Loring Clinic / Loring Health / Loring Healthcare / Loring College / Loring Institute / Loring School of Medicine
    / Loring Center / Loring Centre / Loring Med Ctr / Loring Infirmary / Kaiser / Mayo / Loring VA / Loring VAMC / Loring Practice / Loring Associates / Loring Partners
    / Loring Group / Loring Physicians / Loring LLC / Loring PLLC / Loring System / Loring Foundation / Army / Navy / Air Force / NIH / CDC"""
NO_HOUSES = "Loring / Vasquez / Surgery / Mayotte / Centerville / Healthy / Grouper / Armytage"
ROLES = """Staff physician / Hospitalist / Nocturnist / Intensivist / Internist / Nephrologist / Podiatrist / Geriatrician / Trauma surgeon / Generalist / Fellow / Chief resident
    / Clinical faculty / Professor / Medical director / Chief / Vice chair / Attending / Partner / Instructor / Locum / Locums / Private practice / Primary care / Hospital medicine
    / Doctor / Dean / Researcher / Emergency medicine / Family medicine / Internal medicine / Cardiology / Gastroenterology / Oncology / Nephrology / Surgery / Radiology / Pediatrics
    / Psychiatry / Neurology / ICU / PCP"""
NO_ROLES = "Loring / Chairlift / Fellows Creek / Surgeons Hall / Deanna / Housekeeping / Parking"
# What is a house's name and what stands behind it
HEADED = """Department of Quality / Division of Nights / Section of Nights / Residency / Fellowship / Residents / Resident / Fellows / Fellow / Alumni / Graduates / Graduate / Directory / Roster
    / Class of 2019 / Class 2019 / GME / Graduate Medical Education / Where are they now / Program / List"""
KINDS = {
    "fellowship": "Cardiology fellow / Fellowship director / Fellows",
    "residency": "Surgery resident / Residency and fellowship / Medical intern / House staff / Housestaff / House officer",
    "medical school": "MD class of 2011 / M.D. Class of 2011 / Medical school / School of Medicine class of 2011 / School of Medicine alumni",
    None: "Internal medicine / Hospitalist / School of Medicine faculty / International",
}


def each(names: str) -> list[str]:
    return [name.strip() for name in names.replace("\n", " ").split(" / ")]


def lengths(table: dict[int, str]) -> list[tuple[str, int]]:
    return [(name, years) for years, names in table.items() for name in each(names)]


@pytest.mark.parametrize(("program", "years"), lengths(RESIDENCIES))
def test_a_residency_lasts_so_long(program, years):
    assert programs.years(program, "residency") == years and programs.field(program) == program


@pytest.mark.parametrize("program", each(BESIDE))
def test_a_programs_other_words_are_no_part_of_its_field(program):
    assert programs.years(program, "residency") == 3


@pytest.mark.parametrize(("program", "years"), lengths(FELLOWSHIPS))
def test_a_fellowship_lasts_so_long(program, years):
    assert programs.years(program, "fellowship") == years and programs.field(program) == program


@pytest.mark.parametrize("program", each(DIFFER))
def test_a_field_whose_programs_differ_has_no_length(program):
    assert programs.years(program, "residency") is None and programs.field(program) == program


@pytest.mark.parametrize("text", each(NO_FIELD))
def test_what_is_more_than_a_field_is_none(text):
    assert programs.field(text) is None


@pytest.mark.parametrize(
    "field",
    [
        name
        for table in (RESIDENCIES, FELLOWSHIPS)
        for name, _ in lengths(table)
        if len(name) > 8 and name != "Medicine-Pediatrics"
    ],
)
def test_a_title_is_asked_for_the_field_that_it_names(field):
    assert programs.within(f"Chief of {field}, Loring") == field


@pytest.mark.parametrize("text", each(HOUSES))
def test_a_house_is_told_by_a_word(text):
    assert programs.is_house(text)


@pytest.mark.parametrize("text", each(NO_HOUSES))
def test_a_name_without_such_a_word_is_no_house(text):
    assert not programs.is_house(text)


@pytest.mark.parametrize("text", each(ROLES))
def test_a_role_is_told_by_a_word(text):
    assert programs.is_role(text)
    assert programs.position(f"{text}, Loring") == (text, "Loring")


@pytest.mark.parametrize("text", each(NO_ROLES))
def test_what_has_no_such_word_is_no_role(text):
    assert not programs.is_role(text)


@pytest.mark.parametrize("behind", each(HEADED))
def test_a_heading_names_its_house_before_other_words(behind):
    assert programs.titled(f"Loring Hospital {behind}") == ("Loring Hospital", None)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in each(texts)])
def test_which_training_words_tell_of(kind, text):
    assert programs.kind(text) == kind


@pytest.mark.parametrize(
    "text", ["2021-present", "2021 - current", "2021 to currently", "2021–now", "2021-today", "2021-"]
)
def test_years_that_go_on_have_no_last(text):
    assert programs.span(text) == (2021, None)


@pytest.mark.parametrize("text", ["None", "no", "Not applicable", "N/A", "n/a", "NA", "nil", "yes", "--", "?"])
def test_a_cell_that_names_no_training(text):
    assert programs.told(text) == (None, None, None, None)
