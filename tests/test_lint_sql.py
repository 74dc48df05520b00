"""Which SQL files `make lint` gives to sqlfluff."""

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import pytest

FILE = Path(__file__).parents[1] / ".ci/lint_sql.py"


@pytest.fixture
def lint(tmp_path, monkeypatch):
    """`lint()`: the exit status, and the files that were asked about; those that say FAULT have one."""
    spec = importlib.util.spec_from_file_location("lint_sql", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    asked: list[str] = []

    def sqlfluff(words, **_):
        files = [word for word in words if str(word).endswith(".sql")]
        faulty = [file for file in files if "FAULT" in Path(file).read_text()]
        asked[:] = files
        return SimpleNamespace(returncode=bool(faulty), stdout="".join(f"== [{file}] FAIL\n" for file in faulty))

    def run():
        asked.clear()
        return module.main("clean.json"), [Path(file).stem for file in asked]

    monkeypatch.setattr(module.subprocess, "run", sqlfluff)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".sqlfluff").write_text("rules")
    for room, name in (("hub", "a"), ("warehouse/lead", "b"), ("warehouse/lead", "c")):
        (tmp_path / room).mkdir(parents=True, exist_ok=True)
        (tmp_path / room / f"{name}.sql").write_text(f"select {name}")
    return run


def test_a_file_is_asked_about_until_it_is_found_clean_and_when_it_or_the_rules_change(lint, tmp_path):
    b = tmp_path / "warehouse/lead/b.sql"
    b.write_text("FAULT")
    assert lint() == (1, ["a", "b", "c"])
    assert lint() == (1, ["b"]), "the others were clean"
    b.write_text("select b")
    assert lint() == (0, ["b"])
    b.touch()
    assert lint() == (0, []), "the clock says nothing"
    (tmp_path / "hub/a.sql").write_text("select 2")
    assert lint() == (0, ["a"])
    (tmp_path / ".sqlfluff").write_text("other rules")
    assert lint() == (0, ["a", "b", "c"])
