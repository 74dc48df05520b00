"""A newcomer in a real browser, with only her LinkedIn archive: from `curbside open` to her own day on the page."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import environment
from newcomer import DRIVER, archive, catalogue
from paging import Page

from curbside import demo, settings
from curbside.demo import server

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
HERS = 120  # seconds that are hers: reading and typing
READS, TYPES = 9.0, 0.25  # seconds a card is looked at, and a character takes: slow ones


@pytest.mark.browser
def test_a_newcomer_reaches_her_own_day_on_the_page_in_less_than_two_minutes_of_hers(tmp_path):
    if not CHROMIUM.exists():
        pytest.skip("no Chromium at /usr/bin/chromium")
    from playwright.sync_api import sync_playwright

    sent = archive(tmp_path / "elsewhere" / "Complete LinkedIn (1).zip")
    archive(tmp_path / "Downloads" / "Complete_LinkedInDataExport_11-28-2026_of_everything.zip")
    began, hers = time.monotonic(), 0.0
    with server.serving(demo.openings()[:6]) as boards, sync_playwright() as play, open(tmp_path / "said", "w") as said:
        argv = [sys.executable, "-c", DRIVER, str(catalogue(tmp_path / "c.toml", boards.urls)), "open", "--no-browser"]
        process = subprocess.Popen(
            argv, stdout=subprocess.PIPE, stderr=said, text=True, cwd=tmp_path,
            env=environment(HOME=str(tmp_path), TZ="America/Chicago", PYTHONPATH=""),
        )  # fmt: skip
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        try:
            page = browser.new_page(viewport={"width": 390, "height": 844})
            troubles: list[str] = []
            page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
            page.goto(process.stdout.readline().strip())

            def fill(name: str, words: str) -> None:
                nonlocal hers
                hers += TYPES * len(words)
                page.fill(f"[name={name}]", words)

            def go_on(title: str, button: str = "Go on") -> str:
                nonlocal hers
                hers += READS
                with page.expect_navigation(timeout=60_000):
                    page.get_by_role("button", name=button).first.click()
                page.wait_for_selector(f"h1:text-is('{title}')", timeout=60_000)
                assert page.evaluate("document.documentElement.scrollWidth") <= 390, title
                return page.locator("main").inner_text()

            assert page.get_by_label("of_everything.zip").is_checked()
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, "a long path breaks where it must"
            page.set_input_files("[name=file]", sent)
            told = go_on("Who you are")
            assert "9 connections" in told and page.input_value("[name=name]") == "Ana Ruiz, MD"
            page.get_by_label("Corner Coffee").uncheck()
            go_on("What you look for")
            assert page.input_value("[name=specialty]") == "Cardiovascular Disease"
            fill("places", "Ohio, within 60 miles of Bostonn")
            fill("visa", "J-1")
            fill("start", "7/1/2027")
            assert "Bostonn" in go_on("What you look for"), "what is not understood is asked again, with what was typed"
            fill("places", "Ohio, within 60 miles of Boston")
            told = go_on("Where to look")
            assert "Society of Hearts" in told and "Skins" not in told and "Texan" not in told
            fill("own", f"{boards.urls['feed-agency']}/feed.xml")
            told = go_on("All of it once more", "Go on with all")
            assert "Ohio, within 60 miles of Boston, MA" in told and "3 to read, 1 off" in told
            page.get_by_role("link", name="Back").click()
            page.wait_for_selector("h1:text-is('Where to look')")
            assert page.get_by_label("Society of Hearts").is_checked(), "what was ticked and typed stands there again"
            told = go_on("All of it once more", "Go on with those ticked")
            assert "3 to read, 1 off" in told and "feed.xml" in told
            go_on("Your first day is ready", "Write it")
            page.get_by_role("link", name="See today").click()
            assert "Dana Whitcombe" in page.locator("main").inner_text()
            assert troubles == []
        finally:
            browser.close()
            process.send_signal(signal.SIGINT)
            process.wait(30)
    assert hers < HERS and time.monotonic() - began + hers < 300
    conf = settings.read(tmp_path / "curbside/curbside.toml")
    assert (conf.me.name, conf.schedule.timezone, f"{conf.me.available_on}") == (
        "Ana Ruiz, MD",
        "America/Chicago",
        "2027-07-01",
    )
    assert [p.employer for p in conf.me.position] == ["Millbrook Community Hospital"]
    kept = tmp_path / "curbside/network/Complete LinkedIn (1).zip"
    assert kept.read_bytes() == sent.read_bytes() and kept.stat().st_mode & 0o077 == 0


@pytest.mark.whole
def test_what_the_page_is_sent_is_taken_in_by_its_owner_alone_and_what_is_no_archive_is_told(tmp_path):
    page = Page(tmp_path / "new", datetime(2026, 11, 28, 12, tzinfo=UTC))
    assert "Your LinkedIn archive" in page.client.get("/").text, "every view of a new workspace leads to set-up"

    def send(step, own=page.gate.form, origin=page.gate.origin, files=None, **fields):
        data = {"own-key": own, "step": step, **fields}
        return page.client.post("/setup/step", data=data, files=files, headers={"Origin": origin})

    assert (
        send("archive", own="no").status_code == 403 and send("archive", origin="http://x.example").status_code == 403
    )
    for name, says in (("../../evil.zip", "evil.zip"), ("notes.exe", "takes the .zip that LinkedIn sent")):
        assert says in send("archive", files={"file": (name, b"PK no")}).text
    assert not list((tmp_path / "new/network").iterdir()) and not (tmp_path / "evil.zip").exists()
    assert "Who you are" in send("archive", choice="none").text
    assert "is no e-mail address" in send("you", name="Bo", email="bo at home").text
    assert "What you look for" in send("you", name="Bo", email="").text
    told = send("search", specialty="Family Medicine", places="Springfield, Ohio or Xyzzyville").text
    assert "no place known here" in told and 'value="Family Medicine"' in told
    sure = {"specialty": "Family Medicine", "places": "Ohio or Xyzzyville"}
    assert "Where to look" in send("search", sure="Ohio or Xyzzyville", **sure).text, "it is taken so when said twice"
    assert "No board yet" in send("boards").text
    assert not page.workspace.config.exists() and "Family Medicine" in page.get("/setup?step=check")
