"""The exit status of a command, and which workspace it is about."""

import io
import os
import signal
from argparse import Namespace
from types import SimpleNamespace

import pytest

from curbside.commands import cli, pulling
from curbside.commands.terminal import UsageError
from curbside.extractors.base import BoardError
from curbside.faults import CurbsideError, WrongUse
from curbside.job import steps, timetable
from curbside.workspace import Workspace


@pytest.fixture
def workspace(tmp_path, monkeypatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CURBSIDE_WORKSPACE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return Workspace(tmp_path)


def ends(monkeypatch, workspace: Workspace, does) -> int:
    """The exit status of a command that `does`."""
    monkeypatch.setattr("curbside.commands.answers.leads", lambda workspace, args: does())
    return cli.main(["-C", str(workspace.root), "leads"])


def raising(error: BaseException):
    def does():
        raise error

    return does


def behind(
    first: BaseException, cause: BaseException | None = None, context: BaseException | None = None
) -> BaseException:
    first.__cause__, first.__context__ = cause, context
    return first


STOP = RuntimeError("Query interrupted")


@pytest.mark.parametrize(
    ("does", "status"),
    [
        (lambda: 0, 0), (lambda: 3, 3), (raising(CurbsideError("x")), 1), (raising(WrongUse("x")), 2), (raising(UsageError("x")), 2), (raising(ValueError("x")), 1),
        (raising(KeyboardInterrupt()), 130), (raising(STOP), 130), (raising(behind(ValueError(), STOP)), 130), (raising(behind(ValueError(), None, KeyboardInterrupt())), 130),
        (raising(behind(ValueError(), behind(KeyError(), STOP))), 130), (raising(RuntimeError("Query failed")), 1), (raising(ValueError("Query interrupted")), 1),
    ],
)  # fmt: skip
def test_how_a_command_ends(monkeypatch, workspace, capsys, does, status):
    assert ends(monkeypatch, workspace, does) == status
    said = capsys.readouterr().err
    assert said.startswith("curbside: ") and said.count("\n") == 1 if status not in (0, 3) else said == ""


def test_a_fault_of_our_own_leaves_its_place_and_no_value(monkeypatch, workspace, capsys):
    assert ends(monkeypatch, workspace, raising(ValueError("Dana Whitfield"))) == 1
    said = capsys.readouterr().err
    assert "a fault of curbside's own: ValueError at " in said and "Dana" not in said and "fault.txt" not in said
    workspace.data.mkdir()
    assert ends(monkeypatch, workspace, raising(ValueError("Dana Whitfield"))) == 1
    log = (workspace.data / "fault.txt").read_text()
    assert (
        str(workspace.data / "fault.txt") in capsys.readouterr().err
        and log.endswith("ValueError\n")
        and "Dana" not in log
    )
    assert "in does" in log


def test_a_fault_is_told_by_our_own_last_line(monkeypatch, workspace, capsys):
    assert ends(monkeypatch, workspace, lambda: steps.prepare(None, [], print)) == 1
    assert "AttributeError at job/steps.py, line " in capsys.readouterr().err


def test_a_fault_is_not_kept_where_nothing_can_be_written(monkeypatch, workspace, capsys):
    workspace.data.mkdir()

    def does():
        monkeypatch.setattr(cli.os, "access", lambda path, how: False)
        raise ValueError

    assert ends(monkeypatch, workspace, does) == 1
    assert "fault.txt" not in capsys.readouterr().err and not (workspace.data / "fault.txt").exists()


def test_a_pager_that_is_closed_is_no_fault(monkeypatch, workspace, capsys):
    monkeypatch.setattr(cli.os, "dup2", lambda old, new: None)
    monkeypatch.setattr(cli, "sys", SimpleNamespace(stdout=SimpleNamespace(fileno=lambda: 1)))
    assert ends(monkeypatch, workspace, raising(BrokenPipeError())) == 0 and capsys.readouterr().err == ""


def test_what_a_command_writes_is_the_users_alone(monkeypatch, workspace):
    before = os.umask(0o022)
    try:
        ends(monkeypatch, workspace, lambda: 0)
    finally:
        assert os.umask(before) == 0o077


@pytest.mark.parametrize(
    ("does", "status"),
    [(lambda: 0, 0), (lambda: 3, 3), (raising(SystemExit(2)), 2), (raising(SystemExit("no such word")), 2), (raising(KeyboardInterrupt()), 130)],
)  # fmt: skip
@pytest.mark.parametrize(("loaded", "torn_down"), [([], True), (["prefect"], False), (["polars"], False)])
def test_the_process_ends_with_the_status_and_nothing_stops_it_then(monkeypatch, does, status, loaded, torn_down):
    handlers, left = {}, []
    monkeypatch.setattr(cli, "main", does)
    monkeypatch.setattr(cli.signal, "signal", lambda number, handler: handlers.update({number: handler}))
    stream = SimpleNamespace(flush=lambda: None, write=lambda text: None, isatty=lambda: False)
    monkeypatch.setattr(cli, "sys", SimpleNamespace(modules=dict.fromkeys(loaded), stdout=stream, stderr=stream))
    monkeypatch.setattr(cli.logging, "shutdown", lambda: None)
    monkeypatch.setattr(cli.atexit, "_run_exitfuncs", lambda: None)
    monkeypatch.setattr(cli.os, "_exit", left.append)
    if torn_down:
        with pytest.raises(SystemExit) as ended:
            cli.entry()
        assert ended.value.code == status and left == []
    else:
        cli.entry()
        assert left == [status]
    assert handlers == dict.fromkeys([signal.SIGTERM, signal.SIGINT], signal.SIG_IGN)


def test_where_the_folder_is_gone_the_workspace_is_at_home(workspace, monkeypatch):
    (gone := workspace.root / "gone").mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert cli.folder(None, "run") == (workspace.root / "home/curbside").resolve()


@pytest.mark.parametrize(
    ("named", "said", "here", "home", "command", "found"),
    [
        ("x", "y", True, True, "run", "x"), (None, "y", True, True, "run", "y"), (None, None, True, True, "run", "."), (None, None, False, True, "run", "home/curbside"),
        (None, None, False, False, "run", "."), (None, None, False, False, "setup", "home/curbside"), (None, None, False, False, "open", "home/curbside"),
        (None, None, False, True, "init", "."), (None, None, True, True, "setup", "."),
    ],
)  # fmt: skip
def test_which_folder_is_the_workspace(workspace, monkeypatch, named, said, here, home, command, found):
    if said:
        monkeypatch.setenv("CURBSIDE_WORKSPACE", said)
    if here:
        (workspace.root / "curbside.toml").touch()
    if home:
        (workspace.root / "home" / "curbside").mkdir(parents=True)
    assert cli.folder(named, command) == (workspace.root / found).resolve()


def job(workspace, *enabled: bool, failures=None):
    settings = SimpleNamespace(board=[SimpleNamespace(enabled=each) for each in enabled])
    return SimpleNamespace(
        run_id="r", boards={"one": 1}, workspace=workspace, failures=failures or {}, settings=settings
    )


@pytest.mark.parametrize(("enabled", "said"), [((), True), ((False, False), True), ((False, True), False)])
def test_a_run_without_a_board_that_is_on_says_how_to_take_one_in(workspace, monkeypatch, capsys, enabled, said):
    monkeypatch.setattr(steps, "prepare", lambda workspace, only, say: job(workspace, *enabled))
    monkeypatch.setattr(steps, "begun_now", lambda job: job)
    monkeypatch.setattr(pulling, "perform", lambda job, tell: 0)
    assert pulling.run(workspace, SimpleNamespace(board=None, if_due=False)) == 0
    assert ("names no board" in capsys.readouterr().err) is said


def outcome(status: str, error: str | None = None) -> steps.Outcome:
    return steps.Outcome("one", status, error, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("outcomes", "failures", "bad", "status"),
    [
        ([outcome("done")], {}, 0, 0), ([], {}, 0, 0), ([outcome("done"), outcome("failed", "HTTP 500")], {}, 0, 3), ([outcome("suspicious"), outcome("done")], {}, 0, 3),
        ([outcome("done")], {"your own files": "1 not as before"}, 1, 3), ([outcome("partial", "x")], {"one": "x"}, 0, 3),
    ],
)  # fmt: skip
def test_a_run_ends_with_3_where_a_board_or_a_file_failed(
    workspace, monkeypatch, capsys, outcomes, failures, bad, status
):
    monkeypatch.setattr(steps, "outcome", lambda w, run_id: outcomes)
    monkeypatch.setattr(steps, "network", lambda w: ("network: 1 file" if bad else "", bad))
    assert pulling.perform(job(workspace, True, failures=failures), lambda job: ["digest.md"]) == status
    shown = capsys.readouterr()
    assert (
        shown.out == "digest.md\n"
        and ("network: 1 file" in shown.err) is bool(bad)
        and "run r: 1 board; starting" in shown.err
    )
    assert shown.err.count(" open ") == len(outcomes) and ("FAILED: HTTP 500" in shown.err) is any(
        o.error == "HTTP 500" for o in outcomes
    )
    assert "DONE" not in shown.err


def test_a_report_of_boards_without_trouble_ends_with_0(capsys):
    assert (pulling._report([outcome("done")], ["digest.md"]), pulling._report([outcome("failed", "x")], [])) == (0, 3)


@pytest.mark.parametrize(
    ("if_due", "is_due", "runs"),
    [
        (True, [False], False), (True, [True, True], True), (True, [True, False], False),  # done while it waited
        (False, [], True),
    ],
)  # fmt: skip
def test_a_run_if_due_runs_where_it_is_due_still(workspace, monkeypatch, capsys, if_due, is_due, runs):
    job = SimpleNamespace(settings=SimpleNamespace(schedule=None, board=[]), workspace=workspace, now=None)
    answers = iter(is_due)
    monkeypatch.setattr(steps, "prepare", lambda w, boards, say: job)
    monkeypatch.setattr(steps, "begun_now", lambda job: job)
    monkeypatch.setattr(timetable, "is_due", lambda *a: next(answers))
    done: list[object] = []
    monkeypatch.setattr(pulling, "perform", lambda job, tell: done.append((job, tell is not None)) or 3)
    assert pulling.run(workspace, Namespace(board=[], if_due=if_due)) == (3 if runs else 0)
    assert done == [(job, if_due)] * runs and next(answers, None) is None
    said = capsys.readouterr().err
    assert ("nothing to make up" in said) is not runs and "names no board: `curbside boards` lists some" in said


@pytest.mark.parametrize(
    ("left", "status", "said"), [(0, 0, "rebuilt from data/landing/\n"), (2, 3, "less 2 damaged files (named above)")]
)
def test_a_rebuild_beside_damaged_files_ends_with_3(workspace, monkeypatch, capsys, left, status, said):
    workspace.config.write_text('[[search]]\nname = "any"\nspecialties = []\n')
    asked: list[bool] = []
    monkeypatch.setattr(steps, "build", lambda *a, anew: asked.append(anew) or left)
    assert pulling.rebuild(workspace, Namespace()) == status and said in capsys.readouterr().err and asked == [True]


def test_a_digest_is_sent_where_it_is_told_to_and_an_address_is_known(workspace, monkeypatch, capsys):
    workspace.config.write_text('[[search]]\nname = "any"\nspecialties = []\n')
    sent: list[int] = []
    monkeypatch.setattr(steps, "digest", lambda *a: ["a", "b"])
    monkeypatch.setattr(steps, "send", lambda *a: sent.append(1))
    with pytest.raises(UsageError, match="names no address"):
        pulling.digest(workspace, Namespace(send=True, out=None, format=[]))
    assert pulling.digest(workspace, Namespace(send=False, out="x", format=["md"])) == 0 and sent == []
    assert capsys.readouterr().out == "a\nb\n", "what was written is said"
    workspace.config.write_text(
        '[[search]]\nname = "any"\nspecialties = []\n[digest]\nemail = { to = "a@x.org", smtp = "smtp://localhost:25" }\n'
    )
    assert pulling.digest(workspace, Namespace(send=True, out=None, format=[])) == 0 and sent == [1]
    assert "sent" in capsys.readouterr().err


@pytest.mark.parametrize("is_watched", [True, False])
def test_a_wait_is_shown_to_somebody_who_watches(monkeypatch, is_watched):
    screen = io.StringIO()
    screen.isatty = lambda: is_watched
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with pulling._spinner("asking two boards"):
        pass
    assert ("asking two boards" in screen.getvalue()) is is_watched


def test_a_run_whose_server_does_not_start_goes_on_without_it(workspace, monkeypatch, capsys):
    from curbside.flows import server
    from curbside.job import day

    monkeypatch.setattr(server, "running", lambda workspace: raising(BoardError("no"))())
    monkeypatch.setattr(day, "alone", lambda job, tell=None: ["alone"])
    assert pulling._watched(SimpleNamespace(workspace=workspace)) == ["alone"]
    assert "goes on without it" in capsys.readouterr().err
