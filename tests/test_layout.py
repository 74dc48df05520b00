"""Rules of the house that a reviewer should not have to remember."""

import ast
import tomllib
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOT_MODULES = {"faults", "settings", "storage", "whole", "workspace"}
EVERYBODYS = {"faults", "whole"}
# A room may import itself and what stands here; `commands` may import anything, nothing may import
# `commands`; EVERYBODYS are everybody's.
MAY_IMPORT = {
    "vocabulary": set(),
    "transforms": {"vocabulary"},
    "network": {"vocabulary"},
    "exports": {"vocabulary"},
    "assistant": {"exports"},
    "demo": set(),
    "extractors": {"vocabulary"},
    "landing": {"extractors"},
    "registers": {"extractors", "vocabulary"},
    "warehouse": {"landing", "extractors", "transforms", "registers", "vocabulary"},
    "office": {"job", "hub", "network", "extractors", "landing", "exports", "warehouse"} | ROOT_MODULES,
    "hub": {"extractors", "landing"} | ROOT_MODULES,
    "forget": {"landing", "network"} | ROOT_MODULES,
    "page": {"exports", "extractors", "job", "network", "onboarding", "vocabulary"} | ROOT_MODULES,
    "job": {"forget", "extractors", "landing", "network", "transforms", "warehouse", "exports", "vocabulary"}
    | ROOT_MODULES,
    "onboarding": {"extractors", "network", "transforms", "job", "vocabulary"} | ROOT_MODULES,
    "flows": {"job", "registers", "extractors", "landing"} | ROOT_MODULES,
}
# How long a file and a function of the package may be.
FILE_LINES, FUNCTION_LINES = 300, 50
OFFLINE = {"assistant", "landing", "network", "transforms", "warehouse", "exports", "vocabulary"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def imports(path: Path) -> set[str]:
    return imported(parsed(path))


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{a.name}" for a in node.names}
    return names


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_data_flows_one_way(folder):
    for path in (ROOT / folder).rglob("*.py"):
        ours = {n.split(".")[1] for n in imports(path) if n.startswith("curbside.")}
        assert ours <= MAY_IMPORT[folder] | {folder} | EVERYBODYS, path


def test_how_files_are_written_knows_nothing_of_the_house():
    assert not {n for n in imports(ROOT / "app" / "whole.py") if n.split(".")[0] == "curbside"}


@pytest.mark.parametrize("folder", sorted(OFFLINE))
def test_only_extractors_reach_the_internet(folder):
    for path in (ROOT / folder).rglob("*.py"):
        assert not {n.split(".")[0] for n in imports(path)} & {"requests", "socket", "http"}, path


def test_nothing_imports_flows_but_the_command_line():
    for path in ROOT.glob("*/*.py"):
        if path.parent.name in ("commands", "flows", "tests", "benchmarks"):
            continue
        assert not any(n.startswith("curbside.flows") for n in imports(path)), path


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    conf = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    return {
        f"{package}.{file.stem}".removesuffix(".__init__"): file
        for package, folder in conf["package-dir"].items()
        for file in (ROOT / folder).glob("*.py")
    }


def test_modules_import_each_other_without_a_circle():
    known = modules()
    graph: dict[str, set[str]] = {}
    for name, file in known.items():
        at_import = ast.Module([n for n in parsed(file).body if "import" in type(n).__name__.lower()], [])
        asked = {n if n in known else n.rpartition(".")[0] for n in imported(at_import) if n.startswith("curbside.")}
        graph[name] = asked - {name, "curbside"}
    list(TopologicalSorter(graph).static_order())  # raises CycleError, which names the circle


def test_no_folder_beside_the_rooms_is_kept():
    """A workspace that somebody made while trying things is none of the house."""
    made = {"build", "dist", "curbside-demo", "curbside.egg-info", "__pycache__"}
    beside = {p.name for p in ROOT.iterdir() if p.is_dir() and p.name[0] != "."} - made
    assert beside == set(MAY_IMPORT) | {"app", "benchmarks", "commands", "docs", "tests"}


def test_every_package_is_in_the_wheel():
    conf = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    rooms = [p.parent for pattern in ("*/__init__.py", "*/*/__init__.py") for p in ROOT.glob(pattern)]
    assert set(conf["package-dir"].values()) == {
        str(r.relative_to(ROOT)) for r in rooms if r.parts[len(ROOT.parts)][0] != "."
    }
    assert set(conf["package-dir"]) == set(conf["packages"])


def test_no_file_and_no_function_is_long():
    functions: set[str] = set()
    for path in [*modules().values(), *(ROOT / "warehouse").rglob("*.sql")]:
        name, text = str(path.relative_to(ROOT)), path.read_text()
        assert text.count("\n") <= FILE_LINES, name
        nodes = ast.walk(parsed(path)) if path.suffix == ".py" else ()
        functions |= {
            f"{name} {node.name}"
            for node in nodes
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
        }
    assert not functions
