"""Faults of a machine that runs alone: damaged files, a full disk, a clock that jumps, a shutdown, hostile text."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import duckdb
import pytest
from bridging import Home
from conftest import environment

from curbside import landing, warehouse
from curbside.commands import cli, doctor
from curbside.commands.terminal import plain
from curbside.faults import line_and_status
from curbside.job import steps


@pytest.mark.usefixtures("rebuilds_take")
def test_a_rebuild_beside_a_damaged_landing_file_names_it_and_ends_with_status_3(sample, capsys):
    sample.begin(1)
    Home(sample.place.root, capsys).run("rebuild")  # which ends with status 0
    file = next(sample.place.landing.glob("*/*.parquet"))
    file.write_bytes(file.read_bytes()[:100])
    status, said = Home(sample.place.root, capsys).error("rebuild")
    assert status == 3
    assert str(file) in said and "1 damaged file" in said


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_full_disk_is_called_a_full_disk_whoever_meets_it(sample, code, wrapped):
    error: Exception = OSError(code, os.strerror(code), "/somewhere")
    if wrapped:
        error = landing.LandingError("x: damaged")
        error.__cause__ = OSError(code, os.strerror(code))
    known = line_and_status(error, sample.place)
    assert known is not None and known[1] == 1 and "the disk is full; free some space" in known[0]


def test_duckdbs_word_for_a_full_disk_is_understood(sample):
    class IOException(Exception):
        pass

    known = line_and_status(IOException('Could not write file "leads.duckdb": No space left on device'), sample.place)
    assert known is not None and "the disk is full" in known[0]


def test_a_clock_that_jumped_back_or_ahead_is_said_by_run_and_doctor(sample):
    sample.begin(1)
    (at,) = {landing.started(run_id) for run_id, _ in landing.runs(sample.place.landing)}
    said: list[str] = []
    steps.prepare(sample.place, [], said.append, now=at - timedelta(days=1))
    assert len(said) == 1 and "the clock jumped" in said[0]
    steps.prepare(sample.place, [], said.append, now=at + timedelta(minutes=1))
    steps.prepare(sample.place, [], said.append, now=at + timedelta(days=29))
    assert len(said) == 1
    steps.prepare(sample.place, [], said.append, now=at + timedelta(days=3650))
    assert len(said) == 2 and "3,650 days later" in said[1] and "the clock jumped ahead" in said[1]
    found = list(doctor.all_checks(sample.place, datetime.now(UTC).replace(year=2001), 9999))
    assert [f.good for f in found if f.what == "clock"] == [False]


@pytest.mark.parametrize("mark", ["\x1b[2J", "\x07", "\x9b31m", "\u202e", "\u2066", "\x00", "\rcurbside: done"])
def test_nothing_that_a_terminal_obeys_is_written_to_it(mark):
    shown = plain(f"Cardiologist {mark}\tOhio\r\n")
    assert mark[0] not in shown.replace("\r\n", "") and shown.endswith("\tOhio\r\n")


def test_board_try_shows_what_a_site_sends_without_obeying_it(sample, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(
        "title,employer,city,state,url\nCardio\x1b[31mlogist \x07\u202e,Elm Clinic,Columbus,OH,https://x.example/1\n"
    )
    done = sample.command("board", "try", str(file), "--family", "csv")
    assert "Elm Clinic" in done.stdout, done.stderr
    assert not set("\x1b\x07\u202e") & set(done.stdout + done.stderr)


@pytest.mark.prefect
def test_a_shutdown_ends_a_command_as_ctrl_c_does(sample):
    process = subprocess.Popen(
        sample.argv("run"), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130, first + said
    assert "stopped; what had landed is kept" in said and "Traceback" not in said


@pytest.mark.parametrize(
    ("stopped", "status"),
    [("cli.parser = stop", 130), ("cli.main = lambda: 3; import atexit; atexit.register(stop); import polars", 3)],
)
def test_a_signal_while_the_words_are_read_or_all_is_done_is_no_traceback(stopped, status):
    code = f"import os, signal; from curbside.commands import cli\nstop = lambda: os.kill(os.getpid(), 15)\n{stopped}\ncli.entry()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment())
    assert done.returncode == status and "Traceback" not in done.stderr
    assert ("stopped; what had landed" in done.stderr) == (status == 130)


def test_a_folder_removed_beneath_the_terminal_is_no_traceback(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert cli.folder(str(tmp_path), "leads") == tmp_path and cli.folder(None, "leads").name == "curbside"


@pytest.mark.whole
def test_a_shutdown_between_two_steps_of_a_flow_ends_the_run_as_ctrl_c_does(monkeypatch):
    """Prefect's own exception, raised in the event loop while it waits, comes past the flow."""
    from prefect.utilities.engine import capture_sigterm

    from curbside.flows import daily

    async def waiting(run_id):
        with capture_sigterm():
            threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM)).start()
            await asyncio.sleep(30)

    monkeypatch.setattr(daily, "daily", waiting)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            daily._watched(SimpleNamespace(job=SimpleNamespace(run_id="1")))
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_signal_within_a_query_ends_the_command_as_one_between_queries():
    """DuckDB raises an error of its own then, and KeyboardInterrupt is gone."""
    con = duckdb.connect()
    con.execute("set threads = 1")  # what another thread took on goes on to its end, 15 seconds of processor later
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    late = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM))
    late.start()
    try:
        with pytest.raises(RuntimeError) as e:
            con.execute("select count(*) from range(100_000_000_000)").fetchall()
    finally:
        late.join()
        signal.signal(signal.SIGTERM, before)
    assert cli.is_stopped(e.value) and not cli.is_stopped(RuntimeError("a step failed"))


def test_a_table_shows_a_cell_without_obeying_it(capsys):
    from rich.table import Table

    from curbside.commands.answers import _print

    table = Table("title", "employer")
    table.add_row("Cardio\x1b[2Jlogist\u202e", "Elm Clinic")
    _print(table)
    shown = capsys.readouterr().out
    assert "Elm Clinic" in shown and not set("\x1b\u202e") & set(shown) and shown.count("\n") >= 5


def test_a_roll_back_that_fails_after_ctrl_c_within_a_query_is_a_stop():
    with pytest.raises(ValueError) as failed:
        try:
            raise RuntimeError("Query interrupted")
        except RuntimeError:
            raise ValueError("no transaction is active") from None
    assert cli.is_stopped(failed.value) and not cli.is_stopped(ValueError("no transaction is active"))


def test_what_ended_a_transaction_is_raised_though_nothing_is_left_to_roll_back():
    con = duckdb.connect()
    con.execute("create table said (word text)")
    with pytest.raises(KeyboardInterrupt), warehouse.transaction(con):
        con.execute("insert into said values ('half')")
        con.execute("rollback")  # as a statement does that a signal interrupts
        raise KeyboardInterrupt
    with pytest.raises(KeyError), warehouse.transaction(con):
        con.execute("insert into said values ('half')")
        raise KeyError
    with warehouse.transaction(con):
        con.execute("insert into said values ('whole')")
    assert con.execute("from said").fetchall() == [("whole",)]
