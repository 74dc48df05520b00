"""Every way in which a field for an employer says that the house was left: its house, and the one of today."""

import polars as pl
import pytest

from curbside.network import former
from curbside.network.contacts import conform
from curbside.network.model import AFFILIATION

# What is written, without the house of today
LEFT = """
Retiree, Loring Hospital
Retiree of Loring Hospital
Emerita, Loring Hospital
Previously: Loring Hospital
Previously at Loring Hospital
Previously Loring Hospital
Previous - Loring Hospital
Formerly at Loring Hospital
Formerly of Loring Hospital
Ex: Loring Hospital
Loring Hospital (ex)
Loring Hospital (previous)
Loring Hospital (previously)
Loring Hospital (formerly)
Former resident, Loring Hospital
Former chief resident, Loring Hospital
Former intern at Loring Hospital
Former attending, Loring Hospital
Former ER physician at Loring Hospital
Former trauma surgeon, Loring Hospital
Former nurse of Loring Hospital
Former hospitalist with Loring Hospital
Former associate professor, Loring Hospital
Former clinical faculty at Loring Hospital
Former chair of medicine, Loring Hospital
Former chairwoman, Loring Hospital
Former medical director at Loring Hospital
Former medical staff, Loring Hospital
Former trainee, Loring Hospital
Former pediatrician, Loring Hospital
Between positions (was at Loring Hospital)
Between roles - was at Loring Hospital
On leave (was at Loring Hospital)
Unemployed; was at Loring Hospital
Looking, was at Loring Hospital
Were at Loring Hospital
Had been at Loring Hospital
Was with Loring Hospital
Was in Loring Hospital
Was on staff at Loring Hospital
Used to work at Loring Hospital
Used to practice at Loring Hospital
Used to be with Loring Hospital
Used to work for Loring Hospital
Used to practice in Loring Hospital
Once at Loring Hospital
Trained at Loring Hospital
Last at Loring Hospital
Until recently at Loring Hospital
Till recently with Loring Hospital
Most recently at Loring Hospital
Worked for Loring Hospital
Trained in Loring Hospital
No longer with Loring Hospital
No longer in Loring Hospital
No longer employed at Loring Hospital
No longer employed by Loring Hospital
Moved from Loring Hospital
Departed from Loring Hospital
Resigned from Loring Hospital
Separated from Loring Hospital
Laid off from Loring Hospital
I have left Loring Hospital in 2023
Has left Loring Hospital 2022
Completed my fellowship at Loring Hospital
Finished his training in Loring Hospital
Did her internship at Loring Hospital
Loring Hospital (no longer here)
Loring Hospital - no longer employed
Loring Hospital (not there any more)
Loring Hospital (not here anymore)
Loring Hospital (gone)
Loring Hospital, retired 2014
Loring Hospital (retired in 2019)
Was at Loring Hospital until June
Was at Loring Hospital through December
Loring Hospital, now retiree
Loring Hospital (now ret'd)
Loring Hospital; now disabled
Loring Hospital, now deceased
Loring Hospital, now unemployed
Loring Hospital - now elsewhere
Loring Hospital (now gone)
Loring Hospital, now moved away to Maine
Loring Hospital, now between jobs
""".strip().splitlines()
BOTH = """
Elm Clinic; ex-Loring Hospital
Elm Clinic; prior: Loring Hospital
Elm Clinic; before that Loring Hospital
Elm Clinic; before that: Loring Hospital
Elm Clinic; formerly Loring Hospital
Elm Clinic; formerly of Loring Hospital
Elm Clinic; previously with Loring Hospital
Elm Clinic, formerly with Loring Hospital
Elm Clinic (prior: Loring Hospital)
Formerly Loring Hospital, presently Elm Clinic
Formerly Loring Hospital (now with Elm Clinic)
Formerly Loring Hospital; currently: Elm Clinic
""".strip().splitlines()
TOWNS = """
Formerly Methodist, Houston
Formerly Adventist, Orlando
Formerly Baptist, Jackson
""".strip().splitlines()
NONE = """
Moved Mountains Physical Therapy
Last Resort Recovery Center
Ex Libris Health Library
Emeritus Senior Living
Completed Care Partners
Looking Glass Pediatrics
Now Care Dental
Loring Hospital, now Loring Health
No Longer Alone Counseling
Trained Eye Ophthalmology
Gone Fishing Pediatric Dentistry
""".strip().splitlines()


def split(employer: str) -> list[tuple[str, bool]]:
    row = {"record_id": "a", "kind": "work", "organisation_name": employer, "is_current": True}
    frame = former.split(conform(pl.DataFrame([row]), AFFILIATION))
    return frame.select("organisation_name", "is_current").rows()


@pytest.mark.parametrize("written", LEFT)
def test_the_house_was_left(written):
    assert former.read(written) == ("Loring Hospital", None)
    assert split(written) == [("Loring Hospital", False)]


@pytest.mark.parametrize("written", BOTH)
def test_the_house_was_left_for_another(written):
    assert former.read(written) == ("Loring Hospital", "Elm Clinic")
    assert split(written) == [("Loring Hospital", False), ("Elm Clinic", True)]


@pytest.mark.parametrize("written", TOWNS)
def test_a_church_is_no_role(written):
    assert former.read(written) == (written.removeprefix("Formerly "), None)


@pytest.mark.parametrize("written", NONE)
def test_a_name_of_the_same_words_is_a_house_of_today(written):
    assert former.read(written) == (None, None)
    assert split(written) == [(written, True)]
