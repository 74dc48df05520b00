"""A list that goes blind is loud: whatever field a board renames, its postings still come, or the board says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from test_families import GOLDEN, NOW, URL, board, fixture

from curbside import landing, warehouse
from curbside.extractors.base import Answer, Board
from curbside.warehouse import posting

# Mails have no fields, and a sitemap names pages alone
LISTS = [
    f for f in GOLDEN if f.stem in ("list", "v3", "rest") and f.parent.name not in ("alerts", "hub") and "<urlset" not in f.read_text()
    and "<sitemapindex" not in f.read_text()
]  # fmt: skip
PAGES = [f for f in GOLDEN if f.stem == "page"]


def renamed(text: str, suffix: str) -> Iterator[tuple[str, str]]:
    """(name, the text with that name changed wherever it stands), for every name that the format has."""
    if suffix == ".csv":
        head, _, rest = text.partition("\n")
        for name in head.strip().split(","):
            yield name, ",".join("x" + n if n == name else n for n in head.split(",")) + "\n" + rest
        return
    if suffix == ".xml":
        for name in sorted(set(re.findall(r"</?([\w:]+)", text)) - {"xml"}):
            yield name, re.sub(rf"(</?){name}\b", rf"\1{name}x", text)
        return
    for name in sorted(set(re.findall(r'"([\w@]+)"\s*:', text))):
        yield name, re.sub(rf'"{name}"(\s*:)', rf'"{name}X"\1', text)
    if suffix == ".html":
        for name in sorted({c for found in re.findall(r'class="([^"]+)"', text) for c in found.split()}):
            yield "." + name, re.sub(rf"(?<=[\" ]){name}(?=[\" ])", f"{name}-x", text)


def applied(folder: Path, boards: dict[str, tuple[Board, list[list[Answer]]]]) -> dict[str, tuple[int, str, str]]:
    """board → (titled postings, status, error) after its runs, each the answers of one day."""
    with warehouse.connect(folder / "w.duckdb") as con:
        for number in range(max(len(runs) for _, runs in boards.values())):
            now = NOW + timedelta(days=number)
            run_id = landing.new_run_id(now)
            for name, (this, runs) in boards.items():
                run = landing.BoardRun(
                    run_id, name, this.family, this.url, this.account, now, now, "done", None, len(runs[number]),
                    len(runs[number]), 1, True,
                )  # fmt: skip
                landing.write(folder / "landing", run, runs[number])
            posting.apply_run(con, folder / "landing", run_id, list(boards), print)
        rows = con.execute("""
            select board, (select count(*) from core.posting p where p.board = r.board and title is not null), status, error
            from raw.board_run r qualify run_id = max(run_id) over ()
        """).fetchall()
        return {name: (count, status, error or "") for name, count, status, error in rows}


def one(folder: Path, this: Board, *runs: list[Answer]) -> tuple[int, str, str]:
    return applied(folder, {this.name: (this, list(runs))})[this.name]


def silent(folder: Path, this: Board, before: list[Answer], a: Answer, suffix: str) -> list[Any]:
    """Names whose change costs postings and is not said."""
    boards = {"as-it-is": (this, [[*before, a]])}
    names = {}
    for number, (name, text) in enumerate(renamed(a.body.decode(), suffix)):
        names[f"changed-{number}"] = name
        boards[f"changed-{number}"] = (this, [[*before, changed(a, text)]])
    got = applied(folder, boards)
    whole, _, _ = got.pop("as-it-is")
    assert whole
    bad = ("suspicious", "partial", "failed")
    return [
        (names[b], count, status)
        for b, (count, status, e) in got.items()
        if count < whole and not (status in bad and e)
    ]


def changed(a: Answer, text: str) -> Answer:
    return Answer(a.kind, a.url, 200, NOW, text.encode(), a.content_type, key=a.key)


@pytest.mark.parametrize("file", LISTS, ids=lambda f: f"{f.parent.name}-{f.stem}")
def test_a_renamed_field_of_a_list_costs_no_posting_or_is_said(file, tmp_path):
    name = file.parent.name
    this = board(name) if "://" in URL[name][0] else board(name, url=str(file))
    assert silent(tmp_path, this, [], fixture(file), file.suffix) == []


@pytest.mark.parametrize("file", PAGES, ids=lambda f: f"{f.parent.name}-{f.stem}")
def test_pages_whose_fields_are_renamed_cost_no_posting_or_are_said(file, tmp_path):
    name = file.parent.name
    assert silent(tmp_path, board(name), listed(name, 1), fixture(file), file.suffix) == []


def listed(name: str, count: int) -> list[Answer]:
    """The family's own list, where it is one; a sitemap that names the page."""
    if name in ("jsonld", "madgex"):
        rows = "".join(f"<url><loc>https://board.example/job/{n}/</loc></url>" for n in range(count))
        return [Answer("list", "https://board.example/sitemap.xml", 200, NOW, f"<urlset>{rows}</urlset>".encode())]
    return []


def pages(bodies: list[str]) -> list[Answer]:
    url = "https://board.example/job/{}"
    return [
        Answer("page", url.format(n), 200, NOW, b.encode(), "text/html", key=f"/job/{n}") for n, b in enumerate(bodies)
    ]


def job(title: str) -> str:
    said: dict[str, Any] = {"@type": "JobPosting", "title": title, "description": "Call one in four."}
    return f'<html><script type="application/ld+json">{json.dumps(said)}</script></html>'


def test_pages_that_held_postings_and_hold_none_are_said_and_nothing_is_lost(tmp_path):
    before = listed("jsonld", 4) + pages([job(f"Cardiologist {n}") for n in range(4)])
    shell = listed("jsonld", 4) + pages(["<html><div id=app></div></html>"] * 4)
    got, status, error = one(tmp_path, board("jsonld"), before, shell)
    assert (got, status) == (4, "suspicious") and "4 pages that held a posting hold none" in error


def test_a_site_none_of_whose_pages_can_be_read_says_so_every_day(tmp_path):
    shell = listed("jsonld", 3) + pages(["<html><div id=app></div></html>"] * 3)
    got, status, error = one(tmp_path, board("jsonld"), shell, listed("jsonld", 3))
    assert (got, status) == (0, "suspicious") and "none of its 3 listed postings could be read" in error


def test_one_posting_without_a_title_is_left_out_and_said_and_the_rest_is_believed(tmp_path):
    jobs = [
        {"id": n + 1, "title": f"Cardiologist {n}" if n else "", "absolute_url": f"https://x.example/{n}"}
        for n in range(20)
    ]
    a = Answer("list", URL["greenhouse"][0], 200, NOW, json.dumps({"jobs": jobs}).encode())
    got, status, error = one(tmp_path, board("greenhouse"), [a])
    assert (got, status, error) == (19, "done", "1 of 20 listed postings have no title and are left out")
