"""`digest --send`: a real mail server gets one mail to the user, and one that refuses is named in one line."""

from __future__ import annotations

import email.policy
import socket
from collections.abc import Iterator
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from bridging import Home

from curbside.job import day


class Box:
    """A mail server's memory; `refuse` answers every mail with an error."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, list[str], bytes]] = []
        self.refuse = False

    async def handle_DATA(self, server, session, envelope):
        if self.refuse:
            return "554 not today"
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 kept"


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    held = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(held, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield held, port
    finally:
        controller.stop()


def mailed_to(sample, port: int) -> None:
    lines = sample.place.config.read_text("utf-8").splitlines()
    at = next((i for i, line in enumerate(lines) if line.strip() == "[digest]"), None)
    if at is None:
        at = len(lines)
        lines.append("[digest]")
    lines.insert(at + 1, f'email = {{ to = "ana@example.org", smtp = "smtp://127.0.0.1:{port}" }}')
    sample.place.config.write_text("\n".join(lines) + "\n", "utf-8")


def test_the_digest_is_mailed_to_the_user_alone(sample, box):
    held, port = box
    sample.begin(1)
    mailed_to(sample, port)
    done = sample.command("digest", "--send")
    assert done.returncode == 0, done.stderr
    ((sender, to, body),) = held.mails
    assert (sender, to) == ("ana@example.org", ["ana@example.org"])
    mail = message_from_bytes(body, policy=email.policy.default)
    assert {part.get_content_type() for part in mail.walk()} >= {"text/plain", "text/html"}
    assert "Cardiolog" in mail.get_body(("plain",)).get_content()


def test_a_server_that_refuses_or_is_not_there_is_one_line_and_the_digest_stays(sample, box, capsys):
    held, port = box
    sample.begin(1)
    mailed_to(sample, port)
    user = Home(sample.place.root, capsys)
    held.refuse = True
    refused = user.error("digest", "--send")
    held.refuse = False
    sample.place.config.write_text(sample.place.config.read_text("utf-8").replace(f":{port}", ":9"), "utf-8")
    absent = user.error("digest", "--send")
    for status, said in (refused, absent):
        assert status == 1
        assert [line for line in said.splitlines() if line.startswith("curbside: ")] == said.splitlines()
        assert "could not be mailed" in said and "[digest] email" in said
    assert held.mails == [] and list(sample.place.digests.glob("*/digest.html"))


def test_the_run_that_a_timer_starts_mails_the_digest_and_one_by_hand_does_not(tmp_path, box, capsys, monkeypatch):
    held, port = box
    monkeypatch.setattr("curbside.commands.pulling._watched", day.alone)
    (tmp_path / "openings.csv").write_text("title,employer,city,state\nCardiologist,Grant,Columbus,OH\n")
    (tmp_path / "curbside.toml").write_text(
        '[me]\nname = "Ana Ruiz"\n[[search]]\nname = "all"\nspecialties = []\n'
        '[[board]]\nname = "b"\nfamily = "csv"\nurl = "openings.csv"\n'
        f'[digest]\nemail = {{ to = "ana@example.org", smtp = "smtp://127.0.0.1:{port}" }}\n'
    )
    user = Home(tmp_path, capsys)
    user.run("run", "--if-due")
    assert len(held.mails) == 1
    user.run("run")
    user.run("run", "--if-due")  # the day's is done
    assert len(held.mails) == 1
