"""When a posting's page is asked again, and which answers are worth another try."""

from datetime import UTC, datetime, timedelta

import pytest

from curbside.extractors.base import Item
from curbside.extractors.memory import PageSeen
from curbside.extractors.pull import LEFT, is_due
from curbside.extractors.web.retry import PASSING

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def due(ago: timedelta, status=200, version=None, now=None, decide=True, key="1", **seen) -> bool:
    """`version` stood on the page when it was asked `ago`, `now` stands in the list."""
    return is_due(Item(key, "https://x", now), PageSeen(version, status, NOW - ago, "https://x", **seen), NOW, decide)


def test_a_page_that_was_never_asked_or_has_changed_is_due():
    assert is_due(Item("1", "https://x"), None, NOW)
    assert due(MINUTE, now="v2", version="v1") and due(MINUTE, now="v1", version=None)
    assert not due(99 * DAY, now="v1", version="v1")


def test_a_page_without_a_version_is_due_after_a_week_and_up_to_as_much_again_each_on_a_day_of_its_own():
    days = {key: next(n for n in range(30) if due(n * DAY, key=str(key))) for key in range(200)}
    assert set(days.values()) == set(range(7, 14))
    assert all(not due(days[key] * DAY - MINUTE, key=str(key)) for key in days)
    assert days == {
        key: next(n for n in range(30) if due(n * DAY, now=LEFT, version=LEFT, key=str(key))) for key in days
    }


@pytest.mark.parametrize(
    ("ago", "facts", "is_asked"),
    [
        # gone, as a gap of the site's may be: by the next run, then after twice that, a month at most
        (10 * HOUR, {"status": 404}, True), (10 * HOUR - MINUTE, {"status": 404}, False), (10 * HOUR, {"status": 410, "gone": 1}, True), (10 * HOUR - MINUTE, {"status": 410, "gone": 1}, False),
        (20 * HOUR, {"status": 404, "gone": 2}, True), (20 * HOUR - MINUTE, {"status": 404, "gone": 2}, False), (30 * DAY, {"status": 404, "gone": 50}, True), (30 * DAY - MINUTE, {"status": 404, "gone": 50}, False),
        # a page without a posting: a month
        (30 * DAY, {"postings": 0}, True), (30 * DAY - MINUTE, {"postings": 0}, False), (14 * DAY, {"postings": 1}, True), (30 * DAY - MINUTE, {"status": 404, "postings": 1, "gone": 9}, False),
        # gone while an interface names the posting: the next day, then after twice that, a month at most
        (20 * HOUR, {"status": 404, "decide": False}, True), (20 * HOUR - MINUTE, {"status": 404, "decide": False}, False), (20 * HOUR - MINUTE, {"status": 404, "decide": False, "gone": 1}, False),
        (20 * HOUR, {"status": 404, "decide": False, "gone": 1}, True), (40 * HOUR, {"status": 404, "decide": False, "gone": 2}, True), (40 * HOUR - MINUTE, {"status": 404, "decide": False, "gone": 2}, False),
        (80 * HOUR - MINUTE, {"status": 410, "decide": False, "gone": 3}, False), (30 * DAY, {"status": 404, "decide": False, "gone": 50}, True), (30 * DAY - MINUTE, {"status": 404, "decide": False, "gone": 50}, False),
        # any other answer is no answer
        (MINUTE, {"status": 500}, True), (MINUTE, {"status": 403}, True), (MINUTE, {}, False),
        # asked by a clock that was ahead
        (-DAY, {}, False), (-DAY - MINUTE, {}, True), (-DAY - MINUTE, {"status": 404}, True), (-MINUTE, {"status": 404}, False),
    ],
)  # fmt: skip
def test_how_long_a_page_is_left_alone(ago, facts, is_asked):
    assert due(ago, **facts) is is_asked


def test_which_answers_are_worth_another_try():
    """Too many requests, and faults of a server or of what stands before it; "not implemented" stays so."""
    assert {status for status in range(100, 600) if status in PASSING} == {429, 500, 502, 503, 504}
