"""Do the tests notice when a rule of the warehouse is bent? Mutants of its SQL, one change each, against the rule's tests.

    python benchmarks/mutate_sql.py                        # 100 mutants drawn by the seed; the survivors, and their share
    python benchmarks/mutate_sql.py --sample 60 --seed 3
    python benchmarks/mutate_sql.py --file lead/match --all --alone    # every mutant of a file, its case alone

A mutant turns a comparison (`>=` to `>`, `=` to `<>`), changes a constant (3 to 4, 0.8 to 0.9, true to false), drops a
condition (a line `and …`, a `not`), swaps an order (`desc`) or a choice (`any` and `all`, min and max). Nothing is
written: the text is changed in the process that runs the tests. Changes that no row can show are left out: they stand in
mutate_sql_equivalent.csv, each with its reason. First the file's own case (tests/alone/, a tenth of a
second), then, where that sees nothing, the test files that assert on what the file makes. DECIDES names the files in
which rules stand: what closes a posting and whether a board is believed, which postings are one opening, who is in reach
and how strongly, what meets a search and in which order, what is due to whom; LEFT_OUT names every other file and why, and
both are said. Ends with exit status 1 when more than a tenth survives.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from curbside.warehouse import model

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
import alone  # noqa: E402

# Files that decide, and the test files that assert on what they make, the quickest first.
OPENING = ["test_opening"]
INSIDER = ["test_insider"]
DECIDES = {
    "insider/alike": ["test_insider"],
    "insider/family_word": INSIDER,
    "insider/brand": INSIDER,
    "insider/faculty": [],
    "insider/firm": ["test_insider"],
    "insider/firm_piece": ["test_insider"],
    "insider/firm_site": ["test_insider"],
    "insider/bond": ["test_strength", "test_insider"],
    "insider/clue": INSIDER,
    "insider/direct": INSIDER,
    "insider/insider": INSIDER,
    "insider/link": INSIDER,
    "insider/mail_owner": [],
    "insider/market": INSIDER,
    "insider/may_know": ["test_insider_register"],
    "insider/named": INSIDER,
    "insider/place": INSIDER,
    "insider/shared_time": INSIDER,
    "insider/spot": ["test_spot", "test_insider"],
    "insider/strength": ["test_strength"],
    "insider/target": INSIDER,
    "insider/tie": INSIDER,
    "insider/town_house": INSIDER,
    "insider/visitor": ["test_insider"],
    "insider/wide_place": INSIDER,
    "insider/worker": INSIDER,
    "journal/met": [],
    "journal/subject": [],
    "lead/closed": ["test_lead"],
    "lead/lead": ["test_lead"],
    "lead/market": ["test_lead"],
    "lead/match": ["test_lead", "test_rules"],
    "lead/table": ["test_lead", "test_rules"],
    "macro/component": OPENING,
    "macro/key": [],
    "macro/medicine": [],
    "macro/place": [],
    "macro/relationship": ["test_strength"],
    "macro/spelling": ["test_person"],
    "macro/standing": ["test_standing"],
    "opening/apart": OPENING,
    "opening/brief": OPENING,
    "opening/compare": OPENING,
    "opening/cut": OPENING,
    "opening/fill": OPENING,
    "opening/opportunity": OPENING,
    "opening/pair": OPENING,
    "opening/parted": OPENING,
    "opening/posting": OPENING,
    "opening/review": OPENING,
    "opening/side": OPENING,
    "opening/word": ["test_small_tables"],
    "opening/wording": OPENING,
    "organisation/candidate": ["test_organisation"],
    "organisation/match": ["test_organisation"],
    "organisation/near": [],
    "organisation/owner": ["test_organisation"],
    "organisation/body": [],
    "organisation/campus": [],
    "organisation/foreign": [],
    "organisation/founder": [],
    "organisation/initial": [],
    "organisation/known": [],
    "organisation/lettered": [],
    "organisation/longer": [],
    "organisation/membership": ["test_system_change"],
    "organisation/moved": [],
    "organisation/owned": [],
    "organisation/piece": [],
    "organisation/renumbered": [],
    "organisation/school": ["test_schools"],
    "organisation/score": ["test_organisation"],
    "organisation/slip": [],
    "organisation/succession": ["test_system_change"],
    "organisation/trade": [],
    "organisation/twin": ["test_organisation"],
    "person/affiliation": ["test_standing"],
    "person/alike": ["test_person"],
    "person/clinician": ["test_standing"],
    "person/clinician_candidate": ["test_person"],
    "person/clinician_listed": ["test_person"],
    "person/clinician_wanted": ["test_person"],
    "person/clinician_match": ["test_person"],
    "person/edge": ["test_person"],
    "person/given": ["test_person"],
    "person/heads": ["test_person_pairs"],
    "person/name": ["test_person"],
    "person/pair": ["test_person_pairs"],
    "person/person": ["test_person"],
    "person/record": ["test_person"],
    "person/review": ["test_person"],
    "person/smaller": ["test_person"],
    "person/tie": ["test_person"],
    "person/torn": [],
    "posting/change": [],
    "posting/health": ["test_presence"],
    "posting/presence": ["test_presence"],
    "posting/recruiter": [],
    "reminder/ask": ["test_contact_log"],
    "reminder/cause": ["test_small_tables", "test_contact_log"],
    "reminder/caution": ["test_contact_log"],
    "reminder/contact": ["test_contact_log"],
    "reminder/ledger": ["test_contact_log"],
    "reminder/put_off": ["test_contact_log"],
    "reminder/reminder": ["test_contact_log"],
    "reminder/stage": ["test_contact_log"],
}
# Every other file, or all others of a step, and why it is not bent.
LEFT_OUT = {
    "insider/path": "joins two tables into one",
    "insider/wide_firm": "the names of a list as keys",
    "insider/workplace": "joins two tables into one",
    "macro/": "ids and words, compared whole in the tests of wording, codes and ids",
    "organisation/": "which house a name means, measured by benchmarks/match_employers.py: no rows of its own yet",
    "person/": "names and their forms, measured by benchmarks/link_people.py: no rows of its own yet",
    "posting/": "brings what was landed and replicated into its tables: no rows of its own yet",
    "publish/": "names columns of what other files decide",
    "schema/": "empty tables",
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
EQUIVALENT = ROOT / "benchmarks/mutate_sql_equivalent.csv"  # file, the line's text, old, new, why no row can show it


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


def equivalent() -> set[tuple[str, str, str, str]]:
    """Changes that no row can show; ends where the list names one that is no longer there."""
    with EQUIVALENT.open(encoding="utf-8", newline="") as told:
        listed = {(r["file"], r["text"], r["old"], r["new"]) for r in csv.DictReader(told)}
    there = {place(mutant) for name in {file for file, *_ in listed} for mutant in mutants(name)}
    if gone := sorted(listed - there):
        sys.exit(f"{EQUIVALENT.name}: no such change of {gone[0][0]}: {gone[0][1]}; take the row out or renew its text")
    return listed


def place(mutant: Mutant) -> tuple[str, str, str, str]:
    """By the line's text, not its number: what stands above may change."""
    return mutant.name, model.sql(mutant.name).split("\n")[mutant.line - 1].strip(), mutant.old, mutant.new


def left_out() -> dict[str, list[str]]:
    """Why → the files; ends where a file is neither in DECIDES nor in LEFT_OUT, or in it and no longer there."""
    files = {n for step in ("macro", "schema", *model.STEPS) for n in model.names(step)}
    why: dict[str, list[str]] = {}
    for name in sorted(files - DECIDES.keys()):
        reason = LEFT_OUT.get(name) or LEFT_OUT.get(name.partition("/")[0] + "/")
        if reason is None:
            sys.exit(f"{name}: put it into DECIDES or LEFT_OUT")
        why.setdefault(reason, []).append(name)
    if gone := sorted({n for n in (*DECIDES, *LEFT_OUT) if not n.endswith("/")} - files):
        sys.exit(f"{gone[0]}: no such file any more")
    return why


def _other(number: str) -> str:
    """Another constant, near enough to be mistaken: 3 → 4, 0.8 → 0.9, 0 → 1."""
    if "." not in number:
        return str(int(number) + max(1, int(number) // 3))
    step = 10 ** -len(number.partition(".")[2])
    return f"{float(number) + step:.{len(number.partition('.')[2])}f}"


def _schemas() -> dict[str, str]:
    """`alone.schemas`, found in a child: no database is open in the process that forks. Ends where a case fails as it is."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as told:
        child = os.fork()
        if child == 0:
            failed = 1
            try:
                Path(told.name).write_text(json.dumps(alone.schemas()), "utf-8")
                failed = sum(alone.made(name) != alone.kept(name) for name in alone.names())
            finally:
                os._exit(failed)
        _, status = os.waitpid(child, 0)
        schemas: dict[str, str] = json.loads(told.read() or "{}")
    if status:
        sys.exit("tests/test_alone.py fails with the rules as they are")
    return schemas


def survives(mutant: Mutant, quick: bool) -> bool:
    """Whether the tests pass all the same; they run in a child process, the package imported once."""
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1), os.dup2(quiet, 2)
        signal.alarm(TIMEOUT)
        true = model.sql
        model.sql = lambda name: mutant.text if name == mutant.name else true(name)
        os._exit(_failed(mutant.name, quick))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _failed(name: str, quick: bool) -> int:
    """0 where every test passes."""
    try:
        if any(alone.made(case) != alone.kept(case) for case in alone.READERS.get(name, [name]) if alone.has(case)):
            return 1
    except Exception:  # a mutant that DuckDB refuses
        return 1
    files = [f"tests/{test}.py" for test in DECIDES[name]]
    return int(pytest.main(["-x", "-q", "-n", "0", "-p", "no:cacheprovider", *files])) if files and not quick else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--file", choices=DECIDES, action="append")
    parser.add_argument("--all", action="store_true", help="no sample")
    parser.add_argument("--alone", action="store_true", help="the cases of tests/alone only")
    args = parser.parse_args()
    os.chdir(ROOT)
    known = _schemas()
    alone.schemas = lambda: known
    for why, names in left_out().items():
        count = sum(1 for name in names for _ in mutants(name))
        print(f"left out, {count} mutants of {len(names)} files: {why} ({', '.join(names)})")
    same = equivalent()
    whole = [m for name in args.file or DECIDES for m in mutants(name)]
    every = [m for m in whole if place(m) not in same]
    drawn = every if args.all else random.Random(args.seed).sample(every, min(args.sample, len(every)))
    print(
        f"{len(drawn)} of {len(every)} mutants of {len(args.file or DECIDES)} files;"
        f" {len(whole) - len(every)} more can show in no row",
        flush=True,
    )
    alive, began = [], time.monotonic()
    for n, mutant in enumerate(drawn, 1):
        if survives(mutant, args.alone):
            alive.append(mutant)
            line = f"{mutant.name}.sql:{mutant.line}: {mutant.old} → {mutant.new or '(dropped)'}"
            print(f"survives ({n} of {len(drawn)}): {line}", flush=True)
    share = len(alive) / max(1, len(drawn))
    print(f"{len(alive)} of {len(drawn)} survive ({share:.0%}; a tenth at most), {time.monotonic() - began:.0f} s")
    return int(share > 0.1)


if __name__ == "__main__":
    sys.exit(main())
