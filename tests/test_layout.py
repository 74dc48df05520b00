"""Rules of the house that a reviewer should not have to remember."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "extractors": {"extractors"},
    "landing": {"landing", "extractors"},
    "network": {"network"},
    "transforms": {"transforms"},
    "warehouse": {"warehouse", "landing", "extractors", "transforms"},
    "exports": {"exports"},
    "flows": {
        "flows",
        "extractors",
        "landing",
        "network",
        "transforms",
        "warehouse",
        "exports",
        "faults",
        "job",
        "settings",
        "workspace",
    },
}
OFFLINE = {"landing", "network", "transforms", "warehouse", "exports"}


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{a.name}" for a in node.names}
    return names


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_data_flows_one_way(folder):
    for path in (ROOT / folder).glob("*.py"):
        ours = {n.split(".")[1] for n in imports(path) if n.startswith("curbside.")}
        assert ours <= MAY_IMPORT[folder], path


@pytest.mark.parametrize("folder", sorted(OFFLINE))
def test_only_extractors_reach_the_internet(folder):
    for path in (ROOT / folder).glob("*.py"):
        assert not {n.split(".")[0] for n in imports(path)} & {"requests", "socket", "http"}, path


def test_nothing_imports_flows_but_the_command_line():
    for path in ROOT.glob("*/*.py"):
        if path.parent.name in ("app", "flows", "tests", "benchmarks"):
            continue
        assert not any(n.startswith("curbside.flows") for n in imports(path)), path


def test_every_package_is_in_the_wheel():
    conf = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    assert set(conf["package-dir"].values()) == {p.parent.name for p in ROOT.glob("*/__init__.py")}
    assert set(conf["package-dir"]) == set(conf["packages"])
