"""How long the views of `curbside open` take at 100,000 postings, 5,000 leads and 5,000 contacts; floor: a view that reads nothing.

.venv/bin/python benchmarks/page.py [REPEATS] [--browser]
"""

import statistics
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import uvicorn

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from paging import Page
from published import build

from curbside.page import server
from curbside.page.desk import Desk

POSTINGS, LEADS, PEOPLE, INSIDERS = 100_000, 5_000, 5_000, 40  # the last: people a lead
FILL = f"""
insert into organisations (organisation_id, name, kind, city, state, aliases)
    select 'o' || i, 'Hospital ' || i, 'hospital', 'Town ' || i % 90, ['OH', 'MA', 'CA', 'TX', 'NY'][1 + i % 5], [] from range(3000) r(i);
insert into opportunities (opportunity_id, title, employer_name, employer_kind, organisation_id, specialty_code, specialty, city, state,
        latitude, longitude, pay_year_min, pay_year_max, posted_on, first_seen, last_seen, status, boards, urls, posting_count, reposts)
    select 'n' || i, 'Cardiologist ' || i, 'Hospital ' || i % 3000, 'employer', 'o' || i % 3000, '207RC0000X', 'Cardiovascular Disease',
        'Town ' || i % 90, ['OH', 'MA', 'CA', 'TX', 'NY'][1 + (i % 3000) % 5], 32 + i % 12, -118 + i % 40,
        case when i % 3 = 0 then 300000 + 1000 * (i % 300) end, null, date '2026-11-01', timestamptz '2026-11-01 10:00:00+00',
        timestamptz '2026-11-23 10:00:00+00', 'open', ['jama'], ['https://jobs.example.org/' || i], 1, 0 from range({POSTINGS}) r(i);
insert into postings (posting_id, board, board_posting_id, url, title, employer_name, profession, city, state, country, first_seen,
        last_seen, opportunity_id, description)
    select 'jama:' || opportunity_id, 'jama', opportunity_id, urls[1], title, employer_name, 'physician', city, state, 'US', first_seen,
        last_seen, opportunity_id, repeat('We are looking for a physician. ', 40) from opportunities where opportunity_id like 'n%';
insert into leads (lead_id, search, score, fit, is_new, title, employer_name, specialty, city, state, pay_year_min, posted_on, first_seen,
        boards, url, insider_count, best_person, best_path, best_ask, why, reasons)
    select opportunity_id, 'all', 90 - (row_number() over ()) / 100, 0.9, row_number() over () % 9 = 0, title, employer_name, specialty, city,
        state, pay_year_min, posted_on, first_seen, boards, urls[1], {INSIDERS}, 'Person 1', 'Person 1 works there', 'scoop', [], []
    from opportunities where opportunity_id like 'n%' order by opportunity_id limit {LEADS};
insert into people (person_id, name, emails, phones, urls, sources)
    select 'p' || i, 'Person ' || i, ['p' || i || '@example.org'], [], [], ['linkedin'] from range({PEOPLE}) r(i);
insert into person_ids select person_id, person_id from people where person_id not in (select person_id from person_ids);
insert into affiliations (person_id, organisation_id, organisation_name, kind, title, is_current, confidence, source)
    select 'p' || i, 'o' || i % 3000, 'Hospital ' || i % 3000, 'work', 'Cardiologist', true, 0.9, 'linkedin' from range({PEOPLE}) r(i);
insert into ties (person_id, other_id, kind, strength, last_contact, evidence)
    select 'p' || i, 'me', 'linkedin', 0.4, date '2025-01-01', ['connected'] from range({PEOPLE}) r(i);
insert into insiders (opportunity_id, person_id, person, relation, path, ask, strength, confidence, evidence, cautions)
    select l.lead_id, 'p' || k, 'Person ' || k, 'works there', 'Person ' || k || ' works there', 'scoop', 0.3, 0.9, [], []
    from (select lead_id, row_number() over () as n from leads where lead_id like 'n%') l, range({INSIDERS}) r(j), lateral (select (l.n * 7 + j * 11) % {PEOPLE} as k);
insert into markets (search, organisation_id, organisation_name, city, state, open_postings, person_id, person, relation, strength, path)
    select 'all', 'o' || i % 3000, 'Hospital ' || i % 3000, 'Town ' || i % 90, ['OH', 'MA', 'CA', 'TX', 'NY'][1 + (i % 3000) % 5], i % 2, 'p' || i,
        'Person ' || i, 'works there', 0.3, 'Person ' || i || ' works there' from range({PEOPLE}) r(i);
"""
VIEWS = ["/", "/leads", "/leads?page=40", "/leads?q=hospital+12", "/leads?view=stages", "/leads/n1234", "/people", "/people?q=person+77",
         "/people/p77", "/people/review", "/market", "/market?place=Ohio", "/boards"]  # fmt: skip


def main(repeats: int) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "data").mkdir()
        (place / "curbside.toml").write_text('[[search]]\nname = "all"\n')
        with duckdb.connect(str(build(place / "data/leads.duckdb"))) as con:
            con.execute(FILL)
        page = Page(place, datetime(2026, 11, 23, 12, tzinfo=UTC))
        page.client.get("/")
        print(f"{'view':24} {'first ms':>9} {'median ms':>9} {'cpu ms':>7} {'kB':>6}")
        for view in ("/static/icon.svg", *VIEWS):
            took, worked = [], time.process_time()
            for _ in range(repeats):
                began = time.perf_counter()
                answer = page.client.get(view)
                took.append(1000 * (time.perf_counter() - began))
                assert answer.status_code == 200, (view, answer.text)
            worked = 1000 * (time.process_time() - worked) / repeats
            print(
                f"{view:24} {took[0]:9.0f} {statistics.median(took):9.0f} {worked:7.0f} {len(answer.content) / 1000:6.0f}"
            )
        if "--browser" in sys.argv:
            for view, took in in_browser(page.desk).items():
                print(f"{view:24} {took:9.0f} in Chromium, from the click to loaded and drawn")


def in_browser(desk: Desk) -> dict[str, float]:
    """Median milliseconds of three loads of each view, as the browser's own clock has them."""
    from playwright.sync_api import sync_playwright

    found: dict[str, float] = {}
    with server.listening(0) as (listener, gate), sync_playwright() as play:
        conf = uvicorn.Config(server.application(desk, gate), log_config=None, lifespan="off", ws="none")
        serving = uvicorn.Server(conf)
        thread = threading.Thread(target=serving.run, args=([listener],))
        thread.start()
        tab = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        ).new_page()
        tab.goto(gate.address)
        for view in ("/", "/leads", "/market"):
            loads = []
            for _ in range(3):
                tab.goto(gate.origin + view)
                loads.append(tab.evaluate("performance.getEntriesByType('navigation')[0].duration"))
            found[view] = statistics.median(loads)
        serving.should_exit = True
        thread.join(20)
    return found


if __name__ == "__main__":
    main(next((int(a) for a in sys.argv[1:] if a.isdigit()), 7))
