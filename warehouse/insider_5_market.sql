-- One row a person who works near an opening without working there: the three nearest to the user of each place.
create or replace temp table person_place as
with known as (
    select distinct on (place_key(city), upper(state)) place_key(city) as city_key, upper(state) as state, latitude, longitude
    from core.posting_place
    where city is not null and state is not null and latitude is not null
    order by place_key(city), upper(state), latitude, longitude
),
worked as (
    select
        w.person_id, w.name, w.title, w.organisation_name, coalesce(w.city, o.city) as city, coalesce(w.state, o.state) as state,
        w.evidence, currency(w.as_of, getvariable('today')) as person_weight, case when w.city is not null then 1.0 else w.confidence end as confidence
    from worker w
    left join core.organisation o on o.organisation_id = w.organisation_id and w.confidence >= 0.8
    where w.kind = 'work' and w.is_current
    union all
    select person_id, name, role, null, city, state, 'their address', 1.0, 0.9
    from core.person
    where person_id not in (select person_id from worker where kind = 'work' and is_current)
        -- A place that belongs to a former employer is none of theirs.
        and (person_id, place_key(city)) not in (
            select (person_id, place_key(city)) from core.affiliation where city is not null and not is_current)
)
select w.*, k.latitude, k.longitude
from worked w
left join known k on k.city_key = place_key(w.city) and k.state = upper(w.state)
where w.city is not null and w.state is not null and w.confidence >= 0.8;

create or replace temp table market_place as
select distinct place_key(city) as city_key, upper(state) as state, city, first(latitude) as latitude, first(longitude) as longitude
from core.opportunity
where status = 'open' and city is not null and state is not null
group by all;

create or replace temp table market_near as
with near as (
    select
        m.city_key, m.state, p.*, b.tie, b.shared, b.evidence as tie_evidence,
        case when p.latitude is null or m.latitude is null then 0.0
            else 2 * 3958.8 * asin(least(1, sqrt(power(sin(radians(p.latitude - m.latitude) / 2), 2)
                + cos(radians(m.latitude)) * cos(radians(p.latitude)) * power(sin(radians(p.longitude - m.longitude) / 2), 2)))) end as miles
    from market_place m
    join person_place p on (p.latitude is not null and p.latitude between m.latitude - 0.5 and m.latitude + 0.5
            and p.longitude between m.longitude - 0.7 and m.longitude + 0.7)
        or (upper(p.state) = m.state and place_key(p.city) = m.city_key)
    join bond b on b.person_id = p.person_id and b.other_id = 'me'
)
select * from near
where miles <= 30
qualify row_number() over (partition by city_key, state order by tie desc, miles, person_id) <= 12;

create or replace temp table market_path as
select
    o.opportunity_id, n.person_id, null::text as via_person_id, 'in the market' as relation, 1 as hops, n.tie, n.confidence, n.person_weight,
    0.1 as role_weight, 1 as candidates, false as is_placeless,
    n.name || case when n.organisation_name is not null then ' (' || coalesce(n.title || ' at ', '') || n.organisation_name || ')' else '' end
        || ' is in ' || n.city || ', ' || n.state || case when n.miles >= 1 then printf(', %.0f miles away', n.miles) else '' end
        || case when n.shared is not null then '; ' || n.shared[1] else '' end as path,
    [coalesce(n.evidence || ': ', '') || n.city || ', ' || n.state] || coalesce(n.shared, []) || n.tie_evidence as evidence,
    path_strength(n.confidence, n.person_weight, 0.1, n.tie, 1) as q
from core.opportunity o
join market_near n on n.city_key = place_key(o.city) and n.state = upper(o.state)
where o.status = 'open'
    and not exists (
        from opening_target t join path p using (target_id) where t.opportunity_id = o.opportunity_id and p.person_id = n.person_id)
qualify row_number() over (partition by o.opportunity_id order by n.tie desc, n.miles, n.person_id) <= 3;
