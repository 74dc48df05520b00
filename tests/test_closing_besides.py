"""Words of closing with a limit, or about another opening, close nothing; the same words about the page's own do."""

import pytest
from test_blind import one
from test_closing import day, job, state
from test_families import board

from curbside.extractors.readers.closing import record_says_closed, says_closed

PAGE = "<!doctype html><body><h1>{}</h1><p>{}</p><p>Four days a week, and a town with a lake.</p><a href=/a>Apply</a></body>"
OTHERWISE = """\
We are not accepting applications from agencies.
Currently not accepting applications from candidates outside the United States.
Not accepting applications by fax or e-mail.
Not accepting applications via Indeed.
Not accepting applications from physicians outside Ohio.
Applications are no longer accepted by mail.
We are not accepting resumes submitted by third parties.
This position is not accepting J-1 applicants.
This position is not accepting new graduates.
This role is not accepting internal applications.
Position is not open to remote candidates.
This position is not open to candidates from vendors.
This vacancy is not available to J-1 candidates.
Sorry, this job is no longer available to external candidates outside Ohio.
This position is no longer available as a part-time role.
This position is not available on a part-time basis.
No longer accepting applications for the 2026 class; applications for 2027 are now open.
No longer accepting applications for the nurse practitioner position.
The fellowship position has been filled.
Our Medical Director role has now been filled.
The search for a chief medical officer has concluded.
The recruitment for the nurse manager position has ended.
Nurse Practitioner: this position has been filled.
The hematology north campus night float backup weekend position has been filled.
This requisition replaces R-100, which has been closed.
This requisition supersedes a posting: that one was R-100, that posting was cancelled.
This job has replaced R-100, which has been closed.
This position is listed beside R-100, which has been closed.
The posting was closed in June and is open again.""".splitlines()
OWN = """\
We are no longer accepting applications from external candidates.
This position is no longer accepting applications from candidates.
This position is no longer accepting applications from physicians.
No longer accepting applications at this time.
This position is no longer accepting new applicants.
This position is no longer open to applicants.
This posting is no longer available to apply.
This job is no longer open for applications.
Applications for this position are no longer being accepted.
We are not currently accepting applications for the Surgeon position.
The Surgeon position has been filled.
The general surgery position has been filled.
The search for a surgeon has concluded.
The locum position has been filled.
This hospitalist position has been filled.
We at Elm Clinic regret this position has been filled.
This position has been filled by an internal candidate.
Surgeon: this position has been filled.
Surgeon nights: this position has been filled.
The general north campus night float backup position has been filled.
Update: this position has been filled.
The job that you are looking for has been removed.
Not accepting applications by fax; this position has been filled.
This role is no longer accepting applications as of November 3, 2026.""".splitlines()


@pytest.mark.parametrize("words", OTHERWISE)
def test_a_limit_or_another_opening_closes_nothing(words):
    assert not says_closed(PAGE.format("Hematologist", words).encode())
    assert not record_says_closed({"title": "Hematologist", "description": f"<p>{words}</p>"})


@pytest.mark.parametrize("words", OWN)
def test_the_same_words_about_the_pages_own_opening_close_it(words):
    assert says_closed(PAGE.format("General Surgeon", words).encode())
    assert record_says_closed({"title": "General Surgeon", "description": f"<p>{words}</p>"})


def test_what_a_record_knows_of_its_opening_tells_whose_the_sentence_is():
    said = "The Dayton position has been filled."
    assert record_says_closed({"title": "Surgeon", "places": [{"city": "Dayton"}], "description": f"<p>{said}</p>"})
    assert not record_says_closed({"title": "Surgeon", "places": [{"city": "Troy"}], "description": f"<p>{said}</p>"})
    assert says_closed(PAGE.format("Surgeon", said).encode(), known="Surgeon Dayton OH")
    assert not says_closed(PAGE.format("Surgeon", said).encode(), known="Surgeon Troy OH")


def test_a_page_of_which_nothing_is_known_is_believed():
    assert says_closed(b"<p>The fellowship position has been filled.</p>")


LONG = (
    "We are a group of nine in a town with a lake, and our nurses stay for many years because they like it here. " * 4
)


@pytest.mark.parametrize(
    ("sentence", "is_full", "closed"),
    [
        ("This position has been filled.", True, True),
        ("We regret to say that this position has been filled.", True, True),
        ("Our lake is clean and the town is kind and the position has been filled.", True, False),
        ("Our lake is clean and the town is kind and the position has been filled.", False, True),
    ],
)
def test_prose_of_a_page_whose_data_are_full_and_that_offers_to_apply_closes_by_a_sentence_of_its_own(
    sentence, is_full, closed
):
    page = PAGE.format("Surgeon", f"{LONG} {sentence}")
    assert says_closed(page.encode(), is_full=is_full) is closed
    assert says_closed(page.replace("Apply", "Home").encode(), is_full=is_full)
    assert says_closed(PAGE.format("Surgeon", sentence).encode(), is_full=is_full)  # what stands apart is a banner


@pytest.mark.whole
def test_a_full_page_with_prose_about_another_opening_stays_open(tmp_path):
    prose = (
        f"<p>{LONG} Our lake is clean and the town is kind and the position has been filled.</p><a href=/a>Apply</a>"
    )
    pages = [
        job("Surgeon") + prose,
        job("Urologist", hiringOrganization="") + prose,
        job("Internist") + "<p>The fellowship position has been filled.</p>",
    ]
    dayton = (
        job("Nephrologist", jobLocation={"address": {"addressLocality": "Dayton"}})
        + "<p>The Dayton position has been filled.</p>"
    )
    one(tmp_path, board("jsonld"), day(*pages, dayton))
    assert state(tmp_path) == {
        "Surgeon": False,
        "Internist": False,
    }  # the others were closed on their first day
