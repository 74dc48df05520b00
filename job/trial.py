"""A few postings of an address, to see what is read there before it becomes a board: one polite visit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from curbside import extractors
from curbside.extractors import catalogue, recognise
from curbside.extractors.base import Answer, Board, BoardError
from curbside.extractors.pull import pull
from curbside.extractors.readers import saved
from curbside.extractors.recognise import Recognised
from curbside.extractors.web.client import Client
from curbside.faults import WrongUse
from curbside.job.boards import secrets

A_FEW = 5
ANY = (200, 400, 401, 403, 404, 405, 406, 410)


@dataclass(frozen=True, slots=True)
class Trial:
    """What an address turned out to be, and what was read there."""

    board: Board
    records: list[dict[str, Any]]
    listed: int
    requests: int


@dataclass(slots=True)
class Tried:
    """A visit: `trial` is None where no family read a posting; `faults` say why each did not, a line each."""

    trial: Trial | None = None
    faults: list[str] = field(default_factory=list)

    def fault(self, line: str) -> None:
        if line not in self.faults:
            self.faults.append(line)


def probe(
    url: str, family: str | None, account: str | None, environment: Mapping[str, str], client: Client | None = None
) -> Tried:
    """A few postings of the address (or of the catalogue's board of that name), by the first family that reads any.

    Raises WrongUse for what is no address, file or name.
    """
    tried = Tried()
    employer = None
    if entry := catalogue.find(url):
        family, account, employer = family or entry.family, account or entry.account, entry.employer
        url = entry.url or url
        if entry.url is None and (host := extractors.family(entry.family).url):
            url = host
    if "://" not in url and not Path(url).expanduser().exists():
        raise WrongUse(f"{url}: no board of the catalogue, no file or folder; a web address starts with https://")
    if entry := _forbidden(url):
        tried.fault(f"{entry.title} shuts automated readers out, so nothing was asked: {entry.reason}")
        return tried
    own = Client(contact=environment.get("CURBSIDE_USAJOBS_EMAIL", "")) if client is None else None
    with own or nullcontext(client) as asked:
        assert asked is not None
        for found in _candidates(url, family, account, asked, tried):
            board = Board(
                name="try", family=found.family, url=found.url, account=account or found.account, employer=employer,
                max_postings=A_FEW, secrets=secrets(found.family, environment),
            )  # fmt: skip
            pulled = pull(board, asked, None, datetime.now(UTC))
            if records := _records(board, pulled.answers):
                tried.trial = Trial(board, records[:A_FEW], pulled.listed, pulled.requests)
                return tried
            tried.fault(f"{found.family}: {pulled.error or 'no posting read'}")
    tried.fault(
        "no family read a posting here; name one with --family, or save the pages and point a board at the folder"
    )
    return tried


def _candidates(
    url: str, family: str | None, account: str | None, client: Client, tried: Tried
) -> Iterator[Recognised]:
    """Families that may read the address, likeliest first. The address is asked only where it says nothing itself."""
    if family:
        own = recognise.address(url)
        yield own if own.family == family and "://" in url else Recognised(family, url, account)
        return
    first = recognise.address(url)
    if "://" not in url:
        file = next(saved.answers(Board(name="try", family="csv", url=url)))
        yield from (replace(r, url=url) for r in recognise.answer(file))
        yield from dict.fromkeys(
            [first, *(Recognised(f.name, url, None) for f in extractors.every_family() if f.local or f.endings)]
        )
        return
    told = not extractors.family(first.family).general
    if told:
        yield first
    ask = client.ask_for(Board(name="try", family=first.family, url=url))
    said = []
    for address in (url, urljoin(url, "/robots.txt")):
        try:
            said += recognise.answer(ask(address, accept_status=ANY))
        except BoardError as e:
            tried.fault(str(e))
    rest = [] if told else [first]
    rest += [Recognised(f.name, _site(url), None) for f in extractors.every_family() if f.general]
    yield from (r for r in dict.fromkeys([*said, *rest]) if r != first or not told)


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _forbidden(url: str) -> catalogue.Entry | None:
    host = urlsplit(url).hostname
    shut = (e for e in catalogue.all() if e.access == "forbidden" and e.url)
    return next((e for e in shut if host and urlsplit(e.url or "").hostname in (host, f"www.{host}")), None)


def _records(board: Board, answers: list[Answer]) -> list[dict[str, Any]]:
    """What was read of each posting, its own page before its list; those with a page first."""
    family = extractors.family(board.family)
    of_list: dict[str, dict[str, Any]] = {}
    of_page: dict[str, dict[str, Any]] = {}
    for answer in answers:
        try:
            found = family.records(answer, board) if answer.ok else []
        except BoardError:
            continue  # a list that was refused: `pulled.error` says so
        for record in found:
            said = {k: v for k, v in record.items() if v not in (None, "", [])}
            (of_page if answer.kind == "page" else of_list).setdefault(record["key"], said)
    whole = {key: of_list.get(key, {}) | said for key, said in of_page.items()}
    return list((whole | {k: r for k, r in of_list.items() if k not in whole}).values())
