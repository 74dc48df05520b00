"""What can be seen and said on the page of `curbside open`, in this process; what is said stands in the journal."""

import re
import shutil
import signal
import subprocess
import sys
from datetime import timedelta

import duckdb
import pytest
from conftest import START, environment
from paging import Page, notice

from curbside.commands import keeping
from curbside.network import journal
from curbside.page import look

NOW = START + timedelta(hours=37)


@pytest.fixture
def page(three_days, tmp_path, monkeypatch) -> Page:
    shutil.copytree(three_days, tmp_path / "place")
    monkeypatch.setattr(keeping, "now", lambda: NOW)
    return Page(tmp_path / "place", NOW)


def words(page: Page) -> list[tuple[str, str, str | None]]:
    return [(e.verb, e.subject, e.object) for e in journal.read(page.workspace.journal)[0]]


def first(page: Page) -> tuple[str, str]:
    """(person, name) of today's first action."""
    text = page.get("/")
    found = re.search(r'id="a-(p\w+)" tabindex="-1">\s*<h3>(?:<span.*?</span> )?(.*?)</h3>', text)
    assert found, text
    return found[1], found[2]


def test_today_names_whom_to_write_to_and_a_word_said_there_is_kept_and_taken_back(page):
    person, _ = first(page)
    lead = re.search(rf"person={person}&amp;lead=(\w+)", page.get("/"))[1]
    after = page.say("sent", ask="reconnect", person=person, lead=lead, sent="1")
    assert "Kept as sent to" in notice(after) and ">Undo<" in after
    assert words(page)[-1][:2] == ("log", person)
    assert f'id="a-{person}"' not in after and "Said today" in after, "who was asked today is not asked again today"
    again = page.say("undo", number=re.search(r'name="number" value="(\d+)"', after)[1])
    assert "Taken back" in notice(again) and words(page) == []


def test_an_answer_that_came_is_kept_with_how_it_was(page):
    person, _ = first(page)
    with page.workspace.writing():  # a run is under way, which spares this test the build
        page.say("log", person=person, how="call", mood="good", note="-- glad to help <b>", next="+14")
    entry = journal.read(page.workspace.journal)[0][-1]
    assert entry.detail["mood"] == "good" and entry.detail["note"] == "-- glad to help <b>"
    assert entry.detail["next"] == (page.desk.today() + timedelta(days=14)).isoformat()
    assert "<b>" not in page.get("/")


def test_later_and_not_them_are_words_that_the_commands_know(page):
    person, _ = first(page)
    after = page.say("later", person=person, day="+3")
    assert "put off until" in notice(after) and f'id="a-{person}"' not in after
    other, _ = first(page)
    lead = re.search(rf"person={other}&amp;lead=(\w+)", after)[1]
    with page.workspace.writing():
        assert "it shows after the run" in notice(page.say("skip", person=other, lead=lead))
    assert [w[:2] for w in words(page)] == [("later", person), ("skip", other)]
    assert not {f'id="a-{key}"' for key in (person, other)} & set(re.findall(r'id="a-p\w+"', page.get("/")))


def test_a_draft_is_written_by_the_command_and_can_be_edited_and_mailed(page):
    text = page.get("/")
    link = re.search(r'href="(/draft\?ask=[^"]+)"', text)[1].replace("&amp;", "&")
    draft = page.get(link)
    body = re.search(r"<textarea[^>]*>(.*?)</textarea>", draft, re.S)[1]
    assert len(body) > 80 and 'href="mailto:' in draft and "curbside sends nothing" in draft
    assert page.client.get("/draft?ask=scoop&person=nobody").status_code == 409
    assert page.client.get("/draft?ask=shout&person=nobody").status_code == 404


@pytest.mark.parametrize(
    ("verb", "fields", "says"),
    [
        ("log", {"person": "", "how": "call"}, "person is empty"),
        ("log", {"person": "p0000000000", "how": "call"}, "nobody you know is called"),
        ("log", {"person": "--help", "how": "call"}, "nobody you know is called"),
        ("log", {"person": "Nobody", "how": "shouting"}, "it takes email, call, met, message"),
        ("stage", {"lead": "zzzz", "stage": "saved"}, "no lead"),
        ("rebuild", {"person": "Dana"}, "knows no such word"),
        ("sql", {"query": "select 1"}, "knows no such word"),
    ],
)
def test_a_word_that_means_nothing_is_answered_in_one_line_and_keeps_nothing(page, verb, fields, says):
    after = page.say(verb, **fields)
    assert says.lower() in notice(after).lower() and "Traceback" not in after and 'class="notice trouble"' in after
    assert words(page) == []


def test_what_is_refused_is_told_by_the_fields_of_the_page_and_leaves_alone_what_was_typed(page):
    person, _ = first(page)
    sent = {"own": page.gate.form, "verb": "log", "person": person, "how": "call", "on": "tomorrow", "note": "long"}
    headers = {"Origin": page.gate.origin, "HX-Request": "true"}
    answer = page.client.post("/say", data=sent, headers=headers, follow_redirects=False)
    assert answer.status_code == 200 and answer.headers["HX-Retarget"] == "#notices"
    assert "“When” takes a day that has been; “Again on” is for days to come" in notice(answer.text)
    assert notice(page.say("label", person=person, label="friend", every="soon")) == (
        "“Every so many days”: takes a whole number from 1."
    )
    assert notice(page.say("label", person=person, label="avoid")).endswith(" is left alone from now on.")
    assert f"({person})" not in notice(page.say("label", person=person, label="friend"))
    assert "Taken back" in notice(page.say("undo")) and "Taken back" in notice(page.say("undo"))
    assert "“Email” takes an address such as" in notice(page.say("met", name="Bo Lind", email="bo at home"))
    assert words(page) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kept: Bo Lind", "Kept: Bo Lind."), ("contacts.vcf: is empty", "contacts.vcf: is empty."), ("no", "No."),
        ("https://x.example/a: gone", "https://x.example/a: gone."), ("", ""),
        ("network/a.csv, line 5: no name", "network/a.csv, line 5: no name."), ("127: 12 listed", "127: 12 listed."),
    ],
)  # fmt: skip
def test_a_sentence_begins_with_a_capital_unless_a_file_or_an_address_begins_it(text, told):
    assert look.sentence(text) == told


@pytest.mark.whole
def test_after_an_update_a_word_is_kept_for_the_next_run_and_nobody_is_asked_twice(page):
    page.desk.close()
    with duckdb.connect(str(page.workspace.warehouse)) as con:
        con.execute("update core.made set made_by = 'an older one'")
    person, _ = first(page)
    after = page.say("later", person=person, day="+7")
    assert "shows after the next run" in notice(after) and "notice trouble" not in after and ">Undo<" in after
    assert f'id="a-{person}"' not in after and [verb for verb, *_ in words(page)] == ["later"]
    assert "Taken back" in notice(page.say("undo")) and words(page) == []


def test_while_a_run_is_under_way_a_word_is_kept_for_after_it(page):
    person, _ = first(page)
    with page.workspace.writing():
        assert "A run is under way" in page.get("/")
        after = page.say("log", person=person, how="call")
    assert "it shows after the run" in notice(after) and words(page)[-1][0] == "log"


def test_a_new_copy_is_shown_at_once(page, three_days):
    before = page.get("/")
    page.workspace.leads.unlink()
    assert page.client.get("/").status_code == 409
    shutil.copy(three_days / "data/leads.duckdb", page.workspace.leads)
    assert page.get("/") == before


def test_it_opens_on_loopback_prints_its_address_and_ends_cleanly(page):
    argv = ["curbside", "-C", str(page.workspace.root), "open", "--no-browser"]
    with subprocess.Popen(
        [sys.executable, "-m", *argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    ) as opened:
        address = opened.stdout.readline()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/open\?token=[\w-]{40,}\n", address)
        opened.send_signal(signal.SIGTERM)
        _, said = opened.communicate(timeout=20)
    assert opened.returncode == 0 and "closed; what you said is kept" in said and "Traceback" not in said
