-- One row a mention and a hospital that it may mean. A conditional logit over the candidates with the outside option
-- "none of them": benchmarks/fit_employers.py fits the weights for names with a city, with a state only, and without
-- any place, and what a probability turned out to be worth there, as knots of a line.
-- reads: calibration, core.organisation, feature, other_trade, query, weight
-- makes: knot, scored, weights
create or replace temp table weights as
select known.place, list(coalesce(weight::double, 0) order by column_index) as weights
from duckdb_columns()
cross join (select distinct place from weight) known
left join weight on weight.place = known.place and weight.feature = column_name
where table_name = 'feature' and column_name like 'x\_%' escape '\' 
group by known.place;

create or replace temp table knot as
select
    place, p::double as since, confidence::double as low,
    lead(p::double) over line as until, lead(confidence::double) over line as high
from calibration
window line as (partition by place order by p::double)
qualify until is not null;

create or replace temp table scored as
with asked as (
    select query_id, case when city is not null and state is not null then 'city' when state is not null then 'state'
        else 'none' end as place
    from query
),
valued as (
    select query_id, mention_id, organisation_id, x_exact, x_raw, is_weak, is_carried, is_other_class,
        is_other_kind or (query_id, alias_id) in (from other_trade) as is_other_kind,
        x_a_full,
        list_value(*columns('x_.*'))::double[] as x from feature
    where organisation_id like 'ccn:%'
),
weighed as (
    select v.mention_id, v.organisation_id, a.place, max(list_dot_product(v.x, w.weights)) as score,
        max(x_exact) as is_exact, max(x_raw) as is_raw, bool_and(is_weak) as is_weak,
        bool_or(is_carried) as is_carried, bool_and(is_other_kind) as is_other_kind,
        bool_and(is_other_class) as is_other_class, max(x_a_full) = 1 as is_whole_name
    from valued v
    join asked a using (query_id)
    join weights w using (place)
    group by all
),
topped as (
    select *, greatest(0, max(score) over (partition by mention_id)) as top from weighed
),
valued_odds as (
    select *, exp(score - top) / (exp(-top) + sum(exp(score - top)) over (partition by mention_id)) as p from topped
),
-- A hospital that stands in the list under two numbers is one: its twins' probability is its own.
twinned as (
    select
        v.*, sum(p) over twin as p_of_all, row_number() over (partition by mention_id, name_key(o.name), o.city,
            o.state order by round(p, 9) desc, organisation_id) as ord
    from valued_odds v
    join core.organisation o using (organisation_id)
    window twin as (partition by mention_id, name_key(o.name), o.city, o.state)
)
select
    t.mention_id, t.organisation_id, t.is_exact, t.is_raw, t.is_weak, t.is_carried, t.is_other_kind,
        t.is_other_class,
        t.is_whole_name,
    case when t.ord = 1 then k.low + (k.high - k.low) * (least(t.p_of_all, 1) - k.since) / (k.until - k.since) else 0
        end as p
from twinned t
join knot k on k.place = t.place
        || case when not t.is_carried then ' untelling' when t.is_exact = 1 then ' exact' else '' end
    and least(t.p_of_all, 0.9999999) >= k.since and least(t.p_of_all, 0.9999999) < k.until;
