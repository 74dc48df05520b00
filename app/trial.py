"""`curbside board try URL`: which family reads an address, and what it reads there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from curbside import extractors
from curbside.extractors.base import Board
from curbside.extractors.client import Client
from curbside.extractors.pull import pull
from curbside.terminal import say, write

A_FEW = 5
HOSTS = [
    (r"boards(-api)?(\.eu)?\.greenhouse\.io/(?:v1/boards/)?(?P<account>[\w-]+)", "greenhouse"),
    (r"(jobs|api)(\.eu)?\.lever\.co/(?:v0/postings/)?(?P<account>[\w-]+)", "lever"),
    (r"(jobs|api)\.ashbyhq\.com/(?:posting-api/job-board/)?(?P<account>[\w-]+)", "ashby"),
    (r"(careers|jobs|api)\.smartrecruiters\.com/(?:v1/companies/)?(?P<account>[\w-]+)", "smartrecruiters"),
    (r"(?P<tenant>[\w-]+)\.wd\d+\.myworkdayjobs\.com/(?:[a-z]{2}-[A-Z]{2}/)?(?P<site>[\w-]+)", "workday"),
    (r"apply\.workable\.com/(?P<account>[\w-]+)", "workable"),
    (r"(?P<account>[\w-]+)\.recruitee\.com", "recruitee"),
    (r"(?P<account>[\w-]+)\.teamtailor\.com", "teamtailor"),
    (r"(?P<account>[\w-]+)\.jobs\.personio\.(de|com)", "personio"),
    (r"(?P<account>[\w-]+)\.bamboohr\.com", "bamboohr"),
    (r"[\w.-]+\.oraclecloud\.com", "oracle"),
    (r"[\w.-]+\.icims\.com", "icims"),
    (r"jobs\.jobvite\.com/(?P<account>[\w-]+)", "jobvite"),
    (r"(www|agency)\.governmentjobs\.com", "neogov"),
    (r"[\w.-]+\.peopleadmin\.com", "peopleadmin"),
    (r"data\.usajobs\.gov", "usajobs"),
    (r"\.(rss|atom)(\?|$)|display=rss|/rss/?(\?|$)", "rss"),
    (r"\.xml(\?|$)", "xmlfeed"),
]
TRY = ("jsonld", "rss", "xmlfeed")


def recognise(url: str) -> tuple[str | None, str | None]:
    """(family, account) that the address itself tells, or (None, None)."""
    for pattern, family in HOSTS:
        if found := re.search(pattern, url):
            parts = found.groupdict()
            account = f"{parts['tenant']}/{parts['site']}" if "tenant" in parts else parts.get("account")
            return family, account
    return None, None


def run(url: str, family: str | None, account: str | None) -> int:
    """Pull a few postings and show what was read from each field. Status 3 when nothing could be read."""
    guessed, tenant = recognise(url)
    for name in [family] if family else [guessed] if guessed else list(TRY):
        board = Board(name="try", family=name, url=url, account=account or tenant, max_postings=A_FEW)
        module = extractors.family(name)
        pulled = pull(board, Client(contact=""), None, datetime.now(UTC))
        records: list[dict[str, Any]] = []
        for answer in pulled.answers:
            if answer.status == 200:
                records += module.records(answer, board)
        if records:
            _show(board, records[:A_FEW])
            return 0
        say(f"{name}: {pulled.error or 'no posting read'}")
    say("no family read a posting here; name one with --family, or save the pages and point a board at the folder")
    return 3


def _show(board: Board, records: list[dict[str, Any]]) -> None:
    write('[[board]]\nname = "…"\n' + f'family = "{board.family}"\nurl = "{board.url}"')
    if board.account:
        write(f'account = "{board.account}"')
    for record in records:
        write("")
        for field, value in record.items():
            if value not in (None, "", []):
                write(f"{field:18} {' '.join(str(value).split())[:120]}")
