"""Do the tests notice when a rule of the warehouse is bent? Mutants of its SQL, one change each, against the step's tests.

    python benchmarks/mutate_sql.py                      # 40 mutants drawn by the seed; the survivors, and their share
    python benchmarks/mutate_sql.py --sample 200 --seed 3
    python benchmarks/mutate_sql.py --step lead --all    # every mutant of a step

A mutant turns a comparison (`>=` to `>`, `=` to `<>`), changes a constant (3 to 4, 0.8 to 0.9, true to false), drops a
condition (a line `and …`, a `not`), swaps an order (`desc`) or a choice (`any` and `all`, min and max). Nothing is
written: the text is changed in the process that runs the tests. Commands that tests start as processes of their own see
the rule as it is. Ends with exit status 1 when more than a tenth survives.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from curbside.warehouse import model

ROOT = Path(__file__).parents[1]
# The tests that are to notice, the quickest first.
TESTS = {
    "journal": ["test_contact_log", "test_reminder_year"],
    "posting": ["test_presence", "test_job", "test_trouble"],
    "organisation": ["test_small_tables", "test_organisation", "test_network_case"],
    "opening": ["test_small_tables", "test_opening", "test_review"],
    "person": ["test_person", "test_standing", "test_network_case"],
    "insider": ["test_insider", "test_strength", "test_insider_register", "test_lead", "test_network_case"],
    "lead": ["test_small_tables", "test_lead", "test_rules", "test_insider_register"],
    "reminder": ["test_small_tables", "test_rules", "test_contact_log", "test_reminder_year", "test_bridges"],
    "macro": ["test_wording", "test_insider", "test_strength", "test_rules", "test_lead", "test_opening"],
}
FLIPPED = {
    ">=": ">", ">": ">=", "<=": "<", "<": "<=", "<>": "=", " = ": " <> ", "true": "false", "false": "true",
    " desc": "", "bool_or": "bool_and", "bool_and": "bool_or", "min(": "max(", "max(": "min(", "arg_min": "arg_max",
    "arg_max": "arg_min", " not ": " ", "is null": "is not null", "is not null": "is null",
}  # fmt: skip
SITE = re.compile(
    r"(?P<skip>--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\"|->>?|lambda[^:]*:|=>)"
    r"|(?P<drop>\n[ ]+and [^\n]*(?=\n))"
    r"|(?P<flip>>=|<=|<>| = |(?<=\s)[<>](?=\s)|\btrue\b|\bfalse\b| desc\b|\bbool_(?:or|and)\b|\b(?:min|max)\("
    r"|\barg_(?:min|max)\b| not (?=exists|coalesce|is_|list_|\()|\bis not null\b|\bis null\b)"
    r"|(?P<number>(?<![\w.$])\d+(?:\.\d+)?(?![\w.]))",
    re.IGNORECASE,
)
TIMEOUT = 600


@dataclass(frozen=True)
class Mutant:
    """One change of one file: `line` from 1, what stood there and what stands there now."""

    name: str
    line: int
    old: str
    new: str
    text: str


def mutants(name: str) -> Iterator[Mutant]:
    """Every mutant of a file, top down; comments and strings are left alone."""
    text = model.sql(name)
    for found in SITE.finditer(text):
        kind, old = found.lastgroup, found[0]
        if kind in (None, "skip"):
            continue
        if kind == "drop" and old.count("(") != old.count(")"):
            continue  # the condition goes on in the next line
        new = "" if kind == "drop" else _other(old) if kind == "number" else FLIPPED[old.lower()]
        line = text.count("\n", 0, found.start()) + 1 + (kind == "drop")
        yield Mutant(name, line, old.strip(), new.strip(), text[: found.start()] + new + text[found.end() :])


def _other(number: str) -> str:
    """Another constant, near enough to be mistaken: 3 → 4, 0.8 → 0.9, 0 → 1."""
    if "." not in number:
        return str(int(number) + max(1, int(number) // 3))
    step = 10 ** -len(number.partition(".")[2])
    return f"{float(number) + step:.{len(number.partition('.')[2])}f}"


def survives(mutant: Mutant, files: list[str]) -> bool:
    """Whether the tests pass all the same; they run in a child process, the package imported once."""
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1), os.dup2(quiet, 2)
        signal.alarm(TIMEOUT)
        true = model.sql
        model.sql = lambda name: mutant.text if name == mutant.name else true(name)
        os._exit(int(pytest.main(["-x", "-q", "-n", "0", "-p", "no:cacheprovider", *files])))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--step", choices=TESTS, action="append")
    parser.add_argument("--file", help="<step>/<file> alone")
    parser.add_argument("--all", action="store_true", help="no sample")
    args = parser.parse_args()
    os.chdir(ROOT)
    steps = args.step or list(TESTS)
    every = [m for s in steps for name in model.names(s) if args.file in (None, name) for m in mutants(name)]
    drawn = every if args.all else random.Random(args.seed).sample(every, min(args.sample, len(every)))
    print(f"{len(drawn)} of {len(every)} mutants of {', '.join(steps)}", flush=True)
    alive, began = [], time.monotonic()
    for n, mutant in enumerate(drawn, 1):
        tests = [f"tests/{t}.py" for t in TESTS[mutant.name.partition("/")[0]] if (ROOT / f"tests/{t}.py").exists()]
        if survives(mutant, tests):
            alive.append(mutant)
            line = f"{mutant.name}.sql:{mutant.line}: {mutant.old} → {mutant.new or '(dropped)'}"
            print(f"survives ({n} of {len(drawn)}): {line}", flush=True)
    share = len(alive) / max(1, len(drawn))
    print(f"{len(alive)} of {len(drawn)} survive ({share:.0%}; a tenth at most), {time.monotonic() - began:.0f} s")
    return int(share > 0.1)


if __name__ == "__main__":
    sys.exit(main())
