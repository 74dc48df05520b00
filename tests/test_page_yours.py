"""What is yours on the page of `curbside open`: files that you send, words that you take back, people whom you have forgotten."""

import errno
import os
import re
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from conftest import START
from paging import Page, notice

from curbside import settings
from curbside.commands import keeping
from curbside.network import journal
from curbside.network.journal import Entry
from curbside.page import newcomer, said
from curbside.page.run import Run

NOW = START + timedelta(hours=37)
CARD = b"BEGIN:VCARD\nVERSION:3.0\nN:Lind;Bo;;;\nFN:Bo Lind\nORG:Elm Clinic\nEND:VCARD\n"


@pytest.fixture
def page(three_days, tmp_path, monkeypatch) -> Page:
    shutil.copytree(three_days, tmp_path / "place")
    monkeypatch.setattr(keeping, "now", lambda: NOW)
    return Page(tmp_path / "place", NOW)


def send(page: Page, name: str, body: bytes) -> str:
    data = {"own-key": page.gate.form, "step": "file"}
    answer = page.client.post(
        "/setup/step", data=data, files={"file": (name, body)}, headers={"Origin": page.gate.origin}
    )
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_file_that_is_sent_is_told_of_and_stands_among_yours(page):
    after = send(page, "../../My phone.vcf", CARD)
    assert "network/My phone.vcf: 1 person read" in notice(after) and ">network/My phone.vcf<" in after
    assert "network/My phone.vcf" in settings.read(page.workspace.config).network.vcard
    assert (page.workspace.root / "network/My phone.vcf").stat().st_mode & 0o077 == 0
    before = page.workspace.config.read_bytes()
    for name, says in (("CV.pdf", "CV.pdf: is a PDF"), ("My phone.vcf", "My phone.vcf: ")):
        after = send(page, name, b"%PDF-1.7")
        assert says in notice(after) and "notice trouble" in after and "sent-" not in notice(after)
    assert (page.workspace.root / "network/My phone.vcf").read_bytes() == CARD, "what was good is not written over"
    assert page.workspace.config.read_bytes() == before and not list(page.workspace.data.glob("sent-*"))


def test_a_full_disk_is_told_as_that(page, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(newcomer.shutil, "copyfileobj", full)
    data = {"own-key": page.gate.form, "step": "file"}
    files = {"file": ("phone.vcf", CARD)}
    answer = page.client.post("/setup/step", data=data, files=files, headers={"Origin": page.gate.origin})
    assert answer.status_code == 409 and "the disk is full; free some space there" in answer.text


def test_training_and_searches_are_added_cleared_and_taken_out_on_set_up(page):
    def settings_of() -> settings.Settings:
        return settings.read(page.workspace.config)

    def keep(section: str, **fields: str) -> str:
        return notice(page.say("settings", section=section, back="/setup", **fields))

    before = len(settings_of().me.training)
    assert keep("me.training.new", kind="fellowship", institution="Elm Clinic", end="2025").startswith("Kept")
    assert "takes" in keep("me.training.new", kind="job", institution="Elm")
    assert "Nothing was filled in" in keep("search.new", agencies="1")
    assert keep("search.new", name="any in Ohio", states="OH", specialties="GI", agencies="1").startswith("Kept")
    added = settings_of()
    assert len(added.me.training) == before + 1 and added.me.training[-1].end == 2025
    number = len(added.search)
    assert added.search[-1].states == ["OH"] and len(added.search[-1].specialties or ()) == 1
    fields = {"name": "any in Ohio", "states": "OH", "agencies": "1"}
    assert keep(f"search.{number}", specialties="", **fields).startswith("Kept: specialties")
    assert settings_of().search[-1].specialties is None, "empty: those of the user, as the field says, not any"
    assert keep(f"me.training.{before + 1}", kind="fellowship", institution="Elm Clinic", end="").startswith("Kept: to")
    assert settings_of().me.training[-1].end is None
    text = page.get("/setup")
    assert f'value="me.training.{before + 1}"' in text and "Take out Training: Elm Clinic" in text
    page.say("config unset", key=f"me.training.{before + 1}", back="/setup")
    page.say("config unset", key=f"search.{number}", back="/setup")
    assert len(settings_of().me.training) == before and len(settings_of().search) == number - 1


@pytest.mark.whole
def test_what_was_said_is_listed_and_an_older_word_is_taken_back(page):
    person = re.search(r'href="/people/(p\w+)">Dana Whitcombe', page.get("/people?q=dana"))[1]
    lead = re.search(r'href="/leads/(\w+)"', page.get("/leads"))[1]
    with page.workspace.writing():  # a run is under way, which spares this test the builds
        page.say("log", person=person, how="call", note="call is 1 in 5")
        page.say("label", person=person, label="friend")
        page.say("stage", lead=lead, stage="saved")
        text = page.get("/said")
        assert (
            text.index(": saved.") < text.index("Dana Whitcombe: friend.") < text.index("on the phone, call is 1 in 5.")
        )
        after = page.say("undo", number="1", back="/said")
    assert "Taken back" in notice(after) and after.count(" Taken back.<") == 1
    assert [e.verb for e in journal.read(page.workspace.journal)[0]] == ["label", "stage"]


def test_a_word_of_any_curbside_is_told():
    for verb in (*said.WORDS, "of another {version}"):
        assert said.told([Entry(NOW, verb, "p1", "x", {"name": "Bo {Lind}"})])
    met = [Entry(NOW, "met", "met:1", None, {"name": "Bo Lind"}), Entry(NOW, "log", "p1", None, {"how": "met"})]
    assert said.told(met) == "met Bo Lind"


@pytest.mark.parametrize(
    ("boards", "people", "says"),
    [((), 0, ("No board has been read", "Nobody whom you know is here")), ((1,), 0, ("Nobody whom you know is here",)),
     ((), 3, ("No board has been read",)), ((1,), 3, ("Enjoy your coffee",))],
)  # fmt: skip
def test_who_has_nothing_yet_is_led_to_where_it_comes_from(page, monkeypatch, boards, people, says):
    none = {"leads": (), "calls": (), "reminders": (), "run_at": "", "boards": page.desk.digest().boards[: len(boards)]}
    empty = replace(page.desk.digest(), counts={**page.desk.digest().counts, "people": people}, **none)
    monkeypatch.setattr(page.desk, "digest", lambda: empty)
    text = page.get("/")
    lines = ("No board has been read", "Nobody whom you know is here", "Enjoy your coffee")
    assert [line for line in lines if line in text] == list(says) and "From the run of" not in text


@pytest.mark.whole
def test_a_person_is_forgotten_from_their_page(page):
    person = re.search(r'href="/people/(p\w+)">Dana Whitcombe', page.get("/people?q=dana"))[1]
    assert "this cannot be undone" in page.get(f"/people/{person}")
    after = page.say("forget", person=person, back="/people", sure="1")
    assert notice(after).startswith("Forgotten: ") and ">Undo<" not in after
    assert "Nobody you know" in page.get("/people?q=dana+whitcombe")


def test_a_later_run_ends_with_your_day_and_not_with_the_first_one(page):
    page.desk.run = Run(page.workspace, has_ended=True)
    with page.workspace.writing():
        told = page.get("/setup/run")
    assert "<h1>Your day is ready</h1>" in told and "A run is under way" not in told
