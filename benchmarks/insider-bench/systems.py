"""Systems under test: each takes the cases and the folder of registers and answers (case, ids, name, confidence).

`ids` are the register ids of the organisation that is meant, `name` what the system calls it. A case without an answer
means "none of them". The rules of other tools are restated from what they document, in our own words; none of their code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl

ANSWER = {"case": pl.UInt32, "ids": pl.List(pl.String), "name": pl.String, "confidence": pl.Float64}
LEGAL = re.compile(
    r"\b(inc|incorporated|llc|llp|ltd|limited|corp|corporation|co|company|gmbh|plc|group|holdings|the)\b"
)
WEAK = re.compile(r"\b(health|healthcare|medical|center|hospital|hospitals|system|systems|clinic|network|partners)\b")


def curbside(cases: pl.DataFrame, registers: Path) -> pl.DataFrame:
    """curbside as it ships: every match of a register's organisation with its published confidence.

    Names without a place are asked by themselves: beside the same name with one, that would be told from it.
    """
    placeless = pl.col("set") == "hospitals, no place"
    return pl.concat([_curbside(cases.filter(rows), registers) for rows in (~placeless, placeless)])


def _curbside(cases: pl.DataFrame, registers: Path) -> pl.DataFrame:
    from curbside import warehouse
    from curbside.warehouse import organisation

    con = warehouse.connect()
    asked = cases.select(record_id=pl.col("case").cast(pl.String), organisation_name="name", city="city", state="state")
    warehouse.load(con, "raw.affiliation_record", asked)
    organisation.build(con, registers)
    return answered(con)


def answered(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """What was found for the cases that stand in raw.affiliation_record, by their number."""
    # a house under another hospital's number bears that number
    con.execute(
        "create temp table asked as select record_id, mention_id(organisation_name, city, state) as mention_id from raw.affiliation_record"
    )
    found = con.execute(
        """
        with known as (
            select organisation_id, list(distinct replace(source, 'ror ', 'ror:')) filter (source like 'ror %') as ids
            from core.organisation_alias group by 1
        )
        select a.record_id::uinteger as "case", list_distinct([regexp_replace(o.organisation_id, '^site:([^/]+).*', 'ccn:\\1')] || coalesce(k.ids, []) || coalesce(p.ids, []) || case when o.kind = 'group' and o.system_id is not null then [o.system_id] else [] end) as ids,
            o.name, x.confidence, x.rank
        from asked a
        join core.mention_match x using (mention_id)
        join core.organisation o using (organisation_id)
        left join known k using (organisation_id)
        left join known p on p.organisation_id = o.parent_id
        where o.source <> 'mention'
        """
    ).fetchall()
    return pl.DataFrame(found, {**ANSWER, "rank": pl.Int64}, orient="row")


def key(name: str) -> str:
    """Lower case, letters and figures alone."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", name.lower().replace("&", " and ").replace("'", "")).split())


def bare(name: str) -> str:
    """`key` without legal forms (HireSense: equal so is one employer)."""
    return " ".join(LEGAL.sub(" ", key(name)).split())


def few(name: str) -> str:
    """`bare` without the words that say what a company is (career-ops: equal so is one employer)."""
    return " ".join(WEAK.sub(" ", bare(name)).split())


def first_words(name: str) -> str:
    """The first two words of `bare` (jobwatch's company key keeps the head of a name)."""
    return " ".join(bare(name).split()[:2])


def listed(registers: Path) -> list[tuple[str, str, str | None, str | None]]:
    """(id, name, city, state) of every name in the registers."""
    hospital, linkage = next(registers.glob("hospital-*.parquet")), next(registers.glob("linkage-*.parquet"))
    return duckdb.execute(
        """
        select 'ccn:' || ccn, name, city, state from read_parquet($hospital)
        union select 'ccn:' || ccn, name, city, state from read_parquet($linkage) where ccn is not null
        union select 'sys:' || system_id, system_name, null, null from read_parquet($linkage) where system_id is not null
        union select 'ror:' || ror_id, name, city, nullif(upper(right(region, 2)), '') from read_parquet($ror)
        order by all
        """,
        {"hospital": str(hospital), "linkage": str(linkage), "ror": str(registers / "ror_name.parquet")},
    ).fetchall()


def equal(rule: Callable[[str], str]) -> Callable[[pl.DataFrame, Path], pl.DataFrame]:
    """A system that takes names for one where `rule` makes them equal, in the same state where both have one."""

    def system(cases: pl.DataFrame, registers: Path) -> pl.DataFrame:
        known: dict[str, list[tuple[str, str, str | None, str | None]]] = defaultdict(list)
        for one in listed(registers):
            known[rule(one[1])].append(one)
        answers = []
        for case, name, state in cases.select("case", "name", "state").iter_rows():
            met = [o for o in known.get(rule(name), []) if rule(name) and (not state or not o[3] or o[3] == state)]
            if met:
                answers.append((case, [met[0][0]], met[0][1], 1.0))
        return pl.DataFrame(answers, ANSWER, orient="row").with_columns(rank=pl.lit(1))

    return system


def fuzzy(cases: pl.DataFrame, registers: Path) -> pl.DataFrame:
    """rapidfuzz's token_sort_ratio, the best name of the state (of all, without one)."""
    from rapidfuzz import fuzz, process

    by_state: dict[str | None, list[tuple[str, str, str]]] = defaultdict(list)
    for id_, name, _, state in listed(registers):
        for group in {state, None}:
            by_state[group].append((id_, name, key(name)))
    answers = []
    for state, group in cases.group_by("state"):
        names = by_state.get(state[0], [])
        asked = [key(n) for n in group["name"]]
        keys = [k for *_, k in names]
        for case, question in zip(group["case"], asked, strict=True):
            hit = process.extractOne(question, keys, scorer=fuzz.token_sort_ratio, score_cutoff=60)
            if hit:
                answers.append((case, [names[hit[2]][0]], names[hit[2]][1], hit[1] / 100))
    return pl.DataFrame(answers, ANSWER, orient="row").with_columns(rank=pl.lit(1))


def splink(cases: pl.DataFrame, registers: Path) -> pl.DataFrame:
    """Splink's Fellegi-Sunter model (models.py)."""
    from models import fellegi_sunter

    return fellegi_sunter(cases, registers)


def embeddings(cases: pl.DataFrame, registers: Path) -> pl.DataFrame:
    """Static embeddings of names (models.py)."""
    from models import embedded

    return embedded(cases, registers)


SYSTEMS: dict[str, Callable[..., pl.DataFrame]] = {
    "curbside": curbside,
    "equal without legal forms (HireSense)": equal(bare),
    "equal without common words (career-ops)": equal(few),
    "equal first two words (jobwatch)": equal(first_words),
    "rapidfuzz token_sort_ratio": fuzzy,
    "Splink 5": splink,
    "static embeddings, nearest": embeddings,
}
