"""Fit the weights by which a name is matched with a hospital, and what its probability is worth: `python benchmarks/fit_employers.py`.

A conditional logit with an outside option, by Newton's method on polars frames: for each name its candidates, one of
which is right or none. Learned from insider-bench's labelled names of hospitals; from names of the AHRQ file with that very
name hidden; from names of systems in towns where they have one hospital; and, so that "none of them" is learned too, from
names whose hospital was taken away and from employers that stand in no register, set down in towns with a hospital
(outsiders.py). The weights go to warehouse/organisation/weights.csv. What a probability is worth is learned from names
that its weights never saw: each half (`half` of the certification number) is scored by the other's weights, and
warehouse/organisation/calibration.csv says for each kind of place what share was right (isotonic, as knots of a line).
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
from outsiders import made

from curbside import warehouse
from curbside.vocabulary.states import STATES
from curbside.warehouse import model, organisation

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "benchmarks/insider-bench"
PLACES = {"city": "city, state", "state": "null, state", "none": "null, null"}
RIDGE = 1.0
# Names whose own entry was hidden, hospitals taken away, other employers: how much one counts beside a true name.
HIDDEN, HIDDEN_ABSENT, ABSENT, STRANGER = 0.15, 0.03, 0.1, 0.3
SYSTEM = 0.15  # their own hospital's name says it better
OUTSIDERS, SEED = 4800, 11
# On how many names a knot of a curve rests; of what no word carries few are right, and fewer would tell little.
LEAST, LEAST_UNTELLING = 40, 80


def half(ccn: pl.Expr) -> pl.Expr:
    """0 or 1: on which side a certification number falls."""
    return ccn.str.extract(r"(\d)[A-Z]?$", 1).cast(pl.Int64) % 2


def labelled(con: duckdb.DuckDBPyConnection) -> None:
    """Table `labelled`: names of known hospitals (`gold`, `ahrq`) and of none (`stranger`)."""
    con.execute(
        "create table labelled as select ccn, variant_name as name, nullif(variant_city, '') as city, state, 'gold' as source"
        " from read_csv(?, all_varchar = true)",
        [str(BENCH / "gold/hospital_names.csv")],
    )
    con.execute(
        "insert into labelled select distinct ccn, name, city, state, 'ahrq' from raw.register_linkage"
        " where ccn in (select ccn from raw.register_hospital)"
    )
    con.execute(
        """
        insert into labelled
        select ccn, system_name, city, state, 'system'
        from (from raw.register_linkage where ccn in (select ccn from raw.register_hospital) and system_name is not null)
        qualify count(*) over (partition by system_id, place_key(city), state) = 1 and hash(ccn) % 4 = 0
        """
    )
    towns = con.execute(
        "select distinct city, state from raw.register_hospital where state in (select unnest(?)) order by all",
        [list(STATES)],
    ).fetchall()
    companies = con.execute(
        "select distinct display_name from raw.register_ror_name where types in ('company', 'nonprofit') order by all"
    ).fetchall()
    rows = made([(c, s, STATES[s]) for c, s in towns], [c for (c,) in companies], OUTSIDERS, SEED)
    frame = pl.DataFrame([(n, c, s) for _, n, c, s in rows], schema=["name", "city", "state"], orient="row")
    warehouse.load(
        con,
        "labelled",
        frame.unique(maintain_order=True).with_columns(ccn=pl.lit(None, pl.String), source=pl.lit("stranger")),
    )


# The name itself is taken from the register, as if it were of another list.
WITHHOLD = model.Call(
    "organisation/withhold", reads=frozenset({"query", "alias_token"}), changes=frozenset({"candidate"})
)


def features(place: str, hidden: bool) -> pl.DataFrame:
    """One row a name and a candidate: `y` 1 for the right one (of a name of three hospitals a third for each), the side, and
    the features `x_…`."""
    con = warehouse.connect()
    organisation.read_register(con, BENCH / "registers")
    labelled(con)
    con.execute(f"create table asked as select *, mention_id(name, {PLACES[place]}) as mention_id from labelled")
    con.execute(
        f"insert into raw.affiliation_record (record_id, organisation_name, city, state) select ccn, name, {PLACES[place]} from labelled"
    )
    calls = {organisation.WORDS: lambda: organisation.read_words(con), organisation.REGISTERS: lambda: None}
    if hidden:
        calls[WITHHOLD] = lambda: con.execute(
            """
            delete from candidate c using query q, alias_token a, asked t
            where c.query_id = q.query_id and c.alias_id = a.alias_id and q.mention_id = t.mention_id
                and a.organisation_id = 'ccn:' || t.ccn and replace(a.canon, ' ', '') = replace(q.canon, ' ', '')
            """
        )
    model.run(con, "organisation", calls=calls)
    frame = warehouse.read(
        con,
        """
        select f.*, t.ccns[1] as ccn, t.source,
            case when list_contains(t.ccns, substr(f.organisation_id, 5)) then 1 / len(t.ccns) else 0 end as y
        from feature f
        join (select mention_id, coalesce(list_sort(list(distinct ccn) filter (ccn is not null)), []) as ccns,
                case when bool_or(source = 'gold') then 'gold' else min(source) end as source
            from asked group by 1 having count(distinct ccn is null) = 1) t using (mention_id)
        where f.organisation_id like 'ccn:%'
        qualify row_number() over (partition by f.mention_id, f.organisation_id order by x_raw + x_exact + x_cosine + 3 * x_part desc) = 1
        """,
    )
    by_chance = pl.col("mention_id").str.slice(-1).is_in(list("01234567")).cast(pl.Int64)
    return frame.with_columns(pl.col("y").fill_null(0.0), side=half(pl.col("ccn")).fill_null(by_chance))


def training(plain: pl.DataFrame, hidden: pl.DataFrame, place: str, sides: tuple[int, ...]) -> pl.DataFrame:
    """The rows of these sides to learn from, with weights, out of `features` with nothing and with their own names hidden."""
    told = pl.col("y").max().over("mention_id") > 0
    ours = pl.col("side").is_in(list(sides))
    gold = plain.filter((pl.col("source") == "gold") & ours)
    absent = gold.filter((pl.col("y") == 0) & (pl.col("mention_id").str.slice(0, 1) < "4"))
    system = plain.filter((pl.col("source") == "system") & ours & (place == "city"))
    stranger = plain.filter((pl.col("source") == "stranger") & ours)
    if place != "city":
        stranger = stranger.filter(pl.col("x_exact").max().over("mention_id") == 0)
    frames = [
        gold.with_columns(g="g" + pl.col("mention_id"), wt=1.0),
        absent.with_columns(g="a" + pl.col("mention_id"), wt=ABSENT),
        system.with_columns(g="y" + pl.col("mention_id"), wt=pl.lit(SYSTEM)),
        hidden.filter(ours & ~pl.col("source").is_in(["stranger", "system"])).with_columns(
            g="h" + pl.col("mention_id"), wt=pl.when(told).then(HIDDEN).otherwise(HIDDEN_ABSENT)
        ),
        stranger.with_columns(g="s" + pl.col("mention_id"), wt=pl.lit(STRANGER)),
    ]
    return pl.concat(frames, how="vertical_relaxed").sort("g")


def probability(rows: pl.DataFrame, columns: list[str], weights: list[float]) -> pl.DataFrame:
    """`rows` with `p`: how likely each candidate is, "none" being one of them."""
    score = sum((pl.col(c) * w for c, w in zip(columns, weights, strict=True)), pl.lit(0.0))
    rows = rows.with_columns(s=score).with_columns(m=pl.max_horizontal(pl.col("s").max().over("g"), pl.lit(0.0)))
    rows = rows.with_columns(e=(pl.col("s") - pl.col("m")).exp())
    return rows.with_columns(p=pl.col("e") / ((-pl.col("m")).exp() + pl.col("e").sum().over("g")))


def fit(rows: pl.DataFrame, columns: list[str], rounds: int = 15) -> list[float]:
    """The weights of most penalised likelihood."""
    weights = [0.0] * len(columns)
    pairs = [(i, j) for i in range(len(columns)) for j in range(i, len(columns))]
    for _ in range(rounds):
        now = probability(rows, columns, weights)
        mean = now.group_by("g").agg(*[(pl.col(c) * pl.col("p")).sum() for c in columns], pl.col("wt").first())
        slope = now.select(
            [(pl.col("wt") * (pl.col("y") - pl.col("p")) * pl.col(c)).sum().alias(c) for c in columns]
        ).row(0)
        own = now.select(
            [
                (pl.col("wt") * pl.col("p") * pl.col(columns[i]) * pl.col(columns[j])).sum().alias(f"{i} {j}")
                for i, j in pairs
            ]
        ).row(0)
        cross = mean.select(
            [(pl.col("wt") * pl.col(columns[i]) * pl.col(columns[j])).sum().alias(f"{i} {j}") for i, j in pairs]
        ).row(0)
        curve = [[0.0] * len(columns) for _ in columns]
        for (i, j), a, b in zip(pairs, own, cross, strict=True):
            curve[i][j] = curve[j][i] = a - b + (RIDGE if i == j else 0.0)
        step = solve(curve, [s - RIDGE * w for s, w in zip(slope, weights, strict=True)])
        longest = max(abs(s) for s in step)
        weights = [w + s * min(1.0, 4 / longest) for w, s in zip(weights, step, strict=True)]
        if longest < 0.01:
            break
    return weights


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """x of `matrix` · x = `right`, by elimination."""
    n = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, n):
            share = rows[r][i] / rows[i][i]
            rows[r] = [a - share * b for a, b in zip(rows[r], rows[i], strict=True)]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (rows[i][n] - sum(rows[i][j] * x[j] for j in range(i + 1, n))) / rows[i][i]
    return x


def learn() -> tuple[pl.DataFrame, pl.DataFrame]:
    """The weights (place, feature, weight), and what probabilities are worth (place, p, confidence)."""
    learned, worth = [], []
    for place in PLACES:
        plain, hidden = features(place, False), features(place, True)
        columns = [c for c in plain.columns if c.startswith("x_")]
        unseen = []
        for side in (0, 1):
            weights = fit(training(plain, hidden, place, (1 - side,)), columns)
            asked = plain.filter((pl.col("side") == side) & pl.col("source").is_in(["gold", "stranger"])).with_columns(
                g="mention_id"
            )
            unseen.append(probability(asked, columns, weights))
        weights = fit(training(plain, hidden, place, (0, 1)), columns)
        learned.append(pl.DataFrame({"place": place, "feature": columns, "weight": weights}))
        report(place, pl.concat(unseen))
        worth.append(curves(pl.concat(unseen), place))
    return pl.concat(learned), pl.concat(worth)


def curves(rows: pl.DataFrame, place: str) -> pl.DataFrame:
    """What a probability is worth (place, p, confidence), by whether a word carries the match and the name is the very one."""
    told, exact = pl.col("is_carried"), pl.col("x_exact") == 1
    # what a rule holds down in any case is no case for the curve
    free = ~pl.col("is_weak") & ~pl.col("is_other_kind") & ~pl.col("is_other_class")
    kinds = {place: told & ~exact & free, f"{place} exact": told & exact & free, f"{place} untelling": ~told}
    worth = [
        calibrated(rows, of, LEAST_UNTELLING if kind.endswith("untelling") else LEAST).select(
            place=pl.lit(kind), p="p", confidence="confidence"
        )
        for kind, of in kinds.items()
    ]
    return pl.concat(worth)


def calibrated(rows: pl.DataFrame, kind: pl.Expr, least: int) -> pl.DataFrame:
    """p → share right of the best candidates with that p, of those that are of this `kind`: isotonic, by pooling
    neighbours, as a line's knots that rest on `least` names. What no word carries is a kind of its own: never said surely, whatever its p."""
    best = rows.sort("p", descending=True).unique("g", keep="first").filter(kind).sort("p")
    pools: list[list[float]] = []  # cases, right, sum of p
    for p, y in best.select("p", "y").iter_rows():
        pools.append([1.0, y, p])
        while len(pools) > 1 and (pools[-2][0] < least or pools[-2][1] * pools[-1][0] >= pools[-1][1] * pools[-2][0]):
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    knots = [(total / n, right / n) for n, right, total in pools]
    last = 1.0 if knots[-1][0] > 0.99 else knots[-1][1]
    return (
        pl.DataFrame([(0.0, 0.0), *knots, (1.0, last)], schema=["p", "confidence"], orient="row").unique("p").sort("p")
    )


def report(place: str, rows: pl.DataFrame) -> None:
    """Precision and recall at 0.8 on names that the weights never saw, and how many outsiders are taken for a hospital."""
    best = rows.sort("p", descending=True).unique("g", keep="first")
    sure, gold = pl.col("is_carried") & (pl.col("p") >= 0.8), pl.col("source") == "gold"
    right, said, names = best.select(a=pl.col("y").filter(sure).sum(), b=(sure & gold).sum(), c=gold.sum()).row(0)
    wrong, strangers = best.select(a=(sure & ~gold).sum(), b=(~gold).sum()).row(0)
    print(
        f"unseen, {place}: precision {right / said:.4f}, recall {right / names:.4f} of {names}; outsiders {wrong} of {strangers}"
    )


def main() -> None:
    weights, worth = learn()
    folder = ROOT / "warehouse/organisation"
    weights.with_columns(pl.col("weight").round(3)).write_csv(folder / "weights.csv")
    worth.with_columns(pl.col("p", "confidence").round(4)).write_csv(folder / "calibration.csv")
    print(len(weights), "weights,", len(worth), "knots")


if __name__ == "__main__":
    main()
