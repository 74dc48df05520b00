"""`curbside registry update` against a real server: each register on its own, what was there stays until the new is whole."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from boardserver import Reply, site
from conftest import environment

from curbside.registers import loading

CONFIG = '[me]\nname = "Ana Ruiz"\nemail = "ana@example.org"\n[[search]]\nname = "any"\n'
HEADER = "Facility ID,Facility Name,Address,City/Town,State,ZIP Code,County/Parish,Telephone Number,Hospital Type,Hospital Ownership"
HOSPITALS = (
    HEADER
    + "\n"
    + "".join(f"99{n:04},MARWICK {n},1 MAIN ST,MARWICK,OH,44001,ADAMS,,Acute Care Hospitals,\n" for n in range(20))
)
CODES = "Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section\n207RC0000X,a,b,c,d,,Heart,Individual\n"


def entry(name: str, url: str, kind: str, least: int = 1, **more: str) -> str:
    keys = {"url": url, **more}
    text = "".join(f"{k} = {json.dumps(v)}\n" for k, v in keys.items())
    return f'[[register]]\nname = "{name}"\nkinds = ["{kind}"]\nleast = {least}\nmin_interval = 0\n{text}\n'


def curbside(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "curbside", "-C", str(place), "registry", *words]
    return subprocess.run(argv, capture_output=True, text=True, env=environment(), timeout=300)


@pytest.mark.prefect
def test_registers_are_brought_and_one_that_fails_harms_no_other(tmp_path, prefect_home):
    shutil.copytree(prefect_home, tmp_path / "data/prefect")
    (tmp_path / "curbside.toml").write_text(CONFIG)
    page = Reply(b"<html>", headers={"Content-Type": "text/html"})
    record = json.dumps({"distribution": [{"mediaType": "text/csv", "downloadURL": "/files/Hospitals.csv"}]}).encode()
    routes = {
        "/record": record, "/files/Hospitals.csv": Reply(HOSPITALS.encode(), headers={"ETag": '"1"'}),
        "/systems": page, "/list": b'<a href="/nucc_taxonomy_251.csv">25.1</a>', "/nucc_taxonomy_251.csv": CODES.encode(), "/few": HOSPITALS.encode(),
    }  # fmt: skip
    with site(routes) as s:  # type: ignore[arg-type]
        own = entry("hospitals", f"{s.url}/record", "hospital", find="catalog") + entry(
            "systems", f"{s.url}/systems", "linkage", find="file"
        )
        own += entry("specialties", f"{s.url}/list", "taxonomy", find="links") + entry(
            "mine", f"{s.url}/few", "hospital", least=5000
        )
        (tmp_path / "registers.toml").write_text(own)
        done = curbside(tmp_path, "update", "hospitals", "systems", "specialties", "mine")
        assert done.returncode == 3, done.stderr
        lines = done.stderr.splitlines()
        assert any(line.startswith("hospitals: 20 rows of hospital") for line in lines), done.stderr
        assert any(line.startswith("specialties: 1 rows of taxonomy") for line in lines)
        failed = [line for line in lines if "FAILED" in line]
        assert len(failed) == 2 and all("what was loaded before stays" in line for line in failed)
        assert any("systems: FAILED" in line and "answered a web page, not the file" in line for line in failed)
        assert any("mine: FAILED" in line and "20 rows where 5,000 are usual" in line for line in failed)
        assert lines[-1].startswith("2 of 4 registers are up to date") and "Traceback" not in done.stderr
        held = loading.tables(tmp_path / "data/registry")
        assert sorted(held) == ["hospital", "taxonomy"]
        kept = [p.name for p in (tmp_path / "data/registry/downloads").iterdir() if not p.name.startswith(".")]
        assert kept == ["versions.json"], "raw files are not kept"
        assert all(p.stat().st_mode & 0o077 == 0 for p in (tmp_path / "data/registry").rglob("*"))
        assert all("ana@example.org" in seen.headers["user-agent"] for seen in s.seen)


@pytest.mark.prefect
def test_what_did_not_change_is_not_brought_again_and_a_damaged_new_file_changes_nothing(tmp_path):
    from curbside.extractors.base import BoardError
    from curbside.flows import registers as updating
    from curbside.workspace import Workspace

    (tmp_path / "curbside.toml").write_text(CONFIG)
    workspace = Workspace(tmp_path)
    routes: dict[str, Reply] = {"/h.csv": Reply(HOSPITALS.encode(), headers={"ETag": '"1"'})}

    def conditional(seen):
        reply = routes["/h.csv"]
        return Reply(status=304) if seen.headers.get("if-none-match") == reply.headers["ETag"] else reply

    with site({"/hospitals.csv": conditional}) as s:
        (tmp_path / "registers.toml").write_text(entry("hospitals", f"{s.url}/hospitals.csv", "hospital", find="file"))
        this = updating.prepare(workspace, ["hospitals"], lambda line: None)
        workspace.make_private()
        this.downloads.mkdir()
        assert updating.bring(this, "hospitals").startswith("20 rows of hospital")
        assert updating.bring(this, "hospitals") == "unchanged"
        before = {p.name: p.read_bytes() for p in workspace.registry.glob("*.*")}
        cut = HOSPITALS.encode()[:-30]
        routes["/h.csv"] = Reply(cut, headers={"ETag": '"2"'})
        with pytest.raises(BoardError, match="breaks off"):
            updating.bring(this, "hospitals")
        routes["/h.csv"] = Reply(CODES.encode(), headers={"ETag": '"3"'})
        with pytest.raises(BoardError, match="it is not hospital"):
            updating.bring(this, "hospitals")
        assert {p.name: p.read_bytes() for p in workspace.registry.glob("*.*")} == before
        (workspace.registry / "manifest.json").unlink()
        routes["/h.csv"] = Reply(HOSPITALS.encode(), headers={"ETag": '"1"'})
        assert updating.bring(this, "hospitals").startswith("20 rows"), "what is not there any more is brought again"


@pytest.mark.whole
def test_wrong_words_and_files_end_with_the_right_status(tmp_path):
    (tmp_path / "curbside.toml").write_text(CONFIG)
    assert curbside(tmp_path, "load").returncode == 2
    missing = curbside(tmp_path, "load", str(tmp_path / "nowhere.csv"))
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)
    (tmp_path / "Hospital_General_Information.csv").write_text(HOSPITALS)
    loaded = curbside(tmp_path, "load", str(tmp_path / "Hospital_General_Information.csv"))
    assert loaded.returncode == 0 and "20 rows" in loaded.stdout
    assert "not loaded: " in curbside(tmp_path, "status").stdout
