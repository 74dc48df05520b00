"""The cases of insider-bench: names of employers as postings and people write them, and what each one is.

A case is (case, set, name, city, state, truth, kind); city and state are null where the set gives no place. `truth` is
the ids any of which is right (`ccn:`, `ror:`, `sys:` with the register's own number), `none` (an employer that stands in
no register), `!id` (not that one; who it is was not judged) or `~words|words` (an organisation whose name holds one of them).
Of a hospital `?sys:…` names its owner: whoever says no more than that has neither found it nor said a wrong one. A system
that has a single hospital is that hospital. A system that has become another since the list is that one as well.
Cases are read from `gold/` or made from `registers/` by a generator that gives the same cases for the same seed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import polars as pl

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from outsiders import made  # noqa: E402

from curbside.vocabulary.states import STATES  # noqa: E402

SEED, OUTSIDERS, STRINGS = 2026, 5000, 300
SCHEMA = {c: pl.String for c in ("set", "name", "city", "state", "truth", "kind")}
PLACED, PLACELESS = "hospitals, placed", "hospitals, no place"
DEPARTMENTS = ("Internal Medicine", "Surgery", "Pediatrics", "Neurology", "Anesthesiology", "Emergency Medicine")


def cases(gold: Path = HERE / "gold", registers: Path = HERE / "registers") -> pl.DataFrame:
    """All cases, one row each."""
    frames = [owned(frame, registers) for label in (PLACED, PLACELESS) for frame in hospitals(gold, label)]
    frames += [sole(owned(frame, registers), registers) for frame in judged(gold)]
    frames += [f for read in (strangers, trades, groups, shorthand, printed) for f in read(gold)]
    frames += [outsiders(registers), strings(registers)]
    return (
        pl.concat([f.select(SCHEMA.keys()).cast(SCHEMA) for f in frames])
        .with_columns(truth=pl.col("truth").replace(become(frames)))
        .with_columns(pl.col("city", "state", "kind").replace("", None))
        .unique(maintain_order=True)
        .with_row_index("case")
    )


def become(frames: list[pl.DataFrame]) -> dict[str, str]:
    """Truths that name a system → the same with the system that it has become beside it."""
    with files("curbside.warehouse").joinpath("organisation/system_change.csv").open() as file:
        changes = pl.read_csv(file.read().encode(), infer_schema=False).filter(pl.col("kind") == "merged")
    heir = dict(changes.filter(pl.col("to_id").is_not_null()).select("from_id", "to_id").iter_rows())
    longer = {}
    for truth in pl.concat([f["truth"] for f in frames]).unique().to_list():
        words = truth.split()
        for word in words:
            sign, _, system = word.partition("sys:")
            if system in heir and not truth.startswith(("!", "~")):
                words.append(f"{sign}sys:{heir[system]}")
        longer[truth] = " ".join(words)
    return longer


def told(file: Path) -> list[pl.DataFrame]:
    """The rows of a gold file with a place that may be missing; nothing where there is no such file."""
    nowhere = {c: pl.lit(None, pl.String).alias(c) for c in ("city", "state", "kind")}
    if not file.exists():
        return []
    rows = pl.read_csv(file, infer_schema=False)
    return [rows.with_columns(*[value for column, value in nowhere.items() if column not in rows.columns])]


def hospitals(gold: Path, label: str) -> list[pl.DataFrame]:
    """Names of hospitals as older lists have them, with their place or without."""
    kind = pl.when(pl.col("exact_after_norm") == "0").then(pl.lit("non-trivial")).otherwise(pl.lit("trivial"))
    place = (pl.col("variant_city"), pl.col("state")) if label == PLACED else (pl.lit(None), pl.lit(None))
    return [
        f.select(
            set=pl.lit(label),
            name="variant_name",
            city=place[0],
            state=place[1],
            truth="ccn:" + pl.col("ccn"),
            kind=kind,
        )
        for f in told(gold / "hospital_names.csv")
    ]


def owned(frame: pl.DataFrame, registers: Path) -> pl.DataFrame:
    """Cases of hospitals, with the systems that they belong to as `?sys:…` in the truth."""
    linked = pl.read_parquet(next(registers.glob("linkage-*.parquet"))).filter(pl.col("system_id").is_not_null())
    owners = linked.select(truth="ccn:" + pl.col("ccn"), owner=" ?sys:" + pl.col("system_id")).unique("truth")
    told = frame.join(owners, on="truth", how="left", maintain_order="left")
    return told.with_columns(truth=pl.col("truth") + pl.col("owner").fill_null("")).drop("owner")


def sole(frame: pl.DataFrame, registers: Path) -> pl.DataFrame:
    """Cases of systems, with the one hospital of a system that has no other in the truth."""
    linked = pl.read_parquet(next(registers.glob("linkage-*.parquet"))).filter(pl.col("ccn").is_not_null())
    one = linked.group_by(truth="sys:" + pl.col("system_id")).agg(hospitals=pl.col("ccn").unique())
    one = one.filter(pl.col("hospitals").list.len() == 1).select(
        "truth", also=" ccn:" + pl.col("hospitals").list.first()
    )
    told = frame.join(one, on="truth", how="left", maintain_order="left")
    return told.with_columns(truth=pl.col("truth") + pl.col("also").fill_null("")).drop("also")


def groups(gold: Path) -> list[pl.DataFrame]:
    """Groups, plans and systems that are called like a hospital of their town, and hospitals that are called like those."""
    return [f.with_columns(set=pl.lit("groups and systems"), truth="expected") for f in told(gold / "groups.csv")]


def strangers(gold: Path) -> list[pl.DataFrame]:
    """Employers that stand in no register, in towns with a hospital."""
    return [f.with_columns(set=pl.lit("strangers"), truth=pl.lit("none")) for f in told(gold / "strangers.csv")]


def trades(gold: Path) -> list[pl.DataFrame]:
    """Surgery centers, nursing homes, urgent cares that share a word with their town's hospital, and units of hospitals."""
    return [f.with_columns(set=pl.lit("trades of a town")) for f in told(gold / "trades.csv")]


def judged(gold: Path) -> list[pl.DataFrame]:
    """Employers of real boards, each with an organisation that was judged right or wrong."""
    right = pl.col("verdict") == "right"
    truth = pl.when(right).then(pl.col("matched_id")).otherwise("!" + pl.col("matched_id"))
    return [
        f.filter(pl.col("verdict").is_in(["right", "wrong"])).with_columns(
            set=pl.lit("real employers"), name="employer", truth=truth, kind="verdict"
        )
        for f in told(gold / "employers_judged.csv")
    ]


def shorthand(gold: Path) -> list[pl.DataFrame]:
    """What physicians write of hospitals; those who left are another benchmark's."""
    said, ids = pl.col("expected").str.replace(r"\(added.*", ""), r"^(ccn|ror|sys|cur):"
    nobody = said.str.contains(r"^none$|^\(nobody")
    truth = pl.when(nobody).then(pl.lit("none")).when(said.str.contains(ids)).then(said).otherwise("~" + said)
    frames = told(gold / "shorthand.csv") + told(gold / "shorthand_wider.csv")
    return [f.filter(said != "former").with_columns(set=pl.lit("shorthand"), name="text", truth=truth) for f in frames]


def printed(gold: Path) -> list[pl.DataFrame]:
    """Affiliations as papers print them."""
    truth = pl.col("ror_ids").str.replace_all("https://ror.org/", "ror:").str.replace_all("|", " ", literal=True)
    return [
        f.with_columns(set=pl.lit("affiliations, printed"), name="affiliation", truth=truth)
        for f in told(gold / "affiliations.csv")
    ]


def hospital_towns(registers: Path) -> list[tuple[str, str, str]]:
    """(city, state's letters, state's name) of every town with a hospital."""
    listed = pl.read_parquet(next(registers.glob("hospital-*.parquet")))
    towns = listed.select("city", "state").unique().sort("state", "city").iter_rows()
    return [(city, state, STATES[state]) for city, state in towns if state in STATES]


def outsiders(registers: Path) -> pl.DataFrame:
    """Employers that stand in no register, each set down in a town that has a hospital."""
    ror = pl.read_parquet(registers / "ror_name.parquet")
    companies = ror.filter(pl.col("types") == "company")["display_name"].unique().sort().to_list()
    rows = made(hospital_towns(registers), companies, OUTSIDERS, SEED)
    return pl.DataFrame(
        [("outsiders", name, city, state, "none", kind) for kind, name, city, state in rows], SCHEMA, orient="row"
    )


def strings(registers: Path) -> pl.DataFrame:
    """Affiliations as papers print them, and the same words without commas, of schools with a place."""
    chance = random.Random(SEED)
    ror = pl.read_parquet(registers / "ror_name.parquet").filter(
        pl.col("name") == pl.col("display_name"),
        pl.col("types").str.contains("education"),
        pl.col("city").is_not_null(),
        pl.col("region").is_not_null(),
        pl.col("name").str.contains("University|School|College"),
        ~pl.col("name").str.contains(r"\("),
    )
    schools = ror.select("ror_id", "name", "city", "region").unique().sort("ror_id").rows()
    return pl.DataFrame(
        [("affiliations", *row) for row in _strings(chance.sample(schools, STRINGS), chance)], SCHEMA, orient="row"
    )


def _strings(schools: list[tuple[str, str, str, str]], chance: random.Random) -> Iterator[tuple[str | None, ...]]:
    for ror_id, school, city, region in schools:
        state = (region or "")[-2:]
        kind, text = chance.choice(
            [
                ("commas", "Department of {d}, {s}, {c}, {r}, USA"),
                ("commas", "Division of {d}, Department of Medicine, {s}, {c}, {r}"),
                ("no commas", "Department of {d} {s} {c} {r}"),
                ("no commas", "{s} Department of {d} {c} {r}"),
            ]
        )
        yield text.format(d=chance.choice(DEPARTMENTS), s=school, c=city, r=state), None, None, f"ror:{ror_id}", kind
