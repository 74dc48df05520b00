"""Nothing decides by a sentence: steps and screens ask codes, which are said in English at the edge."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

ROOT = Path(__file__).parents[1]
RELATIONS = set(re.findall(r"'([^']+)'", re.search(r"select \[(.*?)\] as relations", (ROOT / "warehouse/insider/spot.sql").read_text(), re.S)[1]))  # fmt: skip
# What registers call their kinds, and the name of a source.
GIVEN = {
    "Acute Care - Department of Defense",
    "Acute Care - Veterans Administration",
    "%Department of Defense%",
    "register of clinicians",
}
ASKED = ("startswith", "endswith", "partition", "rpartition", "removeprefix", "removesuffix", "split", "find", "index")
SQL = sorted(p for p in ROOT.glob("warehouse/*/*.sql") if p.parent.name != "macro")
PYTHON = sorted(
    p for room in ("assistant", "exports", "job", "page", "warehouse") for p in ROOT.glob(f"{room}/**/*.py")
)


def is_sentence(text: object) -> bool:
    """Three words or more that are no pattern."""
    return isinstance(text, str) and len(text.split()) > 2 and not re.search(r"[\\^$|*?()\[\]]", text)


def compared_in_sql(text: str) -> Iterator[str]:
    for statement in filter(None, sqlglot.parse(text, dialect="duckdb")):
        for node in statement.find_all(exp.Binary, exp.In, exp.StartsWith, exp.Contains, exp.StrPosition, exp.Case):
            if isinstance(node, exp.Case):
                sides = [branch.this for branch in node.args["ifs"]] if node.this is not None else []
            elif isinstance(node, exp.DPipe | exp.Add):  # put together, not compared
                continue
            else:
                sides = [node.this, node.args.get("expression"), node.args.get("substr"), *node.expressions]
            yield from (s.this for s in sides if isinstance(s, exp.Literal) and s.is_string)


def compared_in_python(text: str) -> Iterator[object]:
    for node in ast.walk(ast.parse(text)):
        sides: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKED:
            sides = node.args
        for side in sides:
            yield from (s.value for s in ast.walk(side) if isinstance(s, ast.Constant))


@pytest.mark.whole
@pytest.mark.parametrize(("files", "compared"), [(SQL, compared_in_sql), (PYTHON, compared_in_python)])
def test_nothing_is_compared_with_a_sentence(files, compared):
    asked = {(str(f.relative_to(ROOT)), t) for f in files for t in compared(f.read_text("utf-8")) if is_sentence(t)}
    assert {(f, t) for f, t in asked if t not in RELATIONS | GIVEN} == set()


def test_a_sentence_that_is_asked_would_be_seen():
    asked = "select * from t where how = 'another family name' or starts_with(why, 'taken for one person')"
    assert list(filter(is_sentence, compared_in_sql(asked))) == ["another family name", "taken for one person"]
    asked = "why.partition('; say `different` if'), 'taken for one' in why"
    assert len(list(filter(is_sentence, compared_in_python(asked)))) == 2
