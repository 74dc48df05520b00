"""A file of [network] that vanishes, breaks or shrinks: its people stay, it is told, and the run ends with status 3."""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from curbside import network
from curbside.job import day, inputs, steps
from curbside.network import Source, health, keeping
from curbside.settings import read as settings_of
from curbside.workspace import Workspace

TODAY = date(2026, 11, 20)
HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROW = "Person,Number {0},https://www.linkedin.com/in/p{0},p{0}@mercy.example.org,Mercy,MD,01 Mar 2020\n"
CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n"
MEETING = (
    "BEGIN:VEVENT\nUID:m{0}\nDTSTART:2026030{0}T150000Z\nDTEND:2026030{0}T160000Z\nORGANIZER:mailto:ana@example.org\n"
    "ATTENDEE:mailto:p{0}@mercy.example.org\nEND:VEVENT\n"
)
TOML = """
[me]
name = "Ana Ruiz"
email = "ana@example.org"
specialties = ["Cardiology"]
[[search]]
name = "Ohio"
states = ["OH"]
[network]
linkedin = ["network/Connections.csv"]
roster = ["network/rosters"]
calendar = ["network/calendar.ics"]
"""


class Home:
    """A workspace whose files are read day by day."""

    def __init__(self, root: Path) -> None:
        self.place = Workspace(root)
        (root / "network" / "rosters").mkdir(parents=True)
        (root / "curbside.toml").write_text(TOML)
        self.connections(40)
        self.write("rosters/2019.csv", "name,employer\nBo Lind,Adena\nUte Kranz,Mercy\n")
        self.write("calendar.ics", CALENDAR.format("".join(MEETING.format(n) for n in range(1, 6))))
        self.day = TODAY

    def write(self, name: str, text: str) -> None:
        (self.place.root / "network" / name).write_text(text)

    def connections(self, count: int) -> None:
        self.write("Connections.csv", HEAD + "".join(ROW.format(n) for n in range(count)))

    def read(self, keep: bool = True) -> SimpleNamespace:
        self.day += timedelta(days=1)
        frames, told = inputs.frames(settings_of(self.place.config), self.place, self.day, keep)
        files = {row["file"]: row for row in frames["network_file"].to_dicts()}
        return SimpleNamespace(
            people=frames["person_record"].height - 1, days=frames["contact"].height, files=files, told=told
        )


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    assert (home.read().people, home.read().days) == (42, 5)
    return home


def harm(home: Home, what: str) -> str:
    folder = home.place.root / "network"
    file = {"day": "calendar.ics", "mee": "calendar.ics", "ros": "rosters/2019.csv"}.get(what[:3], "Connections.csv")
    match what:
        case "vanished" | "day vanished" | "roster vanished":
            (folder / file).unlink()
        case "shrank":
            home.connections(12)
        case "meetings shrank":
            home.write(file, CALENDAR.format(MEETING.format(1)))
        case "emptied":
            (folder / file).write_bytes(b"")
        case "broken":
            home.write(file, "no table at all\n")
    return f"network/{file}"


@pytest.mark.whole
@pytest.mark.parametrize(
    ("what", "status", "held"),
    [
        ("vanished", "missing", 40), ("shrank", "fewer", 40), ("emptied", "unreadable", 40), ("broken", "empty", 40),
        ("roster vanished", "missing", 2), ("day vanished", "missing", 5), ("meetings shrank", "fewer", 5),
    ],
)  # fmt: skip
def test_what_was_read_well_stays_day_after_day_and_is_told(home, what, status, held):
    file = harm(home, what)
    for _ in range(2):
        now = home.read()
        assert (now.people, now.days) == (42, 5)
        row = now.files[file]
        assert row["status"] == status
        assert (row["people_before"] or row["meetings_before"]) == held
        assert "stay" in row["note"] and f"--accept {file}" in row["note"]
        assert now.told[0].startswith(f"{file}: ")
        assert len([line for line in now.told if line.startswith(f"{file}: ")]) == 1


@pytest.mark.whole
def test_a_file_that_is_back_or_accepted_is_read_as_it_is(home):
    harm(home, "shrank")
    assert home.read().people == 42
    home.connections(41)
    assert home.read().files["network/Connections.csv"]["status"] == "read"
    harm(home, "shrank")
    assert keeping.let_go(home.place.snapshots, "network/Connections.csv")
    now = home.read()
    assert (now.people, now.files["network/Connections.csv"]["status"]) == (14, "read")
    assert not keeping.let_go(home.place.snapshots, "network/other.csv")


@pytest.mark.whole
def test_looking_keeps_nothing_and_losing_one_or_two_is_no_alarm(home):
    home.connections(39)
    row = home.read(keep=False).files["network/Connections.csv"]
    assert (row["status"], row["people"], row["people_before"]) == ("read", 39, 40)
    assert home.read().files["network/Connections.csv"]["people_before"] == 40
    assert "39 people read (40 people before)" in health.told(row)


def test_an_entry_that_the_user_takes_out_of_the_configuration_is_let_go(home):
    home.place.config.write_text(TOML.replace('roster = ["network/rosters"]\n', ""))
    assert home.read().people == 40
    assert {one.file for one in keeping.load(home.place.snapshots).values()} == {
        "network/Connections.csv",
        "network/calendar.ics",
    }


def test_another_linkedin_export_in_the_folder_takes_the_place_of_the_earlier(tmp_path):
    folder = tmp_path / "data" / "network"
    (tmp_path / "li").mkdir()
    for name in ("Connections.csv", "Connections 2.csv"):
        (tmp_path / "li" / name).write_text(HEAD + ROW.format(1))
        read = network.read([Source("linkedin", Path("li"))], None, folder, TODAY)
        keeping.store(folder, read, [], TODAY)
        (tmp_path / "li" / name).unlink()
        assert [f.status for f in read.files] == ["read"]


def test_a_person_who_is_forgotten_is_in_nothing_that_is_kept(home):
    gone = keeping.forget(home.place.snapshots, ["Bo Lind"], ["p3@mercy.example.org"], None)
    assert gone == 2
    harm(home, "vanished")
    harm(home, "roster vanished")
    now = home.read()
    assert now.people == 40  # of 42: the calendar, which the user keeps, still names a day with one of them
    everything = b"".join(p.read_bytes() for p in (home.place.snapshots / "kept").rglob("*") if p.is_file())
    assert b"Bo Lind" not in everything


def test_a_run_with_a_file_in_trouble_ends_with_status_3(monkeypatch):
    job = SimpleNamespace(
        workspace=None,
        settings=SimpleNamespace(schedule=SimpleNamespace(wait_minutes=45), keep=SimpleNamespace(days=0)),
        now=None,
        say=print,
        failures={},
        client=SimpleNamespace(stop=lambda: None),
        boards={},
    )
    monkeypatch.setattr(steps, "check_clock", lambda _: None)
    monkeypatch.setattr(steps, "build", lambda *_: 0)
    monkeypatch.setattr(steps, "network", lambda _: ("network: 3 files", 1))
    day.Day(job).build()
    assert job.failures == {"your own files": "1 not as before"}
