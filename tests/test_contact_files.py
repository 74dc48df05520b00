"""Which files of sent mail and calendars are read, and what is said of those that are not."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from curbside.network import contact_log
from curbside.network.model import Problem
from curbside.network.tally import Clock, Tally

CLOCK = Clock(date(2026, 11, 24))
MAIL = "From: ana@x.org\nTo: Ben@x.org\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nSubject: x\n\nx\n"
OTHERS = MAIL.replace("From: ana@x.org", "From: ed@x.org")
BOX = "From ana@x.org Mon Nov  2 10:00:00 2026\n" + MAIL + "\n"
EVENT = "BEGIN:VEVENT\r\nUID:{0}\r\nORGANIZER:mailto:ana@x.org\r\nATTENDEE:mailto:{0}@x.org\r\nDTSTART:20261102\r\nEND:VEVENT\r\n"
ALONE = "BEGIN:VEVENT\r\nUID:alone\r\nDTSTART:20261102\r\nEND:VEVENT\r\n"


def calendar(*events: str) -> str:
    return "BEGIN:VCALENDAR\r\n" + "".join(events) + "END:VCALENDAR\r\n"


def put(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def read(root: Path, sent: tuple[str, ...] = (), calendars: tuple[str, ...] = ()):
    """(who, problems, tallies, files)."""
    paths = [Path(s) for s in sent], [Path(c) for c in calendars]
    frame, problems, tallies = contact_log.read(*paths, ["Ana@x.org ", None], root, CLOCK)
    files = contact_log.files(tallies, problems, *paths, root)
    return sorted(e.partition("@")[0] for e in frame["email"]), problems, tallies, files


@pytest.mark.parametrize(
    ("name", "text", "is_read"),
    [
        ("sent/a.eml", MAIL, True), ("sent/A.EML", MAIL, True), ("sent/a.mbox", BOX, True), ("sent/cur/1:2,S", MAIL, True), ("sent/new/1", MAIL, True), ("sent/Sent", BOX, True), ("sent/mbox", BOX, True),
        ("sent/notes", MAIL, False), ("sent/a.txt", BOX, False), ("sent/._a.eml", MAIL, False), ("sent/a.ics", BOX, False), ("sent/cur/1:2,D", MAIL, None), ("sent/deep/er/a.eml", MAIL, True),
    ],
)  # fmt: skip
def test_files_of_a_folder_that_are_mail(tmp_path, name, text, is_read):
    put(tmp_path, name, text)
    who, problems, tallies, _ = read(tmp_path, ("sent",))
    if is_read is None:  # a mailbox that gives nobody
        assert who == [] and len(tallies) == 1
        return
    assert (who == ["ben"], len(tallies)) == (is_read, int(is_read))
    assert [p.text for p in problems] == ([] if is_read else ["nothing to read in this folder"])


def test_a_file_is_read_as_what_it_was_named_for_whatever_its_name(tmp_path):
    put(tmp_path, "mail.txt", BOX)
    put(tmp_path, "cal.txt", calendar(EVENT.format("flo")))
    assert read(tmp_path, ("mail.txt",), ("cal.txt",))[0] == ["ben", "flo"]
    put(tmp_path, "cals/cal", calendar(EVENT.format("flo")))
    assert read(tmp_path, (), ("cals",))[1][0].text == "nothing to read in this folder"


def test_what_is_not_there_is_missing_and_what_holds_nothing_is_said(tmp_path):
    put(tmp_path, "no.ics", "BEGIN:VCARD\r\nEND:VCARD\r\n")
    (tmp_path / "empty").mkdir()
    who, problems, _, files = read(tmp_path, ("gone", "empty"), ("gone.ics", "no.ics"))
    assert who == []
    assert [(p.file, p.text) for p in problems] == [
        ("gone", "not found"), ("empty", "nothing to read in this folder"), ("gone.ics", "not found"), ("no.ics", "is no calendar"),
    ]  # fmt: skip
    assert problems[1].remedy == "put .mbox or .eml files there"
    told = {f.file: (f.kind, f.status) for f in files}
    assert told == {
        "gone": ("mail", "missing"), "empty": ("mail", "empty"), "gone.ics": ("calendar", "missing"), "no.ics": ("calendar", "unreadable"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "counts", "is_read"),
    [("f", {}, False), ("f", {"messages": 0}, False), ("f", {"messages": 1}, True), ("g", {}, True), ("g", {"messages": 1}, True)],
)  # fmt: skip
def test_a_file_with_an_error_is_unreadable_where_it_gave_nothing(tmp_path, broken, counts, is_read):
    tally = Tally("f", "mail")
    tally.counts.update(counts)
    (file,) = contact_log.files(
        [tally], [Problem(broken, "", "ends in the middle", "save it anew", "error")], (), (), tmp_path
    )
    assert (file.status != "unreadable") is is_read


def test_messages_of_a_folder_are_one_mailbox_and_each_mbox_its_own(tmp_path):
    for name, text in {
        "m/a.eml": MAIL,
        "m/b.eml": MAIL.replace("Ben", "Flo"),
        "m/x.mbox": BOX,
        "m/cur/1": MAIL.replace("Ben", "Gus"),
        "m/new/2": MAIL,
    }.items():
        put(tmp_path, name, text)
    who, problems, tallies, files = read(tmp_path, ("m",))
    assert who == ["ben", "flo", "gus"] and not problems
    assert sorted(t.file for t in tallies) == ["m", "m/x.mbox"] and {t.entry for t in tallies} == {"m"}
    assert [f.status for f in files] == ["read"] * 2 and all(f.exported_on for f in files)
    put(tmp_path, "one/a.eml", MAIL)
    assert [t.file for t in read(tmp_path, ("one", "one/a.eml"))[2]] == ["one", "one/a.eml"]


@pytest.mark.parametrize("name", ["Drafts.mbox", "Drafts.mbox/mbox", ".Trash/cur/1", "Mail/.Drafts/new/1"])
def test_drafts_and_bins_are_left_out_by_their_folder(tmp_path, name):
    put(tmp_path, name, BOX if "mbox" in name else MAIL)
    who, problems, tallies, _ = read(tmp_path, (name.split("/")[0],))
    assert who == [] and sum(tallies[0].left_out.values()) == 1
    assert "gives no contact" in problems[0].text


@pytest.mark.parametrize(
    ("name", "who"), [("Trash/ana/Sent.mbox", ["ben"]), ("ana/Trash/Sent.mbox", []), ("ana/mail/Trash.mbox", [])]
)
def test_of_a_mailbox_elsewhere_its_own_name_and_its_folders_say_whether_it_is_a_bin(tmp_path, name, who):
    put(tmp_path, name, BOX)
    (tmp_path / "network").mkdir()
    assert read(tmp_path / "network", (str(tmp_path / name),))[0] == who


def test_a_mailbox_of_nobody_of_mine_says_what_was_done_with_it(tmp_path):
    put(tmp_path, "Inbox.mbox", OTHERS.join(["From x Mon Nov  2 10:00:00 2026\n", "\n"]))
    put(tmp_path, "Sent.mbox", OTHERS.join(["From x Mon Nov  2 10:00:00 2026\n", "\n"]))
    who, problems, _, _ = read(tmp_path, ("Inbox.mbox", "Sent.mbox"))
    said = [p.remedy.partition(";")[0] for p in problems if p.text.startswith("no message is from")]
    assert who == ["ben"] and said == ["nothing of it was taken as sent by you", "all of it was taken as sent by you"]


def test_archives_of_calendars(tmp_path):
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive:
        archive.writestr("a/Work.ICS", calendar(EVENT.format("ben")))
        archive.writestr("b.ics", calendar(EVENT.format("flo"), ALONE))
        archive.writestr("a/._b.ics", "x")
        archive.writestr("read.me", "x")
    with zipfile.ZipFile(tmp_path / "none.zip", "w") as archive:
        archive.writestr("read.me", "x")
    put(tmp_path, "bad.zip", "PK no")
    who, problems, tallies, files = read(tmp_path, (), ("takeout.zip", "none.zip", "bad.zip"))
    assert who == ["ben", "flo"]
    assert [t.file for t in tallies] == ["takeout.zip: a/Work.ICS", "takeout.zip: b.ics"]
    assert [t.left_out["entries without guests"] for t in tallies] == [0, 1]
    assert [(p.file, p.text) for p in problems] == [
        ("none.zip", "holds no calendar"), ("bad.zip", "a damaged archive"),
    ]  # fmt: skip
    assert [(f.file, f.status, bool(f.exported_on)) for f in files][:2] == [(t.file, "read", True) for t in tallies]


@pytest.mark.parametrize(
    ("text", "who", "said"),
    [
        (calendar(EVENT.format("ben")), ["ben"], []),
        (calendar(EVENT.format("ben")).removesuffix("END:VCALENDAR\r\n"), ["ben"], ["is cut off before its end"]),
        (calendar(EVENT.format("ben").removesuffix("END:VEVENT\r\n")), ["ben"], ["is cut off before its end"]),
        ("", [], ["is no calendar"]),
    ],
)
def test_a_calendar_that_is_cut_off_or_none(tmp_path, text, who, said):
    put(tmp_path, "c.ics", text)
    got, problems, _, _ = read(tmp_path, (), ("c.ics",))
    assert (got, [p.text for p in problems]) == (who, said)


def test_beyond_the_most_meetings_the_rest_is_said_to_be_left(tmp_path, monkeypatch):
    monkeypatch.setattr(contact_log, "MAX_EVENTS", 2)
    put(tmp_path, "a.ics", calendar(EVENT.format("ben"), EVENT.format("flo")))
    assert read(tmp_path, (), ("a.ics",))[1] == []
    put(tmp_path, "b.ics", calendar(ALONE, EVENT.format("gus")))
    put(tmp_path, "c.ics", calendar(EVENT.format("hal")))
    who, problems, tallies, _ = read(tmp_path, (), ("a.ics", "b.ics", "c.ics"))
    assert who == ["ben", "flo"] and problems[0].text == "more than 2 meetings"
    assert [t.file for t in tallies] == ["a.ics", "b.ics"]


@pytest.mark.parametrize(
    ("counts", "left", "said"),
    [
        ({"messages": 1}, {"circulars": 2}, []),
        ({"messages": 0}, {"circulars": 1200, "drafts": 1}, ["gives no contact: 1,200 circulars, 1 draft"]),
        ({}, {}, []),
        ({"messages": 1}, {"without a readable date or recipient": 1}, ["1 message without a readable date or recipient"]),
        ({}, {"without a readable date or recipient": 2}, ["2 messages without a readable date or recipient"]),
        ({}, {"without a readable day": 2, "drafts": 1}, ["2 events without a readable day"]),
        ({}, {"a": 5, "b": 4, "c": 3, "d": 2}, ["gives no contact: 5 a, 4 b, 3 c"]),
    ],
)  # fmt: skip
def test_what_gave_less_than_it_holds_is_said(counts, left, said):
    tally = Tally("f", "mail")
    tally.counts.update(counts)
    tally.left_out.update(left)
    assert [p.text for p in contact_log._silent([tally])] == said


@pytest.mark.parametrize("kind", ["mail", "calendar"])
def test_a_file_that_the_machine_does_not_let_us_read_costs_one_line(tmp_path, monkeypatch, kind):
    def shut(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    put(tmp_path, "a.mbox", BOX)
    put(tmp_path, "a.ics", calendar(EVENT.format("flo")))
    monkeypatch.setattr(*((contact_log.mail, "read_box") if kind == "mail" else (contact_log.ics, "events")), shut)
    who, problems, _, files = read(tmp_path, ("a.mbox",), ("a.ics",))
    assert who == (["flo"] if kind == "mail" else ["ben"]) and [p.text for p in problems] == ["permission denied"]
    assert {f.kind: f.status for f in files}[kind] == "unreadable"
