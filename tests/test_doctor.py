"""`doctor` names each thing that is broken, with its remedy, and nothing that is not."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from conftest import environment

from curbside.commands import doctor, doctor_kept
from curbside.registers import loading
from curbside.workspace import Workspace

WEEK = timedelta(days=7)


def cut(file):
    body = file.read_bytes()
    file.write_bytes(body[: len(body) // 2])


def rubbish(file):
    file.write_bytes(b"\0 no database \xff" * 1000)


def register(place, is_listed=True):
    place.registry.mkdir(exist_ok=True)
    one = loading.Loaded("ror_name", "", "ror.json", "0", 1, "ror_name.parquet")
    (place.registry / loading.MANIFEST).write_text(json.dumps({"a": asdict(one)}) if is_listed else "[]")


def folder_instead(file):
    file.unlink(missing_ok=True)
    file.mkdir()


def landed(place):
    return next(place.landing.glob("*/*.parquet"))


# what is broken → (how, the words that must be said: the place and the remedy)
BROKEN = {
    "warehouse cut": (lambda p: cut(p.warehouse), ("warehouse.duckdb", "curbside rebuild")),
    "warehouse of another program": (lambda p: rubbish(p.warehouse), ("warehouse.duckdb", "curbside rebuild")),
    "published copy": (lambda p: rubbish(p.leads), ("leads.duckdb", "curbside rebuild")),
    "published copy without tables": (
        lambda p: (p.leads.unlink(), duckdb.connect(str(p.leads)).close()), ("leads.duckdb", "curbside rebuild")),
    "landing file cut": (lambda p: cut(landed(p)), (".parquet", "from a backup", "move it away", "curbside rebuild")),
    "landing file empty": (lambda p: landed(p).write_bytes(b""), (".parquet", "from a backup")),
    "journal": (lambda p: p.journal.write_bytes(b'{"at": \xff\n'), ("journal.jsonl, line 1", "curbside restore")),
    "lock": (lambda p: folder_instead(p.data / ".writer"), (".writer", "move it away")),
    "folder": (lambda p: landed(p).parent.chmod(0o000), ("cannot be read", "chmod u+rwx")),
    "rights": (lambda p: landed(p).chmod(0o644), ("can be read by others", "chmod -R go=")),
    "config": (lambda p: p.config.write_text("[me]\nname = \n"), ("curbside.toml", "line 2")),
    "key of the config": (lambda p: p.config.write_text('[me]\nname = "A"\nnick = "B"\n'), ("curbside.toml", "nick")),
    "list of registers": (lambda p: register(p, False), ("manifest.json", "move it away", "curbside registry update")),
    "register gone": (register, ("ror_name.parquet is not there", "curbside registry update")),
    "register": (
        lambda p: (register(p), (p.registry / "ror_name.parquet").write_bytes(b"PAR1")),
        ("ror_name.parquet is damaged", "curbside registry update")),
    "a file of the network": (
        lambda p: (p.root / "network/Connections.csv").unlink(), ("Connections.csv", "put it there", )),
    "newer workspace": (lambda p: p.form.write_text('{"format": 99}'), ("newer curbside", "update curbside")),
}  # fmt: skip


@pytest.fixture
def place(three_days, tmp_path, monkeypatch):
    shutil.copytree(three_days, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(
        doctor, "_reach", lambda board, client: doctor.Finding(f"board {board.name}", True, "not asked")
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    return Workspace(tmp_path)


def found(place, now=None, free_mb=9999):
    return [f for f in doctor.all_checks(place, now or datetime.now(UTC), free_mb) if not f.good]


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_broken_is_named_with_its_remedy(place, kind):
    before = found(place)
    assert not [f for f in before if f.what != "schedule"], before
    does, words = BROKEN[kind]
    does(place)
    new = [f"{f.what}: {f.finding}" for f in found(place) if f not in before]
    assert any(all(word in line for word in words) for line in new), new
    assert not any("\n" in line for line in new)


def test_a_disk_nearly_full_a_missed_schedule_and_a_clock_are_named(place):
    (disk,) = [f for f in found(place, free_mb=100) if f.what == "disk"]
    assert "make room" in disk.finding
    last = max(doctor_kept.timetable.last_run(place), datetime.now(UTC))
    told = {f.what: f.finding for f in found(place, last + WEEK)}
    assert "no run since" in told["schedule"] and "`curbside schedule install`" in told["schedule"]
    assert "set it right" in {f.what: f.finding for f in found(place, last + 52 * WEEK)}["clock"]


def test_what_the_last_run_left_out_of_the_users_own_files_is_said(place):
    with place.config.open("a") as config:
        config.write('\n[[board]]\nname = "mine"\nfamily = "alerts"\nurl = "mails"\n')
    con = duckdb.connect(str(place.leads))
    con.execute("""insert into board_runs by name select run_id, 'mine' as board, 'done' as status,
        if(sequence = (select max(sequence) from runs), '2 of 2 mails hold none', 'long ago') as error from runs""")
    con.close()
    told = {f.what: f for f in doctor.all_checks(place, datetime.now(UTC), 9999)}
    assert told["board mine"].good and told["board mine"].finding == "not asked; at the last run 2 of 2 mails hold none"


def test_another_curbside_at_work_is_no_fault(place):
    hold = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); input()"
    other = subprocess.Popen(
        [sys.executable, "-c", hold, str(place.data / ".writer")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    assert other.stdout is not None and other.stdout.readline() == b"held\n"
    assert [f.good for f in doctor_kept.kept(place, _schedule(), datetime.now(UTC)) if f.what == "writer's place"] == [
        True
    ]
    other.communicate(b"\n", timeout=10)


def _schedule():
    from curbside.settings import Schedule

    return Schedule()
