"""The twenty questions of docs/sql.md run on the demo's published copy, and wide rows can be read in 80 columns."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from curbside.exports import wide
from curbside.exports.answer import Answer

PAGE = (Path(__file__).parents[1] / "docs/sql.md").read_text("utf-8")
QUESTIONS = re.findall(r"\*\*(\d+)\. .+?\*\*\n```sql\n(.+?)\n```", PAGE, re.S)
# The demo's three days hold nobody who was out of touch for a year, no change of job and no second posting of one opening
EMPTY = {"8", "17", "19"}


def test_there_are_twenty():
    assert [n for n, _ in QUESTIONS] == [str(n) for n in range(1, 21)]


@pytest.mark.parametrize(("number", "query"), QUESTIONS, ids=[n for n, _ in QUESTIONS])
def test_each_question_has_an_answer(number, query, three_days):
    with duckdb.connect(str(three_days / "data/leads.duckdb"), read_only=True) as con:
        found = con.execute(query).fetchall()
    assert found or number in EMPTY


def drawn(answer: Answer) -> list[str]:
    console = Console(width=80, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(wide.rows(answer, 80))
    return console.export_text().splitlines()


def test_wide_rows_are_shown_one_below_the_other_and_whole(three_days):
    with duckdb.connect(str(three_days / "data/leads.duckdb"), read_only=True) as con:
        result = con.execute("from postings limit 2")
        answer = Answer(tuple(d[0] for d in result.description), tuple(result.fetchall()), "")
    lines = drawn(answer)
    assert max(map(len, lines)) <= 80 and lines[0].strip() == "row 1"
    assert any(re.match(r"  title +\S", line) for line in lines)
    assert answer.rows[0][answer.columns.index("url")] in "".join(line.strip() for line in lines)


def test_narrow_rows_stay_a_table():
    lines = drawn(Answer(("state", "openings"), (("OH", 3), ("MA", 2)), ""))
    assert lines[0].split() == ["state", "openings"] and len(lines) == 3
