"""Teamtailor: the career site's JSON Feed, each item with a schema.org JobPosting. `url` is the career site."""

from collections.abc import Iterator
from typing import Any

from curbside.extractors.base import Answer, Ask, Board, Family, Item
from curbside.extractors.readers import jobfields
from curbside.extractors.readers.ats import MAX_PAGES, employer, host, keyed, obj, on_host
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import address, data, line, rich
from curbside.extractors.readers.saved import or_saved

URL = "https://{account}.teamtailor.com"


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The feed and its `next_url` pages, while they bring something new."""
    base = host(board, URL)
    url = f"{base}/jobs.json"
    seen: set[str] = set()
    for _ in range(MAX_PAGES):
        answer = ask(url)
        new = {i.key for i in items(answer, board)} - seen
        if seen and not new:
            return
        yield answer
        seen |= new
        following = address(obj(data(answer)).get("next_url"), url)
        if not following or not new or len(seen) >= board.max_postings:
            return
        url = on_host(following, base)


def items(answer: Answer, board: Board) -> list[Item]:
    """Every item of the feed by its id."""
    return [Item(str(j["id"]), str(j.get("url") or answer.url)) for j in _jobs(answer)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every item of the feed."""
    title = line(obj(data(answer)).get("title"))
    return [_record(j, title, answer, board) for j in _jobs(answer)]


def _jobs(answer: Answer) -> list[dict[str, Any]]:
    return keyed(obj(data(answer)).get("items"), "id")


def _record(j: dict[str, Any], site: str | None, answer: Answer, board: Board) -> dict[str, Any]:
    posting = obj(j.get("_jobposting"))
    record = jobfields.record(posting, str(j.get("url") or answer.url))
    record["key"] = str(j["id"])
    if not record["url"].startswith("http"):  # of a saved list
        record["url"] = None
    record["title"] = record["title"] or line(j.get("title"))
    owner = line(obj(posting.get("identifier")).get("name")) or site
    record["employer"] = record["employer"] or owner or employer(board)
    record["posted"] = record["posted"] or line(j.get("date_published"))
    record["description"] = record["description"] or rich(j.get("content_html")) or rich(j.get("content_text"))
    return record


FAMILY = Family(
    name="teamtailor",
    title="Teamtailor",
    source="jsonfeed.org 1.1 and a saved answer. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    url=URL,
    tenant=True,
    own_site=True,
    owner=by_host(r"([\w-]+)\.teamtailor\.com", "host"),
    interface=by_path(r"/jobs\.json"),
    marks=rb"jsonfeed\.org",
)
