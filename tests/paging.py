"""The page of a workspace in this process: a client that has come in by the address, and forms as a browser sends them."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from starlette.testclient import TestClient

from curbside.commands.opening import commands
from curbside.page import server
from curbside.page.desk import Desk
from curbside.page.guard import Gate
from curbside.workspace import Workspace

PORT = 8077


class Page:
    """One `curbside open`, already let in."""

    def __init__(self, place: Path, now: datetime) -> None:
        self.workspace, self.gate = Workspace(place), Gate(PORT)
        self.desk = Desk(self.workspace, commands(self.workspace), lambda: now)
        self.client = TestClient(
            server.application(self.desk, self.gate), base_url=self.gate.origin, raise_server_exceptions=False
        )
        self.client.get(self.gate.address)

    def get(self, path: str) -> str:
        """The page at `path`, which must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        return answer.text

    def say(self, verb: str, **fields: str) -> str:
        """The page that comes after a form is sent."""
        sent = {"own": self.gate.form, "verb": verb, **fields}
        answer = self.client.post("/say", data=sent, headers={"Origin": self.gate.origin})
        assert answer.status_code == 200, (verb, answer.text)
        return answer.text


def notice(page: str) -> str:
    """What the page says on top."""
    found = re.search(r'class="notice[^"]*"><p>(.*?)</p>', page, re.S)
    return found[1] if found else ""
