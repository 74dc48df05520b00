"""The daily digest: what stands in it, that it is private and whole, and that nothing of a posting comes alive."""

import csv
import email
import io
import json
import re
import stat
import zipfile
from datetime import date
from email import policy
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import polars as pl
import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from markdown_it import MarkdownIt
from published import HERE, NASTY_TITLES, build, schema

from curbside.exports import content, digest, published, safe, sheets

TODAY = date(2026, 11, 23)
PEOPLE = (
    "Dana",
    "Whitfield",
    "Luis",
    "Ferrer",
    "Mei-Ling",
    "Zhao",
    "Omar",
    "Haddad",
    "Pat Lind",
    "Ana Ruiz",
    "p-dana",
)
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def plain_db(tmp_path_factory):
    return build(tmp_path_factory.mktemp("plain") / "leads.duckdb")


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    """The folder of a digest, all formats, of hostile postings."""
    folder = tmp_path_factory.mktemp("nasty")
    db = build(folder / "leads.duckdb", nasty=True)
    digest.write(db, folder, list(digest.FORMATS), TODAY, "<b>Ana</b>\r\nBcc: x@evil.example")
    return folder / "2026-11-23"


@pytest.mark.parametrize("name", ["md", "csv"])
def test_the_sample_day_reads_as_kept(plain_db, tmp_path, name):
    [file] = digest.write(plain_db, tmp_path, [name], TODAY, "Ana Ruiz, MD")
    assert file.read_text() == (HERE / f"digest.{name}").read_text()


def test_a_folder_a_day_private_and_nothing_half_written(plain_db, tmp_path):
    files = digest.write(plain_db, tmp_path / "digests", list(digest.FORMATS), TODAY)
    assert [f.name for f in files] == [f"digest.{name}" for name in digest.FORMATS]
    folder = tmp_path / "digests/2026-11-23"
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}
    assert sorted(p.name for p in folder.iterdir()) == sorted([f.name for f in files] + ["all.html", "all.md"])


def test_a_failing_write_leaves_the_old_file(plain_db, tmp_path, monkeypatch):
    [file] = digest.write(plain_db, tmp_path, ["md"], TODAY)
    before = file.read_bytes()
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        digest.write(plain_db, tmp_path, ["md"], TODAY)
    assert file.read_bytes() == before
    assert sorted(p.name for p in file.parent.iterdir()) == ["all.md", "digest.md"]


def test_an_unknown_format_is_refused_before_anything_is_written(plain_db, tmp_path):
    with pytest.raises(ValueError, match=r"unknown digest format 'pdf': takes html, md, csv"):
        digest.write(plain_db, tmp_path, ["html", "pdf"], TODAY)
    assert not list(tmp_path.iterdir())


def test_without_a_published_copy_one_line_says_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="curbside run"):
        digest.write(tmp_path / "leads.duckdb", tmp_path, ["md"], TODAY)
    (tmp_path / "leads.duckdb").write_text("not a database " * 1000)
    with pytest.raises(ValueError, match="cannot be read"):
        digest.write(tmp_path / "leads.duckdb", tmp_path, ["md"], TODAY)


def test_the_page_starts_with_failures_then_whom_to_call(plain_db):
    text = BeautifulSoup(digest.all_html(content.read(plain_db, TODAY)), "lxml").get_text(" ", strip=True)
    order = ["1 board failed", "HTTP 500", "Nothing of yesterday was lost", "call these people", "Dana Whitfield",
             "New: cardiology, Ohio", "Still open", "What changed", "What closed", "Reminders", "Made on"]  # fmt: skip
    places = [text.index(words, 120 if words == "Reminders" else 0) for words in order]
    assert places == sorted(places)


def test_one_call_a_person_and_cautions_last(plain_db):
    day = content.read(plain_db, TODAY)
    calls = [(c.best.person, c.best.ask, [x.lead_id for x in c.leads]) for c in day.calls]
    assert calls == [
        ("Dana Whitfield, MD", "good-word", ["a1b2c3d4", "b2c3d4e5"]),
        ("Mei-Ling Zhao, DO", "scoop", ["c3d4e5f6"]),
    ]


def test_an_introduction_is_asked_of_the_one_between(tmp_path):
    db = build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(db)) as con:
        con.execute("update leads set best_person = 'Luis Ferrer' where lead_id = 'a1b2c3d4'")
    [first, *_] = content.read(db, TODAY).calls
    assert (first.best.call, first.words) == ("Dana Whitfield, MD", "Ask to be introduced to Luis Ferrer")
    assert first.best.reach == ("(614) 555-0100", "dana@example.org")
    text = digest.all_text(content.read(db, TODAY, names=False))
    assert "**Person 2**: Ask to be introduced to Person 1" in text


def test_somebody_not_to_be_asked_yet_is_not_called(tmp_path):
    db = build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(db)) as con:
        con.execute("update leads set best_person = 'Omar Haddad, MD', best_ask = null where lead_id = 'a1b2c3d4'")
    day = content.read(db, TODAY)
    assert [x.lead_id for c in day.calls for x in c.leads] == ["b2c3d4e5", "c3d4e5f6"]
    assert "Omar Haddad, MD, worked there. Not yet. And 2 more people. Last contact went badly" in digest.all_text(day)


def test_another_way_to_another_employer_is_told_beside_the_lead(tmp_path):
    db = build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(db)) as con:
        con.execute("""
            update insiders set path = 'Dana Whitfield worked at Elm Clinic', ask = 'scoop'
            where opportunity_id = 'b2c3d4e5'
        """)
    assert "Ask what it is really like: Dana Whitfield worked at Elm Clinic." in digest.all_text(
        content.read(db, TODAY)
    )


def test_leads_with_nobody_say_checked_and_the_next_step(plain_db):
    steps = {x.lead_id: x.next_step for x in content.read(plain_db, TODAY).nobody}
    assert steps["d4e5f6a7"] == "Write to Pat Lind, named in the posting."
    assert steps["e5f6a7b8"] == "Ask Omar Haddad, MD, who is in the same market."
    assert content.next_step("agency", "", "OH", "Toledo, OH", 3).startswith("The employer is hidden")
    assert content.next_step("employer", "", "OH", "Toledo, OH", 3).endswith("curbside who OH")


def test_dismissed_leads_stay_away_and_closings_near_the_searches_are_named(plain_db):
    day = content.read(plain_db, TODAY)
    assert "a7b8c9d0" not in {x.lead_id for x in day.open}
    assert [c.lead_id for c in day.closed] == ["0c105ed1"]
    assert day.closed_rest == 1


@pytest.mark.parametrize(
    "made", ["update opportunities set was_lead = true where opportunity_id = '0c105ed2'",
             "insert into applications (lead_id) values ('0c105ed2')"],
)  # fmt: skip
def test_a_lead_that_closes_is_named_though_no_other_lead_is_like_it(tmp_path, made):
    db = build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(db)) as con:
        con.execute(made)
    day = content.read(db, TODAY)
    assert [c.lead_id for c in day.closed] == ["0c105ed2", "0c105ed1"] and day.closed_rest == 0
    assert "Dermatologist, Bangor Skin" in digest.text(day)


def test_a_lead_of_two_searches_stands_once(plain_db):
    found = [x for x in content.read(plain_db, TODAY).leads if x.lead_id == "a1b2c3d4"]
    assert [x.searches for x in found] == [("cardiology, Ohio", "hospital jobs, Columbus")]


def test_a_day_without_news_names_people_for_open_leads(tmp_path):
    db = build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(db)) as con:
        con.execute("update leads set is_new = false")
    text = digest.all_text(content.read(db, TODAY))
    assert "## Nothing new today: call these people about open leads" in text
    assert "**Dana Whitfield, MD**" in text


def test_an_empty_copy_makes_a_digest_all_the_same(tmp_path):
    with duckdb.connect(str(tmp_path / "leads.duckdb")) as con:
        con.execute(schema())
    files = digest.write(tmp_path / "leads.duckdb", tmp_path, list(digest.FORMATS), TODAY)
    assert "Nobody to write to today." in files[0].read_text()


@pytest.mark.whole
def test_long_lists_are_cut_and_counted_on_pages_and_whole_in_tables(tmp_path):
    db = build(tmp_path / "leads.duckdb", many=3_000)
    day = content.read(db, TODAY)
    page = digest.all_html(day)
    assert page.count('class="item" id=') <= 302
    assert re.search(r"and [\d,]+ more: <code>curbside leads --new", page)
    assert len(page) < 300_000
    assert len(list(csv.reader(io.StringIO(sheets.csv_bytes(day).decode())))) == 3_006 + 1


def test_names_can_be_hidden_in_every_format(plain_db, tmp_path):
    for file in digest.write(plain_db, tmp_path, list(digest.FORMATS), TODAY, "Ana Ruiz, MD", names=False):
        body = file.read_bytes()
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(body)) as book:
                body = b"".join(book.read(name) for name in book.namelist())
        elif file.suffix == ".parquet":
            body = pl.read_parquet(io.BytesIO(body)).write_ndjson().encode()
        elif file.suffix == ".eml":
            body = "".join(p.get_content() for p in _parts(body)).encode()
        assert not [name for name in PEOPLE if name.encode() in body], file.name
        assert b"Person 1" in body, file.name


# Nothing comes alive


def _parts(body: bytes):
    return [p for p in email.message_from_bytes(body, policy=policy.default).walk() if not p.is_multipart()]


def assert_inert_page(text: str) -> None:
    page = BeautifulSoup(text, "lxml")
    assert not page.find_all(["script", "img", "iframe", "object", "embed", "form", "link", "svg", "base"])
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.lower().startswith("on")], tag.name
        assert tag.get("href", "#").startswith(("#", "http://", "https://", "mailto:", "tel:", "all.html")), tag
        assert not tag.get("src")


def test_hostile_postings_stay_text_in_html(nasty):
    text = (nasty / "digest.html").read_text()
    assert_inert_page(text)
    shown = BeautifulSoup(text, "lxml").get_text()
    assert NASTY_TITLES[0] in shown  # as it was served
    assert "{{ 7*7 }}" in shown
    assert "A" * 201 not in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_hostile_postings_stay_text_in_markdown(nasty):
    text = (nasty / "digest.md").read_text()
    assert "<script" not in text
    assert "](javascript" not in text
    assert "A" * 201 not in text
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    inline = [child for token in tokens for child in [token, *(token.children or [])]]
    assert not [t for t in inline if t.type in ("html_block", "html_inline", "image")]
    links = [t.attrs["href"] for t in inline if t.type == "link_open"]
    assert links
    assert all(str(href).startswith(("https://jobs.example.org/", "https://x.example/", "all.md")) for href in links)
    headings = [tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open"]
    assert [re.sub(r"^\d+ ", "", h) for h in headings][1:] == ["Today", "new leads", "What changed", "What closed"]


def test_no_cell_of_csv_or_workbook_is_a_formula(nasty):
    cells = [c for line in csv.reader(io.StringIO((nasty / "digest.csv").read_text())) for c in line]
    assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'" + NASTY_TITLES[1] in cells
    assert all(len(c) <= 500 for c in cells)
    with zipfile.ZipFile(nasty / "digest.xlsx") as book:
        sheets = [book.read(n).decode() for n in book.namelist() if "worksheets" in n or "sharedStrings" in n]
        assert not [n for n in book.namelist() if "_rels/sheet" in n]  # no hyperlinks
    assert len(sheets) == 4
    assert not [s for s in sheets if "<f>" in s or "<hyperlink" in s or "<t>=" in s]


def test_calendar_and_feed_hold_what_they_should_and_no_more(nasty):
    calendar = Calendar.from_ical((nasty / "digest.ics").read_bytes())
    events = calendar.walk("VEVENT")
    closing = {str(e["uid"]) for e in events if str(e["summary"]).startswith("Closes")}
    assert closing == {f"closes-{x}@curbside" for x in ("a1b2c3d4", *(f"bad0000{i}" for i in range(5)))}
    assert len({str(e["uid"]) for e in events}) == len(events) == 9
    assert all(str(e.get("url", "https://")).startswith("https://") for e in events)
    items = ElementTree.fromstring((nasty / "digest.rss").read_bytes()).findall("./channel/item")
    assert len(items) == 10
    for item in items:
        assert_inert_page(item.findtext("description"))
        assert "<" not in item.findtext("title")
        assert item.findtext("link", "https://").startswith("https://")


def test_the_mail_has_a_text_and_a_page_and_no_header_of_a_stranger(nasty):
    mail = email.message_from_bytes((nasty / "digest.eml").read_bytes(), policy=policy.default)
    assert [p.get_content_type() for p in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert set(mail.keys()) == {"Date", "Message-ID", "Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    assert_inert_page(mail.get_body(("html",)).get_content())


def test_json_and_parquet_are_typed_and_hold_every_open_lead(nasty):
    whole = json.loads((nasty / "digest.json").read_text())
    frame = pl.read_parquet(nasty / "digest.parquet")
    assert [x["lead_id"] for x in whole["leads"]] == frame["lead_id"].to_list()
    assert frame.schema["posted_on"] == pl.Date and frame.schema["boards"] == pl.List(pl.String)
    assert whole["failed_boards"] == ["jama"]
    assert {x["url"] for x in whole["leads"] if x["lead_id"] in ("bad00001", "bad00003")} == {None}


@given(st.text(max_size=60))
def test_an_address_is_clickable_only_when_it_is_one(text):
    for candidate in (text, f"http://x.example/{text}", f"java\tscript:{text}", f"https:{text}"):
        if (found := safe.link(candidate)) is not None:
            assert re.fullmatch(r"(?i:https?://|mailto:)[^\s<>\"'`\\^{}|()\[\]\x00-\x1f]*", found)


@given(st.text(max_size=80).map(lambda s: safe.plain(s)))
def test_markdown_shows_any_text_as_it_is(text):
    [_, token, _] = MarkdownIt("commonmark", {"html": True}).parse(f"x {safe.markdown(text)} x")
    assert {child.type for child in token.children} <= {"text", "text_special"}
    assert "".join(child.content for child in token.children) == f"x {text} x"


@given(
    st.text(max_size=40),
    st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", " =", "\x00=", "\u202e=", "\n@"]),
)
def test_no_text_starts_a_formula(text, start):
    assert not str(safe.cell(start + text)).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@given(st.text(max_size=300), st.integers(2, 50))
def test_plain_text_is_one_short_visible_line(text, width):
    shown = safe.plain(text, width)
    assert len(shown) <= width
    assert shown == safe.plain(shown, width)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", shown)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(350e3, 400e3, "$350k–$400k a year"), (350e3, 350e3, "$350k a year"), (None, 4e5, "up to $400k a year"),
     (3e5, None, "from $300k a year"), (None, None, "")],
)  # fmt: skip
def test_pay_in_words(low, high, said):
    assert safe.money(low, high) == said


@pytest.mark.browser
def test_in_a_browser_nothing_runs_loads_or_overflows(nasty):
    if not CHROMIUM.exists():
        pytest.skip("no Chromium at /usr/bin/chromium")
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
                 "--disable-background-networking", "--disable-component-update"]  # fmt: skip
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        try:
            for width, scheme in ((320, "light"), (390, "dark"), (1280, "light")):
                page = browser.new_page(viewport={"width": width, "height": 700}, color_scheme=scheme)
                asked, dialogs, errors = [], [], []
                page.on("request", lambda request, asked=asked: asked.append(request.url))
                page.on(
                    "dialog",
                    lambda dialog, dialogs=dialogs: (dialogs.append(dialog.message), dialog.dismiss()),
                )
                page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
                page.goto((nasty / "digest.html").as_uri())
                assert asked == [(nasty / "digest.html").as_uri()]
                assert not dialogs and not errors
                assert page.evaluate("document.scripts.length") == 0
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                page.close()
        finally:
            browser.close()


def test_a_search_says_what_it_took_for_other_work(tmp_path):
    db = build(tmp_path / "leads.duckdb")
    assert "taken for other work" not in digest.all_text(content.read(db, TODAY))
    with duckdb.connect(str(db)) as con:
        con.execute(
            "update postings set profession = 'other', title = 'Physician Coding Coordinator' where posting_id = (select min(posting_id) from postings where closed_at is null)"
        )
    assert "1 open posting whose title may mean a physician was taken for other work and left out" in digest.all_text(
        content.read(db, TODAY)
    )


def test_a_copy_that_an_earlier_version_wrote_is_read_all_the_same(tmp_path):
    db = build(tmp_path / "leads.duckdb")
    with duckdb.connect(str(db)) as con:
        for table, columns in published.ADDED.items():
            for name in columns:
                con.execute(f"alter table {table} drop column {name}")
    leads = content.read(db, TODAY).leads
    assert leads and any(lead.why for lead in leads) and not any(lead.near for lead in leads)


def test_times_are_told_by_the_users_clock_and_telephone_numbers_as_people_write_them():
    assert safe.local("2026-11-23 09:59", ZoneInfo("America/Chicago")) == "Nov 23, 2026, 3:59 AM CST"
    told = {n: safe.phone(n) for n in ("+12165550148", "216.555.0148", "+44 20 7946 0958", "555 0148 ext 3", "")}
    assert list(told.values()) == ["(216) 555-0148", "(216) 555-0148", "+44 20 7946 0958", "555 0148 ext 3", ""]
    assert safe.dial("(216) 555-0148") == safe.dial("+1 216 555 0148") == "tel:+12165550148"
    assert safe.dial("+44 20 7946 0958") == "tel:+442079460958" and safe.dial("a.b1234567@example.org") is None
