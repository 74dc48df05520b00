"""`Title - Employer - City, ST`: what stands between is the employer where it looks like one's name, else the title's."""

import pytest
from test_families import answer, board
from test_mailcards import read, shown

from curbside.extractors import family
from curbside.extractors.readers.namedtitle import apart, ended, is_employer

POSITION = (
    "Part-Time|Internal Medicine|No Call|Nights|Sign-On Bonus|J-1 Welcome|Locum Tenens|$350,000|7 on 7 off|Outpatient Only|Level II Trauma|"
    "Child & Adolescent|Cardiac|Hand|Stroke Program|Loan Repayment|With OB|BC/BE|Academic|Weekends|Per Diem|Partnership Track|Day Shift|"
    "New Grads Welcome|12 Hour Shifts|Hospice|Req 12345|Nocturnist|Urgent|Telehealth|Open ICU|Immediate Opening|1:4 call|Teaching Hospital|"
    "Urgent Care Clinic|Behavioral Health|Women’s Health|Hospital Employed|Private Practice|Single Specialty Group|Large Health System|"
    "Academic Medical Center|Level I Trauma Center|Near Columbus Hospital|Growing Health System|Physicians Needed|up to $400k|Staffing|Physician Staffing"
)
NAMES = (
    "Aster Health System|VA Medical Center|Orchard Clinic|Rue Medical Group|Kaiser Permanente|AdventHealth|St. Mary's|Ohio State University|"
    "Sound Physicians|Mercy Health Partners|Boston Children's Hospital|University of Iowa|Kidney Care Consultants of Ohio|"
    "Cardiology Associates of Ohio|Marion General Hospital|Private Diagnostic Clinic, PLLC|Women & Infants Hospital|Clínica Mayagüez|National Jewish Health|Vista Staffing|Erie VA"
)
UNTOLD = "Vituity|Ochsner|Community Hospital|US Acute Care Solutions"


@pytest.mark.parametrize(("names", "want"), [(POSITION, False), (NAMES, True), (UNTOLD, None)])
def test_what_looks_like_an_employers_name(names, want):
    assert [n for n in names.split("|") if is_employer(n) is not want] == []


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("Hospitalist - Elm Clinic - Troy, OH", ("Hospitalist", "Elm Clinic", "Troy")),
        ("Hospitalist | Elm Clinic | Troy, OH", ("Hospitalist", "Elm Clinic", "Troy")),
        ("Physician - Sleep Medicine - Elm Clinic - Troy, OH", ("Physician - Sleep Medicine", "Elm Clinic", "Troy")),
        ("Hospitalist - Elm Clinic - Nights - Troy, OH", ("Hospitalist - Nights", "Elm Clinic", "Troy")),
        ("Elm Clinic - Hospitalist - Troy, OH", ("Hospitalist", "Elm Clinic", "Troy")),
        ("Hospitalist - Nights - Troy, OH", ("Hospitalist - Nights", None, "Troy")),
        ("Hospitalist - Vituity - Troy, OH", ("Hospitalist - Vituity", None, "Troy")),
        ("Hospitalist, Elm Clinic, Troy, OH", ("Hospitalist", "Elm Clinic", "Troy")),
        ("Hospitalist at Vituity (Troy, OH)", ("Hospitalist", "Vituity", "Troy")),
        ("Hospitalist at Elm Clinic in Troy, OH", ("Hospitalist", "Elm Clinic", "Troy")),
        ("Hospitalist at Night (Troy, OH)", ("Hospitalist at Night", None, "Troy")),
        ("Cardiologist, Non-Invasive, Troy, OH", None),
        ("Hospitalist - Elm Clinic - Full-Time", None),
        ("Hospitalist - Troy, OH", None),
        ("Physician – Sleep Medicine - Elm Clinic - Troy, OH", ("Physician – Sleep Medicine", "Elm Clinic", "Troy")),
        ("Elm Clinic - Hospitalist - Ash Hospital - Troy, OH", ("Elm Clinic - Hospitalist", "Ash Hospital", "Troy")),
        ("Cardiology Associates of Ohio - Nights - Troy, OH", ("Cardiology Associates of Ohio - Nights", None, "Troy")),
    ],
)
def test_what_a_title_holds(title, want):
    told = apart(title)
    assert (told and (told.title, told.employer, told.place["city"])) == want


def told(*titles: str, employer: str | None = None) -> list[tuple]:
    entries = "".join(f"<item><title>{t}</title><guid>{n}</guid></item>" for n, t in enumerate(titles))
    feed = f"<rss version='2.0'><channel>{entries}</channel></rss>"
    found = family("rss").records(answer(feed), board("rss", employer=employer))
    return [(r["title"], r.get("employer"), *(p["city"] for p in r["places"])) for r in found]


HOUSES = [f"Hospitalist - {name} - Troy, OH" for name in ("Elm Clinic", "Ash Hospital", "Oak Health")]


def test_a_name_that_does_not_tell_is_an_employers_in_a_feed_whose_titles_have_one():
    assert told(*HOUSES, "Urologist - Vituity - Lima, OH")[-1] == ("Urologist", "Vituity", "Lima")
    assert told(*HOUSES, "Urologist - Nights - Lima, OH")[-1] == ("Urologist - Nights", None, "Lima")
    assert told(*HOUSES[:2], "Urologist - Vituity - Lima, OH")[-1] == ("Urologist - Vituity", None, "Lima")
    days = [f"Hospitalist - {name} - Troy, OH" for name in ("Days", "Nights")]
    assert told(*HOUSES, *days, "Urologist - Vituity - Lima, OH")[-1] == ("Urologist - Vituity", None, "Lima")


def test_titles_of_another_form_do_not_say_what_form_a_feeds_titles_have():
    others = ["Urologist - Lima, OH", "Urologist - Nights - Full-Time"] * 4
    found = told(*others, *HOUSES, "Urologist - Vituity - Lima, OH")
    assert found[-1] == ("Urologist", "Vituity", "Lima")


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("Hospitalist - Elm Clinic", ("Hospitalist", "Elm Clinic")), ("Hospitalist - Troy, OH", ("Hospitalist", None)),
        ("Hospitalist - Nights", None), ("Elm Clinic", None), ("Troy, OH", None),
    ],
)  # fmt: skip
def test_what_a_title_of_two_parts_ends_with(title, want):
    found = ended(title)
    assert (found and found[:2]) == want


def test_a_boards_own_employer_gives_way_to_no_title():
    found = told("Hospitalist - Nights - Troy, OH", "Urologist - Elm Clinic - Lima, OH", "Internist at Elm Clinic (Lima, OH)",
                 "Nephrologist - Umber Health - Lima, OH", employer="Umber Health")  # fmt: skip
    assert found == [
        ("Hospitalist - Nights", None, "Troy"), ("Urologist - Elm Clinic", None, "Lima"), ("Internist at Elm Clinic", None, "Lima"),
        ("Nephrologist", "Umber Health", "Lima"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("1. Allergist, Okra Health, Troy, OH: {}", ("Allergist", "Okra Health", "Troy, OH")),
        ("2. Allergist | Okra Clinic | Troy, OH <{}>", ("Allergist", "Okra Clinic", "Troy, OH")),
        ("- Allergist at Okra Kidney (Troy, OH) {}", ("Allergist", "Okra Kidney", "Troy, OH")),
        ("* Allergist - Okra Uro - Troy, OH [{}]", ("Allergist", "Okra Uro", "Troy, OH")),
        ("Allergist - Nights - Troy, OH {}", ("Allergist - Nights", None, "Troy, OH")),
        ("Allergist - Okra Health\nTroy, OH\n{}", ("Allergist", "Okra Health", "Troy, OH")),
        ("Allergist - Troy, OH\nOkra\n{}", ("Allergist", "Okra", "Troy, OH")),
        ("Allergist - Okra Hospital - Troy, OH\nEmployer: Leek\n{}", ("Allergist - Okra Hospital - Troy, OH", "Leek", "Troy, OH")),
    ],
)  # fmt: skip
def test_one_line_of_a_mail_holds_a_whole_posting(text, want):
    assert [shown(r) for r in read(text.format("https://k.example/job/1"), kind="plain")] == [want]


def test_a_linked_line_holds_a_whole_posting():
    row = "<p><a href='https://rue.example/jobs/{}'>{} - {} - Troy, OH</a></p>"
    found = read(row.format(1, "Hospitalist", "Rue Health") + row.format(2, "Nocturnist", "Vituity"))
    assert [shown(r) for r in found] == [
        ("Hospitalist", "Rue Health", "Troy, OH"),
        ("Nocturnist", "Vituity", "Troy, OH"),
    ]
