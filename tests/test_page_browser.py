"""The page in a real browser: every view at phone and desktop width, in looks and to a screen reader, and a morning by click and key."""

from __future__ import annotations

import base64
import re
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn
from conftest import START

from curbside.commands import keeping
from curbside.commands.opening import commands
from curbside.network import journal
from curbside.page import server
from curbside.page.desk import Desk
from curbside.workspace import Workspace

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update"]  # fmt: skip
NOW = START + timedelta(hours=37)
GOLDEN = Path(__file__).parent / "page"
CELL = 10  # points of the page that are one of the golden picture: letters blur, what stands where stays
CHANGED, MOST = 30, 0.06  # of 255; the share of cells that may differ by more, as between two machines' letters
SIZES = ((390, 844, "light"), (1280, 900, "dark"))
UNLIKE = """async ([shot, kept, cell, changed]) => {
  const small = async (url, cell) => {
    const picture = new Image(); picture.src = url; await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width / cell); canvas.height = Math.round(picture.height / cell);
    const pen = canvas.getContext("2d"); pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return [canvas, pen.getImageData(0, 0, canvas.width, canvas.height).data];
  };
  const [canvas, now] = await small(shot, cell);
  if (!kept) return [canvas.toDataURL("image/png"), 0];
  const [before, was] = await small(kept, 1);
  if (before.width !== canvas.width || before.height !== canvas.height) return ["", 1];
  let cells = 0;
  for (let i = 0; i < now.length; i += 4) cells += [0, 1, 2].some((k) => Math.abs(now[i + k] - was[i + k]) > changed);
  return ["", cells / (now.length / 4)];
}"""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.skip("no Chromium at /usr/bin/chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(
    three_days: Path, tmp_path: Path, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SimpleNamespace]:
    """The page of a workspace as it is at NOW, served from a thread, and a browser's tab that has come in by its address."""
    place = Workspace(tmp_path / "place")
    shutil.copytree(three_days, place.root)
    monkeypatch.setattr(keeping, "now", lambda: NOW)
    desk = Desk(place, commands(place), lambda: NOW)
    with server.listening(0) as (listener, gate):
        serving = uvicorn.Server(
            uvicorn.Config(server.application(desk, gate), log_config=None, lifespan="off", ws="none")
        )
        thread = threading.Thread(target=serving.run, args=([listener],))
        thread.start()
        tab = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        troubles: list[str] = []
        tab.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: troubles.append(str(error)))
        tab.on("request", lambda r: None if r.url.startswith(gate.origin) else troubles.append(r.url))
        tab.goto(gate.address)
        yield SimpleNamespace(page=tab, base=gate.origin, troubles=troubles, place=place)
        tab.context.close()
        serving.should_exit = True
        thread.join(20)
        desk.close()


def words(opened: SimpleNamespace) -> list[tuple[str, str]]:
    return [(e.verb, e.subject) for e in journal.read(opened.place.journal)[0]]


def views(opened: SimpleNamespace) -> dict[str, str]:
    """Every view by a name, with its address."""
    page = opened.page
    page.goto(f"{opened.base}/leads?sort=people")
    lead = page.locator("a.name").first.get_attribute("href")
    ids = [tick.get_attribute("value") for tick in page.locator("input[name=id]").all()[:2]]
    page.goto(f"{opened.base}/people?q=whitcombe")
    person = page.locator(".people h3 a").first.get_attribute("href")
    return {
        "today": "/", "leads": "/leads", "stages": "/leads?view=stages", "lead": lead, "compare": f"/leads/compare?id={ids[0]}&id={ids[1]}",
        "people": "/people", "person": person, "review": "/people/review", "market": "/market", "boards": "/boards", "setup": "/setup", "said": "/said",
    }  # fmt: skip


def unlike(page: Any, shot: bytes, golden: Path) -> float:
    """The share of cells in which the picture differs from the one kept; without one, it is kept."""
    kept = as_url(golden.read_bytes()) if golden.exists() else ""
    small, share = page.evaluate(UNLIKE, [as_url(shot), kept, CELL, CHANGED])
    if small:
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(base64.b64decode(small.partition(",")[2]))
    return float(share)


def as_url(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def test_every_view_looks_as_it_did_fits_its_width_and_is_told_to_a_screen_reader(opened):
    from axe_playwright_python.sync_playwright import Axe

    page, blank = opened.page, opened.page.context.new_page()
    for number, (name, address) in enumerate(views(opened).items()):
        for width, height, scheme in SIZES if name in ("today", "lead") else [SIZES[number % 2]]:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            page.goto(opened.base + address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            away = unlike(blank, page.screenshot(), GOLDEN / f"{name}-{width}.png")
            assert away <= MOST, (
                f"{name} at {width} looks unlike tests/page/{name}-{width}.png in {away:.0%}; delete that if it is meant"
            )
        serious = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
        assert [(v["id"], v["nodes"][0]["html"]) for v in serious] == [], name
    page.set_viewport_size({"width": 390, "height": 844})
    for name, address in views(opened).items():
        page.goto(opened.base + address)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, f"{name}, with everything unfolded"
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{opened.base}/leads")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert opened.troubles == []


def test_a_view_that_lost_its_place_is_seen(opened):
    page, blank = opened.page, opened.page.context.new_page()
    page.emulate_media(color_scheme="dark")
    page.goto(f"{opened.base}/people")
    page.evaluate("document.querySelector('.people').style.display = 'block'")
    assert unlike(blank, page.screenshot(), GOLDEN / "people-1280.png") > MOST


def test_a_morning_by_click_and_by_key(opened):
    page = opened.page
    page.goto(opened.base)
    name = re.sub(r"^\d+ |:.*|^\d* ?Say hello to ", "", page.locator(".action h3").first.inner_text())
    page.keyboard.press("j")
    assert name in page.evaluate("document.activeElement.innerText")
    page.locator(".action >> text=Write the draft").first.click()
    letter = page.locator(".letter").first
    letter.locator("textarea").fill("Dear you,\nhello & thanks")
    assert "body=Dear%20you%2C%0D%0Ahello%20%26%20thanks" in letter.locator(".mailto").get_attribute("href")
    letter.locator("text=I sent it").click()
    page.wait_for_selector("#notices button")
    assert "Kept as sent to" in page.locator("#notices").inner_text()
    assert name in page.locator("text=Said today").inner_text() and [verb for verb, _ in words(opened)] == ["log"]
    page.locator("#notices button").click()
    page.wait_for_selector("#notices >> text=Taken back")
    assert words(opened) == [] and name in page.locator(".action h3").first.inner_text()

    assert page.evaluate("document.activeElement.className") == "notice", "the next Tab goes on from the answer"

    card = page.locator(".action").first
    card.locator("summary >> text=They answered").click()
    card.locator("[name=note]").fill("call is 1 in 5")
    card.locator("[name=on]").fill("tomorrow")
    card.locator("text=Keep it").click()
    page.wait_for_selector("#notices .trouble")
    assert card.locator("[name=note]").input_value() == "call is 1 in 5" and words(opened) == [], (
        "nothing typed is lost"
    )
    page.keyboard.press("Escape")
    page.locator("h1").click()

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
    assert [verb for verb, _ in words(opened)] == ["stage"] and page.locator(".facts .at").inner_text() == "saved"
    context.close()
