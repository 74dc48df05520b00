"""What the user says of relationships, what it does at once, and what outlives rebuilds, new exports and merges."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import pytest
import segno
import vobject
from bridging import Home, home
from icalendar import Calendar

from curbside.commands import cli
from curbside.exports import card as cards
from curbside.warehouse import reminder

NASTY = "=cmd|' /C calc'!A0"


@pytest.fixture
def at_home(three_days, tmp_path, capsys, monkeypatch) -> Home:
    return home(three_days, tmp_path, capsys, monkeypatch)


@pytest.fixture(scope="module")
def reading(three_days, tmp_path_factory):
    """A copy for tests that change nothing."""
    root = tmp_path_factory.mktemp("reading")
    shutil.copytree(three_days, root, dirs_exist_ok=True)
    assert cli.main(["-C", str(root), "met", "Dana Whitcombe", "--new", "--employer", "Elm Clinic"]) == 0, "a namesake"
    return root


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["log", "Nobody", "--how", "call"], "nobody you know is called 'Nobody'"),
        (["log", "Grase", "--how", "call"], "did you mean Grace Lindqvist"),
        (["log", "Dana Whitcombe", "--how", "call"], "may be 2 people, name one by id"),
        (["log", "Grace", "--how", "call", "--on", "31.12.2025"], "--on takes a day"),
        (["log", "Grace", "--how", "call", "--on", "2026-02-30"], "--on takes a day"),
        (["log", "Grace", "--how", "call", "--on", "2031-01-01"], "--on takes a day that has been"),
        (["log", "Grace", "--how", "call", "--next", "2020-01-01"], "--next takes a day after"),
        (["log", "Grace", "--how", "call", "--lead", "zzzz"], "there is no lead 'zzzz'"),
        (["met", "…"], "met takes a name"),
        (["label", "Grace", "friend", "--every", "99999"], "takes days, 1 to 3650"),
        (["done", "Grace", "thank"], "no such reminder"),
        (["done", "Grace", "dance"], "takes one of"),
        (["stage", "b", "applied"], "there is no lead"),
        (["tip", "--from", "Grace", "--employer", " "], "takes the employer's name"),
        (["draft", "good-word", "Dana Whitcombe"], "may be 2 people"),
        (["draft", "good-word", "Leila"], "reconnect first"),
        (["brief", "Dana Whitcombe"], "may be 2 people"),
        (["same", "Grace", "Grace"], "it takes two ids"),
        (["forget", "Nobody"], "nobody you know"),
        (["forget", "Dana Whitcombe"], "may be 2 people"),
    ],
)
def test_wrong_use_is_one_line_and_keeps_nothing(reading, words, says, capsys, monkeypatch):
    there = Home(reading, capsys)
    before = there.said()
    status, error = there.error(*words)
    assert status == 2 and says in error and error.count("\n") == 1, error
    assert there.said() == before


@pytest.mark.parametrize(
    "words", [["log", "Grace", "--how", "call"], ["reminders"], ["draft", "thanks", "Grace"], ["export"]]
)
def test_without_a_workspace_one_line_says_what_to_do(tmp_path, words, capsys):
    status, error = Home(tmp_path, capsys).error(*words)
    assert status in (1, 2) and error.count("\n") == 1 and "curbside" in error


def test_while_a_run_is_under_way_the_word_is_kept_and_shown_after_it(at_home):
    with at_home.place.writing():
        said = at_home.run("log", "Grace", "--how", "call", "--next", "+3")
    assert "it shows after the run that is under way" in said
    assert at_home.reminders("Grace Lindqvist") == []
    at_home.run("label", "Hector", "colleague")
    assert [kind for kind, _ in at_home.reminders("Grace Lindqvist")] == ["follow up"]


def test_a_contact_is_kept_to_the_letter_and_a_promise_becomes_a_reminder_until_it_is_kept(at_home):
    note = 'said "call me";\nsecond line 🎉 ' + NASTY
    at_home.run("log", "grace lindqvist", "--how", "call", "--mood", "good", "--note", note, "--next", "+10")
    assert at_home.sql("select how, mood, note, next_on::text from interactions") == [
        ("call", "good", note, "2026-12-04")
    ]
    [(kind, reason)] = at_home.reminders("Grace Lindqvist")
    assert kind == "follow up" and reason.startswith("you promised on 2026-11-24 to be in touch again: said")
    at_home.run("log", "Grace", "--how", "message")  # of today: it is not what was promised
    assert len(at_home.reminders("Grace Lindqvist")) == 1
    at_home.clock = at_home.clock.replace(month=12, day=3)
    at_home.run("log", "Grace", "--how", "call")
    assert at_home.reminders("Grace Lindqvist") == []


def test_met_makes_the_person_and_the_first_reminder_and_a_second_promise_outlives_it(at_home):
    assert "a note within two days" in at_home.run(
        "met", "Dr. Nora Lind, MD", "--employer", "Granite Ridge Clinic", "--at", "the ACC meeting", "--next", "+9"
    )
    assert at_home.reminders("Nora Lind") == [
        ("follow up", "you first met on 2026-11-24 at the ACC meeting: a note within two days"),
        ("follow up", "you promised on 2026-11-24 to be in touch again"),
    ]
    assert "Nora Lind" in at_home.run("who", "Granite", "Ridge")
    assert "first met" in at_home.run("done", "Nora", "follow", "up")  # the note, not the promise
    assert [reason[:12] for _, reason in at_home.reminders("Nora Lind")] == ["you promised"]
    at_home.run("met", "nora lind", "--email", "nora@example.org")  # what is new of her is hers
    assert at_home.sql("select emails from people where name = 'Nora Lind'") == [(["nora@example.org"],)]
    status, error = at_home.error("met", "Nora Lind", "--employer", "Northgate Heart Institute")
    assert status == 2 and "--new if somebody else" in error and error.count("\n") == 1
    at_home.run("met", "Nora Lind", "--new")
    assert at_home.error("brief", "Nora Lind")[0] == 2  # two of that name: never guessed


def test_names_that_would_be_formulas_markup_or_several_lines_stay_names(at_home):
    *others, last = NASTY, "Zoë O'Brien-Müller 🎉", "Bobby\n'); drop table people;--", "Ana {{7*7}} [bold]Li"
    with at_home.run_under_way():
        for name in others:
            at_home.run("met", name, "--note", name, "--employer", name)
    at_home.run("met", last, "--note", last, "--employer", last)
    names = [n for (n,) in at_home.sql("select name from people where sources = ['journal'] order by all")]
    assert len(names) == 4 and "Zoë O'Brien-Müller" in names and not any("\n" in n for n in names)
    for name in names:
        person = at_home.sql("select person_id from people where name = ?", name)[0][0]
        assert name in at_home.run("brief", person)
        assert name in at_home.run("draft", "thanks", person, "--to", "text") or name.split()[0] in name


def test_a_lead_goes_through_its_stages_and_those_who_helped_are_thanked_and_told(at_home):
    with at_home.run_under_way():
        at_home.run("log", "Samir", "--how", "email", "--lead", "ba4f", "--asked", "good-word")
    at_home.run("log", "Samir", "--how", "call", "--lead", "ba4f", "--helped", "good-word", "--mood", "good")
    assert [kind for kind, _ in at_home.reminders("Samir Patel")] == ["thank"]
    at_home.run("done", "Samir")
    at_home.run("stage", "ba4f", "interview")
    [(kind, reason)] = at_home.reminders("Samir Patel")
    assert kind == "thank" and "you have an interview" in reason and "put in a good word" in reason
    at_home.run("log", "Samir", "--how", "message")
    assert at_home.reminders("Samir Patel") == []
    assert "(was interview)" in at_home.run("stage", "ba4f", "withdrawn")
    [(kind, reason)] = at_home.reminders("Samir Patel")
    assert kind == "thank" and "tell them how it ended" in reason
    [(recruiter, kind)] = at_home.sql("select person, kind from reminders where person_id is null")
    assert recruiter == "recruiter of St. Brendan's Hospital" and kind == "close out"
    assert "close it kindly" in at_home.run("done", "ba4f", "close", "out")
    assert [s for (s,) in at_home.sql("select stage from applications order by said_at")] == ["interview", "withdrawn"]
    assert at_home.sql("select stage from leads where lead_id like 'ba4f%'") == [("withdrawn",)]


def test_a_tip_becomes_a_lead_and_its_source_is_thanked(at_home):
    at_home.run(
        "tip", "--from", "Grace", "--employer", "Quiet Hospital", "--place", "Akron, OH", "--title", "Cardiologist"
    )
    assert at_home.sql("select title, city from leads where employer_name = 'Quiet Hospital'") == [
        ("Cardiologist", "Akron")
    ]
    assert at_home.reminders("Grace Lindqvist") == [("thank", "told you of an opening at Quiet Hospital on 2026-11-24")]


def test_a_bad_contact_or_the_users_word_takes_a_person_out_of_what_is_offered(at_home):
    offered = "select distinct ask, caution from insiders where person = 'Samir Patel' and relation <> 'in the market'"
    assert at_home.sql(offered) == [("good-word", None)]
    at_home.run("log", "Samir", "--how", "call", "--mood", "bad", "--note", "he was cross")
    [(ask, caution)] = at_home.sql(offered)
    assert ask is None and "make up first" in caution
    assert at_home.sql("select best_ask from leads where best_person = 'Samir Patel' and best_ask is not null") == []
    status, error = at_home.error("draft", "scoop", "Samir")
    assert status == 2 and "make up first" in error
    assert [kind for kind, _ in at_home.reminders("Samir Patel")] == ["make up"]
    at_home.run("log", "Samir", "--how", "email")  # how it went is not said: nothing is mended yet
    assert at_home.error("draft", "scoop", "Samir")[0] == 2
    at_home.run("log", "Samir", "--how", "call", "--mood", "good")
    assert at_home.sql(offered) == [("good-word", None)]
    at_home.run("label", "Samir", "avoid")
    assert (
        at_home.sql(offered)[0][0] is None and "your word: do not ask" in at_home.error("draft", "opening", "Samir")[1]
    )


def test_a_tie_gone_cold_is_never_offered_for_a_good_word_however_strong(at_home):
    rows = at_home.sql(
        "select distinct ask, caution from insiders where person = 'Dana Whitcombe' and relation <> 'in the market'"
    )
    assert rows == [("scoop", "gone cold since 2021: reconnect first")]
    assert at_home.sql("from leads where best_person = 'Dana Whitcombe' and best_ask = 'good-word'") == []
    assert "reconnect" in [kind for kind, _ in at_home.reminders("Dana Whitcombe")]


def test_two_asks_a_month_to_one_person_and_two_of_one_group_on_one_day(at_home):
    at_home.run("draft", "scoop", "Samir", "--lead", "ba4f", "--sent")
    assert "asked on 2026-11-24, no answer yet" in at_home.error("draft", "good-word", "Samir", "--lead", "ba4f")[1]
    at_home.run("draft", "good-word", "Samir", "--lead", "ba4f", "--sent", "--anyway")
    [(ask, caution)] = at_home.sql(
        "select distinct ask, caution from insiders where person = 'Samir Patel' and relation = 'trained with you, works there'"
    )
    assert ask is None and "asked twice within 30 days" in caution and "wait until 2026-12-24" in caution
    assert "wait until 2026-12-24" in at_home.error("draft", "opening", "Samir")[1]
    best = at_home.sql("select best_person, best_ask, why[-1] from leads where lead_id like 'ba4f%'")
    assert best == [
        (
            "Samir Patel",
            None,
            "2 people in reach, best Samir Patel (asked twice within 30 days (2026-11-24): wait until 2026-12-24; asked on 2026-11-24, no answer yet: wait, or write once more)",
        )
    ]
    at_home.run("draft", "good-word", "Priya", "--lead", "ba4f")
    assert "and wait for an answer: ask one of them at a time" in at_home.capture_last
    at_home.clock = at_home.clock.replace(month=12, day=24)
    at_home.run("label", "Grace", "friend")  # any word, or a run, brings the day up to date
    at_home.run("draft", "opening", "Samir")


def test_everything_outlives_a_rebuild_a_new_export_and_a_merge(at_home):
    with at_home.run_under_way():
        at_home.run("log", "Ben", "--how", "call", "--mood", "good", "--next", "+5")
        at_home.run("stage", "5310", "applied")
    at_home.run("label", "Ben", "mentor")
    old = at_home.sql("select person_id from people where name = 'Ben Okafor'")[0][0]
    views = ("interactions", "applications", "reminders", "cautions", "person_ids")
    before = {view: at_home.sql(f"from {view} order by all") for view in views}
    at_home.rebuild()
    assert {view: at_home.sql(f"from {view} order by all") for view in views} == before
    # Another profile address and another e-mail in the next export; the card has the address of old.
    export = at_home.root / "network" / "Connections.csv"
    export.write_text(export.read_text().replace("ben-okafor-demo,ben.okafor@example.org", "ben-o-md,ben@new.example"))
    at_home.build()
    [(now,)] = at_home.sql("select distinct person_id from interactions")
    assert at_home.sql(
        "select name, list_contains(urls, 'linkedin.com/in/ben-o-md') or sources = ['vcard'] from people where person_id = ?",
        now,
    ) == [("Ben Okafor", True)]
    due = at_home.sql("select kind, reason from reminders where person_id = ?", now)
    assert due == [("follow up", "you promised on 2026-11-24 to be in touch again")]
    assert f"({now})" in at_home.run("brief", old)  # the id of old still means him
    # The card goes too: whom no list holds any more stays as the user's word has them.
    (at_home.root / "network" / "phone.vcf").write_text("")
    export.write_text(
        export.read_text().replace(
            "Ben,Okafor,https://www.linkedin.com/in/ben-o-md,ben@new.example",
            "Ike,Okafor,https://www.linkedin.com/in/other,",
        )
    )
    at_home.run("network", "--accept", "network/phone.vcf")
    at_home.build()
    assert len(at_home.sql("from interactions")) == 1 and at_home.run("brief", old)
    # And a merge by the user's word carries everything along.
    [(kept,)] = at_home.sql("select distinct person_id from interactions")
    [(other,)] = at_home.sql("select person_id from people where name = 'Ike Okafor'")
    at_home.run("same", kept, other)
    assert len(at_home.sql("select 1 from people where name ilike '%okafor'")) == 1
    for either in (kept, other):
        assert "call, good" in at_home.run("brief", either)


def test_brief_tells_what_is_known_and_says_where_nothing_is(at_home):
    at_home.run("log", "Ben", "--how", "met", "--mood", "good", "--note", "two partners retire", "--next", "+5")
    page = at_home.run("brief", "Ben")
    for said in (
        "Ben Okafor",
        "ben.okafor@example.org",
        "works: ",
        "connected on LinkedIn since 2019-09-03",
        "2026-11-24 met, good, two partners retire",
        "introduce you to",
        "you promised",
    ):
        assert said in page
    assert "no contact kept; nothing is made up here" in at_home.run("brief", "Hector")


def test_the_card_parses_and_its_codes_hold_the_same(at_home):
    files = at_home.run("card", "--phone", "+1 216 555 0100", "--url", "https://example.org/ana").split()
    assert [f.rsplit(".", 1)[1] for f in files] == ["vcf", "png", "svg"]
    text = (at_home.root / "data" / "card" / "card.vcf").read_bytes().decode()
    card = vobject.readOne(text)
    assert (card.fn.value, card.email.value, card.tel.value, card.org.value) == (
        "Ana Ruiz, MD",
        "ana@example.org",
        "+1 216 555 0100",
        ["Millbrook Community Hospital"],
    )
    assert (card.n.value.family, card.n.value.given, card.n.value.suffix) == ("Ruiz", "Ana", "MD")
    assert png_modules(at_home.root / "data" / "card" / "card.png") == [
        list(row) for row in segno.make(text, error="m", micro=False, encoding="utf-8").matrix_iter(border=4)
    ]
    if shutil.which("zbarimg"):
        picture = at_home.root / "data" / "card" / "card.png"
        read = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=True)
        assert read.stdout.split() == text.split()
    assert all(f.stat().st_mode & 0o077 == 0 for f in (at_home.root / "data" / "card").iterdir())


def test_a_name_beyond_ascii_is_read_as_it_is(tmp_path):
    """The code says that it is UTF-8: a reader that guesses takes ë for Chinese (seen with zbar)."""
    cards.write(cards.Card("Zoë Müller, MD", employer='Clínica; Norte, "A"'), tmp_path)
    text, picture = (tmp_path / "card.vcf").read_bytes().decode(), tmp_path / "card.png"
    code = segno.make(text, error="m", micro=False, encoding="utf-8", eci=True)
    assert png_modules(picture) == [list(row) for row in code.matrix_iter(border=4)]
    if shutil.which("zbarimg"):
        read = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=True)
        assert read.stdout.split() == text.split()


def png_modules(file) -> list[list[int]]:
    """The code's modules, dark 1, read back from the picture (grey or palette, 1 bit, 8 pixels a module)."""
    import struct
    import zlib

    body, at, parts = file.read_bytes(), 8, {}
    while at < len(body):
        (length,), kind = struct.unpack(">I", body[at : at + 4]), body[at + 4 : at + 8]
        parts[kind] = parts.get(kind, b"") + body[at + 8 : at + 8 + length]
        at += 12 + length
    width, height, depth = struct.unpack(">IIB", parts[b"IHDR"][:9])
    assert depth == 1
    rows, stride = zlib.decompress(parts[b"IDAT"]), (width + 7) // 8 + 1
    lines = [bytearray(rows[n * stride : (n + 1) * stride]) for n in range(height)]
    for above, line in zip([bytearray(stride), *lines], lines, strict=False):
        assert line[0] in (0, 2)  # as it is, or the difference from the line above
        line[1:] = bytes((b + a * (line[0] == 2)) % 256 for a, b in zip(above[1:], line[1:], strict=True))
    return [[1 - (lines[y][1 + x // 8] >> (7 - x % 8) & 1) for x in range(4, width, 8)] for y in range(4, height, 8)]


def test_exports_give_all_of_it_back(at_home):
    reached = ("--email", "x@example.org", "--phone", "+1 216 555 0111")
    with at_home.run_under_way():
        at_home.run("log", "Ben", "--how", "call", "--mood", "good", "--on", "2026-11-20")
        at_home.run("tip", "--from", "Ben", "--employer", "Quiet Hospital")
        at_home.run("label", "Ben", "mentor")
        at_home.run("stage", "5310", "applied", "--note", "by mail")
    at_home.run("met", NASTY, "--note", 'a;b,"c"\nd 🎉', "--next", "+5", *reached)
    files = {f.rsplit("/", 1)[1]: f for f in at_home.run("export").split()}
    for name in ("interactions", "applications", "reminders", "people"):
        with open(files[f"{name}.csv"], encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert len(rows) == at_home.sql(f"select count(*) from {name}")[0][0], name
        assert not any(str(v).startswith(("=", "+", "-", "@")) for row in rows for v in row.values())
    with open(files["journal.csv"], encoding="utf-8", newline="") as lines:
        words = list(csv.DictReader(lines))
    assert [(w["verb"], w["object"]) for w in words] == [(e.verb, e.object or "") for e in at_home.said()]
    assert [json.loads(w["detail"]) for w in words] == [e.detail for e in at_home.said()]
    events = Calendar.from_ical(Path(files["bridges.ics"]).read_bytes()).walk("VEVENT")
    assert len(events) == sum(at_home.sql(f"select count(*) from {t}")[0][0] for t in ("interactions", "reminders"))
    assert len({str(e["uid"]) for e in events}) == len(events)
    cards = list(vobject.readComponents(Path(files["people.vcf"]).read_text("utf-8")))
    people = {p: (n, e, t) for p, n, e, t in at_home.sql("select person_id, name, emails, phones from people")}
    assert {c.uid.value for c in cards} == set(people)
    for card in cards:
        name, emails, phones = people[card.uid.value]
        assert card.fn.value == name
        assert [e.value for e in card.contents.get("email", [])] == (emails or [])
        assert [t.value for t in card.contents.get("tel", [])] == (phones or [])
    assert next(c for c in cards if c.fn.value == "Ben Okafor").categories.value == ["mentor"]


@pytest.mark.usefixtures("rebuilds_take")
def test_in_a_large_database_people_cautions_and_reminders_do_not_wait_for_the_next_run(at_home, monkeypatch):
    monkeypatch.setattr(reminder, "SMALL", 0)
    assert "follow with the next run" in at_home.run("met", "Nora Lind", "--at", "the ACC meeting")
    assert at_home.reminders("Nora Lind")[0][1].startswith("you first met")
    assert "It was good when we met at the ACC meeting" in at_home.run("draft", "thanks", "Nora")
    at_home.run("log", "Samir", "--how", "call", "--mood", "bad")
    assert at_home.sql("select ask from insiders where person = 'Samir Patel' and ask is not null") == []
    assert at_home.sql("select best_person, best_ask from leads where lead_id like 'ba4f%'") == [
        ("Priya Raman", "opening")
    ]
    at_home.run("log", "Samir", "--how", "call", "--mood", "good")
    assert at_home.sql("select best_person, best_ask, why[-1] from leads where lead_id like 'ba4f%'") == [
        ("Samir Patel", "good-word", "2 people in reach, best Samir Patel")
    ]
    at_home.rebuild()
    assert at_home.reminders("Nora Lind")[0][1].startswith("you first met")


def test_a_register_is_not_lost_with_the_users_word(at_home, monkeypatch):
    seen = []
    monkeypatch.setattr(reminder.person, "build", lambda con, folder=None: seen.append(folder))
    (at_home.place.registry / "clinician-2026.parquet").write_bytes(b"")  # there is one: it is not read for a word
    at_home.run("log", "Grace", "--how", "call")
    assert seen == [] and len(at_home.sql("from interactions")) == 1
