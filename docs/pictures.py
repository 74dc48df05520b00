"""The pictures of README.md and docs/page.md, taken of a workspace: `make demo`, then `.venv/bin/python docs/pictures.py curbside-demo`."""

import signal
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# name, view, width, height, scheme; `lead`: the first of the list
PICTURES = [
    ("today", "/", 390, 780, "light"),
    ("lead", "lead", 1180, 760, "light"),
    ("market", "/market", 1180, 720, "dark"),
]


def main(workspace: str) -> None:
    argv = [sys.executable, "-m", "curbside", "-C", workspace, "open", "--no-browser"]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process, sync_playwright() as play:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page()
        page.goto(address)
        page.goto(address.split("/open")[0] + "/leads?sort=people")
        lead = page.locator("a.name").first.get_attribute("href") or ""
        for name, view, width, height, scheme in PICTURES:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.goto(address.split("/open")[0] + (lead if view == "lead" else view))
            page.screenshot(path=DOCS / f"page-{name}.png")
        digest = max(Path(workspace, "data", "digests").glob("*/digest.html"))
        page.set_viewport_size({"width": 820, "height": 1180})
        page.emulate_media(color_scheme="light")
        page.goto(digest.absolute().as_uri())
        page.screenshot(path=DOCS / "digest.png")
        browser.close()
        process.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main(sys.argv[1])
