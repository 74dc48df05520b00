"""Who a posting is for, and which field, as the taxonomy names it."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.transforms import lexicon, specialty, title

LABELLED = Path(__file__).parent / "labelled" / "titles.csv"
SCHEMA = {"title": pl.String, "categories": pl.List(pl.String), "description": pl.String}


def read(text: str | None, *categories: str, description: str | None = None) -> tuple[str | None, str | None]:
    frame = pl.DataFrame([(text, list(categories), description)], schema=SCHEMA, orient="row")
    return specialty.classify(frame).select("profession", "specialty_code").row(0)


@pytest.mark.parametrize("part", ["tune", "held out", "blind"])
def test_the_labelled_titles_are_read_right(part):
    labelled = pl.read_csv(LABELLED, infer_schema=False).filter(pl.col("part") == part)
    assert labelled.height >= 100
    said = specialty.classify(
        labelled.select(
            "title",
            categories=pl.concat_list("category").list.drop_nulls(),
            description=pl.lit(None, dtype=pl.String),
        )
    )
    profession = said["profession"].eq_missing(labelled["profession"]).mean()
    code = said["specialty_code"].eq_missing(labelled["specialty_code"]).mean()
    assert profession >= 0.98
    assert code >= 0.95


def test_the_description_decides_where_title_and_category_are_silent():
    text = "A group by the sea seeks a gastroenterologist. Gastroenterology clinic and endoscopy; work with surgeons."
    assert read("Live near the beach!", description=text) == ("physician", "207RG0100X")
    assert read("Live near the beach!", "Other", description="Specialty: Urology. Great schools.") == (
        "physician",
        "208800000X",
    )


def test_two_fields_named_alike_in_a_description_decide_nothing():
    text = "Our physicians cover urology and nephrology and like it here."
    assert read("Live near the beach!", description=text) == ("physician", None)


def test_bait_alone_has_no_specialty():
    assert read("Live near the beach!") == (None, None)
    assert read("") == (None, None)
    assert read(None) == (None, None)


def test_a_title_outweighs_a_wrong_category():
    assert read("Neurosurgeon", "Neurology") == ("physician", "207T00000X")
    assert read("Optometrist", "Anesthesiology") == ("other", None)
    assert read("Urology Nurse Practitioner", "Urology") == ("advanced practice", "363L00000X")


def test_a_category_narrows_a_wide_title_but_only_one_that_is_alone():
    assert read("Cardiology opening", "Interventional Cardiology") == ("physician", "207RI0011X")
    assert read("Teleradiologist", "Body Imaging, Neuroradiology & Diagnostic Radiology") == (
        "physician",
        "2085R0202X",
    )


def test_rows_keep_their_order_and_columns():
    frame = pl.DataFrame(
        {
            "title": ["Urologist", None, "RN"],
            "categories": [[], None, ["Nursing"]],
            "description": [None, None, "x"],
        },
        schema=SCHEMA,
    )
    said = specialty.classify(frame)
    assert said.columns == ["profession", "professions", "specialty_code", "specialty", "specialty_codes"]
    assert said.drop("professions", "specialty_codes").rows() == [
        ("physician", "208800000X", "Urology"),
        (None, None, None),
        ("other", None, None),
    ]
    assert specialty.classify(frame.clear()).height == 0


@pytest.mark.whole
@settings(max_examples=5)
@given(st.lists(st.text(max_size=60), min_size=15, max_size=30))
def test_odd_titles_give_a_known_answer(texts):
    frame = pl.DataFrame({"title": texts, "categories": [[t] for t in texts], "description": texts}, schema=SCHEMA)
    said = specialty.classify(frame)
    assert said.height == len(texts)
    assert set(said["profession"]) <= {"physician", "advanced practice", "other", None}
    assert set(said["specialty_code"].drop_nulls()) <= set(lexicon.taxonomy()["code"])


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Cards", "207RC0000X"),
        ("Cardiovascular Disease", "207RC0000X"),
        ("207rc0000x", "207RC0000X"),
        ("GI", "207RG0100X"),
        ("EM", "207P00000X"),
        ("Heme/Onc", "207RH0003X"),
        ("OB/GYN", "207V00000X"),
        ("PM&R", "208100000X"),
        ("ID", "207RI0200X"),
        ("Radiology", "2085R0202X"),
        ("Hospital Medicine", "208M00000X"),
        ("Primary care", "207Q00000X"),
        ("CRNA", "367500000X"),
        ("basket weaving", None),
        ("", None),
    ],
)
def test_a_users_word_finds_its_code(word, code):
    assert specialty.resolve(word) == code


@pytest.mark.whole
def test_every_display_name_of_a_physicians_field_is_understood():
    nucc = lexicon.taxonomy().filter(pl.col("grouping").str.starts_with("Allopathic"))
    assert [name for name in nucc["display"] if specialty.resolve(name) is None] == []


def test_a_search_finds_the_fields_below_it():
    found = specialty.descendants("207RC0000X")
    assert {"207RC0000X", "207RI0011X", "207RC0001X", "207RA0001X"} <= set(found)
    assert "2080P0202X" not in found
    assert specialty.descendants("207RI0011X") == ["207RI0011X"]
    assert {"2085N0700X", "2085R0204X"} <= set(specialty.descendants("2085R0202X"))


def test_a_generalists_search_finds_generalists():
    medicine = specialty.descendants("207R00000X")
    assert "208M00000X" in medicine
    assert "207RC0000X" not in medicine
    assert "2080P0202X" not in specialty.descendants("208000000X")


def test_one_field_under_several_boards_is_one_search():
    assert set(specialty.descendants("207QS1201X")) >= {"207RS0012X", "2084S0012X"}


def test_every_parent_and_every_word_has_a_code_of_the_taxonomy():
    nucc = lexicon.taxonomy()
    codes = set(nucc["code"])
    assert set(nucc["parent"].drop_nulls()) - {""} <= codes
    assert set(nucc["same"].drop_nulls()) - {""} <= codes
    assert set(lexicon.lexicon()["code"].drop_nulls()) <= codes


def test_every_phrase_is_spelt_as_titles_are():
    phrases = lexicon.lexicon().select("phrase", text=pl.col("phrase").str.replace_all(r"[ ,]+", " ").str.strip_chars())
    plain = phrases.filter(~pl.col("phrase").str.contains(","))
    spelt = plain.select("phrase", spelt=title.words(pl.col("text")))
    odd = spelt.filter(~pl.col("spelt").str.contains(pl.col("phrase"), literal=True))
    assert odd["phrase"].to_list() == []


@pytest.mark.parametrize(
    ("text", "both"),
    [("Family Physician or Nurse Practitioner", True), ("Psychiatrist / PMHNP", True), ("MD, DO, NP, or PA - Urgent Care", True),
     ("Cardiologist, PA", False), ("Cardiologist with NP support", False), ("NP/PA - Cardiology", False)],
)  # fmt: skip
def test_a_posting_for_either_is_a_physicians_and_says_both(text, both):
    frame = pl.DataFrame([(text, [], None)], schema=SCHEMA, orient="row")
    profession, professions = specialty.classify(frame).select("profession", "professions").row(0)
    assert (professions == ["physician", "advanced practice"]) is both
    assert profession == professions[0]


@pytest.mark.parametrize(
    ("text", "categories", "want"),
    [
        ("MD, DO, NP, or PA-C", [], ["physician", "advanced practice"]),
        ("Physician, Nurse Practitioner or Physician Assistant - Urgent Care", [], ["physician", "advanced practice"]),
        ("Physician - Nurse Practitioner or Physician Assistant", [], ["advanced practice"]),  # a board's heading
        ("Physician - Nurse Practitioner", [], ["advanced practice"]),
        ("Urgent Care Provider", ["Nurse Practitioner", "Physician Assistant", "Physician"], ["physician", "advanced practice"]),
        ("Physician", ["Nurse Practitioner", "Physician Assistant", "Physician"], ["physician"]),
        # for whom an office works
        ("Physician/APP Recruiter", [], ["other"]),
        ("Manager, Physician and Advanced Practice Recruitment", [], ["other"]),
        ("Physician and APP Compensation Analyst", [], ["other"]),
        ("Director of Physician & APP Services", [], ["other"]),
        ("Senior Physician & APP Talent Partner", [], ["other"]),
        ("Physician / Nurse Practitioner Liaison", [], ["other"]),
        ("Medical Assistant - MD/NP office", [], ["other"]),
        ("RN supporting MD, DO, NP and PA", [], ["other"]),
    ],
)  # fmt: skip
def test_who_may_apply(text, categories, want):
    frame = pl.DataFrame([(text, categories, None)], schema=SCHEMA, orient="row")
    assert specialty.classify(frame)["professions"].to_list() == [want]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Pulmonary/Critical Care Physician", ["Pulmonary Disease", "Critical Care Medicine"]),
        ("Pulm/Crit Intensivist", ["Pulmonary Disease", "Critical Care Medicine"]),
        ("Pulmonologist", ["Pulmonary Disease"]),
        ("Internist or Family Physician", ["Internal Medicine", "Family Medicine"]),
        ("Primary Care Physician (FM/IM)", ["Family Medicine", "Internal Medicine"]),
        ("Urgent Care Physician (EM, FM, IM)", ["Emergency Medicine", "Family Medicine", "Internal Medicine"]),
        ("Med/Peds Physician", ["Internal Medicine", "Pediatrics"]),
        ("Pediatrics/Family Medicine", ["Pediatrics", "Family Medicine"]),
        ("Adult and Child Psychiatrist", ["Psychiatry", "Child & Adolescent Psychiatry"]),
        ("General/Trauma Surgeon", ["Surgery", "Trauma Surgery"]),
        ("Anesthesiologist/Pain Management", ["Pain Medicine", "Anesthesiology"]),
        # one narrows the other, one is a child's, one is not sought, one is no field of the posting
        ("Internal Medicine / Rheumatology", ["Rheumatology"]),
        ("Pediatric Cardiology/Critical Care", ["Pediatric Cardiology"]),
        ("Cardiology and Urology group seeks Nephrologist", ["Nephrology"]),
        ("Family Medicine w/ OB", ["Family Medicine"]),
        ("Psychiatry in OR - 7 on/7 off Inpatient Geriatric", ["Psychiatry"]),
        ("Hematology/Oncology", ["Hematology & Oncology"]),
        ("Registered Nurse, Cardiology or Neurology", None),
    ],
)
def test_fields_that_stand_side_by_side_are_all_told(title, names):
    frame = pl.DataFrame({"title": [title], "categories": [None], "description": [None]}, schema=SCHEMA)
    codes = specialty.classify(frame)["specialty_codes"].to_list()[0]
    assert (codes and [specialty.name(c) for c in codes]) == names
