"""Do the tests notice when a word is gone? Mutants of patterns and word lists, one clause or word dropped each.

    python benchmarks/mutate_words.py                      # 100 drawn by the seed; the survivors, and their share
    python benchmarks/mutate_words.py --sample 40 --seed 3
    python benchmarks/mutate_words.py --file network/former.py --all

What mutate_python.py leaves alone as data decides, too: `a|b|c` becomes `a|c`, "one two three".split() "one three". Bent
are the files of RULES and those of WORDS (deciding.py), which hold the words of others, with the tests that concern them;
words in CSV files and clauses that hold no letter are not bent. A word is told by the name of the constant or function
that it stands in. Which nobody can miss stand in mutate_words_equivalent.csv, each with its reason; a clause all of
whose texts another takes is better taken out. Runs as mutate_python.py does, and ends with exit status 1 when more than a
tenth survives.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from clauses import Mutant, excused, mutants
from deciding import TESTS
from mutate_python import HOOK, MORE, TIMES, Outcome, schema, tried, usual


def asked(drawn: list[Mutant], folder: Path) -> Counter[Outcome]:
    """How many mutants end how; each survivor is printed as it is found."""
    (folder / "sitecustomize.py").write_text(HOOK)
    os.environ["CURBSIDE_SCHEMA"] = schema(folder / "schema.sql")
    seconds: dict[str, float] = {}
    counts: Counter[Outcome] = Counter()
    for mutant in drawn:
        if mutant.file not in seconds:
            seconds[mutant.file] = usual(mutant.file, folder)
        outcome = tried(mutant.file, folder, TIMES * seconds[mutant.file] + MORE, mutant.text)
        counts[outcome] += 1
        if outcome is Outcome.ALIVE:
            told = f"{mutant.file}:{mutant.line}: {mutant.within} without {mutant.word}"
            print(f"survives ({counts.total()} of {len(drawn)}): {told}", flush=True)
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--file", choices=TESTS, action="append")
    parser.add_argument("--all", action="store_true", help="no sample")
    args = parser.parse_args()
    files = args.file or list(TESTS)
    whole = [mutant for file in files for mutant in mutants(file)]
    missed_by_nobody = excused(files)
    every = [mutant for mutant in whole if mutant.place not in missed_by_nobody]
    drawn = every if args.all else random.Random(args.seed).sample(every, min(args.sample, len(every)))
    print(
        f"{len(drawn)} of {len(every)} words of {len(files)} files; {len(whole) - len(every)} more nobody can miss",
        flush=True,
    )
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        counts = asked(drawn, Path(folder))
    share = counts[Outcome.ALIVE] / max(1, counts.total())
    print(
        f"{counts[Outcome.ALIVE]} of {counts.total()} survive ({share:.0%}; a tenth at most), {counts[Outcome.LATE]} of the "
        f"others were ended for time, {time.monotonic() - began:.0f} s"
    )
    return int(share > 0.1)


if __name__ == "__main__":
    sys.exit(main())
