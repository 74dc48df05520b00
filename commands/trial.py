"""`curbside board try URL`: which family reads an address, and what it reads there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from curbside import extractors
from curbside.commands.terminal import UsageError, say, write
from curbside.exports.safe import plain
from curbside.extractors import catalogue, recognise
from curbside.extractors.base import Board, BoardError
from curbside.extractors.pull import pull
from curbside.extractors.readers import saved
from curbside.extractors.recognise import Recognised
from curbside.extractors.web.client import Client
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


def run(url: str, family: str | None, account: str | None, environment: Mapping[str, str]) -> int:
    """Pull a few postings and show what was read of them. Status 3 when nothing could be read."""
    found = probe(url, family, account, environment)
    if found is None:
        return 3
    _show(found)
    return 0


def probe(url: str, family: str | None, account: str | None, environment: Mapping[str, str]) -> Trial | None:
    """A few postings of the address, by the first family that reads any; None when none does, and said why."""
    if entry := catalogue.find(url):
        family, account = family or entry.family, account or entry.account
        url = entry.url or url
    if "://" not in url and not Path(url).expanduser().exists():
        raise UsageError(f"{url}: no board of the catalogue, no file or folder; a web address starts with https://")
    if entry := _forbidden(url):
        say(f"{entry.title} shuts automated readers out, so nothing was asked: {entry.reason}")
        return None
    faults: list[str] = []
    with Client(contact=environment.get("CURBSIDE_USAJOBS_EMAIL", "")) as client:
        for found in _candidates(url, family, account, client, faults):
            board = Board(
                name="try", family=found.family, url=found.url, account=account or found.account, max_postings=A_FEW,
                secrets=secrets(found.family, environment),
            )  # fmt: skip
            pulled = pull(board, client, None, datetime.now(UTC))
            if records := _records(board, pulled.answers):
                return Trial(board, records[:A_FEW], pulled.listed, pulled.requests)
            if pulled.error not in faults:
                say(f"{found.family}: {plain(pulled.error) or 'no posting read'}")
                faults.append(pulled.error or "")
    say("no family read a posting here; name one with --family, or save the pages and point a board at the folder")
    return None


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


NEEDED = ("title", "employer", "place", "pay", "posted", "description")


def _show(found: Trial) -> None:
    """The board as curbside.toml takes it, three postings in plain words, and what is missing."""
    board, records = found.board, found.records
    say(f"{extractors.family(board.family).title}: {found.listed} postings listed, {len(records)} read")
    write('[[board]]\nname = "…"\n' + f'family = "{board.family}"')
    for key in ("url", "account"):
        if value := getattr(board, key):
            write(f'{key} = "{plain(value)}"')
    for record in records[:3]:
        write("")
        for name in NEEDED[:5]:
            write(f"{name + ':':10} {_told(name, record) or 'not said'}")
    missing = [name for name in NEEDED if not any(_told(name, r) for r in records)]
    write("")
    say(f"no posting says: {', '.join(missing)}" if missing else "nothing that matters is missing")
    tenant = (board.account or "").split("/")[0]
    if {r.get("employer") for r in records} <= {tenant, None}:
        say('the answers do not say who the employer is: name it with `employer = "…"`')


def _told(name: str, record: Mapping[str, Any]) -> str:
    """One fact of a posting as a line; nothing that a site sends reaches the terminal as it is."""
    if name == "place":
        places = [p for p in record.get("places") or [] if isinstance(p, dict)]
        parts = [
            ", ".join(str(p[k]) for k in ("city", "state") if p.get(k)) or str(p.get("text") or "") for p in places
        ]
        return plain("; ".join(dict.fromkeys(p for p in parts if p)))[:120]
    if name == "pay":
        told = [str(record[k]) for k in ("pay_text", "pay_min", "pay_max", "pay_unit") if record.get(k)]
        return plain(" ".join(told))[:120]
    return plain(str(record.get(name) or ""))[:120]
