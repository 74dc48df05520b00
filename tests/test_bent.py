"""What benchmarks/mutate_python.py and mutate_words.py go by: the files that decide, their tests, the changes that nobody can see."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_every_file_that_decides_and_each_of_its_tests_is_there(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    from deciding import RULES, TESTS, WORDS

    assert not RULES.keys() & WORDS.keys()
    for file, tests in TESTS.items():
        assert (ROOT / file).is_file() and tests
        for module, _, test in (name.partition("::") for name in tests):
            text = (ROOT / f"tests/{module}.py").read_text("utf-8")
            assert not test or re.search(rf"^def {test}\(", text, re.MULTILINE), f"{file}: {module}::{test}"


def excused(of: str):
    with (ROOT / f"benchmarks/mutate_{of}_equivalent.csv").open(encoding="utf-8", newline="") as told:
        return list(csv.DictReader(told))


@pytest.mark.parametrize("row", excused("python"), ids=lambda row: f"{row['file']}: {row['old'][:40]}")
def test_a_change_that_is_excused_is_of_a_line_that_stands_and_has_its_reason(row):
    lines = {line.strip() for line in (ROOT / row["file"]).read_text("utf-8").splitlines()}
    assert row["old"] in lines and row["new"] not in lines and row["why"]


@pytest.fixture
def bending(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import clauses

    return clauses


@pytest.mark.parametrize(
    ("pattern", "clauses"),
    [
        (r"ab|cd", [("ab", "cd"), ("cd", "ab")]),
        (r"(?i)ab|cd", [("ab", "(?i)cd"), ("cd", "(?i)ab")]),
        (r"\b(?:ab|cd)\b", [("ab", r"\b(?:cd)\b"), ("cd", r"\b(?:ab)\b")]),
        (r"(?P<x>ab|c(?:de|fg))", [("de", "(?P<x>ab|c(?:fg))"), ("fg", "(?P<x>ab|c(?:de))"), ("ab", "(?P<x>c(?:de|fg))"), ("c(?:de|fg)", "(?P<x>ab)")]),
        (r"[ab|cd]", []),
        (r"[^]|]ab\|cd", []),
        (r"ab(?!cd|ef)", [("cd", "ab(?!ef)"), ("ef", "ab(?!cd)")]),
        (r"\s|-|ab", [("ab", r"\s|-")]),
        (r"a|b", []),
    ],
)  # fmt: skip
def test_each_clause_with_letters_is_dropped_and_its_bar(bending, pattern, clauses):
    assert list(bending.clauses(pattern)) == clauses


TEXT = '''
"""One | two."""
A = r"ab|cd"
B = "one two".split()
C = f"(?:{A}|ef" rf"|gh)"
def d(x):
    """One | two."""
    return x or "a row of `ab|cd`" or f"{x} || cd"
'''


def test_the_words_of_a_file_are_told_by_what_they_stand_in(bending, monkeypatch, tmp_path):
    (tmp_path / "a.py").write_text(TEXT, "utf-8")
    monkeypatch.setattr(bending, "ROOT", tmp_path)
    found = list(bending.mutants("a.py"))
    words = [("A", "ab"), ("A", "cd"), ("B", "one"), ("B", "two"), ("C", "{A}"), ("C", "ef"), ("C", "gh")]
    assert [(m.within, m.word) for m in found] == words

    def value(text: str, name: str):
        made: dict[str, object] = {}
        exec(text, made)
        return made[name]

    told = [value(m.text, m.within) for m in found]
    assert told == ["cd", "ab", ["two"], ["one"], "(?:ef|gh)", "(?:ab|cd|gh)", "(?:ab|cd|ef)"]


def test_a_word_that_is_excused_stands_and_has_its_reason(bending):
    rows = excused("words")
    assert all(row["why"] for row in rows) and len(bending.excused({row["file"] for row in rows})) == len(rows)
