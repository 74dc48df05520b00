"""Fourteen runs over seven days with boards in trouble leave what a perfect observer would have written down."""

from __future__ import annotations

import random

import pytest
from boardserver import Reply
from observer import Observer
from town import WINDOW, Opening, Town, town

from curbside import warehouse
from curbside.warehouse import posting

pytestmark = pytest.mark.whole

BOARDS = {"jsonld": 40, "madgex": 25, "rss": 25, "xmlfeed": 30, "greenhouse acme": 20, "workday acme/Careers": 45}
KEYS = {"jsonld": "/job/{}", "xmlfeed": "/job/{}", "workday": "R{}"}
DAYS = 7
NOTHING = {b"<?": b"<?xml version='1.0'?><urlset></urlset>", b'{"': b'{"jobs": [], "jobPostings": [], "total": 0}'}
TROUBLES = {
    "500": lambda seen, reply: Reply(b"down", 500),
    "login": lambda seen, reply: Reply(b"<!doctype html><title>Sign in</title><form></form>"),
    "redirect-loop": lambda seen, reply: Reply(b"", 302, {"Location": seen.path}),
    "empty": lambda seen, reply: reply if seen.path == "/robots.txt" else Reply(NOTHING.get(reply.body[:2], b"")),
    "cut short": lambda seen, reply: Reply(reply.body[:-9], reply.status, {"Content-Length": str(len(reply.body))}),
}


def made(rng: random.Random, number: int) -> list[Opening]:
    """A third appears on a day, a third goes on one, a fifth gets a new title on one."""
    found = []
    for n in range(number):
        born = rng.randrange(DAYS) if rng.random() < 0.3 else 0
        dies = born + 1 + rng.randrange(DAYS) if rng.random() < 0.3 else 999
        found.append(Opening(str(100 + n), born, dies, rng.randrange(1, DAYS) if rng.random() < 0.2 else 999))
    return found


def look(observer: Observer, it: Town, well: set[str]) -> None:
    """What the boards that are well show on the town's day."""
    for name, openings in it.openings.items():
        board = name.split()[0]
        ids = {o: f"{board}:{KEYS.get(board, '{}').format(o.key)}" for o in openings}
        live = [o for o in openings if o.on(it.day)]
        if board == "rss":  # its feed holds the newest only; a posting's own page says when it is over
            listed = sorted(live, key=lambda o: -o.born)[:WINDOW]
            over = {ids[o] for o in openings if not o.on(it.day)}
        else:
            listed, over = live, set()
        if board in well:
            observer.look(board, {ids[o]: o.title(it.day) for o in listed}, it.now, board != "rss", over)


@pytest.fixture(scope="module")
def seen(tmp_path_factory) -> tuple[Town, Observer]:
    """A town after its fourteen runs, and who looked on."""
    rng = random.Random(3)
    openings = {name: made(rng, number) for name, number in BOARDS.items()}
    observer = Observer()
    with town(tmp_path_factory.mktemp("town"), openings) as it:
        names = [name.split()[0] for name in BOARDS]
        for number in range(2 * DAYS):
            it.day = number // 2
            it.broken = {name: TROUBLES[rng.choice(list(TROUBLES))] for name in rng.sample(names, 2)}
            it.run()
            look(observer, it, set(names) - set(it.broken))
            assert {b for b, (status, _) in it.health().items() if status != "done"} == set(it.broken), it.health()
        yield it, observer


def test_every_posting_is_there_once_under_its_present_title(seen):
    it, observer = seen
    assert dict(it.sql("select posting_id, title from core.posting")) == observer.title


def test_postings_were_seen_when_their_boards_showed_them(seen):
    it, observer = seen
    assert dict(it.sql("select posting_id, first_seen from core.posting")) == observer.first
    # A posting that left the feed is seen on its own page, too, at times of curbside's choosing
    last = {k: at for k, at in observer.last.items() if not k.startswith("rss:")}
    assert dict(it.sql("select posting_id, last_seen from core.posting where board <> 'rss'")) == last


def test_what_closed_did_so_on_its_day(seen):
    it, observer = seen
    found = dict(it.sql("select posting_id, closed_at from core.posting where closed_at is not null"))
    assert found == observer.closed and len(found) > 20


def test_history_holds_every_change_and_nothing_else(seen):
    it, observer = seen
    found = it.sql("select posting_id, field, old, new from core.posting_history")
    assert len(found) == len(set(found)) and set(found) == observer.history
    assert {field for _, field, _, _ in found} == {"title", "closed_at"}


def test_rebuilt_from_what_landed_it_is_the_same(seen, tmp_path):
    it, _ = seen
    with warehouse.connect(tmp_path / "again.duckdb") as again:
        for run_id, boards in posting.pending(again, it.landing).items():
            posting.apply_run(again, it.landing, run_id, boards, print)
        for query in ("from core.posting order by all", "from core.posting_history order by all"):
            assert again.execute(query).fetchall() == it.sql(query)
