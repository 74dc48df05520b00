-- One row a mention and a hospital that it may mean. A conditional logit over the candidates with the outside option "none of
-- them": benchmarks/fit_employers.py fits the weights for names with a city, with a state only, and without any place.
-- reads: feature, query, weight
-- makes: scored, weights
create or replace temp table weights as
select place, list(weight::double order by column_index) as weights
from duckdb_columns()
join weight on feature = column_name
where table_name = 'feature' and column_name like 'x\_%' escape '\'
group by place;

create or replace temp table scored as
with asked as (
    select query_id, case when city is not null and state is not null then 'city' when state is not null then 'state' else 'none' end as place
    from query
),
valued as (
    select query_id, mention_id, organisation_id, x_exact, x_raw, is_weak, list_value(*columns('x_.*'))::double[] as x from feature
    where organisation_id like 'ccn:%'
),
weighed as (
    select v.mention_id, v.organisation_id, a.place, max(list_dot_product(v.x, w.weights)) as score, max(x_exact) as is_exact, max(x_raw) as is_raw, bool_and(is_weak) as is_weak
    from valued v
    join asked a using (query_id)
    join weights w using (place)
    group by all
),
topped as (
    select *, greatest(0, max(score) over (partition by mention_id)) as top from weighed
)
select
    mention_id, organisation_id, place, is_exact, is_raw, is_weak,
    exp(score - top) / (exp(-top) + sum(exp(score - top)) over (partition by mention_id)) as p
from topped;
