"""The header lines of the warehouse's SQL files are true, and each way of breaking them is noticed."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import alone
import duckdb
import pytest
import sqlcolumns
import sqlmodels
from bridging import Home
from test_insider_register import CLINICIANS

from curbside import landing, warehouse
from curbside.faults import CurbsideError
from curbside.registers import loading
from curbside.warehouse import draw, model, person, publish
from curbside.warehouse.posting import replica

ROOT = Path(__file__).parents[1]
CALLS = {step: draw.calls(step) for step in model.STEPS}


@pytest.mark.whole
def test_every_file_says_what_it_reads_and_makes():
    assert sqlmodels.problems(ROOT / "warehouse", CALLS) == []


@pytest.mark.parametrize("step", ["macro", "schema", *model.STEPS])
def test_each_step_has_an_order(step):
    names = [p.name for p in draw.parts(step)]
    assert [n for n in names if n in model.names(step)] and set(model.names(step)) <= set(names)


def test_every_file_is_run(sample, worked_out_anew, monkeypatch, capsys):
    ran = set()
    execute = model.execute

    def noted(con, name, parameters=None):
        ran.add(name)
        execute(con, name, parameters)

    monkeypatch.setattr(model, "execute", noted)
    monkeypatch.setattr(warehouse, "_empty", [])  # a process that makes many keeps an empty one, which is copied
    clinicians = sample.place.root / "clinicians_2026.csv"
    clinicians.write_text(f"{CLINICIANS}1003000001,1,ODUYA,KEMI,MD,OTHER,2012,CARDIOLOGY,,AKRON,OH,44301,\n", "utf-8")
    assert [one.problem for one in loading.load([clinicians], sample.place.registry)] == [""]
    sample.pull()
    Home(sample.place.root, capsys).run("met", "Nadia Sorel")
    with sample.place.writing():
        con = warehouse.connect(sample.place.warehouse)
        person.add_met(con)
        last = landing.summary(sample.place.landing, "society", landing.runs(sample.place.landing)[-1][0])
        replica.apply(con, replace(last, board="hub", complete=False), [])
    files = {f"{f.parent.name}/{f.stem}" for f in (ROOT / "warehouse").glob("*/*.sql")}
    assert files - ran == {n for n in files if n.startswith("publish/")}, "publish/ are queries"


def test_the_drawn_order_is_that_of_today():
    page = (ROOT / "docs" / "warehouse.md").read_text("utf-8")
    assert page == draw.redrawn(page), "make order"


FINE = {
    "macro/key.sql": "-- Keys.\n-- makes: key()\ncreate macro key(x) as lower(x);\n",
    "schema/raw.sql": "-- One row a said word.\n-- makes: raw.word\ncreate table raw.word (w text);\n",
    "person/a.sql": "-- One row a word.\n-- reads: raw.word\n-- makes: a\ncreate temp table a as select key(w) as w from raw.word;\n",
    "person/b.sql": "-- One row a person.\n-- reads: a\n-- makes: core.b\ncreate table core.b as with c as (from a) select * from c;\n",
    "lead/d.sql": "-- One row a lead.\n-- reads: core.b\n-- makes: core.d\ncreate table core.d as from core.b;\n",
}
BROKEN = {
    "a table read and not named": ("lead/d.sql", "from core.b;", "from core.b join raw.word using (w);", "lacks raw.word"),
    "a table named and not read": ("person/b.sql", "-- reads: a", "-- reads: a, raw.word", "says raw.word"),
    "a table made and not named": ("person/a.sql", "create temp", "create table e (x int);\ncreate temp", "lacks e"),
    "a macro of another file": ("person/b.sql", "select * from c", "select of_d(1) from c", "of_d"),
    "no header": ("person/a.sql", "-- makes: a\n", "", "person/a.sql: begins with a comment"),
    "no word on what one row is": ("person/a.sql", "-- One row a word.\n", "", "person/a.sql: begins with a comment"),
    "two files that make one table": ("lead/d.sql", "core.d", "core.b", "core.b: made by"),
    "another step's private table": ("lead/d.sql", "core.b", "a", "a is private to the step person"),
    "another step's table changed": ("lead/d.sql", "from core.b;", "from core.b;\ndelete from core.b;", "-- changes:"),
    "a table that nobody makes": ("lead/d.sql", "core.b", "core.z", "core.z is made nowhere"),
}  # fmt: skip


def lay(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_noticed(tmp_path, case):
    lay(tmp_path, FINE)
    assert sqlmodels.problems(tmp_path) == []
    name, old, new, said = BROKEN[case]
    lay(tmp_path, {name: FINE[name].replace(old, new)})
    if "of_d" in new:
        lay(tmp_path, {"lead/e.sql": "-- A macro.\n-- makes: of_d()\ncreate macro of_d(x) as x;\n"})
    assert any(said in line for line in sqlmodels.problems(tmp_path))


def test_a_file_with_a_digit_in_its_name_is_noticed(tmp_path):
    lay(tmp_path, {**FINE, "person/word2.sql": "-- One row a word.\n-- makes: e\ncreate temp table e (x int);\n"})
    assert sqlmodels.problems(tmp_path) == ["person/word2.sql: a file is named for what it makes, without digits"]


def test_a_table_changed_by_another_step_is_noticed(tmp_path):
    changed = FINE["lead/d.sql"].replace("from core.b;", "from core.b;\ndelete from core.b;")
    lay(
        tmp_path,
        {**FINE, "lead/d.sql": changed.replace("-- makes: core.d\n", "-- makes: core.d\n-- changes: core.b\n")},
    )
    assert sqlmodels.problems(tmp_path) == ["lead/d: changes core.b, which the step person makes"]


@pytest.mark.whole
def test_every_column_that_is_made_is_read():
    columns = {table: set(re.findall(r'"(\w+)" ', made)) for table, made in alone.schemas().items()}
    rooms = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-dir"].values()
    files = [
        f for room in {r.split("/")[0] for r in rooms} - {"."} | {"benchmarks"} for f in (ROOT / room).rglob("*.py")
    ]
    assert sqlcolumns.unread(ROOT / "warehouse", columns, {f: f.read_text("utf-8") for f in files}) == []


@pytest.mark.parametrize(
    ("reader", "found"),
    [
        ("select w from a", ["a.n", "a.o"]),
        ("select w, n, o from a", ["core.b.o"]),
        ("select * from a", ["a.o"]),  # n is read of what is made of it, o is carried along and dropped
        ("select w, (select max(z.n) from a z) as m from a", ["a.o"]),
    ],
)
def test_a_column_that_nothing_reads_is_found(tmp_path, reader, found):
    lay(
        tmp_path,
        {
            "person/a.sql": "create temp table a as select key as w, 1 as n, 2 as o from raw.word;",
            "person/b.sql": f"create table core.b as {reader};",
            "publish/b.sql": "select w, n from core.b",
        },
    )
    columns = {"a": {"w", "n", "o"}, "core.b": {"w", "n", "o"}}
    assert sqlcolumns.unread(tmp_path, columns, {}) == found
    left = [c for c in found if not c.startswith("a.")]
    assert sqlcolumns.unread(tmp_path, columns, {tmp_path: 'read(con, "from a")'}) == left


def part(name, reads="", makes="", changes="", after=""):
    sets = [frozenset(x.split()) for x in (reads, makes, changes)]
    return model.Model(name, "a row", *sets, after=frozenset(after.split()))


def names(*parts):
    return [p.name for p in model.order(parts)]


def test_order_follows_from_what_is_read_made_and_changed():
    made, changed, read = part("s/z", makes="t"), part("s/m", changes="t"), part("s/a", reads="t")
    assert names(read, changed, made) == ["s/z", "s/m", "s/a"]
    # what a changer needs comes before it, though it reads the table
    early = part("s/e", reads="t", makes="u")
    assert names(read, part("s/m", reads="u", changes="t"), made, early) == ["s/z", "s/e", "s/m", "s/a"]


def test_no_order_is_an_error():
    with pytest.raises(model.ModelError, match="circle"):
        names(part("s/a", reads="u", makes="t"), part("s/b", reads="t", makes="u"))
    two = part("s/b", changes="t"), part("s/c", changes="t")
    with pytest.raises(model.ModelError, match="both change t"):
        names(part("s/a", makes="t"), *two)
    assert names(part("s/a", makes="t"), two[0], part("s/0", changes="t", after="s/b")) == ["s/a", "s/b", "s/0"]


def test_a_loop_ends_when_its_table_is_empty(tmp_path, monkeypatch):
    text = (
        "-- One row a number still to come.\n-- makes: next\n-- changes: done\n-- repeats: until empty next\n"
        "create or replace temp table next as select max(n) + 1 as n from done having max(n) < $last;\n"
        "insert into done from next;\n"
    )
    start = "-- One row a number.\n-- makes: done\ncreate or replace temp table done as select 1 as n;\n"
    lay(tmp_path, {"s/loop.sql": text, "s/start.sql": start})
    monkeypatch.setattr(model, "files", lambda package: tmp_path)
    con = duckdb.connect()
    model.run(con, "s", {"last": 7, "unused": 1})
    assert con.execute("select count(*), max(n) from done").fetchone() == (7, 7)


def test_a_column_without_a_description_is_named_and_the_published_copy_stays(monkeypatch, tmp_path):
    con, copy = warehouse.connect(), tmp_path / "leads.duckdb"
    monkeypatch.setattr(model, "names", lambda step: [f"{step}/leads"])
    monkeypatch.setattr(model, "sql", lambda _: "select 'a' as lead_id")
    publish.publish(con, copy)
    before = copy.read_bytes()
    monkeypatch.setattr(model, "sql", lambda _: "select 'a' as lead_id, 1 as warmth")
    with pytest.raises(
        CurbsideError, match=r"^warehouse/publish/comments\.csv does not describe leads\.warmth; add a row"
    ):
        publish.publish(con, copy)
    assert copy.read_bytes() == before


@pytest.mark.whole
def test_a_process_that_makes_many_databases_copies_an_empty_one_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(warehouse, "_empty", [])
    names = """
        select function_name as name, macro_definition as sql from duckdb_functions() where not internal
        union all select schema_name || '.' || table_name, sql from duckdb_tables() order by all
    """
    with warehouse.connect(tmp_path / "made.duckdb") as con:
        made = con.execute(names).fetchall()
    warehouse.ready()
    monkeypatch.setattr(warehouse, "_make", None)  # nothing is made any more
    (tmp_path / "one.duckdb.half").write_text("left by a process that was killed")
    for one in ("one", "two"):
        with warehouse.connect(tmp_path / f"{one}.duckdb") as con:
            assert con.execute(names).fetchall() == made
            con.execute("create table core.hers as select 1")
        assert (tmp_path / f"{one}.duckdb").stat().st_mode & 0o777 == 0o600
    assert sorted(f.name for f in tmp_path.iterdir()) == ["made.duckdb", "one.duckdb", "two.duckdb"]
    with warehouse.connect() as con:
        assert con.execute(names).fetchall() == made
