"""One SQL file of the warehouse alone, on a few rows at the edges of its rules.

`tests/alone/<step>/<file>.yaml` gives rows of the tables that the file reads (`every`: what all rows of a table say);
who or what a row is about says which rule it is there for. `then` is SQL to run afterwards, `show` has a query in place
of a table that the file makes, `ask` expressions of the macros that it makes.
`<file>.rows` holds what the file makes of them, a row a line, less what is null: the first run writes it, to be looked at
and kept. The tables have the columns that the steps themselves give them.
"""

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import linking
import yaml  # comes with Prefect

from curbside import warehouse
from curbside.warehouse import insider, lead, model, opening, organisation, person, posting, reminder


class Loader(yaml.CSafeLoader):
    """YAML in which `on` and `no` are words."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))
CASES = Path(__file__).parent / "alone"
MACRO = re.compile(r"(?:\s|--[^\n]*\n)*create or replace macro")
# Files of macros alone are seen by what others make with them.
READERS = {
    "macro/component": ["opening/wording"],
    "macro/place": ["macro/place", "posting/presence", "lead/match"],
    "macro/relationship": ["macro/relationship", "lead/lead", "insider/direct", "reminder/contact"],
    "person/heads": ["person/pair", "person/edge"],
    "insider/strength": [
        "insider/strength",
        "insider/bond",
        "insider/tie",
        "insider/place",
        "insider/alike",
        "insider/direct",
    ],
}


def names() -> list[str]:
    return sorted(p.relative_to(CASES).with_suffix("").as_posix() for p in CASES.glob("*/*.yaml"))


def has(name: str) -> bool:
    return (CASES / f"{name}.rows").exists()


def kept(name: str) -> str:
    return (CASES / f"{name}.rows").read_text("utf-8")


@cache
def schemas() -> dict[str, str]:
    """Table → the statement that makes it, as the steps leave it on a day without postings or people."""
    con = warehouse.connect()
    model.run(con, "posting", calls={posting.LANDED: lambda: None, posting.READ: lambda: posting._normalise(con)})
    organisation.build(con, None)
    opening.build(con)
    person.build(con)
    model.run(con, "person", part="clinician")
    insider.build(con, linking.TODAY)
    lead.build(con, linking.TODAY)
    reminder.build(con, linking.TODAY)
    query = """
        select schema_name, table_name, list(printf('"%s" %s', column_name, data_type) order by column_index)
        from duckdb_columns() where not internal group by all
    """
    made = {}
    for schema, table, columns in con.execute(query).fetchall():
        name = f"{schema}.{table}" if schema in ("core", "raw") else table
        temp = "" if "." in name else "temp "
        # A place of work is named for its rule, too.
        columns = [c.replace('"affiliation_id" BIGINT', '"affiliation_id" VARCHAR') for c in columns]
        made[name] = f"create or replace {temp}table {name} ({', '.join(columns)})"
    return made


@cache
def macros() -> dict[str, str]:
    """Macro of a step → the file that makes it."""
    return {n: m.name for step in model.STEPS for m in model.models(step) for n in m.makes if n.endswith("()")}


def _file(name: str) -> model.Model:
    return model.parse(name, model.sql(name))


def database(name: str) -> duckdb.DuckDBPyConnection:
    """What the file needs, empty."""
    con = warehouse.connect()
    con.execute("set threads = 1")
    con.execute("set variable today = ?::date", [linking.TODAY])
    opening.variables(con)
    file = _file(name)
    _macros(con, file.reads, {name})
    for table in sorted(file.reads | file.changes):
        if not table.endswith("()"):
            con.execute(schemas()[table])
    return con


def _macros(con: duckdb.DuckDBPyConnection, wanted: frozenset[str], done: set[str]) -> None:
    for file in sorted({macros()[n] for n in wanted if n in macros()} - done):
        done.add(file)
        made = _file(file)
        _macros(con, made.reads, done)
        for statement in con.extract_statements(model.sql(file)):
            if MACRO.match(statement.query):
                for table in made.reads & schemas().keys():
                    if table in statement.query:
                        con.execute(schemas()[table])
                con.execute(statement.query)


def _fill(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict], turned: bool) -> None:
    """Rows by column name, each read as what its column is; what a row leaves out is null."""
    every = {}
    if isinstance(rows[0].get("every"), dict):
        every, rows = rows[0]["every"], rows[1:]
    rows = [{**every, **row} for row in (reversed(rows) if turned else rows)]
    types = {d[0]: d[1] for d in con.execute(f"from {table} limit 0").description}
    columns = {c: str(types[c]) for row in rows for c in row}
    told = json.dumps(rows, default=str).replace("'", "''")
    names = ", ".join(f'"{c}"' for c in columns)
    con.execute(
        f"insert into {table} ({names}) select {names} from (select unnest(from_json('{told}', ?), recursive := false) as r),"
        " lateral (select unnest(r))",
        [json.dumps([columns])],
    )
    read = con.execute(f"select {', '.join('count(' + c + ')' for c in names.split(', '))} from {table}").fetchone()
    wanted = tuple(sum(row.get(c) is not None for row in rows) for c in columns)
    assert read == wanted, f"{table}: a value that its column cannot hold"


def _told(value: object) -> str:
    """A figure to five places, anything else as JSON."""
    if isinstance(value, float | Decimal):
        return f"{value:.5f}".rstrip("0").removesuffix(".")
    return json.dumps(value, default=str, ensure_ascii=False)


def made(name: str, turned: bool = False) -> str:
    """The rows that the file makes of its case; `turned`: given from the last to the first."""
    con = database(name)
    given = yaml.load((CASES / f"{name}.yaml").read_text("utf-8"), Loader)
    then, show, ask = given.pop("then", ""), given.pop("show", {}), given.pop("ask", [])
    for table, rows in given.items():
        _fill(con, table, rows, turned)
    con.execute(then)
    model.execute(con, name, opening.THRESHOLDS)
    file = _file(name)
    lines = []
    for table in sorted(t for t in file.makes | file.changes if not t.endswith("()")):
        found = con.execute(show.get(table, f"from {table}"))
        columns = [c[0] for c in found.description]
        rows = [{c: v for c, v in zip(columns, row, strict=True) if v is not None} for row in found.fetchall()]
        lines += [f"# {table}", *sorted(json.dumps(row, default=str, ensure_ascii=False) for row in rows)]
    lines += [f"{expression} = {_told(con.execute(f'select {expression}').fetchone()[0])}" for expression in ask]
    return "\n".join(lines) + "\n"
