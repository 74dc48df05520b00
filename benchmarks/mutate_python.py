"""Do the tests notice when a rule written in Python is bent? Mutants by cosmic-ray, one change each, against the rule's tests.

    python benchmarks/mutate_python.py                      # 40 mutants drawn by the seed; the survivors, and their share
    python benchmarks/mutate_python.py --sample 200 --seed 3
    python benchmarks/mutate_python.py --file job/told.py --all

RULES (deciding.py) names the files that decide and the tests that concern each, the quickest first: tables of rows mostly, none that
needs a browser or Prefect. Which files these are is printed, with their mutants and the time of their tests as the file
stands. No file is changed: the tests run in a fork, and every process that they start reads the mutant's text in place of
the module. A mutant that takes five times as long and five seconds more is ended and counts as noticed; how many did is
said. Changes that nobody can see are left out: they stand in mutate_python_equivalent.csv, each with its reason. Needs
`cosmic-ray` (group `bench`). Ends with exit status 1 when more than a tenth survives. The SQL has a mutator of its own,
mutate_sql.py.
"""

from __future__ import annotations

import argparse
import ast
import csv
import logging
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import hypothesis.strategies  # noqa: F401 - what every test needs is loaded once, before the forks
import pytest
from deciding import RULES, TESTS

os.environ.setdefault("POLARS_MAX_THREADS", "1")
import curbside.commands.cli
import curbside.exports.digest
import curbside.job.steps  # noqa: F401

for loaded in [name for name in sys.modules if name.split(".")[0] == "curbside"]:
    del sys.modules[loaded]  # the libraries alone stay: what is bent is loaded within the fork
logging.disable()
from cosmic_ray.ast import ast_nodes, get_ast  # noqa: E402
from cosmic_ray.mutating import mutate_code  # noqa: E402
from cosmic_ray.plugins import get_operator, operator_names  # noqa: E402

ROOT = Path(__file__).parents[1]
# file, the line's text before and after, why nobody can see the change
EQUIVALENT = ROOT / "benchmarks/mutate_python_equivalent.csv"
# One change of each kind a place: a comparison's neighbour, a condition turned, a constant, a branch, a loop.
KINDS = re.compile(
    r"Comparison\w+_(Eq_NotEq|NotEq_Eq|Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Is_IsNot|IsNot_Is)$|Binary\w+_(Add_Sub|Sub_Add|BitAnd_BitOr)$"
    r"|AddNot$|Delete_Not$|True|False|AndWithOr|OrWithAnd|NumberReplacer|BreakWith|ContinueWith|ZeroIteration|ExceptionReplacer"
)
# How a file is opened or written, in which pieces it is read, how much of a text is looked at, how wide a column is, and
# what the log says are no rules that decide.
PLAIN = re.compile(
    r"mode=0o|read_only=|timeout=|\blog\.|2\*\*20|<< [123]0|\* 1024|\*range\(\w+, \w+\)|indent=|pretty=|width=\d|parents=True|maintain_order=|str\.(?:head|tail)\(|\.set_column\(|\.autofilter\(|\.freeze_panes\(|\bline\(.*, \d+\)"
)
# … nor are how much of a text is shown and what an expression of polars does with what it never meets.
ARGUMENT = re.compile(r"\b(?:strict|literal|empty_as_null)=$|\bplain\([^()]*, (?:width=)?$")
HOOK = """
import importlib.machinery as machinery, os
true = machinery.SourceFileLoader.get_code
def get_code(self, name):
    if self.path == os.environ.get("MUTANT_OF"):
        return compile(open(os.environ["MUTANT"], encoding="utf-8").read(), self.path, "exec")
    return true(self, name)
machinery.SourceFileLoader.get_code = get_code
"""
TIMES, MORE = 5, 5  # a mutant may take so many times what the tests take, and so many seconds more


class Outcome(Enum):
    """What the tests say of a mutant; `LATE` where they did not end in time."""

    ALIVE = "survives"
    KILLED = "killed"
    LATE = "late"


@dataclass(frozen=True)
class Mutant:
    """One change of one file: `line` from 1, `kind` cosmic-ray's operator, `occurrence` its place in the file."""

    file: str
    line: int
    kind: str
    occurrence: int

    @property
    def text(self) -> str | None:
        try:
            return mutate_code((ROOT / self.file).read_text(), get_operator(self.kind)(), self.occurrence)
        except AttributeError:  # cosmic-ray cannot replace an exception of a module, `except duckdb.Error`
            return None


def _lines(nodes: Iterable[ast.stmt]) -> set[int]:
    return {line for node in nodes for line in range(node.lineno, (node.end_lineno or 0) + 1)}


def mutants(file: str) -> Iterator[Mutant]:
    """Every mutant of a file in its functions, and of the numbers in its constants; patterns and words are data."""
    text = (ROOT / file).read_text()
    lines = text.splitlines()
    whole = ast.parse(text)
    functions = [n for n in ast.walk(whole) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = _lines(statement for function in functions for statement in function.body)
    constant = _lines(n for n in whole.body if isinstance(n, ast.Assign | ast.AnnAssign))
    tree = get_ast(text)
    for kind in filter(KINDS.search, operator_names()):
        operator = get_operator(kind)()
        places = (start for node in ast_nodes(tree) for start, _ in operator.mutation_positions(node))
        for occurrence, (line, column) in enumerate(places):
            code = lines[line - 1]
            rule = line in inside or (line in constant and kind.endswith("NumberReplacer"))
            if rule and not PLAIN.search(code) and not ARGUMENT.search(code[:column]):
                yield Mutant(file, line, kind, occurrence)


def tried(file: str, folder: Path, limit: float, text: str | None = None) -> Outcome:
    """What the tests of `file` say where it reads as `text`, or as it stands; they have `limit` seconds."""
    told = {"PYTHONPATH": str(folder)}
    if text is not None:
        (folder / "mutant.py").write_text(text, encoding="utf-8")
        told |= {"MUTANT": str(folder / "mutant.py"), "MUTANT_OF": str(ROOT / file)}
    if child := os.fork():
        return _ended(child, limit)
    os.setsid()
    os.environ.update(told)
    exec(HOOK, {})
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    tests = [f"tests/{t.replace('::', '.py::')}" + ("" if "::" in t else ".py") for t in TESTS[file]]
    told_of = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # hypothesis is loaded before the forks
    os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *told_of, "-m", "not browser and not prefect", *tests]))


def _ended(child: int, limit: float) -> Outcome:
    """How `child` ends within `limit` seconds; what does not end is ended with all that it started."""
    until = time.monotonic() + limit
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return Outcome.KILLED if status else Outcome.ALIVE
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return Outcome.LATE


def usual(file: str, folder: Path) -> float:
    """Seconds that the tests of `file` take as it stands. Ends the program where they fail."""
    began = time.monotonic()
    if tried(file, folder, 600) is not Outcome.ALIVE:
        sys.exit(f"{file}: its tests do not pass as it stands: {', '.join(TESTS[file])}")
    return time.monotonic() - began


def schema(file: Path) -> str:
    """The tests' empty published tables, made once for all forks; none of RULES has a part in them."""
    made = "import published; print(published.schema())"
    told = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    file.write_bytes(subprocess.run([sys.executable, "-c", made], env=told, check=True, capture_output=True).stdout)
    return str(file)


def change(mutant: Mutant, text: str) -> tuple[str, str]:
    """The changed line, before and after."""
    old, new = (ROOT / mutant.file).read_text().splitlines(), text.splitlines()
    return old[mutant.line - 1].strip(), new[mutant.line - 1].strip()


def equivalent(files: Iterable[str]) -> set[Mutant]:
    """Mutants of `files` that nobody can see; ends where the list names one that is no longer there."""
    with EQUIVALENT.open(encoding="utf-8", newline="") as told:
        listed = {(r["file"], r["old"], r["new"]) for r in csv.DictReader(told) if r["file"] in files}
    found: dict[tuple[str, str, str], list[Mutant]] = {one: [] for one in listed}
    for file in {file for file, *_ in listed}:
        lines = (ROOT / file).read_text().splitlines()
        for mutant in mutants(file):
            # only of a line that the list has is the mutant's text made: that takes a tenth of a second
            if any(one[:2] == (file, lines[mutant.line - 1].strip()) for one in listed) and (text := mutant.text):
                found.get((file, *change(mutant, text)), []).append(mutant)
    if gone := sorted(one for one, same in found.items() if not same):
        sys.exit(f"{EQUIVALENT.name}: no such change of {gone[0][0]}: {gone[0][1]}; take the row out or renew its text")
    return {mutant for same in found.values() for mutant in same}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--file", choices=RULES, action="append")
    parser.add_argument("--all", action="store_true", help="no sample")
    args = parser.parse_args()
    every = {file: list(mutants(file)) for file in args.file or RULES}
    same = equivalent(every.keys())
    every = {file: [m for m in of_file if m not in same] for file, of_file in every.items()}
    found = [m for of_file in every.values() for m in of_file]
    drawn = found if args.all else random.Random(args.seed).sample(found, min(args.sample, len(found)))
    print(
        f"{len(drawn)} of {len(found)} mutants of {len(every)} files, {len(same)} more can be seen by nobody:"
        " mutants, of them drawn, seconds of the tests"
    )
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sitecustomize.py").write_text(HOOK)
        os.environ["CURBSIDE_SCHEMA"] = schema(Path(folder) / "schema.sql")
        seconds: dict[str, float] = {}
        for file, of_file in every.items():
            mine = sum(m.file == file for m in drawn)
            seconds[file] = usual(file, Path(folder)) if mine else 0
            print(f"{len(of_file):6}{mine:4}{seconds[file]:6.1f}  {file}", flush=True)
        counts: Counter[Outcome] = Counter()
        for mutant in drawn:
            text = mutant.text
            if text is None:
                continue
            outcome = tried(mutant.file, Path(folder), TIMES * seconds[mutant.file] + MORE, text)
            counts[outcome] += 1
            if outcome is Outcome.ALIVE:
                old, new = change(mutant, text)
                place = f"{mutant.file}:{mutant.line}"
                print(f"survives ({counts.total()} of {len(drawn)}): {place}: {old} → {new}", flush=True)
    share = counts[Outcome.ALIVE] / max(1, counts.total())
    print(
        f"{counts[Outcome.ALIVE]} of {counts.total()} survive ({share:.0%}; a tenth at most), {counts[Outcome.LATE]} of the "
        f"others were ended for time, {time.monotonic() - began:.0f} s"
    )
    return int(share > 0.1)


if __name__ == "__main__":
    sys.exit(main())
