"""Personio: one public XML list with every position whole. `account` is the name in https://NAME.jobs.personio.de
(or .com: then give `url`). The same position may stand there twice: once is enough.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from curbside.extractors.base import Answer, Ask, Board, Family, Item
from curbside.extractors.readers.ats import employer, host, sections
from curbside.extractors.readers.known import by_host, by_path
from curbside.extractors.readers.markup import line, lines, xml
from curbside.extractors.readers.saved import is_saved, or_saved

URL = "https://{account}.jobs.personio.de"


@or_saved
def lists(board: Board, ask: Ask) -> Iterator[Answer]:
    """The whole board in one answer."""
    yield ask(f"{host(board, URL)}/xml", params={"language": "en"})


def items(answer: Answer, board: Board) -> list[Item]:
    """Every position by its id."""
    return [Item(r["key"], r["url"] or answer.url) for r in records(answer, board)]


def records(answer: Answer, board: Board) -> list[dict[str, Any]]:
    """Every position, once; of a saved list, nobody knows the host."""
    base = None if is_saved(board) else host(board, URL)
    found: dict[str, dict[str, Any]] = {}
    for position in xml(answer).iter("position"):
        if key := line(position.findtext("id")):
            found.setdefault(key, _record(position, key, base, board))
    return list(found.values())


def _record(p: Element, key: str, base: str | None, board: Board) -> dict[str, Any]:
    def several(*names: str) -> list[str] | None:
        return lines([p.findtext(n) for n in names])

    offices = lines([p.findtext("office"), *(o.text for o in p.iterfind("additionalOffices/office"))])
    texts = [(line(d.findtext("name")), d.findtext("value")) for d in p.iterfind("jobDescriptions/jobDescription")]
    return {
        "key": key,
        "url": f"{base}/job/{key}" if base else None,
        "title": line(p.findtext("name")),
        "employer": line(p.findtext("subcompany")) or employer(board),
        "places": [{"text": office} for office in offices or ()],
        "categories": several("recruitingCategory", "department", "occupationCategory", "occupation"),
        "employment": several("employmentType", "schedule"),
        "posted": line(p.findtext("createdAt")),
        "description": sections(*texts),
    }


FAMILY = Family(
    name="personio",
    title="Personio",
    source="developer.personio.de (XML feed) and a saved answer. Not tried live.",
    lists=lists,
    items=items,
    records=records,
    url=URL,
    tenant=True,
    robots=False,
    own_site=True,
    owner=by_host(r"([\w-]+)\.jobs\.personio\.(?:de|com)", "host", own=r".*\.de"),
    interface=by_path(r"/xml"),
    marks=rb"<workzag-jobs",
)
