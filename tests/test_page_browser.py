"""The page in a real browser: every view at phone and desktop width, and a morning by click and by key."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import environment

from curbside.network import journal

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update"]  # fmt: skip
pytestmark = pytest.mark.browser


class Opened:
    """`curbside open` in a process of its own, and a browser that has come in by its address."""

    def __init__(self, place: Path, address: str, context: object) -> None:
        self.place, self.base, self.troubles = place, address.split("/open")[0], []
        self.page = context.new_page()
        self.page.on("console", lambda m: self.troubles.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", lambda r: None if r.url.startswith(self.base) else self.troubles.append(r.url))
        self.page.goto(address)

    def words(self) -> list[tuple[str, str]]:
        return [(e.verb, e.subject) for e in journal.read(self.place / "data/journal.jsonl")[0]]


@pytest.fixture
def opened(three_days: Path, tmp_path: Path) -> Iterator[Opened]:
    if not CHROMIUM.exists():
        pytest.skip("no Chromium at /usr/bin/chromium")
    from playwright.sync_api import sync_playwright

    place = tmp_path / "place"
    shutil.copytree(three_days, place)
    argv = [sys.executable, "-m", "curbside", "-C", str(place), "open", "--no-browser"]
    with (
        open(tmp_path / "said", "w") as said,
        subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=said, text=True, env=environment()) as process,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        try:
            yield Opened(place, process.stdout.readline().strip(), browser.new_context())
        finally:
            browser.close()
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0


def test_a_morning_by_click_and_by_key_at_every_width(opened):
    page, base = opened.page, opened.base
    page.goto(f"{base}/leads")
    lead = page.locator("a.name").first.get_attribute("href")
    page.goto(f"{base}/people")
    person = page.locator(".people h3 a").first.get_attribute("href")
    views = [
        "/",
        "/leads",
        "/leads?view=stages",
        lead,
        "/people",
        person,
        "/people/review",
        "/market",
        "/boards",
        "/setup",
    ]
    for width, scheme in ((320, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        for view in views:
            page.goto(base + view)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (view, width)

    page.goto(base)
    name = re.sub(r"^\d+ |:.*|^\d* ?Say hello to ", "", page.locator(".action h3").first.inner_text())
    page.keyboard.press("j")
    assert name in page.evaluate("document.activeElement.innerText")
    page.locator(".action >> text=Write the draft").first.click()
    letter = page.locator(".letter").first
    letter.locator("textarea").fill("Dear you,\nhello & thanks")
    assert "body=Dear%20you%2C%0D%0Ahello%20%26%20thanks" in letter.locator(".mailto").get_attribute("href")
    letter.locator("text=I sent it").click()
    page.wait_for_selector("#notices button")
    assert (
        "Kept as sent to" in page.locator("#notices").inner_text()
        and name in page.locator("text=Said today").inner_text()
    )
    assert [verb for verb, _ in opened.words()] == ["log"]
    page.locator("#notices button").click()
    page.wait_for_selector("#notices >> text=Taken back")
    assert opened.words() == [] and name in page.locator(".action h3").first.inner_text()

    page.keyboard.press("2")
    page.wait_for_url("**/leads")
    page.keyboard.press("/")
    page.keyboard.type("harbor")
    page.wait_for_url("**q=harbor**")
    assert 0 < page.locator(".leads tbody tr").count() < 9 and page.evaluate("document.activeElement.id") == "q"
    assert opened.troubles == []


def test_without_javascript_everything_is_read_and_said(opened):
    context = opened.page.context.browser.new_context(
        java_script_enabled=False, storage_state=opened.page.context.storage_state()
    )
    page = context.new_page()
    page.goto(f"{opened.base}/leads")
    page.locator("a.name").first.click()
    page.locator("select[name=stage]").select_option("saved")
    page.locator("text=Keep it").first.click()
    page.wait_for_selector("#notices button")
    assert [verb for verb, _ in opened.words()] == ["stage"] and page.locator(".facts .at").inner_text() == "saved"
