"""Which postings are one opening: `python benchmarks/match_openings.py [SHARED] [--choose] [--peers] [--speed N | --like N]`.

Pairs within tests/labelled/openings.csv (make_openings.py writes it): odd families choose the thresholds, even ones report.
"""

from __future__ import annotations

import argparse
import itertools
import logging
import math
import re
import resource
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import make_openings
import polars as pl
from match_employers import many, resolve

from curbside import warehouse
from curbside.registers import loading
from curbside.transforms import normalise
from curbside.warehouse import opening, organisation

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests/labelled/openings.csv"
GRID = {
    "text_copy": (0.88, 0.92, 0.95),
    "text_same": (0.75, 0.8, 0.85, 0.9),
    "text_alike": (0.6, 0.7, 0.8),
    "text_apart": (0.6, 0.7, 0.72, 0.74, 0.76, 0.8),
    "text_twice": (0.7, 0.85, 0.92),
    "title_same": (0.5, 0.67, 0.75, 1.0),
}
Pairs = set[tuple[str, str]]
LOADED = (
    "posting_id url title employer_name employer_kind agency_client specialty_code specialty city state reference description"
    " employment_types"
).split()


def labelled() -> pl.DataFrame:
    return pl.read_csv(FILE, infer_schema=False).with_columns(pl.col(pl.String).replace("", None))


def load(con: duckdb.DuckDBPyConnection, rows: pl.DataFrame) -> None:
    """The rows as core.posting, and the names of their employers as organisations."""
    warehouse.load(
        con,
        "core.posting",
        rows.select(
            "posting_id", "board", "url", "title", "employer_name", "employer_kind", "agency_client", "specialty_code", "specialty",
            "city", "state", "reference", "description", board_posting_id=pl.col("posting_id").str.split(":").list.last(),
            employment_types=pl.col("employment").str.split("|"), first_seen=pl.col("first_seen").str.to_datetime(time_zone="UTC"),
        ),
    )  # fmt: skip
    organisation.build(con)


def pairs_of(groups: pl.DataFrame, by: str) -> Pairs:
    """All pairs of postings that share `by`."""
    found: Pairs = set()
    for (members,) in groups.group_by(by).agg(pl.col("posting_id").sort()).select("posting_id").iter_rows():
        found.update(itertools.combinations(members, 2))
    return found


def measure(label: str, said: Pairs, truth: Pairs, took: float = 0) -> tuple[float, float]:
    right = len(said & truth)
    precision, recall = right / max(1, len(said)), right / max(1, len(truth))
    if label:
        print(
            f"  {label:52} precision {precision:.4f}  recall {recall:.4f}  ({len(said)} pairs said, {len(truth)} true, {took:.1f} s)"
        )
    return precision, recall


def ours(con: duckdb.DuckDBPyConnection) -> Pairs:
    opening.build(con)
    return pairs_of(warehouse.read(con, "select posting_id, opportunity_id from core.opening"), "opportunity_id")


def of_side(rows: pl.DataFrame, side: int) -> pl.DataFrame:
    return rows.filter(pl.col("family").cast(pl.Int64) % 2 == side)


def choose(rows: pl.DataFrame) -> None:
    """Every threshold of the grid on the odd families, one at a time."""
    con = warehouse.connect()
    chosen = of_side(rows, 1)
    load(con, chosen)
    truth = pairs_of(chosen, "opening")
    for name, values in GRID.items():
        kept = opening.THRESHOLDS[name]
        for value in values:
            opening.THRESHOLDS[name] = value
            measure(f"{name} = {value}", ours(con), truth)
        opening.THRESHOLDS[name] = kept


def errors(con: duckdb.DuckDBPyConnection, said: Pairs, rows: pl.DataFrame) -> None:
    """Which kinds of copies are missed and which near misses are merged."""
    kind = dict(rows.select("posting_id", "kind").iter_rows())
    truth = pairs_of(rows, "opening")
    for label, wrong in (("merged wrongly", said - truth), ("missed", truth - said)):
        counted: dict[str, int] = {}
        for a, b in wrong:
            key = " + ".join(sorted((kind[a], kind[b])))
            counted[key] = counted.get(key, 0) + 1
        print(
            f"  {label}: {', '.join(f'{k} ({n})' for k, n in sorted(counted.items(), key=lambda i: -i[1])[:12]) or 'none'}"
        )
    bad = con.execute(
        """
        select count(*) from core.opening a join core.opening b using (opportunity_id)
        join core.posting x on x.posting_id = a.posting_id join core.posting y on y.posting_id = b.posting_id
        where a.posting_id < b.posting_id and (x.city <> y.city or x.reference <> y.reference or x.specialty_code <> y.specialty_code)
        """
    ).fetchone()
    print(f"  merged pairs with two cities, requisitions or specialties: {bad[0] if bad else '?'}")


def real(shared: Path) -> None:
    """Copies and near misses of real rows (make_openings.real), read as any board's rows are."""
    raw, labels = make_openings.real(shared)
    postings, _ = normalise.postings(raw)
    con = warehouse.connect()
    rows = postings.select(*(c for c in LOADED if c in postings.columns)).with_columns(
        first_seen=raw["seen_at"], board=raw["board"], board_posting_id=raw["board_posting_id"]
    )
    warehouse.load(con, "core.posting", rows)
    organisation.build(con)
    started = time.perf_counter()
    said = ours(con)
    took = time.perf_counter() - started
    told = labels.join(postings.select("posting_id"), on="posting_id")
    print(f"  {len(told)} rows of {told['opening'].n_unique()} openings")
    measure("curbside, copies of real rows", said, pairs_of(told, "opening"), took)
    errors(con, said, told)


def key(text: str | None) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", (text or "").lower()).split())


def peers(rows: pl.DataFrame) -> None:
    """The rules of others, restated from their public descriptions (2026-11)."""
    from rapidfuzz import fuzz

    truth = pairs_of(rows, "opening")
    records = list(
        rows.select("posting_id", "title", "employer_name", "city", "state", "specialty_code", "description").iter_rows(
            named=True
        )
    )
    words = {r["posting_id"]: frozenset(key(r["description"]).split()) for r in records}
    rules: dict[str, Callable[[dict[str, str], dict[str, str]], bool]] = {
        "title and employer alike (HireSense, job-ops)": lambda a, b: key(a["title"]) == key(b["title"]) and key(a["employer_name"]) == key(b["employer_name"]),
        "title, employer and place alike": lambda a, b: key(a["title"]) == key(b["title"])
        and key(a["employer_name"]) == key(b["employer_name"]) and (a["city"], a["state"]) == (b["city"], b["state"]),
        "title alike, word-Jaccard of texts >= 0.9 (freehire)": lambda a, b: key(a["title"]) == key(b["title"])
        and len(words[a["posting_id"]] & words[b["posting_id"]]) >= 0.9 * len(words[a["posting_id"]] | words[b["posting_id"]]) > 0,
        "rapidfuzz token_set_ratio of title, employer, city >= 90": lambda a, b: fuzz.token_set_ratio(
            key(f"{a['title']} {a['employer_name']} {a['city']}"), key(f"{b['title']} {b['employer_name']} {b['city']}")) >= 90,
    }  # fmt: skip
    for label, rule in rules.items():
        started = time.perf_counter()
        said = {
            tuple(sorted((a["posting_id"], b["posting_id"])))
            for a, b in itertools.combinations(records, 2)
            if rule(a, b)
        }
        measure(label, said, truth, time.perf_counter() - started)  # type: ignore[arg-type]


def splink(rows: pl.DataFrame, label: str = "Splink 5", truth: Pairs | None = None) -> tuple[float, float, int]:
    """Splink on DuckDB: title, employer, city, specialty and text, blocked as ours. Seconds in all, those of predicting, pairs compared."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    con = duckdb.connect()
    con.execute("set threads = 2")
    names = "unique_id", "title", "employer_name", "city", "state", "specialty_code", "description"
    con.execute(f"create table listed ({', '.join(f'{n} text' for n in names)})")
    warehouse.load(con, "listed", rows.rename({"posting_id": "unique_id"}).select(names))
    started = time.perf_counter()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("title", [0.95, 0.85]), cl.JaroWinklerAtThresholds("employer_name", [0.95, 0.85]),
            cl.ExactMatch("city"), cl.ExactMatch("specialty_code"), cl.JaccardAtThresholds("description", [0.9, 0.75]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("employer_name", "state", "city", "specialty_code"), block_on("employer_name", "state", "title"),
            block_on("state", "title"),
        ],
    )  # fmt: skip
    linker = Linker([DuckDBAPI(connection=con).register("listed", dataset_display_name="posting")], settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("state", "city", "specialty_code"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("employer_name", "title"))
    trained = time.perf_counter()
    out = linker.inference.predict(threshold_match_probability=0.001)
    ended = time.perf_counter()
    query = f"select least(unique_id_l, unique_id_r), greatest(unique_id_l, unique_id_r), match_probability from {out.physical_name}"
    if truth is not None:
        got = con.execute(query).fetchall()
        for least in (0.5, 0.9):
            measure(
                f"{label}, probability >= {least}", {(a, b) for a, b, p in got if p >= least}, truth, ended - started
            )
    counted = con.execute(f"select count(*) from ({query})").fetchone()
    return ended - started, ended - trained, counted[0] if counted else 0


POSTINGS = """
insert into core.posting by name
with employer as (
    select name as employer, city, state, row_number() over (order by ccn) - 1 as e from many
),
opening as (
    select i, hash(i) as h, (hash('at ' || i) % (select count(*) from many))::bigint as e, (hash('as ' || i) % 40)::integer as s,
        array_to_string(list_transform(range(60), lambda n: 'word' || (hash(i, n) % 4000) || case when n % 8 = 7 then '. The clinic and the town' else '' end), ' ') as text
    from range($count * 2 // 3) t(i)
),
placed as (
    select o.*, e.employer, e.city, e.state from opening o join employer e using (e)
),
posting as (
    select *, 0 as copy from placed union all select *, 1 from placed where i % 2 = 0
)
select
    'board' || ((h + copy) % 60) || ':' || i || '-' || copy as posting_id, 'board' || ((h + copy) % 60) as board, i || '-' || copy as board_posting_id,
    'https://board.example/' || i || '-' || copy as url,
    ['Physician, specialty ', 'Doctor of specialty ', 'Specialty '][1 + (h % 3)::integer] || s || case when copy = 1 then ' - ' || city || ', ' || state else '' end as title,
    case when copy = 1 and i % 10 = 0 then 'Agency ' || (h % 50) else replace(employer, 'HOSPITAL', 'Hosp') end as employer_name,
    case when copy = 1 and i % 10 = 0 then 'agency' else 'employer' end as employer_kind,
    'code' || s as specialty_code, 'specialty ' || s as specialty, city, state, text || case when copy = 1 then ' Apply today.' else '' end as description,
    '2026-01-01'::timestamptz + to_days((h % 300)::integer) as first_seen
from posting
"""


def speed(count: int, shared: Path, beside: bool, names: int = 60_000) -> None:
    """So many made postings, a third of them copies, of `names` employers, against as many organisations: both steps."""
    con = warehouse.connect()
    con.execute("set memory_limit = '7GB'; set threads = 2")
    with TemporaryDirectory() as folder:
        loading.load([shared / "reference/Hospital_General_Information.csv"], Path(folder))
        many(con, Path(folder), names)
    con.execute(POSTINGS, {"count": count})
    started, used = time.perf_counter(), time.process_time()
    resolve(con)
    middle, half = time.perf_counter(), time.process_time()
    opening.build(con)
    ended, whole = time.perf_counter(), time.process_time()
    counted = con.execute(
        """
        select (select count(*) from core.opening), (select count(distinct opportunity_id) from core.opening),
            (select count(*) from core.mention), (select count(*) from core.organisation where source <> 'mention'),
            (select count(*) from core.mention_match where rank = 1 and confidence >= 0.8)
        """
    ).fetchone()
    assert counted
    print(
        f"{counted[2]:,} names against {counted[3]:,} organisations: {middle - started:.1f} s ({half - used:.1f} s of processor), {counted[4]:,} resolved"
    )
    print(
        f"{counted[0]:,} postings: {ended - middle:.1f} s ({whole - half:.1f} s of processor), {counted[1]:,} openings"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    pairs = con.execute("select count(*) from opening_pair").fetchall()[0]
    if beside:
        took, predicting, compared = splink(warehouse.read(con, "from core.posting"))
        print(
            f"openings, {pairs[0]:,} pairs, from names to openings: {ended - middle:.1f} s; Splink, {compared:,} pairs, not clustered:"
            f" {took:.1f} s ({predicting:.1f} s of predicting)"
        )
    print(f"both: {ended - started:.1f} s ({whole - used:.1f} s of processor), {peak:.1f} GB at most")


LIKE = """
insert into core.posting by name
select 'feed:' || i as posting_id, 'feed' as board, i::varchar as board_posting_id, 'https://feed.example/' || i as url,
    'Family Medicine Physician' as title, 'Larkspur Search' as employer_name, 'agency' as employer_kind,
    '207Q00000X' as specialty_code, 'Family Medicine' as specialty, ['Linden', 'Harrow', 'Dale', 'Port'][1 + i % 4] as city, 'OR' as state,
    case $kind
        when 'one text' then repeat('The same sentence of an agency that says nothing at all about the job it has to offer. ', 8)
        when 'a number apart' then repeat('The same sentence of an agency that says nothing at all about the job it has to offer. ', 8) || i
        when 'short texts' then 'Clinic ' || i || ' needs help.'
    end as description,
    '2026-01-01'::timestamptz as first_seen
from range($count) t(i)
"""


def like(count: int) -> None:
    """So many like postings in one feed, and a quarter of them: seconds, memory and the exponent of the growth."""
    for kind in ("one text", "a number apart", "short texts", "no text"):
        took = []
        for n in (count // 4, count):
            con = warehouse.connect()
            con.execute("set threads = 2")
            con.execute(LIKE, {"count": n, "kind": kind})
            organisation.build(con)
            started = time.perf_counter()
            opening.build(con)
            took.append(time.perf_counter() - started)
            found = con.execute("select count(distinct opportunity_id) from core.opening").fetchall()[0][0]
            con.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(
            f"  {kind:15} {count // 4:,}: {took[0]:.1f} s; {count:,}: {took[1]:.1f} s, {found:,} openings;"
            f" grows with exponent {math.log(took[1] / took[0], 4):.2f}; {peak:.1f} GB at most so far"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "shared", nargs="?", type=Path, help="a folder with replay/, for pairs of real postings, and reference/"
    )
    parser.add_argument("--choose", action="store_true", help="try the thresholds on the odd families")
    parser.add_argument("--peers", action="store_true", help="beside the rules of others, rapidfuzz and Splink")
    parser.add_argument("--speed", type=int, metavar="N", help="only time N made postings")
    parser.add_argument(
        "--like", type=int, metavar="N", help="only time N like postings of one feed, and a quarter of them"
    )
    asked = parser.parse_args()
    if asked.like:
        like(asked.like)
        return
    if asked.speed:
        if not asked.shared:
            parser.error("--speed needs SHARED, a folder with reference/Hospital_General_Information.csv")
        speed(asked.speed, asked.shared, asked.peers)
        return
    rows = labelled()
    if asked.choose:
        choose(rows)
    for side, label in ((1, "curbside, families that chose"), (0, "curbside, the others")):
        shown = of_side(rows, side)
        con = warehouse.connect()
        load(con, shown)
        started = time.perf_counter()
        said = ours(con)
        measure(label, said, pairs_of(shown, "opening"), time.perf_counter() - started)
        errors(con, said, shown)
    if asked.shared:
        real(asked.shared)
    if asked.peers:
        shown = of_side(rows, 0)
        peers(shown)
        splink(shown, "Splink 5", pairs_of(shown, "opening"))


if __name__ == "__main__":
    main()
