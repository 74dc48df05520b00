"""Do two checkouts publish the same, row for row? For changes that must not change what curbside says.

    python benchmarks/compare_published.py lay WORKSPACES    # sample workspaces, once: three days, two networks, a journal
    python benchmarks/compare_published.py build WORKSPACES OUT   # each built again by this checkout: OUT/<name>.duckdb
    python benchmarks/compare_published.py compare OUT OTHER      # exit status 1 and the first rows that differ

`build` runs in the checkout it belongs to; copy this file into one that has none yet. WORKSPACES may hold workspaces of
your own as well; they are copied before they are built, and nothing of them is written to.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
CHANCE = ("run_id", "seconds", "ended_at")  # columns that hold random letters or the time of day
# What the user says in the sample workspace, on leads and people given by their place in a list.
SAID = [
    ["log", "{person:3}", "--how", "met", "--mood", "good", "--on", "2026-11-20", "--note", "coffee"],
    ["log", "{person:6}", "--how", "email", "--mood", "bad", "--on", "2026-11-02"],
    ["log", "{person:9}", "--how", "call", "--mood", "good", "--on", "2026-11-10", "--next", "2026-11-30"],
    ["stage", "{lead:0}", "interview"],
    ["stage", "{lead:1}", "applied"],
    ["stage", "{lead:2}", "rejected"],
    ["label", "{person:12}", "friend"],
    ["label", "{person:13}", "avoid"],
    ["tip", "--from", "{person:3}", "--employer", "Harborlight Medical Center", "--title", "Cardiologist", "--place", "Columbus, OH"],
    ["met", "Nadia Sorel", "--at", "the grand rounds", "--employer", "Harborlight Medical Center"],
]  # fmt: skip


def lay(folder: Path) -> None:
    """The demo after three days, the same with a journal, and the labelled network case, each with a register too."""
    from conftest import Sample

    from curbside import demo
    from curbside.demo import server
    from curbside.workspace import Workspace

    place = folder / "demo"
    place.mkdir(parents=True)
    with server.serving(demo.openings()) as boards:
        demo.lay_out(place, boards.urls)
        sample = Sample(Workspace(place), boards)
        for day in (1, 2, 3):
            boards.broken = {"flaky"} if day == 2 else set()
            sample.pull(day)
    _case(TESTS / "network" / "case", folder / "case")
    shutil.copytree(place, folder / "said")
    sample = Sample(Workspace(folder / "said"), boards)
    people = [i for (i,) in sample.sql("select person_id from people order by person_id")]
    leads = [i for (i,) in sample.sql("select lead_id from leads order by score desc, lead_id")]
    names = {f"{{person:{n}}}": i for n, i in enumerate(people)} | {f"{{lead:{n}}}": i for n, i in enumerate(leads)}
    for words in SAID:
        done = sample.command(*(names.get(w, w) for w in words))
        print(" ".join(words), "->", (done.stdout + done.stderr).strip().splitlines()[-1])
    register = _register(sample)
    for name in ("case", "said"):
        shutil.copytree(folder / name, folder / f"{name}-register")
        Sample(Workspace(folder / f"{name}-register"), boards).command("registry", "load", str(register))


def _case(case: Path, into: Path) -> None:
    """The workspace of the labelled case, its postings as a hand-kept list."""
    from conftest import Sample

    from curbside.demo import server
    from curbside.workspace import Workspace

    (into / "network").mkdir(parents=True)
    for file in case.glob("*onnections.csv"):
        shutil.copy(file, into / "network")
    shutil.copy(case / "roster.csv", into / "network")
    with duckdb.connect() as con:
        con.execute(
            f"copy (select posting as id, 'Physician' as title, employer, city, state from '{case / 'postings.csv'}')"
            f" to '{into / 'postings.csv'}' (header)"
        )
    (into / "curbside.toml").write_text(
        '[me]\nname = "Ana Ruiz, MD"\nspecialties = ["Cardiovascular Disease"]\n[[me.training]]\nkind = "residency"\n'
        'institution = "Ohio State University Wexner Medical Center"\nprogram = "Internal Medicine"\nstart = 2016\nend = 2019\n'
        '[[search]]\nname = "anywhere"\nspecialties = []\n[[board]]\nname = "kept"\nfamily = "csv"\nurl = "postings.csv"\n'
        '[network]\nlinkedin = ["network/Connections.csv"]\nroster = ["network/roster.csv"]\n'
        'friends = [{ of = "Ben Okafor", linkedin = "network/friend-Connections.csv" }]\n',
        "utf-8",
    )
    Sample(Workspace(into), server.Boards([])).pull(1)


def _register(sample) -> Path:
    """A list of hospitals in the form of CMS with every other employer of the sample workspaces."""
    names = sample.sql("select distinct employer_name, city, state from postings where city is not null order by all")
    with duckdb.connect(str(sample.place.root.parent / "case" / "data" / "leads.duckdb"), read_only=True) as con:
        names += con.execute(
            "select distinct employer_name, city, state from postings where city is not null order by all"
        ).fetchall()
    file = sample.place.root.parent / "hospitals_2026.csv"
    file.write_text(
        "Facility ID,Facility Name,Address,City/Town,State,ZIP Code,County/Parish,Telephone Number,Hospital Type\n"
        + "".join(
            f'{360000 + n},"{name.upper()}",1 MAIN ST,{city.upper()},{state},44301,,,Acute Care Hospitals\n'
            for n, (name, city, state) in enumerate(names[::2])
        ),
        "utf-8",
    )
    return file


def build(workspaces: Path, out: Path) -> None:
    """The published copy of each workspace, derived from what has landed by this checkout."""
    from conftest import Sample  # noqa: F401  (its import finds the job wherever this checkout keeps it)

    from curbside import settings
    from curbside.workspace import Workspace

    try:
        from curbside.job import steps
    except ImportError:
        from curbside import job as steps
    out.mkdir(parents=True, exist_ok=True)
    for config in sorted(workspaces.glob("*/curbside.toml")):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder, config.parent.name)
            shutil.copytree(config.parent, place)
            workspace = Workspace(place)
            steps.build(workspace, settings.read(workspace.config), NOW, print, anew=True)
            shutil.copy(workspace.leads, out / f"{place.name}.duckdb")


def differences(a: Path, b: Path) -> list[str]:
    """A line for each table whose columns, rows or order differ, with up to three rows of each side."""
    con = duckdb.connect()
    tables = {}
    for name, file in (("a", a), ("b", b)):
        con.execute(f"attach '{file}' as {name} (read_only)")
        query = "select table_name, list(column_name || ' ' || coalesce(comment, '') order by column_index) from duckdb_columns() where database_name = ? group by all"
        tables[name] = dict(con.execute(query, [name]).fetchall())
    found = [f"{t}: only in one of them" for t in sorted(tables["a"].keys() ^ tables["b"].keys())]
    for table in sorted(tables["a"].keys() & tables["b"].keys()):
        known = [c for c in tables["a"][table] if c in tables["b"][table]]
        if len(known) < len(tables["a"][table]):
            lost = sorted(set(tables["a"][table]) - set(known))
            found.append(f"{table}: columns lost, of another type, place or comment: {'; '.join(lost)}")
        if more := [c.partition(" ")[0] for c in tables["b"][table] if c not in known]:
            print(f"{b.stem} {table}: new columns {', '.join(more)}, not compared")
        names = [c.partition(" ")[0] for c in known]
        kept = "select " + ", ".join(f'"{n}"' for n in names if n not in CHANCE) + " from "
        one, other = (con.execute(f"{kept} {name}.main.{table}").fetchall() for name in "ab")
        if one == other:
            continue
        only = _only(one, other), _only(other, one)
        found.append(
            f"{table}: {len(only[0])} rows less, {len(only[1])} more" if any(only) else f"{table}: other order"
        )
        found += [f"    {sign} {row}" for sign, rows in zip("-+", only, strict=True) for row in rows[:3]]
    con.close()
    return found


def _only(rows: list, others: list) -> list:
    there = {repr(r) for r in others}
    return [r for r in rows if repr(r) not in there]


def compare(one: Path, other: Path) -> int:
    """Print what differs; 1 if anything does."""
    files = sorted(one.glob("*.duckdb"))
    wrong = not files
    for file in files:
        found = differences(file, other / file.name)
        wrong = wrong or bool(found)
        print("\n".join([f"{file.stem}: " + ("differs" if found else "the same, row for row"), *found]))
    return int(wrong)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["lay", folder]:
            lay(Path(folder))
        case ["build", workspaces, out]:
            build(Path(workspaces), Path(out))
        case ["compare", one, other]:
            sys.exit(compare(Path(one), Path(other)))
        case _:
            sys.exit(__doc__)
