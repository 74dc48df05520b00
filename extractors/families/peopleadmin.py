"""PeopleAdmin (universities, medical faculties): an Atom feed with every posting's text. `url` is site or feed."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from curbside.extractors.base import Answer, Ask, Board, Family, Item
from curbside.extractors.readers import feed, fields
from curbside.extractors.readers.ats import employer, host
from curbside.extractors.readers.gather import gathered
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import address, key_of, line, lines
from curbside.extractors.readers.saved import or_saved

URL = "https://{account}.peopleadmin.com"


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The feed of all postings: at /postings/all_jobs.atom, on some sites at /all_jobs.atom."""
    base = host(board, URL)
    if urlsplit(base).path.strip("/"):
        yield ask(base)
        return
    answer = ask(urljoin(base, "/postings/all_jobs.atom"), accept_status=(200, 404))
    yield answer if answer.ok else ask(urljoin(base, "/all_jobs.atom"))


def items(answer: Answer, board: Board) -> list[Item]:
    """Every entry of the feed."""
    return [Item(r["key"], r.get("url") or answer.url) for r in records(answer, board)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every entry of the feed; its author is the department, the feed's title names the site."""
    site = line(feed.channel(answer, "author")) or line(feed.channel(answer, "title"))
    found = []
    for entry in feed.entries(answer):
        record = fields.record(entry, answer.url)
        url = address(record.get("url"), answer.url)
        key = key_of(url, url) if url else fields.key(entry) or fields.said_key(record)
        if key:
            department = record.pop("employer", None)
            owner = line(getattr(board, "employer", None)) or site or employer(board)
            categories = lines([*(record.get("categories") or ()), department])
            found.append({**record, "key": key, "employer": owner, "categories": categories})
    return gathered(found)


FAMILY = Family(
    name="peopleadmin",
    title="PeopleAdmin (universities)",
    source="RFC 4287 and notes on UNC's feed; the feed itself was not seen. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    url=URL,
    own_site=True,
    owner=by_host(r"([\w-]+)\.peopleadmin\.com", "host"),
    interface=by_path(r".*all_jobs\.atom", whole=True),
    feed=True,
)
