"""NEOGOV agencies (states, counties, public hospitals): RSS with `joblisting:` fields, every posting whole.

`account` is the agency in https://www.governmentjobs.com/careers/AGENCY, or `url` the feed's address.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from curbside.extractors.base import Answer, Ask, Board, BoardError, Family, Item
from curbside.extractors.readers import feed, fields
from curbside.extractors.readers.ats import employer, host
from curbside.extractors.readers.gather import gathered
from curbside.extractors.readers.known import by_host
from curbside.extractors.readers.markup import address, key_of, line, lines, rich
from curbside.extractors.readers.saved import or_saved

URL = "https://www.governmentjobs.com"
_MORE_TEXT = ("examplesofduties", "qualifications", "supplementalinformation", "benefits")


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The agency's feed."""
    parts = urlsplit(board.url or URL)
    if parts.path.strip("/") or parts.query:
        yield ask(host(board, URL))
    elif board.url and not parts.netloc.endswith("governmentjobs.com"):  # an agency's own site
        yield ask(urljoin(board.url, "/jobs.rss"))
    elif board.account:
        yield ask(f"{host(board, URL)}/SearchEngine/JobsFeed", params={"agency": board.account})
    else:
        raise BoardError(f'{board.name}: family = "neogov" needs `account`: the agency, or `url`: the feed')


def items(answer: Answer, board: Board) -> list[Item]:
    """Every posting of the feed."""
    return [Item(r["key"], r.get("url") or answer.url) for r in records(answer, board)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every posting of the feed; the employer is the agency that the channel names."""
    agency = feed.channel(answer, "title")
    found = []
    for entry in feed.entries(answer):
        record = fields.record(entry, answer.url)
        url = address(record.get("url"), answer.url)
        key = feed.first(entry, "jobid") or (key_of(url, url) if url else fields.said_key(record))
        if not key:
            continue
        city = feed.first(entry, "location")
        text = [record.get("description"), *(rich(v) for name in _MORE_TEXT for v in entry.get(name, ()))]
        place = {"city": city, "state": feed.first(entry, "state")}
        found.append(
            {
                **record,
                "key": key,
                "employer": line(agency) or employer(board),
                "places": [p] if (p := {k: v for k, v in place.items() if v}) else [],
                "categories": lines([*entry.get("category", ()), *entry.get("department", ())]),
                "description": "\n".join(dict.fromkeys(filter(None, text))) or None,
                "posted": _said(entry, "advertisefromdate", "pubdate", "advertisefromdateutc"),
                "closes": _said(entry, "advertisetodatetime", "advertisetodate", "advertisetodatetimeutc"),
                "reference": feed.first(entry, "jobnumbersingle"),
            },
        )
    return gathered(found)


def _said(entry: feed.Entry, *names: str) -> str | None:
    """The first time that is told, without the stray ending of today's feeds: `Wed, 19 Aug 2026 05:00:00:0`."""
    found = next((said for name in names if (said := feed.first(entry, name))), None)
    return re.sub(r"(\d\d:\d\d:\d\d):\d+$", r"\1", found) if found else None


FAMILY = Family(
    name="neogov",
    title="NEOGOV (public employers)",
    source=("A saved feed of 2013 and its dates of 2026; the agency's feed address from memory. Not tried live."),
    lists=lists,
    items=items,
    records=records,
    url=URL,
    tenant=True,
    own_site=True,
    owner=by_host(r"(?:www|agency)\.governmentjobs\.com", "path"),
    marks=rb"joblisting:|xmlns:\w+=\"[^\"]*neogov",
    feed=True,
)
