"""Whom of many people an opening lists, by the ways to it in numbers: warehouse/insider/spot.sql alone."""

import pytest

from curbside import warehouse
from curbside.warehouse import model

GIVEN = """
create table core.opening_target as select unnest(['open', 'shut', 'far']) as opportunity_id, unnest(['t', 't', 'u']) as target_id;
create table core.opportunity as
select unnest(['open', 'shut', 'far']) as opportunity_id, unnest(['open', 'closed', 'open']) as status, 'Cardiology' as specialty;
create table core.person (person_id text, label text);
create table core.person_record (record_id text, person_id text, alias_id text);
create table core.person_review (a text, b text, score double);
create temp table path as
with way (person_id, relation, confidence, tie) as (
    select 'p' || n, 'worked there', 0.9, 0.5 - n / 100 from range(10, 22) r(n)
    union all values ('unsure', 'worked there', 0.4, 1.0), ('both', 'works there', 0.45, 0.9), ('both', 'trained there', 0.5, 0.1)
)
select
    't' as target_id, hash(person_id, relation) as path_id, *, 1.0 as person_weight, 0.4 as role_weight, 1 as hops, 1 as candidates,
    false as is_placeless, null::text as via_person_id, null::text as title
from way;
create temp table named_path as select 'open' as opportunity_id, false as is_told, * exclude (target_id, title) from path limit 0;
create temp table system_beyond as select unnest(['t', 'u']) as target_id, unnest([3, 9]) as people;
create temp table market_path as select opportunity_id, person_id, path_id, tie, confidence, person_weight from named_path;
"""


@pytest.fixture(scope="module")
def spots():
    con = warehouse.connect()
    con.execute(GIVEN)
    model.execute(con, "insider/strength")
    model.execute(con, "insider/spot")
    return con


def test_ten_who_worked_there_and_whoever_is_strongest_stand_and_the_others_are_counted(spots):
    """Twelve sure ones, of whom the weakest two are counted; an unsure one is last by that, and listed for the strongest tie."""
    kept = spots.execute(
        "select person_id from spot_person where is_kept and relation = 'worked there' order by all"
    ).fetchall()
    assert [p for (p,) in kept] == [*(f"p{n}" for n in range(10, 20)), "unsure"]
    rest = spots.execute("from core.insider_rest where relation = 'worked there'").fetchall()
    assert rest == [("open", "worked there", 2)]


def test_whoever_else_works_in_the_same_system_is_counted(spots):
    """Of a large system ten have a way; how many more there are is said of the opening."""
    rest = spots.execute("from core.insider_rest where relation <> 'worked there'").fetchall()
    assert rest == [("open", "works in the same system", 3)]


def test_a_way_that_is_likelier_wrong_than_right_speaks_after_one_that_is_not(spots):
    query = "select relation, len(others) from spot_person where person_id = 'both'"
    assert spots.execute(query).fetchall() == [("trained there", 1)]


def test_only_an_open_opening_with_somebody_in_reach_has_a_spot(spots):
    assert spots.execute("select opportunity_id from opening_spot").fetchall() == [("open",)]
