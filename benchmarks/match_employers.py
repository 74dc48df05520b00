"""Names of employers matched with organisations: `python benchmarks/match_employers.py [SHARED] [--gold FILE] [--speed] [--peers]`.

Reference: today's CMS list and the AHRQ file, no other vintage. The weights are learned anew from each half of the rows
(fit_employers.py; never from the same hospital) and score the other half; the confidence from which a match counts is
chosen on one half, and reported on the other. With `--gold` the shipped weights score a file that they never saw.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl
from fit_employers import half, learn

from curbside import warehouse
from curbside.registers import loading
from curbside.warehouse import model, organisation

ROOT = Path(__file__).parents[1]
PLACES = {"state and city": "city, state", "state only": "null, state", "no place": "null, null"}
PRECISION = 0.98


def gold(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Table `gold`: name, city, state, truth, whether a plain comparison finds it, whether the name stands in a list."""
    con.execute(
        """
        create or replace temp table gold as
        select ccn, variant_name as name, nullif(variant_city, '') as city, state, 'ccn:' || ccn as truth,
            exact_after_norm = '0' as is_hard,
            name_key(variant_name) not in (select name_key(name) from raw.register_hospital union all select name_key(name) from raw.register_linkage) as is_new
        from read_csv(?, all_varchar = true)
        """,
        [str(file)],
    )


def ours(
    con: duckdb.DuckDBPyConnection, folder: Path, file: Path, place: str, weights: pl.DataFrame | None
) -> pl.DataFrame:
    """What is said of each row of the gold file: `best`, its best hospital with its probability; `got`, what is published."""
    con.execute("delete from raw.affiliation_record")
    organisation.read_register(con, folder)
    gold(con, file)
    con.execute(
        f"insert into raw.affiliation_record (record_id, organisation_name, city, state) select ccn, name, {PLACES[place]} from gold"
    )
    model.run(
        con,
        "organisation",
        calls={organisation.WORDS: lambda: words(con, weights), organisation.REGISTERS: lambda: None},
    )
    return warehouse.read(
        con,
        f"""
        select g.*, m.organisation_id as got, coalesce(m.confidence, 0) as score, s.organisation_id as best, coalesce(s.p, 0) as p
        from (select *, mention_id(name, {PLACES[place]}) as mention_id from gold) g
        left join (from scored qualify row_number() over (partition by mention_id order by p desc, organisation_id) = 1) s using (mention_id)
        left join core.mention_match m on m.mention_id = g.mention_id and m.rank = 1 and m.organisation_id like 'ccn:%'
        """,
    ).with_columns(side=half(pl.col("ccn")))


def words(con: duckdb.DuckDBPyConnection, weights: pl.DataFrame | None) -> None:
    """The words of names, with other weights than the file's where they are given."""
    organisation.read_words(con)
    if weights is not None:
        con.execute("delete from weight")
        warehouse.load(con, "weight", weights.with_columns(pl.col("weight").cast(pl.String)))


def threshold(rows: pl.DataFrame) -> float:
    """The lowest score from which precision is at least PRECISION."""
    ranked = (
        rows.sort("score", descending=True)
        .with_columns(right=(pl.col("got") == pl.col("truth")).fill_null(False))
        .with_columns(precision=pl.col("right").cum_sum() / pl.int_range(1, pl.len() + 1))
    )
    good = ranked.filter(pl.col("precision") >= PRECISION)
    return float(good["score"].min()) if len(good) else 1.0  # type: ignore[arg-type]


def row(label: str, rows: pl.DataFrame, said: pl.DataFrame) -> None:
    right = said.filter(pl.col("got") == pl.col("truth"))
    print(
        f"  {label:44} n {len(rows):5}  precision {len(right) / max(1, len(said)):.4f}  recall {len(right) / len(rows):.4f}"
    )


def report(title: str, rows: pl.DataFrame) -> None:
    """For each kind of row: the threshold of either half on the other, both counted.

    First the threshold that suits all rows, as a user would have one; then each kind with a threshold of its own.
    """
    kinds: dict[str, pl.Expr] = {
        "all": pl.lit(True),
        "non-trivial": pl.col("is_hard"),
        "non-trivial, in neither list": pl.col("is_hard") & pl.col("is_new"),
    }
    print(title)
    halves = [rows.filter(pl.col("side") == side) for side in (0, 1)]
    common = pl.concat(
        mine.filter(pl.col("score") >= threshold(other)) for mine, other in zip(halves, reversed(halves), strict=True)
    )
    for label, kind in kinds.items():
        row(f"one threshold, {label}", rows.filter(kind), common.filter(kind))
    for label, kind in kinds.items():
        sides = [rows.filter(kind, pl.col("side") == side) for side in (0, 1)]
        said = [
            mine.filter(pl.col("score") >= threshold(other)) for mine, other in zip(sides, reversed(sides), strict=True)
        ]
        row(label, pl.concat(sides), pl.concat(said))


def tiers(rows: pl.DataFrame) -> None:
    """What the published tiers hold."""
    for least, tier in ((0.8, "likely or confirmed"), (0.9, "confirmed")):
        for kind, asked in (("all", rows), ("non-trivial", rows.filter("is_hard"))):
            row(f"{tier}, {kind}", asked, asked.filter(pl.col("score") >= least))


# -- what others do ----------------------------------------------------------------------------------------------

LEGAL = re.compile(
    r"\b(inc|incorporated|llc|llp|ltd|limited|corp|corporation|co|company|gmbh|plc|group|holdings|the)\b"
)


def key(name: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", name.lower().replace("&", " and ")).split())


def career_ops_key(name: str) -> str:
    """PEERS.md: lower case, no legal form, no punctuation; equal keys are one employer."""
    return " ".join(LEGAL.sub(" ", key(name)).split())


def peers(con: duckdb.DuckDBPyConnection, rows: pl.DataFrame) -> None:
    """Within the state (hospitals of the reference by their names of both lists), on the reporting half."""
    from rapidfuzz import fuzz, process

    names = warehouse.read(
        con,
        "select organisation_id, alias, state from core.organisation_alias join core.organisation using (organisation_id) where organisation_id like 'ccn:%'",
    )
    states: dict[str, tuple[list[str], list[str]]] = {}
    for organisation_id, alias, state in names.iter_rows():
        ids, keys = states.setdefault(state, ([], []))
        ids.append(organisation_id)
        keys.append(key(alias))
    scorers: dict[str, Callable[..., float]] = {
        "rapidfuzz token_sort_ratio": fuzz.token_sort_ratio,
        "rapidfuzz WRatio": fuzz.WRatio,
    }
    for label, scorer in scorers.items():
        started = time.perf_counter()
        got = []
        for name, state in rows.select("name", "state").iter_rows():
            ids, keys = states.get(state, ([], []))
            hit = process.extractOne(key(name), keys, scorer=scorer) if keys else None
            got.append((ids[hit[2]], hit[1] / 100) if hit else (None, 0.0))
        took = time.perf_counter() - started
        report(
            f"{label}, state only, {took:.1f} s",
            rows.with_columns(pl.Series("got", [g[0] for g in got]), pl.Series("score", [g[1] for g in got])),
        )
    exact: dict[tuple[str, str], str] = {}
    for organisation_id, alias, state in names.iter_rows():
        exact.setdefault((state, career_ops_key(alias)), organisation_id)
    got_exact = [exact.get((state, career_ops_key(name))) for name, state in rows.select("name", "state").iter_rows()]
    report(
        "equal keys without legal forms (career-ops), state only",
        rows.with_columns(pl.Series("got", got_exact), score=pl.lit(1.0)),
    )


def splink(con: duckdb.DuckDBPyConnection, rows: pl.DataFrame) -> None:
    """Splink on DuckDB: Jaro-Winkler on name and city within the state, trained by expectation maximisation."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    side = duckdb.connect()
    api = DuckDBAPI(connection=side)
    left = rows.select(
        pl.concat_str(pl.lit("m"), pl.int_range(pl.len()).cast(pl.String)).alias("unique_id"),
        pl.col("name").map_elements(key, return_dtype=pl.String),
        "city",
        "state",
    )
    right = warehouse.read(
        con,
        "select organisation_id || '#' || row_number() over () as unique_id, name_key(alias) as name, upper(city) as city, state from core.organisation_alias join core.organisation using (organisation_id) where organisation_id like 'ccn:%'",
    )
    with TemporaryDirectory() as folder:
        for name, frame in (("mention", left.with_columns(pl.col("city").str.to_uppercase())), ("reference", right)):
            frame.write_parquet(Path(folder, f"{name}.parquet"))
            side.execute(f"create table listed_{name} as from read_parquet(?)", [str(Path(folder, f"{name}.parquet"))])
    started = time.perf_counter()
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]), cl.LevenshteinAtThresholds("city", 1)],
        blocking_rules_to_generate_predictions=[block_on("state")],
        unique_id_column_name="unique_id",
    )
    linker = Linker(
        [
            api.register(side.table("listed_mention"), dataset_display_name="mention"),
            api.register(side.table("listed_reference"), dataset_display_name="reference"),
        ],
        settings,
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("state", "city"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("name"))
    out = linker.inference.predict(threshold_match_probability=0.01)
    got = pl.DataFrame(
        side.sql(
            f"select unique_id_l, unique_id_r, match_probability from {out.physical_name} qualify row_number() over (partition by unique_id_l order by match_probability desc, unique_id_r) = 1"
        )
    )
    took = time.perf_counter() - started
    got = got.with_columns(got=pl.col("unique_id_r").str.split("#").list.first(), score="match_probability").select(
        pl.col("unique_id_l").alias("unique_id"), "got", "score"
    )
    joined = (
        rows.drop("got", "score")
        .with_columns(left["unique_id"])
        .join(got, on="unique_id", how="left")
        .with_columns(pl.col("score").fill_null(0))
    )
    report(f"Splink 5 (name, city, within the state), {took:.1f} s", joined)


# -- other labelled sets -------------------------------------------------------------------------------------------


STOPS = {"health", "healthcare", "medical", "system", "systems", "group", "network", "partners", "associates"}


def peer_pairs(rows: list[tuple[str, str, bool]]) -> None:
    """Others' rules on the same pairs, restated from their description (research/PEERS.md), not run from their source."""
    from rapidfuzz import fuzz

    def few(name: str) -> str:
        return " ".join(w for w in career_ops_key(name).split() if w not in STOPS)

    rules: dict[str, Callable[[str, str], bool]] = {
        "career-ops: equal without legal forms and its stop words": lambda a, b: few(a) == few(b) != "",
        "job-agent: one name within the other": lambda a, b: key(a) in key(b) or key(b) in key(a),
        "HireSense: equal without legal forms": lambda a, b: career_ops_key(a) == career_ops_key(b),
        "job-ops: similarity >= 90": lambda a, b: fuzz.ratio(career_ops_key(a), career_ops_key(b)) >= 90,
        "rapidfuzz token_set_ratio >= 90": lambda a, b: fuzz.token_set_ratio(key(a), key(b)) >= 90,
    }
    for label, rule in rules.items():
        right = sum(rule(a, b) == truth for a, b, truth in rows)
        print(f"  {label}: {right} of {len(rows)} right")


def pairs(shared: Path, folder: Path, beside: bool) -> None:
    """gold/employer_pairs.csv: same when both names, without a place, lead to one organisation or its system."""
    con = warehouse.connect()
    con.execute(
        "create table pair as select * from read_csv(?, all_varchar = true)", [str(shared / "gold/employer_pairs.csv")]
    )
    con.execute(
        "insert into raw.affiliation_record (record_id, organisation_name) select 'x', unnest([a, b]) from pair"
    )
    organisation.build(con, folder)
    rows = con.execute(
        """
        with best as (
            select m.name, x.organisation_id, coalesce(o.system_id, x.organisation_id) as system
            from core.mention m
            join core.mention_match x on x.mention_id = m.mention_id and x.confidence >= 0.8 and x.rank = 1
            join core.organisation o using (organisation_id)
        )
        select p.a, p.b, p.same = '1', coalesce(x.organisation_id = y.organisation_id or x.system = y.system, false)
        from pair p
        left join best x on x.name = p.a
        left join best y on y.name = p.b
        """
    ).fetchall()
    wrong = [f"{a} | {b}" for a, b, truth, said in rows if truth != said]
    print(f"employer_pairs.csv: {len(rows) - len(wrong)} of {len(rows)} right; wrong: {'; '.join(wrong) or 'none'}")
    if beside:
        peer_pairs([(a, b, truth) for a, b, truth, _ in rows])


def affiliations(shared: Path, folder: Path) -> None:
    """gold/affiliations.csv: ROR ids said for a string, at confidence 0.8, beside those it should have."""
    con = warehouse.connect()
    con.execute(
        "create table strings as select * from read_csv(?, all_varchar = true)", [str(shared / "gold/affiliations.csv")]
    )
    con.execute(
        "insert into raw.affiliation_record (record_id, organisation_name) select 'x', affiliation from strings"
    )
    started = time.perf_counter()
    organisation.build(con, folder)
    took = time.perf_counter() - started
    found = con.execute(
        """
        with held as (
            select organisation_id, list(distinct replace(source, 'ror ', '')) as ids
            from core.organisation_alias
            where source like 'ror %'
            group by 1
        ),
        said as (
            select distinct m.name, o.organisation_id, h.ids, h.ids || coalesce(p.ids, []) as with_parent
            from core.mention m
            join core.mention_match x on x.mention_id = m.mention_id and x.confidence >= 0.8
            join core.organisation o using (organisation_id)
            join held h using (organisation_id)
            left join held p on p.organisation_id = o.parent_id
        ),
        truth as (
            select affiliation as name, string_split(replace(ror_ids, 'https://ror.org/', ''), '|') as ids from strings
        )
        select
            (select count(*) from said),
            (select count(*) from said join truth using (name) where list_has_any(said.ids, truth.ids)),
            (select count(*) from said join truth using (name) where list_has_any(with_parent, truth.ids)),
            (select sum(len(ids)) from truth),
            (select sum(len(list_filter(t.ids, lambda i: list_contains(s.ids, i)))) from truth t
                join (select name, flatten(list(ids)) as ids from said group by 1) s using (name)),
            (select sum(len(list_filter(t.ids, lambda i: list_contains(s.ids, i)))) from truth t
                join (select name, flatten(list(with_parent)) as ids from said group by 1) s using (name))
        """
    ).fetchone()
    assert found
    said, right, near, truth, hit, hit_near = found
    print(
        f"affiliations.csv, {truth} ids: precision {right / said:.3f}  recall {hit / truth:.3f}; a school's university counted as"
        f" named with it: {near / said:.3f}, {hit_near / truth:.3f}; {took:.1f} s"
    )


def many(con: duckdb.DuckDBPyConnection, folder: Path, organisations: int) -> None:
    """Table `many`: the CMS list again and again under other words and places, so that so many organisations are known."""
    organisation.read_register(con, folder)
    con.execute(
        """
        create temp table many as
        select lpad(printf('%05X', row_number() over ()), 6, '0') as ccn, name || case when n = 0 then '' else ' ' || ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo', 'Hazel', 'Ivy', 'Juniper', 'Katsura', 'Larch', 'Maple'][n] || chr((65 + (n * 7 + length(name)) % 26)::integer) end as name,
            street, city, case when n = 0 then state else ['OH', 'TX', 'CA', 'NY', 'FL', 'PA', 'IL', 'GA', 'NC', 'MI', 'WA', 'VA'][1 + n % 12] end as state,
            postal_code, county, hospital_type, vintage
        from raw.register_hospital, range(?) t(n)
        limit ?
        """,
        [organisations // 5000, organisations],
    )


def resolve(con: duckdb.DuckDBPyConnection) -> None:
    """The steps of organisation against the register `many`."""
    con.execute("create or replace table raw.register_hospital as from many")
    model.run(
        con,
        "organisation",
        calls={organisation.WORDS: lambda: organisation.read_words(con), organisation.REGISTERS: lambda: None},
    )


def speed(folder: Path, names: int) -> None:
    """`names` employer names against as many organisations."""
    con = warehouse.connect()
    many(con, folder, names)
    con.execute(
        "insert into raw.affiliation_record (record_id, organisation_name, city, state) select ccn, replace(name, 'HOSPITAL', 'Hosp'), case when hash(ccn) % 3 > 0 then city end, case when hash(ccn) % 3 > 0 then state end from many limit ?",
        [names],
    )
    started, used = time.perf_counter(), time.process_time()
    resolve(con)
    took, used = time.perf_counter() - started, time.process_time() - used
    counted = con.execute(
        "select (select count(*) from core.mention), (select count(*) from core.organisation where source <> 'mention')"
    ).fetchone()
    assert counted
    print(f"{counted[0]:,} names against {counted[1]:,} organisations: {took:.1f} s, {used:.1f} s of processor")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--gold", type=Path, help="another file in the form of gold/hospital_names.csv")
    parser.add_argument("--speed", type=int, metavar="NAMES", help="only time so many names")
    parser.add_argument("--peers", action="store_true", help="beside rapidfuzz, Splink and equal keys")
    asked = parser.parse_args()
    reference = asked.shared / "reference"
    with TemporaryDirectory() as temporary:
        two, all_of = Path(temporary, "two"), Path(temporary, "all")
        hospitals = [reference / "Hospital_General_Information.csv", reference / "chsp-hospital-linkage-2018.csv"]
        loading.load(hospitals, two)
        if asked.speed:
            speed(two, asked.speed)
            return
        names = asked.gold or asked.shared / "gold/hospital_names.csv"
        learned = [None, None] if asked.gold else learn(asked.shared, two, [(0,), (1,)])
        for place in PLACES:
            con = warehouse.connect()
            started = time.perf_counter()
            halves = [ours(con, two, names, place, weights) for weights in learned]
            took = (time.perf_counter() - started) / 2
            rows = pl.concat(found.filter(pl.col("side") != side) for side, found in enumerate(halves))
            report(
                f"curbside, {place}, its best hospital by probability, {took:.1f} s",
                rows.with_columns(got="best", score="p"),
            )
            report(f"curbside, {place}, as published", rows)
            tiers(rows)
            if place == "state and city" and asked.peers:
                peers(con, rows)
                splink(con, rows)
        loading.load([*hospitals, reference / "ror_us_names.csv", reference / "ror_us_relations.csv"], all_of)
        pairs(asked.shared, all_of, asked.peers)
        affiliations(asked.shared, all_of)


if __name__ == "__main__":
    main()
