"""`curbside board try URL`: which family reads an address, and what it reads there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from curbside import extractors
from curbside.commands.terminal import UsageError, say, write
from curbside.extractors import catalogue, recognise
from curbside.extractors.base import RECORD, Board, BoardError
from curbside.extractors.pull import pull
from curbside.extractors.readers import saved
from curbside.extractors.recognise import Recognised
from curbside.extractors.web.client import Client
from curbside.job.boards import secrets

A_FEW = 5
ANY = (200, 400, 401, 403, 404, 405, 406, 410)


def run(url: str, family: str | None, account: str | None, environment: Mapping[str, str]) -> int:
    """Pull a few postings and show what was read from each field. Status 3 when nothing could be read."""
    if entry := catalogue.find(url):
        family, account = family or entry.family, account or entry.account
        url = entry.url or url
    if "://" not in url and not Path(url).expanduser().exists():
        raise UsageError(
            f"board try {url}: no board of the catalogue, no file or folder; a web address starts with https://"
        )
    if entry := _forbidden(url):
        say(f"{entry.title} shuts automated readers out, so nothing was asked: {entry.reason}")
        return 3
    faults: list[str] = []
    with Client(contact=environment.get("CURBSIDE_USAJOBS_EMAIL", "")) as client:
        for found in _candidates(url, family, account, client, faults):
            board = Board(
                name="try", family=found.family, url=found.url, account=account or found.account, max_postings=A_FEW,
                secrets=secrets(found.family, environment),
            )  # fmt: skip
            pulled = pull(board, client, None, datetime.now(UTC))
            records = _records(board, pulled.answers)
            if records:
                _show(board, records[:A_FEW], pulled.listed, pulled.requests)
                return 0
            if pulled.error not in faults:
                say(f"{found.family}: {pulled.error or 'no posting read'}")
                faults.append(pulled.error or "")
    say("no family read a posting here; name one with --family, or save the pages and point a board at the folder")
    return 3


def _candidates(
    url: str, family: str | None, account: str | None, client: Client, faults: list[str]
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
            if str(e) not in faults:
                say(str(e))
                faults.append(str(e))
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


def _records(board: Board, answers: list[Any]) -> list[dict[str, Any]]:
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


def _show(board: Board, records: list[dict[str, Any]], listed: int, requests: int) -> None:
    """The board as curbside.toml takes it, each posting's fields, and those that none of them had."""
    write('[[board]]\nname = "…"\n' + f'family = "{board.family}"')
    for key in ("url", "account"):
        if value := getattr(board, key):
            write(f'{key} = "{value}"')
    for record in records:
        write("")
        for field, value in record.items():
            write(f"{field:18} {' '.join(str(value).split())[:120]}")
    missing = [field for field in RECORD if not any(field in r for r in records)]
    write("")
    say(f"{len(records)} of {listed} listed postings, {requests} requests; not said by any: {', '.join(missing)}")
    tenant = (board.account or "").split("/")[0]
    if {r.get("employer") for r in records} <= {tenant, None}:
        say('the answers do not say who the employer is: name it with `employer = "…"`')
