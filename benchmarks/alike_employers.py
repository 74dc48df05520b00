"""How often two names of one town that are alike are one hospital: `python benchmarks/alike_employers.py NAMES HOSPITALS`.

NAMES: CSV with ccn, variant_name, variant_city, state: what hospitals were called in older lists. HOSPITALS: CMS's
Hospital General Information. Prints, for each degree of likeness of warehouse/insider/alike.sql, how many pairs of an
older name and a hospital of its town have it, and which share of them is one hospital. No register is used.
"""

import sys
from importlib.resources import as_file, files

from curbside import warehouse
from curbside.warehouse import model

GIVEN = """
create table core.organisation (organisation_id text, source text);
create table core.mention (mention_id text, name text, city text, state text);
create table core.mention_match (mention_id text, organisation_id text, confidence double);
create table core.affiliation (mention_id text, kind text, person_id text);
create temp table older as
select ccn, variant_name as name, variant_city as city, state, mention_id(variant_name, variant_city, state) as mention_id
from read_csv(?, all_varchar = true);
"""
NEWEST = """
create temp table newest as
select "Facility ID" as ccn, "Facility Name" as name, "City/Town" as city, "State" as state, mention_id("Facility Name", "City/Town", "State") as mention_id
from read_csv(?, all_varchar = true)
"""
FILLED = """
insert into core.mention
select mention_id, any_value(name), any_value(city), any_value(state) from (select * from older union all select * from newest) group by 1;
insert into core.affiliation select distinct mention_id, 'work', 'somebody' from older;
create table core.target as select distinct mention_id as target_id from newest;
"""
FLOOR = """
select avg((o.ccn = n.ccn)::integer) from older o join newest n on lower(n.city) = lower(o.city) and n.state = o.state and n.mention_id <> o.mention_id
"""
SHARE = """
select a.confidence, count(*) as pairs, avg((a.target_id, a.mention_id) in (
    select (n.mention_id, o.mention_id) from older o join newest n using (ccn))::integer) as share
from name_alike a
group by 1
order by 1 desc
"""


def main(names: str, hospitals: str) -> None:
    con = warehouse.connect()
    create, older = GIVEN.rsplit("create temp table", 1)
    con.execute(create)
    con.execute("create temp table" + older, [names])
    con.execute(NEWEST, [hospitals])
    con.execute(FILLED)
    with as_file(files("curbside.warehouse.organisation").joinpath("hospital_words.csv")) as words:
        con.execute("create temp table employer_word as from read_csv(?, header = true)", [str(words)])
    model.execute(con, "insider/strength")
    model.execute(con, "insider/alike")
    floor = con.execute(FLOOR).fetchone()
    print(
        f"floor: of all pairs of an older name and a hospital of its town {floor[0] if floor else 0:.3f} are one hospital"
    )
    print(f"{'likeness':>8}  {'pairs':>6}  share that is one hospital")
    for likeness, pairs, share in con.execute(SHARE).fetchall():
        print(f"{likeness:8.3f}  {pairs:6,}  {share:.3f}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        main(*sys.argv[1:])
    else:
        print("needs two files: labelled older names of hospitals, and CMS's Hospital_General_Information.csv")
