"""One landed run's answers as rows: what a list names, what pages give, what is gone, blank or could not be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import newfamily
import pytest

from curbside import landing
from curbside.extractors.base import DAMAGED, Answer, BoardError
from curbside.warehouse.posting import Parsed, _once, _parse

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
CLOSED = b"<html><body><h1>Job</h1><p>This position has been filled.</p></body></html>"
OTHERS = b"<html><body><h1>Search Results</h1>" + b"".join(
    b'<div class="job"><a href="/job/%d">Hospitalist %d</a></div>' % (n, n) for n in range(12)
)


@pytest.fixture
def tiny(monkeypatch, tmp_path) -> Callable[..., None]:
    module = newfamily.add(monkeypatch, tmp_path)

    def change(**facts: Any) -> None:
        module.FAMILY = replace(module.FAMILY, **facts)

    return change


def listed(*keys: str) -> Answer:
    body = json.dumps({"jobs": [[k, None] for k in keys], "next": None}).encode()
    return Answer("list", "u", 200, NOW, body, "application/json")


def page(key: str | None, body: bytes = b"job", status: int = 200) -> Answer:
    return Answer("page", "u", status, NOW, body, "text/html", key=key)


def parsed(*answers: Answer, most: int | None = None) -> Parsed:
    run = landing.BoardRun(
        "20261124T060000Z-aaaa-000001", "sample", "tiny", "https://x", None, NOW, NOW, "done", None, 0, 0, 0, True,
        max_postings=most,
    )  # fmt: skip
    into = Parsed([], [], [], [], {})
    _parse(run, list(answers), into)
    return into


def keys(rows: list[tuple]) -> list[str]:
    return [row[1] for row in rows]


@pytest.mark.parametrize(
    ("error", "problem", "told"),
    [(None, None, None), ("a", None, "a"), (None, "b", "b"), ("a", "b", "a; b"), ("a", "1 of 1 not read: a", "1 of 1 not read: a")],
)  # fmt: skip
def test_what_a_pull_and_its_reading_both_say_is_told_once(error, problem, told):
    assert _once(error, problem) == told


def test_a_list_names_postings_and_pages_give_them(tiny):
    got = parsed(listed("a", "b"), page("a"), page("b"))
    assert keys(got.items) == ["a", "b"] and [r["key"] for r in got.records] == ["a", "b"]
    assert {(r["board"], r["part"], r["family"], r["seen_at"]) for r in got.records} == {
        ("sample", "page", "tiny", NOW)
    }
    assert not got.gone and not got.blank and not got.problems


@pytest.mark.parametrize("status", [404, 410, 403, 500])
@pytest.mark.parametrize("decides", [True, False])
def test_a_page_that_is_gone_is_so_where_pages_decide(tiny, status, decides):
    tiny(pages_decide=decides)
    got = parsed(page("a", b"", status))
    assert got.gone == ([("sample", "a", NOW, False)] if decides and status in (404, 410) else [])
    assert got.blank == []  # an answer that is none gives no posting, and is none without a title


@pytest.mark.parametrize("status", [404, 410])
def test_a_list_that_is_gone_closes_nothing(tiny, status):
    assert parsed(replace(listed("a"), status=status)).gone == []


@pytest.mark.parametrize(("decides", "gone"), [(True, [("sample", "a", NOW, True)]), (False, [])])
def test_a_page_that_says_that_it_is_over(tiny, decides, gone):
    tiny(pages_decide=decides)
    got = parsed(page("a", CLOSED))
    assert got.gone == gone
    both = parsed(page("a", CLOSED.replace(b"Job", b"job")))  # titled as well
    assert both.gone == gone and len(both.records) == (0 if decides else 1)


def test_a_page_that_lists_other_postings_is_none_any_more_unless_it_gives_its_own(tiny):
    assert parsed(page("a", OTHERS.replace(b"job", b"post"))).gone in ([], [("sample", "a", NOW, False)])
    tiny(records=lambda answer, board: [{"key": answer.key, "title": "Hospitalist"}])
    assert parsed(page("a", OTHERS)).gone == []


def test_a_page_without_a_title_is_blank_and_so_is_what_a_list_of_records_leaves_out(tiny):
    assert parsed(page("a", b"About us")).blank == [("sample", "a", "page", None)]
    tiny(records=lambda answer, board: [{"key": "a", "title": "Hospitalist"}, {"key": "b", "title": ""}])
    got = parsed(listed("a", "c", "b"))
    assert [r["key"] for r in got.records] == ["a"] and got.blank == [
        ("sample", "b", "list", None),
        ("sample", "c", "list", None),
    ]
    tiny(records=lambda answer, board: [])
    assert parsed(listed("a")).blank == []  # its pages will tell
    tiny(page=None)
    assert parsed(listed("a")).blank == [("sample", "a", "list", None)]


def test_a_key_hurt_by_broken_bytes_is_no_posting(tiny):
    tiny(records=lambda answer, board: [{"key": k, "title": "x"} for k in ("a", f"b{DAMAGED}")] + [{"title": "x"}])
    got = parsed(listed("a", f"b{DAMAGED}"))
    assert keys(got.items) == ["a"] and [r["key"] for r in got.records] == ["a"]
    assert got.blank == [("sample", f"b{DAMAGED}", "entry", None)]


@pytest.mark.parametrize(("most", "kept"), [(None, "abc"), (4, "abc"), (3, "abc"), (2, "ab"), (1, "a")])
def test_max_postings_binds_over_all_lists(tiny, most, kept):
    tiny(records=lambda answer, board: [{"key": k, "title": "x"} for k, _ in json.loads(answer.body)["jobs"]])
    got = parsed(listed("a", "b", "a"), listed("b", "c"), most=most)
    assert sorted(set(keys(got.items))) == sorted({r["key"] for r in got.records}) == list(kept)


def test_answers_that_cannot_be_read_are_counted_with_the_first_reason(tiny):
    def records(answer, board):
        if answer.body != b"job":
            raise BoardError(answer.body.decode())
        return [{"key": answer.key, "title": "x"}]

    tiny(records=records)
    got = parsed(page("a", b"first"), page("b", b"second"), page("c"))
    assert got.problems == {"sample": "2 of 3 answers could not be read: first"} and len(got.records) == 1
