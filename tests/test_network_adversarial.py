"""Namesakes, campuses, systems, staffing groups, movers, retirees and foreign twins: what is said of them is right, and said."""

import csv
import importlib.util
from pathlib import Path

import pytest
from test_network_case import linked

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("network_adversarial", ROOT / "benchmarks" / "network_adversarial.py")


@pytest.mark.whole
def test_the_adversarial_network_with_registers(tmp_path):
    bench = importlib.util.module_from_spec(SPEC)
    SPEC.loader.exec_module(bench)
    with (bench.CASE / "postings.csv").open(encoding="utf-8") as lines:
        postings = [
            (p["url"].rpartition("/")[2], p["employer"], p["city"], p["state"], "employer")
            for p in csv.DictReader(lines)
        ]
    registers = [f for f in sorted(bench.CASE.glob("*.csv")) if f.name not in bench.OWN]
    got = linked(postings, bench.CASE, tmp_path, registers)
    said = {(posting, person, relation): confidence for (posting, person), (relation, confidence) in got.items()}
    precision, recall, wrong, missed = bench.measured(said, bench.gold(bench.CASE))
    assert precision >= 0.97, wrong
    assert recall >= 0.85, missed
