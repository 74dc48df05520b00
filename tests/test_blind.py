"""A list that goes blind is loud: whatever field a board renames, its postings still come, or the board says so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from test_families import GOLDEN, NOW, URL, board, fixture

from curbside import landing, warehouse
from curbside.extractors import family
from curbside.extractors.base import Answer, Board, BoardError
from curbside.warehouse import posting

# Mails have no fields, and a sitemap names pages alone
LISTS = [
    f for f in GOLDEN if f.stem in ("list", "v3", "rest") and f.parent.name not in ("alerts", "hub") and "<urlset" not in f.read_text()
    and "<sitemapindex" not in f.read_text()
]  # fmt: skip
PAGES = [f for f in GOLDEN if f.stem == "page"]
LOUD = ("suspicious", "partial", "failed")
ENTRIES = 6  # of a list, at least: what befalls one posting or two may be chance
COLUMNS = ("title", "employer_name", "specialty", "city", "state", "pay_min", "pay_max", "employment_types[1]", "posted_on",
           "description", "reference", "url")  # fmt: skip
SIGN_IN = "<!doctype html><title>Sign in</title><form action=/login method=post><input name=user></form>"
INSTEAD = {
    "an error": '{"error": {"code": 401, "message": "unauthorized"}}', "a message": '{"message": "Too many requests"}',
    "null": "null", "nothing": "{}", "no entry": "[]", "a word": '"ok"', "a number": "0", "words": '["a", "b"]',
}  # fmt: skip
Dump = Callable[[Any], str]


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


# --- lists in JSON: every way in which entries and their list can change ----------------------------------------------


def opened(file: Path) -> tuple[Any, Dump] | None:
    """The value of a list in JSON, or in JSON within a page, and how it is written again; None for other formats."""
    text = file.read_text()
    if file.suffix == ".json":
        return json.loads(text), json.dumps
    if m := re.search(r"phApp\.ddo\s*=\s*(?=\{)", text):
        value, end = json.JSONDecoder(strict=False).raw_decode(text, m.end())
        return value, lambda v: text[: m.end()] + json.dumps(v) + text[end:]
    return None


def put(value: Any, path: tuple, new: Any) -> Any:
    """`value` with `new` at `path`."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = put(value[path[0]], path[1:], new)
    return copy


def lists_in(value: Any, path: tuple = ()) -> Iterator[tuple[tuple, list]]:
    if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
        yield path, value
    for k, v in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from lists_in(v, (*path, k))


def changed(a: Answer, text: str) -> Answer:
    return replace(a, body=text.encode())


def keys(this: Board, a: Answer, text: str) -> list[str]:
    return [i.key for i in reads("items", this, a, text) or []]


def titles(this: Board, a: Answer, text: str) -> list[str | None]:
    return [r.get("title") for r in reads("records", this, a, text) or []]


def reads(what: str, this: Board, a: Answer, text: str) -> list[Any] | None:
    """`items` or `records` of a list; None where it is refused."""
    try:
        return getattr(family(this.family), what)(changed(a, text), this)
    except BoardError:
        return None


def several(this: Board, a: Answer, value: Any, dump: Dump) -> tuple[tuple, Any]:
    """The path of the list of postings in `value`, and `value` with at least `ENTRIES` of them, copies under other keys."""
    path, entries = next((p, v) for p, v in lists_in(value) if not keys(this, a, dump(put(value, p, []))))
    named = [(json.dumps(e), key) for e in entries for key in keys(this, a, dump(put(value, path, [e])))]
    count = -(-ENTRIES // len(named))
    return path, put(value, path, [json.loads(e.replace(key, f"{key}{n}")) for e, key in named for n in range(count)])


def several_elements(this: Board, a: Answer, text: str) -> str:
    """A feed with at least `ENTRIES` entries, copies under other numbers."""
    found = list(re.finditer(r"<(item|entry|job|position)>.*?</\1>", text, re.S))
    head, tail = text[: found[0].start()], text[found[-1].end() :]
    named = [(m[0], key) for m in found for key in keys(this, a, head + m[0] + tail)]
    count = -(-ENTRIES // len(named))
    number = [re.findall(r"\d{2,}", key)[-1] for _, key in named]
    entries = (
        re.sub(r"(<title>(?:<!\[CDATA\[)?)", rf"\g<1>{n} ", e.replace(no, f"{no}{n}"))
        for (e, _), no in zip(named, number, strict=True)
        for n in range(count)
    )
    return head + "".join(entries) + tail


def names_in(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for k, v in value.items() if isinstance(value, dict) else ():
        yield (*path, k)
        yield from names_in(v, (*path, k))
    for v in value if isinstance(value, list) else ():
        yield from names_in(v, path)


def without(value: Any, name: tuple[str, ...], change: Callable[[str, Any], tuple[str, Any]]) -> Any:
    """`value` with what stands under `name` changed, wherever that is."""
    if isinstance(value, list):
        return [without(v, name, change) for v in value]
    if not isinstance(value, dict):
        return value
    return dict(
        (k, v) if k != name[0] else change(k, v) if len(name) == 1 else (k, without(v, name[1:], change))
        for k, v in value.items()
    )


def turned(value: Any, path: tuple, is_telling: Callable[[tuple[str, ...]], bool]) -> Iterator[tuple[str, Any]]:
    """(what happened, the value after it)."""
    for name in sorted(set(names_in(value))):
        yield f"{'.'.join(name)} renamed", without(value, name, lambda k, v: (k + "X", v))
        if is_telling(name):
            for what, change in (("null", None), ("empty", ""), ("odd", {"rendered": {"x": 1}})):
                yield f"{'.'.join(name)} {what}", without(value, name, lambda k, v, to=change: (k, to))
    entries = next(v for p, v in lists_in(value) if p == path)
    yield "entries empty", put(value, path, [{} for _ in entries])
    yield "half of the entries empty", put(value, path, [e if n % 2 else {} for n, e in enumerate(entries)])
    yield "entries wrapped", put(value, path, [{"node": e} for e in entries])
    yield "list wrapped", put(value, path, [entries])
    yield "list of words", put(value, path, ["a", "b"])
    yield "list of nulls", put(value, path, [None, None])
    yield "list null", put(value, path, None)
    yield "list an object", put(value, path, {str(n): e for n, e in enumerate(entries)})
    yield "all wrapped", {"data": value}


def changes(file: Path, this: Board) -> tuple[str, dict[str, str]]:
    """A list as it is, and what may become of it."""
    a, found = fixture(file), opened(file)
    if found is None:
        text = a.body.decode()
        if file.suffix == ".xml":
            text = several_elements(this, a, text)
        return text, dict(renamed(text, file.suffix))
    value, dump = found
    path, value = several(this, a, value, dump)
    known = keys(this, a, dump(value)), titles(this, a, dump(value))

    def is_telling(name: tuple[str, ...]) -> bool:
        """Whether it holds titles or keys."""
        gone = dump(without(value, name, lambda k, v: (k + "X", v)))
        return (keys(this, a, gone), titles(this, a, gone)) != known

    told = {what: dump(v) for what, v in turned(value, path, is_telling)}
    if file.suffix == ".json":
        told |= INSTEAD
    return dump(value), told | {"a page to sign in": SIGN_IN}


# --- days -------------------------------------------------------------------------------------------------------------


def day(con: Any, folder: Path, number: int, boards: dict[str, tuple[Board, list[Answer]]]) -> None:
    """One run of many boards, as a pull tells it: a list that is refused makes it a failed one. What they answered is
    handed on as it is: files of thousands of boards take longer than all else (tests/test_landing.py writes and reads them)."""
    now = NOW + timedelta(days=number)
    run_id = landing.new_run_id(now)
    landed: dict[str, tuple[landing.BoardRun, list[Answer]]] = {}
    for name, (this, answers) in boards.items():
        status, error, listed = "done", None, 0
        try:
            listed = sum(len(family(this.family).items(a, this)) for a in answers if a.kind == "list")
        except BoardError as e:
            status, error = "failed", str(e)
        run = landing.BoardRun(
            run_id, name, this.family, this.url, this.account, now, now, status, error, listed, len(answers), 1,
            status == "done",
        )  # fmt: skip
        landed[name] = run, answers
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(posting.landing, "read", lambda _folder, name, _run_id: landed[name])
        posting.apply_run(con, folder / "landing", run_id, list(boards), print)


def after(con: Any) -> dict[str, tuple[int, str, str]]:
    """board → (titled postings, status, error) after its latest run."""
    rows = con.execute("""
        select board, (select count(*) from core.posting p where p.board = r.board and title is not null), status, error
        from raw.board_run r qualify run_id = max(run_id) over ()
    """).fetchall()
    return {name: (count, status, error or "") for name, count, status, error in rows}


def one(folder: Path, this: Board, *runs: list[Answer]) -> tuple[int, str, str]:
    with warehouse.connect(folder / "w.duckdb") as con:
        for number, answers in enumerate(runs):
            day(con, folder, number, {this.name: (this, answers)})
        return after(con)[this.name]


def of(file: Path) -> Board:
    name = file.parent.name
    return board(name) if "://" in URL[name][0] else board(name, url=str(file))


@pytest.mark.whole
def test_a_list_that_changes_costs_no_posting_and_no_value_or_says_so(tmp_path):
    """For every family, on its first day and on the day after a good one: all at once, which takes a tenth of the time."""
    days: list[dict[str, tuple[Board, list[Answer]]]] = [{}, {}]
    cases, unused = [], []
    for number, file in enumerate(LISTS):
        this, a = of(file), fixture(file)
        text, told = changes(file, this)
        for n, (how, then) in enumerate(told.items()):
            known, fresh = f"known-{number}-{n}", f"fresh-{number}-{n}"
            days[0][known] = (this, [changed(a, text)])
            days[1].update(dict.fromkeys((known, fresh), (this, [changed(a, then)])))
            cases.append((f"{file.parent.name}-{file.stem}", how, known, fresh))
            if all(reads(what, this, a, text) == reads(what, this, a, then) for what in ("items", "records")):
                unused.append(cases[-1])
    with warehouse.connect(tmp_path / "w.duckdb") as con:
        day(con, tmp_path, 0, days[0])
        before = held(con)
        day(con, tmp_path, 1, days[1])
        now, said = held(con), after(con)
    loud = {b for b, (_, status, error) in said.items() if status in LOUD and error}
    quiet = [(family_, how, "first day") for family_, how, known, fresh in cases
             if fresh not in loud and now.get(fresh, {}).get("postings", 0) < before[known]["postings"]]  # fmt: skip
    for family_, how, known, _ in cases:
        was, is_ = before[known], now[known]
        turned_over = max(is_["postings"] - was["postings"], is_["missed"]) * 2 > was["postings"]
        lost = [c for c in was if is_[c] * 2 < was[c]] if was["postings"] > 2 else []
        if known not in loud and (lost or turned_over):
            quiet.append((family_, how, "second day", *lost))
    assert len(cases) > 500 and quiet == []
    assert len(unused) > 50 and not [c for c in unused if {c[2], c[3]} & loud], "what is not read costs no word"


def held(con: Any) -> dict[str, dict[str, int]]:
    """board → how many postings it has, how many of them its latest list lacks, and how many hold each value."""
    values = ", ".join(f"count({c}) as {c.split('[')[0]}" for c in COLUMNS)
    rows = con.execute(
        f"select board, count(*) as postings, count(missed_at) as missed, {values} from core.posting group by all"
    )
    names = [d[0] for d in rows.description]
    return {row[0]: dict(zip(names[1:], row[1:], strict=True)) for row in rows.fetchall()}


def silent(folder: Path, this: Board, before: list[Answer], a: Answer, suffix: str) -> list[Any]:
    """Names of a page whose change costs postings and is not said."""
    boards = {"as-it-is": (this, [*before, a])}
    names = {}
    for number, (name, text) in enumerate(renamed(a.body.decode(), suffix)):
        names[f"changed-{number}"] = name
        boards[f"changed-{number}"] = (this, [*before, changed(a, text)])
    with warehouse.connect(folder / "w.duckdb") as con:
        day(con, folder, 0, boards)
        got = after(con)
    whole, _, _ = got.pop("as-it-is")
    assert whole
    return [(names[b], n, status) for b, (n, status, e) in got.items() if n < whole and not (status in LOUD and e)]


@pytest.mark.whole
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


@pytest.mark.whole
def test_pages_that_held_postings_and_hold_none_are_said_and_nothing_is_lost(tmp_path):
    before = listed("jsonld", 4) + pages([job(f"Cardiologist {n}") for n in range(4)])
    shell = listed("jsonld", 4) + pages(["<html><div id=app></div></html>"] * 4)
    got, status, error = one(tmp_path, board("jsonld"), before, shell)
    assert (got, status) == (4, "suspicious") and "4 pages that held a posting hold none" in error


@pytest.mark.whole
def test_a_site_none_of_whose_pages_can_be_read_says_so_every_day(tmp_path):
    shell = listed("jsonld", 3) + pages(["<html><div id=app></div></html>"] * 3)
    got, status, error = one(tmp_path, board("jsonld"), shell, listed("jsonld", 3))
    assert (got, status) == (0, "suspicious") and "none of its 3 listed postings could be read" in error


@pytest.mark.whole
def test_one_posting_without_a_title_is_left_out_and_said_and_the_rest_is_believed(tmp_path):
    jobs = [
        {"id": n + 1, "title": f"Cardiologist {n}" if n else "", "absolute_url": f"https://x.example/{n}"}
        for n in range(20)
    ]
    a = Answer("list", URL["greenhouse"][0], 200, NOW, json.dumps({"jobs": jobs}).encode())
    got, status, error = one(tmp_path, board("greenhouse"), [a])
    assert (got, status, error) == (19, "done", "1 of 20 listed postings have no title and are left out")
