"""Codes that the steps keep, and what `publish` says of them."""

import re
from pathlib import Path

import pytest

from curbside import warehouse

STEPS = Path(warehouse.__file__).parent
WORDS = {"said": ("caution", "evidence", "fact", "match", "reason", "together", "why"), "way": ("path",)}
CALLS = {
    "caution": "caution_words({})", "evidence": "evidence_words({})", "fact": "fact_words({})", "match": "match_words({})", "path": "path_words({})",
    "reason": "reason_words({})", "together": "together_words({})", "why": "why_words({}, 2, 'Dana Whitlock', [])",
}  # fmt: skip


@pytest.fixture(scope="module")
def con():
    return warehouse.connect()


def codes(make: str) -> set[str]:
    """Every code that a file of a step hands to `said` or `way`, also where a `case` chooses it."""
    found: set[str] = set()
    for file in STEPS.glob("*/*.sql"):
        if file.parent.name != "macro":
            for case in re.findall(rf"\b{make}\((case\b.*?\bend|'[^']*')", file.read_text("utf-8"), re.S):
                found |= set(re.findall(r"(?:then|else|^) ?'([^']*)'", case))
    return found


@pytest.mark.parametrize("make", WORDS)
def test_every_code_of_a_step_has_words(con, make):
    tail = ", null)" if make == "way" else ")"
    unsaid = []
    for code in sorted(codes(make)):
        c = f"{make}('{code}', ['2', '3', '4', '5', '6', '7', '8']{tail}"
        for kind in WORDS[make]:
            try:
                if con.execute("select " + CALLS[kind].format(c)).fetchone()[0]:
                    break
            except warehouse.duckdb.Error as e:
                assert "no words for" in str(e)
        else:
            unsaid.append(code)
    assert not unsaid and len(codes(make)) > 10


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("way('trained', ['Dana', 'OSU', null, null, null, '2016–2019'], null)", "Dana trained at OSU, 2016–2019"),
        ("way('trained', ['Dana', 'OSU', null, 'Surgery', null, null], null)", "Dana trained at OSU: Surgery"),
        ("way('worked', ['Dana', null, 'Cole', 'UPMC Cole', null], null)", "Dana worked at Cole, in the posting UPMC Cole"),
        ("way('works', ['Dana', 'Chief', 'Cole', null], null)", "Dana (Chief) works at Cole"),
        (
            "way('knows', ['Dana', null, 'Cole', null, 'Ben'], about(said('worked', [null, 'OSU', '2016', '2019', 'sure']), ['Ben']))",
            "Ben knows Dana (Cole); Ben worked with you at OSU, 2016–2019",
        ),
        (
            "way('classmate', ['Dana', null, 'Cole', null], said('may have trained', ['Surgery', 'OSU', '2016', '2019', 'vague']))",
            "Dana (Cole) may have trained with you: Surgery at OSU, 2016–2019 (years partly unknown: possible overlap)",
        ),
        ("way('near', ['Dana', 'Chief', null, 'Akron', 'OH', null], null)", "Dana is in Akron, OH"),
        ("way('near', ['Dana', null, 'Cole', 'Akron', 'OH', '12'], null)", "Dana (Cole) is in Akron, OH, 12 miles away"),
        ("way('named', ['Dana', null, 'Ben'], null)", "Dana is the contact named in the posting; Ben knows them"),
    ],
)  # fmt: skip
def test_a_path_is_told_with_what_is_known_and_no_more(con, path, words):
    assert con.execute(f"select path_words({path})").fetchone() == (words,)


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ("said('same employer', [null, null, null, '0.95', null, null, null])", "the employer as the posting names it (0.95)"),
        (
            "said('same employer', ['line 3', 'Cole', 'UPMC Cole', '0.75', '2024-01-02', 'PA', null])",
            "line 3: “Cole” is “UPMC Cole” of the posting (0.75), as of 2024-01-02, lives in PA",
        ),
        ("about(said('given', ['4 messages']), ['Ben', 'Dana'])", "Ben and Dana: 4 messages"),
        (
            "said('one system by name', [null, 'Cole', 'Hamot', null, '2023', '0.97'])",
            "“Cole” and “Hamot” belong to one system (by their names, as listed in 2023, 0.97)",
        ),
        (
            "said('same employer', [null, 'Cole', 'UPMC Cole', '0.35', null, null, 'like', null, 'none', 'untelling'])",
            "“Cole” is “UPMC Cole” of the posting (like its name, no place given, no word that tells, 0.35)",
        ),
        ("said('workplace', ['Akron', 'OH', 'line 3'])", "line 3: Akron, OH"),
    ],
)  # fmt: skip
def test_evidence_names_what_was_read_and_where(con, evidence, words):
    assert con.execute(f"select evidence_words({evidence})").fetchone() == (words,)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("said('name', ['part', 'city', null])", "its name, a part of the text, the same city"),
        ("said('core', ['beside', 'state', 'untelling'])", "the name without its department, no word that tells, given beside another, the same state"),
        ("said('name', ['beside system', null, null])", "its name, given beside its system's"),
        ("said('given', [])", "the name as given"),
    ],
)  # fmt: skip
def test_why_a_name_means_an_organisation(con, reason, words):
    assert con.execute(f"select match_words({reason})").fetchone() == (words,)
