"""A year of reminders and asks, held against a plain account of what the user said."""

import os

import pytest
from searching import Year

pytestmark = pytest.mark.whole


@pytest.mark.parametrize("seed", range(int(os.environ.get("CURBSIDE_YEARS", "1"))))
def test_a_year_brings_no_reminder_without_a_reason_none_twice_and_no_ask_that_breaks_a_caution(seed):
    """CURBSIDE_YEARS=3 lives three years, and looks at the list every day."""
    year = Year(seed, step=1, derive=7) if "CURBSIDE_YEARS" in os.environ else Year(seed)
    year.run()
    # Each rule was put to the test, not passed over.
    assert year.counts["reminders"] > 500 and year.counts["offers"] > 1000 and year.counts["held back"] > 5
    assert {e.object for e in year.said if e.verb == "stage"} > {
        "applied",
        "interview",
        "accepted",
        "withdrawn",
        "dismissed",
    }
    assert len(year.asked) > 50 and year.counts["done"] > 50
