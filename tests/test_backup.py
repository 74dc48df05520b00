"""`backup` and `restore`: everything that cannot be made again, checked both ways, and never half a workspace."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bridging import Home, home
from conftest import environment

from curbside.job import archive, sealed
from curbside.workspace import FORMAT, Workspace


@pytest.fixture
def small(tmp_path) -> Workspace:
    place = Workspace(tmp_path / "mine")
    place.make_private()
    place.config.write_text('[[search]]\nname = "x"\n')
    (place.root / ".env").write_text("CURBSIDE_USAJOBS_KEY=secret")
    place.journal.write_text('{"verb": "log"}\n')
    (place.landing / "b").mkdir()
    (place.landing / "b" / "x.parquet").write_bytes(os.urandom(3000))
    (place.root / "network").mkdir()
    (place.root / "network" / "Connections.csv").write_text("First Name\n" * 500)
    place.warehouse.write_bytes(b"made again")
    return place


def contents(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_restored_workspace_tells_the_same(three_days, tmp_path, capsys, monkeypatch):
    at_home: Home = home(three_days, tmp_path / "mine", capsys, monkeypatch)
    assert not list(at_home.place.landing.rglob(".*")), "what lands leaves nothing half-written"
    at_home.run("log", "Priya", "--how", "call", "--note", "she recruits")
    file = tmp_path / "mine.zip"
    at_home.run("backup", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    tables = ("postings", "people", "interactions", "opportunities", "runs")
    before = {t: at_home.sql(f"from {t} order by all") for t in tables}
    again = Home(tmp_path / "again", capsys)
    again.run("restore", str(file))
    assert {t: again.sql(f"from {t} order by all") for t in tables} == before
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
    status, said = again.error("restore", str(file))
    assert status == 1 and "is not empty; move it away" in said
    at_home.run("forget", "Samir")
    assert f"your backup {file} was made anew, without them" in at_home.capture_last
    with zipfile.ZipFile(file) as held:
        assert not any(b"samir" in held.read(n).lower() for n in held.namelist() if n.startswith("data/digests/"))


def test_what_cannot_be_made_again_is_in_it_and_keys_are_not(small, tmp_path):
    archive.write(small, tmp_path / "x.zip", "0.2", datetime.now(UTC))
    with zipfile.ZipFile(tmp_path / "x.zip") as held:
        assert set(held.namelist()) == {
            "manifest.json", "curbside.toml", "data/journal.jsonl", "data/landing/b/x.parquet", "network/Connections.csv",
        }  # fmt: skip
    (tmp_path / "mine.txt").write_text("my own file")
    with pytest.raises(archive.ArchiveError, match="there already"):
        archive.write(small, tmp_path / "mine.txt", "0.2", datetime.now(UTC))
    archive.write(small, tmp_path / "x.zip", "0.2", datetime.now(UTC))  # a newer one in the older one's place


def test_no_backup_in_the_workspaces_own_folder_holds_another(small):
    """Each would double the next one."""
    sizes = []
    for name in ("monday.zip", "tuesday.zip", "wednesday.zip"):
        file = small.root / name
        archive.write(small, file, "0.2", datetime.now(UTC))
        small.note_backup(file)
        sizes.append(file.stat().st_size)
    assert max(sizes) - min(sizes) < 100


def test_a_moved_workspace_keeps_its_backups_and_a_copy_leaves_the_others_alone(small, tmp_path):
    outside = tmp_path / "outside.zip"
    for file in (small.root / "inside.zip", outside):
        archive.write(small, file, "0.2", datetime.now(UTC))
        small.note_backup(file)
    copy = Workspace(Path(shutil.copytree(small.root, tmp_path / "copy")))
    assert copy.backups() == [str(copy.root / "inside.zip")]
    assert copy.anothers_backups() == [str(outside)]
    assert small.anothers_backups() == []
    copy.note_backup(copy.root / "inside.zip")
    assert copy.anothers_backups() == [str(outside)], "a backup of its own does not make it forget the other's"
    moved = Workspace(small.root.rename(tmp_path / "moved"))
    assert moved.backups() == [str(moved.root / "inside.zip"), str(outside)]
    assert moved.anothers_backups() == []
    archive.write(moved, tmp_path / "next.zip", "0.2", datetime.now(UTC))
    with zipfile.ZipFile(tmp_path / "next.zip") as held:
        assert "inside.zip" not in held.namelist()


def test_an_archive_that_nothing_notes_is_in_no_other(small, tmp_path):
    archive.write(small, small.root / "older.zip", "0.2", datetime.now(UTC))
    with zipfile.ZipFile(small.root / "network" / "LinkedIn.zip", "w") as export:
        export.writestr("Connections.csv", "First Name")
    archive.write(small, tmp_path / "x.zip", "0.2", datetime.now(UTC))
    with zipfile.ZipFile(tmp_path / "x.zip") as held:
        assert {"older.zip", "network/LinkedIn.zip"} & set(held.namelist()) == {"network/LinkedIn.zip"}


@pytest.mark.usefixtures("rebuilds_take")
def test_a_forget_in_a_copy_names_the_others_backup_and_does_not_write_it(three_days, tmp_path, capsys, monkeypatch):
    first: Home = home(three_days, tmp_path / "mine", capsys, monkeypatch)
    file = tmp_path / "mine.zip"
    first.run("backup", str(file))
    before = file.read_bytes()
    copy = Home(Path(shutil.copytree(first.place.root, tmp_path / "copy")), capsys)
    copy.run("forget", "Samir")
    assert f"a backup of the folder that this one was copied from may hold them: {file}" in copy.capture_last
    assert file.read_bytes() == before


@pytest.mark.usefixtures("rebuilds_take")
def test_a_backup_under_a_passphrase_opens_with_it_alone(three_days, tmp_path, capsys, monkeypatch):
    at_home: Home = home(three_days, tmp_path / "mine", capsys, monkeypatch)
    file, again = tmp_path / "mine.zip.age", Home(tmp_path / "again", capsys)
    status, said = at_home.error("backup", str(file))
    assert status == 2 and "a passphrase is needed" in said and not file.exists()
    monkeypatch.setenv("CURBSIDE_PASSPHRASE", "correct horse")
    at_home.run("backup", str(file))
    assert file.stat().st_mode & 0o777 == 0o600 and file.read_bytes().startswith(b"age-encryption.org/v1")
    assert not list((at_home.place.data / "tmp").rglob("*.zip"))
    monkeypatch.setenv("CURBSIDE_PASSPHRASE", "wrong")
    status, said = again.error("restore", str(file))
    assert status == 1 and "the passphrase is another one" in said
    assert not again.root.exists() and not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
    monkeypatch.setenv("CURBSIDE_PASSPHRASE", "correct horse")
    again.run("restore", str(file))
    assert again.sql("from postings order by all") == at_home.sql("from postings order by all")
    mine = tmp_path / "own.age"
    mine.write_bytes(file.read_bytes())
    assert "no backup of this workspace" in at_home.error("backup", str(mine))[1]
    monkeypatch.delenv("CURBSIDE_PASSPHRASE")
    at_home.run("forget", "Samir")
    assert f"{file} still holds them: make it anew with `curbside backup" in at_home.capture_last


@pytest.mark.whole
def test_what_does_not_open_as_it_was_is_not_kept(tmp_path, monkeypatch):
    plain = tmp_path / "plain"
    plain.write_bytes(b"the workspace")
    monkeypatch.setattr(sealed.pyrage.passphrase, "decrypt", lambda *given: b"something else")
    with pytest.raises(sealed.SealError, match="does not open as it was"):
        sealed.seal(plain, tmp_path / "x.age", "correct horse")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["plain"]


@pytest.mark.parametrize("at", range(24))
def test_a_damaged_archive_is_refused_in_one_line_and_leaves_nothing(small, tmp_path, at):
    file = tmp_path / "x.zip"
    archive.write(small, file, "0.2", datetime.now(UTC))
    whole, target = file.read_bytes(), Workspace(tmp_path / "again")
    if at % 3 == 0:
        file.write_bytes(whole[: len(whole) * at // 24])
    else:
        spot = len(whole) * at // 24
        file.write_bytes(whole[:spot] + bytes(b ^ 0x5A for b in whole[spot : spot + 40]) + whole[spot + 40 :])
    try:
        beside = archive.read(file, target)
    except archive.ArchiveError as e:
        assert str(file) in str(e) and "\n" not in str(e)
        assert not target.root.exists() and not [p for p in tmp_path.iterdir() if "restore" in p.name]
    else:  # the damage hit nothing that is read (a time, a mark of the system): every file is as it was
        told = {n: b for n, b in contents(small.root).items() if n not in (".env", "data/warehouse.duckdb")}
        assert contents(beside) == told


def changed(file: Path, change) -> None:
    with zipfile.ZipFile(file) as held:
        parts = {n: held.read(n) for n in held.namelist()}
    said = json.loads(parts.pop("manifest.json"))
    change(said, parts)
    with zipfile.ZipFile(file, "w") as held:
        for name, body in parts.items():
            held.writestr(name, body)
        held.writestr("manifest.json", json.dumps(said))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda said, parts: said.update(format=FORMAT + 1), "of a newer curbside"),
        (lambda said, parts: parts.update({"data/journal.jsonl": b"{}"}), "is not what was put in"),
        (lambda said, parts: parts.pop("curbside.toml"), "list of files is not what it holds"),
        (lambda said, parts: parts.update({"more": b""}), "list of files is not what it holds"),
        (lambda said, parts: said["files"][0].update(name="../x"), "outside the workspace"),
        (lambda said, parts: said["files"][0].update(name="/etc/x"), "outside the workspace"),
        (lambda said, parts: said.pop("files"), "no archive of curbside"),
    ],
)
def test_an_archive_that_is_not_what_it_says_is_refused(small, tmp_path, change, says):
    file = tmp_path / "x.zip"
    archive.write(small, file, "0.2", datetime.now(UTC))
    changed(file, change)
    with pytest.raises(archive.ArchiveError, match=says):
        archive.read(file, Workspace(tmp_path / "again"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine", "x.zip"]


def test_what_a_killed_restore_left_beside_the_workspace_goes_with_the_next(tmp_path):
    place = Workspace(tmp_path / "a[b]")
    ended = subprocess.Popen(["true"])
    ended.wait()
    folder, opened = (tmp_path / f".a[b].restore-{ended.pid}{end}" for end in ("", ".zip"))
    folder.mkdir()
    (folder / "people.csv").write_text("a person")
    others = [tmp_path / f".a[b].restore-{os.getppid()}.zip", tmp_path / f".ab.restore-{ended.pid}.zip"]
    for file in (opened, *others):
        file.touch()
    archive.sweep(place)
    assert not folder.exists() and not opened.exists() and all(file.exists() for file in others)


def test_ctrl_c_while_the_library_is_imported_waits_until_it_stands():
    code = """
import os, signal, sys
class Pressed:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("pyrage"):
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Pressed())
try:
    import curbside.job.sealed
except KeyboardInterrupt:
    print(hasattr(sys.modules["pyrage"], "passphrase"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment())
    assert (done.stdout, done.stderr) == ("True\n", "")
