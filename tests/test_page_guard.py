"""The page opens to one browser on this machine and to nobody else."""

import re
import shutil

import pytest
from conftest import START
from paging import Page
from starlette.testclient import TestClient

from curbside.page import server
from curbside.page.desk import Desk, Heard
from curbside.page.guard import Gate
from curbside.workspace import Workspace


@pytest.fixture(scope="module")
def page(three_days, tmp_path_factory) -> Page:
    place = tmp_path_factory.mktemp("guard") / "place"
    shutil.copytree(three_days, place)
    return Page(place, START)


def stranger(page: Page, **headers: str) -> TestClient:
    """A client of the same page without its cookie."""
    return TestClient(page.client.app, base_url=page.gate.origin, headers=headers, follow_redirects=False)


def test_without_the_address_nothing_is_shown_and_it_is_good_once(page):
    gate = Gate(8078)
    app = server.application(Desk(page.workspace, lambda words: Heard(0, ())), gate)
    first, second = (TestClient(app, base_url=gate.origin, follow_redirects=False) for _ in range(2))
    address = gate.address
    assert first.get("/").status_code == 403 and "Write to" not in first.get("/").text
    assert first.get("/open?token=guess").status_code == 403
    entered = first.get(address)
    assert entered.status_code == 303 and entered.headers["location"] == "/"
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and gate.session.lower() in cookie
    assert first.get("/").status_code == 200
    assert second.get(address).status_code == 403 and second.get("/open?token=").status_code == 403
    assert first.get(address).status_code == 303, "the browser that is in may use its bookmark"


@pytest.mark.parametrize(
    "host", ["localhost:8077", "evil.example:8077", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.nip.io:8077"]
)
def test_a_name_that_was_made_to_point_here_is_refused(page, host):
    assert page.client.get("/", headers={"Host": host}).status_code == 421
    assert page.client.get("/static/page.css", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8077", None]
)
def test_a_form_of_another_page_says_nothing(page, origin):
    before = page.workspace.journal.exists() and page.workspace.journal.read_bytes()
    headers = {"Origin": origin} if origin else {}
    sent = {"own": page.gate.form, "verb": "undo"}
    assert page.client.post("/say", data=sent, headers=headers).status_code == 403
    assert (page.workspace.journal.exists() and page.workspace.journal.read_bytes()) == before


def test_a_form_without_the_pages_own_key_says_nothing(page):
    for key in ("", "guess", page.gate.session):
        answer = page.client.post("/say", data={"own": key, "verb": "undo"}, headers={"Origin": page.gate.origin})
        assert answer.status_code == 403 and "load it again" in answer.text


def test_a_foreign_page_can_embed_or_fetch_nothing_but_may_link(page):
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert page.client.get("/", headers=cross | {"Sec-Fetch-Mode": "no-cors"}).status_code == 403
    assert page.client.get("/", headers={"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"}).status_code == 403
    assert page.client.get("/", headers=cross | {"Sec-Fetch-Mode": "navigate"}).status_code == 200
    assert stranger(page).post("/say", data={}, headers={"Origin": page.gate.origin}).status_code == 403


def test_every_answer_forbids_foreign_and_inline_script_and_is_kept_nowhere(page):
    for client, path in ((page.client, "/"), (page.client, "/nothing"), (stranger(page), "/")):
        headers = client.get(path).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'"
        assert {policy[k] for k in ("script-src", "style-src", "connect-src", "form-action")} == {"'self'"}
        assert headers["cache-control"] == "no-store" and headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert page.client.get("/static/../server.py").status_code in (403, 404)
    assert page.client.get("/static/NOTICE.md").status_code == 404


def test_a_form_that_is_too_long_or_names_another_site_goes_nowhere(page):
    headers = {"Origin": page.gate.origin}
    assert page.client.post("/say", data={"note": "x" * 70_000}, headers=headers).status_code == 413
    for away in ("//evil.example", "https://evil.example", "/\\evil.example"):
        sent = {"own": page.gate.form, "verb": "undo", "back": away}
        answer = page.client.post("/say", data=sent, headers=headers, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_the_pages_hold_no_inline_script_style_or_foreign_address(page):
    text = page.get("/")
    assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)|\son\w+=|\sstyle=|<style|javascript:", text)
    assert not re.findall(r'(?:src|action|hx-[a-z]+)="(?:https?:)?//', text)


def test_a_workspace_that_never_ran_says_what_to_do(tmp_path):
    (tmp_path / "curbside.toml").write_text('[[search]]\nname = "all"\n')
    place = Workspace(tmp_path)
    place.make_private()
    answer = Page(tmp_path, START).client.get("/")
    assert answer.status_code == 409 and "`curbside run` makes it" in answer.text
