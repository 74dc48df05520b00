"""Employers in number, and in pairs: `python benchmarks/match_employers.py [--speed NAMES [--postings N] [--practices N]]`.

How many pairs of names are told right, one employer or two; with `--speed` only how long so many names take against as many
organisations, with so many postings of these names and so many group practices, and the memory of it. Precision and recall are insider-bench's (`python benchmarks/insider-bench/run.py`); on names that the weights never
saw, fit_employers.py prints them while it learns.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

import duckdb

from curbside import warehouse
from curbside.warehouse import model, organisation

BENCH = Path(__file__).parent / "insider-bench"


def pairs() -> None:
    """Pairs of names: same when both names, without a place, lead to one organisation or its system."""
    con = warehouse.connect()
    con.execute(
        "create table pair as select * from read_csv(?, all_varchar = true)", [str(BENCH / "gold/employer_pairs.csv")]
    )
    con.execute(
        "insert into raw.affiliation_record (record_id, organisation_name) select 'x', unnest([a, b]) from pair"
    )
    organisation.build(con, BENCH / "registers")
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


def crowd(con: duckdb.DuckDBPyConnection, postings: int, practices: int) -> None:
    """So many postings of the names of `many`, and group practices of made names in its towns."""
    (total,) = con.execute("select count(*) from many").fetchone() or (0,)
    con.execute(
        """
        insert into core.posting by name
        select i::text as posting_id, 'many' as board, i::text as board_posting_id, replace(m.name, 'HOSPITAL', 'Hosp') as employer_name,
            m.city, m.state
        from range(?) t(i) join (select *, row_number() over () - 1 as n from many) m on m.n = i % ?
        """,
        [postings, total],
    )
    con.execute(
        """
        insert into raw.register_practice
        select 'P' || i, upper(left(md5(i::text), 1 + i % 5) || split_part(m.name, ' ', 1)) || ' '
                || ['MEDICAL GROUP', 'CARDIOLOGY ASSOCIATES PC', 'FAMILY PHYSICIANS LLC', 'EYE CENTER', 'PHYSICIANS'][1 + i % 5],
            m.city, m.state, m.postal_code
        from range(?) t(i) join (select *, row_number() over () - 1 as n from many) m on m.n = (i * 7) % ?
        """,
        [practices, total],
    )


def speed(folder: Path, names: int, postings: int, practices: int) -> None:
    """`names` employer names against as many organisations."""
    con = warehouse.connect()
    many(con, folder, names)
    con.execute(
        "insert into raw.affiliation_record (record_id, organisation_name, city, state) select ccn, replace(name, 'HOSPITAL', 'Hosp'), case when hash(ccn) % 3 > 0 then city end, case when hash(ccn) % 3 > 0 then state end from many limit ?",
        [names],
    )
    crowd(con, postings, practices)
    started, used = time.perf_counter(), time.process_time()
    resolve(con)
    took, used = time.perf_counter() - started, time.process_time() - used
    counted = con.execute(
        "select (select count(*) from core.mention), (select count(*) from core.organisation where source <> 'mention')"
    ).fetchone()
    assert counted
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"{postings:,} postings, {counted[0]:,} names against {counted[1]:,} organisations: {took:.1f} s, {used:.1f} s of processor, {most:.1f} GB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", type=int, metavar="NAMES", help="only time so many names")
    parser.add_argument("--postings", type=int, default=0, metavar="N", help="with so many postings of them")
    parser.add_argument("--practices", type=int, default=0, metavar="N", help="and so many group practices")
    asked = parser.parse_args()
    if asked.speed:
        speed(BENCH / "registers", asked.speed, asked.postings, asked.practices)
    else:
        pairs()


if __name__ == "__main__":
    main()
