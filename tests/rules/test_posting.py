"""Whether a page in a posting's place says, by its words or by what it is, that the posting is one no more."""

from datetime import UTC, datetime

import pytest

from curbside.extractors.base import Answer, Item
from curbside.warehouse import posting

CLOSED = b"<html><body><h1>Cardiologist</h1><p>This position has been filled.</p></body></html>"
OPEN = b"<html><body><h1>Cardiologist</h1><p>Apply now.</p></body></html>"
LISTS = b"<html><body><h1>Search Jobs</h1><p>Apply now.</p></body></html>"
ONE, TWO = [Item("i", "u")], [Item("i", "u"), Item("j", "u")]


@pytest.mark.parametrize(
    ("kind", "body", "items", "is_read", "over"),
    [
        ("page", CLOSED, [], True, ("k", True)), ("page", CLOSED, [], False, ("k", True)), ("page", OPEN, [], False, None), ("page", LISTS, [], False, ("k", False)),
        ("page", LISTS, [], True, None),  # it gives a posting of its own
        ("list", CLOSED, ONE, True, ("i", True)),  # a page that the user saved
        ("list", CLOSED, TWO, True, None), ("list", CLOSED, [], True, None), ("list", OPEN, ONE, True, None), ("list", LISTS, ONE, False, None),
        ("list", b'{"says": "This position has been filled."}', ONE, True, None),
    ],
)  # fmt: skip
def test_a_page_that_is_its_postings_no_more(kind, body, items, is_read, over):
    key = "k" if kind == "page" else None
    answer = Answer(kind, "https://x.example/k", 200, datetime(2026, 11, 23, tzinfo=UTC), body, "text/html", key=key)
    assert posting._over(answer, items, is_read) == over


def test_a_page_without_a_key_is_nobodys():
    answer = Answer("page", "https://x.example/k", 200, datetime(2026, 11, 23, tzinfo=UTC), CLOSED, "text/html")
    assert posting._over(answer, [], False) == ("", True)
