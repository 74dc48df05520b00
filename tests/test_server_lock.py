"""Prefect's server on this machine is curbside's alone: no other user, no page of a browser gets in."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from curbside.flows import server
from curbside.workspace import Workspace

pytestmark = pytest.mark.prefect
ASK = """
import sys, urllib.request, urllib.error
try:
    urllib.request.urlopen(urllib.request.Request(sys.argv[1] + "/flow_runs/filter", b"{}", {"Content-Type": "application/json"}))
    print("in")
except urllib.error.HTTPError as e:
    print(e.code)
try:
    print(open(f"/proc/{sys.argv[2]}/environ").read())
except OSError as e:
    print(type(e).__name__)
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, prefect_home: Path) -> Iterator[tuple[str, str]]:
    """The server's address and the word that opens it."""
    workspace = Workspace(tmp_path_factory.mktemp("served"))
    shutil.copytree(prefect_home, workspace.prefect)
    workspace.make_private()
    with server.running(workspace):
        yield os.environ["PREFECT_API_URL"], os.environ["PREFECT_API_AUTH_STRING"]


def asked(running: tuple[str, str], **headers: str) -> int:
    url, word = running
    auth = tuple(word.split(":", 1))
    return requests.post(f"{url}/flow_runs/filter", json={}, headers=headers, auth=auth, timeout=30).status_code  # type: ignore[arg-type]


def test_only_who_knows_the_word_is_let_in(running):
    url, word = running
    assert asked(running) == 200
    assert requests.post(f"{url}/flow_runs/filter", json={}, timeout=30).status_code == 401
    assert requests.post(f"{url}/flow_runs/filter", json={}, auth=("curbside", "guess"), timeout=30).status_code == 401
    lines = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    assert "curbside.flows.server" in lines and word not in lines and word.split(":")[1] not in lines


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "null"},
        {"Host": "rebound.example"},
        {"Host": "localhost"},
    ],
    ids=str,
)
def test_a_page_of_a_browser_and_another_name_for_this_host_are_turned_away(running, headers):
    assert asked(running, **headers) == 403


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try it as another user of the machine")
def test_another_user_of_the_machine_gets_neither_in_nor_at_the_word(running):
    url, _ = running
    (pid,) = subprocess.run(["pgrep", "-nf", "curbside.flows.server"], capture_output=True, text=True).stdout.split()
    python = shutil.which("python3", path="/usr/bin:/bin")  # the tests' own may lie where only root may look
    if python is None:
        pytest.skip("no Python that another user of this machine may run")
    nobody = {"user": 65534, "group": 65534, "extra_groups": []}
    found = subprocess.run([python, "-c", ASK, url, pid], capture_output=True, text=True, cwd="/", **nobody)
    assert found.stdout.split() == ["401", "PermissionError"]


@pytest.mark.browser
def test_a_page_in_a_browser_reads_nothing(running, tmp_path: Path):
    from playwright.sync_api import sync_playwright

    url, _ = running
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto("about:blank")
        said = page.evaluate(
            "async url => { try { return (await fetch(url + '/health')).status } catch (e) { return String(e) } }", url
        )
        browser.close()
    assert "TypeError" in str(said), "the browser kept the answer from the page"


def test_hosts_get_a_limit_of_one_at_a_server_of_the_users_and_runs_take_turns(running, monkeypatch):
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import GlobalConcurrencyLimitCreate
    from prefect.concurrency.sync import concurrency
    from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

    from curbside.flows import spread

    assert spread.limit(["jobs.example"]) == [], "nobody else is at a server that is this run's own"
    monkeypatch.setattr(server, "_ours", [])
    with temporary_settings({PREFECT_API_URL: running[0], PREFECT_API_AUTH_STRING: running[1]}):
        with get_client(sync_client=True) as client:
            client.create_global_concurrency_limit(GlobalConcurrencyLimitCreate(name="host:wide.example", limit=3))
            for _ in range(2):
                assert spread.limit(["jobs.example", "wide.example"]) == ["jobs.example", "wide.example"]
            limits = {one.name: one.limit for one in client.read_global_concurrency_limits(10, 0)}
        assert limits == {"host:jobs.example": 1, "host:wide.example": 3}, "what the user said stays"
        with (
            spread._turn("host:jobs.example"),
            pytest.raises(TimeoutError),
            concurrency("host:jobs.example", timeout_seconds=0.1),
        ):
            pass
        with concurrency("host:jobs.example", timeout_seconds=5):
            pass
