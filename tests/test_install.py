"""The wheel, as `uv tool install` and `pipx install` take it: in an environment of its own, without this checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`bin/` of an empty environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("installed")
    uv = str(shutil.which("uv", path=f"{sys.prefix}/bin") or shutil.which("uv"))
    subprocess.run([uv, "build", "-q", "--wheel", "-o", folder / "dist", ROOT], check=True, timeout=300)
    (wheel,) = (folder / "dist").glob("*.whl")
    subprocess.run([uv, "venv", "-q", "--python", sys.executable, folder / "env"], check=True, timeout=60)
    python = folder / "env/bin/python"
    subprocess.run([uv, "pip", "install", "-q", "--python", python, wheel], check=True, timeout=600)
    compiled(folder / "env")
    return folder / "env/bin"


def compiled(env: Path) -> None:
    """Take the bytecode of the same files from the tests' own environment: to compile it anew takes seven seconds."""
    there, here = (Path(sysconfig.get_path("purelib", vars={"base": str(root)})) for root in (sys.prefix, env))
    for cache in there.rglob("__pycache__"):
        if (package := here / cache.relative_to(there).parent).is_dir():
            shutil.copytree(cache, package / "__pycache__", dirs_exist_ok=True)  # Python holds each against its file


def curbside(bin_: Path, folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT", "CURBSIDE", "PYTHON"))}
    env = {**kept, "HOME": str(folder), **more}
    return subprocess.run([bin_ / "curbside", *words], capture_output=True, text=True, cwd=folder, env=env, timeout=300)


@pytest.mark.prefect
def test_the_wheel_alone_runs_the_demo(installed, tmp_path):
    done = curbside(installed, tmp_path, "demo")
    assert done.returncode == 0, done.stderr
    assert curbside(installed, tmp_path, "leads", "-C", "curbside-demo").stdout.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.whole
def test_it_says_its_version_and_commit_and_completes_for_a_shell(installed, tmp_path):
    said = curbside(installed, tmp_path, "--version").stdout
    commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout
    assert said.startswith("curbside 0.") and commit.strip() in said
    assert "reminders" in curbside(installed, tmp_path, "completion", "bash").stdout


@pytest.mark.whole
def test_the_workspace_is_named_before_or_after_the_command_by_the_environment_or_lies_at_home(installed, tmp_path):
    (tmp_path / "curbside").mkdir()
    asked = [
        curbside(installed, tmp_path, "-C", "here", "config", "check"),
        curbside(installed, tmp_path, "config", "check", "-C", "here"),
        curbside(installed, tmp_path, "config", "check", CURBSIDE_WORKSPACE="here"),
        curbside(installed, tmp_path, "config", "check"),
    ]
    assert [
        str(tmp_path / name / "curbside.toml") in one.stderr
        for name, one in zip(["here"] * 3 + ["curbside"], asked, strict=True)
    ] == [True] * 4
    assert {one.returncode for one in asked} == {2}


@pytest.mark.whole
def test_a_wrong_word_is_one_line_that_says_where_help_is(installed, tmp_path):
    done = curbside(installed, tmp_path, "leeds")
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "--help" in done.stderr
